"""The outline: clusters and their ideas as a tree, the board's twin for keyboard and reader."""

import time
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from workshop_studio.ui.blocks.rows import RowDelegate
from workshop_studio.ui.jobs import TURN
from workshop_studio.ui.theme import Theme

_MANY: Final = 60
_SLICE: Final = 0.008
"""Seconds of work between two looks at what the user does."""
_DONE: Final = object()


class OutlineTree(QTreeView):
    """The tree; keys that are no tree's go to who owns it.

    Args:
        theme: the look.
        take_key: does what a key stands for; False if it stands for nothing.
        parent: the widget that it lies in.
    """

    def __init__(
        self, theme: Theme, take_key: Callable[[QKeyEvent], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._take_key = take_key
        self._is_open = False
        self._opening: Iterator[None] = iter(())
        self._turn = QTimer(self, interval=TURN)
        self._turn.timeout.connect(self._on_turn)
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

    def open_all(self, rows: int) -> None:
        """Open all groups; with many rows one after the other, measured in slices before.

        In one go nothing else would be answered meanwhile.

        Args:
            rows: how many there are.
        """
        if self._is_open or self._turn.isActive():
            return
        if rows <= _MANY:
            self._is_open = True
            self.expandAll()
            return
        self.collapseAll()
        self._opening = self._slices()
        self._turn.start()

    def _slices(self) -> Iterator[None]:
        """Measure and open, group by group; yield where others may have their turn."""
        model, delegate, option = self.model(), self.itemDelegate(), QStyleOptionViewItem()
        until = time.perf_counter() + _SLICE
        for number in range(model.rowCount()):
            group = model.index(number, 0)
            for row in range(model.rowCount(group)):
                delegate.sizeHint(option, model.index(row, 0, group))
                if time.perf_counter() > until:
                    yield
                    until = time.perf_counter() + _SLICE
            self.expand(group)
            yield
        self._is_open = True

    def _on_turn(self) -> None:
        if next(self._opening, _DONE) is _DONE:
            self._turn.stop()

    @property
    def is_editing(self) -> bool:
        """Whether a title or an idea is being written anew."""
        return self.state() == QAbstractItemView.State.EditingState

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for; arrows and the rest are the tree's."""
        if not self.is_editing and self._take_key(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take F2 for a title before the window has it for the step."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2:
            event.accept()
            return True
        return super().event(event)

    def keyboardSearch(self, search: str) -> None:
        """Let letters be, since some of them are keys for actions."""
        del search

    def rowsInserted(self, parent: QModelIndex, start: int, end: int) -> None:  # type: ignore[override]
        """Open a new cluster, so that what lies in it is seen."""
        super().rowsInserted(parent, start, end)
        if not parent.isValid() and self._is_open:
            for row in range(start, end + 1):
                self.expand(self.model().index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
