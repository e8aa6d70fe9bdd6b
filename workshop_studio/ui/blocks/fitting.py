"""How text and notes go into the room that there is: pure helpers for stage and board."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from workshop_studio.ui.widgets.wrapping import Lines, lay_out, line_height


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text laid out in the largest type that goes in."""

    lines: Lines
    font: QFont


def fit(text: str, fonts: Sequence[QFont], width: float, height: float) -> Fitted:
    """Lay a text out in the first of some fonts with which it goes into the room.

    In the last one, lines that do not go in make room for an ellipsis; one line always stays.

    Args:
        text: plain text.
        fonts: from the largest to the smallest that may be used.
        width: the room's width.
        height: the room's height.
    """
    for font in fonts[:-1]:
        most = lines_in(font, height)
        lines = lay_out(text, font, width, most)
        if not lines.is_cut and lines.size.height() <= height and words_fit(text, font, width):
            return Fitted(lines, font)
    last = fonts[-1]
    return Fitted(lay_out(text, last, width, lines_in(last, height)), last)


def lines_in(font: QFont, height: float) -> int:
    """How many lines go into a height; at least one."""
    return max(1, int((height + 0.5) // line_height(QFontMetricsF(font))))


def words_fit(text: str, font: QFont, width: float) -> bool:
    """Whether no word must be broken."""
    metrics = QFontMetricsF(font)
    longest = sorted(text[:2_000].split(), key=len, reverse=True)[:3]
    return all(metrics.horizontalAdvance(word) <= width for word in longest)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an item lies in columns: which column, and how far down it begins."""

    column: int
    top: float


def masonry(heights: Sequence[float], columns: int, room: float, gap: float) -> list[Placed]:
    """Put items into columns, each where there is most room left, until one does not go in."""
    ends = [0.0] * columns
    placed: list[Placed] = []
    for height in heights:
        column = min(range(columns), key=lambda at: ends[at])
        if ends[column] + height > room + 0.5:
            break
        placed.append(Placed(column, ends[column]))
        ends[column] += height + gap
    return placed


def grid_of(n: int, width: float, least: float, most: int = 4) -> tuple[int, int]:
    """Columns and rows for so many cards, none narrower than ``least``, wider than high."""
    widest = max(1, min(most, int(width // least)))
    wanted = next(
        (columns for upto, columns in ((1, 1), (2, 2), (3, 3), (4, 2), (6, 3)) if n <= upto), 4
    )
    columns = min(widest, 3 if n == 9 else wanted)
    return columns, max(1, -(-n // columns))
