"""The pin of a session that is to stay foremost."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from workshop_studio.ui.theme import Theme

_SIDE = 26
_BODY = ((5.0, 2.0), (11.0, 2.0), (10.2, 6.6), (12.6, 9.4), (3.4, 9.4), (5.8, 6.6))
"""The head of a drawing pin, in a square of 16."""
_NEEDLE = (9.4, 14.4)
"""From where to where its needle goes."""


class PinButton(QAbstractButton):
    """Is pressed in where something is pinned; the shape fills then, so that no hue is needed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setFixedSize(self.sizeHint())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Large enough to be hit."""
        return QSize(_SIDE, _SIDE) * self._theme.scale

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pin, leaning a little until it is pressed in."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_wash"))
            painter.drawRoundedRect(self.rect(), 8, 8)
        name = "edge" if not self.isEnabled() else "accent" if self.isChecked() else "soft"
        colour = self._theme.colour(name)
        painter.setPen(QPen(colour, 1.3, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(colour if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(self._theme.scale, self._theme.scale)
        if not self.isChecked():
            painter.rotate(35)
        painter.translate(-8, -8)
        shape = QPainterPath()
        shape.addPolygon(QPolygonF([QPointF(x, y) for x, y in _BODY]))
        shape.closeSubpath()
        painter.drawPath(shape)
        top, bottom = _NEEDLE
        painter.drawLine(QPointF(8, top), QPointF(8, bottom))
        painter.end()
