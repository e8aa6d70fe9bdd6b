"""``workshop-studio tally``: count ballots from a file as the program counts them."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workshop_studio.cli.command import Services, add_json, one_line, read_file, whole_number
from workshop_studio.cli.parser import Parser
from workshop_studio.domain.errors import BadInput
from workshop_studio.i18n.messages import tell_of
from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.tally.methods import Total

NAME = "tally"
HELP = mark("count the ballots in a file")

_LONGEST_TEXT = 60


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "Count ballots from a file, to enter paper ballots or to check a result. Options with "
            "equal totals have equal rank (1, 2, 2, 4), and all options of rank 1 are winners; "
            "there is none when nobody gave anything.\n\n"
            "One bad line spoils its whole ballot: an unknown idea, an idea named twice on a "
            "ballot, a value that is no whole number or is below zero, or too many dots. Each bad "
            "line is listed with its number in the file, where the header is line 1."
        ),
        translator.text(
            "The files are text with columns parted by comma, semicolon or tab (CSV, TSV):\n"
            "  ideas.csv     id,text             other columns, such as cost, are left alone\n"
            "  ballots.csv   ballot,idea,value   one line for each idea on each ballot\n\n"
            "Examples:\n"
            "  {command} --method dots --budget 3 --ideas ideas.csv --ballots ballots.csv\n"
            "  {command} --method approval --ideas ideas.csv --ballots ballots.csv --json\n\n"
            "The JSON object:\n"
            "  method, ballots (how many were counted), refused: [{{line, reason}}],\n"
            "  options: [{{id, text, total, rank}}] by rank, winners: [id]",
            command=parser.prog,
        ),
    )
    parser.add_argument(
        "--method",
        required=True,
        choices=("dots", "approval"),
        help=translator.text(
            "dots: the sum of the dots; approval: the number of ballots with 1, where 0 is no"
        ),
    )
    parser.add_argument(
        "--ideas",
        required=True,
        type=Path,
        metavar="FILE",
        help=translator.text("the ideas to vote for, in the order for equal totals"),
    )
    parser.add_argument(
        "--ballots", required=True, type=Path, metavar="FILE", help=translator.text("the ballots")
    )
    parser.add_argument(
        "--budget",
        type=whole_number(1, translator),
        metavar="N",
        help=translator.text("dots: the most dots on a ballot; no limit unless given"),
    )
    parser.add_argument(
        "--most",
        type=whole_number(1, translator),
        metavar="N",
        help=translator.text("dots: the most dots on one idea; no limit unless given"),
    )
    add_json(parser, translator)


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Count, and print a table unless JSON is wanted."""
    from workshop_studio.app.tally_files import count_ballots, read_options
    from workshop_studio.tally.ballots import ApprovalRule, DotsRule, Rule

    rule: Rule = DotsRule(args.budget, args.most)
    if args.method == "approval":
        for option, value in (("--budget", args.budget), ("--most", args.most)):
            if value is not None:
                raise BadInput("tally.not_for_method", option=option, method=args.method)
        rule = ApprovalRule()
    texts = read_options(read_file(args.ideas), str(args.ideas))
    counted = count_ballots(
        args.method, rule, list(texts), read_file(args.ballots), str(args.ballots)
    )
    result: dict[str, Any] = {
        "method": counted.tally.method,
        "ballots": counted.tally.ballots,
        "refused": [
            {"line": refused.line, "reason": tell_of(refused.refusal, services.translator)}
            for refused in counted.refused
        ],
        "options": [
            {
                "id": option.id,
                "text": texts[option.id],
                "total": plain(option.total),
                "rank": option.rank,
            }
            for option in counted.tally.options
        ],
        "winners": list(counted.tally.winners),
    }
    if not args.json:
        services.stdout.write(_in_words(result, services.translator))
    return result


def plain(total: Total) -> int | float:
    """A total as JSON can say it."""
    return int(total) if total == int(total) else float(total)


def _in_words(result: Mapping[str, Any], translator: Translator) -> str:
    """The result as a table, and below it the lines that were refused."""
    head = (translator.text("Rank"), translator.text("Total"), translator.text("Idea"))
    rows = [
        (str(option["rank"]), f"{option['total']}", _shortened(option["text"]))
        for option in result["options"]
    ]
    rank, total = (max(len(row[column]) for row in (head, *rows)) for column in (0, 1))
    lines = [f"{row[0]:>{rank}}  {row[1]:>{total}}  {row[2]}".rstrip() for row in (head, *rows)]
    lines += [
        "",
        translator.count("{n} ballot counted.", "{n} ballots counted.", result["ballots"]),
    ]
    if not result["winners"]:
        lines.append(translator.text("Nothing got a vote, so there is no winner."))
    lines += [
        translator.text("Line {line} is refused: {reason}", **refused)
        for refused in result["refused"]
    ]
    return "".join(f"{one_line(line)}\n" for line in lines)


def _shortened(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1].rstrip() + "…"
