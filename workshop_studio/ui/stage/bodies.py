"""What stands in the middle of the stage: a wall of ideas, piles, bars, rows.

Each takes the place that it is given and says how much of what there is did not go in.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt

from workshop_studio.blocks import Agenda, Ballot, Board, Chart, FrameBlock, Note, Notes, Table
from workshop_studio.ui.blocks.bars import BarStyle, bar_rows
from workshop_studio.ui.blocks.fitting import Placed, grid_of, masonry, words_fit
from workshop_studio.ui.stage.canvas import Canvas
from workshop_studio.ui.widgets.wrapping import Lines
from workshop_studio.ui.words import (
    FRAME,
    NOTES,
    cell_text,
    cluster_title,
    frame_value,
    minutes,
    word,
)

_PAD: Final = 22
_GAP: Final = 20
_NOTE_LINES: Final = 5
_PILE_LINES: Final = 3
_TRY_ALL: Final = 60
_TILE: Final = (66, 44)
_TILE_GAP: Final = 10
_WALLS: Final = (("stage_lead", 2), ("stage_body", 3), ("stage_body", 4))
_BESIDE: Final = {"owner": 0.25, "due": 0.2}
"""The columns that stand beside a row's first cell on the stage, and their parts of the width."""


def wall(canvas: Canvas, notes: Sequence[Note], place: QRectF) -> int:
    """Ideas as notes in columns, as large as lets all go in; else the newest of them."""
    if not notes:
        return 0
    unit = canvas.unit
    if len(notes) <= _TRY_ALL:
        for name, columns in _WALLS:
            width = _note_width(canvas, place.width(), columns)
            is_narrow = width - 2 * _PAD * unit < 8 * canvas.line(name) / 2
            texts = [note.text for note in notes]
            broken = any(
                not words_fit(text, canvas.font(name), width - 2 * _PAD * unit) for text in texts
            )
            if is_narrow or (broken and columns > 1):
                continue
            laid = [canvas.lay(text, name, width - 2 * _PAD * unit) for text in texts]
            placed = _pile_up(canvas, laid, columns, place.height())
            if len(placed) == len(notes):
                _draw_notes(canvas, laid, placed, name, columns, place, number=0)
                return 0
    columns = 3 if _note_width(canvas, place.width(), 3) > 380 * unit else 1
    width = _note_width(canvas, place.width(), columns) - 2 * _PAD * unit
    newest = [canvas.lay(n.text, "stage_body", width, _NOTE_LINES) for n in notes[-_TRY_ALL:]]
    shown = 1
    while shown < len(newest):
        tried = newest[-(shown + 1) :]
        if len(_pile_up(canvas, tried, columns, place.height())) < len(tried):
            break
        shown += 1
    laid = newest[-shown:]
    placed = _pile_up(canvas, laid, columns, max(place.height(), _tall(canvas, laid[0])))
    _draw_notes(canvas, laid, placed, "stage_body", columns, place, number=0)
    return len(notes) - shown


def _note_width(canvas: Canvas, width: float, columns: int) -> float:
    return (width - (columns - 1) * _GAP * canvas.unit) / columns


def _tall(canvas: Canvas, lines: Lines) -> float:
    return lines.size.height() + 2 * _PAD * canvas.unit


def _pile_up(canvas: Canvas, laid: Sequence[Lines], columns: int, height: float) -> list[Placed]:
    heights = [_tall(canvas, lines) for lines in laid]
    return masonry(heights, columns, height, _GAP * canvas.unit)


def _draw_notes(
    canvas: Canvas,
    laid: Sequence[Lines],
    placed: Sequence[Placed],
    name: str,
    columns: int,
    place: QRectF,
    *,
    number: int,
) -> None:
    unit = canvas.unit
    width = _note_width(canvas, place.width(), columns)
    colour = canvas.theme.note(number)
    for lines, at in zip(laid, placed, strict=False):
        left = place.left() + at.column * (width + _GAP * unit)
        rect = QRectF(left, place.top() + at.top, width, _tall(canvas, lines))
        canvas.box(rect, colour, 10)
        pad = _PAD * unit
        inner = rect.adjusted(pad, pad, -pad, -pad)
        canvas.put(lines, canvas.font(name), inner, "note_ink", ground=colour)


def board(canvas: Canvas, block: Board, place: QRectF) -> int:
    """Clusters as piles in a grid: titles always, the notes' texts where they go in."""
    piles = block.clusters
    if not piles:
        return wall(canvas, block.loose, place)
    unit = canvas.unit
    gap = _GAP * unit
    least = 2 * _PAD * unit + canvas.line("stage_strong")
    columns, rows = grid_of(len(piles), place.width(), 400 * unit)
    fitting = max(1, int((place.height() + gap) // (least + gap)))
    rows = min(rows, fitting)
    width = (place.width() - (columns - 1) * gap) / columns
    height = (place.height() - (rows - 1) * gap) / rows
    shown = piles[: columns * rows]
    for n, pile in enumerate(shown):
        left = place.left() + (n % columns) * (width + gap)
        top = place.top() + (n // columns) * (height + gap)
        rect = QRectF(left, top, width, height)
        _draw_pile(canvas, pile.title, pile.ideas, rect, n)
    return len(piles) - len(shown)


def _draw_pile(
    canvas: Canvas, title: str, notes: Sequence[Note], rect: QRectF, number: int
) -> None:
    unit = canvas.unit
    pad = _PAD * unit
    ground = canvas.theme.colour("sunken")
    canvas.box(rect, ground, 14)
    inner = rect.adjusted(pad, pad, -pad, -pad)
    count = canvas.lay(str(len(notes)), "stage_body", inner.width())
    room = inner.width() - count.size.width() - pad
    most = max(1, min(3, int(inner.height() // canvas.line("stage_strong")) - 2))
    name = cluster_title(title, canvas.translator)
    lines = canvas.lay(name, "stage_strong", room, most)
    role = "ink" if title.strip() else "soft"
    canvas.put(lines, canvas.font("stage_strong"), QRectF(inner), role, ground=ground)
    right = Qt.AlignmentFlag.AlignRight
    canvas.put(count, canvas.font("stage_body"), QRectF(inner), "soft", right, ground)
    below = inner.adjusted(0, lines.size.height() + pad * 0.6, 0, 0)
    if below.height() <= 0 or not notes:
        return
    columns = max(1, int(below.width() // (380 * unit)))
    width = _note_width(canvas, below.width(), columns) - 2 * pad
    if len(notes) <= _TRY_ALL:
        laid = [canvas.lay(note.text, "stage_body", width) for note in notes]
        placed = _pile_up(canvas, laid, columns, below.height())
        if len(placed) == len(notes):
            _draw_notes(canvas, laid, placed, "stage_body", columns, below, number=number)
            return
    _draw_some(canvas, notes, below, columns, number)


def _draw_some(
    canvas: Canvas, notes: Sequence[Note], place: QRectF, columns: int, number: int
) -> None:
    """The first notes with their texts, and a blank note for each of the others."""
    width = _note_width(canvas, place.width(), columns) - 2 * _PAD * canvas.unit
    first = notes[: columns * 6]
    laid = [canvas.lay(note.text, "stage_body", width, _PILE_LINES) for note in first]
    for k in range(len(laid), -1, -1):
        strip = _strip(canvas, len(notes) - k, place.width())
        placed = _pile_up(canvas, laid[:k], columns, place.height() - strip)
        if len(placed) == k:
            _draw_notes(canvas, laid, placed, "stage_body", columns, place, number=number)
            ends = [at.top + _tall(canvas, lines) for at, lines in zip(placed, laid, strict=False)]
            below = place.adjusted(0, max(ends, default=0.0), 0, 0)
            if k:
                below.setTop(below.top() + _GAP * canvas.unit)
            _draw_tiles(canvas, len(notes) - k, below, number)
            return


def _strip(canvas: Canvas, n: int, width: float) -> float:
    """How high the blank notes are together, with room above them; enough for one row."""
    if not n:
        return 0.0
    columns = max(
        1, int((width + _TILE_GAP * canvas.unit) // ((_TILE[0] + _TILE_GAP) * canvas.unit))
    )
    return -(-n // columns) * (_TILE[1] + _TILE_GAP) * canvas.unit + _GAP * canvas.unit


def _draw_tiles(canvas: Canvas, n: int, place: QRectF, number: int) -> None:
    """A blank note for each idea, where there is no room for what they say."""
    gap = _TILE_GAP * canvas.unit
    wide, high = (part * canvas.unit for part in _TILE)
    columns = max(1, int((place.width() + gap) // (wide + gap)))
    rows = max(0, int((place.height() + gap) // (high + gap)))
    for at in range(min(n, columns * rows)):
        left = place.left() + (at % columns) * (wide + gap)
        top = place.top() + (at // columns) * (high + gap)
        canvas.box(QRectF(left, top, wide, high), canvas.theme.note(number), 6)


def chart(canvas: Canvas, block: Chart, place: QRectF) -> int:
    """The first rows of the bars."""
    style = BarStyle(
        canvas.font("stage_body"),
        canvas.font("stage_strong"),
        canvas.ground,
        _GAP * canvas.unit,
        2,
    )
    rows = bar_rows(block.bars, style, place, canvas.theme, canvas.translator)
    for row in rows:
        canvas.pieces.extend(row.pieces)
    return len(block.bars) - len(rows)


def table(canvas: Canvas, block: Table, place: QRectF) -> int:
    """Rows of a table: a number and the first cell, and beside it who and by when."""
    gap = 28 * canvas.unit
    beside = [code for code in block.columns[1:] if code in _BESIDE]
    name = "stage_lead" if len(block.rows) <= 4 and not beside else "stage_body"
    number_width = canvas.lay(f"{len(block.rows)}", name, place.width()).size.width()
    left = place.left() + number_width + gap
    taken = sum(_BESIDE[code] for code in beside) * place.width()
    width = place.right() - left - taken - gap * len(beside)
    top = place.top()
    line = canvas.line(name)
    for n, row in enumerate(block.rows):
        text = cell_text(row.cells[0], canvas.translator) if row.cells else ""
        lines = canvas.lay(text, name, width, 2)
        if n and top + lines.size.height() > place.bottom() + 0.5:
            return len(block.rows) - n
        high = lines.size.height()
        at = QRectF(place.left(), top, number_width, line)
        canvas.say(str(n + 1), name, at, "accent", Qt.AlignmentFlag.AlignRight)
        canvas.put(lines, canvas.font(name), QRectF(left, top, width, high))
        x = left + width + gap
        for code in beside:
            part = _BESIDE[code] * place.width()
            cell = row.cells[block.columns.index(code)]
            said = cell_text(cell, canvas.translator)
            canvas.say(said, "stage_body", QRectF(x, top, part, line), "soft")
            x += part + gap
        top += high + gap
    return 0


def texts(canvas: Canvas, rows: Sequence[tuple[str, str]], place: QRectF) -> int:
    """Lines with something soft before or behind them: agenda, frame, what can be voted for."""
    top = place.top()
    gap = 16 * canvas.unit
    for n, (text, beside) in enumerate(rows):
        wide = canvas.lay(beside, "stage_body", place.width()).size.width() if beside else 0.0
        room = max(place.width() - wide - gap * 2, place.width() * 0.5)
        lines = canvas.lay(text, "stage_body", room, 2)
        if n and top + lines.size.height() > place.bottom() + 0.5:
            return len(rows) - n
        high = lines.size.height()
        canvas.put(lines, canvas.font("stage_body"), QRectF(place.left(), top, room, high))
        if beside:
            where = QRectF(place.left(), top, place.width(), high)
            canvas.say(beside, "stage_body", where, "soft", Qt.AlignmentFlag.AlignRight)
        top += high + gap
    return 0


def ballot_rows(block: Ballot, canvas: Canvas) -> list[tuple[str, str]]:
    """What can be voted for."""
    return [(cluster_title(option.text, canvas.translator), "") for option in block.options]


def agenda_rows(block: Agenda, canvas: Canvas) -> list[tuple[str, str]]:
    """Activities and how long they take."""
    words = canvas.translator.words
    return [(words(a.name), minutes(a.minutes, canvas.translator)) for a in block.activities]


def frame_rows(block: FrameBlock, canvas: Canvas) -> list[tuple[str, str]]:
    """The known parts of the frame."""
    return [
        (frame_value(value), word(FRAME, code, canvas.translator)) for code, value in block.parts
    ]


def note_text(block: Notes, canvas: Canvas) -> str:
    """What somebody wrote about the step, after what it is; or the sentence that stands for it."""
    said = word(NOTES, block.code, canvas.translator)
    return f"{said}: {block.text}" if block.text else said
