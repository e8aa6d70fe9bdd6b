"""The lower edge of the stage: ties, who abstained, and which part of all is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt

from workshop_studio.blocks import ChartBlock
from workshop_studio.i18n.charts import agreed_in_short, named, settled, ties
from workshop_studio.i18n.words import ballots_beside
from workshop_studio.i18n.workings import money
from workshop_studio.ui.stage.canvas import Canvas
from workshop_studio.ui.stage.clock import ClockPlace
from workshop_studio.ui.stage.pages import Shown
from workshop_studio.ui.widgets.wrapping import Lines

_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_PAD: Final = 34
_RISE: Final = 20
_GAP: Final = 36
_MOST_TIES: Final = 2
"""Places that are named; of more it is said how many: the result is what is to be seen."""
_NARROW: Final = 6
"""Lines wide; less beside the clock is too little for the bottom line."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is said below a chart; a tie stands on a wash."""

    text: str
    is_tie: bool


def range_text(canvas: Canvas, shown: Shown) -> str:
    """Which of how many stand on a page."""
    text = canvas.translator.text
    if shown.first == shown.last:
        return text("{n} of {of}", n=shown.first, of=shown.of)
    return text("{first}–{last} of {n}", first=shown.first, last=shown.last, n=shown.of)


def put_range(canvas: Canvas, shown: Shown, top: float) -> None:
    """Put which of how many stand on this page at the right."""
    room = canvas.room
    rect = QRectF(room.left(), max(0.0, top), room.width(), canvas.line("stage_strong"))
    canvas.say(range_text(canvas, shown), "stage_strong", rect, "ink", _RIGHT)


def line_of(canvas: Canvas, clock: ClockPlace | None) -> QRectF:
    """The bottom line: beside the clock, or where that leaves too little, above it."""
    room, line = canvas.room, canvas.line("stage_body")
    if clock is None:
        return QRectF(room.left(), room.bottom() - line, room.width(), line)
    left = clock.rect.right() + 30 * canvas.unit
    if room.right() - left < _NARROW * line:
        return QRectF(room.left(), clock.rect.top() - 1.6 * line, room.width(), line)
    return QRectF(left, room.bottom() - line, room.right() - left, line)


def chart_rows(canvas: Canvas, chart: ChartBlock, line: QRectF) -> list[list[Said]]:
    """What is said below a chart: on the bottom line what goes in, the rest in rows above it.

    The bottom row comes first; read from the top, ties come before what the group is split on.
    """
    n = len(named(chart))
    widest = range_text(canvas, Shown(2, n, n + 1, n))
    taken = canvas.lay(widest, "stage_strong", canvas.room.width()).size.width()
    room = line.width() - (taken + 40 * canvas.unit if n > 3 else 0)
    shared = ties(chart, canvas.translator)
    items = [Said(tie, is_tie=True) for tie in shared[:_MOST_TIES]]
    if (more := len(shared) - _MOST_TIES) > 0:
        said = canvas.translator.count("Tied for {n} more place", "Tied for {n} more places", more)
        items.append(Said(said, is_tie=False))
    spent = money(chart, canvas.translator, is_short=True)
    items += [Said(spent, is_tie=False)] if spent else []
    items += [Said(one, is_tie=False) for one in agreed_in_short(chart, canvas.translator)]
    ways = settled(chart, canvas.translator, is_short=True)
    items += [Said(one, is_tie=False) for one in ways[:1]]
    beside = ballots_beside(chart, canvas.translator)
    if beside:
        items.append(Said(beside, is_tie=False))
    return _packed(canvas, items, room)


def _packed(canvas: Canvas, items: Sequence[Said], room: float) -> list[list[Said]]:
    """Items in rows, the bottom one first, which has less room than the others."""
    gap = _GAP * canvas.unit
    down: list[list[Said]] = [[]]
    used = 0.0
    for item in items:
        wide = _width(canvas, item)
        if used + wide > canvas.room.width():
            down.append([])
            used = 0.0
        down[-1].append(item)
        used += wide + gap
    if used - gap > room:  # the last of all goes below, the ties stay beside each other
        last = down[-1]
        goes_in = len(last) > 1 and _width(canvas, last[-1]) <= room
        down.append([last.pop()] if goes_in else [])
    return down[::-1]


def rows_height(canvas: Canvas, rows: Sequence[Sequence[Said]]) -> float:
    """How high the rows are together above the bottom line."""
    if not rows:
        return 0.0
    below = max(0.0, _high(canvas, rows[0]) - canvas.line("stage_strong"))
    return below + sum(_high(canvas, row) + _apart(canvas, row) for row in rows[1:])


def put_rows(canvas: Canvas, rows: Sequence[Sequence[Said]], bottom: QRectF) -> None:
    """Put the first row on the bottom line, the others above it."""
    top = bottom.top() + canvas.line("stage_strong")
    for n, row in enumerate(rows):
        top -= max(_high(canvas, row), canvas.line("stage_strong"))
        top -= _apart(canvas, row) if n else 0.0
        x = bottom.left() if n == 0 else canvas.room.left()
        for item in row:
            lines, wide = _laid(canvas, item), _width(canvas, item)
            rect = QRectF(x, top, wide, lines.size.height())
            if item.is_tie:
                _put_chip(canvas, lines, rect)
            else:
                canvas.put(lines, canvas.font("stage_body"), rect, "soft")
            x += wide + _GAP * canvas.unit


def _apart(canvas: Canvas, row: Sequence[Said]) -> float:
    """From a row to the one below it: a tie stands on a wash, which needs more."""
    return (2 * _RISE + 24 if any(item.is_tie for item in row) else 24) * canvas.unit


def _high(canvas: Canvas, row: Sequence[Said]) -> float:
    """How high the texts of a row are; more than a line where the stage is narrow."""
    return max((_laid(canvas, item).size.height() for item in row), default=0.0)


def _laid(canvas: Canvas, item: Said) -> Lines:
    """One thing, on one line where the stage is wide enough for it."""
    if item.is_tie:
        wide = canvas.room.width() - 2 * _PAD * canvas.unit
        return canvas.lay(item.text, "stage_strong", wide)
    return canvas.lay(item.text, "stage_body", canvas.room.width())


def _width(canvas: Canvas, item: Said) -> float:
    pad = 2 * _PAD * canvas.unit if item.is_tie else 0.0
    return min(_laid(canvas, item).size.width() + 1 + pad, canvas.room.width())


def _put_chip(canvas: Canvas, lines: Lines, rect: QRectF) -> None:
    wash = canvas.theme.colour("warn_wash")
    rise, pad = _RISE * canvas.unit, _PAD * canvas.unit
    canvas.box(rect.adjusted(0, -rise, 0, rise), wash, 14)
    inner = rect.adjusted(pad, 0, -pad, 0)
    canvas.put(lines, canvas.font("stage_strong"), inner, "warn", ground=wash)
