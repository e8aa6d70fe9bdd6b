"""The rows of one of the lists."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget

from workshop_studio.domain.organisation import Kind, Organisation, name_key
from workshop_studio.ui.organisation import words
from workshop_studio.ui.widgets.labels import plain_tooltip

_WIDE = 60
"""Characters from which a row may be cut off, so that its tooltip has all of it."""

_LEAST = 3


class Rows(QListWidget):
    """Shows one list, or what of it is searched for; one row is chosen at most."""

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[str] = []
        self.setProperty("role", "rows")
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """A few rows; the window gives what it has, and scrolls where it has less."""
        return QSize(320, self.fontMetrics().height() * _LEAST + 12)

    def show_units(self, organisation: Organisation, kind: Kind, query: str) -> None:
        """Show those of a kind whose row holds ``query``; what was chosen stays chosen."""
        chosen, wanted = self.chosen(), name_key(query)
        names = words.places(organisation)
        self._ids = []  # nothing is chosen while the rows change
        self.clear()
        ids = []
        for unit in organisation.units(kind):
            line = words.row(unit, names)
            if wanted in name_key(line):
                ids.append(unit.id)
                self.addItem(line)
                if len(line) > _WIDE:
                    self.item(len(ids) - 1).setToolTip(plain_tooltip(line))
        self._ids = ids
        self.choose(chosen)

    def choose(self, unit: str | None) -> None:
        """Choose the row of this id."""
        if unit in self._ids:
            self.setCurrentRow(self._ids.index(unit))

    def chosen(self) -> str | None:
        """Id of the row that is chosen."""
        row = self.currentRow()
        return self._ids[row] if 0 <= row < len(self._ids) else None
