"""A real room on a real port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bench.sessions import library
from tests.server.client import Phone
from workshop_studio.app.door import Policy
from workshop_studio.app.hub import Receipt
from workshop_studio.app.phones import Address, RoomStatus
from workshop_studio.app.session import Session
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import agenda
from workshop_studio.domain.records import Frame
from workshop_studio.server.host import OpenServer, Wanted
from workshop_studio.server.limits import Limits
from workshop_studio.server.pages import Pages
from workshop_studio.server.rooms import room_of

PATIENCE = 10.0
HERE = (Address("127.0.0.1", "lo", "alone"),)
PAGES = Pages("<!doctype html><title>x</title>", "", "'use strict'", {"nb": {}})


def until(server: OpenServer, what: Callable[[RoomStatus], bool]) -> RoomStatus:
    """Wait until the status is as wanted."""
    told = threading.Event()
    stop = server.listen(told.set)
    while not what(server.status):
        assert told.wait(PATIENCE), server.status
        told.clear()
    stop()
    return server.status


class Place:
    """A session, open to phones on loopback, and short ways to lead it."""

    def __init__(
        self,
        folder: Path,
        plan: str = "brainstorm",
        policy: Policy | None = None,
        limits: Limits | None = None,
        pages: Pages | None = None,
        port: int = 0,
    ) -> None:
        self.network: tuple[Address, ...] = HERE
        self.shelf = library(folder)
        self.session: Session = self.shelf.create(plan, Frame(title="Skoledagen", headcount=26))
        self.room = room_of(self.session, policy)
        self.server = OpenServer(
            self.session,
            self.room,
            Wanted("127.0.0.1", port),
            pages or PAGES,
            limits=limits,
            find=lambda: self.network,
            look=0.2,
        )
        self.url = until(self.server, lambda status: status.state == "open").url

    def phone(self, **parts: object) -> Phone:
        return Phone(self.url).joined(**parts)

    def lead(self, command: c.Command) -> Receipt:
        receipt = self.session.submit(command).result(PATIENCE)
        assert receipt.rejection is None, receipt.rejection
        return receipt

    def step(self, kind: str) -> str:
        return next(s.id for s in agenda(self.session.snapshot.state) if s.kind == kind)

    def open_collect(self) -> str:
        step = self.step("collect")
        self.lead(c.GoTo(step=step))
        self.lead(c.OpenStep(step=step))
        return step

    def open_vote(self, *texts: str) -> tuple[str, list[str]]:
        kinds = [step.kind for step in agenda(self.session.snapshot.state)]
        step = self.step("place" if "place" in kinds else "vote")
        self.lead(c.GoTo(step=step))
        self.lead(c.ImportIdeas(step=step, texts=texts or ("Skolehage", "Frokost")))
        [vote] = self.lead(c.OpenVote(step=step)).made
        return vote, [o.id for o in self.session.snapshot.state.votes[vote].options]

    def close(self) -> None:
        self.server.stop().result(PATIENCE)
        self.session.close().result(PATIENCE)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path)
    yield made
    made.close()


@pytest.fixture
def vote_place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path, plan="dot-vote")
    yield made
    made.close()
