"""The disk as the library sees it: session files, and the safe place in the state folder."""

import contextlib
import os
import platform
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from workshop_studio.app.ports import (
    Fingerprint,
    Loaded,
    Recoverable,
    Replayed,
)
from workshop_studio.domain.errors import BadInput, Conflict, Failure
from workshop_studio.domain.evolve import evolve_all
from workshop_studio.domain.state import State
from workshop_studio.storage import codec, journal, session_file
from workshop_studio.storage.ballot_box import Boxes
from workshop_studio.storage.door_list import has_guests
from workshop_studio.storage.files import REAL, Files, read_all
from workshop_studio.storage.log import Log, Reading, part_path, read_log
from workshop_studio.storage.publish import Publisher, conflict_path
from workshop_studio.storage.runs import (
    JOURNAL,
    HeldError,
    JournalRun,
    delete,
    hold,
    new_run,
    told,
)

_DAY = 24 * 60 * 60


class Disk:
    """Implements ``ports.Sessions``. Publishing may run on a thread of its own."""

    def __init__(self, state_dir: Path, files: Files = REAL) -> None:
        """Keep running sessions below ``state_dir``, which need not exist yet."""
        self._runs = Path(os.path.abspath(state_dir)) / "runs"
        self._files = files
        self._publisher = Publisher(files)

    def begin(self, document: str, path: Path, loaded: Loaded | None) -> JournalRun:
        """Start the journal of a new session (``loaded`` None) or of an opened one."""
        return new_run(self._runs, document, path, loaded, self._files)

    def read(self, path: Path) -> Loaded:
        """Read a session file; raises ``BadInput`` with file, place and remedy."""
        return session_file.read(path)

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
        """Write the whole file in place of the one that is ``expected`` there (None: no file)."""
        lines = b"".join(line + b"\n" for line in history)
        data = session_file.build(state, lines, revision, members)
        return self._publisher.publish(
            path, data, expected, lambda back: session_file.check(back, state, path)
        )

    def conflict_path(self, path: Path, now: datetime) -> Path:
        """A free name beside ``path`` for a copy, when somebody else has changed the file."""
        first = found = conflict_path(path, now, platform.node())
        number = 1
        while os.path.lexists(found):
            number += 1
            found = first.with_name(f"{first.stem} {number}{first.suffix}")
        return found

    def recoverable(self) -> list[Recoverable]:
        """The journals in the safe place; what a finished run left behind is deleted."""
        try:
            folders = sorted(path for path in self._runs.iterdir() if path.is_dir())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise self._unread(self._runs, error) from error
        found = []
        for folder in folders:
            with contextlib.suppress(OSError):
                one = self._look(folder)
                if one is not None:
                    found.append(one)
        return found

    def _look(self, folder: Path) -> Recoverable | None:
        """What a run's folder offers; None for one that holds nothing."""
        document = folder.name.rpartition(".")[0]
        path = folder / JOURNAL
        try:
            fd = self._files.open(path, os.O_RDWR | os.O_APPEND)
        except FileNotFoundError:
            self._sweep(folder)
            return None
        try:
            try:
                hold(fd)
            except HeldError:
                return self._running(folder, document, fd)
            data = read_all(fd)
            if not _is_there(fd, path):
                return None
            reading = read_log(path, data)
        finally:
            self._files.close(fd)  # Windows deletes nothing that is open
        return self._judge(folder, document, reading)

    def _judge(self, folder: Path, document: str, reading: Reading) -> Recoverable | None:
        """What a journal that nobody holds offers; one that holds nothing is deleted."""
        try:
            contents = journal.contents(reading)
        except journal.NewerError:
            return Recoverable(folder, document, running=False, damaged=True)
        damaged = reading.damaged is not None
        if contents is None:
            if damaged:
                return Recoverable(folder, document, running=False, damaged=True)
            self._sweep(folder)
            return None
        title, entries, at = journal.summary(contents)
        if contents.done or not (entries or damaged or has_guests(folder)):
            delete(folder, self._files)
            return None
        return Recoverable(
            folder=folder,
            document=contents.header.document,
            running=False,
            path=contents.header.path,
            title=title,
            entries=entries,
            at=at,
            damaged=damaged,
        )

    def _running(self, folder: Path, document: str, fd: int) -> Recoverable:
        """A run that a program holds; on Windows nobody else may read even its header."""
        with contextlib.suppress(OSError, ValueError, journal.NewerError):
            with os.fdopen(os.dup(fd), "rb") as file:
                line = file.readline(1 << 20)
            reading = line.removesuffix(b"\n")
            header = journal.read_header(b"{" + reading[18:])
            return Recoverable(folder, header.document, running=True, path=header.path)
        return Recoverable(folder, document, running=True)

    def _sweep(self, folder: Path) -> None:
        """Delete a folder in which nothing was ever acknowledged, once nobody can be making it."""
        if time.time() - folder.stat().st_mtime > _DAY:
            delete(folder, self._files)

    def replay(self, found: Recoverable) -> Replayed:
        """Read a crashed run back and take it over; a torn last line is dropped."""
        folder = found.folder
        with self._taken(folder) as fd:
            return self._replay(folder, fd)

    @contextlib.contextmanager
    def _taken(self, folder: Path) -> Iterator[int]:
        """The descriptor of a journal with its lock; closed again if anything fails."""
        path = folder / JOURNAL
        try:
            fd = self._files.open(path, os.O_RDWR | os.O_APPEND)
        except FileNotFoundError as error:
            raise BadInput("journal.gone", name=str(folder)) from error
        except OSError as error:
            raise self._unread(folder, error) from error
        try:
            hold(fd)
            _must_be_there(fd, path)
            yield fd
        except HeldError as error:
            self._files.close(fd)
            raise Conflict("journal.held", name=str(folder)) from error
        except BaseException:
            self._files.close(fd)
            raise

    def _replay(self, folder: Path, fd: int) -> Replayed:
        path = folder / JOURNAL
        try:
            reading = read_log(path, read_all(fd))
        except OSError as error:
            raise self._unread(folder, error) from error
        try:
            contents = journal.contents(reading)
        except journal.NewerError as error:
            raise BadInput("journal.newer", name=str(folder)) from error
        if contents is None:
            line = reading.damaged or len(reading.lines) + 1
            raise BadInput("journal.damaged", name=str(folder), place=JOURNAL, line=line)
        base, state = contents.base, State()
        if base is not None:
            state = codec.decode(base.session, name=str(folder), place=JOURNAL)
        tail = journal.read_tail(contents)
        boxes = Boxes(folder, self._files)
        with told(folder):
            log = Log.resume(path, self._files, fd, reading)
            found, damaged_box = boxes.load()
        if tail.wrong is not None:
            log.end_before(tail.wrong)
        history = b"" if base is None else base.history
        run = JournalRun.resumed(
            contents.header, log, boxes, (history, tail.lines), self._files, folder
        )
        ours = _published_since(contents.header, state, history, tail)
        return Replayed(
            run=run,
            base=state,
            entries=tuple(tail.entries),
            boxes=found,
            path=contents.header.path,
            revision=contents.header.revision if ours is None else ours.revision,
            fingerprint=contents.header.fingerprint if ours is None else ours.fingerprint,
            members={} if base is None else base.members,
            base_entries=contents.header.entries or 0,
            damaged=_damage(reading, tail) or ("ballot box" if damaged_box else ""),
        )

    def discard(self, found: Recoverable) -> None:
        """Delete a crashed run for good."""
        folder = found.folder
        with self._taken(folder) as fd, told(folder):
            reading = read_log(folder / JOURNAL, read_all(fd))
            log = Log.resume(folder / JOURNAL, self._files, fd, reading)
            with contextlib.suppress(OSError):
                log.append(journal.DONE)
        log.close()
        with told(folder):
            delete(folder, self._files)

    def _unread(self, path: Path, error: OSError) -> Failure:
        why = error.strerror or str(error)
        return Failure("journal.unreadable", name=str(path), reason=why)


def _is_there(fd: int, path: Path) -> bool:
    """Whether the file is still the one at the path: its run may have ended meanwhile."""
    try:
        return os.path.samestat(os.fstat(fd), path.stat())
    except FileNotFoundError:
        return False


def _must_be_there(fd: int, path: Path) -> None:
    if not _is_there(fd, path):
        raise BadInput("journal.gone", name=str(path.parent))


def _damage(reading: Reading, tail: journal.Tail) -> str:
    """Where a journal is damaged, for a message; empty where it is whole."""
    if tail.wrong is not None:
        part, line = tail.wrong.part, tail.wrong.number
    elif reading.damaged is not None:
        part, line = reading.end.part, reading.damaged
    else:
        return ""
    return f"{part_path(Path(JOURNAL), part)}:{line}"


def _published_since(
    header: journal.Header, base: State, history: bytes, tail: journal.Tail
) -> Loaded | None:
    """The session file, where the crashed run has published it since it was opened.

    It is ours if its history is a beginning of our own and goes on from the one that was opened;
    where there is no history, if it holds a state that ours went through.
    """
    try:
        loaded = session_file.read(header.path)
    except (BadInput, Failure):
        return None
    if header.fingerprint is not None and header.fingerprint.sha256 == loaded.fingerprint.sha256:
        return None
    if loaded.entries is not None:
        own = b"".join([history, *(line + b"\n" for line in tail.lines)])
        ours = len(loaded.history) > len(history) and own.startswith(loaded.history)
        return loaded if ours else None
    if header.entries is not None or not header.base:
        return None  # ours would have a history
    for entry in tail.entries:
        base = evolve_all(base, entry.events)
        if base == loaded.state:
            return loaded
    return None
