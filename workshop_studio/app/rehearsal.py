"""A rehearsal: any plan tried at once, with simulated people, of which nothing is kept.

The people of the crowd do what their own projections offer, by way of the session's inbox as
phones would. Their chance comes from a seed; what is between two of their doings is asked of a
ticker, so that tests need not wait.
"""

import json
import random
import secrets
import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYetError
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from workshop_studio.app.answers import answer
from workshop_studio.app.hub import Actor, Envelope, Receipt, Snapshot
from workshop_studio.blocks import Ballot, Entry
from workshop_studio.domain import commands as c
from workshop_studio.domain.errors import BadInput, WorkshopError
from workshop_studio.domain.records import Frame, Marks
from workshop_studio.projections.participant import participant
from workshop_studio.settings import REHEARSAL_PEOPLE, Settings

if TYPE_CHECKING:
    from workshop_studio.app.library import Library
    from workshop_studio.app.session import Saving, Session

USUAL: Final = Settings().rehearsal_people
SECONDS: Final = (0.4, 1.6)
"""Least and most seconds between two doings of the crowd: a step fills within half a minute."""
IDEAS_EACH: Final = (1, 3)
"""Fewest and most ideas of one person in a step."""
ANSWER: Final = 30.0
"""Seconds after which a receipt is no longer waited for."""

Wait = Callable[[threading.Event, float], object]
"""Waits these seconds, or until the event is set."""


class Sends(Protocol):
    """A session as the crowd needs it; see ``app/session.py``."""

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot."""

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back on the core's thread when there is a newer one."""

    def send(self, envelope: Envelope) -> "Future[Receipt]":
        """Send an envelope."""


class Crowd:
    """Simulated people who contribute and vote, on a thread that ends with :meth:`close`.

    All methods may be called by any thread and return at once.
    """

    def __init__(
        self,
        session: Sends,
        texts: Sequence[str],
        people: int = USUAL,
        *,
        chance: random.Random | None = None,
        wait: Wait = threading.Event.wait,
    ) -> None:
        """Let them take part from now on.

        Args:
            session: the session.
            texts: the ideas that they have between them; each is said once.
            people: how many they are; brought within :data:`REHEARSAL_PEOPLE`.
            chance: decides who does what; seeded in tests.
            wait: the ticker.
        """
        self.people = within(people)
        self._session = session
        self._chance = chance or random.Random()  # noqa: S311 # a simulation, nothing secret
        self._texts = list(texts)
        self._chance.shuffle(self._texts)
        self._tokens = [
            f"rehearsal {number} {secrets.token_hex(4)}" for number in range(self.people)
        ]
        self._wait = wait
        self._left: dict[tuple[str, str], int] = {}
        self._liked: dict[str, list[str]] = {}
        self._woken = threading.Event()
        self._pulse = threading.Event()
        self._is_paused = False
        self._hurries = ""
        self._is_closed = False
        self._stop = session.listen(self._woken.set)
        self._thread = threading.Thread(target=self._live, name="rehearsal", daemon=True)
        self._thread.start()

    @property
    def is_paused(self) -> bool:
        """Whether they sit still."""
        return self._is_paused

    def pause(self, *, paused: bool) -> None:
        """Have them sit still, or go on."""
        self._is_paused = paused
        self._stir()

    def finish_step(self) -> None:
        """Have them do at once whatever they would still do in the current step."""
        self._hurries = self._step()
        self._is_paused = False
        self._stir()

    def close(self) -> None:
        """Send them away; they send nothing more."""
        self._is_closed = True
        self._stop()
        self._stir()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _stir(self) -> None:
        """Have the crowd look around, even in the middle of a rest."""
        self._pulse.set()
        self._woken.set()

    def _step(self) -> str:
        return self._session.snapshot.state.flow.current or ""

    def _live(self) -> None:
        """Called on the crowd's thread: one doing, then a moment, as long as there is any."""
        while not self._is_closed:
            self._woken.clear()
            self._pulse.clear()
            doing = None if self._is_paused else self._next()
            if doing is None:
                self._hurries = ""
                self._woken.wait()
                continue
            if self._hurries != self._step():
                self._wait(self._pulse, self._chance.uniform(*SECONDS))
            if not self._pulse.is_set():
                self._do(*doing)

    def _next(self) -> tuple[str, Entry | Ballot] | None:
        """Somebody who has something to do, and what; None where nobody has."""
        snapshot = self._session.snapshot
        for token in self._chance.sample(self._tokens, len(self._tokens)):
            for block in participant(snapshot.state, snapshot.boxes, token):
                if isinstance(block, Ballot) and self._may_vote(token, block):
                    return token, block
                if isinstance(block, Entry) and self._may_write(token, block):
                    return token, block
        return None

    def _may_vote(self, token: str, ballot: Ballot) -> bool:
        key = (token, str(sorted(ballot.fixed.items())))
        return bool(ballot.options) and not ballot.cast and self._left.setdefault(key, 1) > 0

    def _may_write(self, token: str, entry: Entry) -> bool:
        key = (token, str(sorted(entry.fixed.items())))
        if key not in self._left:
            self._left[key] = self._chance.randint(*IDEAS_EACH)
        has_room = entry.most is None or entry.used < entry.most
        return bool(entry.promise and self._texts and has_room and self._left[key] > 0)

    def _do(self, token: str, block: Entry | Ballot) -> None:
        self._left[token, str(sorted(block.fixed.items()))] -= 1
        command: dict[str, object] = {"type": block.command, **block.fixed}
        if isinstance(block, Entry):
            command["text"] = self._texts.pop()
        else:
            command["marks"] = self._marks(block)
            if block.groups:
                command["group"] = self._chance.choice(("", *block.groups))
        envelope = Envelope(
            secrets.token_hex(8), Actor("participant", token), c.COMMAND.validate_python(command)
        )
        try:
            self._session.send(envelope).result(ANSWER)
        except (WorkshopError, CancelledError, NotYetError):
            self._woken.wait(1.0)  # the safe place is full or slow: the console tells of it

    def _marks(self, ballot: Ballot) -> Marks:
        """Most lean the same way, so that there is something to see when the votes are counted."""
        key = str(sorted(ballot.fixed.items()))
        options = [option.id for option in ballot.options]
        if key not in self._liked:
            self._liked[key] = self._chance.sample(options, len(options))
        liked = [option for option in self._liked[key] if option in options]
        return answer(liked or options, ballot, self._chance)


class Rehearsal:
    """A session that is rehearsed: like a running one, but nothing of it stays.

    It has what windows need of a session (see ``ui/bridge.py``), and the crowd.
    """

    def __init__(self, session: "Session", crowd: Crowd, folder: Path) -> None:
        """Join a session, its crowd and the folder that holds all of it."""
        self._session = session
        self._folder = folder
        self.crowd = crowd

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot."""
        return self._session.snapshot

    @property
    def saving(self) -> "Saving":
        """How the file stands that goes when this ends."""
        return self._session.saving

    @property
    def path(self) -> Path:
        """The file that goes when this ends."""
        return self._session.path

    def submit(self, command: c.Command) -> "Future[Receipt]":
        """Send a command of the facilitator's."""
        return self._session.submit(command)

    def send(self, envelope: Envelope) -> "Future[Receipt]":
        """Send an envelope of somebody at the laptop passed round."""
        return self._session.send(envelope)

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Have ``callback`` called when something is newer, until what is returned is called."""
        return self._session.listen(callback)

    def close(self) -> "Future[None]":
        """Send the crowd away and delete all of it; the future is done when it is gone."""
        future: Future[None] = Future()
        threading.Thread(target=self._close, args=(future,), name="rehearsal end").start()
        return future

    def _close(self, future: "Future[None]") -> None:
        self.crowd.close()
        self._session.close().exception()  # that its file cannot be written matters to nobody
        shutil.rmtree(self._folder, ignore_errors=True)
        future.set_result(None)


class Rehearsals:
    """Where rehearsals are begun: in a folder of their own below the safe place."""

    def __init__(self, folder: Path, library: "Callable[[Path], Library]", samples: Path) -> None:
        """Be ready.

        Args:
            folder: all rehearsals lie below it, and nothing else does.
            library: makes a library whose journals and sessions lie below a folder.
            samples: the file with ideas to rehearse with.
        """
        self._folder = folder
        self._library = library
        self._samples = samples
        self._lock = threading.Lock()  # what is just being made looks like what was left

    def begin(
        self, plan: str, title: str, language: str, people: int = USUAL, wait: Wait | None = None
    ) -> Rehearsal:
        """Begin one; what a killed program left of others is deleted.

        Args:
            plan: id of the workshop or technique.
            title: what the session is called.
            language: the language that the simulated people write in.
            people: how many they are.
            wait: the ticker of the crowd; None for the real one.

        Raises:
            BadInput: there is no such plan.
            Failure: the safe place cannot be written.
        """
        with self._lock:
            return self._begin(plan, title, language, within(people), wait)

    def _begin(
        self, plan: str, title: str, language: str, people: int, wait: Wait | None
    ) -> Rehearsal:
        self._sweep()
        folder = self._folder / secrets.token_hex(8)
        today = date.today()  # noqa: DTZ011 # here and now
        frame = Frame(title=title, headcount=people, date=today)
        try:
            session = self._library(folder).create(plan, frame, rehearsal=True)
        except WorkshopError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        crowd = Crowd(
            session, ideas(self._samples, language), people, wait=wait or threading.Event.wait
        )
        return Rehearsal(session, crowd, folder)

    def sweep(self) -> None:
        """Delete what programs that were killed have left; what runs is left alone."""
        with self._lock:
            self._sweep()

    def _sweep(self) -> None:
        if not self._folder.is_dir():
            return
        for folder in self._folder.iterdir():
            try:
                runs = any(found.running for found in self._library(folder).recoverable())
            except WorkshopError:
                continue
            if not runs:
                shutil.rmtree(folder, ignore_errors=True)


def within(people: int) -> int:
    """The number of simulated people that comes nearest to what is wanted."""
    least, most = REHEARSAL_PEOPLE
    return min(max(people, least), most)


def ideas(samples: Path, language: str) -> tuple[str, ...]:
    """The ideas to rehearse with, in a language; in English where there are none in it."""
    try:
        read: Mapping[str, list[str]] = json.loads(samples.read_bytes())["ideas"]
        return tuple(read.get(language) or read["en"])
    except (OSError, ValueError, KeyError) as error:
        raise BadInput("file.unreadable", name=str(samples), reason=str(error)) from error
