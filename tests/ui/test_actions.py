"""One table of actions: whole, without two on one key, and all that is made from it."""

from collections.abc import Iterator
from operator import attrgetter

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fakes import FakeSession
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.action import GROUPS, Where
from workshop_studio.ui.actions import ACTIONS, Situation, actions_of, shortcuts
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme

# The offscreen platform says so of every window whose layout sets a least size.
pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.usefixtures("qapp"),  # keys of the platform are known to a running one only
]

WINDOWS: tuple[Where, ...] = ("home", "console")


@pytest.fixture(params=WINDOWS)
def window(
    request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme, translator: Translator
) -> Iterator[HomeWindow | ConsoleWindow]:
    jobs = Jobs()
    made: HomeWindow | ConsoleWindow
    if request.param == "home":
        made = HomeWindow(translator, theme, ())
    else:
        made = ConsoleWindow(FakeSession(), translator, theme, jobs, lambda _: "")
    qtbot.addWidget(made)
    yield made
    made.close()
    jobs.close()


def where(window: QWidget) -> Where:
    return "home" if isinstance(window, HomeWindow) else "console"


@pytest.mark.parametrize("place", WINDOWS)
def test_no_two_actions_of_a_window_share_name_or_key(place: Where) -> None:
    table = actions_of(place)
    names = [action.id for action in table]
    assert len(set(names)) == len(names)
    keys = [keys.toString() for keys in shortcuts(table).values()]
    assert len(set(keys)) == len(keys)
    assert "" not in keys


def test_every_action_has_a_text_a_place_and_a_rule() -> None:
    for action in ACTIONS:
        assert action.text.strip()
        assert action.where
        assert action.group in GROUPS
        assert action.enabled(Situation(finished=True)) in {True, False}


def test_every_handler_is_there(window: HomeWindow | ConsoleWindow) -> None:
    for action in actions_of(where(window)):
        assert callable(attrgetter(action.handler)(window)), action.id


def entries_of(menu: QMenu) -> Iterator[QAction]:
    """All that can be chosen, in a menu and those that open beside it."""
    for entry in menu.actions():
        beside = entry.menu()
        if isinstance(beside, QMenu):
            yield from entries_of(beside)
        elif not entry.isSeparator():
            yield entry


def test_no_menu_is_higher_than_a_low_screen(window: HomeWindow | ConsoleWindow) -> None:
    button = window.menu if isinstance(window, HomeWindow) else window.top.menu
    menus = [button.menu(), *button.menu().findChildren(QMenu)]
    assert all(menu.sizeHint().height() <= 560 for menu in menus)
    assert all(menu.title() for menu in menus[1:])


def test_the_menu_has_every_action_that_has_no_reason_to_be_elsewhere(
    window: HomeWindow | ConsoleWindow,
) -> None:
    button = window.menu if isinstance(window, HomeWindow) else window.top.menu
    menu = button.menu()
    assert isinstance(menu, QMenu)
    entries = list(entries_of(menu))
    table = actions_of(where(window))
    assert [entry.objectName() for entry in entries] == [a.id for a in table if not a.no_menu]
    assert all(entry is window.actions_[entry.objectName()] for entry in entries)
