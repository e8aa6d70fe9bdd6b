"""``workshop-studio show``: what is in a session file."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from workshop_studio.cli.command import Services, add_json, one_line
from workshop_studio.cli.parser import Parser
from workshop_studio.i18n.translator import Translator, mark

NAME = "show"
HELP = mark("show what is in a session file")


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text("Read a session file and show what is in it. The file is not changed."),
        translator.text(
            "Example:\n"
            "  {command} school.workshop --json\n\n"
            "The JSON object: document, title, frame, ideas: [{{id, text, cluster}}],\n"
            "clusters: [{{id, title, ideas}}], votes: [{{id, step, round, method, status,\n"
            "ballots, people (for whom they answer), abstentions, hands,\n"
            "options: [{{id, text, total, rank}}], winners}}],\n"
            "choices: [{{step, rule, reason, items}}], initiatives: [{{id, step, title,\n"
            "owner, due, item, status}}]. Ideas that were hidden are left out.\n"
            "An open vote has only id, step, round, method and status. One by groups of\n"
            "voters has breakdown: {{parts: [{{group, ballots, totals}}], together, why}}, too.\n"
            "Ideas in the parking lot stand under parking: [{{id, text}}], if any do.",
            command=parser.prog,
        ),
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=translator.text("the session's file")
    )
    add_json(parser, translator)


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Read it, and print words unless JSON is wanted."""
    from workshop_studio.projections.archive import archive

    told = archive(services.library().read(args.file).state)
    if not args.json:
        t = services.translator
        lines = [
            told["title"],
            t.count("{n} idea", "{n} ideas", len(told["ideas"])),
            t.count("{n} cluster", "{n} clusters", len(told["clusters"])),
            t.count("{n} vote", "{n} votes", len(told["votes"])),
            t.count("{n} initiative", "{n} initiatives", len(told["initiatives"])),
        ]
        services.stdout.write("".join(one_line(line) + "\n" for line in lines))
    return told
