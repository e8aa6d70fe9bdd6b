"""``workshop-studio verify``: check that a session file is whole and agrees with itself."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop_studio.cli.command import Services, add_json, json_line, one_line
from workshop_studio.cli.parser import Parser
from workshop_studio.domain.errors import BadInput
from workshop_studio.i18n.translator import Translator, mark

if TYPE_CHECKING:  # heavy, and only named here
    from workshop_studio.app.ports import Check

NAME = "verify"
HELP = mark("check that a session file is whole and agrees with itself")

CHECKS: Final[Mapping[str, str]] = {
    "zip": mark("The archive can be read"),
    "checksums": mark("Nothing was changed after it was saved"),
    "schema": mark("Every record has its shape"),
    "history": mark("The history can be read"),
    "numbering": mark("The history is without gaps"),
    "agreement": mark("The history leads to the session"),
    "secrecy": mark("No ballot leads to a person"),
}


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "Check the checksums, the shape of every record, and that the history leads to the "
            "state. The file is not changed."
        ),
        translator.text(
            "Example:\n"
            "  {command} school.workshop --json\n\n"
            "The JSON object: file, ok, checks: [{{check, ok, detail}}], where ok is null for\n"
            "what could not be checked. The exit code is 2 when something does not hold.",
            command=parser.prog,
        ),
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=translator.text("the session's file")
    )
    add_json(parser, translator)


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Check it."""
    verified = services.verify(args.file)
    translator = services.translator
    if not args.json:
        for check in verified.checks:
            services.stdout.write(one_line(_line(check, translator)) + "\n")
    checks = [{"check": c.check, "ok": c.ok, "detail": c.detail} for c in verified.checks]
    told = {"file": str(args.file), "ok": verified.ok, "checks": checks}
    if not verified.ok:
        if args.json:
            services.stdout.write(json_line(told) + "\n")
        wrong = [check for check in verified.checks if check.ok is False]
        read = next((check.error for check in wrong if check.error is not None), None)
        if read is not None:
            raise read
        named = "; ".join(f"{c.check}: {c.detail}" for c in wrong)
        raise BadInput("verify.wrong", name=str(args.file), checks=named)
    return told


def _line(check: "Check", translator: Translator) -> str:
    words = {
        True: translator.text("yes"),
        False: translator.text("NO"),
        None: translator.text("cannot be checked"),
    }
    line = f"{translator.text(CHECKS[check.check])}: {words[check.ok]}"
    return f"{line} ({check.detail})" if check.ok is False and check.error is None else line
