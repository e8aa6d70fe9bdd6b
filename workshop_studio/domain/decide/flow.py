"""Moving through the agenda: enter, open, close, reveal, and the clock."""

from datetime import datetime, timedelta

from workshop_studio.domain import commands as c
from workshop_studio.domain import events as e
from workshop_studio.domain.decide.context import Context, Decision
from workshop_studio.domain.items import agenda, is_out, parked_ideas
from workshop_studio.domain.records import Progress
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State

EVERYWHERE = frozenset(
    {"GoTo", "StartTimer", "PauseTimer", "AddTime", "StopTimer", "EditStep", "WriteNotes"}
)
"""Commands that every kind of step takes."""

Move = c.GoTo | c.OpenStep | c.CloseStep | c.Reveal | c.Conceal
Time = c.StartTimer | c.PauseTimer | c.AddTime | c.StopTimer


def open_vote_in(state: State) -> str | None:
    """The step in which a vote is open, if there is one."""
    return next((vote.step for vote in state.votes.values() if vote.status == "open"), None)


def is_finished_voting(state: State, step: str) -> bool:
    """Whether a vote was held in the step, and none is open there."""
    rounds = [vote for vote in state.votes.values() if vote.step == step]
    return bool(rounds) and all(vote.status == "closed" for vote in rounds)


def move(state: State, command: Move, context: Context) -> Decision | Rejection:
    """Enter, open, close, reveal or conceal a step."""
    if isinstance(command, c.GoTo):
        return _go(state, command, context)
    progress = state.progress_of(command.step)
    match command:
        case c.OpenStep():
            if progress.status == "open":
                return Decision()
            update = {
                "status": "open",
                "opening": progress.opening + 1,
                "entered": progress.entered or context.now,
            }
            opened = progress.model_copy(update=update)
            return _progressed("opened", _with_clock(state, opened, context.now))
        case c.CloseStep():
            if progress.status != "open":
                return Decision()
            return _progressed("closed", _without_clock(progress, "closed"))
        case c.Reveal():
            if open_vote_in(state) == command.step:
                return reject("vote.open")
            shown = progress.model_copy(update={"revealed": True})
            return Decision() if progress.revealed else _progressed("revealed", shown)
        case c.Conceal():
            if _is_voted_on(state, command.step):
                return reject("vote.open")
            hidden = progress.model_copy(update={"revealed": False})
            return _progressed("concealed", hidden) if progress.revealed else Decision()


def _is_voted_on(state: State, step: str) -> bool:
    """Whether ideas of the step stand on an open vote's ballot, which everybody has before them."""
    options = (
        option.id for v in state.votes.values() if v.status == "open" for option in v.options
    )
    return any(idea is not None and idea.step == step for idea in map(state.ideas.get, options))


def _go(state: State, command: c.GoTo, context: Context) -> Decision | Rejection:
    current = state.flow.current
    if current == command.step:
        return Decision()
    if open_vote_in(state) is not None:
        return reject("vote.open")
    refused = _leave(state, current, command.step, context)
    if refused is not None:
        return refused
    activity = state.activities[state.steps[command.step].activity]
    events = moves(state, command.step, context)
    if activity.status != "planned":
        planned = activity.model_copy(update={"status": "planned"})
        events.insert(0, e.ActivitiesChanged(activities=(planned,)))
    return Decision(tuple(events))


def moves(state: State, to: str, context: Context) -> list[e.Event]:
    """The group leaves its step, which is closed, and comes to another."""
    events: list[e.Event] = []
    current = state.flow.current
    if current is not None and state.progress_of(current).status == "open":
        closed = _without_clock(state.progress_of(current), "closed")
        events.append(e.StepProgressed(what="closed", progress=closed))
    events.append(e.StepEntered(step=to, at=context.now))
    return events


def set_focus(state: State, command: c.SetFocus) -> Decision | Rejection:
    """Show one thing on the stage, if everybody may see it, or the step again."""
    focus = command.focus
    if focus == state.flow.focus:
        return Decision()
    if focus is not None:
        idea = state.ideas.get(focus.id)
        shown = {
            "idea": idea is not None and is_out(state, idea),
            "earlier": bool(state.earlier),
            "parking": bool(parked_ideas(state)),
        }
        if not shown[focus.kind]:
            return reject("focus.nothing")
    return Decision((e.FocusSet(focus=focus),))


def _leave(state: State, current: str | None, to: str, context: Context) -> Rejection | None:
    """Why the group cannot go on from where it is; it can always go back."""
    steps = [step.id for step in agenda(state)]
    if current not in steps or steps.index(to) < steps.index(current):
        return None
    step = state.steps[current]
    rules = context.kinds.get(step.kind)
    return None if rules is None else rules.leave(state, step)


def _with_clock(state: State, progress: Progress, now: datetime) -> Progress:
    minutes = state.steps[progress.step].minutes
    if minutes is None or progress.ends_at is not None:
        return progress
    seconds = minutes * 60.0
    return _running(progress, seconds, seconds, now)


def _without_clock(progress: Progress, status: str) -> Progress:
    return progress.model_copy(
        update={"status": status, "ends_at": None, "left": None, "seconds": None}
    )


def _running(progress: Progress, seconds: float, left: float, now: datetime) -> Progress:
    ends_at = now + timedelta(seconds=left)
    return progress.model_copy(update={"seconds": seconds, "ends_at": ends_at, "left": None})


def time(state: State, command: Time, context: Context) -> Decision | Rejection:
    """Start, hold, lengthen or take away the clock of a step; it stores its end."""
    progress = state.progress_of(command.step)
    match command:
        case c.StartTimer():
            minutes = state.steps[command.step].minutes
            if command.seconds is not None:
                timed = _running(progress, command.seconds, command.seconds, context.now)
            elif progress.left is not None:
                seconds = progress.seconds or progress.left
                timed = _running(progress, seconds, progress.left, context.now)
            elif minutes is not None:
                timed = _running(progress, minutes * 60.0, minutes * 60.0, context.now)
            else:
                return reject("timer.no_length")
        case c.PauseTimer():
            if progress.ends_at is None:
                return Decision()
            left = (progress.ends_at - context.now).total_seconds()
            timed = progress.model_copy(update={"ends_at": None, "left": left})
        case c.AddTime():
            longer = (progress.seconds or 0.0) + command.seconds
            if progress.left is not None:
                update: dict[str, object] = {
                    "left": progress.left + command.seconds,
                    "seconds": longer,
                }
                timed = progress.model_copy(update=update)
            else:
                left = command.seconds
                if progress.ends_at is not None:
                    left += max((progress.ends_at - context.now).total_seconds(), 0.0)
                timed = _running(progress, longer, left, context.now)
        case c.StopTimer():
            update = {"ends_at": None, "left": None, "seconds": None}
            timed = progress.model_copy(update=update)
    if timed == progress:
        return Decision()
    entered = timed.entered or context.now
    return _progressed("timed", timed.model_copy(update={"entered": entered}))


def _progressed(what: str, progress: Progress) -> Decision:
    event = e.StepProgressed.model_validate({"what": what, "progress": progress})
    return Decision((event,))


def finish(state: State) -> Decision | Rejection:
    """End the session, closing what is open; an open vote must be closed first."""
    if open_vote_in(state) is not None:
        return reject("vote.open")
    closed = [
        e.StepProgressed(what="closed", progress=_without_clock(progress, "closed"))
        for progress in state.progress.values()
        if progress.status == "open"
    ]
    return Decision((*closed, e.SessionFinished()))
