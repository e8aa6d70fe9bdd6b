"""Notes as pictures: drawn once, so that no Python runs while the board is painted."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPixmap

from workshop_studio.ui.blocks.fitting import words_fit
from workshop_studio.ui.board.places import Sizes
from workshop_studio.ui.theme import Theme, font
from workshop_studio.ui.widgets.wrapping import Lines, draw, lay_out

LEVELS: Final = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0)
"""Pixels of a picture for one of the board: the next one up is taken, and drawn smaller."""
MOST_LINES: Final = 8
SIDE: Final = 10
ABOVE: Final = 8
_CLOSE: Final = 6
"""Pixels beside a text with a word that is too long between the usual edges."""
CORNER: Final = 5.0
_STEP: Final = 8  # heights are multiples of it, so that every level has whole pixels
_KEPT: Final = 20_000
_SHADE: Final = 0.10
_TILT: Final = -2.0
_LONG: Final = 10
"""Letters of a word that always go into a line."""
_NARROWER: Final = 0.84
_LIFT: Final = 22
"""Room around a lifted note for its shadow and its tilt."""
Look = tuple[str, int | None, float, float]
"""What a picture depends on: text, colour of the note (None is white), height and level."""


def level_for(scale: float) -> float:
    """The level of the pictures at so many pixels of the screen for one of the board."""
    return next((level for level in LEVELS if level >= scale - 0.001), LEVELS[-1])


class NotePictures:
    """Lays notes out and draws them in one theme."""

    def __init__(self, theme: Theme) -> None:
        """Take the theme's type and colours; lengths follow the size of its type."""
        self._theme = theme
        self._fonts = (theme.type("small"), font(theme.type("small").pixelSize() * _NARROWER, 400))
        self._laid: dict[str, tuple[Lines, QFont, int]] = {}
        scale = theme.scale
        note = round(112 * scale / _STEP) * _STEP
        self.sizes = Sizes(note=note, least=round(72 * scale / _STEP) * _STEP)

    def _dressed(self, text: str) -> tuple[QFont, int]:
        """The usual type and edge, or what spares the longest word from being broken."""
        usual, smaller = self._fonts
        if all(len(word) <= _LONG for word in text.split()):
            return usual, SIDE
        for of, side in ((usual, SIDE), (usual, _CLOSE)):
            if words_fit(text, of, self.sizes.note - 2 * side):
                return of, side
        return smaller, _CLOSE

    def lines(self, text: str) -> Lines:
        """A note's text in lines."""
        return self._lay(text)[0]

    def _lay(self, text: str) -> tuple[Lines, QFont, int]:
        """The lines, their type, and their distance from the edge."""
        found = self._laid.get(text)
        if found is None:
            if len(self._laid) > _KEPT:
                self._laid.clear()
            of, side = self._dressed(text)
            lines = lay_out(text, of, self.sizes.note - 2 * side, MOST_LINES)
            found = self._laid[text] = (lines, of, side)
        return found

    def height(self, text: str) -> float:
        """How high a note with this text is."""
        needed = self.lines(text).size.height() + 2 * ABOVE
        return max(self.sizes.least, -(-needed // _STEP) * _STEP)

    def picture(self, look: Look) -> QPixmap:
        """A note as it lies."""
        text, colour, height, level = look
        size = QSize(round(self.sizes.note * level), round(height * level))
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.scale(level, level)
        self._draw(painter, text, colour, height)
        painter.end()
        picture.setDevicePixelRatio(level)
        return picture

    def lifted(
        self, text: str, colour: int | None, height: float, many: int, dpr: float
    ) -> QPixmap:
        """A note in the hand, with a shadow and a little askew; of many, with how many they are."""
        wide = self.sizes.note
        size = QSize(round((wide + 2 * _LIFT) * dpr), round((height + 2 * _LIFT) * dpr))
        picture = QPixmap(size)
        picture.setDevicePixelRatio(dpr)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_LIFT + wide / 2, _LIFT + height / 2)
        painter.rotate(_TILT)
        painter.translate(-wide / 2, -height / 2)
        shadow = self._theme.colour("shadow")
        shadow.setAlphaF(0.018)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shadow)
        rect = QRectF(0, 0, wide, height)
        for grown in range(14, 0, -1):
            painter.drawRoundedRect(rect.adjusted(-grown, 5 - grown, grown, 5 + grown), 8, 8)
        if many > 1:
            painter.save()
            painter.rotate(3)
            self._draw(painter, "", colour, height)
            painter.restore()
        self._draw(painter, text, colour, height)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(self._theme.colour("focus"))
        pen.setWidthF(3)
        painter.setPen(pen)
        painter.drawRoundedRect(rect, 7, 7)
        if many > 1:
            self._draw_count(painter, many, rect)
        painter.end()
        return picture

    @staticmethod
    def lift_offset() -> QPointF:
        """From the corner of a lifted note's picture to the corner of the note."""
        return QPointF(_LIFT, _LIFT)

    def _draw(self, painter: QPainter, text: str, colour: int | None, height: float) -> None:
        theme, wide = self._theme, self.sizes.note
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.colour("surface") if colour is None else theme.note(colour)
        if colour is None and theme.scheme == "dark":
            ground = theme.colour("line")
        shade = QColor(theme.colour("shadow"))
        shade.setAlphaF(_SHADE)
        path = QPainterPath()
        path.addRoundedRect(QRectF(0, 1, wide, height - 1), CORNER, CORNER)
        painter.fillPath(path, shade)
        path = QPainterPath()
        path.addRoundedRect(QRectF(0, 0, wide, height - 1), CORNER, CORNER)
        painter.fillPath(path, ground)
        lines, of, side = self._lay(text)
        painter.setFont(of)
        painter.setPen(theme.colour("ink" if colour is None else "note_ink"))
        if text:
            draw(painter, lines, side, ABOVE, wide - 2 * side)

    def _draw_count(self, painter: QPainter, many: int, rect: QRectF) -> None:
        painter.setFont(self._theme.type("small_strong"))
        metrics = painter.fontMetrics()
        text = str(many)
        high = metrics.height() + 4
        wide = max(high, metrics.horizontalAdvance(text) + 14)
        badge = QRectF(rect.right() - wide + 8, rect.top() - 8, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(badge, high / 2, high / 2)
        painter.setPen(self._theme.colour("on_accent"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
