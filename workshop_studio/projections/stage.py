"""What the projector shows: no name, no ballot, no note of the facilitator, no hidden idea."""

from collections.abc import Mapping

from workshop_studio.blocks import Blocks, Notes, Prompt, Waiting
from workshop_studio.domain.boxes import Box
from workshop_studio.domain.state import State
from workshop_studio.steps.kind import Seen, head
from workshop_studio.steps.registry import KINDS


def stage(state: State, boxes: Mapping[str, Box]) -> Blocks:
    """The stage's blocks for the step that the group is in."""
    return surface(state, boxes, token=None)


def surface(state: State, boxes: Mapping[str, Box], *, token: str | None) -> Blocks:
    """Prompt and clock, and what the step's kind shows the stage or, by token, a participant.

    In a rehearsal a note about it comes before everything else.
    """
    shown = _surface(state, boxes, token)
    return (Notes(code="rehearsal", text=""), *shown) if is_rehearsal(state) else shown


def is_rehearsal(state: State) -> bool:
    """Whether the plan is only tried, with simulated people."""
    return state.document is not None and state.document.rehearsal


def _surface(state: State, boxes: Mapping[str, Box], token: str | None) -> Blocks:
    if state.flow.finished:
        title = state.frame.title if state.frame else ""
        words = {"und": title}
        return (Prompt(activity={}, title=words, prompt=words), Waiting(code="session.finished"))
    step = state.steps.get(state.flow.current or "")
    kind = KINDS.get(step.kind) if step is not None else None
    if step is None or kind is None:
        return (Waiting(code="session.soon"),)
    seen = Seen(state, boxes, step, token)
    return (*head(seen, kind), *(kind.stage(seen) if token is None else kind.participant(seen)))
