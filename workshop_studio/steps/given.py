"""What the ballots gave each option, as a table: from it anyone can add up the totals again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from workshop_studio.blocks import Fact, Working
from workshop_studio.steps.ballot_params import ApprovalParams, DotsParams, ScoreParams, VoteParams
from workshop_studio.tally.ballots import Ballot
from workshop_studio.tally.methods import Tally
from workshop_studio.tally.totals import Scores

_MOST_COLUMNS = 10
"""So many numbers of dots have a column each; with more, the least and the most are told."""


def given(
    params: VoteParams,
    counted: Tally,
    ballots: Sequence[Ballot],
    order: Sequence[str],
    texts: Mapping[str, str],
) -> Working | None:
    """The table; None where the totals are no sums or means of what one person gives an option.

    Args:
        params: what the vote was set to.
        counted: its result.
        ballots: those that were counted.
        order: ids of the options to show.
        texts: what each says.
    """
    if isinstance(params, ScoreParams) and isinstance(counted.working, Scores):
        return _scores(counted.working, order, texts)
    if not isinstance(params, DotsParams | ApprovalParams):
        return None
    got: dict[str, Counter[int]] = {key: Counter() for key in order}
    for ballot in ballots:
        for key, value in ballot.items():
            if value and key in got:
                got[key][value] += 1
    totals = {one.id: int(one.total) for one in counted.options}
    head, rows = (_approvals if isinstance(params, ApprovalParams) else _dots)(got, counted)
    raised = {key: totals[key] - sum(value * n for value, n in got[key].items()) for key in order}
    has_hands = counted.heads > 0
    return Working(
        code="approvals" if isinstance(params, ApprovalParams) else "dots",
        head=(
            Fact(code="option"),
            *head,
            *((Fact(code="hands"),) if has_hands else ()),
            Fact(code="sum"),
        ),
        rows=tuple(
            (
                Fact(texts=(texts[key],)),
                *rows[key],
                *((_number(raised[key]),) if has_hands else ()),
                _number(totals[key]),
            )
            for key in order
        ),
    )


_Rows = Mapping[str, tuple[Fact, ...]]


def _approvals(got: Mapping[str, Counter[int]], counted: Tally) -> tuple[tuple[Fact, ...], _Rows]:
    """How many approve, and how many of those who voted do not."""
    voted = counted.ballots - counted.abstentions
    return (Fact(code="approve"), Fact(code="not_approve")), {
        key: (_number(n[1]), _number(voted - n[1])) for key, n in got.items()
    }


def _dots(got: Mapping[str, Counter[int]], counted: Tally) -> tuple[tuple[Fact, ...], _Rows]:
    """How many gave 1 dot, 2 dots and so on; of many numbers the least and the most."""
    del counted
    values = sorted({value for n in got.values() for value in n})
    if len(values) <= _MOST_COLUMNS:
        head = tuple(Fact(value=value) for value in values)
        return head, {key: tuple(_number(n[value]) for value in values) for key, n in got.items()}
    head = tuple(Fact(code=code) for code in ("gave", "least_given", "most_given"))
    return head, {
        key: (_number(n.total()), _number(min(n, default=None)), _number(max(n, default=None)))
        for key, n in got.items()
    }


def _scores(working: Scores, order: Sequence[str], texts: Mapping[str, str]) -> Working:
    """How many scores there are, what they add up to, and the mean that this makes."""
    known = {one.id: one for one in working.options}
    codes = ("option", "scores", "sum", "mean", "lowest_score", "highest_score", "no_opinion")
    rows = []
    for key in order:
        one = known[key]
        values = [value for value, _ in one.distribution]
        rows.append(
            (
                Fact(texts=(texts[key],)),
                _number(one.count),
                _number(one.sum),
                _number(one.mean),
                _number(min(values, default=None)),
                _number(max(values, default=None)),
                _number(one.no_opinion),
            )
        )
    return Working(code="scores", head=tuple(Fact(code=code) for code in codes), rows=tuple(rows))


def _number(value: Fraction | int | None) -> Fact:
    return Fact(code="none") if value is None else Fact(value=float(value))
