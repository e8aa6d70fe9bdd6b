"""Ties are resolved on record: by a second round, by a decision, by lot."""

from collections import Counter
from hashlib import sha256

from workshop_studio.tally.ballots import Refusal
from workshop_studio.tally.methods import tally
from workshop_studio.tally.tiebreaks import Resolution, by_decision, by_lot, by_second_round


def test_a_second_round_may_end_level_again() -> None:
    second = tally("dots", ("b", "c", "d"), [{"c": 2, "b": 1, "d": 1}])
    assert by_second_round(("b", "c", "d"), 2, second) == Resolution(
        "second_round", ("b", "c", "d"), ("c",), ("b", "d")
    )
    assert by_second_round(("b", "c", "d"), 1, second).still_tied == ()
    assert by_second_round(("b", "c", "d"), 3, second).chosen == ("c", "b", "d")


def test_a_decision_needs_a_reason_and_the_tied() -> None:
    tied = ("a", "b")
    decided = by_decision(tied, 1, ("b",), "Lets us start now", "leader")
    assert decided == Resolution("decision", tied, ("b",), reason="Lets us start now", by="leader")
    assert by_decision(tied, 1, ("b",), "  ", "leader") == Refusal("tie.no_reason")
    for chosen in (("x",), (), ("a", "b"), ("a", "a")):
        wrong = by_decision(tied, 1, chosen, "why", "leader")
        assert wrong == Refusal("tie.wrong_choice", {"seats": 1})


def test_a_lot_can_be_drawn_again_by_anybody() -> None:
    drawn = by_lot(("a", "b", "c"), 1, "økt 7")
    lots = {o: sha256(b"\xc3\xb8kt 7\n" + o.encode()).hexdigest() for o in "abc"}
    assert drawn.chosen == (min(lots, key=lots.__getitem__),)
    assert by_lot(("c", "a", "b"), 1, "økt 7").chosen == drawn.chosen
    assert drawn.seed == "økt 7"


def test_a_lot_is_fair() -> None:
    drawn = Counter(by_lot(("a", "b", "c"), 1, str(seed)).chosen[0] for seed in range(3_000))
    assert all(900 < times < 1_100 for times in drawn.values())
