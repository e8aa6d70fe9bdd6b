"""The rows of a table block as an item model: edits leave as signals, never change it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from workshop_studio.blocks import Cell, Row, Table
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import COLUMNS, cell_text, word
from workshop_studio.ui.item_models.ideas import ID_ROLE, Index
from workshop_studio.ui.item_models.rows import Removal, changes
from workshop_studio.ui.widgets.labels import plain_tooltip

EDITED: Final[Mapping[str, tuple[str, ...]]] = {"EditInitiative": ("title", "owner", "due")}
"""Which columns a command writes anew; it is sent with all of them."""
DATE_ROLE = Qt.ItemDataRole.UserRole + 6
"""Whether the cell holds a date."""
_DATES = frozenset({"due"})
_LONG = 40
_ROOT = QModelIndex()


def key_of(command: str) -> str:
    """The name under which a command has the id of its record: ``EditInitiative``, initiative."""
    return command.removeprefix("Edit").removeprefix("Remove").lower()


class TableModel(QAbstractTableModel):
    """Rows under their columns.

    Signals:
        edited(object): the command that writes a row anew, as plain data.
    """

    edited = Signal(object)

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._columns: tuple[str, ...] = ()
        self._rows: list[Row] = []
        self._edit: str | None = None

    def show_table(self, block: Table) -> None:
        """Become this table, changing no more rows than it must."""
        self._edit = block.edit
        if block.columns != self._columns:
            self.beginResetModel()
            self._columns, self._rows = block.columns, list(block.rows)
            self.endResetModel()
            return
        known = {row.id: row for row in self._rows}
        steps = changes([row.id for row in self._rows], [row.id for row in block.rows])
        for step in steps:
            if isinstance(step, Removal):
                self.beginRemoveRows(_ROOT, step.first, step.last)
                del self._rows[step.first : step.last + 1]
                self.endRemoveRows()
            else:
                self.beginInsertRows(_ROOT, step.first, step.last)
                self._rows[step.first : step.first] = block.rows[step.first : step.last + 1]
                self.endInsertRows()
        for place, row in enumerate(block.rows):
            if known.get(row.id, row) != row:
                self._rows[place] = row
                last = len(self._columns) - 1
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def row_id(self, row: int) -> str | None:
        """The id of the record in a row."""
        return self._rows[row].id if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """The columns' names."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return word(COLUMNS, self._columns[section], self._translator)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The cell's text."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        cell = row.cells[index.column()] if index.column() < len(row.cells) else Cell()
        if role in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return cell_text(cell, self._translator)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(cell.text) if len(cell.text) > _LONG else None
        if role == DATE_ROLE:
            return self._columns[index.column()] in _DATES
        return row.id if role == ID_ROLE else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Ask for the row to be written anew; it changes when the projection does.

        A date comes as a date or None, everything else as text.
        """
        if role != Qt.ItemDataRole.EditRole or not self.is_editable(index) or self._edit is None:
            return False
        row = self._rows[index.row()]
        sent: dict[str, object] = {"type": self._edit, key_of(self._edit): row.id}
        for column, cell in zip(self._columns, row.cells, strict=False):
            if column in EDITED[self._edit]:
                sent[column] = _sent(cell) if column in _DATES else cell.text
        column = self._columns[index.column()]
        new = value.isoformat() if isinstance(value, date) else value
        if sent[column] != new:
            sent[column] = new
            self.edited.emit(sent)
        return False

    def is_editable(self, index: Index) -> bool:
        """Whether a cell may be written anew."""
        if not index.isValid() or self._edit is None or self._edit not in EDITED:
            return False
        return self._columns[index.column()] in EDITED[self._edit]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Some cells may be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_editable(index) else flags


def _sent(cell: Cell) -> str | None:
    return cell.date.isoformat() if cell.date is not None else None
