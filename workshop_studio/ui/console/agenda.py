"""The agenda beside the work: activities and steps with their state.

Looking moves nobody: a click selects, a double click or Enter moves the group.
"""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from workshop_studio.blocks import Agenda, AgendaActivity, AgendaStep
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import STATES
from workshop_studio.ui.console.agenda_rows import LAST, MINUTES, STATE, AgendaRow
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import plain_tooltip
from workshop_studio.ui.widgets.lifted import REACH, draw_lifted

ID: Final = Qt.ItemDataRole.UserRole
_LEAST: Final = 140
"""Pixels of height that the agenda keeps before it scrolls."""


class AgendaTree(QTreeWidget):
    """Activities with their steps.

    Signals:
        go_requested(str): move the group to this step.
        menu_requested(str, QPoint): offer what can be done with this activity, at this place.
    """

    go_requested = Signal(str)
    menu_requested = Signal(str, QPoint)

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._shown: Agenda | None = None
        self.setAccessibleName(translator.text("Agenda"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self._theme = theme
        self._rows = AgendaRow(theme, self)
        self.setItemDelegate(self._rows)
        self.itemExpanded.connect(self._on_unfolded)
        self.itemCollapsed.connect(self._on_unfolded)
        self.itemActivated.connect(self._on_activated)
        self.itemClicked.connect(self._on_clicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)

    def show_agenda(self, agenda: Agenda) -> None:
        """Show where the group stands."""
        if agenda == self._shown:
            return
        opened = {
            item.data(0, ID) for item in self._activities() if item.isExpanded() and self._shown
        }
        before = _current(self._shown) if self._shown else None
        selected = self.currentItem()
        chosen = selected.data(0, ID) if selected is not None else None
        moved = before != _current(agenda)
        self._shown = agenda
        self.clear()
        for activity in agenda.activities:
            item = self._item(activity)
            self.addTopLevelItem(item)
            current = activity.state == "current"
            item.setExpanded(current or (activity.id in opened and not moved))
            steps = [self._step(step) for step in activity.steps]
            if steps:
                steps[-1].setData(0, LAST, current)
            item.addChildren(steps)
        self._select(_current(agenda) if moved or chosen is None else chosen)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as it must be: it takes what room there is, up to the height of its rows."""
        return QSize(264, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Narrow; it breaks its names."""
        return QSize(120, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the names anew where there is another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card of the current activity, then the rows on it."""
        card = self._card()
        if card is not None:
            painter = QPainter(self.viewport())
            draw_lifted(painter, card, self._theme, edge=True)
            painter.end()
        super().paintEvent(event)

    def _fit(self) -> None:
        """Be as high as the rows, so that what belongs below them stands there, or scroll."""
        rows = [row for item in self._activities() for row in (item, *self._unfolded(item))]
        high = sum(self._rows.height(self.indexFromItem(row)) for row in rows) + REACH
        self.setMinimumHeight(min(round(_LEAST * self._theme.scale), high))
        self.setMaximumHeight(high)

    def _card(self) -> QRectF | None:
        for item in self._activities():
            if item.data(0, STATE) == "current":
                rect = QRectF(self.visualItemRect(item))
                for step in self._unfolded(item):
                    rect = rect.united(QRectF(self.visualItemRect(step)))
                card = rect.adjusted(REACH, 1, 0, -1)
                card.setRight(self._rows.right)
                return card
        return None

    def _unfolded(self, item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
        return _steps(item) if item.isExpanded() else []

    def _on_unfolded(self) -> None:
        self._fit()
        self.viewport().update()

    def _activities(self) -> list[QTreeWidgetItem]:
        return [
            item
            for number in range(self.topLevelItemCount())
            if (item := self.topLevelItem(number)) is not None
        ]

    def _select(self, wanted: str | None) -> None:
        for item in self._activities():
            for row in (item, *_steps(item)):
                if row.data(0, ID) == wanted:
                    self.setCurrentItem(row)
                    return

    def _item(self, activity: AgendaActivity) -> QTreeWidgetItem:
        name = self._translator.words(activity.name)
        state = self._state(activity.state)
        is_away = activity.state in STATES  # its minutes are not in the sum, so the word stands
        minutes = state if is_away else self._minutes(activity.minutes or None)
        if is_away and activity.spent:
            minutes = f"{state} · {self._minutes(activity.spent)}"
        item = QTreeWidgetItem([name])
        item.setData(0, ID, activity.id)
        item.setData(0, STATE, activity.state)
        item.setData(0, MINUTES, minutes)
        spoken = (name, minutes) if is_away else (name, minutes, state)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(spoken))
        item.setToolTip(0, plain_tooltip(name))
        return item

    def _step(self, step: AgendaStep) -> QTreeWidgetItem:
        title = self._translator.words(step.title)
        count = "" if step.count is None else self._translator.number(step.count)
        text = f"{title} · {count}" if count else title
        minutes = self._minutes(step.minutes)
        item = QTreeWidgetItem([text.replace(" · ", "\u00a0·\u00a0")])  # the count never alone
        item.setData(0, ID, step.id)
        item.setData(0, STATE, step.state)
        item.setData(0, MINUTES, "")
        state = self._state(step.state)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{text}, {minutes}, {state}")
        hint = self._translator.text("Double click or Enter moves the group here")
        item.setToolTip(0, plain_tooltip(f"{title}, {minutes}\n{hint}" if minutes else hint))
        return item

    def _minutes(self, minutes: int | None) -> str:
        if minutes is None:
            return ""
        return self._translator.text("{minutes} min", minutes=minutes)

    def _state(self, state: str) -> str:
        text = self._translator.text
        words = {"done": text("done"), "current": text("now"), "ahead": text("to come")}
        return words.get(state) or text(STATES[state])

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        if item.childCount():
            item.setExpanded(not item.isExpanded())

    def _on_menu(self, at: QPoint) -> None:
        """By mouse at the row under it, by keyboard at the current one."""
        item = self.itemAt(at) or self.currentItem()
        if item is None:
            return
        activity = item.parent() or item
        place = self.visualItemRect(item).center() if self.itemAt(at) is None else at
        self.menu_requested.emit(activity.data(0, ID), self.viewport().mapToGlobal(place))

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        step = next(iter(_steps(item)), item)
        if step.data(0, STATE) != "current":
            self.go_requested.emit(step.data(0, ID))


def _steps(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    children = (item.child(number) for number in range(item.childCount()))
    return [child for child in children if child is not None]


def _current(agenda: Agenda) -> str | None:
    for activity in agenda.activities:
        for step in activity.steps:
            if step.state == "current":
                return step.id
    return None
