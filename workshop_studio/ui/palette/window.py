"""The command palette: one line to type in, and what it finds below."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.palette.matching import rank
from workshop_studio.ui.palette.overlay import Overlay
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel

_HINT = Qt.ItemDataRole.UserRole
_ENTRY = Qt.ItemDataRole.UserRole + 1
_MOVES: Final[Mapping[int, int]] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_DOES: Final[frozenset[int]] = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LEAVES: Final = frozenset(
    {
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
    }
)
_INSIDE = 10
MOST = 60
"""Most rows that are shown; who sees more types on."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that the palette can find.

    Attributes:
        text: what it is called.
        hint: its shortcut, or what kind of thing it is.
        run: does it.
    """

    text: str
    hint: str
    run: Callable[[], object]


class _Row(QStyledItemDelegate):
    """Draws the text at the left and the hint, soft, at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One line with air around it."""
        del index
        return QSize(0, QFontMetrics(option.font).height() + 2 * _INSIDE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the ground as the style has it, then the two texts."""
        super().paint(painter, option, QModelIndex())
        place: QRect = option.rect.adjusted(_INSIDE, 0, -_INSIDE, 0)
        hint, text = str(index.data(_HINT)), str(index.data())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        painter.setFont(self._theme.type("small"))
        painter.setPen(self._theme.colour("soft"))
        taken = painter.fontMetrics().horizontalAdvance(hint) + 2 * _INSIDE
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, hint)
        painter.setFont(option.font)
        painter.setPen(self._theme.colour("ink"))
        room = place.adjusted(0, 0, -taken, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


class Palette(Overlay):
    """Finds what can be done, and does it. The keyboard stays in the line."""

    def __init__(self, window: QWidget, translator: Translator, theme: Theme) -> None:
        super().__init__(window, 620, 460)
        text = translator.text
        self._entries: tuple[Entry, ...] = ()
        self.line = _Line(self)
        self.line.setPlaceholderText(text("Search actions, sessions and workshops"))
        self.line.setAccessibleName(text("Search everything"))
        self.line.textChanged.connect(self._find)
        self.rows = QListWidget()
        self.rows.setProperty("role", "list")
        self.rows.setItemDelegate(_Row(theme, self.rows))
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setAccessibleName(text("What was found"))
        self.rows.currentItemChanged.connect(self._tell)
        self.rows.itemClicked.connect(self._on_clicked)
        self.nothing = PlainLabel(text("Nothing is called that. Try fewer letters."), "soft")
        self.column.addWidget(self.line)
        self.column.addWidget(self.rows, 1)
        self.column.addWidget(self.nothing)
        self.column.addStretch(0)

    def open_over(self, entries: Iterable[Entry]) -> None:
        """Open with all of these to be found."""
        self._entries = tuple(entries)
        self.line.clear()
        self._find("")
        self.open_with(self.line)

    def found(self) -> tuple[str, ...]:
        """The texts that are shown, from above."""
        return tuple(self.rows.item(n).text() for n in range(self.rows.count()))

    def choose(self, by: int) -> None:
        """Choose another row."""
        last = self.rows.count() - 1
        self.rows.setCurrentRow(max(0, min(last, self.rows.currentRow() + by)))

    def run(self) -> None:
        """Close, then do what is chosen."""
        self._run(self.rows.currentItem())

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._run(item)

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        entry: Entry = item.data(_ENTRY)
        self.close_up()
        entry.run()

    def _find(self, query: str) -> None:
        ranked = [(rank(query, entry.text), entry) for entry in self._entries]
        found = [(place, entry) for place, entry in ranked if place is not None]
        found.sort(key=lambda one: one[0])  # equal ones stay in the table's order
        self.rows.clear()
        for _, entry in found[:MOST]:
            item = QListWidgetItem(entry.text, self.rows)
            item.setData(_HINT, entry.hint)
            item.setData(_ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, entry.hint)
        self.rows.setCurrentRow(0)
        self.rows.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self._tell()

    def _tell(self) -> None:
        place = self.rows.currentRow()
        found = self.found()
        self.line.setAccessibleDescription(found[place] if 0 <= place < len(found) else "")


class _Line(QLineEdit):
    """The line of the palette: keys that choose go to its rows."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._palette = palette

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose, Enter does it; the rest is typed."""
        key = event.key()
        if key in _MOVES:
            self._palette.choose(_MOVES[key])
        elif key in _DOES:
            self._palette.run()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when the user goes elsewhere in the window; not for another window or a menu."""
        super().focusOutEvent(event)
        if event.reason() in _LEAVES:
            self._palette.hide()
