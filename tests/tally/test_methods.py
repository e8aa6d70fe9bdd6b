"""Counting, ranks, ties and cuts: tables first, then the laws of every fair count."""

import time
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_studio.tally.methods import METHODS, Cut, Hands, Settings, tally, ties, top

Ballots = list[dict[str, int]]

OPTIONS = ("a", "b", "c", "d")

ballots_of_dots = st.lists(
    st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 5)), max_size=12
)


@pytest.mark.parametrize(
    ("ballots", "totals", "ranks", "winners", "abstentions"),
    [
        ([], [("a", 0), ("b", 0), ("c", 0), ("d", 0)], [1, 1, 1, 1], (), 0),
        ([{}, {"a": 0}], [("a", 0), ("b", 0), ("c", 0), ("d", 0)], [1, 1, 1, 1], (), 2),
        (
            [{"a": 1, "b": 2, "c": 2}, {"b": 1, "c": 1}, {}],
            [("b", 3), ("c", 3), ("a", 1), ("d", 0)],
            [1, 1, 3, 4],
            ("b", "c"),
            1,
        ),
        (
            [{"d": 3, "b": 1}, {"c": 1}],
            [("d", 3), ("b", 1), ("c", 1), ("a", 0)],
            [1, 2, 2, 4],
            ("d",),
            0,
        ),
    ],
)
def test_dots(
    ballots: Ballots,
    totals: list[tuple[str, int]],
    ranks: list[int],
    winners: tuple[str, ...],
    abstentions: int,
) -> None:
    result = tally("dots", OPTIONS, ballots)
    assert [(option.id, option.total) for option in result.options] == totals
    assert [option.rank for option in result.options] == ranks
    assert result.winners == winners
    assert (result.ballots, result.abstentions) == (len(ballots), abstentions)
    assert (result.method, result.heads) == ("dots", 0)


def test_approval_counts_the_ballots_that_approve() -> None:
    result = tally("approval", ("a", "b"), [{"b": 1}, {"a": 1, "b": 1}, {"a": 0}])
    assert [(option.id, option.total) for option in result.options] == [("b", 2), ("a", 1)]
    assert result.abstentions == 1


def test_raised_hands_add_to_the_totals_and_are_no_ballots() -> None:
    result = tally("approval", ("a", "b"), [{"a": 1}], Hands({"b": 5, "a": 1}, heads=6))
    assert [(option.id, option.total) for option in result.options] == [("b", 5), ("a", 2)]
    assert (result.ballots, result.abstentions, result.heads) == (1, 0, 6)


def test_raised_hands_alone_can_win() -> None:
    assert tally("dots", ("a", "b"), [], Hands({"b": 1}, heads=1)).winners == ("b",)


def test_without_options_there_is_nothing_to_win() -> None:
    result = tally("dots", (), [{}, {}])
    assert (result.options, result.winners, result.abstentions) == ((), (), 2)


def test_an_unknown_option_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        tally("dots", ("a",), [{"b": 1}])


@pytest.mark.parametrize(
    ("ballot", "groups"),
    [
        ({"a": 4, "b": 3, "c": 2, "d": 1}, ()),
        ({"a": 1, "c": 1}, (("a", "c"), ("b", "d"))),
        ({"d": 2, "b": 1, "c": 1}, (("b", "c"),)),
        ({}, (("a", "b", "c", "d"),)),
    ],
)
def test_ties(ballot: dict[str, int], groups: tuple[tuple[str, ...], ...]) -> None:
    assert ties(tally("dots", OPTIONS, [ballot])) == groups


@pytest.mark.parametrize(
    ("ballot", "n", "cut"),
    [
        ({"a": 4, "b": 3, "c": 2, "d": 1}, 2, Cut(("a", "b"), ())),
        ({"d": 3, "b": 1, "c": 1}, 2, Cut(("d",), ("b", "c"))),
        ({"d": 3, "b": 1, "c": 1}, 3, Cut(("d", "b", "c"), ())),
        ({"a": 1, "b": 1, "c": 1}, 1, Cut((), ("a", "b", "c"))),
        ({"a": 1}, 9, Cut(("a", "b", "c", "d"), ())),
        ({"a": 1}, 0, Cut((), ())),
        ({}, 4, Cut(("a", "b", "c", "d"), ())),
    ],
)
def test_top(ballot: dict[str, int], n: int, cut: Cut) -> None:
    assert top(tally("dots", OPTIONS, [ballot]), n) == cut


@given(ballots_of_dots, st.randoms(use_true_random=False))
def test_anonymity_the_order_of_ballots_does_not_matter(ballots: Ballots, random: Random) -> None:
    shuffled = list(ballots)
    random.shuffle(shuffled)
    settings = Settings(budget=20, costs=dict.fromkeys(OPTIONS, 7))
    for method in METHODS:
        plain = tally(method, OPTIONS, ballots, None, settings)
        assert plain == tally(method, OPTIONS, shuffled, None, settings)


@given(ballots_of_dots, st.permutations(OPTIONS))
def test_neutrality_renaming_the_options_renames_the_result(
    ballots: Ballots, names: list[str]
) -> None:
    renamed = dict(zip(OPTIONS, names, strict=True))
    plain = tally("dots", OPTIONS, ballots)
    other = tally(
        "dots",
        [renamed[option] for option in OPTIONS],
        [{renamed[option]: value for option, value in ballot.items()} for ballot in ballots],
    )
    assert [(o.id, o.total, o.rank) for o in other.options] == [
        (renamed[o.id], o.total, o.rank) for o in plain.options
    ]
    assert other.winners == tuple(renamed[winner] for winner in plain.winners)


@given(ballots_of_dots)
def test_the_totals_sum_up_to_the_dots_cast(ballots: Ballots) -> None:
    result = tally("dots", OPTIONS, ballots)
    assert sum(o.total for o in result.options) == sum(sum(b.values()) for b in ballots)


@given(ballots_of_dots)
def test_a_rank_is_one_more_than_the_number_of_options_above(ballots: Ballots) -> None:
    options = tally("dots", OPTIONS, ballots).options
    for option in options:
        assert option.rank == 1 + sum(other.total > option.total for other in options)


@given(ballots_of_dots, st.integers(0, 5))
def test_a_cut_never_chooses_more_than_asked(ballots: Ballots, n: int) -> None:
    cut = top(tally("dots", OPTIONS, ballots), n)
    assert len(cut.chosen) <= n
    if cut.tied_at_cut:
        assert len(cut.chosen) < n < len(cut.chosen) + len(cut.tied_at_cut)


@given(ballots_of_dots, st.sampled_from(OPTIONS))
def test_one_more_dot_never_harms(ballots: Ballots, option: str) -> None:
    before = {o.id: o.rank for o in tally("dots", OPTIONS, ballots).options}
    after = {o.id: o.rank for o in tally("dots", OPTIONS, [*ballots, {option: 1}]).options}
    assert after[option] <= before[option]


@pytest.mark.bench
def test_counting_costs_little_more_than_a_plain_loop() -> None:
    options = [f"o{i}" for i in range(50)]
    ballots = [
        {options[(i * k) % 50]: 1 + k % 3 for k in (1, 3, 7, 11, 13)} for i in range(100_000)
    ]

    def plain() -> None:
        totals: Counter[str] = Counter()
        for ballot in ballots:
            for option, value in ballot.items():
                totals[option] += value

    def best(job: Callable[[], object]) -> float:
        times = []
        for _ in range(3):
            start = time.perf_counter()
            job()
            times.append(time.perf_counter() - start)
        return min(times)

    assert best(lambda: tally("dots", options, ballots)) <= 2 * best(plain)
