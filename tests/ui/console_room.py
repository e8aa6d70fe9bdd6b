"""A console on a session in memory, for tests that lead it as a facilitator does."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.fakes import Answers, FakeSession
from workshop_studio.domain.commands import ImportIdeas
from workshop_studio.domain.state import State
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme

ENGLISH = Translator("en", resources() / "locales")


class Room:
    """A console with its session."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, plan: str) -> None:
        self.session = FakeSession(plan)
        self.files = Answers()
        self.window = ConsoleWindow(
            self.session, ENGLISH, Theme("light"), jobs, report, files=self.files
        )
        self.qtbot = qtbot
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def next(self) -> QPushButton:
        return self.window.bottom.next

    def press(self, becomes: str) -> None:
        """Press the primary button and wait until it says something."""
        QTest.mouseClick(self.next, Qt.MouseButton.LeftButton)
        self.expect(becomes)

    def expect(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: self.next.accessibleName() == text)

    def go(self, kind: str, place: int = 0) -> str:
        step = self.session.steps(kind)[place]
        self.session.do({"type": "GoTo", "step": step})
        self.qtbot.waitUntil(lambda: self.window.bridge.view.step == step)
        return step

    def said(self) -> str:
        return self.window.messages.label.text()

    def ideas(self, *texts: str) -> str:
        """Put ideas into the collect step, revealed, and go there."""
        step = self.go("collect")
        self.session.do(ImportIdeas(step=step, texts=texts))
        self.session.do({"type": "Reveal", "step": step})
        return step


def report(state: State) -> str:
    return f"# {state.frame.title if state.frame else ''}\n"


Open = Callable[..., Room]
