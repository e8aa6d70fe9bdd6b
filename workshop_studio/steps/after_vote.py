"""What a facilitator can do with a vote that is counted: settle a tie, or vote once more."""

from workshop_studio.blocks import Blocks, Choosable, Form, FormField, Notes
from workshop_studio.domain.items import sources, texts_of, vote_of
from workshop_studio.domain.records import Vote
from workshop_studio.domain.state import State
from workshop_studio.steps.ballot_params import BudgetParams, costs_of, params_of
from workshop_studio.steps.kind import Seen
from workshop_studio.steps.vote_forms import costs_form
from workshop_studio.steps.vote_result import cut, divided, rank_of, visible


def after_vote(seen: Seen) -> Blocks:
    """Ways to settle the tie that matters, and to talk and vote once more."""
    state = seen.state
    found = vote_of(state, seen.step.id, breaking=False)
    if found is None or state.flow.finished:
        return ()
    vote = state.votes[found]
    if vote.status == "open":
        return ()
    noted = (Notes(code="vote.divided", text=""),) if divided(state, vote) else ()
    params = params_of(vote)
    if isinstance(params, BudgetParams):  # what is level is settled by what still fits
        return (*noted, _again_with_costs(seen, params, vote))
    code = "place.again" if params.together else "again"
    again = Form(command="OpenVote", fixed={"step": seen.step.id}, fields=(), code=code, aside=True)
    return (*_tie_forms(seen, vote), *noted, again)


def _again_with_costs(seen: Seen, params: BudgetParams, vote: Vote) -> Form:
    """A further round on what there is to pay for, with the sums of the round before."""
    costs = costs_of(vote)
    options = texts_of(seen.state, seen.step.id, vote.items)
    form = costs_form(seen, params, options, costs)
    return form.model_copy(update={"code": "costs.again", "aside": True})


def seats_of(state: State, vote: Vote) -> int:
    """How many go on from a vote: as many as the step that chooses from it takes, else one."""
    for step in state.steps.values():
        takes = step.params.get("n") if step.params.get("rule", "top") == "top" else None
        if step.kind == "choose" and isinstance(takes, int):
            chain = [at.id for at in sources(state, step.id)]
            if vote.step in chain:
                return takes
    return 1


def _tie_forms(seen: Seen, vote: Vote) -> Blocks:
    """The tie on the line between what goes on and what does not: a vote, a decision, a lot."""
    level = cut(seen.state, vote, seats_of(seen.state, vote)).tied_at_cut
    if not level:
        return ()
    rank = str(rank_of(seen.state, vote, level[0]))
    options = tuple(
        Choosable(id=option.id, text=option.text, kind=vote.items)
        for option in visible(seen.state, vote)
        if option.id in level
    )
    first = FormField(
        name="first", kind="items", label="tie.first", value=(), required=True, options=options
    )
    why = FormField(name="reason", kind="long", label="choose.reason", value="", required=True)
    fixed = {"vote": vote.id, "rank": rank}
    between = {"step": seen.step.id, "between": rank}
    vote_on = Form(command="OpenVote", fixed=between, fields=(), code="tie.round", aside=True)
    return (
        Notes(code="vote.tied", text=""),
        *(() if params_of(vote).together else (vote_on,)),
        Form(
            command="SettleTie",
            fixed={**fixed, "way": "decision"},
            fields=(first, why),
            code="tie.decision",
            aside=True,
        ),
        Form(
            command="SettleTie",
            fixed={**fixed, "way": "lot"},
            fields=(),
            code="tie.lot",
            aside=True,
        ),
    )
