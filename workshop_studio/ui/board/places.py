"""Where cards and notes lie: plain geometry, so that equal boards lie equally everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

from PySide6.QtCore import QRectF

_WIDER: Final = ((24, 3), (48, 6), (120, 10), (240, 14), (600, 20))
"""Up to how many notes a card is so many notes wide; it widens in steps, so that it seldom does."""
_WIDEST: Final = 32
_SCREEN: Final = 16 / 9
_LARGE: Final = 150
"""From so many notes on a board is laid out as a screen is; else as the window."""
_LOSS: Final = 1.35
"""How much more ground notes take than they cover: rows are as high as their highest note."""
LEAST_ROWS: Final = 2


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in pixels of the board at 100 %.

    Attributes:
        note: width of a note.
        least: least height of a note.
        gap: between two notes.
        inside: between a card's edge and its notes.
        between: between two cards, and around them all.
    """

    note: float = 112.0
    least: float = 72.0
    gap: float = 8.0
    inside: float = 10.0
    between: float = 12.0

    def card(self, columns: int) -> float:
        """Width of a card that is so many notes wide."""
        return columns * (self.note + self.gap) - self.gap + 2 * self.inside


@dataclass(frozen=True, slots=True)
class Group:
    """What a card holds: the height of its title, and of each of its notes."""

    title: float
    notes: Sequence[float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card lies, with its title and its notes in it."""

    card: QRectF
    title: QRectF
    notes: tuple[QRectF, ...]


def arrange(groups: Sequence[Group], width: float, sizes: Sizes) -> list[Place]:
    """Lay cards out in rows, each as high as the highest card in it.

    Args:
        groups: the cards in their order.
        width: room in the window; a large board gets wider than that, as a screen is.
        sizes: the lengths.
    """
    area = sum(sum(group.notes) + sizes.gap * len(group.notes) for group in groups)
    area *= _LOSS * (sizes.note + sizes.gap)
    is_large = sum(len(group.notes) for group in groups) > _LARGE
    room = max(width, sqrt(area * _SCREEN) if is_large else 0) - 2 * sizes.between
    most = fitting(room, sizes)
    found: list[Place] = []
    row: list[tuple[float, Group, int]] = []
    left, top = sizes.between, sizes.between
    for group in groups:
        columns = min(_columns(len(group.notes)), most)
        wide = sizes.card(columns)
        if row and left + wide > room + sizes.between:
            top = _close(row, top, sizes, found)
            row, left = [], sizes.between
        row.append((left, group, columns))
        left += wide + sizes.between
    _close(row, top, sizes, found)
    return found


def fitting(room: float, sizes: Sizes) -> int:
    """How many notes go beside each other on a card in so many pixels; at least one."""
    return max(1, int((room - 2 * sizes.inside + sizes.gap) // (sizes.note + sizes.gap)))


def _columns(notes: int) -> int:
    return next((wide for upto, wide in _WIDER if notes <= upto), _WIDEST)


def _close(
    row: Sequence[tuple[float, Group, int]], top: float, sizes: Sizes, found: list[Place]
) -> float:
    """Place a row of cards; returns where the next one begins."""
    laid = [(left, group, columns, _rows(group, columns)) for left, group, columns in row]
    bottom = top
    for _, group, _, heights in laid:
        inner = sum(heights) + sizes.gap * (len(heights) - 1)
        inner = max(inner, LEAST_ROWS * (sizes.least + sizes.gap) - sizes.gap)
        bottom = max(bottom, top + group.title + inner + sizes.inside)
    for left, group, columns, heights in laid:
        wide = sizes.card(columns)
        notes: list[QRectF] = []
        y = top + group.title
        for number in range(len(group.notes)):
            line, place = divmod(number, columns)
            if number and place == 0:
                y += heights[line - 1] + sizes.gap
            x = left + sizes.inside + place * (sizes.note + sizes.gap)
            notes.append(QRectF(x, y, sizes.note, heights[line]))
        card = QRectF(left, top, wide, bottom - top)
        title = QRectF(left, top, wide, group.title)
        found.append(Place(card, title, tuple(notes)))
    return bottom + sizes.between


def _rows(group: Group, columns: int) -> list[float]:
    """Height of each row of notes: that of the highest note in it."""
    return [
        max(group.notes[line * columns : (line + 1) * columns])
        for line in range(ceil(len(group.notes) / columns))
    ]
