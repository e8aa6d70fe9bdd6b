"""What all dialogs have: as high as their texts are at the width that they have."""

from typing import Final

from PySide6.QtCore import QMargins
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from workshop_studio.ui.widgets.pages import in_scrolling_page

MARGINS: Final = QMargins(4, 4, 12, 4)
"""Room for the mark of what has the keyboard, and for the scroll bar."""

_OF_SCREEN = 0.94


class CalmDialog(QDialog):
    """A dialog with a column to fill, in which no wrapped line is ever cut off.

    Where the screen is too low for all of it, it scrolls.

    Attributes:
        column: what lies in it, from above.
    """

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = width
        self.column = in_scrolling_page(self)
        self.column.setContentsMargins(28, 24, 28, 24)
        self.column.setSpacing(18)

    def showEvent(self, event: QShowEvent) -> None:
        """Become as high as the texts need."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Become so again, where the texts have changed."""
        self.column.activate()
        room = self.screen().availableSize() * _OF_SCREEN
        least = min(max(self._least, self.column.totalMinimumSize().width()), room.width())
        width = max(least, self.width())
        needed = max(
            self.column.totalHeightForWidth(width), self.column.totalMinimumSize().height()
        )
        self.setMinimumSize(least, min(needed, room.height()))
        high = max(needed, self.column.totalSizeHint().height())
        self.resize(width, min(high, room.height()))
