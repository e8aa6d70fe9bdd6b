"""What a search finds, as rows to pick from: the palette's and Home's."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workshop_studio.ui.palette.line import Entry
from workshop_studio.ui.palette.matching import folded, rank_folded
from workshop_studio.ui.theme import Theme

_HINT = Qt.ItemDataRole.UserRole
_ENTRY = Qt.ItemDataRole.UserRole + 1
_ABOUT = Qt.ItemDataRole.UserRole + 2
_INSIDE = 10
_BELOW = 1_000
"""What is found in what is told of a thing comes after what is found in its name."""
MOST = 60
"""Most rows that are shown; who sees more types on."""


class _Row(QStyledItemDelegate):
    """Draws the name at the left, the hint soft at the right, what is told of it below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One line or two with air around."""
        high = QFontMetrics(option.font).height()
        if index.data(_ABOUT):
            high += QFontMetrics(self._theme.type("small")).height() + 2
        return QSize(0, high + 2 * _INSIDE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the ground of the row that is chosen, then the texts."""
        if option.state & QStyle.StateFlag.State_Selected:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_wash"))
            painter.drawRoundedRect(option.rect, 8, 8)
            painter.restore()
        place: QRect = option.rect.adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE)
        hint, text, about = (str(index.data(role) or "") for role in (_HINT, 0, _ABOUT))
        left, top = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop
        elide = Qt.TextElideMode.ElideRight
        painter.save()
        painter.setFont(self._theme.type("small"))
        painter.setPen(self._theme.colour("soft"))
        metrics = painter.fontMetrics()
        taken = metrics.horizontalAdvance(hint) + 2 * _INSIDE
        first = QFontMetrics(option.font).height()
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(place.x(), place.y(), place.width(), first), middle, hint)
        if about:
            below = place.adjusted(0, first + 2, 0, 0)
            shown = metrics.elidedText(about, elide, below.width())
            painter.drawText(below, top | left, shown)
        painter.setFont(option.font)
        painter.setPen(self._theme.colour("ink"))
        room = place.adjusted(0, 0, -taken, 0)
        shown = painter.fontMetrics().elidedText(text, elide, room.width())
        painter.drawText(room, top | left, shown)
        painter.restore()


class Results(QListWidget):
    """What answers a query, best first; one row is chosen as long as there is any.

    Signals:
        chosen(str): the name of the row that is chosen now; empty where there is none.
        picked(Entry): a row was clicked.
    """

    chosen = Signal(str)
    picked = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._entries: list[tuple[str, str, Entry]] = []
        self._query = ""
        self.setProperty("role", "list")
        self.setItemDelegate(_Row(theme, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.currentItemChanged.connect(self._on_current)
        self.itemClicked.connect(self._on_clicked)

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Search among these from now on; the row that is chosen stays so if it is still there."""
        before = self.current()
        self._entries = [
            (folded(one.text), " ".join(map(folded, (one.text, *one.about))), one)
            for one in entries
        ]
        self.search(self._query)
        names = self.found()
        if before in names:
            self.setCurrentRow(names.index(before))

    def search(self, query: str) -> None:
        """Show what answers; an empty query shows everything."""
        self._query = query
        words = folded(query).split()
        ranked: list[tuple[int, Entry]] = []
        for name, whole, entry in self._entries:
            place = rank_folded(words, name)
            if place is None and whole != name:
                lower = rank_folded(words, whole)
                place = None if lower is None else _BELOW + max(lower, 0)
            if place is not None:
                ranked.append((place, entry))
        ranked.sort(key=lambda one: one[0])  # equal ones stay in the order they came in
        self.clear()
        for _, entry in ranked[:MOST]:
            item = QListWidgetItem(entry.text, self)
            about = entry.told(words)
            item.setData(_HINT, entry.hint)
            item.setData(_ENTRY, entry)
            item.setData(_ABOUT, about)
            told = ", ".join(part for part in (entry.hint, about) if part)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, told)
        self.setCurrentRow(0)
        self.chosen.emit(self.current())

    def found(self) -> tuple[str, ...]:
        """The names that are shown, from above."""
        return tuple(self.item(n).text() for n in range(self.count()))

    def current(self) -> str:
        """The name of the row that is chosen."""
        return self.currentItem().text() if self.currentRow() >= 0 else ""

    def choose(self, by: int) -> None:
        """Choose another row."""
        last = self.count() - 1
        self.setCurrentRow(max(0, min(last, self.currentRow() + by)))

    def pick(self) -> None:
        """Pick the row that is chosen, if there is any."""
        if self.count():
            self._on_clicked(self.currentItem())

    def _on_current(self) -> None:
        self.chosen.emit(self.current())

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_ENTRY))
