"""How far the voters agree: per option and as a whole, as a number and as a word.

The word is a level that a surface translates: ``together``, ``mixed`` or ``split``. Only ballots
are looked at: raised hands are counts that belong to nobody, so an agreement says how many votes
it leaves out. With fewer than two voters there is nothing to agree on, and no number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from typing import Final, Literal, TypeAlias

from workshop_studio.tally.ballots import Ballot
from workshop_studio.tally.records import Hands
from workshop_studio.tally.rules import pair_of

Level: TypeAlias = Literal["together", "mixed", "split"]
"""Whether voters stand together, differ somewhat, or stand against each other."""

Measure: TypeAlias = Literal["overlap", "van_der_eijk", "kendalls_w"]
"""What the number for the whole is; see :func:`agreement`."""

SCALES: Final = frozenset({"score", "fist", "consent"})
RANKS: Final = frozenset({"borda", "condorcet", "schulze", "irv", "copeland"})

_WORST_FIRST: Final[tuple[Level, ...]] = ("split", "mixed", "together")
_ON_W: Final = (Fraction(3, 10), Fraction(7, 10))
_ON_A: Final = (Fraction(0), Fraction(1, 2))
_ON_SHARE: Final = (Fraction(1, 5), Fraction(3, 5))
_ON_OVERLAP: Final = (Fraction(1, 2), Fraction(2, 3))


@dataclass(frozen=True, slots=True)
class OptionAgreement:
    """How far the voters agree on one option.

    Attributes:
        id: the option.
        value: 1 where all say the same, 0 where they are spread evenly, -1 where they stand at
            the two ends; for dots and approvals from 0 (half for it, half not) to 1.
        level: the same in a word.
        spread: the standard deviation of what voters gave it, in its own unit (dots, scores,
            places); of 1 and 0 for approvals.
        voters: how many voters said something that this is made from.
    """

    id: str
    value: Fraction | None
    level: Level | None
    spread: float | None
    voters: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the voters agree.

    Attributes:
        measure: what the number is.
        value: the number for the whole; None where there is nothing to agree on.
        level: the same in a word.
        options: each option, in the order given.
        left_out: how many people's votes it leaves out, since they were raised hands.
        divided: the options on which the group is split: discuss them, then vote again.
    """

    measure: Measure
    value: Fraction | None
    level: Level | None
    options: tuple[OptionAgreement, ...]
    left_out: int
    divided: tuple[str, ...]


def agreement(
    method: str,
    options: Sequence[str],
    ballots: Iterable[Ballot],
    hands: Hands | None = None,
    scale: tuple[int, int] | None = None,
) -> Agreement:
    """How far accepted ballots agree.

    - Ranks: the whole is Kendall's W, corrected for ties (Kendall and Babington Smith 1939):
      under 0.3 is split and from 0.7 together, as Schmidt (1997) calls W of 0.3 weak and of 0.7
      strong agreement. The unranked of a ballot share the mean of the places left. An option's
      value is 1 less its mean distance from the median place, on a scale where places spread
      evenly give 0 and half first, half last give -1; the levels are those of scores. Compared
      pairs are ranked by wins less losses on each ballot first.
    - Scores, fist to five, consent: van der Eijk's A (2001) for each option, and their mean for
      the whole. Under 0 voters stand nearer to the two ends than if they were spread evenly,
      which is what split means; from 0.5 most share a neighbourhood of the scale, together.
    - Dots and approvals: an option is split where between two and three in five support it
      (value under 0.2), and the voters are together where at least four in five do the same
      (from 0.6). The whole is the overlap: how likely it is that what a voter supports is
      supported by another. Under a half most others do not share what one wants, so it is
      split; from two thirds it is together.

    Args:
        method: how the votes are counted, which tells what is on the ballots.
        options: the ids to choose from; for several criteria the keys, criterion by criterion.
        ballots: accepted ballots; abstainers are left out.
        hands: the raised hands that it leaves out.
        scale: the lowest and the highest score; None for those that were given.
    """
    cast = [ballot for ballot in ballots if ballot]
    if method in SCALES:
        measure, value, bounds, rows = _on_scales(method, options, cast, scale)
    elif method in RANKS:
        measure, value, bounds, rows = _on_ranks(options, cast)
    else:
        measure, value, bounds, rows = _on_support(options, cast)
    return Agreement(
        measure=measure,
        value=value,
        level=_level(value, bounds),
        options=rows,
        left_out=0 if hands is None else hands.heads,
        divided=tuple(row.id for row in rows if row.level == "split"),
    )


def by_option(found: Agreement, options: Mapping[str, Sequence[str]]) -> Agreement:
    """An agreement about keys, told for the options that they are about.

    An option's value is the mean over its keys, its word the worst of theirs: a group that is
    split on one criterion has something to talk about.

    Args:
        found: the agreement about each key, such as ``criterion/option``.
        options: option id to its keys.
    """
    rows = {row.id: row for row in found.options}
    told = []
    for option, keys in options.items():
        own = [rows[key] for key in keys]
        values = [row.value for row in own if row.value is not None]
        levels = {row.level for row in own}
        worst: Level | None = next((one for one in _WORST_FIRST if one in levels), None)
        told.append(
            OptionAgreement(
                id=option,
                value=sum(values, Fraction(0)) / len(values) if values else None,
                level=worst,
                spread=max((row.spread for row in own if row.spread is not None), default=None),
                voters=max((row.voters for row in own), default=0),
            )
        )
    divided = tuple(row.id for row in told if row.level == "split")
    return replace(found, options=tuple(told), divided=divided)


def kendalls_w(places: Sequence[Sequence[int]]) -> Fraction | None:
    """Kendall's W, corrected for ties: W = 12 S / (n^2 (k^3 - k) - n T).

    None comes back for fewer than two voters or options, or where all are level.

    Args:
        places: for each voter twice the place of each option, which is whole also where level
            options share the mean of theirs.
    """
    n, k = len(places), len(places[0]) if places else 0
    if n < 2 or k < 2:
        return None
    squares = sum((sum(column) - n * (k + 1)) ** 2 for column in zip(*places, strict=True))
    tied = sum(t**3 - t for voter in places for t in Counter(voter).values())
    below = n * n * (k**3 - k) - n * tied
    return Fraction(3 * squares, below) if below else None  # doubled places: four times S


def van_der_eijk(counts: Mapping[int, int], low: int, high: int) -> Fraction | None:
    """Van der Eijk's A of how many voters chose each of the values of an ordered scale.

    The counts are peeled into layers of equal height; a layer's A is (1 - (S - 1) / (K - 1)) U,
    where S of K values are chosen and U compares the triples that speak for one peak with those
    that speak for two; A is their mean, weighted by size. On a scale of two values U is 1. None
    comes back for fewer than two voters or values.

    Args:
        counts: value to how many chose it; values that nobody chose may be left out.
        low: the lowest value of the scale.
        high: the highest.
    """
    size, total = high - low + 1, sum(counts.values())
    if size < 2 or total < 2:
        return None
    left = {value: count for value, count in sorted(counts.items()) if count}
    result = Fraction(0)
    while left:
        height = min(left.values())
        layer = Fraction(size - len(left), size - 1) * _unimodality(list(left), low, high)
        result += Fraction(height * len(left), total) * layer
        left = {value: count - height for value, count in left.items() if count > height}
    return result


def _unimodality(chosen: Sequence[int], low: int, high: int) -> Fraction:
    """U of a layer: 1 where the chosen values stand side by side. They come in order."""
    size, ones = high - low + 1, len(chosen)
    one_peak = two_peaks = 0
    for before, (here, there) in enumerate(pairwise((low - 1, *chosen, high + 1))):
        gap, after = there - here - 1, ones - before
        one_peak += gap * (before * (before - 1) // 2 + after * (after - 1) // 2)
        two_peaks += gap * before * after
    if not two_peaks:
        return Fraction(1)
    above = (size - 2) * one_peak - (size - 1) * two_peaks
    return Fraction(above, (size - 2) * (one_peak + two_peaks))


_Found: TypeAlias = tuple[
    Measure, Fraction | None, tuple[Fraction, Fraction], tuple[OptionAgreement, ...]
]


def _on_scales(
    method: str,
    options: Sequence[str],
    ballots: Sequence[Ballot],
    scale: tuple[int, int] | None,
) -> _Found:
    given = {option: [b[option] for b in ballots if option in b] for option in options}
    every = [value for values in given.values() for value in values]
    if method in {"fist", "consent"}:
        scale = (0, 5 if method == "fist" else 2)
    low, high = scale or (min(0, *every, 0), max(1, *every, 1))
    rows = []
    for option, values in given.items():
        counted = Counter(values)
        value = van_der_eijk(counted, low, high)
        squares = sum(step * step * people for step, people in counted.items())
        rows.append(_row(option, value, _ON_A, len(values), sum(values), squares))
    known = [row.value for row in rows if row.value is not None]
    whole = sum(known, Fraction(0)) / len(known) if known else None
    return "van_der_eijk", whole, _ON_A, tuple(rows)


def _on_ranks(options: Sequence[str], ballots: Sequence[Ballot]) -> _Found:
    known = set(options)
    places = [
        _places(options, b if known.issuperset(b) else _standing(options, b)) for b in ballots
    ]
    rows = []
    for option, *values in zip(options, *places, strict=True):
        value = None
        if len(values) > 1 and len(options) > 1:
            median = sorted(values)[(len(values) - 1) // 2]
            distance = sum(abs(one - median) for one in values)
            value = 1 - Fraction(2 * distance, len(values) * (len(options) - 1))
        row = _row(option, value, _ON_A, len(values), sum(values), sum(x * x for x in values))
        rows.append(row if row.spread is None else replace(row, spread=row.spread / 2))
    return "kendalls_w", kendalls_w(places), _ON_W, tuple(rows)


def _on_support(options: Sequence[str], ballots: Sequence[Ballot]) -> _Found:
    n = 0
    supporters: Counter[str] = Counter()
    given: Counter[str] = Counter()
    squares: Counter[str] = Counter()
    for ballot in ballots:
        if any(ballot.values()):
            n += 1
            for option, value in ballot.items():
                if value:
                    supporters[option] += 1
                    given[option] += value
                    squares[option] += value * value
    rows = []
    for option in options:
        share = abs(Fraction(2 * supporters[option], n) - 1) if n > 1 else None
        rows.append(_row(option, share, _ON_SHARE, n, given[option], squares[option]))
    shared = sum(given[option] * (supporters[option] - 1) for option in given)
    whole = Fraction(shared, given.total() * (n - 1)) if n > 1 else None
    return "overlap", whole, _ON_OVERLAP, tuple(rows)


def _row(
    option: str,
    value: Fraction | None,
    bounds: tuple[Fraction, Fraction],
    voters: int,
    given: int,
    squares: int,
) -> OptionAgreement:
    spread = sqrt(voters * squares - given * given) / voters if voters > 1 else None
    return OptionAgreement(option, value, _level(value, bounds), spread, voters)


def _level(value: Fraction | None, bounds: tuple[Fraction, Fraction]) -> Level | None:
    if value is None:
        return None
    if value < bounds[0]:
        return "split"
    return "together" if value >= bounds[1] else "mixed"


def _places(options: Sequence[str], ballot: Mapping[str, int]) -> list[int]:
    """Twice the place of each option on a ballot; level ones share the mean of theirs."""
    unranked = max(ballot.values(), default=0) + 1
    ranks = [ballot.get(option, unranked) for option in options]
    sizes = Counter(ranks)
    doubled, before = {}, 0
    for rank in sorted(sizes):
        doubled[rank] = 2 * before + sizes[rank] + 1
        before += sizes[rank]
    return [doubled[rank] for rank in ranks]


def _standing(options: Sequence[str], ballot: Ballot) -> dict[str, int]:
    """How the options stand on a ballot of compared pairs: the higher the number, the worse."""
    standing = dict.fromkeys(options, 0)
    for key, value in ballot.items():
        if pair := pair_of(key, standing):
            standing[pair[0]] -= value
            standing[pair[1]] += value
    return standing
