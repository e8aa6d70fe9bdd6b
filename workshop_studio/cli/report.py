"""``workshop-studio report``: write the report of a session."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_studio.cli.command import Services
from workshop_studio.cli.parser import Parser
from workshop_studio.domain.errors import BadInput, Failure
from workshop_studio.i18n.translator import Translator, mark

if TYPE_CHECKING:
    from workshop_studio.domain.state import State

NAME = "report"
HELP = mark("write the report of a session")
FORMATS = ("md",)


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "Frame, agenda, ideas by cluster, results with ties as ties, choices with reasons, "
            "and initiatives. An older report of that name is replaced."
        ),
        translator.text(
            "Example:\n"
            "  {command} school.workshop -o school.md --lang nb\n\n"
            "The JSON object: file, format.",
            command=parser.prog,
        ),
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=translator.text("the session's file")
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="md", help=translator.text("md: Markdown (md)")
    )
    parser.add_argument(
        "-o",
        "--out",
        required=True,
        type=Path,
        metavar="OUT",
        help=translator.text("where to write it"),
    )


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Write it."""
    state = services.library().read(args.file).state
    if args.out.exists() and args.out.samefile(args.file):
        raise BadInput("report.over_session", name=str(args.out))
    write_report(state, args.out, services)
    return {"file": str(args.out), "format": args.format}


def write_report(state: "State", path: Path, services: Services) -> Path:
    """Write a session's report as Markdown and say where it is."""
    text = services.library().report(state, services.translator)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise Failure("report.not_written", name=str(path), reason=reason) from error
    return path
