"""The table: initiatives that are edited cell by cell, or rows that are only shown."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workshop_studio.blocks import Table
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import EMPTY_TABLES, TABLES, word
from workshop_studio.ui.blocks.base import BlockView
from workshop_studio.ui.blocks.rows import RowDelegate
from workshop_studio.ui.item_models.ideas import Index
from workshop_studio.ui.item_models.table import DATE_ROLE, TableModel, key_of
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.inputs import DateField, read_date
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton

_EDIT = frozenset({Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_REMOVE = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_SHARES = {"title": 4, "item": 4, "from": 3, "owner": 2, "due": 2}
_LEAST: Final = 160
_HIGHEST: Final = 480
"""The table scrolls by itself where its rows need more than this."""
_FOOT: Final = 8


class CellDelegate(RowDelegate):
    """Cells of plain text in lines; a date is edited with the calendar at hand."""

    def __init__(self, view: "CellTable", theme: Theme, translator: Translator) -> None:
        super().__init__(view, theme)
        self._table = view
        self._translator = translator

    def _row_width(self, index: Index) -> int:
        return self._table.columnWidth(index.column())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field over the cell."""
        if not index.data(DATE_ROLE):
            return super().createEditor(parent, option, index)
        editor = DateField(self._translator, parent)
        editor.setAutoFillBackground(True)
        editor.line.setProperty("ring", False)
        editor.button.hide()
        editor.submitted.connect(lambda: self._commit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Write the date, but never over what somebody has begun to type."""
        if not isinstance(editor, DateField):
            super().setEditorData(editor, index)
        elif not editor.line.isModified():
            editor.set_value(read_date(str(index.data(Qt.ItemDataRole.EditRole) or "")))
            editor.line.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the date to the model; what is no date changes nothing."""
        if not isinstance(editor, DateField):
            super().setModelData(editor, model, index)
        elif not editor.is_spoilt():
            model.setData(index, editor.value(), Qt.ItemDataRole.EditRole)


class CellTable(QTableView):
    """The grid with its keys: F2 or Enter edits a cell, Delete removes the row."""

    def __init__(self, theme: Theme, translator: Translator, owner: "TableView") -> None:
        super().__init__(owner)
        self._owner = owner
        self.setProperty("role", "list")
        self.setItemDelegate(CellDelegate(self, theme, translator))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumHeight(_LEAST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit or remove; arrows and the rest are the table's."""
        if self.state() != QAbstractItemView.State.EditingState:
            if event.key() in _EDIT and self._owner.edit_current():
                return
            if event.key() in _REMOVE and self._owner.remove_current():
                return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Let letters be, as in every list here."""
        del search

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Give each column its part of the width."""
        parts = [_SHARES.get(code, 2) for code in self._owner.columns]
        for column, part in enumerate(parts):
            self.setColumnWidth(column, self.viewport().width() * part // sum(parts))
        self.resizeRowsToContents()
        self._fit()

    def _fit(self) -> None:
        """Be as high as the rows, so that few of them never scroll inside what scrolls."""
        high = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth() + _FOOT
        for row in range(self.model().rowCount()):
            if high >= _HIGHEST:
                break
            high += self.rowHeight(row)
        self.setMinimumHeight(max(_LEAST, min(high, _HIGHEST)))


class TableView(BlockView[Table]):
    """Rows under their heading, and what may be done with them."""

    grows = True

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self._block: Table | None = None
        self.heading = PlainLabel("", "title")
        self.table = CellTable(theme, translator, self)
        self.model = TableModel(translator, self)
        self.table.setModel(self.model)
        self.empty = PlainLabel("", "soft")
        self.edit_button = QuietButton(translator.text("Edit"), shortcut="F2", small=True)
        self.edit_button.clicked.connect(self.edit_current)
        self.remove_button = QuietButton(translator.text("Remove"), shortcut="Del", small=True)
        self.remove_button.clicked.connect(self.remove_current)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self._buttons)
        self.model.edited.connect(self.command_requested)
        self.table.selectionModel().currentChanged.connect(self._say_state)
        self.table.customContextMenuRequested.connect(self._on_menu)

    @property
    def columns(self) -> tuple[str, ...]:
        """The codes of the columns."""
        return self._block.columns if self._block is not None else ()

    def show_block(self, block: Table) -> None:
        """Show these rows; the current cell and an open editor stay."""
        self._block = block
        self.model.show_table(block)
        name = word(TABLES, block.code, self.translator)
        self.heading.setText(name)
        self.table.setAccessibleName(name)
        self.table.setVisible(bool(block.rows))
        self.empty.setVisible(not block.rows)
        self.empty.setText(word(EMPTY_TABLES, block.code, self.translator))
        self._buttons.setVisible(bool(block.rows) and block.edit is not None)
        self.table.share_width()
        self._say_state()

    def edit_current(self) -> bool:
        """Edit the current cell in its place; the first one that may be, where it may not."""
        index = self.table.currentIndex()
        if not index.isValid():
            return False
        if not self.model.is_editable(index):
            index = index.siblingAtColumn(0)
        if not self.model.is_editable(index):
            return False
        self.table.setCurrentIndex(index)
        self.table.edit(index)
        return True

    def remove_current(self) -> bool:
        """Remove the current row's record."""
        key = self.model.row_id(self.table.currentIndex().row())
        if key is None or self._block is None or self._block.remove is None:
            return False
        command = self._block.remove
        self.command_requested.emit({"type": command, key_of(command): key})
        return True

    def menu(self) -> QMenu:
        """What may be done with the current row."""
        menu = QMenu(self.table)
        menu.addAction(self.edit_button.text(), self.edit_current)
        menu.addAction(self.remove_button.text(), self.remove_current)
        return menu

    def _on_menu(self, where: QPoint) -> None:
        if self._block is None or self._block.edit is None:
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(where))

    def _say_state(self) -> None:
        has_row = self.table.currentIndex().isValid()
        self.edit_button.setEnabled(has_row)
        self.remove_button.setEnabled(has_row)
