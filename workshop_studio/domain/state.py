"""The state of a session: keyed tables of frozen records, swapped by reference.

A table is a persistent map, so a new state shares what did not change with the old one and
readers never lock. The maps have no order of their own: records that stand in an order carry it.
"""

from __future__ import annotations  # rpds' map takes no type arguments at run time

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol, TypeVar

from rpds import HashTrieMap

from workshop_studio.domain.records import (
    Activity,
    Bundle,
    Choice,
    Cluster,
    Document,
    Earlier,
    Flow,
    Frame,
    Idea,
    Initiative,
    Membership,
    Progress,
    Record,
    Step,
    StepNotes,
    Talk,
    Vote,
)

SINGLES: dict[str, type[Record]] = {"document": Document, "frame": Frame, "flow": Flow}
"""The parts of a state that are one record each."""

TABLES: dict[str, type[Record]] = {
    "activities": Activity,
    "steps": Step,
    "progress": Progress,
    "notes": StepNotes,
    "ideas": Idea,
    "clusters": Cluster,
    "memberships": Membership,
    "votes": Vote,
    "bundles": Bundle,
    "choices": Choice,
    "initiatives": Initiative,
    "earlier": Earlier,
    "talks": Talk,
}
"""The parts of a state that are tables, in the order in which a file holds them."""


class Change(NamedTuple):
    """One record put or, where ``record`` is None, taken away. A single's key is empty."""

    table: str
    key: str
    record: Record | None


class State(NamedTuple):
    """A whole session at one moment."""  # a tuple, for one is made with every event

    document: Document | None = None
    frame: Frame | None = None
    flow: Flow = Flow()
    activities: HashTrieMap[str, Activity] = HashTrieMap()
    steps: HashTrieMap[str, Step] = HashTrieMap()
    progress: HashTrieMap[str, Progress] = HashTrieMap()
    notes: HashTrieMap[str, StepNotes] = HashTrieMap()
    ideas: HashTrieMap[str, Idea] = HashTrieMap()
    clusters: HashTrieMap[str, Cluster] = HashTrieMap()
    memberships: HashTrieMap[str, Membership] = HashTrieMap()
    votes: HashTrieMap[str, Vote] = HashTrieMap()
    bundles: HashTrieMap[str, Bundle] = HashTrieMap()
    choices: HashTrieMap[str, Choice] = HashTrieMap()
    initiatives: HashTrieMap[str, Initiative] = HashTrieMap()
    earlier: HashTrieMap[str, Earlier] = HashTrieMap()
    talks: HashTrieMap[str, Talk] = HashTrieMap()
    unknown: HashTrieMap[str, str] = HashTrieMap()
    """Parts that a later version wrote and this one does not know: name to JSON, kept as read."""

    def get(self, table: str, key: str) -> Record | None:
        """The record at ``key``, whichever kind of part ``table`` is."""
        part: Any = getattr(self, table)
        found: Record | None = part if table in SINGLES else part.get(key)
        return found

    def put(self, changes: Iterable[Change]) -> State:
        """The state with the changes made, in their order."""
        parts: list[object] = list(self)
        for name, key, record in changes:
            place = _PLACES[name]
            if name in SINGLES:
                parts[place] = record
                continue
            table: Any = parts[place]
            parts[place] = table.discard(key) if record is None else table.insert(key, record)
        return State(*parts)  # type: ignore[arg-type] # each is of the part that it takes the place of

    def progress_of(self, step: str) -> Progress:
        """How far a step has come; one that nobody has touched is ahead."""
        return self.progress.get(step) or Progress(step=step)


_PLACES = {name: place for place, name in enumerate(State._fields)}


class _Ordered(Protocol):
    @property
    def order(self) -> int: ...


O = TypeVar("O", bound=_Ordered)  # noqa: E741


def ordered(records: Iterable[O]) -> list[O]:
    """The records in their own order."""
    return sorted(records, key=lambda record: record.order)


def free_order(state: State) -> int:
    """An order behind every record of the state."""
    highest = -1
    for name in TABLES:
        for row in getattr(state, name).values():
            highest = max(highest, getattr(row, "order", -1))
    return highest + 1


PARTS = tuple(name for name in State._fields if name != "unknown")
