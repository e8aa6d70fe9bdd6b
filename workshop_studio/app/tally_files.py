"""Options and ballots in files of lines, counted: the way for paper, other tools and recounts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workshop_studio.app.decoding import decode
from workshop_studio.app.tables import TEXT_NAMES, column_key, text_in
from workshop_studio.app.text_import import find_layout, rows_of
from workshop_studio.domain.errors import BadInput
from workshop_studio.tally.ballots import Refusal, Rule
from workshop_studio.tally.methods import Tally, tally

_OPTION_COLUMNS = {"id": ("id",), "text": ("text", *TEXT_NAMES)}
_BALLOT_COLUMNS = {
    "ballot": ("ballot", "stemmeseddel"),
    "idea": ("idea", "idé", "ide", "option", "alternativ"),
    "value": ("value", "verdi"),
}
_WHOLE_NUMBER = re.compile(r"[-+]?[0-9]+")
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of a file of ballots that spoils its ballot, by its number in the file."""

    line: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class FileTally:
    """The result of counting a file, and the lines that were refused, from first to last."""

    tally: Tally
    refused: tuple[RefusedLine, ...]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a file after its header, and where its columns stand."""

    columns: Mapping[str, int]
    width: int
    separator: str | None
    rows: Iterator[tuple[int, list[str]]]


def read_options(data: bytes, name: str) -> dict[str, str]:
    """The options of a vote, id to text, in the order of the file.

    Args:
        data: a file with the columns ``id`` and ``text``; others are left alone.
        name: what to call the file in an error.
    """
    lines = _lines(data, name, _OPTION_COLUMNS)
    texts: dict[str, str] = {}
    first: dict[str, int] = {}
    for line, cells in lines.rows:
        text = text_in(cells, lines.columns["text"], lines.width, lines.separator)
        if text is None:
            raise BadInput("tally.too_many_cells", name=name, line=line)
        option = _cell(cells, lines.columns["id"])
        if not option:
            raise BadInput("tally.no_id", name=name, line=line)
        if option in texts:
            raise BadInput("tally.same_id", name=name, line=line, first=first[option])
        texts[option], first[option] = text, line
    if not texts:
        raise BadInput("tally.no_options", name=name)
    return texts


def count_ballots(
    method: str, rule: Rule, options: Sequence[str], data: bytes, name: str
) -> FileTally:
    """Count a file with one line for each value on each ballot.

    A line that cannot be counted spoils its whole ballot, since nobody knows what was meant; the
    other lines of that ballot are read, but listed only for faults of their own. An idea that a
    ballot names twice is refused at the second line, also where the value is the same.

    Args:
        method: how to count, a key of :data:`~workshop_studio.tally.methods.METHODS`.
        rule: what a ballot may give.
        options: the ids to vote for, in the order for equal totals.
        data: a file with the columns ``ballot``, ``idea`` and ``value``; others are left alone.
        name: what to call the file in an error.
    """
    lines = _lines(data, name, _BALLOT_COLUMNS)
    reader = _BallotReader(rule, options)
    for line, cells in lines.rows:
        ballot, idea, value = (_cell(cells, column) for column in lines.columns.values())
        surplus = len(cells) > lines.width and any(cells[lines.width :])
        reader.read(line, ballot, Refusal("import.too_many_cells") if surplus else (idea, value))
    return FileTally(tally(method, options, reader.accepted()), tuple(reader.refused))


class _BallotReader:
    """Puts ballots together from lines, in any order, and lists the lines that it refuses."""

    def __init__(self, rule: Rule, options: Sequence[str]) -> None:
        self.refused: list[RefusedLine] = []
        self._rule = rule
        self._options = {option: option for option in options}  # one string for all its ballots
        self._values: dict[str, int | Refusal] = {}
        self._ballots: dict[str, dict[str, int]] = {}
        self._given: dict[str, int] = {}
        self._spoiled: set[str] = set()
        self._over: set[str] = set()

    def read(self, line: int, ballot: str, vote: tuple[str, str] | Refusal) -> None:
        """Take what one line says: a value for an idea, or why it says nothing."""
        refusal = vote if isinstance(vote, Refusal) else self._take(ballot, *vote)
        if refusal:
            self.refused.append(RefusedLine(line, refusal))
            self._spoiled.add(ballot)

    def accepted(self) -> Iterator[dict[str, int]]:
        """The ballots without a refused line."""
        return (values for ballot, values in self._ballots.items() if ballot not in self._spoiled)

    def _take(self, ballot: str, idea: str, text: str) -> Refusal | None:
        if not ballot:
            return Refusal("ballot.no_id")
        option = self._options.get(idea)
        if option is None:
            return Refusal("ballot.unknown_option", {"option": idea})
        value = self._values.get(text)
        if value is None:
            value = self._values[text] = _value(text, self._rule)
        if isinstance(value, Refusal):
            return value
        values = self._ballots.setdefault(ballot, {})
        if option in values:
            return Refusal("ballot.twice")
        values[option] = value
        given = self._given[ballot] = self._given.get(ballot, 0) + value
        refusal = self._rule.check_sum(given)
        if refusal and ballot not in self._over:  # only the line that passes the limit is at fault
            self._over.add(ballot)
            return refusal
        return None


def _value(text: str, rule: Rule) -> int | Refusal:
    """The whole number that a cell holds, or why it may not stand there."""
    if not _WHOLE_NUMBER.fullmatch(text):
        return Refusal("ballot.not_whole")
    if len(text) > _MOST_DIGITS:
        return Refusal("ballot.too_large")
    value = int(text)
    return rule.check_value(value) or value


def _lines(data: bytes, name: str, wanted: Mapping[str, Sequence[str]]) -> _Lines:
    """The rows of a file that hold something, and where the wanted columns are."""
    decoded = decode(data, name)
    layout = find_layout(decoded.text, name)
    rows = (
        (line, cells)
        for line, cells in rows_of(decoded.text, layout, name)
        if any(cells) and not "".join(cells).isspace()
    )
    first = next(rows, None)
    if first is None:
        raise BadInput("import.empty", name=name)
    line, header = first
    keys = [column_key(cell) for cell in header]
    columns = {}
    for column, names in wanted.items():
        found = next((known for known in names if known in keys), None)
        if found is None:
            raise BadInput(
                "tally.no_column", name=name, line=line, column=column, wanted=", ".join(wanted)
            )
        columns[column] = keys.index(found)
    return _Lines(columns, len(header), layout.separator, rows)


def _cell(cells: Sequence[str], column: int) -> str:
    """An id or a number without the spaces that spreadsheets leave around it."""
    return cells[column].strip() if column < len(cells) else ""
