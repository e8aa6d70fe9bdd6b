"""A field below what it is called, above a word on what comes of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop_studio.ui.widgets.labels import PlainLabel


def captioned(label: str, field: QWidget, hint: str = "") -> QVBoxLayout:
    """The field with its caption and, where there is one, its hint, for screen readers too."""
    rows = QVBoxLayout()
    rows.setSpacing(6)
    caption = PlainLabel(label, role="label", wrap=False)
    caption.setBuddy(field)
    if field.focusPolicy() != Qt.FocusPolicy.NoFocus:
        field.setAccessibleName(label)
        field.setAccessibleDescription(hint)
    rows.addWidget(caption)
    rows.addWidget(field)
    if hint:
        rows.addWidget(PlainLabel(hint, role="small"))
    return rows
