"""``workshop-studio host``: hold a session without a window, open to phones."""

import argparse
import queue
import signal
import sys
import threading
import time
from collections.abc import Mapping
from concurrent import futures
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop_studio.cli.command import Services, json_line, whole_number
from workshop_studio.cli.parser import Parser
from workshop_studio.i18n.translator import Translator, mark

if TYPE_CHECKING:
    from workshop_studio.app.automatic import Automatic
    from workshop_studio.app.phones import OpenRoom
    from workshop_studio.app.session import Session

NAME = "host"
HELP = mark("hold a session without a window, open to phones")

_STOP: Final = 4.0
"""Seconds that the room has to close, so that all is over within ten."""
_APART: Final = 0.5
"""Least seconds between two lines about the same."""
_AWAKE: Final = 1.0
"""Most seconds asleep: Windows tells a program of Ctrl+C only between two waits."""


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "Phones join by the address or the code, take part, and find everything again after "
            "a restart: whatever was acknowledged is safe. It goes on until it is told to stop "
            "(SIGTERM or Ctrl+C); then the phones are told and the file is written."
        ),
        translator.text(
            "Example:\n"
            "  {command} skoledag.workshop --bind 192.168.1.20 --port 8080 --auto\n\n"
            "Each line is one JSON object with an event. The first is listening: url (what a\n"
            "QR code holds) and code (what is typed at the address). Then come, as they happen,\n"
            "address (the network has changed: url, code), people (participants, here, heads,\n"
            "waiting), state (step, kind, status, ideas, ballots, voted: for how many people),\n"
            "refused (command, code) and fault (code, text). The last is stopped: file.",
            command=parser.prog,
        ),
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=translator.text("the session file"))
    parser.add_argument(
        "--bind",
        default="",
        metavar="ADDR",
        help=translator.text("this machine's address to be open at (the likeliest)"),
    )
    parser.add_argument(
        "--port",
        type=whole_number(0, translator),
        default=8080,
        metavar="N",
        help=translator.text("the port, or the next free one behind it; 0 for any (8080)"),
    )
    parser.add_argument(
        "--auto",
        action="store_true",
        help=translator.text(
            "go through the steps by their timers, or on a line from standard input"
        ),
    )


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Hold the session until somebody says stop."""
    from workshop_studio.domain.errors import BadInput, Failure

    if args.port > 65_535:
        raise BadInput("host.bad_port", port=args.port)
    if services.rooms is None:
        raise Failure("room.not_opened", reason="no server")
    host = _Host(services)
    before = [
        (number, signal.signal(number, lambda *_: host.post("stop")))
        for number in (signal.SIGTERM, signal.SIGINT)
        if threading.current_thread() is threading.main_thread()
    ]
    try:
        session = services.library().open(args.file)
        try:
            opened = services.rooms().open(session, address=args.bind, port=args.port)
            try:
                host.hold(session, opened, auto=args.auto)
            finally:
                # Phones that are slow to hang up keep nobody from writing the file.
                futures.wait([opened.stop()], _STOP)
        finally:
            session.close().result()
        return {"event": "stopped", "file": str(session.path)}
    finally:
        for number, handler in before:
            signal.signal(number, handler)


class _Host:
    """Tells what happens, and leads where it is asked to."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._posts: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._told: dict[str, object] = {}

    def post(self, what: str) -> None:
        """Something has happened; may be called by any thread and by a signal."""
        self._posts.put(what)

    def hold(self, session: "Session", opened: "OpenRoom", *, auto: bool) -> None:
        """Go on until somebody says stop."""
        from datetime import UTC, datetime

        from workshop_studio.app.automatic import Automatic

        leader = Automatic(lambda: datetime.now(UTC)) if auto else None
        stops = [
            opened.listen(lambda: self.post("room")),
            opened.room.listen(lambda: self.post("people")),
            session.listen(lambda: self.post("state")),
        ]
        lines = threading.Thread(target=self._read_lines, name="lines", daemon=True)
        try:
            happened: set[str] = set()
            while "stop" not in happened:
                self._tell(session, opened)
                wait = None
                if leader is not None and self._told:
                    if lines.ident is None:  # what was written before then waits for its turn
                        lines.start()
                    wait = self._lead(session, leader, asked="line" in happened)
                happened = self._gather(_AWAKE if wait is None else min(wait, _AWAKE))
        finally:
            for stop in stops:
                stop()

    def _gather(self, wait: float) -> set[str]:
        """What has happened: at once for a line or a stop, else what comes within a moment.

        A busy room never rests, so the moment is counted from the first of it.
        """
        try:
            happened = {self._posts.get(timeout=wait)}
        except queue.Empty:
            return set()
        until = time.monotonic() + _APART
        while not happened & {"stop", "line"}:
            try:
                happened.add(self._posts.get(timeout=max(until - time.monotonic(), 0.0)))
            except queue.Empty:
                break
        return happened

    def _read_lines(self) -> None:
        if sys.stdin is None:  # begun without one, as by a service
            return
        # A reader of its own: Python aborts where it has to close one that somebody waits at.
        with open(sys.stdin.fileno(), "rb", closefd=False) as lines:
            for _ in lines:
                self.post("line")

    def _lead(self, session: "Session", leader: "Automatic", *, asked: bool) -> float | None:
        """Do what is due or asked for; returns how long until something is."""
        from datetime import UTC, datetime

        from workshop_studio.domain.errors import WorkshopError
        from workshop_studio.domain.rejections import Rejection

        refused: Rejection | WorkshopError | None
        while True:
            move = leader.next(session.snapshot)
            if move is None:
                return None
            left = None if move.at is None else (move.at - datetime.now(UTC)).total_seconds()
            if not asked and (left is None or left > 0):
                return left
            try:
                refused = session.submit(move.command).result().rejection
            except WorkshopError as failed:  # the disk is full, say: it is tried again
                refused = failed
            if refused is not None:
                told = {"command": move.command.type, "code": refused.code}
                if self._changed("refused", told) or asked:
                    self._say("refused", **told)
                return None
            self._told.pop("refused", None)
            asked = False

    def _tell_room(self, opened: "OpenRoom") -> None:
        from workshop_studio.domain.errors import Failure
        from workshop_studio.i18n.messages import tell

        status = opened.status
        if status.state == "closed":
            fault = status.faults[0] if status.faults else None
            params = {} if fault is None else fault.params
            raise Failure("room.not_opened", **{"reason": "", **params})
        if (self._told or status.url) and self._changed("url", status.url) and status.url:
            self._say(
                "listening" if len(self._told) == 1 else "address", url=status.url, code=status.code
            )
        if self._told:
            there = {fault.code for fault in status.faults}
            for code in [name for name in self._told if name.startswith("room.")]:
                if code not in there:  # it is over, and told once more when it comes back
                    del self._told[code]
            for fault in status.faults:
                if self._changed(fault.code, dict(fault.params)):
                    text = tell(fault.code, fault.params, self._services.translator)
                    self._say("fault", code=fault.code, text=text)

    def _tell(self, session: "Session", opened: "OpenRoom") -> None:
        self._tell_room(opened)
        if not self._told:
            return
        room, snapshot = opened.room.snapshot, session.snapshot
        people = {
            "participants": sum(one.status == "in" for one in room.participants),
            "here": room.here,
            "heads": room.heads,
            "waiting": room.waiting,
        }
        state = snapshot.state
        step = state.steps.get(state.flow.current or "")
        votes = state.votes.values()
        boxes = [box for key, box in snapshot.boxes.items() if key.startswith("vote.")]
        at: dict[str, object] = {
            "step": "" if step is None else step.id,
            "kind": "" if step is None else step.kind,
            "status": "finished"
            if state.flow.finished
            else state.progress_of("" if step is None else step.id).status,
            "ideas": len(state.ideas),
            "ballots": sum(vote.ballots for vote in votes) + sum(box.voters for box in boxes),
            "voted": sum(vote.ballots + vote.beside for vote in votes)
            + sum(box.heads for box in boxes),
        }
        if self._changed("people", people):
            self._say("people", **people)
        if self._changed("state", at):
            self._say("state", **at)

    def _changed(self, name: str, value: object) -> bool:
        is_new = self._told.get(name) != value
        self._told[name] = value
        return is_new

    def _say(self, event: str, **parts: object) -> None:
        self._services.stdout.write(json_line({"event": event, **parts}) + "\n")
        self._services.stdout.flush()
