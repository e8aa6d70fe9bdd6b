"""One thing that can be done in a window, as a row of the table in ``ui/actions.py``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtGui import QKeySequence

from workshop_studio.i18n.translator import mark
from workshop_studio.ui.situation import Situation

Where = Literal["home", "console"]
Group = Literal["lead", "change", "step", "keep", "help", "leave"]

GROUPS: Final[Mapping[Group, str]] = {
    "lead": mark("Lead the group"),
    "change": mark("Undo and redo"),
    "step": mark("This step"),
    "keep": mark("Files and reports"),
    "help": mark("Find your way"),
    "leave": mark("Leave"),
}
"""What each group of actions is called, in the order in which menus and lists have them."""


def _always(_: Situation) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    Attributes:
        id: its name in code, tests and settings; one of its kind in a window.
        text: what it is called, marked for the catalogue.
        handler: what does it: a method of the window, or of a part of it (``part.method``).
        where: the windows that have it.
        group: the group that it stands in, in menus and in the list of shortcuts.
        keys: the shortcut: a standard key of the platform, or one of ours.
        enabled: whether it can be done just now.
        no_menu: why it is in no menu; empty for those that are.
        icon: the name of its picture in resources/icons.
    """

    id: str
    text: str
    handler: str
    where: tuple[Where, ...]
    group: Group
    keys: QKeySequence.StandardKey | str | None = None
    enabled: Callable[[Situation], bool] = _always
    no_menu: str = ""
    icon: str = ""

    def sequence(self) -> QKeySequence:
        """The shortcut as Qt has it; empty where there is none."""
        return QKeySequence() if self.keys is None else QKeySequence(self.keys)
