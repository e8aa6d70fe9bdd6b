"""The rows of a file as they would come in, and those that stay out, as item models."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QFont

from workshop_studio.app.ideas_in import Reading
from workshop_studio.app.tables import Refused, Row
from workshop_studio.i18n.messages import tell_of
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.imports.words import column_name, cut
from workshop_studio.ui.item_models.ideas import Index
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import plain_tooltip

SHOWN: Final = 200
"""Rows of a file that are shown; the list of those that stay out is always whole."""

LONGEST: Final = 300
"""Characters of a cell that are shown; its tooltip shows more."""

_ROOT = QModelIndex()
_OUT = "✕"


class RowsModel(QAbstractTableModel):
    """The first rows of a file, with the column of the ideas marked."""

    def __init__(self, translator: Translator, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._theme = theme
        self._rows: tuple[Row, ...] = ()
        self._names: tuple[str, ...] = ()
        self._out: dict[int, str] = {}
        self.column = 0

    def show_reading(self, reading: Reading | None) -> None:
        """Show the rows of a file; none where it could not be read."""
        self.beginResetModel()
        self._rows, self._names, self._out = (), (), {}
        if reading is not None:
            table = reading.table
            self._rows = table.rows[:SHOWN]
            self.column = reading.column
            self._names = tuple(
                column_name(table, column, self._translator) for column in range(table.width)
            )
            last = self._rows[-1].line if self._rows else 0
            for row in reading.refused:
                if row.line > last:
                    break
                self._out[row.line] = tell_of(row, self._translator)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._names)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Names of columns, and the rows' numbers in the file."""
        if orientation == Qt.Orientation.Vertical:
            return self._number(section, role)
        if section >= len(self._names):
            return None
        is_ideas = section == self.column
        if role == Qt.ItemDataRole.DisplayRole:
            name = self._names[section]
            return f"✓ {name}" if is_ideas else name
        if role == Qt.ItemDataRole.AccessibleTextRole and is_ideas:
            return self._translator.text("{column}, the ideas", column=self._names[section])
        if role == Qt.ItemDataRole.ForegroundRole and is_ideas:
            return self._theme.colour("accent")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The cell's text, and whether it comes in."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], index.column()
        text = row.cells[column] if column < len(row.cells) else ""
        reason = self._out.get(row.line)
        if role == Qt.ItemDataRole.DisplayRole:
            is_why = reason is not None and column == self.column and not text.strip()
            return reason if is_why else cut(text, LONGEST)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            shown = cut(text, LONGEST)
            return shown if reason is None else self._told_out(shown, reason)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(reason or text)
        if role in {Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ForegroundRole}:
            return self._colour(role, is_ideas=column == self.column, is_out=reason is not None)
        return None

    def _number(self, section: int, role: int) -> str | QColor | None:
        if section >= len(self._rows):
            return None
        line = self._rows[section].line
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{_OUT} {line}" if line in self._out else str(line)
        if role == Qt.ItemDataRole.ForegroundRole and line in self._out:
            return self._theme.colour("warn")
        if role == Qt.ItemDataRole.ToolTipRole and line in self._out:
            return plain_tooltip(self._out[line])
        return None

    def _colour(self, role: int, *, is_ideas: bool, is_out: bool) -> QColor | None:
        if role == Qt.ItemDataRole.ForegroundRole:
            return None if is_ideas and not is_out else self._theme.colour("soft")
        if not is_ideas:
            return None
        return self._theme.colour("warn_wash" if is_out else "accent_wash")

    def _told_out(self, text: str, reason: str) -> str:
        return self._translator.text("{text}, left out: {reason}", text=text, reason=reason)


class LeftOutModel(QAbstractTableModel):
    """The rows that stay out, each with its number and the reason."""

    def __init__(self, translator: Translator, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._theme = theme
        self._rows: tuple[Refused, ...] = ()

    def show_rows(self, rows: tuple[Refused, ...]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many stay out."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The number and the reason."""
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """The names of both columns."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            text = self._translator.text
            return text("Why") if section else text("Row")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The row's number, or the reason in words."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return tell_of(row, self._translator) if index.column() else str(row.line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(tell_of(row, self._translator))
        if role == Qt.ItemDataRole.FontRole and not index.column():
            return self._number_font()
        return None

    def _number_font(self) -> QFont:
        return self._theme.type("strong")
