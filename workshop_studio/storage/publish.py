"""Putting a whole session file in the place of the one that was loaded, or leaving all as it was.

Temporary file in the same folder, fsync, read back and verify, check that the target is still
what was loaded, replace, fsync the folder. A crash at any point leaves the old file or the new
one. What decides whether the target is still the same is its content: a new time alone, such as
a synchronising program sets, is nobody's change.

Between the check and the replacement lie some microseconds in which another program's change
would be lost; no file system that is shared by more than one kind of system offers better. Where
there was no file, the name is taken in one step, so nothing can be overwritten.
"""

import contextlib
import hashlib
import os
import re
import secrets
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from workshop_studio.app.ports import Fingerprint
from workshop_studio.domain.errors import BadInput, Conflict, Failure
from workshop_studio.storage import session_file
from workshop_studio.storage.files import REAL, Files, cause, reason, write_all

_DAY_NS = 24 * 60 * 60 * 1_000_000_000
_OURS = re.compile(r"^\.~.+\.[0-9a-f]{16}\.tmp$")
_HELD_BY_OTHERS = {5, 32, 33}
"""Windows: access denied, sharing violation, lock violation. A scanner or a preview, mostly."""
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)


class Publisher:
    """Writes session files; one per program, used by one thread at a time."""

    def __init__(self, files: Files = REAL, pause: Callable[[float], None] = time.sleep) -> None:
        """Use ``files`` for the disk, and ``pause`` to wait for a file that others hold."""
        self._files = files
        self._pause = pause
        self._swept: set[Path] = set()
        self._unsure: dict[Path, str] = {}

    def publish(
        self,
        path: Path,
        data: bytes,
        expected: Fingerprint | None,
        check: Callable[[bytes], None],
    ) -> Fingerprint:
        """Write the whole file; see ``ports.Sessions.publish``.

        Args:
            path: where.
            data: the whole file.
            expected: what is to be there now.
            check: reads what came back from the disk, and raises where it is no such session.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        temporary = path.with_name(f".~{_shortened(path.name)}.{secrets.token_hex(8)}.tmp")
        try:
            try:
                status = self._write(temporary, data)
                self._verify(temporary, data, path, check)
                self._sweep(temporary, status.st_mtime_ns)
                self._put(temporary, path, expected)
            except BaseException:
                with contextlib.suppress(OSError):
                    self._files.remove(temporary)
                raise
        except OSError as error:
            raise self._failure(error, path) from error
        try:
            self._files.sync_folder(path.parent)
        except OSError as error:
            # it is in place, though perhaps not for good: the next try must know it as ours
            self._unsure[path] = sha256
            raise Failure("file.unsure", name=str(path), reason=reason(error)) from error
        self._unsure.pop(path, None)
        return Fingerprint(len(data), status.st_mtime_ns, sha256)

    def _write(self, temporary: Path, data: bytes) -> os.stat_result:
        fd = self._files.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            write_all(self._files, fd, data)
            self._files.sync(fd)
            return os.fstat(fd)
        finally:
            self._files.close(fd)

    def _verify(
        self, temporary: Path, data: bytes, path: Path, check: Callable[[bytes], None]
    ) -> None:
        """Read back what was written, and read it as a session."""
        try:
            back = session_file.load(temporary)[0]
            if back == data:
                check(back)
                return
        except (BadInput, Failure) as error:
            raise Failure("file.not_verified", name=str(path)) from error
        raise Failure("file.not_verified", name=str(path))

    def _put(self, temporary: Path, path: Path, expected: Fingerprint | None) -> None:
        if expected is None and not self._is_ours(path):
            try:
                self._files.place(temporary, path)
            except FileExistsError as error:
                raise Conflict("file.exists", name=str(path)) from error
            with contextlib.suppress(OSError):
                self._files.remove(temporary)
            return
        if not self._is_ours(path):
            self._check(path, expected)
        for pause in (*_PAUSES, None):
            try:
                self._files.replace(temporary, path)
            except OSError as error:
                held = getattr(error, "winerror", None) in _HELD_BY_OTHERS
                if not held or pause is None:
                    raise
                self._pause(pause)
            else:
                return

    def _is_ours(self, path: Path) -> bool:
        """Whether the file is one that we put there without knowing whether it would stay."""
        if path not in self._unsure:
            return False
        try:
            return session_file.load(path)[1].sha256 == self._unsure[path]
        except (BadInput, Failure):
            return False

    def _check(self, path: Path, expected: Fingerprint | None) -> None:
        try:
            found = session_file.load(path)[1]
        except BadInput as error:
            gone = error.code == "file.missing"
            raise Conflict("file.gone" if gone else "file.changed", name=str(path)) from error
        if expected is None or found.sha256 != expected.sha256:
            raise Conflict("file.changed", name=str(path))

    def _sweep(self, temporary: Path, now_ns: int) -> None:
        """Remove temporary files of ours that a crash left, told old by this folder's own clock."""
        folder = temporary.parent
        if folder in self._swept:
            return
        self._swept.add(folder)
        with contextlib.suppress(OSError), os.scandir(folder) as found:
            for entry in found:
                if _OURS.match(entry.name) and entry.name != temporary.name:
                    with contextlib.suppress(OSError):
                        if now_ns - entry.stat(follow_symlinks=False).st_mtime_ns > _DAY_NS:
                            self._files.remove(Path(entry.path))

    def _failure(self, error: OSError, path: Path) -> Failure:
        if getattr(error, "winerror", None) in _HELD_BY_OTHERS:
            return Failure("file.in_use", name=str(path))
        return Failure(
            f"file.{cause(error)}", name=str(path), folder=str(path.parent), reason=reason(error)
        )


def _shortened(name: str) -> str:
    """A name that leaves room for what is put before and behind it (255 bytes in all)."""
    return name.encode(errors="ignore")[:180].decode(errors="ignore")


def conflict_path(path: Path, now: datetime, host: str) -> Path:
    """Where to save when somebody else has changed the file: beside it, with a name that tells."""
    host = re.sub(r"[^\w.-]+", "-", host, flags=re.ASCII).strip("-.")[:40] or "laptop"
    stem = path.stem.encode(errors="ignore")[:160].decode(errors="ignore")
    return path.with_name(f"{stem} (conflict {host} {now:%Y-%m-%dT%H%M}){path.suffix}")
