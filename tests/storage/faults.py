"""A disk that breaks at a chosen operation, in the ways in which disks and machines break."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

from workshop_studio.storage.files import Files


class Counting(Files):
    """Numbers every operation that changes the disk; subclasses break one of them.

    Attributes:
        done: the operations so far, by name.
    """

    def __init__(self) -> None:
        self.done: list[str] = []

    def _step(self, name: str) -> None:
        self.done.append(name)
        self.at_step(name, len(self.done))

    def at_step(self, name: str, number: int) -> None:
        """Called before each operation."""

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        if flags & os.O_CREAT:
            self._step("create")
        return super().open(path, flags, mode)

    def write(self, fd: int, data: bytes | memoryview) -> int:
        self._step("write")
        return super().write(fd, data)

    def sync(self, fd: int) -> None:
        self._step("sync")
        super().sync(fd)

    def truncate(self, fd: int, size: int) -> None:
        self._step("truncate")
        super().truncate(fd, size)

    def make_folder(self, path: Path, mode: int) -> None:
        self._step("make_folder")
        super().make_folder(path, mode)

    def replace(self, source: Path, target: Path) -> None:
        self._step("replace")
        super().replace(source, target)

    def place(self, source: Path, target: Path) -> None:
        self._step("place")
        super().place(source, target)

    def remove(self, path: Path) -> None:
        self._step("remove")
        super().remove(path)

    def remove_folder(self, path: Path) -> None:
        self._step("remove_folder")
        super().remove_folder(path)

    def sync_folder(self, path: Path) -> None:
        self._step("sync_folder")
        super().sync_folder(path)


class Killing(Counting):
    """Ends the process, as kill -9 does, before operation ``at``, or in the midst of a write."""

    def __init__(self, at: int, *, tear: bool) -> None:
        super().__init__()
        self._at = at
        self._tear = tear

    def at_step(self, name: str, number: int) -> None:
        if number == self._at and not (self._tear and name == "write"):
            os._exit(9)

    def write(self, fd: int, data: bytes | memoryview) -> int:
        if self._tear and len(self.done) + 1 == self._at:
            os.write(fd, bytes(data)[: len(data) // 2])
            os._exit(9)
        return super().write(fd, data)


class Refusing(Counting):
    """Refuses operation ``at`` with an error of the system, and more if ``lasting``.

    ``names`` limits it to operations of these names; a write that is refused writes half first.
    """

    def __init__(
        self, at: int, code: int, *, names: frozenset[str] | None = None, lasting: bool = False
    ) -> None:
        super().__init__()
        self.at: float = at
        self._code = code
        self.names = names
        self._lasting = lasting
        self.refused = 0

    def _is_hit(self, name: str, number: int) -> bool:
        hit = number >= self.at if self._lasting else number == self.at
        return hit and (self.names is None or name in self.names)

    def at_step(self, name: str, number: int) -> None:
        if self._is_hit(name, number):
            self.refused += 1
            raise OSError(self._code, os.strerror(self._code))

    def write(self, fd: int, data: bytes | memoryview) -> int:
        if self._is_hit("write", len(self.done) + 1) and len(data) > 1:
            os.write(fd, bytes(data)[: len(data) // 2])
        return super().write(fd, data)


class ShortWrites(Files):
    """Takes a few bytes at a time, as the system may."""

    def write(self, fd: int, data: bytes | memoryview) -> int:
        return super().write(fd, bytes(data)[:7])


class PowerOffError(BaseException):
    """The power went."""


class PowerCut(Counting):
    """Loses power before operation ``at``: what was not synced is lost or half there.

    Content that was not synced is cut to ``keep`` of its length; with ``nul`` the length stays
    and NULs fill it. A name that was made or replaced without the folder's sync is undone.
    """

    def __init__(self, at: int, *, keep: float = 0.0, nul: bool = False) -> None:
        super().__init__()
        self._at = at
        self._keep = keep
        self._nul = nul
        self._paths: dict[int, Path] = {}
        self._synced: dict[Path, int] = {}
        self._undo: dict[Path, list[Callable[[], None]]] = {}
        self._off = False

    def at_step(self, name: str, number: int) -> None:
        if self._off or number >= self._at:
            self._off = True
            raise PowerOffError

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        fd = super().open(path, flags, mode)
        self._paths[fd] = path
        self._synced.setdefault(path, 0 if flags & os.O_CREAT else path.stat().st_size)
        if flags & os.O_CREAT:
            self._undo.setdefault(path.parent, []).append(lambda: path.unlink(missing_ok=True))
        return fd

    def close(self, fd: int) -> None:
        self._paths.pop(fd, None)
        super().close(fd)

    def sync(self, fd: int) -> None:
        super().sync(fd)
        self._synced[self._paths[fd]] = os.fstat(fd).st_size

    def truncate(self, fd: int, size: int) -> None:
        super().truncate(fd, size)
        path = self._paths[fd]
        self._synced[path] = min(self._synced[path], size)

    def replace(self, source: Path, target: Path) -> None:
        before = target.read_bytes()
        super().replace(source, target)
        self._synced[target] = self._synced.pop(source)
        self._undo.setdefault(target.parent, []).append(lambda: _put(target, before))

    def place(self, source: Path, target: Path) -> None:
        super().place(source, target)
        self._synced[target] = self._synced.pop(source)
        self._undo.setdefault(target.parent, []).append(lambda: target.unlink(missing_ok=True))

    def sync_folder(self, path: Path) -> None:
        super().sync_folder(path)
        self._undo.pop(path, None)

    def fall_out(self) -> None:
        """Leave the disk as it is found when the power is back, and let go of all files."""
        for fd in list(self._paths):
            self.close(fd)
        for path, synced in self._synced.items():
            if path.exists() and path.stat().st_size > synced:
                lost = path.stat().st_size - synced
                kept = synced + int(lost * self._keep)
                content = path.read_bytes()
                filling = b"\0" * (len(content) - kept) if self._nul else b""
                _put(path, content[:kept] + filling)
        for undo in self._undo.values():
            for one in reversed(undo):
                one()


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


FULL = errno.ENOSPC
