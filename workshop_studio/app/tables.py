"""Rows of cells, whatever file they came from: what names the columns, and where the ideas are."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from workshop_studio.domain.decide.ideas import MOST_IDEAS
from workshop_studio.domain.errors import BadInput

MOST_ROWS = MOST_IDEAS
"""The most rows that are read: a session takes no more ideas."""

MOST_LINES = 1_048_576
"""The most rows that are looked at, blank ones among them; a sheet of Excel has no more."""

MOST_COLUMNS = 256
"""The most columns of a table that is read; a file of ideas has a handful."""

TEXT_NAMES = (
    *("idé", "ide", "idéer", "ideer", "idea", "ideas", "forslag", "suggestion", "proposal"),
    *("innspill", "tekst", "text", "comment-body", "kommentar", "kommentarer", "comment"),
    *("comments", "body", "utsagn", "statement", "svar", "answer", "response", "bidrag"),
    *("contribution", "innhold", "content", "beskrivelse", "description", "tittel", "title"),
)
"""What people call the column of ideas, the surest name first."""

_OTHER_NAMES = (
    *("id", "nr", "nr.", "no", "no.", "#", "navn", "name", "epost", "e-post", "email", "dato"),
    *("date", "tid", "time", "timestamp", "tidsmerke", "tidspunkt", "forfatter", "author"),
    *("gruppe", "group", "klynge", "cluster", "kategori", "category", "stemmer", "votes"),
)
"""What people call other columns beside that of ideas."""

_NUMBER_OR_DATE = re.compile(r"[-+]?[\d.,:/ TZ%-]*\d[\d.,:/ TZ%+-]*")
_PLAIN_NAME = re.compile(r"[a-zæøå_][a-zæøå0-9_.-]*")
_LONGEST_NUMBER = 100  # the pattern above takes its time with a long one
_ENOUGH = 500
"""Characters of a cell that tell whether a column holds texts."""
_NOTHING: Mapping[int, str] = MappingProxyType({})


def _nothing() -> Mapping[int, str]:
    """The same for all rows, of which there may be many."""
    return _NOTHING


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        line: where it begins, as the program that wrote the file counts it, from 1.
        cells: what stands in it, as a person reads it.
        faults: the code of the reason for each column whose cell cannot be read.
    """

    line: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of a file, or of one sheet of it.

    Attributes:
        rows: the rows that hold something; those between the rows of one column as well.
        encoding: what a text file was encoded in; empty for a spreadsheet.
        separator: what stood between two cells; None where a row is one cell, or in a sheet.
        is_lines: whether each line is an idea, so that a blank one says nothing.
        sheet: the sheet that they stand in; empty for a text file.
        sheets: all sheets that can be seen, in their order.
    """

    rows: tuple[Row, ...]
    encoding: str = ""
    separator: str | None = None
    is_lines: bool = False
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns.

    Attributes:
        rows: all rows but the header.
        columns: the names in the header; empty where there is none.
        grid: where they come from.
        width: how many columns there are.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    grid: Grid
    width: int

    @property
    def header(self) -> bool:
        """Whether the first row names the columns."""
        return bool(self.columns)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that holds no idea, and why.

    Attributes:
        line: where the row begins.
        code: the reason, a code of ``i18n/messages.py``.
        params: what the reason names.
    """

    line: int
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ideas:
    """What a table has to offer to a step that collects ideas.

    Attributes:
        texts: the ideas, as typed.
        lines: the line that each of them begins on.
        refused: each row that holds none.
        column: the number of the column that they stand in, from 0.
        table: where they stand.
    """

    texts: tuple[str, ...]
    lines: tuple[int, ...]
    refused: tuple[Refused, ...]
    column: int
    table: Table

    @property
    def column_name(self) -> str:
        """What the header calls their column; empty without a header."""
        columns = self.table.columns
        return columns[self.column] if self.column < len(columns) else ""


def is_blank(text: str) -> bool:
    """Whether a text is nothing but white space."""
    return not text.strip()


def table_of(grid: Grid, name: str, *, header: bool | None = None) -> Table:
    """The rows under the names of their columns.

    Args:
        grid: the rows.
        name: what to call the file in an error.
        header: whether the first row names the columns; None to find out.
    """
    rows: tuple[Row, ...] = grid.rows
    columns: tuple[str, ...] = ()
    if rows and header is None:
        header = _is_header(rows[0].cells, [row.cells for row in rows[1:]])
    if rows and header:
        columns, rows = rows[0].cells or ("",), rows[1:]
    if not rows:
        raise BadInput("import.no_ideas", name=name)
    if grid.sheet:
        width = max(len(columns), *(len(row.cells) for row in rows))
    else:
        width = max(1, len(columns) or len(rows[0].cells))
    if width > MOST_COLUMNS:
        raise BadInput("import.too_wide", name=name, most=MOST_COLUMNS)
    return Table(rows, columns, grid, width)


def ideas_of(table: Table, column: int | None = None) -> Ideas:
    """The ideas in a table, one a row.

    Args:
        table: the table.
        column: the column to read, where the one that would be found is not the one wanted.
    """
    if column is None:
        column = find_text_column(table)
    texts: list[str] = []
    lines: list[int] = []
    refused: list[Refused] = []
    grid = table.grid
    for row in table.rows:
        text = text_in(row.cells, column, table.width, grid.separator)
        if text is None:
            refused.append(Refused(row.line, "import.too_many_cells"))
        elif column in row.faults:
            refused.append(Refused(row.line, row.faults[column]))
        elif not is_blank(text):
            texts.append(text)
            lines.append(row.line)
        elif not grid.is_lines:
            refused.append(Refused(row.line, "idea.blank"))
    return Ideas(tuple(texts), tuple(lines), tuple(refused), column, table)


def text_in(cells: Sequence[str], column: int, width: int, separator: str | None) -> str | None:
    """What stands in a column of a row; None where it cannot be told.

    A row with more cells than columns has a separator in a text that nobody quoted. If the
    column is the last, the text is put together again, else no one knows whose it is.

    Args:
        cells: the row.
        column: the column wanted, from 0.
        width: how many columns there are.
        separator: what stood between the cells.
    """
    if any(cells[width:]):
        return (separator or "").join(cells[column:]) if column == width - 1 else None
    return cells[column] if column < len(cells) else ""


def find_text_column(table: Table) -> int:
    """The column of ideas, from 0: by its name, else the one with the most letters in it."""
    named = [column_key(column) for column in table.columns]
    for name in TEXT_NAMES:
        if name in named:
            return named.index(name)
    letters: dict[int, int] = {}
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            letters[column] = letters.get(column, 0) + sum(map(str.isalpha, cell[:_ENOUGH]))
    return max(letters, key=letters.__getitem__, default=0)


def column_key(name: str) -> str:
    """The name of a column as it is compared: without case, outer spaces and kind of dash."""
    return re.sub(r"[\s_]+", "-", unicodedata.normalize("NFC", name).strip().casefold())


def _is_header(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Whether a first row names columns: by a known name, or because it is unlike what follows."""
    if any(column_key(cell) in TEXT_NAMES for cell in first):
        return True
    if len(first) < 2 or any(is_blank(cell) or _is_number(cell) for cell in first):
        return False
    if are_plain_names(first) or any(column_key(cell) in _OTHER_NAMES for cell in first):
        return True
    for column in range(len(first)):
        below = [row[column] for row in rest if column < len(row) and not is_blank(row[column])]
        if below and all(map(_is_number, below)):
            return True
    return False


def _is_number(cell: str) -> bool:
    return len(cell) < _LONGEST_NUMBER and _NUMBER_OR_DATE.fullmatch(cell.strip()) is not None


def are_plain_names(cells: Sequence[str]) -> bool:
    """Whether all cells are single words in lower case, as programs name columns."""
    return all(_PLAIN_NAME.fullmatch(cell) for cell in cells)
