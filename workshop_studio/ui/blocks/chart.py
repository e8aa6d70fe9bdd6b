"""The chart of a vote: bars in one widget, and the same in words for whoever does not see it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workshop_studio.blocks import Bar, Chart
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import METHODS, cluster_title, number, ties, voters, word
from workshop_studio.ui.blocks.bars import BarRow, BarRows, BarStyle
from workshop_studio.ui.blocks.base import BlockView
from workshop_studio.ui.blocks.scene import paint
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import Card, Chip, PlainLabel, QuietButton
from workshop_studio.ui.widgets.wrapping import lay_out

_GAP = 10.0
_LINES = 3
_MOST_CHIPS = 3
_PAGE = 24
"""Bars that are shown at first, and by which more are shown: a frame's worth of layout."""


class BarsWidget(QWidget):
    """Paints the bars; as high as they need at its width."""

    def __init__(self, translator: Translator, theme: Theme) -> None:
        super().__init__()
        self._translator = translator
        self._theme = theme
        self._bars: tuple[Bar, ...] = ()
        self._laid: dict[int, list[BarRow]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Paint these."""
        self._bars, self._laid = bars, {}
        said = [
            f"{bar.rank}. {cluster_title(bar.text, self._translator)}: "
            f"{number(bar.value, self._translator)}"
            for bar in bars
        ]
        self.setAccessibleDescription("\n".join(said))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Texts break in lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as all rows."""
        rows = self._rows(width)
        return int(rows[-1].bottom + 0.999) if rows else 0

    def sizeHint(self) -> QSize:
        """A readable width."""
        return QSize(560, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        """Narrow, and as high as that makes it."""
        return QSize(320, 0)

    def _rows(self, width: int) -> list[BarRow]:
        rows = self._laid.get(width)
        if rows is None:
            theme = self._theme
            body = theme.type("body")
            style = BarStyle(
                body,
                theme.type("strong"),
                theme.colour("surface"),
                theme.colour("sunken"),
                _GAP,
                lambda text, width: lay_out(text, body, width, _LINES),
            )
            laid = BarRows(self._bars, style, width, theme, self._translator)
            rows = laid.rows(0, len(self._bars), QPointF(0, 0))
            self._laid[width] = rows
        return rows

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are to be seen."""
        painter = QPainter(self)
        seen = QRectF(event.rect())
        for row in self._rows(self.width()):
            if row.bottom + _GAP >= seen.top():
                paint(painter, row.pieces, seen)
            if row.bottom > seen.bottom():
                break
        painter.end()


class ChartView(BlockView[Chart]):
    """A result: how many voted, the bars, and ties in words."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        card = Card()
        card.column.setContentsMargins(20, 16, 20, 20)
        card.column.setSpacing(16)
        self.heading = PlainLabel("", "label")
        self.voters = PlainLabel("", "soft")
        self.bars = BarsWidget(translator, theme)
        self.nothing = PlainLabel(translator.text("Nobody gave any option a vote."), "soft")
        self.more = QuietButton("")
        self.more.clicked.connect(self._on_more)
        self._all: tuple[Bar, ...] = ()
        self._shown = _PAGE
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.voters)
        card.column.addLayout(top)
        card.column.addWidget(self.bars)
        card.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        card.column.addWidget(self.nothing)
        card.column.addLayout(self._chips)
        self.column.addWidget(card)
        self.chips: list[Chip] = []

    def _on_more(self) -> None:
        self._shown += _PAGE
        self._show_bars()

    def _show_bars(self) -> None:
        self.bars.show_bars(self._all[: self._shown])
        left = len(self._all) - self._shown
        self.more.setVisible(left > 0)
        self.more.setText(self.translator.count("Show {n} more", "Show {n} more", min(left, _PAGE)))

    def show_block(self, block: Chart) -> None:
        """Show this result."""
        heading = word(METHODS, block.method, self.translator)
        if block.round > 1:
            said = self.translator.text("round {round}", round=block.round)
            heading = f"{heading} · {said}"
        self.heading.setText(heading)
        said = voters(block, self.translator)
        self.voters.setText(said)
        self._all = block.bars
        self._show_bars()
        self.bars.setAccessibleName(f"{heading}, {said}")
        self.nothing.setVisible(not any(bar.value for bar in block.bars))
        while self._chips.count():
            item = self._chips.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.chips = [Chip(text, warn=True) for text in ties(block, self.translator)[:_MOST_CHIPS]]
        for chip in self.chips:
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
