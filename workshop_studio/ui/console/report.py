"""Writes a report where the user said."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from workshop_studio.domain.errors import Failure


def write_report(path: Path, text: str) -> None:
    """Write a text whole or not at all. Blocks on the disk: for a worker.

    Raises:
        Failure: it could not be written; what was there is unchanged.
    """
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
        raise Failure("report.not_written", path=str(path), reason=error.strerror or "") from error
