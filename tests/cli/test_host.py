"""A session without a window that leads itself: by lines, to its end, and stopped in order."""

import io
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.bench.sessions import library
from tests.cli.calling import call
from tests.server.client import Phone
from workshop_studio.app.automatic import Automatic, Move
from workshop_studio.app.hub import Receipt
from workshop_studio.app.phones import Fault, OpenRoom, RoomStatus
from workshop_studio.app.session import Session
from workshop_studio.bootstrap import Program
from workshop_studio.cli.command import Services
from workshop_studio.cli.host import _Host
from workshop_studio.domain import commands as c
from workshop_studio.domain.errors import Failure
from workshop_studio.domain.records import Frame
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.server.host import OpenServer

PATIENCE = 30.0
ENDS = 10.0
"""Seconds in which it has to end."""


class Host:
    """``workshop-studio host FILE --auto``, and what it says; each wait has an end."""

    def __init__(self, file: Path, stdin: int = subprocess.PIPE, before: bytes = b"") -> None:
        self.file = file
        words = ["host", str(file), "--bind", "127.0.0.1", "--port", "0", "--auto"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workshop_studio", *words],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        if before:
            self.write(before)
        self.told: list[dict[str, Any]] = []
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def next(self) -> dict[str, Any]:
        """The next line."""
        self.told.append(json.loads(self._lines.get(timeout=PATIENCE)))
        return self.told[-1]

    def until(self, **parts: object) -> dict[str, Any]:
        """The next line that says so."""
        while not parts.items() <= self.next().items():
            pass
        return self.told[-1]

    def write(self, what: bytes = b"\n") -> None:
        """Somebody says: go on."""
        assert self.process.stdin is not None
        self.process.stdin.write(what)
        self.process.stdin.flush()

    def end(self) -> list[str]:
        """Stop it as the system does; the ideas that its file holds then."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(ENDS) == 0
        assert time.monotonic() - began < ENDS
        assert self.until(event="stopped")["file"] == str(self.file)
        assert self.process.stderr is not None
        assert self.process.stderr.read() == b""
        state = library(self.file.parent).read(self.file).state
        return [idea.text for idea in state.ideas.values()]

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    session = library(tmp_path).create("brainstorm", Frame(title="Skoledagen"))
    session.close().result(PATIENCE)
    return session.path


@pytest.fixture
def host(file: Path) -> Iterator[Host]:
    made = Host(file)
    yield made
    made.close()


def test_it_goes_on_by_lines_and_ends_in_order_with_the_file_written(host: Host) -> None:
    listening = host.next()
    assert listening["event"] == "listening"
    assert set(listening) == {"event", "url", "code"}
    host.until(event="state", kind="brief")
    phone = Phone(listening["url"]).joined(name="Kari", heads=3)
    host.until(event="people", participants=1, heads=3)
    host.write()
    step = host.until(event="state", kind="collect", status="open")["step"]
    assert phone.accepted(type="AddIdea", step=step, text="Skolehage")
    host.until(event="state", kind="collect", status="open", ideas=1)
    host.write(b"\xff is no text, and is a line all the same\n")
    host.until(event="state", kind="collect", status="closed")
    with phone.live():  # a phone that hangs on holds nothing up
        assert host.end() == ["Skolehage"]


def test_ballots_are_told_against_heads_while_a_vote_is_open_and_after(tmp_path: Path) -> None:
    session = library(tmp_path).create("dot-vote", Frame(title="Skoledagen"))
    step = next(s.id for s in session.snapshot.state.steps.values() if s.kind == "vote")
    texts = ("Hage", "Frokost")
    for command in (
        c.GoTo(step=step),
        c.ImportIdeas(step=step, texts=texts),
        c.OpenVote(step=step),
    ):
        assert session.submit(command).result(PATIENCE).rejection is None
    session.close().result(PATIENCE)
    host = Host(session.path)
    try:
        url = host.until(event="listening")["url"]
        table, one = Phone(url).joined(heads=4), Phone(url).joined()
        for phone in (table, one):
            phone.look()
            ballot = phone.block("ballot")
            marks = {ballot["options"][0]["id"]: 1}
            phone.accepted(type=ballot["command"], **ballot["fixed"], marks=marks)
        host.until(event="state", ballots=2, voted=5)
        host.end()
    finally:
        host.close()
    with Program("en").library(folder=tmp_path).open_desk(session.path) as desk:
        [vote] = desk.hub.snapshot.state.votes
        assert desk.handle(c.CloseVote(vote=vote)).rejection is None
        closed = desk.hub.snapshot.state.votes[vote]
        assert (closed.ballots, closed.beside) == (2, 3)


def test_each_line_that_waited_for_the_doors_to_open_moves_on_once(file: Path) -> None:
    host = Host(file, before=b"\n\n")
    try:
        assert host.next()["event"] == "listening"
        host.until(event="state", kind="collect", status="closed")
        host.end()
    finally:
        host.close()


def test_a_room_that_is_slow_to_close_keeps_nobody_from_ending_in_order(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, rooms = OpenServer.stop, list[OpenServer]()

    def slow(room: OpenServer) -> "Future[None]":
        rooms.append(room)
        return Future()  # many phones hang on, and the machine is busy

    def listen(room: OpenServer, callback: Callable[[], None]) -> Callable[[], None]:
        signal.raise_signal(signal.SIGTERM)
        return lambda: None

    monkeypatch.setattr(OpenServer, "stop", slow)
    monkeypatch.setattr(OpenServer, "listen", listen)
    monkeypatch.setattr("workshop_studio.cli.host._STOP", 0.05)
    code, out, err = call("host", file, "--bind", "127.0.0.1", "--port", "0")
    for room in rooms:
        stop(room).result(PATIENCE)
    assert (code, err) == (0, "")
    assert json.loads(out.splitlines()[-1]) == {"event": "stopped", "file": str(file)}


@pytest.mark.parametrize("stdin", [subprocess.PIPE, subprocess.DEVNULL])
def test_the_end_of_the_lines_does_not_end_it(file: Path, stdin: int) -> None:
    host = Host(file, stdin)
    try:
        url = host.until(event="listening")["url"]
        if host.process.stdin is not None:
            host.process.stdin.close()
        host.until(event="state", kind="brief")
        assert Phone(url).joined().status == "in"
        host.until(event="people", participants=1)
        assert host.end() == []
    finally:
        host.close()


def test_at_the_end_of_the_lines_nothing_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    reads, writes = os.pipe()
    os.write(writes, b"\nand a last one without an end")
    os.close(writes)
    host = _Host(cast("Services", SimpleNamespace(stdout=io.StringIO(), translator=None)))
    heard: list[str] = []
    monkeypatch.setattr(host, "post", heard.append)
    with open(reads, "rb") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        host._read_lines()
    assert heard == ["line", "line"]


def test_each_loss_of_the_network_and_each_return_is_told() -> None:
    translator = Translator("en", resources() / "locales")
    stdout = io.StringIO()
    host = _Host(cast("Services", SimpleNamespace(stdout=stdout, translator=translator)))
    lost = RoomStatus("lost", faults=(Fault("room.no_network"),))
    open_ = RoomStatus("open", "http://10.0.0.2:8080/#key", code="ABCD-EFGH")
    for status in (lost, open_, open_, lost, lost, open_, lost):
        host._tell_room(cast("OpenRoom", SimpleNamespace(status=status)))
    told = [json.loads(line) for line in stdout.getvalue().splitlines()]
    assert [one["event"] for one in told] == ["listening", "fault", "address", "fault"]
    assert told[0]["url"] == told[2]["url"] == open_.url


def test_what_the_disk_does_not_take_is_told_once_and_tried_again() -> None:
    stdout = io.StringIO()
    host = _Host(cast("Services", SimpleNamespace(stdout=stdout, translator=None)))
    full, sent = [True], []

    def submit(command: c.Command) -> "Future[Receipt]":
        sent.append(command)
        future: Future[Receipt] = Future()
        if full:
            future.set_exception(Failure("journal.full_disk"))
        else:
            future.set_result(Receipt("x", 1))
        return future

    due = Move(c.OpenStep(step="x"), datetime(2026, 1, 1, tzinfo=UTC))
    leader = SimpleNamespace(next=lambda snapshot: due if len(sent) < 4 else None)
    session = cast("Session", SimpleNamespace(snapshot=None, submit=submit))
    for asked in (False, False, True):
        assert host._lead(session, cast("Automatic", leader), asked=asked) is None
    full.clear()
    host._lead(session, cast("Automatic", leader), asked=False)
    assert len(sent) == 4
    told = [json.loads(line) for line in stdout.getvalue().splitlines()]
    refused = {"event": "refused", "command": "OpenStep", "code": "journal.full_disk"}
    assert told == [refused] * 2  # once by itself, and once to whoever asked


def test_a_room_that_never_rests_does_not_keep_it_from_telling_and_leading() -> None:
    host = _Host(cast("Services", SimpleNamespace(stdout=io.StringIO(), translator=None)))
    rested = threading.Event()

    def busy() -> None:
        while not rested.wait(0.05):
            host.post("people")

    phones = threading.Thread(target=busy)
    phones.start()
    gathered: queue.SimpleQueue[set[str]] = queue.SimpleQueue()
    gathering = threading.Thread(target=lambda: gathered.put(host._gather(1.0)))
    gathering.start()
    try:
        assert gathered.get(timeout=PATIENCE) == {"people"}
    finally:
        rested.set()
        phones.join(PATIENCE)
        gathering.join(PATIENCE)
