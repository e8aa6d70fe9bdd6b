"""What the projector shows: no name, no ballot, no note of the facilitator, no hidden idea."""

from collections.abc import Mapping

from workshop_studio.blocks import Blocks, Ideas, Notes, Prompt, Waiting
from workshop_studio.domain.boxes import Box
from workshop_studio.domain.items import ideas_of
from workshop_studio.domain.records import Step
from workshop_studio.domain.state import State
from workshop_studio.steps.kind import Seen, earlier_table, head, note, parking, shown
from workshop_studio.steps.registry import KINDS


def stage(state: State, boxes: Mapping[str, Box]) -> Blocks:
    """The stage's blocks for the step that the group is in."""
    return surface(state, boxes, token=None)


def surface(state: State, boxes: Mapping[str, Box], *, token: str | None) -> Blocks:
    """Prompt and clock, and what the step's kind shows the stage or, by token, a participant.

    In a rehearsal a note about it comes before everything else.
    """
    blocks = _surface(state, boxes, token)
    return (Notes(code="rehearsal", text=""), *blocks) if is_rehearsal(state) else blocks


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
    if token is not None:
        return (*head(seen, kind), *kind.participant(seen))
    return (*head(seen, kind), *(_focused(state, step) or kind.stage(seen)))


def _focused(state: State, step: Step) -> Blocks:
    """What the stage shows in place of the step; nothing where it may not be seen any more."""
    focus = state.flow.focus
    if focus is None:
        return ()
    if focus.kind == "parking":
        lot = parking(state)
        return (lot,) if lot.count else ()
    if focus.kind == "earlier":
        return (earlier_table(state),) if state.earlier else ()
    ideas = shown(state, ideas_of(state, step.id))
    number = next((n for n, idea in enumerate(ideas, 1) if idea.id == focus.id), 0)
    if not number:
        return ()
    one = (note(ideas[number - 1]),)
    return (Ideas(ideas=one, count=len(ideas), code="one", number=number),)
