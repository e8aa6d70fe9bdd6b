"""Counts of who beats whom: Condorcet, Schulze, Copeland, from ranks or from compared pairs.

Each pair of options is a vote of its own. A ranked option is above every unranked one, and the
unranked of a ballot are level, as are options of equal rank. A ballot that says nothing of a pair
counts for neither.
"""

import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from workshop_studio.tally.ballots import Ballot
from workshop_studio.tally.records import Count, Hands, Settings, Total
from workshop_studio.tally.rules import pair_of

Matrix: TypeAlias = tuple[tuple[int, ...], ...]
"""Row against column, both in the order of the options."""


@dataclass(frozen=True, slots=True)
class Majorities:
    """Who beats whom.

    Attributes:
        told: which sentence says how it was counted.
        options: the ids that rows and columns stand for.
        preferred: how many ballots prefer the row to the column.
        strongest: Schulze: the strength of the strongest path from row to column, where a win is
            as strong as its margin; empty for the other methods.
    """

    told: str
    options: tuple[str, ...]
    preferred: Matrix
    strongest: Matrix = ()

    def margin(self, one: str, other: str) -> int:
        """By how many ballots ``one`` is preferred to ``other``; below 0 where it loses."""
        row, column = self.options.index(one), self.options.index(other)
        return self.preferred[row][column] - self.preferred[column][row]


def condorcet(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands, settings: Settings
) -> Count:
    """The winner beats every other option one to one; there may be none. Total: how many it beats.

    Source: Condorcet 1785.
    """
    del settings
    preferred, counted, abstentions = _preferred(options, ballots, hands)
    m = len(options)
    wins = _wins(preferred)
    winners = tuple(o for o, won in zip(options, wins, strict=True) if won == m - 1)
    told = "counted.condorcet" if winners else "counted.condorcet_none"
    working = Majorities(told, tuple(options), preferred)
    if counted == abstentions:
        winners = ()
    return Count(_totals(options, wins), counted, abstentions, working, winners)


def copeland(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands, settings: Settings
) -> Count:
    """Each option gets how many others it beats less how many beat it (Copeland 1951)."""
    del settings
    preferred, counted, abstentions = _preferred(options, ballots, hands)
    losses = _wins(tuple(zip(*preferred, strict=True)))
    scores = [won - lost for won, lost in zip(_wins(preferred), losses, strict=True)]
    working = Majorities("counted.copeland", tuple(options), preferred)
    winners = None if counted > abstentions else ()
    return Count(_totals(options, scores), counted, abstentions, working, winners)


def schulze(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands, settings: Settings
) -> Count:
    """Who has the stronger path of wins beats the other (Schulze 2011); a win is its margin.

    A total is how many of the others do not beat the option, so that rank 1 is exactly those
    that nobody beats, and who beats another always stands above it.
    """
    del settings
    preferred, counted, abstentions = _preferred(options, ballots, hands)
    strongest = strongest_paths(preferred)
    against = list(zip(*strongest, strict=True))
    totals = [
        sum(there <= back for back, there in zip(row, column, strict=True)) - 1
        for row, column in zip(strongest, against, strict=True)
    ]
    working = Majorities("counted.schulze", tuple(options), preferred, strongest)
    winners = None if counted > abstentions else ()
    return Count(_totals(options, totals), counted, abstentions, working, winners)


def strongest_paths(preferred: Matrix) -> Matrix:
    """The strength of the strongest path of wins between each two, by Floyd and Warshall."""
    columns = zip(*preferred, strict=True)
    paths = [
        [max(0, there - back) for there, back in zip(row, column, strict=True)]
        for row, column in zip(preferred, columns, strict=True)
    ]
    for middle, onward in enumerate(paths):
        for start, row in enumerate(paths):
            first = row[middle]
            if first and start != middle:
                row[:] = [  # the larger of direct and the smaller of first and rest
                    direct if direct >= rest or direct >= first else (min(rest, first))
                    for direct, rest in zip(row, onward, strict=True)
                ]
    for place, row in enumerate(paths):  # a path back to oneself means nothing
        row[place] = 0
    return tuple(map(tuple, paths))


def preferred_in(options: Sequence[str], ballots: Sequence[Ballot]) -> Matrix:
    """How many ballots prefer each option to each other.

    Each option has one large number that holds its rank on every ballot, a lane each. One
    subtraction then compares two options on all ballots at once: the guard above a lane stays
    where the one taken from is at least as large.
    """
    ranks = set().union(*(ballot.values() for ballot in ballots))
    places: dict[int | None, int] = {rank: number for number, rank in enumerate(sorted(ranks))}
    last = places[None] = len(places)  # unranked: below all that are ranked, level with each other
    kind = next(code for code in "BHIQ" if last < 1 << (8 * array(code).itemsize - 1))
    every = array(kind)
    for ballot in ballots:
        every.extend(map(places.__getitem__, map(ballot.get, options)))
    columns = (every[number :: len(options)] for number in range(len(options)))
    lanes = [int.from_bytes(column.tobytes(), sys.byteorder) for column in columns]
    guard = bytes(every.itemsize - 1) + b"\x80"
    guards = int.from_bytes(guard * len(ballots), "little")
    matrix = []
    for one, lane in enumerate(lanes):
        row, guarded = [], lane | guards
        for other, beside in enumerate(lanes):
            at_least = (guarded - beside & guards).bit_count()
            row.append(len(ballots) - at_least if one != other else 0)
        matrix.append(tuple(row))
    return tuple(matrix)


def _preferred(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands
) -> tuple[Matrix, int, int]:
    """The matrix, how many ballots there are, and how many say nothing."""
    every = list(ballots)
    known = set(options)
    if any(key not in known for ballot in every for key in ballot):
        return _compared(options, every, hands)
    if any(hands.counts.values()):
        raise ValueError("raised hands cannot rank")
    return preferred_in(options, every), len(every), sum(not ballot for ballot in every)


def _compared(
    options: Sequence[str], ballots: Sequence[Ballot], hands: Hands
) -> tuple[Matrix, int, int]:
    """The matrix of ballots that compare two by two."""
    if any(hands.counts.values()):
        raise ValueError("raised hands cannot compare")
    places = {option: place for place, option in enumerate(options)}
    pairs: dict[str, tuple[int, int]] = {}
    matrix = [[0] * len(options) for _ in options]
    for ballot in ballots:
        for key, value in ballot.items():
            if key not in pairs:
                found = pair_of(key, places)
                if found is None:
                    raise KeyError(key)
                pairs[key] = places[found[0]], places[found[1]]
            one, other = pairs[key]
            if value > 0:
                matrix[one][other] += 1
            elif value < 0:
                matrix[other][one] += 1
    abstentions = sum(not ballot for ballot in ballots)
    return tuple(map(tuple, matrix)), len(ballots), abstentions


def _wins(preferred: Matrix) -> list[int]:
    """How many columns each row beats."""
    columns = zip(*preferred, strict=True)
    return [
        sum(there > back for there, back in zip(row, column, strict=True))
        for row, column in zip(preferred, columns, strict=True)
    ]


def _totals(options: Sequence[str], values: Sequence[int]) -> dict[str, Total]:
    return dict(zip(options, values, strict=True))
