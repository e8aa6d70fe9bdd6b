"""One session on the desk: its hub and its file, without a thread.

The command line and the demo work on a desk directly; the windows by way of
:class:`workshop_studio.app.session.Session`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from workshop_studio.app.door import Door
from workshop_studio.app.hub import Actor, Envelope, Hub, Receipt, Snapshot
from workshop_studio.app.ports import Fingerprint, Run, Sessions
from workshop_studio.domain.commands import Command
from workshop_studio.domain.errors import Conflict

FACILITATOR = Actor("facilitator")


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of the file that a session came from.

    Attributes:
        path: where it lies, or is to lie.
        revision: how many times it has been published.
        fingerprint: as last read or written; None where there is no file yet.
        members: members that this version does not know.
        entries: how many entries of the history are in the file; None where nobody has looked.
    """

    path: Path
    revision: int = 0
    fingerprint: Fingerprint | None = None
    members: Mapping[str, bytes] | None = None
    entries: int | None = None


class Desk:
    """A hub with the file that it publishes to.

    ``handle`` may be called by one thread and ``publish`` by another.
    """

    def __init__(
        self,
        hub: Hub,
        run: Run,
        sessions: Sessions,
        origin: Origin,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        """Put a hub and its file together.

        Args:
            hub: the writer.
            run: its safe place.
            sessions: the disk.
            origin: the file.
            clock: tells the time, for the name of a conflict copy.
            new_id: makes the ids of envelopes.
        """
        self.hub = hub
        self.new_id = new_id
        self._run = run
        self._sessions = sessions
        self._origin = origin
        self._clock = clock

    def __enter__(self) -> "Desk":
        """Work on it; leaving closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Publish and let go; after a fault only let go, so that the journal stays."""
        try:
            if error is None:
                self.publish(self.hub.snapshot)
        finally:  # a session that went into a copy is not left behind for the next start as well
            self.close()

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._origin.path

    @property
    def door(self) -> Door:
        """The door list of the session's run."""
        return self._run.door()

    def is_published(self, snapshot: Snapshot) -> bool:
        """Whether the file holds all of a snapshot but what lies in open boxes."""
        origin = self._origin
        return origin.fingerprint is not None and origin.entries == snapshot.entries

    def handle(self, command: Command) -> Receipt:
        """Handle a command of the facilitator's."""
        return self.hub.handle(Envelope(self.new_id(), FACILITATOR, command))

    def publish(self, snapshot: Snapshot) -> None:
        """Write the file, if it does not hold the snapshot already.

        Raises:
            Conflict: somebody else changed it; it is as they left it, and this session went
                into a copy beside it and goes on there.
            Failure: it could not be written; what was there is unchanged, the journal has all.
        """
        if self.is_published(snapshot):
            return
        try:
            self._write(self._origin.path, self._origin.fingerprint, snapshot)
        except Conflict as conflict:
            path = self._origin.path
            copy = self._sessions.conflict_path(path, self._clock())
            self._write(copy, None, snapshot)
            raise Conflict("file.conflict", path=str(path), copy=str(copy)) from conflict

    def _write(self, path: Path, expected: Fingerprint | None, snapshot: Snapshot) -> None:
        revision = self._origin.revision + 1
        members = self._origin.members or {}
        fingerprint = self._sessions.publish(
            path,
            snapshot.state,
            self._run.history(snapshot.entries),
            revision=revision,
            expected=expected,
            members=members,
        )
        self._origin = Origin(path, revision, fingerprint, members, snapshot.entries)

    def close(self) -> None:
        """Let go of the journal; it is deleted where the file holds everything."""
        snapshot = self.hub.snapshot
        self._run.close(done=self.is_published(snapshot) and not snapshot.boxes)

    def discard(self) -> None:
        """Let go of a session that never came to be, and of its journal."""
        self._run.close(done=True)
