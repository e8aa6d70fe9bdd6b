"""The closed set of blocks: the pieces that stage, participant, work area and report are made of.

A block carries codes and data, never translated text; texts that a session carries are
:data:`Words` with all their languages. Qt, phones and reports render blocks, never step kinds.
A block that takes input names the command that it sends: the surface sends
``{"type": command, **fixed, **what was entered}``.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from workshop_studio.blocks.agenda import Agenda, AgendaActivity, AgendaStep
from workshop_studio.blocks.base import Base
from workshop_studio.blocks.charts import (
    Agreement,
    AxesChart,
    Axis,
    Bar,
    Chart,
    ChartBlock,
    ColumnCard,
    ColumnPile,
    ColumnsChart,
    Criterion,
    Fact,
    Level,
    MatrixChart,
    MatrixRow,
    Paid,
    Point,
    Result,
    Settled,
    SlopeChart,
    SlopeRow,
    StackChart,
    StackRow,
    Working,
)
from workshop_studio.blocks.tables import Cell, Row, Table
from workshop_studio.domain.records import Words

__all__ = [
    "Agenda",
    "AgendaActivity",
    "AgendaStep",
    "Agreement",
    "AxesChart",
    "Axis",
    "Ballot",
    "BallotMethod",
    "Bar",
    "Base",
    "Block",
    "Blocks",
    "Board",
    "Cell",
    "Chart",
    "ChartBlock",
    "Choosable",
    "ColumnCard",
    "ColumnPile",
    "ColumnsChart",
    "Criterion",
    "Entry",
    "Fact",
    "Form",
    "FormField",
    "FrameBlock",
    "Heading",
    "Ideas",
    "Join",
    "Level",
    "MatrixChart",
    "MatrixRow",
    "Note",
    "Notes",
    "Paid",
    "People",
    "Pile",
    "Point",
    "Prompt",
    "Result",
    "Row",
    "Scale",
    "Settled",
    "SlopeChart",
    "SlopeRow",
    "StackChart",
    "StackRow",
    "Table",
    "Timer",
    "Value",
    "Waiting",
    "Working",
]

Value = str | int | float | date | None


class Prompt(Base):
    """What the step asks, and how (``code``) or from which point of view, as a hat (``part``)."""

    block: Literal["prompt"] = "prompt"
    activity: Words
    title: Words
    prompt: Words
    code: str = ""
    count: int | None = None  # that the code speaks of, such as the dots of each person
    part: Words = Field(default_factory=dict)


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
    colour: int = 0
    """Where a cluster is shown alone: its place on its board, which its colour follows, from 0."""


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
    words: Words = Field(default_factory=dict)
    """What it says where it is no text that somebody wrote."""
    kind: str = ""
    cost: int | None = None
    """What it costs, on a ballot that shares out a budget."""


class Scale(Base):
    """One thing that each option of a ballot is scored on, or an axis that it is placed on."""

    id: str
    name: Words
    low: Words = Field(default_factory=dict)
    high: Words = Field(default_factory=dict)
    """What the ends mean."""
    most: int | None = None
    """Of a column: the most options that one person puts into it."""


BallotMethod = Literal[
    "dots", "approval", "score", "rank", "budget", "pairwise", "fist", "consent", "axes", "columns"
]


class Ballot(Base):
    """A vote to be cast: the options, the rule, and the viewer's own marks.

    ``rule`` and ``marks`` by ``method``; an option or key that is not marked has got nothing:

    ============ ================================== ==============================================
    method       rule                               marks
    ============ ================================== ==============================================
    ``dots``     dots, most_per_option, all_used    option: number of dots, from 1
    ``approval`` least, most                        option: 1
    ``score``    low, high, no_opinion              option: score, or ``scale/option`` with scales
    ``rank``     least, most, ties                  option: rank, 1 is best
    ``budget``   budget (None: no limit)            option: 1 (pay for it)
    ``pairwise`` every                              ``a/b`` of ``pairs``: 1 for a, -1 for b, 0 level
    ``fist``                                        option: 0 to 5
    ``consent``                                     option: 2 consent, 1 reservation, 0 objection
    ``axes``     low, high                          ``scale/option``: place; scales: across, then up
    ``columns``                                     option: number of the scale, from 0
    ============ ================================== ==============================================

    Where its command is ``PlaceOption``, the facilitator fills it in for the group, one option at a
    time: each sends ``option``, and its own of the ``marks``, or none to take it away.
    """

    block: Literal["ballot"] = "ballot"
    command: str = "CastVote"
    fixed: Mapping[str, str]
    method: BallotMethod
    rule: Mapping[str, Value]
    items: str
    options: tuple[Choosable, ...]
    """In an order of the viewer's own, so that no option is always first."""
    scales: tuple[Scale, ...] = ()
    """Criteria, axes or columns; empty where there is one scale and a key is an option."""
    pairs: tuple[str, ...] = ()
    """The pairs to compare, in the order that they are asked."""
    marks: Mapping[str, int] = Field(default_factory=dict)
    asks: tuple[str, ...] = ()
    """What whoever votes must know, as codes of sentences that name what stands in ``rule``."""
    cast: bool = False
    promise: str = "secret"
    groups: tuple[str, ...] = ()
    """The groups that a voter may say they belong to; none where it is not asked."""
    by: str = ""
    """What the groups are: ``area``, ``role`` or ``other``."""
    least: int = 0
    """The fewest ballots of a group that is shown by itself."""
    group: str = ""
    """The viewer's own; empty where they did not say."""
    picture: ChartBlock | None = None
    """Where all lies so far, where the group answers as one before everybody."""


class FormField(Base):
    """One field of a form. ``label`` is a code; ``kind`` says what may be entered.

    What is sent under ``name``: a text for ``text`` and ``long``, an ISO date or None for
    ``date``, ``{"kind", "id"}`` of the option or None for ``item``, a list of such for ``items``,
    a whole number for ``number``, whole numbers by option id for ``counts``, for ``choice`` the id
    of the option, each of which is a code.
    """

    name: str
    kind: Literal["text", "long", "date", "items", "item", "number", "counts", "choice"]
    label: str
    value: int | str | tuple[str, ...] | Mapping[str, int] | None = None
    words: tuple[Words, ...] = ()
    """For ``long`` and ``text``: lines that stand there as long as nobody has written others."""
    required: bool = False
    options: tuple[Choosable, ...] = ()
    """For ``items`` (any number) and ``item`` (one): what can be chosen; for ``counts``: what
    is counted."""
    each: int | None = None
    """For ``counts``: the most that one person gives in all; None where there is no limit."""
    least: int | None = None
    most: int | None = None
    """For ``number``: the range; None where any number from 0 goes."""


class Form(Base):
    """Fields to be filled in and sent as one command."""

    block: Literal["form"] = "form"
    command: str
    fixed: Mapping[str, str]
    fields: tuple[FormField, ...]
    code: str
    """Which form this is, such as ``choose`` or ``plan``: heading and button follow from it."""
    aside: bool = False
    """Whether it only can be sent, beside what comes next: it does not ask for the keyboard."""


class Notes(Base):
    """A text that somebody wrote about the step, such as the reason of a choice."""

    block: Literal["notes"] = "notes"
    code: str
    text: str


class People(Base):
    """How many have ``voted`` or are ``placed``, never who; by ``ballots``, where tables share."""

    block: Literal["people"] = "people"
    code: str
    count: int
    ballots: int | None = None
    of: int | None = None


class FrameBlock(Base):
    """What the session is about, for whom, where and when: code and value of each known part."""

    block: Literal["frame"] = "frame"
    title: str
    parts: tuple[tuple[str, str | date | int], ...]


class Join(Base):
    """How one joins by phone: shown as long as phones are let in."""

    block: Literal["join"] = "join"
    url: str
    """What the QR code says; its end is a secret, so it is on no other surface than the room's."""
    place: str
    """The address as it is typed into a browser."""
    code: str
    """The code that is typed there."""
    joined: int = 0
    """For how many people phones answer."""
    of: int | None = None


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
    | Join
    | Waiting
    | Heading,
    Field(discriminator="block"),
]
Blocks = tuple[Block, ...]
