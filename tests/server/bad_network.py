"""Phones on a network that loses, repeats, delays and reorders, and a laptop that dies meanwhile.

Everything that the network does is counted, and the laptop dies at a moment that is made: when
some commands are acknowledged, some are on the disk though nobody has heard so, some are half
sent, and a volley of them is on its way.
"""

from __future__ import annotations

import asyncio
import json
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.server.client import new_id

PATIENCE = 60.0
Message = dict[str, object]


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


class Fault(Enum):
    """What the network does to a command."""

    NONE = "it arrives, and its answer too"
    LOST = "half of it arrives, then the line is cut"
    UNHEARD = "it is answered, and the answer is lost"
    TWICE = "two of it arrive at once"
    LATE = "a copy of it arrives again after newer ones"


FAULTS = (Fault.LOST, Fault.UNHEARD, Fault.TWICE, Fault.LATE)


class Barrier:
    """Lets all go on when all have come."""

    def __init__(self, awaited: int) -> None:
        self.awaited = awaited
        self.open = asyncio.Event()

    async def come(self) -> None:
        self.awaited -= 1
        if not self.awaited:
            self.open.set()
        await self.open.wait()


class Network:
    """What the phones' lines go through. Made in the loop in which it is used."""

    def __init__(self, host: Host, phones: int) -> None:
        split = urlsplit(host.url)
        self.place, self.key = split.netloc, split.fragment
        self.did: Counter[Fault] = Counter()
        self.away: set[str] = set()
        """The commands that have left a phone whole."""
        self.acknowledged: dict[str, list[str]] = {}
        self.ready, self.loaded = Barrier(phones), Barrier(phones)
        self.died, self.again = asyncio.Event(), asyncio.Event()
        self.known: set[str] = set()
        """The commands that were acknowledged when it died."""
        self.outstanding: set[str] = set()
        """Those that were away then, and not acknowledged."""
        self._host = host

    def heard(self, id: str, made: list[str]) -> None:
        """A phone has heard that its command is on the disk; the first in the volley is fatal."""
        self.acknowledged[id] = made
        if self.loaded.open.is_set() and not self.died.is_set():
            self._host.process.kill()  # at this very moment: nothing else runs before
            self.died.set()
            self.known = set(self.acknowledged)
            self.outstanding = self.away - self.known

    async def restart(self, look: Callable[[], None]) -> None:
        """When the laptop has died: look at what it left, and begin it again."""
        await self.died.wait()
        await asyncio.to_thread(self._host.kill)
        look()
        await asyncio.to_thread(self._host.begin)
        self.again.set()


class BadPhone:
    """Sends each of its commands until it is acknowledged."""

    def __init__(self, network: Network, number: int, patience: float = 10.0) -> None:
        self.network, self.number, self.patience = network, number, patience
        self.given_up = 0
        self.chance = random.Random(number)
        self.join_id = new_id()
        self.token = ""
        self._commands = 0
        self._late: list[tuple[Message, Any]] = []

    async def join(self) -> None:
        message: Message = {"id": self.join_id, "key": self.network.key}
        first = FAULTS[self.number % 3]
        self.token = (await self._until_answered("/join", message, first))["token"]

    async def send(self, id: str, command: Message) -> None:
        """Each fault befalls the first try of a fourth of all commands, and some later tries."""
        first = FAULTS[(self.number + self._commands) % len(FAULTS)]
        self._commands += 1
        message: Message = {"id": id, "command": command}
        self._hear(id, await self._until_answered("/send", message, first))

    async def send_held(self, id: str, command: Message) -> None:
        """It is on the disk, and the phone hears so only from the next laptop."""
        message: Message = {"id": id, "command": command}
        while not await self._try("/send", message, Fault.NONE):
            await self._pause()
        self.network.did[Fault.UNHEARD] += 1
        await self.network.ready.come()
        await self.network.loaded.come()
        await self.network.again.wait()
        self._hear(id, await self._until_answered("/send", message, Fault.NONE))

    async def send_in_volley(self, id: str, command: Message, *, whole: bool = True) -> None:
        """All but its end is there, and the ends of all go off at once; or it never ends."""
        message: Message = {"id": id, "command": command}
        await self.network.ready.come()
        line = await Line.open(self.network.place)
        try:
            request = line.request("/send", message, self.token)
            await line.write(request[:-1])
            await self.network.loaded.come()
            answer = None
            if not whole:
                await self.network.again.wait()
            else:
                line.write_now(request[-1:])
                self.network.away.add(id)
                answer = await self._unless_cut(line.answer())
        finally:
            line.close()
        if answer is None:
            answer = await self._until_answered("/send", message, Fault.NONE)
        self._hear(id, answer)

    async def deliver_late(self) -> None:
        """What the network kept back arrives: it has been counted, and changes nothing."""
        for message, first in self._late:
            again = None
            while again is None:
                again = await self._try("/send", message, Fault.NONE)
            _assert_same(first, again)
            self.network.did[Fault.LATE] += 1

    def _hear(self, id: str, answer: Any) -> None:
        assert answer["id"] == id
        assert answer["accepted"], answer
        self.network.heard(id, answer["made"])

    async def _until_answered(self, path: str, message: Message, fault: Fault) -> Any:
        while True:
            await self._pause()
            answer = await self._try(path, message, fault)
            if answer is not None:
                return answer
            fault = self.chance.choice((*FAULTS, *[Fault.NONE] * 6))

    async def _pause(self) -> None:
        await asyncio.sleep(self.chance.uniform(0.0, 0.05))

    async def _try(self, path: str, message: Message, fault: Fault) -> Any:
        if fault is Fault.TWICE:
            copies = (self._once(path, message), self._once(path, message))
            heard = [answer for answer in await asyncio.gather(*copies) if answer is not None]
            if len(heard) == 2 and path == "/send":
                _assert_same(*heard)
                self.network.did[fault] += 1
            return heard[-1] if heard else None  # of two tokens, the phone keeps one
        answer = await self._once(path, message, half=fault is Fault.LOST)
        if fault is Fault.UNHEARD:
            self.network.did[fault] += answer is not None
            return None
        if fault is Fault.LATE and answer is not None and path == "/send":
            self._late.append((message, answer))
        return answer

    async def _once(self, path: str, message: Message, *, half: bool = False) -> Any:
        async def whole() -> Any:
            line = await Line.open(self.network.place)
            try:
                request = line.request(path, message, self.token)
                await line.write(request[: -len(request) // 4] if half else request)
                if half:
                    self.network.did[Fault.LOST] += 1
                    return None
                if path == "/send":
                    self.network.away.add(str(message["id"]))
                return await line.answer()
            finally:
                line.close()

        return await self._unless_cut(whole())

    async def _unless_cut(self, answer: Any) -> Any:
        try:
            async with asyncio.timeout(self.patience):
                return await answer
        except TimeoutError:
            self.given_up += 1
        except (OSError, IndexError, ValueError):  # no line, none to its end, or half an answer
            pass
        return None


@dataclass
class Line:
    """One request on a connection of its own."""

    place: str
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def open(cls, place: str) -> Line:
        host, _, port = place.partition(":")
        return cls(place, *await asyncio.open_connection(host, int(port)))

    def request(self, path: str, message: object, token: str) -> bytes:
        body = json.dumps(message).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self.place}\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n"
        )
        return head.encode() + body

    async def write(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    def write_now(self, data: bytes) -> None:
        """Hand it to the system before anything else runs."""
        self.writer.write(data)

    async def answer(self) -> Any:
        """The JSON of an answer of 200; None for any other."""
        answer = await self.reader.read()
        status = int(answer.split(b" ", 2)[1])
        return json.loads(answer.partition(b"\r\n\r\n")[2]) if status == 200 else None

    def close(self) -> None:
        self.writer.close()


def _assert_same(one: Any, other: Any) -> None:
    assert (one["accepted"], one["made"]) == (other["accepted"], other["made"])
