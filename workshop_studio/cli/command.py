"""What a command is, what it is given, and what several commands need.

A command is a module beside this one with ``NAME``, ``HELP``, ``configure`` and ``run``, listed in
:data:`workshop_studio.cli.main.COMMANDS`. It imports what is heavy only in ``run``, so that help
and every other command stay quick.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TextIO

from workshop_studio.cli.parser import Parser
from workshop_studio.domain.errors import BadInput, Failure
from workshop_studio.i18n.translator import Translator

if TYPE_CHECKING:  # heavy, and only named here
    from workshop_studio.app.hub import Snapshot
    from workshop_studio.app.library import Library
    from workshop_studio.app.organisation import OrganisationStore
    from workshop_studio.app.phones import OpensRooms
    from workshop_studio.app.ports import Verified
    from workshop_studio.app.simulate import Held, Seeded

_ENDS_LINE_OR_IS_NO_TEXT = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class LibraryFor(Protocol):
    """Makes the library."""

    def __call__(self, *, seeded: "Seeded | None" = None, folder: Path | None = None) -> "Library":
        """A library.

        Args:
            seeded: clock and ids of a simulation; None for the real ones.
            folder: where new sessions get their files; None for where the settings say.
        """


class Draw(Protocol):
    """Draws every window as a picture; see ``ui/screenshots.py``."""

    def __call__(
        self,
        folder: Path,
        walk: "Sequence[tuple[str, Snapshot]]",
        votes: "Callable[[], Sequence[Held]]",
        translator: Translator,
        scheme: Literal["light", "dark"],
        *,
        sheets: bool = False,
        only: frozenset[str] = frozenset(),
    ) -> tuple[list[Path], list[Path]]:
        """Draw, and return the pictures in their order, and the sheets."""


@dataclass(frozen=True, slots=True)
class Services:
    """What bootstrap gives to every command.

    Attributes:
        translator: texts in the language that the command speaks.
        library: makes the library.
        verify: checks a session file: name, outcome and detail of each check.
        draw: draws the windows at moments of a session into a folder; None where it cannot.
        organisation: makes what keeps the organisation; None where there is none.
        rooms: makes what opens sessions to phones; None where there is none.
        stdout: where a command writes; what it returns is written after that.
        log: the file that unexpected errors are written to; None where there is none.
    """

    translator: Translator
    library: LibraryFor
    verify: "Callable[[Path], Verified]"
    draw: "Draw | None" = None
    organisation: "Callable[[], OrganisationStore] | None" = None
    rooms: "Callable[[], OpensRooms] | None" = None
    stdout: TextIO = sys.stdout
    log: Path | None = None


class Command(Protocol):
    """A module that is a command."""

    NAME: str
    HELP: str

    def configure(self, parser: Parser, translator: Translator) -> None:
        """Add the command's arguments to its parser, and tell how it is used."""

    def run(self, args: argparse.Namespace, services: Services) -> Mapping[str, object] | None:
        """Do it.

        What is returned is printed as one JSON object on the last line, unless the command
        has an option ``--json`` that is not given; then the command writes words itself.
        """


def add_json(parser: Parser, translator: Translator) -> None:
    """Add the option that asks for JSON instead of words."""
    parser.add_argument(
        "--json",
        action="store_true",
        help=translator.text("print one JSON object on the last line instead of words"),
    )


def whole_number(least: int, translator: Translator) -> Callable[[str], int]:
    """The type of an argument that is a whole number of at least ``least``."""

    def parse(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least:
            return int(text)
        told = translator.text(
            "needs a whole number of at least {least}, not '{text}'", least=least, text=text
        )
        raise argparse.ArgumentTypeError(told)

    return parse


def read_file(path: Path) -> bytes:
    """The whole of a file that the user named."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput("file.missing", name=path) from error
    except IsADirectoryError as error:
        raise BadInput("file.is_folder", name=path) from error
    except PermissionError as error:  # which is also what Windows says of a folder
        code = "file.is_folder" if path.is_dir() else "file.not_allowed"
        raise BadInput(code, name=path) from error
    except OSError as error:
        raise Failure("file.unreadable", name=path, reason=error.strerror or error) from error


def folder_named(path: Path) -> Path:
    """A folder that the user named and that is there or can be made."""
    if path.exists() and not path.is_dir():
        raise BadInput("file.no_folder", name=str(path))
    return path


def write_file(path: Path, text: str) -> None:
    """Write a text with its line ends as they are, in place of an older file of that name."""
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        reason = error.strerror or str(error)
        raise Failure("tally.not_written", name=path, reason=reason) from error


def one_line(text: str) -> str:
    """A text without line ends and without what could command a terminal."""
    return _CONTROL.sub(" ", text)


def json_line(result: Mapping[str, object]) -> str:
    """A result as JSON in one line, whatever characters a reader takes for the end of a line."""
    text = json.dumps(result, ensure_ascii=False, allow_nan=False)
    return _ENDS_LINE_OR_IS_NO_TEXT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
