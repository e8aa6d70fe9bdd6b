"""Results in words and as tables: what windows, stage and reports say beside a chart or for it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workshop_studio.blocks import (
    AxesChart,
    Chart,
    ChartBlock,
    ColumnsChart,
    Criterion,
    MatrixChart,
    Point,
    Result,
    SlopeChart,
    StackChart,
)
from workshop_studio.i18n.counted import how_counted, level_told
from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.i18n.words import (
    ANSWERS,
    cluster_title,
    isolated,
    number,
    numbers,
    shortened,
    word,
)

_PLACES: Final[tuple[str, ...]] = (
    mark("Tied for first place"),
    mark("Tied for second place"),
    mark("Tied for third place"),
    mark("Tied for fourth place"),
    mark("Tied for fifth place"),
    mark("Tied for sixth place"),
    mark("Tied for seventh place"),
    mark("Tied for eighth place"),
    mark("Tied for ninth place"),
    mark("Tied for tenth place"),
)
_LEVELS: Final = {
    "together": mark("The group is of one mind"),
    "mostly": mark("The group is mostly of one mind"),
    "mixed": mark("The group agrees in part"),
    "split": mark("The group is split"),
}
LEVELS: Final = {
    "together": mark("of one mind"),
    "mixed": mark("agree in part"),
    "split": mark("split"),
}
"""How far the group agrees on one option, in a cell."""
SETTLED: Final = {
    "decision": mark("The tie was settled by a decision: {order}"),
    "lot": mark("The tie was settled by lot: {order}"),
    "round": mark("The tie was settled by a further vote: {order}"),
}
"""How those that were level were put in order."""

PARTS: Final = {
    "part.others": mark("Others"),
    "part.unsaid": mark("Did not say"),
}
"""Voters who are shown as no group of their own."""
_SHORT: Final = 40
_MOST_NAMED: Final = 2


@dataclass(frozen=True, slots=True)
class Grid:
    """A chart as a table.

    Attributes:
        head: names of the columns.
        rows: their cells, best option first.
        figures: which columns hold numbers.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int]


def named(chart: ChartBlock) -> Sequence[tuple[str, str]]:
    """Id and text of every row of a chart."""
    match chart:
        case Chart():
            return [(bar.id, bar.text) for bar in chart.bars]
        case AxesChart():
            return [(point.id, point.text) for point in chart.points]
        case ColumnsChart():
            return [(card.id, card.text) for pile in chart.columns for card in pile.cards]
        case StackChart() | MatrixChart() | SlopeChart():
            return [(row.id, row.text) for row in chart.rows]


def ties(chart: ChartBlock, translator: Translator) -> list[str]:
    """The places that several share, best first; that many got nothing is no result to tell of.

    Where wins less losses are counted, nothing and less are results as any other.
    """
    ranks: dict[str, int] = {}
    known: Result = chart
    least = -math.inf if known.told == "counted.copeland" else 0
    match chart:
        case Chart():
            ranks = {bar.id: bar.rank for bar in chart.bars if bar.value > least}
        case StackChart() | MatrixChart():
            ranks = {row.id: row.rank for row in chart.rows if row.rank is not None}
        case SlopeChart():
            ranks = {row.id: row.rank_after for row in chart.rows if row.after > least}
        case AxesChart() | ColumnsChart():
            ranks = {}
    groups = [[ranks[key] for key in group if key in ranks] for group in chart.ties]
    shared = sorted({group[0] for group in groups if len(group) > 1})
    return [tied(rank, translator) for rank in shared]


def tied(rank: int, translator: Translator) -> str:
    """That several share a place."""
    if 1 <= rank <= len(_PLACES):
        return translator.text(_PLACES[rank - 1])
    return translator.text("Tied for place {rank}", rank=rank)


def agreement(chart: ChartBlock, translator: Translator, most: int = _MOST_NAMED) -> list[str]:
    """How far the group agrees, and on which options it does not; empty where nobody knows."""
    known: Result = chart
    if known.agreement is None:
        return []
    texts = dict(named(chart))
    divided = [texts[key] for key in known.agreement.divided if key in texts]
    said = [
        translator.text(
            "The group is split on “{option}”", option=_short(cluster_title(text, translator))
        )
        for text in divided[:most]
    ]
    if len(divided) > most:
        more = len(divided) - most
        said.append(
            translator.count(
                "The group is split on {n} more", "The group is split on {n} more", more
            )
        )
    if not said or known.agreement.level != "split":
        level = level_told(known.agreement.level, divided)
        said.insert(0, word(_LEVELS, level, translator))
    return said


def agreed_in_short(chart: ChartBlock, translator: Translator) -> list[str]:
    """The same for the back row: what the group is split on by name where it is one thing."""
    known: Result = chart
    if known.agreement is None:
        return []
    divided = [key for key, _ in named(chart) if key in known.agreement.divided]
    if len(divided) < 2:
        return agreement(chart, translator)
    n, of = len(divided), len(named(chart))
    split = translator.text("The group is split on {n} of {of}", n=n, of=of)
    if known.agreement.level == "split":
        return [split]
    return [word(_LEVELS, level_told(known.agreement.level, divided), translator), split]


def settled(chart: ChartBlock, translator: Translator, *, is_short: bool = False) -> list[str]:
    """How ties were resolved and the order that came of it; with the reason where it goes in."""
    texts = dict(named(chart))
    said: list[str] = []
    for one in chart.settled:
        order = ", ".join(
            (_short if is_short else isolated)(cluster_title(texts[key], translator))
            for key in one.order
            if key in texts
        )
        parts = [word(SETTLED, one.way, translator, order=order)]
        if one.reason and not is_short:
            parts.append(translator.text("Why: {reason}", reason=isolated(one.reason)))
        if one.seed and not is_short:
            parts.append(translator.text("The lot was drawn from: {seed}", seed=one.seed))
        said.append(". ".join(parts))
    return said


def how(chart: ChartBlock, translator: Translator) -> str:
    """How it was counted, in one sentence; empty where the chart does not say."""
    known: Result = chart
    if not known.told:
        return ""
    return how_counted(known.told, known.numbers, translator)


def shading(chart: ChartBlock, translator: Translator) -> str:
    """What the colours of a picture stand for; empty where its numbers say it."""
    if isinstance(chart, MatrixChart) and any(row.shades for row in chart.rows):
        return translator.text("A stronger colour is more for each ballot.")
    return ""


def grid(chart: ChartBlock, method: str, translator: Translator) -> Grid:
    """A chart as a table that says all that the picture shows.

    Args:
        chart: the chart.
        method: what a value is called where the chart has one.
        translator: the language.
    """
    text = translator.text
    option, rank = text("Option"), text("Rank")
    match chart:
        case Chart():
            values = numbers([bar.value for bar in chart.bars], translator)
            bars = [
                (str(bar.rank), _title(bar.text, translator), value)
                for bar, value in zip(chart.bars, values, strict=True)
            ]
            told = [bar.level for bar in chart.bars]
            return _with_levels((rank, option, method), bars, told, {0, 2}, translator)
        case StackChart():
            return _stack(chart, translator)
        case AxesChart():
            return _axes(chart, translator)
        case ColumnsChart():
            return _columns(chart, translator)
        case MatrixChart():
            return _matrix(chart, translator)
        case SlopeChart():
            before = numbers([row.before for row in chart.rows], translator)
            after = numbers([row.after for row in chart.rows], translator)
            rows = [
                (
                    str(row.rank_after),
                    _title(row.text, translator),
                    then,
                    str(row.rank_before),
                    now,
                )
                for row, then, now in zip(chart.rows, before, after, strict=True)
            ]
            head = (rank, option, text("First vote"), text("Rank then"), text("Second vote"))
            levels = [row.level for row in chart.rows]
            return _with_levels(head, rows, levels, {0, 2, 3, 4}, translator)


def value_names(chart: StackChart, translator: Translator) -> list[str]:
    """What each value of a scale is called: its own name, what is said by it, or its number."""
    if chart.names:
        return [translator.words(name) for name in chart.names]
    if chart.method == "consent":
        return [word(ANSWERS, f"consent.{value}", translator) for value in chart.scale]
    return [number(value, translator) for value in chart.scale]


def _stack(chart: StackChart, translator: Translator) -> Grid:
    text = translator.text
    ends = value_names(chart, translator)
    if ends:
        for at, words in ((0, chart.low), (-1, chart.high)):
            meant = translator.words(words)
            ends[at] = f"{ends[at]} {meant}" if meant else ends[at]
    has_none = any(row.none for row in chart.rows)
    head = [text("Rank"), text("Option"), *ends]
    head += [text("No opinion")] if has_none else []
    head.append(text("Mean"))
    means = numbers([row.mean for row in chart.rows], translator)
    rows = [
        (
            "–" if row.rank is None else str(row.rank),
            _title(row.text, translator),
            *map(str, row.counts),
            *((str(row.none),) if has_none else ()),
            mean,
        )
        for row, mean in zip(chart.rows, means, strict=True)
    ]
    figures = {0, *range(2, len(head))}
    return _with_levels(tuple(head), rows, [row.level for row in chart.rows], figures, translator)


def _axes(chart: AxesChart, translator: Translator) -> Grid:
    text = translator.text
    x, y = (translator.words(axis.name) for axis in (chart.x, chart.y))
    spread = () if chart.together else (text("Spread"),)
    head = (
        "#",
        text("Option"),
        *(f"{y} (0–100)", *spread),
        *(f"{x} (0–100)", *spread),
        *((text("Quarter"),) if chart.quadrants else ()),
    )
    rows = [
        (
            str(at),
            _title(point.text, translator),
            *(
                str(round(value * 100))
                for value in (
                    (point.y, point.x)
                    if chart.together
                    else (point.y, point.spread_y, point.x, point.spread_x)
                )
            ),
            *((_quarter(chart, point, translator),) if chart.quadrants else ()),
        )
        for at, point in enumerate(chart.points, 1)
    ]
    figures = {0, 2, 3} if chart.together else {0, 2, 3, 4, 5}
    return _with_levels(head, rows, [p.level for p in chart.points], figures, translator)


def _columns(chart: ColumnsChart, translator: Translator) -> Grid:
    cards = [(pile, card) for pile in chart.columns for card in pile.cards]
    rows = tuple(
        (str(at), _title(card.text, translator), translator.words(pile.name))
        for at, (pile, card) in enumerate(cards, 1)
    )
    head = ("#", translator.text("Option"), translator.text("Column"))
    return Grid(head, rows, frozenset({0}))


def _quarter(chart: AxesChart, point: Point, translator: Translator) -> str:
    at = (0 if point.y >= 0.5 else 2) + (1 if point.x >= 0.5 else 0)
    return translator.words(chart.quadrants[at]) if at < len(chart.quadrants) else ""


def column(one: Criterion, translator: Translator) -> str:
    """What a column of a matrix is called, with its weight or with how many ballots it holds."""
    name = word(PARTS, one.code, translator) if one.code else translator.words(one.name)
    if one.ballots is not None:
        return f"{name} ({one.ballots})"
    return name if one.weight is None else f"{name} {translator.share(one.weight)}"


def _matrix(chart: MatrixChart, translator: Translator) -> Grid:
    names = [column(one, translator) for one in chart.criteria]
    head = (translator.text("Rank"), translator.text("Option"), *names, translator.text("Total"))
    totals = numbers([row.total for row in chart.rows], translator)
    columns = zip(*(row.cells for row in chart.rows), strict=True)
    told_columns = [numbers(column, translator) for column in columns]
    cells = list(zip(*told_columns, strict=True)) or [()] * len(chart.rows)
    rows = [
        (
            "–" if row.rank is None else str(row.rank),
            _title(row.text, translator),
            *told,
            total,
        )
        for row, told, total in zip(chart.rows, cells, totals, strict=True)
    ]
    levels = [row.level for row in chart.rows]
    return _with_levels(head, rows, levels, {0, *range(2, len(head))}, translator)


def _with_levels(
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    levels: Sequence[str | None],
    figures: set[int],
    translator: Translator,
) -> Grid:
    """With a column of how far the group agrees, where anything is known of it."""
    if any(levels):
        head = (*head, translator.text("Agreement"))
        rows = [
            (*row, word(LEVELS, level, translator) if level else "–")
            for row, level in zip(rows, levels, strict=True)
        ]
    return Grid(head, tuple(rows), frozenset(figures))


def _title(text: str, translator: Translator) -> str:
    return cluster_title(text, translator)


def _short(text: str) -> str:
    return isolated(shortened(text, _SHORT))
