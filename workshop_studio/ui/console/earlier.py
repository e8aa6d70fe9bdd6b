"""Offers, when a session begins, what the group's earlier sessions left open."""

import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from workshop_studio.domain.commands import BringEarlier, SetFocus
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.records import Earlier, Focus
from workshop_studio.domain.state import State
from workshop_studio.domain.technique import Technique
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.bridge import Bridge
from workshop_studio.ui.console.question import QuestionBar
from workshop_studio.ui.jobs import Jobs


class Shelf(Protocol):
    """What the console takes from the library."""

    def techniques(self) -> Sequence[Technique]:
        """The techniques that can be added to the agenda."""

    def earlier(self, state: State, stopped: Callable[[], bool]) -> tuple[Earlier, ...]:
        """Open initiatives of the group's earlier sessions; called in a worker."""


class EarlierOffer:
    """Looks for open initiatives beside the window, and asks once whether to show them."""

    def __init__(
        self,
        window: QWidget,
        bridge: Bridge,
        question: QuestionBar,
        translator: Translator,
        on_failed: Callable[[WorkshopError], None],
    ) -> None:
        self._window = window
        self._bridge = bridge
        self._question = question
        self._translator = translator
        self._on_failed = on_failed
        self._stopped = threading.Event()
        self._told = ""
        self._found: tuple[Earlier, ...] = ()

    @property
    def unanswered(self) -> tuple[Earlier, ...]:
        """What is offered and neither taken nor put off yet."""
        return self._found if self._question.is_asking(self._told) else ()

    def look(self, shelf: Shelf, jobs: Jobs) -> None:
        """Look, where the session is at its beginning and has brought nothing along yet."""
        view, state = self._bridge.view, self._bridge.snapshot.state
        if view.number > 1 or view.finished or view.rehearsal or state.earlier:
            return
        jobs.run(
            self._window,
            lambda: shelf.earlier(state, self._stopped.is_set),
            self.ask,
            self._on_failed,
        )

    def stop(self) -> None:
        """Look no further."""
        self._stopped.set()

    def ask(self, found: tuple[Earlier, ...]) -> None:
        """Offer to show these; nothing where there are none."""
        if not found:
            return
        self._found = found
        self._told = self._translator.count(
            "{n} initiative is open from earlier sessions",
            "{n} initiatives are open from earlier sessions",
            len(found),
        )
        accept = self._translator.text("Show them")
        self._question.ask(self._told, accept, lambda: self._show(found))

    def _show(self, found: tuple[Earlier, ...]) -> None:
        focus = SetFocus(focus=Focus(kind="earlier"))
        self._bridge.send(BringEarlier(initiatives=found), lambda _: self._bridge.send(focus))
