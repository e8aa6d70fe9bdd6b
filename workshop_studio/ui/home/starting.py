"""Asks what a session is about before it is made."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from workshop_studio.ui.home.keeping import Keeping
from workshop_studio.ui.home.organising import Organising
from workshop_studio.ui.home.plans import Plan
from workshop_studio.ui.home.window import HomeWindow

if TYPE_CHECKING:
    from workshop_studio.ui.dialogs.frame import FrameValues


class Starting:
    """The dialog between a plan on Home and its session.

    Args:
        home: over which the dialog opens.
        keeping: knows who facilitates, and remembers another one.
        organising: offers what the organisation's file lists.
        make: makes the session of a plan with a frame.
    """

    def __init__(
        self,
        home: HomeWindow,
        keeping: Keeping,
        organising: Organising,
        make: "Callable[[Plan, FrameValues], None]",
    ) -> None:
        self._home, self._keeping = home, keeping
        self._organising, self._make = organising, make

    def ask(self, plan: Plan) -> None:
        """Ask, and go on with what is answered."""
        from workshop_studio.ui.dialogs.frame import FrameDialog

        translator = self._home.translator
        values: FrameValues = {
            "title": translator.words(plan.name),
            "date": date.today(),  # noqa: DTZ011 # here and now
            "facilitator": self._keeping.settings.facilitator,
        }
        dialog = FrameDialog(
            translator,
            values,
            heading=translator.text("What is the session about?"),
            accept=translator.text("Start the session"),
            parent=self._home,
        )
        dialog.given.connect(partial(self._go_on, plan))
        self._organising.offer(dialog)
        dialog.open()

    def _go_on(self, plan: Plan, values: "FrameValues") -> None:
        facilitator = str(values.get("facilitator") or "")
        settings = self._keeping.settings
        if facilitator != settings.facilitator:
            self._keeping.save(replace(settings, facilitator=facilitator))
        self._make(plan, values)
