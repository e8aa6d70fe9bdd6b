"""The blocks of results: what a vote came to, as data that each surface draws or tells."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from workshop_studio.blocks.base import Base
from workshop_studio.domain.records import Words

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


class Fact(Base):
    """One cell of a working: options as typed, a criterion's name, a code, or a number."""

    texts: tuple[str, ...] = ()
    words: Words = Field(default_factory=dict)
    code: str = ""
    value: float | None = None
    is_share: bool = False
    """Whether the number is a part of 1."""


class Working(Base):
    """A table of how a result came about, so that anyone can follow it."""

    code: str
    """What it shows: ``money``, ``pairs``, ``places``, ``rounds`` or ``weights``; or what the
    ballots gave: ``dots``, ``approvals`` or ``scores``."""
    head: tuple[Fact, ...]
    rows: tuple[tuple[Fact, ...], ...]
    of: int | None = None
    """How many options there are, where only the first of them are shown."""


class Paid(Base):
    """What the money goes to."""

    options: tuple[str, ...]
    """Ids, in the order in which they were taken."""
    cost: float
    budget: float


class Result(Base):
    """What every chart of a vote tells beside its picture."""

    block: Literal["chart"] = "chart"
    method: str
    """How it was counted; each surface has a sentence for it."""
    items: str
    voters: int
    """Ballots that were counted, abstentions among them."""
    abstentions: int = 0
    beside: int = 0
    """How many people more the ballots answer for than they are: those of tables."""
    hands: int = 0
    """Heads counted by raised hands, not among the ballots."""
    round: int = 1
    ties: tuple[tuple[str, ...], ...] = ()
    """Ids of options that share a rank."""
    agreement: Agreement | None = None
    settled: tuple[Settled, ...] = ()
    told: str = ""
    """Code of the sentence that says how it was counted; empty where nothing needs saying."""
    numbers: Mapping[str, str] = Field(default_factory=dict)
    """What that sentence names."""
    paid: Paid | None = None
    """What is paid for, where the vote was about money."""
    working: tuple[Working, ...] = ()
    """How it came about, for the facilitator and the report."""
    together: bool = False
    """Whether the group placed the options as one: nobody voted."""
    unplaced: tuple[str, ...] = ()
    """Texts of the options that nobody has placed, where they are to be placed."""


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
    names: tuple[Words, ...] = ()
    """What each value of the scale is called, where it has a name."""
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
    code: str = ""
    """What it is where it has no name of its own, such as ``part.others``."""
    weight: float | None = None
    """Its part of all weights, from 0 to 1; None where the formula knows no weights."""
    ballots: int | None = None
    """How many ballots it was counted from, where columns are groups of voters."""


class MatrixRow(Base):
    """One option, its mean on each criterion, and what the formula makes of them."""

    id: str
    text: str
    cells: tuple[float | None, ...]
    shades: tuple[float, ...] = ()
    """How deep each cell is drawn, 0 to 1; none where the cells say so on the chart's scale."""
    total: float | None = None
    rank: int | None = None
    """None where a missing score or an effort of zero gives no result."""
    fault: str = ""
    """Why there is no result, such as ``criteria.zero``; empty where there is one."""
    at: Words = Field(default_factory=dict)
    """The criterion of the fault."""
    level: Level | None = None


class MatrixChart(Result):
    """Options by criteria, or by groups of voters, best first, as a heat map."""

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


class ColumnCard(Base):
    """One option that stands in a column."""

    id: str
    text: str


class ColumnPile(Base):
    """One column, and what the group has put into it."""

    name: Words
    most: int | None = None
    """The most options that there is room for."""
    cards: tuple[ColumnCard, ...] = ()


class ColumnsChart(Result):
    """Options in the columns that the group put them into, the column that counts most first."""

    chart: Literal["columns"] = "columns"
    columns: tuple[ColumnPile, ...]


ChartBlock = Annotated[
    Chart | StackChart | AxesChart | MatrixChart | SlopeChart | ColumnsChart,
    Field(discriminator="chart"),
]
