"""How far voters agree, in numbers from the books and in words."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_studio.tally.agreement import agreement, kendalls_w
from workshop_studio.tally.agreement import van_der_eijk as van_der_eijk_of
from workshop_studio.tally.breakdown import shown_groups
from workshop_studio.tally.methods import Hands


def places(*rows: tuple[float, ...]) -> list[list[int]]:
    return [[int(2 * one) for one in row] for row in rows]


def test_kendalls_w_of_the_textbook() -> None:
    # Siegel and Castellan 1988, table 9.8: three executives rank six applicants
    rows = places((1, 6, 3, 2, 5, 4), (1, 5, 6, 4, 2, 3), (6, 3, 2, 5, 4, 1))
    assert kendalls_w(rows) == Fraction(51, 315)
    # all the same is 1, and so it is with ties, which is what the correction is for
    assert kendalls_w(places((1, 2, 3), (1, 2, 3))) == 1
    assert kendalls_w(places((1.5, 1.5, 3), (1.5, 1.5, 3))) == 1
    assert kendalls_w(places((1, 2, 3), (3, 2, 1))) == 0


def test_kendalls_w_without_a_meaning() -> None:
    assert kendalls_w([]) is None
    assert kendalls_w(places((1, 2))) is None
    assert kendalls_w(places((1.5, 1.5), (1.5, 1.5))) is None


def van_der_eijk(counts: Sequence[int]) -> Fraction | None:
    return van_der_eijk_of(dict(enumerate(counts)), 0, len(counts) - 1)


def friedman(rows: list[list[int]]) -> Fraction:
    """W by way of the variances of the rows instead of the ties."""
    n, k = len(rows), len(rows[0])
    middle = k + 1
    within = sum((one - middle) ** 2 for row in rows for one in row)
    means = [Fraction(sum(row[i] for row in rows), n) for i in range(k)]
    return Fraction(n * sum((mean - middle) ** 2 for mean in means), within)


def test_kendalls_w_agrees_with_the_analysis_of_variance() -> None:
    random = Random(1)
    for _ in range(300):
        k = random.randint(2, 5)
        ballots = [{o: random.randint(1, 3) for o in range(k)} for _ in range(random.randint(2, 6))]
        rows = [
            [2 * sum(b[x] < b[o] for x in b) + sum(b[x] == b[o] for x in b) + 1 for o in b]
            for b in ballots
        ]
        if any(len(set(row)) > 1 for row in rows):
            assert kendalls_w(rows) == friedman(rows)


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ((0, 0, 9, 0, 0), 1),
        ((3, 3, 3, 3, 3), 0),
        ((5, 0, 0, 0, 5), -1),
        ((4, 6), Fraction(1, 5)),
        ((1,), None),
        ((1, 0, 0), None),
    ],
)
def test_van_der_eijk(counts: tuple[int, ...], value: Fraction | None) -> None:
    assert van_der_eijk(counts) == value


def by_triples(counts: tuple[int, ...]) -> Fraction:
    """The same from the definition, triple by triple."""
    k, total, left, value = len(counts), sum(counts), list(counts), Fraction(0)
    while any(left):
        height = min(filter(None, left))
        on = [count > 0 for count in left]
        triples = [tuple(on[i] for i in three) for three in combinations(range(k), 3)]
        one = sum(t in {(True, True, False), (False, True, True)} for t in triples)
        two = sum(t == (True, False, True) for t in triples)
        u = (
            Fraction((k - 2) * one - (k - 1) * two, (k - 2) * (one + two))
            if one + two
            else Fraction(1)
        )
        value += u * (1 - Fraction(sum(on) - 1, k - 1)) * Fraction(height * sum(on), total)
        left = [max(0, count - height) for count in left]
    return value


def test_van_der_eijk_agrees_with_its_definition() -> None:
    for counts in product(range(3), repeat=5):
        if sum(counts) > 1:
            assert van_der_eijk(counts) == by_triples(counts), counts


@given(st.lists(st.integers(0, 9), min_size=2, max_size=11).filter(lambda counts: sum(counts) > 1))
def test_van_der_eijk_stays_within_its_bounds(counts: list[int]) -> None:
    value = van_der_eijk(counts)
    assert value is not None
    assert -1 <= value <= 1
    assert value == van_der_eijk(counts[::-1])


def level(method: str, *ballots: dict[str, int]) -> dict[str, str | None]:
    found = agreement(method, ("a", "b"), ballots, None, (0, 10) if method == "score" else None)
    return {row.id: row.level for row in found.options}


def test_levels_of_scores() -> None:
    ends = [{"a": 0, "b": 8}, {"a": 10, "b": 8}] * 4
    assert level("score", *ends) == {"a": "split", "b": "together"}
    assert agreement("score", ("a", "b"), ends, None, (0, 10)).divided == ("a",)
    fist = [{"a": value, "b": 4 + value % 2} for value in (1, 2, 3, 3, 4, 5)]
    assert level("fist", *fist) == {"a": "mixed", "b": "together"}


def test_levels_of_support() -> None:
    half = [{"a": 1, "b": 1}, {"b": 1}] * 3
    assert level("approval", *half) == {"a": "split", "b": "together"}
    assert level("dots", *half) == {"a": "split", "b": "together"}
    assert agreement("approval", ("a", "b"), half).value == Fraction(6 * 5 + 3 * 2, 9 * 5)


def test_two_camps_are_split_as_a_whole() -> None:
    camps = [{"a": 1}, {"b": 1}] * 5
    found = agreement("approval", ("a", "b"), camps)
    assert found.measure == "overlap"
    assert found.level == "split"
    assert found.divided == ("a", "b")
    assert agreement("dots", ("a", "b"), [{"a": 3}] * 4).level == "together"


def test_a_scale_may_be_huge() -> None:
    ballots = [{"a": 0}, {"a": 10**17}]
    assert agreement("score", ("a",), ballots).options[0].level == "split"


def test_levels_of_ranks() -> None:
    same = [{"a": 1, "b": 2}] * 3
    found = agreement("schulze", ("a", "b"), same)
    assert found.measure == "kendalls_w"
    assert found.value == 1
    assert found.level == "together"
    against = [{"a": 1, "b": 2}, {"a": 2, "b": 1}]
    found = agreement("borda", ("a", "b"), against)
    assert found.value == 0
    assert found.level == "split"
    assert found.divided == ("a", "b")
    assert [row.value for row in found.options] == [-1, -1]


def test_compared_pairs_are_ranked_first() -> None:
    found = agreement("copeland", ("a", "b", "c"), [{"a/b": 1, "b/c": 1, "c/a": -1}] * 2)
    assert found.value == 1
    assert found.level == "together"


@pytest.mark.parametrize("method", ["dots", "score", "borda"])
def test_nobody_and_one_agree_on_nothing(method: str) -> None:
    few: list[list[dict[str, int]]] = [[], [{}], [{}, {}], [{"a": 1}]]
    for ballots in few:
        found = agreement(method, ("a", "b"), ballots, Hands({"a": 4}, heads=4))
        assert (found.value, found.level, found.divided, found.left_out) == (None, None, (), 4)


@pytest.mark.parametrize(
    ("voters", "shown"),
    [
        ({"a": 9, "b": 8}, {"a", "b"}),
        ({"a": 9, "b": 5}, set()),  # a beside all would tell b
        ({"a": 9, "b": 8, "c": 5}, {"a"}),  # two are suppressed, 13 together
        ({"a": 9, "b": 3, "c": 2}, set()),  # b and c are five together
        ({"a": 9, "b": 3, "c": 3}, {"a"}),
        ({"a": 9, "b": 8, "c": 0}, {"a", "b"}),
        ({"a": 5}, set()),
        ({}, set()),
    ],
)
def test_small_groups_are_not_shown(voters: dict[str, int], shown: set[str]) -> None:
    assert shown_groups(voters) == shown


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12)), st.integers(1, 10))
def test_no_difference_tells_a_small_group(voters: dict[str, int], least: int) -> None:
    shown = shown_groups(voters, least)
    assert all(voters[group] >= least for group in shown)
    hidden = [count for group, count in voters.items() if group not in shown and count]
    if shown and hidden:
        assert sum(hidden) >= least
        assert len(hidden) > 1
