"""The ideas: a list that may be long, with editing and hiding where the step allows it."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QMenu, QWidget

from workshop_studio.blocks import Ideas, Note
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import ideas_count
from workshop_studio.ui.blocks.base import BlockView
from workshop_studio.ui.blocks.rows import RowDelegate
from workshop_studio.ui.item_models.ideas import ID_ROLE, IdeasModel
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton

_EDIT = frozenset({Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_HIDE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


_BATCH = 30
"""Rows that are laid out between two frames."""
_FEW = 60
"""Rows that are laid out at once."""


class RowList(QListView):
    """A list of rows of text that wrap; it scrolls by pixels and is laid out anew when resized."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "list")
        self.setItemDelegate(RowDelegate(self, theme))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setMinimumHeight(160)
        self.setBatchSize(_BATCH)
        self._place: int | None = None
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.verticalScrollBar().actionTriggered.connect(self._forget_place)
        self.expect(_FEW + 1)

    def expect(self, rows: int) -> None:
        """Say how many rows are about to be laid out that were not before.

        Many take more than one frame, and the place in the list is found again after them. A few
        beside those that are there already are laid out at once, so that the list stands still.
        """
        mode = QListView.LayoutMode
        is_many = rows > _FEW
        self.setLayoutMode(mode.Batched if is_many else mode.SinglePass)
        self._place = self.verticalScrollBar().value() if is_many else None

    def _on_range_changed(self, least: int, most: int) -> None:
        del least
        if self._place is not None and most >= self._place:
            self.verticalScrollBar().setValue(self._place)
            self._place = None

    def _forget_place(self) -> None:
        self._place = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let whoever scrolls be where they scroll to."""
        self._forget_place()
        super().wheelEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Let letters be, since some of them are keys for actions."""
        del search

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.expect(self.model().rowCount() if self.model() is not None else 0)
            self.scheduleDelayedItemsLayout()


class IdeasList(RowList):
    """The list of ideas with its keys: F2 or Enter edits, Delete hides and brings back, P parks."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit or hide; arrows and the rest are the list's."""
        view = self.parentWidget()
        if self.state() != QAbstractItemView.State.EditingState and isinstance(view, IdeasView):
            if event.key() in _EDIT and view.edit_current():
                return
            if event.key() in _HIDE and view.hide_selected():
                return
            if event.key() == Qt.Key.Key_P and not event.modifiers() and view.park_selected():
                return
        super().keyPressEvent(event)


class IdeasView(BlockView[Ideas]):
    """Ideas, how many they are, and what may be done with them."""

    grows = True
    many_rows = True

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.heading = PlainLabel("", "label")
        self.list = IdeasList(theme, self)
        self.list.setAccessibleName(translator.text("Ideas"))
        self.model = IdeasModel(translator, is_editable=True, parent=self)
        self.list.setModel(self.model)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.empty = PlainLabel("", "soft")
        self.edit_button = QuietButton(translator.text("Edit"), shortcut="F2", small=True)
        self.edit_button.clicked.connect(self.edit_current)
        self.hide_button = QuietButton(translator.text("Hide"), shortcut="Del", small=True)
        self.hide_button.clicked.connect(self.hide_selected)
        self.park_button = QuietButton(translator.text("Park"), shortcut="P", small=True)
        self.park_button.clicked.connect(self.park_selected)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit_button)
        row.addWidget(self.hide_button)
        row.addWidget(self.park_button)
        row.addStretch(1)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self._buttons)
        self.model.edited.connect(self._on_edited)
        self.list.selectionModel().selectionChanged.connect(self._say_state)

    def show_block(self, block: Ideas) -> None:
        """Show these ideas; selection, scrolling and an open editor stay."""
        selected = {note.id for note in self.selected()}
        bar = self.list.verticalScrollBar()
        is_at_end = bar.value() == bar.maximum() and bar.maximum() > 0
        self.model.is_editable = block.code != "options"
        self.list.expect(self.model.new_rows(block.ideas))
        self.model.show_notes(block.ideas)
        if selected and {note.id for note in self.selected()} != selected:
            self._select(selected)
        if is_at_end:
            self.list.scrollToBottom()
        self.heading.setText(self._heading(block))
        self._buttons.setVisible(self.model.is_editable and bool(block.ideas))
        self.list.setVisible(bool(block.ideas))
        self.empty.setVisible(not block.ideas)
        self.empty.setText(self._nothing(block))
        self._say_state()

    def selected(self) -> list[Note]:
        """The selected ideas from the first to the last."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        found = (self.model.note(self.model.index(row)) for row in rows)
        return [note for note in found if note is not None]

    def edit_current(self) -> bool:
        """Edit the current idea in its place."""
        index = self.list.currentIndex()
        if not self.model.is_editable or not index.isValid():
            return False
        self.list.edit(index)
        return True

    def hide_selected(self) -> bool:
        """Hide the selected ideas, or bring them back where all of them are hidden."""
        notes = self.selected()
        if not self.model.is_editable or not notes:
            return False
        to_hidden = not all(note.hidden for note in notes)
        for note in notes:
            if note.hidden != to_hidden:
                self.command_requested.emit(
                    {"type": "HideIdea", "idea": note.id, "hidden": to_hidden}
                )
        return True

    def park_selected(self) -> bool:
        """Put the selected ideas in the parking lot."""
        notes = self.selected()
        if not self.model.is_editable or not notes:
            return False
        for note in notes:
            self.command_requested.emit({"type": "ParkIdea", "idea": note.id, "parked": True})
        return True

    def _select(self, ids: set[str]) -> None:
        model = self.list.selectionModel()
        for row in range(self.model.rowCount()):
            index = self.model.index(row)
            if index.data(ID_ROLE) in ids:
                model.select(index, QItemSelectionModel.SelectionFlag.Select)

    def _heading(self, block: Ideas) -> str:
        hidden = sum(1 for note in block.ideas if note.hidden)
        if block.code == "options":
            parts = [self.translator.count("{n} option", "{n} options", block.count)]
        else:
            parts = [ideas_count(block.count, self.translator)]
        if hidden:
            parts.append(self.translator.count("{n} hidden", "{n} hidden", hidden))
        if block.code == "hidden":
            parts.append(self.translator.text("only you see them until you show them"))
        return " · ".join(parts)

    def _nothing(self, block: Ideas) -> str:
        if block.count:
            return self.translator.text("They are shown when everybody is done.")
        if block.code == "options":
            return self.translator.text(
                "There is nothing to vote on yet. Go back one step and make clusters or ideas, "
                "or go on without this vote."
            )
        return self.translator.text("No ideas yet. The first one will stand here.")

    def _say_state(self) -> None:
        notes = self.selected()
        self.edit_button.setEnabled(self.list.currentIndex().isValid() and bool(notes))
        self.hide_button.setEnabled(bool(notes))
        self.park_button.setEnabled(bool(notes))
        is_back = bool(notes) and all(note.hidden for note in notes)
        self.hide_button.set_text(self.translator.text("Restore" if is_back else "Hide"))

    def _on_edited(self, key: str, text: str) -> None:
        self.command_requested.emit({"type": "EditIdea", "idea": key, "text": text})

    def _on_menu(self, where: QPoint) -> None:
        index: QModelIndex = self.list.indexAt(where)
        if not index.isValid() or not self.model.is_editable:
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(where))

    def menu(self) -> QMenu:
        """What may be done with the selected ideas."""
        menu = QMenu(self.list)
        menu.addAction(self.edit_button.text(), self.edit_current)
        menu.addAction(self.hide_button.text(), self.hide_selected)
        menu.addAction(self.park_button.text(), self.park_selected)
        return menu
