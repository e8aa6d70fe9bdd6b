"""How a file is read: what was found, for the facilitator to correct."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop_studio.app.ideas_in import Choices
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.imports import words
from workshop_studio.ui.imports.reading import Outcome
from workshop_studio.ui.widgets.flow import FlowLayout
from workshop_studio.ui.widgets.inputs import CheckBox, DropDown
from workshop_studio.ui.widgets.labels import PlainLabel, no_mnemonic


class Field(QWidget):
    """A drop-down under its name.

    Signals:
        chosen(object): the value of what somebody has chosen.
    """

    chosen = Signal(object)

    def __init__(self, name: str, translator: Translator) -> None:
        super().__init__()
        self.box = DropDown()
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText(translator.text("Choose …"))
        self.box.activated.connect(lambda row: self.chosen.emit(self.box.itemData(row)))
        label = PlainLabel(name, "label", wrap=False)
        label.setBuddy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(self.box)

    def show_values(self, values: Sequence[tuple[object, str]], current: object) -> None:
        """Offer these, each with its name; none is chosen where ``current`` is not among them."""
        if [
            (self.box.itemData(row), self.box.itemText(row)) for row in range(self.box.count())
        ] != [*values]:
            self.box.clear()
            for value, name in values:
                self.box.addItem(name, value)
        keys = [value for value, _ in values]
        self.box.setCurrentIndex(keys.index(current) if current in keys else -1)


class Fields(QWidget):
    """Sheet, column, separator, encoding and heading of a file.

    Signals:
        changed(Choices): the file is to be read otherwise.
    """

    changed = Signal(object)

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._choices = Choices()
        text = translator.text
        self.sheet = Field(text("Sheet"), translator)
        self.column = Field(text("Column with the ideas"), translator)
        self.separator = Field(text("Separator"), translator)
        self.encoding = Field(text("Encoding"), translator)
        self.header = CheckBox(no_mnemonic(text("First row is a heading")))
        flow = FlowLayout(self, 16)
        for part in (self.sheet, self.column, self.separator, self.encoding):
            flow.addWidget(part)
        self.sheet.chosen.connect(lambda sheet: self._change(replace(self._rows(), sheet=sheet)))
        self.separator.chosen.connect(
            lambda mark: self._change(replace(self._rows(), separator=mark))
        )
        self.encoding.chosen.connect(
            lambda name: self._change(replace(self._rows(), encoding=name))
        )
        self.column.chosen.connect(self.choose_column)
        self.header.clicked.connect(
            lambda checked: self._change(replace(self._choices, header=checked))
        )

    def choose_column(self, column: int) -> None:
        """Take the ideas from another column."""
        self._change(replace(self._choices, column=column))

    def leave_same_out(self, *, leaves: bool) -> None:
        """Leave out what is there already, or let it in."""
        self._change(replace(self._choices, leaves_same_out=leaves))

    def show_outcome(self, outcome: Outcome) -> None:
        """Show how a file was read; where it could not be, what somebody chose for it."""
        self._choices = outcome.choices
        is_read = outcome.file is not None
        self.sheet.setVisible(is_read and outcome.is_sheet and self._has_sheets(outcome))
        for field in (self.separator, self.encoding):
            field.setVisible(is_read and not outcome.is_sheet)
        self.column.setVisible(outcome.reading is not None and outcome.reading.table.width > 1)
        self.header.setVisible(outcome.grid is not None)
        if outcome.grid is not None:
            self._show_found(outcome)
        elif is_read and not outcome.is_sheet:
            chosen = outcome.choices
            encoding = words.encoding_key(chosen.encoding or "")
            self.encoding.show_values(words.encodings(encoding), encoding)
            mark = chosen.separator
            self.separator.show_values(words.separators(mark, self._translator), mark)
        elif outcome.choices.sheet is not None:
            self.sheet.show_values(self._sheets(), outcome.choices.sheet)

    def _show_found(self, outcome: Outcome) -> None:
        grid, reading = outcome.grid, outcome.reading
        if grid is None:
            return
        if outcome.is_sheet:
            self.sheet.show_values(
                [(sheet, words.cut(sheet, 60)) for sheet in grid.sheets], grid.sheet
            )
        else:
            encoding = words.encoding_key(grid.encoding)
            self.encoding.show_values(words.encodings(encoding), encoding)
            mark = grid.separator or ""
            self.separator.show_values(words.separators(mark, self._translator), mark)
        if reading is not None:
            table = reading.table
            names = [
                (column, words.column_name(table, column, self._translator))
                for column in range(table.width)
            ]
            self.column.show_values(names, reading.column)
            self.header.setChecked(table.header)
        else:
            self.header.setChecked(bool(outcome.choices.header))

    def _has_sheets(self, outcome: Outcome) -> bool:
        sheets = outcome.grid.sheets if outcome.grid is not None else self._sheets()
        return len(sheets) > 1

    def _sheets(self) -> list[tuple[object, str]]:
        box = self.sheet.box
        return [(box.itemData(row), box.itemText(row)) for row in range(box.count())]

    def _rows(self) -> Choices:
        """The choices without heading and column, which are looked for anew in other rows."""
        return replace(self._choices, header=None, column=None)

    def _change(self, choices: Choices) -> None:
        self._choices = choices
        self.changed.emit(choices)
