"""What the parts of the stage are drawn on: sizes, type and colours for one height."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.fitting import Fitted, fit
from workshop_studio.ui.blocks.scene import Box, Piece, Text
from workshop_studio.ui.theme import STAGE_HEIGHT, Theme
from workshop_studio.ui.widgets.wrapping import Lines, lay_out, line_height

Align = Qt.AlignmentFlag
_STRIP = 52
"""Pixels at the lower edge where the facilitator's strip may lie, and hides nothing."""


class Canvas:
    """Pieces for one size of the stage.

    Args:
        size: the whole stage.
        theme: its look.
        translator: its language.
        mark: a word that stands above all else on each page.
        free: pixels at the lower edge that are kept free, beyond what always is.

    Attributes:
        size: the whole stage.
        unit: a pixel of the drawings, in pixels of this size.
        room: the stage without its margins.
        pieces: what has been put on it.
    """

    def __init__(
        self,
        size: QSizeF,
        theme: Theme,
        translator: Translator,
        mark: str = "",
        free: float = 0,
    ) -> None:
        self.size = size
        self.theme = theme
        self.translator = translator
        self.height = max(1, round(size.height()))
        self.unit = self.height / STAGE_HEIGHT
        side = min(86 * self.unit, size.width() * 0.06)
        top = 70 * self.unit
        below = max(top, min(_STRIP, size.height() * 0.09), free)
        self.room = QRectF(
            side, top, max(1.0, size.width() - 2 * side), size.height() - top - below
        )
        self.ground = theme.colour("stage")
        self.pieces: list[Piece] = []
        self._fonts: dict[str, tuple[QFont, float]] = {}
        self._mark, self._free = mark, free
        if mark:
            line = self.line("stage_body")
            rect = QRectF(self.room.left(), 26 * self.unit, self.room.width(), line)
            self.say(mark, "stage_body", rect, "warn", Align.AlignRight)
            self.room.setTop(rect.bottom() + 4 * self.unit)

    def another(self) -> "Canvas":
        """One of the same size with nothing on it but the mark."""
        return Canvas(self.size, self.theme, self.translator, self._mark, self._free)

    def font(self, name: str) -> QFont:
        """A type at this height."""
        return self._type(name)[0]

    def line(self, name: str) -> float:
        """The height of a line in a type."""
        return self._type(name)[1]

    def _type(self, name: str) -> tuple[QFont, float]:
        known = self._fonts.get(name)
        if known is None:
            font = self.theme.type(name, self.height)
            known = self._fonts[name] = (font, line_height(QFontMetricsF(font)))
        return known

    def lay(self, text: str, name: str, width: float, most: int | None = None) -> Lines:
        """A text in lines in a type."""
        return _laid(text, name, self.height, width, most)

    def fit(self, text: str, names: tuple[str, ...], width: float, height: float) -> Fitted:
        """A text in the largest of some types that goes into the room."""
        return fit(text, [self.font(name) for name in names], width, height)

    def put(
        self,
        lines: Lines,
        font: QFont,
        rect: QRectF,
        role: str = "ink",
        align: Align = Align.AlignLeft,
        ground: QColor | None = None,
    ) -> None:
        """Put lines at the top of a place."""
        colour = self.theme.colour(role)
        self.pieces.append(Text(lines, font, colour, ground or self.ground, rect, align))

    def say(
        self,
        text: str,
        name: str,
        rect: QRectF,
        role: str = "ink",
        align: Align = Align.AlignLeft,
    ) -> float:
        """Put one line in a place, cut short where it must be; gives how wide it is."""
        lines = self.lay(text, name, rect.width(), 1)
        self.put(lines, self.font(name), rect, role, align)
        return lines.size.width()

    def box(self, rect: QRectF, fill: QColor, radius: float, edge: QColor | None = None) -> None:
        """Put a box."""
        self.pieces.append(Box(rect, fill, radius * self.unit, edge))


@lru_cache(maxsize=4096)
def _laid(text: str, name: str, height: int, width: float, most: int | None) -> Lines:
    """A text in lines; a wall of 400 that gets one more lays out that one alone."""
    return lay_out(text, Theme().type(name, height), width, most)
