"""The state of a session: keyed tables of frozen records, swapped by reference.

A table is a persistent map, so a new state shares what did not change with the old one and
readers never lock. The maps have no order of their own: records that stand in an order carry it.
"""

from __future__ import annotations  # rpds' map takes no type arguments at run time

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Protocol, TypeVar, cast

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
}
"""The parts of a state that are tables, in the order in which a file holds them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record put or, where ``record`` is None, taken away. A single's key is empty."""

    table: str
    key: str
    record: Record | None


@dataclass(frozen=True, slots=True)
class State:
    """A whole session at one moment."""

    document: Document | None = None
    frame: Frame | None = None
    flow: Flow = field(default_factory=Flow)
    activities: HashTrieMap[str, Activity] = field(default_factory=HashTrieMap)
    steps: HashTrieMap[str, Step] = field(default_factory=HashTrieMap)
    progress: HashTrieMap[str, Progress] = field(default_factory=HashTrieMap)
    notes: HashTrieMap[str, StepNotes] = field(default_factory=HashTrieMap)
    ideas: HashTrieMap[str, Idea] = field(default_factory=HashTrieMap)
    clusters: HashTrieMap[str, Cluster] = field(default_factory=HashTrieMap)
    memberships: HashTrieMap[str, Membership] = field(default_factory=HashTrieMap)
    votes: HashTrieMap[str, Vote] = field(default_factory=HashTrieMap)
    bundles: HashTrieMap[str, Bundle] = field(default_factory=HashTrieMap)
    choices: HashTrieMap[str, Choice] = field(default_factory=HashTrieMap)
    initiatives: HashTrieMap[str, Initiative] = field(default_factory=HashTrieMap)
    earlier: HashTrieMap[str, Earlier] = field(default_factory=HashTrieMap)
    unknown: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    """Parts that a later version wrote and this one does not know: name to JSON, kept as read."""

    def get(self, table: str, key: str) -> Record | None:
        """The record at ``key``, whichever kind of part ``table`` is."""
        part = getattr(self, table)
        if table in SINGLES:
            return cast("Record | None", part)
        return cast("Record | None", part.get(key))

    def put(self, changes: Iterable[Change]) -> State:
        """The state with the changes made, in their order."""
        parts: dict[str, object] = {}
        for change in changes:
            if change.table in SINGLES:
                parts[change.table] = change.record
                continue
            table = cast(
                "HashTrieMap[str, Record]", parts.get(change.table, getattr(self, change.table))
            )
            parts[change.table] = (
                table.discard(change.key)
                if change.record is None
                else table.insert(change.key, change.record)
            )
        return replace(self, **parts)  # type: ignore[arg-type] # each part has its field's type

    def progress_of(self, step: str) -> Progress:
        """How far a step has come; one that nobody has touched is ahead."""
        return self.progress.get(step) or Progress(step=step)


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


PARTS = tuple(part.name for part in fields(State) if part.name != "unknown")
