"""A page that scrolls where the window is too low for it, so that nothing on it is squeezed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Page(QScrollArea):
    """What fills a window.

    Attributes:
        column: what lies on it, from above.
    """

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setProperty("role", "ground")
        self.column = QVBoxLayout(inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight what has the keyboard."""
        super().resizeEvent(event)
        self.show_focus()

    def show_focus(self) -> None:
        """Scroll to what has the keyboard, if it lies here."""
        widget: QWidget | None = self.window().focusWidget()
        if widget is not None and self.isAncestorOf(widget):
            self.column.activate()
            self.ensureWidgetVisible(widget)


def in_scrolling_page(window: QWidget) -> QVBoxLayout:
    """Fill a window with such a page, and give its column."""
    page = Page()
    whole = QVBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(page)
    return page.column
