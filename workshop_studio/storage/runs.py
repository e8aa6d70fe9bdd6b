"""The safe place of running sessions: a folder for each run, with its journal and ballot boxes.

``<state folder>/runs/<document>.<run>/`` is for this user alone (0700, its files 0600; the
document's id as a plain name). A kernel lock on the journal, which nobody inherits but a fork,
tells a running session from a crashed one. The journal of an opened file is made with the first
entry, so an opened and untouched session leaves nothing behind.
"""

import contextlib
import os
import secrets
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import portalocker

from workshop_studio.app.ports import Entry, Loaded
from workshop_studio.domain.boxes import Box, Slip
from workshop_studio.domain.errors import Failure
from workshop_studio.storage.ballot_box import Boxes, plain_name
from workshop_studio.storage.door_list import DoorList
from workshop_studio.storage.files import REAL, Files, cause, reason
from workshop_studio.storage.journal import (
    DONE,
    Header,
    base_lines,
    entry_body,
)
from workshop_studio.storage.log import Log, parts_of, seal

JOURNAL = "journal.jsonl"


class HeldError(Exception):
    """Another program has the journal."""


def hold(fd: int) -> None:
    """Take the lock of a journal, or raise ``HeldError``."""
    try:
        portalocker.lock(fd, portalocker.LOCK_EX | portalocker.LOCK_NB)
    except portalocker.LockException as error:
        raise HeldError from error


def _hold_new(fd: int) -> None:
    """Take the lock of a journal just made; only someone listing the runs can hold it, briefly."""
    portalocker.lock(fd, portalocker.LOCK_EX)


def failure(folder: Path, error: OSError) -> Failure:
    """What the system refuses in a run's folder, as it is told."""
    return Failure(f"journal.{cause(error)}", name=str(folder), reason=reason(error))


@contextlib.contextmanager
def told(folder: Path) -> Iterator[None]:
    """Raise what the system refuses in a run's folder as ``Failure``."""
    try:
        yield
    except OSError as error:
        raise failure(folder, error) from error


class JournalRun:
    """One run; implements ``ports.Run``."""

    def __init__(
        self, folder: Path, header: Header, base: Loaded | None, files: Files = REAL
    ) -> None:
        """A run that has not begun yet; :meth:`begin` or the first entry makes its folder."""
        self.folder = folder
        self._header = header
        self._base = base
        self._files = files
        self._log: Log | None = None
        self._boxes = Boxes(folder, files)
        self._history = b"" if base is None else base.history
        self._keeps_history = header.entries is not None or not header.base
        self._first = (header.entries or 0) + 1
        self._lines: list[bytes] = []
        self._leave = False
        self._beginning_now = threading.Lock()
        self._door: DoorList | None = None

    @classmethod
    def resumed(
        cls,
        header: Header,
        log: Log,
        boxes: Boxes,
        history: tuple[bytes, list[bytes]],
        files: Files,
        folder: Path,
    ) -> "JournalRun":
        """A run that was read back: ``history`` is that of its base, and its own lines."""
        run = cls(folder, header, None, files)
        run._log, run._boxes = log, boxes
        run._history, run._lines = history
        run._leave = True
        return run

    def begin(self) -> Log:
        """Make the folder and the journal, if they are not there yet."""
        with self._beginning_now:  # the door list may be the first that needs them
            if self._log is None:
                self._log = self._begin()
            return self._log

    def _begin(self) -> Log:
        with told(self.folder):
            runs = self.folder.parent
            for missing in reversed([runs, *runs.parents]):
                if not missing.exists():
                    with contextlib.suppress(FileExistsError):
                        self._files.make_folder(missing, 0o700)
                        self._files.sync_folder(missing.parent)
            self._files.make_folder(self.folder, 0o700)
            try:
                self._files.sync_folder(runs)
                log = Log.create(self.folder / JOURNAL, self._files, self._beginning(), _hold_new)
            except BaseException:
                with contextlib.suppress(OSError):
                    self._files.remove_folder(self.folder)
                raise
        self._base = None
        return log

    def _beginning(self) -> Iterator[bytes]:
        yield self._header.line()
        if self._base is not None:
            yield from base_lines(self._base)

    def append(self, entries: Sequence[Entry]) -> None:
        """Add entries to the journal, with one fsync."""
        following = self._first + len(self._lines)
        for number, entry in enumerate(entries, following):
            if entry.number != number:
                raise ValueError(f"entries must go on with number {following}")
        if not entries:
            return
        log = self._log or self.begin()
        bodies = [entry_body(entry) for entry in entries]
        try:
            log.append(b"".join(map(seal, bodies)))
        except OSError as error:
            raise failure(self.folder, error) from error
        self._lines += bodies

    def create_box(self, box: str) -> Box:
        """Make an empty box with a secret of its own."""
        self.begin()
        with told(self.folder):
            return self._boxes.create(box)

    def put(self, box: str, slips: Sequence[Slip]) -> None:
        """Add slips to a box, with one fsync."""
        if not slips:
            return
        try:
            self._boxes.put(box, slips)
        except OSError as error:  # no context manager, for this is done with every vote
            raise failure(self.folder, error) from error

    def drop_box(self, box: str) -> None:
        """Delete a box, its secret with it; nothing happens if there is none."""
        with told(self.folder):
            self._boxes.drop(box)

    def door(self) -> DoorList:
        """The run's door list."""
        if self._door is None:
            self.begin()
            self._door = DoorList(self.folder, self._files)
        return self._door

    def history(self, entries: int) -> Iterable[bytes]:
        """The lines of the history up to an entry's number, each without its line end."""
        if not self._keeps_history:
            return []
        own = self._lines[: max(entries - self._first + 1, 0)]
        return [*self._history.splitlines(), *own]

    def close(self, *, done: bool) -> None:
        """Let go of the journal; where all is done and in the file, delete it.

        A run in which nothing happened goes too, unless it was read back.
        """
        log = self._log
        if log is None:
            return
        self._log = None
        done = done or not (self._lines or self._leave)
        marked = False
        try:
            if done:
                with contextlib.suppress(OSError):  # a full disk: the deleting makes room
                    log.append(DONE)
                    marked = True
        finally:
            self._boxes.close()
            if self._door is not None:
                self._door.close()
            log.close()
        if done:
            try:
                delete(self.folder, self._files)
            except OSError as error:
                if not marked:  # else the next start deletes the rest
                    code = f"journal.{cause(error)}"
                    raise Failure(code, name=str(self.folder), reason=reason(error)) from error


def delete(folder: Path, files: Files) -> None:
    """Delete a run's folder: its boxes, then its journal, whose last line says that it is done."""
    journal = folder / JOURNAL
    last = parts_of(journal)
    with contextlib.suppress(FileNotFoundError):
        for path in [*(path for path in folder.iterdir() if path not in last), *last]:
            with contextlib.suppress(FileNotFoundError):
                files.remove(path)
        files.sync_folder(folder)
        files.remove_folder(folder)
        files.sync_folder(folder.parent)


def new_run(
    runs: Path, document: str, path: Path, loaded: Loaded | None, files: Files = REAL
) -> JournalRun:
    """A run with an id of its own; that of a new session has begun."""
    run_id = secrets.token_hex(8)
    frame = None if loaded is None else loaded.state.frame
    header = Header(
        document=document,
        run=run_id,
        path=Path(os.path.abspath(path)),
        revision=0 if loaded is None else loaded.revision,
        fingerprint=None if loaded is None else loaded.fingerprint,
        entries=None if loaded is None else loaded.entries,
        title="" if frame is None else frame.title,
        base=loaded is not None,
    )
    run = JournalRun(runs / f"{plain_name(document)}.{run_id}", header, loaded, files)
    if loaded is None:
        run.begin()
    return run
