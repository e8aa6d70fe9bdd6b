"""Which ballots the other rules accept, and that every refusal has words in both languages."""

import math

import pytest

from workshop_studio.i18n.messages import MESSAGES, tell_of
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.tally.ballots import ApprovalRule, DotsRule, Refusal, Rule
from workshop_studio.tally.rules import (
    BudgetRule,
    ColumnsRule,
    ConsentRule,
    FistRule,
    PairRule,
    RankRule,
    ScoreRule,
    pair_of,
    pairs_of,
)

OPTIONS = ("a", "b", "c")
MONEY = BudgetRule({"a": 3, "b": 4, "c": 5}, 7)
COLUMNS = ColumnsRule(3, (None, 1, None))
MATRIX = ScoreRule(0, 10, criteria=("new", "useful"))
LANGUAGES = [Translator(lang, resources() / "locales") for lang in ("nb", "en")]


def refused(code: str, **params: object) -> Refusal:
    return Refusal(f"ballot.{code}", params)


@pytest.mark.parametrize(
    ("rule", "ballot", "refusal"),
    [
        (DotsRule(3, all_used=True), {"a": 3}, None),
        (DotsRule(3, all_used=True), {}, None),
        (DotsRule(3, all_used=True), {"a": 2}, refused("dots_left", dots=3)),
        (ScoreRule(0, 10), {"a": 0, "b": 10}, None),
        (ScoreRule(0, 10), {"a": 11}, refused("off_scale", low=0, high=10)),
        (ScoreRule(1), {"a": 0}, refused("below_scale", low=1)),
        (ScoreRule(0, 10), {"a": -1}, refused("negative")),
        (ScoreRule(-2, 2), {"a": -2}, None),
        (ScoreRule(-2, 2), {"a": -3}, refused("off_scale", low=-2, high=2)),
        (ScoreRule(0, 9), {"a": 5.5}, refused("not_whole")),
        (ScoreRule(0, 9), {"a": math.nan}, refused("not_whole")),
        (ScoreRule(0, 9, all_of=OPTIONS), {"a": 1, "b": 1}, refused("not_all_scored")),
        (ScoreRule(0, 9, all_of=OPTIONS), {}, None),
        (MATRIX, {"new/a": 3, "useful/c": 9}, None),
        (MATRIX, {"a": 3}, refused("unknown_option", option="a")),
        (MATRIX, {"old/a": 3}, refused("unknown_option", option="old/a")),
        (MATRIX, {"new/x": 3}, refused("unknown_option", option="new/x")),
        (COLUMNS, {"a": 0, "b": 0, "c": 2}, None),
        (COLUMNS, {}, None),
        (COLUMNS, {"a": 3}, refused("off_scale", low=0, high=2)),
        (COLUMNS, {"a": -1}, refused("off_scale", low=0, high=2)),
        (COLUMNS, {"a": 1, "b": 1}, refused("column_full", column=2, most=1)),
        (COLUMNS, {"x": 1}, refused("unknown_option", option="x")),
        (RankRule(), {"a": 1, "b": 2, "c": 3}, None),
        (RankRule(), {"c": 1}, None),
        (RankRule(), {}, None),
        (RankRule(), {"a": 1, "b": 1, "c": 2}, None),
        (RankRule(), {"a": 1, "b": 1, "c": 3}, None),
        (RankRule(), {"a": 1, "b": 2, "c": 2}, None),
        (RankRule(), {"a": 1, "b": 3}, refused("rank_hole", rank=2)),
        (RankRule(), {"a": 2, "b": 3}, refused("rank_hole", rank=1)),
        (RankRule(), {"a": 1, "b": 1, "c": 4}, refused("rank_hole", rank=2)),
        (RankRule(), {"a": 0, "b": 1}, refused("rank_zero")),
        (RankRule(), {"a": -1}, refused("negative")),
        (RankRule(ties=False), {"a": 1, "b": 1}, refused("level_ranks")),
        (RankRule(most=2), {"a": 1, "b": 2, "c": 3}, refused("too_many_ranks", most=2)),
        (RankRule(least=3), {"a": 1, "b": 2}, refused("too_few_ranks", least=3)),
        (RankRule(least=3), {}, None),
        (MONEY, {"a": 1, "b": 1, "c": 0}, None),
        (MONEY, {"a": 1, "c": 1}, refused("over_budget", cost=8, budget=7)),
        (MONEY, {"a": 2}, refused("not_zero_or_one")),
        (BudgetRule(), {"a": 1, "b": 1, "c": 1}, None),
        (PairRule(), {"a/b": 1, "c/b": -1, "a/c": 0}, None),
        (PairRule(), {"a/b": 2}, refused("no_comparison")),
        (PairRule(), {"a/b": 1, "b/a": -1}, refused("pair_twice", pair="a/b")),
        (PairRule(), {"a/a": 1}, refused("unknown_option", option="a/a")),
        (PairRule(), {"a": 1}, refused("unknown_option", option="a")),
        (PairRule(pairs_of(OPTIONS)), {"b/a": 1, "a/c": 1, "b/c": 0}, None),
        (PairRule(pairs_of(OPTIONS)), {"b/a": 1, "a/c": 1}, refused("pair_missing", pair="b/c")),
        (PairRule(pairs_of(OPTIONS)), {}, None),
        (FistRule(), {"a": 0, "b": 5}, None),
        (FistRule(), {"a": 6}, refused("off_scale", low=0, high=5)),
        (ConsentRule(), {"a": 2}, None),
        (ConsentRule(), {"a": 3}, refused("off_scale", low=0, high=2)),
    ],
)
def test_check(rule: Rule, ballot: dict[str, object], refusal: Refusal | None) -> None:
    assert rule.check(ballot, OPTIONS) == refusal
    if refusal is not None:
        told = {tell_of(refusal, translator) for translator in LANGUAGES}
        assert len(told) == 2  # bokmål and English, each with its numbers
        assert not any("{" in one for one in told)


def test_an_approval_says_how_few() -> None:
    assert ApprovalRule(least=2).check({"a": 1}, OPTIONS) == refused("too_few", least=2)


def test_ids_may_hold_a_stroke() -> None:
    options = ("2019/4", "2019/5", "b")
    assert pairs_of(options) == ("2019/4/2019/5", "2019/4/b", "2019/5/b")
    assert pair_of("2019/4/2019/5", options) == ("2019/4", "2019/5")
    assert PairRule().check({"b/2019/4": 1}, options) is None


def test_every_code_of_a_ballot_has_words() -> None:
    codes = [
        code for code in MESSAGES if code.startswith(("ballot.", "tally.", "pabulib.", "tie."))
    ]
    assert len(codes) > 40
    for code in codes:
        assert LANGUAGES[0].text(MESSAGES[code], **Anything()) != MESSAGES[code]


class Anything(dict[str, str]):
    """Parameters for every message."""

    def __init__(self) -> None:
        names = (
            *("most", "dots", "least", "low", "high", "rank", "cost", "budget", "name", "line"),
            *("column", "wanted", "first", "option", "method", "reason", "kinds", "votes", "seats"),
        )
        super().__init__(dict.fromkeys(names, "7"))
