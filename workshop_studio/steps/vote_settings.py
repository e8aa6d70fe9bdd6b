"""What a facilitator can set of a vote before it opens: its numbers, and what is voted on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from workshop_studio.blocks import FormField
from workshop_studio.domain.items import cluster_step_of, vote_of
from workshop_studio.domain.records import EDITED, Settings, Step
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State
from workshop_studio.steps.ballot_base import MOST_SCORE, BallotParams
from workshop_studio.steps.ballot_params import MOST_RANKS, RankParams, ScoreParams, VoteParams
from workshop_studio.steps.setting_fields import choice_field, number_field, refused, text_field

_PART = "vote"
"""The names of short fields begin alike, so that they stand side by side."""
_MOST = 1_000
_MOST_MONEY = 99_999_999
"""The greatest number that a field has room for."""
_SCALE = ("low", "high")
_YES = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class _Number:
    least: int = 0
    most: int = _MOST
    is_open: bool = False
    """Whether 0 says that there is no limit."""


_Way = _Number | tuple[str, ...] | None
"""A number, one of a few ways, or yes and no."""
_LIMIT = _Number(is_open=True)
_SCORE = _Number(-MOST_SCORE, MOST_SCORE)
_SETTINGS: Mapping[str, Mapping[str, _Way]] = {
    "dots": {"dots": _Number(1), "most_per_option": _LIMIT, "all_used": None},
    "approval": {"least": _Number(), "most": _LIMIT},
    "score": {"low": _SCORE, "high": _SCORE, "no_opinion": None},
    "rank": {
        "all_ranked": None,
        "least": _Number(),
        "most": _LIMIT,
        "ties": None,
        "count": ("schulze", "condorcet", "borda", "irv"),
        "depth": _LIMIT,
    },
    "budget": {
        "budget": _Number(1, _MOST_MONEY),
        "within": None,
        "completion": None,
        "count": ("equal-shares", "greedy"),
    },
    "pairwise": {"every": None},
    "fist": {"threshold": _Number(1, 5)},
    "consent": {},
}


def items_of(state: State, step: Step) -> tuple[str, ...]:
    """The kinds of item to choose among; after a round it stays with that of the round."""
    now = str(step.params.get("options", "ideas"))
    if vote_of(state, step.id) is not None:
        return (now,)
    has_clusters = cluster_step_of(state, step.id) is not None
    offered = ("ideas", "clusters", "fixed") if has_clusters else ("ideas", "fixed")
    return offered if now in offered else (now, *offered)


def fields_of(params: VoteParams, items: Sequence[str]) -> tuple[FormField, ...]:
    """The fields, filled in as it stands.

    Args:
        params: what the vote is set to.
        items: the kinds of item that there are to vote on; one leaves no choice.
    """
    fields = [_field(params, name, way) for name, way in _ways(params).items()]
    if len(items) > 1:
        fields.append(choice_field("options", "vote.options", params.options, items))
    if not isinstance(params, ScoreParams):
        return tuple(fields)
    if _is_weighed(params):
        fields.append(choice_field("weights", "vote.weights", params.weights, ("given", "voted")))
    for one in params.criteria:
        fields.append(text_field(f"{one.id}.name", "vote.criterion", one.name, required=True))
        if _is_weighed(params):
            fields.append(number_field(f"{one.id}.weight", "vote.weight", one.weight, 0, _MOST))
    return tuple(fields)


def _is_weighed(params: ScoreParams) -> bool:
    return bool(params.criteria) and params.formula in {"weighted", "pugh"}


def _ways(params: VoteParams) -> dict[str, _Way]:
    ways = dict(_SETTINGS[params.method])
    if isinstance(params, ScoreParams) and params.criteria and params.formula == "pugh":
        for end in _SCALE:  # worse, the same, better: there is nothing else to say
            del ways[end]
    return ways


def _field(params: BallotParams, name: str, way: _Way) -> FormField:
    known, label = getattr(params, name), f"vote.{name}"
    if isinstance(way, _Number):
        if isinstance(params, RankParams) and name in {"least", "most"}:
            label = f"{label}_ranks"
            known = 0 if name == "least" and params.all_ranked else known
        return number_field(_name(name, way), label, known, way.least, way.most)
    if way is None:
        now = "yes" if known else "no"
        return choice_field(_name(name, way), label, now, tuple(_YES), "vote.is")
    return choice_field(_name(name, way), label, known, way)


def _name(name: str, way: _Way) -> str:
    """What a field is called; ways that take many words have a line of their own."""
    return name if isinstance(way, tuple) else f"{_PART}.{name}"


def arranged(
    params: Mapping[str, JsonValue], before: VoteParams, items: Sequence[str], settings: Settings
) -> Mapping[str, JsonValue] | Rejection:
    """The parameters with what was filled in; a rejection if that makes no vote.

    Args:
        params: as they stand.
        before: the same, read.
        items: as for :func:`fields_of`.
        settings: values by the names of :func:`fields_of`; what is not there stays as it is.
    """
    made: dict[str, Any] = dict(params)
    known = {field.name: field for field in fields_of(before, items)}
    ways = {_name(name, way): (name, way) for name, way in _ways(before).items()}
    criteria = {one["id"]: dict(one) for one in made.get("criteria", ())}
    for name, value in settings.items():
        refusal = refused(known.get(name), value)
        if refusal is not None:
            return refusal
        part, _, of = name.partition(".")
        if name in ways:
            key, way = ways[name]
            if isinstance(way, _Number):
                made[key] = (value or None) if way.is_open else value
            else:
                made[key] = _YES[str(value)] if way is None else value
        elif name in {"options", "weights"}:
            made[name] = value
        elif of == "weight":
            criteria[part][of] = value
        else:
            text = str(value).strip()
            if not text:
                return reject("vote.no_criterion")
            criteria[part][of] = {EDITED: text}
    if criteria:
        made["criteria"] = list(criteria.values())
    is_all = made.pop("all_ranked", None)  # said by its own field, and kept as the least
    if is_all:
        made |= {"least": MOST_RANKS, "most": None}
    elif is_all is False and made.get("least") == MOST_RANKS:
        made["least"] = 0
    return _contradiction(made, before) or made


def _contradiction(made: Mapping[str, Any], before: VoteParams) -> Rejection | None:
    """Why the numbers cannot hold together."""
    if before.method == "score":
        low, high = (made.get(end, getattr(before, end)) for end in _SCALE)
        if low >= high:
            return reject("vote.no_scale")
        if _is_weighed(before):
            weights = [one.get("weight", 1) for one in made["criteria"]]
            return None if any(weights) else reject("vote.no_weight")
    if before.method in {"approval", "rank"}:
        least, most = made.get("least", 0), made.get("most")
        if most is not None and least > most:
            return reject("vote.least_over_most", least=least, most=most)
    return None
