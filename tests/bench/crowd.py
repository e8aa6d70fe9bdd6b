"""Many phones in a process of their own: ``python -m tests.bench.crowd``, told what to do by lines.

The first line on standard input is a JSON object: ``url``, ``phones``, ``what`` (``vote``, ``echo``
or ``listen``), and for votes ``vote``, ``options`` and ``each``. When all have come in, it prints
``ready``; each further line makes them do it once, and one JSON object tells how long it took.
"""

import asyncio
import json
import secrets
import statistics
import sys
import time
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 60.0


class Line:
    """One phone's connection, which is kept open."""

    def __init__(self, url: str) -> None:
        self.place, self.key = urlsplit(url).netloc, urlsplit(url).fragment
        self.token = ""

    async def open(self) -> None:
        host, _, port = self.place.partition(":")
        self.reader, self.writer = await asyncio.open_connection(host, int(port))

    async def post(self, path: str, message: object) -> dict[str, Any]:
        body = json.dumps(message).encode()
        proof = f"Authorization: Bearer {self.token}\r\n" if self.token else ""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self.place}\r\nContent-Type: application/json\r\n"
            f"{proof}Content-Length: {len(body)}\r\n\r\n"
        )
        self.writer.write(head.encode() + body)
        status = await self.reader.readuntil(b"\r\n\r\n")
        names = dict(
            line.lower().split(b": ", 1) for line in status.split(b"\r\n")[1:] if b": " in line
        )
        answer = await self.reader.readexactly(int(names[b"content-length"]))
        assert status.startswith(b"HTTP/1.1 200"), (status, answer)
        return dict(json.loads(answer))

    async def join(self) -> None:
        told = await self.post("/join", {"id": secrets.token_hex(16), "key": self.key})
        self.token = told["token"]


async def voted(line: Line, asked: dict[str, Any], number: int) -> list[float]:
    """Each ballot as an outbox sends it: the next when the last is on the disk. Milliseconds."""
    took = []
    options = asked["options"]
    for turn in range(asked["each"]):
        marks = {options[(number + turn) % len(options)]: 1}
        command = {"type": "CastVote", "vote": asked["vote"], "marks": marks}
        begin = time.perf_counter()
        told = await line.post("/send", {"id": secrets.token_hex(16), "command": command})
        took.append((time.perf_counter() - begin) * 1000)
        assert told.get("accepted", True), told
    return took


async def listen(line: Line) -> ClientConnection:
    link = await connect(
        f"ws://{line.place}/live", open_timeout=PATIENCE, compression=None, max_size=None
    )
    await link.send(json.dumps({"token": line.token, "seen": ""}))
    await link.recv()
    return link


async def newest(link: ClientConnection, text: str) -> float:
    """When a view with a text has come, by the machine's clock."""
    while text not in str(await asyncio.wait_for(link.recv(), PATIENCE)):
        pass
    return time.monotonic()


def say(text: str) -> None:
    """A line for whoever began this process."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


async def main() -> None:
    loop = asyncio.get_running_loop()
    asked = json.loads(await loop.run_in_executor(None, sys.stdin.readline))
    lines = [Line(asked["url"]) for _ in range(asked["phones"])]
    for start in range(0, len(lines), 50):
        part = lines[start : start + 50]
        await asyncio.gather(*(line.open() for line in part))
        if asked["what"] != "echo":
            await asyncio.gather(*(line.join() for line in part))
    links = []
    if asked["what"] == "listen":
        for line in lines:
            line.writer.close()
            links.append(await listen(line))
    say("ready")
    while text := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        if links:
            last = max(await asyncio.gather(*(newest(link, text) for link in links)))
            say(json.dumps({"last": last}))
            continue
        rows = await asyncio.gather(*(voted(one, asked, n) for n, one in enumerate(lines)))
        took = sorted(one for row in rows for one in row)
        told = {"p99": took[int(len(took) * 0.99) - 1], "median": statistics.median(took)}
        say(json.dumps(told))
    await asyncio.gather(*(link.close() for link in links))


if __name__ == "__main__":
    asyncio.run(main())
