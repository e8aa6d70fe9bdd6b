"""The tables of the preview."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

_NARROW: Final = 7
_WIDE: Final = 26
"""Letters of a column beside that of the ideas, at the least and at the most."""
_IDEAS: Final = 30
"""Letters of an idea that can be seen at the least; the table scrolls where it is narrower."""
_MEASURED: Final = 40
"""Rows that say how wide a column is."""
_ROWS: Final = 4
"""Rows that can always be seen."""


class PreviewTable(QTableView):
    """A table to be looked at: rows of one height, plain text that ends in an ellipsis."""

    def __init__(self, model: QAbstractTableModel, name: str) -> None:
        super().__init__()
        self._widest: int | None = None
        self.setProperty("role", "preview")
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(_MEASURED)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)

    def share_width(self, column: int) -> None:
        """Give one column what the others do not need, and as much as a text needs at the least."""
        self._widest = column
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        letter = self.fontMetrics().averageCharWidth()
        left = self.viewport().width()
        for other in range(self.model().columnCount()):
            header.setSectionResizeMode(other, mode.Interactive)
            if other != column:
                needed = max(self.sizeHintForColumn(other), header.sectionSizeHint(other))
                width = min(max(needed, _NARROW * letter), _WIDE * letter)
                header.resizeSection(other, width)
                left -= width
        if self.model().columnCount() > column:
            header.resizeSection(column, max(left, _IDEAS * letter))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if self._widest is not None and event.size().width() != event.oldSize().width():
            self.share_width(self._widest)

    def sizeHint(self) -> QSize:
        """Some rows; the window gives what it has."""
        return QSize(320, self.verticalHeader().defaultSectionSize() * _ROWS)

    def minimumSizeHint(self) -> QSize:
        """The same: the page scrolls where there is less room."""
        return self.sizeHint()

    def keyboardSearch(self, search: str) -> None:
        """Let letters be, as in every list here."""
        del search
