"""Options in columns that a group put them into: a card for each, under the name of its column."""

from dataclasses import dataclass

from workshop_studio.blocks import ColumnPile, ColumnsChart
from workshop_studio.drawing.lettering import Wrapped
from workshop_studio.drawing.marks import Box, Drawing, Plot
from workshop_studio.drawing.sheet import STRONG, Page, Sheet, page_of

_NARROWEST = 6
"""Lines; columns that would be narrower stand in rows under each other."""

_LINES = 5
"""Most lines of a card; the table beside has all of it."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """A column, its texts laid in lines, and the pages that they need."""

    pile: ColumnPile
    texts: tuple[Wrapped, ...]
    pages: tuple[range, ...]


def columns(chart: ColumnsChart, sheet: Sheet, page: int) -> Drawing:
    """Columns side by side; each page goes on with all of them where the one before left off.

    Where there is no room for columns, each option stands under the name of its own.
    """
    em, piles = sheet.line, chart.columns
    gap, pad = em * 0.4, em * 0.3
    beside = max(1, min(len(piles), int((sheet.width + gap) // (em * _NARROWEST + gap))))
    bands = -(-len(piles) // beside)
    beside = -(-len(piles) // bands)
    wide = (sheet.width - gap * (beside - 1)) / beside
    head = em * 1.7
    high = None if sheet.height is None else (sheet.height - gap * (bands - 1)) / bands
    room = None if high is None else high - head
    if room is not None and room < em + 3 * pad:
        return _listed(chart, sheet, page)
    laid = [_lay(pile, sheet, wide, pad, room) for pile in piles]
    pages = max(len(one.pages) for one in laid)
    at = page % pages
    top = 0.0
    for band in range(bands):
        row = laid[band * beside : (band + 1) * beside]
        tall = high
        if tall is None:
            tall = head + max(_height(one.texts, sheet, pad) for one in row)
            tall = max(tall, head + em)
        for n, one in enumerate(row):
            _column(one, at, sheet, (n * (wide + gap), top, wide, tall), pad)
        top += tall + gap
    shown = [sum(len(one.pages[n]) for one in laid if n < len(one.pages)) for n in range(pages)]
    before = sum(shown[:at])
    of = sum(shown)
    drawing = sheet.drawing(max(top - gap, 1.0), Page(before, before + shown[at], pages, of))
    if bands > 1:  # where a card is dropped would not tell its column
        return drawing
    return drawing.with_plot(Plot(0.0, 0.0, sheet.width, max(top - gap, 1.0)))


def _listed(chart: ColumnsChart, sheet: Sheet, page: int) -> Drawing:
    line, room = sheet.line, sheet.height or sheet.line
    most = max(1, min(3, int(room // line) - 1))
    rows = [
        (
            sheet.wrap(sheet.say.words(pile.name), sheet.width, STRONG, most=1),
            sheet.wrap(sheet.say.title(card.text), sheet.width, most=most),
        )
        for pile in chart.columns
        for card in pile.cards
    ]
    shown = page_of([(1 + len(text.lines)) * line for _, text in rows], room, sheet.gap, page)
    top = 0.0
    for name, text in rows[shown.start : shown.end]:
        sheet.put(name, 0, top, sheet.colours.soft, STRONG)
        sheet.put(text, 0, top + line, sheet.colours.ink)
        top += (1 + len(text.lines)) * line + sheet.gap
    return sheet.drawing(max(top - sheet.gap, 1.0), shown)


def _lay(pile: ColumnPile, sheet: Sheet, wide: float, pad: float, room: float | None) -> _Laid:
    most = _LINES
    if room is not None:  # a card is never higher than its column
        most = max(1, min(most, int((room - 3 * pad) // sheet.line)))
    texts = tuple(
        sheet.wrap(sheet.say.title(card.text), wide - 4 * pad, most=most) for card in pile.cards
    )
    if room is None:
        return _Laid(pile, texts, (range(len(texts)),))
    pages: list[range] = []
    start, used = 0, 0.0
    for at, text in enumerate(texts):
        needs = len(text.lines) * sheet.line + 3 * pad
        if at > start and used + needs > room:
            pages.append(range(start, at))
            start, used = at, 0.0
        used += needs
    pages.append(range(start, len(texts)))
    return _Laid(pile, texts, tuple(pages))


def _height(texts: tuple[Wrapped, ...], sheet: Sheet, pad: float) -> float:
    return sum(len(text.lines) * sheet.line + 3 * pad for text in texts)


def _column(
    one: _Laid, page: int, sheet: Sheet, frame: tuple[float, float, float, float], pad: float
) -> None:
    """Name and count above, then the cards of this page."""
    left, top, wide, tall = frame
    em, colours, pile = sheet.line, sheet.colours, one.pile
    sheet.marks.append(Box(left, top, wide, tall, colours.track, em * 0.2))
    many = str(len(pile.cards)) if pile.most is None else f"{len(pile.cards)}/{pile.most}"
    count = sheet.wide(many, STRONG)
    name = sheet.wrap(sheet.say.words(pile.name), wide - count - 3 * pad, STRONG, most=1)
    sheet.put(name, left + pad, top + pad, colours.ink, STRONG, ground=colours.track)
    sheet.put(many, left + wide - pad, top + pad, colours.ink, STRONG, "end", colours.track)
    top += em * 1.7
    for at in one.pages[page] if page < len(one.pages) else ():
        text = one.texts[at]
        high = len(text.lines) * em + 2 * pad
        sheet.marks.append(
            Box(
                left + pad,
                top,
                wide - 2 * pad,
                high,
                colours.ground,
                em * 0.15,
                edge=colours.edge,
                thick=em / 24,
                row=pile.cards[at].id,
            )
        )
        sheet.put(text, left + 2 * pad, top + pad, colours.ink)
        top += high + pad
