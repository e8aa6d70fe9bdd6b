"""A session without a window that leads itself: by lines, to its end, and stopped in order."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bench.sessions import library
from tests.fakes import Room
from tests.server.client import Phone
from workshop_studio.app.automatic import LOOKED_AT, Automatic
from workshop_studio.app.hub import Snapshot
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Frame

PATIENCE = 10.0


class Host:
    """``workshop-studio host FILE --auto`` and what it says."""

    def __init__(self, file: Path) -> None:
        words = ["host", str(file), "--bind", "127.0.0.1", "--port", "0", "--auto"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workshop_studio", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.told: list[dict[str, Any]] = []

    def until(self, **parts: object) -> dict[str, Any]:
        """The next line that says so."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.told.append(json.loads(line))
            if parts.items() <= self.told[-1].items():
                return self.told[-1]
        raise AssertionError(self.told)

    def line(self) -> None:
        """Somebody says: go on."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    session = library(tmp_path).create("brainstorm", Frame(title="Skoledagen"))
    session.close().result(PATIENCE)
    assert session.path is not None
    made = Host(session.path)
    yield made
    if made.process.poll() is None:
        made.process.kill()
    made.process.wait(PATIENCE)


def test_it_goes_on_by_lines_and_ends_in_order(host: Host) -> None:
    listening = host.until()
    assert listening["event"] == "listening"
    assert set(listening) == {"event", "url", "code"}
    phone = Phone(listening["url"]).joined(name="Kari", heads=3)
    host.until(event="people", participants=1, heads=3)
    while host.until(event="state")["kind"] != "collect":
        host.line()
    step = phone.look()["step"]
    assert phone.accepted(type="AddIdea", step=step, text="Skolehage")
    host.until(event="state", kind="collect", status="open", ideas=1)
    host.line()
    host.until(event="state", kind="collect", status="closed")
    host.process.send_signal(signal.SIGTERM)
    stopped = host.until(event="stopped")
    assert host.process.wait(PATIENCE) == 0
    state = library(Path(stopped["file"]).parent).read(Path(stopped["file"])).state
    assert [idea.text for idea in state.ideas.values()] == ["Skolehage"]


def test_what_opens_is_done_at_once_and_what_closes_when_the_time_is_up() -> None:
    room = Room().begin("brainstorm")
    leader = Automatic(lambda: room.now)

    def snapshot() -> Snapshot:
        return room.hub.snapshot

    done: list[str] = []
    while (move := leader.next(snapshot())) is not None and len(done) < 40:
        assert move.at is not None, (done, move)
        if move.at > room.now:
            waited = move.at - room.now
            if isinstance(move.command, c.GoTo | c.FinishSession):
                assert waited <= LOOKED_AT or "StartTimer" in done
            room.now = move.at
        room.accept(move.command)
        done.append(move.command.type)
    assert done[-1] == "FinishSession"
    assert done.index("OpenStep") < done.index("CloseStep")
    assert room.state.flow.finished
