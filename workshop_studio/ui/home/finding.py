"""What Home's search finds, in place of the page below the line that is typed in."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.palette.line import Entry
from workshop_studio.ui.palette.results import Results
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton


class FindingPage(QWidget):
    """The results of a search, and what helps where there are none.

    Signals:
        left(): search no more.
        browse_requested(): choose a file instead.

    Attributes:
        results: what was found.
        nothing: what is said where nothing was.
        faults: what could not be searched.
    """

    left = Signal()
    browse_requested = Signal()

    def __init__(self, translator: Translator, theme: Theme) -> None:
        super().__init__()
        text = translator.text
        rows = QVBoxLayout(self)
        rows.setContentsMargins(40, 32, 40, 32)
        rows.setSpacing(12)
        self._translator = translator
        self.heading = PlainLabel(text("What was found"), role="display")
        rows.addWidget(self.heading)
        self.results = Results(theme, text("What was found"))
        self.results.chosen.connect(self._on_chosen)
        self.results.picked.connect(self._on_picked)
        rows.addWidget(self.results, 1)
        self._empty = QWidget()
        inside = QVBoxLayout(self._empty)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        self.nothing = PlainLabel(
            text(
                "No workshop, technique or session has all of these words in its title or in what "
                "it is about. Try fewer letters, or open the file if it lies elsewhere."
            )
        )
        inside.addWidget(self.nothing)
        line = QHBoxLayout()
        self.clear = QuietButton(text("Clear the search"))
        self.clear.clicked.connect(self.left)
        self.browse = QuietButton(text("Open a file …"))
        self.browse.clicked.connect(self.browse_requested)
        line.addWidget(self.clear)
        line.addWidget(self.browse)
        line.addStretch(1)
        inside.addLayout(line)
        rows.addWidget(self._empty)
        self.faults = PlainLabel("", role="small")
        self.faults.hide()
        rows.addWidget(self.faults)
        self._stretch = QWidget()
        rows.addWidget(self._stretch, 1)

    def show_entries(self, entries: Iterable[Entry], faults: Iterable[str]) -> None:
        """Search among these; ``faults`` tell what is not among them, a line each."""
        self.results.show_entries(entries)
        told = "\n".join(faults)
        self.faults.setText(told)
        self.faults.setVisible(bool(told))

    def _on_chosen(self, name: str) -> None:
        del name
        is_any = self.results.count() > 0
        text = self._translator.text
        self.heading.setText(text("What was found") if is_any else text("Nothing was found"))
        self.results.setVisible(is_any)
        self._empty.setVisible(not is_any)
        self._stretch.setVisible(not is_any)

    def _on_picked(self, entry: Entry) -> None:
        if self.isEnabled():  # nothing else is under way
            self.left.emit()
            entry.run()
