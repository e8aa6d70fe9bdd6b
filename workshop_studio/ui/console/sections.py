"""The pieces of the column beside the work: a soft heading with what belongs under it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workshop_studio.ui.theme import tabular
from workshop_studio.ui.widgets.labels import PlainLabel


class Section(QWidget):
    """A heading and what belongs under it."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.head = QHBoxLayout()
        self.heading = PlainLabel(heading, "label", wrap=False)
        self.head.addWidget(self.heading, 1)
        self.column.addLayout(self.head)


class Counts(QWidget):
    """Lines of a name and a number, the numbers below each other at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[tuple[PlainLabel, PlainLabel]] = []
        self._shown: tuple[tuple[str, str], ...] = ()

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these lines: what is counted, and how many."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        while len(self._rows) < len(rows):
            name, number = PlainLabel(), PlainLabel("", "strong", wrap=False)
            place = len(self._rows)
            self._grid.addWidget(name, place, 0)
            self._grid.addWidget(number, place, 1, Qt.AlignmentFlag.AlignRight)
            self._rows.append((name, number))
        for place, (name, number) in enumerate(self._rows):
            is_used = place < len(rows)
            name.setVisible(is_used)
            number.setVisible(is_used)
            if is_used:
                name.setText(rows[place][0])
                number.setText(rows[place][1])
                number.setFont(tabular(number.font()))

    def rows(self) -> tuple[tuple[str, str], ...]:
        """The lines that it shows."""
        return self._shown
