"""The settings of a step, as the kind of step offers them: fields that belong together in a row."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from workshop_studio.blocks import FormField
from workshop_studio.i18n.form_words import FIELDS
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import word
from workshop_studio.ui.blocks.fields import FieldView
from workshop_studio.ui.blocks.form import make_field
from workshop_studio.ui.blocks.numbers import TOUCH
from workshop_studio.ui.dialogs.base import MARGINS
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel

_BESIDE: Final = 3
"""Columns at the drawn size of text; a field that is alone takes all of them."""
_HIGHEST: Final = 500
_NARROWEST: Final = 640
"""The width in which labels are sure to find room."""


class Arranging(QScrollArea):
    """Fields with their labels; it scrolls where there are many.

    Attributes:
        fields: by name.
    """

    def __init__(self, settings: Sequence[FormField], translator: Translator, theme: Theme) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.fields: dict[str, FieldView] = {}
        page = QWidget()
        page.setAutoFillBackground(False)
        grid = QGridLayout(page)
        grid.setContentsMargins(MARGINS)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        beside = max(1, round(_BESIDE / theme.scale))
        for column in range(beside):
            grid.setColumnStretch(column, 1)
        line, column, before = -1, 0, ""
        numbered = {s.name.partition(".")[0] for s in settings if s.kind == "number"}
        for spec in settings:
            part, _, of = spec.name.partition(".")
            if not of or part != before or column == beside:
                line, column = line + 1, 0
            before = part if of else ""
            name = word(FIELDS, spec.label, translator)
            field = make_field(spec, name, translator, theme)
            field.show_field(spec)
            if of and part in numbered:
                field.input.setMinimumHeight(TOUCH)  # as high as the buttons beside
            label = PlainLabel(name, "soft")
            label.setBuddy(field.input)
            cell = QVBoxLayout()
            cell.setSpacing(4)
            cell.addStretch(1)  # fields of a line stand level, however long their labels are
            cell.addWidget(label)
            cell.addWidget(field)
            grid.addLayout(cell, line, column, 1, 1 if of else beside)
            column += 1
            self.fields[spec.name] = field
        grid.setRowStretch(line + 1, 1)  # room that is left over is below all
        self.setWidget(page)
        height = max(page.sizeHint().height(), grid.heightForWidth(_NARROWEST))
        self.setFixedHeight(min(height + 8, round(_HIGHEST * theme.scale)))

    def changed(self) -> dict[str, object]:
        """What somebody has entered, by name; what nobody has touched is not in it."""
        return {name: field.value() for name, field in self.fields.items() if field.is_touched}
