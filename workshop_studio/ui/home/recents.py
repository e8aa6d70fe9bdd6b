"""The sessions opened lately, as rows to press; one whose file is gone says what can be done."""

from collections.abc import Collection, Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import Recent
from workshop_studio.ui.home.cards import CardButton
from workshop_studio.ui.home.when import day
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import Card, PlainLabel, QuietButton, set_tooltip


def summary(recent: Recent, translator: Translator) -> str:
    """What Home tells of a session: the group and what came of it."""
    parts = [recent.group] if recent.group else []
    if recent.ideas:
        parts.append(translator.count("{n} idea", "{n} ideas", recent.ideas))
    if recent.initiatives:
        parts.append(translator.count("{n} initiative", "{n} initiatives", recent.initiatives))
    return " · ".join(parts) or translator.text("Nothing written yet")


class RecentRow(CardButton):
    """A session that can be opened."""

    def __init__(
        self, recent: Recent, today: date, translator: Translator, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self.recent = recent
        self._inside.setContentsMargins(14, 10, 14, 10)
        self._inside.setSpacing(2)
        top = QWidget()
        line = QHBoxLayout(top)
        line.setContentsMargins(0, 0, 0, 0)
        title = PlainLabel(recent.title, role="strong")
        line.addWidget(title, 1)
        when = day(recent.opened, today, translator)
        line.addWidget(PlainLabel(when, role="small", wrap=False))
        self.add(top)
        about = PlainLabel(summary(recent, translator), role="small")
        self.add(about)
        self.setAccessibleName(recent.title)
        self.setAccessibleDescription(f"{about.text()}, {when}")
        set_tooltip(self, recent.path)


class MissingRow(Card):
    """A session whose file is not where it was.

    Signals:
        find_requested(Recent): let the user look for it.
        forget_requested(Recent): take it off the list.
    """

    find_requested = Signal(object)
    forget_requested = Signal(object)

    def __init__(self, recent: Recent, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.column.setContentsMargins(14, 10, 14, 10)
        self.column.setSpacing(4)
        self.column.addWidget(PlainLabel(recent.title, role="soft"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(PlainLabel(translator.text("The file is not there"), role="small"), 1)
        find = QuietButton(translator.text("Look for it …"), small=True)
        find.clicked.connect(lambda: self.find_requested.emit(recent))
        forget = QuietButton(translator.text("Remove"), small=True)
        forget.clicked.connect(lambda: self.forget_requested.emit(recent))
        for button, does in (
            (find, translator.text("Look for {title} elsewhere", title=recent.title)),
            (forget, translator.text("Take {title} off this list", title=recent.title)),
        ):
            button.setAccessibleName(does)
            line.addWidget(button)
        self.column.addLayout(line)
        set_tooltip(self, recent.path)


class RecentList(QWidget):
    """The recent sessions, newest first.

    Signals:
        open_requested(str): the path of the session to open.
        find_requested(Recent): look for a missing one.
        forget_requested(Recent): take a missing one off the list.
    """

    open_requested = Signal(str)
    find_requested = Signal(object)
    forget_requested = Signal(object)

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._theme = theme
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)

    def show_recent(self, recent: Iterable[Recent], missing: Collection[str], today: date) -> None:
        """Show sessions; ``missing`` are the paths where no file is."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in recent:
            self._rows.addWidget(self._row(one, missing, today))
        if self._rows.count() == 0:
            text = self._translator.text(
                "The sessions you have led will be here. Pick a workshop to lead the first, "
                "or look at the example."
            )
            empty = PlainLabel(text, role="soft")
            self._rows.addWidget(empty)

    def _row(self, recent: Recent, missing: Collection[str], today: date) -> QWidget:
        if recent.path in missing:
            gone = MissingRow(recent, self._translator, self)
            gone.find_requested.connect(self.find_requested)
            gone.forget_requested.connect(self.forget_requested)
            return gone
        row = RecentRow(recent, today, self._translator, self._theme, self)
        row.clicked.connect(lambda: self.open_requested.emit(recent.path))
        return row
