"""What stands in the middle of the stage beside ideas: bars and rows, page by page."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor

from workshop_studio.blocks import (
    Agenda,
    Ballot,
    ChartBlock,
    FrameBlock,
    Notes,
    Table,
)
from workshop_studio.i18n.times import duration
from workshop_studio.i18n.words import (
    FRAME,
    NOTES,
    cell_text,
    cluster_title,
    frame_value,
    word,
)
from workshop_studio.ui.blocks.fitting import masonry
from workshop_studio.ui.blocks.picture import drawn, renderer
from workshop_studio.ui.blocks.scene import Picture, Text
from workshop_studio.ui.stage.canvas import Canvas
from workshop_studio.ui.stage.pages import Shown, paged
from workshop_studio.ui.theme import font
from workshop_studio.ui.widgets.wrapping import Lines

_GAP: Final = 20
_NARROW: Final = 9
"""Lines wide; where the first cell has less, the others stand below it."""
_PAGE_MOST: Final = 60
"""More rows than go onto a page."""
_BESIDE: Final = {"owner": 0.26, "due": 0.2}
"""Which columns stand beside a row's first cell on the stage, and their most of the width."""


def chart(canvas: Canvas, block: ChartBlock, place: QRectF, page: int) -> Shown:
    """A chart, page by page; its texts go beside the picture, for whoever does not see it."""
    drawing = drawn(
        block,
        place.width(),
        place.height(),
        canvas.font("stage_body").pixelSize(),
        _GAP * canvas.unit,
        canvas.theme,
        canvas.translator,
        is_stage=True,
        page=page,
    )
    rect = QRectF(place.topLeft(), QSizeF(drawing.width, drawing.height))
    canvas.pieces.append(Picture(rect, renderer(drawing)))
    for text in drawing.texts:
        left, top, wide, high = text.box
        size = QSizeF(wide, high)
        lines = Lines(text.lines, size, high / len(text.lines), is_cut=False)
        at = QRectF(place.left() + left, place.top() + top, wide, high)
        ink, ground = QColor(text.colour), QColor(text.ground)
        written = font(text.size, text.weight)
        canvas.pieces.append(Text(lines, written, ink, ground, at, is_pictured=True))
    return Shown(drawing.pages, drawing.first, drawing.last, drawing.of)


def table(canvas: Canvas, block: Table, place: QRectF, page: int) -> Shown:
    """Rows of a table: a number and the first cell, and beside it who and by when."""
    gap = 28 * canvas.unit
    beside = {code: block.columns.index(code) for code in block.columns[1:] if code in _BESIDE}
    name = "stage_lead" if len(block.rows) <= 4 and not beside else "stage_body"
    number_width = canvas.lay(f"{len(block.rows)}", name, place.width()).size.width()
    widths = {
        code: _column_width(canvas, block, at, place.width() * _BESIDE[code])
        for code, at in beside.items()
    }
    left = place.left() + number_width + gap
    width = place.right() - left - sum(widths.values()) - gap * len(widths)
    most = max(1, int(place.height() // canvas.line(name)))
    is_below = bool(beside) and width < _NARROW * canvas.line(name)
    if is_below:
        width = place.right() - left

    def laid(at: int) -> tuple[Lines, ...]:
        cells = [cell_text(cell, canvas.translator) for cell in block.rows[at].cells]
        first = canvas.lay(cells[0] if cells else "", name, width, most)
        if is_below:
            others = " · ".join(cells[column] for column in beside.values() if cells[column])
            if not others:
                return (first,)
            below = canvas.lay(others, "stage_body", width, max(1, most // 2))
            fewer = max(1, most - len(below.texts))
            return canvas.lay(cells[0], name, width, fewer), below
        return first, *(
            canvas.lay(cells[column], "stage_body", widths[code] + 1, most)
            for code, column in beside.items()
        )

    def high(at: int) -> float:
        heights = [lines.size.height() for lines in laid(at)]
        return sum(heights) if is_below else max(heights)

    def draw(start: int, n: int) -> None:
        top = place.top()
        for at in range(start, start + n):
            first, *others = laid(at)
            at_number = QRectF(place.left(), top, number_width, canvas.line(name))
            canvas.say(str(at + 1), name, at_number, "accent", Qt.AlignmentFlag.AlignRight)
            canvas.put(first, canvas.font(name), QRectF(left, top, width, high(at)))
            x = left + width + gap
            if is_below and others:
                below = first.size.height()
                rect = QRectF(left, top + below, width, high(at) - below)
                canvas.put(others[0], canvas.font("stage_body"), rect, "soft")
            for lines, wide in () if is_below else zip(others, widths.values(), strict=True):
                rect = QRectF(x, top, wide, high(at))
                canvas.put(lines, canvas.font("stage_body"), rect, "soft")
                x += wide + gap
            top += high(at) + gap

    heights = [high(at) for at in range(len(block.rows))]
    return paged(len(block.rows), page, lambda at: _fits(heights, at, place.height(), gap), draw)


def _fits(heights: Sequence[float], first: int, room: float, gap: float) -> int:
    """How many rows from one on go into a room."""
    return len(masonry(heights[first : first + _PAGE_MOST], 1, room, gap))


def _column_width(canvas: Canvas, block: Table, column: int, most: float) -> float:
    """What the widest cell needs, within bounds; a date is never broken."""
    cells = [row.cells[column] for row in block.rows]
    said = [cell_text(cell, canvas.translator)[:40] for cell in cells]
    widest = max((canvas.lay(text, "stage_body", 1e6).size.width() for text in said), default=0.0)
    return widest if any(cell.date is not None for cell in cells) else min(widest, most)


def texts(canvas: Canvas, rows: Sequence[tuple[str, str]], place: QRectF, page: int) -> Shown:
    """Lines with something soft before or behind them: agenda, frame, what can be voted for."""
    gap = 16 * canvas.unit
    line = canvas.line("stage_body")
    body = canvas.font("stage_body")
    most = max(1, int(place.height() // line) - 1)

    def laid(at: int) -> tuple[Lines, float, bool]:
        """A text, its room, and whether what is soft stands below it."""
        text, beside = rows[at]
        wide = canvas.lay(beside, "stage_body", place.width()).size.width() if beside else 0.0
        room = place.width() - wide - gap * 2 if beside else place.width()
        is_below = room < place.width() * 0.4
        lines = canvas.lay(text, "stage_body", place.width() if is_below else room, most)
        return lines, room, is_below

    def high(at: int) -> float:
        lines, _, is_below = laid(at)
        return lines.size.height() + (line if is_below else 0)

    def draw(start: int, n: int) -> None:
        top = place.top()
        for number in range(start, start + n):
            lines, room, is_below = laid(number)
            canvas.put(lines, body, QRectF(place.left(), top, room, lines.size.height()))
            if rows[number][1]:
                at = top + (lines.size.height() if is_below else 0)
                align = Qt.AlignmentFlag.AlignLeft if is_below else Qt.AlignmentFlag.AlignRight
                where = QRectF(place.left(), at, place.width(), line)
                canvas.say(rows[number][1], "stage_body", where, "soft", align)
            top += high(number) + gap

    heights = [high(at) for at in range(len(rows))]
    return paged(len(rows), page, lambda at: _fits(heights, at, place.height(), gap), draw)


def ballot_rows(block: Ballot, canvas: Canvas) -> list[tuple[str, str]]:
    """What can be voted for."""
    return [(cluster_title(option.text, canvas.translator), "") for option in block.options]


def agenda_rows(block: Agenda, canvas: Canvas) -> list[tuple[str, str]]:
    """Activities and how long they take."""
    words = canvas.translator.words
    return [(words(a.name), duration(a.minutes, canvas.translator)) for a in block.activities]


def frame_rows(block: FrameBlock, canvas: Canvas) -> list[tuple[str, str]]:
    """The known parts of the frame."""
    return [
        (frame_value(value), word(FRAME, code, canvas.translator)) for code, value in block.parts
    ]


def note_text(block: Notes, canvas: Canvas) -> str:
    """What somebody wrote about the step, after what it is; or the sentence that stands for it."""
    said = word(NOTES, block.code, canvas.translator)
    return f"{said}: {block.text}" if block.text else said
