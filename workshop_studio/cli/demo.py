"""``workshop-studio demo``: a whole workshop, held by simulated participants."""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from workshop_studio.cli.command import Services, folder_named, whole_number
from workshop_studio.cli.parser import Parser
from workshop_studio.i18n.translator import Translator, mark

NAME = "demo"
HELP = mark("hold a whole workshop with simulated participants")

SAMPLES = ("youth-policing", "school-day")


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "Simulated participants contribute ideas and vote; the session goes through the same "
            "journal and ballot boxes as a real one, and is written with its report. The same "
            "seed gives the same session."
        ),
        translator.text(
            "Examples:\n"
            "  {command} --out out\n"
            "  {command} --out out --seed 7 --participants 40 --sample school-day --lang nb\n\n"
            "The JSON object: file, report, and how many ideas, clusters, ballots (over all\n"
            "votes, abstentions among them) and initiatives there are.\n"
            "With --acks each command is told the moment it is safely on the disk, one line\n"
            "each: {{command (id), kind, made: [ids]}}; a ballot makes nothing.",
            command=parser.prog,
        ),
    )
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="DIR",
        help=translator.text("the folder for session and report; it is made if need be"),
    )
    parser.add_argument(
        "--seed",
        type=whole_number(0, translator),
        default=1,
        metavar="N",
        help=translator.text("what chance begins with (1)"),
    )
    parser.add_argument(
        "--participants",
        type=whole_number(1, translator),
        default=26,
        metavar="N",
        help=translator.text("how many take part (26)"),
    )
    parser.add_argument(
        "--sample",
        choices=SAMPLES,
        default=SAMPLES[0],
        help=translator.text("what it is about ({sample})", sample=SAMPLES[0]),
    )
    parser.add_argument(
        "--acks", action="store_true", help=translator.text("tell of each acknowledged command")
    )


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Hold the workshop."""
    from workshop_studio.app.simulate import Seeded, Simulation, read_script
    from workshop_studio.cli.report import write_report
    from workshop_studio.resources import resources

    script = read_script(resources() / "samples" / f"{args.sample}.json")
    seeded = Seeded.of(args.seed, script.frame.date)
    library = services.library(seeded=seeded, folder=folder_named(args.out))
    tell = _teller(services) if args.acks else None
    frame = script.full_frame(args.participants)
    with library.new_desk(script.workshop, frame, on_receipt=tell) as desk:
        Simulation(desk, script, seeded, args.participants, on_receipt=tell).hold()
        state = desk.hub.snapshot.state
        desk.publish(desk.hub.snapshot)
        report = write_report(state, desk.path.with_suffix(".md"), services)
    return {
        "file": str(desk.path),
        "report": str(report),
        "ideas": len(state.ideas),
        "clusters": len(state.clusters),
        "ballots": sum(vote.ballots for vote in state.votes.values()),
        "initiatives": len(state.initiatives),
    }


def _teller(services: Services) -> Callable[[str, str, tuple[str, ...]], None]:
    def tell(envelope: str, kind: str, made: tuple[str, ...]) -> None:
        line = json.dumps({"command": envelope, "kind": kind, "made": list(made)})
        services.stdout.write(line + "\n")
        services.stdout.flush()

    return tell
