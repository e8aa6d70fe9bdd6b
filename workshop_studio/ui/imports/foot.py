"""The lower edge of a preview: what comes in, and the buttons, beside it or below it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from workshop_studio.ui.home.bar import Bar
from workshop_studio.ui.theme import Theme

_HIGH = 56
_ABOVE = 8
_MARGIN = 28
_LINE = 14
"""Letters of what is said that must go in beside the buttons."""


class Foot(Bar):
    """What is said at the left, buttons at the right; where text is large, buttons below."""

    def __init__(
        self, theme: Theme, said: tuple[QWidget, ...], buttons: tuple[QWidget, ...]
    ) -> None:
        super().__init__(theme, is_top=False, height=_HIGH, margin=_MARGIN)
        self.line.setContentsMargins(_MARGIN, _ABOVE, _MARGIN, _ABOVE)
        for widget in said:
            self.line.addWidget(widget, 1)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.line.addWidget(self._buttons)

    def minimumSizeHint(self) -> QSize:
        """As wide as the buttons: what is said goes above them then."""
        wide = self._buttons.minimumSizeHint().width() + 2 * _MARGIN
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where there is room."""
        beside = self.minimumSizeHint().width() + self.line.spacing()
        beside += _LINE * self.fontMetrics().averageCharWidth()
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if self.width() >= beside else ways.TopToBottom
        if way != self.line.direction():
            self.line.setDirection(way)
        super().resizeEvent(event)
