"""What a result notes of how it came about, so that a window can show it."""

from fractions import Fraction

from workshop_studio.i18n.counted import COUNTED
from workshop_studio.tally.budgets import Funded, Funding
from workshop_studio.tally.majorities import Majorities
from workshop_studio.tally.methods import METHODS, Settings, tally, told
from workshop_studio.tally.ranked import Points, Round, Runoff
from workshop_studio.tally.totals import Scores

OPTIONS = ("a", "b", "c")


def test_the_rounds_of_a_run_off() -> None:
    ballots = [*[{"a": 1}] * 3, *[{"b": 1, "a": 2}] * 2, {"c": 1}, {"b": 1, "c": 1}, {}]
    result = tally("irv", OPTIONS, ballots)
    assert result.working == Runoff(
        "counted.irv",
        (
            Round((("a", 3), ("b", Fraction(5, 2)), ("c", Fraction(3, 2))), 0, ("c",)),
            Round((("a", 3), ("b", 3)), 1, ()),
        ),
        level_out=False,
    )
    assert result.winners == ("a", "b")
    assert result.abstentions == 1


def test_options_that_go_out_together_are_noted() -> None:
    result = tally("irv", OPTIONS, [{"a": 1}, {"a": 1}, {"b": 1}, {"c": 1}])
    assert isinstance(result.working, Runoff)
    assert result.working.level_out
    assert result.working.rounds[0].eliminated == ("b", "c")
    assert told(result) == ("counted.irv_level", {})


def test_the_places_of_borda() -> None:
    ballots = [{"a": 1, "b": 2}, {"b": 1, "a": 1}, {"c": 1}, {}]
    working = tally("borda", OPTIONS, ballots).working
    assert working == Points(
        "counted.borda",
        None,
        2,
        (("a", (2, 0, 0), 1), ("b", (1, 1, 0), 1), ("c", (1, 0, 0), 2)),
    )
    assert told(tally("borda", OPTIONS, ballots, None, Settings(depth=3)))[1] == {"depth": 3}


def test_the_matrix_of_majorities() -> None:
    working = tally("schulze", OPTIONS, [{"a": 1, "b": 2}, {"c": 1, "a": 1}]).working
    assert isinstance(working, Majorities)
    assert working.preferred == ((0, 2, 1), (0, 0, 1), (0, 1, 0))
    assert working.margin("a", "b") == 2
    assert working.margin("b", "a") == -2
    assert working.strongest == ((0, 2, 1), (0, 0, 0), (0, 0, 0))


def test_who_paid_what() -> None:
    ballots = [{"a": 1, "b": 1}, {"a": 1}, {"a": 1}, {"c": 1}]
    settings = Settings(budget=12, costs={"a": 6, "b": 1, "c": 4})
    result = tally("equal-shares", OPTIONS, ballots, None, settings)
    assert result.working == Funding(
        "counted.equal_shares",
        12,
        (("a", 6), ("b", 1), ("c", 4)),
        (
            Funded("b", 1, Fraction(1), ((Fraction(1), 1),)),
            Funded("a", 6, Fraction(2), ((Fraction(2), 3),)),
        ),
        5,
        Fraction(3),
    )
    greedy = tally("greedy", OPTIONS, ballots, None, settings).working
    assert isinstance(greedy, Funding)
    assert (greedy.left, greedy.skipped) == (1, ())


def test_consent_tells_the_low_ones() -> None:
    working = tally(
        "fist", OPTIONS, [{"a": 5, "b": 1}, {"a": 2}], None, Settings(threshold=3)
    ).working
    assert isinstance(working, Scores)
    assert [(row.low_ones, row.consent, row.no_opinion) for row in working.options] == [
        (1, False, 0),
        (1, False, 1),
        (0, False, 2),
    ]
    objected = tally("consent", OPTIONS, [{"a": 2, "b": 0}, {"a": 1, "b": 2}]).working
    assert isinstance(objected, Scores)
    assert [row.consent for row in objected.options] == [True, False, False]


def test_every_method_says_in_a_sentence_how_it_counted() -> None:
    settings = Settings(budget=5, costs=dict.fromkeys(OPTIONS, 2))
    for method in METHODS:
        for ballots in ([{"a": 1}], [{"a": 1, "b": 1}, {"c": 1}], []):
            code, params = told(tally(method, OPTIONS, ballots, None, settings))
            assert COUNTED[code].format(**params)
