"""From the first vote to the second: a line for each option, with numbers at both ends."""

from collections.abc import Sequence

from workshop_studio.blocks import SlopeChart
from workshop_studio.drawing.marks import Drawing, Oval, Stroke
from workshop_studio.drawing.sheet import STRONG, Sheet, page_of

_LINES = 4
"""Most lines of a text: there is half the room of other charts."""
_NARROW = 13
"""Lines; a narrower chart says what the options are at its left alone."""


def slope(chart: SlopeChart, sheet: Sheet, page: int) -> Drawing:
    """Lines that rise are whole, those that fall are dashed, those that stay are thin."""
    em, colours, say, line = sheet.line, sheet.colours, sheet.say, sheet.line
    rows = chart.rows
    numbers = say.numbers([value for row in rows for value in (row.before, row.after)])
    value_width = max((sheet.wide(text, STRONG) for text in numbers), default=0.0)
    ranks = [str(rank) for row in rows for rank in (row.rank_before, row.rank_after)]
    rank_width = max((sheet.wide(rank, STRONG) for rank in ranks), default=0.0)
    is_narrow = sheet.width < em * _NARROW
    side = sheet.width * (0.62 if is_narrow else 0.42)
    other = value_width + em * 0.5 + rank_width if is_narrow else side
    room = side - value_width - rank_width - em * 1.2
    texts = [sheet.wrap(sheet.named(row.text, row.level), room, most=_LINES) for row in rows]
    high = max((len(text.lines) for text in texts), default=1) * line
    head = line * 1.5
    space = None if sheet.height is None else sheet.height - head
    shown = page_of([high] * len(rows), space, sheet.gap, page)
    places = range(shown.start, shown.end)
    pitch = high + sheet.gap
    body = max(high, pitch * len(places) - sheet.gap) if space is None else space
    befores, afters = [rows[at].before for at in places], [rows[at].after for at in places]
    every = [*befores, *afters]
    low, top_value = min(every, default=0.0), max(every, default=0.0)
    left_y = _apart(befores, low, top_value, body - high, pitch)
    right_y = _apart(afters, low, top_value, body - high, pitch)
    before = sheet.wrap(say.before, side, STRONG, most=1)
    sheet.put(before, side, 0, colours.soft, STRONG, "end")
    if is_narrow:
        after = sheet.wrap(say.after, sheet.width - side - em * 0.3, STRONG, most=1)
        sheet.put(after, sheet.width, 0, colours.soft, STRONG, "end")
    else:
        after = sheet.wrap(say.after, side, STRONG, most=1)
        sheet.put(after, sheet.width - side, 0, colours.soft, STRONG)
    from_x, to_x = side + em * 0.35, sheet.width - other - em * 0.35
    for n, at in enumerate(places):
        row = rows[at]
        colour = colours.warn if row.level == "split" else colours.ink
        for y, x, value, rank, is_left in (
            (head + left_y[n], side, numbers[2 * at], row.rank_before, True),
            (head + right_y[n], sheet.width - other, numbers[2 * at + 1], row.rank_after, False),
        ):
            sheet.put(value, x, y, colours.ink, STRONG, "end" if is_left else "start")
            if is_left:
                sheet.put(str(rank), rank_width, y, colours.soft, STRONG, "end")
                sheet.put(texts[at], rank_width + em * 0.5, y, colour)
            else:
                at_rank = x + value_width + em * 0.5 + rank_width
                sheet.put(str(rank), at_rank, y, colours.soft, STRONG, "end")
                if not is_narrow:
                    sheet.put(texts[at], at_rank + em * 0.4, y, colour)
        y1, y2 = head + left_y[n] + line / 2, head + right_y[n] + line / 2
        change = row.after - row.before
        strong = colours.warn if row.level == "split" else colours.accent
        line_colour = strong if change > 0 else colours.soft
        thick = em / 9 if change else em / 20
        dash = em / 4 if change < 0 else 0.0
        sheet.marks.append(Stroke(from_x, y1, to_x, y2, line_colour, thick, dash))
        for x, y in ((from_x, y1), (to_x, y2)):
            sheet.marks.append(Oval(x, y, em * 0.14, em * 0.14, line_colour))
    return sheet.drawing(head + body, shown)


def _apart(
    values: Sequence[float], low: float, high: float, room: float, pitch: float
) -> list[float]:
    """Where each value stands from the top, highest first, at least a pitch from the next."""
    span = high - low
    order = sorted(range(len(values)), key=lambda at: (-values[at], at))
    room = max(room, 0.0)
    pitch = min(pitch, room / max(len(values) - 1, 1)) if len(values) > 1 else pitch
    places = [0.0] * len(values)
    down = -pitch
    for at in order:
        wanted = room * (high - values[at]) / span if span else 0.0
        down = max(wanted, down + pitch)
        places[at] = down
    up = room + pitch
    for at in reversed(order):
        up = min(places[at], up - pitch)
        places[at] = up
    return places
