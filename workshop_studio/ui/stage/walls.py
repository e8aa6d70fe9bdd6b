"""Ideas on the stage: a wall of notes, clusters as columns, and one idea by itself.

Everything is written out: what does not go onto one page goes onto the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor

from workshop_studio.blocks import Board, Note
from workshop_studio.i18n.words import cluster_title
from workshop_studio.ui.blocks.fitting import Placed, grid_of, masonry, words_fit
from workshop_studio.ui.stage.canvas import Canvas
from workshop_studio.ui.stage.pages import Shown, paged, split
from workshop_studio.ui.widgets.wrapping import Lines

_PAD: Final = 18
_GAP: Final = 20
_COLUMN_LEAST: Final = 380
_TRY_ALL: Final = 60
_PAGE_MOST: Final = 60
"""More notes than go onto a page at the least size."""
_TITLE_LINES: Final = 4
_TILE: Final = (66, 44)
_TILE_GAP: Final = 10
_WALLS: Final = (("stage_lead", 2), ("stage_body", 3), ("stage_body", 4))
_HUGE: Final = ("stage_clock", "stage_prompt", "stage_title", "stage_strong")
_LONGEST: Final = 20_000
"""Characters of one idea that the stage turns pages for; nobody reads more on a wall."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A note, or a part of one that is higher than a page; ``idea`` counts from 1."""

    idea: int
    lines: Lines


@dataclass(frozen=True, slots=True)
class _Group:
    """A cluster on the stage, or what is not sorted."""

    title: str
    ideas: tuple[Note, ...]
    colour: QColor


def wall(canvas: Canvas, notes: Sequence[Note], place: QRectF, page: int) -> Shown:
    """Ideas as notes in columns, as large as lets all go in; else on pages, in their order."""
    if not notes:
        return Shown()
    if len(notes) <= _TRY_ALL and _whole_wall(canvas, notes, place):
        return Shown(1, 1, len(notes), len(notes))
    columns = max(1, min(3, int(place.width() // (_COLUMN_LEAST * canvas.unit))))
    parts = _parts(canvas, notes, _inner(canvas, place.width(), columns), place.height())
    laid = [part.lines for part in parts]
    high = [_tall(canvas, lines) for lines in laid]
    gap = _GAP * canvas.unit

    def placed(first: int) -> list[Placed]:
        rest = high[first : first + _PAGE_MOST]
        return masonry(rest, columns, place.height(), gap) or [Placed(0, 0)]

    def draw(first: int, n: int) -> None:
        at, colour = placed(first)[:n], canvas.theme.note(0)
        _draw_notes(canvas, laid[first : first + n], at, "stage_body", columns, place, colour)

    shown = paged(len(parts), page, lambda first: len(placed(first)), draw)
    return _in_ideas(shown, parts, len(notes))


def _in_ideas(shown: Shown, parts: Sequence[_Part], of: int) -> Shown:
    first, last = parts[shown.first - 1].idea, parts[shown.last - 1].idea
    return replace(shown, first=first, last=last, of=of)


def _whole_wall(canvas: Canvas, notes: Sequence[Note], place: QRectF) -> bool:
    """Put all notes on one page in the largest type that lets them; False where none does."""
    for name, columns in _WALLS:
        width = _inner(canvas, place.width(), columns)
        texts = [note.text for note in notes]
        broken = any(not words_fit(text, canvas.font(name), width) for text in texts)
        if width < 4 * canvas.line(name) or (broken and columns > 1):
            continue
        if sum(len(text) for text in texts) * canvas.line(name) * 0.2 > place.height() * columns * (
            width / canvas.line(name)
        ):
            continue  # far too much: no need to lay it out
        laid = [canvas.lay(text, name, width) for text in texts]
        placed = _pile_up(canvas, laid, columns, place.height())
        if len(placed) == len(notes):
            _draw_notes(canvas, laid, placed, name, columns, place, canvas.theme.note(0))
            return True
    return False


def _parts(
    canvas: Canvas, notes: Sequence[Note], width: float, height: float, first: int = 1
) -> list[_Part]:
    most = max(1, int((height - 2 * _PAD * canvas.unit) // canvas.line("stage_body")))
    return [
        _Part(number, part)
        for number, note in enumerate(notes, first)
        for part in split(canvas.lay(note.text[:_LONGEST], "stage_body", width), most)
    ]


def _note_width(canvas: Canvas, width: float, columns: int) -> float:
    return (width - (columns - 1) * _GAP * canvas.unit) / columns


def _inner(canvas: Canvas, width: float, columns: int) -> float:
    """How wide a text may be on a note, with so many notes beside each other."""
    return _note_width(canvas, width, columns) - 2 * _PAD * canvas.unit


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
    colour: QColor,
) -> None:
    unit = canvas.unit
    width = _note_width(canvas, place.width(), columns)
    for lines, at in zip(laid, placed, strict=False):
        left = place.left() + at.column * (width + _GAP * unit)
        rect = QRectF(left, place.top() + at.top, width, _tall(canvas, lines))
        canvas.box(rect, colour, 10)
        pad = _PAD * unit
        inner = rect.adjusted(pad, pad, -pad, -pad)
        canvas.put(lines, canvas.font(name), inner, "note_ink", ground=colour)


# Clusters


def board(canvas: Canvas, block: Board, place: QRectF, page: int) -> Shown:
    """Clusters as columns where all goes in; else first all titles, then column after column."""
    if not block.clusters:
        return wall(canvas, block.loose, place, page)
    groups = [
        _Group(cluster_title(pile.title, canvas.translator), pile.ideas, canvas.theme.note(n))
        for n, pile in enumerate(block.clusters)
    ]
    if block.loose:
        text = canvas.translator.text("Not sorted")
        groups.append(_Group(text, block.loose, canvas.theme.colour("note_loose")))
    widest = max(1, min(4, int(place.width() // (_COLUMN_LEAST * canvas.unit))))
    total = sum(len(group.ideas) for group in groups)
    before = list(canvas.pieces)
    if total <= _TRY_ALL:
        for columns in range(min(len(groups), widest), widest + 1):
            canvas.pieces = list(before)
            shown = _columns(canvas, groups, place, columns, 0)
            if shown.pages == 1:
                return shown
    canvas.pieces = before
    canvas.pieces = []
    if _overview(canvas, groups, place):
        canvas.pieces = [*before, *canvas.pieces]
        return Shown()
    overview, canvas.pieces = canvas.pieces, []
    shown = _columns(canvas, groups, place, min(widest, 3), max(0, page - 1))
    pages = shown.pages + 1
    if page % pages == 0:
        canvas.pieces = [*before, *overview]
        return Shown(pages)
    canvas.pieces = [*before, *canvas.pieces]
    return replace(shown, pages=pages)


def _columns(
    canvas: Canvas, groups: Sequence[_Group], place: QRectF, columns: int, page: int
) -> Shown:
    """Clusters as columns; one that is higher than the stage goes on in the next column."""
    gap, pad = _GAP * canvas.unit, _PAD * canvas.unit
    width = (place.width() - (columns - 1) * gap) / columns
    segments: list[tuple[_Group, Lines, list[_Part]]] = []
    before = 0
    for group in groups:
        title = canvas.lay(group.title, "stage_strong", width - 2 * pad, _TITLE_LINES)
        room = place.height() - title.size.height() - canvas.line("stage_body") - 2.2 * pad
        room = max(room, canvas.line("stage_body") + 2 * pad)
        parts = _parts(canvas, group.ideas, width - 4 * pad, room, before + 1)
        before += len(group.ideas)
        high = [_tall(canvas, part.lines) for part in parts]
        start = 0
        while True:  # a cluster without ideas has a column as well
            fits = max(1, len(masonry(high[start : start + _PAGE_MOST], 1, room, gap)))
            segments.append((group, title, parts[start : start + fits]))
            start += fits
            if start >= len(parts):
                break

    def draw(first: int, count: int) -> None:
        for n, (group, title, parts) in enumerate(segments[first : first + count]):
            rect = QRectF(place.left() + n * (width + gap), place.top(), width, place.height())
            _draw_column(canvas, group, title, parts, rect)

    shown = paged(len(segments), page, lambda first: min(columns, len(segments) - first), draw)
    told = [part.idea for _, _, parts in segments[shown.first - 1 : shown.last] for part in parts]
    return Shown(shown.pages, min(told, default=0), max(told, default=0), before)


def _draw_column(
    canvas: Canvas, group: _Group, title: Lines, parts: Sequence[_Part], rect: QRectF
) -> None:
    pad, gap = _PAD * canvas.unit, _GAP * canvas.unit
    ground = canvas.theme.colour("stage_well")
    canvas.box(rect, ground, 14)
    inner = rect.adjusted(pad, pad * 0.6, -pad, -pad)
    canvas.put(title, canvas.font("stage_strong"), QRectF(inner), ground=ground)
    top = inner.top() + title.size.height()
    count = canvas.lay(str(len(group.ideas)), "stage_body", inner.width(), 1)
    at = QRectF(inner.left(), top, inner.width(), count.size.height())
    canvas.put(count, canvas.font("stage_body"), at, "ink", ground=ground)
    top += count.size.height() + pad * 0.6
    laid = [part.lines for part in parts]
    placed = [
        Placed(0, sum(_tall(canvas, one) + gap for one in laid[:n])) for n in range(len(laid))
    ]
    below = QRectF(inner.left(), top, inner.width(), inner.bottom() - top)
    _draw_notes(canvas, laid, placed, "stage_body", 1, below, group.colour)


def _overview(canvas: Canvas, groups: Sequence[_Group], place: QRectF) -> bool:
    """Every title that goes in, how many ideas each has, and a note for each.

    Gives whether every idea can be read: blank notes stand for those without room.
    """
    gap = _GAP * canvas.unit
    columns, _ = grid_of(len(groups), place.width(), _COLUMN_LEAST * canvas.unit)
    least = 2 * _PAD * canvas.unit + canvas.line("stage_strong")
    fit = max(1, int((place.height() + gap) // (least + gap)))
    if -(-len(groups) // columns) > fit:
        columns = max(1, min(4, int(place.width() // (_COLUMN_LEAST * canvas.unit))))
    rows = min(-(-len(groups) // columns), fit)
    width = (place.width() - (columns - 1) * gap) / columns
    height = (place.height() - (rows - 1) * gap) / rows
    told = len(groups) <= columns * rows
    for n, group in enumerate(groups[: columns * rows]):
        left = place.left() + (n % columns) * (width + gap)
        top = place.top() + (n // columns) * (height + gap)
        told = _draw_card(canvas, group, QRectF(left, top, width, height)) and told
    return told


def _draw_card(canvas: Canvas, group: _Group, rect: QRectF) -> bool:
    """A cluster in a grid; gives whether all of it is written out."""
    pad = _PAD * canvas.unit
    ground = canvas.theme.colour("stage_well")
    canvas.box(rect, ground, 14)
    inner = rect.adjusted(pad, pad * 0.8, -pad, -pad)
    count = canvas.lay(str(len(group.ideas)), "stage_body", inner.width())
    room = inner.width() - count.size.width() - pad
    most = max(1, min(_TITLE_LINES, int(inner.height() // canvas.line("stage_strong"))))
    lines = canvas.lay(group.title, "stage_strong", room, most)
    canvas.put(lines, canvas.font("stage_strong"), QRectF(inner), ground=ground)
    right = Qt.AlignmentFlag.AlignRight
    canvas.put(count, canvas.font("stage_body"), QRectF(inner), "ink", right, ground)
    below = inner.adjusted(0, lines.size.height() + pad * 0.5, 0, 0)
    first = group.ideas[: _TRY_ALL // 4]
    laid = [canvas.lay(note.text, "stage_body", _inner(canvas, below.width(), 1)) for note in first]
    placed = _pile_up(canvas, laid, 1, below.height())
    if len(placed) == len(group.ideas):
        _draw_notes(canvas, laid, placed, "stage_body", 1, below, group.colour)
        return not lines.is_cut
    gap = _TILE_GAP * canvas.unit
    wide, high = (part * canvas.unit for part in _TILE)
    across = max(1, int((below.width() + gap) // (wide + gap)))
    down = max(0, int((below.height() + gap) // (high + gap)))
    for at in range(min(len(group.ideas), across * down)):
        left = below.left() + (at % across) * (wide + gap)
        top = below.top() + (at // across) * (high + gap)
        canvas.box(QRectF(left, top, wide, high), group.colour, 6)
    return False


# One idea


def one(canvas: Canvas, note: Note, colour: QColor, place: QRectF, page: int) -> Shown:
    """One idea or cluster as a note that fills the place, in the largest type that goes in."""
    pad = 2 * _PAD * canvas.unit
    canvas.box(place, colour, 16)
    inner = place.adjusted(pad, pad, -pad, -pad)
    text = note.text[:_LONGEST]
    fitted = canvas.fit(text, _HUGE, inner.width(), inner.height())
    lines = fitted.lines
    if lines.is_cut:
        lines = canvas.lay(text, _HUGE[-1], inner.width())
    parts = split(lines, max(1, int((inner.height() + 0.5) // lines.line_height)))

    def draw(first: int, _one: int) -> None:
        part = parts[first]
        top = inner.top() + max(0.0, (inner.height() - part.size.height()) / 2)
        rect = QRectF(inner.left(), top, inner.width(), part.size.height())
        canvas.put(part, fitted.font, rect, "note_ink", ground=colour)

    return paged(len(parts), page, lambda _first: 1, draw)
