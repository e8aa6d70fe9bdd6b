"""Which ballots a rule accepts."""

import pytest

from workshop_studio.tally.ballots import ApprovalRule, DotsRule, Refusal, Rule

OPTIONS = ("a", "b", "c")


@pytest.mark.parametrize(
    ("rule", "ballot", "refusal"),
    [
        (DotsRule(3), {}, None),
        (DotsRule(3), {"a": 2, "b": 1}, None),
        (DotsRule(3), {"a": 3, "b": 0}, None),
        (DotsRule(3), {"a": 3, "b": 1}, Refusal("ballot.too_many_dots", {"dots": 3})),
        (DotsRule(3, 2), {"a": 2}, None),
        (DotsRule(3, 2), {"a": 3}, Refusal("ballot.too_many_on_one", {"most": 2})),
        (DotsRule(), {"a": 10**30}, None),
        (DotsRule(0), {"a": 0}, None),
        (DotsRule(3), {"a": -1, "b": 4}, Refusal("ballot.negative")),
        (DotsRule(3), {"x": 1}, Refusal("ballot.unknown_option", {"option": "x"})),
        (DotsRule(3), {"a": 1.0}, Refusal("ballot.not_whole")),
        (DotsRule(3), {"a": float("nan")}, Refusal("ballot.not_whole")),
        (DotsRule(3), {"a": True}, Refusal("ballot.not_whole")),
        (DotsRule(3), {"a": "1"}, Refusal("ballot.not_whole")),
        (DotsRule(3), {"a": None}, Refusal("ballot.not_whole")),
        (ApprovalRule(), {}, None),
        (ApprovalRule(), {"a": 1, "b": 1, "c": 1}, None),
        (ApprovalRule(), {"a": 2}, Refusal("ballot.not_zero_or_one")),
        (ApprovalRule(), {"a": -1}, Refusal("ballot.not_zero_or_one")),
        (ApprovalRule(), {"x": 0}, Refusal("ballot.unknown_option", {"option": "x"})),
        (ApprovalRule(most=1), {"a": 1, "b": 0}, None),
        (ApprovalRule(most=1), {"a": 1, "b": 1}, Refusal("ballot.too_many", {"most": 1})),
        (ApprovalRule(least=2), {"a": 1, "b": 1}, None),
        (ApprovalRule(least=2), {"a": 1}, Refusal("ballot.too_few", {"least": 2})),
        (ApprovalRule(least=2), {"a": 0, "b": 0}, None),
        (ApprovalRule(least=2), {}, None),
    ],
)
def test_check(rule: Rule, ballot: dict[str, object], refusal: Refusal | None) -> None:
    assert rule.check(ballot, OPTIONS) == refusal
