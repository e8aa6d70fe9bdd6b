"""How many have done something: at the lower right beside the clock, or above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt

from workshop_studio.blocks import Block, Ideas, People
from workshop_studio.i18n.words import ideas_count, people_text
from workshop_studio.ui.blocks.fitting import words_fit
from workshop_studio.ui.stage.canvas import Canvas
from workshop_studio.ui.stage.clock import ClockPlace
from workshop_studio.ui.widgets.wrapping import Lines

_BESIDE: Final = 2
"""Lines of one text beside the clock; what needs more stands above it, as wide as the stage."""


@dataclass(frozen=True, slots=True)
class Count:
    """One thing that is said, and the role of its colour."""

    text: str
    role: str

    @property
    def type(self) -> str:
        """What it is written in."""
        return "stage_strong" if self.role == "ink" else "stage_body"


@dataclass(frozen=True, slots=True)
class Corner:
    """The lower edge below a question.

    Attributes:
        rows: what is said, laid out, from above.
        left: where the texts may begin.
        bottom: where the last one ends.
        top: where the clock or the first text begins, whichever is higher.
    """

    rows: tuple[tuple[Count, Lines], ...]
    left: float
    bottom: float
    top: float


def told(canvas: Canvas, blocks: Sequence[Block]) -> list[Count]:
    """What is said, in order."""
    said: list[Count] = []
    for block in blocks:
        if isinstance(block, People):
            said.append(Count(people_text(block, canvas.translator), "ink"))
        elif isinstance(block, Ideas):
            said.append(Count(ideas_count(block.count, canvas.translator), "ink"))
            if block.code == "hidden":
                said.append(Count(canvas.translator.text("shown when we are done"), "soft"))
    return said


def laid(canvas: Canvas, blocks: Sequence[Block], clock: ClockPlace | None) -> Corner:
    """Find room for all of it, and cut nothing."""
    room, said = canvas.room, told(canvas, blocks)
    left, bottom = room.left(), room.bottom()
    if clock is not None:
        beside = clock.rect.right() + 30 * canvas.unit
        if all(_fits(canvas, one, room.right() - beside) for one in said):
            left = beside
        else:
            bottom = clock.rect.top() - 20 * canvas.unit
    rows = tuple((one, canvas.lay(one.text, one.type, room.right() - left)) for one in said)
    top = bottom - sum(lines.size.height() for _, lines in rows)
    return Corner(rows, left, bottom, top if clock is None else min(top, clock.rect.top()))


def put(canvas: Canvas, corner: Corner) -> None:
    """Put what is said in its place, the last at the bottom."""
    bottom = corner.bottom
    for one, lines in reversed(corner.rows):
        bottom -= lines.size.height()
        wide = canvas.room.right() - corner.left
        rect = QRectF(corner.left, bottom, wide, lines.size.height())
        canvas.put(lines, canvas.font(one.type), rect, one.role, Qt.AlignmentFlag.AlignRight)


def _fits(canvas: Canvas, one: Count, width: float) -> bool:
    if not words_fit(one.text, canvas.font(one.type), width):
        return False
    return len(canvas.lay(one.text, one.type, width).texts) <= _BESIDE
