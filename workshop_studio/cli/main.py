"""The command line: which commands there are, what they print, and how they end.

The contract: JSON is one object on the last line of standard output; the exit code is 0, or 2 for
bad use or bad input, or 1 for a failure, each with one line on standard error.
"""

import io
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import TextIO

from workshop_studio.cli import (
    ballots,
    demo,
    desktop,
    host,
    import_ideas,
    new,
    recover,
    report,
    screenshots,
    show,
    tally,
    verify,
)
from workshop_studio.cli.command import Command, Services, json_line, one_line
from workshop_studio.cli.parser import BadUse, Parser, Told, wanted_language
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.i18n.messages import tell, tell_of
from workshop_studio.i18n.translator import Translator

PROGRAM = "workshop-studio"
COMMANDS: tuple[Command, ...] = (
    demo,
    new,
    import_ideas,
    show,
    report,
    verify,
    recover,
    tally,
    ballots,
    screenshots,
    desktop,
    host,
)

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())  # without a log file a traceback is nobody's to read


def run(
    argv: Sequence[str],
    services_for: Callable[[str | None], Services],
    stdout: TextIO,
    stderr: TextIO,
) -> int:
    """Run one command and return the exit code; raises nothing.

    Args:
        argv: the words after the program's name.
        services_for: makes the services for a language, or for the user's own where it is None.
        stdout: where results go.
        stderr: where the one line about a fault goes.
    """
    for stream in (stdout, stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    translator, log = Translator("en", Path()), None  # should even making the services fail
    speaker = PROGRAM
    try:
        services = replace(services_for(wanted_language(argv)), stdout=stdout)
        translator, log = services.translator, services.log
        try:
            args = build_parser(services.translator).parse_args(argv)
        except Told as told:
            stdout.write(f"{told}\n")
            stdout.flush()
            return 0
        command = next(command for command in COMMANDS if args.command == command.NAME)
        speaker = f"{PROGRAM} {command.NAME}"
        result = command.run(args, services)
        if result is not None and getattr(args, "json", True):
            stdout.write(json_line(result) + "\n")
        stdout.flush()
    except BadUse as bad:
        stderr.write(one_line(str(bad)) + "\n")
        return 2
    except WorkshopError as error:
        stderr.write(one_line(f"{speaker}: {tell_of(error, translator)}") + "\n")
        return error.exit_code
    except BrokenPipeError:
        return 1  # the reader went away, as "| head" does: nobody to tell
    except KeyboardInterrupt:
        stderr.write(f"{speaker}: {translator.text('Stopped.')}\n")
        return 1
    except OSError as error:
        _log.exception("the system refused something")
        reason = ": ".join(str(part) for part in (error.strerror or error, error.filename) if part)
        told_reason = tell("system.refused", {"reason": reason}, translator)
        stderr.write(one_line(f"{speaker}: {told_reason}") + "\n")
        return 1
    except Exception as error:  # noqa: BLE001 - the last place that can tell the user
        _log.exception("a bug ended a command")
        stderr.write(one_line(f"{speaker}: {_told_bug(error, translator, log)}") + "\n")
        return 1
    return 0


def build_parser(translator: Translator) -> Parser:
    """The parser of the whole command line, in one language."""
    parser = Parser(prog=PROGRAM, translator=translator)
    parser.describe(
        translator.text(
            "Lead a group from need to idea to initiative. Without a command the program opens "
            "its windows; with one it does the same work without them."
        ),
        translator.text(
            "Each command tells more: {program} COMMAND --help\n\n"
            "With --json the last line of standard output is one JSON object. The exit code\n"
            "is 0 when all went well, 2 for bad use or bad input, and 1 for a failure; then\n"
            "one line on standard error says what happened and what to do.",
            program=PROGRAM,
        ),
    )
    commands = parser.add_subparsers(
        title=translator.text("Commands"),
        dest="command",
        metavar=translator.text("COMMAND"),
        required=True,
    )
    commands.type = str  # it is given all that follows, names of files too
    for command in COMMANDS:
        told = translator.text(command.HELP)
        sub = commands.add_parser(command.NAME, help=told, translator=translator)
        sub.describe(told)
        command.configure(sub, translator)
        sub.add_everywhere(_version)
    parser.add_everywhere(_version)
    return parser


def _told_bug(error: Exception, translator: Translator, log: Path | None) -> str:
    kind = type(error).__name__
    if log is None:
        return translator.text("This is a bug in the program ({kind}).", kind=kind)
    return translator.text(
        "This is a bug in the program ({kind}). What is needed to find it is in {log}.",
        kind=kind,
        log=log,
    )


def _version() -> str:
    """The program and its version, as the installed package has it."""
    try:
        return f"{PROGRAM} {metadata.version(PROGRAM)}"
    except metadata.PackageNotFoundError:
        return PROGRAM  # run from the source without being installed
