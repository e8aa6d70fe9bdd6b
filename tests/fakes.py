"""Fakes of the ports: a safe place in memory that can fail, and seeded surroundings."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Self

from workshop_studio.app.catalogue import Catalogue
from workshop_studio.app.door import NoDoor
from workshop_studio.app.hub import Actor, Envelope, Hub, Receipt
from workshop_studio.app.ports import Entry, Fingerprint, Replayed
from workshop_studio.domain.boxes import Box, Slip
from workshop_studio.domain.commands import Command, CreateSession
from workshop_studio.domain.errors import Failure
from workshop_studio.domain.records import Frame
from workshop_studio.domain.state import State
from workshop_studio.resources import resources
from workshop_studio.steps.registry import KINDS

FACILITATOR = Actor("facilitator")


@dataclass
class FakeRun:
    """A safe place that keeps what it is given, in the order in which it was given."""

    entries: list[Entry] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    fails: set[str] = field(default_factory=set)
    secrets: int = 0

    def _do(self, what: str) -> None:
        self.log.append(what)
        if what.split()[0] in self.fails:
            raise Failure("journal.full_disk", folder="memory")

    def append(self, entries: Sequence[Entry]) -> None:
        self._do("append")
        self.entries += entries

    def create_box(self, box: str) -> Box:
        self._do(f"create {box}")
        self.secrets += 1
        self.boxes[box] = Box(box, f"secret {self.secrets}".encode())
        return self.boxes[box]

    def put(self, box: str, slips: Sequence[Slip]) -> None:
        self._do(f"put {box}")
        self.boxes[box] = self.boxes[box].with_slips(slips)

    def drop_box(self, box: str) -> None:
        self._do(f"drop {box}")
        self.boxes.pop(box, None)

    def history(self, entries: int) -> Iterable[bytes]:
        return [entry.command.encode() for entry in self.entries if entry.number <= entries]

    def door(self) -> NoDoor:
        return NoDoor()

    def close(self, *, done: bool) -> None:
        self._do(f"close {done}")


class Room:
    """A hub with seeded surroundings, and short ways to send commands to it."""

    def __init__(self, run: FakeRun | None = None, seed: int = 1) -> None:
        self.run = run or FakeRun()
        self.chance = random.Random(seed)
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)
        self.hub = Hub(
            self.run, KINDS, clock=self.clock, new_id=self.new_id, epoch="epoch", state=State()
        )

    def clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def new_id(self) -> str:
        return f"{self.chance.getrandbits(64):016x}"

    def begin(self, plan: str = "need-to-idea", *more: str) -> Self:
        catalogue = Catalogue(resources())
        agenda = tuple(one for name in (plan, *more) for one in catalogue.agenda(name))
        frame = Frame(title="Digital skolehverdag", headcount=26)
        self.accept(CreateSession(document="doc", workshop=plan, frame=frame, agenda=agenda))
        return self

    @property
    def state(self) -> State:
        return self.hub.snapshot.state

    def step(self, kind: str, number: int = 0) -> str:
        steps = [step for step in self.state.steps.values() if step.kind == kind]
        steps.sort(key=lambda s: (self.state.activities[s.activity].order, s.order))
        return steps[number].id

    def send(self, command: Command, token: str | None = None, id: str | None = None) -> Receipt:
        actor = FACILITATOR if token is None else Actor("participant", token)
        return self.hub.handle(Envelope(id or self.new_id(), actor, command))

    def accept(self, command: Command, token: str | None = None) -> tuple[str, ...]:
        receipt = self.send(command, token)
        assert receipt.rejection is None, receipt.rejection
        return receipt.made

    def refuse(self, command: Command, token: str | None = None) -> str:
        receipt = self.send(command, token)
        assert receipt.rejection is not None
        return receipt.rejection.code

    def restarted(self, base: State | None = None) -> Hub:
        """What a start after a crash makes of the safe place."""
        replayed = Replayed(
            run=self.run,
            base=base or State(),
            base_entries=0,
            entries=tuple(self.run.entries),
            boxes=dict(self.run.boxes),
            path=resources() / "none.workshop",
            revision=0,
            fingerprint=Fingerprint(0, 0, ""),
            members={},
        )
        return Hub.restored(
            replayed, KINDS, clock=self.clock, new_id=self.new_id, epoch="after the crash"
        )
