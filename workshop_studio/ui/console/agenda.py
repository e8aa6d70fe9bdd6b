"""The agenda beside the work: activities and steps with their state.

Looking moves nobody: a click selects, a double click or Enter moves the group.
"""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from workshop_studio.blocks import Agenda, AgendaActivity, AgendaStep
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.theme import Theme, tabular
from workshop_studio.ui.widgets.labels import plain_tooltip

ID: Final = Qt.ItemDataRole.UserRole
STATE: Final = Qt.ItemDataRole.UserRole + 1
MINUTES: Final = Qt.ItemDataRole.UserRole + 2
PLACE: Final = Qt.ItemDataRole.UserRole + 3
"""Where a row lies in the card of the current activity: ``first``, ``inside`` or ``last``."""

_ACTIVITY_HEIGHT = 38
_STEP_HEIGHT = 26
_SIGN = 30
"""Room for the sign before the name."""
_RADIUS = 12.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_Index = QModelIndex | QPersistentModelIndex


class AgendaTree(QTreeWidget):
    """Activities with their steps.

    Signals:
        go_requested(str): move the group to this step.
    """

    go_requested = Signal(str)

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
        self.setItemDelegate(_Row(theme, self))
        self.itemActivated.connect(self._on_activated)
        self.itemClicked.connect(self._on_clicked)

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
            if current:
                for step in steps:
                    step.setData(0, PLACE, "last" if step is steps[-1] else "inside")
            item.addChildren(steps)
        self._select(_current(agenda) if moved or chosen is None else chosen)

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
        minutes = self._minutes(activity.minutes or None)
        item = QTreeWidgetItem([name])
        item.setData(0, ID, activity.id)
        item.setData(0, STATE, activity.state)
        item.setData(0, MINUTES, minutes)
        item.setData(0, PLACE, "first" if activity.state == "current" else "")
        state = self._state(activity.state)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}, {minutes}, {state}")
        item.setToolTip(0, plain_tooltip(name))
        return item

    def _step(self, step: AgendaStep) -> QTreeWidgetItem:
        title = self._translator.words(step.title)
        text = title if step.count is None else f"{title} · {step.count}"
        minutes = self._minutes(step.minutes)
        item = QTreeWidgetItem([text])
        item.setData(0, ID, step.id)
        item.setData(0, STATE, step.state)
        item.setData(0, MINUTES, "")
        item.setData(0, PLACE, "")
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
        return words[state]

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        if item.childCount():
            item.setExpanded(not item.isExpanded())

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


class _Row(QStyledItemDelegate):
    """Draws a row: sign, name, minutes; the current activity lies on a card."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Activities stand apart, steps closer."""
        del option
        high = _STEP_HEIGHT if index.parent().isValid() else _ACTIVITY_HEIGHT
        if index.data(PLACE) == "last":
            high += 8
        return QSize(100, round(high * self._theme.scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        theme, rect = self._theme, QRectF(option.rect)
        is_step, state = index.parent().isValid(), index.data(STATE)
        place = index.data(PLACE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if place:
            self._card(painter, rect, place)
        if place == "last":
            rect.adjust(0, 0, 0, -8)
        flags: QStyle.StateFlag = option.state
        if flags & QStyle.StateFlag.State_Selected and flags & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(6, 2, -4, -2), 8, 8)
        elif flags & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sunken"))
            painter.drawRoundedRect(rect.adjusted(6, 1, -4, -1), 8, 8)
        left = rect.left() + 12
        self._sign(painter, left, rect, is_step=is_step, state=state)
        strong = state == "current" or not is_step
        painter.setFont(
            theme.type("strong" if not is_step else "small_strong" if strong else "small")
        )
        quiet = state == "done" or (is_step and state != "current")
        painter.setPen(theme.colour("soft" if quiet else "ink"))
        room = rect.adjusted(12 + _SIGN + (16 if is_step else 0), 0, -14, 0)
        minutes = index.data(MINUTES)
        if minutes:
            name_font = painter.font()
            painter.setFont(tabular(theme.type("small")))
            painter.setPen(theme.colour("soft"))
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, minutes
            )
            room.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(minutes) - 10, 0)
            painter.setFont(name_font)
            painter.setPen(theme.colour("soft" if quiet else "ink"))
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, _LEFT, text)
        painter.restore()

    def _card(self, painter: QPainter, rect: QRectF, place: str) -> None:
        """The part of the card that lies behind one row."""
        theme = self._theme
        whole = rect.adjusted(2, 0.5, -2, -0.5)
        if place != "first":
            whole.setTop(whole.top() - 2 * _RADIUS)
        if place != "last":
            whole.setBottom(whole.bottom() + 2 * _RADIUS)
        painter.save()
        painter.setClipRect(rect)
        path = QPainterPath()
        path.addRoundedRect(whole, _RADIUS, _RADIUS)
        painter.fillPath(path, theme.colour("surface"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawPath(path)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.fillRect(QRectF(whole.left(), rect.top(), 4, rect.height()), theme.colour("accent"))
        painter.restore()

    def _sign(
        self, painter: QPainter, left: float, rect: QRectF, *, is_step: bool, state: str
    ) -> None:
        """What tells the state without colour: a tick, a filled or an empty dot, a triangle."""
        theme, middle = self._theme, rect.center().y()
        painter.setPen(QPen(theme.colour("soft"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_step:
            x = left + _SIGN + 4
            colour = theme.colour("accent" if state == "current" else "soft")
            painter.setPen(QPen(colour, 1.5))
            if state != "ahead":
                painter.setBrush(colour)
            painter.drawEllipse(QRectF(x - 4, middle - 4, 8, 8))
        elif state == "done":
            painter.setPen(QPen(theme.colour("ink"), 1.6))
            path = QPainterPath()
            path.moveTo(left + 4, middle + 0.5)
            path.lineTo(left + 8, middle + 4.5)
            path.lineTo(left + 15, middle - 4.5)
            painter.drawPath(path)
        elif state == "current":
            path = QPainterPath()
            path.moveTo(left + 6, middle - 5)
            path.lineTo(left + 14, middle)
            path.lineTo(left + 6, middle + 5)
            path.closeSubpath()
            painter.fillPath(path, theme.colour("ink"))
