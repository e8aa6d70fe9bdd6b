"""What a chart is drawn on: room, type, colours and words; and how rows are put on pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from workshop_studio.blocks import Criterion, Level, StackChart
from workshop_studio.drawing.lettering import LINE, Lettering, Wrapped
from workshop_studio.drawing.marks import Anchor, Drawing, Mark, Text
from workshop_studio.drawing.roles import Colours

STRONG: Final = 600
LINES: Final = 3
"""Most lines of an option's text; the table beside has it whole."""


@dataclass(frozen=True, slots=True)
class Say:
    """How a surface says things in its language.

    Attributes:
        words: a text that the session carries in several languages.
        head: what a column of a matrix is called.
        numbers: numbers of one column as people there write them; a dash where there is none.
        values: what each value of a scale is called.
        title: the text of an option, or that it has none.
        share: a part of 1 as per cent.
        split: after the text of an option that the group is split on.
        total: head of the column of totals.
        none: that somebody had no opinion.
        before: the first vote.
        after: the second.
    """

    words: Callable[[Mapping[str, str]], str]
    head: Callable[[Criterion], str]
    numbers: Callable[[Sequence[float | None]], Sequence[str]]
    values: Callable[[StackChart], Sequence[str]]
    title: Callable[[str], str]
    share: Callable[[float], str]
    split: str
    total: str
    none: str
    before: str
    after: str


@dataclass(slots=True)
class Sheet:
    """Room for a chart on a surface, and the marks that have been put on it.

    Attributes:
        width: in pixels.
        height: in pixels; None where it may be as high as it needs.
        size: of the type in pixels; nothing is smaller.
        gap: between rows.
        colours: what it is painted with.
        lettering: the widths of texts.
        say: its language.
        most: how many points of a plot are numbered; the others are small rings.
        bare: a plot without the texts of its points, which stand in a list beside it.
    """

    width: float
    height: float | None
    size: float
    gap: float
    colours: Colours
    lettering: Lettering
    say: Say
    most: int | None = None
    bare: bool = False
    marks: list[Mark] = field(default_factory=list)

    @property
    def line(self) -> float:
        """The height of a line."""
        return self.size * LINE

    def wide(self, text: str, weight: int = 400) -> float:
        """The width of a text in one line, with a hair to spare."""
        return self.lettering.width(text, self.size, weight) + 1

    def wrap(self, text: str, width: float, weight: int = 400, most: int | None = LINES) -> Wrapped:
        """A text in lines."""
        return self.lettering.wrap(text, self.size, weight, width, most)

    def named(self, text: str, level: Level | None) -> str:
        """The text of an option, and in words that the group is split on it."""
        said = self.say.title(text)
        return f"{said}: {self.say.split}" if level == "split" else said

    def put(
        self,
        wrapped: Wrapped | str,
        x: float,
        y: float,
        colour: str,
        weight: int = 400,
        anchor: Anchor = "start",
        ground: str = "",
    ) -> None:
        """Put lines from a place down; of a plain text one line as wide as it is."""
        if isinstance(wrapped, str):
            wrapped = Wrapped((wrapped,), self.lettering.width(wrapped, self.size, weight))
        self.marks.append(
            Text(
                wrapped.lines,
                x,
                y,
                wrapped.width,
                self.size,
                weight,
                colour,
                ground or self.colours.ground,
                anchor,
            )
        )

    def drawing(self, height: float, pages: "Page") -> Drawing:
        """What has been put, as a picture that is so high."""
        return Drawing(
            self.width,
            height if self.height is None else self.height,
            tuple(self.marks),
            pages.pages,
            pages.start + 1 if pages.end > pages.start else 0,
            pages.end,
            pages.of,
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows stand on a page: from ``start`` to before ``end`` of so many."""

    start: int
    end: int
    pages: int
    of: int


def page_of(heights: Sequence[float], room: float | None, gap: float, page: int) -> Page:
    """Put rows on pages and find one of these; after the last comes the first again."""
    of = len(heights)
    if room is None or not of:
        return Page(0, of, 1, of)
    starts, used = [0], 0.0
    for at, high in enumerate(heights):
        used += high
        if used > room + 0.5 and at > starts[-1]:
            starts.append(at)
            used = high
        used += gap
    at = page % len(starts)
    end = starts[at + 1] if at + 1 < len(starts) else of
    return Page(starts[at], end, len(starts), of)
