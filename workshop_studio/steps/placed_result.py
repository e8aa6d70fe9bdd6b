"""What a vote on a scale, on criteria, on axes or into columns comes to, as charts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt

from workshop_studio.blocks import (
    AxesChart,
    ChartBlock,
    ColumnCard,
    ColumnPile,
    ColumnsChart,
    Criterion,
    Level,
    MatrixChart,
    MatrixRow,
    StackChart,
    StackRow,
)
from workshop_studio.blocks.charts import Axis, Point
from workshop_studio.steps.ballot_params import ScoreParams, VoteParams
from workshop_studio.steps.place_params import PLACES, AxesParams, ColumnsParams
from workshop_studio.tally.criteria import Cell, Matrix
from workshop_studio.tally.methods import Tally
from workshop_studio.tally.places import Columns, Placement
from workshop_studio.tally.totals import Scores

Texts = Mapping[str, str]
Levels = Mapping[str, Level | None]


def placed_chart(
    params: VoteParams,
    counted: Tally,
    texts: Texts,
    levels: Levels,
    shared: Mapping[str, object],
) -> ChartBlock | None:
    """The chart of criteria, axes or columns; None for any other vote.

    Args:
        params: what the vote was set to.
        counted: its result.
        texts: the options that everybody may see.
        levels: how far the group agrees on each.
        shared: what all charts say of a result.
    """
    working = counted.working
    if isinstance(params, ScoreParams) and isinstance(working, Matrix):
        return _matrix(params, working, counted, texts, levels, shared)
    if isinstance(params, AxesParams) and isinstance(working, Placement):
        return _axes(params, working, counted, texts, levels, shared)
    if isinstance(params, ColumnsParams) and params.together:
        return _columns(params, counted, texts, shared)
    if isinstance(params, ColumnsParams):
        values = tuple(range(len(params.columns)))
        names = tuple(one.name for one in reversed(params.columns))
        rows = stacked(counted, texts, values, levels)
        return StackChart.model_validate({**shared, "scale": values, "names": names, "rows": rows})
    return None


def stacked(
    counted: Tally, texts: Texts, values: Sequence[int], levels: Levels
) -> tuple[StackRow, ...]:
    """How many gave each value to each option, best first."""
    working = counted.working
    known = working.options if isinstance(working, Scores | Columns) else ()
    scored = {one.id: one for one in known}
    rows = []
    for option in counted.options:
        if option.id not in texts or option.id not in scored:
            continue
        one = scored[option.id]
        given = dict(one.distribution)
        rows.append(
            StackRow(
                id=option.id,
                text=texts[option.id],
                counts=tuple(given.get(value, 0) for value in values),
                none=one.no_opinion,
                mean=None if one.mean is None else float(one.mean),
                rank=None if option.id in counted.without else option.rank,
                level=levels.get(option.id),
            )
        )
    return tuple(rows)


def _matrix(
    params: ScoreParams,
    working: Matrix,
    counted: Tally,
    texts: Texts,
    levels: Levels,
    shared: Mapping[str, object],
) -> MatrixChart:
    rows = {row.id: row for row in working.rows}
    weights: Sequence[Fraction | None] = working.weights or (None,) * len(params.criteria)
    criteria = tuple(
        Criterion(id=one.id, name=one.name, weight=None if weight is None else float(weight))
        for one, weight in zip(params.criteria, weights, strict=True)
    )
    names = {one.id: one.name for one in params.criteria}
    told = tuple(
        MatrixRow(
            id=option.id,
            text=texts[option.id],
            cells=tuple(_float(cell.mean) for cell in rows[option.id].cells),
            total=_float(rows[option.id].value),
            rank=None if option.id in counted.without else option.rank,
            fault=rows[option.id].fault,
            at=names.get(rows[option.id].at, {}),
            level=levels.get(option.id),
        )
        for option in counted.options
        if option.id in texts
    )
    return MatrixChart.model_validate(
        {
            **shared,
            "criteria": criteria,
            "rows": told,
            "low": float(params.low),
            "high": float(params.high),
        }
    )


def _axes(
    params: AxesParams,
    working: Placement,
    counted: Tally,
    texts: Texts,
    levels: Levels,
    shared: Mapping[str, object],
) -> AxesChart:
    places = {one.id: one for one in working.options}
    points = tuple(
        Point(
            id=option.id,
            text=texts[option.id],
            x=_part(places[option.id].across),
            y=_part(places[option.id].up),
            spread_x=_spread(places[option.id].across),
            spread_y=_spread(places[option.id].up),
            level=levels.get(option.id),
        )
        for option in counted.options
        if option.id in texts and option.id not in counted.without
    )
    x, y = (Axis(name=one.name, low=one.low, high=one.high) for one in (params.across, params.up))
    unplaced = tuple(text for key, text in texts.items() if key in counted.without)
    return AxesChart.model_validate(
        {
            **shared,
            "x": x,
            "y": y,
            "points": points,
            "quadrants": params.quadrants,
            "unplaced": unplaced,
        }
    )


def _columns(
    params: ColumnsParams, counted: Tally, texts: Texts, shared: Mapping[str, object]
) -> ColumnsChart:
    """Each option in its column, in the order in which they stand on the list."""
    order = {key: place for place, key in enumerate(texts)}
    known = counted.working.options if isinstance(counted.working, Columns) else ()
    at = {  # what a column counts is the lower, the later it comes
        one.id: len(params.columns) - 1 - value
        for one in known
        for value, count in one.distribution
        if count and one.id in texts
    }
    piles = tuple(
        ColumnPile(
            name=column.name,
            most=column.most,
            cards=tuple(
                ColumnCard(id=key, text=texts[key])
                for key in sorted(at, key=lambda key: order[key])
                if at[key] == number
            ),
        )
        for number, column in enumerate(params.columns)
    )
    unplaced = tuple(text for key, text in texts.items() if key not in at)
    return ColumnsChart.model_validate({**shared, "columns": piles, "unplaced": unplaced})


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _part(cell: Cell) -> float:
    """Where a mean lies between the ends of its axis, from 0 to 1."""
    return cell.sum / (cell.count * PLACES)


def _spread(cell: Cell) -> float:
    """The standard deviation, as a part of the axis."""
    return sqrt(max(0, cell.count * cell.squares - cell.sum * cell.sum)) / (cell.count * PLACES)
