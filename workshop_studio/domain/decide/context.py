"""What a decision needs besides state and command, and what comes out of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from workshop_studio.domain.boxes import Box
from workshop_studio.domain.events import Event
from workshop_studio.domain.kinds import Rules
from workshop_studio.domain.records import Marks, Role
from workshop_studio.domain.state import Change


class UndoEntry(NamedTuple):
    """One undoable command that was carried out: the records before and after it.

    Attributes:
        command: the command's type, by which a surface names what undo will undo.
        before: the records as they were.
        after: the same records, in the same order, as the command left them.
    """

    command: str
    before: tuple[Change, ...]
    after: tuple[Change, ...]


class Context(NamedTuple):
    """Time, chance and surroundings of one decision.

    Attributes:
        now: the time, with its zone.
        new_id: makes a random id.
        kinds: the registry of step kinds.
        role: who sends the command.
        token: the sender's token; it makes the keys of the boxes and goes nowhere else.
        heads: for how many people the sender answers.
        boxes: the open ballot boxes by id.
        order: an order behind every record of the state.
        undo: what ``Undo`` would take back.
        redo: what ``Redo`` would take back.
    """

    now: datetime
    new_id: Callable[[], str]
    kinds: Mapping[str, Rules]
    role: Role
    token: str = ""
    heads: int = 1
    boxes: Mapping[str, Box] = MappingProxyType({})
    order: int = 0
    undo: UndoEntry | None = None
    redo: UndoEntry | None = None


class BoxSlip(NamedTuple):
    """A slip to be put in a box, under the key that a token has there.

    Attributes:
        box: the box's id.
        body: the ballot, or the id of the idea that the sender wrote.
        token: whose it is; empty for the sender's.
        group: the group of voters that stands on the ballot.
        heads: for how many people the ballot answers.
    """

    box: str
    body: Marks | str
    token: str = ""
    group: str = ""
    heads: int = 1


class Decision(NamedTuple):
    """What follows from a command: events for the journal, slips for the boxes."""

    events: tuple[Event, ...] = ()
    slips: tuple[BoxSlip, ...] = ()
