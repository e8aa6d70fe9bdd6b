"""What the facilitator does by one action each: see ``ui/actions.py``."""

from typing import Final

from workshop_studio.domain.commands import (
    AddParked,
    AddTime,
    Conceal,
    GoTo,
    OpenStep,
    ParkIdea,
    PauseTimer,
    Redo,
    Reveal,
    SetFocus,
    StartTimer,
    Undo,
    WriteNotes,
)
from workshop_studio.domain.records import Focus
from workshop_studio.ui.bridge import Bridge

MINUTE: Final = 60.0


class Lead:
    """Sends the commands that are about the step that the group is in."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def go_back(self) -> None:
        """Move the group one step back; nothing is lost."""
        back = self._bridge.view.back
        if back is not None:
            self._bridge.send(GoTo(step=back))

    def undo(self) -> None:
        """Take the last change back."""
        self._bridge.send(Undo())

    def redo(self) -> None:
        """Bring back what undo took."""
        self._bridge.send(Redo())

    def toggle_clock(self) -> None:
        """Start the step's clock, hold it, or let it go on."""
        view = self._bridge.view
        running = view.timer is not None and view.timer.ends_at is not None
        self._bridge.send(PauseTimer(step=view.step) if running else StartTimer(step=view.step))

    def add_minute(self) -> None:
        """Give the step one minute more."""
        self._bridge.send(AddTime(step=self._bridge.view.step, seconds=MINUTE))

    def reopen(self) -> None:
        """Take contributions again, with the time that was left."""
        self._bridge.send(OpenStep(step=self._bridge.view.step))

    def reveal(self) -> None:
        """Show what the step keeps hidden."""
        self._bridge.send(Reveal(step=self._bridge.view.step))

    def conceal(self) -> None:
        """Hide it again."""
        self._bridge.send(Conceal(step=self._bridge.view.step))

    def write_notes(self, step: str, text: str) -> None:
        """Keep the facilitator's own notes on a step."""
        self._bridge.send(WriteNotes(step=step, text=text))

    def park_text(self, text: str) -> None:
        """Write down in the parking lot what belongs elsewhere."""
        self._bridge.send(AddParked(text=text))

    def unpark(self, idea: str) -> None:
        """Put an idea back where it came from."""
        self._bridge.send(ParkIdea(idea=idea, parked=False))

    def show_parking(self, shown: bool) -> None:
        """Show the parking lot on the stage, or the step again."""
        self._bridge.send(SetFocus(focus=Focus(kind="parking") if shown else None))
