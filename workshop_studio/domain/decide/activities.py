"""The agenda in mid-session: add, skip, put aside, bring back, hold once more, shorten."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from workshop_studio.domain import commands as c
from workshop_studio.domain import events as e
from workshop_studio.domain.decide import flow
from workshop_studio.domain.decide.agenda import made_steps
from workshop_studio.domain.decide.context import Context, Decision
from workshop_studio.domain.items import path
from workshop_studio.domain.records import Activity, Step
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State, ordered

Arrange = c.AddActivity | c.SetActivityStatus | c.RepeatActivity | c.ResizeActivity
MOST_ACTIVITIES = 200
"""Most activities on one agenda: far above any workshop."""


def arrange(state: State, command: Arrange, context: Context) -> Decision | Rejection:
    """Change the agenda; what was made in an activity stays whatever becomes of it."""
    if isinstance(command, c.AddActivity):
        return _add(state, command, context)
    activity = state.activities.get(command.activity)
    if activity is None:
        return reject("activity.gone")
    match command:
        case c.SetActivityStatus():
            return _set_status(state, activity, command.status, context)
        case c.RepeatActivity():
            return _repeat(state, activity, context)
        case c.ResizeActivity():
            return _resize(state, activity, command.minutes)


def _add(state: State, command: c.AddActivity, context: Context) -> Decision | Rejection:
    activities = ordered(state.activities.values())
    after = activities[-1] if command.after is None else state.activities.get(command.after)
    if after is None:
        return reject("activity.gone")
    plan = command.activity
    activity = Activity(
        id=context.new_id(),
        order=after.order + 1,
        technique=plan.technique,
        name=plan.name,
        phase=plan.phase,
    )
    orders = {one.id: one.order for one in activities}
    before = [step for step in path(state) if orders[step.activity] <= after.order]
    steps = made_steps(activity, plan, before, context)
    if isinstance(steps, Rejection):
        return steps
    return _placed(state, activity, steps)


def _placed(state: State, activity: Activity, steps: Iterable[Step]) -> Decision | Rejection:
    """A new activity in its place, with those behind it moved on by one."""
    if len(state.activities) >= MOST_ACTIVITIES:
        return reject("activity.too_many", most=MOST_ACTIVITIES)
    moved = tuple(
        one.model_copy(update={"order": one.order + 1})
        for one in ordered(state.activities.values())
        if one.order >= activity.order
    )
    return Decision((e.ActivityAdded(activity=activity, steps=tuple(steps), moved=moved),))


def _repeat(state: State, activity: Activity, context: Context) -> Decision | Rejection:
    copy = activity.model_copy(
        update={
            "id": context.new_id(),
            "order": activity.order + 1,
            "status": "planned",
            "repeats": activity.repeats or activity.id,
            "spent": 0,
        }
    )
    steps = steps_of(state, activity)
    ids = {step.id: context.new_id() for step in steps}
    copies = [
        step.model_copy(
            update={
                "id": ids[step.id],
                "activity": copy.id,
                "source": ids.get(step.source or "", step.source),
            }
        )
        for step in steps
    ]
    return _placed(state, copy, copies)


def _resize(state: State, activity: Activity, minutes: int) -> Decision | Rejection:
    """The new length shared in proportion: whole minutes, at least one for each step with any."""
    timed = [step for step in steps_of(state, activity) if step.minutes]
    if not timed:
        return reject("activity.no_length")
    if minutes < len(timed):
        return reject("activity.too_short", least=len(timed))
    before = sum(step.minutes or 0 for step in timed)
    resized: list[Step] = []
    gone, given = 0, 0
    for number, step in enumerate(timed):
        gone += step.minutes or 0
        left = len(timed) - number - 1
        upto = min(max(round(minutes * gone / before), given + 1), minutes - left)
        resized.append(step.model_copy(update={"minutes": upto - given}))
        given = upto
    if resized == timed:
        return Decision()
    return Decision((e.StepsResized(steps=tuple(resized)),))


def _set_status(
    state: State, activity: Activity, status: str, context: Context
) -> Decision | Rejection:
    if activity.status == status:
        return Decision()
    if status == "planned":
        return Decision((e.ActivitiesChanged(activities=_brought_back(state, activity)),))
    going = path(state)
    staying = [step for step in going if step.activity != activity.id]
    if activity.status == "planned" and not staying:
        return reject("activity.last")
    gone = _minutes_at(state, activity, context.now) if activity.status == "planned" else 0
    changed = activity.model_copy(update={"status": status, "spent": activity.spent + gone})
    events: list[e.Event] = [e.ActivitiesChanged(activities=(changed,))]
    here = state.steps.get(state.flow.current or "")
    if here is not None and here.activity == activity.id:
        if flow.open_vote_in(state) is not None:
            return reject("vote.open")
        behind = [step for step in staying if _order(state, step) > activity.order]
        events += flow.moves(state, (behind[0] if behind else staying[-1]).id, context)
    return Decision(tuple(events))


def _minutes_at(state: State, activity: Activity, now: datetime) -> int:
    """How long the group has been at an activity, as far as its steps tell when they were come to.

    It ends now where the group is, else where the group came to something else. What was brought
    back has kept its time, and gets more only while the group is at it again.
    """
    mine: list[datetime] = []
    others: list[datetime] = []
    for step in state.steps.values():
        entered = state.progress_of(step.id).entered
        if entered is not None:
            (mine if step.activity == activity.id else others).append(entered)
    here = state.steps.get(state.flow.current or "")
    is_at = here is not None and here.activity == activity.id
    if not mine or (activity.spent and not is_at):
        return 0
    began = max([min(mine), *others]) if is_at else min(mine)
    planned = sum(step.minutes or 0 for step in steps_of(state, activity))
    after = [now] if is_at else [one for one in others if one > max(mine)]
    ended = min(after, default=min(now, began + timedelta(minutes=planned)))
    return round((ended - began).total_seconds() / 60)


def _brought_back(state: State, activity: Activity) -> tuple[Activity, ...]:
    """The activity planned again; one that lies behind the group comes right after where it is."""
    back = activity.model_copy(update={"status": "planned"})
    here = state.steps.get(state.flow.current or "")
    current = None if here is None else state.activities[here.activity]
    if current is None or current.id == activity.id or activity.order > current.order:
        return (back,)
    row = [one for one in ordered(state.activities.values()) if one.id != activity.id]
    row.insert(row.index(current) + 1, back)
    orders = sorted(one.order for one in row)
    placed = (
        one if one.order == order else one.model_copy(update={"order": order})
        for one, order in zip(row, orders, strict=True)
    )
    return tuple(one for one in placed if one != state.activities[one.id])


def _order(state: State, step: Step) -> int:
    return state.activities[step.activity].order


def steps_of(state: State, activity: Activity) -> list[Step]:
    """The steps of an activity in their order."""
    return ordered(step for step in state.steps.values() if step.activity == activity.id)
