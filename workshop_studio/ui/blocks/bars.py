"""The bars of a chart as pieces of a scene: rank, text, bar and value in each row."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from workshop_studio.blocks import Bar
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import cluster_title, number
from workshop_studio.ui.blocks.scene import Box, Piece, Text
from workshop_studio.ui.theme import Theme, tabular
from workshop_studio.ui.widgets.wrapping import lay_out

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
        most_lines: most lines of one text.
    """

    text: QFont
    figures: QFont
    ground: QColor
    track: QColor
    gap: float
    most_lines: int


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row: its pieces and where it ends, the gap to the next row not counted."""

    pieces: tuple[Piece, ...]
    bottom: float


def bar_rows(
    bars: Sequence[Bar],
    style: BarStyle,
    place: QRectF,
    theme: Theme,
    translator: Translator,
    first: int = 0,
) -> list[BarRow]:
    """Rows from the top of a place down, as many as begin above its end, each as high as it needs.

    The whole row ends above the place's end as well, except where the first one is too high.

    Args:
        bars: all bars: columns and lengths are the same on each page of them.
        style: how they look.
        place: where they go.
        theme: the colours.
        translator: the language.
        first: index of the bar to begin with.
    """
    if not bars:
        return []
    figures = tabular(style.figures)
    wide = QFontMetricsF(figures)
    values = [number(bar.value, translator) for bar in bars]
    em = wide.height()
    rank_width = max(wide.horizontalAdvance(str(bar.rank)) for bar in bars)
    value_width = max(wide.horizontalAdvance(value) for value in values)
    text_left = place.left() + rank_width + em * 0.5
    bar_right = place.right() - value_width - em * 0.7
    room = bar_right - text_left
    bar_width = room * 0.42
    text_width = room - bar_width - em * 0.6
    most = max((bar.value for bar in bars), default=0.0)
    rows: list[BarRow] = []
    top = place.top()
    for bar, value in zip(bars[first:], values[first:], strict=True):
        text = cluster_title(bar.text, translator)
        lines = lay_out(text, style.text, text_width, style.most_lines)
        height = max(lines.size.height(), em)
        if rows and top + height > place.bottom() + 0.5:
            break
        thick = em * 0.72
        beside = top + (lines.line_height - thick) / 2
        track = QRectF(bar_right - bar_width, beside, bar_width, thick)
        pieces: list[Piece] = [
            Text(
                lay_out(str(bar.rank), figures, rank_width + 1),
                figures,
                theme.colour("soft"),
                style.ground,
                QRectF(place.left(), top, rank_width, lines.line_height),
                _RIGHT,
            ),
            Text(
                lines,
                style.text,
                theme.colour("ink"),
                style.ground,
                QRectF(text_left, top, text_width, lines.size.height()),
            ),
            Box(track, style.track, em * 0.09),
        ]
        if most > 0 and bar.value > 0:
            filled = QRectF(track)
            filled.setWidth(max(track.width() * bar.value / most, em * 0.18))
            pieces.append(Box(filled, theme.colour("accent"), em * 0.09))
        pieces.append(
            Text(
                lay_out(value, figures, value_width + 1),
                figures,
                theme.colour("ink"),
                style.ground,
                QRectF(place.right() - value_width, top, value_width, lines.line_height),
                _RIGHT,
            )
        )
        rows.append(BarRow(tuple(pieces), top + height))
        top += height + style.gap
    return rows
