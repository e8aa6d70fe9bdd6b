"""The door list on the disk: an append-only log beside the journal, deleted with the run.

A line holds the keys with how one joins, or one guest; the last line of a seat counts. Tokens are
kept as hashes only. Names of people stand in no other file of the run but where a step promises
them.
"""

import json
import os
import threading
from dataclasses import asdict
from pathlib import Path

from workshop_studio.app.door import Guest, Keys, Policy
from workshop_studio.domain.errors import Failure
from workshop_studio.storage.files import Files, cause, read_all, reason
from workshop_studio.storage.log import Log, body_of, read_log, seal

_NAME = "door.jsonl"


class DoorList:
    """Implements ``app.door.Door``. Any thread may use it."""

    def __init__(self, folder: Path, files: Files) -> None:
        """Keep the list in a run's folder, which is there."""
        self._path = folder / _NAME
        self._files = files
        self._lock = threading.Lock()
        self._log: Log | None = None
        self._closed = False

    def read(self) -> tuple[Keys | None, tuple[Guest, ...]]:
        """The keys and everybody as last written; None and nobody where nothing was."""
        with self._lock:
            try:
                return self._read()
            except OSError as error:
                raise self._failure(error) from error

    def _read(self) -> tuple[Keys | None, tuple[Guest, ...]]:
        if self._closed or (self._log is None and not self._path.exists()):
            return None, ()
        if self._log is None:
            fd = self._files.open(self._path, os.O_RDWR | os.O_APPEND)
            reading = read_log(self._path, read_all(fd))
            self._log = Log.resume(self._path, self._files, fd, reading)
        else:
            reading = read_log(self._path)
        keys: Keys | None = None
        guests: dict[str, Guest] = {}
        for line in reading.lines:
            body = {key: value for key, value in body_of(line).items() if key != "crc"}
            if "key" in body:
                keys = _keys(body)
            elif "seat" in body:
                guest = _guest(body)
                guests[guest.seat] = guest
        return keys, tuple(guests.values())

    def write(self, keys: Keys | None, guests: tuple[Guest, ...]) -> None:
        """Add keys and guests, on the disk when it returns; the last one of a seat counts."""
        lines = [] if keys is None else [asdict(keys)]
        data = [seal(_json(line)) for line in lines] + [seal(_json(_plain(one))) for one in guests]
        with self._lock:
            if self._closed:
                raise Failure("journal.gone", name=str(self._path.parent))
            try:
                if self._log is None:
                    self._log = Log.create(self._path, self._files, data)
                else:
                    self._log.append(b"".join(data))
            except OSError as error:
                raise self._failure(error) from error

    def close(self) -> None:
        """Let go of the file; nothing more is taken."""
        with self._lock:
            self._closed = True
            log, self._log = self._log, None
            if log is not None:
                log.close()

    def _failure(self, error: OSError) -> Failure:
        return Failure(f"journal.{cause(error)}", name=str(self._path), reason=reason(error))


def has_guests(folder: Path) -> bool:
    """Whether anybody has joined the run of a folder; raises ``OSError``."""
    path = folder / _NAME
    return path.exists() and any("seat" in body_of(line) for line in read_log(path).lines)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(guest: Guest) -> dict[str, object]:
    return {
        "seat": guest.seat,
        "personal": guest.personal,
        "tokens": guest.tokens,
        "joins": guest.joins,
        "name": guest.name,
        "heads": guest.heads,
        "status": guest.status,
        "into": guest.into,
    }


def _keys(body: dict[str, object]) -> Keys:
    terms = body.get("policy")
    policy = Policy(**terms) if isinstance(terms, dict) else Policy()
    return Keys(str(body["key"]), str(body["code"]), policy)


def _guest(body: dict[str, object]) -> Guest:
    plain = {**body, "tokens": _texts(body["tokens"]), "joins": _texts(body["joins"])}
    return Guest(**plain)  # type: ignore[arg-type] # as written


def _texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else ()
