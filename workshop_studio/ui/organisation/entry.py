"""Where a name is typed: a new one, or another for what is listed; a group's area and cohort."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from workshop_studio.domain.organisation import (
    NAME_LIMIT,
    Kind,
    LeadershipGroup,
    Organisation,
    Unit,
)
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.organisation import words
from workshop_studio.ui.widgets.inputs import DropDown
from workshop_studio.ui.widgets.labels import PlainLabel, PrimaryButton, QuietButton


class NameLine(QLineEdit):
    """A line that leaves undo and redo to the window where it has nothing to take back."""

    def event(self, event: QEvent) -> bool:
        """Let the window have the keys that mean nothing here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)


class UnitEntry(QWidget):
    """Takes a name, and for a group its area and cohort; Enter accepts.

    Signals:
        accepted(): what is typed is to be used.
        left(): what is being changed stays as it was.

    Attributes:
        unit: id of what is being changed; None where something new is typed.
    """

    accepted = Signal()
    left = Signal()

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self.unit: str | None = None
        text = translator.text
        self.label = PlainLabel("", "label", wrap=False)
        self.name = NameLine()
        self.name.setMaxLength(NAME_LIMIT)
        self.name.returnPressed.connect(self.accepted)
        self.name.textChanged.connect(self._on_typed)
        self.area, self.cohort = DropDown(), DropDown()
        self.area.setAccessibleName(text("Programme area"))
        self.cohort.setAccessibleName(text("Cohort"))
        self.accept = PrimaryButton()
        self.accept.clicked.connect(self.accepted)
        self.cancel = QuietButton(text("Cancel"))
        self.cancel.clicked.connect(self.left)
        first = QHBoxLayout()
        first.addWidget(self.name, 1)
        first.addWidget(self.cancel)
        first.addWidget(self.accept)
        second = QHBoxLayout()
        second.addWidget(self.area)
        second.addWidget(self.cohort)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.label)
        column.addLayout(first)
        column.addLayout(second)
        self.clear()

    def show_kind(self, kind: Kind, organisation: Organisation) -> None:
        """Be ready for a list; what is chosen for a group stays chosen."""
        text = self._translator.text
        _offer(self.area, text("No programme area"), organisation.areas)
        _offer(self.cohort, text("No cohort"), organisation.cohorts)
        for box in (self.area, self.cohort):
            box.setVisible(kind == "group")

    def show_unit(self, unit: Unit) -> None:
        """Change one that is listed."""
        self.unit = unit.id
        self.name.setText(unit.name)
        if isinstance(unit, LeadershipGroup):
            self.area.setCurrentIndex(max(0, self.area.findData(unit.area)))
            self.cohort.setCurrentIndex(max(0, self.cohort.findData(unit.cohort)))
        self._tell()
        self.name.selectAll()
        self.name.setFocus()

    def follow(self, before: "UnitEntry") -> None:
        """Go on with what was being typed in another one."""
        self.unit = before.unit
        self.name.setText(before.name.text())
        for box, chosen in zip((self.area, self.cohort), before.places(), strict=True):
            box.setCurrentIndex(max(0, box.findData(chosen)))
        self._tell()

    def clear(self) -> None:
        """Be ready for something new."""
        self.unit = None
        self.name.setText("")  # not clear(), which its own undo would take back
        self._tell()

    def places(self) -> tuple[str | None, str | None]:
        """Ids of the area and the cohort that are chosen."""
        return self.area.currentData(), self.cohort.currentData()

    def _tell(self) -> None:
        text, is_new = self._translator.text, self.unit is None
        label = text("New name") if is_new else text("Change the name")
        self.label.setText(label)
        self.name.setAccessibleName(label)
        self.accept.set_text(text("Add") if is_new else text("Save"))
        self.cancel.setVisible(not is_new)
        self._on_typed()

    def _on_typed(self) -> None:
        self.accept.setEnabled(bool(self.name.text().strip()))


def _offer(box: DropDown, none: str, units: Iterable[Unit]) -> None:
    chosen = box.currentData()
    box.clear()
    box.addItem(none, None)
    for unit in units:
        box.addItem(words.short(unit.name), unit.id)
    box.setCurrentIndex(max(0, box.findData(chosen)))
