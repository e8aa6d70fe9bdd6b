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
            return _progressed("closed", _closed(progress, context.now))
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
    """The group leaves its step, which is closed and whose clock is held, and comes to another."""
    events: list[e.Event] = []
    current = state.flow.current
    if current is not None:
        progress = state.progress_of(current)
        if progress.status == "open":
            closed = _closed(progress, context.now)
            events.append(e.StepProgressed(what="closed", progress=closed))
        elif progress.ends_at is not None:
            paused = _paused(progress, context.now)
            events.append(e.StepProgressed(what="timed", progress=paused))
    is_known = state.progress_of(to).entered is not None
    events.append(e.StepEntered(step=to, at=None if is_known else context.now))
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
    """With its clock running: from where it was held, else from the length of the step."""
    minutes = state.steps[progress.step].minutes
    if minutes is None or progress.ends_at is not None:
        return progress
    seconds = progress.seconds or minutes * 60.0
    left = progress.left or seconds
    return _running(progress, max(seconds, left), left, now)


def _closed(progress: Progress, now: datetime) -> Progress:
    """Closed and without a clock; what was left is kept for when it is opened again."""
    left = _paused(progress, now).left
    kept = left if left is not None and left > 0 else None
    update = {"status": "closed", "ends_at": None, "left": kept, "seconds": None}
    return progress.model_copy(update=update)


def _paused(progress: Progress, now: datetime) -> Progress:
    if progress.ends_at is None:
        return progress
    left = (progress.ends_at - now).total_seconds()
    return progress.model_copy(update={"ends_at": None, "left": left})


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
            elif progress.left is not None and progress.seconds is not None:
                timed = _running(progress, progress.seconds, progress.left, context.now)
            elif minutes is not None:
                timed = _running(progress, minutes * 60.0, minutes * 60.0, context.now)
            else:
                return reject("timer.no_length")
        case c.PauseTimer():
            timed = _paused(progress, context.now)
        case c.AddTime():
            timed = _lengthened(state, progress, command.seconds, context.now)
        case c.StopTimer():
            update = {"ends_at": None, "left": None, "seconds": None}
            timed = progress.model_copy(update=update)
    if timed == progress:
        return Decision()
    entered = timed.entered or context.now
    return _progressed("timed", timed.model_copy(update={"entered": entered}))


def _lengthened(state: State, progress: Progress, seconds: float, now: datetime) -> Progress:
    """With more time; a clock that has not begun is made ready with all that it has then."""
    minutes = state.steps[progress.step].minutes
    longer = (progress.seconds or 0.0) + seconds
    left = None if progress.seconds is None else progress.left
    if progress.seconds is None and progress.status == "ahead" and minutes is not None:
        left = minutes * 60.0
        longer += left
    if left is not None:
        return progress.model_copy(update={"left": left + seconds, "seconds": longer})
    if progress.ends_at is not None:
        seconds += max((progress.ends_at - now).total_seconds(), 0.0)
    return _running(progress, longer, seconds, now)


def _progressed(what: str, progress: Progress) -> Decision:
    event = e.StepProgressed.model_validate({"what": what, "progress": progress})
    return Decision((event,))


def finish(state: State, context: Context) -> Decision | Rejection:
    """End the session, closing what is open; an open vote must be closed first."""
    if open_vote_in(state) is not None:
        return reject("vote.open")
    closed = [
        e.StepProgressed(what="closed", progress=_closed(progress, context.now))
        for progress in state.progress.values()
        if progress.status == "open"
    ]
    return Decision((*closed, e.SessionFinished()))
