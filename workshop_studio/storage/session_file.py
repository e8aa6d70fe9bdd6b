"""A whole session file: a zip of manifest, session, history and what this version does not know.

The manifest names every other member with its size and SHA-256, so that a changed, missing or
added member is found. ``session.json`` is the truth; a file opens without ``history.jsonl``.
"""

import functools
import hashlib
import importlib.metadata
import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workshop_studio.app.ports import Fingerprint, Loaded
from workshop_studio.domain.errors import BadInput, Failure
from workshop_studio.domain.state import State
from workshop_studio.storage import codec, files
from workshop_studio.storage.container import FILE_LIMIT, Container, pack

MANIFEST = "manifest.json"
SESSION = "session.json"
HISTORY = "history.jsonl"

FORMAT = (1, 0)
"""What is written. The first number changes when an older reader would misread the file."""
READER = (1, 0)
"""The oldest reader that reads what is written."""

_MANIFEST_LIMIT = 8 << 20


class Mark(BaseModel):
    """What a member is to be."""

    model_config = ConfigDict(extra="allow")
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=0)]


class Writer(BaseModel):
    """The program that wrote a file."""

    model_config = ConfigDict(extra="allow")
    name: Annotated[str, Field(max_length=100)]
    version: Annotated[str, Field(max_length=100)]


class Manifest(BaseModel):
    """manifest.json. What it holds beyond this is kept and written back."""

    model_config = ConfigDict(extra="allow", allow_inf_nan=False)
    format: tuple[int, int]
    minimum_reader: tuple[int, int]
    document: str
    revision: Annotated[int, Field(ge=0)]
    writer: Writer
    members: dict[str, Mark]


class _Head(BaseModel):
    """What tells a newer file from a damaged one; says nothing about the rest."""

    model_config = ConfigDict(extra="allow")
    format: object = ()
    minimum_reader: object = ()
    writer: object = None

    @property
    def is_newer(self) -> bool:
        """Whether only a newer version can read it: another major number is another format."""
        return _version(self.minimum_reader) > READER or _version(self.format)[:1] > FORMAT[:1]


def _version(found: object) -> tuple[int, ...]:
    """A version number in whatever shape a later version may write it; empty if it is none."""
    parts = str(found).split(".") if isinstance(found, str | int) else found
    if not isinstance(parts, list | tuple):
        return ()
    numbers = [str(part) for part in parts]
    return tuple(map(int, numbers)) if all(n.isascii() and n.isdigit() for n in numbers) else ()


@functools.cache
def _writer() -> Writer:
    try:
        version = importlib.metadata.version("workshop-studio")
    except importlib.metadata.PackageNotFoundError:  # run from a folder that nobody installed
        version = "0"
    return Writer(name="Workshop Studio", version=version)


def build(state: State, history: bytes, revision: int, members: Mapping[str, bytes]) -> bytes:
    """The bytes of a session file.

    Args:
        state: the session; it must have a document.
        history: whole lines; empty for a file without history.
        revision: how many times it has then been published.
        members: members that this version does not know; under ``manifest.json`` the fields
            that it does not know in there.
    """
    if state.document is None:
        raise ValueError("a session without a document")
    contents = {SESSION: codec.encode(state)}
    if history:
        contents[HISTORY] = history
    contents |= {name: members[name] for name in sorted(members) if name != MANIFEST}
    manifest = Manifest(
        format=FORMAT,
        minimum_reader=READER,
        document=state.document.id,
        revision=revision,
        writer=_writer(),
        members={name: _mark(content) for name, content in contents.items()},
    ).model_dump(mode="json")
    extra = json.loads(members.get(MANIFEST, b"{}"))
    text = json.dumps(manifest | extra, ensure_ascii=False, indent=1, allow_nan=False)
    return pack({MANIFEST: text.encode() + b"\n", **contents})


def _mark(content: bytes) -> Mark:
    return Mark(sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def fingerprint_of(data: bytes, status: os.stat_result) -> Fingerprint:
    """What a file with these bytes is."""
    return Fingerprint(len(data), status.st_mtime_ns, hashlib.sha256(data).hexdigest())


def load(path: Path) -> tuple[bytes, Fingerprint]:
    """The bytes of the file at ``path``, and what it is; raises ``BadInput`` or ``Failure``."""
    name = str(path)
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            raise BadInput("file.is_folder", name=name)
        if not stat.S_ISREG(path.stat().st_mode):
            raise BadInput("file.not_a_zip", name=name)
        with path.open("rb") as opened:
            data = opened.read(FILE_LIMIT + 1)
            status = os.fstat(opened.fileno())
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BadInput("file.missing", name=name) from error
    except PermissionError as error:
        raise BadInput("file.not_allowed", name=name) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = files.reason(error) if isinstance(error, OSError) else str(error)
        raise Failure("file.unreadable", name=name, reason=why) from error
    if len(data) > FILE_LIMIT:
        raise BadInput("file.too_big", name=name, most=FILE_LIMIT >> 20)
    return data, fingerprint_of(data, status)


def read(path: Path) -> Loaded:
    """Read a session file; raises ``BadInput`` with file and place, ``Failure`` if it cannot."""
    data, fingerprint = load(path)
    return parse(data, path, fingerprint)


def parse(data: bytes, path: Path, fingerprint: Fingerprint) -> Loaded:
    """What the bytes of a session file hold; raises ``BadInput``."""
    name = str(path)
    container = Container(data, name)
    manifest = read_manifest(container, name)
    contents = checked_members(container, manifest, name)
    state = codec.decode(contents.pop(SESSION), name=name)
    if state.document is None or state.document.id != manifest.document:
        _bad(name, MANIFEST, "document")
    history = contents.pop(HISTORY, None)
    if manifest.model_extra:
        contents[MANIFEST] = json.dumps(manifest.model_extra, ensure_ascii=False).encode()
    return Loaded(
        path=path,
        state=state,
        entries=None if history is None else _count(history, name),
        history=history or b"",
        revision=manifest.revision,
        fingerprint=fingerprint,
        members=contents,
    )


def check(data: bytes, state: State, path: Path) -> None:
    """Raise ``BadInput`` unless the bytes are a session file that reads as the state."""
    found = parse(data, path, Fingerprint(len(data), 0, "")).state
    if codec.encode(found) != codec.encode(state):
        raise BadInput("file.changed_member", name=str(path), place=SESSION)


def _bad(name: str, place: str, field: str, line: int = 1) -> NoReturn:
    raise BadInput("file.bad_line", name=name, place=place, line=line, field=field)


def read_manifest(container: Container, name: str) -> Manifest:
    """The manifest, if this version may read the file; raises ``BadInput``."""
    if MANIFEST not in container.names:
        # a zip of something else: a document, an archive
        code = "file.member_missing" if SESSION in container.names else "file.not_a_session"
        raise BadInput(code, name=name, place=MANIFEST)
    text = container.read(MANIFEST)
    if len(text) > _MANIFEST_LIMIT:
        raise BadInput("file.member_too_big", name=name, place=MANIFEST, most=_MANIFEST_LIMIT >> 20)
    try:
        raw = codec.strict_json(text.decode())
        head = _Head.model_validate(raw)
    except (ValueError, RecursionError):
        _bad(name, MANIFEST, "")
    if head.is_newer:
        raise BadInput("file.newer", name=name, writer=_writer_of(head.writer))
    try:
        manifest = Manifest.model_validate(raw)
        json.dumps(manifest.model_extra, allow_nan=False)
    except ValidationError as error:
        _bad(name, MANIFEST, str(error.errors()[0]["loc"][0]))
    except (ValueError, RecursionError):
        _bad(name, MANIFEST, "")
    return manifest


def _writer_of(writer: object) -> str:
    try:
        found = Writer.model_validate(writer)
    except ValidationError:
        return ""
    return f"{found.name} {found.version}"


def checked_members(container: Container, manifest: Manifest, name: str) -> dict[str, bytes]:
    """All members but the manifest, each as the manifest says."""
    there = set(container.names) - {MANIFEST}
    for member in (SESSION, *manifest.members):
        if member not in there:
            raise BadInput("file.member_missing", name=name, place=member[:100])
    contents = {}
    for member in container.names:
        if member == MANIFEST:
            continue
        mark = manifest.members.get(member)
        if mark is None:
            raise BadInput("file.member_added", name=name, place=member)
        content = container.read(member)
        if len(content) != mark.size or hashlib.sha256(content).hexdigest() != mark.sha256:
            raise BadInput("file.changed_member", name=name, place=member)
        contents[member] = content
    return contents


def _count(history: bytes, name: str) -> int:
    """How many entries a history has; its last line must have that number."""
    count = history.count(b"\n")
    last = history[history.rfind(b"\n", 0, -1) + 1 :]
    try:
        history.decode()
        # as every version writes it; to decode a line may take as long as all the rest
        numbered = last.startswith(b'{"number":%d,' % count) or _number_of(last) == count
    except (ValueError, RecursionError):
        _bad(name, HISTORY, "", max(count, 1))
    if not numbered or (history and not history.endswith(b"\n")):
        _bad(name, HISTORY, "number", max(count, 1))
    return count


def _number_of(line: bytes) -> object:
    found = json.loads(line) if line else {"number": 0}
    return found.get("number") if isinstance(found, dict) else None
