"""Sorting ideas into clusters: one model, one selection, and what may be done with it.

Board and outline both work on this, so that the same choice gives the same command in either.
"""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt, Signal

from workshop_studio.blocks import Board
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.item_models.outline import OutlineModel

Flag = QItemSelectionModel.SelectionFlag


class Sorting(QObject):
    """The model of clusters and ideas with its selection; commands leave as plain data.

    Signals:
        command_requested(object): a command as plain data.
        changed(): another board is shown, or something else is selected.
    """

    command_requested = Signal(object)
    changed = Signal()

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.step: str | None = None
        self.model = OutlineModel(translator, self)
        self.selection = QItemSelectionModel(self.model, self)
        self._picked: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]] | None = None
        self._moving: tuple[str, ...] = ()
        self._left_behind: str | None = None
        self._is_showing = False
        self.selection.selectionChanged.connect(self._on_selection)
        self.model.renamed.connect(self._on_renamed)
        self.model.edited.connect(self._on_edited)
        self.model.moved.connect(self._on_moved)

    # What is shown and selected

    def show_board(self, block: Board) -> bool:
        """Become this board, keeping the selection; True if what was moved has arrived."""
        self.step = block.step
        selected, current = [*self.ideas(), *self.clusters()], self.current()
        was_in = self._groups_of(self._moving)
        self._is_showing = True
        try:
            self.model.show_board(block)
            has_moved = bool(self._moving) and self._groups_of(self._moving) != was_in
            if has_moved and self._left_behind is not None:
                selected, current = [self._left_behind], self._left_behind
            if has_moved:
                self._moving, self._left_behind = (), None
            self._picked = None
            if {*self.ideas(), *self.clusters()} != set(selected):
                self.select(selected, current)
        finally:
            self._is_showing = False
        self._on_selection()
        return has_moved

    def ideas(self) -> tuple[str, ...]:
        """Ids of the selected ideas, from the top down."""
        return self._pick()[0]

    def clusters(self) -> tuple[str, ...]:
        """Ids of the selected clusters, from the top down; "Not sorted" is none."""
        return self._pick()[1]

    def in_clusters(self) -> tuple[str, ...]:
        """Ids of the selected ideas that lie in clusters."""
        return self._pick()[2]

    def current(self) -> str | None:
        """Id of the idea or the cluster that the keyboard is at; empty for "Not sorted"."""
        return self.model.key(self.selection.currentIndex())

    def select(self, ids: Sequence[str], current: str | None = None, *, add: bool = False) -> None:
        """Select these ideas and clusters, alone or beside what is selected."""
        chosen = QItemSelection()
        for first, last in self.model.runs_of(ids):
            chosen.select(first, last)
        self.selection.select(chosen, Flag.Select if add else Flag.ClearAndSelect)
        if current is not None:
            self.go_to(current)

    def toggle(self, key: str) -> None:
        """Select an idea or a cluster that is not selected, and the other way about."""
        for index in self.model.indexes_of([key]):
            self.selection.select(index, Flag.Toggle)
        self.go_to(key)

    def go_to(self, key: str) -> None:
        """Put the keyboard at an idea or a cluster; what is selected stays."""
        for index in self.model.indexes_of([key]):
            self.selection.setCurrentIndex(index, Flag.NoUpdate)

    def forget_move(self) -> None:
        """The last move was refused: nothing has arrived, nothing else gets selected."""
        self._moving, self._left_behind = (), None

    # What may be done, and doing it

    def can_make(self) -> bool:
        """Always, where ideas may be moved: of the selected ideas, or of nothing."""
        return self.step is not None

    def can_move(self) -> bool:
        """With ideas selected."""
        return self.step is not None and bool(self.ideas())

    def can_rename(self) -> bool:
        """On a cluster, or on an idea, whose text is written anew."""
        index = self.selection.currentIndex()
        is_editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        return is_editable and bool(self.ideas() or self.clusters())

    def can_merge(self) -> bool:
        """With two or more clusters selected."""
        return self.step is not None and len(self.clusters()) > 1

    def can_take_out(self) -> bool:
        """With ideas selected that lie in clusters."""
        return self.step is not None and bool(self.in_clusters())

    def can_dissolve(self) -> bool:
        """With nothing but clusters selected."""
        return self.step is not None and bool(self.clusters()) and not self.ideas()

    def move(self, ideas: Sequence[str], cluster: str | None, *, stays: bool = False) -> bool:
        """Move ideas to a cluster, or take them out; False if they all lie there already.

        Args:
            ideas: their ids.
            cluster: where they go; None takes them out.
            stays: whether they stay selected; otherwise the next one is, to be decided on.
        """
        if self.step is None or set(self._groups_of(ideas)) <= {cluster or ""}:
            return False
        self._remember(() if stays else ideas)
        self.command_requested.emit(
            {"type": "MoveIdeas", "step": self.step, "ideas": list(ideas), "cluster": cluster}
        )
        return True

    def make(self, title: str, ideas: Sequence[str], *, stays: bool = False) -> None:
        """Make a cluster of ideas, which leave the clusters that they lie in; see :meth:`move`."""
        self._remember(() if stays else ideas)
        self.command_requested.emit(
            {"type": "MakeCluster", "step": self.step, "title": title, "ideas": list(ideas)}
        )

    def merge(self) -> None:
        """Merge the selected clusters into the current one."""
        clusters, current = self.clusters(), self.current()
        into = current if current in clusters else clusters[0]
        self.merge_into(into, [key for key in clusters if key != into])

    def merge_into(self, into: str, clusters: Sequence[str]) -> None:
        """Merge clusters into another."""
        self.command_requested.emit(
            {"type": "MergeClusters", "into": into, "clusters": list(clusters)}
        )

    def take_out(self) -> None:
        """Take the selected ideas out of their clusters."""
        self.move(self.in_clusters(), None)

    def dissolve(self) -> None:
        """Take the selected clusters away; their ideas lie loose again."""
        for key in self.clusters():
            self.command_requested.emit({"type": "DissolveCluster", "cluster": key})

    def hide(self) -> None:
        """Hide the selected ideas from every surface; the console's list brings them back."""
        for key in self.ideas():
            self.command_requested.emit({"type": "HideIdea", "idea": key, "hidden": True})

    # How it is done

    def _pick(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        if self._picked is None:
            chosen = self.selection.selection()
            parts = [chosen.at(number) for number in range(chosen.size())]
            spans = [(part.parent(), part.top(), part.bottom()) for part in parts]
            self._picked = self.model.picked(spans)
        return self._picked

    def _groups_of(self, ids: Sequence[str]) -> list[str | None]:
        return [self.model.group_of(index) for index in self.model.indexes_of(ids)]

    def _remember(self, ideas: Sequence[str]) -> None:
        """Which idea follows on those that leave: it is selected next, for the next decision."""
        self._moving, self._left_behind = tuple(ideas), None
        indexes = self.model.indexes_of(ideas)
        if not indexes:
            return
        last: QModelIndex = indexes[-1]
        rows = [*range(last.row() + 1, self.model.rowCount(last.parent()))]
        rows += reversed(range(last.row()))
        for row in rows:
            note = self.model.note(self.model.index(row, 0, last.parent()))
            if note is not None and note.id not in ideas:
                self._left_behind = note.id
                return

    def _on_selection(self) -> None:
        self._picked = None
        if not self._is_showing:
            self.changed.emit()

    def _on_renamed(self, key: str, title: str) -> None:
        self.command_requested.emit({"type": "RenameCluster", "cluster": key, "title": title})

    def _on_edited(self, key: str, text: str) -> None:
        self.command_requested.emit({"type": "EditIdea", "idea": key, "text": text})

    def _on_moved(self, ideas: tuple[str, ...], cluster: str) -> None:
        self.move(ideas, cluster or None)
