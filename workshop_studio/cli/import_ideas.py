"""``workshop-studio import``: bring ideas from a list or spreadsheet file into a session."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from workshop_studio.cli.command import Services, whole_number
from workshop_studio.cli.parser import Parser
from workshop_studio.i18n.messages import tell_of
from workshop_studio.i18n.translator import Translator, mark

NAME = "import"
HELP = mark("bring ideas from a file into a session")


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "One idea a row, from CSV, TSV, plain lines or XLSX. Sheet, column, separator and "
            "encoding are found unless they are given. A blank idea is refused; all else is "
            "stored as typed. All come in together, or none where the file cannot be read."
        ),
        translator.text(
            "Example:\n"
            "  {command} plan.workshop ideas.csv\n"
            "  {command} plan.workshop ideas.tsv --step 3\n"
            "  {command} plan.workshop ideas.xlsx --sheet Forslag --column B\n\n"
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
    parser.add_argument(
        "--column",
        metavar="NAME",
        help=translator.text("the column of the ideas: its heading, letter or number"),
    )
    parser.add_argument(
        "--sheet",
        metavar="NAME",
        help=translator.text("the sheet of a spreadsheet (the first that holds something)"),
    )
    parser.add_argument(
        "--encoding",
        metavar="E",
        help=translator.text("the encoding of a text file, such as utf-8 or cp1252"),
    )
    parser.add_argument(
        "--separator",
        type=_separator(translator),
        metavar="S",
        help=translator.text("what separates two cells of a text file: a character, tab or none"),
    )


def _separator(translator: Translator) -> Callable[[str], str]:
    """The type of an argument that is one character, or the name of what is hard to type."""

    def parse(text: str) -> str:
        text = {"tab": "\t", "\\t": "\t", "none": ""}.get(text.casefold(), text)
        if len(text) > 1 or text in {"\r", "\n", '"', "\0"}:
            raise argparse.ArgumentTypeError(
                translator.text("needs one character, tab or none, not '{text}'", text=text)
            )
        return text

    return parse


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Bring them in."""
    from workshop_studio.app.idea_file import read_idea_file
    from workshop_studio.app.ideas_in import Choices, bring_in, read_ideas, step_for_ideas

    choices = Choices(
        sheet=args.sheet, encoding=args.encoding, separator=args.separator, column=args.column
    )
    name = str(args.ideas)
    reading = read_ideas(read_idea_file(args.ideas, name).data, name, choices)
    with services.library().open_desk(args.file) as desk:
        step = step_for_ideas(desk.hub.snapshot.state, args.step)
        bring_in(desk, step, reading)
    return {
        "added": len(reading.texts),
        "refused": [
            {"line": row.line, "reason": tell_of(row, services.translator)}
            for row in reading.refused
        ],
    }
