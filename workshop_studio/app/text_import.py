"""From the bytes of a list or a spreadsheet's text file to rows: CSV, TSV and plain lines.

What stands in a cell is kept as typed: nothing is stripped, unescaped or normalised. Lines are
numbered as an editor numbers them, so that a cell over two lines moves the numbers of the rest.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from workshop_studio.app.decoding import decode
from workshop_studio.app.progress import Watch, unwatched
from workshop_studio.app.tables import (
    MOST_LINES,
    MOST_ROWS,
    TEXT_NAMES,
    Grid,
    Row,
    are_plain_names,
    column_key,
    is_blank,
)
from workshop_studio.domain.errors import BadInput

MOST_CELL = 16 * 1024 * 1024
"""The most characters in one cell; more is a quotation mark that nobody closed."""

SEPARATORS = (",", ";", "\t", "|")

_SAMPLE = 500_000
_EACH = 500
"""Rows between two looks at whether anybody still wants them."""
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


def lines_of(text: str) -> list[str]:
    """Typed or pasted text as ideas: one a line, blank lines skipped, the rest as typed."""
    return [line for line in _LINE_END.split(text) if not is_blank(line)]


def read_grid(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    separator: str | None = None,
    watch: Watch = unwatched,
) -> Grid:
    """The rows of a file in CSV or TSV, or with one cell a line.

    Blank lines are left out, except between the rows of one column, where they are empty cells.

    Args:
        data: the whole file.
        name: what to call the file in an error.
        encoding: what it is encoded in; None to find out.
        separator: what stands between two cells, empty where a line is one; None to find out.
        watch: is told how much is read.
    """
    decoded = decode(data, name, encoding)
    text = decoded.text
    layout = (
        find_layout(text, name) if separator is None else layout_with(separator or None, text, name)
    )
    rows: list[Row] = []
    filled = 0
    lines = text.count("\n") + 1
    for line, cells in rows_of(text, layout, name):
        if cells or layout.separator is None:
            rows.append(Row(line, tuple(cells) or ("",)))
            filled += not is_blank("".join(cells))
        if filled > MOST_ROWS + 1 or len(rows) > MOST_LINES:  # one of them may name the columns
            raise BadInput("import.too_many_rows", name=name, most=MOST_ROWS)
        if len(rows) % _EACH == 0:
            watch(min(line / lines, 1.0))
    while rows and is_blank("".join(rows[-1].cells)):
        rows.pop()
    return Grid(
        rows=tuple(rows),
        encoding=decoded.encoding,
        separator=layout.separator,
        is_lines=layout.separator is None and not layout.quoted,
    )


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


def layout_with(separator: str | None, text: str, name: str) -> Layout:
    """How the rows of a text lie in it when it is known what separates two cells.

    Args:
        separator: one character; None where a row is one cell.
        text: the whole file.
        name: what to call the file in an error.
    """
    if is_blank(text):
        raise BadInput("import.empty", name=name)
    sample = _sample_of(text)
    if separator is None:
        return Layout(None, quoted=_is_quoted_list(sample, name))
    skipped = int(_named_separator(text) is not None)
    try:
        _sampled(sample, Layout(separator), name, cut=len(sample) < len(text))
    except BadInput:
        return Layout(separator, quoted=False, skipped=skipped)
    return Layout(separator, skipped=skipped)


def find_layout(text: str, name: str) -> Layout:
    """How the rows of a text lie in it, judged by its first half million characters.

    A separator counts when it gives a first row that looks like a header, or rows of equal
    width; so the comma in a sentence does not cut a list of sentences. A quotation mark that no
    other closes is a character like others where every row is whole without it.
    """
    if is_blank(text):
        raise BadInput("import.empty", name=name)
    if named := _named_separator(text):
        return Layout(named, skipped=1)
    sample = _sample_of(text)
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


def _named_separator(text: str) -> str | None:
    """The separator that the first line names, as Excel reads it."""
    first_line = _LINE_END.split(text[:10], maxsplit=1)[0].strip('"')
    return first_line[-1] if re.fullmatch(r"sep=.", first_line, re.IGNORECASE) else None


def _sample_of(text: str) -> str:
    """The beginning of a text, up to the end of a line."""
    sample = text[:_SAMPLE]
    return sample if len(text) <= _SAMPLE else sample[: sample.rfind("\n") + 1] or sample


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
    if not known and not are_plain_names(first):
        prose = all(cell.startswith(" ") for row in rows for cell in row[1:])
        if prose or level < 0.8 or len(rows) < 2:
            return None
    return known, level, len(first)


def _unused_character(text: str) -> str:
    """A character of private use that the text does not hold, to separate nothing by."""
    return next(chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
