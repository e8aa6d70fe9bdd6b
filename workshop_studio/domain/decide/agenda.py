"""Beginning a session, and editing its frame and steps."""

from pydantic import ValidationError

from workshop_studio.domain import commands as c
from workshop_studio.domain import events as e
from workshop_studio.domain.decide.context import Context, Decision
from workshop_studio.domain.records import EDITED, Activity, Document, Step
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State


def create(state: State, command: c.CreateSession, context: Context) -> Decision | Rejection:
    """Make the activities and steps of the agenda, each step with its source resolved."""
    if state.document is not None:
        return reject("session.exists")
    if not command.frame.title.strip():
        return reject("frame.no_title")
    activities: list[Activity] = []
    steps: list[Step] = []
    for number, planned in enumerate(command.agenda):
        activity = Activity(
            id=context.new_id(),
            order=number,
            technique=planned.technique,
            name=planned.name,
            phase=planned.phase,
        )
        made = made_steps(activity, planned, steps, context)
        if isinstance(made, Rejection):
            return made
        activities.append(activity)
        steps.extend(made)
    document = Document(
        id=command.document,
        created=context.now,
        workshop=command.workshop,
        rehearsal=command.rehearsal,
    )
    return Decision(
        (
            e.SessionCreated(
                document=document,
                frame=command.frame,
                activities=tuple(activities),
                steps=tuple(steps),
            ),
        )
    )


def made_steps(
    activity: Activity, planned: c.ActivityPlan, before: list[Step], context: Context
) -> list[Step] | Rejection:
    """The steps of a plan; one without a source of its own draws from the nearest that gives."""
    by_name: dict[str, Step] = {}
    for number, plan in enumerate(planned.steps):
        rules = context.kinds.get(plan.kind)
        if rules is None:
            return reject("step.unknown_kind", kind=plan.kind)
        try:
            rules.check_params(plan.params)
        except ValidationError:
            return reject("step.bad_params", kind=plan.kind, step=plan.id)
        step = Step(
            id=context.new_id(),
            activity=activity.id,
            order=number,
            kind=plan.kind,
            title=plan.title,
            prompt=plan.prompt,
            tips=plan.tips,
            minutes=plan.minutes,
            params=plan.params,
        )
        if plan.source is not None and plan.source not in by_name:
            return reject("step.unknown_source", step=plan.id)
        source = (
            by_name[plan.source].id
            if plan.source is not None
            else _nearest(step, [*before, *by_name.values()], context)
        )
        by_name[plan.id] = step.model_copy(update={"source": source})
    return list(by_name.values())


def _nearest(step: Step, before: list[Step], context: Context) -> str | None:
    """The nearest earlier step that gives something that this one takes."""
    wanted = context.kinds[step.kind].takes(step)
    for earlier in reversed(before):
        if wanted & context.kinds[earlier.kind].gives(earlier):
            return earlier.id
    return None


def edit(state: State, command: c.EditFrame | c.EditStep, context: Context) -> Decision | Rejection:
    """Write the frame or a step anew; an edited text stands in for all its languages."""
    if isinstance(command, c.EditFrame):
        if not command.frame.title.strip():
            return reject("frame.no_title")
        if command.frame == state.frame:
            return Decision()
        return Decision((e.FrameEdited(frame=command.frame),))
    step = state.steps[command.step]
    update: dict[str, object] = {}
    if command.title is not None:
        update["title"] = {EDITED: command.title}
    if command.prompt is not None:
        update["prompt"] = {EDITED: command.prompt}
    if command.minutes is not None:
        update["minutes"] = command.minutes
    params = command.params
    if command.settings:
        arranged = context.kinds[step.kind].arrange(state, step, command.settings)
        if isinstance(arranged, Rejection):
            return arranged
        params = arranged
    if params is not None:
        if any(v.step == step.id and v.status == "open" for v in state.votes.values()):
            return reject("vote.open")
        try:
            context.kinds[step.kind].check_params(params)
        except ValidationError:
            return reject("step.bad_params", kind=step.kind, step=step.id)
        update["params"] = params
    edited = step.model_copy(update=update)
    return Decision() if edited == step else Decision((e.StepEdited(step=edited),))
