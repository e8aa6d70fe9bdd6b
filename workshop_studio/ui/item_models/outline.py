"""Clusters and their ideas as a tree: what board and outline share. Edits leave as signals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from workshop_studio.blocks import Board, Note
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import cluster_title, ideas_count
from workshop_studio.ui.item_models.ideas import BADGE_ROLE, ID_ROLE
from workshop_studio.ui.item_models.rows import Removal, RowParts, changes
from workshop_studio.ui.widgets.labels import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
GROUP_ROLE = Qt.ItemDataRole.UserRole + 4
"""Whether the row is a group: a cluster, or what is not sorted."""
FOUND_ROLE = Qt.ItemDataRole.UserRole + 5
"""Whether the row's text holds what is searched for."""
LOOSE = ""
"""The id of the group of what is not sorted."""
MIME = "application/x-workshop-ideas"
_LONG = 80
_ROOT = QModelIndex()
_TOP = 0  # internal id of the groups; their ideas carry the group's token

_READ = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled  # put together once: Qt asks often
_READ_NOTE = _READ | Qt.ItemFlag.ItemNeverHasChildren
_GROUP = _READ | Qt.ItemFlag.ItemIsDropEnabled
_CLUSTER = _GROUP | Qt.ItemFlag.ItemIsEditable
_NOTE = _CLUSTER | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren


@dataclass(eq=False)
class _Group:
    id: str
    title: str
    token: int
    notes: list[Note] = field(default_factory=list)


class OutlineModel(QAbstractItemModel):
    """Clusters with their ideas beneath them, and "Not sorted" at the end.

    Signals:
        renamed(str, str): a cluster's id and the title that somebody wrote for it.
        edited(str, str): an idea's id and the text that somebody wrote for it.
        moved(object, str): ids of ideas dropped on a cluster, whose id is empty for "Not sorted".
        shown(): another board is shown in full.
        searched(): something else is searched for.
    """

    renamed = Signal(str, str)
    edited = Signal(str, str)
    moved = Signal(object, str)
    shown = Signal()
    searched = Signal()

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._tokens = count(_TOP + 1)
        self._loose = _Group(LOOSE, translator.text("Not sorted"), next(self._tokens))
        self._groups = [self._loose]
        self._by_token = {self._loose.token: self._loose}
        self.is_editable = True
        self._wanted = ""

    # What it shows

    def show_board(self, board: Board) -> None:
        """Become this board, changing no more rows than it must."""
        self.is_editable = board.step is not None
        piles = list({pile.id: pile for pile in board.clusters}.values())
        self._take_groups([pile.id for pile in piles])
        for row, pile in enumerate(piles):
            group = self._groups[row]
            changed = group.title != pile.title or len(group.notes) != len(pile.ideas)
            group.title = pile.title
            self._take_notes(group, pile.ideas)
            if changed:
                self._say_changed(group)
        changed = len(self._loose.notes) != len(board.loose)
        self._take_notes(self._loose, board.loose)
        if changed:
            self._say_changed(self._loose)
        self.shown.emit()

    def search(self, text: str) -> None:
        """Mark the ideas and the titles that hold a text; an empty one marks none."""
        wanted = text.strip().casefold()
        if wanted != self._wanted:
            self._wanted = wanted
            self.searched.emit()

    def found(self) -> list[str]:
        """Ids of the clusters and ideas that hold what is searched for, from the top down."""
        if not self._wanted:
            return []
        keys: list[str] = []
        for group in self._groups:
            if group is not self._loose and self._holds(group.title):
                keys.append(group.id)
            keys += [note.id for note in group.notes if self._holds(note.text)]
        return keys

    def _holds(self, text: str) -> bool:
        return bool(self._wanted) and self._wanted in text.casefold()

    def _take_groups(self, wanted: list[str]) -> None:
        for step in changes([group.id for group in self._groups[:-1]], wanted):
            if isinstance(step, Removal):
                self.beginRemoveRows(_ROOT, step.first, step.last)
                for group in self._groups[step.first : step.last + 1]:
                    del self._by_token[group.token]
                del self._groups[step.first : step.last + 1]
                self.endRemoveRows()
            else:
                self.beginInsertRows(_ROOT, step.first, step.last)
                made = [
                    _Group(key, "", next(self._tokens))
                    for key in wanted[step.first : step.last + 1]
                ]
                self._groups[step.first : step.first] = made
                self._by_token.update({group.token: group for group in made})
                self.endInsertRows()

    def _take_notes(self, group: _Group, notes: Sequence[Note]) -> None:
        after = list({note.id: note for note in notes}.values())
        if after == group.notes:
            return
        known = {note.id: note for note in group.notes}
        parent = self._index_of(group)
        steps = changes([note.id for note in group.notes], [note.id for note in after])
        for step in steps:
            if isinstance(step, Removal):
                self.beginRemoveRows(parent, step.first, step.last)
                del group.notes[step.first : step.last + 1]
                self.endRemoveRows()
            else:
                self.beginInsertRows(parent, step.first, step.last)
                group.notes[step.first : step.first] = after[step.first : step.last + 1]
                self.endInsertRows()
        for row, note in enumerate(after):
            if known.get(note.id, note) != note:
                group.notes[row] = note
                index = self.index(row, 0, parent)
                self.dataChanged.emit(index, index)

    def _say_changed(self, group: _Group) -> None:
        index = self._index_of(group)
        self.dataChanged.emit(index, index)

    # What views ask

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """The place of a row."""
        if column != 0 or row < 0:
            return QModelIndex()
        if not parent.isValid():
            found = row < len(self._groups)
            return self.createIndex(row, 0, _TOP) if found else QModelIndex()
        group = self._group_at(parent)
        if group is None or row >= len(group.notes):
            return QModelIndex()
        return self.createIndex(row, 0, group.token)

    def parent(self, child: Index | None = None) -> Any:  # noqa: ANN401
        """The group that an idea lies in; without a place, the object that owns the model."""
        if child is None:
            return QObject.parent(self)
        if not child.isValid() or child.internalId() == _TOP:
            return QModelIndex()
        token = child.internalId()
        for row, group in enumerate(self._groups):
            if group.token == token:
                return self.createIndex(row, 0, _TOP)
        return QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many groups, or ideas in one."""
        if not parent.isValid():
            return len(self._groups)
        group = self._group_at(parent)
        return len(group.notes) if group is not None else 0

    def columnCount(self, parent: Index = _ROOT) -> int:
        """One."""
        del parent
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Titles with counts, and texts."""
        note = self.note(index)
        if note is not None:
            return self._holds(note.text) if role == FOUND_ROLE else _note_data(note, role)
        group = self._group_at(index)
        return self._group_data(group, role) if group is not None else None

    def row_parts(self, index: Index) -> RowParts:
        """All that a row's height needs."""
        note = self.note(index)
        if note is not None:
            return RowParts(note.text)
        group = self._group_at(index)
        if group is None:
            return RowParts("", is_group=True)
        title = str(self._group_data(group, Qt.ItemDataRole.DisplayRole))
        return RowParts(title, str(len(group.notes)), is_group=True)

    def _group_data(self, group: _Group, role: int) -> Any:  # noqa: ANN401
        title = (
            group.title if group is self._loose else cluster_title(group.title, self._translator)
        )
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.EditRole:
            return group.title
        if role == ID_ROLE:
            return group.id
        if role == GROUP_ROLE:
            return True
        if role == FOUND_ROLE:
            return group is not self._loose and self._holds(group.title)
        if role == BADGE_ROLE:
            return str(len(group.notes))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}, {ideas_count(len(group.notes), self._translator)}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Ask for another title or text; the row changes when the projection does."""
        if role != Qt.ItemDataRole.EditRole or not self.is_editable or not isinstance(value, str):
            return False
        note, group = self.note(index), self._group_at(index)
        if note is not None:
            if value != note.text and value.strip():
                self.edited.emit(note.id, value)
        elif group is not None and group is not self._loose and value != group.title:
            self.renamed.emit(group.id, value)
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All but "Not sorted" may be renamed or edited; ideas may be dragged, groups take them."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        is_note = index.internalId() != _TOP
        if not self.is_editable:
            return _READ_NOTE if is_note else _READ
        if is_note:
            return _NOTE
        return _GROUP if self._groups[index.row()] is self._loose else _CLUSTER

    # Drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        """Ideas move."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Only ideas of this outline."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of the dragged ideas."""
        ids = [note.id for index in indexes if (note := self.note(index)) is not None]
        data = QMimeData()
        data.setData(MIME, "\n".join(ids).encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ideas go onto a group, or onto an idea for the group that it lies in."""
        del action, row, column
        return self.is_editable and data.hasFormat(MIME) and parent.isValid()

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the move; the rows follow when the projection does."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        group = self.group_of(parent)
        ids = [key for key in bytes(data.data(MIME).data()).decode().split("\n") if key]
        if group is not None and ids:
            self.moved.emit(tuple(ids), group)
        return False

    # What board and outline ask

    def groups(self) -> list[tuple[str, str, Sequence[Note]]]:
        """Id, title and ideas of each group; "Not sorted" comes last."""
        titles = (self._group_data(group, Qt.ItemDataRole.DisplayRole) for group in self._groups)
        return [(g.id, title, g.notes) for g, title in zip(self._groups, titles, strict=True)]

    def key(self, index: Index) -> str | None:
        """The id of the idea or the group at a place; None where there is nothing."""
        note = self.note(index)
        return note.id if note is not None else self.group_of(index)

    def runs_of(self, ids: Iterable[str]) -> list[tuple[QModelIndex, QModelIndex]]:
        """The places of clusters and ideas as first and last of what lies together."""
        runs: list[tuple[QModelIndex, QModelIndex]] = []
        for index in self.indexes_of(ids):
            last = runs[-1][1] if runs else None
            beside = last is not None and last.internalId() == index.internalId()
            if last is not None and beside and last.row() + 1 == index.row():
                runs[-1] = (runs[-1][0], index)
            else:
                runs.append((index, index))
        return runs

    def picked(
        self, spans: Iterable[tuple[Index, int, int]]
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Ideas, clusters, and ideas that lie in clusters, of spans of rows, from the top down."""
        clusters: list[tuple[int, str]] = []
        notes: list[tuple[int, int, str]] = []
        for parent, first, last in spans:
            if not parent.isValid():
                rows = range(first, min(last + 1, len(self._groups) - 1))
                clusters += [(row, self._groups[row].id) for row in rows]
                continue
            group = self._group_at(parent)
            taken = group.notes[first : last + 1] if group is not None else []
            notes += [(parent.row(), first + n, note.id) for n, note in enumerate(taken)]
        notes.sort()
        loose = len(self._groups) - 1
        return (
            tuple(key for _, _, key in notes),
            tuple(key for _, key in sorted(clusters)),
            tuple(key for row, _, key in notes if row != loose),
        )

    def note(self, index: Index) -> Note | None:
        """The idea at a place; None if it is a group's."""
        group = self._by_token.get(index.internalId()) if index.isValid() else None
        if group is None:
            return None
        row = index.row()
        return group.notes[row] if row < len(group.notes) else None

    def group_of(self, index: Index) -> str | None:
        """The id of the group at a place, or of the one that the idea there lies in."""
        group = self._group_at(index if index.internalId() == _TOP else self.parent(index))
        return None if group is None else group.id

    def clusters(self) -> list[tuple[str, str]]:
        """Id and title of each cluster."""
        return [(g.id, cluster_title(g.title, self._translator)) for g in self._groups[:-1]]

    def indexes_of(self, ids: Iterable[str]) -> list[QModelIndex]:
        """The places of clusters and ideas by their ids; those that are gone are left out."""
        wanted = set(ids)
        found: list[QModelIndex] = []
        for row, group in enumerate(self._groups):
            at = self.index(row, 0)
            if group.id in wanted and group is not self._loose:
                found.append(at)
            found += [
                self.index(place, 0, at)
                for place, note in enumerate(group.notes)
                if note.id in wanted
            ]
        return found

    def _group_at(self, index: Index) -> _Group | None:
        if not index.isValid() or index.internalId() != _TOP or index.row() >= len(self._groups):
            return None
        return self._groups[index.row()]

    def _index_of(self, group: _Group) -> QModelIndex:
        return self.index(self._groups.index(group), 0)


def _note_data(note: Note, role: int) -> Any:  # noqa: ANN401
    if role in {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }:
        return note.text
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tooltip(note.text) if len(note.text) > _LONG else None
    if role == ID_ROLE:
        return note.id
    return False if role == GROUP_ROLE else None
