"""Options on two axes and in columns: means, order, spread and agreement."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from workshop_studio.tally.agreement import agreement, by_option
from workshop_studio.tally.places import Columns, Placement, in_columns, on_axes

OPTIONS = ("a", "b", "c")


def placed(effort: int, benefit: int, option: str) -> dict[str, int]:
    return {f"effort/{option}": effort, f"benefit/{option}": benefit}


def test_the_best_is_high_up_and_cheap() -> None:
    ballots = [
        placed(10, 90, "a") | placed(90, 90, "b"),
        placed(30, 70, "a") | placed(70, 90, "b"),
        {},
    ]
    result = on_axes(OPTIONS, "effort", "benefit", ballots, less_across=True)
    assert [(one.id, one.total, one.rank) for one in result.options] == [
        ("a", Fraction(60), 1),
        ("b", Fraction(10), 2),
        ("c", Fraction(0), 3),
    ]
    assert result.winners == ("a",)
    assert result.without == {"c"}
    assert (result.ballots, result.abstentions) == (3, 1)
    assert isinstance(result.working, Placement)
    first = result.working.options[0]
    assert (first.across.mean, first.across.spread) == (Fraction(20), 10.0)
    assert (first.up.mean, first.up.spread) == (Fraction(80), 10.0)


def test_to_the_right_may_be_better() -> None:
    ballots = [placed(10, 50, "a") | placed(90, 50, "b")]
    more = on_axes(("a", "b"), "effort", "benefit", ballots, less_across=False)
    less = on_axes(("a", "b"), "effort", "benefit", ballots, less_across=True)
    assert (more.winners, less.winners) == (("b",), ("a",))
    told = more.working, less.working
    assert [one.told for one in told if one is not None] == [
        "counted.axes_more",
        "counted.axes_less",
    ]


def test_on_one_axis_alone_there_is_no_place() -> None:
    result = on_axes(("a", "b"), "effort", "benefit", [{"effort/a": 5}], less_across=True)
    assert result.without == {"a", "b"}


def test_the_first_column_counts_most() -> None:
    ballots = [{"a": 0, "b": 1}, {"a": 0, "b": 2}, {"a": 1}]
    result = in_columns(OPTIONS, 4, ballots)
    assert [(one.id, one.total, one.rank) for one in result.options] == [
        ("a", Fraction(8, 3), 1),
        ("b", Fraction(3, 2), 2),
        ("c", 0, 3),
    ]
    assert result.without == {"c"}
    assert isinstance(result.working, Columns)
    assert dict(result.working.options[0].distribution) == {3: 2, 2: 1}


def test_nobody_has_placed_anything() -> None:
    assert in_columns(OPTIONS, 3, []).winners == ()
    assert on_axes(OPTIONS, "x", "y", [{}], less_across=True).winners == ()


def test_an_option_is_as_divided_as_its_worst_criterion() -> None:
    ballots = [{"new/a": 10 * (n % 2), "good/a": 5, "new/b": 5, "good/b": 5} for n in range(8)]
    keys = ["new/a", "new/b", "good/a", "good/b"]
    found = agreement("score", keys, ballots, None, (0, 10))
    told = by_option(found, {"a": ["new/a", "good/a"], "b": ["new/b", "good/b"]})
    assert [(row.id, row.level) for row in told.options] == [("a", "split"), ("b", "together")]
    assert told.divided == ("a",)
    assert told.options[0].voters == 8


@given(
    ballots=st.lists(
        st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 3), max_size=3), max_size=12
    ),
    order=st.permutations(range(12)),
)
def test_who_placed_what_does_not_matter(ballots: list[dict[str, int]], order: list[int]) -> None:
    mixed = [ballots[at] for at in order if at < len(ballots)]
    assert in_columns(OPTIONS, 4, mixed) == in_columns(OPTIONS, 4, ballots)
