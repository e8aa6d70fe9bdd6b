"""Opening a session, and commands through the hub, on a real disk."""

import json
import os
import secrets
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.measure import Ratio, against
from workshop_studio.app.catalogue import Catalogue
from workshop_studio.app.desk import Desk
from workshop_studio.app.hub import Actor, Envelope
from workshop_studio.app.ids import RandomIds
from workshop_studio.app.library import Library
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Frame
from workshop_studio.domain.state import State
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.steps.registry import KINDS
from workshop_studio.storage.disk import Disk

IDEAS, BALLOTS = 600, 6_000


def library(
    folder: Path, render: Callable[[State, Translator], str] = lambda _state, _translator: ""
) -> Library:
    """A library whose every folder is below one."""
    return Library(
        Disk(folder / "state"),
        KINDS,
        Catalogue(resources()),
        lambda: folder / "sessions",
        render,
        clock=lambda: datetime.now(UTC),
        new_id=RandomIds(),
    )


def step(desk: Desk, kind: str) -> str:
    """The last step of a kind."""
    return [s.id for s in desk.hub.snapshot.state.steps.values() if s.kind == kind][-1]


def large_session(folder: Path) -> Path:
    """A closed file of 600 ideas and 6,000 ballots."""
    with library(folder).new_desk("dot-vote", Frame(title="Large")) as desk:
        vote_step = step(desk, "vote")
        texts = tuple(f"Idé nummer {n} om den digitale skolehverdagen" for n in range(IDEAS))
        desk.handle(c.ImportIdeas(step=vote_step, texts=texts))
        [vote] = desk.handle(c.OpenVote(step=vote_step)).made
        ideas = sorted(desk.hub.snapshot.state.ideas)
        envelopes = [
            Envelope(
                secrets.token_hex(8),
                Actor("participant", f"phone {number}"),
                c.CastVote(
                    vote=vote, marks={ideas[(number * 7 + k * 13) % IDEAS]: 1 for k in range(3)}
                ),
            )
            for number in range(BALLOTS)
        ]
        desk.hub.handle_all(envelopes)
        desk.handle(c.CloseVote(vote=vote))
        return desk.path


def opening(folder: Path) -> Ratio:
    """Open the large session, journal, hub and all, against json.loads of its session.json."""
    path = large_session(folder)
    with zipfile.ZipFile(path) as archive:
        text = archive.read("session.json")
    shelf = library(folder)

    def work() -> None:
        shelf.open_desk(path).close()

    name = f"open a session of {IDEAS} ideas and {BALLOTS} ballots / json.loads"
    return against(name, 4, work, lambda: json.loads(text), runs=25)


def bare_append(path: Path, size: int) -> "tuple[int, bytes]":
    """A file to append lines of a size to."""
    fd = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    return fd, b"x" * (size - 1) + b"\n"


def commands(folder: Path) -> list[Ratio]:
    """A facilitator's command, and an anonymous idea, against bare appends with fsync."""
    desk = library(folder).new_desk("brainstorm", Frame(title="Commands"))
    collect = step(desk, "collect")
    for command in (c.GoTo(step=collect), c.OpenStep(step=collect)):
        desk.handle(command)
    desk.handle(c.ImportIdeas(step=collect, texts=tuple(f"idé {n}" for n in range(IDEAS))))
    fd, line = bare_append(folder / "floor", 420)
    other, slip = bare_append(folder / "floor of the box", 160)
    number = 0

    def append() -> None:
        os.write(fd, line)
        os.fsync(fd)

    def append_twice() -> None:
        os.write(other, slip)
        os.fsync(other)
        append()

    def typed() -> None:
        desk.handle(c.AddIdea(step=collect, text="Én app i stedet for seks"))

    def anonymous() -> None:
        nonlocal number
        number += 1
        idea = c.AddIdea(step=collect, text="Én app i stedet for seks")
        actor = Actor("participant", f"phone {number % 30}")
        desk.hub.handle(Envelope(secrets.token_hex(8), actor, idea))

    ratios = [
        against("a facilitator's command / an append with fsync", 2, typed, append, runs=2_000),
        against("an anonymous idea / two such appends", 2, anonymous, append_twice, runs=2_000),
    ]
    os.close(fd)
    os.close(other)
    desk.close()
    return ratios
