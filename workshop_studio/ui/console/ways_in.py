"""Ideas from a file into the current step, and what is told of it."""

from pathlib import Path
from typing import Final

from workshop_studio.app.ideas_in import Sifted, sift
from workshop_studio.domain.errors import BadInput, Failure
from workshop_studio.i18n.messages import MESSAGES
from workshop_studio.i18n.translator import Translator

SUFFIXES: Final = (".csv", ".tsv", ".txt")
MOST: Final = 64 * 1024 * 1024
"""Bytes in the largest file that is read; the reader has a limit of its own below this."""
_MOST_TOLD: Final = 50


def read_file(path: Path) -> Sifted:
    """The ideas in a file. Blocks on the disk: for a worker.

    Raises:
        BadInput: it cannot be read as ideas.
        Failure: the system refused to read it.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except FileNotFoundError as error:
        raise BadInput("file.missing", name=path.name) from error
    except IsADirectoryError as error:
        raise BadInput("file.is_folder", name=path.name) from error
    except PermissionError as error:
        raise BadInput("file.not_allowed", name=path.name) from error
    except OSError as error:
        raise Failure("file.unreadable", name=path.name, reason=error.strerror or "") from error
    return sift(data, path.name)


def added_text(name: str, sifted: Sifted, translator: Translator) -> str:
    """How many ideas came in, and how many lines did not."""
    n, refused = len(sifted.texts), len(sifted.refused)
    added = translator.count(
        "{n} idea came in from {name}.", "{n} ideas came in from {name}.", n, name=name
    )
    if not refused:
        return added
    left = translator.count("{n} line was left out.", "{n} lines were left out.", refused)
    return f"{added} {left}"


def refused_lines(sifted: Sifted, translator: Translator) -> list[str]:
    """Which lines did not come in, and why."""
    told = [
        translator.text(
            "Line {line}: {reason}",
            line=line,
            reason=translator.text(MESSAGES[code]) if code in MESSAGES else code,
        )
        for line, code in sifted.refused[:_MOST_TOLD]
    ]
    more = len(sifted.refused) - _MOST_TOLD
    if more > 0:
        told.append(translator.count("and {n} line more", "and {n} lines more", more))
    return told
