"""A session held by simulated people, through the same hub, journal and boxes as a real one.

The simulation does what the projections offer: the facilitator follows the primary button, the
participants fill in the entries and ballots that their own projection shows.
"""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workshop_studio.app.answers import answer
from workshop_studio.app.desk import FACILITATOR, Desk
from workshop_studio.app.hub import Actor, Envelope, Receipt, Snapshot
from workshop_studio.blocks import Ballot, Board, Entry, Form
from workshop_studio.domain import commands as c
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.records import Frame, Item, Marks
from workshop_studio.projections.facilitator import FacilitatorView, facilitator
from workshop_studio.projections.participant import participant
from workshop_studio.steps.groups import Groups

PARTICIPANTS = 26
"""How many take part unless somebody says otherwise."""
_MONEY = ("number", "counts")
"""The fields of a form that asks for money and costs."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ScriptIdea(_Model):
    """An idea, the cluster it will lie in, and the initiative it would become."""

    text: str
    cluster: int | None = None
    initiative: str | None = None


class ScriptFrame(_Model):
    """The frame, without the title."""

    challenge: str = ""
    area: str = ""
    cohort: str = ""
    group: str = ""
    goal: str = ""
    place: str = ""
    facilitator: str = ""
    date: dt.date
    headcount: int


class Script(_Model):
    """What the people of a simulated session say and want."""

    format: Literal[1]
    id: str
    title: str
    lang: str
    source: str
    licence: str
    workshop: str
    frame: ScriptFrame
    clusters: tuple[str, ...]
    ideas: tuple[ScriptIdea, ...] = Field(min_length=2)
    approvals: tuple[tuple[int, ...], ...] = ()
    """For each of the first participants, the places of the ideas that they approve of."""
    breakdown: Groups | None = None
    """The groups that results are shown by."""
    voters: tuple[str, ...] = ()
    """For each of the first participants, the group that they say is theirs; empty for none."""
    owners: tuple[str, ...] = Field(min_length=1)
    due: tuple[date, ...] = Field(min_length=1)
    choice_reason: str
    talk: str
    """What is written down of a talk."""

    def full_frame(self, headcount: int) -> Frame:
        """The frame of the session."""
        known = self.frame.model_dump() | {"headcount": headcount}
        return Frame(title=self.title, **known)


def read_script(path: Path) -> Script:
    """Read a script; raises ``BadInput`` if it is none."""
    try:
        return Script.model_validate_json(path.read_bytes())
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise BadInput("script.bad", name=path.name, place=place) from error


@dataclass(frozen=True, slots=True)
class Held:
    """What came of holding one technique, to be drawn.

    Attributes:
        technique: the technique's id.
        open: while everybody has voted and the last vote is not closed; None without a vote.
        told: the result of it, shown to everybody.
        talk: while the group talks; None where it has no discussion.
        placing: while the group places as one; None where it does not.
    """

    technique: str
    open: Snapshot | None
    told: Snapshot | None
    talk: Snapshot | None
    placing: Snapshot | None = None


@dataclass
class Seeded:
    """Chance, ids and a clock that are the same for the same seed."""

    chance: random.Random
    now: datetime
    makes_id: Callable[[], str] | None = None

    @classmethod
    def of(cls, seed: int, begins: date, new_id: Callable[[], str] | None = None) -> "Seeded":
        """What a seed gives for a session that begins at noon UTC of a day.

        Args:
            seed: what chance begins with.
            begins: the day.
            new_id: makes the ids where they are not to come from the seed.
        """
        noon = datetime(begins.year, begins.month, begins.day, 12, tzinfo=UTC)
        chance = random.Random(seed)  # noqa: S311 # a simulation, nothing secret
        return cls(chance, noon, new_id)

    def clock(self) -> datetime:
        """The time, some seconds later each time it is asked."""
        self.now += timedelta(seconds=self.chance.uniform(0.5, 6.0))
        return self.now

    def new_id(self) -> str:
        """An id; random only as far as the seed is."""
        return self.makes_id() if self.makes_id else f"{self.chance.getrandbits(64):016x}"


@dataclass
class Simulation:
    """People who hold the session of a desk.

    Attributes:
        desk: where the session lies, at its beginning.
        script: what they say and want.
        seeded: their chance.
        people: how many take part beside the facilitator.
        ends: whether the session is finished at the end, or left in its last step.
        on_receipt: told id, type and made ids of each acknowledged command.
        on_step: told when the group has come to something new, before it goes on.
    """

    desk: Desk
    script: Script
    seeded: Seeded
    people: int = PARTICIPANTS
    ends: bool = True
    on_receipt: Callable[[str, str, tuple[str, ...]], None] | None = None
    on_step: Callable[[], None] | None = None
    _ideas: dict[str, int] = field(default_factory=dict)
    """Idea id to its place in the script."""

    def hold(self) -> None:
        """Lead the session from its first step to its end, publishing at the end of each step."""
        while True:
            view = self._view()
            if self.on_step is not None:
                self.on_step()
            if view.next is None:
                return
            self._ask_groups(view)
            self._work(view)
            view = self._view()
            is_end = view.next is None or isinstance(view.next.command, c.FinishSession)
            if is_end and not self.ends:
                return
            self._press(view)

    def _view(self) -> FacilitatorView:
        snapshot = self.desk.hub.snapshot
        return facilitator(snapshot.state, snapshot.boxes)

    def _send(self, actor: Actor, command: c.Command) -> Receipt:
        receipt = self.desk.hub.handle(Envelope(self.seeded.new_id(), actor, command))
        if receipt.rejection is not None:
            raise BadInput(receipt.rejection.code, **receipt.rejection.params)
        if self.on_receipt is not None:
            self.on_receipt(receipt.envelope, command.type, receipt.made)
        return receipt

    def _press(self, view: FacilitatorView) -> None:
        """Press the primary button."""
        going = view.next
        if going is None or going.command is None:
            return
        self._send(FACILITATOR, going.command)
        if isinstance(going.command, c.GoTo | c.FinishSession):
            self.desk.publish(self.desk.hub.snapshot)

    def _work(self, view: FacilitatorView) -> None:
        """Do what the step asks for, each in their own projection."""
        for block in view.work:
            if isinstance(block, Board) and block.step is not None and not block.clusters:
                self._sort(block)
            elif isinstance(block, Form) and block.code == "choose":
                self._choose(block)
            elif isinstance(block, Form) and block.code == "plan":
                self._plan(block)
            elif isinstance(block, Ballot):
                self._place(block)
            elif isinstance(block, Form) and block.code == "talk":
                self._talk(block)
            elif isinstance(block, Form) and block.code == "fixed":
                self._send(FACILITATOR, c.OpenVote(step=block.fixed["step"]))
            elif isinstance(block, Form) and block.code == "costs":
                self._open_with_costs(block)
        tokens = [f"phone {number}" for number in range(self.people)]
        for number, token in enumerate(tokens):
            snapshot = self.desk.hub.snapshot
            for block in participant(snapshot.state, snapshot.boxes, token):
                if isinstance(block, Entry) and block.promise:
                    self._contribute(number, token, block)
                elif isinstance(block, Ballot) and not block.cast:
                    marks = self._marks(number, block)
                    group = self._group(number, block)
                    vote = c.CastVote(vote=block.fixed["vote"], marks=marks, group=group)
                    self._send(Actor("participant", token), vote)

    def _contribute(self, number: int, token: str, entry: Entry) -> None:
        mine = range(number, len(self.script.ideas), self.people)
        for place in mine[: entry.most]:
            command = c.AddIdea(step=entry.fixed["step"], text=self.script.ideas[place].text)
            receipt = self._send(Actor("participant", token), command)
            self._ideas[receipt.made[0]] = place

    def _marks(self, number: int, ballot: Ballot) -> Marks:
        vote = self.desk.hub.snapshot.state.votes[ballot.fixed["vote"]]
        here = {option.id for option in ballot.options}  # each person has an order of their own
        options = [option.id for option in vote.options if option.id in here]
        if ballot.method == "approval":
            places = {self._ideas.get(option): option for option in options}
            if number < len(self.script.approvals):
                wanted = self.script.approvals[number]
                return {places[place]: 1 for place in wanted if place in places}
            return answer(options, ballot, self.seeded.chance)
        return answer(options, ballot, self.seeded.chance)

    def _group(self, number: int, ballot: Ballot) -> str:
        """The group that somebody belongs to, where the script says so and they are asked."""
        told = self.script.voters
        group = told[number] if number < len(told) else ""
        return group if group in ballot.groups else ""

    def _ask_groups(self, view: FacilitatorView) -> None:
        """Have the result of a vote shown by group, where the script says by which."""
        if self.script.breakdown is None or view.next is None or view.next.code != "vote.open":
            return
        params = dict(self.desk.hub.snapshot.state.steps[view.step].params)
        if "breakdown" not in params:
            params["breakdown"] = self.script.breakdown.model_dump(mode="json")
            self._send(FACILITATOR, c.EditStep(step=view.step, params=params))

    def _sort(self, board: Board) -> None:
        step = board.step or ""
        for number, title in enumerate(self.script.clusters):
            members = tuple(note.id for note in board.loose if self._cluster(note.id) == number)
            self._send(FACILITATOR, c.MakeCluster(step=step, title=title, ideas=members))

    def _cluster(self, idea: str) -> int | None:
        place = self._ideas.get(idea)
        return None if place is None else self.script.ideas[place].cluster

    def _choose(self, form: Form) -> None:
        """Take what the vote put first; what a tie leaves open the facilitator decides."""
        field_ = next(one for one in form.fields if one.kind == "items")
        if not field_.options:  # what is chosen from is written here
            text = self.script.ideas[0].text
            self._send(FACILITATOR, c.AddIdea(step=form.fixed["step"], text=text))
            return
        kinds = {option.id: option.kind for option in field_.options}
        ticked = list(field_.value) if isinstance(field_.value, tuple) else []
        for option in field_.options:
            if len(ticked) >= 3:  # as many as the workshop asks for
                break
            if option.id not in ticked:
                ticked.append(option.id)
        items = tuple(
            Item.model_validate({"kind": kinds[key], "id": key}) for key in ticked if key in kinds
        )
        command = c.Choose(step=form.fixed["step"], items=items, reason=self.script.choice_reason)
        self._send(FACILITATOR, command)

    def _place(self, ballot: Ballot) -> None:
        """Put each option where a group might."""
        options = [option.id for option in ballot.options]
        marks = answer(options, ballot, self.seeded.chance)
        for option in options:
            here = {key: at for key, at in marks.items() if key.rpartition("/")[2] == option}
            if here:
                vote = ballot.fixed["vote"]
                self._send(FACILITATOR, c.PlaceOption(vote=vote, option=option, marks=here))

    def _talk(self, form: Form) -> None:
        """Talk about what there is, and write down something of the last of it."""
        step, about, to = (form.fixed[name] for name in ("step", "about", "to"))
        text = "" if to else self.script.talk
        self._send(FACILITATOR, c.WriteTalk(step=step, about=about, text=text, to=to))

    def _open_with_costs(self, form: Form) -> None:
        """Say what each option costs, of which the money is enough for about half."""
        budget, options = (next(one for one in form.fields if one.kind == kind) for kind in _MONEY)
        money = budget.value if isinstance(budget.value, int) else 0
        each = max(1, 2 * money // max(1, len(options.options)))
        costs = {option.id: each for option in options.options}
        command = c.OpenVote(step=form.fixed["step"], costs=costs, budget=money)
        self._send(FACILITATOR, command)

    def _plan(self, form: Form) -> None:
        chosen = next((one for one in form.fields if one.kind == "item"), None)
        for number, option in enumerate(chosen.options if chosen else ()):
            place = self._ideas.get(option.id)
            told = self.script.ideas[place].initiative if place is not None else None
            command = c.PlanInitiative(
                step=form.fixed["step"],
                title=told or option.text,
                owner=self.script.owners[number % len(self.script.owners)],
                due=self.script.due[number % len(self.script.due)],
                item=Item.model_validate({"kind": option.kind, "id": option.id}),
            )
            self._send(FACILITATOR, command)
