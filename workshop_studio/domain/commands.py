"""The closed set of commands: what somebody asks for.

Each class says whether it can be undone and who may send it. What the facilitator types, edits
or imports is undoable; contributions and ballots are not; flow goes back by commands of its own.
"""
# ruff: noqa: I001 # what is passed on stands in one import

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from workshop_studio.domain.agenda_commands import (
    ActivityPlan as ActivityPlan,
    AddActivity as AddActivity,
    Base,
    CreateSession as CreateSession,
    EditFrame as EditFrame,
    EditStep as EditStep,
    RepeatActivity as RepeatActivity,
    ResizeActivity as ResizeActivity,
    SetActivityStatus as SetActivityStatus,
    StepPlan as StepPlan,
)
from workshop_studio.domain.records import Earlier, Focus, Item, Text, Topic
from workshop_studio.domain.vote_commands import (
    CastVote as CastVote,
    CloseVote as CloseVote,
    CountHands as CountHands,
    CountSeat as CountSeat,
    EnterBallots as EnterBallots,
    MergeSeats as MergeSeats,
    OpenVote as OpenVote,
    PlaceOption as PlaceOption,
    SettleTie as SettleTie,
)


class WriteNotes(Base):
    """Write the facilitator's own notes on a step; the text field they are in has its own undo."""

    type: Literal["WriteNotes"] = "WriteNotes"
    step: str
    text: Text


class WriteTalk(Base):
    """Write down what came out of talking about one thing, and go on to another."""

    type: Literal["WriteTalk"] = "WriteTalk"
    step: str
    about: str
    text: Text = ""
    to: str = ""
    """What to talk about next; empty where this was the last."""


class TurnTo(Base):
    """Talk about another thing now."""

    type: Literal["TurnTo"] = "TurnTo"
    step: str
    topic: Topic


class SetFocus(Base):
    """Show one thing on the stage in place of the step; None shows the step again."""

    type: Literal["SetFocus"] = "SetFocus"
    focus: Focus | None = None


class BringEarlier(Base):
    """Bring open initiatives of the group's earlier sessions along, in place of those before."""

    type: Literal["BringEarlier"] = "BringEarlier"
    undoable = True
    initiatives: tuple[Earlier, ...] = Field(max_length=1_000)


class GoTo(Base):
    """Move the group to a step."""

    type: Literal["GoTo"] = "GoTo"
    step: str


class OpenStep(Base):
    """Let people contribute to a collect step, and start its clock."""

    type: Literal["OpenStep"] = "OpenStep"
    step: str


class CloseStep(Base):
    """Take no more contributions to a step."""

    type: Literal["CloseStep"] = "CloseStep"
    step: str


class Reveal(Base):
    """Show everybody what a step has kept hidden: the ideas, or the result."""

    type: Literal["Reveal"] = "Reveal"
    step: str


class Conceal(Base):
    """Take a reveal back."""

    type: Literal["Conceal"] = "Conceal"
    step: str


class StartTimer(Base):
    """Count down on a step from now, or go on from where it was paused."""

    type: Literal["StartTimer"] = "StartTimer"
    step: str
    seconds: float | None = Field(default=None, gt=0, le=36_000)


class PauseTimer(Base):
    """Hold the clock of a step."""

    type: Literal["PauseTimer"] = "PauseTimer"
    step: str


class AddTime(Base):
    """Give a step more seconds."""

    type: Literal["AddTime"] = "AddTime"
    step: str
    seconds: float = Field(gt=0, le=36_000)


class StopTimer(Base):
    """Take the clock of a step away."""

    type: Literal["StopTimer"] = "StopTimer"
    step: str


class AddIdea(Base):
    """Contribute one idea."""

    type: Literal["AddIdea"] = "AddIdea"
    undoable = True  # for the facilitator; a participant's contribution never is
    roles = frozenset({"facilitator", "participant"})
    step: str
    text: str


class ImportIdeas(Base):
    """Bring many ideas into a step at once; one undo takes them all back."""

    type: Literal["ImportIdeas"] = "ImportIdeas"
    undoable = True
    step: str
    texts: tuple[str, ...] = Field(min_length=1, max_length=100_000)


class EditIdea(Base):
    """Write an idea anew; a participant their own, until the step is closed."""

    type: Literal["EditIdea"] = "EditIdea"
    undoable = True  # for the facilitator
    roles = frozenset({"facilitator", "participant"})
    idea: str
    text: str


class HideIdea(Base):
    """Take an idea out of every surface but the facilitator's list of hidden ideas, or back."""

    type: Literal["HideIdea"] = "HideIdea"
    undoable = True
    idea: str
    hidden: bool = True


class ParkIdea(Base):
    """Put an idea in the parking lot, or back where it came from."""

    type: Literal["ParkIdea"] = "ParkIdea"
    undoable = True
    idea: str
    parked: bool = True


class AddParked(Base):
    """Write down in the parking lot what belongs elsewhere."""

    type: Literal["AddParked"] = "AddParked"
    undoable = True
    text: str


class MakeCluster(Base):
    """Make a cluster, of nothing or of ideas that lie loose or in other clusters (a split)."""

    type: Literal["MakeCluster"] = "MakeCluster"
    undoable = True
    step: str
    title: Text = ""
    ideas: tuple[str, ...] = ()


class RenameCluster(Base):
    """Give a cluster another title."""

    type: Literal["RenameCluster"] = "RenameCluster"
    undoable = True
    cluster: str
    title: Text


class MoveIdeas(Base):
    """Move ideas to a cluster of a step, or take them out (``cluster`` None)."""

    type: Literal["MoveIdeas"] = "MoveIdeas"
    undoable = True
    step: str
    ideas: tuple[str, ...] = Field(min_length=1)
    cluster: str | None


class MergeClusters(Base):
    """Move all that lies in some clusters into one, and take the emptied ones away."""

    type: Literal["MergeClusters"] = "MergeClusters"
    undoable = True
    into: str
    clusters: tuple[str, ...] = Field(min_length=1)


class DissolveCluster(Base):
    """Take a cluster away; its ideas lie loose again."""

    type: Literal["DissolveCluster"] = "DissolveCluster"
    undoable = True
    cluster: str


class Choose(Base):
    """Say what goes on from here, and why."""

    type: Literal["Choose"] = "Choose"
    undoable = True
    step: str
    items: tuple[Item, ...]
    reason: Text = ""


class PlanInitiative(Base):
    """Decide to do something: who, by when."""

    type: Literal["PlanInitiative"] = "PlanInitiative"
    undoable = True
    step: str
    title: Text
    owner: Text = ""
    due: date | None = None
    item: Item | None = None


class EditInitiative(Base):
    """Write an initiative anew."""

    type: Literal["EditInitiative"] = "EditInitiative"
    undoable = True
    initiative: str
    title: Text
    owner: Text = ""
    due: date | None = None


class RemoveInitiative(Base):
    """Take an initiative off the plan."""

    type: Literal["RemoveInitiative"] = "RemoveInitiative"
    undoable = True
    initiative: str


class FinishSession(Base):
    """End the session; a finished session is never changed again."""

    type: Literal["FinishSession"] = "FinishSession"


class Undo(Base):
    """Take the last undoable command back."""

    type: Literal["Undo"] = "Undo"


class Redo(Base):
    """Take the last undo back."""

    type: Literal["Redo"] = "Redo"


Command = Annotated[
    CreateSession
    | EditFrame
    | EditStep
    | AddActivity
    | SetActivityStatus
    | RepeatActivity
    | ResizeActivity
    | WriteNotes
    | WriteTalk
    | TurnTo
    | SetFocus
    | BringEarlier
    | GoTo
    | OpenStep
    | CloseStep
    | Reveal
    | Conceal
    | StartTimer
    | PauseTimer
    | AddTime
    | StopTimer
    | AddIdea
    | ImportIdeas
    | EditIdea
    | HideIdea
    | ParkIdea
    | AddParked
    | MakeCluster
    | RenameCluster
    | MoveIdeas
    | MergeClusters
    | DissolveCluster
    | OpenVote
    | CastVote
    | EnterBallots
    | MergeSeats
    | CountSeat
    | PlaceOption
    | CountHands
    | CloseVote
    | SettleTie
    | Choose
    | PlanInitiative
    | EditInitiative
    | RemoveInitiative
    | FinishSession
    | Undo
    | Redo,
    Field(discriminator="type"),
]

COMMAND: TypeAdapter[Command] = TypeAdapter(Command)
"""Makes a command of plain data, as a form or a phone sends it; raises pydantic's error."""


@cache
def undoable_names() -> frozenset[str]:
    """Types of the commands that undo can take back where the facilitator sent them."""
    return frozenset(kind.__name__ for kind in Base.__subclasses__() if kind.undoable)


@cache
def by_name() -> Mapping[str, type[Base]]:
    """Every command by its type."""
    return {kind.__name__: kind for kind in Base.__subclasses__() if "type" in kind.model_fields}
