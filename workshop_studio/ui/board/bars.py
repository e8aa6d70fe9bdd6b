"""The small bars about the board: which view, how large, what is searched for."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.board.canvas import BoardCanvas
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton, set_tooltip

_ASIDE = 10


class Switch(QWidget):
    """Board or outline.

    Signals:
        chosen(str): ``board`` or ``outline``.
    """

    chosen = Signal(str)

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self.buttons = {
            "board": QuietButton(translator.text("Board"), "switch", shortcut="O", small=True),
            "outline": QuietButton(translator.text("Outline"), "switch", shortcut="O", small=True),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for name, button in self.buttons.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, name=name: self.choose(name))
            row.addWidget(button)
        self.show_choice("board")

    def choose(self, name: str) -> None:
        """Take one of the two, as a click on it does."""
        self.show_choice(name)
        self.chosen.emit(name)

    def show_choice(self, name: str) -> None:
        """Show which one it is."""
        for key, button in self.buttons.items():
            button.setChecked(key == name)


class ZoomBar(QFrame):
    """How large the board is seen; lies in its corner."""

    def __init__(self, translator: Translator, canvas: BoardCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setProperty("role", "lifted")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(2)
        text = translator.text
        self.buttons: dict[str, QuietButton] = {}
        for name, shown, said, key in (
            ("out", "−", text("Zoom out"), "-"),
            ("whole", "100 %", text("Size as drawn"), "0"),
            ("in", "+", text("Zoom in"), "+"),
            ("fit", text("Whole board"), text("Whole board"), "9"),
        ):
            button = QuietButton(shown, "plain", small=True)
            button.setAccessibleName(said)
            set_tooltip(button, f"{said} ({key})")
            button.clicked.connect(lambda _=False, name=name: canvas.zoom_by(name))
            row.addWidget(button)
            self.buttons[name] = button
        canvas.zoomed.connect(self._on_zoomed)
        canvas.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._place()
        return super().eventFilter(watched, event)

    def _on_zoomed(self, zoom: float) -> None:
        self.buttons["whole"].setText(f"{round(zoom * 100)} %")

    def _place(self) -> None:
        self.adjustSize()
        bar = self._canvas.verticalScrollBar().width()
        self.move(
            self._canvas.width() - self.width() - bar - _ASIDE,
            self._canvas.height() - self.height() - _ASIDE,
        )


class SearchLine(QWidget):
    """A line to search by; hidden until it is asked for.

    Signals:
        typed(str): what is searched for; empty when it is closed.
        next_requested(): Enter was pressed.
    """

    typed = Signal(str)
    next_requested = Signal()

    def __init__(self, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._translator = translator
        self._back_to: QWidget | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(translator.text("Search in notes and titles"))
        self.line.setAccessibleName(translator.text("Search in notes and titles"))
        self.line.textChanged.connect(self.typed)
        self.line.installEventFilter(self)
        self.count = PlainLabel("", "small", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        self.hide()

    def open(self) -> None:
        """Let somebody type."""
        self._back_to = self.window().focusWidget()
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def close_it(self) -> None:
        """Search for nothing any more."""
        self.line.clear()
        self.hide()
        if self._back_to is not None:
            self._back_to.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_count(self, found: int) -> None:
        """Say how many were found."""
        if self.line.text().strip():
            self.count.setText(self._translator.count("{n} match", "{n} matches", found))
        else:
            self.count.setText("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next one, Esc ends the search."""
        if watched is self.line and isinstance(event, QKeyEvent):
            is_escape = event.key() == Qt.Key.Key_Escape
            if event.type() == QEvent.Type.ShortcutOverride and is_escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                if is_escape:
                    self.close_it()
                    return True
                if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                    self.next_requested.emit()
                    return True
        return super().eventFilter(watched, event)
