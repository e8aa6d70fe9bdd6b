"""The row that turns from one of the four lists to another."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from workshop_studio.domain.organisation import KINDS, Kind, Organisation
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.organisation import words
from workshop_studio.ui.widgets.flow import FlowLayout
from workshop_studio.ui.widgets.labels import QuietButton


class Lists(QWidget):
    """A button for each list, with how much stands in it.

    Signals:
        chosen(str): turn to this kind.
    """

    chosen = Signal(str)

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._one = QButtonGroup(self)
        self._buttons: dict[Kind, QuietButton] = {}
        flow = FlowLayout(self)
        for kind in KINDS:
            button = self._buttons[kind] = QuietButton("", "switch")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, kind=kind: self.chosen.emit(kind))
            self._one.addButton(button)
            flow.addWidget(button)

    def button(self, kind: Kind) -> QuietButton:
        """The button of a list."""
        return self._buttons[kind]

    def show_kind(self, kind: Kind, organisation: Organisation) -> None:
        """Show which list one is in, and how much each has."""
        for one, button in self._buttons.items():
            name = self._translator.text(words.LISTS[one])
            many = self._translator.number(len(organisation.units(one)))
            button.set_text(f"{name}  {many}")
            button.setChecked(one == kind)
