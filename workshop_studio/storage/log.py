"""An append-only file of JSON lines that survives what disks do.

Each line is a JSON object that begins with a checksum of the rest. What is torn at the end of the
file, without a line end, was never acknowledged and is dropped. A bad line that is complete, or
has others behind it, is damage: what stands before it is kept, nothing is deleted, and the reader
is told.

After a failed write the file is cut back to what was acknowledged. After a failed fsync (or if
the cut fails) the file itself is not trusted again: Linux may then forget pages that never
reached the disk and report the next fsync as a success. What was acknowledged before had an fsync
of its own that succeeded; so the log goes on in a *part*, a new file beside it (``x.jsonl.1``)
whose first line says which part it follows and how many bytes of that count. Damage that was
found when a log was taken over is stepped over in the same way.
"""

import contextlib
import json
import os
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, cast

from workshop_studio.storage.files import Files, write_all

_OPEN = b'{"crc":"'
_HEAD = len(_OPEN) + 8 + 2  # the checksum's eight digits, its quotation mark and the comma


def seal(body: bytes) -> bytes:
    """The line, with checksum and line end, of a JSON object that is not empty."""
    rest = body[1:]
    return b'%b%08x",%b\n' % (_OPEN, zlib.crc32(rest), rest)


def unseal(line: bytes) -> bytes | None:
    """The JSON object of a line without its line end; None where the checksum is wrong."""
    rest = line[_HEAD:]
    if line[:_HEAD] != b'%b%08x",' % (_OPEN, zlib.crc32(rest)):
        return None
    return b"{" + rest


@dataclass(frozen=True, slots=True)
class Line:
    """An intact line: its JSON object, and where it stands."""

    body: bytes
    part: int
    start: int
    number: int
    """Within its part, from 1."""


class Place(NamedTuple):
    """Where a log ends: after so many bytes of a part."""

    part: int
    after: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a log holds.

    Attributes:
        lines: the intact lines from the beginning up to the first bad one.
        end: where they end.
        torn: bytes behind the end that are the rest of an unfinished write.
        damaged: the number of the line, in the part ``end``, that is bad though it is complete
            or has others behind it; None if all is well.
        highest: the highest part that there is a file of.
    """

    lines: tuple[Line, ...]
    end: Place
    torn: int
    damaged: int | None
    highest: int


def part_path(path: Path, part: int) -> Path:
    """The file of a part."""
    return path if part == 0 else path.with_name(f"{path.name}.{part}")


def parts_of(path: Path) -> list[Path]:
    """All files of a log, the last part first, so that the first one is deleted last."""
    highest = _highest(path)
    return [part_path(path, part) for part in range(highest, -1, -1)]


def _highest(path: Path) -> int:
    found = [0]
    for other in path.parent.glob(f"{_literal(path.name)}.*"):
        number = other.name[len(path.name) + 1 :]
        if number.isdecimal() and number.isascii():
            found.append(int(number))
    return max(found)


def _literal(name: str) -> str:
    return name.replace("[", "[[]")


def read_log(path: Path, first: bytes | None = None) -> Reading:
    """Read a log; ``first`` is the content of its first file where that is read already."""
    highest = _highest(path)
    first = path.read_bytes() if first is None else first
    chain: list[tuple[int, bytes]] = []
    part, after = _last_part(path, highest)
    upto: int | None = None
    while True:
        data = first if part == 0 else part_path(path, part).read_bytes()
        chain.insert(0, (part, data if upto is None else data[:upto]))
        if part == 0:
            break
        part, upto = after.part, after.after
        after = Place(0, 0) if part == 0 else _follows(path, part) or Place(0, 0)
    lines: list[Line] = []
    for part, data in chain:
        intact, end, bad = _intact(data, part)
        lines += intact[1:] if part else intact
        damaged = bad is not None and (bad or part != chain[-1][0])
        if damaged or part == chain[-1][0]:
            return Reading(
                lines=tuple(lines),
                end=Place(part, end),
                torn=0 if damaged else len(data) - end,
                damaged=len(intact) + 1 if damaged else None,
                highest=highest,
            )
    raise AssertionError("a chain has a last part")


def _last_part(path: Path, highest: int) -> tuple[int, Place]:
    """The last part whose making was finished."""
    for part in range(highest, 0, -1):
        after = _follows(path, part)
        if after is not None:
            return part, after
    return 0, Place(0, 0)


def _follows(path: Path, part: int) -> Place | None:
    with contextlib.suppress(FileNotFoundError), part_path(path, part).open("rb") as opened:
        body = unseal(opened.readline(1000).removesuffix(b"\n"))
        head = json.loads(body) if body else {}
        if "follows" in head and 0 <= head["follows"] < part:
            return Place(head["follows"], head["after"])
    return None


def _intact(data: bytes, part: int) -> tuple[list[Line], int, bool | None]:
    """The intact lines, where they end, and what is behind: nothing, a torn end, or damage."""
    lines: list[Line] = []
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        body = None if end < 0 else unseal(data[start:end])
        if body is None:
            return lines, start, end >= 0
        lines.append(Line(body, part, start, len(lines) + 1))
        start = end + 1
    return lines, start, None


class Log:
    """A log that is open for appending."""

    def __init__(self, path: Path, files: Files, fd: int, end: Place, next_part: int) -> None:
        """Go on at ``end``; :meth:`create` and :meth:`resume` make one."""
        self._path = path
        self._files = files
        self._first = fd
        self._fd = fd
        self._end = end
        self._next_part = next_part
        self._trusted = True

    @classmethod
    def create(
        cls,
        path: Path,
        files: Files,
        lines: Iterable[bytes],
        hold: Callable[[int], None] = lambda fd: None,
    ) -> "Log":
        """Make the log with its first lines, on the disk with its name when this returns.

        Args:
            path: where; there must be nothing.
            files: the disk.
            lines: sealed.
            hold: called with the descriptor before anything is written: takes the lock.
        """
        fd = files.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND)
        try:
            hold(fd)
            size = 0
            for piece in lines:
                write_all(files, fd, piece)
                size += len(piece)
            files.sync(fd)
            files.sync_folder(path.parent)
        except BaseException:
            with contextlib.suppress(OSError):
                files.remove(path)
            files.close(fd)
            raise
        return cls(path, files, fd, Place(0, size), 1)

    @classmethod
    def resume(cls, path: Path, files: Files, fd: int, reading: Reading) -> "Log":
        """Go on with a log that was read, through the descriptor of its first file."""
        log = cls(path, files, fd, reading.end, reading.highest + 1)
        if reading.end.part:
            log._fd = files.open(part_path(path, reading.end.part), os.O_RDWR | os.O_APPEND)
        if reading.damaged is not None:
            log._trusted = False
        elif reading.torn:
            log._cut()
        return log

    def end_before(self, line: Line) -> None:
        """Take a line and all behind it for damaged: they stay, but count no longer."""
        self._end = Place(line.part, line.start)
        self._trusted = False

    def append(self, data: bytes) -> None:
        """Add sealed lines with one fsync; raises OSError, and then none of them counts."""
        if not self._trusted:
            self._begin_part()
        try:
            write_all(self._files, self._fd, data)
        except OSError:
            self._cut()
            raise
        try:
            self._files.sync(self._fd)
        except OSError:
            self._cut()
            self._trusted = False
            raise
        self._end = Place(self._end.part, self._end.after + len(data))

    def _cut(self) -> None:
        try:
            self._files.truncate(self._fd, self._end.after)
            self._files.sync(self._fd)
        except OSError:
            self._trusted = False

    def _begin_part(self) -> None:
        part = self._next_part
        path = part_path(self._path, part)
        self._next_part += 1
        head = seal(json.dumps({"follows": self._end.part, "after": self._end.after}).encode())
        fd = self._files.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND)
        try:
            write_all(self._files, fd, head)
            self._files.sync(fd)
            self._files.sync_folder(path.parent)
        except OSError:
            self._files.close(fd)
            with contextlib.suppress(OSError):
                self._files.remove(path)
            raise
        if self._fd != self._first:
            self._files.close(self._fd)
        self._fd = fd
        self._end = Place(part, len(head))
        self._trusted = True

    def close(self) -> None:
        """Let go of the log and its lock."""
        if self._fd != self._first:
            self._files.close(self._fd)
        self._files.close(self._first)


def body_of(line: Line) -> dict[str, object]:
    """The JSON object of a line."""
    return cast("dict[str, object]", json.loads(line.body))
