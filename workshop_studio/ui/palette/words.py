"""How shortcuts are written for people."""

from PySide6.QtGui import QKeySequence

from workshop_studio.ui.action import Action


def keys_of(action: Action) -> str:
    """The shortcut as the platform writes it; empty where there is none."""
    return action.sequence().toString(QKeySequence.SequenceFormat.NativeText)
