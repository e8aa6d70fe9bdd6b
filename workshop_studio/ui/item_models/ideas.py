"""A list of ideas, or of options, as an item model: edits leave as signals, never change it."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from workshop_studio.blocks import Note
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.item_models.rows import Removal, RowParts, changes
from workshop_studio.ui.widgets.labels import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole + 1
SOFT_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether the row is drawn in the soft colour: a hidden idea."""
BADGE_ROLE = Qt.ItemDataRole.UserRole + 3
"""A word at the row's end, such as ``hidden``."""
_LONG = 80
_ROOT = QModelIndex()


class IdeasModel(QAbstractListModel):
    """Ideas in their order.

    Signals:
        edited(str, str): an idea's id and the text that somebody wrote for it.
    """

    edited = Signal(str, str)

    def __init__(
        self, translator: Translator, *, is_editable: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._hidden = translator.text("hidden")
        self._notes: list[Note] = []
        self.is_editable = is_editable

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Become this list, changing no more rows than it must."""
        after = list({note.id: note for note in notes}.values())
        known = {note.id: note for note in self._notes}
        steps = changes([note.id for note in self._notes], [note.id for note in after])
        for step in steps:
            if isinstance(step, Removal):
                self.beginRemoveRows(_ROOT, step.first, step.last)
                del self._notes[step.first : step.last + 1]
                self.endRemoveRows()
            else:
                self.beginInsertRows(_ROOT, step.first, step.last)
                self._notes[step.first : step.first] = after[step.first : step.last + 1]
                self.endInsertRows()
        for row, note in enumerate(after):
            if _is_other(known.get(note.id, note), note):
                self._notes[row] = note
                self.dataChanged.emit(self.index(row), self.index(row))

    def note(self, index: Index) -> Note | None:
        """The idea of a row."""
        row = index.row()
        return self._notes[row] if index.isValid() and row < len(self._notes) else None

    def new_rows(self, notes: tuple[Note, ...]) -> int:
        """How many of these are not here, or not with this text."""
        known = {note.id: note for note in self._notes}
        return sum([note.id not in known or _is_other(known[note.id], note) for note in notes])

    def row_parts(self, index: Index) -> RowParts:
        """All that a row's height needs."""
        note = self.note(index)
        return RowParts(note.text, self._hidden if note.hidden else "") if note else RowParts("")

    def row_of(self, key: str) -> int:
        """The row of an idea; -1 if it is not here."""
        return next((row for row, note in enumerate(self._notes) if note.id == key), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many ideas."""
        return 0 if parent.isValid() else len(self._notes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The text, and how it is drawn."""
        note = self.note(index)
        if note is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return note.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(note.text) if len(note.text) > _LONG else None
        if role == ID_ROLE:
            return note.id
        if role == SOFT_ROLE:
            return note.hidden
        if role == BADGE_ROLE:
            return self._hidden if note.hidden else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{note.text}, {self._hidden}" if note.hidden else note.text
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Ask for another text; the row changes when the projection does."""
        note = self.note(index)
        if note is None or role != Qt.ItemDataRole.EditRole or not self.is_editable:
            return False
        if isinstance(value, str) and value != note.text and value.strip():
            self.edited.emit(note.id, value)
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Ideas may be selected, and edited where the step allows it."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        flags |= Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_editable else flags


def _is_other(before: Note, after: Note) -> bool:
    """Whether an idea is shown otherwise; equal ones take a while to compare, the same does not."""
    return before is not after and before != after
