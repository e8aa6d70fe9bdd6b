"""A session that ended without being closed, offered where nobody can miss it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.home.when import clock, day
from workshop_studio.ui.widgets.labels import Card, PlainLabel, QuietButton


class Found(Protocol):
    """What Home tells of an interrupted session; ``app/ports.py: Recoverable`` is one."""

    @property
    def title(self) -> str:
        """The session's title."""

    @property
    def entries(self) -> int:
        """How many entries its journal holds."""

    @property
    def at(self) -> datetime | None:
        """When the facilitator last did something."""

    @property
    def damaged(self) -> bool:
        """Whether the disk has spoilt a part of it."""

    @property
    def running(self) -> bool:
        """Whether a program has it open now."""


class InterruptedCard(Card):
    """One interrupted session and what can be done with it.

    Signals:
        continue_requested(): go on with it.
    """

    continue_requested = Signal()

    def __init__(
        self, found: Found, today: date, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("warn_card", parent)
        inside = self.column
        inside.setSpacing(6)
        self.heading = PlainLabel(_heading(found, today, translator), role="warn")
        inside.addWidget(self.heading)
        if found.title:
            title = PlainLabel(found.title, role="strong")
            inside.addWidget(title)
        kept = _kept(found, translator)
        about = PlainLabel(kept)
        inside.addWidget(about)
        line = QHBoxLayout()
        self.button = QuietButton(translator.text("Continue the session"))
        self.button.setAccessibleDescription(f"{self.heading.text()} {found.title} {kept}")
        self.button.clicked.connect(self.continue_requested)
        line.addWidget(self.button)
        line.addStretch(1)
        inside.addLayout(line)


class InterruptedList(QWidget):
    """All interrupted sessions; takes no place where there is none.

    Signals:
        continue_requested(object): go on with this one.
    """

    continue_requested = Signal(object)

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._cards = QVBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 16)
        self._cards.setSpacing(8)
        self.hide()

    def show_found(self, found: Iterable[Found], today: date) -> None:
        """Offer these sessions."""
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in found:
            card = InterruptedCard(one, today, self._translator, self)
            card.continue_requested.connect(lambda one=one: self.continue_requested.emit(one))
            self._cards.addWidget(card)
        self.setVisible(self._cards.count() > 0)


def _kept(found: Found, translator: Translator) -> str:
    if found.damaged:
        return translator.text(
            "The disk has spoilt a part of it. Everything that was written before that is here."
        )
    if not found.entries:
        return translator.text("Nothing was written yet; phones that had joined are known again.")
    return translator.count(
        "Everything that was written is here ({n} change).",
        "Everything that was written is here ({n} changes).",
        found.entries,
    )


def _heading(found: Found, today: date, translator: Translator) -> str:
    if found.at is None:
        return translator.text("A session was interrupted")
    if found.at.astimezone().date() == today:
        return translator.text(
            "A session was interrupted at {time}", time=clock(found.at, translator)
        )
    return translator.text(
        "A session was interrupted {day} at {time}",
        day=day(found.at, today, translator),
        time=clock(found.at, translator),
    )
