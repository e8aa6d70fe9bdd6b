"""What a drawing is made of, and how it is written as SVG: nothing in it can run or be fetched."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from workshop_studio.drawing.lettering import ASCENT, FAMILY, LINE

Anchor: TypeAlias = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A box with round corners, filled, outlined or both."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "none"
    radius: float = 0.0
    edge: str = ""
    thick: float = 0.0
    row: str = ""
    """Id of the option that it shows."""


@dataclass(frozen=True, slots=True)
class Oval:
    """A circle or an ellipse around a centre."""

    x: float
    y: float
    across: float
    down: float
    fill: str
    opacity: float = 1.0
    edge: str = ""
    thick: float = 0.0
    row: str = ""
    """Id of the option that it shows."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line; ``dash`` is how long its dashes are, 0 for a whole one."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    thick: float
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text.

    Attributes:
        lines: from first to last.
        x: left, middle or right of them, by ``anchor``.
        y: top of the first; of a turned text (read upwards) the middle of its height.
        width: of the widest.
        size: of the type in pixels.
        weight: 400, 600 or 700.
        colour: its colour.
        ground: what it stands on.
        anchor: which side ``x`` is.
        turned: whether it is read upwards; ``x`` is then its left edge as one sees it.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    size: float
    weight: int
    colour: str
    ground: str
    anchor: Anchor = "start"
    turned: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height as one sees them."""
        high = len(self.lines) * self.size * LINE
        if self.turned:
            return self.x, self.y - self.width / 2, high, self.width
        left = {"start": 0.0, "middle": self.width / 2, "end": self.width}[self.anchor]
        return self.x - left, self.y, self.width, high


Mark: TypeAlias = Box | Oval | Stroke | Text


@dataclass(frozen=True, slots=True)
class Plot:
    """The part of a picture in which a place means something: two axes, or columns side by side."""

    left: float
    top: float
    width: float
    height: float

    def part_at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point lies in it, from 0 to 1: from left to right, and from below upwards."""
        across = (x - self.left) / self.width if self.width else 0.0
        up = 1 - (y - self.top) / self.height if self.height else 0.0
        return min(max(across, 0.0), 1.0), min(max(up, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, or a page of it.

    Attributes:
        width: in pixels.
        height: in pixels.
        marks: from back to front.
        pages: how many pages all rows need.
        first: the first row on this page, from 1; 0 where there is none.
        last: the last one.
        of: how many rows there are.
        plot: where options can be put down; None where a place means nothing.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    pages: int = 1
    first: int = 0
    last: int = 0
    of: int = 0
    plot: Plot | None = None

    def with_plot(self, plot: Plot) -> "Drawing":
        """The same, with a part in which options can be put down."""
        return replace(self, plot=plot)

    def row_at(self, x: float, y: float) -> str:
        """Id of the option that is shown at a point; empty where none is."""
        for mark in reversed(self.marks):
            match mark:
                case Oval(row=row) if row:
                    dx, dy = (x - mark.x) / mark.across, (y - mark.y) / mark.down
                    if dx * dx + dy * dy <= 1:
                        return row
                case Box(row=row) if row:
                    if 0 <= x - mark.x <= mark.width and 0 <= y - mark.y <= mark.height:
                        return row
        return ""

    @property
    def texts(self) -> tuple[Text, ...]:
        """Everything that is written in it."""
        return tuple(mark for mark in self.marks if isinstance(mark, Text))

    def svg(self) -> str:
        """The picture as SVG 1.1, as large as the drawing."""
        size = f'width="{self.width:.2f}" height="{self.height:.2f}"'
        view = f'viewBox="0 0 {self.width:.2f} {self.height:.2f}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>'
        return "".join((head, *_parts(self.marks), "</svg>"))


def _parts(marks: Iterable[Mark]) -> Iterable[str]:
    for mark in marks:
        match mark:
            case Box():
                yield (
                    f'<rect x="{mark.x:.2f}" y="{mark.y:.2f}" width="{mark.width:.2f}" '
                    f'height="{mark.height:.2f}" rx="{mark.radius:.2f}" fill="{mark.fill}"'
                    f"{_edge(mark.edge, mark.thick)}/>"
                )
            case Oval():
                yield (
                    f'<ellipse cx="{mark.x:.2f}" cy="{mark.y:.2f}" rx="{mark.across:.2f}" '
                    f'ry="{mark.down:.2f}" fill="{mark.fill}" fill-opacity="{mark.opacity:.2f}"'
                    f"{_edge(mark.edge, mark.thick)}/>"
                )
            case Stroke():
                dash = f' stroke-dasharray="{mark.dash:.1f} {mark.dash:.1f}"' if mark.dash else ""
                yield (
                    f'<line x1="{mark.x1:.2f}" y1="{mark.y1:.2f}" x2="{mark.x2:.2f}" '
                    f'y2="{mark.y2:.2f}"{_edge(mark.colour, mark.thick)}{dash}/>'
                )
            case Text():
                yield from _lines(mark)


def _edge(colour: str, thick: float) -> str:
    return f' stroke="{colour}" stroke-width="{thick:.2f}"' if colour else ""


def _lines(text: Text) -> Iterable[str]:
    style = (
        f'font-family="{FAMILY}" font-size="{text.size:.2f}" font-weight="{text.weight}" '
        f"fill={quoteattr(text.colour)}"
    )
    for n, line in enumerate(text.lines):
        down = ASCENT * text.size + n * text.size * LINE
        if text.turned:
            turn = f"translate({text.x + down:.2f} {text.y:.2f}) rotate(-90)"
            place = f'transform="{turn}" text-anchor="middle"'
        else:
            place = f'x="{text.x:.2f}" y="{text.y + down:.2f}" text-anchor="{text.anchor}"'
        yield f"<text {place} {style}>{escape(line)}</text>"
