"""The bar above or below a window's work."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.keys import KeyButton


class Bar(QFrame):
    """A surface with a hairline towards the work: below it for the top bar, else above."""

    def __init__(self, theme: Theme, *, is_top: bool, height: int, margin: int = 18) -> None:
        super().__init__()
        self._theme = theme
        self._is_top = is_top
        self.setProperty("role", "bar")
        self.line = QHBoxLayout(self)
        self.line.addStrut(height)  # at least; large text needs more
        self.line.setContentsMargins(margin, 0, margin, 0)
        self.line.setSpacing(12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface and hairline."""
        super().paintEvent(event)
        painter = QPainter(self)
        y = self.height() - 1 if self._is_top else 0
        painter.fillRect(0, y, self.width(), 1, self._theme.colour("line"))
        painter.end()


def search_button(translator: Translator, theme: Theme, actions: Actions) -> KeyButton:
    """The button of a bar that opens the command palette."""
    opens = actions["palette"]
    button = KeyButton(translator.text("Search"), theme, "plain", shortcut=opens.shortcut())
    button.clicked.connect(opens.trigger)
    return button
