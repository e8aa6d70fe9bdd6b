"""What goes into a count and what comes out of it: records that all methods share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol, TypeAlias

Total: TypeAlias = int | Fraction
"""What an option got; exact, since ties are results."""


@dataclass(frozen=True, slots=True)
class Hands:
    """A vote by raised hands: the facilitator's counts, which belong to no ballot.

    Attributes:
        counts: option id to the number of hands (or dots) that it got; for scores, fist to five
            and consent ``option/value`` to the number of people who showed that value.
        heads: how many people raised their hands.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    heads: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """What some methods need to know beside the ballots.

    Attributes:
        depth: Borda: the first of a ballot gets so many points, the next one fewer, and so on to
            0; None for as many as there are options below it.
        budget: money to share out.
        costs: option id to what it costs.
        completion: equal shares: whether what is left is spent by the greedy rule.
        threshold: fist to five: the lowest value that consents.
    """

    depth: int | None = None
    budget: Total | None = None
    costs: Mapping[str, Total] = field(default_factory=dict)
    completion: bool = False
    threshold: int = 2


class Working(Protocol):
    """How a result came about, as a window can show it.

    One of :class:`~workshop_studio.tally.totals.Scores`,
    :class:`~workshop_studio.tally.ranked.Points`, :class:`~workshop_studio.tally.ranked.Runoff`,
    :class:`~workshop_studio.tally.majorities.Majorities`,
    :class:`~workshop_studio.tally.budgets.Funding` and
    :class:`~workshop_studio.tally.criteria.Matrix`.
    """

    @property
    def told(self) -> str:
        """A code of ``i18n/counted.py``: the sentence that says how it was counted."""


@dataclass(frozen=True, slots=True)
class Count:
    """What one method makes of the ballots, before ranks are given.

    Attributes:
        totals: option id to total, for every option, in the order given.
        ballots: how many ballots were counted, those of abstainers among them.
        abstentions: how many ballots gave nothing to any option.
        working: how the totals came about; None where there is no more to tell.
        winners: who won, where it is not simply the options of rank 1.
        without: the options that have no result; they come last, whatever their total says.
    """

    totals: Mapping[str, Total]
    ballots: int
    abstentions: int
    working: Working | None = None
    winners: tuple[str, ...] | None = None
    without: frozenset[str] = frozenset()


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
        method: how it was counted, a key of :data:`~workshop_studio.tally.methods.METHODS`
            or a formula of :mod:`~workshop_studio.tally.criteria`.
        ballots: how many ballots were counted, those of abstainers among them.
        abstentions: how many of the ballots gave nothing to any option.
        heads: how many people voted with raised hands, beside the ballots.
        options: in the order of rank, and within a rank in the order given.
        winners: the options of rank 1, or those that are paid for; none where nobody gave
            anything, or where the method names none.
        working: how it came about; None where the totals tell all.
        without: options that nobody gave a score, so that they have no total; theirs is 0 here,
            and they share the last rank.
    """

    method: str
    ballots: int
    abstentions: int
    heads: int
    options: tuple[OptionTotal, ...]
    winners: tuple[str, ...]
    working: Working | None = None
    without: frozenset[str] = frozenset()
