"""What can be done in each window, as one table: menus, buttons and shortcuts are made from it.

An action names the method of its window that carries it out, and says when it can be.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from workshop_studio.i18n.translator import Translator, mark

Keys = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which actions can be done just now.

    Attributes:
        finished: the session has ended.
        undo: type of the command that undo would take back.
        redo: type of the command that redo would bring back.
        has_back: there is a step before this one.
        has_next: the primary button has something to do.
        takes_ideas: ideas can be brought into the current step.
        can_reveal: something is hidden that could be shown ahead of its turn.
        can_conceal: something was shown that can be hidden again.
        has_clock: a clock is set for the step.
        has_length: the step has a planned length, so that a clock can be started.
        is_running: the clock counts down.
        stage_shown: the stage is on a screen.
    """

    finished: bool = False
    undo: str | None = None
    redo: str | None = None
    has_back: bool = False
    has_next: bool = False
    takes_ideas: bool = False
    can_reveal: bool = False
    can_conceal: bool = False
    has_clock: bool = False
    has_length: bool = False
    is_running: bool = False
    stage_shown: bool = False


def _always(_: Situation) -> bool:
    return True


def _going(now: Situation) -> bool:
    return not now.finished


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    Attributes:
        id: its name in code, tests and settings.
        text: what it is called, marked for the catalogue.
        handler: the window's method that does it.
        keys: the shortcut: a standard key of the platform, or one of ours.
        enabled: whether it can be done just now.
    """

    id: str
    text: str
    handler: str
    keys: QKeySequence.StandardKey | str | None = None
    enabled: Callable[[Situation], bool] = _always

    def sequence(self) -> QKeySequence:
        """The shortcut as Qt has it; empty where there is none."""
        return QKeySequence() if self.keys is None else QKeySequence(self.keys)


HOME: Final[tuple[Action, ...]] = (
    Action("open", mark("Open a file …"), "browse", Keys.Open),
    Action("sample", mark("Look at an example"), "sample"),
    Action("quit", mark("Quit"), "close", "Ctrl+Q"),
)

CONSOLE: Final[tuple[Action, ...]] = (
    Action("next", mark("What comes next"), "press", "Ctrl+Return", lambda now: now.has_next),
    Action("back", mark("Back one step"), "go_back", "Alt+Left", lambda s: s.has_back),
    Action("undo", mark("Undo"), "undo", Keys.Undo, lambda now: now.undo is not None),
    Action("redo", mark("Redo"), "redo", "Ctrl+Shift+Z", lambda now: now.redo is not None),
    Action("stage", mark("Show the stage"), "toggle_stage", "F5"),
    Action(
        "clock",
        mark("Start or pause the clock"),
        "toggle_clock",
        "Ctrl+T",
        lambda now: _going(now) and (now.has_clock or now.has_length),
    ),
    Action("minute", mark("One minute more"), "add_minute", "Ctrl++", _going),
    Action(
        "import",
        mark("Import ideas …"),
        "import_ideas",
        "Ctrl+I",
        lambda now: _going(now) and now.takes_ideas,
    ),
    Action("reveal", mark("Show now"), "reveal", None, lambda now: _going(now) and now.can_reveal),
    Action(
        "conceal", mark("Hide again"), "conceal", None, lambda now: _going(now) and now.can_conceal
    ),
    Action("edit_step", mark("Edit the texts of this step …"), "edit_step", "F2", _going),
    Action("edit_frame", mark("Edit title and frame …"), "edit_frame", None, _going),
    Action("report", mark("Export the report …"), "export_report", Keys.Save),
    Action("messages", mark("Messages"), "show_messages", "Ctrl+M"),
    Action("close", mark("Close the session"), "close", "Ctrl+W"),
    Action("quit", mark("Close the session and quit"), "quit", "Ctrl+Q"),
)

CONSOLE_MENU: Final[tuple[str, ...]] = (
    *("stage", "clock", "minute", ""),
    *("undo", "redo", ""),
    *("import", "edit_step", "edit_frame", "reveal", "conceal", ""),
    *("report", "messages", ""),
    *("close", "quit"),
)
"""The console's menu: ids of actions; an empty one is a line between two groups."""


class Actions:
    """The actions of one window, alive."""

    def __init__(self, table: Iterable[Action], window: QWidget, translator: Translator) -> None:
        """Make an action of each row, with its shortcut at work in the whole window."""
        self._table = {action.id: action for action in table}
        self._live: dict[str, QAction] = {}
        for row in self._table.values():
            live = QAction(translator.text(row.text), window)
            live.setObjectName(row.id)
            live.setShortcut(row.sequence())
            live.triggered.connect(_calls(window, row.handler))
            window.addAction(live)
            self._live[row.id] = live

    def __getitem__(self, action: str) -> QAction:
        """The live action of an id."""
        return self._live[action]

    def show_situation(self, now: Situation) -> None:
        """Enable what can be done now and nothing else."""
        for name, row in self._table.items():
            self._live[name].setEnabled(row.enabled(now))

    def menu(self, order: Iterable[str], parent: QWidget) -> QMenu:
        """A menu of these actions."""
        menu = QMenu(parent)
        for name in order:
            if name:
                menu.addAction(self._live[name])
            else:
                menu.addSeparator()
        return menu


def _calls(window: QObject, handler: str) -> Callable[[], None]:
    method: Callable[[], object] = getattr(window, handler)

    def call() -> None:
        method()

    return call


def shortcuts(table: Iterable[Action]) -> Mapping[str, QKeySequence]:
    """The shortcut of each action that has one."""
    return {action.id: action.sequence() for action in table if action.keys is not None}
