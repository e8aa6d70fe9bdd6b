"""``workshop-studio verify``: check that a session file is whole and agrees with itself."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from workshop_studio.cli.command import Services, add_json, json_line, one_line
from workshop_studio.cli.parser import Parser
from workshop_studio.domain.errors import BadInput
from workshop_studio.i18n.translator import Translator, mark

NAME = "verify"
HELP = mark("check that a session file is whole and agrees with itself")


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
    words = {
        True: services.translator.text("holds"),
        False: services.translator.text("does not hold"),
        None: services.translator.text("cannot be checked"),
    }
    if not args.json:
        for check in verified.checks:
            line = f"{check.check}: {words[check.ok]} {check.detail}".rstrip()
            services.stdout.write(one_line(line) + "\n")
    checks = [{"check": c.check, "ok": c.ok, "detail": c.detail} for c in verified.checks]
    told = {"file": str(args.file), "ok": verified.ok, "checks": checks}
    if not verified.ok:
        if args.json:
            services.stdout.write(json_line(told) + "\n")
        wrong = "; ".join(f"{c.check}: {c.detail}" for c in verified.checks if c.ok is False)
        raise BadInput("verify.wrong", name=str(args.file), checks=wrong)
    return told
