"""The windows of a whole run with a library in memory, for tests that go from Home and back."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.fakes import Answers, FakeLibrary, looks
from workshop_studio.app.library import Library
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Settings
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.home.cards import PlanCard
from workshop_studio.ui.home.studio import Studio
from workshop_studio.ui.start import UiServices

ENGLISH = Translator("en", resources() / "locales")


class App:
    """Counts how often it was told to quit."""

    def __init__(self) -> None:
        self.quits = 0

    def quit(self) -> None:
        self.quits += 1


class Desk:
    """The windows with a library in memory."""

    def __init__(self, qtbot: QtBot, settings: Settings, library: FakeLibrary) -> None:
        self.qtbot = qtbot
        self.app = App()
        self.library = library
        self.files = Answers()
        self.saved: list[Settings] = []
        services = UiServices(
            translator=ENGLISH,
            settings=settings,
            save_settings=self.saved.append,
            library=lambda _: cast("Library", library),
            log_path=None,
        )
        app = cast("QApplication", self.app)
        self.studio = Studio(app, services, looks(services), self.files)
        self.home = self.studio.home

    def start(self, file: Path | None = None) -> None:
        self.studio.start(file)
        self.qtbot.waitUntil(lambda: self.home._is_painted)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.studio.jobs.running == 0)

    def console(self) -> ConsoleWindow:
        self.qtbot.waitUntil(lambda: self.studio.console is not None)
        console = self.studio.console
        assert console is not None
        self.qtbot.waitUntil(console.isVisible)
        return console

    def leave(self) -> None:
        self.console().close()
        self.settle()

    def card(self, plan: str) -> PlanCard:
        return next(card for card in self.home.cards if card.plan.id == plan)

    def said(self) -> str:
        return self.home.message.text()


Make = Callable[..., Desk]
