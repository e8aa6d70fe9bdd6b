"""The program counts as the definitions say: on thousands of random votes, beside slow oracles."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

import pytest

from tests.tally import oracles
from workshop_studio.tally.budgets import Funding
from workshop_studio.tally.methods import Settings, Tally, tally
from workshop_studio.tally.records import Total

OPTIONS = ("a", "b", "c", "d", "e")
Ballots = Sequence[Mapping[str, int]]
Oracle = Callable[[Sequence[str], Ballots], Mapping[str, Total]]


def totals(result: Tally) -> dict[str, Total]:
    return {option.id: option.total for option in result.options}


def best(result: Mapping[str, Total]) -> set[str]:
    return {option for option, total in result.items() if total == max(result.values())}


@pytest.mark.parametrize(
    ("method", "settings", "oracle", "seed"),
    [
        ("borda", Settings(), lambda o, b: oracles.borda(o, b, None), 1),
        ("borda", Settings(depth=3), lambda o, b: oracles.borda(o, b, 3), 2),
        ("schulze", Settings(), oracles.schulze, 3),
        ("irv", Settings(), oracles.instant_runoff, 4),
        ("copeland", Settings(), oracles.copeland, 5),
    ],
)
def test_ranks(method: str, settings: Settings, oracle: Oracle, seed: int) -> None:
    random = Random(seed)
    for _ in range(1_000):
        options = OPTIONS[: random.randint(2, 5 if method == "copeland" else 4)]
        ballots = oracles.profile(random, options)
        result, expected = tally(method, options, ballots, None, settings), oracle(options, ballots)
        assert totals(result) == expected, ballots
        for option in result.options:
            assert option.rank == 1 + sum(total > option.total for total in expected.values())
        assert set(result.winners) == (best(expected) if any(ballots) else set())


def test_schulze_on_five_options() -> None:
    random = Random(6)
    for _ in range(60):
        ballots = oracles.profile(random, OPTIONS)
        assert totals(tally("schulze", OPTIONS, ballots)) == oracles.schulze(OPTIONS, ballots)


def test_condorcet() -> None:
    random, some, none = Random(7), 0, 0
    for _ in range(1_000):
        ballots = oracles.profile(random, OPTIONS)
        expected = oracles.condorcet(OPTIONS, ballots)
        assert set(tally("condorcet", OPTIONS, ballots).winners) == expected
        some, none = some + bool(expected), none + (not expected)
        if expected:  # these two never pass over who beats everybody
            assert set(tally("schulze", OPTIONS, ballots).winners) == expected
            assert set(tally("copeland", OPTIONS, ballots).winners) == expected
    assert min(some, none) > 100


def election(random: Random) -> tuple[list[dict[str, int]], dict[str, int], int]:
    ballots = [
        {option: int(random.random() < 0.4) for option in OPTIONS}
        for _ in range(random.randint(1, 12))
    ]
    costs = {option: random.choice((1, 2, 3, 5, 8, 10, 10)) for option in OPTIONS}
    return ballots, costs, random.randint(1, 30)


@pytest.mark.parametrize("method", ["greedy", "equal-shares"])
def test_budgets(method: str) -> None:
    random = Random(8)
    oracle = {"greedy": oracles.greedy, "equal-shares": oracles.equal_shares}[method]
    for _ in range(1_000):
        ballots, costs, budget = election(random)
        settings = Settings(budget=budget, costs=costs)
        result = tally(method, OPTIONS, ballots, None, settings)
        expected = oracle(OPTIONS, ballots, costs, budget)
        anything = any(any(ballot.values()) for ballot in ballots)
        assert list(result.winners) == (expected if anything else [])


def test_equal_shares_spend_what_voters_have_and_each_pays_for_what_he_approves() -> None:
    random = Random(9)
    for _ in range(500):
        ballots, costs, budget = election(random)
        settings = Settings(budget=budget, costs=costs)
        working = tally("equal-shares", OPTIONS, ballots, None, settings).working
        assert isinstance(working, Funding)
        assert working.share is not None
        assert working.left == budget - sum(costs[one.id] for one in working.funded) >= 0
        for one in working.funded:
            paid = sum(payment * payers for payment, payers in one.payments)
            assert paid == costs[one.id]
            assert max(payment for payment, _ in one.payments) <= working.share
        completed = Settings(budget=budget, costs=costs, completion=True)
        more = tally("equal-shares", OPTIONS, ballots, None, completed).winners
        assert more[: len(working.funded)] == tuple(one.id for one in working.funded) or not more
        assert sum(costs[option] for option in more) <= budget
