"""The records that a state is made of: frozen, one table each, keeping fields they do not know.

A file written by a later version may hold more fields than this one knows. They are kept and
written back (``extra="allow"``), so that opening and saving here loses nothing.
"""

import datetime as dt
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

Words = Mapping[str, str]
"""A text by language code; the key ``und`` holds what somebody typed over it."""

EDITED = "und"
Role = Literal["facilitator", "participant"]
ItemKind = Literal["ideas", "clusters", "fixed"]
Status = Literal["ahead", "open", "closed"]
Marks = Mapping[str, int]
"""One ballot: option id to its value. An empty one is an abstention."""

Settings = Mapping[str, JsonValue]
"""What somebody has filled in of a step's settings: name of the field to its value."""

TEXT_LIMIT = 10_000
"""Most characters in a title, a reason or another short text."""
IDEA_LIMIT = 1_000_000
"""Most characters in one idea: far above any idea, below what would tire the laptop."""
Text = Annotated[str, Field(max_length=TEXT_LIMIT)]


class Record(BaseModel):
    """One frozen row of a table; what it does not know it keeps."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)


class Document(Record):
    """Which document this is; never changes."""

    id: str
    created: datetime
    workshop: str | None = None
    """Id of the workshop or technique that the agenda came from."""
    rehearsal: bool = False
    """Whether it only tries the plan, with simulated people."""


class Frame(Record):
    """What the session is about, for whom, where and when."""

    title: Text
    challenge: Text = ""
    area: Text = ""
    cohort: Text = ""
    group: Text = ""
    goal: Text = ""
    chosen: Mapping[str, str] = Field(default_factory=dict)
    """Ids in the organisation by field (``area``, ``cohort``, ``group``, ``goal``); a field with a
    text and no id here was typed."""
    place: Text = ""
    facilitator: Text = ""
    date: dt.date | None = None
    headcount: int | None = Field(default=None, ge=0, le=100_000)


class Focus(Record):
    """What the stage shows in place of the step: one idea, or a list beside the agenda."""

    kind: Literal["idea", "earlier", "parking"]
    id: str = ""
    """The idea's."""


class Flow(Record):
    """Where the group is on the agenda."""

    current: str | None = None
    finished: bool = False
    focus: Focus | None = None


class Activity(Record):
    """A technique placed on the agenda."""

    id: str
    order: int
    technique: str
    name: Words
    phase: str = ""
    status: Literal["planned", "skipped", "parked"] = "planned"
    """Skipped ones are passed over; parked ones are put aside and may be brought back."""
    repeats: str | None = None
    """The activity that this one holds once more."""
    spent: Annotated[int, Field(ge=0)] = 0
    """Minutes that the group had been at it when it was skipped or parked."""


class Step(Record):
    """One step of an activity: its kind, its texts and its settings."""

    id: str
    activity: str
    order: int
    kind: str
    title: Words
    prompt: Words = Field(default_factory=dict)
    tips: Words = Field(default_factory=dict)
    minutes: int | None = None
    source: str | None = None
    """The earlier step whose result this one works on."""
    params: Mapping[str, JsonValue] = Field(default_factory=dict)


class Progress(Record):
    """How far a step has come: flow, kept apart from what the facilitator edits."""

    step: str
    status: Status = "ahead"
    opening: int = 0
    """How many times it has been opened; each time has a ballot box of its own."""
    revealed: bool = False
    seconds: float | None = None
    """What the timer was set to."""
    ends_at: datetime | None = None
    left: float | None = None
    """Seconds left on a paused timer; without ``seconds``, those that a closed step had left."""
    entered: datetime | None = None
    """When the group first came to the step, or began in it."""
    topic: str = ""
    """What a discussion is about now; empty for the first thing of all."""


class StepNotes(Record):
    """The facilitator's own notes on a step; on no surface but the console."""

    step: str
    text: Text = ""


class Topic(Record):
    """One thing that a discussion can be about."""

    kind: str = ""
    id: str


class Talk(Record):
    """What came out of talking about one thing: an idea, a cluster, a point of view, or all."""

    step: str
    about: str
    """Id of the thing; empty for all of it."""
    order: int
    text: Text = ""

    @property
    def key(self) -> str:
        """The key of this record in its table."""
        return talk_key(self.step, self.about)


def talk_key(step: str, about: str) -> str:
    """The key of a talk in its table."""
    return f"{step} {about}"


class Idea(Record):
    """One contribution, stored as typed."""

    id: str
    step: str
    order: int
    text: Annotated[str, Field(max_length=IDEA_LIMIT)]
    by: Literal["facilitator", "participant", "import"]
    hidden: bool = False
    parked: bool = False
    """Whether it lies in the parking lot, for what belongs elsewhere."""

    @property
    def is_away(self) -> bool:
        """Whether no step shows it: hidden, or in the parking lot."""
        return self.hidden or self.parked


class Cluster(Record):
    """Ideas that belong together, with a title."""

    id: str
    step: str
    order: int
    title: Text = ""


class Membership(Record):
    """That an idea lies in a cluster; one for each idea in each cluster step."""

    step: str
    idea: str
    cluster: str
    order: int

    @property
    def key(self) -> str:
        """The key of this record in its table."""
        return membership_key(self.step, self.idea)


def membership_key(step: str, idea: str) -> str:
    """The key of the membership of ``idea`` in the cluster step ``step``."""
    return f"{step}/{idea}"


class Option(Record):
    """What can be voted for, its text as it stood when the vote was opened."""

    id: str
    text: str
    cost: int | None = None
    """What it costs, where a budget is shared out."""


class Hands(Record):
    """Raised hands: counts per option, or per ``option/value`` on a scale, and how many people."""

    counts: Mapping[str, Annotated[int, Field(ge=0)]]
    heads: Annotated[int, Field(ge=0)]


class Settlement(Record):
    """How a tie of a closed vote was resolved; the ballots say who was level."""

    rank: int
    """The rank that several share."""
    way: Literal["decision", "lot"]
    first: tuple[str, ...] = ()
    """Ids of those that go before the others, where somebody decided."""
    reason: Text = ""
    seed: str = ""
    """What the lot was drawn from, so that anyone can draw it again."""


class Breaks(Record):
    """The tie that a further round is to resolve."""

    vote: str
    rank: int


class Part(Record):
    """What the ballots of one group of voters came to together, or of all that are not shown so."""

    group: Text = ""
    """Empty for all those that are put together."""
    ballots: Annotated[int, Field(ge=0)]
    totals: Mapping[str, float]
    """Option id to what it got; without those that nobody of them gave anything to count."""


class Breakdown(Record):
    """A result by groups of voters: totals only, no ballot, and no small group by itself."""

    parts: tuple[Part, ...] = ()
    """Every ballot counts in one of them; none where there is no breakdown."""
    together: tuple[Text, ...] = ()
    """The groups that no part of their own shows, whether anybody of them voted or not."""
    why: str = ""
    """Code of the reason why there is no breakdown; empty where there is one."""


class Vote(Record):
    """One round of voting in a step."""

    id: str
    step: str
    order: int
    round: int
    method: str
    items: ItemKind
    rule: Mapping[str, JsonValue]
    options: tuple[Option, ...]
    status: Literal["open", "closed"] = "open"
    hands: Hands | None = None
    placed: Marks = Field(default_factory=dict)
    """Where the group has put options, all of it as one ballot, where it places them together."""
    ballots: Annotated[int, Field(ge=0)] = 0
    """How many ballots were counted; the ballots themselves are in the bundles."""
    beside: Annotated[int, Field(ge=0)] = 0
    """How many people more they answer for than they are, where phones answer for tables."""
    settled: tuple[Settlement, ...] = ()
    breaks: Breaks | None = None
    """Set where the round is only between those that were level in another."""
    envelopes: tuple[str, ...] = ()
    """Sorted ids of the envelopes that were counted, so that a late repeat is recognised."""
    breakdown: Breakdown | None = None
    """What groups of voters gave, where voters were asked for their group."""


BUNDLE = 250
"""Ballots in one bundle: small enough to decode between two frames of a window."""


class Bundle(Record):
    """Some of the ballots of a closed vote, sorted by content over the whole vote, without keys."""

    vote: str
    part: int
    ballots: tuple[Marks, ...]

    @property
    def key(self) -> str:
        """The key of this record in its table."""
        return f"{self.vote}/{self.part:05}"


class Item(Record):
    """A reference to an idea or a cluster."""

    kind: ItemKind
    id: str


class Choice(Record):
    """The outcome of a choose step: what goes on, and why."""

    step: str
    items: tuple[Item, ...]
    rule: Literal["top", "hand"]
    reason: Text = ""


class Initiative(Record):
    """What was decided to do: owner, due date, status."""

    id: str
    step: str
    order: int
    title: Text
    owner: Text = ""
    due: date | None = None
    item: Item | None = None
    status: Literal["planned", "started", "done", "dropped"] = "planned"


class Earlier(Record):
    """An initiative of an earlier session of the group, as it stood when it was brought along."""

    document: str
    initiative: str
    session: Text
    """The earlier session's title."""
    held: dt.date | None = None
    title: Text
    owner: Text = ""
    due: dt.date | None = None
    status: Literal["planned", "started", "done", "dropped"] = "planned"

    @property
    def key(self) -> str:
        """The key of this record in its table."""
        return f"{self.document}/{self.initiative}"
