"""Options on two axes: numbered points with how far the group is spread, and who is who beside."""

from dataclasses import dataclass, replace

from workshop_studio.blocks import AxesChart, Point
from workshop_studio.drawing.marks import Anchor, Drawing, Oval, Plot, Stroke, Text
from workshop_studio.drawing.sheet import STRONG, Sheet, page_of

_ROUNDS = 80
_LEAST = 5
"""Lines; a plot that is lower has no room for the names of its quarters."""


_BARE = 16
"""Lines; the most height of a plot beside a list that is worked with."""


@dataclass(slots=True)
class _Disc:
    """A point's disc, moved off its place where it would cover another."""

    at: int
    x: float
    y: float
    true_x: float
    true_y: float


def axes(chart: AxesChart, sheet: Sheet, page: int) -> Drawing:
    """Each page shows the points that its legend names; those of other pages are small rings."""
    em, colours, line = sheet.line, sheet.colours, sheet.line
    is_beside = sheet.width > em * 17 and not sheet.bare
    legend_width = sheet.width * 0.27 if is_beside else sheet.width
    legend_width = max(legend_width, min(em * 8, sheet.width * 0.4)) if is_beside else legend_width
    highest = line * (_BARE if sheet.bare else 24)
    number = sheet.wide(str(len(chart.points)), STRONG) + em * 0.35
    texts = [sheet.wrap(sheet.named(p.text, p.level), legend_width - number) for p in chart.points]
    heights = [len(text.lines) * line for text in texts]
    gap = max(sheet.gap, em * 0.3)
    plot_left, below = line * 1.5, line * 1.5
    plot_width = (sheet.width - legend_width - em * 0.9 if is_beside else sheet.width) - plot_left
    plot_height = (
        min(plot_width * 0.66, highest)
        if sheet.height is None
        else max(sheet.height - below - (0 if is_beside else sheet.height * 0.4), line * 2)
    )
    room = sheet.height
    if room is not None and not is_beside:
        room = max(room - plot_height - below - em * 0.4, line)
    shown = page_of(heights, room, gap, page)
    if sheet.most is not None:
        shown = replace(shown, end=min(shown.end, sheet.most))
    frame = (plot_left, plot_width, plot_height)
    _ground(chart, sheet, frame)
    _points(chart.points, sheet, frame, shown.start, shown.end)
    x = sheet.width - legend_width if is_beside else 0.0
    top = 0.0 if is_beside else plot_height + below + em * 0.4
    for at in range(shown.start, shown.start if sheet.bare else shown.end):
        is_split = chart.points[at].level == "split"
        mark = colours.warn if is_split else colours.accent
        sheet.put(str(at + 1), x, top, mark, STRONG)
        sheet.put(texts[at], x + number, top, colours.warn if is_split else colours.ink)
        top += heights[at] + gap
    lowest = 0.0 if sheet.bare else top - gap
    drawing = sheet.drawing(max(lowest, plot_height + below), shown)
    return drawing.with_plot(Plot(plot_left, 0.0, plot_width, plot_height))


def _ground(chart: AxesChart, sheet: Sheet, frame: tuple[float, float, float]) -> None:
    """The two axes with their names and what their ends mean, and the halves."""
    left, width, height = frame
    em, colours, say = sheet.line, sheet.colours, sheet.say
    thick, thin = em / 14, em / 28
    sheet.marks += [
        Stroke(left + width / 2, 0, left + width / 2, height, colours.edge, thin, em / 12),
        Stroke(left, height / 2, left + width, height / 2, colours.edge, thin, em / 12),
        Stroke(left, thick / 2, left, height, colours.ink, thick),
        Stroke(left - thick / 2, height, left + width, height, colours.ink, thick),
    ]
    halves = [sheet.wrap(say.words(words), width / 2 - em, most=1) for words in chart.quadrants]
    if height < _LEAST * em or any(half.is_cut for half in halves):
        halves = []  # the table names them
    for at, half in enumerate(halves):
        x, y, anchor = _free(chart, at, half.width, em, frame)
        sheet.put(half, x, y, colours.soft, 400, anchor)
    across = (say.words(chart.x.low), say.words(chart.x.name), say.words(chart.x.high))
    under = height + sheet.line * 0.35
    low, name, high = _fitting(across, width, sheet)
    if low:
        sheet.put(low, left, under, colours.soft)
    is_alone = not (low or high)
    middle = left + width if is_alone else left + width / 2
    sheet.put(name, middle, under, colours.soft, STRONG, "end" if is_alone else "middle")
    if high:
        sheet.put(high, left + width, under, colours.soft, 400, "end")
    up = (say.words(chart.y.low), say.words(chart.y.name), say.words(chart.y.high))
    low, name, high = _fitting(up, height, sheet)
    for text, weight, part in ((low, 400, 1.0), (name, STRONG, 0.5), (high, 400, 0.0)):
        if text:
            wide = sheet.wide(text, weight)
            middle = min(max(height * part, wide / 2), height - wide / 2)
            sheet.marks.append(
                Text(
                    (text,),
                    0,
                    middle,
                    wide,
                    sheet.size,
                    weight,
                    colours.soft,
                    colours.ground,
                    "middle",
                    turned=True,
                )
            )


def _free(
    chart: AxesChart, at: int, wide: float, em: float, frame: tuple[float, float, float]
) -> tuple[float, float, Anchor]:
    """A corner of a quarter where no point lies on its name; the outer one where none is free."""
    left, width, height = frame
    is_right, is_lower = at % 2 == 1, at >= 2
    middle, half = left + width / 2, height / 2
    west = (middle if is_right else left) + em * 0.4
    east = (left + width if is_right else middle) - em * 0.2
    north = (half if is_lower else 0.0) + em * 0.1
    south = (height if is_lower else half) - em * 1.2
    places = [
        (east if right else west, south if lower else north, right)
        for lower in (is_lower, not is_lower)
        for right in (is_right, not is_right)
    ]
    reach = em * 0.6
    discs = [
        (
            min(max(left + width * point.x, left + reach), left + width - reach),
            min(max(height * (1 - point.y), reach), height - reach),
        )
        for point in chart.points
    ]

    def is_free(x: float, y: float, ends: bool) -> bool:
        start = x - wide if ends else x
        return not any(
            start - reach < across < start + wide + reach and y - reach < down < y + em + reach
            for across, down in discs
        )

    x, y, ends = next((place for place in places if is_free(*place)), places[0])
    return x, y, "end" if ends else "start"


def _fitting(texts: tuple[str, str, str], room: float, sheet: Sheet) -> tuple[str, str, str]:
    """What goes along an axis: its ends only where they leave the name free."""
    low, name, high = (sheet.wrap(text, room, STRONG, most=1).lines[0] for text in texts)
    half = sheet.wide(name, STRONG) / 2 + sheet.line
    widest = max(sheet.wide(low), sheet.wide(high))
    return (low, name, high) if widest + half <= room / 2 else ("", name, "")


def _points(
    points: tuple[Point, ...],
    sheet: Sheet,
    frame: tuple[float, float, float],
    start: int,
    end: int,
) -> None:
    left, width, height = frame
    em, colours = sheet.line, sheet.colours
    widest = sheet.wide(str(max(end, 1)), STRONG)
    radius = max(em * 0.58, widest / 2 + em * 0.16)
    discs: list[_Disc] = []
    for at, point in enumerate(points):
        x = left + width * min(max(point.x, 0.0), 1.0)
        y = height * (1 - min(max(point.y, 0.0), 1.0))
        if not start <= at < end:
            x = min(max(x, left + em * 0.2), left + width - em * 0.2)
            y = min(max(y, em * 0.2), height - em * 0.2)
            edge = colours.edge
            ring = Oval(x, y, em * 0.16, em * 0.16, colours.ground, 1, edge, em / 20, point.id)
            sheet.marks.append(ring)
            continue
        _spread(point, x, y, sheet, frame, radius)
        discs.append(_Disc(at, x, y, x, y))
    names = [
        mark.box
        for mark in sheet.marks
        if isinstance(mark, Text) and mark.box[0] >= left and mark.box[1] < height
    ]
    _part(discs, radius, frame, names)
    for disc in discs:
        colour = colours.warn if points[disc.at].level == "split" else colours.accent
        if abs(disc.x - disc.true_x) + abs(disc.y - disc.true_y) > radius:
            line = Stroke(disc.true_x, disc.true_y, disc.x, disc.y, colour, em / 20)
            dot = Oval(disc.true_x, disc.true_y, em * 0.1, em * 0.1, colour)
            sheet.marks += [line, dot]
    for disc in discs:
        colour = colours.warn if points[disc.at].level == "split" else colours.accent
        edge = colours.ground
        row = points[disc.at].id
        sheet.marks.append(Oval(disc.x, disc.y, radius, radius, colour, 1, edge, em / 16, row))
        text = str(disc.at + 1)
        y = disc.y - sheet.line / 2
        sheet.put(text, disc.x, y, colours.on_accent, STRONG, "middle", colour)


def _spread(
    point: Point,
    x: float,
    y: float,
    sheet: Sheet,
    frame: tuple[float, float, float],
    radius: float,
) -> None:
    """An ellipse of one standard deviation each way, inside the plot."""
    left, width, height = frame
    across, down = point.spread_x * width, point.spread_y * height
    if across < radius * 0.3 and down < radius * 0.3:
        return
    across, down = max(across, radius * 0.6), max(down, radius * 0.6)
    west, east = max(x - across, left), min(x + across, left + width)
    north, south = max(y - down, 0.0), min(y + down, height)
    colour = sheet.colours.warn if point.level == "split" else sheet.colours.accent
    middle = ((west + east) / 2, (north + south) / 2)
    half = ((east - west) / 2, (south - north) / 2)
    sheet.marks.append(Oval(*middle, *half, colour, 0.16))


def _part(
    discs: list[_Disc],
    radius: float,
    frame: tuple[float, float, float],
    names: list[tuple[float, float, float, float]],
) -> None:
    """Move discs apart until none covers another or the name of a quarter."""
    left, width, height = frame
    apart = radius * 2.15
    enough = (apart - 0.01) ** 2
    for _ in range(_ROUNDS):
        moved = False
        for n, one in enumerate(discs):
            for other in discs[n + 1 :]:
                dx, dy = other.x - one.x, other.y - one.y
                squared = dx * dx + dy * dy
                if squared >= enough:
                    continue
                far = squared**0.5
                if far < 0.01:
                    dx, dy, far = 1.0, 0.3 * (n % 3 - 1), 1.0
                    push = apart / 2
                else:
                    push = (apart - far) / 2
                one.x, one.y = one.x - dx / far * push, one.y - dy / far * push
                other.x, other.y = other.x + dx / far * push, other.y + dy / far * push
                moved = True
        for disc in discs:
            for x, y, wide, high in names:
                beside = x - radius < disc.x < x + wide + radius
                if beside and y - radius < disc.y < y + high + radius:
                    is_upper = y < height / 2
                    disc.y = y + high + radius if is_upper else y - radius
                    moved = True
            disc.x = min(max(disc.x, left + radius), left + width - radius)
            disc.y = min(max(disc.y, radius), height - radius)
        if not moved:
            return
