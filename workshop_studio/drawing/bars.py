"""Bars in the order of their rank: rank, text, bar and value in each row."""

from workshop_studio.blocks import Chart
from workshop_studio.drawing.marks import Box, Drawing
from workshop_studio.drawing.sheet import STRONG, Sheet, page_of

PAID = "✓"


def bars(chart: Chart, sheet: Sheet, page: int) -> Drawing:
    """Columns and lengths are the same on each page; equal values have equal lengths."""
    em, line, colours = sheet.line, sheet.line, sheet.colours
    taken = frozenset(() if chart.paid is None else chart.paid.options)
    marks = {bar.id: f"{PAID} " if bar.id in taken else "" for bar in chart.bars}
    told = sheet.say.numbers([bar.value for bar in chart.bars])
    values = [f"{marks[bar.id]}{one}" for bar, one in zip(chart.bars, told, strict=True)]
    rank_width = max((sheet.wide(str(bar.rank), STRONG) for bar in chart.bars), default=0.0)
    value_width = max((sheet.wide(value, STRONG) for value in values), default=0.0)
    left, right = rank_width + em * 0.5, sheet.width - value_width - em * 0.7
    track = (right - left) * 0.42
    room = right - left - track - em * 0.6
    most = max((bar.value for bar in chart.bars), default=0.0)
    texts = [sheet.wrap(sheet.say.title(bar.text), room) for bar in chart.bars]
    heights = [len(text.lines) * line for text in texts]
    shown = page_of(heights, sheet.height, sheet.gap, page)
    thick, top = em * 0.72, 0.0
    for at in range(shown.start, shown.end):
        bar, beside = chart.bars[at], top + (line - thick) / 2
        sheet.put(str(bar.rank), rank_width, top, colours.soft, STRONG, "end")
        sheet.put(texts[at], left, top, colours.ink)
        sheet.marks.append(Box(right - track, beside, track, thick, colours.track, em * 0.09))
        if most > 0 and bar.value > 0:
            long = max(track * bar.value / most, em * 0.18)
            box = Box(right - track, beside, long, thick, colours.accent, em * 0.09, row=bar.id)
            sheet.marks.append(box)
        sheet.put(values[at], sheet.width, top, colours.ink, STRONG, "end")
        top += heights[at] + sheet.gap
    return sheet.drawing(max(top - sheet.gap, 1.0), shown)
