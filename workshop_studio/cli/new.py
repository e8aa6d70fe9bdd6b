"""``workshop-studio new``: begin a session file from a technique or a workshop."""

import argparse
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_studio.cli.command import Services, whole_number
from workshop_studio.cli.parser import Parser
from workshop_studio.domain.errors import BadInput, WorkshopError
from workshop_studio.i18n.messages import tell_of
from workshop_studio.i18n.translator import Translator, mark

if TYPE_CHECKING:
    from workshop_studio.domain.organisation import Kind

NAME = "new"
HELP = mark("begin a session file from a technique or a workshop")


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "Make a session that can be opened and held later. Nothing is ever overwritten."
        ),
        translator.text(
            "Examples:\n"
            '  {command} plan.workshop --workshop need-to-idea --title "School day"\n'
            '  {command} vote.workshop --technique dot-vote --title "Canteen" --area Schools\n\n'
            "What the organisation lists is chosen by its name, and a group brings its area and "
            "cohort along.\n\n"
            "The JSON object: file, document (its id), title, steps (how many), chosen (ids in "
            "the organisation), and organisation (why it could not be read, if so).",
            command=parser.prog,
        ),
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=translator.text("the file to make"))
    plan = parser.add_mutually_exclusive_group(required=True)
    plan.add_argument(
        "--technique",
        metavar="ID",
        help=translator.text("one technique, such as brainstorm or dot-vote"),
    )
    plan.add_argument(
        "--workshop", metavar="ID", help=translator.text("a ready workshop, such as need-to-idea")
    )
    parser.add_argument(
        "--title", required=True, metavar="T", help=translator.text("what the session is called")
    )
    told = {
        "--challenge": translator.text("what it is about"),
        "--area": translator.text("programme area"),
        "--cohort": translator.text("cohort"),
        "--group": translator.text("leadership group"),
        "--goal": translator.text("strategy goal"),
        "--place": translator.text("place"),
        "--facilitator": translator.text("who leads it"),
    }
    for option, words in told.items():
        parser.add_argument(option, default="", metavar="T", help=words)
    parser.add_argument("--date", metavar="YYYY-MM-DD", help=translator.text("the day it is held"))
    parser.add_argument(
        "--headcount",
        type=whole_number(0, translator),
        metavar="N",
        help=translator.text("how many people"),
    )


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Make the file."""
    from workshop_studio.domain.records import Frame

    try:
        day = dt.date.fromisoformat(args.date) if args.date else None
    except ValueError as error:
        raise BadInput("frame.bad_date", text=args.date) from error
    texts, chosen, fault = _chosen(args, services)
    frame = Frame(
        title=args.title,
        challenge=args.challenge,
        area=texts["area"],
        cohort=texts["cohort"],
        group=texts["group"],
        goal=texts["goal"],
        chosen=chosen,
        place=args.place,
        facilitator=args.facilitator,
        date=day,
        headcount=args.headcount,
    )
    library = services.library()
    known = library.techniques() if args.technique else library.workshops()
    plan = args.technique or args.workshop
    if plan not in {one.id for one in known}:
        code = "technique.unknown" if args.technique else "workshop.unknown"
        raise BadInput(code, name=plan, known=", ".join(one.id for one in known))
    with library.new_desk(plan, frame, args.file) as desk:
        state = desk.hub.snapshot.state
    document = state.document
    return {
        "file": str(args.file),
        "document": document.id if document else "",
        "title": args.title,
        "steps": len(state.steps),
        "chosen": chosen,
        **({"organisation": fault} if fault else {}),
    }


def _chosen(
    args: argparse.Namespace, services: Services
) -> "tuple[Mapping[Kind, str], Mapping[str, str], str]":
    """The texts, the ids of those that the organisation has, and why it cannot be read if so."""
    from workshop_studio.app.organisation import matched
    from workshop_studio.domain.organisation import KINDS

    texts = {kind: str(getattr(args, kind)) for kind in KINDS}
    if services.organisation is None or not any(texts.values()):
        return texts, {}, ""
    try:
        organisation = services.organisation().read().organisation
    except WorkshopError as error:  # a session can be held without one
        return texts, {}, tell_of(error, services.translator)
    filled, ids = matched(organisation, texts)
    return filled, dict(ids.items()), ""
