"""The picture in which options are dragged, and the list from which they are placed by keys."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.chart import PictureWidget
from workshop_studio.ui.blocks.ideas import RowList
from workshop_studio.ui.theme import Theme

_AWAY: Final = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_DRAGGED: Final = 3
"""Pixels from which a press is a drag."""


class PlacePicture(PictureWidget):
    """The picture that all see, in which options are dragged and put down.

    Signals:
        taken_up(str): somebody has pressed on an option.
        put_down(str, float, float): an option was dragged to a part of the plot.
        pressed_at(float, float): somebody pressed where no option lies.
    """

    bare = True
    taken_up = Signal(str)
    put_down = Signal(str, float, float)
    pressed_at = Signal(float, float)

    def __init__(self, translator: Translator, theme: Theme) -> None:
        super().__init__(translator, theme)
        self._held = ""
        self._from = QPointF()
        self._now = QPointF()
        self._accent = QColor(theme.colour("accent"))
        self.setMouseTracking(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take an option up, or say where nothing lies."""
        drawing, at = self.drawing(self.width()), event.position()
        if drawing is None or drawing.plot is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = drawing.row_at(at.x(), at.y())
        self._from = self._now = at
        if self._held:
            self.taken_up.emit(self._held)
        elif self._is_inside(at):
            self.pressed_at.emit(*drawing.plot.part_at(at.x(), at.y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the option along."""
        drawing, at = self.drawing(self.width()), event.position()
        if self._held:
            self._now = at
            self.update()
        elif drawing is not None:
            over = bool(drawing.plot) and bool(drawing.row_at(at.x(), at.y()))
            shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put it down; outside of the plot, or where it was, it stays as it lay."""
        drawing, held, at = self.drawing(self.width()), self._held, event.position()
        self._held = ""
        self.update()
        if not held or drawing is None or drawing.plot is None:
            return
        moved = (at - self._from).manhattanLength() > _DRAGGED
        if moved and self._is_inside(at):
            self.put_down.emit(held, *drawing.plot.part_at(at.x(), at.y()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and a ring around what is carried."""
        super().paintEvent(event)
        if self._held:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._accent)
            faint = QColor(self._accent)
            faint.setAlpha(90)
            painter.setBrush(faint)
            painter.drawEllipse(self._now, 14, 14)
            painter.end()

    def _is_inside(self, at: QPointF) -> bool:
        drawing = self.drawing(self.width())
        plot = None if drawing is None else drawing.plot
        if plot is None:
            return False
        return 0 <= at.x() - plot.left <= plot.width and 0 <= at.y() - plot.top <= plot.height


class PlacingList(RowList):
    """The options: arrows choose one, a digit puts it into that column, Delete takes it away."""

    def __init__(self, theme: Theme, press: Callable[[int | None], bool]) -> None:
        super().__init__(theme)
        self._press = press

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the option of this row into a column, or take it away."""
        digit = event.key() - Qt.Key.Key_1
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if event.key() in _AWAY and self._press(None):
                return
            if 0 <= digit < 9 and self._press(digit):
                return
        super().keyPressEvent(event)
