"""Place: options are put on two axes or into columns, by each person in secret or by the group.

By each person it is a vote to everything but its parameters: open and close, ballots, result, a
further round. By the group there is no ballot: the facilitator puts down what the group says while
everybody looks, and what stands at the end is the result.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, cast

from pydantic import Field, JsonValue, TypeAdapter

from workshop_studio.blocks import (
    Ballot,
    BallotMethod,
    Block,
    Blocks,
    Choosable,
    FormField,
    Notes,
    People,
    Waiting,
)
from workshop_studio.domain.commands import (
    CastVote,
    CloseVote,
    Command,
    CountHands,
    EnterBallots,
    PlaceOption,
)
from workshop_studio.domain.decide import Context
from workshop_studio.domain.evolve import placed_but
from workshop_studio.domain.records import Settings, Step, Vote
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State
from workshop_studio.steps.ballot_params import params_of
from workshop_studio.steps.kind import Next, Seen
from workshop_studio.steps.place_params import AxesParams, ColumnsParams, keys_of
from workshop_studio.steps.place_settings import arranged, fields_of
from workshop_studio.steps.vote import Voting, current_vote
from workshop_studio.steps.vote_result import chart, visible

_PARAMS: TypeAdapter[AxesParams | ColumnsParams] = TypeAdapter(
    Annotated[AxesParams | ColumnsParams, Field(discriminator="method")]
)


class Placing(Voting):
    """A step in which options are placed."""

    name = "place"
    commands = Voting.commands | {"PlaceOption"}

    def check_params(self, params: object) -> None:
        """Raise pydantic's ``ValidationError`` if these are no parameters of placing."""
        _PARAMS.validate_python(params)

    def settings(self, state: State, step: Step) -> tuple[FormField, ...]:
        """Who places, and what axes or columns are called."""
        del state
        return fields_of(_PARAMS.validate_python(step.params))

    def arrange(
        self, state: State, step: Step, settings: Settings
    ) -> Mapping[str, JsonValue] | Rejection:
        """The parameters with some of these settings."""
        del state
        return arranged(step.params, _PARAMS.validate_python(step.params), settings)

    def review(
        self, state: State, step: Step, command: Command, context: Context
    ) -> Rejection | None:
        """Where the group places there are no ballots, and each option lies in a place that is."""
        if isinstance(command, CastVote | EnterBallots | CountHands | PlaceOption):
            vote = state.votes[command.vote]
            is_place = isinstance(command, PlaceOption)
            if params_of(vote).together != is_place:
                return reject("place.by_each" if is_place else "place.by_group")
            if isinstance(command, PlaceOption):
                return _check(state, vote, command)
        return super().review(state, step, command, context)

    def next(self, seen: Seen) -> Next | None:
        """By the group: begin, and be done; everybody has seen what came of it."""
        if not self._is_together(seen):
            return super().next(seen)
        vote = current_vote(seen.state, seen.step.id)
        if vote is None:
            begin = super().next(seen)
            return None if begin is None else replace(begin, code="place.open")
        if vote.status == "open":
            return Next("place.close", CloseVote(vote=vote.id))
        return None

    def count(self, state: State, step: Step) -> int | None:
        """How many ballots were counted, or how many options the group has placed."""
        vote = current_vote(state, step.id)
        if vote is not None and params_of(vote).together:
            return len(_placed(state, vote)) or None
        return super().count(state, step)

    def code(self, step: Step) -> str:
        """On what, and by whom."""
        params = _PARAMS.validate_python(step.params)
        return f"place.{params.method}" if params.together else super().code(step)

    def work(self, seen: Seen) -> Blocks:
        """What the facilitator places on behalf of the group."""
        vote = current_vote(seen.state, seen.step.id)
        if vote is None:
            code = "place.how_group" if self._is_together(seen) else "place.how_each"
            return (Notes(code=code, text=""), *super().work(seen))
        if vote.status != "open" or not params_of(vote).together:
            return super().work(seen)
        params = params_of(vote)
        options = tuple(Choosable(id=one.id, text=one.text) for one in visible(seen.state, vote))
        ballot = Ballot(
            command="PlaceOption",
            fixed={"vote": vote.id},
            method=cast("BallotMethod", vote.method),
            rule=params.told(),
            items=vote.items,
            options=options,
            scales=params.scales,
            marks=vote.placed,
            promise="",
            picture=chart(seen.state, vote),
        )
        return (ballot,)

    def stage(self, seen: Seen) -> Blocks:
        """By the group: all that has been placed so far, and at the end."""
        if not self._is_together(seen):
            return super().stage(seen)
        vote = current_vote(seen.state, seen.step.id)
        if vote is None:
            return (Waiting(code="place.soon"),)
        picture = chart(seen.state, vote)
        if vote.status == "closed":
            return (picture,)
        placed = People(
            code="placed",
            count=len(_placed(seen.state, vote)),
            of=len(visible(seen.state, vote)),
        )
        told: tuple[Block, ...] = (Waiting(code="place.together"), placed)
        return (*told, picture) if placed.count else told

    def participant(self, seen: Seen) -> Blocks:
        """By the group: the same as all see on the stage."""
        return self.stage(seen) if self._is_together(seen) else super().participant(seen)

    def _is_together(self, seen: Seen) -> bool:
        """Whether the group places, in the round that is held or the one that comes."""
        vote = current_vote(seen.state, seen.step.id)
        params = params_of(vote) if vote else _PARAMS.validate_python(seen.step.params)
        return params.together


def _placed(state: State, vote: Vote) -> set[str]:
    """Ids of the options that lie somewhere, of those that everybody may see."""
    seen = {one.id for one in visible(state, vote)}
    return {key.rpartition("/")[2] for key in vote.placed} & seen


def _check(state: State, vote: Vote, command: PlaceOption) -> Rejection | None:
    """A place on both axes, or a column that has room; what is hidden lies nowhere."""
    if command.option not in {one.id for one in visible(state, vote)}:
        return reject("place.gone")
    params = params_of(vote)
    wanted = {command.option}
    if isinstance(params, AxesParams):
        wanted = set(keys_of([one.id for one in params.scales], [command.option]))
    if command.marks and set(command.marks) != wanted:
        return reject("place.nowhere")
    options = [one.id for one in visible(state, vote)]  # what is hidden takes up no room
    placed = {**placed_but(vote.placed, command.option), **command.marks}
    placed = {key: at for key, at in placed.items() if key.rpartition("/")[2] in options}
    refusal = params.rule(options, {}).check(placed, set(options))
    return None if refusal is None else reject(refusal.code, **refusal.params)
