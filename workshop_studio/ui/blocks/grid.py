"""Tables of a result: the chart in cells, and how it came about."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTableView, QVBoxLayout, QWidget

from workshop_studio.blocks import Working
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.workings import left_out, working
from workshop_studio.ui.item_models.grid import GridModel
from workshop_studio.ui.widgets.labels import PlainLabel

_TABLE_HEIGHT = 420
_PADDING = 28
_AIR = 16
_OPTION = 180
"""The least width of the column with the options' texts."""


class GridTable(QTableView):
    """Cells to be read: the arrows go from one to the next, and Tab goes on."""

    def __init__(self, model: GridModel, widest: int) -> None:
        """Show a model; ``widest`` is the column that gets what width the others leave."""
        super().__init__()
        self._widest = widest
        self.setProperty("role", "grid")
        self._grid = model
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if not self.isHidden() and event.size().width() != event.oldSize().width():
            self.share_width()

    def share_width(self) -> None:
        """Each as wide as it needs, the widest the rest; as high as that makes the rows."""
        header, rows, metrics = self.horizontalHeader(), self.verticalHeader(), self.fontMetrics()
        columns = [column for column in range(self._grid.columnCount()) if column != self._widest]
        for column in columns:  # Qt asks each cell many things, and takes long for it
            longest = sorted(self._grid.texts(column), key=len)[-3:]
            wide = max((metrics.horizontalAdvance(text) for text in longest), default=0) + _PADDING
            self.setColumnWidth(column, max(wide, header.sectionSizeHint(column)))
        taken = sum(self.columnWidth(column) for column in columns)
        self.setColumnWidth(self._widest, max(self.viewport().width() - taken, _OPTION))
        room = self.columnWidth(self._widest) - _PADDING
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.TextFlag.TextWrapAnywhere)
        for row, text in enumerate(self._grid.texts(self._widest)):
            high = metrics.height()
            if "\n" in text or metrics.horizontalAdvance(text) > room:
                high = metrics.boundingRect(0, 0, room, 10_000, flags, text).height()
            rows.resizeSection(row, high + _AIR)
        high = header.sizeHint().height() + rows.length() + 24
        self.setFixedHeight(min(high, _TABLE_HEIGHT))


class Workings(QWidget):
    """How a result came about: a title and a table for each part of it."""

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._shown: tuple[Working, ...] = ()
        self.tables: list[GridTable] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_workings(self, workings: tuple[Working, ...]) -> None:
        """Become these tables."""
        if workings == self._shown:
            return
        self._shown, self.tables = workings, []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in workings:
            title, grid = working(one, self._translator)
            model = GridModel(self)
            model.show_grid(grid)
            texts = (n for n in range(len(grid.head)) if n not in grid.figures)
            table = GridTable(model, next(texts, 0))
            table.setAccessibleName(title)
            self._column.addWidget(PlainLabel(title, "strong"))
            left = left_out(one, self._translator)
            if left:
                self._column.addWidget(PlainLabel(left, "small"))
                table.setAccessibleDescription(left)
            self._column.addWidget(table)
            table.show()
            table.share_width()
            self.tables.append(table)
