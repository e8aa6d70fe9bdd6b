"""What happened, one calm line at a time, with the list behind it: nothing opens by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.home.when import clock
from workshop_studio.ui.theme import set_role
from workshop_studio.ui.widgets.labels import Card, PlainLabel, QuietButton

MOST: Final = 200
"""Messages that are kept; the oldest go first."""


_EDGE: Final = 18
"""Pixels from the list to the side of the window: what the bars leave there too."""
_HIGHEST: Final = 360
_FEWEST: Final = 3
"""Lines of the list, at the least."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that happened.

    Attributes:
        at: when.
        text: what, in a line.
        details: lines behind it, such as the lines of a file that were refused.
        is_fault: whether somebody should look at it.
    """

    at: datetime
    text: str
    details: tuple[str, ...] = ()
    is_fault: bool = False


class MessageLine(QWidget):
    """The latest message, and a way to all of them.

    Signals:
        list_requested(): show the list.
    """

    list_requested = Signal()

    def __init__(
        self,
        translator: Translator,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        self._now = now
        self._status = ""
        self.messages: tuple[Message, ...] = ()
        self._is_fresh = False
        self.label = PlainLabel("", "small")
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.button = QuietButton("", "bare", small=True)
        self.button.hide()
        self.button.clicked.connect(self.list_requested)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.label, 1)
        line.addWidget(self.button)

    def show_status(self, text: str) -> None:
        """What is going on; a message that came since stands before it until it changes."""
        if text != self._status:
            self._status = text
            self._is_fresh = False
        self._show()

    def say(self, text: str, *, details: Sequence[str] = (), is_fault: bool = False) -> None:
        """Tell something that happened."""
        message = Message(self._now(), text, tuple(details), is_fault)
        self.messages = (*self.messages, message)[-MOST:]
        self._is_fresh = True
        self._show()

    def go_on_from(self, messages: Sequence[Message]) -> None:
        """Have told these before."""
        self.messages = (*messages, *self.messages)[-MOST:]
        self._show()

    def everything(self) -> str:
        """All messages with their details, newest first."""
        lines: list[str] = []
        for message in reversed(self.messages):
            lines.append(f"{clock(message.at, self._translator)}  {message.text}")
            lines += [f"        {detail}" for detail in message.details]
        return "\n".join(lines) or self._translator.text("Nothing has happened that needs telling.")

    def _show(self) -> None:
        latest = self.messages[-1] if self.messages and self._is_fresh else None
        set_role(self.label, "small_warn" if latest is not None and latest.is_fault else "small")
        self.label.setText(self._status if latest is None else latest.text)
        n = len(self.messages)
        self.button.setVisible(n > 0)
        self.button.set_text(self._translator.count("{n} message", "{n} messages", n))


class MessageList(Card):
    """All messages, lying over the window until it is closed; it never takes the window over."""

    def __init__(self, translator: Translator, parent: QWidget) -> None:
        super().__init__("lifted", parent)
        self._window = parent
        head = QHBoxLayout()
        head.addWidget(PlainLabel(translator.text("Messages"), "title", wrap=False))
        head.addStretch(1)
        close = QuietButton(translator.text("Close"), small=True)
        close.clicked.connect(self.hide)
        head.addWidget(close)
        self.column.addLayout(head)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(translator.text("Messages"))
        self.column.addWidget(self.text)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show the messages, above the bottom right corner of the window, as high as they are."""
        self.text.setPlainText(text)
        window = self._window.size()
        wide, high = min(620, window.width() - 2 * _EDGE), min(_HIGHEST, window.height() - 160)
        self.resize(wide, high)
        self.show()
        self.column.activate()
        lines = max(_FEWEST, round(self.text.document().size().height()))
        spare = self.text.viewport().height() - (lines + 1) * self.text.fontMetrics().lineSpacing()
        high -= max(0, spare)
        self.setGeometry(window.width() - wide - _EDGE, window.height() - high - 96, wide, high)
        self.raise_()
        self.text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
