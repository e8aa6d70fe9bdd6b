"""Sixty phones on a bad network, and a laptop that dies meanwhile: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.bench.sessions import library
from tests.server.client import new_id
from workshop_studio.app.desk import Desk
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Frame

PATIENCE = 60.0
PHONES = 60


@dataclass
class Host:
    """The host's process, which may be killed and begun again."""

    file: Path
    port: int = 0
    process: subprocess.Popen[str] = field(init=False)
    url: str = ""

    def begin(self) -> None:
        words = ["host", str(self.file), "--bind", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workshop_studio", *words],
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        first = json.loads(self._out.readline())
        assert first["event"] == "listening"
        self.url = first["url"]
        self.port = int(urlsplit(self.url).port or 0)

    @property
    def _out(self) -> Any:
        assert self.process.stdout is not None
        return self.process.stdout

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        self._out.close()

    def end(self) -> list[dict[str, Any]]:
        """Stop it in order; what it said."""
        self.process.send_signal(signal.SIGTERM)
        told = [json.loads(line) for line in self._out]
        assert self.process.wait(10) == 0
        self._out.close()
        return told


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    made = Host(tmp_path / "skoledag.workshop")
    yield made
    if hasattr(made, "process") and made.process.poll() is None:
        made.kill()


async def call(place: str, path: str, message: object, token: str, *, hear: bool) -> Any:
    """One POST; where it is not heard, the line is cut when the request is away."""
    host, _, port = place.partition(":")
    body = json.dumps(message).encode()
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {place}\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n"
        )
        writer.write(head.encode() + body)
        await writer.drain()
        if not hear:
            return None
        answer = await reader.read()
        status = int(answer.split(b" ", 2)[1])
        return json.loads(answer.partition(b"\r\n\r\n")[2]) if status == 200 else None
    finally:
        writer.close()


class BadPhone:
    """Sends each of its commands until it is acknowledged; loses, repeats, delays and reorders."""

    def __init__(self, place: str, key: str, seed: int, patience: float = 10.0) -> None:
        self.place, self.key, self.patience = place, key, patience
        self.given_up = 0
        self.chance = random.Random(seed)
        self.join_id = new_id()
        self.token = ""
        self.acknowledged: dict[str, list[str]] = {}

    async def until_answered(self, path: str, message: dict[str, object]) -> Any:
        while True:
            await asyncio.sleep(self.chance.uniform(0.0, 0.05))
            hear = self.chance.random() > 0.3
            try:
                async with asyncio.timeout(self.patience):
                    answer = await call(self.place, path, message, self.token, hear=hear)
            except TimeoutError:
                self.given_up += 1
                answer = None
            except (OSError, IndexError, ValueError):
                answer = None
            if answer is not None:
                if self.chance.random() < 0.3:  # and once more, though it was heard
                    await self._again(path, message, answer)
                return answer

    async def _again(self, path: str, message: dict[str, object], first: Any) -> None:
        try:
            again = await call(self.place, path, message, self.token, hear=True)
        except (OSError, IndexError, ValueError):
            return
        if again is not None and path == "/send":
            assert again["made"] == first["made"]
            assert again["accepted"] == first["accepted"]

    async def join(self) -> None:
        joined = await self.until_answered("/join", {"id": self.join_id, "key": self.key})
        self.token = joined["token"]

    async def send(self, id: str, command: dict[str, object]) -> None:
        answer = await self.until_answered("/send", {"id": id, "command": command})
        assert answer["accepted"], answer
        self.acknowledged[id] = answer["made"]


def prepared(folder: Path, file: Path, *, kind: str) -> tuple[Desk, str]:
    """A session that is open for ideas or for a vote, left as a crash leaves it."""
    from workshop_studio.bootstrap import Program

    library_ = Program("en").library(folder=folder)
    plan = "brainstorm" if kind == "collect" else "dot-vote"
    desk = library_.new_desk(plan, Frame(title="Skoledagen"), file)
    step = next(s.id for s in desk.hub.snapshot.state.steps.values() if s.kind == kind)
    desk.handle(c.GoTo(step=step))
    if kind == "collect":
        desk.handle(c.OpenStep(step=step))
        made = step
    else:
        desk.handle(c.ImportIdeas(step=step, texts=("Skolehage", "Frokost", "Svømming")))
        [made] = desk.handle(c.OpenVote(step=step)).made
    desk.publish(desk.hub.snapshot)
    desk._run.close(done=False)  # its journal and its box are found again
    return desk, made


def written(marks: Mapping[str, int]) -> str:
    return json.dumps(dict(marks), sort_keys=True)


def counted(folder: Path, file: Path, vote: str) -> list[str]:
    """What a vote comes to that is still open in the file: its ballots when it is closed."""
    from workshop_studio.bootstrap import Program

    with Program("en").library(folder=folder).open_desk(file) as again:
        assert again.handle(c.CloseVote(vote=vote)).rejection is None
        bundles = again.hub.snapshot.state.bundles.values()
        return sorted(written(ballot) for bundle in bundles for ballot in bundle.ballots)


def test_sixty_bad_phones_and_a_killed_laptop_end_with_exactly_what_was_sent(
    host: Host, tmp_path: Path
) -> None:
    desk, step = prepared(tmp_path, host.file, kind="collect")
    del desk
    host.begin()
    sent: dict[str, str] = {}

    async def play() -> list[BadPhone]:
        split = urlsplit(host.url)
        phones = [BadPhone(split.netloc, split.fragment, seed) for seed in range(PHONES)]
        half = asyncio.Event()

        async def one(number: int, phone: BadPhone) -> None:
            await phone.join()
            ideas = [(new_id(), f"idé {number}.{n}") for n in range(4)]
            sent.update(ideas)
            phone.chance.shuffle(ideas)
            orders = [
                phone.send(id, {"type": "AddIdea", "step": step, "text": text})
                for id, text in ideas
            ]
            await asyncio.gather(*orders)
            if number == PHONES // 2:
                half.set()

        async def die() -> None:
            await half.wait()
            await asyncio.to_thread(host.kill)
            await asyncio.to_thread(host.begin)

        await asyncio.gather(die(), *(one(n, phone) for n, phone in enumerate(phones)))
        return phones

    phones = asyncio.run(play())
    told = host.end()
    assert told[-1]["event"] == "stopped"
    state = library(tmp_path).read(host.file).state
    assert sorted(idea.text for idea in state.ideas.values()) == sorted(sent.values())
    made = {idea: sent[id] for phone in phones for id, [idea] in phone.acknowledged.items()}
    assert made == {idea.id: idea.text for idea in state.ideas.values()}
    joined = [event for event in told if event["event"] == "people"]
    assert joined[-1]["participants"] == PHONES


def test_ballots_are_counted_once_each_though_the_laptop_dies(host: Host, tmp_path: Path) -> None:
    desk, vote = prepared(tmp_path, host.file, kind="vote")
    options = [option.id for option in desk.hub.snapshot.state.votes[vote].options]
    host.begin()
    wanted: list[dict[str, int]] = []

    async def play() -> None:
        split = urlsplit(host.url)
        phones = [BadPhone(split.netloc, split.fragment, seed) for seed in range(PHONES)]
        some = asyncio.Event()

        async def one(number: int, phone: BadPhone) -> None:
            await phone.join()
            marks: dict[str, int] = {}
            for thought in range(2):  # the second one counts
                marks = {options[(number + thought) % 3]: 1 + number % 2}
                command: dict[str, object] = {"type": "CastVote", "vote": vote, "marks": marks}
                await phone.send(new_id(), command)
                if number == PHONES // 3:
                    some.set()
            wanted.append(marks)

        async def die() -> None:
            await some.wait()
            await asyncio.to_thread(host.kill)
            await asyncio.to_thread(host.begin)

        await asyncio.gather(die(), *(one(n, phone) for n, phone in enumerate(phones)))

    asyncio.run(play())
    host.end()
    assert counted(tmp_path, host.file, vote) == sorted(map(written, wanted))


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot hold a process up")
def test_a_laptop_that_sleeps_in_a_vote_counts_each_ballot_once(host: Host, tmp_path: Path) -> None:
    """All phones give up and send again, some a second thought; the vote is open as before."""
    desk, vote = prepared(tmp_path, host.file, kind="vote")
    options = [option.id for option in desk.hub.snapshot.state.votes[vote].options]
    del desk
    host.begin()
    wanted: list[dict[str, int]] = []

    async def play() -> None:
        split = urlsplit(host.url)
        phones = [BadPhone(split.netloc, split.fragment, seed, patience=0.5) for seed in range(30)]
        await asyncio.gather(*(phone.join() for phone in phones))
        for phone in phones:
            phone.given_up = 0
        host.process.send_signal(signal.SIGSTOP)

        async def one(number: int, phone: BadPhone) -> None:
            for thought in range(1 + number % 2):
                marks = {options[(number + thought) % 3]: 1 + number % 2}
                await phone.send(new_id(), {"type": "CastVote", "vote": vote, "marks": marks})
            wanted.append(marks)

        posts = [asyncio.create_task(one(n, phone)) for n, phone in enumerate(phones)]
        while not all(phone.given_up for phone in phones):
            await asyncio.sleep(0.05)
        assert not wanted
        for phone in phones:
            phone.patience = 10.0
        host.process.send_signal(signal.SIGCONT)
        await asyncio.gather(*posts)

    asyncio.run(play())
    host.end()
    assert counted(tmp_path, host.file, vote) == sorted(map(written, wanted))
