"""What stands in the middle of the stage: a wall of ideas, piles, bars, rows.

Each takes the place that it is given and says how much of what there is did not go in.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt

from workshop_studio.blocks import (
    Agenda,
    Ballot,
    Board,
    Chart,
    FrameBlock,
    Note,
    Notes,
    Pile,
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
from workshop_studio.ui.blocks.bars import BarStyle, bar_rows
from workshop_studio.ui.blocks.fitting import Placed, grid_of, masonry, words_fit
from workshop_studio.ui.blocks.scene import Piece
from workshop_studio.ui.stage.canvas import Canvas
from workshop_studio.ui.widgets.wrapping import Lines

_PAD: Final = 22
_GAP: Final = 20
_NOTE_LINES: Final = 5
_PILE_LINES: Final = 3
_PILE_LEAST: Final = 400
_TRY_ALL: Final = 60
_TILE: Final = (66, 44)
_TILE_GAP: Final = 10
_WALLS: Final = (("stage_lead", 2), ("stage_body", 3), ("stage_body", 4))
_BESIDE: Final = {"owner": 0.26, "due": 0.2}
"""Which columns stand beside a row's first cell on the stage, and their most of the width."""


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
    plain, _ = grid_of(len(piles), place.width(), _PILE_LEAST * canvas.unit)
    widest = max(1, min(4, int(place.width() // (_PILE_LEAST * canvas.unit)), len(piles)))
    best: tuple[int, list[Piece], int] | None = None
    before = list(canvas.pieces)
    for columns in dict.fromkeys((plain, widest)):  # whichever lets more texts be read
        canvas.pieces = []
        told, left_out = _grid(canvas, piles, place, columns)
        if best is None or (-left_out, told) > (-best[2], best[0]):
            best = (told, canvas.pieces, left_out)
    canvas.pieces = [*before, *(best[1] if best else ())]
    return best[2] if best else 0


def _grid(canvas: Canvas, piles: Sequence[Pile], place: QRectF, columns: int) -> tuple[int, int]:
    """Piles in so many columns; gives how many ideas can be read, and how many piles are out."""
    gap = _GAP * canvas.unit
    least = 2 * _PAD * canvas.unit + canvas.line("stage_strong")
    rows = min(-(-len(piles) // columns), max(1, int((place.height() + gap) // (least + gap))))
    width = (place.width() - (columns - 1) * gap) / columns
    height = (place.height() - (rows - 1) * gap) / rows
    shown = piles[: columns * rows]
    told = 0
    for n, pile in enumerate(shown):
        left = place.left() + (n % columns) * (width + gap)
        top = place.top() + (n // columns) * (height + gap)
        told += _draw_pile(canvas, pile, QRectF(left, top, width, height), n)
    return told, len(piles) - len(shown)


def _draw_pile(canvas: Canvas, pile: Pile, rect: QRectF, number: int) -> int:
    """A cluster: its title, how many, and its notes; gives how many of them can be read."""
    pad = _PAD * canvas.unit
    ground = canvas.theme.colour("stage_well")
    canvas.box(rect, ground, 14)
    inner = rect.adjusted(pad, pad * 0.8, -pad, -pad)
    count = canvas.lay(str(len(pile.ideas)), "stage_body", inner.width())
    room = inner.width() - count.size.width() - pad
    lines_in = int(inner.height() // canvas.line("stage_strong"))
    most = max(1, min(4, lines_in))  # the title comes before what lies beneath it
    name = cluster_title(pile.title, canvas.translator)
    lines = canvas.lay(name, "stage_strong", room, most)
    canvas.put(lines, canvas.font("stage_strong"), QRectF(inner), ground=ground)
    right = Qt.AlignmentFlag.AlignRight
    canvas.put(count, canvas.font("stage_body"), QRectF(inner), "ink", right, ground)
    below = inner.adjusted(0, lines.size.height() + pad * 0.5, 0, 0)
    if below.height() <= 0 or not pile.ideas:
        return 0
    widest = max(1, min(len(pile.ideas), int(below.width() // (_PILE_LEAST * canvas.unit))))
    tried = [(_texts_in(canvas, pile.ideas, below, columns), columns) for columns in (1, widest)]
    (placed, laid), columns = max(tried, key=lambda found: len(found[0][0]))
    _draw_notes(canvas, laid, placed, "stage_body", columns, below, number=number)
    ends = [at.top + _tall(canvas, lines) for at, lines in zip(placed, laid, strict=False)]
    rest = below.adjusted(0, max(ends, default=-_GAP * canvas.unit) + _GAP * canvas.unit, 0, 0)
    _draw_tiles(canvas, len(pile.ideas) - len(placed), rest, number)
    return len(placed)


def _texts_in(
    canvas: Canvas, notes: Sequence[Note], place: QRectF, columns: int
) -> tuple[list[Placed], list[Lines]]:
    """As many of the first notes as go in with their texts beside a strip for the others."""
    width = _note_width(canvas, place.width(), columns) - 2 * _PAD * canvas.unit
    first = notes[: columns * 8]
    laid = [canvas.lay(note.text, "stage_body", width, _PILE_LINES) for note in first]
    for k in range(len(laid), 0, -1):
        strip = _strip(canvas, len(notes) - k, place.width())
        placed = _pile_up(canvas, laid[:k], columns, place.height() - strip)
        if len(placed) == k:
            return placed, laid[:k]
    return [], []


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
        canvas.theme.colour("stage_well"),
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
    beside = {code: block.columns.index(code) for code in block.columns[1:] if code in _BESIDE}
    name = "stage_lead" if len(block.rows) <= 4 and not beside else "stage_body"
    number_width = canvas.lay(f"{len(block.rows)}", name, place.width()).size.width()
    widths = {
        code: _column_width(canvas, block, at, place.width() * _BESIDE[code])
        for code, at in beside.items()
    }
    left = place.left() + number_width + gap
    width = place.right() - left - sum(widths.values()) - gap * len(widths)
    top = place.top()
    for n, row in enumerate(block.rows):
        cells = [cell_text(cell, canvas.translator) for cell in row.cells]
        first = canvas.lay(cells[0] if cells else "", name, width, 2)
        others = [canvas.lay(cells[at], "stage_body", widths[c] + 1, 3) for c, at in beside.items()]
        high = max(lines.size.height() for lines in (first, *others))
        if n and top + high > place.bottom() + 0.5:
            return len(block.rows) - n
        at_number = QRectF(place.left(), top, number_width, canvas.line(name))
        canvas.say(str(n + 1), name, at_number, "accent", Qt.AlignmentFlag.AlignRight)
        canvas.put(first, canvas.font(name), QRectF(left, top, width, high))
        x = left + width + gap
        for lines, wide in zip(others, widths.values(), strict=True):
            rect = QRectF(x, top, wide, high)
            canvas.put(lines, canvas.font("stage_body"), rect, "soft")
            x += wide + gap
        top += high + gap
    return 0


def _column_width(canvas: Canvas, block: Table, column: int, most: float) -> float:
    """What the widest cell needs, within bounds; a date is never broken."""
    cells = [row.cells[column] for row in block.rows]
    said = [cell_text(cell, canvas.translator)[:40] for cell in cells]
    widest = max((canvas.lay(text, "stage_body", 1e6).size.width() for text in said), default=0.0)
    return widest if any(cell.date is not None for cell in cells) else min(widest, most)


def texts(canvas: Canvas, rows: Sequence[tuple[str, str]], place: QRectF) -> int:
    """Lines with something soft before or behind them: agenda, frame, what can be voted for."""
    top = place.top()
    gap = 16 * canvas.unit
    line = canvas.line("stage_body")
    for n, (text, beside) in enumerate(rows):
        wide = canvas.lay(beside, "stage_body", place.width()).size.width() if beside else 0.0
        room = place.width() - wide - gap * 2 if beside else place.width()
        is_below = room < place.width() * 0.4
        lines = canvas.lay(text, "stage_body", place.width() if is_below else room, 2)
        high = lines.size.height() + (line if is_below else 0)
        if n and top + high > place.bottom() + 0.5:
            return len(rows) - n
        font = canvas.font("stage_body")
        canvas.put(lines, font, QRectF(place.left(), top, room, lines.size.height()))
        if beside:
            at = top + (lines.size.height() if is_below else 0)
            align = Qt.AlignmentFlag.AlignLeft if is_below else Qt.AlignmentFlag.AlignRight
            where = QRectF(place.left(), at, place.width(), line)
            canvas.say(beside, "stage_body", where, "soft", align)
        top += high + gap
    return 0


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
