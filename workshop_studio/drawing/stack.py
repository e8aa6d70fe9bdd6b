"""How voters are spread over a scale: a bar of parts for each option, with how many in each."""

from workshop_studio.blocks import StackChart, StackRow
from workshop_studio.drawing.marks import Box, Drawing
from workshop_studio.drawing.roles import deepest, mixed
from workshop_studio.drawing.sheet import STRONG, Sheet, page_of

_PART = 0.5


def stack(chart: StackChart, sheet: Sheet, page: int) -> Drawing:
    """Parts are as wide as their share, but never too narrow for their number."""
    em, line, colours, say = sheet.line, sheet.line, sheet.colours, sheet.say
    fills = _fills(len(chart.scale), sheet)
    top = _legend(chart, fills, sheet) + em * 0.5
    means = say.numbers([row.mean for row in chart.rows])
    ranks = ["" if row.rank is None else str(row.rank) for row in chart.rows]
    rank_width = max((sheet.wide(rank, STRONG) for rank in ranks), default=0.0)
    mean_width = max((sheet.wide(mean, STRONG) for mean in means), default=0.0)
    left, right = rank_width + em * 0.5, sheet.width - mean_width - em * 0.6
    wide = (right - left) * _PART
    texts = [
        sheet.wrap(sheet.named(row.text, row.level), right - left - wide - em * 0.6)
        for row in chart.rows
    ]
    high = line * 1.2
    heights = [max(len(text.lines) * line, high) for text in texts]
    room = None if sheet.height is None else sheet.height - top
    shown = page_of(heights, room, sheet.gap, page)
    for at in range(shown.start, shown.end):
        row, lower = chart.rows[at], top + (high - line) / 2
        sheet.put(ranks[at], rank_width, lower, colours.soft, STRONG, "end")
        colour = colours.warn if row.level == "split" else colours.ink
        sheet.put(texts[at], left, top if len(texts[at].lines) > 1 else lower, colour)
        _parts(row, fills, sheet, right - wide, top, wide, high)
        sheet.put(means[at], sheet.width, lower, colours.ink, STRONG, "end")
        top += heights[at] + sheet.gap
    return sheet.drawing(max(top - sheet.gap, 1.0), shown)


def _fills(n: int, sheet: Sheet) -> list[tuple[str, str]]:
    """Fill of each value of the scale, and what is written on it: the highest is full."""
    colours = sheet.colours
    most = deepest(colours)
    fills = [
        (mixed(colours.ground, colours.accent, 0.08 + (most - 0.08) * at / max(n - 2, 1)))
        for at in range(max(n - 1, 0))
    ]
    return [*((fill, colours.ink) for fill in fills), (colours.accent, colours.on_accent)]


def _legend(chart: StackChart, fills: list[tuple[str, str]], sheet: Sheet) -> float:
    """The scale from its lowest to its highest, with what the ends mean; gives its height."""
    em, say, colours = sheet.line, sheet.say, sheet.colours
    x, top, step = 0.0, 0.0, sheet.line * 1.4

    def place(wide: float) -> float:
        nonlocal x, top
        if x > 0 and x + wide > sheet.width:
            x, top = 0.0, top + step
        at = x
        x += wide + em * 0.15
        return at

    def said(text: str) -> None:
        nonlocal x
        if text:
            lines = sheet.wrap(text, sheet.width - 1, most=1)
            sheet.put(lines, place(lines.width + em * 0.3), top, colours.soft)

    said(say.words(chart.low))
    for text, (fill, ink) in zip(say.values(chart), fills, strict=True):
        wide = sheet.wide(text, STRONG) + em * 0.5
        at = place(wide)
        sheet.marks.append(_edged(at, top, wide, fill, em / 24, sheet))
        sheet.put(text, at + wide / 2, top, ink, STRONG, "middle", fill)
    x += em * 0.2
    said(say.words(chart.high))
    if any(row.none for row in chart.rows):
        wide = em * 0.9
        at = place(wide + em * 0.3 + sheet.wide(say.none))
        sheet.marks.append(_edged(at, top, wide, "none", em / 12, sheet))
        sheet.put(say.none, at + wide + em * 0.3, top, colours.soft)
    return top + step


def _edged(x: float, top: float, wide: float, fill: str, thick: float, sheet: Sheet) -> Box:
    """A box of the legend whose edge lies inside it: at the left of all nothing of it is cut."""
    inset, em, line = thick / 2, sheet.line, sheet.line
    return Box(
        *(x + inset, top + inset, wide - thick, line - thick, fill, em * 0.12),
        edge=sheet.colours.edge,
        thick=thick,
    )


def _parts(
    row: StackRow,
    fills: list[tuple[str, str]],
    sheet: Sheet,
    x: float,
    top: float,
    wide: float,
    high: float,
) -> None:
    em, colours = sheet.line, sheet.colours
    parts = [(n, fill, ink) for n, (fill, ink) in zip(row.counts, fills, strict=True) if n > 0]
    if row.none > 0:
        parts.append((row.none, "none", colours.ink))
    gap = em / 12
    least = [sheet.wide(str(n), STRONG) + em * 0.12 for n, _, _ in parts]
    free = max(0.0, wide - gap * max(0, len(parts) - 1))
    widths = shares([n for n, _, _ in parts], least, free)
    for (n, fill, ink), part in zip(parts, widths, strict=True):
        edge = colours.edge
        sheet.marks.append(Box(x, top, part, high, fill, em * 0.09, edge, em / 24, row=row.id))
        if sheet.wide(str(n), STRONG) <= part:
            y = top + (high - sheet.line) / 2
            ground = colours.ground if fill == "none" else fill
            sheet.put(str(n), x + part / 2, y, ink, STRONG, "middle", ground)
        x += part + gap


def shares(counts: list[int], least: list[float], room: float) -> list[float]:
    """Widths by share that are no narrower than their least, as far as the room goes."""
    if sum(least) >= room:
        return [room * one / sum(least) for one in least] if least else []
    fixed: set[int] = set()
    while True:
        free = room - sum(least[at] for at in fixed)
        heads = sum(n for at, n in enumerate(counts) if at not in fixed)
        widths = [least[at] if at in fixed else free * n / heads for at, n in enumerate(counts)]
        narrow = {at for at, wide in enumerate(widths) if wide < least[at] - 1e-9}
        if not narrow:
            return widths
        fixed |= narrow
