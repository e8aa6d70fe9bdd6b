"""How a row of the agenda is drawn: sign, name, minutes."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from workshop_studio.ui.blocks.fitting import words_fit
from workshop_studio.ui.theme import Theme, tabular
from workshop_studio.ui.widgets.lifted import REACH
from workshop_studio.ui.widgets.wrapping import Lines, draw, lay_out

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
_MOST_LINES: Final = 3
"""Lines of a name; the rest is in the tooltip."""
_BETWEEN = 10
"""From a name to its minutes."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_Index = QModelIndex | QPersistentModelIndex


class AgendaRow(QStyledItemDelegate):
    """Draws an activity or a step; the card of the current activity is drawn by the agenda."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @property
    def right(self) -> float:
        """The right edge of the card; names break before it, whether a bar is there or not.

        If they broke anew when a bar comes, the bar would keep itself: the rows that it makes
        higher are those that it is there for.
        """
        return float(min(self._view.width() - REACH, self._view.viewport().width() - 1))

    def height(self, index: _Index) -> int:
        """The height of a row in pixels: activities stand apart, steps closer."""
        high = _STEP_HEIGHT if index.parent().isValid() else _ACTIVITY_HEIGHT
        lines, is_below = self._lines(index)
        more = lines.size.height() - (0 if is_below else lines.line_height)
        return round((high + (_FOOT if index.data(LAST) else 0)) * self._theme.scale + more)

    def _font(self, index: _Index) -> QFont:
        is_step = index.parent().isValid()
        is_strong = index.data(STATE) == "current" or not is_step
        small = "small_strong" if is_strong else "small"
        return tabular(self._theme.type(small if is_step else "strong"))

    def _lines(self, index: _Index) -> tuple[Lines, bool]:
        """The name of a row in lines beside its minutes, or above them if a word asks for it."""
        scale = self._theme.scale
        indent = _NAME_AT + (_BESIDE if index.parent().isValid() else 0)
        room = self._view.width() - indent * scale - _END
        name, font, beside = str(index.data()), self._font(index), room
        if minutes := index.data(MINUTES):
            small = QFontMetricsF(tabular(self._theme.type("small")))
            beside -= small.horizontalAdvance(minutes) + _BETWEEN
        is_below = beside < room and not words_fit(name, font, beside)
        return lay_out(name, font, room if is_below else beside, _MOST_LINES), is_below

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
        lines, is_below = self._lines(index)
        below = lines.line_height if is_below else 0.0
        top = rect.center().y() - (lines.size.height() + below) / 2
        middle = top + lines.line_height / 2
        name_at = rect.left() + _NAME_AT * scale
        if is_step:
            self._draw_dot(painter, name_at, middle, state)
            name_at += _BESIDE * scale
        else:
            self._draw_sign(painter, rect.left() + _SIGN_AT * scale, middle, state)
        room = QRectF(rect)
        room.setLeft(name_at)
        room.setRight(self._view.width() - _END)
        beside = top + (lines.size.height() if is_below else 0.0)
        where = QRectF(room.left(), beside, room.width(), lines.line_height)
        minutes = index.data(MINUTES)
        if minutes:
            painter.setFont(tabular(theme.type("small")))
            painter.setPen(theme.colour("soft"))
            painter.drawText(where, _LEFT if is_below else _RIGHT, minutes)
        painter.setFont(self._font(index))
        is_quiet = state in {"done", "skipped", "parked"} or (is_step and state != "current")
        painter.setPen(theme.colour("soft" if is_quiet else "ink"))
        draw(painter, lines, room.left(), top, room.width())
        painter.restore()

    def _draw_state(self, painter: QPainter, state: QStyle.StateFlag, rect: QRectF) -> None:
        theme, flag = self._theme, QStyle.StateFlag
        inside = rect.adjusted(REACH + 6, 1.5, 0, -1.5)
        inside.setRight(self.right - 2)
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
