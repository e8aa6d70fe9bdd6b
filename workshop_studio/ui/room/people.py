"""Who has joined, as an item model."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from workshop_studio.app.people import Participant
from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.ui.item_models.ideas import Index

_ROOT = QModelIndex()
STATES: Final = {
    "waiting": mark("waits to be let in"),
    "removed": mark("shown out"),
    "left": mark("has gone"),
    "here": mark("here"),
    "away": mark("away just now"),
}


class PeopleModel(QAbstractTableModel):
    """Each participant: name or number, for how many people, and where they are."""

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._people: tuple[Participant, ...] = ()

    def show_people(self, people: tuple[Participant, ...]) -> None:
        """Show these; a row stays the same participant's."""
        if people == self._people:
            return
        if [one.id for one in people] == [one.id for one in self._people]:
            self._people = people
            self.dataChanged.emit(self.index(0, 0), self.index(len(people) - 1, 2))
            return
        self.beginResetModel()
        self._people = people
        self.endResetModel()

    def at(self, row: int) -> Participant:
        """The participant of a row."""
        return self._people[row]

    def row_of(self, id: str) -> int:
        """The row of a participant; -1 where there is none."""
        return next((row for row, one in enumerate(self._people) if one.id == id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many have joined."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Name, people, state."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """The names of the columns."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            text = self._translator.text
            return (text("Who"), text("People"), text("Where"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What a cell says."""
        if not index.isValid() or index.row() >= len(self._people):
            return None
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        one, text = self._people[index.row()], self._translator.text
        if index.column() == 0:
            return one.name or text("Phone {n}", n=index.row() + 1)
        if index.column() == 1:
            return str(one.heads)
        state = ("here" if one.here else "away") if one.status == "in" else one.status
        return text(STATES[state])
