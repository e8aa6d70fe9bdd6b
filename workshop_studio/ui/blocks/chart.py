"""The chart of a vote: a picture, the same as a table, and ties and agreement in words."""

from typing import ClassVar

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from workshop_studio.blocks import AxesChart, Chart, ChartBlock, ColumnsChart
from workshop_studio.drawing.marks import Drawing
from workshop_studio.i18n.charts import Grid, agreement, grid, how, settled, shading, ties
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import METHODS, voters, word
from workshop_studio.i18n.workings import money, without
from workshop_studio.ui.blocks.base import BlockView
from workshop_studio.ui.blocks.grid import GridTable, Workings
from workshop_studio.ui.blocks.picture import drawn, renderer
from workshop_studio.ui.item_models.grid import GridModel
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.flow import FlowLayout
from workshop_studio.ui.widgets.labels import Card, Chip, PlainLabel, QuietButton

_GAP = 10.0
_NARROWEST, _READABLE = 200, 560
_MOST_CHIPS = 3
_PAGE = 24
"""Rows that are shown at first, and by which more are shown: a frame's worth of layout."""


class PictureWidget(QWidget):
    """Paints a chart; as high as it needs at its width.

    Attributes:
        bare: whether the texts of a plot stand elsewhere.
    """

    bare: ClassVar[bool] = False

    def __init__(self, translator: Translator, theme: Theme) -> None:
        super().__init__()
        self._translator = translator
        self._theme = theme
        self._chart: ChartBlock | None = None
        self._most = 0
        self._drawings: dict[int, Drawing] = {}
        self._renderers: dict[int, QSvgRenderer] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(self, chart: ChartBlock, most: int) -> None:
        """Paint this one; of a plot so many points with their numbers."""
        self._most = most
        self._chart, self._drawings, self._renderers = chart, {}, {}
        self.updateGeometry()
        self.update()

    def drawing(self, width: int) -> Drawing | None:
        """The picture for a width."""
        if self._chart is None:
            return None
        if width not in self._drawings:
            size = self._theme.type("body").pixelSize()
            self._drawings[width] = drawn(
                self._chart,
                width,
                None,
                size,
                _GAP,
                self._theme,
                self._translator,
                most=self._most,
                bare=self.bare,
            )
        return self._drawings[width]

    def heightForWidth(self, width: int) -> int:
        """As high as all rows."""
        drawing = self.drawing(width)
        return int(drawing.height + 0.999) if drawing is not None else 0

    def sizeHint(self) -> QSize:
        """A readable width."""
        width = self.width() if self.width() in self._drawings else _READABLE
        return QSize(_READABLE, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow, and as high as that makes it."""
        return QSize(_NARROWEST, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height of the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        width = self.width()
        drawing = self.drawing(width)
        if drawing is None:
            return
        if width not in self._renderers:
            self._renderers = {width: renderer(drawing)}
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        self._renderers[width].render(painter, QRectF(0, 0, drawing.width, drawing.height))
        painter.end()


class ChartView(BlockView[ChartBlock]):
    """A result: how many voted, the picture or its table, ties and agreement in words."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        card = Card()
        card.column.setContentsMargins(20, 16, 20, 20)
        card.column.setSpacing(16)
        self.heading = PlainLabel("", "label")
        self.voters = PlainLabel("", "soft")
        self.picture = PictureWidget(translator, theme)
        self.model = GridModel(self)
        self.table = GridTable(self.model, 1)
        self.workings = Workings(translator)
        self.workings.hide()
        self.nothing = PlainLabel(translator.text("Nobody gave any option a vote."), "soft")
        self.said = PlainLabel("", "soft")
        self.said.setWordWrap(True)
        self.counted = PlainLabel("", "small")
        self.more = QuietButton("")
        self.more.clicked.connect(self._on_more)
        self.as_table = QuietButton(translator.text("Show as table"), small=True)
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._show_rows)
        self.as_working = QuietButton(translator.text("Show the working"), small=True)
        self.as_working.setCheckable(True)
        self.as_working.toggled.connect(self._show_workings)
        self._block: ChartBlock | None = None
        self._method = ""
        self._shown = _PAGE
        self._chip_line = QWidget()
        self._chips = FlowLayout(self._chip_line)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.heading, 1)
        top.addWidget(self.voters)
        below = QWidget()
        buttons = FlowLayout(below)
        for button in (self.more, self.as_working, self.as_table):
            buttons.addWidget(button)
        card.column.addLayout(top)
        card.column.addWidget(self.picture)
        card.column.addWidget(self.table)
        card.column.addWidget(self.nothing)
        card.column.addWidget(self._chip_line)
        card.column.addWidget(self.said)
        card.column.addWidget(self.counted)
        card.column.addWidget(self.workings)
        card.column.addWidget(below)
        self.column.addWidget(card)
        self.chips: list[Chip] = []

    def _on_more(self) -> None:
        self._shown += _PAGE
        self._show_rows()

    def _show_rows(self) -> None:
        if self._block is None:
            return
        is_table = self.as_table.isChecked()
        shown, left = _first(self._block, self._shown)
        self.picture.show_chart(shown, self._shown)
        self.picture.setVisible(not is_table)
        self.table.setVisible(is_table)
        if is_table:
            self.model.show_grid(grid(self._block, self._method, self.translator))
            self.table.share_width()
        self.more.setVisible(left > 0 and not is_table)
        self.more.setText(self.translator.count("Show {n} more", "Show {n} more", min(left, _PAGE)))

    def _show_workings(self) -> None:
        is_shown = self.as_working.isChecked() and self._block is not None
        if is_shown and self._block is not None:
            self.workings.show_workings(self._block.working)
        self.workings.setVisible(is_shown and self.as_working.isEnabled())

    def show_block(self, block: ChartBlock) -> None:
        """Show this result."""
        text = self.translator.text
        method = word(METHODS, block.method, self.translator)
        heading = method
        if block.round > 1:
            said = text("round {round}", round=block.round)
            heading = f"{heading} · {said}"
        self.heading.setText(heading)
        said = voters(block, self.translator)
        self.voters.setText(said)
        self._block = block
        self._method = method
        self._show_rows()
        self.as_working.setEnabled(bool(block.working))
        self.as_working.setVisible(bool(block.working))
        self._show_workings()
        beside = [*agreement(block, self.translator), *settled(block, self.translator)]
        beside = [*filter(None, (money(block, self.translator),)), *beside]
        beside += without(block, self.translator)
        sentences = (how(block, self.translator), shading(block, self.translator))
        counted = " ".join(filter(None, sentences))
        self.counted.setText(counted)
        self.counted.setVisible(bool(counted))
        tied = ties(block, self.translator)
        self.said.setText("\n".join(beside))
        self.said.setVisible(bool(beside))
        name = f"{heading}, {said}"
        first, left = _first(block, _PAGE)
        told = spoken(grid(first, method, self.translator))
        if left:
            told.append(
                self.translator.count(
                    "{n} more stands in the table.", "{n} more stand in the table.", left
                )
            )
        for seen in (self.picture, self.table):
            seen.setAccessibleName(name)
            seen.setAccessibleDescription("\n".join([*told, *tied, *beside]))
        is_empty = isinstance(block, Chart) and not any(bar.value for bar in block.bars)
        self.nothing.setVisible(is_empty)
        while self._chips.count():
            item = self._chips.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.chips = [Chip(one, warn=True) for one in tied[:_MOST_CHIPS]]
        for chip in self.chips:
            self._chips.addWidget(chip)
            chip.show()
        self._chip_line.setVisible(bool(self.chips))


def _first(chart: ChartBlock, most: int) -> tuple[ChartBlock, int]:
    """The chart with its first rows, and how many are left; a plot keeps all, some as rings."""
    if isinstance(chart, AxesChart):
        return chart, max(0, len(chart.points) - most)
    if isinstance(chart, ColumnsChart):
        return chart, 0
    name = "bars" if isinstance(chart, Chart) else "rows"
    rows = chart.bars if isinstance(chart, Chart) else chart.rows
    return chart.model_copy(update={name: rows[:most]}), max(0, len(rows) - most)


def spoken(table: Grid) -> list[str]:
    """Each row of a table as one line to be read aloud."""
    lines: list[str] = []
    for place, option, *cells in table.rows:
        one = len(cells) == 1
        told = [
            cell if one else f"{head} {cell}"
            for head, cell in zip(table.head[2:], cells, strict=True)
        ]
        lines.append(f"{place}. {option}: {', '.join(told)}")
    return lines
