"""A line whose text is chosen from the organisation, or typed freely; typed text is marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from workshop_studio.ui.widgets.inputs import draw_arrow
from workshop_studio.ui.widgets.labels import PlainLabel, plain_tooltip, set_tooltip

_ARROW = 30
"""Pixels at the right that the arrow has."""
_GAP = 6
_MOST_SHOWN = 10
_ID = Qt.ItemDataRole.UserRole
_NAME = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One of what can be chosen: its id, its name, and the name with where it belongs."""

    id: str
    name: str
    line: str


class _Completer(QCompleter):
    """Finds what was typed anywhere in a row, and puts the name alone into the line.

    Attributes:
        list: what opens below the line.
    """

    def __init__(self, model: QStandardItemModel, parent: QObject) -> None:
        super().__init__(model, parent)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.list = QListView()
        self.list.setProperty("role", "choices")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPopup(self.list)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What is put into the line."""
        return str(index.data(_NAME))


class ChoiceLine(QLineEdit):
    """Offers what fits while one types; Down, or a click on the arrow, offers all.

    Signals:
        picked(str): the one with this id was chosen.
        settled(): the text is as somebody wants it for now.

    Attributes:
        mark: says that the text is none of the choices.
    """

    picked = Signal(str)
    settled = Signal()

    def __init__(self, mark: str) -> None:
        """Be a plain line until there are choices; ``mark`` is what free text is called."""
        super().__init__()
        self._model = QStandardItemModel(self)
        self._completer = _Completer(self._model, self)
        activated = self._completer.activated[QModelIndex]  # type: ignore[index] # of two
        activated.connect(self._on_activated)
        self.setCompleter(self._completer)
        self.mark = PlainLabel(mark, "warn_small", wrap=False, parent=self)
        self.mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.mark.hide()
        self.editingFinished.connect(self.settled)

    @property
    def has_choices(self) -> bool:
        """Whether there is anything to choose."""
        return self._model.rowCount() > 0

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these from now on."""
        self._model.clear()
        for choice in choices:
            item = QStandardItem(choice.line)
            item.setData(choice.id, _ID)
            item.setData(choice.name, _NAME)
            item.setToolTip(plain_tooltip(choice.line))
            self._model.appendRow(item)
        self._make_room()

    def show_free(self, *, free: bool, told: str) -> None:
        """Mark the text as free, which ``told`` explains, or take the mark away."""
        self.mark.setVisible(free)
        set_tooltip(self, told if free else "")
        self.setAccessibleDescription(told if free else "")
        self._make_room()

    def offer_all(self) -> None:
        """Show all that can be chosen."""
        if self.has_choices:
            self._completer.setCompletionPrefix("")
            self._completer.complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down offers all."""
        if event.key() == Qt.Key.Key_Down and not self._completer.list.isVisible():
            self.offer_all()
            event.accept()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the arrow offers all."""
        if self.has_choices and event.position().x() > self.width() - _ARROW:
            self.setFocus()
            self.offer_all()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show over the arrow that it is no text."""
        on_arrow = self.has_choices and event.position().x() > self.width() - _ARROW
        self.setCursor(Qt.CursorShape.ArrowCursor if on_arrow else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, then the arrow."""
        super().paintEvent(event)
        if self.has_choices:
            painter = QPainter(self)
            draw_arrow(painter, QPointF(self.width() - 18, self.height() / 2), self)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the mark at the right."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        right = _ARROW - 8 if self.has_choices else 0
        if self.mark.isVisibleTo(self):
            size = self.mark.sizeHint()
            left = self.width() - right - 12 - size.width()
            self.mark.setGeometry(left, (self.height() - size.height()) // 2, *size.toTuple())
            right += size.width() + _GAP
        self.setTextMargins(0, 0, right, 0)

    def _on_activated(self, index: QModelIndex) -> None:
        chosen = index.data(_ID)
        if isinstance(chosen, str):
            self.setText(index.data(_NAME))
            self.setCursorPosition(0)
            self.picked.emit(chosen)
