"""Counting large votes, from ballots in memory."""

import statistics
from collections import Counter
from random import Random

from tests.bench.measure import Ratio, against, timed
from workshop_studio.tally.methods import tally

DOT_BALLOTS, DOT_OPTIONS = 100_000, 50
RANK_BALLOTS, RANK_OPTIONS = 10_000, 100
A_SECOND = 1000.0


def tallies() -> list[Ratio]:
    """Dots against a plain loop, and Schulze against a second."""
    return [_dots(), _schulze()]


def _dots() -> Ratio:
    options = [f"o{number}" for number in range(DOT_OPTIONS)]
    random = Random(1)
    ballots = [
        {option: random.randint(1, 3) for option in random.sample(options, 5)}
        for _ in range(DOT_BALLOTS)
    ]

    def plain() -> None:
        totals: Counter[str] = Counter()
        for ballot in ballots:
            for option, value in ballot.items():
                totals[option] += value

    name = f"{DOT_BALLOTS} dot ballots on {DOT_OPTIONS} options / a plain Counter"
    return against(name, 3, lambda: tally("dots", options, ballots), plain, runs=9)


def _schulze() -> Ratio:
    options = [f"o{number}" for number in range(RANK_OPTIONS)]
    random = Random(2)
    ballots = []
    for _ in range(RANK_BALLOTS):  # all ranked, with ties: the most there is to do
        ranks = sorted(random.randint(1, RANK_OPTIONS) for _ in options)
        ballots.append(dict(zip(random.sample(options, RANK_OPTIONS), ranks, strict=True)))
    took = statistics.median(timed(lambda: tally("schulze", options, ballots)) for _ in range(3))
    name = f"Schulze, {RANK_BALLOTS} ballots on {RANK_OPTIONS} options / a second"
    return Ratio(name, took, A_SECOND, took / A_SECOND, 1)
