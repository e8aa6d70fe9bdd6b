"""``workshop-studio screenshots``: every window and step as a picture, without a display."""

import argparse
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from workshop_studio.cli.command import Services, folder_named
from workshop_studio.cli.parser import Parser
from workshop_studio.domain.errors import BadInput, Failure
from workshop_studio.i18n.translator import LANGUAGES, Translator, mark

if TYPE_CHECKING:  # heavy, and only named here
    from workshop_studio.app.desk import Desk
    from workshop_studio.app.hub import Snapshot
    from workshop_studio.app.library import Library
    from workshop_studio.app.simulate import Held, Script, Seeded

NAME = "screenshots"
HELP = mark("draw every window and step with the sample session")

SAMPLE: Final = "school-day"
SCHEMES: Final = ("light", "dark")
SCALES: Final = (1, 2)
_SEED: Final = 1
_WORK: Final = frozenset({"AddIdea", "MakeCluster", "CastVote", "Choose", "PlanInitiative"})
"""Commands that fill a step; the last moment before the step moves on is drawn."""
_VOTES: Final = frozenset({"vote", "place", "discuss"})
_ASKS: Final = frozenset({"vote", "place"})
_OPTIONS: Final = 7
_VOTERS: Final = 9


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "Holds the sample session with simulated participants and draws Home, the dialogs, "
            "and console and stage at each step of it, as PNG files named in their order. Needs "
            "no display."
        ),
        translator.text(
            "Examples:\n"
            "  {command} pictures\n"
            "  {command} pictures --lang nb --theme dark --scale 2\n"
            "  {command} pictures --all --sheets\n\n"
            "The JSON object: pictures, the paths in the order in which they were drawn, and\n"
            "sheets, those of the contact sheets.",
            command=parser.prog,
        ),
    )
    parser.add_argument(
        "dir",
        type=Path,
        metavar="DIR",
        help=translator.text("the folder for the pictures; it is made if need be"),
    )
    parser.add_argument(
        "--theme",
        choices=SCHEMES,
        default=SCHEMES[0],
        help=translator.text("the theme ({theme})", theme=SCHEMES[0]),
    )
    parser.add_argument(
        "--scale",
        type=int,
        choices=SCALES,
        default=SCALES[0],
        help=translator.text("pixels for each point ({scale})", scale=SCALES[0]),
    )

    parser.add_argument(
        "--all",
        action="store_true",
        help=translator.text("every language, theme and scale, each in a folder of its own"),
    )
    parser.add_argument(
        "--sheets",
        action="store_true",
        help=translator.text("contact sheets as well: many small pictures on one"),
    )
    parser.add_argument(
        "--only",
        nargs="+",
        default=(),
        metavar="KIND",
        help=translator.text("only these kinds, such as home, console, stage, ballot or result"),
    )


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Hold the session and draw; a run of its own for each scale, which Qt takes at its start."""
    folder_named(args.dir)
    told = _draw_all(args) if args.all else _draw_one(args, services)
    if args.only and not told["pictures"]:
        raise BadInput("screenshots.no_kind", kinds=", ".join(args.only))
    return told


def _draw_all(args: argparse.Namespace) -> Mapping[str, object]:
    found: dict[str, list[str]] = {"pictures": [], "sheets": []}
    for language, scheme, scale in itertools.product(LANGUAGES, SCHEMES, SCALES):
        folder = args.dir / f"{language}-{scheme}-{scale}"
        words = ["--lang", language, "--theme", scheme, "--scale", str(scale)]
        if args.sheets:
            words.append("--sheets")
        if args.only:
            words += ["--only", *args.only]
        done = subprocess.run(  # noqa: S603 # ourselves
            [sys.executable, "-m", "workshop_studio", NAME, str(folder), *words],
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
        if done.returncode != 0:
            raise Failure("system.refused", reason=str(folder))
        told = json.loads(done.stdout.splitlines()[-1])
        for kind, paths in found.items():
            paths += told[kind]
    return found


def _draw_one(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    from workshop_studio.app.simulate import Seeded, read_script
    from workshop_studio.resources import resources

    os.environ["QT_SCALE_FACTOR"] = str(args.scale)
    args.dir.mkdir(parents=True, exist_ok=True)
    script = read_script(resources() / "samples" / f"{SAMPLE}.json")
    seeded = Seeded.of(_SEED, script.frame.date)
    with TemporaryDirectory() as folder:
        os.environ["QT_QPA_PLATFORM"] = _platform(Path(folder))
        library = services.library(seeded=seeded, folder=Path(folder))
        if services.draw is None:
            raise Failure("system.refused", reason=NAME)
        try:
            pictures, sheets = services.draw(
                args.dir,
                _walk(library, script, seeded),
                lambda: _votes(library, script, seeded),
                services.translator,
                args.theme,
                sheets=args.sheets,
                only=frozenset(args.only),
            )
        except ImportError as error:  # a library that Qt needs is not on this machine
            raise Failure("system.refused", reason=str(error)) from error
    return {
        "pictures": [str(path) for path in pictures],
        "sheets": [str(path) for path in sheets],
    }


def _platform(folder: Path) -> str:
    """Qt without a display, on a screen that no window is too large for."""
    screen = {"name": "large", "x": 0, "y": 0, "width": 7680, "height": 4320}
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    path = folder / "screens.json"
    path.write_text(json.dumps({"screens": [screen | dots]}), encoding="utf-8")
    # Qt takes what comes after a colon, such as a drive's, for something else.
    return "offscreen" if ":" in str(path) else f"offscreen:configfile={path}"


def _walk(library: "Library", script: "Script", seeded: "Seeded") -> "list[tuple[str, Snapshot]]":
    """The moments of a session: before and after each press of the primary button."""
    from workshop_studio.app.simulate import Simulation
    from workshop_studio.projections.facilitator import facilitator

    moments: list[Snapshot] = []
    people = script.frame.headcount
    with library.new_desk(script.workshop, script.full_frame(people)) as desk:
        worked: list[Snapshot] = []

        def on_receipt(_envelope: str, kind: str, _made: tuple[str, ...]) -> None:
            if kind in _WORK:
                worked[:] = [desk.hub.snapshot]
            else:
                moments.extend(worked)
                worked.clear()

        def on_step() -> None:
            moments.append(desk.hub.snapshot)

        Simulation(desk, script, seeded, people, on_receipt=on_receipt, on_step=on_step).hold()
    walk: list[tuple[str, Snapshot]] = []
    for moment in moments:
        view = facilitator(moment.state, moment.boxes)
        kinds = {step.id: step.kind for part in view.agenda.activities for step in part.steps}
        going = "end" if view.next is None else view.next.code
        kind = kinds.get(view.step, "end")
        walk.append((going if going.startswith(kind) else f"{kind} {going}", moment))
    return walk


def _votes(library: "Library", script: "Script", seeded: "Seeded") -> "list[Held]":
    """A vote of each technique that has one: while it is open, and its result."""
    from workshop_studio.app.simulate import Held, Simulation
    from workshop_studio.domain import commands as c
    from workshop_studio.domain.items import agenda

    held: list[Held] = []
    script = script.model_copy(update={"breakdown": None})  # as most votes are
    both = itertools.product(library.techniques(), (False, True))
    for technique, is_together in both:
        with library.new_desk(technique.id, script.full_frame(_VOTERS)) as desk:
            steps = list(agenda(desk.hub.snapshot.state))
            if not steps or steps[0].kind not in _VOTES:
                continue
            if is_together and steps[0].kind != "place":
                continue
            if is_together:
                desk.handle(c.EditStep(step=steps[0].id, settings={"by": "group"}))
            texts = tuple(idea.text for idea in script.ideas[:_OPTIONS])
            asks = (s.id for s in steps if s.kind in _ASKS and "fixed" not in s.params)
            if (asked := next(asks, None)) is not None:
                desk.handle(c.ImportIdeas(step=asked, texts=texts))
            moments: dict[str, Snapshot] = {}

            def on_receipt(
                _envelope: str,
                kind: str,
                _made: tuple[str, ...],
                desk: "Desk" = desk,
                moments: "dict[str, Snapshot]" = moments,
            ) -> None:
                moments[kind] = desk.hub.snapshot
                votes = desk.hub.snapshot.state.votes.values()
                placed = {key.rpartition("/")[2] for vote in votes for key in vote.placed}
                if kind == "PlaceOption" and len(placed) <= _OPTIONS // 2:
                    moments["half"] = desk.hub.snapshot

            def on_step(desk: "Desk" = desk, moments: "dict[str, Snapshot]" = moments) -> None:
                state = desk.hub.snapshot.state
                if state.steps[state.flow.current or ""].kind == "discuss":
                    moments["talk"] = desk.hub.snapshot

            Simulation(
                desk,
                script,
                seeded,
                _VOTERS,
                ends=False,
                on_receipt=on_receipt,
                on_step=on_step,
            ).hold()
            if is_together:
                half, told = moments.get("half"), moments.get("CloseVote")
                held.append(Held(f"{technique.id}-together", None, told, None, half))
                continue
            found = (moments.get(name) for name in ("CastVote", "Reveal", "talk"))
            held.append(Held(technique.id, *found))
    return held
