"""Buttons of which a double click is one click, and a held key one press."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton


class _Once(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the second click of a double click be, and what a held key repeats."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            return True
        if isinstance(event, QKeyEvent) and event.isAutoRepeat():
            return True
        return super().eventFilter(watched, event)


def count_once(button: QAbstractButton) -> None:
    """Have a button count once what is pressed twice: it may mean something else by then."""
    button.installEventFilter(_Once(button))
