"""Options by criteria as a heat map, with the number in every cell."""

from workshop_studio.blocks import MatrixChart
from workshop_studio.drawing.lettering import Wrapped
from workshop_studio.drawing.marks import Box, Drawing
from workshop_studio.drawing.roles import deepest, mixed
from workshop_studio.drawing.sheet import STRONG, Sheet, page_of

_CELLS = 0.6
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def matrix(chart: MatrixChart, sheet: Sheet, page: int) -> Drawing:
    """Deeper is higher; criteria whose names are too wide for their column get a letter."""
    em, colours, say, line = sheet.line, sheet.colours, sheet.say, sheet.line
    ranks = ["–" if row.rank is None else str(row.rank) for row in chart.rows]
    totals = say.numbers([row.total for row in chart.rows])
    columns = map(say.numbers, zip(*(row.cells for row in chart.rows), strict=True))
    cells = list(zip(*columns, strict=True)) or [()] * len(chart.rows)
    rank_width = max((sheet.wide(rank, STRONG) for rank in ranks), default=0.0)
    total_width = max(sheet.wide(text, STRONG) for text in (*totals, "–")) + em * 0.3
    total_width = max(total_width, min(sheet.wide(say.total, STRONG), em * 4))
    left = rank_width + em * 0.5
    n = max(len(chart.criteria), 1)
    room = sheet.width - left - total_width
    widest = max((sheet.wide(cell) for row in cells for cell in row), default=0.0) + em * 0.3
    column = max(room * _CELLS / n, min(widest, room * 0.85 / n))
    column = min(column, em * 6)
    cells_left = sheet.width - total_width - column * n
    top = _heads(chart, sheet, cells_left, column, total_width) + em * 0.3
    texts = [
        sheet.wrap(sheet.named(row.text, row.level), cells_left - left - em * 0.4)
        for row in chart.rows
    ]
    heights = [(len(text.lines) + (0.25 if len(text.lines) > 1 else 0.2)) * line for text in texts]
    space = None if sheet.height is None else sheet.height - top
    gap = sheet.gap * 0.4
    shown = page_of(heights, space, gap, page)
    most, span = deepest(colours), chart.high - chart.low
    for at in range(shown.start, shown.end):
        row, lower = chart.rows[at], top + (heights[at] - line) / 2
        sheet.put(ranks[at], rank_width, lower, colours.soft, STRONG, "end")
        is_split = row.level == "split"
        y = top + (heights[at] - len(texts[at].lines) * line) / 2
        sheet.put(texts[at], left, y, colours.warn if is_split else colours.ink)
        for place, (value, text) in enumerate(zip(row.cells, cells[at], strict=True)):
            part = 0.0 if value is None or not span else (value - chart.low) / span
            part = row.shades[place] if row.shades else part
            fill = mixed(colours.ground, colours.accent, most * min(max(part, 0.0), 1.0))
            x = cells_left + place * column
            wide = column - em / 12
            thin = em / 40
            box = Box(x, top, wide, heights[at], fill, em * 0.09, colours.edge, thin, row.id)
            sheet.marks.append(box)
            shortened = sheet.wrap(text, wide, most=1)
            sheet.put(shortened, x + wide / 2, lower, colours.ink, 400, "middle", fill)
        sheet.put(totals[at], sheet.width, lower, colours.ink, STRONG, "end")
        top += heights[at] + gap
    return sheet.drawing(max(top - gap, 1.0), shown)


def _heads(
    chart: MatrixChart, sheet: Sheet, left: float, column: float, total_width: float
) -> float:
    """Names of criteria above their columns, or letters and a legend; gives the height."""
    colours, say, em = sheet.colours, sheet.say, sheet.line
    names = [say.head(one) for one in chart.criteria]
    wide = column - em * 0.2
    heads = [sheet.wrap(name, wide, STRONG) for name in names]
    is_narrow = any(
        head.is_cut or any(sheet.wide(word, STRONG) > wide for word in name.split(" "))
        for head, name in zip(heads, names, strict=True)
    )
    top = 0.0
    if is_narrow:
        legend = [f"{_letter(at)} {name}" for at, name in enumerate(names)]
        x = 0.0
        for text in legend:
            lines = sheet.wrap(text, sheet.width, most=None)
            if x > 0 and x + lines.width > sheet.width:
                x, top = 0.0, top + em
            sheet.put(lines, x, top, colours.soft)
            top += em * (len(lines.lines) - 1)
            x += lines.width + em * 0.8
        top += em * 1.3
        heads = [
            Wrapped((_letter(at),), sheet.wide(_letter(at), STRONG)) for at in range(len(names))
        ]
    total = sheet.wrap(say.total, total_width, STRONG)
    deep = max(len(head.lines) for head in (*heads, total))
    for place, head in enumerate(heads):
        y = top + em * (deep - len(head.lines))
        x = left + place * column + (column - em / 12) / 2
        sheet.put(head, x, y, colours.soft, STRONG, "middle")
    y = top + em * (deep - len(total.lines))
    sheet.put(total, sheet.width, y, colours.soft, STRONG, "end")
    return top + em * deep


def _letter(at: int) -> str:
    return _LETTERS[at] if at < len(_LETTERS) else str(at + 1)
