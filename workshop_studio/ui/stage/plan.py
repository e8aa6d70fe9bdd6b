"""Puts the blocks of the stage in their places: what is asked, what there is, time and counts.

Nothing is smaller than 1/20 of the height: what does not go in is said in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from PySide6.QtCore import QRectF, QSizeF, Qt

from workshop_studio.blocks import (
    Agenda,
    Ballot,
    Block,
    Blocks,
    Board,
    ChartBlock,
    FrameBlock,
    Heading,
    Ideas,
    Join,
    Notes,
    People,
    Prompt,
    Result,
    Table,
    Timer,
    Waiting,
)
from workshop_studio.i18n.charts import named
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import (
    IDEAS,
    TABLES,
    WAITING,
    activity_line,
    question,
    voted,
    word,
)
from workshop_studio.ui.blocks.scene import Piece
from workshop_studio.ui.stage import bodies, counts, foot, joining, walls
from workshop_studio.ui.stage.canvas import Canvas
from workshop_studio.ui.stage.clock import ClockPlace, place_clock
from workshop_studio.ui.stage.pages import Shown, split
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.wrapping import Lines

_BIG: Final = ("stage_prompt", "stage_title", "stage_strong")
_TITLE: Final = ("stage_title", "stage_strong")
_LONGEST: Final = 20_000
_LARGE: Final = 40
_ABOVE: Final = 0.3
"""The most of the height that activity and way of working take above the question."""
_RIGHT: Final = Qt.AlignmentFlag.AlignRight
B = TypeVar("B", bound=Block)


@dataclass(frozen=True, slots=True)
class Plan:
    """A page of the stage for one size: all that stands still, and where the clock goes."""

    pieces: tuple[Piece, ...]
    clock: ClockPlace | None
    pages: int = 1


def make_plan(
    blocks: Blocks,
    size: QSizeF,
    theme: Theme,
    translator: Translator,
    page: int = 0,
    free: float = 0,
) -> Plan:
    """Put blocks in their places on a stage of a size.

    Args:
        blocks: what the stage shows.
        size: the stage's size.
        theme: its look.
        translator: its language.
        page: which page, where one does not hold all; after the last comes the first again.
        free: pixels at the lower edge that are kept free for something that lies there.
    """
    told = tuple(block for block in blocks if not _is_rehearsal(block))
    mark = translator.text("Rehearsal") if len(told) < len(blocks) else ""
    canvas, blocks = Canvas(size, theme, translator, mark, free), told
    found = [block for block in blocks if _has_body(block)]
    if found:
        return _with_body(canvas, blocks, found, page)
    return _asking(canvas, blocks, page)


def make_page(
    blocks: Blocks,
    size: QSizeF,
    theme: Theme,
    translator: Translator,
    page: int,
    *,
    goes_last: bool,
    free: float = 0,
) -> tuple[Plan, int]:
    """A plan and its page: the one asked for, or the last. May be called on any thread."""
    plan = make_plan(blocks, size, theme, translator, page, free)
    if goes_last and page != plan.pages - 1:
        page = plan.pages - 1
        plan = make_plan(blocks, size, theme, translator, page, free)
    return plan, page


def is_large(blocks: Blocks) -> bool:
    """Whether it may take longer than a frame to put all in its place."""
    return sum(map(_parts_of, blocks)) > _LARGE


def _parts_of(block: Block) -> int:
    match block:
        case Ideas():
            return len(block.ideas)
        case Board():
            return len(block.loose) + sum(len(pile.ideas) for pile in block.clusters)
        case Result():
            return len(named(block))
        case Table():
            return len(block.rows)
        case _:
            return 0


def _is_rehearsal(block: Block) -> bool:
    return isinstance(block, Notes) and block.code == "rehearsal"


def _has_body(block: Block) -> bool:
    match block:
        case Ideas():
            return bool(block.ideas)
        case Board():
            return bool(block.clusters or block.loose)
        case Result():
            return bool(named(block))
        case Table():
            return bool(block.rows)
        case Ballot() | Agenda() | Join():
            return True
        case FrameBlock():
            return bool(block.parts)
        case _:
            return False


def _one(blocks: Sequence[Block], kind: type[B]) -> B | None:
    return next((block for block in blocks if isinstance(block, kind)), None)


def _chart(blocks: Sequence[Block]) -> ChartBlock | None:
    return next((block for block in blocks if isinstance(block, Result)), None)


# One question, large; time and counts below


def _asking(canvas: Canvas, blocks: Blocks, page: int) -> Plan:
    room = canvas.room
    line = canvas.line("stage_body")
    asked = _asked(canvas, blocks)
    needs = canvas.lay(asked[:_LONGEST], _BIG[-1], room.width()).size.height()
    clock = _clock(canvas, blocks, "stage_clock" if needs < room.height() * 0.5 else "stage_title")
    corner = counts.laid(canvas, blocks, clock)
    under = room.bottom() - corner.top
    top = room.top()
    prompt = _one(blocks, Prompt)
    above = activity_line(prompt, canvas.translator) if prompt is not None else ""
    if above:
        most = max(2, int(room.height() * _ABOVE // canvas.line("stage_strong")))
        lines = canvas.lay(above, "stage_strong", room.width(), most)
        rect = QRectF(room.left(), top, room.width(), lines.size.height())
        canvas.put(lines, canvas.font("stage_strong"), rect, "accent")
        top = rect.bottom() + 24 * canvas.unit
    quiet = _quiet(canvas, blocks)
    if not asked and quiet:
        asked, quiet = quiet, ""
    free = room.bottom() - top - under - (24 * canvas.unit if under else 0)
    quiet_height = 0.0
    if quiet:
        quiet_height = min(canvas.lay(quiet, "stage_body", room.width()).size.height(), free * 0.4)
        quiet_height = max(quiet_height, line)
    high = max(free - quiet_height - line * 0.6, line)
    high, pages = _put_part(canvas, asked, QRectF(room.left(), top, room.width(), high), page)
    if quiet:
        top += high + line * 0.6
        told = canvas.fit(quiet, ("stage_body",), room.width(), quiet_height)
        rect = QRectF(room.left(), top, room.width(), told.lines.size.height())
        canvas.put(told.lines, told.font, rect, "soft")
    counts.put(canvas, corner)
    return Plan(tuple(canvas.pieces), clock, pages)


def _put_part(canvas: Canvas, said: str, place: QRectF, page: int) -> tuple[float, int]:
    """Put a text as large as lets it go in, or one page of it; how high that is, of how many."""
    fitted = canvas.fit(said, _BIG, place.width(), place.height())
    parts = [fitted.lines]
    if fitted.lines.is_cut:  # far too long for one page
        whole = canvas.lay(said[:_LONGEST], _BIG[-1], place.width())
        parts = split(whole, max(1, int((place.height() + 0.5) // whole.line_height)))
    part = parts[page % len(parts)]
    high = part.size.height()
    rect = QRectF(place.left(), place.top(), place.width(), high)
    canvas.put(part, fitted.font, rect)
    return high, len(parts)


def _alone(canvas: Canvas, said: str, page: int) -> Plan:
    """What the body leaves no room for, on pages of its own."""
    _, pages = _put_part(canvas, said, canvas.room, page)
    return Plan(tuple(canvas.pieces), None, pages)


def _asked(canvas: Canvas, blocks: Blocks) -> str:
    for block in blocks:  # what stands in place of the step has a name of its own
        if isinstance(block, Ideas) and block.code == "parking":
            return word(IDEAS, block.code, canvas.translator)
        if isinstance(block, Table) and block.code == "earlier":
            return word(TABLES, block.code, canvas.translator)
    prompt = _one(blocks, Prompt)
    if prompt is not None:
        return question(prompt, canvas.translator)
    frame = _one(blocks, FrameBlock)
    if frame is not None:
        return frame.title
    heading = _one(blocks, Heading)
    return canvas.translator.words(heading.words) if heading is not None else ""


def _quiet(canvas: Canvas, blocks: Blocks) -> str:
    said: list[str] = []
    for block in blocks:
        if isinstance(block, Waiting):
            said.append(word(WAITING, block.code, canvas.translator))
        elif isinstance(block, Notes):
            said.append(bodies.note_text(block, canvas))
    return "\n".join(said)


def _clock(canvas: Canvas, blocks: Blocks, name: str) -> ClockPlace | None:
    return place_clock(canvas, name) if _one(blocks, Timer) is not None else None


# A title above something to be looked at


def _with_body(canvas: Canvas, blocks: Blocks, found: Sequence[Block], page: int) -> Plan:
    """A title above a body; where the body needs pages, a small one leaves it more room."""
    before = list(canvas.pieces)
    is_alone = any(isinstance(block, Ideas) and block.code == "one" for block in found)
    if not is_alone:
        plan = _below(canvas, blocks, found, page, _TITLE)
        if plan.pages == 1:
            return plan
    canvas.pieces = before
    return _below(canvas, blocks, found, page, _TITLE[-1:])


def _below(
    canvas: Canvas, blocks: Blocks, found: Sequence[Block], page: int, types: tuple[str, ...]
) -> Plan:
    """A title that is too long to stand above the body has a page before it, where it is whole."""
    room, line, unit = canvas.room, canvas.line("stage_body"), canvas.unit
    top, is_cut = _title(canvas, blocks, types)
    first: Plan | None = None
    if is_cut:
        alone = canvas.another()
        asking = tuple(block for block in blocks if isinstance(block, Prompt | Timer | FrameBlock))
        first = _asking(alone, asking, page)
        page -= first.pages
    clock = _clock(canvas, blocks, "stage_title")
    chart = _chart(blocks)
    under = foot.line_of(canvas, clock)
    rows = foot.chart_rows(canvas, chart, under) if chart is not None else []
    after = ""  # has a page of its own: on a narrow stage it would leave no room for the chart
    if room.width() < room.height() and foot.rows_height(canvas, rows):
        after = "\n".join(one.text for row in reversed(rows) for one in row)
        rows = []
    bottom = under.top() - foot.rows_height(canvas, rows) - 44 * unit
    if said := _counted(canvas, blocks, under):
        bottom -= said.size.height() - line
    notes = [bodies.note_text(block, canvas) for block in blocks if isinstance(block, Notes)]
    if any(isinstance(block, Join) for block in found):
        bottom = room.bottom()  # no clock and no counts stand below it
    place = QRectF(room.left(), top, room.width(), max(bottom - top, line))
    if notes:
        told = canvas.fit("\n".join(notes), ("stage_body",), room.width(), place.height() * 0.4)
        high = told.lines.size.height()
        rect = QRectF(room.left(), room.bottom() - high, room.width(), high)
        canvas.put(told.lines, told.font, rect, "soft")
        place.setBottom(rect.top() - 30 * unit)
        if told.lines.is_cut:
            after = "\n".join(notes)
    each = place.height() / len(found)
    shown: list[Shown] = []
    for n, block in enumerate(found):
        part = QRectF(place.left(), place.top() + n * each, place.width(), each)
        shown.append(_body(canvas, block, part, max(0, page)))
    most = max(shown, key=lambda one: one.pages)
    if not notes:
        foot.put_rows(canvas, rows, under)
        _foot(canvas, blocks, clock, most)
    elif most.pages > 1:
        foot.put_range(canvas, most, room.top() - line)
    last = _alone(canvas.another(), after, page - most.pages) if after else None
    pages = most.pages + sum(one.pages for one in (first, last) if one is not None)
    if first is not None and page < 0:
        return replace(first, pages=pages)
    if last is not None and page >= most.pages:
        return replace(last, pages=pages)
    return Plan(tuple(canvas.pieces), None if notes else clock, pages)


def _title(canvas: Canvas, blocks: Blocks, types: tuple[str, ...]) -> tuple[float, bool]:
    """Put the title and what stands beside it.

    Gives where the body begins, and whether the title is cut short.
    """
    room, line = canvas.room, canvas.line("stage_body")
    chart = _chart(blocks)
    aside = voted(chart, canvas.translator) if chart is not None else ""
    wide = room.width()
    if aside:
        taken = canvas.lay(aside, "stage_body", room.width()).size.width() + 40 * canvas.unit
        if taken < room.width() * 0.4:
            wide -= taken
            drop = (canvas.line(types[0]) - line) * 0.6
            rect = QRectF(room.left(), room.top() + drop, room.width(), line)
            canvas.say(aside, "stage_body", rect, "soft", _RIGHT)
    asked = _asked(canvas, blocks)
    if not asked:
        return room.top(), False
    two_lines = canvas.line("stage_title") * 2
    fitted = canvas.fit(asked, types, wide, min(two_lines, room.height() * 0.35))
    high = fitted.lines.size.height()
    canvas.put(fitted.lines, fitted.font, QRectF(room.left(), room.top(), wide, high))
    return room.top() + high + 36 * canvas.unit, fitted.lines.is_cut


def _body(canvas: Canvas, block: Block, place: QRectF, page: int) -> Shown:
    match block:
        case Ideas(code="one", ideas=(note, *_)):
            return walls.one(canvas, note, canvas.theme.note(block.colour), place, page)
        case Ideas():
            return walls.wall(canvas, block.ideas, place, page)
        case Board():
            return walls.board(canvas, block, place, page)
        case Result():
            return bodies.chart(canvas, block, place, page)
        case Table():
            return bodies.table(canvas, block, place, page)
        case Ballot():
            return bodies.texts(canvas, bodies.ballot_rows(block, canvas), place, page)
        case Join():
            return joining.join(canvas, block, place)
        case Agenda():
            return bodies.texts(canvas, bodies.agenda_rows(block, canvas), place, page)
        case FrameBlock():
            return bodies.texts(canvas, bodies.frame_rows(block, canvas), place, page)
        case _:
            return Shown()


def _counted(canvas: Canvas, blocks: Blocks, place: QRectF) -> Lines | None:
    """How many have done something, for the bottom line, where no chart says it."""
    if _chart(blocks) is not None and _one(blocks, People) is None:
        return None
    said = " · ".join(one.text for one in counts.told(canvas, blocks))
    return canvas.lay(said, "stage_body", place.width()) if said else None


def _foot(canvas: Canvas, blocks: Blocks, clock: ClockPlace | None, shown: Shown) -> None:
    """The bottom line: what a chart leaves to be said, counts, and which part is shown."""
    rect = foot.line_of(canvas, clock)
    ideas = _one(blocks, Ideas)
    if ideas is not None and ideas.code == "one":
        text = canvas.translator.text
        said = text("{n} of {of}", n=ideas.number, of=ideas.count)
        if shown.pages > 1:
            said = f"{text('Page {n} of {of}', n=shown.first, of=shown.of)} · {said}"
        canvas.say(said, "stage_strong", rect, "ink", _RIGHT)
    elif shown.pages > 1 and shown.of > 1:
        foot.put_range(canvas, shown, rect.top())
    elif told := _counted(canvas, blocks, rect):
        place = QRectF(rect)
        place.setTop(rect.bottom() - told.size.height())
        canvas.put(told, canvas.font("stage_body"), place, "soft", _RIGHT)
