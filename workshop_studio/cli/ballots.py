"""``workshop-studio ballots``: the ballots of a session's vote, for others to recount."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_studio.cli.command import Services, add_json, one_line, whole_number, write_file
from workshop_studio.cli.parser import Parser
from workshop_studio.domain.errors import BadInput
from workshop_studio.i18n.translator import Translator, mark

if TYPE_CHECKING:
    from workshop_studio.domain.records import Vote

NAME = "ballots"
HELP = mark("export the ballots of a vote for others to recount")


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "Write the ballots of a closed vote in order of what they say, so that nothing tells "
            "whose they are. Raised hands belong to no ballot and are not among them. The session "
            "is not changed; an older file of that name is replaced."
        ),
        translator.text(
            "Examples:\n"
            "  {command} school.workshop -o ballots.csv --ideas ideas.csv\n"
            "  {command} school.workshop --vote 2 -o ballots.pb\n\n"
            "The JSON object: vote, number, step, method (the --method of tally that counts\n"
            "them again; empty where it has none), ballots, people (for whom they\n"
            "answer), hands, file, ideas.",
            command=parser.prog,
        ),
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=translator.text("the session's file")
    )
    parser.add_argument(
        "--vote",
        type=whole_number(1, translator),
        metavar="N",
        help=translator.text("which of the closed votes, counted from 1; the last unless given"),
    )
    parser.add_argument(
        "-o",
        "--out",
        required=True,
        type=Path,
        metavar="OUT",
        help=translator.text("where to write the ballots, as .csv or .pb"),
    )
    parser.add_argument(
        "--ideas",
        type=Path,
        metavar="FILE",
        help=translator.text("where to write what was voted on, as tally --ideas reads it"),
    )
    add_json(parser, translator)


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Write them, and say how many they are."""
    from workshop_studio.app.vote_files import FORMATS, ballots_text, method_of, options_text

    ending = args.out.suffix.lower()
    if ending not in FORMATS:
        raise BadInput("tally.export_ending", name=args.out)
    state = services.library().read(args.file).state
    targets = [path for path in (args.out, args.ideas) if path is not None]
    if any(path.exists() and path.samefile(args.file) for path in targets):
        raise BadInput("report.over_session", name=str(args.file))
    closed = sorted(
        (vote for vote in state.votes.values() if vote.status == "closed"),
        key=lambda vote: vote.order,
    )
    number, vote = _chosen(closed, args.vote, args.file)
    write_file(args.out, ballots_text(state, vote, ending))
    if args.ideas is not None:
        write_file(args.ideas, options_text(state, vote))
    translator = services.translator
    if not args.json:
        said = translator.count(
            "{n} ballot is in {path}.", "{n} ballots are in {path}.", vote.ballots, path=args.out
        )
        services.stdout.write(one_line(said) + "\n")
    return {
        "vote": vote.id,
        "number": number,
        "step": vote.step,
        "method": method_of(vote),
        "ballots": vote.ballots,
        "people": vote.ballots + vote.beside,
        "hands": 0 if vote.hands is None else vote.hands.heads,
        "file": str(args.out),
        "ideas": None if args.ideas is None else str(args.ideas),
    }


def _chosen(closed: "Sequence[Vote]", number: int | None, file: Path) -> "tuple[int, Vote]":
    if not closed:
        raise BadInput("papers.no_vote", name=str(file))
    number = len(closed) if number is None else number
    if number > len(closed):
        raise BadInput("papers.not_so_many", name=str(file), n=len(closed))
    return number, closed[number - 1]
