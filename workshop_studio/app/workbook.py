"""The rows of an XLSX, by openpyxl. Slow to import: ``app/spreadsheet.py`` does so when it is used.

A file from elsewhere is hostile input: only the parts that rows are made of are read, each up to
a size, and what a sheet claims of its own size is not believed.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import IO, Any, Final, cast
from zipfile import ZipFile, ZipInfo

from openpyxl.cell.read_only import EMPTY_CELL, EmptyCell, ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from workshop_studio.app.progress import Watch
from workshop_studio.app.tables import MOST_COLUMNS, MOST_LINES, MOST_ROWS, Grid, Row, is_blank
from workshop_studio.domain.errors import BadInput

MOST_PART: Final = 128 * 1024 * 1024
"""Bytes of a part that is read bit by bit; the rows of 100,000 ideas take a third of it."""
MOST_WHOLE: Final = 16 * 1024 * 1024
"""Bytes of a part that is read in one go: the list of sheets, the number formats."""

_CELLS = ("xl/worksheets/", "xl/sharedStrings")
_OTHERS: Final = frozenset({"word/document.xml", "ppt/presentation.xml"})
"""What other programs of the same office keep in a file of the same kind."""
_BLOCK: Final = 64 * 1024
_EMPTY_ZIP: Final = b"PK\x05\x06" + bytes(18)
_EXACT = 10**15
"""Whole numbers up to here are what they seem to be, as Excel counts in 15 figures."""
_ESCAPED_CONTROL = re.compile(r"_x00([01][0-9A-Fa-f])_")
_PERCENT = re.compile(r"0(?:\.(0+))?%")

Cell = ReadOnlyCell | EmptyCell


class Archive(ZipFile):
    """The zip, whose parts are read no further than their size may be.

    What a part unpacks to is looked up before it is read; zipfile reads no more than that.
    """

    def __init__(self, data: bytes, name: str, watch: Watch) -> None:
        """Open it.

        Args:
            data: the whole file.
            name: what to call it in an error.
            watch: is told how much is read.
        """
        super().__init__(io.BytesIO(data))
        self._called = name
        self._watch = watch
        self._done = 0
        cells = (part for part in self.infolist() if part.filename.startswith(_CELLS))
        self._total = max(1, sum(part.file_size for part in cells))

    def open(self, name: str | ZipInfo, mode: str = "r", *_: object, **__: object) -> IO[bytes]:
        """Read a part bit by bit."""
        del mode
        return cast("IO[bytes]", _Watched(super().open(self._checked(name, MOST_PART)), self))

    def read(self, name: str | ZipInfo, pwd: bytes | None = None) -> bytes:
        """Read a part in one go."""
        return super().read(self._checked(name, MOST_WHOLE), pwd)

    def tell_read(self, amount: int) -> None:
        """So many bytes more are read."""
        self._done += amount
        self._watch(min(self._done / self._total, 1.0))

    def _checked(self, name: str | ZipInfo, most: int) -> ZipInfo:
        part = name if isinstance(name, ZipInfo) else self.getinfo(name)
        if part.flag_bits & 1:
            raise BadInput("import.password", name=self._called)
        if part.file_size > most:
            place, most = part.filename, most // 1024**2
            raise BadInput("import.unpacks", name=self._called, place=place, most=most)
        return part


class _Watched(io.RawIOBase):
    """A part that says how much of it has been read, so that reading can be stopped."""

    def __init__(self, part: IO[bytes], archive: Archive) -> None:
        super().__init__()
        self._part = part
        self._archive = archive

    def read(self, size: int = -1) -> bytes:
        """The next bytes, or all that are left."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_BLOCK), b""))
        block = self._part.read(size)
        self._archive.tell_read(len(block))
        return block

    def close(self) -> None:
        """Let go of the part."""
        self._part.close()
        super().close()


class _Sheet(ReadOnlyWorksheet):
    """A sheet whose claim of its size is not read."""

    def _get_size(self) -> None:
        """Do not look: the rows themselves tell."""


class _Reader(ExcelReader):
    """Reads what rows are made of and nothing else, so that little can be wrong with it."""

    def __init__(
        self, archive: Archive, *, data_only: bool, strings: list[str] | None = None
    ) -> None:
        """Get ready.

        Args:
            archive: the file.
            data_only: whether a formula is its stored value.
            strings: the texts of the cells, where they have been read already.
        """
        super().__init__(
            io.BytesIO(_EMPTY_ZIP), read_only=True, data_only=data_only, keep_links=False
        )
        self.archive: Archive = archive
        self.valid_files = archive.namelist()
        self._strings = strings
        self.sheets: dict[str, ReadOnlyWorksheet] = {}

    def read_strings(self) -> None:
        """Read the texts of all cells, once."""
        if self._strings is None:
            super().read_strings()
        else:
            self.shared_strings = self._strings

    def read_properties(self) -> None:
        """Leave out who wrote it."""

    def read_custom(self) -> None:
        """Leave out what else is said of it."""

    def read_theme(self) -> None:
        """Leave out its colours."""

    def read_worksheets(self) -> None:
        """Find the sheets of cells that can be seen; their rows are read later."""
        for sheet, rel in self.parser.find_sheets():
            is_cells = rel.target in self.valid_files and rel.Type.endswith("/worksheet")
            if is_cells and sheet.state == "visible":
                found = _Sheet(self.wb, sheet.name, rel.target, self.shared_strings)
                self.sheets[sheet.name] = found


def read_workbook(archive: Archive, name: str, sheet: str | None, most: int = MOST_ROWS) -> Grid:
    """The rows of a sheet that hold something.

    Raises whatever openpyxl does with a damaged file.

    Args:
        archive: the file.
        name: what to call it in an error.
        sheet: the sheet's name; None for the first that holds something.
        most: the most rows that are read.
    """
    parts = set(archive.namelist())
    if "xl/workbook.bin" in parts or "mimetype" in parts:
        raise BadInput("import.other_format", name=name)
    if "[Content_Types].xml" not in parts or parts & _OTHERS:
        raise BadInput("import.not_spreadsheet", name=name)
    reader = _Reader(archive, data_only=False)
    reader.read()
    known = tuple(reader.sheets)
    if sheet is not None and sheet not in known:
        raise BadInput("import.no_such_sheet", name=name, sheet=sheet, known=", ".join(known))
    for title in known if sheet is None else (sheet,):
        if rows := _rows(reader, title, name, most):
            return Grid(tuple(rows), sheet=title, sheets=known)
    if sheet is not None and len(known) > 1:
        raise BadInput("import.empty_sheet", name=name, sheet=sheet)
    raise BadInput("import.empty", name=name)


@dataclass(slots=True)
class _Draft:
    """A row whose formulas may wait for their values."""

    texts: list[str] = field(default_factory=list)
    faults: dict[int, str] = field(default_factory=dict)
    formulas: list[int] = field(default_factory=list)

    def row(self, line: int) -> Row:
        """The row, without empty cells at its end."""
        texts = self.texts
        while texts and not texts[-1] and len(texts) - 1 not in self.faults:
            texts.pop()
        return Row(line, tuple(texts), self.faults) if self.faults else Row(line, tuple(texts))


def _rows(reader: _Reader, title: str, name: str, most: int) -> list[Row]:
    """The rows of a sheet that hold something."""
    drafts: dict[int, _Draft] = {}
    for line, cells in _lines(reader.sheets[title], name):
        draft = _Draft()
        for column, cell in enumerate(cells):
            if cell.data_type == "f":
                draft.formulas.append(column)
                draft.texts.append("")
            else:
                _put(draft, column, cell)
        if draft.formulas or draft.faults or not is_blank("".join(draft.texts)):
            drafts[line] = draft
            if len(drafts) > most + 1:  # one of them may name the columns
                raise BadInput("import.too_many_rows", name=name, most=most)
    if any(draft.formulas for draft in drafts.values()):
        values = _Reader(reader.archive, data_only=True, strings=reader.shared_strings)
        values.read()
        for line, cells in _lines(values.sheets[title], name):
            draft = drafts.get(line, _Draft())
            for column in draft.formulas:
                _put(draft, column, cells[column], is_formula=True)
    rows = (draft.row(line) for line, draft in drafts.items())
    return [row for row in rows if row.faults or not is_blank("".join(row.cells))]


def _lines(sheet: ReadOnlyWorksheet, name: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows of a sheet that have cells, by their numbers."""
    nothing: tuple[Cell, ...] = ()
    read: Any = sheet  # its stub lends the method of another class, which no type fits
    every: Iterator[tuple[Cell, ...]] = read.iter_rows(max_col=MOST_COLUMNS + 1)
    for line, cells in enumerate(every, 1):
        if line > MOST_LINES:
            raise BadInput("import.too_many_rows", name=name, most=MOST_ROWS)
        if cells is nothing:  # openpyxl gives the same for each row that is missing
            continue
        if cells[MOST_COLUMNS].value is not None:
            raise BadInput("import.too_wide", name=name, most=MOST_COLUMNS)
        if all(cell is EMPTY_CELL for cell in cells):
            nothing = cells
        else:
            yield line, cells


def _put(draft: _Draft, column: int, cell: Cell, *, is_formula: bool = False) -> None:
    """Put what a cell says into its place in a row, or why it says nothing."""
    text = ""
    if cell.value is None:
        # A stored text that is empty has a type; no stored value has none.
        if is_formula and cell.data_type == "n":
            draft.faults[column] = "import.formula"
    elif cell.data_type == "e":
        text = str(cell.value)
        draft.faults[column] = "import.cell_error"
    else:
        text = _shown(cell)
    if is_formula:
        draft.texts[column] = text
    else:
        draft.texts.append(text)


def _shown(cell: Cell) -> str:
    """What a cell shows, but dates as ISO writes them and numbers with a point."""
    value: Any = cell.value
    if isinstance(value, str):
        return _ESCAPED_CONTROL.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, cell)
    if isinstance(value, datetime):
        has_time = "h" in _format(cell) or value.time() != time()
        return f"{value:%Y-%m-%d} {_clock(value)}" if has_time else f"{value:%Y-%m-%d}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, time):
        return _clock(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: float, cell: Cell) -> str:
    percent = _PERCENT.search(_format(cell))
    if percent:
        return f"{value:.{len(percent[1] or '')}%}"
    if isinstance(value, int):
        return str(value)
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value:.15g}"


def _clock(value: datetime | time) -> str:
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"


def _format(cell: Cell) -> str:
    """How the cell's number is to be shown, as Excel writes it."""
    return cell.number_format or "" if isinstance(cell, ReadOnlyCell) and cell.has_style else ""
