"""A field that offers a few ways, of which one holds."""

from typing import Any

from workshop_studio.blocks import FormField
from workshop_studio.i18n.form_words import CHOICES
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import word
from workshop_studio.ui.blocks.fields import FieldView
from workshop_studio.ui.widgets.inputs import DropDown


class ChoiceField(FieldView):
    """One of a few ways; what is sent is its code."""

    def __init__(self, spec: FormField, label: str, translator: Translator) -> None:
        super().__init__(spec, label, translator)
        self.box = DropDown()
        for option in spec.options:
            self.box.addItem(word(CHOICES, option.kind, translator), option.id)
        self.box.activated.connect(self._on_touched)
        self._hold(self.box)

    def enter(self, value: Any) -> None:  # noqa: ANN401
        """Choose a way by its code."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def entered(self) -> str:
        """The code of the way that is chosen."""
        return str(self.box.currentData())
