"""What does not go onto one picture of the stage goes onto several: nothing is left out."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QSizeF

from workshop_studio.ui.widgets.wrapping import Lines


@dataclass(frozen=True, slots=True)
class Shown:
    """Which part of what there is stands on a page.

    Attributes:
        pages: how many pages there are.
        first: the first thing on this page, counted from 1.
        last: the last one.
        of: how many there are on all pages.
    """

    pages: int = 1
    first: int = 0
    last: int = 0
    of: int = 0


def paged(n: int, page: int, fits: Callable[[int], int], draw: Callable[[int, int], None]) -> Shown:
    """Put so many things on pages, and one of these on the canvas.

    Args:
        n: how many things there are.
        page: which page is wanted; after the last comes the first again.
        fits: how many things, from the one with this index on, go onto a page.
        draw: puts so many things, from the one with this index on, on the canvas.
    """
    starts: list[int] = []
    first = 0
    while first < n:
        starts.append(first)
        first += max(1, fits(first))
    if not starts:
        return Shown()
    at = page % len(starts)
    end = starts[at + 1] if at + 1 < len(starts) else n
    draw(starts[at], end - starts[at])
    return Shown(len(starts), starts[at] + 1, end, n)


def split(lines: Lines, most: int) -> list[Lines]:
    """A text that is higher than a page, in parts of so many lines."""
    texts = lines.texts
    if len(texts) <= most:
        return [lines]
    parts = [texts[at : at + most] for at in range(0, len(texts), most)]
    width, line = lines.size.width(), lines.line_height
    return [replace(lines, texts=part, size=QSizeF(width, line * len(part))) for part in parts]
