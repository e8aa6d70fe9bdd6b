"""Hundreds of phones, in another process: how soon a ballot is safe, and a change with all.

``python -m tests.bench.phones``.
"""

import asyncio
import gc
import json
import os
import queue
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import uvicorn
from PySide6.QtWidgets import QApplication
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.bench.measure import Ratio
from tests.bench.stalls import Pulse
from tests.server.conftest import Place
from workshop_studio.domain import commands as c
from workshop_studio.ui.home.application import be_responsive

VOTERS, EACH = 300, 5
LISTENERS, CHANGES = 1000, 3
ROUNDS = 3
PATIENCE = 120.0


class Crowd:
    """The process of the phones."""

    def __init__(self, **asked: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.crowd"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.tell(json.dumps(asked))
        assert self._answers.get(timeout=PATIENCE).strip() == "ready"

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._answers.put(line)

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    @property
    def has_answered(self) -> bool:
        return not self._answers.empty()

    def answer(self) -> dict[str, Any]:
        return dict(json.loads(self._answers.get(timeout=PATIENCE)))

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(PATIENCE)


class Echo:
    """A bare Starlette that answers when what came is on the disk, with the others of its time."""

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        self._waiting: queue.Queue[tuple[bytes, Future[None]] | None] = queue.Queue()
        app = Starlette(routes=[Route("/send", self._send, methods=["POST"])])
        config = uvicorn.Config(app, "127.0.0.1", 0, log_level="critical", lifespan="off")
        self._server = uvicorn.Server(config)
        self._threads = [
            threading.Thread(target=self._server.run),
            threading.Thread(target=self._write),
        ]
        for thread in self._threads:
            thread.start()
        while not self._server.started:
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/"

    async def _send(self, request: Request) -> JSONResponse:
        body = await request.body()
        done: Future[None] = Future()
        self._waiting.put((body, done))
        await asyncio.wrap_future(done)
        return JSONResponse(json.loads(body))

    def _write(self) -> None:
        """All that has come goes to the disk with one fsync, as the session's thread does it."""
        while (first := self._waiting.get()) is not None:
            batch = [first]
            while not self._waiting.empty() and (more := self._waiting.get()) is not None:
                batch.append(more)
            os.write(self._fd, b"".join(body + b"\n" for body, _ in batch))
            os.fsync(self._fd)
            for _, done in batch:
                done.set_result(None)

    def close(self) -> None:
        self._server.should_exit = True
        self._waiting.put(None)
        for thread in self._threads:
            thread.join()
        os.close(self._fd)


def phones(folder: Path) -> tuple[list[Ratio], list[tuple[str, float, float]]]:
    """The ratio of a ballot to the echo; and name, milliseconds and limit of the rest."""
    app = QApplication.instance() or QApplication([])
    gc.freeze()  # both as the application does
    be_responsive()
    pulse = Pulse()
    pulse.during(lambda: True)  # what was measured before is let go of now, not meanwhile
    ratio, gap = _votes(folder, pulse)
    pushed, other_gap = _pushes(folder, pulse)
    del app
    return [ratio], [
        (f"{VOTERS} phones vote: longest hold of the window", gap, 50.0),
        (f"{LISTENERS} phones have a change", pushed, 1000.0),
        (f"{LISTENERS} phones: longest hold of the window meanwhile", other_gap, 100.0),
    ]


def _votes(folder: Path, pulse: Pulse) -> tuple[Ratio, float]:
    place = Place(folder / "voting", "dot-vote")
    step = place.step("vote")
    place.lead(c.GoTo(step=step))
    place.lead(c.ImportIdeas(step=step, texts=tuple(f"Idé {n}" for n in range(12))))
    [vote] = place.lead(c.OpenVote(step=step)).made
    options = [option.id for option in place.session.snapshot.state.votes[vote].options]
    asked = {"vote": vote, "options": options, "each": EACH, "phones": VOTERS}
    echo = Echo(folder / "echo")
    ours = Crowd(url=place.url, what="vote", **asked)
    bare = Crowd(url=echo.url, what="echo", **asked)
    found: list[tuple[float, float]] = []
    gap = 0.0
    for _ in range(ROUNDS):
        bare.tell("go")
        floor = bare.answer()["p99"]
        ours.tell("go")
        gap = max(gap, pulse.during(lambda: ours.has_answered))
        found.append((ours.answer()["p99"], floor))
    for crowd in (ours, bare):
        crowd.close()
    echo.close()
    place.close()
    took, floor = sorted(found, key=lambda pair: pair[0] / pair[1])[len(found) // 2]
    name = f"p99 of a ballot of {VOTERS} phones at once / a bare echo"
    return Ratio(name, took, floor, took / floor, 3), gap


def _pushes(folder: Path, pulse: Pulse) -> tuple[float, float]:
    place = Place(folder / "pushing", "brainstorm")
    step = place.open_collect()
    crowd = Crowd(url=place.url, what="listen", phones=LISTENERS)
    worst, gap = 0.0, 0.0
    for number in range(CHANGES):
        text = f"endring {number}"
        crowd.tell(text)
        begin = time.monotonic()
        place.session.submit(c.AddIdea(step=step, text=text))
        gap = max(gap, pulse.during(lambda: crowd.has_answered))
        worst = max(worst, (crowd.answer()["last"] - begin) * 1000)
    crowd.close()
    place.close()
    return worst, gap


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory(dir=Path.cwd()) as made:
        ratios, rest = phones(Path(made))
    for one in ratios:
        sys.stdout.write(one.line() + "\n")
    for what, took, most in rest:
        sys.stdout.write(f"{what}: {took:.1f} ms (at most {most:g})\n")
