"""Options and ballots in files: what people type from paper, and what other tools write.

Ballots stand in long form, a line for each value on each ballot; in wide form, a row for each
voter and a column for each option; or in a ``.pb`` file (:mod:`workshop_studio.app.pabulib`).
Nothing is brought in here: what is accepted and what is refused goes back to who asked.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from workshop_studio.app.ballot_reader import BallotReader, RefusedLine
from workshop_studio.app.ballot_rows import Line, Lines, lines_in
from workshop_studio.app.progress import Watch, unwatched
from workshop_studio.app.tables import TEXT_NAMES, column_key, text_in
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.organisation import name_key
from workshop_studio.tally.ballots import ApprovalRule, Rule
from workshop_studio.tally.records import Total
from workshop_studio.tally.rules import BudgetRule, pair_of

OPTION_COLUMNS: Mapping[str, Sequence[str]] = {"id": ("id",), "text": ("text", *TEXT_NAMES)}
LONG_COLUMNS: Mapping[str, Sequence[str]] = {
    "ballot": ("ballot", "stemmeseddel"),
    "idea": ("idea", "idé", "ide", "option", "alternativ"),
    "value": ("value", "verdi"),
}
_COST_NAMES = ("cost", "kostnad", "pris", "price")
_VOTER_NAMES = (
    *("ballot", "stemmeseddel", "ballot-id", "voter", "voter-id", "velger", "participant"),
    *("deltaker", "respondent", "stemme-id", "nr", "nr.", "no", "no.", "#", "id"),
)
GROUP_NAMES = (
    *("group", "gruppe", "programme-area", "program-area", "area", "programområde", "område"),
    *("role", "rolle"),
)
"""What a column is called that says which group of voters a ballot's voter belongs to."""
_APPROVES = {"x": "1", "ja": "1", "yes": "1", "enig": "1", "agree": "1", "true": "1"}
_APPROVES_NOT = dict.fromkeys(("-1", "nei", "no", "uenig", "disagree", "false"), "0")
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_NOT_RECKONED = "'"
"""What a spreadsheet takes as text stands behind it."""
_RECKONED = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula."""
_WORDS = {**_APPROVES, **_APPROVES_NOT}
_AMOUNT = re.compile(r"([0-9]{1,15})(?:[.,]([0-9]{1,6}))?")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?:[^0-9]|$))")


@dataclass(frozen=True, slots=True)
class Options:
    """What is voted on.

    Attributes:
        texts: id to text, in the order of the file.
        costs: id to what it costs; without those that name no cost.
    """

    texts: Mapping[str, str]
    costs: Mapping[str, Total] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BallotFile:
    """What a file of ballots holds.

    Attributes:
        form: how the ballots stand in it.
        ballots: those that the rule accepts, blank ones among them.
        refused: the lines that spoil their ballots, from first to last.
        repeated: lines that say again what their ballot has said; they count once.
        spoiled: lines that are sound, but of a ballot that a refused line spoils.
        ignored: names of columns that are left alone.
        separator: what stands between two cells; None in a spreadsheet.
        groups: the group that each accepted ballot names, empty where it names none; none at
            all where no group was asked for.
    """

    form: Literal["long", "wide", "pb"]
    ballots: tuple[Mapping[str, int], ...]
    refused: tuple[RefusedLine, ...]
    repeated: tuple[int, ...] = ()
    ignored: tuple[str, ...] = ()
    separator: str | None = None
    groups: tuple[str, ...] = ()
    spoiled: tuple[int, ...] = ()


def read_options(data: bytes, name: str) -> Options:
    """The options of a vote.

    Args:
        data: a file with the columns ``id`` and ``text``, and perhaps ``cost``.
        name: what to call the file in an error.
    """
    lines = lines_in(data, name)
    columns = lines.columns(OPTION_COLUMNS)
    check_columns(lines, columns, OPTION_COLUMNS, name)
    cost = lines.columns({"cost": _COST_NAMES}).get("cost")
    texts: dict[str, str] = {}
    costs: dict[str, Total] = {}
    first: dict[str, int] = {}
    for row in lines.rows:
        text = text_in(row.cells, columns["text"], len(lines.header), lines.separator)
        if text is None:
            raise BadInput("tally.too_many_cells", name=name, line=row.line)
        option = row.cell(columns["id"])
        if not option:
            raise BadInput("tally.no_id", name=name, line=row.line)
        if option in texts:
            raise BadInput("tally.same_id", name=name, line=row.line, first=first[option])
        texts[option], first[option] = as_written(text), row.line
        if cost is not None and (told := row.cell(cost)):
            amount = amount_in(told)
            if amount is not None:
                costs[option] = amount
    if not texts:
        raise BadInput("tally.no_options", name=name)
    return Options(texts, costs)


def read_ballots(
    data: bytes,
    name: str,
    rule: Rule,
    options: Options,
    watch: Watch = unwatched,
    groups: Sequence[str] = (),
    names: Mapping[str, str] = _NO_NAMES,
) -> BallotFile:
    """The ballots in a CSV, TSV or XLSX file, in long or wide form, whichever it is.

    In wide form a column belongs to the option whose id, or else whose text, is its name, or to
    the key that the rule knows by that name (``criterion/option``, ``a/b``); an empty cell
    gives nothing, a row without values is a blank ballot, and without a column that tells
    voters apart each row is a ballot. There, approvals may be said in words as well (x, ja,
    nei), and -1, which some tools write for "against", approves no more than 0 does.

    Args:
        data: the whole file.
        name: what to call it in an error.
        rule: what a ballot may give.
        options: what is voted on.
        watch: is told how much is read, and may stop it by raising
            :class:`~workshop_studio.app.progress.Stopped`.
        groups: what voters may call the group that they belong to; a column of it is read where
            there is one.
        names: what columns in wide form may be called beside that; see :func:`heading_key`.
    """
    lines = lines_in(data, name, watch)
    named = {name_key(group): group for group in groups}
    reader = BallotReader(rule, list(options.texts), groups)
    columns = lines.columns(LONG_COLUMNS)
    found = (
        {} if len(columns) == len(LONG_COLUMNS) else _option_columns(lines, rule, options, names)
    )
    voter = _voter_column(lines, set(found))
    is_wide = len(found) > 1 or (len(found) == 1 and voter is not None)
    if is_wide:
        group = _group_column(lines, {*found, voter}) if groups else None
        rows = _with_groups(lines.rows, reader, group, voter, named)
        _read_wide(replace(lines, rows=rows), reader, rule, found, voter)
        kept = {*found, voter, group}
        ignored = [cell for place, cell in enumerate(lines.header) if place not in kept]
    else:
        check_columns(lines, columns, LONG_COLUMNS, name)
        group = _group_column(lines, {*columns.values()}) if groups else None
        rows = _with_groups(lines.rows, reader, group, columns["ballot"], named)
        _read_long(replace(lines, rows=rows), reader, columns, _by_text(options))
        kept = {*columns.values(), group}
        ignored = [cell for place, cell in enumerate(lines.header) if place not in kept]
    accepted = list(reader.accepted())
    watch(1.0)
    return BallotFile(
        form="wide" if is_wide else "long",
        ballots=tuple(ballot for ballot, _ in accepted),
        refused=reader.refused(),
        repeated=tuple(reader.repeated),
        ignored=tuple(cell for cell in ignored if cell),
        separator=lines.separator,
        groups=tuple(group for _, group in accepted) if groups else (),
        spoiled=reader.spoiled(),
    )


def column_names(rule: Rule, options: Options) -> list[str]:
    """What to call the columns of a sheet in wide form so that each is read back as its option.

    A column is called by the option's text; by its id where the text is another's too or is
    taken for something else. A text that a spreadsheet would reckon stands behind an apostrophe
    (OWASP, "CSV Injection").
    """
    names = {option: not_reckoned(text) for option, text in options.texts.items()}
    line = Lines(list(names.values()), 1, ";", iter(()))
    own = _option_columns(line, rule, options)
    return [
        names[option] if own.get(place) == option else option for place, option in enumerate(names)
    ]


def not_reckoned(text: str) -> str:
    """A text for a cell: one that a spreadsheet would reckon stands behind an apostrophe.

    So does one that stands behind apostrophes of its own, so that each is read back as it was.
    """
    return _NOT_RECKONED + text if _is_reckoned(text) else text


def as_written(cell: str) -> str:
    """The text of a cell that :func:`not_reckoned` made."""
    is_guarded = cell.startswith(_NOT_RECKONED) and _is_reckoned(cell)
    return cell.removeprefix(_NOT_RECKONED) if is_guarded else cell


def _is_reckoned(text: str) -> bool:
    return text.lstrip(_NOT_RECKONED).lstrip().startswith(_RECKONED)


def compares_pairs(data: bytes, name: str, options: Options) -> bool:
    """Whether a file of ballots compares options two by two (``a/b``) instead of naming one."""
    lines = lines_in(data, name)
    columns = lines.columns(LONG_COLUMNS)
    keys = [cell.strip() for cell in lines.header]
    if len(columns) == len(LONG_COLUMNS):
        keys = [row.cell(columns["idea"]) for _, row in zip(range(1), lines.rows, strict=False)]
    return any(key not in options.texts and pair_of(key, options.texts) for key in keys)


def amount_in(text: str) -> Total | None:
    """An amount of money as people write it, exactly; None where it is none."""
    found = _AMOUNT.fullmatch(_BETWEEN_DIGITS.sub("", text.strip()))
    if found is None:
        return None
    amount = Fraction(f"{found[1]}.{found[2] or 0}")
    return int(amount) if amount.denominator == 1 else amount


def check_columns(
    lines: Lines, columns: Mapping[str, int], wanted: Mapping[str, Sequence[str]], name: str
) -> None:
    """Refuse a file that lacks a column."""
    for column in wanted:
        if column not in columns:
            told = ", ".join(wanted)
            raise BadInput(
                "tally.no_column", name=name, line=lines.line, column=column, wanted=told
            )


def _read_long(
    lines: Lines, reader: BallotReader, columns: Mapping[str, int], by_text: Mapping[str, str]
) -> None:
    width = len(lines.header)
    ballot, idea, value = (columns[column] for column in LONG_COLUMNS)
    for row in lines.rows:
        if refusal := row.fault(width, (ballot, idea, value)):
            reader.refuse(row.line, row.cell(ballot), refusal)
        else:
            named = row.cell(idea)
            reader.value(row.line, row.cell(ballot), by_text.get(named, named), row.cell(value))


def _by_text(options: Options) -> dict[str, str]:
    """Options by the texts that are their own alone, for whoever types them from paper."""
    times = Counter(options.texts.values())
    return {
        text: option
        for option, text in options.texts.items()
        if times[text] == 1 and text not in options.texts
    }


def _with_groups(
    rows: Iterator[Line],
    reader: BallotReader,
    group: int | None,
    voter: int | None,
    named: Mapping[str, str],
) -> Iterator[Line]:
    """The rows whose group can be taken, each after it was; nothing else is done to them."""
    for row in rows:
        told = "" if group is None else row.cell(group)
        if reader.group(row.line, _ballot_of(row, voter), named.get(name_key(told), told)):
            yield row


def _ballot_of(row: Line, voter: int | None) -> str:
    """What a row's ballot is called; by its line where nothing tells voters apart."""
    return f"line {row.line}" if voter is None else row.cell(voter)


def _read_wide(
    lines: Lines, reader: BallotReader, rule: Rule, found: Mapping[int, str], voter: int | None
) -> None:
    width = len(lines.header)
    used = [*found] if voter is None else [voter, *found]
    said = _in_words if isinstance(rule, ApprovalRule | BudgetRule) else _as_it_stands
    for row in lines.rows:
        ballot = _ballot_of(row, voter)
        if refusal := row.fault(width, used):
            reader.refuse(row.line, ballot, refusal)
        else:
            reader.row(row.line, ballot, _values(row, found, said))


def _values(
    row: Line, found: Mapping[int, str], said: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    for column, option in found.items():
        if text := row.cell(column):
            yield option, said(text)


def _as_it_stands(text: str) -> str:
    return text


def _in_words(text: str) -> str:
    return _WORDS.get(text.casefold(), text)


def heading_key(name: str) -> str:
    """The name of a column as it is looked up."""
    return column_key(name).lstrip(_NOT_RECKONED)


def _option_columns(
    lines: Lines, rule: Rule, options: Options, names: Mapping[str, str] = _NO_NAMES
) -> dict[int, str]:
    """Which columns stand for which options, by their ids, else by texts that are their own."""
    by_text: dict[str, list[str]] = {}
    for option, text in options.texts.items():
        by_text.setdefault(heading_key(text), []).append(option)
    found: dict[int, str] = {}
    for column, cell in enumerate(lines.header):
        key = cell.strip()
        named = by_text.get(heading_key(cell), [])
        if rule.knows(key, options.texts):
            option = key
        elif heading_key(cell) in names:
            option = names[heading_key(cell)]
        elif len(named) == 1 and column_key(cell) not in _VOTER_NAMES:
            option = named[0]
        else:
            continue
        if option not in found.values():
            found[column] = option
    return found


def _voter_column(lines: Lines, taken: set[int]) -> int | None:
    """The column that tells voters apart, by the surest name."""
    keys = [column_key(cell) for cell in lines.header]
    named = [keys.index(name) for name in _VOTER_NAMES if name in keys]
    return next((column for column in named if column not in taken), None)


def _group_column(lines: Lines, taken: set[int | None]) -> int | None:
    """The column that says which group of voters each belongs to, by the surest name."""
    keys = [column_key(cell) for cell in lines.header]
    named = (at for name in GROUP_NAMES for at, key in enumerate(keys) if key == name)
    return next((column for column in named if column not in taken), None)
