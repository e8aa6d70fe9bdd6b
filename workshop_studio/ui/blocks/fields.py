"""The fields of a form, one class a kind; what each sends is said at ``blocks.FormField``."""

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from workshop_studio.blocks import Choosable, FormField
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import cluster_title
from workshop_studio.ui.blocks.ideas import RowList
from workshop_studio.ui.item_models.ideas import ID_ROLE, Index
from workshop_studio.ui.item_models.rows import RowParts
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.inputs import DateField, DropDown, TextInput
from workshop_studio.ui.widgets.labels import PlainLabel, plain_tooltip

_ROOT = QModelIndex()
_ROWS_SHOWN = 8
_ROW = 34
_AROUND = 16
_LABEL_MOST = 120


class FieldView(QWidget):
    """One field.

    Signals:
        touched(): somebody has entered something.
        submitted(): Enter was pressed in it.

    Attributes:
        name: what its value is sent under.
        input: the widget that takes the keyboard.
        is_touched: whether somebody has entered something that is not taken yet.
    """

    touched = Signal()
    submitted = Signal()
    input: QWidget

    def __init__(self, spec: FormField, label: str, translator: Translator) -> None:
        super().__init__()
        self.name = spec.name
        self.label = label
        self.translator = translator
        self.is_touched = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def _hold(self, widget: QWidget, inside: QWidget | None = None) -> None:
        self.input = widget
        widget.setAccessibleName(self.label)
        self.setFocusProxy(widget)
        self._column.addWidget(inside or widget)

    def _on_touched(self) -> None:
        self.is_touched = True
        self.touched.emit()

    def show_field(self, spec: FormField) -> None:
        """Show the session's value where nobody has touched the field."""
        if not self.is_touched:
            self.enter(spec.value)

    def enter(self, value: Any) -> None:  # noqa: ANN401
        """Fill in what :meth:`entered` gave, or a block's value."""
        raise NotImplementedError

    def entered(self) -> Any:  # noqa: ANN401
        """What is filled in, to be filled in again."""
        raise NotImplementedError

    def value(self) -> object:
        """What is sent."""
        return self.entered()

    def fault(self) -> str:
        """What cannot be sent about it, in words; empty if all is well."""
        return ""

    def focus(self) -> None:
        """Take the keyboard."""
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)


def _with_words(spec: FormField, translator: Translator) -> FormField:
    """A field with the words that stand in it as long as nobody has written others."""
    if not spec.words or spec.value:
        return spec
    lines = "\n".join(translator.words(words) for words in spec.words)
    return spec.model_copy(update={"value": lines})


class TextField(FieldView):
    """A line of text."""

    def __init__(self, spec: FormField, label: str, translator: Translator) -> None:
        super().__init__(spec, label, translator)
        self.line = QLineEdit()
        self.line.textEdited.connect(self._on_touched)
        self.line.returnPressed.connect(self.submitted)
        self._hold(self.line)

    def show_field(self, spec: FormField) -> None:
        """Show the text, or the words that stand there at first."""
        super().show_field(_with_words(spec, self.translator))

    def enter(self, value: Any) -> None:  # noqa: ANN401
        """Write a text."""
        text = str(value or "")
        if text != self.line.text():
            self.line.setText(text)

    def entered(self) -> str:
        """The text."""
        return self.line.text()


class LongField(FieldView):
    """Text of several lines; Ctrl+Enter sends the form."""

    def __init__(self, spec: FormField, label: str, translator: Translator) -> None:
        super().__init__(spec, label, translator)
        self.text = TextInput(least=3, most=8, enter_submits=False)
        self.text.textChanged.connect(self._on_changed)
        self.text.submitted.connect(self.submitted)
        self._is_filling = False
        self._hold(self.text)

    def show_field(self, spec: FormField) -> None:
        """Show the text, or the lines that stand there at first."""
        super().show_field(_with_words(spec, self.translator))

    def _on_changed(self) -> None:
        if not self._is_filling:
            self._on_touched()

    def enter(self, value: Any) -> None:  # noqa: ANN401
        """Write a text."""
        text = str(value or "")
        if text == self.text.typed():
            return
        self._is_filling = True
        self.text.setPlainText(text)
        self._is_filling = False

    def entered(self) -> str:
        """The text."""
        return self.text.typed()


class DayField(FieldView):
    """A date; sent as ISO writes it."""

    def __init__(self, spec: FormField, label: str, translator: Translator) -> None:
        super().__init__(spec, label, translator)
        self.date = DateField(translator)
        self.date.edited.connect(self._on_touched)
        self.date.submitted.connect(self.submitted)
        self._hold(self.date)
        self.input = self.date.line
        self.date.line.setAccessibleName(label)

    def enter(self, value: Any) -> None:  # noqa: ANN401
        """Write a date as ISO has it; what is no date stays as it was typed."""
        try:
            self.date.set_value(date.fromisoformat(str(value)) if value else None)
        except ValueError:
            self.date.line.setText(str(value))

    def entered(self) -> str | None:
        """The date as ISO has it, or what is typed instead."""
        found = self.date.value()
        return found.isoformat() if found else self.date.line.text() or None

    def value(self) -> object:
        """The date as ISO has it, or None."""
        found = self.date.value()
        return found.isoformat() if found else None

    def fault(self) -> str:
        """That it is no date."""
        if self.date.is_spoilt():
            return self.translator.text("Write the date as day.month.year, such as 24.12.2026.")
        return ""


class ItemField(FieldView):
    """One of several items, or none."""

    def __init__(self, spec: FormField, label: str, translator: Translator) -> None:
        super().__init__(spec, label, translator)
        self.box = DropDown()
        self.box.activated.connect(self._on_touched)
        self._options: tuple[Choosable, ...] | None = None
        self._hold(self.box)

    def show_field(self, spec: FormField) -> None:
        """Offer these options."""
        if spec.options != self._options:
            chosen = self.entered()
            self._options = spec.options
            self.box.clear()
            self.box.addItem(self.translator.text("Nothing chosen"), None)
            for option in spec.options:
                words = self.translator.words(option.words)
                name = words or cluster_title(option.text, self.translator)
                self.box.addItem(name[:_LABEL_MOST].replace("\n", " "), option.id)
            self.enter(chosen)
        super().show_field(spec)

    def enter(self, value: Any) -> None:  # noqa: ANN401
        """Choose an option by its id."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def entered(self) -> str | None:
        """The id of the chosen option."""
        key = self.box.currentData()
        return None if key is None else str(key)

    def text(self) -> str:
        """The whole text of the chosen option."""
        key = self.entered()
        return next((option.text for option in self._options or () if option.id == key), "")

    def value(self) -> object:
        """The chosen option's kind and id, or None."""
        key = self.entered()
        found = next((option for option in self._options or () if option.id == key), None)
        return None if found is None else {"kind": found.kind, "id": found.id}


class ItemsField(FieldView):
    """Any number of items, ticked in a list: Space or a click ticks."""

    def __init__(self, spec: FormField, label: str, translator: Translator, theme: Theme) -> None:
        super().__init__(spec, label, translator)
        self.model = TicksModel(translator, self)
        self.model.ticked.connect(self._on_ticked)
        self.list = TickList(theme)
        self.list.setModel(self.model)
        self.count = PlainLabel("", "small")
        self._hold(self.list)
        self._column.addWidget(self.count)

    def show_field(self, spec: FormField) -> None:
        """Offer these options."""
        self.model.show_options(spec.options)
        self.list.fit()
        super().show_field(spec)
        self._say()

    def enter(self, value: Any) -> None:  # noqa: ANN401
        """Tick the options with these ids."""
        self.model.tick(frozenset(value or ()))
        self._say()

    def entered(self) -> tuple[str, ...]:
        """The ids of the ticked options, in the order that they stand in."""
        return tuple(option.id for option in self.model.ticked_options())

    def value(self) -> object:
        """Kind and id of each ticked option."""
        return [{"kind": option.kind, "id": option.id} for option in self.model.ticked_options()]

    def _on_ticked(self) -> None:
        self._say()
        self._on_touched()

    def _say(self) -> None:
        n = len(self.model.ticked_options())
        self.count.setText(self.translator.count("{n} is ticked", "{n} are ticked", n))


class TicksModel(QAbstractListModel):
    """Options that may be ticked.

    Signals:
        ticked(): somebody ticked one, or took the tick away.
    """

    ticked = Signal()

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._options: tuple[Choosable, ...] = ()
        self._ticks: set[str] = set()

    def show_options(self, options: tuple[Choosable, ...]) -> None:
        """Offer these; ticks of those that are gone are gone."""
        if options == self._options:
            return
        self.beginResetModel()
        self._options = options
        self._ticks &= {option.id for option in options}
        self.endResetModel()

    def tick(self, ids: frozenset[str]) -> None:
        """Tick exactly these."""
        wanted = {option.id for option in self._options} & ids
        if wanted != self._ticks:
            self._ticks = wanted
            if self._options:
                self.dataChanged.emit(self.index(0), self.index(len(self._options) - 1))

    def ticked_options(self) -> list[Choosable]:
        """The ticked options in their order."""
        return [option for option in self._options if option.id in self._ticks]

    def toggle(self, index: Index) -> None:
        """Tick an option, or take its tick away."""
        if index.isValid():
            self._ticks ^= {self._options[index.row()].id}
            self.dataChanged.emit(index, index)
            self.ticked.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many options."""
        return 0 if parent.isValid() else len(self._options)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Text and tick."""
        if not index.isValid() or index.row() >= len(self._options):
            return None
        option = self._options[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return cluster_title(option.text, self._translator)
        if role == Qt.ItemDataRole.CheckStateRole:
            is_ticked = option.id in self._ticks
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(option.text) if len(option.text) > _LABEL_MOST else None
        return option.id if role == ID_ROLE else None

    def row_parts(self, index: Index) -> RowParts:
        """All that a row's height needs."""
        if not index.isValid() or index.row() >= len(self._options):
            return RowParts("", has_box=True)
        text = cluster_title(self._options[index.row()].text, self._translator)
        return RowParts(text, has_box=True)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each may be ticked."""
        del index
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )


class TickList(RowList):
    """A list whose rows are ticked by Space, Enter or a click anywhere on them.

    It is as high as its first rows, and shows half of the next one where there are more.
    """

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew, and be as high as they need."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height of the rows that are shown."""
        model = self.model()
        count = self.model().rowCount() if self.model() is not None else 0
        heights = [
            self.sizeHintForIndex(model.index(n, 0)).height()
            for n in range(min(count, _ROWS_SHOWN + 1))
        ]
        shown = sum(heights[:_ROWS_SHOWN]) + sum(heights[_ROWS_SHOWN:]) // 2
        self.setFixedHeight(max(shown, 2 * _ROW) + _AROUND)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the current row."""
        model = self.model()
        is_key = event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_key and not event.modifiers() and isinstance(model, TicksModel):
            model.toggle(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the row that was clicked."""
        index = self.indexAt(event.position().toPoint())
        model = self.model()
        is_click = event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex()
        super().mouseReleaseEvent(event)
        if is_click and isinstance(model, TicksModel):
            model.toggle(index)
