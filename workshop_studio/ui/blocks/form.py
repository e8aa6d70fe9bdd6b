"""The form: fields made from their kinds, sent together as one command."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from workshop_studio.blocks import Form, FormField
from workshop_studio.i18n.form_words import FIELDS, FORM_BUTTONS, FORM_HEADINGS
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import word
from workshop_studio.ui.blocks.base import BlockView, Sent
from workshop_studio.ui.blocks.choices import ChoiceField
from workshop_studio.ui.blocks.fields import (
    DayField,
    FieldView,
    ItemField,
    ItemsField,
    LongField,
    TextField,
)
from workshop_studio.ui.blocks.numbers import CountsField, NumberField
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import Card, PlainLabel, QuietButton


class FormView(BlockView[Form]):
    """Fields with their labels in a card. What somebody has touched stays until it was taken.

    A field that chooses an item lends its text to an untouched field right after it: what was
    chosen is most often what the initiative is called.
    """

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self._block: Form | None = None
        self._fields: list[FieldView] = []
        self._labels: list[PlainLabel] = []
        self._sent: tuple[Sent, dict[str, Any]] | None = None
        self._is_waiting = False
        card = Card()
        card.column.setContentsMargins(20, 16, 20, 20)
        self.heading = PlainLabel("", "title")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.button = QuietButton()
        self.button.clicked.connect(self.submit)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        card.column.addWidget(self.heading)
        card.column.addLayout(self._rows)
        card.column.addLayout(row)
        self.column.addWidget(card)

    @property
    def code(self) -> str:
        """Which form it is."""
        return self._block.code if self._block is not None else ""

    def show_block(self, block: Form) -> None:
        """Take over what the session says in every field that nobody has touched."""
        before, self._block = self._block, block
        if before is None or _shape(before) != _shape(block):
            self._make(block)
        for field, spec in zip(self._fields, block.fields, strict=True):
            field.show_field(spec)
        self._lend()
        self.heading.setText(word(FORM_HEADINGS, block.code, self.translator))
        self.button.set_text(word(FORM_BUTTONS, block.code, self.translator))

    def settle(self) -> None:
        """Make room for the next one, unless somebody has gone on writing."""
        if self._is_waiting and self._sent is not None and self._entered() == self._sent[1]:
            has_keyboard = self.isAncestorOf(QApplication.focusWidget() or self.window())
            for field in self._fields:
                field.is_touched = False
            if self._block is not None:
                self.show_block(self._block)
            following = self.first_input()
            if has_keyboard and following is not None:
                following.setFocus(Qt.FocusReason.OtherFocusReason)
        self._is_waiting = False

    def submit(self) -> bool:
        """Send what is entered; False where a field holds what cannot be sent."""
        if self._block is None:
            return False
        for field in self._fields:
            wrong = field.fault()
            if wrong:
                super().refuse(wrong, None)
                field.focus()
                return False
        values = {field.name: field.value() for field in self._fields}
        sent = {"type": self._block.command, **self._block.fixed, **values}
        self._sent = (sent, self._entered())
        self._is_waiting = True
        self.command_requested.emit(sent)
        return True

    @property
    def is_unsent(self) -> bool:
        """Whether somebody has filled something in that was not sent yet."""
        return not self._is_waiting and any(f.is_touched and f.entered() for f in self._fields)

    def set_button_shown(self, *, shown: bool) -> None:
        """Whether the form has a button of its own: not where the primary button sends it."""
        self.button.setVisible(shown)

    def field(self, name: str) -> FieldView:
        """A field by its name."""
        return next(field for field in self._fields if field.name == name)

    def draft(self) -> Any:  # noqa: ANN401
        """What is entered in the fields that somebody has touched."""
        touched = {field.name: field.entered() for field in self._fields if field.is_touched}
        return touched or None

    def restore(self, draft: Any) -> None:  # noqa: ANN401
        """Enter it again."""
        for field in self._fields:
            if isinstance(draft, Mapping) and field.name in draft:
                field.enter(draft[field.name])
                field.is_touched = True

    def refuse(self, text: str, sent: Sent | None) -> bool:
        """Say why, and put back what was sent if the form has gone on since."""
        if self._sent is not None and (sent is None or sent == self._sent[0]):
            if not any(field.is_touched for field in self._fields):
                self.restore(self._sent[1])
            self._is_waiting = False
            return super().refuse(text, sent)
        return False

    def first_input(self) -> QWidget | None:
        """The first field that is not filled in, else the first; none of a form aside."""
        if self._block is not None and self._block.aside:
            return None
        empty = [field for field in self._fields if isinstance(field, TextField)]
        chosen = [*[f for f in empty if not f.entered()], *empty, *self._fields]
        return chosen[0].input if chosen else None

    def _entered(self) -> dict[str, Any]:
        return {field.name: field.entered() for field in self._fields}

    def _make(self, block: Form) -> None:
        for widget in (*self._labels, *self._fields):
            self._rows.removeWidget(widget)
            widget.deleteLater()
        self._fields, self._labels = [], []
        for spec in block.fields:
            name = word(FIELDS, spec.label, self.translator)
            must = self.translator.text("{label} (required)", label=name)
            label = PlainLabel(must if _is_wanting(spec) else name, "label")
            field = make_field(spec, name, self.translator, self.theme)
            field.touched.connect(self._on_touched)
            field.submitted.connect(self.submit)
            label.setBuddy(field.input)
            part = QVBoxLayout()
            part.setSpacing(8)
            part.addWidget(label)
            part.addWidget(field)
            self._rows.addLayout(part)
            self._labels.append(label)
            self._fields.append(field)

    def _on_touched(self) -> None:
        self.forget_refusal()
        self._lend()

    def _lend(self) -> None:
        for item, text in zip(self._fields, self._fields[1:], strict=False):
            if isinstance(item, ItemField) and isinstance(text, TextField) and not text.is_touched:
                text.enter(item.text())


def _is_wanting(spec: FormField) -> bool:
    """Whether it must be filled in and nothing stands there yet."""
    has_always = spec.kind in {"number", "counts", "choice"}
    return spec.required and not has_always and not spec.value and not spec.words


def _shape(block: Form) -> tuple[object, ...]:
    """What two forms must have in common for one to go on as the other."""
    fields: tuple[FormField, ...] = block.fields
    parts = tuple((field.name, field.kind, field.label, field.required) for field in fields)
    return (block.code, block.command, tuple(block.fixed.items()), parts)


def make_field(spec: FormField, label: str, translator: Translator, theme: Theme) -> FieldView:
    """The field for a kind."""
    match spec.kind:
        case "text":
            return TextField(spec, label, translator)
        case "long":
            return LongField(spec, label, translator)
        case "date":
            return DayField(spec, label, translator)
        case "item":
            return ItemField(spec, label, translator)
        case "items":
            return ItemsField(spec, label, translator, theme)
        case "number":
            return NumberField(spec, label, translator)
        case "counts":
            return CountsField(spec, label, translator)
        case "choice":
            return ChoiceField(spec, label, translator)
