"""Choosing what goes on, and planning who does what by when."""

from workshop_studio.domain import commands as c
from workshop_studio.domain import events as e
from workshop_studio.domain.decide.context import Context, Decision
from workshop_studio.domain.items import texts_of
from workshop_studio.domain.records import Choice, Initiative, Item, StepNotes
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State


def _unknown(state: State, step: str, items: tuple[Item, ...]) -> bool:
    source = state.steps[step].source or step
    for kind in ("ideas", "clusters", "fixed"):
        known = {key for key, _ in texts_of(state, source, kind)}
        if not known.issuperset(item.id for item in items if item.kind == kind):
            return True
    return False


def choose(state: State, command: c.Choose, context: Context) -> Decision | Rejection:
    """Record a choice; one that takes just what the vote put first says so."""
    step = state.steps[command.step]
    if _unknown(state, step.id, command.items):
        return reject("choice.item_gone")
    proposal = context.kinds[step.kind].proposal(state, step)
    as_voted = bool(proposal) and set(proposal) == set(command.items)
    choice = Choice(
        step=step.id,
        items=command.items,
        rule="top" if as_voted else "hand",
        reason=command.reason,
    )
    if state.choices.get(step.id) == choice:
        return Decision()
    return Decision((e.ChoiceMade(choice=choice),))


Plan = c.PlanInitiative | c.EditInitiative | c.RemoveInitiative


def initiative(state: State, command: Plan, context: Context) -> Decision | Rejection:
    """Put an initiative on the plan, write it anew, or take it off."""
    if isinstance(command, c.RemoveInitiative):
        return Decision((e.InitiativeRemoved(initiative=command.initiative),))
    if not command.title.strip():
        return reject("initiative.no_title")
    if isinstance(command, c.EditInitiative):
        old = state.initiatives[command.initiative]
        update = {"title": command.title, "owner": command.owner, "due": command.due}
        edited = old.model_copy(update=update)
        return Decision() if edited == old else Decision((e.InitiativeEdited(initiative=edited),))
    if command.item is not None and _unknown(state, command.step, (command.item,)):
        return reject("choice.item_gone")
    planned = Initiative(
        id=context.new_id(),
        step=command.step,
        order=context.order,
        title=command.title,
        owner=command.owner,
        due=command.due,
        item=command.item,
    )
    return Decision((e.InitiativePlanned(initiative=planned),))


def write_notes(state: State, command: c.WriteNotes) -> Decision | Rejection:
    """Keep the facilitator's notes on a step."""
    written = StepNotes(step=command.step, text=command.text)
    known = state.notes.get(command.step) or StepNotes(step=command.step)
    return Decision() if written == known else Decision((e.NotesWritten(notes=written),))


def bring_earlier(state: State, command: c.BringEarlier) -> Decision | Rejection:
    """Bring initiatives of earlier sessions along, in place of those brought before."""
    rows = {row.key: row for row in command.initiatives}
    if rows == dict(state.earlier.items()):
        return Decision()
    gone = tuple(sorted(set(state.earlier.keys()) - set(rows)))
    return Decision((e.EarlierBrought(initiatives=tuple(rows.values()), gone=gone),))
