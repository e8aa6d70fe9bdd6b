"""session.json: the state as valid JSON with one row a line.

The same state gives the same bytes in every process: parts stand in the order of
:data:`~workshop_studio.domain.state.TABLES`, rows by their order and key, fields as declared.
What this version does not know is kept: fields by their records, whole parts as they were read.

pydantic and json hold the interpreter's lock, so rows are decoded in chunks cut at line ends. A
file of another layout (valid JSON all the same) is read too, slowly. A key that stands twice in
one row is found only there and by ``verify``: in our own layout the last one counts, because to
look for it costs three times the reading. A number beyond a float's range is refused in unknown
fields of rows and in settings, but not looked for deeper.
"""

import functools
import json
import re
from collections.abc import Callable, Iterator
from typing import NoReturn, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json
from rpds import HashTrieMap

from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.records import Record
from workshop_studio.domain.state import SINGLES, TABLES, State

FORMAT = 1
"""The version of the layout; a file of a higher one is refused."""

CHUNK = 64 * 1024
"""About how many bytes are decoded at once."""

_PART = re.compile(rb'("(?:[^"\\\x00-\x1f]|\\.){0,200}"): ?')


class _OtherLayoutError(Exception):
    """The text is not laid out as :func:`encode` does it; it may be valid JSON all the same."""


def encode(state: State) -> bytes:
    """The text of session.json."""
    lines = [b'{"format": %d' % FORMAT]
    for name in SINGLES:
        record = cast("Record | None", getattr(state, name))
        lines.append(b',\n"%s": %s' % (name.encode(), b"null" if record is None else _row(record)))
    lines += [b',\n"%s": %s' % (name.encode(), encode_table(state, name)) for name in TABLES]
    for name, text in sorted(state.unknown.items()):
        part = json.dumps(name, ensure_ascii=False).encode()
        lines += [b",\n", part, b": ", text.encode()]
    lines.append(b"\n}\n")
    return b"".join(lines)


def encode_table(state: State, name: str) -> bytes:
    """One table as it stands in session.json."""
    table = cast("HashTrieMap[str, Record]", getattr(state, name))
    if not table:
        return b"[]"
    rows = list(table.items())
    if "order" in TABLES[name].model_fields:
        rows.sort(key=lambda row: (row[1].order, row[0]))  # type: ignore[attr-defined]
    else:
        rows.sort(key=lambda row: row[0])
    return b"[\n" + b",\n".join(_row(row) for _, row in rows) + b"\n]"


def _row(record: Record) -> bytes:
    return record.__pydantic_serializer__.to_json(record)


def cut(text: bytes, size: int = CHUNK) -> Iterator[bytes]:
    """The text in pieces of about ``size`` bytes that end at line ends."""
    start = 0
    while start < len(text):
        end = text.find(b"\n", start + size) + 1 or len(text)
        yield text[start:end]
        start = end


def decode(text: bytes, *, name: str, place: str = "session.json") -> State:
    """The state that the text of session.json holds.

    Args:
        text: the text.
        name: the file, for messages.
        place: the member of the file, for messages.

    Raises:
        BadInput: the text is no session; says where.
    """
    refuse = functools.partial(_refuse, name, place)
    try:
        return _Reader(text, refuse).state()
    except _OtherLayoutError:
        ours = _lay_out(text, refuse)
    try:
        return _Reader(ours, refuse).state()
    except _OtherLayoutError:
        refuse(1)


def _refuse(name: str, place: str, line: int, field: str = "", *, newer: bool = False) -> NoReturn:
    if newer:
        raise BadInput("file.newer", name=name, writer="")
    raise BadInput("file.bad_line", name=name, place=place, line=line, field=field)


class _Reader:
    """One pass over a text in our own layout."""

    def __init__(self, text: bytes, refuse: Callable[..., NoReturn]) -> None:
        self._text = text
        self._refuse = refuse
        self._at = 1
        self._line = 1

    def state(self) -> State:
        if not self._text.startswith(b"{"):
            raise _OtherLayoutError
        parts: dict[str, object] = {}
        unknown: dict[str, str] = {}
        seen: set[str] = set()
        more = True
        while more:
            found = _PART.match(self._text, self._at)
            if found is None:
                raise _OtherLayoutError
            try:
                part = str(from_json(found[1]))
            except ValueError:
                raise _OtherLayoutError from None
            if part in seen:
                self._refuse(self._line, part)
            seen.add(part)
            start = self._at = found.end()
            end, line = self._end_of_value(), self._line
            if part == "format":
                self._check_format(self._text[start:end])
            elif part in SINGLES:
                parts[part] = self._single(part, self._text[start:end])
            elif part in TABLES:
                parts[part] = self._table(part, start, end)
            else:
                unknown[part] = self._unknown(part, self._text[start:end])
            self._line = line + self._text.count(b"\n", start, end)
            more = self._go_behind(end)
        if "format" not in seen:
            self._refuse(1, "format")
        return State(**parts, unknown=HashTrieMap(unknown))  # type: ignore[arg-type] # each part has its field's type

    def _end_of_value(self) -> int:
        """Where the value that begins here ends: a table at the first line that closes it."""
        if self._text.startswith(b"[\n", self._at):
            end = self._text.find(b"\n]", self._at + 1)
            if end < 0:
                raise _OtherLayoutError
            return end + 2
        end = self._text.find(b"\n", self._at)
        if end <= self._at:
            raise _OtherLayoutError
        return end - 1 if self._text[end - 1 : end] == b"," else end

    def _go_behind(self, end: int) -> bool:
        """Step over what separates two parts; False at the end of the text."""
        if self._text.startswith(b",\n", end):
            self._at = end + 2
            self._line += 1
            return True
        if self._text[end:] not in {b"\n}\n", b"\n}"}:
            raise _OtherLayoutError
        return False

    def _check_format(self, value: bytes) -> None:
        if not value.isdigit() or len(value) > 9 or int(value) < 1:
            self._refuse(self._line, "format")
        if int(value) > FORMAT:
            self._refuse(self._line, "format", newer=True)

    def _single(self, part: str, value: bytes) -> Record | None:
        if value == b"null" and part != "flow":
            return None
        return self._rows(part, b"[" + value + b"]", self._line)[0]

    def _table(self, part: str, start: int, end: int) -> "HashTrieMap[str, Record]":
        text, key, line = self._text, _key_of(part), self._line
        table: dict[str, Record] = {}
        count = 0
        if not text.startswith(b"[", start) or not text.startswith(b"]", end - 1):
            raise _OtherLayoutError
        if text.startswith(b"[\n", start):
            start, end, line = start + 2, end - 2, line + 1
        else:
            start, end = start + 1, end - 1
        while start < end:
            stop = text.find(b",\n", start + CHUNK, end)
            if stop < 0:
                stop = end
            rows = self._rows(part, b"[" + text[start:stop] + b"]", line)
            table.update((key(row), row) for row in rows)
            count += len(rows)
            if len(table) != count:
                self._refuse(line, part)
            line += len(rows)
            start = stop + 2
        return HashTrieMap(table)

    def _rows(self, part: str, chunk: bytes, line: int) -> list[Record]:
        try:
            rows = _adapter(part).validate_json(chunk)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            where = first["loc"]
            if not where or not isinstance(where[0], int):
                raise _OtherLayoutError from None
            field = ".".join(map(str, where[1:]))
            self._refuse(line + where[0], f"{part}.{field[:100]}")
        if b"NaN" in chunk or b"Infinity" in chunk:  # most often in a text, so look properly
            try:
                json.loads(chunk, parse_constant=_no_constant)
            except (ValueError, RecursionError):
                self._refuse(line, part)
        loose = _loose_fields(part)
        for number, row in enumerate(rows):
            if loose or row.__pydantic_extra__:
                extra = [row.__pydantic_extra__, *(getattr(row, field) for field in loose)]
                if not _is_finite(extra):
                    self._refuse(line + number, part)
        return rows

    def _unknown(self, part: str, value: bytes) -> str:
        try:
            if not _is_finite(from_json(value, allow_inf_nan=False)):
                self._refuse(self._line, part)
            return value.decode()
        except ValueError:
            raise _OtherLayoutError from None


def _is_finite(value: object) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except (ValueError, RecursionError):
        return False
    return True


@functools.cache
def _adapter(part: str) -> TypeAdapter[list[Record]]:
    return TypeAdapter(list[(SINGLES | TABLES)[part]])  # type: ignore[misc, arg-type]


@functools.cache
def _key_of(table: str) -> Callable[[Record], str]:
    model = TABLES[table]
    name = "id" if "id" in model.model_fields else "key" if hasattr(model, "key") else "step"
    return lambda row: cast("str", getattr(row, name))


@functools.cache
def _loose_fields(part: str) -> tuple[str, ...]:
    """The fields that may hold any JSON, numbers beyond a float's range with it."""
    fields = (SINGLES | TABLES)[part].model_fields
    return tuple(name for name, field in fields.items() if "JsonValue" in repr(field.annotation))


def _no_constant(constant: str) -> NoReturn:
    raise ValueError(constant)


def no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """For ``json.loads``: an object, refused where a key stands twice in it."""
    row = dict(pairs)
    if len(row) != len(pairs):
        raise ValueError("duplicate key")  # noqa: TRY003, RUF100
    return row


def strict_json(text: str) -> object:
    """What the JSON text says; raises ValueError for all that JSON forbids, and RecursionError."""
    return json.loads(text, object_pairs_hook=no_duplicates, parse_constant=_no_constant)


def _lay_out(text: bytes, refuse: Callable[..., NoReturn]) -> bytes:
    """A text of another layout in our own."""
    try:
        whole = strict_json(text.decode("utf-8-sig"))
        if not isinstance(whole, dict):
            refuse(1)
        lines = []
        for part, value in whole.items():
            if part in TABLES and isinstance(value, list) and value:
                laid = "[\n" + ",\n".join(_dump(row) for row in value) + "\n]"
            else:
                laid = _dump(value)
            lines.append(f"{json.dumps(part, ensure_ascii=False)}: {laid}")
        return ("{" + ",\n".join(lines) + "\n}\n").encode()
    except json.JSONDecodeError as error:
        refuse(error.lineno)
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        refuse(text.count(b"\n", 0, start) + 1)
    except (ValueError, RecursionError):
        refuse(1)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
