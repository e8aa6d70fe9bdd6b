"""How a row of the agenda is drawn: sign, name, minutes."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workshop_studio.ui.theme import Theme, tabular
from workshop_studio.ui.widgets.lifted import REACH

STATE: Final = Qt.ItemDataRole.UserRole + 1
MINUTES: Final = Qt.ItemDataRole.UserRole + 2
LAST: Final = Qt.ItemDataRole.UserRole + 3
"""Whether a row ends the card of the current activity."""

_ACTIVITY_HEIGHT = 44
_STEP_HEIGHT = 24
_FOOT = 10
"""Room below the last step, inside the card."""
_SIGN_AT = REACH + 10
_NAME_AT = REACH + 40
_DOT = 8.0
_BESIDE = 16
"""From a dot to the name of its step."""
_END = REACH + 10
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_Index = QModelIndex | QPersistentModelIndex


class AgendaRow(QStyledItemDelegate):
    """Draws an activity or a step; the card of the current activity is drawn by the agenda."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def height(self, index: _Index) -> int:
        """The height of a row in pixels: activities stand apart, steps closer."""
        high = _STEP_HEIGHT if index.parent().isValid() else _ACTIVITY_HEIGHT
        return round((high + (_FOOT if index.data(LAST) else 0)) * self._theme.scale)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The height of a row."""
        del option
        return QSize(100, self.height(index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        theme, rect = self._theme, QRectF(option.rect)
        is_step, state = index.parent().isValid(), index.data(STATE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(LAST):
            rect.adjust(0, 0, 0, -_FOOT * theme.scale)
        self._draw_state(painter, option.state, rect)
        scale = theme.scale
        name_at = rect.left() + _NAME_AT * scale
        if is_step:
            self._draw_dot(painter, name_at, rect.center().y(), state)
            name_at += _BESIDE * scale
        else:
            self._draw_sign(painter, rect.left() + _SIGN_AT * scale, rect.center().y(), state)
        room = QRectF(rect)
        room.setLeft(name_at)
        room.setRight(rect.right() - _END)
        minutes = index.data(MINUTES)
        if minutes:
            painter.setFont(tabular(theme.type("small")))
            painter.setPen(theme.colour("soft"))
            painter.drawText(room, _RIGHT, minutes)
            room.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(minutes) - 10, 0)
        is_strong = state == "current" or not is_step
        small = "small_strong" if is_strong else "small"
        painter.setFont(tabular(theme.type(small if is_step else "strong")))
        is_quiet = state in {"done", "skipped", "parked"} or (is_step and state != "current")
        painter.setPen(theme.colour("soft" if is_quiet else "ink"))
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, _LEFT, text)
        painter.restore()

    def _draw_state(self, painter: QPainter, state: QStyle.StateFlag, rect: QRectF) -> None:
        theme, flag = self._theme, QStyle.StateFlag
        inside = rect.adjusted(REACH + 6, 1.5, -REACH - 2, -1.5)
        if state & flag.State_Selected and state & flag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside, 8, 8)
        elif state & flag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sunken"))
            painter.drawRoundedRect(inside, 8, 8)

    def _draw_dot(self, painter: QPainter, left: float, middle: float, state: str) -> None:
        """Full where the group has been, in the accent where it is, else open."""
        size = _DOT * self._theme.scale
        colour = self._theme.colour("accent" if state == "current" else "soft")
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush if state == "ahead" else colour)
        painter.drawEllipse(QRectF(left, middle - size / 2, size, size))

    def _draw_sign(self, painter: QPainter, left: float, middle: float, state: str) -> None:
        """What tells the state without colour: a tick, a triangle, two bars for what is parked."""
        colour = self._theme.colour("ink" if state == "current" else "soft")
        scale = self._theme.scale
        path = QPainterPath()
        if state == "current":
            path.moveTo(left, middle - 4 * scale)
            path.lineTo(left + 8 * scale, middle)
            path.lineTo(left, middle + 4 * scale)
            path.closeSubpath()
            painter.fillPath(path, colour)
            return
        painter.setPen(QPen(colour, 1.6 * scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state == "done":
            path.moveTo(left, middle + 0.5 * scale)
            path.lineTo(left + 3.5 * scale, middle + 4 * scale)
            path.lineTo(left + 10 * scale, middle - 4.5 * scale)
        elif state == "parked":
            for at in (2.0, 7.0):
                path.moveTo(left + at * scale, middle - 4 * scale)
                path.lineTo(left + at * scale, middle + 4 * scale)
        elif state == "skipped":
            path.moveTo(left + 1 * scale, middle)
            path.lineTo(left + 9 * scale, middle)
        painter.drawPath(path)
