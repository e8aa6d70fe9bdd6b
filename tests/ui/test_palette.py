"""The command palette and the list of shortcuts, in both windows."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desk import ENGLISH
from tests.ui.fakes import FakeSession
from workshop_studio.app.catalogue import Catalogue
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Recent, Settings
from workshop_studio.ui.actions import actions_of
from workshop_studio.ui.console.agenda_menu import AgendaMenu
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.home.plans import read_plans
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.palette.matching import rank
from workshop_studio.ui.palette.window import Palette
from workshop_studio.ui.theme import Theme

# The offscreen platform says so of every window whose layout sets a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

OTHER = Recent("/there/other.workshop", "Æresrunde for Ærlig øving", datetime.now(UTC))


@pytest.fixture
def home(qtbot: QtBot, theme: Theme, translator: Translator) -> HomeWindow:
    made = HomeWindow(translator, theme, read_plans(resources()))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def console(qtbot: QtBot, theme: Theme, translator: Translator) -> Iterator[ConsoleWindow]:
    jobs = Jobs()
    recent = Settings(recent=(OTHER,))
    made = ConsoleWindow(
        FakeSession(), translator, theme, jobs, lambda _: "", settings=lambda: recent
    )
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    jobs.close()


def opened(window: HomeWindow | ConsoleWindow) -> Palette:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.finder.palette
    assert palette is not None
    assert palette.isVisible()
    assert palette.line.hasFocus()
    return palette


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("AErlig ovi", "Æresrunde for Ærlig øving", True),
        ("øving ærlig", "Æresrunde for Ærlig øving", True),
        ("resume", "Résumé", True),
        ("", "anything", True),
        ("x", "anything", False),
    ],
)
def test_search_forgives_case_accents_and_order(query: str, text: str, found: bool) -> None:
    assert (rank(query, text) is not None) is found


def test_what_begins_with_the_query_comes_first() -> None:
    texts = ["Show the stage", "Unpack", "Pack up", "The back pack"]
    ranked = sorted((r, t) for t in texts if (r := rank("pack", t)) is not None)
    assert [text for _, text in ranked] == ["Pack up", "The back pack", "Unpack"]


def test_home_finds_every_plan_and_starts_it_by_keyboard(qtbot: QtBot, home: HomeWindow) -> None:
    palette = opened(home)
    plans = read_plans(resources())
    names = [plan.name["en"] for plan in plans]
    assert set(names) <= set(palette.found())
    QTest.keyClicks(palette.line, names[-1])
    with qtbot.waitSignal(home.start_requested) as started:
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert started.args == [plans[-1]]
    assert not palette.isVisible()


def test_home_finds_sessions_that_are_there(qtbot: QtBot, home: HomeWindow) -> None:
    gone = Recent("/gone/gone.workshop", "Gone away", OTHER.opened)
    home.show_recent([OTHER, gone], {gone.path})
    palette = opened(home)
    assert "Gone away" not in palette.found()
    QTest.keyClicks(palette.line, "oving aerlig")
    assert palette.found() == (OTHER.title,)
    with qtbot.waitSignal(home.open_requested) as signal:
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert signal.args == [OTHER.path]


def test_the_console_finds_what_can_be_done_now_and_nothing_else(console: ConsoleWindow) -> None:
    palette = opened(console)
    shown = [row for row in actions_of("console") if row.id != "palette"]
    live = [console.actions_[row.id] for row in shown]
    assert palette.found()[:-1] == tuple(one.text() for one in live if one.isEnabled())
    assert not all(one.isEnabled() for one in live)


def test_the_console_finds_techniques_and_adds_the_one_that_is_picked(
    qtbot: QtBot, console: ConsoleWindow
) -> None:
    catalogue = Catalogue(resources())
    console.arrange = AgendaMenu(
        console.plan, console.bridge, ENGLISH, lambda: list(catalogue.techniques.values())
    )
    palette = opened(console)
    QTest.keyClicks(palette.line, "fist to five")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(console.bridge.view.agenda.activities) == 5)
    assert ENGLISH.words(console.bridge.view.agenda.activities[1].name) == "Fist to five"


def test_another_session_is_asked_about_first(console: ConsoleWindow) -> None:
    palette = opened(console)
    QTest.keyClicks(palette.line, "aeresrunde")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert console.manners.question.isVisible()
    assert console.isVisible()


def test_escape_gives_the_keyboard_back(console: ConsoleWindow) -> None:
    before = console.focusWidget()
    palette = opened(console)
    QTest.keyClicks(palette.line, "nothing has this name")
    assert palette.found() == ()
    assert palette.nothing.isVisible()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert console.focusWidget() is before


def test_arrows_choose_and_stop_at_the_ends(home: HomeWindow) -> None:
    palette = opened(home)
    QTest.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.rows.currentRow() == 0
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.rows.currentRow() == 1
    assert palette.line.accessibleDescription() == palette.found()[1]


def test_the_palette_closes_when_the_user_goes_elsewhere(home: HomeWindow) -> None:
    palette = opened(home)
    home.cards[0].setFocus(Qt.FocusReason.MouseFocusReason)
    assert not palette.isVisible()
    assert home.cards[0].hasFocus()


def test_the_list_has_every_shortcut(console: ConsoleWindow) -> None:
    QTest.keyClick(console, Qt.Key.Key_F1)
    shown = console.finder.shortcuts
    assert shown is not None
    assert shown.isVisible()
    keyed = [row for row in actions_of("console") if row.keys is not None]
    assert [text for text, _ in shown.lines] == [row.text for row in keyed]
    QTest.keyClick(shown.area, Qt.Key.Key_Escape)
    assert not shown.isVisible()
