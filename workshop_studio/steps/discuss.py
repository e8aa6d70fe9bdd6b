"""Discuss: the group talks, one thing at a time or about all, and what came out of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from workshop_studio.blocks import (
    Block,
    Blocks,
    Cell,
    Choosable,
    Form,
    FormField,
    Ideas,
    Note,
    Notes,
    Prompt,
    Row,
    Table,
    Waiting,
)
from workshop_studio.domain.commands import Command, TurnTo, WriteTalk
from workshop_studio.domain.decide import Context
from workshop_studio.domain.items import place_on_board, sources, texts_of
from workshop_studio.domain.records import ItemKind, Step, Vote, Words, talk_key
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State
from workshop_studio.steps import kind
from workshop_studio.steps.ballot_params import params_of
from workshop_studio.steps.kind import Kind, Next, Seen, told_here, typed_here
from workshop_studio.steps.vote import main_vote
from workshop_studio.steps.vote_result import chart, divided, low

ALL = "all"
"""What a discussion without things of its own is about."""


class Lens(BaseModel):
    """One point of view that the group takes, and what it asks."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)
    name: Words
    prompt: Words = Field(default_factory=dict)


class DiscussParams(kind.Params):
    """Settings of a discussion."""

    about: Literal["items", "lenses", "all"] = "all"
    options: ItemKind = "ideas"
    only: Literal["every", "divided", "low"] = "every"
    """Which of the things that were voted on: those that divide, or those that some are against."""
    lenses: tuple[Lens, ...] = Field(default=(), max_length=20, strict=False)
    order: Literal["free", "round"] = "free"
    """Whether whoever likes speaks, or one after the other."""
    minutes_each: int | None = Field(default=None, ge=1, le=600)

    @model_validator(mode="after")
    def _has_lenses(self) -> "DiscussParams":
        ids = [lens.id for lens in self.lenses]
        if len(set(ids)) < len(ids):
            raise ValueError("two points of view have one id")
        if (self.about == "lenses") != bool(ids):
            raise ValueError("points of view are for a discussion of points of view, and only so")
        return self


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to talk about: a text as typed, or words in each language."""

    id: str
    text: str = ""
    words: Words = field(default_factory=dict)
    prompt: Words = field(default_factory=dict)


class Discussing(Kind):
    """A step in which the group talks."""

    name = "discuss"
    commands = frozenset({"WriteTalk", "TurnTo", "AddIdea", "ImportIdeas"})
    Params = DiscussParams

    def takes(self, step: Step) -> frozenset[ItemKind]:
        """Ideas or clusters; what it is not about goes through it."""
        return frozenset({DiscussParams.model_validate(step.params).options})

    def gives(self, step: Step) -> frozenset[ItemKind]:
        """All that it took, or what was typed in it."""
        params = DiscussParams.model_validate(step.params)
        return self.takes(step) if step.source or params.about == "items" else frozenset()

    def review(
        self, state: State, step: Step, command: Command, context: Context
    ) -> Rejection | None:
        """It must be about a thing of this discussion."""
        refused = super().review(state, step, command, context)
        if refused is not None or not isinstance(command, WriteTalk | TurnTo):
            return refused
        known = {thing.id for thing in things(state, step)}
        named = (
            {command.topic.id}
            if isinstance(command, TurnTo)
            else {command.about, *([command.to] if command.to else [])}
        )
        return None if named <= known else reject("talk.gone")

    def next(self, seen: Seen) -> Next | None:
        """One thing after the other."""
        at, after = now(seen.state, seen.step)
        if at is None:
            return None
        return Next("talk.next" if after else "talk.done", form="talk")

    def count(self, state: State, step: Step) -> int | None:
        """Of how many things something was written down."""
        found = [talk for talk in state.talks.values() if talk.step == step.id and talk.text]
        return len(found) or None

    def code(self, step: Step) -> str:
        """Who speaks when."""
        params = DiscussParams.model_validate(step.params)
        return "discuss.round" if params.order == "round" else "discuss.free"

    def work(self, seen: Seen) -> Blocks:
        """What is talked about, a place for what comes out of it, and what has come so far."""
        blocks: list[Block] = [*typed_here(seen)[:1]] if _is_about_typed(seen) else []
        found = things(seen.state, seen.step)
        at, after = now(seen.state, seen.step)
        if at is not None:
            if at.id != ALL:
                blocks.append(_asked(at))
            blocks.append(_form(seen, at, after))
            if at.id in seen.state.clusters:
                blocks.append(_title_form(at))
        if len(found) > 1:
            blocks.append(_turn_form(seen.step.id, found, at))
        told = _told(seen.state, seen.step.id, found)
        if told.rows:
            blocks.append(told)
        vote = earlier_vote(seen.state, seen.step.id)
        if vote is not None:
            blocks.append(chart(seen.state, vote, whole=True))
        if not found:
            blocks.append(Notes(code=_empty(seen), text=""))
        return tuple(blocks)

    def stage(self, seen: Seen) -> Blocks:
        """What is talked about, alone and large."""
        found = things(seen.state, seen.step)
        at, _ = now(seen.state, seen.step)
        if at is None:
            return (Waiting(code="talk.done" if found else _empty(seen)),)
        if at.text:
            one = Ideas(
                ideas=(Note(id=at.id, text=at.text),),
                count=len(found),
                code="one",
                number=found.index(at) + 1,
                colour=place_on_board(seen.state, at.id),
            )
            return (one,)
        return ()

    def participant(self, seen: Seen) -> Blocks:
        """The same, and what has been written down of it."""
        at, _ = now(seen.state, seen.step)
        talk = None if at is None else seen.state.talks.get(talk_key(seen.step.id, at.id))
        noted = (Notes(code="talk.text", text=talk.text),) if talk and talk.text else ()
        return (*self.stage(seen), *noted)

    def asked(self, seen: Seen) -> tuple[Words, Words]:
        """A point of view asks in its own words."""
        at, _ = now(seen.state, seen.step)
        if at is None or not at.words or at.id == ALL:
            return super().asked(seen)
        return at.words, at.prompt or at.words

    def report(self, seen: Seen) -> Blocks:
        """What came out of it."""
        told = _told(seen.state, seen.step.id, things(seen.state, seen.step, every=True))
        return (told,) if told.rows else told_here(seen)


def things(state: State, step: Step, *, every: bool = False) -> list[Thing]:
    """What a discussion is about, in order.

    Args:
        state: the state.
        step: the step.
        every: also what a vote leaves out.
    """
    params = DiscussParams.model_validate(step.params)
    if params.about == "lenses":
        return [Thing(lens.id, words=lens.name, prompt=lens.prompt) for lens in params.lenses]
    if params.about == "all":
        return [Thing(ALL, words=step.title, prompt=step.prompt)]
    found = [Thing(key, text) for key, text in texts_of(state, step.id, params.options)]
    vote = earlier_vote(state, step.id)
    if params.only == "every" or vote is None or every:
        return found
    wanted = divided(state, vote) if params.only == "divided" else low(state, vote)
    return [thing for thing in found if thing.id in wanted]


def now(state: State, step: Step) -> tuple[Thing | None, Thing | None]:
    """What is talked about now, and what comes after it; nothing where all has been."""
    found = things(state, step)
    progress = state.progress_of(step.id)
    if not found or progress.status == "closed":
        return None, None
    places: Mapping[str, int] = {thing.id: place for place, thing in enumerate(found)}
    at = places.get(progress.topic, 0)
    return found[at], found[at + 1] if at + 1 < len(found) else None


def earlier_vote(state: State, step: str) -> Vote | None:
    """The closed vote whose result is talked about."""
    for at in sources(state, step)[1:]:
        vote = main_vote(state, at.id)
        if vote is not None:
            return vote if vote.status == "closed" else None
    return None


def _is_about_typed(seen: Seen) -> bool:
    params = DiscussParams.model_validate(seen.step.params)
    return params.about == "items" and params.options == "ideas"


def _asked(thing: Thing) -> Prompt:
    """The thing as the facilitator has it before them."""
    if thing.text:
        words = {"und": thing.text}
        return Prompt(activity={}, title=words, prompt=words, code="talk.now")
    return Prompt(activity=thing.words, title=thing.words, prompt=thing.prompt, code="talk.now")


def _form(seen: Seen, at: Thing, after: Thing | None) -> Form:
    known = seen.state.talks.get(talk_key(seen.step.id, at.id))
    text = FormField(
        name="text", kind="long", label="talk.text", value="" if known is None else known.text
    )
    fixed = {"step": seen.step.id, "about": at.id, "to": "" if after is None else after.id}
    return Form(command="WriteTalk", fixed=fixed, fields=(text,), code="talk")


def _title_form(at: Thing) -> Form:
    """A better title, if the group finds one while it talks about a cluster."""
    title = FormField(
        name="title", kind="text", label="cluster.title", value=at.text, required=True
    )
    return Form(
        command="RenameCluster", fixed={"cluster": at.id}, fields=(title,), code="title", aside=True
    )


def _turn_form(step: str, found: list[Thing], at: Thing | None) -> Form:
    """A way to any of the things; points of view are named by the order that they stand in."""
    options = tuple(Choosable(id=thing.id, text=thing.text, words=thing.words) for thing in found)
    topic = FormField(
        name="topic",
        kind="item",
        label="talk.topic",
        value=None if at is None else at.id,
        required=True,
        options=options,
    )
    return Form(command="TurnTo", fixed={"step": step}, fields=(topic,), code="turn", aside=True)


def _told(state: State, step: str, found: list[Thing]) -> Table:
    """What was written down, thing by thing."""
    rows = []
    for thing in found:
        talk = state.talks.get(talk_key(step, thing.id))
        if talk is not None and talk.text:
            about = Cell(text=thing.text, words={} if thing.text else thing.words)
            rows.append(Row(id=talk.key, cells=(about, Cell(text=talk.text))))
    return Table(code="talks", columns=("about", "said"), rows=tuple(rows))


def _empty(seen: Seen) -> str:
    """Why there is nothing to talk about."""
    params = DiscussParams.model_validate(seen.step.params)
    vote = earlier_vote(seen.state, seen.step.id)
    if params.only != "every" and vote is not None and params_of(vote).together:
        return "talk.none_together"
    return {"divided": "talk.none_divided", "low": "talk.none_low"}.get(params.only, "talk.none")
