"""Eight hours of fifty phones in a few minutes: what the server's process grows by.

Nothing is made up of messages that a phone would not send; only the waiting in between is left
out. A phone on a WebSocket sends a hello when it connects and answers the server's ping each 20
seconds (here it pings as often, which costs the server the same); one whose WebSockets are blocked
asks each two seconds. Phones sleep, wake up, reload, come back by their personal code, mistype.
The group goes round: it writes, sees the ideas, votes and votes again.

A session grows by what it holds, with phones or without: each vote keeps its ballots, and of what
was refused some is known again. So the same is given to the same session in a process that no
phone comes to, and what that grows by is told apart.
"""

import asyncio
import contextlib
import json
import secrets
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError

from tests.bench.crowd import Line
from tests.bench.hosted import PHONES, SPREAD

BLOCKED = 5
"""How many of them cannot have a WebSocket."""
SLOTS = 96
"""Slots of five minutes: eight hours."""
PINGS, POLLS = 300 // 20, 300 // 2
WARM = 5
"""Slots after which all have joined and everything has been led once: 5 % of the day."""
LOOKS = {WARM, SLOTS // 4, SLOTS // 2, SLOTS * 3 // 4, SLOTS}
"""Slots after which is looked at what the process holds."""
LIMIT = 10.0
_PATIENCE = 60.0


class Host:
    """The process of the server; see ``hosted.py``."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.hosted", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url: str = self._answer()["url"]

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        return dict(json.loads(self._process.stdout.readline()))

    def ask(self, what: str) -> dict[str, Any]:
        """Have something led, or the tables counted."""
        assert self._process.stdin is not None
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        return self._answer()

    async def led(self, what: str) -> dict[str, Any]:
        """The same, while the phones go on."""
        return await asyncio.to_thread(self.ask, what)

    def close(self) -> None:
        """End it, and wait."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(_PATIENCE)


class Phone:
    """One phone through the day."""

    def __init__(self, url: str, number: int, sent: Counter[str]) -> None:
        self.line = Line(url)
        self.number, self.sent = number, sent
        self.is_blocked = number < BLOCKED
        self.personal = ""
        self.view: dict[str, Any] = {}
        self.link: ClientConnection | None = None
        self.reading: asyncio.Task[None] | None = None

    async def ask(
        self, method: str, path: str, message: object = None, headers: str = ""
    ) -> tuple[int, bytes]:
        """A request on the connection that is kept open, as a browser does."""
        line = self.line
        body = b"" if message is None else json.dumps(message).encode()
        proof = f"Authorization: Bearer {line.token}\r\n" if line.token else ""
        kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
        head = f"{method} {path} HTTP/1.1\r\nHost: {line.place}\r\n{proof}{kind}{headers}\r\n"
        line.writer.write(head.encode() + body)
        told = await line.reader.readuntil(b"\r\n\r\n")
        status = int(told.split(b" ", 2)[1])
        length = told.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        self.sent[f"{method} {path.partition('?')[0]}"] += 1
        return status, await line.reader.readexactly(int(length or 0))

    async def join(self, **parts: str) -> int:
        """Join by the key, or by the personal code."""
        given = parts or {"key": self.line.key}
        status, body = await self.ask("POST", "/join", {"id": secrets.token_hex(16), **given})
        if status == 200:
            told = json.loads(body)
            self.line.token, self.personal = told["token"], told["personal"]
        return status

    @property
    def seen(self) -> str:
        """What it has, as it tells the server."""
        return f"{self.view['epoch']}.{self.view['seq']}" if self.view else ""

    async def look(self) -> None:
        """Poll once."""
        status, body = await self.ask("GET", f"/view?seen={self.seen}")
        if status == 200:
            self.view = json.loads(body)

    async def wake(self) -> None:
        """Connect, as after each sleep and each reload."""
        if self.is_blocked:
            return
        self.link = await connect(
            f"ws://{self.line.place}/live", open_timeout=_PATIENCE, compression=None, max_size=None
        )
        await self.link.send(json.dumps({"token": self.line.token, "seen": self.seen}))
        self.sent["hello"] += 1
        self.reading = asyncio.create_task(self._read(self.link))

    async def _read(self, link: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosedError):  # it was broken off: a phone that sleeps
            async for message in link:
                self.view = json.loads(message)
                self.sent["(pushed)"] += 1

    async def sleep(self) -> None:
        """Be gone without a word every other time, as phones are."""
        if self.link is None or self.reading is None:
            return
        if self.number % 2:
            self.link.transport.abort()
        await self.link.close()
        await asyncio.wait([self.reading])
        self.link = None

    async def slot(self, now: int) -> None:
        """Five minutes."""
        await self.sleep()
        if (now + self.number) % 6 == 0:  # each half hour the page is loaded anew
            status, _ = await self.ask("GET", "/", headers="Accept-Language: nb\r\n")
            assert status == 200
            self.view = {}
        if (now + self.number) % 12 == 0:  # each hour somebody comes back on another phone
            assert await self.join(personal=self.personal) == 200
        if (now + self.number) % SLOTS == 0:  # once a day: more in a few minutes would be guessing
            await self.join(code="WRNG-CDE2")
        await self.wake()
        for _ in range(2):
            await self.write(now)
        await self.ask("POST", "/signal", {"done": True})
        if self.link is None:
            for _ in range(POLLS):
                await self.look()
        else:
            for _ in range(PINGS):
                await (await self.link.ping())
                self.sent["ping"] += 1

    async def write(self, now: int) -> None:
        """What is asked for now: an idea, a better wording of it, a ballot, a second thought."""
        await self.look()
        blocks = {block["block"]: block for block in self.view["blocks"]}
        own: dict[str, Any] = next(
            (b for b in self.view["blocks"] if b.get("code") == "own"), {"ideas": []}
        )
        command: dict[str, Any]
        if "ballot" in blocks:
            ballot = blocks["ballot"]
            option = ballot["options"][now % len(ballot["options"])]["id"]
            command = {"type": ballot["command"], **ballot["fixed"], "marks": {option: 1}}
        elif "entry" in blocks and not own["ideas"] and now < WARM:
            text = f"Telefon {self.number} foreslår noe nytt nummer {now}"
            command = {"type": "AddIdea", **blocks["entry"]["fixed"], "text": text}
        elif own["ideas"]:
            text = f"Telefon {self.number} sier det bedre {now}"
            command = {"type": "EditIdea", "idea": own["ideas"][0]["id"], "text": text}
        else:  # the session itself must not grow: what is refused is as much work
            command = {"type": "EditIdea", "idea": "0123456789abcdef", "text": "for sent"}
        message = {"id": secrets.token_hex(16), "command": command}
        for _ in range(1 + (now + self.number) % 2):  # every other time the answer gets lost
            status, body = await self.ask("POST", "/send", message)
            assert status == 200, body


async def _day(host: Host, sent: Counter[str]) -> list[dict[str, Any]]:
    crowd = [Phone(host.url, number, sent) for number in range(PHONES)]
    for phone in crowd:
        await phone.line.open()
        assert await phone.join() == 200
    found = []
    for now in range(SLOTS):
        await host.led(SPREAD[now % len(SPREAD)])
        await asyncio.gather(*(phone.slot(now) for phone in crowd))
        if now + 1 in LOOKS:
            found.append({"hours": (now + 1) / 12, **await host.led("tables")})
    for phone in crowd:
        await phone.sleep()
        phone.line.writer.close()
    return found


def _without(host: Host) -> list[dict[str, Any]]:
    found = []
    for now in range(SLOTS):
        host.ask(SPREAD[now % len(SPREAD)])
        host.ask("give")
        if now + 1 in LOOKS:
            found.append({"hours": (now + 1) / 12, **host.ask("tables")})
    return found


@dataclass(frozen=True, slots=True)
class Day:
    """What the process held after each part of the day, without phones too, and what was sent."""

    phones: list[dict[str, Any]]
    without: list[dict[str, Any]]
    sent: Counter[str]

    @property
    def in_all(self) -> float:
        """Per cent of memory more at the end than after the warm-up."""
        return _grown(self.phones, self.phones)

    @property
    def of_session(self) -> float:
        """What of it the session grows by that no phone comes to."""
        return _grown(self.without, self.phones)

    @property
    def is_fine(self) -> bool:
        """Whether phones make it grow by no more than the limit."""
        return self.in_all - self.of_session <= LIMIT

    def told(self) -> str:
        """The day in lines: what was held by and by, what was sent, what it grew by."""
        lines = [_line(row) for row in self.phones]
        lines += [f"without phones: {_line(row)}" for row in (self.without[0], self.without[-1])]
        lines.append("sent: " + ", ".join(f"{name} {n}" for name, n in sorted(self.sent.items())))
        verdict = "ok" if self.is_fine else "TOO MUCH"
        lines.append(
            f"8 hours of {PHONES} phones: {self.in_all:+.1f} % memory, of which the session "
            f"{self.of_session:+.1f} % and phones {self.in_all - self.of_session:+.1f} % "
            f"(at most {LIMIT:g} %) {verdict}"
        )
        return "\n".join(lines) + "\n"


def _grown(rows: list[dict[str, Any]], of: list[dict[str, Any]]) -> float:
    return float(rows[-1]["mib"] - rows[0]["mib"]) / float(of[0]["mib"]) * 100


def _line(row: dict[str, Any]) -> str:
    return " ".join(f"{name} {value}" for name, value in row.items())


def day(folder: Path) -> Day:
    """Hold the day twice: with the phones, and without any."""
    sent: Counter[str] = Counter()
    folder.mkdir()
    host = Host(folder / "phones")
    try:
        found = asyncio.run(_day(host, sent))
    finally:
        host.close()
    host = Host(folder / "without")
    try:
        return Day(found, _without(host), sent)
    finally:
        host.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as made:
        sys.stdout.write(day(Path(made) / "day").told())
