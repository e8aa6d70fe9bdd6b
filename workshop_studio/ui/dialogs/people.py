"""How many they are: one number, corrected by the facilitator."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.dialogs.base import CalmDialog
from workshop_studio.ui.dialogs.numbers import NumberField
from workshop_studio.ui.widgets.labels import PlainLabel, PrimaryButton, QuietButton

_WIDTH: Final = 460


class PeopleDialog(CalmDialog):
    """Asks for a number of people; Enter saves it.

    Signals:
        given(object): the number; None where it is not known.
    """

    given = Signal(object)

    def __init__(
        self,
        translator: Translator,
        heading: str,
        asked: str,
        told: str,
        value: int | None,
        most: int,
        parent: QWidget | None = None,
        *,
        may_be_unknown: bool = False,
    ) -> None:
        """Ask.

        Args:
            translator: the language.
            heading: whose number it is.
            asked: what is asked for.
            told: what follows from it.
            value: the number as it stands.
            most: the greatest that it may be.
            parent: the window that it belongs to.
            may_be_unknown: whether the number may be left empty.
        """
        super().__init__(_WIDTH, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        text = translator.text
        self._may_be_unknown = may_be_unknown
        self.number = NumberField(1, most, text("not known yet") if may_be_unknown else "")
        self.number.set_value(value)
        self.number.setAccessibleName(asked)
        self.number.textChanged.connect(self._on_edited)
        caption = PlainLabel(asked, "soft", wrap=False)
        caption.setBuddy(self.number)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(caption, self.number)
        self.save = PrimaryButton(text("Save"))
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        cancel = QuietButton(text("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        self.column.addWidget(PlainLabel(heading, "title"))
        self.column.addLayout(form)
        self.column.addWidget(PlainLabel(told, "small"))
        self.column.addLayout(buttons)
        self.number.selectAll()
        self.number.setFocus()

    def accept(self) -> None:
        """Give the number, if it is one."""
        if not self.save.isEnabled():
            return
        super().accept()
        self.given.emit(self.number.value())

    def _on_edited(self) -> None:
        is_known = self._may_be_unknown or self.number.value() is not None
        self.save.setEnabled(is_known and not self.number.is_spoilt())
