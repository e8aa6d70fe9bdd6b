"""How ballots become a result: one function a method, and what all results have in common.

Ballots come in already accepted by their rule (see :mod:`workshop_studio.tally.ballots`); an id
that is not among the options is a mistake of the caller and raises ``KeyError``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from types import MappingProxyType
from typing import Protocol, TypeAlias

from workshop_studio.tally.ballots import Ballot

Total: TypeAlias = int | Fraction
"""What an option got; exact, since ties are results."""


@dataclass(frozen=True, slots=True)
class Hands:
    """A vote by raised hands: the facilitator's counts, which belong to no ballot.

    Attributes:
        counts: option id to the number of hands (or dots) that it got.
        heads: how many people raised their hands.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    heads: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """What one method makes of the ballots, before ranks are given.

    Attributes:
        totals: option id to total, for every option, in the order given.
        ballots: how many ballots were counted, those of abstainers among them.
        abstentions: how many ballots gave nothing to any option.
    """

    totals: Mapping[str, Total]
    ballots: int
    abstentions: int


class Method(Protocol):
    """A way to count: a function of options, ballots and raised hands."""

    def __call__(self, options: Sequence[str], ballots: Iterable[Ballot], hands: Hands) -> Count:
        """Count the ballots once, from first to last."""


@dataclass(frozen=True, slots=True)
class OptionTotal:
    """What one option got, and its place; options with equal totals have equal rank."""

    id: str
    total: Total
    rank: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of a vote.

    Attributes:
        method: how it was counted, a key of :data:`METHODS`.
        ballots: how many ballots were counted, those of abstainers among them.
        abstentions: how many of the ballots gave nothing to any option.
        heads: how many people voted with raised hands, beside the ballots.
        options: in the order of rank, and within a rank in the order given.
        winners: the options of rank 1; none where nobody gave anything.
    """

    method: str
    ballots: int
    abstentions: int
    heads: int
    options: tuple[OptionTotal, ...]
    winners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """The first options of a result, and those that a tie keeps on the line.

    Attributes:
        chosen: the options that are within the cut whatever breaks a tie.
        tied_at_cut: the options of which some would be within and some not; nobody has chosen.
    """

    chosen: tuple[str, ...]
    tied_at_cut: tuple[str, ...]


def tally(
    method: str, options: Sequence[str], ballots: Iterable[Ballot], hands: Hands | None = None
) -> Tally:
    """Count accepted ballots and raised hands, and rank the options.

    Args:
        method: a key of :data:`METHODS`.
        options: the ids to choose from, each once, in the order that they are shown.
        ballots: read once, so a generator will do.
        hands: counts that add to the totals.
    """
    hands = hands or Hands()
    count = METHODS[method](options, ballots, hands)
    ranked = _ranked(count.totals)
    winners = tuple(option.id for option in ranked if option.rank == 1)
    return Tally(
        method=method,
        ballots=count.ballots,
        abstentions=count.abstentions,
        heads=hands.heads,
        options=ranked,
        winners=winners if any(count.totals.values()) else (),
    )


def ties(tally: Tally) -> tuple[tuple[str, ...], ...]:
    """The groups of two or more options that share a rank, best first."""
    return tuple(group for group in _groups(tally) if len(group) > 1)


def top(tally: Tally, n: int) -> Cut:
    """The first ``n`` options; where a tie runs across the cut, the tied are named, not chosen."""
    chosen: tuple[str, ...] = ()
    for group in _groups(tally):
        room = n - len(chosen)
        if room <= 0:
            break
        if len(group) > room:
            return Cut(chosen, group)
        chosen += group
    return Cut(chosen, ())


def summed(options: Sequence[str], ballots: Iterable[Ballot], hands: Hands) -> Count:
    """Each option gets the sum of what the ballots give it.

    So dots are counted (cumulative voting: Sawyer and MacRae 1962), and so are approvals, where
    the sum is the number of ballots that approve (Brams and Fishburn 1978).
    """
    totals = dict.fromkeys(options, 0)
    counted = abstentions = 0
    for ballot in ballots:
        counted += 1
        for option, value in ballot.items():
            totals[option] += value
        if not any(ballot.values()):
            abstentions += 1
    for option, value in hands.counts.items():
        totals[option] += value
    return Count(totals, counted, abstentions)


METHODS: Mapping[str, Method] = MappingProxyType({"dots": summed, "approval": summed})
"""Every method by the name that a session file and the command line know it by."""


def _ranked(totals: Mapping[str, Total]) -> tuple[OptionTotal, ...]:
    """Options from the greatest total down, ranked 1, 2, 2, 4 where two are level."""
    ranked: list[OptionTotal] = []
    for place, option in enumerate(sorted(totals, key=totals.__getitem__, reverse=True), start=1):
        total = totals[option]
        level = bool(ranked) and ranked[-1].total == total
        ranked.append(OptionTotal(option, total, ranked[-1].rank if level else place))
    return tuple(ranked)


def _groups(tally: Tally) -> list[tuple[str, ...]]:
    """The options of each rank, best first."""
    by_rank = groupby(tally.options, key=lambda option: option.rank)
    return [tuple(option.id for option in group) for _, group in by_rank]
