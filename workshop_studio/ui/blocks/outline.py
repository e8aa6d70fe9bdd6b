"""The outline: clusters and their ideas as a tree, worked on by mouse and by keyboard alike."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QMenu, QTreeView, QWidget

from workshop_studio.blocks import Board
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import ideas_count
from workshop_studio.ui.blocks.base import BlockView, Sent
from workshop_studio.ui.blocks.chooser import Chooser
from workshop_studio.ui.blocks.rows import RowDelegate
from workshop_studio.ui.item_models.outline import LOOSE, OutlineModel
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton, no_mnemonic

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2})
_DELETE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class OutlineTree(QTreeView):
    """The tree with its keys: N new, M move, F2 or Enter rename, J merge, Delete take out."""

    def __init__(self, theme: Theme, owner: "OutlineView") -> None:
        super().__init__(owner)
        self._owner = owner
        self.setProperty("role", "list")
        self.setHeaderHidden(True)
        self.setItemDelegate(RowDelegate(self, theme))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumHeight(240)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for; arrows and the rest are the tree's."""
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if not is_editing and self._owner.take_key(event.key(), event.modifiers()):
            event.accept()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Let letters be, since some of them are keys for actions."""
        del search

    def rowsInserted(self, parent: QModelIndex, start: int, end: int) -> None:  # type: ignore[override]
        """Open a new cluster, so that what lies in it is seen."""
        super().rowsInserted(parent, start, end)
        if not parent.isValid():
            for row in range(start, end + 1):
                self.expand(self.model().index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


@dataclass(frozen=True, slots=True)
class _Action:
    button: QuietButton
    can: Callable[[], bool]
    do: Callable[[], None]


_MANY = 60
_BREATH = 16
"""Milliseconds for one frame."""


class OutlineView(BlockView[Board]):
    """The outline with its row of buttons; every button has a key, and each is in the menu."""

    grows = True
    many_rows = True

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self._step: str | None = None
        self._is_new = True
        self._moving: tuple[str, ...] = ()
        self._left_behind: str | None = None
        self.heading = PlainLabel("", "label")
        self.tree = OutlineTree(theme, self)
        self.tree.setAccessibleName(translator.text("Clusters"))
        self.model = OutlineModel(translator, self)
        self.tree.setModel(self.model)
        self.tree.expandAll()
        text = translator.text
        self._actions = {
            "new": self._action(text("New cluster"), "N", self.can_make, self.ask_new),
            "move": self._action(text("Move to …"), "M", self.can_move, self.ask_where),
            "rename": self._action(text("Rename"), "F2", self.can_rename, self.rename),
            "merge": self._action(text("Merge"), "J", self.can_merge, self.merge),
            "out": self._action(text("Take out"), "Del", self.can_take_out, self.take_out),
            "dissolve": self._action(text("Dissolve"), "Del", self.can_dissolve, self.dissolve),
        }
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for action in self._actions.values():
            row.addWidget(action.button)
        row.addStretch(1)
        self.column.addWidget(self.heading)
        self.column.addWidget(self._buttons)
        self.column.addWidget(self.tree, 1)
        self.chooser = Chooser(translator, theme, self.tree)
        self.chooser.chosen.connect(self._on_chosen)
        self.chooser.made.connect(self._on_made)
        self.chooser.closed.connect(self._on_closed)
        self.model.renamed.connect(self._on_renamed)
        self.model.edited.connect(self._on_edited)
        self.model.moved.connect(self._on_moved)
        self.tree.customContextMenuRequested.connect(self._on_menu)
        self.tree.doubleClicked.connect(self._on_double_clicked)
        self.tree.selectionModel().selectionChanged.connect(self._say_state)

    def _action(
        self, text: str, key: str, can: Callable[[], bool], do: Callable[[], None]
    ) -> _Action:
        button = QuietButton(text, shortcut=key, small=True)
        button.clicked.connect(lambda: do())  # clicked carries a flag that nobody here wants
        return _Action(button, can, do)

    def button(self, name: str) -> QuietButton:
        """The button of an action: new, move, rename, merge, out or dissolve."""
        return self._actions[name].button

    # What it shows

    def show_block(self, block: Board) -> None:
        """Show this board; selection, what is open and the place in the list stay."""
        self._step = block.step
        selected = [*self.selected_ideas(), *self.selected_clusters()]
        current = self._key(self.tree.currentIndex())
        place = self.tree.verticalScrollBar().value()
        was_in = self._groups_of(self._moving)
        many = len(block.loose) + sum(len(pile.ideas) for pile in block.clusters) > _MANY
        policy = Qt.ScrollBarPolicy
        self.tree.setVerticalScrollBarPolicy(  # one that comes would lay all rows out once more
            policy.ScrollBarAlwaysOn if many else policy.ScrollBarAsNeeded
        )
        if many and self._is_new:  # opened in a moment: so many rows take a frame of their own
            self.tree.collapseAll()
            QTimer.singleShot(_BREATH, self.tree, self.tree.expandAll)
        self._is_new = False
        self.model.show_board(block)
        has_moved = bool(self._moving) and self._groups_of(self._moving) != was_in
        if has_moved and self._left_behind is not None:
            selected, current = [self._left_behind], self._left_behind
        if has_moved:
            self._moving, self._left_behind = (), None
        if {*self.selected_ideas(), *self.selected_clusters()} != set(selected):
            self._select(selected, current)
        self.tree.verticalScrollBar().setValue(place)
        if has_moved:
            self.tree.scrollTo(self.tree.currentIndex())
        self.tree.setDragEnabled(block.step is not None)
        self._buttons.setVisible(block.step is not None)
        self.heading.setText(self._heading(block))
        self._say_state()

    def selected_ideas(self) -> tuple[str, ...]:
        """Ids of the selected ideas, from the top down."""
        found = (self.model.note(index) for index in self._selected())
        return tuple(note.id for note in found if note is not None)

    def selected_clusters(self) -> tuple[str, ...]:
        """Ids of the selected clusters, from the top down; "Not sorted" is none."""
        groups = [self.model.group_of(i) for i in self._selected() if self.model.note(i) is None]
        return tuple(key for key in groups if key)

    def _selected(self) -> list[QModelIndex]:
        return sorted(
            self.tree.selectionModel().selectedIndexes(),
            key=lambda index: (
                (index.parent().row(), index.row())
                if index.parent().isValid()
                else (index.row(), -1)
            ),
        )

    def _select(self, ids: list[str], current: str | None) -> None:
        model = self.tree.selectionModel()
        flag = QItemSelectionModel.SelectionFlag
        model.clearSelection()
        for index in self.model.indexes_of(ids):
            model.select(index, flag.Select)
        at = self.model.indexes_of([current] if current else [])
        if at:
            model.setCurrentIndex(at[0], flag.NoUpdate)

    def _key(self, index: QModelIndex) -> str | None:
        note = self.model.note(index)
        return note.id if note is not None else self.model.group_of(index)

    def _groups_of(self, ids: tuple[str, ...]) -> list[str | None]:
        return [self.model.group_of(index) for index in self.model.indexes_of(ids)]

    def _heading(self, block: Board) -> str:
        ideas = len(block.loose) + sum(len(pile.ideas) for pile in block.clusters)
        count = self.translator.count
        parts = [count("{n} cluster", "{n} clusters", len(block.clusters))]
        parts.append(ideas_count(ideas, self.translator))
        if block.loose:
            parts.append(count("{n} not sorted", "{n} not sorted", len(block.loose)))
        return " · ".join(parts)

    def _say_state(self) -> None:
        for action in self._actions.values():
            action.button.setEnabled(action.can())

    # What may be done, and doing it

    def take_key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Do what a key stands for; False if it stands for nothing here."""
        if modifiers & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        if self._step is None:
            return False
        letters = {Qt.Key.Key_N: "new", Qt.Key.Key_M: "move", Qt.Key.Key_J: "merge"}
        if key in _DELETE:
            name = "out" if self.selected_ideas() else "dissolve"
        elif key in _ENTER:
            name = "rename"
        elif key in letters:
            name = letters[Qt.Key(key)]
        else:
            return False
        if self._actions[name].can():
            self._actions[name].do()
        return True

    def can_make(self) -> bool:
        """Always, where the outline may be worked on: of the selected ideas, or of nothing."""
        return self._step is not None

    def can_move(self) -> bool:
        """With ideas selected."""
        return self._step is not None and bool(self.selected_ideas())

    def can_rename(self) -> bool:
        """On a cluster, or on an idea, whose text is written anew."""
        index = self.tree.currentIndex()
        return bool(index.flags() & Qt.ItemFlag.ItemIsEditable) and bool(self._selected())

    def can_merge(self) -> bool:
        """With two or more clusters selected."""
        return self._step is not None and len(self.selected_clusters()) > 1

    def can_take_out(self) -> bool:
        """With ideas selected that lie in clusters."""
        return self._step is not None and bool(self._in_clusters())

    def can_dissolve(self) -> bool:
        """With nothing but clusters selected."""
        has_clusters = bool(self.selected_clusters()) and not self.selected_ideas()
        return self._step is not None and has_clusters

    def ask_new(self) -> None:
        """Ask for the title of a cluster of the selected ideas."""
        n = len(self.selected_ideas())
        heading = self.translator.text("New cluster")
        if n:
            heading = self.translator.count("New cluster of 1 idea", "New cluster of {n} ideas", n)
        self.chooser.ask_title(heading)

    def ask_where(self) -> None:
        """Ask which cluster the selected ideas go to."""
        n = len(self.selected_ideas())
        options = self.model.clusters()
        if self._in_clusters():
            options.append((LOOSE, self.translator.text("Not sorted")))
        heading = self.translator.count("Move 1 idea to", "Move {n} ideas to", n)
        self.chooser.ask_where(heading, options)

    def rename(self) -> None:
        """Write the current title or text anew, in its place."""
        self.tree.edit(self.tree.currentIndex())

    def merge(self) -> None:
        """Merge the selected clusters into the current one."""
        clusters = self.selected_clusters()
        current = self._key(self.tree.currentIndex())
        into = current if current in clusters else clusters[0]
        rest = [key for key in clusters if key != into]
        self.command_requested.emit({"type": "MergeClusters", "into": into, "clusters": rest})

    def take_out(self) -> None:
        """Take the selected ideas out of their clusters."""
        self._move(tuple(self._in_clusters()), None)

    def dissolve(self) -> None:
        """Take the selected clusters away; their ideas lie loose again."""
        for key in self.selected_clusters():
            self.command_requested.emit({"type": "DissolveCluster", "cluster": key})

    def _in_clusters(self) -> list[str]:
        notes = [(self.model.note(i), self.model.group_of(i)) for i in self._selected()]
        return [note.id for note, group in notes if note is not None and group]

    def _move(self, ideas: tuple[str, ...], cluster: str | None) -> None:
        self._remember(ideas)
        self.command_requested.emit(
            {"type": "MoveIdeas", "step": self._step, "ideas": list(ideas), "cluster": cluster}
        )

    def _remember(self, ideas: tuple[str, ...]) -> None:
        """Which idea follows on those that leave: it is selected next, for the next decision."""
        self._moving, self._left_behind = ideas, None
        indexes = self.model.indexes_of(ideas)
        if not indexes:
            return
        last = indexes[-1]
        rows = [*range(last.row() + 1, self.model.rowCount(last.parent()))]
        rows += reversed(range(last.row()))
        for row in rows:
            note = self.model.note(self.model.index(row, 0, last.parent()))
            if note is not None and note.id not in ideas:
                self._left_behind = note.id
                return

    # What happens

    def _on_chosen(self, key: str) -> None:
        self._move(self.selected_ideas(), key or None)

    def _on_made(self, title: str) -> None:
        ideas = self.selected_ideas()
        self._remember(ideas)
        self.command_requested.emit(
            {"type": "MakeCluster", "step": self._step, "title": title, "ideas": list(ideas)}
        )

    def _on_closed(self) -> None:
        self.tree.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_renamed(self, key: str, title: str) -> None:
        self.command_requested.emit({"type": "RenameCluster", "cluster": key, "title": title})

    def _on_edited(self, key: str, text: str) -> None:
        self.command_requested.emit({"type": "EditIdea", "idea": key, "text": text})

    def _on_moved(self, ideas: tuple[str, ...], cluster: str) -> None:
        self._move(ideas, cluster or None)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if self._step is not None and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.tree.edit(index)

    def refuse(self, text: str, sent: Sent | None) -> bool:
        """Say why; what is selected stays so."""
        self._moving, self._left_behind = (), None
        return super().refuse(text, sent)

    def menu(self) -> QMenu:
        """What may be done with what is selected."""
        menu = QMenu(self.tree)
        for action in self._actions.values():
            made = menu.addAction(no_mnemonic(action.button.accessibleName()), action.do)
            made.setEnabled(action.can())
        return menu

    def _on_menu(self, where: QPoint) -> None:
        if self._step is None:
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(where))
