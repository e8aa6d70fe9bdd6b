"""What can be done with an activity in mid-session: a menu at the agenda, and one to add."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from workshop_studio.blocks import AgendaActivity
from workshop_studio.domain.commands import (
    AddActivity,
    RepeatActivity,
    ResizeActivity,
    SetActivityStatus,
)
from workshop_studio.domain.technique import Technique, activity_of
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.bridge import Bridge
from workshop_studio.ui.console.agenda_panel import AgendaPanel
from workshop_studio.ui.palette.line import Entry

STEP = 5
"""Minutes by which an activity is shortened or lengthened."""


class AgendaMenu:
    """Offers, and sends, what changes the agenda. Undo takes each of it back."""

    def __init__(
        self,
        panel: AgendaPanel,
        bridge: Bridge,
        translator: Translator,
        techniques: Callable[[], Sequence[Technique]],
    ) -> None:
        """Stand by.

        Args:
            panel: the agenda.
            bridge: where commands go.
            translator: the language.
            techniques: what can be added; asked when the menu opens.
        """
        self._panel = panel
        self._bridge = bridge
        self._translator = translator
        self._techniques = techniques
        panel.tree.menu_requested.connect(self._on_menu)
        panel.add.clicked.connect(self.open_add)

    def open_add(self) -> None:
        """Offer the techniques; the one that is picked comes next."""
        self.add_menu().popup(self._panel.add.mapToGlobal(QPoint(0, 0)))

    def skip(self) -> None:
        """Pass over what is left of the current activity."""
        self._set_status("skipped")

    def park(self) -> None:
        """Put the current activity aside."""
        self._set_status("parked")

    def repeat(self) -> None:
        """Hold the current activity once more, right behind."""
        current = self._current()
        if current is not None:
            self._bridge.send(RepeatActivity(activity=current.id))

    def shorten(self) -> None:
        """Take some minutes from the current activity."""
        self._resize_current(-STEP)

    def lengthen(self) -> None:
        """Give it some more."""
        self._resize_current(STEP)

    def found(self) -> Iterator[Entry]:
        """Each technique, for the palette: it comes after the current activity."""
        current, words = self._current(), self._translator.words
        if current is None or self._bridge.view.finished:
            return
        hint = self._translator.text("Add to the agenda")
        for technique in self._techniques():
            about = (words(technique.purpose), *(words(step.title) for step in technique.steps))
            add = partial(self._send_add, technique, current.id)
            yield Entry(words(technique.name), hint, add, about)

    def add_menu(self) -> QMenu:
        """The techniques, by name."""
        menu = QMenu(self._panel)
        current = self._current()
        words = self._translator.words
        for technique in sorted(self._techniques(), key=lambda one: words(one.name)):
            minutes = self._translator.text("{minutes} min", minutes=technique.minutes)
            name = words(technique.name).replace("&", "&&")
            after = None if current is None else current.id
            menu.addAction(f"{name} · {minutes}", partial(self._send_add, technique, after))
        return menu

    def menu(self, activity: AgendaActivity) -> QMenu:
        """What can be done with one activity."""
        text, send = self._translator.text, self._bridge.send
        menu = QMenu(self._panel)
        one = activity.id
        if activity.state in {"skipped", "parked"}:
            back = SetActivityStatus(activity=one, status="planned")
            menu.addAction(text("Bring back"), partial(send, back))
            return menu
        skipped = SetActivityStatus(activity=one, status="skipped")
        parked = SetActivityStatus(activity=one, status="parked")
        menu.addAction(text("Skip"), partial(send, skipped))
        menu.addAction(text("Put aside"), partial(send, parked))
        menu.addAction(text("Hold once more"), partial(send, RepeatActivity(activity=one)))
        menu.addSeparator()
        for minutes, told in (
            (activity.minutes - STEP, text("{minutes} min shorter", minutes=STEP)),
            (activity.minutes + STEP, text("{minutes} min longer", minutes=STEP)),
        ):
            action = menu.addAction(told, partial(self._resize, one, minutes))
            action.setEnabled(minutes > 0 and activity.minutes > 0)
        return menu

    def _on_menu(self, activity: str, at: QPoint) -> None:
        view = self._bridge.view
        found = next((one for one in view.agenda.activities if one.id == activity), None)
        if found is not None and not view.finished:
            self.menu(found).popup(at)

    def _resize(self, activity: str, minutes: int) -> None:
        self._bridge.send(ResizeActivity(activity=activity, minutes=minutes))

    def _resize_current(self, by: int) -> None:
        current = self._current()
        if current is not None and current.minutes + by > 0:
            self._resize(current.id, current.minutes + by)

    def _send_add(self, technique: Technique, after: str | None) -> None:
        self._bridge.send(AddActivity(activity=activity_of(technique), after=after))

    def _set_status(self, status: str) -> None:
        current = self._current()
        if current is not None:
            command = {"type": "SetActivityStatus", "activity": current.id, "status": status}
            self._bridge.send(command)

    def _current(self) -> AgendaActivity | None:
        activities = self._bridge.view.agenda.activities
        return next((one for one in activities if one.state == "current"), None)
