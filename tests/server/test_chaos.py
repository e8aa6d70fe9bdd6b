"""Sixty phones on a bad network, and a laptop that dies meanwhile: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.server.bad_network import FAULTS, BadPhone, Host, Message, Network
from tests.server.client import new_id
from workshop_studio.app.desk import Desk
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Frame

PHONES = 60
LEAST = 10
"""How often each fault must have befallen commands; twice as often by the phones' numbers alone."""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    made = Host(tmp_path / "skoledag.workshop")
    yield made
    if hasattr(made, "process") and made.process.poll() is None:
        made.kill()


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


CLOSE = """
import sys
from pathlib import Path
from workshop_studio.bootstrap import Program
from workshop_studio.domain.commands import CloseVote

folder, file, vote = sys.argv[1:]
with Program("en").library(folder=Path(folder)).open_desk(Path(file)) as desk:
    if vote:
        assert desk.handle(CloseVote(vote=vote)).rejection is None
"""


def on_file(folder: Path, file: Path, vote: str = "") -> dict[str, Any]:
    """The session's tables as they stand in its file when another process has closed it."""
    words = [sys.executable, "-c", CLOSE, str(folder), str(file), vote]
    subprocess.run(words, check=True, timeout=60)
    with zipfile.ZipFile(file) as members:
        return dict(json.loads(members.read("session.json")))


def written(marks: Mapping[str, int]) -> str:
    return json.dumps(dict(marks), sort_keys=True)


def ballots_of(tables: Mapping[str, Any]) -> list[str]:
    return sorted(written(marks) for bundle in tables["bundles"] for marks in bundle["ballots"])


def died_in_the_middle(network: Network, kept: bytes, *, held: int, volley: int) -> None:
    """Whether the laptop died where it was to, and what it had left on its disk then."""
    kept_ids = {id for id in network.known | network.outstanding if id.encode() in kept}
    assert network.known <= kept_ids  # acknowledged only when it is there
    assert len(network.known) >= LEAST
    assert len(network.outstanding) == held + volley - 1
    assert len(kept_ids - network.known) >= held  # and some that nobody had heard of


def kept_by(folder: Path, pattern: str) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob(pattern)))


def test_sixty_bad_phones_and_a_killed_laptop_end_with_exactly_what_was_sent(
    host: Host, tmp_path: Path
) -> None:
    desk, step = prepared(tmp_path, host.file, kind="collect")
    del desk
    host.begin()
    thought = {number: [f"idé {number}.{n}" for n in range(5)] for number in range(PHONES)}
    sent: dict[str, str] = {}
    held, volley = PHONES // 3, PHONES // 3

    async def one(phone: BadPhone, texts: list[str]) -> None:
        async def send(text: str, how: Any) -> None:
            id = new_id()
            sent[id] = text
            await how(id, {"type": "AddIdea", "step": step, "text": text})

        def half_sent(id: str, command: Message) -> Any:
            return phone.send_in_volley(id, command, whole=False)

        first, second, third, fourth, fifth = texts
        hows = (phone.send_held, half_sent, phone.send_in_volley)
        await phone.join()
        await send(second, phone.send)
        await asyncio.gather(send(first, phone.send), send(fourth, phone.send))
        await send(third, hows[phone.number % 3])
        await send(fifth, phone.send)
        await phone.deliver_late()

    async def play() -> Network:
        network = Network(host, PHONES)

        def look() -> None:
            kept = kept_by(tmp_path, "journal.jsonl")
            died_in_the_middle(network, kept, held=held, volley=volley)
            assert len(network.known | network.outstanding) < 5 * PHONES - held  # not at the end

        posts = [one(BadPhone(network, n), texts) for n, texts in thought.items()]
        async with asyncio.timeout(240):
            await asyncio.gather(network.restart(look), *posts)
        return network

    network = asyncio.run(play())
    assert min(network.did[fault] for fault in FAULTS) >= LEAST, network.did
    told = host.end()
    assert told[-1]["event"] == "stopped"
    joined = [event for event in told if event["event"] == "people"]
    assert joined[-1]["participants"] == PHONES
    ideas = on_file(tmp_path, host.file)["ideas"]
    assert len(sent) == 5 * PHONES
    assert sorted(idea["text"] for idea in ideas) == sorted(sent.values())
    made = {idea: sent[id] for id, [idea] in network.acknowledged.items()}
    assert made == {idea["id"]: idea["text"] for idea in ideas}
    came = {idea["text"]: idea["order"] for idea in ideas}
    assert all(came[texts[0]] > came[texts[1]] for texts in thought.values())  # out of order


def test_ballots_are_counted_once_each_though_the_laptop_dies(host: Host, tmp_path: Path) -> None:
    """The third ballot of each phone counts, also where its first arrives again after that."""
    desk, vote = prepared(tmp_path, host.file, kind="vote")
    options = [option.id for option in desk.hub.snapshot.state.votes[vote].options]
    host.begin()
    held, volley = PHONES // 3, PHONES - PHONES // 3
    wanted: list[dict[str, int]] = []
    ids: list[str] = []

    async def one(phone: BadPhone) -> None:
        await phone.join()
        is_held = phone.number % 3 == 0
        hows = (phone.send, phone.send_held if is_held else phone.send_in_volley, phone.send)
        for thought, how in enumerate(hows):
            marks = {options[(phone.number + thought) % 3]: 1 + phone.number % 2}
            ids.append(new_id())
            await how(ids[-1], {"type": "CastVote", "vote": vote, "marks": marks})
        wanted.append(marks)
        await phone.deliver_late()

    async def play() -> Network:
        network = Network(host, PHONES)

        def look() -> None:
            kept = kept_by(tmp_path, "box.vote.*")
            died_in_the_middle(network, kept, held=held, volley=volley)
            assert not wanted

        phones = [BadPhone(network, number) for number in range(PHONES)]
        async with asyncio.timeout(240):
            await asyncio.gather(network.restart(look), *map(one, phones))
        return network

    network = asyncio.run(play())
    assert min(network.did[fault] for fault in FAULTS) >= LEAST, network.did
    host.end()
    tables = on_file(tmp_path, host.file, vote)
    assert ballots_of(tables) == sorted(map(written, wanted))
    assert tables["votes"][0]["envelopes"] == sorted(ids)
    assert set(network.acknowledged) == set(ids)


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot hold a process up")
def test_a_laptop_that_sleeps_in_a_vote_counts_each_ballot_once(host: Host, tmp_path: Path) -> None:
    """All phones give up and send again, some a second thought; the vote is open as before."""
    desk, vote = prepared(tmp_path, host.file, kind="vote")
    options = [option.id for option in desk.hub.snapshot.state.votes[vote].options]
    del desk
    host.begin()
    wanted: list[dict[str, int]] = []

    async def play() -> None:
        network = Network(host, 30)
        phones = [BadPhone(network, number, patience=0.5) for number in range(30)]
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
    assert ballots_of(on_file(tmp_path, host.file, vote)) == sorted(map(written, wanted))
