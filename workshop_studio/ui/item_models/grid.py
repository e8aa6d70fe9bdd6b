"""A chart's table for a view: nothing in it can be edited."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workshop_studio.i18n.charts import Grid

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class GridModel(QAbstractTableModel):
    """Cells of plain text under their heads; numbers stand at the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = Grid((), (), frozenset())

    def show_grid(self, grid: Grid) -> None:
        """Become this table."""
        if grid == self._grid:
            return
        self.beginResetModel()
        self._grid = grid
        self.endResetModel()

    def texts(self, column: int) -> list[str]:
        """All cells of a column."""
        return [row[column] for row in self._grid.rows]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """One for each option."""
        return 0 if parent.isValid() else len(self._grid.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """One for each head."""
        return 0 if parent.isValid() else len(self._grid.head)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What a cell says, and to which side it stands."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._grid.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self._grid.head[index.column()]
            return f"{head}: {self._grid.rows[index.row()][index.column()]}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._align(index.column())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._grid.head):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._grid.head[section]
        return self._align(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _align(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._grid.figures else None
        return (side or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
