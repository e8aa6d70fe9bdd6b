"""The closed set of events: what has happened, as the journal keeps it.

An event holds whole records. :func:`workshop_studio.domain.evolve.changes` says which records
of the state it puts or takes away; undo is made of the same.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

from workshop_studio.domain.records import (
    Activity,
    Breakdown,
    Choice,
    Cluster,
    Document,
    Earlier,
    Focus,
    Frame,
    Hands,
    Idea,
    Initiative,
    Marks,
    Membership,
    Progress,
    Settlement,
    Step,
    StepNotes,
    Talk,
    Vote,
)


class Base(BaseModel):
    """What every event has: its type and the version of its shape."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)
    v: int = 1


class SessionCreated(Base):
    """A session began with a frame and an agenda."""

    type: Literal["SessionCreated"] = "SessionCreated"
    document: Document
    frame: Frame
    activities: tuple[Activity, ...]
    steps: tuple[Step, ...]


class FrameEdited(Base):
    """The frame was written anew."""

    type: Literal["FrameEdited"] = "FrameEdited"
    frame: Frame


class StepEdited(Base):
    """A step's texts or settings were changed."""

    type: Literal["StepEdited"] = "StepEdited"
    step: Step


class ActivityAdded(Base):
    """An activity was placed on the agenda; those behind it moved on."""

    type: Literal["ActivityAdded"] = "ActivityAdded"
    activity: Activity
    steps: tuple[Step, ...]
    moved: tuple[Activity, ...] = ()


class ActivitiesChanged(Base):
    """Activities were skipped, put aside, brought back or moved."""

    type: Literal["ActivitiesChanged"] = "ActivitiesChanged"
    activities: tuple[Activity, ...]


class StepsResized(Base):
    """The steps of an activity got other lengths."""

    type: Literal["StepsResized"] = "StepsResized"
    steps: tuple[Step, ...]


class NotesWritten(Base):
    """The facilitator wrote notes of their own."""

    type: Literal["NotesWritten"] = "NotesWritten"
    notes: StepNotes


class TalkWritten(Base):
    """It was written down what came out of talking about one thing."""

    type: Literal["TalkWritten"] = "TalkWritten"
    talk: Talk


class FocusSet(Base):
    """The stage shows one thing in place of the step, or the step again."""

    type: Literal["FocusSet"] = "FocusSet"
    focus: Focus | None


class EarlierBrought(Base):
    """Initiatives of earlier sessions were brought along."""

    type: Literal["EarlierBrought"] = "EarlierBrought"
    initiatives: tuple[Earlier, ...]
    gone: tuple[str, ...] = ()


class StepEntered(Base):
    """The group moved to a step."""

    type: Literal["StepEntered"] = "StepEntered"
    step: str
    at: datetime | None = None
    """When; None where the group has been there before (up to format 1.5 each time was told)."""


class StepProgressed(Base):
    """A step was opened, closed, revealed or concealed, or its clock was set."""

    type: Literal["StepProgressed"] = "StepProgressed"
    what: Literal["opened", "closed", "revealed", "concealed", "timed", "turned"]
    progress: Progress


class IdeaAdded(Base):
    """Somebody contributed an idea. It tells neither who nor when."""

    type: Literal["IdeaAdded"] = "IdeaAdded"
    idea: Idea


class IdeasImported(Base):
    """Many ideas came in at once."""

    type: Literal["IdeasImported"] = "IdeasImported"
    ideas: tuple[Idea, ...]


class IdeaEdited(Base):
    """An idea was written anew, hidden or restored."""

    type: Literal["IdeaEdited"] = "IdeaEdited"
    idea: Idea


class ClusterMade(Base):
    """A cluster was made of the ideas whose memberships are given."""

    type: Literal["ClusterMade"] = "ClusterMade"
    cluster: Cluster
    memberships: tuple[Membership, ...] = ()


class ClusterRenamed(Base):
    """A cluster got another title."""

    type: Literal["ClusterRenamed"] = "ClusterRenamed"
    cluster: Cluster


class IdeasMoved(Base):
    """Ideas were moved to a cluster, or taken out of theirs."""

    type: Literal["IdeasMoved"] = "IdeasMoved"
    step: str
    memberships: tuple[Membership, ...] = ()
    taken_out: tuple[str, ...] = ()


class ClustersMerged(Base):
    """Clusters were emptied into another and taken away."""

    type: Literal["ClustersMerged"] = "ClustersMerged"
    into: str
    gone: tuple[str, ...]
    memberships: tuple[Membership, ...]


class ClusterDissolved(Base):
    """A cluster was taken away, its ideas lie loose."""

    type: Literal["ClusterDissolved"] = "ClusterDissolved"
    cluster: str
    step: str
    ideas: tuple[str, ...]


class VoteOpened(Base):
    """A round of voting began; its options are frozen."""

    type: Literal["VoteOpened"] = "VoteOpened"
    vote: Vote


class OptionPlaced(Base):
    """The group put one option somewhere, or took it away."""

    type: Literal["OptionPlaced"] = "OptionPlaced"
    vote: str
    option: str
    marks: Marks


class HandsCounted(Base):
    """The facilitator entered raised hands."""

    type: Literal["HandsCounted"] = "HandsCounted"
    vote: str
    hands: Hands


class VoteClosed(Base):
    """A round of voting was counted.

    The ballots are without keys and groups and sorted by content; the envelope ids stand apart,
    sorted, and so do the totals of groups of voters, so that nothing joins one to the other.
    """

    type: Literal["VoteClosed"] = "VoteClosed"
    vote: str
    ballots: tuple[Marks, ...]
    beside: Annotated[int, Field(ge=0)] = 0
    """How many people more the ballots answer for than they are: those of tables, all added up."""
    envelopes: tuple[str, ...]
    breakdown: Breakdown | None = None


class TieSettled(Base):
    """A tie of a closed vote was resolved."""

    type: Literal["TieSettled"] = "TieSettled"
    vote: str
    settlement: Settlement


class ChoiceMade(Base):
    """It was chosen what goes on."""

    type: Literal["ChoiceMade"] = "ChoiceMade"
    choice: Choice


class InitiativePlanned(Base):
    """An initiative was put on the plan."""

    type: Literal["InitiativePlanned"] = "InitiativePlanned"
    initiative: Initiative


class InitiativeEdited(Base):
    """An initiative was written anew."""

    type: Literal["InitiativeEdited"] = "InitiativeEdited"
    initiative: Initiative


class InitiativeRemoved(Base):
    """An initiative was taken off the plan."""

    type: Literal["InitiativeRemoved"] = "InitiativeRemoved"
    initiative: str


class SessionFinished(Base):
    """The session ended."""

    type: Literal["SessionFinished"] = "SessionFinished"


class Was(BaseModel):
    """A record as it was before; None where there was none."""

    model_config = ConfigDict(frozen=True, extra="allow")
    table: str
    key: str
    record: Mapping[str, JsonValue] | None


class Undone(Base):
    """A command was taken back (or, by redo, an undo): these records are as they were before."""

    type: Literal["Undone"] = "Undone"
    command: str
    """The type of the command that this takes back."""
    records: tuple[Was, ...]


Event = Annotated[
    SessionCreated
    | FrameEdited
    | StepEdited
    | ActivityAdded
    | ActivitiesChanged
    | StepsResized
    | NotesWritten
    | TalkWritten
    | FocusSet
    | EarlierBrought
    | StepEntered
    | StepProgressed
    | IdeaAdded
    | IdeasImported
    | IdeaEdited
    | ClusterMade
    | ClusterRenamed
    | IdeasMoved
    | ClustersMerged
    | ClusterDissolved
    | VoteOpened
    | OptionPlaced
    | HandsCounted
    | VoteClosed
    | TieSettled
    | ChoiceMade
    | InitiativePlanned
    | InitiativeEdited
    | InitiativeRemoved
    | SessionFinished
    | Undone,
    Field(discriminator="type"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
EVENTS: TypeAdapter[tuple[Event, ...]] = TypeAdapter(tuple[Event, ...])
"""Reads events as the journal and the history hold them."""
