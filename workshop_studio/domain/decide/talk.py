"""Discussions: what is talked about now, and what came out of it."""

from datetime import timedelta

from workshop_studio.domain import commands as c
from workshop_studio.domain import events as e
from workshop_studio.domain.decide.context import Context, Decision
from workshop_studio.domain.records import Talk, talk_key
from workshop_studio.domain.state import State


def talk(state: State, command: c.WriteTalk | c.TurnTo, context: Context) -> Decision:
    """Write down what was said, and turn to the next thing; the kind has checked that it is one."""
    if isinstance(command, c.TurnTo):
        return Decision(tuple(_turned(state, command.step, command.topic.id, context)))
    events: list[e.Event] = []
    known = state.talks.get(talk_key(command.step, command.about))
    text = "" if known is None else known.text
    if command.text.strip() != text.strip():
        order = context.order if known is None else known.order
        told = Talk(step=command.step, about=command.about, order=order, text=command.text.strip())
        events.append(e.TalkWritten(talk=told))
    events += _turned(state, command.step, command.to, context)
    return Decision(tuple(events))


def _turned(state: State, step: str, topic: str, context: Context) -> list[e.Event]:
    """Another thing is talked about, with time of its own where each has some; or none is left."""
    progress = state.progress_of(step)
    update: dict[str, object] = {"topic": topic, "status": "ahead" if topic else "closed"}
    minutes = state.steps[step].params.get("minutes_each")
    if not topic:
        update |= {"ends_at": None, "left": None, "seconds": None}
    elif isinstance(minutes, int):
        seconds = minutes * 60.0
        ends_at = context.now + timedelta(seconds=seconds)
        update |= {"seconds": seconds, "ends_at": ends_at, "left": None}
    turned = progress.model_copy(update=update)
    return [] if turned == progress else [e.StepProgressed(what="turned", progress=turned)]
