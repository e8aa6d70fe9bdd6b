"""Room for a scroll bar beside what scrolls, so that nothing moves when the bar comes or goes."""

from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


class Gutter(QObject):
    """Keeps the right edge of what scrolls in one place, with its bar and without it.

    Args:
        scroll: the area, which owns it.
        layout: of the widget that scrolls.
        right: pixels to the right of what scrolls; the bar stands in them.
    """

    def __init__(self, scroll: QScrollArea, layout: QLayout, right: int) -> None:
        super().__init__(scroll)
        self._scroll = scroll
        self._layout = layout
        self._right = right
        self._frame = cast("QWidget", scroll.verticalScrollBar().parentWidget())  # Qt's own
        self._frame.installEventFilter(self)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lend the bar its room, or take it back."""
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        is_there = self._frame.isVisibleTo(self._scroll)
        taken = self._scroll.verticalScrollBar().sizeHint().width() if is_there else 0
        margins = self._layout.contentsMargins()
        margins.setRight(max(0, self._right - taken))
        self._layout.setContentsMargins(margins)
