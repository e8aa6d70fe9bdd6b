"""What the lines of a journal say: header, base, entries, notes.

A journal begins with a header. That of an opened file goes on with the base, a copy of all that
was opened, and the line that ends it; replay starts there. Then come entries. The last line of a
finished run says that all is in the file, so that a crash while the run is deleted leaves nothing
that looks like lost work.
"""

import base64
import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from workshop_studio.app.ports import Entry, Fingerprint, Loaded
from workshop_studio.storage import codec
from workshop_studio.storage.log import Line, Reading, body_of, seal

FORMAT = 1
_MEMBER_CHUNK = 48 * 1024

ENTRIES: TypeAdapter[list[Entry]] = TypeAdapter(list[Entry])
"""Reads entries as the journal and the history hold them."""

DONE = seal(b'{"done":true}')


def entry_body(entry: Entry) -> bytes:
    """An entry as one JSON object; a line of history.jsonl is this and a line end."""
    events = b",".join([event.__pydantic_serializer__.to_json(event) for event in entry.events])
    at = b"" if entry.at is None else b',"at":"%b"' % entry.at.isoformat().encode()
    return b'{"number":%d,"role":"%b","envelope":%b,"command":"%b","events":[%b]%b}' % (
        *(entry.number, entry.role.encode(), to_json(entry.envelope), entry.command.encode()),
        *(events, at),
    )


@dataclass(frozen=True, slots=True)
class Header:
    """What a journal is of.

    Attributes:
        document: the document's id.
        run: the run's id.
        path: the session file, where it was when the run began.
        revision: of the file when it was opened.
        fingerprint: of the opened file; None for a new session.
        entries: how many entries the opened file's history has; None where it carries none.
        title: the session's title when the run began.
        base: whether a base follows.
    """

    document: str
    run: str
    path: Path
    revision: int
    fingerprint: Fingerprint | None
    entries: int | None
    title: str
    base: bool

    def line(self) -> bytes:
        """The sealed line."""
        found = self.fingerprint
        mark = found and {"size": found.size, "mtime_ns": found.mtime_ns, "sha256": found.sha256}
        # in ASCII, for a path on Linux need not be UTF-8
        return seal(
            json.dumps(
                {
                    "format": FORMAT,
                    "document": self.document,
                    "run": self.run,
                    "path": str(self.path),
                    "revision": self.revision,
                    "fingerprint": mark,
                    "entries": self.entries,
                    "title": self.title,
                    "base": self.base,
                }
            ).encode()
        )


def _fingerprint(value: object) -> Fingerprint | None:
    if not isinstance(value, dict):
        return None
    return Fingerprint(int(value["size"]), int(value["mtime_ns"]), str(value["sha256"]))


class NewerError(Exception):
    """The journal was written by a newer version."""


def read_header(body: bytes) -> Header:
    """The header; raises ValueError where it is none, ``NewerError`` where it is too new."""
    try:
        found = json.loads(body)
        if found["format"] > FORMAT:
            raise NewerError
        return Header(
            document=str(found["document"]),
            run=str(found["run"]),
            path=Path(found["path"]),
            revision=int(found["revision"]),
            fingerprint=_fingerprint(found["fingerprint"]),
            entries=found["entries"],
            title=str(found["title"]),
            base=bool(found["base"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("no header") from error


def base_lines(loaded: Loaded) -> Iterator[bytes]:
    """The sealed lines that hold an opened file."""
    count = 0
    for chunk in codec.cut(codec.encode(loaded.state)):
        yield seal(b'{"base":"session","text":%b}' % to_json(chunk.decode()))
        count += 1
    for chunk in codec.cut(loaded.history):
        yield seal(b'{"base":"history","text":%b}' % to_json(chunk.decode()))
        count += 1
    for name, content in loaded.members.items():
        for start in range(0, max(len(content), 1), _MEMBER_CHUNK):
            data = base64.b64encode(content[start : start + _MEMBER_CHUNK]).decode()
            yield seal(to_json({"base": "member", "name": name, "data": data}))
            count += 1
    yield seal(b'{"base":"end","lines":%d}' % count)


@dataclass
class Base:
    """An opened file as the journal holds it."""

    session: bytes = b""
    history: bytes = b""
    members: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Contents:
    """What a journal holds.

    Attributes:
        header: its first line.
        base: the opened file; None for a new session.
        rest: the lines behind the base: entries.
        done: whether the run ended with all in the file.
    """

    header: Header
    base: Base | None
    rest: list[Line]
    done: bool


def contents(reading: Reading) -> Contents | None:
    """What a journal holds; None where header or base are not whole.

    Then nothing was ever acknowledged, or else (``reading.damaged``) the disk has spoilt them.

    Raises:
        NewerError: it was written by a newer version.
    """
    lines = list(reading.lines)
    if not lines:
        return None
    try:
        header = read_header(lines[0].body)
    except ValueError:
        return None
    at = 1
    base = None
    if header.base:
        base = Base()
        while at < len(lines) and _add(base, body_of(lines[at])):
            at += 1
        at += 1  # the line that ends the base
        if at > len(lines):
            return None
    rest = lines[at:]
    done = bool(rest) and rest[-1].body == b'{"done":true}'
    return Contents(header, base, rest[:-1] if done else rest, done)


def _add(base: Base, line: Mapping[str, object]) -> bool:
    """Put a line of the base where it belongs; False at its end."""
    kind, text = line.get("base"), line.get("text")
    if kind == "session":
        base.session += str(text).encode()
    elif kind == "history":
        base.history += str(text).encode()
    elif kind == "member":
        name = str(line["name"])
        content = base64.b64decode(str(line["data"]))
        base.members[name] = base.members.get(name, b"") + content
    else:
        return False
    return True


@dataclass
class Tail:
    """The entries behind the base, read.

    Attributes:
        entries: the entries in order.
        lines: the same as lines of history.jsonl, without line ends.
        wrong: the first line that is intact but cannot be understood, or does not go on where
            the one before it ends.
    """

    entries: list[Entry] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    wrong: Line | None = None


def read_tail(found: Contents) -> Tail:
    """Read the entries."""
    tail = Tail()
    first = (found.header.entries or 0) + 1
    seen = 0
    for batch in _batches(found.rest):
        try:
            entries = _entries(batch)
        except ValidationError:
            entries = _up_to_wrong(batch)
        for line, entry in zip(batch, entries, strict=False):
            if entry.number != first + len(tail.entries):
                break
            tail.entries.append(entry)
            tail.lines.append(line.body)
        seen += len(batch)
        if len(tail.entries) < seen:
            tail.wrong = found.rest[len(tail.entries)]
            break
    return tail


def _entries(lines: Iterable[Line]) -> list[Entry]:
    return ENTRIES.validate_json(b"[" + b",".join(line.body for line in lines) + b"]")


def _up_to_wrong(lines: Iterable[Line]) -> list[Entry]:
    entries = []
    for line in lines:
        try:
            entries += _entries([line])
        except ValidationError:
            break
    return entries


def _batches(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines of about 64 kB together: pydantic holds the interpreter's lock."""
    start = size = 0
    for end, line in enumerate(lines, 1):
        size += len(line.body)
        if size > codec.CHUNK or end == len(lines):
            yield lines[start:end]
            start, size = end, 0


_NAMES_THE_FRAME = (b'"SessionCreated"', b'"FrameEdited"', b'"Undone"')


def summary(found: Contents) -> tuple[str, int, datetime | None]:
    """Title, number of entries and last time of a run, without decoding all of it."""
    title, at = found.header.title, None
    for line in found.rest:
        if any(name in line.body for name in _NAMES_THE_FRAME):
            title = _title(body_of(line), title)
        if line.body.endswith(b'"}') and b',"at":"' in line.body[-60:]:
            at = _time(line.body) or at
    return title, len(found.rest), at


def _title(entry: Mapping[str, object], title: str) -> str:
    with contextlib.suppress(KeyError, TypeError, AttributeError):  # a torn frame names nothing
        for event in entry["events"]:  # type: ignore[attr-defined]
            frame = event.get("frame")
            for was in event.get("records", ()):
                frame = was["record"] if was["table"] == "frame" else frame
            title = str(frame["title"]) if frame else title
    return title


def _time(body: bytes) -> datetime | None:
    try:
        return datetime.fromisoformat(body.rpartition(b',"at":"')[2][:-2].decode())
    except ValueError:
        return None
