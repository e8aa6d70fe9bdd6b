"""``workshop-studio recover``: bring back sessions that a crash interrupted."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from workshop_studio.cli.command import Services, add_json, folder_named, json_line, one_line
from workshop_studio.cli.parser import Parser
from workshop_studio.i18n.translator import Translator, mark

NAME = "recover"
HELP = mark("bring back sessions that a crash interrupted")


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "Without --out the interrupted sessions are listed, and nothing is changed; the "
            "program offers them when it is opened. With --out each is written as a file there, "
            "and its journal is deleted once the file holds everything. A session in which people "
            "were voting or writing keeps its journal, for open ballots and who wrote what are in "
            "no file."
        ),
        translator.text(
            "Example:\n"
            "  {command} --out rescued --json\n\n"
            "The JSON object: recovered: [{{document, title, file, events, damaged}}]:\n"
            "file is where it lay or, with --out, what was written; events is how many\n"
            "accepted commands its journal has; damaged says that there was more, which\n"
            "cannot be read. running: [{{document}}], sessions that are open now.\n"
            "failed: [{{document, reason}}]; if there are any, the exit code is 1.",
            command=parser.prog,
        ),
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help=translator.text("write each session as a file in this folder"),
    )
    add_json(parser, translator)


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """List them, or write them."""
    from workshop_studio.domain.errors import Failure, WorkshopError
    from workshop_studio.i18n.messages import tell_of

    library = services.library(folder=None if args.out is None else folder_named(args.out))
    recovered: list[dict[str, object]] = []
    running: list[dict[str, object]] = []
    failed: list[dict[str, object]] = []
    for found in library.recoverable():
        if found.running:
            running.append({"document": found.document})
            continue
        file = found.path
        if args.out is not None:
            try:
                with library.recover_desk(found, library.free_path(found.title)) as desk:
                    file = desk.path
            except WorkshopError as error:
                reason = tell_of(error, services.translator)
                failed.append({"document": found.document, "reason": reason})
                continue
        recovered.append(
            {
                "document": found.document,
                "title": found.title,
                "file": None if file is None else str(file),
                "events": found.entries,
                "damaged": found.damaged,
            }
        )
    if not args.json:
        t = services.translator
        lines = [f"{row['title']}: {row['file']}" for row in recovered]
        lines += [t.text("{document} is open now.", **row) for row in running]
        lines += [f"{row['document']}: {row['reason']}" for row in failed]
        lines = lines or [t.text("No session was interrupted.")]
        services.stdout.write("".join(one_line(line) + "\n" for line in lines))
    told = {"recovered": recovered, "running": running, "failed": failed}
    if failed:
        if args.json:
            services.stdout.write(json_line(told) + "\n")
        raise Failure("recover.failed", n=len(failed), folder=str(args.out))
    return told
