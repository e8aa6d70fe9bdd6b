"""The menus, each as it opens; a new one gets a row here."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QMenu

from workshop_studio.app.catalogue import Catalogue
from workshop_studio.resources import resources
from workshop_studio.ui.blocks.board import BoardView
from workshop_studio.ui.blocks.ideas import IdeasView
from workshop_studio.ui.blocks.table import TableView
from workshop_studio.ui.console.agenda_menu import AgendaMenu
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.screenshots.scene import Scene


def _of_console(
    moment: str, open_menu: Callable[[ConsoleWindow], QMenu]
) -> Callable[[Scene], QMenu]:
    """A menu of the console at a moment."""

    def make(scene: Scene) -> QMenu:
        console = scene.album.console(scene.at(moment))
        scene.keep(console)
        return open_menu(console)

    return make


def home(scene: Scene) -> QMenu:
    """What can be done on Home."""
    window = HomeWindow(scene.translator, scene.theme, scene.plans)
    scene.keep(window)
    return window.actions_.menu(window)


def card(scene: Scene) -> QMenu:
    """What can be done with a workshop."""
    window = HomeWindow(scene.translator, scene.theme, scene.plans)
    scene.keep(window)
    return window.cards[0].menu()


def _activity(console: ConsoleWindow) -> QMenu:
    return console.arrange.menu(console.bridge.view.agenda.activities[0])


def _add(scene: Scene) -> QMenu:
    """The techniques that can come next."""
    console = scene.album.console(scene.first)
    techniques = Catalogue(resources()).techniques
    arrange = AgendaMenu(
        console.plan, console.bridge, scene.translator, lambda: tuple(techniques.values())
    )
    scene.keep(console)
    return arrange.add_menu()


def _ideas(console: ConsoleWindow) -> QMenu:
    view = console.place.work.view("ideas")
    if not isinstance(view, IdeasView):
        raise TypeError(view)
    return view.menu()


def _board(console: ConsoleWindow) -> QMenu:
    view = console.place.work.view("board")
    if not isinstance(view, BoardView):
        raise TypeError(view)
    return view.menu()


def _table(console: ConsoleWindow) -> QMenu:
    view = console.place.work.view("table")
    if not isinstance(view, TableView):
        raise TypeError(view)
    return view.menu()


MENUS: Final[tuple[tuple[str, Callable[[Scene], QMenu]], ...]] = (
    ("menu-home", home),
    ("menu-console", _of_console("collect.close", lambda console: console.actions_.menu(console))),
    ("menu-card", card),
    ("menu-activity", _of_console("collect.close", _activity)),
    ("menu-add", _add),
    ("menu-ideas", _of_console("collect.close", _ideas)),
    ("menu-board", _of_console("cluster", _board)),
    ("menu-table", _of_console("plan finish", _table)),
    ("menu-screens", _of_console("collect.close", lambda one: one.side.stage.screen_menu())),
)
"""Name, and what makes the menu."""
