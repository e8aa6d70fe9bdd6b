"""The open ballot boxes of a run: one append-only file each, without times and without actors.

A box is kept apart from the journal and deleted when its vote or step is closed, its secret with
it. Deleting takes the name away; what the disk's cells still hold is for disk encryption.
"""

import contextlib
import hashlib
import os
import re
import secrets
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from workshop_studio.domain.boxes import MOST_HEADS, Box, Slip
from workshop_studio.storage.files import Files, read_all
from workshop_studio.storage.log import Log, Reading, body_of, parts_of, read_log, seal

_READ_WRITE = os.O_RDWR | os.O_APPEND
_PLAIN = re.compile(r"^[a-z0-9][a-z0-9._-]{0,99}$")


def plain_name(identifier: str) -> str:
    """A name for a file or folder that means the same on every system, one for each id."""
    if _PLAIN.match(identifier) and not identifier.endswith("."):
        return identifier
    return "x" + hashlib.sha256(identifier.encode()).hexdigest()[:32]


class Boxes:
    """The boxes in a run's folder. A box that is in use keeps its file open."""

    def __init__(self, folder: Path, files: Files) -> None:
        """Keep boxes in ``folder``."""
        self._folder = folder
        self._files = files
        self._logs: dict[str, Log] = {}

    def _path(self, box: str) -> Path:
        return self._folder / f"box.{plain_name(box)}.jsonl"

    def create(self, box: str) -> Box:
        """Make an empty box with a new secret; one of that id that is there goes. OSError."""
        self.drop(box)
        made = Box(id=box, secret=secrets.token_bytes(32))
        head = seal(to_json({"box": box, "secret": made.secret.hex()}))
        self._logs[box] = Log.create(self._path(box), self._files, [head])
        return made

    def put(self, box: str, slips: Sequence[Slip]) -> None:
        """Add slips with one fsync; raises OSError, and then none of them counts.

        The slips of one envelope stand on one line, so that a crash cannot leave some of them.
        """
        lines = []
        for envelope, group in groupby(slips, key=attrgetter("envelope")):
            told = [_told(slip) for slip in group]
            body = told[0] if len(told) == 1 else {"slips": told}
            lines.append(seal(to_json({**body, "envelope": envelope})))
        self._logs[box].append(b"".join(lines))

    def drop(self, box: str) -> None:
        """Delete a box, if there is one. OSError."""
        log = self._logs.pop(box, None)
        if log is not None:
            log.close()
        path = self._path(box)
        if path.exists() or log is not None:
            for part in parts_of(path):
                with contextlib.suppress(FileNotFoundError):
                    self._files.remove(part)
            self._files.sync_folder(self._folder)

    def load(self) -> tuple[dict[str, Box], bool]:
        """All boxes in the folder, ready to go on, and whether any was damaged. OSError.

        One whose first line is not whole was never acknowledged, and is left out.
        """
        boxes = {}
        damaged = False
        for path in sorted(self._folder.glob("box.*.jsonl")):
            fd = self._files.open(path, _READ_WRITE)
            reading = read_log(path, read_all(fd))
            box, forged = _box(reading)
            damaged = damaged or forged or reading.damaged is not None
            if box is None or self._path(box.id) != path:
                self._files.close(fd)
                continue
            boxes[box.id] = box
            self._logs[box.id] = Log.resume(path, self._files, fd, reading)
        return boxes, damaged

    def close(self) -> None:
        """Let go of all boxes."""
        while self._logs:
            self._logs.popitem()[1].close()


def _told(slip: Slip) -> dict[str, object]:
    told: dict[str, object] = {"key": slip.key, "body": slip.body}
    if slip.group:
        told["group"] = slip.group
    if slip.heads != 1:
        told["heads"] = slip.heads
    return told


def _slip(slip: dict[str, Any], envelope: str) -> Slip:
    group, heads = str(slip.get("group", "")), slip.get("heads", 1)
    return Slip(str(slip["key"]), slip["body"], envelope, group, heads if _is_table(heads) else 1)


def _is_table(heads: object) -> bool:
    """Whether so many people may sit at one phone; nothing else is ever written."""
    return type(heads) is int and 1 <= heads <= MOST_HEADS


def _box(reading: Reading) -> tuple[Box | None, bool]:
    """A box as its lines have it, and whether one of them says what was never written.

    A ballot for no people, or for fewer, counts as one person's: it is kept, and the fault is told.
    """
    try:
        head = body_of(reading.lines[0])
        box = Box(id=str(head["box"]), secret=bytes.fromhex(str(head["secret"])))
        told = [
            (slip, str(line["envelope"]))
            for line in map(body_of, reading.lines[1:])
            for slip in line.get("slips", [line])  # type: ignore[attr-defined] # as written
        ]
        forged = any(not _is_table(slip.get("heads", 1)) for slip, _ in told)
        return box.with_slips(_slip(*one) for one in told), forged
    except (IndexError, KeyError, ValueError):
        return None, False
