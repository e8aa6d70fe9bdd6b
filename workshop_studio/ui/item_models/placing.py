"""Options that a group places, as an item model: each with where it lies at the end of its row."""

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from workshop_studio.ui.item_models.ideas import BADGE_ROLE, ID_ROLE, SOFT_ROLE, Index
from workshop_studio.ui.item_models.rows import RowParts
from workshop_studio.ui.widgets.labels import plain_tooltip

_LONG = 80
_ROOT = QModelIndex()


class Lying(NamedTuple):
    """One option and where it lies.

    Attributes:
        id: of the option.
        text: what it says.
        place: where it lies, short; empty where it lies nowhere yet.
        spoken: the same for a screen reader.
    """

    id: str
    text: str
    place: str
    spoken: str


class PlacingModel(QAbstractListModel):
    """The options in their order; what is placed is drawn softer than what is still to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Lying, ...] = ()

    def show_rows(self, rows: tuple[Lying, ...]) -> None:
        """Become these; where only places have changed, nobody loses their row."""
        before, self._rows = self._rows, rows
        if [row.id for row in before] == [row.id for row in rows]:
            for at, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(at), self.index(at))
            return
        self._rows = before
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of an option; -1 if it is not here."""
        return next((at for at, row in enumerate(self._rows) if row.id == key), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many options."""
        return 0 if parent.isValid() else len(self._rows)

    def row_parts(self, index: Index) -> RowParts:
        """All that a row's height needs."""
        row = self._rows[index.row()]
        return RowParts(row.text, row.place)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Text and place."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.text}, {row.spoken}"
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(row.text) if len(row.text) > _LONG else None
            case _:
                known = {ID_ROLE: row.id, BADGE_ROLE: row.place, SOFT_ROLE: bool(row.place)}
                return known.get(role)
