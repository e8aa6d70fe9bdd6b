"""Finding workshops, techniques and sessions by typing, on Home and in the palette."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.bench.sessions import library
from tests.ui.fakes import looks
from workshop_studio.app.headings import Heading, Headings
from workshop_studio.domain.records import Frame
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Recent, Settings
from workshop_studio.ui.home.plans import read_plans
from workshop_studio.ui.home.studio import Studio
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.palette.line import Entry
from workshop_studio.ui.palette.results import Results
from workshop_studio.ui.palette.sessions import SessionShelf
from workshop_studio.ui.start import UiServices
from workshop_studio.ui.theme import Theme

# The offscreen platform says so of every window whose layout sets a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NOW = datetime.now(UTC)
KANTINA = Recent("/s/kantina.workshop", "Kantina vi vil ha", NOW, "Administrasjon", 31, 4)
FRIDAY = Heading(
    "/s/friday.workshop", "Hjem fra sykehus", "Helse", 88, 5, ("Trygg hjemme", "Fjordvik rådhus")
)


@pytest.fixture
def home(qtbot: QtBot, theme: Theme, translator: Translator) -> HomeWindow:
    made = HomeWindow(translator, theme, read_plans(resources()))
    qtbot.addWidget(made)
    made.show_recent([KANTINA])
    made.sessions.show_found(Headings((FRIDAY,)))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def typed(home: HomeWindow, text: str) -> tuple[str, ...]:
    QTest.keyClick(home, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert home.search.hasFocus()
    QTest.keyClicks(home.search, text)
    return home.finding.results.found()


def test_a_session_is_found_and_opened_without_the_mouse(qtbot: QtBot, home: HomeWindow) -> None:
    assert typed(home, "kant") == ("Kantina vi vil ha",)
    assert home.finding.isVisible()
    with qtbot.waitSignal(home.open_requested) as opened:
        QTest.keyClick(home.search, Qt.Key.Key_Return)
    assert opened.args == [KANTINA.path]
    assert home.front.isVisible()


def test_what_the_frame_says_is_searched_and_shown(home: HomeWindow) -> None:
    assert typed(home, "radhus") == ("Hjem fra sykehus",)
    item = home.finding.results.item(0)
    told = str(item.data(Qt.ItemDataRole.AccessibleDescriptionRole))
    assert told == "Session, Fjordvik rådhus"
    home.search.clear()
    assert typed(home, "hjem")[0] == "Hjem fra sykehus"
    item = home.finding.results.item(0)
    assert "Helse · 88 ideas · 5 initiatives" in str(
        item.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    )


def test_techniques_are_found_by_their_steps_and_started(qtbot: QtBot, home: HomeWindow) -> None:
    found = typed(home, "ground rules")
    assert "Brainstorming" in found
    for _ in range(found.index("Brainstorming")):
        QTest.keyClick(home.search, Qt.Key.Key_Down)
    assert home.search.accessibleDescription() == "Brainstorming"
    with qtbot.waitSignal(home.start_requested) as started:
        QTest.keyClick(home.search, Qt.Key.Key_Enter)
    assert started.args[0].id == "brainstorm"


def test_where_nothing_is_found_there_is_a_way_on(qtbot: QtBot, home: HomeWindow) -> None:
    home.show_techniques()
    assert typed(home, "xyzzy") == ()
    page = home.finding
    assert page.nothing.isVisible()
    assert not page.results.isVisible()
    QTest.keyClick(home.search, Qt.Key.Key_Return)  # nothing is chosen, nothing happens
    with qtbot.waitSignal(home.browse_requested):
        page.browse.click()
    page.clear.click()
    assert home.search.text() == ""
    assert home.techniques.isVisible()  # where the search began


def test_escape_ends_a_search(home: HomeWindow) -> None:
    typed(home, "kant")
    QTest.keyClick(home.search, Qt.Key.Key_Escape)
    assert home.front.isVisible()
    assert home.search.text() == ""


def test_nothing_is_started_while_something_is_under_way(home: HomeWindow) -> None:
    typed(home, "kant")
    home.set_busy("Opening …")
    home.open_requested.connect(lambda _: pytest.fail("opened"))
    QTest.keyClick(home.search, Qt.Key.Key_Return)


def test_sessions_that_come_in_late_are_found_and_the_choice_stays(home: HomeWindow) -> None:
    typed(home, "e")
    QTest.keyClick(home.search, Qt.Key.Key_Down)
    QTest.keyClick(home.search, Qt.Key.Key_Down)
    chosen = home.finding.results.current()
    late = Heading("/s/late.workshop", "Eldre i nabolaget", "", 0, 0, ())
    home.sessions.show_found(Headings((late, FRIDAY)))
    assert "Eldre i nabolaget" in home.finding.results.found()
    assert home.finding.results.current() == chosen


def test_the_palette_finds_what_lies_in_the_folder(home: HomeWindow) -> None:
    home.finder.open_palette()
    palette = home.finder.palette
    assert palette is not None
    QTest.keyClicks(palette.line, "hjem fra")
    assert palette.found() == ("Hjem fra sykehus",)
    home.sessions.show_found(Headings((FRIDAY, Heading("/h", "Hjem fra hytta", "", 0, 0, ()))))
    assert palette.found() == ("Hjem fra sykehus", "Hjem fra hytta")


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        (Headings(), []),
        (Headings(folder="/x", fault="missing"), ["The sessions folder /x is not there now."]),
        (Headings(folder="/x", fault="refused"), ["The sessions folder /x may not be read"]),
        (Headings(unreadable=("a",)), ["a cannot be read as a session"]),
        (Headings(unreadable=("a", "b")), ["2 files cannot be read as sessions, a for one"]),
    ],
)
def test_what_cannot_be_searched_is_one_calm_line(
    home: HomeWindow, found: Headings, lines: list[str]
) -> None:
    typed(home, "kant")
    home.sessions.show_found(found)
    told = home.finding.faults.text().splitlines()
    assert len(told) == len(lines)
    assert all(line.startswith(begins) for line, begins in zip(told, lines, strict=True))
    assert home.finding.faults.isVisible() == bool(lines)


def test_a_folder_that_nobody_chose_need_not_be_there(translator: Translator) -> None:
    shelf = SessionShelf(translator)
    shelf.show_found(Headings(folder="/x", fault="missing"), is_chosen=False)
    assert shelf.faults() == []


def test_a_session_that_is_gone_or_open_is_not_offered(translator: Translator) -> None:
    shelf = SessionShelf(translator)
    gone = Recent("/s/gone.workshop", "Gone", NOW)
    shelf.show_recent([KANTINA, gone], {gone.path})
    shelf.show_found(Headings((FRIDAY,)))
    names = [one.text for one in shelf.entries(lambda _: None, without=FRIDAY.path)]
    assert names == ["Kantina vi vil ha"]


def test_thousands_are_searched_as_fast_as_one_types(qtbot: QtBot, theme: Theme) -> None:
    results = Results(theme, "Found")
    qtbot.addWidget(results)
    entry = [Entry(f"Økt {n}", "Session", lambda: None, ("x " * 200,)) for n in range(2_000)]
    results.show_entries(entry)
    results.search("økt 1999")
    assert results.found() == ("Økt 1999",)
    results.search("")
    assert results.count() == 60


@pytest.fixture
def studio(qapp: QApplication, tmp_path: Path, translator: Translator) -> Iterator[Studio]:
    services = UiServices(
        translator=translator,
        settings=Settings(sessions_folder=str(tmp_path / "sessions"), facilitator="Kari"),
        save_settings=lambda _: None,
        library=lambda _: library(tmp_path),
        log_path=None,
    )
    made = Studio(qapp, services, looks(services))
    yield made
    made.home.hide()
    made.close()


def test_the_sessions_folder_is_read_when_somebody_searches(
    qtbot: QtBot, studio: Studio, tmp_path: Path
) -> None:
    (tmp_path / "sessions").mkdir()
    library(tmp_path).create("dot-vote", Frame(title="Bibliotek")).close().result(20)
    sample = resources() / "samples" / "school-day.workshop"
    shutil.copy(sample, tmp_path / "sessions" / "b.workshop")
    (tmp_path / "sessions" / "c.workshop").write_text("no session")
    studio.start()
    home = studio.home
    home.begin_search()
    QTest.keyClicks(home.search, "fjordvik")
    qtbot.waitUntil(lambda: "Mat og digital skolehverdag" in home.finding.results.found())
    assert home.finding.faults.text().startswith("c.workshop cannot be read")
    QTest.keyClick(home.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(home.search, "bibliotek")
    assert home.finding.results.found() == ("Bibliotek",)
    home.sample_requested.emit()
    qtbot.waitUntil(lambda: studio.console is not None and studio.console.isVisible())
    console = studio.console
    assert console is not None
    console.finder.open_palette()
    palette = console.finder.palette
    assert palette is not None
    QTest.keyClicks(palette.line, "biblio")
    assert palette.found() == ("Bibliotek",)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert "Bibliotek.workshop" in console.manners.question.label.text()
    console.close()
    qtbot.waitUntil(lambda: studio.jobs.running == 0 and home.isVisible())
    home.open_requested.emit(str(tmp_path / "sessions" / "c.workshop"))
    qtbot.waitUntil(lambda: "is not a session file" in home.message.text())
    qtbot.waitUntil(lambda: studio.jobs.running == 0)
