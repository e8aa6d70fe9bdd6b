"""The sessions opened lately, as rows to press; one whose file is gone says what can be done."""

from collections.abc import Collection, Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import Recent
from workshop_studio.ui.home.cards import CardButton
from workshop_studio.ui.home.pin import PinButton
from workshop_studio.ui.home.when import day
from workshop_studio.ui.palette.sessions import summary
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton, set_tooltip

_INSIDE = (14, 10, 10, 8)
"""Margins inside a row: left, top, right, bottom."""


class RecentRow(CardButton):
    """A session that can be opened, and pinned.

    Signals:
        pin_requested(Recent): pin it, or let it go again.
        forget_requested(Recent): take it off the list; its file stays.
    """

    pin_requested = Signal(object)
    forget_requested = Signal(object)

    def __init__(
        self, recent: Recent, today: date, translator: Translator, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(theme, parent, flat=True)
        self.recent = recent
        text = translator.text
        self._inside.setContentsMargins(*_INSIDE)
        self._inside.setSpacing(0)
        line, foot = QHBoxLayout(), QHBoxLayout()
        line.addWidget(self.seen_through(PlainLabel(recent.title, role="strong")), 1)
        when = day(recent.opened, today, translator)
        told = self.seen_through(PlainLabel(when, role="small", wrap=False))
        line.addWidget(told, 0, Qt.AlignmentFlag.AlignTop)
        self._inside.addLayout(line)
        about = PlainLabel(summary(recent, translator), role="small", wrap=False)
        foot.addWidget(self.seen_through(about), 1)
        if recent.pinned:
            does = text("Do not keep {title} at the top", title=recent.title)
            hint = text("Do not keep it at the top")
        else:
            does = text("Keep {title} at the top", title=recent.title)
            hint = text("Keep it at the top")
        self.pin = PinButton(theme)
        self.pin.setChecked(recent.pinned)
        self.pin.setAccessibleName(does)
        set_tooltip(self.pin, hint)
        self.pin.clicked.connect(self._on_pin)
        foot.addWidget(self.pin)
        self._inside.addLayout(foot)
        self.offer(hint, self._on_pin)
        self.offer(text("Take it off this list"), lambda: self.forget_requested.emit(recent))
        self.setAccessibleName(recent.title)
        pinned = text("kept at the top") if recent.pinned else ""
        parts = (about.text(), when, pinned)
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        set_tooltip(self, f"{about.text()}\n{recent.path}")

    def _on_pin(self) -> None:
        self.pin.setChecked(self.recent.pinned)  # the list says what is so, once it is
        self.pin_requested.emit(self.recent)


class MissingRow(QWidget):
    """A session whose file is not where it was.

    Signals:
        find_requested(Recent): let the user look for it.
        forget_requested(Recent): take it off the list.
    """

    find_requested = Signal(object)
    forget_requested = Signal(object)

    def __init__(
        self, recent: Recent, today: date, translator: Translator, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.recent = recent
        text = translator.text
        rows = QVBoxLayout(self)
        left, top, right, bottom = _INSIDE
        rows.setContentsMargins(left, top, right, bottom)
        rows.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(recent.title, role="soft"), 1)
        when = PlainLabel(day(recent.opened, today, translator), role="small", wrap=False)
        head.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(head)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(PlainLabel(text("The file is not there"), role="small"), 1)
        find = QuietButton(text("Look for it …"), "bare", small=True)
        find.clicked.connect(lambda: self.find_requested.emit(recent))
        forget = QuietButton(text("Remove"), "bare", small=True)
        forget.clicked.connect(lambda: self.forget_requested.emit(recent))
        for button, does in (
            (find, text("Look for {title} elsewhere", title=recent.title)),
            (forget, text("Take {title} off this list", title=recent.title)),
        ):
            button.setAccessibleName(does)
            line.addWidget(button)
        rows.addLayout(line)
        set_tooltip(self, recent.path)


class RecentList(QWidget):
    """The recent sessions, in the order in which the settings have them.

    Signals:
        open_requested(str): the path of the session to open.
        find_requested(Recent): look for a missing one.
        forget_requested(Recent): take one off the list.
        pin_requested(Recent): pin one, or let it go again.
    """

    open_requested = Signal(str)
    find_requested = Signal(object)
    forget_requested = Signal(object)
    pin_requested = Signal(object)

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._theme = theme
        self._shown: list[RecentRow | MissingRow] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def show_recent(self, recent: Iterable[Recent], missing: Collection[str], today: date) -> None:
        """Show sessions; ``missing`` are the paths where no file is.

        The keyboard stays on the session that had it, wherever it stands now.
        """
        held = self._held()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._shown = [self._row(one, missing, today) for one in recent]
        for row in self._shown:
            self._rows.addWidget(row)
        if self._rows.count() == 0:
            text = self._translator.text(
                "The sessions you have led will be here. Pick a workshop to lead the first, "
                "or look at the example."
            )
            empty = PlainLabel(text, role="soft")
            self._rows.addWidget(empty)
        self._hold(held)

    def rows(self) -> "list[RecentRow | MissingRow]":
        """The rows, from above."""
        return list(self._shown)

    def _held(self) -> tuple[str, bool]:
        """Path of the session that has the keyboard, and whether its pin has it."""
        focus = self.window().focusWidget()
        for row in self.rows():
            if focus is row or row.isAncestorOf(focus):
                return row.recent.path, isinstance(focus, PinButton)
        return "", False

    def _hold(self, held: tuple[str, bool]) -> None:
        path, is_pin = held
        for row in self.rows():
            if path and row.recent.path == path and isinstance(row, RecentRow):
                (row.pin if is_pin else row).setFocus()

    def _row(
        self, recent: Recent, missing: Collection[str], today: date
    ) -> "RecentRow | MissingRow":
        if recent.path in missing:
            gone = MissingRow(recent, today, self._translator, self)
            gone.find_requested.connect(self.find_requested)
            gone.forget_requested.connect(self.forget_requested)
            return gone
        row = RecentRow(recent, today, self._translator, self._theme, self)
        row.clicked.connect(lambda: self.open_requested.emit(recent.path))
        row.pin_requested.connect(self.pin_requested)
        row.forget_requested.connect(self.forget_requested)
        return row
