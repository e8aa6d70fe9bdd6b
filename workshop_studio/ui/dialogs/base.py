"""What all dialogs have: as high as their texts are at the width that they have."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget


class CalmDialog(QDialog):
    """A dialog with a column to fill, in which no wrapped line is ever cut off.

    Attributes:
        column: what lies in it, from above.
    """

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = width
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(28, 24, 28, 24)
        self.column.setSpacing(18)

    def showEvent(self, event: QShowEvent) -> None:
        """Become as high as the texts need."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Become so again, where the texts have changed."""
        self.column.activate()
        width = max(self._least, self.width())
        needed = self.column.totalHeightForWidth(width)
        self.setMinimumSize(self._least, max(needed, self.column.totalMinimumSize().height()))
        self.resize(width, max(needed, self.column.totalSizeHint().height()))
