"""The command palette: one line to type in, and what it finds below."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.palette.line import Entry, SearchLine
from workshop_studio.ui.palette.overlay import Overlay
from workshop_studio.ui.palette.results import Results
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel

_LEAVES: Final = frozenset(
    {
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
    }
)


class Palette(Overlay):
    """Finds what can be done, and does it. The keyboard stays in the line."""

    def __init__(self, window: QWidget, translator: Translator, theme: Theme) -> None:
        super().__init__(window, 620, 460)
        text = translator.text
        self.rows = Results(theme, text("What was found"))
        self.line = _Line(
            self, text("Search actions, techniques and sessions"), text("Search everything")
        )
        self.line.choose_among(self.rows)
        self.rows.chosen.connect(self._on_chosen)
        self.rows.picked.connect(self._on_picked)
        self.nothing = PlainLabel(text("Nothing is called that. Try fewer letters."), "soft")
        self.column.addWidget(self.line)
        self.column.addWidget(self.rows, 1)
        self.column.addWidget(self.nothing)
        self.column.addStretch(0)

    def open_over(self, entries: Iterable[Entry]) -> None:
        """Open with all of these to be found."""
        self.line.clear()
        self.rows.show_entries(entries)
        self.rows.setCurrentRow(0)
        self.open_with(self.line)

    def found(self) -> tuple[str, ...]:
        """The texts that are shown, from above."""
        return self.rows.found()

    def _on_picked(self, entry: Entry) -> None:
        """Close, then do it."""
        self.close_up()
        entry.run()

    def _on_chosen(self, name: str) -> None:
        del name
        is_any = self.rows.count() > 0
        self.rows.setVisible(is_any)
        self.nothing.setVisible(not is_any)


class _Line(SearchLine):
    """The line of the palette, which closes with it."""

    def __init__(self, palette: Palette, placeholder: str, name: str) -> None:
        super().__init__(placeholder, name)
        self._palette = palette

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when the user goes elsewhere in the window; not for another window or a menu."""
        super().focusOutEvent(event)
        if event.reason() in _LEAVES:
            self._palette.hide()
