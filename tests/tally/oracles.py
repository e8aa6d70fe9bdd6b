"""Counts written from their definitions, slow and plain, to hold the program's against.

Nothing here is shared with the program: a ballot is a dictionary of option and rank (or approval),
and every rule is spelt out as its source says it, by trying all there is to try.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, permutations
from random import Random

Ranks = Mapping[str, int]


def profile(random: Random, options: Sequence[str]) -> list[dict[str, int]]:
    """Some ballots of ranks with ties and short ones among them, in either way of counting on."""
    ballots = []
    for _ in range(random.randint(1, 9)):
        ranked = random.sample(list(options), random.randint(0, len(options)))
        ballot, rank, shared = {}, 1, random.random() < 0.5
        counts_on = random.random() < 0.5
        for place, option in enumerate(ranked, start=1):
            if place > 1 and not (shared and random.random() < 0.4):
                rank = place if counts_on else rank + 1
            ballot[option] = rank
        ballots.append(ballot)
    return ballots


def prefers(ballot: Ranks, one: str, other: str) -> bool:
    if one not in ballot:
        return False
    return other not in ballot or ballot[one] < ballot[other]


def margin(ballots: Sequence[Ranks], one: str, other: str) -> int:
    return sum(prefers(b, one, other) for b in ballots) - sum(
        prefers(b, other, one) for b in ballots
    )


def condorcet(options: Sequence[str], ballots: Sequence[Ranks]) -> set[str]:
    return {o for o in options if all(margin(ballots, o, x) > 0 for x in options if x != o)}


def copeland(options: Sequence[str], ballots: Sequence[Ranks]) -> dict[str, int]:
    def sign(number: int) -> int:
        return (number > 0) - (number < 0)

    return {o: sum(sign(margin(ballots, o, x)) for x in options if x != o) for o in options}


def strength(options: Sequence[str], ballots: Sequence[Ranks], start: str, end: str) -> int:
    """The weakest link of the best of all paths from one option to another."""
    best = 0
    others = [o for o in options if o not in {start, end}]
    for length in range(len(others) + 1):
        for between in permutations(others, length):
            path = (start, *between, end)
            links = [margin(ballots, a, b) for a, b in pairwise(path)]
            best = max(best, min(links))
    return best


def schulze(options: Sequence[str], ballots: Sequence[Ranks]) -> dict[str, int]:
    """For each option, how many others do not beat it."""
    return {
        o: sum(
            strength(options, ballots, x, o) <= strength(options, ballots, o, x)
            for x in options
            if x != o
        )
        for o in options
    }


def borda(
    options: Sequence[str], ballots: Sequence[Ranks], depth: int | None
) -> dict[str, Fraction]:
    """The mean over every order in which a ballot's level options could have stood."""
    m = len(options)
    totals = dict.fromkeys(options, Fraction(0))
    for ballot in ballots:
        if not ballot:
            continue
        orders = [
            order
            for order in permutations(options)
            if all(
                not prefers(ballot, order[j], order[i]) for i in range(m) for j in range(i + 1, m)
            )
        ]
        for order in orders:
            for place, option in enumerate(order, start=1):
                if depth is None:
                    totals[option] += Fraction(m - place, len(orders))
                elif option in ballot:
                    totals[option] += Fraction(max(0, depth + 1 - place), len(orders))
    return totals


def instant_runoff(options: Sequence[str], ballots: Sequence[Ranks]) -> dict[str, int]:
    """For each option, how many went out in rounds before its own."""
    left, gone = set(options), dict.fromkeys(options, 0)
    while left:
        votes = dict.fromkeys(left, Fraction(0))
        for ballot in ballots:
            ranked = [o for o in left if o in ballot]
            front = [o for o in ranked if ballot[o] == min(ballot[x] for x in ranked)]
            for option in front:
                votes[option] += Fraction(1, len(front))
        lowest = {o for o in left if votes[o] == min(votes.values())}
        for option in lowest:
            gone[option] = len(options) - len(left)
        left -= lowest
    return gone


def greedy(
    options: Sequence[str], ballots: Sequence[Ranks], costs: Mapping[str, int], budget: int
) -> list[str]:
    votes = {o: sum(ballot.get(o, 0) for ballot in ballots) for o in options}
    chosen: list[str] = []
    turn = list(options)
    while turn:
        option = max(turn, key=lambda o: (votes[o], -options.index(o)))
        turn.remove(option)
        if sum(costs[o] for o in chosen) + costs[option] <= budget:
            chosen.append(option)
    return chosen


def equal_shares(
    options: Sequence[str], ballots: Sequence[Ranks], costs: Mapping[str, int], budget: int
) -> list[str]:
    """Voter by voter, the least bound found by trying every voter's money and every equal split."""
    money = [Fraction(budget, len(ballots)) for _ in ballots]
    chosen: list[str] = []
    while True:
        bounds = {}
        for option in options:
            mine = [v for v, ballot in enumerate(ballots) if ballot.get(option)]
            if option in chosen or not mine or sum(money[v] for v in mine) < costs[option]:
                continue
            tries = [money[v] for v in mine]
            tries += [
                Fraction(costs[option] - sum(sorted(money[v] for v in mine)[:poor]))
                / (len(mine) - poor)
                for poor in range(len(mine))
            ]
            bounds[option] = min(
                bound
                for bound in tries
                if bound >= 0 and sum(min(money[v], bound) for v in mine) >= costs[option]
            )
        if not bounds:
            return chosen
        option = min(bounds, key=lambda o: (bounds[o], options.index(o)))
        for v, ballot in enumerate(ballots):
            if ballot.get(option):
                money[v] -= min(money[v], bounds[option])
        chosen.append(option)
