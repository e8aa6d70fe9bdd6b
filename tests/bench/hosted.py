"""A room in a process of its own, led by lines: ``python -m tests.bench.hosted FOLDER``.

It prints where it is open, and after each line one JSON object: what it holds for ``tables``, and
nothing for what it has led, or been given as phones would by ``give``.
"""

import asyncio
import gc
import json
import resource
import secrets
import sys
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from tests.server.conftest import Place
from workshop_studio.app.hub import Actor, Envelope, Hub, Receipt
from workshop_studio.app.room import Room
from workshop_studio.bootstrap import phone_pages
from workshop_studio.domain import commands as c
from workshop_studio.server.limits import Gate
from workshop_studio.server.live import Live
from workshop_studio.server.routes import Desk
from workshop_studio.server.views import Views

PHONES = 50
SPREAD = ("open", "clock", "close", "vote", "count")
"""What is led, five minutes each: writing, reading, voting."""
T = TypeVar("T")
_PAGE = resource.getpagesize()


class Leader:
    """Leads the group round and round, through the same two steps."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.place = Place(folder, "need-to-idea", pages=phone_pages())
        steps = self.place.session.snapshot.state.steps.values()
        self.collect = self.place.step("collect")
        self.vote = next(step.id for step in steps if step.params.get("options") == "ideas")
        self.open: str = ""
        self.ideas: dict[str, str] = {secrets.token_hex(16): "" for _ in range(PHONES)}
        """The idea of each who gives something without a phone."""

    def lead(self, what: str) -> None:
        """Do one thing."""
        step = self.place.session.snapshot.state.flow.current or self.collect
        ways: dict[str, Callable[[], tuple[c.Command, ...]]] = {
            "open": lambda: (c.GoTo(step=self.collect), c.OpenStep(step=self.collect)),
            "clock": lambda: (c.StopTimer(step=step), c.StartTimer(step=step, seconds=300.0)),
            "close": lambda: (c.CloseStep(step=self.collect), c.Reveal(step=self.collect)),
            "vote": lambda: (c.GoTo(step=self.vote), c.OpenVote(step=self.vote)),
            "count": lambda: (c.CloseVote(vote=self.open), c.Reveal(step=self.vote)),
        }
        for command in ways[what]():
            receipt = self.place.session.submit(command).result(10.0)
            assert receipt.rejection is None, (what, receipt.rejection)
            if isinstance(command, c.OpenVote):
                [self.open] = receipt.made

    def give(self) -> None:
        """Have everybody give two things, as the phones of ``day.py`` do, but without a phone."""
        for number in range(2):
            sent = [(seat, self._send(seat, number)) for seat in self.ideas]
            for seat, future in sent:
                made = future.result(10.0).made
                if made:
                    [self.ideas[seat]] = made

    def _send(self, seat: str, number: int) -> Future[Receipt]:
        state = self.place.session.snapshot.state
        vote = state.votes.get(self.open)
        command: c.Command
        if vote is not None and vote.status == "open":
            command = c.CastVote(vote=vote.id, marks={vote.options[number].id: 1})
        elif state.progress_of(self.collect).status == "open" and not self.ideas[seat]:
            text = "En telefon foreslår noe nytt nummer 1"
            command = c.AddIdea(step=self.collect, text=text)
        else:  # taken while the step is open for the first time, and refused ever after
            command = c.EditIdea(idea=self.ideas[seat], text=f"Bedre: {secrets.token_hex(4)}")
        envelope = Envelope(secrets.token_hex(16), Actor("participant", seat), command)
        return self.place.session.send(envelope)

    def tables(self) -> dict[str, Any]:
        """What the process holds, and how much is in each table."""
        desk, live, views = _only(Desk), _only(Live), _only(Views)
        gate, room, hub = _only(Gate), _only(Room), _only(Hub)
        state = hub.snapshot.state
        return {
            "mib": round(int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 2**20, 1),
            "ideas": len(state.ideas),
            "votes": len(state.votes),
            "entries": hub.snapshot.entries,
            "connections": len(gate._addresses),
            "awake": len(live._awake),
            "links": sum(live._links.values()),
            "buckets": len(desk._buckets),
            "own": len(views._own),
            "outcomes": len(hub._outcomes),
            "refused": len(hub._refused),
            "tokens": len(room._by_token),
            "joins": len(room._by_join),
            "guesses": len(room._guessing._addresses),
            "tasks": self._tasks(),
        }

    def _tasks(self) -> int:
        loop = self.place.server._loop
        assert loop is not None
        return len(asyncio.all_tasks(loop))


def _only(kind: type[T]) -> T:
    """The one object of its kind in this process."""
    return next(one for one in gc.get_objects() if isinstance(one, kind))


def main(folder: Path) -> None:
    """Serve until the lines end."""
    leader = Leader(folder)
    _say({"url": leader.place.url})
    for line in sys.stdin:
        if line.strip() == "tables":
            _say(leader.tables())
        elif line.strip() == "give":
            leader.give()
            _say({})
        else:
            leader.lead(line.strip())
            _say({})
    leader.place.close()


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
