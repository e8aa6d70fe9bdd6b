"""Counts of ranks that add up points or eliminate: Borda and instant run-off."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from workshop_studio.tally.ballots import Ballot
from workshop_studio.tally.records import Count, Hands, Settings, Total

Profile: TypeAlias = Counter[tuple[tuple[str, ...], ...]]
"""How many ballots rank the same: a ballot is its groups of level options, best first. Two that
name level options in another order may stand apart, which changes no count."""


@dataclass(frozen=True, slots=True)
class Points:
    """How Borda's points came about.

    Attributes:
        told: which sentence says how it was counted.
        depth: the points of the first place where a depth is fixed, else None.
        first: the points of the first place.
        places: for each option, how many ballots put it alone or level at each rank, by place;
            then in how many ballots that rank something it is unranked.
    """

    told: str
    depth: int | None
    first: int
    places: tuple[tuple[str, tuple[int, ...], int], ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One round of an instant run-off.

    Attributes:
        votes: first preferences of each option that is still there, in the order given; level
            first preferences of a ballot are split in equal parts.
        exhausted: how many ballots rank nothing that is still there, abstainers apart.
        eliminated: who goes out: all that are lowest; in the last round, nobody.
    """

    votes: tuple[tuple[str, Total], ...]
    exhausted: int
    eliminated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Runoff:
    """How an instant run-off went.

    Attributes:
        told: which sentence says how it was counted.
        rounds: from first to last.
        level_out: whether options that were level as the lowest went out together somewhere.
    """

    told: str
    rounds: tuple[Round, ...]
    level_out: bool


def profile_of(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands
) -> tuple[Profile, int, int]:
    """The ballots as groups of level options, how many there are, and how many rank nothing."""
    if any(hands.counts.values()):
        raise ValueError("raised hands cannot rank")
    known = frozenset(options)
    profile: Profile = Counter()
    for ballot in ballots:
        if not known.issuperset(ballot):
            raise KeyError(next(option for option in ballot if option not in known))
        by_rank: dict[int, list[str]] = {}
        for option, rank in ballot.items():
            if rank in by_rank:
                by_rank[rank].append(option)
            else:
                by_rank[rank] = [option]
        profile[tuple([tuple(by_rank[rank]) for rank in sorted(by_rank)])] += 1
    return profile, profile.total(), profile[()]


def borda(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands, settings: Settings
) -> Count:
    """A place k of m gives m - k points (Borda 1781), or with a depth d gives d + 1 - k (Emerson).

    Level options share the mean of their places. Without a depth the unranked of a ballot share
    the mean of the points that are left; with a depth they get nothing, nor does whoever comes
    after the d first. A ballot that ranks nothing gives nothing.
    """
    profile, counted, abstentions = profile_of(options, ballots, hands)
    m = len(options)
    depth = settings.depth
    first = m - 1 if depth is None else depth
    totals: dict[str, Total] = dict.fromkeys(options, 0)
    places = {option: [0] * m for option in options}
    ranked_on: Counter[str] = Counter()
    for groups, count in profile.items():
        place = 0
        for group in groups:
            size = len(group)
            points = count * sum(max(0, first - place - k) for k in range(size))
            share = points if size == 1 else Fraction(points, size)
            for option in group:
                totals[option] += share
                places[option][place] += count
                ranked_on[option] += count
            place += size
        if depth is None and 0 < place < m:
            share = Fraction((m - place - 1) * count, 2)
            for option in set(options).difference(*groups):
                totals[option] += share
    voted = counted - abstentions
    working = Points(
        "counted.borda" if depth is None else "counted.borda_depth",
        depth,
        first,
        tuple((option, tuple(places[option]), voted - ranked_on[option]) for option in options),
    )
    return Count(totals, counted, abstentions, working, None if voted else ())


def instant_runoff(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands, settings: Settings
) -> Count:
    """The lowest first preferences go out, round by round, until one is left (Tideman 2006).

    Level first preferences of a ballot are split in equal parts. All that are lowest go out
    together, unless they are all that is left: then they have tied. A total is how many options
    went out in earlier rounds, so that those that went out together are level.
    """
    del settings
    profile, counted, abstentions = profile_of(options, ballots, hands)
    left = list(options)
    totals: dict[str, Total] = {}
    rounds: list[Round] = []
    while left:
        votes: dict[str, Total] = dict.fromkeys(left, 0)
        exhausted = 0
        for groups, count in profile.items():
            front = next(filter(None, ([o for o in g if o in votes] for g in groups)), None)
            if front is None:
                exhausted += count if groups else 0
                continue
            share = count if len(front) == 1 else Fraction(count, len(front))
            for option in front:
                votes[option] += share
        fewest = min(votes.values())
        out = [option for option in left if votes[option] == fewest]
        totals.update(dict.fromkeys(out, len(options) - len(left)))
        left = [option for option in left if option not in totals]
        rounds.append(Round(tuple(votes.items()), exhausted, tuple(out) if left else ()))
    level_out = any(len(one.eliminated) > 1 for one in rounds)
    told = "counted.irv_level" if level_out else "counted.irv"
    in_order: dict[str, Total] = {option: totals[option] for option in options}
    working = Runoff(told, tuple(rounds), level_out)
    return Count(in_order, counted, abstentions, working, None if counted > abstentions else ())
