"""The file that ideas are brought in from: read once, and looked at again before they come in."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, Literal

from workshop_studio.app.progress import Watch, unwatched
from workshop_studio.domain.errors import BadInput, Failure

MOST_BYTES: Final = 64 * 1024 * 1024
"""The largest file of ideas that is read; 100,000 ideas take a third of it."""

_BLOCK = 256 * 1024


@dataclass(frozen=True, slots=True)
class IdeaFile:
    """A file as it was when it was read.

    Attributes:
        path: where it lies.
        name: what it is called in errors.
        data: all of it.
        stamp: what changes when somebody writes to it.
    """

    path: Path
    name: str
    data: bytes = field(repr=False)
    stamp: tuple[int, int, int]


def read_idea_file(path: Path, name: str, watch: Watch = unwatched) -> IdeaFile:
    """Read a file that the user named. Blocks on the disk: for a worker.

    Args:
        path: the file.
        name: what to call it in an error.
        watch: is told how much is read.

    Raises:
        BadInput: there is no such file, or it is too large.
        Failure: the system refused to read it.
        Stopped: by the watch.
    """
    try:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            if about.st_size > MOST_BYTES:
                raise BadInput("import.too_large", name=name, most=MOST_BYTES // 1024**2)
            data = _read(file, about.st_size, watch)
    except FileNotFoundError as error:
        raise BadInput("file.missing", name=name) from error
    except IsADirectoryError as error:
        raise BadInput("file.is_folder", name=name) from error
    except PermissionError as error:  # which is also what Windows says of a folder
        code = "file.is_folder" if path.is_dir() else "file.not_allowed"
        raise BadInput(code, name=name) from error
    except OSError as error:
        raise Failure("file.unreadable", name=name, reason=error.strerror or "") from error
    if len(data) > MOST_BYTES:  # it grew, or has no size of its own
        raise BadInput("import.too_large", name=name, most=MOST_BYTES // 1024**2)
    return IdeaFile(path, name, data, _stamp(about))


def what_became(file: IdeaFile) -> Literal["same", "changed", "gone"]:
    """What has become of a file since it was read. Blocks on the disk: for a worker."""
    try:
        stamp = _stamp(file.path.stat())
    except OSError:  # not there, or the share it lay on is not
        return "gone"
    return "same" if stamp == file.stamp else "changed"


def _read(file: IO[bytes], size: int, watch: Watch) -> bytes:
    data = bytearray()
    while len(data) <= MOST_BYTES and (block := file.read(_BLOCK)):
        data += block
        watch(min(len(data) / max(size, 1), 1.0))
    return bytes(data)


def _stamp(about: os.stat_result) -> tuple[int, int, int]:
    return about.st_size, about.st_mtime_ns, about.st_ino
