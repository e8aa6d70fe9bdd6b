"""Leading a session without a facilitator: what comes next, and when. Pure but for its memory.

What opens a step is done at once; what ends it, when its time is up or somebody says so; a result
stays for a while before the group goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from workshop_studio.app.hub import Snapshot
from workshop_studio.blocks import Form
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import path
from workshop_studio.domain.records import Item
from workshop_studio.projections.facilitator import FacilitatorView, facilitator

LOOKED_AT: Final = timedelta(seconds=15)
"""How long what a step came to is shown before the group goes on."""


@dataclass(frozen=True, slots=True)
class Move:
    """A command, and when it is due; ``at`` None means only when somebody says so."""

    command: c.Command
    at: datetime | None


class Automatic:
    """Says what the facilitator would do next."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Lead from wherever the session is."""
        self._clock = clock
        self._since: tuple[str, datetime] = ("", clock())

    def next(self, snapshot: Snapshot) -> Move | None:
        """What comes next; None when the session is finished."""
        state = snapshot.state
        if state.flow.finished or state.document is None:
            return None
        now = self._clock()
        steps = path(state)
        if state.flow.current is None:
            return Move(c.GoTo(step=steps[0].id), now)
        view = facilitator(state, snapshot.boxes)
        command = _command(view, snapshot)
        place = f"{view.step} {command.type}"
        if self._since[0] != place:
            self._since = (place, now)
        if isinstance(command, c.OpenStep | c.OpenVote | c.Reveal):
            return Move(command, now)
        timer = view.timer
        if timer is not None:
            if timer.ends_at is not None:
                return Move(command, timer.ends_at)
            if timer.left is not None:  # somebody holds the clock
                return Move(command, None)
        has_taken = state.progress_of(view.step).opening > 0 or any(
            vote.step == view.step and vote.status == "closed" for vote in state.votes.values()
        )
        if has_taken and isinstance(command, c.GoTo | c.FinishSession):
            return Move(command, self._since[1] + LOOKED_AT)
        if view.minutes:
            return Move(c.StartTimer(step=view.step, seconds=view.minutes * 60.0), now)
        return Move(command, None)


def _command(view: FacilitatorView, snapshot: Snapshot) -> c.Command:
    """What the primary button would do; a form is sent as it is filled in, or passed by."""
    going = view.next
    if going is not None and going.command is not None:
        return going.command
    for block in view.work:
        if isinstance(block, Form) and block.code == "choose":
            field = block.fields[0]
            kinds = {option.id: option.kind for option in field.options}
            ticked = field.value if isinstance(field.value, tuple) else ()
            if ticked:
                items = tuple(Item.model_validate({"kind": kinds[k], "id": k}) for k in ticked)
                return c.Choose(step=view.step, items=items)
    steps = [step.id for step in path(snapshot.state)]
    place = steps.index(view.step) + 1
    return c.GoTo(step=steps[place]) if place < len(steps) else c.FinishSession()
