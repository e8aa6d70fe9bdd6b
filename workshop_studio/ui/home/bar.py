"""The bar above or below a window's work."""

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.keys import KeyButton
from workshop_studio.ui.widgets.labels import PlainLabel

_TOLD_LEAST = 210
"""Pixels, at the drawn size of text, that are enough for what a bar says beside its buttons."""


class Bar(QFrame):
    """A surface with a hairline towards the work: below it for the top bar, else above.

    Where it is too narrow, what can be spared there is hidden, so that the rest is whole.
    """

    def __init__(self, theme: Theme, *, is_top: bool, height: int, margin: int = 18) -> None:
        super().__init__()
        self._theme = theme
        self._is_top = is_top
        self.setProperty("role", "bar")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.line = QHBoxLayout()
        self._rows.addLayout(self.line)
        self.line.addStrut(height)  # at least; large text needs more
        self.line.setContentsMargins(margin, 0, margin, 0)
        self.line.setSpacing(12)
        self._spared: dict[QWidget, bool] = {}

    def spare(self, *widgets: QWidget) -> None:
        """These can be hidden where it is narrow, the first one first; a menu has them too."""
        self._spared = dict.fromkeys(widgets, True)

    def show_part(self, widget: QWidget, *, shown: bool) -> None:
        """Want something that can be spared to be seen, or not."""
        self._spared[widget] = shown
        self.make_room()

    def make_room(self) -> None:
        """Hide no more than must be."""
        wanted = [widget for widget, is_wanted in self._spared.items() if is_wanted]
        kept = next(
            (wanted[n:] for n in range(len(wanted)) if self._needs(wanted[n:]) <= self.width()), []
        )
        for widget in self._spared:
            widget.setVisible(widget in kept)

    def _needs(self, kept: list[QWidget]) -> int:
        margins = self.line.contentsMargins()
        wide = margins.left() + margins.right()
        for item in map(self.line.itemAt, range(self.line.count())):
            if item is None:
                continue
            widget = item.widget()
            if widget is None:
                wide += item.minimumSize().width() + self.line.spacing()
            elif widget in kept if widget in self._spared else not widget.isHidden():
                least = max(widget.minimumSizeHint().width(), widget.minimumWidth())
                wide += least + self.line.spacing()
        return wide

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what goes in."""
        super().resizeEvent(event)
        self.make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface and hairline."""
        super().paintEvent(event)
        painter = QPainter(self)
        y = self.height() - 1 if self._is_top else 0
        painter.fillRect(0, y, self.width(), 1, self._theme.colour("line"))
        painter.end()


class TellingBar(Bar):
    """A bar that says something beside its buttons, or above them where they leave too little.

    Attributes:
        label: what it says.
    """

    def __init__(self, theme: Theme, label: PlainLabel, *, height: int) -> None:
        super().__init__(theme, is_top=True, height=height)
        self.label = label
        self._above = QHBoxLayout()
        self._rows.insertLayout(0, self._above)
        self._is_above = False
        self.line.addWidget(label, 1)
        self.line.addStretch()  # keeps its place where it stands above

    def make_room(self) -> None:
        """See whether there is room beside the buttons for the line, or for some words of it."""
        least = min(self.label.sizeHint().width(), round(_TOLD_LEAST * self._theme.scale))
        beside = 0 if self._is_above else self.label.minimumSizeHint().width()
        is_above = self._needs([]) - beside + least > self.width()
        if is_above != self._is_above:
            self._is_above = is_above
            margins = self.line.contentsMargins()
            margins.setTop(10 if is_above else 0)
            if is_above:
                self._above.setContentsMargins(margins)
                self._above.addWidget(self.label)
            else:
                self._above.setContentsMargins(0, 0, 0, 0)
                self.line.insertWidget(0, self.label, 1)
        super().make_room()


def search_button(translator: Translator, theme: Theme, actions: Actions) -> KeyButton:
    """The button of a bar that opens the command palette."""
    opens = actions["palette"]
    button = KeyButton(translator.text("Search"), theme, "plain", shortcut=opens.shortcut())
    button.clicked.connect(opens.trigger)
    return button
