"""The parser of the command line: argparse, in the user's language and with one-line errors."""

import argparse
import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from workshop_studio.i18n.translator import LANGUAGES, Translator, mark

_WIDTH = 79

_ERRORS = (
    (r"the following arguments are required: (?P<names>.+)", mark("missing: {names}")),
    (r"unrecognized arguments: (?P<words>.+)", mark("not understood here: {words}")),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)",
        mark("{value} does not fit {name}; choose from {choices}"),
    ),
    (
        r"argument (?P<name>.+?): expected (?:one argument|at least one argument|\d+ arguments?)",
        mark("{name} needs a value"),
    ),
    (
        r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)",
        mark("{name} does not go with {other}"),
    ),
    (r"one of the arguments (?P<names>.+) is required", mark("missing: one of {names}")),
    (
        r"argument (?P<name>.+?): ignored explicit argument (?P<value>.+)",
        mark("{name} takes no value, but was given {value}"),
    ),
    (r"argument (?P<name>.+?): (?P<fault>.+)", mark("{name} {fault}")),
)
"""What argparse says in English, and what is said instead; what is not here stays English."""


class Told(Exception):
    """The user asked for help or the version, and here it is."""


class BadUse(Exception):
    """The words of a command line that cannot be understood, in one line."""


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of printing and exiting.

    Its description and epilog are set with :meth:`describe`. When all its own arguments are
    added, :meth:`add_everywhere` adds those that may stand before and after the command.
    """

    def __init__(self, *, translator: Translator, **settings: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **settings)
        self._translator = translator
        # argparse looks a type up by what it was added with, and None is plain text
        self.register("type", None, self._text)
        self.register("type", Path, self._path)
        self._positionals.title = translator.text("Arguments")
        self._optionals.title = translator.text("Options")

    def add_everywhere(self, version: Callable[[], str]) -> None:
        """Add help, language and version, in a group of their own below all others."""
        group = self.add_argument_group(self._translator.text("Everywhere"))
        group.add_argument(
            "-h", "--help", action=_Tell, help=self._translator.text("show this help and end")
        )
        group.add_argument(
            "--lang",
            choices=LANGUAGES,
            default=argparse.SUPPRESS,
            help=self._translator.text(
                "bokmål or English; otherwise as in the settings, or as the system has it"
            ),
        )
        group.add_argument(
            "--version",
            action=_Tell,
            told=version,
            help=self._translator.text("show the version and end"),
        )

    def describe(self, description: str, epilog: str = "") -> None:
        """Set what stands above and below the arguments in the help.

        Args:
            description: paragraphs, which are filled to the width of the help.
            epilog: examples and tables, which keep their lines.
        """
        paragraphs = (textwrap.fill(part, _WIDTH) for part in description.split("\n\n"))
        self.description = "\n\n".join(paragraphs)
        self.epilog = epilog

    def format_help(self) -> str:
        """The help in the user's language."""
        usage = self._translator.text("Usage:")
        return super().format_help().replace("usage:", usage, 1)

    def _text(self, text: str) -> str:
        try:
            text.encode()
        except UnicodeEncodeError as error:
            told = self._translator.text("is no text in UTF-8")
            raise argparse.ArgumentTypeError(told) from error
        return text

    def _path(self, text: str) -> Path:
        if not text:
            raise argparse.ArgumentTypeError(
                self._translator.text("is empty; name a file or folder")
            )
        return Path(text)

    def error(self, message: str) -> NoReturn:
        """Raise :class:`BadUse` with what argparse found, told in the user's language."""
        for pattern, told in _ERRORS:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                message = self._translator.text(told, **match.groupdict())
                break
        hint = self._translator.text("see '{command} --help'", command=self.prog)
        raise BadUse(f"{self.prog}: {message} · {hint}")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help of one width everywhere, so that it can be tested and pasted."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=_WIDTH)


class _Tell(argparse.Action):
    """Raises what was asked for, which is the help of the parser unless another is given."""

    def __init__(
        self,
        option_strings: Sequence[str],
        dest: str,
        told: Callable[[], str] | None = None,
        help: str | None = None,
    ) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=help)
        self._told = told

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        raise Told((self._told or parser.format_help)().rstrip())


def wanted_language(argv: Iterable[str]) -> str | None:
    """The language that a command line asks for, known before the parser speaks."""
    words = iter(argv)
    wanted = None
    for word in words:
        if word == "--":
            break
        if word == "--lang":
            wanted = next(words, None)
        elif word.startswith("--lang="):
            wanted = word.partition("=")[2]
    return wanted if wanted in LANGUAGES else None
