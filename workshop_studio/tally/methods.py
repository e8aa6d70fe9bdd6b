"""How ballots become a result: every method by its name, ranks, ties and cuts.

Ballots come in already accepted by their rule (see :mod:`workshop_studio.tally.ballots`); an id
that is not among the options is a mistake of the caller and raises ``KeyError``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Protocol

from workshop_studio.tally.ballots import Ballot
from workshop_studio.tally.budgets import equal_shares, greedy
from workshop_studio.tally.majorities import condorcet, copeland, schulze
from workshop_studio.tally.ranked import Points, borda, instant_runoff
from workshop_studio.tally.records import Count, Hands, OptionTotal, Settings, Tally, Total
from workshop_studio.tally.totals import Scores, consent, fist, scored, summed

__all__ = [
    "METHODS",
    "Cut",
    "Hands",
    "OptionTotal",
    "Settings",
    "Tally",
    "Total",
    "tally",
    "ties",
    "told",
    "top",
]


class Method(Protocol):
    """A way to count: a function of options, ballots, raised hands and settings."""

    def __call__(
        self, options: Sequence[str], ballots: Iterable[Ballot], hands: Hands, settings: Settings
    ) -> Count:
        """Count the ballots once, from first to last.

        Raises ``ValueError`` where hands are given that the method cannot count, or where a
        setting that it needs is missing.
        """


@dataclass(frozen=True, slots=True)
class Cut:
    """The first options of a result, and those that a tie keeps on the line.

    Attributes:
        chosen: the options that are within the cut whatever breaks a tie.
        tied_at_cut: the options of which some would be within and some not; nobody has chosen.
    """

    chosen: tuple[str, ...]
    tied_at_cut: tuple[str, ...]


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "dots": summed,
        "approval": summed,
        "score": scored,
        "borda": borda,
        "condorcet": condorcet,
        "schulze": schulze,
        "irv": instant_runoff,
        "copeland": copeland,
        "equal-shares": equal_shares,
        "greedy": greedy,
        "fist": fist,
        "consent": consent,
    }
)
"""Every method by the name that a session file and the command line know it by."""


def tally(
    method: str,
    options: Sequence[str],
    ballots: Iterable[Ballot],
    hands: Hands | None = None,
    settings: Settings | None = None,
) -> Tally:
    """Count accepted ballots and raised hands, and rank the options.

    Args:
        method: a key of :data:`METHODS`.
        options: the ids to choose from, each once, in the order that they are shown.
        ballots: read once, so a generator will do.
        hands: counts that add to the totals.
        settings: what some methods need to know.
    """
    hands = hands or Hands()
    count = METHODS[method](options, ballots, hands, settings or Settings())
    return ranked(method, count, hands)


def ranked(method: str, count: Count, hands: Hands) -> Tally:
    """The result that a count gives."""
    options = _ranked(count.totals, count.without)
    winners = count.winners
    if winners is None:
        first = tuple(one.id for one in options if one.rank == 1 and one.id not in count.without)
        winners = first if count.working is not None or any(count.totals.values()) else ()
    return Tally(
        method=method,
        ballots=count.ballots,
        abstentions=count.abstentions,
        heads=hands.heads,
        options=options,
        winners=winners,
        working=count.working,
        without=count.without,
    )


def told(tally: Tally) -> tuple[str, Mapping[str, object]]:
    """How a result was counted: a code of ``i18n/counted.py`` and what its sentence names."""
    working = tally.working
    if working is None:
        return f"counted.{tally.method}", {}
    if isinstance(working, Points):
        return working.told, {"depth": working.depth}
    return working.told, {"threshold": working.threshold} if isinstance(working, Scores) else {}


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


def _ranked(totals: Mapping[str, Total], without: frozenset[str]) -> tuple[OptionTotal, ...]:
    """Options from the greatest total down, ranked 1, 2, 2, 4 where two are level."""
    ranked: list[OptionTotal] = []

    def merit(option: str) -> tuple[bool, Total]:
        return (False, 0) if option in without else (True, totals[option])

    last: tuple[bool, Total] | None = None
    for place, option in enumerate(sorted(totals, key=merit, reverse=True), start=1):
        own = merit(option)
        rank = ranked[-1].rank if own == last else place
        ranked.append(OptionTotal(option, own[1], rank))
        last = own
    return tuple(ranked)


def _groups(tally: Tally) -> list[tuple[str, ...]]:
    """The options of each rank, best first."""
    by_rank = groupby(tally.options, key=lambda option: option.rank)
    return [tuple(option.id for option in group) for _, group in by_rank]
