"""What a facilitator fills in for a vote: costs, a fixed list, raised hands."""

from collections.abc import Mapping

from workshop_studio.blocks import Blocks, Choosable, Form, FormField, Notes
from workshop_studio.domain.commands import CountHands
from workshop_studio.domain.records import Vote
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.steps.ballot_base import BallotParams
from workshop_studio.steps.ballot_params import BudgetParams, ConsentParams, params_of
from workshop_studio.steps.kind import Seen
from workshop_studio.steps.vote_result import visible


def hands_form(seen: Seen, vote: Vote) -> Blocks:
    """Where the facilitator enters raised hands; nobody else sees them before the vote closes."""
    params, hands = params_of(vote), vote.hands
    scale = params.scale
    if not params.takes_hands:
        return (Notes(code="hands.not_here", text=""),)
    options = tuple(Choosable(id=o.id, text=o.text) for o in visible(seen.state, vote))
    if scale is not None:
        is_consent = isinstance(params, ConsentParams)
        options = tuple(
            Choosable(
                id=f"{option.id}/{value}",
                text=option.text,
                kind=f"consent.{value}" if is_consent else f"value.{value}",
            )
            for option in options
            for value in range(scale[1], scale[0] - 1, -1)
        )
    counts = FormField(
        name="counts",
        kind="counts",
        label=f"hands.{vote.method}",
        value={} if hands is None else dict(hands.counts),
        options=options,
        each=params.each,
    )
    heads = FormField(
        name="heads",
        kind="number",
        label="hands.heads",
        value=None if hands is None else hands.heads,
        required=True,
    )
    fixed = {"vote": vote.id}
    return (Form(command="CountHands", fixed=fixed, fields=(heads, counts), code="hands"),)


def costs_form(
    seen: Seen,
    params: BudgetParams,
    options: list[tuple[str, str]],
    known: Mapping[str, int] | None = None,
) -> Form:
    """What each option costs, which must be known before anybody votes on what to pay for."""
    costs = FormField(
        name="costs",
        kind="counts",
        label="costs",
        value=known or {},
        required=True,
        options=tuple(Choosable(id=key, text=text) for key, text in options),
    )
    budget = FormField(
        name="budget", kind="number", label="budget", value=params.budget, required=True
    )
    fixed = {"step": seen.step.id}
    return Form(command="OpenVote", fixed=fixed, fields=(budget, costs), code="costs")


def fixed_form(seen: Seen, params: BallotParams) -> Form:
    """The list that is voted on, a line each, for the group to word before it votes."""
    lines = FormField(
        name="lines",
        kind="long",
        label="fixed",
        value="",
        words=tuple(one.name for one in params.fixed),
        required=True,
    )
    return Form(command="OpenVote", fixed={"step": seen.step.id}, fields=(lines,), code="fixed")


def check_hands(vote: Vote, command: CountHands) -> Rejection | None:
    """No more on one option, or in all, than so many people can give."""
    params, heads = params_of(vote), command.heads
    if not params.takes_hands:
        return reject("hands.not_here")
    if params.scale is not None:
        return _check_shown(params.scale, {option.id for option in vote.options}, command)
    counts = command.counts.values()
    if not {option.id for option in vote.options}.issuperset(command.counts):
        return reject("ballot.unknown_option")
    if params.on_one is not None and max(counts, default=0) > params.on_one * heads:
        return reject("hands.too_many_on_one", heads=heads, most=params.on_one * heads)
    if params.each is not None and sum(counts) > params.each * heads:
        return reject("hands.too_many", heads=heads, most=params.each * heads)
    return None


def _check_shown(
    scale: tuple[int, int], options: set[str], command: CountHands
) -> Rejection | None:
    """Each person shows one value for an option, and only values of the scale."""
    low, high = scale
    shown: dict[str, int] = {}
    for key, people in command.counts.items():
        option, _, value = key.rpartition("/")
        if option not in options:
            return reject("ballot.unknown_option")
        if not value.lstrip("-").isdecimal() or not low <= int(value) <= high:
            return reject("ballot.off_scale", low=low, high=high)
        shown[option] = shown.get(option, 0) + people
    if max(shown.values(), default=0) > command.heads:
        return reject("hands.too_many_on_one", heads=command.heads, most=command.heads)
    return None
