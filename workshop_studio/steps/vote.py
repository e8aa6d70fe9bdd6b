"""Vote: a secret ballot by dots or by approval, and its result."""

from functools import lru_cache
from typing import Annotated, Literal, cast

from pydantic import Field, TypeAdapter

from workshop_studio.blocks import (
    Ballot,
    BallotMethod,
    Bar,
    Block,
    Blocks,
    Chart,
    Choosable,
    Form,
    FormField,
    Ideas,
    Note,
    People,
    Waiting,
)
from workshop_studio.domain.boxes import vote_box
from workshop_studio.domain.commands import (
    CastVote,
    CloseVote,
    Command,
    CountHands,
    OpenVote,
    Reveal,
)
from workshop_studio.domain.decide import Context
from workshop_studio.domain.items import ideas_of, is_out, texts_of, vote_of
from workshop_studio.domain.records import ItemKind, Marks, Option, Step, Vote
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State
from workshop_studio.steps import kind
from workshop_studio.steps.kind import Kind, Next, Seen, told_here, typed_here
from workshop_studio.tally.ballots import ApprovalRule, DotsRule
from workshop_studio.tally.methods import Hands, Tally, tally, ties


class DotsParams(kind.Params):
    """Settings of a vote by dots."""

    method: Literal["dots"]
    options: ItemKind = "ideas"
    dots: int = Field(default=3, ge=1, le=1000)
    most_per_option: int | None = Field(default=None, ge=1, le=1000)


class ApprovalParams(kind.Params):
    """Settings of a vote by approval."""

    method: Literal["approval"]
    options: ItemKind = "ideas"
    least: int = Field(default=0, ge=0, le=1000)
    most: int | None = Field(default=None, ge=1, le=1000)


_PARAMS: TypeAdapter[DotsParams | ApprovalParams] = TypeAdapter(
    Annotated[DotsParams | ApprovalParams, Field(discriminator="method")]
)


class Voting(Kind):
    """A step in which the group votes; a further round stands beside the last."""

    name = "vote"
    commands = frozenset(
        {
            "OpenVote",
            "CastVote",
            "CountHands",
            "CloseVote",
            "Reveal",
            "Conceal",
            "AddIdea",
            "ImportIdeas",
        }
    )

    def check_params(self, params: object) -> None:
        """Raise pydantic's ``ValidationError`` if these are no parameters of a vote."""
        _PARAMS.validate_python(params)

    def takes(self, step: Step) -> frozenset[ItemKind]:
        """What is voted on."""
        return frozenset({cast("ItemKind", step.params.get("options", "ideas"))})

    def gives(self, step: Step) -> frozenset[ItemKind]:
        """What was voted on, now in order."""
        return self.takes(step)

    def review(
        self, state: State, step: Step, command: Command, context: Context
    ) -> Rejection | None:
        """A ballot must keep to the rule of its vote, and hands to the number of heads."""
        refused = super().review(state, step, command, context)
        if isinstance(command, CountHands):
            return _check_hands(_rule(state.votes[command.vote]), command)
        if refused is not None or not isinstance(command, CastVote):
            return refused
        vote = state.votes[command.vote]
        options = {option.id for option in vote.options}
        refusal = _rule(vote).check(command.marks, options)
        return None if refusal is None else reject(refusal.code, **refusal.params)

    def next(self, seen: Seen) -> Next | None:
        """Open, close (for good), show the result."""
        vote = current_vote(seen.state, seen.step.id)
        if vote is None:
            if len(_options(seen)) < 2:  # nothing to vote on: move on
                return None
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
        params = _PARAMS.validate_python(step.params)
        return params.dots if isinstance(params, DotsParams) else None

    def code(self, step: Step) -> str:
        """By dots or by approval."""
        return f"vote.{step.params.get('method')}"

    def work(self, seen: Seen) -> Blocks:
        """What will be voted on; while it is open the turnout and raised hands; then the rounds."""
        vote = current_vote(seen.state, seen.step.id)
        if vote is None:
            typed = typed_here(seen)
            if typed:
                return typed
            options = _options(seen)
            notes = tuple(Note(id=key, text=text) for key, text in options)
            return (Ideas(ideas=notes, count=len(notes), code="options"),)
        if vote.status == "open":
            heads = 0 if vote.hands is None else vote.hands.heads
            return (_voted(seen, vote, heads), _hands_form(seen, vote))
        return tuple(chart(seen.state, one) for one in _closed_rounds(seen))

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
        rounds = tuple(chart(seen.state, one) for one in _closed_rounds(seen))
        return rounds or told_here(seen)

    def _result(self, seen: Seen) -> Blocks:
        if not seen.state.progress_of(seen.step.id).revealed:
            return (Waiting(code="vote.counted"),)
        blocks: list[Block] = [chart(seen.state, one) for one in _closed_rounds(seen)[-1:]]
        return tuple(blocks)


def current_vote(state: State, step: str) -> Vote | None:
    """The latest round of voting in a step."""
    found = vote_of(state, step)
    return None if found is None else state.votes[found]


def ballots_of(state: State, vote: str) -> list[Marks]:
    """The ballots of a closed vote."""
    found = [bundle for bundle in state.bundles.values() if bundle.vote == vote]
    found.sort(key=lambda bundle: bundle.part)
    return [ballot for bundle in found for ballot in bundle.ballots]


class _Counted:
    """A closed vote and the ballots, the same only as the very same objects."""

    def __init__(self, state: State, vote: Vote) -> None:
        self.state, self.vote = state, vote

    def __hash__(self) -> int:
        return hash((id(self.vote), id(self.state.bundles)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Counted):
            return NotImplemented
        return self.vote is other.vote and self.state.bundles is other.state.bundles


def result(state: State, vote: Vote) -> Tally:
    """The result of a closed vote, counted from its ballots and the raised hands."""
    return _tallied(_Counted(state, vote))


@lru_cache(maxsize=16)  # several blocks of several surfaces show one result
def _tallied(counted: _Counted) -> Tally:
    state, vote = counted.state, counted.vote
    hands = None if vote.hands is None else Hands(vote.hands.counts, vote.hands.heads)
    options = [option.id for option in vote.options]
    return tally(vote.method, options, ballots_of(state, vote.id), hands)


def chart(state: State, vote: Vote) -> Chart:
    """The result of a closed vote as bars."""
    counted = result(state, vote)
    texts = {option.id: option.text for option in _visible(state, vote)}
    bars = tuple(
        Bar(id=option.id, text=texts[option.id], value=float(option.total), rank=option.rank)
        for option in counted.options
        if option.id in texts
    )
    return Chart(
        method=vote.method,
        items=vote.items,
        bars=bars,
        voters=counted.ballots,
        abstentions=counted.abstentions,
        hands=counted.heads,
        round=vote.round,
        ties=ties(counted),
    )


def hidden_ideas(state: State) -> frozenset[str]:
    """Ids of the ideas that the facilitator has taken out of sight."""
    return frozenset(idea.id for idea in state.ideas.values() if idea.hidden)


def _visible(state: State, vote: Vote) -> list[Option]:
    """The options without ideas that have been hidden since the vote was opened."""
    hidden = hidden_ideas(state)
    return [option for option in vote.options if option.id not in hidden]


def _rule(vote: Vote) -> DotsRule | ApprovalRule:
    params = _PARAMS.validate_python({"method": vote.method, **vote.rule})
    if isinstance(params, DotsParams):
        return DotsRule(params.dots, params.most_per_option)
    return ApprovalRule(params.least, params.most)


def _each(rule: DotsRule | ApprovalRule) -> int | None:
    """The most that one person gives in all."""
    return rule.dots if isinstance(rule, DotsRule) else rule.most


def _check_hands(rule: DotsRule | ApprovalRule, command: CountHands) -> Rejection | None:
    """No more on one option, or in all, than so many people can give."""
    heads, counts = command.heads, command.counts.values()
    on_one: int | None = 1
    in_all = _each(rule)
    if isinstance(rule, DotsRule):
        on_one = rule.most_per_option if rule.most_per_option is not None else rule.dots
    if on_one is not None and max(counts, default=0) > on_one * heads:
        return reject("hands.too_many_on_one", heads=heads, most=on_one * heads)
    if in_all is not None and sum(counts) > in_all * heads:
        return reject("hands.too_many", heads=heads, most=in_all * heads)
    return None


def _hands_form(seen: Seen, vote: Vote) -> Form:
    """Where the facilitator enters raised hands; nobody else sees them before the vote closes."""
    hands = vote.hands
    counts = FormField(
        name="counts",
        kind="counts",
        label=f"hands.{vote.method}",
        value={} if hands is None else dict(hands.counts),
        options=tuple(Choosable(id=o.id, text=o.text) for o in _visible(seen.state, vote)),
        each=_each(_rule(vote)),
    )
    heads = FormField(
        name="heads",
        kind="number",
        label="hands.heads",
        value=None if hands is None else hands.heads,
        required=True,
    )
    return Form(command="CountHands", fixed={"vote": vote.id}, fields=(heads, counts), code="hands")


def _options(seen: Seen) -> list[tuple[str, str]]:
    items = cast("ItemKind", seen.step.params.get("options", "ideas"))
    if items == "ideas":
        ideas = ideas_of(seen.state, seen.step.id)
        return [(idea.id, idea.text) for idea in ideas if is_out(seen.state, idea)]
    return texts_of(seen.state, seen.step.id, items)


def _closed_rounds(seen: Seen) -> list[Vote]:
    votes = [vote for vote in seen.state.votes.values() if vote.step == seen.step.id]
    closed = [vote for vote in votes if vote.status == "closed"]
    return sorted(closed, key=lambda vote: vote.round)


def _voted(seen: Seen, vote: Vote, heads: int = 0) -> People:
    """How many have voted; the heads of raised hands are for the facilitator alone."""
    box = seen.boxes.get(vote_box(vote.id))
    frame = seen.state.frame
    return People(
        code="voted",
        count=heads + (0 if box is None else box.voters),
        of=None if frame is None else frame.headcount,
    )


def _ballot(seen: Seen, vote: Vote) -> Ballot:
    box = seen.boxes.get(vote_box(vote.id))
    own = box.own(seen.token) if box is not None and seen.token is not None else ()
    marks = own[-1].body if own else {}
    return Ballot(
        fixed={"vote": vote.id},
        method=cast("BallotMethod", vote.method),
        rule={k: v for k, v in vote.rule.items() if isinstance(v, str | int | float | None)},
        items=vote.items,
        options=tuple(
            Choosable(id=option.id, text=option.text) for option in _visible(seen.state, vote)
        ),
        marks={} if isinstance(marks, str) else marks,
        cast=bool(own),
    )
