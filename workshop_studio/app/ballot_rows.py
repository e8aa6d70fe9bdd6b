"""The rows of a file under the names of its columns, one after the other: CSV, TSV and XLSX."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workshop_studio.app.decoding import decode
from workshop_studio.app.progress import Watch, unwatched
from workshop_studio.app.spreadsheet import is_spreadsheet, read_sheet
from workshop_studio.app.tables import column_key, is_blank
from workshop_studio.app.text_import import find_layout, rows_of
from workshop_studio.domain.errors import BadInput
from workshop_studio.tally.ballots import Refusal

_EACH = 5_000
"""Rows between two looks at whether anybody still wants them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: where it begins, what stands in it, and why a cell cannot be read."""

    line: int
    cells: Sequence[str]
    faults: Mapping[int, str]

    def cell(self, column: int) -> str:
        """What stands in a column, without the spaces that spreadsheets leave around it."""
        return self.cells[column].strip() if column < len(self.cells) else ""

    def fault(self, width: int, columns: Iterable[int]) -> Refusal | None:
        """Why the row cannot be trusted, where that is so.

        Args:
            width: how many columns there are.
            columns: those that matter.
        """
        if self.faults:
            found = next((self.faults[one] for one in columns if one in self.faults), None)
            if found is not None:
                return Refusal(found)
        if len(self.cells) > width and any(self.cells[width:]):
            return Refusal("import.too_many_cells")
        return None


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of a file after its header, read while they are asked for.

    Attributes:
        header: the names of the columns as they stand there.
        line: where the header stands.
        separator: what stands between two cells; None in a spreadsheet.
        rows: those that hold something; to be read once.
    """

    header: Sequence[str]
    line: int
    separator: str | None
    rows: Iterator[Line]

    def columns(self, wanted: Mapping[str, Sequence[str]]) -> dict[str, int]:
        """Where the wanted columns stand, by what people call them; those that are there."""
        keys = [column_key(cell) for cell in self.header]
        found = {}
        for column, names in wanted.items():
            if name := next((known for known in names if known in keys), None):
                found[column] = keys.index(name)
        return found


def lines_in(data: bytes, name: str, watch: Watch = unwatched) -> Lines:
    """The rows of a file.

    Args:
        data: the whole file.
        name: what to call it in an error.
        watch: is told how much is read, and may stop it.
    """
    if is_spreadsheet(data, name):
        rows, separator = _sheet(data, name, watch), None
    else:
        text = decode(data, name).text
        layout = find_layout(text, name)
        separator = layout.separator
        total = text.count("\n") + 1
        rows = (
            Line(line, cells, {})
            for line, cells in _watched(rows_of(text, layout, name), total, watch)
            if any(cells) and not is_blank("".join(cells))
        )
    first = next(rows, None)
    if first is None:
        raise BadInput("import.empty", name=name)
    return Lines(first.cells, first.line, separator, rows)


def _sheet(data: bytes, name: str, watch: Watch) -> Iterator[Line]:
    try:
        grid = read_sheet(data, name, watch=watch)
    except BadInput as error:
        if error.code != "import.too_many_rows":
            raise
        raise BadInput("tally.too_many_rows", **error.params) from error
    return (Line(row.line, row.cells, row.faults) for row in grid.rows)


def _watched(
    rows: Iterator[tuple[int, list[str]]], total: int, watch: Watch
) -> Iterator[tuple[int, list[str]]]:
    for number, (line, cells) in enumerate(rows):
        if number % _EACH == 0:
            watch(min(line / total, 1.0))
        yield line, cells
