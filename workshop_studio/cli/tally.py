"""``workshop-studio tally``: count ballots from a file as the program counts them."""

import argparse
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_studio.cli.command import (
    Services,
    add_json,
    one_line,
    read_file,
    whole_number,
    write_file,
)
from workshop_studio.cli.parser import Parser
from workshop_studio.domain.errors import BadInput
from workshop_studio.i18n.counted import LEVELS, how_counted, level_told
from workshop_studio.i18n.messages import tell_of
from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.tally.records import Settings, Total

if TYPE_CHECKING:  # heavy, and only named here
    from workshop_studio.app.tally_files import FileTally

NAME = "tally"
HELP = mark("count the ballots in a file")

_METHODS = (
    *("dots", "approval", "score", "borda", "condorcet", "schulze", "irv", "copeland"),
    *("equal-shares", "greedy", "fist", "consent"),
)
_BELONGS: Mapping[str, tuple[str, ...]] = {
    "budget": ("dots", "greedy", "equal-shares"),
    "most": ("dots",),
    "scale": ("score",),
    "depth": ("borda",),
    "threshold": ("fist",),
    "completion": ("equal-shares",),
}
_AMOUNT = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,6})?")
_SCALE = re.compile(r"(-?[0-9]{1,6})\.\.(-?[0-9]{1,6})")
_LONGEST_TEXT = 60


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "Count ballots from a file, to enter paper ballots or to check a result. Options with "
            "equal totals have equal rank (1, 2, 2, 4), and all options of rank 1 are winners; "
            "there is none when nobody gave anything.\n\n"
            "One bad line spoils its whole ballot: an unknown idea, an idea named twice on a "
            "ballot, a value that is no whole number or does not fit the method, too many dots, "
            "or a hole in the ranks. Each bad line is listed with its number in the file, where "
            "the header is line 1."
        ),
        translator.text(
            "The files are text with columns parted by comma, semicolon or tab (CSV, TSV),\n"
            "or XLSX:\n"
            "  ideas.csv     id,text[,cost]      other columns are left alone\n"
            "  ballots.csv   ballot,idea,value   a line for each idea on each ballot; a line\n"
            "                                    with a ballot alone is a blank ballot\n"
            "  or wide       ballot,ID,ID,...    a row for each voter, a column for each\n"
            "                                    idea; an approval may also be x, ja or\n"
            "                                    nei, and -1 (against) counts as 0\n"
            "  ballots.pb    Pabulib's format, which holds its own ideas, costs and budget\n\n"
            "The value by method:\n"
            "  dots                         a number of dots\n"
            "  approval greedy equal-shares 1 for yes, 0 for no\n"
            "  score                        a score; without a line there is no opinion\n"
            "  borda condorcet schulze irv  the rank: 1 is best, equal values are level, an\n"
            "  copeland                     idea without a line is below all others\n"
            "  copeland also                idea a/b: 1 for a, -1 for b, 0 level\n"
            "  fist, consent                0 to 5; 0 objection, 1 reservation, 2 consent\n\n"
            "Examples:\n"
            "  {command} --method dots --budget 3 \\\n"
            "      --ideas ideas.csv --ballots ballots.csv --export anonymous.csv\n"
            "  {command} --method borda --depth 3 --ballots election.pb --json\n\n"
            "The JSON object:\n"
            "  method, ballots (how many were counted), refused: [{{line, reason}}],\n"
            "  options: [{{id, text, total, rank}}] by rank; total is null without a score,\n"
            "  winners: [id]; for greedy and equal-shares the ideas that are paid for,\n"
            "  agreement: {{measure, value, level, left_out, options: [{{id, value, level,\n"
            "  spread, voters}}], divided: [id]}}, abstentions, repeated: [line], ignored:\n"
            "  [column], counted (in words), working (what the method noted),\n"
            "  spoiled: [line] (sound, but of a ballot that a refused line spoils)",
            command=parser.prog,
        ),
    )
    parser.add_argument(
        "--method",
        required=True,
        choices=_METHODS,
        metavar="METHOD",
        help=translator.text("how to count: {methods}", methods=", ".join(_METHODS)),
    )
    parser.add_argument(
        "--ideas",
        type=Path,
        metavar="FILE",
        help=translator.text("the ideas to vote for, in the order for equal totals"),
    )
    parser.add_argument(
        "--ballots", required=True, type=Path, metavar="FILE", help=translator.text("the ballots")
    )
    parser.add_argument(
        "--budget",
        type=_amount(translator),
        metavar="N",
        help=translator.text(
            "dots: the most dots on a ballot, no limit unless given; greedy, equal-shares: the "
            "money to share out"
        ),
    )
    parser.add_argument(
        "--most",
        type=whole_number(1, translator),
        metavar="N",
        help=translator.text("dots: the most dots on one idea; no limit unless given"),
    )
    parser.add_argument(
        "--scale",
        type=_scale(translator),
        metavar="LOW..HIGH",
        help=translator.text("score: the lowest and highest score; 0 and more unless given"),
    )
    parser.add_argument(
        "--depth",
        type=whole_number(1, translator),
        metavar="N",
        help=translator.text("borda: the first gets N points, the next N-1, and so on to 0"),
    )
    parser.add_argument(
        "--threshold",
        type=whole_number(1, translator),
        metavar="N",
        help=translator.text("fist: the fewest fingers that consent; 2 unless given"),
    )
    parser.add_argument(
        "--completion",
        action="store_true",
        default=None,
        help=translator.text("equal-shares: spend what is left by number of approvals"),
    )
    parser.add_argument(
        "--export",
        type=Path,
        metavar="FILE",
        help=translator.text(
            "write the counted ballots without ids, sorted, as .csv or .pb; an older file of that "
            "name is replaced"
        ),
    )
    add_json(parser, translator)


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Count, and print a table unless JSON is wanted."""
    from workshop_studio.app.tally_files import Ask, count_files, exported

    for option, methods in _BELONGS.items():
        if getattr(args, option) is not None and args.method not in methods:
            raise BadInput("tally.not_for_method", option=f"--{option}", method=args.method)
    if args.method == "dots" and not isinstance(args.budget, int | None):
        raise BadInput("tally.no_whole_dots")
    export = _export_ending(args)
    settings = Settings(
        depth=args.depth,
        completion=bool(args.completion),
        threshold=2 if args.threshold is None else args.threshold,
    )
    counted = count_files(
        Ask(args.method, args.budget, args.most, args.scale, settings),
        None if args.ideas is None else (read_file(args.ideas), str(args.ideas)),
        (read_file(args.ballots), str(args.ballots)),
    )
    if export:
        write_file(args.export, exported(counted, export))
    translator = services.translator
    result = _result(counted, translator)
    if not args.json:
        services.stdout.write(_in_words(result, translator))
    return result


def plain(total: Total) -> int | float:
    """A total as JSON can say it."""
    return int(total) if total == int(total) else float(total)


def _result(counted: "FileTally", translator: Translator) -> dict[str, Any]:
    """The object that is printed as JSON."""
    from workshop_studio.tally.methods import told

    tally, found = counted.tally, counted.agreement
    working = _plainly(tally.working) if tally.working is not None else {}
    working.pop("told", None)
    return {
        "method": tally.method,
        "ballots": tally.ballots,
        "refused": [
            {"line": refused.line, "reason": tell_of(refused.refusal, translator)}
            for refused in counted.file.refused
        ],
        "options": [
            {
                "id": option.id,
                "text": counted.options.texts[option.id],
                "total": None if option.id in tally.without else plain(option.total),
                "rank": option.rank,
            }
            for option in tally.options
        ],
        "winners": list(tally.winners),
        "agreement": {
            "measure": found.measure,
            "value": _plainly(found.value),
            "level": found.level,
            "left_out": found.left_out,
            "options": [_plainly(option) for option in found.options],
            "divided": list(found.divided),
        },
        "abstentions": tally.abstentions,
        "repeated": list(counted.file.repeated),
        "ignored": list(counted.file.ignored),
        "spoiled": list(counted.file.spoiled),
        "counted": how_counted(*told(tally), translator),
        "working": working,
    }


def _plainly(value: object) -> Any:  # noqa: ANN401 - whatever JSON can say
    """A record of a result as JSON can say it."""
    from dataclasses import fields, is_dataclass
    from fractions import Fraction

    if isinstance(value, Fraction):
        return plain(value)
    if isinstance(value, list | tuple):
        return [_plainly(one) for one in value]
    if is_dataclass(value):
        return {one.name: _plainly(getattr(value, one.name)) for one in fields(value)}
    return value


def _in_words(result: Mapping[str, Any], translator: Translator) -> str:
    """The result as a table, how it was counted, and below it the lines that were refused."""
    head = (translator.text("Rank"), translator.text("Total"), translator.text("Idea"))
    rows = [
        (str(option["rank"]), _shown(option["total"]), _shortened(option["text"]))
        for option in result["options"]
    ]
    rank, total = (max(len(row[column]) for row in (head, *rows)) for column in (0, 1))
    lines = [f"{row[0]:>{rank}}  {row[1]:>{total}}  {row[2]}".rstrip() for row in (head, *rows)]
    lines += [
        "",
        translator.count("{n} ballot counted.", "{n} ballots counted.", result["ballots"]),
        result["counted"],
    ]
    if blank := result["abstentions"]:
        told = translator.count("{n} of them is blank.", "{n} of them are blank.", blank)
        lines.insert(-1, told)
    texts = {option["id"]: _shortened(option["text"]) for option in result["options"]}
    if not any(result["winners"]) and result["method"] != "condorcet":
        lines.append(translator.text("Nothing got a vote, so there is no winner."))
    if result["method"] in _BELONGS["completion"] + ("greedy",):
        lines += [translator.text("Paid for: {idea}", idea=texts[o]) for o in result["winners"]]
    agreement = result["agreement"]
    if agreement["level"]:
        lines.append(translator.text(LEVELS[level_told(agreement["level"], agreement["divided"])]))
    lines += [translator.text("Divided: {idea}", idea=texts[o]) for o in agreement["divided"]]
    lines += [
        translator.text("Line {line} is refused: {reason}", **refused)
        for refused in result["refused"]
    ]
    lines += [
        translator.text("Line {line} is not counted: its ballot is refused.", line=line)
        for line in result["spoiled"]
    ]
    lines += [
        translator.text(
            "Line {line} says again what its ballot has said. It counts once.", line=line
        )
        for line in result["repeated"]
    ]
    lines += [
        translator.text("The column {column} is left alone.", column=column)
        for column in result["ignored"]
    ]
    return "".join(f"{one_line(line)}\n" for line in lines)


def _shown(total: float | None) -> str:
    """A total in a table: at most four decimals, and a dash where there is none."""
    if total is None:
        return "–"
    return str(total) if isinstance(total, int) else f"{total:.4f}".rstrip("0").rstrip(".")


def _shortened(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1].rstrip() + "…"


def _export_ending(args: argparse.Namespace) -> str:
    """How the file to export to ends; empty where none is wanted."""
    if args.export is None:
        return ""
    ending = args.export.suffix.lower()
    if ending not in {".csv", ".pb"}:
        raise BadInput("tally.export_ending", name=args.export)
    for path in (args.ideas, args.ballots):
        both = path is not None and path.exists() and args.export.exists()
        if both and args.export.samefile(path):
            raise BadInput("tally.export_over", name=args.export)
    return str(ending)


def _amount(translator: Translator) -> Callable[[str], Total]:
    """The type of an argument that is dots or money."""

    def parse(text: str) -> Total:
        from workshop_studio.app.ballot_files import amount_in

        amount = amount_in(text) if _AMOUNT.fullmatch(text) else None
        if amount:
            return amount
        told = translator.text(
            "needs a whole number of at least {least}, not '{text}'", least=1, text=text
        )
        raise argparse.ArgumentTypeError(told)

    return parse


def _scale(translator: Translator) -> Callable[[str], tuple[int, int]]:
    """The type of an argument that is the two ends of a scale."""

    def parse(text: str) -> tuple[int, int]:
        found = _SCALE.fullmatch(text)
        if found and int(found[1]) < int(found[2]):
            return int(found[1]), int(found[2])
        told = translator.text("needs two whole numbers such as 0..10, not '{text}'", text=text)
        raise argparse.ArgumentTypeError(told)

    return parse
