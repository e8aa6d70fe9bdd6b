"""Taking a command back, and taking that back."""

from workshop_studio.domain import commands as c
from workshop_studio.domain import events as e
from workshop_studio.domain.decide.context import Context, Decision
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State
from workshop_studio.domain.undo import referenced


def take_back(state: State, command: c.Undo | c.Redo, context: Context) -> Decision | Rejection:
    """Put the records of the last undoable command (or undo) back as they were before it.

    Refused if somebody changed one of them since, or if another record refers to one that
    would go.
    """
    entry = context.undo if isinstance(command, c.Undo) else context.redo
    if entry is None:
        return reject("undo.nothing" if isinstance(command, c.Undo) else "redo.nothing")
    for change in entry.after:
        if state.get(change.table, change.key) != change.record:
            return reject("undo.changed_since", command=entry.command)
    going = {(change.table, change.key) for change in entry.before if change.record is None}
    if going & referenced(state.put(entry.before)):
        return reject("undo.in_use", command=entry.command)
    was = tuple(
        e.Was(
            table=change.table,
            key=change.key,
            record=None if change.record is None else change.record.model_dump(mode="json"),
        )
        for change in entry.before
    )
    return Decision((e.Undone(command=entry.command, records=was),))
