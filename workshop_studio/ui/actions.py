"""What can be done in each window, as one table: menus, palette and shortcuts come from it.

An action names what of its window carries it out, and says when it can be. Whoever needs another
one adds a row, and whatever is made from the table has it.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.ui.action import GROUPS, Action, Where
from workshop_studio.ui.icons import icon
from workshop_studio.ui.situation import Situation as Situation
from workshop_studio.ui.theme import Theme

Keys = QKeySequence.StandardKey


def _going(now: Situation) -> bool:
    return not now.finished


def _staged(now: Situation) -> bool:
    return now.stage_shown


_MOST: Final = 20
"""Rows of a menu that a low screen holds."""
_FEW: Final = 3
"""Rows of a group that stand in the menu itself all the same."""
_HOME: Final = ("home",)
_CONSOLE: Final = ("console",)
_BOTH: Final = ("home", "console")

ACTIONS: Final[tuple[Action, ...]] = (
    Action(
        *("next", mark("What comes next"), "press", _CONSOLE, "lead", "Ctrl+Return"),
        enabled=lambda now: now.has_next,
        no_menu="it is the primary button, always in sight",
        icon="next",
    ),
    Action(
        *("back", mark("Back one step"), "lead.go_back", _CONSOLE, "lead", "Alt+Left"),
        enabled=lambda now: now.has_back,
        no_menu="it is a button beside the primary one",
        icon="previous",
    ),
    Action("stage", mark("Show the stage"), "stage.toggle", _CONSOLE, "lead", "F5", icon="screen"),
    Action(
        "blank", mark("Black"), "stage.toggle_blank", _CONSOLE, "lead", "B", _staged, icon="black"
    ),
    Action(
        *("freeze", mark("Freeze"), "stage.toggle_freeze", _CONSOLE, "lead", "F", _staged),
        icon="freeze",
    ),
    Action(
        *("swap", mark("Swap screens"), "stage.swap", _CONSOLE, "lead"),
        enabled=_staged,
        icon="swap",
    ),
    Action(
        *("next_idea", mark("Show the next idea alone"), "spotlight.next"),
        *(_CONSOLE, "lead", "Ctrl+Right"),
        enabled=lambda now: now.has_ideas,
        icon="next",
    ),
    Action(
        *("previous_idea", mark("Show the idea before alone"), "spotlight.previous"),
        *(_CONSOLE, "lead", "Ctrl+Left"),
        enabled=lambda now: now.has_ideas,
        icon="previous",
    ),
    Action(
        *("all_ideas", mark("Show the whole step on the stage again"), "spotlight.show_all"),
        *(_CONSOLE, "lead", "Ctrl+Up"),
        enabled=lambda now: now.has_focus,
        icon="all",
    ),
    Action(
        "identify", mark("Number the screens"), "stage.identify", _CONSOLE, "lead", icon="identify"
    ),
    Action(
        *(
            "clock",
            mark("Start or pause the clock"),
            "lead.toggle_clock",
            _CONSOLE,
            "lead",
            "Ctrl+T",
        ),
        enabled=lambda now: _going(now) and (now.has_clock or now.has_length),
        icon="clock",
    ),
    Action(
        *("minute", mark("One minute more"), "lead.add_minute", _CONSOLE, "lead", "Ctrl++"),
        enabled=_going,
        icon="more-time",
    ),
    Action(
        *("undo", mark("Undo"), "lead.undo", _CONSOLE, "change", Keys.Undo),
        enabled=lambda now: now.undo is not None,
        icon="undo",
    ),
    Action(
        *("redo", mark("Redo"), "lead.redo", _CONSOLE, "change", "Ctrl+Shift+Z"),
        enabled=lambda now: now.redo is not None,
        icon="redo",
    ),
    Action(
        *("import", mark("Import ideas …"), "errands.import_ideas", _CONSOLE, "step", "Ctrl+I"),
        enabled=lambda now: _going(now) and now.takes_ideas,
        icon="import",
    ),
    Action(
        *(
            "edit_step",
            mark("Edit this step …"),
            "errands.edit_step",
            _CONSOLE,
            "step",
            "F2",
        ),
        enabled=_going,
        icon="edit",
    ),
    Action(
        *("edit_groups", mark("Show the result by group …"), "errands.edit_groups"),
        *(_CONSOLE, "step"),
        enabled=lambda now: now.takes_groups,
        icon="organisation",
    ),
    Action(
        *("edit_frame", mark("Edit title and frame …"), "errands.edit_frame", _CONSOLE, "step"),
        enabled=_going,
        icon="frame",
    ),
    Action(
        *("headcount", mark("How many take part …"), "errands.edit_headcount", _CONSOLE, "step"),
        enabled=_going,
        icon="organisation",
    ),
    Action(
        *("pass_round", mark("Pass the laptop round"), "passing.start"),
        *(_CONSOLE, "step", "Ctrl+L"),
        enabled=lambda now: _going(now) and now.takes_answers,
        icon="pass",
    ),
    Action(
        *("phones", mark("Open to phones, or close"), "phones.toggle", _CONSOLE, "lead"),
        enabled=lambda now: _going(now) and now.takes_phones,
        icon="phone",
    ),
    Action(
        *("who", mark("Who has joined …"), "side.phones.show_window", _CONSOLE, "lead"),
        enabled=lambda now: now.phones_open,
        icon="phone",
    ),
    Action(
        *("show_join", mark("Show how to join, or the step"), "phones.toggle_join"),
        *(_CONSOLE, "lead", "Ctrl+J"),
        enabled=lambda now: now.phones_open,
        icon="qr",
    ),
    Action(
        *("reveal", mark("Show now"), "lead.reveal", _CONSOLE, "step"),
        enabled=lambda now: _going(now) and now.can_reveal,
        icon="eye",
    ),
    Action(
        *("conceal", mark("Hide again"), "lead.conceal", _CONSOLE, "step"),
        enabled=lambda now: _going(now) and now.can_conceal,
        icon="eye-off",
    ),
    Action(
        *("reopen", mark("Open again for ideas"), "lead.reopen", _CONSOLE, "step"),
        enabled=lambda now: now.can_reopen,
        icon="repeat",
    ),
    Action(
        *("add_activity", mark("Add an activity …"), "arrange.open_add", _CONSOLE, "step"),
        enabled=_going,
        icon="add",
    ),
    Action(
        *("skip", mark("Skip the rest of this activity"), "arrange.skip", _CONSOLE, "step"),
        enabled=_going,
        icon="skip",
    ),
    Action(
        *("shorter", mark("This activity 5 min shorter"), "arrange.shorten", _CONSOLE, "step"),
        enabled=lambda now: now.can_shorten,
        icon="less-time",
    ),
    Action(
        *("longer", mark("This activity 5 min longer"), "arrange.lengthen", _CONSOLE, "step"),
        enabled=_going,
        icon="more-time",
    ),
    Action(
        *("put_aside", mark("Put this activity aside"), "arrange.park", _CONSOLE, "step"),
        enabled=_going,
        icon="aside",
    ),
    Action(
        *("repeat", mark("Hold this activity once more"), "arrange.repeat", _CONSOLE, "step"),
        enabled=_going,
        icon="repeat",
    ),
    Action(
        *("papers", mark("Ballots from paper …"), "errands.ballots.bring_in", _CONSOLE, "keep"),
        enabled=lambda now: now.takes_ballots,
        icon="import",
    ),
    Action(
        *("sheet", mark("Save an empty sheet for ballots …"), "errands.ballots.save_sheet"),
        *(_CONSOLE, "keep"),
        enabled=lambda now: now.takes_ballots,
        icon="report",
    ),
    Action(
        *("ballots", mark("Export the ballots …"), "errands.ballots.export", _CONSOLE, "keep"),
        enabled=lambda now: now.has_ballots,
        icon="report",
    ),
    Action("open", mark("Open a file …"), "browse", _HOME, "keep", Keys.Open, icon="folder"),
    Action("sample", mark("Look at an example"), "sample", _HOME, "keep", icon="example"),
    Action("room_check", mark("Room check …"), "check_room", _HOME, "keep", icon="phone"),
    Action("organisation", mark("Organisation …"), "organise", _HOME, "keep", icon="organisation"),
    Action(
        "report",
        mark("Export the report …"),
        "errands.export_report",
        _CONSOLE,
        "keep",
        Keys.Save,
        icon="report",
    ),
    Action(
        "messages", mark("Messages"), "show_messages", _CONSOLE, "help", "Ctrl+M", icon="messages"
    ),
    Action("front", mark("Home"), "show_front", _HOME, "help", "Ctrl+1", icon="home"),
    Action(
        "techniques",
        mark("Techniques"),
        "show_techniques",
        _HOME,
        "help",
        "Ctrl+2",
        icon="techniques",
    ),
    Action(
        *(
            "find",
            mark("Search in techniques and sessions"),
            "begin_search",
            _HOME,
            "help",
            Keys.Find,
        ),
        icon="search",
    ),
    Action(
        "palette",
        mark("Search everything"),
        "finder.open_palette",
        _BOTH,
        "help",
        "Ctrl+K",
        icon="search",
    ),
    Action(
        "settings",
        mark("Settings …"),
        "settings_requested.emit",
        _BOTH,
        "keep",
        "Ctrl+,",
        icon="settings",
    ),
    Action(
        "about", mark("About Workshop Studio"), "about_requested.emit", _BOTH, "help", icon="about"
    ),
    Action(
        "shortcuts",
        mark("Shortcuts"),
        "finder.show_shortcuts",
        _BOTH,
        "help",
        "F1",
        icon="keyboard",
    ),
    Action("close", mark("Close the session"), "close", _CONSOLE, "leave", "Ctrl+W", icon="close"),
    Action("quit", mark("Quit"), "close", _HOME, "leave", "Ctrl+Q", icon="quit"),
    Action(
        "quit", mark("Close the session and quit"), "quit", _CONSOLE, "leave", "Ctrl+Q", icon="quit"
    ),
)
"""Everything that can be done; within a group, menus and lists follow this order."""


def actions_of(where: Where) -> tuple[Action, ...]:
    """The actions of one window, group by group."""
    here = [action for action in ACTIONS if where in action.where]
    return tuple(action for group in GROUPS for action in here if action.group == group)


class Actions:
    """The actions of one window, alive.

    Attributes:
        table: what they were made from.
    """

    def __init__(
        self, table: Iterable[Action], window: QWidget, translator: Translator, theme: Theme
    ) -> None:
        """Make an action of each row, with its shortcut at work in the whole window."""
        self.table = tuple(table)
        self._translator = translator
        self._live: dict[str, QAction] = {}
        for row in self.table:
            live = QAction(translator.text(row.text), window)
            live.setObjectName(row.id)
            live.setShortcut(row.sequence())
            live.setIcon(icon(row.icon, theme))
            live.triggered.connect(_calls(window, row.handler))
            window.addAction(live)
            self._live[row.id] = live

    def __getitem__(self, action: str) -> QAction:
        """The live action of an id."""
        return self._live[action]

    def dress(self, translator: Translator, theme: Theme) -> None:
        """Call them as this language does, in colours of this theme."""
        for row in self.table:
            self._live[row.id].setText(translator.text(row.text))
            self._live[row.id].setIcon(icon(row.icon, theme))

    def show_situation(self, now: Situation) -> None:
        """Enable what can be done now and nothing else."""
        for row in self.table:
            self._live[row.id].setEnabled(row.enabled(now))

    def menu(self, parent: QWidget) -> QMenu:
        """A menu of all that belong in one, with a line between two groups.

        Where they would be more than a low screen holds, each large group opens beside it.
        """
        menu = QMenu(parent)
        rows = [row for row in self.table if not row.no_menu]
        was_beside = False
        for place, (group, members) in enumerate(groupby(rows, lambda row: row.group)):
            live = [self._live[row.id] for row in members]
            is_beside = len(rows) > _MOST and len(live) > _FEW
            if place and not (is_beside and was_beside):  # an entry each needs no line between
                menu.addSeparator()
            was_beside = is_beside
            into = menu.addMenu(self._translator.text(GROUPS[group])) if is_beside else menu
            into.addActions(live)
        return menu


def _calls(window: QObject, handler: str) -> Callable[[], None]:
    def call() -> None:
        attrgetter(handler)(window)()

    return call


def shortcuts(table: Iterable[Action]) -> Mapping[str, QKeySequence]:
    """The shortcut of each action that has one."""
    return {action.id: action.sequence() for action in table if action.keys is not None}
