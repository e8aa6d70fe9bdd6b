"""What the application needs from outside: a safe place here, and session files.

The adapters are in ``storage/``; tests may use fakes of these.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from workshop_studio.app.door import Door
from workshop_studio.domain.boxes import Box, Slip
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.events import Event
from workshop_studio.domain.records import Role
from workshop_studio.domain.state import State


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file was when it was read or written, to see whether somebody else changed it.

    Attributes:
        size: in bytes.
        mtime_ns: as the file system says.
        sha256: of the whole file; this alone decides, for a time may change by itself.
    """

    size: int
    mtime_ns: int
    sha256: str


@dataclass(slots=True)  # not frozen, which makes it three times as slow to make
class Entry:
    """What one accepted envelope put into the journal, and so into the history.

    Attributes:
        number: 1 for the first entry of the document's history, then without a gap.
        role: who sent it. Never a token.
        envelope: the envelope's id, by which a repeat is recognised.
        command: the command's type.
        events: what happened.
        at: when; None for what a participant sent, for a time can tell who wrote.
    """

    number: int
    role: Role
    envelope: str
    command: str
    events: tuple[Event, ...]
    at: datetime | None = None


class Run(Protocol):
    """The safe place of one running session: its journal and its open ballot boxes.

    Used by one thread only, but for ``history`` and ``door``, which any thread may call beside
    it. All that a method was given is on the disk when it returns; raises ``Failure`` where it
    cannot be, and then nothing of it counts and the same may be tried again.
    """

    def append(self, entries: Sequence[Entry]) -> None:
        """Add entries to the journal, with one fsync.

        They go on without a gap where the last ones, or the opened file's history, ended; after
        a file without history they begin with 1.
        """

    def create_box(self, box: str) -> Box:
        """Make an empty box with a secret of its own; one of that id that is there goes."""

    def put(self, box: str, slips: Sequence[Slip]) -> None:
        """Add slips to a box, with one fsync."""

    def drop_box(self, box: str) -> None:
        """Delete a box, its secret with it; nothing happens if there is none."""

    def history(self, entries: int) -> Iterable[bytes]:
        """The lines of the history up to an entry's number, each without its line end.

        Nothing if the opened file had none. What is returned may go to another thread.
        """

    def door(self) -> Door:
        """The run's door list; it goes with the run, and takes nothing more once that is closed."""

    def close(self, *, done: bool) -> None:
        """Let go of the journal; where all is done and in the file, delete it.

        A run in which nothing happened is deleted too, unless it was read back.
        """


@dataclass(frozen=True, slots=True)
class Loaded:
    """A session file as read.

    Attributes:
        path: where it lies.
        state: the state that it holds: the truth.
        entries: how many entries its history has; None where it carries no history.
        history: the lines of the history, undecoded; empty where it carries none.
        revision: how many times it has been published.
        fingerprint: to be compared before it is replaced.
        members: names and undecoded bytes of members that this version does not know, kept; under
            ``manifest.json`` the fields of the manifest that it does not know.
    """

    path: Path
    state: State
    entries: int | None
    history: bytes
    revision: int
    fingerprint: Fingerprint
    members: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A journal that no running program holds, or (``running``) one that a program does.

    Attributes:
        folder: the run's folder.
        document: the document's id.
        running: whether a program holds it now; then nothing else of it is read.
        path: the session file that it belongs to.
        title: the session's title.
        entries: how many entries are in it, those of the opened file not counted.
        at: when the last entry of the facilitator was written.
        damaged: whether the disk has spoilt a part of it. Replay gives what stands before
            that, and raises ``BadInput`` where there is nothing.
    """

    folder: Path
    document: str
    running: bool
    path: Path | None = None
    title: str = ""
    entries: int = 0
    at: datetime | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Replayed:
    """A crashed run read back.

    Attributes:
        run: the run, locked and ready to go on.
        base: the state at its beginning.
        base_entries: how many entries the history had then (0 where it carried none).
        entries: all intact entries in order.
        boxes: the boxes as found on the disk.
        path: the session file that it belongs to.
        revision: revision of the file then.
        fingerprint: of the file when it was last read or written; None if never. A file whose
            history is a beginning of this one is taken for ours.
        members: members of the opened file that this version does not know.
        damaged: where the journal (``journal.jsonl:17``) or a box is damaged; empty if all is
            well. What stands before that was read; what is behind stays on the disk, unread.
    """

    run: Run
    base: State
    base_entries: int
    entries: tuple[Entry, ...]
    boxes: Mapping[str, Box]
    path: Path
    revision: int
    fingerprint: Fingerprint | None
    members: Mapping[str, bytes]
    damaged: str = ""


class Sessions(Protocol):
    """The disk as the library sees it."""

    def begin(self, document: str, path: Path, loaded: Loaded | None) -> Run:
        """Start the journal of a new session (``loaded`` None) or of an opened one."""

    def read(self, path: Path) -> Loaded:
        """Read a session file; raises ``BadInput`` with file, place and remedy."""

    def publish(
        self,
        path: Path,
        state: State,
        history: Iterable[bytes],
        *,
        revision: int,
        expected: Fingerprint | None,
        members: Mapping[str, bytes],
    ) -> Fingerprint:
        """Write the whole file in place of the one that is ``expected`` there (None: no file).

        ``revision`` is what the file will have: one more than that of the file before.
        An empty ``history`` makes a file that carries none.

        Raises:
            Conflict: somebody else has changed the file; it is as they left it.
            Failure: it could not be written; what was there is unchanged.
        """

    def conflict_path(self, path: Path, now: datetime) -> Path:
        """A free name beside ``path`` for a copy, when somebody else has changed the file."""

    def recoverable(self) -> list[Recoverable]:
        """The journals in the safe place; what a finished run left behind is deleted."""

    def replay(self, found: Recoverable) -> Replayed:
        """Read a crashed run back and take it over; a torn last line is dropped.

        Raises:
            BadInput: nothing can be read of it; it stays as it is.
            Conflict: a program holds it.
        """

    def discard(self, found: Recoverable) -> None:
        """Delete a crashed run for good."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked of a file.

    Attributes:
        check: its name.
        ok: whether it held; None where that cannot be said.
        detail: the place where it did not, or why it cannot be said.
        error: what reading the file says about it, where reading found it.
    """

    check: str
    ok: bool | None
    detail: str = ""
    error: BadInput | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """What checking a session file found."""

    ok: bool
    checks: tuple[Check, ...]
