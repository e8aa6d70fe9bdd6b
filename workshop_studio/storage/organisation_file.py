"""The organisation on disk: one JSON file, in the sessions folder that others may share.

Where there is none, one in the settings folder is used. It is put in place whole, as a session
file is, and never over what somebody else wrote meanwhile.
"""

import json
import platform
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from workshop_studio.app.organisation import Kept, Written
from workshop_studio.app.ports import Fingerprint
from workshop_studio.domain.errors import BadInput, Conflict, Failure, WorkshopError
from workshop_studio.domain.organisation import FORMAT, Organisation
from workshop_studio.storage import session_file
from workshop_studio.storage.publish import Publisher, conflict_path

NAME = "organisation.json"
LARGEST = 16 * 1024 * 1024
"""Bytes in the largest file that can be an organisation."""


class OrganisationFile:
    """Reads and writes the organisation; used by one thread at a time."""

    def __init__(
        self,
        sessions: Callable[[], Path],
        settings: Path,
        clock: Callable[[], datetime],
        publisher: Publisher | None = None,
    ) -> None:
        """Use these places.

        Args:
            sessions: the sessions folder, as the settings say now.
            settings: the folder of the settings.
            clock: tells the time, for the name of a copy.
            publisher: writes files.
        """
        self._sessions = sessions
        self._settings = settings
        self._clock = clock
        self._publisher = publisher or Publisher()

    def read(self) -> Kept:
        """The organisation that is in use; an empty one where there is no file.

        Raises:
            BadInput: the file is broken, or of a newer version; it is unchanged.
            Failure: it cannot be read now.
        """
        places = (self._sessions() / NAME, self._settings / NAME)
        for path in places:
            found = _read(path)
            if found is not None:
                return found
        return Kept(places[0], Organisation(), None)

    def write(self, organisation: Organisation, before: Kept) -> Written:
        """Write the organisation in place of ``before``; ours goes beside it if it was changed."""
        path, data = before.path, encoded(organisation)
        try:
            fingerprint = self._publish(path, data, before.fingerprint)
            return Written(Kept(path, organisation, fingerprint))
        except Conflict as conflict:
            if conflict.code == "file.gone":
                fingerprint = self._publish(path, data, None)
                return Written(Kept(path, organisation, fingerprint), was_gone=True)
        except Failure:
            if before.fingerprint is not None or path.parent == self._settings:
                raise
            # nothing may be put into the sessions folder: the other place is this user's own
            other = self._settings / NAME
            return Written(Kept(other, organisation, self._publish(other, data, None)))
        copy = self._free_copy(path)
        self._publish(copy, data, None)
        theirs = _read_or_keep(path, before)
        return Written(theirs, copy=copy)

    def _free_copy(self, path: Path) -> Path:
        first = copy = conflict_path(path, self._clock(), platform.node())
        number = 2
        while copy.exists():
            copy = first.with_name(f"{first.stem} ({number}){first.suffix}")
            number += 1
        return copy

    def _publish(self, path: Path, data: bytes, expected: Fingerprint | None) -> Fingerprint:
        def check(back: bytes) -> None:
            decoded(back, str(path))

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return self._publisher.publish(path, data, expected, check)
        except OSError as error:
            raise Failure(
                "organisation.not_saved", name=str(path), reason=error.strerror or str(error)
            ) from error
        except Failure as error:
            why = error.params.get("reason") or error.code.partition(".")[2].replace("_", " ")
            raise Failure("organisation.not_saved", name=str(path), reason=why) from error


def encoded(organisation: Organisation) -> bytes:
    """An organisation as it stands in its file."""
    data = organisation.model_dump(mode="json")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def decoded(data: bytes, name: str) -> Organisation:
    """The organisation in a file's bytes.

    Raises:
        BadInput: it is none, or of a newer version.
    """
    try:
        if len(data) > LARGEST:
            raise BadInput("organisation.broken", name=name)
        raw = json.loads(data.decode("utf-8-sig"))
        version = raw.get("format") if isinstance(raw, dict) else None
        if isinstance(version, int) and version > FORMAT:
            raise BadInput("organisation.newer", name=name)
        if version is None:
            raise BadInput("organisation.broken", name=name)
        return Organisation.model_validate(raw)
    except (ValueError, RecursionError, ValidationError) as error:
        raise BadInput("organisation.broken", name=name) from error


def _read(path: Path) -> Kept | None:
    """The file at ``path``; None where there is none."""
    try:
        data, fingerprint = session_file.load(path)
    except BadInput as error:
        if error.code == "file.missing":
            return None
        if error.code in {"file.not_a_zip", "file.too_big"}:
            raise BadInput("organisation.broken", name=str(path)) from error
        raise
    return Kept(path, decoded(data, str(path)), fingerprint)


def _read_or_keep(path: Path, before: Kept) -> Kept:
    """What others made of the file; what was known of it where that cannot be read."""
    try:
        return _read(path) or before
    except WorkshopError:
        return before
