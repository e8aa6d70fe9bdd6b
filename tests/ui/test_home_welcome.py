"""The first start: three questions in one screen, answered, skipped, in either language."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fakes import FakeLibrary, looks
from workshop_studio.app.library import Library
from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import Recent, Settings, read_settings, written_settings
from workshop_studio.ui.dialogs.frame import FrameDialog
from workshop_studio.ui.home.studio import Studio
from workshop_studio.ui.home.welcome import WelcomePage
from workshop_studio.ui.start import UiServices
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel

# The offscreen platform says so of every window whose layout sets a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NOW = datetime.now(UTC)


class Chooses:
    """Chooses a folder in place of the platform's dialog, and remembers where it began."""

    folder = ""
    proposed = ""

    def ask_folder(
        self, parent: QWidget, title: str, folder: str, then: Callable[[str], None]
    ) -> None:
        self.proposed = folder
        then(self.folder)

    def ask_open(
        self, parent: QWidget, title: str, folder: str, kinds: str, then: Callable[[str], None]
    ) -> None:
        pytest.fail("nobody asks for a file here")

    def ask_save(
        self, parent: QWidget, title: str, path: str, kinds: str, then: Callable[[str], None]
    ) -> None:
        pytest.fail("nobody asks for a file here")


class FirstStart:
    """The windows as they open with some settings."""

    def __init__(self, qtbot: QtBot, app: QApplication, lang: Translator, made: Settings) -> None:
        self.qtbot = qtbot
        self.saved: list[Settings] = []
        self.files = Chooses()
        services = UiServices(
            translator=lang,
            settings=made,
            save_settings=self.saved.append,
            library=lambda _: cast("Library", FakeLibrary()),
            log_path=None,
            sessions_folder=lambda now: Path(now.sessions_folder or "/documents"),
        )
        self.studio = Studio(app, services, looks(services), self.files)
        self.home = self.studio.home
        self.studio.start()
        self.home.activateWindow()
        qtbot.waitUntil(lambda: self.home._is_painted and self.home.isActiveWindow())

    @property
    def page(self) -> WelcomePage:
        return self.home.welcome()

    @property
    def settings(self) -> Settings:
        return self.studio.settings

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.studio.jobs.running == 0)

    def texts(self) -> list[str]:
        labels = self.home.findChildren(PlainLabel)
        return [label.text() for label in labels if label.isVisible()]


Start = Callable[..., FirstStart]


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, theme: Theme, translator: Translator
) -> Iterator[Start]:
    made: list[FirstStart] = []

    def begin(settings: Settings | None = None) -> FirstStart:
        made.append(FirstStart(qtbot, qapp, translator, settings or Settings()))
        return made[-1]

    yield begin
    for one in made:
        one.home.hide()
        one.settle()
        one.studio.close()


def test_a_new_user_answers_by_keyboard_alone(start: Start) -> None:
    first = start()
    page = first.page
    assert page.isVisible()
    assert page.name.hasFocus()
    assert not first.home.search.isVisible()
    QTest.keyClicks(page.name, "  Kari Nordmann ")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert (first.settings.facilitator, first.settings.welcomed) == ("Kari Nordmann", True)
    assert first.home.front.isVisible()
    assert first.home.search.isVisible()
    assert first.home.cards[0].hasFocus()
    first.settle()
    assert first.saved[-1] == first.settings
    first.home.start_requested.emit(first.home.cards[0].plan)
    (dialog,) = first.home.findChildren(FrameDialog)
    assert dialog.line("facilitator").text() == "Kari Nordmann"
    dialog.close()


def test_with_large_text_what_is_typed_is_in_sight(start: Start, qapp: QApplication) -> None:
    first = start(Settings(text_size=300))
    first.home.resize(800, 600)
    page, name = first.page, first.page.name
    view = page.viewport()
    first.qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    first.qtbot.waitUntil(
        lambda: view.rect().contains(name.rect().translated(name.mapTo(view, QPoint(0, 0))))
    )
    first.studio.looks.follow(Settings(text_size=100))


def test_all_of_it_can_be_skipped(start: Start) -> None:
    first = start()
    first.page.name.setText("Kari")
    first.page.skip.click()
    assert first.home.front.isVisible()
    assert (first.settings.facilitator, first.settings.welcomed) == ("", True)
    assert not first.settings.is_new


@pytest.mark.parametrize(
    "settings",
    [
        Settings(welcomed=True),
        Settings(facilitator="Kari"),
        Settings(recent=(Recent("/a.workshop", "A", NOW),)),
    ],
)
def test_nobody_is_asked_twice(start: Start, settings: Settings) -> None:
    assert start(settings).home.front.isVisible()
    assert not read_settings(written_settings(settings)).is_new


def test_the_language_changes_at_once_and_nothing_typed_is_lost(start: Start) -> None:
    first = start()
    QTest.keyClicks(first.page.name, "Kari")
    first.page.languages["nb"].click()
    assert "Velkommen" in first.texts()
    assert "Welcome" not in first.texts()
    assert first.page.name.text() == "Kari"
    assert first.page.languages["nb"].isChecked()
    assert first.page.languages["nb"].hasFocus()
    assert first.settings.language == "nb"
    first.page.start.click()
    assert "Led en økt" in first.texts()
    assert first.home.actions_["open"].text().startswith("Åpne")
    assert first.home.cards[0].accessibleName() == "Idéer og prioritering"
    first.home.begin_search()
    QTest.keyClicks(first.home.search, "dugnad")
    assert "Idédugnad" in first.home.finding.results.found()
    first.home.finder.open_palette()
    palette = first.home.finder.palette
    assert palette is not None
    assert "Se et eksempel" in palette.found()


def test_home_speaks_another_language_with_all_that_it_shows(start: Start) -> None:
    first = start(Settings(welcomed=True, recent=(Recent("/no/a.workshop", "A", NOW, ideas=2),)))
    first.home.show_techniques()
    first.home.finder.open_palette()
    first.studio.speak("nb")
    assert first.home.front.isVisible()
    assert "Siste økter" in first.texts()
    first.qtbot.waitUntil(lambda: "i dag" in first.texts())
    first.home.show_techniques()
    assert first.home.techniques.cards[0].accessibleName() == "Idédugnad"
    first.settle()


def test_a_folder_is_chosen_and_tried(start: Start, tmp_path: Path) -> None:
    first = start()
    assert first.page.folder.text() == str(Path("/documents"))
    first.files.folder = str(tmp_path)
    first.page.choose.click()
    assert first.files.proposed == str(Path("/documents"))
    assert first.settings.sessions_folder == str(tmp_path)
    first.qtbot.waitUntil(lambda: first.page.folder.text() == str(tmp_path))
    first.settle()
    assert not first.page.fault.isVisible()
    assert first.page.choose.accessibleDescription() == str(tmp_path)


def test_a_folder_in_which_nothing_can_be_written_is_one_calm_line(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    first = start()
    first.files.folder = str(tmp_path / "file")
    first.page.choose.click()
    first.qtbot.waitUntil(first.page.fault.isVisible)
    assert first.page.fault.text().startswith("Nothing can be written there.")
    first.page.languages["nb"].click()  # it is said in the other language too
    first.qtbot.waitUntil(lambda: first.page.fault.text().startswith("Det går ikke an"))
    first.page.start.click()
    first.settle()
    assert first.home.front.isVisible()
