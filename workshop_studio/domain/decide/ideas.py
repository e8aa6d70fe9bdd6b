"""Contributing, importing, editing and hiding ideas."""

from workshop_studio.domain import commands as c
from workshop_studio.domain import events as e
from workshop_studio.domain.boxes import idea_box
from workshop_studio.domain.decide.context import BoxSlip, Context, Decision
from workshop_studio.domain.records import IDEA_LIMIT, Idea
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State

MOST_IDEAS = 100_000
"""Most ideas in one session: far above any workshop, below what would tire the laptop."""


def check_text(text: str) -> Rejection | None:
    """A blank idea is refused; all else is stored as typed, up to a length."""
    if not text.strip():
        return reject("idea.blank")
    if len(text) > IDEA_LIMIT:
        return reject("idea.too_long", most=IDEA_LIMIT, length=len(text))
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return reject("idea.not_unicode")
    return None


def add(state: State, command: c.AddIdea, context: Context) -> Decision | Rejection:
    """Add one idea; a participant's goes with a slip that says whose it is while it is open."""
    refused = check_text(command.text)
    if refused is not None:
        return refused
    if len(state.ideas) >= MOST_IDEAS:
        return reject("idea.too_many", most=MOST_IDEAS)
    idea = Idea(
        id=context.new_id(),
        step=command.step,
        order=context.order,
        text=command.text,
        by=context.role,
    )
    if context.role == "facilitator":
        return Decision((e.IdeaAdded(idea=idea),))
    progress = state.progress_of(command.step)
    if progress.status != "open":
        return reject("step.not_open")
    slip = BoxSlip(idea_box(command.step, progress.opening), idea.id)
    return Decision((e.IdeaAdded(idea=idea),), (slip,))


def bring_in(state: State, command: c.ImportIdeas, context: Context) -> Decision | Rejection:
    """Add many ideas at once; one that is refused refuses the whole, so that nothing is half in."""
    if len(state.ideas) + len(command.texts) > MOST_IDEAS:
        return reject("idea.too_many", most=MOST_IDEAS)
    for text in command.texts:
        refused = check_text(text)
        if refused is not None:
            return refused
    ideas = tuple(
        Idea(
            id=context.new_id(),
            step=command.step,
            order=context.order + number,
            text=text,
            by="import",
        )
        for number, text in enumerate(command.texts)
    )
    return Decision((e.IdeasImported(ideas=ideas),))


def park(state: State, command: c.AddParked, context: Context) -> Decision | Rejection:
    """Write something down that belongs elsewhere."""
    refused = check_text(command.text)
    if refused is not None:
        return refused
    step = state.flow.current
    if step is None:
        return reject("step.gone")
    if len(state.ideas) >= MOST_IDEAS:
        return reject("idea.too_many", most=MOST_IDEAS)
    idea = Idea(
        id=context.new_id(),
        step=step,
        order=context.order,
        text=command.text,
        by=context.role,
        parked=True,
    )
    return Decision((e.IdeaAdded(idea=idea),))


def edit(
    state: State, command: c.EditIdea | c.HideIdea | c.ParkIdea, context: Context
) -> Decision | Rejection:
    """Write an idea anew, take it out of sight, or put it in the parking lot."""
    idea = state.ideas[command.idea]
    if context.role == "participant":
        refused = _not_ones_own(state, idea, context)
        if refused is not None:
            return refused
    if isinstance(command, c.EditIdea):
        refused = check_text(command.text)
        if refused is not None:
            return refused
        edited = idea.model_copy(update={"text": command.text})
    elif isinstance(command, c.ParkIdea):
        edited = idea.model_copy(update={"parked": command.parked})
    else:
        edited = idea.model_copy(update={"hidden": command.hidden})
    return Decision() if edited == idea else Decision((e.IdeaEdited(idea=edited),))


def _not_ones_own(state: State, idea: Idea, context: Context) -> Rejection | None:
    """Why a participant may not edit an idea: only the box knows whose it is, while it is open."""
    progress = state.progress_of(idea.step)
    if progress.status != "open" or state.flow.current != idea.step:
        return reject("step.not_open")
    box = context.boxes.get(idea_box(idea.step, progress.opening))
    own = () if box is None else box.own(context.token)
    if idea.hidden or all(slip.body != idea.id for slip in own):
        return reject("idea.not_yours")
    return None
