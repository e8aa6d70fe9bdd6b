"""``workshop-studio import``: bring ideas from a list or spreadsheet file into a session."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from workshop_studio.cli.command import Services, read_file, whole_number
from workshop_studio.cli.parser import Parser
from workshop_studio.i18n.messages import tell
from workshop_studio.i18n.translator import Translator, mark

NAME = "import"
HELP = mark("bring ideas from a file into a session")


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "One idea a row. Column, separator and encoding are found. A blank idea is refused; "
            "all else is stored as typed. All come in together, or none where the file cannot be "
            "read."
        ),
        translator.text(
            "Example:\n"
            "  {command} plan.workshop ideas.csv\n"
            "  {command} plan.workshop ideas.tsv --step 3\n\n"
            "The JSON object: added (how many), refused: [{{line, reason}}].",
            command=parser.prog,
        ),
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=translator.text("the session's file")
    )
    parser.add_argument(
        "ideas", type=Path, metavar="IDEAS", help=translator.text("the file with the ideas")
    )
    parser.add_argument(
        "--step",
        type=whole_number(1, translator),
        metavar="N",
        help=translator.text(
            "the step's place on the agenda, from 1 (the first that collects ideas)"
        ),
    )


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Bring them in."""
    from workshop_studio.app.ideas_in import bring_in, sift, step_for_ideas

    sifted = sift(read_file(args.ideas), str(args.ideas))
    with services.library().open_desk(args.file) as desk:
        step = step_for_ideas(desk.hub.snapshot.state, args.step)
        bring_in(desk, step, sifted)
    return {
        "added": len(sifted.texts),
        "refused": [
            {"line": line, "reason": tell(code, {}, services.translator)}
            for line, code in sifted.refused
        ],
    }
