"""Vote: a secret ballot of any kind, and its result."""

from collections.abc import Mapping, Sequence
from typing import Annotated, NamedTuple, cast

from pydantic import AfterValidator, Field, JsonValue, TypeAdapter

from workshop_studio.blocks import (
    Ballot,
    BallotMethod,
    Blocks,
    Choosable,
    FormField,
    Ideas,
    Note,
    Notes,
    People,
    Waiting,
)
from workshop_studio.domain.boxes import Box, vote_box
from workshop_studio.domain.commands import (
    AddIdea,
    CastVote,
    CloseVote,
    Command,
    CountHands,
    EnterBallots,
    ImportIdeas,
    OpenVote,
    Reveal,
    SettleTie,
)
from workshop_studio.domain.decide import Context
from workshop_studio.domain.items import (
    ideas_of,
    is_out,
    sources,
    texts_of,
    vote_of,
)
from workshop_studio.domain.records import Breakdown, Idea, ItemKind, Marks, Settings, Step, Vote
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State
from workshop_studio.steps.after_vote import after_vote
from workshop_studio.steps.ballot_params import (
    PARAMS,
    BudgetParams,
    DotsParams,
    ScoreParams,
    VoteParams,
    costs_of,
    params_of,
)
from workshop_studio.steps.kind import Kind, Next, Seen, told_here, typed_here
from workshop_studio.steps.vote_forms import check_hands, costs_form, fixed_form, hands_form
from workshop_studio.steps.vote_result import (
    by_groups,
    change,
    chart,
    level_at,
    visible,
    voted_weights_of,
)
from workshop_studio.steps.vote_settings import arranged, fields_of, items_of
from workshop_studio.tally.ballots import Rule
from workshop_studio.tally.rules import pairs_of


class _Asked(NamedTuple):
    """What ballots must keep to, for a vote and the ideas as they are.

    What an older view has that is hidden by now may still be named.
    """

    vote: Vote
    ideas: Mapping[str, Idea]
    options: frozenset[str]
    rule: Rule
    groups: frozenset[str]


def _in_secret(params: VoteParams) -> VoteParams:
    if params.together:
        raise ValueError("a vote is by each person; a step of placing can be by the group")
    return params


_SECRET: TypeAdapter[VoteParams] = TypeAdapter(
    Annotated[VoteParams, Field(discriminator="method"), AfterValidator(_in_secret)]
)


class Voting(Kind):
    """A step in which the group votes; a further round stands beside the last."""

    name = "vote"
    commands = frozenset(
        {
            "OpenVote",
            "CastVote",
            "EnterBallots",
            "CountHands",
            "CloseVote",
            "SettleTie",
            "Reveal",
            "Conceal",
            "AddIdea",
            "ImportIdeas",
        }
    )
    _asked: _Asked | None = None
    """The newest; whole in one place, so that any thread may ask."""

    def check_params(self, params: object) -> None:
        """Raise pydantic's ``ValidationError`` if these are no parameters of a vote."""
        _SECRET.validate_python(params)

    def opens_with(self, state: State, step: Step) -> Mapping[str, JsonValue]:
        """The criteria with the weights that the group voted for, where it has."""
        params = PARAMS.validate_python(step.params)
        if not isinstance(params, ScoreParams) or params.weights != "voted":
            return {}
        weights = voted_weights_of(state, {one.id for one in params.criteria})
        if not weights:
            return {}
        weighed = [one.model_copy(update={"weight": weights[one.id]}) for one in params.criteria]
        return {"criteria": [one.model_dump() for one in weighed]}

    def cannot_open(self, step: Step, options: int) -> Rejection | None:
        """Where more must be given than so many options can take."""
        return PARAMS.validate_python(step.params).cannot_open(options)

    def settings(self, state: State, step: Step) -> tuple[FormField, ...]:
        """The numbers of the ballot, how it is counted, and what is voted on."""
        return fields_of(PARAMS.validate_python(step.params), items_of(state, step))

    def arrange(
        self, state: State, step: Step, settings: Settings
    ) -> Mapping[str, JsonValue] | Rejection:
        """The parameters with some of these settings."""
        params = PARAMS.validate_python(step.params)
        return arranged(step.params, params, items_of(state, step), settings)

    def takes(self, step: Step) -> frozenset[ItemKind]:
        """What is voted on."""
        items = cast("ItemKind", step.params.get("options", "ideas"))
        return frozenset() if items == "fixed" else frozenset({items})

    def gives(self, step: Step) -> frozenset[ItemKind]:
        """What was voted on, now in order."""
        return frozenset({cast("ItemKind", step.params.get("options", "ideas"))})

    def review(
        self, state: State, step: Step, command: Command, context: Context
    ) -> Rejection | None:
        """A ballot must keep to the rule of its vote, and hands to the number of heads."""
        refused = super().review(state, step, command, context)
        if isinstance(command, AddIdea | ImportIdeas) and not self.takes(step):
            return reject("step.takes_not", kind=step.kind)
        if isinstance(command, CountHands):
            return check_hands(state.votes[command.vote], command)
        if isinstance(command, SettleTie):
            return refused or _check_settling(state, command)
        if refused is not None or not isinstance(command, CastVote | EnterBallots):
            return refused
        asked = self._asked_in(state, state.votes[command.vote])
        ballots = (command.marks,) if isinstance(command, CastVote) else command.ballots
        named = {command.group} if isinstance(command, CastVote) else {*command.groups}
        if not named <= asked.groups:
            return reject("ballot.unknown_group")
        checked = (asked.rule.check(marks, asked.options) for marks in ballots)
        refusal = next(filter(None, checked), None)
        return None if refusal is None else reject(refusal.code, **refusal.params)

    def _asked_in(self, state: State, vote: Vote) -> _Asked:
        """What the ballots of a vote must keep to, worked out once for those that come together."""
        asked = self._asked
        if asked is None or asked.vote is not vote or asked.ideas is not state.ideas:
            params = params_of(vote)
            asked = self._asked = _Asked(
                vote,
                state.ideas,
                frozenset(option.id for option in vote.options),
                params.rule([option.id for option in visible(state, vote)], costs_of(vote)),
                frozenset({"", *(params.breakdown.groups if params.breakdown else ())}),
            )
        return asked

    def tied(self, state: State, vote: str, rank: int) -> tuple[str, ...]:
        """Ids of the options that share a rank in a closed vote; empty where no two do."""
        return level_at(state, state.votes[vote], rank)

    def breakdown(self, vote: Vote, grouped: Sequence[tuple[str, Marks]]) -> Breakdown | None:
        """What groups of voters gave, counted as the whole is."""
        params = params_of(vote)
        if params.breakdown is None or params.together:  # as one, so there is nobody to divide
            return None
        options, costs = [option.id for option in vote.options], costs_of(vote)
        return params.breakdown.broken_down(
            grouped, lambda ballots: params.counted(options, ballots, None, costs)
        )

    def next(self, seen: Seen) -> Next | None:
        """Open, close (for good), show the result."""
        vote = current_vote(seen.state, seen.step.id)
        if vote is None:
            is_fixed = seen.step.params.get("options") == "fixed"
            if not is_fixed and len(_options(seen)) < 2:  # nothing to vote on: move on
                return None
            params = PARAMS.validate_python(seen.step.params)
            if params.options == "fixed":
                return Next("vote.open", form="fixed")
            if isinstance(params, BudgetParams):
                return Next("vote.open", form="costs")
            return Next("vote.open", OpenVote(step=seen.step.id))
        if vote.status == "open":
            return Next("vote.close", CloseVote(vote=vote.id), confirm=True)
        if not seen.state.progress_of(seen.step.id).revealed:
            return Next("vote.reveal", Reveal(step=seen.step.id))
        return None

    def count(self, state: State, step: Step) -> int | None:
        """How many ballots were counted."""
        vote = current_vote(state, step.id)
        return vote.ballots or None if vote is not None else None

    def code_count(self, step: Step) -> int | None:
        """How many dots each person has."""
        params = PARAMS.validate_python(step.params)
        return params.dots if isinstance(params, DotsParams) else None

    def code(self, step: Step) -> str:
        """By which kind of ballot."""
        return f"vote.{step.params.get('method')}"

    def work(self, seen: Seen) -> Blocks:
        """What will be voted on; while it is open the turnout and raised hands; then the rounds."""
        vote = current_vote(seen.state, seen.step.id)
        params = PARAMS.validate_python(seen.step.params)
        if vote is None and params.options == "fixed":
            return (*_groups_told(params), fixed_form(seen, params))
        if vote is None:
            typed = typed_here(seen)
            options = _options(seen)
            notes = tuple(Note(id=key, text=text) for key, text in options)
            listed = typed or (Ideas(ideas=notes, count=len(notes), code="options"),)
            if isinstance(params, BudgetParams) and len(options) > 1:
                return (*_groups_told(params), costs_form(seen, params, options), *listed)
            return (*_groups_told(params), *listed)
        if vote.status == "open":
            told = _groups_told(params_of(vote))
            return (_voted(seen, vote, whole=True), *told, *hands_form(seen, vote))
        return (*self._rounds(seen), *after_vote(seen))

    def stage(self, seen: Seen) -> Blocks:
        """How many have voted, never what; the result when it is revealed."""
        vote = current_vote(seen.state, seen.step.id)
        if vote is None:
            return (Waiting(code="vote.soon"),)
        if vote.status == "open":
            return (_voted(seen, vote),)
        return self._result(seen)

    def participant(self, seen: Seen) -> Blocks:
        """One's own ballot; then the result when it is revealed."""
        vote = current_vote(seen.state, seen.step.id)
        if vote is None:
            return (Waiting(code="vote.soon"),)
        if vote.status == "open":
            return (_ballot(seen, vote),)
        return self._result(seen)

    def report(self, seen: Seen) -> Blocks:
        """Every round, ties as ties; before there is one, the ideas that were typed here."""
        return self._rounds(seen) or told_here(seen)

    def _result(self, seen: Seen) -> Blocks:
        if not seen.state.progress_of(seen.step.id).revealed:
            return (Waiting(code="vote.counted"),)
        return tuple(chart(seen.state, one) for one in _closed_rounds(seen)[-1:])

    def _rounds(self, seen: Seen) -> Blocks:
        """Each round, and what moved from the one before the last to the last."""
        rounds = _closed_rounds(seen)
        before = _vote_before(seen)
        told: Blocks = tuple(
            block
            for one in rounds
            for block in (chart(seen.state, one, whole=True), *by_groups(seen.state, one))
        )
        whole = [one for one in (before, *rounds) if one is not None and one.breaks is None]
        whole = [one for one in whole if not params_of(one).together]
        if len(whole) > 1:
            moved = change(seen.state, whole[-2], whole[-1])
            told = told if moved is None else (*told, moved)
        return told


def main_vote(state: State, step: str) -> Vote | None:
    """The latest round of voting in a step that is about all options."""
    found = vote_of(state, step, breaking=False)
    return None if found is None else state.votes[found]


def current_vote(state: State, step: str) -> Vote | None:
    """The latest round of voting in a step."""
    found = vote_of(state, step)
    return None if found is None else state.votes[found]


def _check_settling(state: State, command: SettleTie) -> Rejection | None:
    """There must be such a tie, some of it must go first, and a decision needs a reason."""
    vote = state.votes[command.vote]
    level = level_at(state, vote, command.rank) if vote.status == "closed" else ()
    if not level:
        return reject("tie.none")
    if command.way == "lot":
        return None
    first = {item.id for item in command.first}
    if not first or not first < set(level):
        return reject("tie.some_first")
    return None if command.reason.strip() else reject("tie.no_reason")


def _options(seen: Seen) -> list[tuple[str, str]]:
    items = cast("ItemKind", seen.step.params.get("options", "ideas"))
    if items == "ideas":
        ideas = ideas_of(seen.state, seen.step.id)
        return [(idea.id, idea.text) for idea in ideas if is_out(seen.state, idea)]
    return texts_of(seen.state, seen.step.id, items)


def _groups_told(params: VoteParams) -> Blocks:
    """By which groups the result will be shown as well."""
    asked = params.breakdown
    return (
        () if asked is None else (Notes(code=f"groups.{asked.by}", text=", ".join(asked.groups)),)
    )


def _closed_rounds(seen: Seen) -> list[Vote]:
    votes = [vote for vote in seen.state.votes.values() if vote.step == seen.step.id]
    closed = [vote for vote in votes if vote.status == "closed"]
    return sorted(closed, key=lambda vote: vote.round)


def _vote_before(seen: Seen) -> Vote | None:
    """The first vote of a step that votes once more, by the same method, after a discussion."""
    for at in sources(seen.state, seen.step.id)[1:]:
        vote = main_vote(seen.state, at.id)
        if vote is not None and vote.status == "closed":
            return vote if vote.method == seen.step.params.get("method") else None
    return None


def _voted(seen: Seen, vote: Vote, *, whole: bool = False) -> People:
    """For how many people there is a vote; what it is made up of is for the facilitator alone."""
    box = seen.boxes.get(vote_box(vote.id)) or Box(vote.id, b"")
    frame = seen.state.frame
    hands = vote.hands.heads if whole and vote.hands is not None else 0
    return People(
        code="voted",
        count=hands + box.heads,
        ballots=box.voters if whole and box.heads > box.voters else None,
        of=None if frame is None else frame.headcount,
    )


def _ballot(seen: Seen, vote: Vote) -> Ballot:
    """One's own ballot, the options in an order of one's own."""
    box = seen.boxes.get(vote_box(vote.id))
    own = box.own(seen.token) if box is not None and seen.token is not None else ()
    marks = own[-1].body if own else {}
    options = {option.id: option for option in visible(seen.state, vote)}
    keys = list(options)
    pairs = pairs_of(keys) if vote.method == "pairwise" else ()
    if box is not None and seen.token is not None:
        keys = box.order_of(seen.token, keys)
        pairs = tuple(box.order_of(seen.token, pairs))
    params: VoteParams = params_of(vote)
    asked = params.breakdown
    return Ballot(
        fixed={"vote": vote.id},
        method=cast("BallotMethod", vote.method),
        rule=params.told(),
        items=vote.items,
        options=tuple(
            Choosable(id=key, text=options[key].text, cost=options[key].cost) for key in keys
        ),
        scales=params.scales,
        asks=params.asks(len(options)),
        pairs=pairs,
        marks={} if isinstance(marks, str) else marks,
        cast=bool(own),
        groups=() if asked is None else asked.groups,
        by="" if asked is None else asked.by,
        least=0 if asked is None else asked.least,
        group=own[-1].group if own else "",
    )
