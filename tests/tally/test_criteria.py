"""Matrices of options by criteria: formulas over means, weights, and how firm a first place is."""

from fractions import Fraction
from random import Random

import pytest

from workshop_studio.tally.criteria import (
    CRITERIA,
    Formula,
    Matrix,
    evaluate,
    normalised,
    placed,
    voted_weights,
)
from workshop_studio.tally.methods import Tally, tally
from workshop_studio.tally.sensitivity import Leeway, sensitivity

OPTIONS = ("a", "b", "c")


def matrix(result: Tally) -> Matrix:
    assert isinstance(result.working, Matrix)
    return result.working


def values(result: Tally) -> dict[str, Fraction | None]:
    return {row.id: row.value for row in matrix(result).rows}


def scored(criteria: tuple[str, ...], **scores: tuple[int, ...]) -> dict[str, int]:
    """A ballot: for each option its scores, in the order of the criteria."""
    return {
        f"{criterion}/{option}": score
        for option, given in scores.items()
        for criterion, score in zip(criteria, given, strict=False)
    }


@pytest.mark.parametrize(
    ("formula", "one", "other", "expected"),
    [
        ("nuf", (9, 8, 7), (7, 8, 8), Fraction(47, 2)),
        ("rice", (10, 3, 2, 4), (30, 2, 2, 4), Fraction(25)),  # 20 x 2.5 x 2 / 4, of the means
        ("wsjf", (8, 5, 3, 2), (4, 5, 3, 2), Fraction(7)),
    ],
)
def test_formulas_apply_to_means(
    formula: Formula, one: tuple[int, ...], other: tuple[int, ...], expected: Fraction
) -> None:
    criteria = CRITERIA[formula]
    ballots = [scored(criteria, a=one), scored(criteria, a=other)]
    result = evaluate(formula, OPTIONS, criteria, ballots)
    assert values(result) == {"a": expected, "b": None, "c": None}
    assert result.winners == ("a",)
    assert result.without == {"b", "c"}
    assert [option.rank for option in result.options] == [1, 2, 2]


def test_no_result_says_why() -> None:
    criteria = CRITERIA["rice"]
    ballot = scored(criteria, a=(1, 1, 1, 0), b=(1, 1, 1), c=(1, 1, 1, 2))
    rows = {row.id: row for row in matrix(evaluate("rice", OPTIONS, criteria, [ballot])).rows}
    assert (rows["a"].fault, rows["a"].at) == ("criteria.zero", "effort")
    assert (rows["b"].fault, rows["b"].at) == ("criteria.missing", "effort")
    assert (rows["c"].value, rows["c"].fault) == (Fraction(1, 2), "")


def test_weights_are_the_group_s_own() -> None:
    voted = voted_weights(tally("dots", ("x", "y"), [{"x": 3}, {"x": 1, "y": 2}]))
    assert voted == {"x": Fraction(2, 3), "y": Fraction(1, 3)}
    ballots = [scored(("x", "y"), a=(3, 0), b=(1, 5))]
    assert values(evaluate("weighted", ("a", "b"), ("x", "y"), ballots, voted)) == {
        "a": 2,
        "b": Fraction(7, 3),
    }
    assert normalised(("x", "y"), {"x": 0, "y": 0}) == {"x": Fraction(1, 2), "y": Fraction(1, 2)}


def test_pugh_compares_with_the_datum() -> None:
    criteria = ("x", "y", "z")
    ballots = [scored(criteria, a=(3, 3, 3), b=(5, 3, 1), c=(4, 4, 1))]
    rows = matrix(evaluate("pugh", OPTIONS, criteria, ballots, datum="a")).rows
    assert [(row.value, row.better, row.worse) for row in rows] == [
        (0, 0, 0),
        (0, 1, 1),
        (Fraction(1, 3), 2, 1),
    ]
    marks = [scored(criteria, b=(1, 0, -1), c=(1, 1, -1))]
    compared = matrix(evaluate("pugh", OPTIONS, criteria, marks, datum="a")).rows
    assert [row.value for row in compared] == [0, 0, Fraction(1, 3)]


def test_two_axes_are_means_with_their_spread() -> None:
    ballots = [{"effort/a": 1, "impact/a": 4}, {"effort/a": 3, "impact/a": 4}, {"effort/b": 2}]
    a, b = placed(("a", "b"), "effort", "impact", ballots)
    assert [a.across.mean, a.across.spread, a.up.mean, a.up.spread] == [2, 1.0, 4, 0.0]
    assert [b.across.mean, b.up.mean, b.up.spread] == [2, None, None]


def test_nobody_scored_anything() -> None:
    result = evaluate("weighted", OPTIONS, ("x",), [{}])
    assert result.winners == ()
    assert result.abstentions == 1
    assert result.without == set(OPTIONS)


def test_leeway_of_a_weight() -> None:
    means = {
        "a": {"x": Fraction(10), "y": Fraction(0)},
        "b": {"x": Fraction(0), "y": Fraction(5)},
    }
    weights = {"x": Fraction(1, 2), "y": Fraction(1, 2)}
    assert sensitivity(means, weights) == (
        Leeway("x", Fraction(1, 2), Fraction(1, 3), Fraction(1), ("b",), ()),
        Leeway("y", Fraction(1, 2), Fraction(0), Fraction(2, 3), (), ("b",)),
    )
    level = {"a": {"x": Fraction(2), "y": Fraction(0)}, "b": {"x": Fraction(0), "y": Fraction(2)}}
    assert sensitivity(level, weights)[0] == Leeway(
        "x", Fraction(1, 2), Fraction(1, 2), Fraction(1, 2), ("a", "b"), ("a", "b")
    )


def winners(
    means: dict[str, dict[str, Fraction]], weights: dict[str, Fraction], one: str, moved: Fraction
) -> set[str]:
    """Who is first when one weight has moved, the others in proportion."""
    rest = 1 - weights[one]
    now = {c: moved if c == one else w * (1 - moved) / rest for c, w in weights.items()}
    value = {o: sum(now[c] * row[c] for c in row) for o, row in means.items()}
    return {o for o in value if value[o] == max(value.values())}


def test_beyond_the_leeway_the_first_place_changes_and_within_it_stays() -> None:
    random = Random(3)
    for _ in range(300):
        means = {
            o: {c: Fraction(random.randint(0, 6)) for c in "xyz"}
            for o in "abcd"[: random.randint(2, 4)]
        }
        weights = normalised("xyz", {c: random.randint(1, 5) for c in "xyz"})
        for found in sensitivity(means, weights):
            now = winners(means, weights, found.criterion, found.weight)
            inside = Fraction(999, 1000)
            for end, drawn in ((found.low, found.below), (found.high, found.above)):
                within = found.weight + inside * (end - found.weight)
                assert winners(means, weights, found.criterion, within) == now
                if not drawn:
                    assert end in {0, 1}
                    continue
                beyond = end + (end - found.weight) / 10**6
                assert now | set(drawn) == winners(means, weights, found.criterion, end)
                if 0 <= beyond <= 1 and end != found.weight:
                    assert winners(means, weights, found.criterion, beyond) != now
