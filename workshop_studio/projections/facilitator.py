"""What the facilitator works with: a record, not only blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from workshop_studio.blocks import (
    Agenda,
    AgendaActivity,
    AgendaStep,
    Blocks,
    FormField,
    FrameBlock,
    Note,
    Table,
    Timer,
)
from workshop_studio.domain.boxes import Box
from workshop_studio.domain.commands import FinishSession, GoTo
from workshop_studio.domain.decide.flow import open_vote_in
from workshop_studio.domain.items import agenda as agenda_steps
from workshop_studio.domain.items import ideas_of, path
from workshop_studio.domain.records import Focus, Step, Words
from workshop_studio.domain.state import State, ordered
from workshop_studio.projections.stage import is_rehearsal, stage
from workshop_studio.steps.kind import Next, Seen, earlier_table, note, parking, shown, timer
from workshop_studio.steps.registry import KINDS


@dataclass(frozen=True, slots=True)
class Schedule:
    """The plan in minutes, for whoever holds it against the clock.

    Attributes:
        began: when the session began: when the first step that was come to by the agenda was
            entered, less the planned minutes before it; None before that.
        entered: when the current step was first entered or begun in.
        before: planned minutes before the current step, and of skipped activities those that
            the group has spent on them.
        minutes: of the current step.
        after: planned minutes behind it.
    """

    began: datetime | None
    entered: datetime | None
    before: int
    minutes: int
    after: int


@dataclass(frozen=True, slots=True)
class FacilitatorView:
    """Everything that the console shows.

    Attributes:
        title: the session's title.
        frame: what it is about.
        agenda: activities and steps with their state.
        step: id of the current step; empty before there is one.
        activity: name of the current activity.
        step_title: title of the current step.
        prompt: what the step asks.
        tips: for the facilitator alone.
        number: the step's place on the agenda, from 1.
        of: how many steps there are.
        work: blocks of the work area; when the session is finished, what the step came to.
        timer: the step's clock.
        minutes: the step's planned length.
        status: whether contributions are ``ahead``, ``open`` or ``closed``.
        revealed: whether what the step kept hidden has been shown.
        stage: what the projector shows.
        next: what the primary button does; None when the session is finished.
        back: the step before, if there is one.
        onward: the step behind, if there is one.
        hidden: the ideas that the facilitator has taken out of sight.
        parking: the parking lot.
        notes: the facilitator's own on the step.
        earlier: open initiatives of the group's earlier sessions, where they were brought along.
        settings: what can be set of the step as long as it is not being done.
        focus: what the stage shows in place of the step.
        schedule: the plan in minutes.
        seen: ids of the ideas that the group may see in the step, in their order.
        finished: whether the session has ended.
        rehearsal: whether the plan is only tried, with simulated people.
    """

    title: str
    frame: FrameBlock
    agenda: Agenda
    step: str
    activity: Words
    step_title: Words
    prompt: Words
    tips: Words
    number: int
    of: int
    work: Blocks
    timer: Timer | None
    minutes: int | None
    status: str
    revealed: bool
    stage: Blocks
    next: Next | None
    back: str | None
    onward: str | None
    hidden: tuple[Note, ...]
    finished: bool
    schedule: Schedule
    seen: tuple[str, ...] = ()
    parking: tuple[Note, ...] = ()
    notes: str = ""
    earlier: Table | None = None
    settings: tuple[FormField, ...] = ()
    focus: Focus | None = None
    rehearsal: bool = False


def facilitator(state: State, boxes: Mapping[str, Box]) -> FacilitatorView:
    """The console's view of a session that has begun."""
    steps = path(state)
    place = next((n for n, step in enumerate(steps) if step.id == state.flow.current), 0)
    step = steps[place]
    notes = state.notes.get(step.id)
    kind = KINDS[step.kind]
    seen = Seen(state, boxes, step)
    progress = state.progress_of(step.id)
    ideas = ordered(idea for idea in state.ideas.values() if idea.hidden)
    return FacilitatorView(
        title=state.frame.title if state.frame else "",
        frame=frame_block(state),
        agenda=agenda_block(state),
        step=step.id,
        activity=state.activities[step.activity].name,
        step_title=step.title,
        prompt=step.prompt,
        tips=step.tips,
        number=place + 1,
        of=len(steps),
        work=kind.report(seen) if state.flow.finished else kind.work(seen),
        timer=None if state.flow.finished else timer(seen),
        minutes=step.minutes,
        status=progress.status,
        revealed=progress.revealed,
        stage=stage(state, boxes),
        next=_next(seen, steps, place),
        back=steps[place - 1].id if place and not state.flow.finished else None,
        onward=steps[place + 1].id if place + 1 < len(steps) else None,
        hidden=tuple(note(idea) for idea in ideas),
        schedule=_schedule(state, steps, place),
        seen=_seen_ideas(state, step),
        parking=parking(state).ideas,
        notes="" if notes is None else notes.text,
        earlier=earlier_table(state) if state.earlier else None,
        settings=()
        if state.flow.finished or open_vote_in(state) == step.id
        else kind.settings(state, step),
        focus=state.flow.focus,
        finished=state.flow.finished,
        rehearsal=is_rehearsal(state),
    )


def sharing(view: FacilitatorView, before: FacilitatorView) -> FacilitatorView:
    """The same view, made of the very blocks of an earlier one wherever they are equal.

    Whoever shows one after the other then sees at once what is as it was: to compare the texts
    of hundreds of ideas takes a while, which the windows' thread does not have.
    """
    return replace(
        view,
        agenda=before.agenda if before.agenda == view.agenda else view.agenda,
        work=_shared(view.work, before.work),
        stage=_shared(view.stage, before.stage),
    )


def _shared(blocks: Blocks, before: Blocks) -> Blocks:
    return tuple(next((had for had in before if had == one), one) for one in blocks)


def _seen_ideas(state: State, step: Step) -> tuple[str, ...]:
    if state.flow.finished:
        return ()
    return tuple(idea.id for idea in shown(state, ideas_of(state, step.id)))


def _schedule(state: State, steps: list[Step], place: int) -> Schedule:
    before = 0
    come_to: list[tuple[datetime, int]] = []
    passed_over: int | None = None
    for step in steps:
        entered = state.progress_of(step.id).entered
        if entered is not None:
            passed_over = before if passed_over is None else passed_over
            if not state.activities[step.activity].spent:
                come_to.append((entered, before))
        before += step.minutes or 0
    come_to += [(entered, passed_over or 0) for entered in _left_behind(state)]
    first = min(come_to, default=None)
    began = None if first is None else first[0] - timedelta(minutes=first[1])
    return Schedule(
        began=began,
        entered=state.progress_of(steps[place].id).entered,
        before=sum(step.minutes or 0 for step in steps[:place])
        + sum(activity.spent for activity in state.activities.values()),
        minutes=steps[place].minutes or 0,
        after=sum(step.minutes or 0 for step in steps[place + 1 :]),
    )


def _left_behind(state: State) -> Iterator[datetime]:
    """When the group came to what it later skipped, wherever that stands on the agenda now."""
    for step in state.steps.values():
        entered = state.progress_of(step.id).entered
        if entered is not None and state.activities[step.activity].spent:
            yield entered


def _next(seen: Seen, steps: list[Step], place: int) -> Next | None:
    if seen.state.flow.finished:
        return None
    within = KINDS[seen.step.kind].next(seen)
    if within is not None:
        return within
    if place + 1 < len(steps):
        return Next("go", GoTo(step=steps[place + 1].id))
    return Next("finish", FinishSession(), confirm=True)


def frame_block(state: State) -> FrameBlock:
    """The frame, its known parts under codes."""
    frame = state.frame
    if frame is None:
        return FrameBlock(title="", parts=())
    parts = (
        ("challenge", frame.challenge),
        ("area", frame.area),
        ("cohort", frame.cohort),
        ("group", frame.group),
        ("goal", frame.goal),
        ("date", frame.date),
        ("place", frame.place),
        ("facilitator", frame.facilitator),
        ("headcount", frame.headcount),
    )
    known = tuple((code, value) for code, value in parts if value is not None and value != "")
    return FrameBlock(title=frame.title, parts=known)


def agenda_block(state: State) -> Agenda:
    """The agenda and where the group stands on it."""
    steps, going = agenda_steps(state), path(state)
    place = next((n for n, step in enumerate(going) if step.id == state.flow.current), 0)
    done = {step.id for step in (going if state.flow.finished else going[:place])}
    current = "" if state.flow.finished else going[place].id
    activities: list[AgendaActivity] = []
    for activity in ordered(state.activities.values()):
        mine = [step for step in steps if step.activity == activity.id]
        rows = tuple(
            AgendaStep(
                id=step.id,
                kind=step.kind,
                title=step.title,
                minutes=step.minutes,
                state="current" if step.id == current else "done" if step.id in done else "ahead",
                count=KINDS[step.kind].count(state, step),
            )
            for step in mine
        )
        states = {row.state for row in rows}
        planned: Literal["done", "current", "ahead"]
        is_current = "current" in states or states == {"done", "ahead"}
        planned = "current" if is_current else "done" if states == {"done"} else "ahead"
        activities.append(
            AgendaActivity(
                id=activity.id,
                name=activity.name,
                minutes=sum(step.minutes or 0 for step in mine),
                spent=activity.spent,
                state=planned if activity.status == "planned" else activity.status,
                steps=rows,
            )
        )
    return Agenda(activities=tuple(activities))
