"""The bars of a chart as pieces of a scene: rank, text, bar and value in each row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from workshop_studio.blocks import Bar
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import cluster_title, number
from workshop_studio.ui.blocks.scene import Box, Piece, Text
from workshop_studio.ui.theme import Theme, tabular
from workshop_studio.ui.widgets.wrapping import Lines, lay_out

_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class BarStyle:
    """How rows of bars look on a surface.

    Attributes:
        text: font of the texts.
        figures: font of ranks and values.
        ground: the colour that they stand on.
        track: the colour of what the bars run in.
        gap: room between rows.
        lay: lays a text out in lines for a width.
    """

    text: QFont
    figures: QFont
    ground: QColor
    track: QColor
    gap: float
    lay: Callable[[str, float], Lines]


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row: its pieces and where it ends, the gap to the next row not counted."""

    pieces: tuple[Piece, ...]
    bottom: float


class BarRows:
    """All bars of a chart for a width: columns and lengths are the same on each page of them."""

    def __init__(
        self,
        bars: Sequence[Bar],
        style: BarStyle,
        width: float,
        theme: Theme,
        translator: Translator,
    ) -> None:
        self._bars = bars
        self._style = style
        self._theme = theme
        self._translator = translator
        self._figures = tabular(style.figures)
        metrics = QFontMetricsF(self._figures)
        self._em = em = metrics.height()
        self._values = [number(bar.value, translator) for bar in bars]
        ranks = {str(bar.rank) for bar in bars}
        self._rank_width = max((metrics.horizontalAdvance(rank) for rank in ranks), default=0.0)
        values = set(self._values)
        self._value_width = max((metrics.horizontalAdvance(one) for one in values), default=0.0)
        self._text_left = self._rank_width + em * 0.5
        self._bar_right = width - self._value_width - em * 0.7
        room = self._bar_right - self._text_left
        self._bar_width = room * 0.42
        self._text_width = room - self._bar_width - em * 0.6
        self._most = max((bar.value for bar in bars), default=0.0)

    def fits(self, first: int, room: float) -> int:
        """How many bars from one on go into a height; at least one."""
        used = 0.0
        for at in range(first, len(self._bars)):
            used += self._height(self._text(at))
            if used > room + 0.5 and at > first:
                return at - first
            used += self._style.gap
        return len(self._bars) - first

    def rows(self, first: int, count: int, corner: QPointF) -> list[BarRow]:
        """So many bars from one on, from a corner down, each as high as it needs."""
        rows: list[BarRow] = []
        top = corner.y()
        for at in range(first, min(first + count, len(self._bars))):
            row = self._row(at, corner.x(), top)
            rows.append(row)
            top = row.bottom + self._style.gap
        return rows

    def _text(self, at: int) -> Lines:
        return self._style.lay(
            cluster_title(self._bars[at].text, self._translator), self._text_width
        )

    def _height(self, lines: Lines) -> float:
        return max(lines.size.height(), self._em)

    def _row(self, at: int, left: float, top: float) -> BarRow:
        style, em, bar = self._style, self._em, self._bars[at]
        lines = self._text(at)
        thick = em * 0.72
        beside = top + (lines.line_height - thick) / 2
        track = QRectF(left + self._bar_right - self._bar_width, beside, self._bar_width, thick)
        place = QRectF(left + self._text_left, top, self._text_width, lines.size.height())
        ink = self._theme.colour("ink")
        right = left + self._bar_right + em * 0.7
        pieces: list[Piece] = [
            self._figure(str(bar.rank), "soft", left, self._rank_width, top, lines),
            Text(lines, style.text, ink, style.ground, place),
            Box(track, style.track, em * 0.09),
        ]
        if self._most > 0 and bar.value > 0:
            filled = QRectF(track)
            filled.setWidth(max(track.width() * bar.value / self._most, em * 0.18))
            pieces.append(Box(filled, self._theme.colour("accent"), em * 0.09))
        value = self._figure(self._values[at], "ink", right, self._value_width, top, lines)
        return BarRow((*pieces, value), top + self._height(lines))

    def _figure(
        self, text: str, role: str, left: float, width: float, top: float, beside: Lines
    ) -> Text:
        return Text(
            lay_out(text, self._figures, width + 1),
            self._figures,
            self._theme.colour(role),
            self._style.ground,
            QRectF(left, top, width, beside.line_height),
            _RIGHT,
        )
