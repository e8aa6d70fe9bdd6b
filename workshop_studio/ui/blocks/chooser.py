"""A quick chooser by typing: a few letters of a cluster's title and Enter, or a new title."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import isolated
from workshop_studio.ui.blocks.rows import RowDelegate
from workshop_studio.ui.item_models.ideas import ID_ROLE
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel

_NEW: Final = "\0new"
_MOVES: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_WIDTH, _HEIGHT = 420, 320


class Chooser(QFrame):
    """Lies over the outline while something is chosen; Enter takes it, Esc leaves all as it is.

    Signals:
        chosen(str): id of the cluster that was chosen.
        made(str): title of the new cluster that was asked for.
        closed(): it is gone again, whatever was chosen.
    """

    chosen = Signal(str)
    made = Signal(str)
    closed = Signal()

    def __init__(self, translator: Translator, theme: Theme, over: QWidget) -> None:
        super().__init__(over.parentWidget())
        self._over = over
        self._translator = translator
        self._options: list[tuple[str, str]] = []
        self._is_list = True
        self.setProperty("role", "lifted")
        self.heading = PlainLabel("", "label")
        self.line = QLineEdit()
        self.line.textChanged.connect(self._on_text_changed)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(RowDelegate(self.list, theme))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.itemClicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (self.heading, self.line, self.list):
            column.addWidget(widget)
        self.hide()

    def ask_where(self, heading: str, options: list[tuple[str, str]]) -> None:
        """Let somebody choose among these (id, title), or type a new title."""
        self._options, self._is_list = options, True
        self.line.setPlaceholderText(self._translator.text("Type to find or to name a new one"))
        self._open(heading)

    def ask_title(self, heading: str) -> None:
        """Let somebody type the title of a new cluster."""
        self._options, self._is_list = [], False
        self.line.setPlaceholderText(self._translator.text("Title"))
        self._open(heading)

    def _open(self, heading: str) -> None:
        self.heading.setText(heading)
        self.line.setAccessibleName(heading)
        self.list.setVisible(self._is_list)
        self.line.clear()
        self._fill()
        over = self._over.geometry()
        height = min(_HEIGHT, over.height()) if self._is_list else self.sizeHint().height()
        self.setGeometry(over.x() + 8, over.y() + 8, min(_WIDTH, over.width() - 16), height)
        self.raise_()
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_it(self) -> None:
        """Go away."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def take(self) -> None:
        """Take what is marked, or the title as it is typed."""
        item = self.list.currentItem() if self._is_list else None
        key = str(item.data(ID_ROLE)) if item is not None else _NEW
        title = self.line.text()
        self.close_it()
        if key == _NEW:
            self.made.emit(title)
        else:
            self.chosen.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc while typing; whoever goes elsewhere leaves all as it is."""
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event) or super().eventFilter(watched, event)
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        if watched is self.line and isinstance(event, QFocusEvent) and event.lostFocus():
            is_away = event.reason() != Qt.FocusReason.ActiveWindowFocusReason
            now = QApplication.focusWidget()
            if is_away and (now is None or not self.isAncestorOf(now)):
                self.close_it()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.take()
        elif key == Qt.Key.Key_Escape:
            self.close_it()
        elif key in _MOVES and self._is_list:
            row = self.list.currentRow() + _MOVES[Qt.Key(key)]
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        else:
            return False
        return True

    def _on_text_changed(self) -> None:
        self._fill()

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self.take()

    def _fill(self) -> None:
        if not self._is_list:
            return
        typed = self.line.text()
        wanted = typed.strip().casefold()
        found = [pair for pair in self._options if wanted in pair[1].casefold()]
        found.sort(key=lambda pair: bool(wanted) and not pair[1].casefold().startswith(wanted))
        new = self._translator.text("New cluster")
        if typed.strip():
            new = self._translator.text("New cluster: {title}", title=isolated(typed.strip()))
        self.list.clear()
        for key, title in [*found, (_NEW, new)]:
            item = QListWidgetItem(title)
            item.setData(ID_ROLE, key)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
