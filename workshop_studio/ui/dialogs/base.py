"""What all dialogs have: as high as their texts are at the width that they have."""

from typing import Final

from PySide6.QtCore import QEvent, QMargins, QObject, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QStyle, QWidget

from workshop_studio.ui.widgets.pages import in_scrolling_page

MARGINS: Final = QMargins(4, 4, 12, 4)
"""Room for the mark of what has the keyboard, and for the scroll bar."""

_OF_SCREEN = 0.94
_NAMES: Final = 0.36
"""The most of the width that the names of fields take beside them; wider ones stand above."""


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
        page = self.column.parentWidget()
        if page is not None:  # it lies in the page that it was made with
            page.installEventFilter(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Become as high as the texts need."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Become so again, where the texts have changed."""
        room = self.screen().availableSize() * _OF_SCREEN
        for form in self.findChildren(QFormLayout):
            _set_names(form, min(max(self._least, self.width()), room.width()))
        self.column.activate()
        wanted = max(self._least, self.column.totalMinimumSize().width())
        if self._needed(wanted) > room.height():
            wanted += self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        least = min(wanted, room.width())
        width = max(least, self.width())
        needed = self._needed(width)
        self.setMinimumSize(least, min(needed, room.height()))
        high = max(needed, self.column.totalSizeHint().height())
        self.resize(width, min(high, room.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Become wider or higher where something in it needs that only now."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            room = self.screen().availableSize() * _OF_SCREEN
            needs = QSize(self.column.totalMinimumSize().width(), self._needed(self.width()))
            least = needs.boundedTo(room)
            if self.width() < least.width() or self.height() < least.height():
                self.fit()
        return super().eventFilter(watched, event)

    def _needed(self, width: int) -> int:
        """The height of all of it at a width."""
        return max(self.column.totalHeightForWidth(width), self.column.totalMinimumSize().height())


def _set_names(form: QFormLayout, width: int) -> None:
    """Names stand beside their fields, or where text is too large for that, above them."""
    names = (form.itemAt(row, QFormLayout.ItemRole.LabelRole) for row in range(form.rowCount()))
    widest = max((name.sizeHint().width() for name in names if name is not None), default=0)
    policy = QFormLayout.RowWrapPolicy
    form.setRowWrapPolicy(policy.WrapAllRows if widest > width * _NAMES else policy.DontWrapRows)
