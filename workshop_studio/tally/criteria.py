"""Options scored on several criteria: means, formulas, weights, and two axes.

A ballot's keys are ``criterion/option``. Formulas apply to the means per criterion, never to
single ballots; where a mean is missing, or something would be divided by 0, an option has no
result, and it says why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Literal, TypeAlias

from workshop_studio.tally.ballots import Ballot
from workshop_studio.tally.methods import ranked
from workshop_studio.tally.records import Count, Hands, Tally

Formula: TypeAlias = Literal["weighted", "pugh", "nuf", "rice", "wsjf"]

NUF = ("new", "useful", "feasible")
RICE = ("reach", "impact", "confidence", "effort")
WSJF = ("value", "urgency", "risk", "size")
CRITERIA: Mapping[Formula, tuple[str, ...]] = {"nuf": NUF, "rice": RICE, "wsjf": WSJF}
"""The ids of the criteria that a formula needs; the others take any."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What voters gave to one option on one criterion.

    Attributes:
        count: how many gave a score.
        sum: the scores together.
        squares: the sum of their squares.
    """

    count: int = 0
    sum: int = 0
    squares: int = 0

    @property
    def mean(self) -> Fraction | None:
        """The mean score; None where nobody gave one."""
        return Fraction(self.sum, self.count) if self.count else None

    @property
    def spread(self) -> float | None:
        """The standard deviation of the scores; None where nobody gave one."""
        if not self.count:
            return None
        return sqrt(self.count * self.squares - self.sum * self.sum) / self.count


@dataclass(frozen=True, slots=True)
class Row:
    """One option of a matrix.

    Attributes:
        id: the option.
        cells: what it got on each criterion, in the order of the criteria.
        value: what the formula makes of the means; None where it has no result.
        fault: why there is no result: ``criteria.missing`` (a score), ``criteria.zero`` (what is
            divided by); empty where there is one.
        at: the criterion of the fault.
        better: Pugh: on how many criteria it is better than the datum.
        worse: Pugh: on how many it is worse.
    """

    id: str
    cells: tuple[Cell, ...]
    value: Fraction | None
    fault: str = ""
    at: str = ""
    better: int = 0
    worse: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """Options by criteria.

    Attributes:
        told: which sentence says how it was counted.
        formula: what was made of the means.
        criteria: their ids, in the order of the cells.
        weights: how much each counts, as parts of 1; empty where the formula has none.
        rows: the options, in the order given.
        datum: Pugh: what the others are compared with.
    """

    told: str
    formula: Formula
    criteria: tuple[str, ...]
    weights: tuple[Fraction, ...]
    rows: tuple[Row, ...]
    datum: str = ""

    def means(self) -> dict[str, dict[str, Fraction]]:
        """The means of each option that has a result, by criterion."""
        return {
            row.id: {
                c: cell.mean or Fraction(0)
                for c, cell in zip(self.criteria, row.cells, strict=True)
            }
            for row in self.rows
            if row.value is not None
        }


def cells_of(
    options: Sequence[str], criteria: Sequence[str], ballots: Iterable[Ballot]
) -> dict[tuple[str, str], Cell]:
    """What was given on each criterion to each option."""
    keys = {f"{c}/{o}": (c, o) for c in criteria for o in options}
    found = {key: [0, 0, 0] for key in keys.values()}
    for ballot in ballots:
        for key, value in ballot.items():
            sums = found[keys[key]]
            sums[0] += 1
            sums[1] += value
            sums[2] += value * value
    return {key: Cell(*sums) for key, sums in found.items()}


def evaluate(
    formula: Formula,
    options: Sequence[str],
    criteria: Sequence[str],
    ballots: Iterable[Ballot],
    weights: Mapping[str, Fraction] | None = None,
    datum: str = "",
) -> Tally:
    """Rank the options by a formula over the means per criterion.

    - ``weighted``: the sum of weight times mean.
    - ``pugh``: the sum of the weights where the mean is above the datum's, less those where it is
      below (Pugh 1981). Where nobody scored the datum, scores are taken as comparisons with it.
    - ``nuf``: new + useful + feasible (Gray, Brown and Macanufo 2010).
    - ``rice``: reach x impact x confidence / effort (McBride 2016).
    - ``wsjf``: (value + urgency + risk) / size (Reinertsen 2009).

    Args:
        formula: what to make of the means.
        options: the ids to rank.
        criteria: the ids that ballots score; for NUF, RICE and WSJF theirs (:data:`CRITERIA`).
        ballots: accepted ballots with keys ``criterion/option``.
        weights: how much each criterion counts, at least 0, on any scale; equally unless given.
        datum: the option that Pugh compares with.
    """
    every = list(ballots)
    cells = cells_of(options, criteria, every)
    uses_weights = formula in {"weighted", "pugh"}
    parts = normalised(criteria, weights) if uses_weights else {}
    rows = []
    for option in options:
        own = {criterion: cells[criterion, option] for criterion in criteria}
        if formula == "pugh":
            known = {c: cells[c, datum].mean for c in criteria} if datum else {}
            level = {c: known.get(c) or Fraction(0) for c in criteria}
            rows.append(_compared(option, own, parts, level, is_datum=option == datum))
        else:
            rows.append(_row(option, own, formula, parts))
    matrix = Matrix(
        told=f"counted.{formula}",
        formula=formula,
        criteria=tuple(criteria),
        weights=tuple(parts.values()),
        rows=tuple(rows),
        datum=datum,
    )
    count = Count(
        totals={row.id: row.value or Fraction(0) for row in rows},
        ballots=len(every),
        abstentions=sum(not ballot for ballot in every),
        working=matrix,
        winners=None if any(every) else (),
        without=frozenset(row.id for row in rows if row.value is None),
    )
    return ranked(formula, count, Hands())


def normalised(
    criteria: Sequence[str], weights: Mapping[str, Fraction | int] | None
) -> dict[str, Fraction]:
    """Weights as parts of 1; all equal where there are none, or where they are all 0."""
    given = {c: max(Fraction(0), Fraction(weights.get(c, 0))) for c in criteria} if weights else {}
    total = sum(given.values())
    if not total:
        return {criterion: Fraction(1, len(criteria)) for criterion in criteria}
    return {criterion: weight / total for criterion, weight in given.items()}


def voted_weights(tally: Tally) -> dict[str, Fraction]:
    """The weights that a group gave to criteria in a vote of their own: each one's part of all.

    Any method with totals of at least 0 will do: dots, approvals, scores, Borda.
    """
    totals = {option.id: Fraction(option.total) for option in tally.options}
    return normalised(list(totals), totals)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a group puts an option on two axes: the means of what each person said.

    Attributes:
        id: the option.
        across: what was said on the axis that goes across; its mean and spread.
        up: what was said on the axis that goes up.
    """

    id: str
    across: Cell
    up: Cell


def placed(
    options: Sequence[str], across: str, up: str, ballots: Iterable[Ballot]
) -> tuple[Placed, ...]:
    """Where the group puts each option, such as by effort across and impact up.

    Args:
        options: the ids to place.
        across: the id of the axis that goes across.
        up: the id of the axis that goes up.
        ballots: accepted ballots with keys ``axis/option``.
    """
    cells = cells_of(options, (across, up), ballots)
    return tuple(Placed(option, cells[across, option], cells[up, option]) for option in options)


def _row(
    option: str, own: Mapping[str, Cell], formula: Formula, weights: Mapping[str, Fraction]
) -> Row:
    cells = tuple(own.values())
    means: dict[str, Fraction] = {}
    for criterion, cell in own.items():
        mean = cell.mean
        if mean is None:
            return Row(option, cells, None, "criteria.missing", criterion)
        means[criterion] = mean
    below = {"rice": "effort", "wsjf": "size"}.get(formula)
    if below is not None and not means[below]:
        return Row(option, cells, None, "criteria.zero", below)
    if formula == "rice":
        value = means["reach"] * means["impact"] * means["confidence"] / means["effort"]
    elif formula == "wsjf":
        value = (means["value"] + means["urgency"] + means["risk"]) / means["size"]
    elif formula == "nuf":
        value = means["new"] + means["useful"] + means["feasible"]
    else:
        value = sum((weights[c] * mean for c, mean in means.items()), Fraction(0))
    return Row(option, cells, value)


def _compared(
    option: str,
    own: Mapping[str, Cell],
    weights: Mapping[str, Fraction],
    level: Mapping[str, Fraction],
    *,
    is_datum: bool,
) -> Row:
    cells = tuple(own.values())
    if is_datum:
        return Row(option, cells, Fraction(0))
    value, better, worse = Fraction(0), 0, 0
    for criterion, cell in own.items():
        mean = cell.mean
        if mean is None:
            return Row(option, cells, None, "criteria.missing", criterion)
        if mean > level[criterion]:
            value, better = value + weights[criterion], better + 1
        elif mean < level[criterion]:
            value, worse = value - weights[criterion], worse + 1
    return Row(option, cells, value, better=better, worse=worse)
