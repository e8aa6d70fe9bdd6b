"""From the bytes of a list or a spreadsheet's text file to ideas: CSV, TSV and plain lines.

What stands in a cell is kept as typed: nothing is stripped, unescaped or normalised. Lines are
numbered as an editor numbers them, so that a cell over two lines moves the numbers of the rest.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshop_studio.app.decoding import decode
from workshop_studio.domain.errors import BadInput

MOST_CELL = 16 * 1024 * 1024
"""The most characters in one cell; more is a quotation mark that nobody closed."""

SEPARATORS = (",", ";", "\t", "|")

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

_SAMPLE = 500_000
_NUMBER_OR_DATE = re.compile(r"[-+]?[\d.,:/ TZ%-]*\d[\d.,:/ TZ%+-]*")
_PLAIN_NAME = re.compile(r"[a-zæøå_][a-zæøå0-9_.-]*")
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of a text lie in it.

    Attributes:
        separator: what stands between two cells; None where a row is one cell.
        quoted: whether quotation marks hold a cell together, as in CSV.
        skipped: lines before the first row (Excel's ``sep=;``).
    """

    separator: str | None
    quoted: bool = True
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row and the line of the file that it begins on, counted from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows.

    Attributes:
        rows: all rows but the header; blank lines are left out, except between the rows of one
            column, where they are empty cells.
        columns: the names in the header; empty where there is none.
        encoding: what the file was encoded in.
        layout: how the rows lie in the file.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    encoding: str
    layout: Layout

    @property
    def header(self) -> bool:
        """Whether the first row names the columns."""
        return bool(self.columns)

    @property
    def separator(self) -> str | None:
        """What stands between two cells; None where a row is one cell."""
        return self.layout.separator


@dataclass(frozen=True, slots=True)
class Ideas:
    """What a file has to offer to a step that collects ideas.

    Attributes:
        texts: the ideas, as typed.
        lines: the line that each of them begins on.
        refused: line and reason (a code of ``i18n/messages.py``) of each row that holds none.
        column: the number of the column that they stand in, from 0.
        column_name: what the header calls that column; empty without a header.
        separator: what stands between two cells; None where a row is one cell.
        encoding: what the file was encoded in.
    """

    texts: tuple[str, ...]
    lines: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]
    column: int
    column_name: str
    separator: str | None
    encoding: str


def lines_of(text: str) -> list[str]:
    """Typed or pasted text as ideas: one a line, blank lines skipped, the rest as typed."""
    return [line for line in _LINE_END.split(text) if not is_blank(line)]


def is_blank(text: str) -> bool:
    """Whether a text is nothing but white space."""
    return not text.strip()


def read_ideas(data: bytes, name: str, column: int | None = None) -> Ideas:
    """The ideas in a file, one a row.

    Args:
        data: the whole file.
        name: what to call the file in an error; a ``.txt`` file of one column is plain lines.
        column: the column to read, where the one that would be found is not the one wanted.
    """
    table = read_table(data, name)
    if not table.rows:
        raise BadInput("import.no_ideas", name=name)
    if column is None:
        column = find_text_column(table)
    texts: list[str] = []
    lines: list[int] = []
    refused: list[tuple[int, str]] = []
    width = len(table.columns) or len(table.rows[0].cells)
    plain_lines = table.separator is None and not table.layout.quoted
    for row in table.rows:
        text = text_in(row.cells, column, width, table.separator)
        if text is None:
            refused.append((row.line, "import.too_many_cells"))
        elif not is_blank(text):
            texts.append(text)
            lines.append(row.line)
        elif not plain_lines:
            refused.append((row.line, "idea.blank"))
    column_name = table.columns[column] if column < len(table.columns) else ""
    return Ideas(
        texts=tuple(texts),
        lines=tuple(lines),
        refused=tuple(refused),
        column=column,
        column_name=column_name,
        separator=table.separator,
        encoding=table.encoding,
    )


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


def read_table(data: bytes, name: str) -> Table:
    """The rows of a file in CSV or TSV, or with one cell a line, with encoding and layout found.

    Args:
        data: the whole file.
        name: what to call the file in an error.
    """
    decoded = decode(data, name)
    layout = find_layout(decoded.text, name)
    rows = [Row(line, tuple(cells)) for line, cells in rows_of(decoded.text, layout, name)]
    while rows and is_blank("".join(rows[-1].cells)):
        rows.pop()
    if layout.separator is None:
        rows = [row if row.cells else Row(row.line, ("",)) for row in rows]
    else:
        rows = [row for row in rows if row.cells]
    columns: tuple[str, ...] = ()
    if rows and _is_header(rows[0].cells, [row.cells for row in rows[1:]]):
        columns = rows.pop(0).cells
    return Table(tuple(rows), columns, decoded.encoding, layout)


def find_text_column(table: Table) -> int:
    """The column of ideas, from 0: by its name, else the one with the most letters in it."""
    named = [column_key(column) for column in table.columns]
    for name in TEXT_NAMES:
        if name in named:
            return named.index(name)
    letters: dict[int, int] = {}
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            letters[column] = letters.get(column, 0) + sum(map(str.isalpha, cell))
    return max(letters, key=letters.__getitem__, default=0)


def column_key(name: str) -> str:
    """The name of a column as it is compared: without case, outer spaces and kind of dash."""
    return re.sub(r"[\s_]+", "-", unicodedata.normalize("NFC", name).strip().casefold())


def rows_of(text: str, layout: Layout, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it begins on; a blank line is a row without cells.

    Args:
        text: the whole file.
        layout: how the rows lie in it.
        name: what to call the file in an error.
    """
    csv.field_size_limit(MOST_CELL)  # holds for the whole process, where only this reads CSV
    lines = io.StringIO(text, newline="")
    for _ in range(layout.skipped):
        next(lines)
    reader = csv.reader(
        lines,
        delimiter=layout.separator or _unused_character(text),
        quoting=csv.QUOTE_MINIMAL if layout.quoted else csv.QUOTE_NONE,
        strict=True,
    )
    line = layout.skipped + 1
    try:
        for cells in reader:
            yield line, cells
            line = layout.skipped + reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            most = MOST_CELL // 1024**2
            raise BadInput("import.cell_too_large", name=name, line=line, most=most) from error
        raise BadInput("import.open_quote", name=name, line=line) from error


def find_layout(text: str, name: str) -> Layout:
    """How the rows of a text lie in it, judged by its first half million characters.

    A separator counts when it gives a first row that looks like a header, or rows of equal
    width; so the comma in a sentence does not cut a list of sentences. A quotation mark that no
    other closes is a character like others where every row is whole without it.
    """
    if is_blank(text):
        raise BadInput("import.empty", name=name)
    first_line = _LINE_END.split(text[:10], maxsplit=1)[0].strip('"')
    if re.fullmatch(r"sep=.", first_line, re.IGNORECASE):
        return Layout(first_line[-1], skipped=1)
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    found: list[tuple[tuple[bool, float, int], Layout]] = []
    broken: BadInput | None = None
    for separator in SEPARATORS:
        if separator not in sample:
            continue
        layout = Layout(separator)
        try:
            score = _score(_sampled(sample, layout, name, cut=len(sample) < len(text)))
        except BadInput as error:
            layout = Layout(separator, quoted=False)
            rows = _sampled(sample, layout, name, cut=False)
            score = _score(rows)
            if score and (score[1] < 1 or _has_quoted_cell(rows)):
                broken = error
                score = None
        if score:
            found.append((score, layout))
    if found:
        return max(found, key=lambda one: one[0])[1]
    if broken:
        raise broken
    return Layout(None, quoted=_is_quoted_list(sample, name))


def _is_quoted_list(sample: str, name: str) -> bool:
    """Whether the quotation marks of a file of one column are those of CSV."""
    if name.lower().endswith((".txt", ".md")):
        return False
    try:
        list(rows_of(sample, Layout(None), name))
    except BadInput:
        return False
    return True


def _sampled(sample: str, layout: Layout, name: str, *, cut: bool) -> list[list[str]]:
    """The rows of a sample; where it is cut, its last row may be left open."""
    rows: list[list[str]] = []
    try:
        rows.extend(cells for _, cells in rows_of(sample, layout, name) if any(cells))
    except BadInput as error:
        line = error.params["line"]
        if not cut or not isinstance(line, int) or line < sample.count("\n") / 2:
            raise
    return rows


def _has_quoted_cell(rows: list[list[str]]) -> bool:
    """Whether quotation marks enclose some cell, so that they are not just part of the text."""
    return any(len(c) > 1 and c.startswith('"') and c.endswith('"') for row in rows for c in row)


def _score(rows: list[list[str]]) -> tuple[bool, float, int] | None:
    """How well a separator fits: a known header, the share of rows as wide as the first, width."""
    if not rows or len(rows[0]) < 2:
        return None
    first = rows[0]
    known = any(column_key(cell) in TEXT_NAMES for cell in first)
    level = sum(len(row) == len(first) for row in rows) / len(rows)
    if not known and not _are_plain_names(first):
        prose = all(cell.startswith(" ") for row in rows for cell in row[1:])
        if prose or level < 0.8 or len(rows) < 2:
            return None
    return known, level, len(first)


def _is_header(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Whether a first row names columns: by a known name, or because it is unlike what follows."""
    if any(column_key(cell) in TEXT_NAMES for cell in first):
        return True
    if len(first) < 2 or any(is_blank(cell) or _is_number(cell) for cell in first):
        return False
    if _are_plain_names(first) or any(column_key(cell) in _OTHER_NAMES for cell in first):
        return True
    for column in range(len(first)):
        below = [row[column] for row in rest if column < len(row) and not is_blank(row[column])]
        if below and all(map(_is_number, below)):
            return True
    return False


def _is_number(cell: str) -> bool:
    return _NUMBER_OR_DATE.fullmatch(cell.strip()) is not None


def _are_plain_names(cells: Sequence[str]) -> bool:
    """Whether all cells are single words in lower case, as programs name columns."""
    return all(_PLAIN_NAME.fullmatch(cell) for cell in cells)


def _unused_character(text: str) -> str:
    """A character of private use that the text does not hold, to separate nothing by."""
    return next(chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
