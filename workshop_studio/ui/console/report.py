"""Writes a report where the user said."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from workshop_studio.domain.errors import BadInput, Failure


def write_report(path: Path, text: str, session: Path) -> None:
    """Write a text whole or not at all. Blocks on the disk: for a worker.

    Args:
        path: where the report is to go.
        text: the report.
        session: the session's own file, which no report may replace.

    Raises:
        BadInput: that is the session's file.
        Failure: it could not be written; what was there is unchanged.
    """
    if path.absolute() == session.absolute() or path.suffix.lower() == session.suffix:
        raise BadInput("report.over_session", name=path.name)
    part: str | None = None
    try:
        number, part = tempfile.mkstemp(prefix=".report-", suffix=".part", dir=path.parent)
        with os.fdopen(number, "w", encoding="utf-8", newline="\n", errors="replace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        if part is not None:
            with suppress(OSError):
                os.unlink(part)
        raise Failure("report.not_written", name=path.name, reason=error.strerror or "") from error
