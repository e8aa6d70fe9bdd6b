"""The closed set of blocks: the pieces that stage, participant, work area and report are made of.

A block carries codes and data, never translated text; texts that a session carries are
:data:`Words` with all their languages. Qt, phones and reports render blocks, never step kinds.
A block that takes input names the command that it sends: the surface sends
``{"type": command, **fixed, **what was entered}``.
"""

import datetime as dt
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from workshop_studio.domain.records import Words

Value = str | int | float | date | None


class Base(BaseModel):
    """What every block has."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Prompt(Base):
    """What the step asks, and how it is done (``code``, such as ``collect.hidden``)."""

    block: Literal["prompt"] = "prompt"
    activity: Words
    title: Words
    prompt: Words
    code: str = ""
    count: int | None = None
    """The number that the code speaks of, such as the dots of each person."""


class Timer(Base):
    """The clock of the step: each surface counts down by itself from ``ends_at``."""

    block: Literal["timer"] = "timer"
    seconds: float
    ends_at: datetime | None = None
    left: float | None = None
    """Seconds left while it is paused."""


class Entry(Base):
    """A place to write ideas, one at a time; the input's name is ``text``."""

    block: Literal["entry"] = "entry"
    command: str = "AddIdea"
    fixed: Mapping[str, str]
    most: int | None = None
    used: int = 0
    promise: str = ""
    """Code of the promise that stands where people write, such as ``anonymous``."""


class Note(Base):
    """One idea as a surface shows it."""

    id: str
    text: str
    own: bool = False
    hidden: bool = False


class Ideas(Base):
    """A list of ideas; while they are kept hidden, only how many there are."""

    block: Literal["ideas"] = "ideas"
    ideas: tuple[Note, ...] = ()
    count: int = 0
    code: str = ""
    """``hidden`` while they wait for the reveal, ``one`` where one is shown alone, ``parking`` for
    the parking lot, else empty."""
    number: int = 0
    """Where one is shown alone: its place among ``count``, from 1."""


class Pile(Base):
    """A cluster with its ideas."""

    id: str
    title: str
    ideas: tuple[Note, ...]


class Board(Base):
    """Ideas sorted into clusters; ``step`` is set where they may be moved."""

    block: Literal["board"] = "board"
    clusters: tuple[Pile, ...]
    loose: tuple[Note, ...]
    step: str | None = None


class Choosable(Base):
    """One option of a ballot or of a field."""

    id: str
    text: str
    kind: str = ""


class Ballot(Base):
    """A vote to be cast: the options, the rule, and the viewer's own marks."""

    block: Literal["ballot"] = "ballot"
    command: str = "CastVote"
    fixed: Mapping[str, str]
    method: str
    rule: Mapping[str, Value]
    items: str
    options: tuple[Choosable, ...]
    marks: Mapping[str, int] = Field(default_factory=dict)
    cast: bool = False
    promise: str = "secret"


class FormField(Base):
    """One field of a form. ``label`` is a code; ``kind`` says what may be entered.

    What is sent under ``name``: a text for ``text`` and ``long``, an ISO date or None for
    ``date``, ``{"kind", "id"}`` of the option or None for ``item``, a list of such for ``items``,
    a whole number for ``number``, whole numbers by option id for ``counts``.
    """

    name: str
    kind: Literal["text", "long", "date", "items", "item", "number", "counts"]
    label: str
    value: int | str | tuple[str, ...] | Mapping[str, int] | None = None
    required: bool = False
    options: tuple[Choosable, ...] = ()
    """For ``items`` (any number) and ``item`` (one): what can be chosen; for ``counts``: what
    is counted."""


class Form(Base):
    """Fields to be filled in and sent as one command."""

    block: Literal["form"] = "form"
    command: str
    fixed: Mapping[str, str]
    fields: tuple[FormField, ...]
    code: str
    """Which form this is, such as ``choose`` or ``plan``: heading and button follow from it."""


Level = Literal["together", "mixed", "split"]
"""How far a group agrees; each surface has words for it."""


class Agreement(Base):
    """How far the group agrees, over all options and on which it does not."""

    level: Level
    measure: str
    """Which number says so, such as ``kendall_w`` or ``van_der_eijk``."""
    value: float | None = None
    left_out: int = 0
    """Heads that are not in it, since raised hands tell nothing of single people."""
    divided: tuple[str, ...] = ()
    """Ids of the options that the group is split on, most divided first."""


class Settled(Base):
    """A tie that was resolved: by whom or what, and in which order the tied stand now."""

    way: Literal["decision", "lot", "round"]
    order: tuple[str, ...]
    reason: str = ""
    seed: str = ""
    """What the lot was drawn from, so that anyone can draw it again."""


class Result(Base):
    """What every chart of a vote tells beside its picture."""

    block: Literal["chart"] = "chart"
    method: str
    """How it was counted; each surface has a sentence for it."""
    items: str
    voters: int
    """Ballots that were counted, abstentions among them."""
    abstentions: int = 0
    hands: int = 0
    """Heads counted by raised hands, not among the ballots."""
    round: int = 1
    ties: tuple[tuple[str, ...], ...] = ()
    """Ids of options that share a rank."""
    agreement: Agreement | None = None
    settled: tuple[Settled, ...] = ()


class Bar(Base):
    """One bar of a chart."""

    id: str
    text: str
    value: float
    rank: int
    level: Level | None = None


class Chart(Result):
    """Bars in the order of their rank; equal values have equal rank."""

    chart: Literal["bars"] = "bars"
    bars: tuple[Bar, ...]


class StackRow(Base):
    """One option, and how many gave it each value of the scale."""

    id: str
    text: str
    counts: tuple[int, ...]
    """One for each value of the scale, lowest first."""
    none: int = 0
    """How many had no opinion."""
    mean: float | None = None
    rank: int | None = None
    level: Level | None = None


class StackChart(Result):
    """How the voters are spread over an ordered scale, option by option, best first."""

    chart: Literal["stack"] = "stack"
    scale: tuple[int, ...]
    low: Words = Field(default_factory=dict)
    high: Words = Field(default_factory=dict)
    """What the ends of the scale mean."""
    rows: tuple[StackRow, ...]


class Axis(Base):
    """One axis of a plot, and what its ends mean."""

    name: Words
    low: Words = Field(default_factory=dict)
    high: Words = Field(default_factory=dict)


class Point(Base):
    """Where an option lies: mean and standard deviation on both axes, from 0 to 1."""

    id: str
    text: str
    x: float
    y: float
    spread_x: float = 0.0
    spread_y: float = 0.0
    level: Level | None = None


class AxesChart(Result):
    """Options on two axes, each where the group puts it, with how far the group is spread."""

    chart: Literal["axes"] = "axes"
    x: Axis
    y: Axis
    points: tuple[Point, ...]
    quadrants: tuple[Words, ...] = ()
    """Names of top left, top right, bottom left, bottom right; or none."""


class Criterion(Base):
    """One column of a matrix."""

    id: str
    name: Words
    weight: float | None = None
    """Its part of all weights, from 0 to 1; None where the formula knows no weights."""


class MatrixRow(Base):
    """One option, its mean on each criterion, and what the formula makes of them."""

    id: str
    text: str
    cells: tuple[float | None, ...]
    total: float | None = None
    rank: int | None = None
    """None where a missing score or an effort of zero gives no result."""
    level: Level | None = None


class MatrixChart(Result):
    """Options by criteria, best first, as a heat map."""

    chart: Literal["matrix"] = "matrix"
    criteria: tuple[Criterion, ...]
    rows: tuple[MatrixRow, ...]
    low: float
    high: float
    """The ends of the scale, for the depth of the colours."""
    datum: str | None = None
    """Id of the option that the others are held against."""


class SlopeRow(Base):
    """One option in a first and a second vote."""

    id: str
    text: str
    before: float
    after: float
    rank_before: int
    rank_after: int
    level: Level | None = None


class SlopeChart(Result):
    """What moved from the first vote to the second."""

    chart: Literal["slope"] = "slope"
    rows: tuple[SlopeRow, ...]


ChartBlock = Annotated[
    Chart | StackChart | AxesChart | MatrixChart | SlopeChart, Field(discriminator="chart")
]


class Cell(Base):
    """One cell of a table: a text as typed, a code to be translated, or a date."""

    text: str = ""
    code: str = ""
    date: dt.date | None = None


class Row(Base):
    """One row of a table; ``id`` names the record where it can be edited."""

    id: str
    cells: tuple[Cell, ...]


class Table(Base):
    """Rows under columns named by codes."""

    block: Literal["table"] = "table"
    code: str
    """What the rows are, such as ``initiatives`` or ``chosen``."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    edit: str | None = None
    """The command that writes a row anew, where rows may be edited."""
    remove: str | None = None


class Notes(Base):
    """A text that somebody wrote about the step, such as the reason of a choice."""

    block: Literal["notes"] = "notes"
    code: str
    text: str


class People(Base):
    """How many have done something, never who or what."""

    block: Literal["people"] = "people"
    code: str
    """``voted`` or ``contributed``."""
    count: int
    of: int | None = None


class FrameBlock(Base):
    """What the session is about, for whom, where and when: code and value of each known part."""

    block: Literal["frame"] = "frame"
    title: str
    parts: tuple[tuple[str, str | date | int], ...]


class AgendaStep(Base):
    """One step on the agenda and where the group stands with it."""

    id: str
    kind: str
    title: Words
    minutes: int | None
    state: Literal["done", "current", "ahead"]
    count: int | None = None
    """How much has come of it: ideas, clusters, ballots, initiatives."""


class AgendaActivity(Base):
    """One activity on the agenda with its steps."""

    id: str
    name: Words
    minutes: int
    state: Literal["done", "current", "ahead", "skipped", "parked"]
    steps: tuple[AgendaStep, ...]


class Agenda(Base):
    """The activities in order."""

    block: Literal["agenda"] = "agenda"
    activities: tuple[AgendaActivity, ...]


class Waiting(Base):
    """A quiet state that says what is happening now (``code``, such as ``vote.soon``)."""

    block: Literal["waiting"] = "waiting"
    code: str


class Heading(Base):
    """Where a new activity or step begins in a report."""

    block: Literal["heading"] = "heading"
    level: Literal[1, 2, 3]
    words: Words


Block = Annotated[
    Prompt
    | Timer
    | Entry
    | Ideas
    | Board
    | Ballot
    | Form
    | ChartBlock
    | Table
    | Notes
    | People
    | FrameBlock
    | Agenda
    | Waiting
    | Heading,
    Field(discriminator="block"),
]
Blocks = tuple[Block, ...]
