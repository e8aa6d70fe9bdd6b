"""Rules for scores, ranks, budgets, comparisons of two, fist to five and consent."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from workshop_studio.tally.ballots import Ballot, Refusal, Rule
from workshop_studio.tally.records import Total


@dataclass(frozen=True, slots=True)
class ScoreRule(Rule):
    """Each voter gives each option a score on one scale; an option left out has no opinion.

    Source: Smith 2000.

    Attributes:
        low: the lowest score.
        high: the highest score; None where there is no limit.
        all_of: the keys that a voter who does not abstain must score; empty where "no opinion"
            is allowed.
        criteria: what each option is scored on, so that a key is ``criterion/option``; empty
            where there is one scale and a key is an option.
    """

    low: int = 0
    high: int | None = None
    all_of: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()

    def check_value(self, value: int) -> Refusal | None:
        """The reason why a score is outside the scale."""
        if value < 0 <= self.low:
            return Refusal("ballot.negative")
        if value < self.low or (self.high is not None and value > self.high):
            if self.high is None:
                return Refusal("ballot.below_scale", {"low": self.low})
            return Refusal("ballot.off_scale", {"low": self.low, "high": self.high})
        return None

    def check_whole(self, ballot: Ballot) -> Refusal | None:
        """The reason why a ballot may not leave something without a score."""
        if ballot and any(key not in ballot for key in self.all_of):
            return Refusal("ballot.not_all_scored")
        return None

    def knows(self, key: str, options: Container[str]) -> bool:
        """Whether a ballot may score ``key``."""
        if not self.criteria:
            return key in options
        halves = _halves(key)
        return any(one in self.criteria and other in options for one, other in halves)


@dataclass(frozen=True, slots=True)
class RankRule(Rule):
    """Each voter ranks options; 1 is best, and an option left out is unranked.

    Level options share a rank. The next rank may follow at once (1, 1, 2) or after as many as
    share it (1, 1, 3), one way on a ballot; any other gap is a hole, and refused, since nobody
    knows what the voter left out.

    Attributes:
        least: how many options a voter who does not abstain ranks; the number of all options
            where all must be ranked.
        most: the greatest number of options that a voter ranks; None where there is no limit.
        ties: whether options may share a rank.
    """

    least: int = 0
    most: int | None = None
    ties: bool = True

    def check_value(self, value: int) -> Refusal | None:
        """The reason why a value is no rank."""
        if value < 0:
            return Refusal("ballot.negative")
        return Refusal("ballot.rank_zero") if value == 0 else None

    def check_whole(self, ballot: Ballot) -> Refusal | None:
        """The reason why ranks do not follow on each other, or are too few or too many."""
        sizes = sorted(Counter(ballot.values()).items())
        if not self.ties and any(size > 1 for _, size in sizes):
            return Refusal("ballot.level_ranks")
        ranks = [rank for rank, _ in sizes]
        places = accumulate((size for _, size in sizes[:-1]), initial=1)
        if ranks and ranks != list(range(1, len(ranks) + 1)) and ranks != list(places):
            return Refusal("ballot.rank_hole", {"rank": _first_hole(ranks)})
        if self.most is not None and len(ballot) > self.most:
            return Refusal("ballot.too_many_ranks", {"most": self.most})
        if 0 < len(ballot) < self.least:
            return Refusal("ballot.too_few_ranks", {"least": self.least})
        return None


@dataclass(frozen=True, slots=True)
class BudgetRule(Rule):
    """Each voter says which options to pay for: 1 is yes, 0 is no.

    Attributes:
        costs: option id to what it costs.
        budget: what a voter's options may cost together; None where each may be approved by
            itself, whatever they cost.
    """

    costs: Mapping[str, Total] = field(default_factory=dict)
    budget: Total | None = None

    def check_value(self, value: int) -> Refusal | None:
        """The reason why one option may not get ``value``."""
        return None if value in {0, 1} else Refusal("ballot.not_zero_or_one")

    def check_whole(self, ballot: Ballot) -> Refusal | None:
        """The reason why a ballot may not cost so much."""
        if self.budget is None:
            return None
        cost = sum(self.costs[option] for option, value in ballot.items() if value)
        if cost > self.budget:
            return Refusal("ballot.over_budget", {"cost": cost, "budget": self.budget})
        return None


@dataclass(frozen=True, slots=True)
class PairRule(Rule):
    """Each voter compares options two by two: ``a/b`` is 1 for a, -1 for b, 0 where level.

    A pair is named one way on a ballot: ``a/b`` and ``b/a`` together are refused.

    Attributes:
        pairs: the keys that a voter who does not abstain must answer, one way or the other;
            empty where any part of the pairs will do.
    """

    pairs: tuple[str, ...] = ()

    def check_value(self, value: int) -> Refusal | None:
        """The reason why a value is no answer to which of two is preferred."""
        return None if value in {-1, 0, 1} else Refusal("ballot.no_comparison")

    def check_whole(self, ballot: Ballot) -> Refusal | None:
        """The reason why a ballot asks a pair twice, or leaves one out."""
        for key in ballot:
            if any(f"{other}/{one}" in ballot for one, other in _halves(key)):
                return Refusal("ballot.pair_twice", {"pair": key})
        if ballot:
            for pair in self.pairs:
                turned = (f"{other}/{one}" for one, other in _halves(pair))
                if pair not in ballot and not any(key in ballot for key in turned):
                    return Refusal("ballot.pair_missing", {"pair": pair})
        return None

    def knows(self, key: str, options: Container[str]) -> bool:
        """Whether a key joins two different options."""
        return pair_of(key, options) is not None


@dataclass(frozen=True, slots=True)
class ColumnsRule(Rule):
    """Each voter puts options into columns: the number of the column, from 0.

    Attributes:
        columns: how many columns there are.
        most: the most options that a voter puts into each; None where there is no limit.
    """

    columns: int
    most: tuple[int | None, ...] = ()

    def check_value(self, value: int) -> Refusal | None:
        """The reason why there is no such column."""
        if 0 <= value < self.columns:
            return None
        return Refusal("ballot.off_scale", {"low": 0, "high": self.columns - 1})

    def check_whole(self, ballot: Ballot) -> Refusal | None:
        """The reason why so many options may not stand in one column."""
        given = Counter(ballot.values())
        for column, most in enumerate(self.most):
            if most is not None and given[column] > most:
                return Refusal("ballot.column_full", {"column": column + 1, "most": most})
        return None


class FistRule(ScoreRule):
    """Each voter shows 0 to 5 fingers for each option; 5 is "I will lead it", 0 is "no"."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(0, 5)


class ConsentRule(ScoreRule):
    """Each voter consents (2), has a reservation (1) or an objection (0)."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(0, 2)


def pair_of(key: str, options: Container[str]) -> tuple[str, str] | None:
    """The two options that a key compares; None where it names no two of the options."""
    for one, other in _halves(key):
        if one in options and other in options and one != other:
            return one, other
    return None


def pairs_of(options: Sequence[str]) -> tuple[str, ...]:
    """A key for each pair of options, the first of them as the options are given."""
    every = enumerate(options, start=1)
    return tuple(f"{one}/{other}" for place, one in every for other in options[place:])


def _halves(key: str) -> Iterator[tuple[str, str]]:
    """The two sides of each stroke in a key; an id may hold one too."""
    parts = key.split("/")
    for place in range(1, len(parts)):
        yield "/".join(parts[:place]), "/".join(parts[place:])


def _first_hole(ranks: Sequence[int]) -> int:
    return next(place for place, rank in enumerate((*ranks, 0), start=1) if place != rank)
