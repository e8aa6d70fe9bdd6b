"""The blocks that a participant answers on the laptop beside the ballot: ideas just written."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workshop_studio.blocks import Ideas
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import ideas_count
from workshop_studio.ui.blocks.base import BlockView
from workshop_studio.ui.blocks.entry import EntryView
from workshop_studio.ui.passed.rows import TOUCH
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import Card, PlainLabel

_HINTS: Final = (  # a keyboard on the screen must not learn the words, and offer them to the next
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
)


class OwnEntry(EntryView):
    """Where an idea is written, high enough for a finger."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.button.setFixedHeight(TOUCH)
        self.input.setInputMethodHints(_HINTS)


class OwnIdeas(BlockView[Ideas]):
    """What the person with the laptop has written, until they hand it on."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.heading = PlainLabel("", "label")
        self._rows: list[Card] = []
        self.column.addWidget(self.heading)

    def show_block(self, block: Ideas) -> None:
        """Show these ideas, the newest first."""
        said = self.translator.text(
            "You have written {ideas}", ideas=ideas_count(block.count, self.translator)
        )
        self.heading.setText(said if block.count else "")
        for row in self._rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for note in reversed(block.ideas):
            row = Card()
            row.column.setContentsMargins(16, 10, 16, 10)
            row.column.addWidget(PlainLabel(note.text, "lead"))
            self.column.addWidget(row)
            self._rows.append(row)
