"""A card that lies over its window until it is closed; it takes nothing over."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from workshop_studio.ui.widgets.labels import Card

_AROUND = 24


class Overlay(Card):
    """Lies over a window, and gives the keyboard back to where it was.

    Args:
        window: what it lies over.
        width: in pixels, where the window has the room.
        height: the same.
    """

    def __init__(self, window: QWidget, width: int, height: int) -> None:
        super().__init__("lifted", window)
        self._over = window
        self._wanted = (width, height)
        self._before: QWidget | None = None
        self.setAutoFillBackground(True)
        self.hide()

    def open_with(self, focus: QWidget) -> None:
        """Lie in the middle of the window's upper part, with the keyboard on ``focus``."""
        if not self.isVisible():
            self._before = self._over.focusWidget()
        room = self._over.size()
        wide = min(self._wanted[0], room.width() - 2 * _AROUND)
        high = min(self._wanted[1], room.height() - 4 * _AROUND)
        self.setGeometry((room.width() - wide) // 2, 2 * _AROUND + _AROUND // 2, wide, high)
        self.show()
        self.raise_()
        focus.setFocus()

    def close_up(self) -> None:
        """Close, and give the keyboard back."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)
