"""Draws a chart block."""

from workshop_studio.blocks import (
    AxesChart,
    Chart,
    ChartBlock,
    ColumnsChart,
    MatrixChart,
    SlopeChart,
    StackChart,
)
from workshop_studio.drawing.axes import axes
from workshop_studio.drawing.bars import bars
from workshop_studio.drawing.columns import columns
from workshop_studio.drawing.marks import Drawing
from workshop_studio.drawing.matrix import matrix
from workshop_studio.drawing.sheet import Sheet
from workshop_studio.drawing.slope import slope
from workshop_studio.drawing.stack import stack


def draw(block: ChartBlock, sheet: Sheet, page: int = 0) -> Drawing:
    """A chart on a fresh sheet; of what needs pages this one, and after the last the first."""
    match block:
        case Chart():
            return bars(block, sheet, page)
        case StackChart():
            return stack(block, sheet, page)
        case AxesChart():
            return axes(block, sheet, page)
        case ColumnsChart():
            return columns(block, sheet, page)
        case MatrixChart():
            return matrix(block, sheet, page)
        case SlopeChart():
            return slope(block, sheet, page)
