"""Undo as records: what a command touched, and whether it may still be taken back."""

from collections.abc import Iterable

from workshop_studio.domain.decide.context import UndoEntry
from workshop_studio.domain.events import Event
from workshop_studio.domain.evolve import changes
from workshop_studio.domain.state import Change, State


def touched(state: State, events: Iterable[Event], command: str) -> tuple[State, UndoEntry]:
    """The state after the events, and the records they touched, before and after."""
    before: dict[tuple[str, str], Change] = {}
    after: dict[tuple[str, str], Change] = {}
    for event in events:
        made = changes(state, event)
        for change in made:
            table, key, _ = change
            at = (table, key)
            if at not in before:
                before[at] = Change(table, key, state.get(table, key))
            after[at] = change
        state = state.put(made)
    return state, UndoEntry(command, tuple(before.values()), tuple(after.values()))


def referenced(state: State, *, but_memberships: bool = False) -> set[tuple[str, str]]:
    """Records that other records refer to, as (table, key)."""
    found: set[tuple[str, str]] = set()
    for table in (
        "ideas",
        "clusters",
        "votes",
        "choices",
        "initiatives",
        "progress",
        "notes",
        "talks",
    ):
        found.update(("steps", row.step) for row in getattr(state, table).values())
    found.update(("steps", step.source) for step in state.steps.values() if step.source)
    found.update(("activities", step.activity) for step in state.steps.values())
    found.update(("activities", a.repeats) for a in state.activities.values() if a.repeats)
    if state.flow.current is not None:
        found.add(("steps", state.flow.current))
    for vote in state.votes.values():
        found.update((vote.items, option.id) for option in vote.options)
    for choice in state.choices.values():
        found.update((item.kind, item.id) for item in choice.items)
    for initiative in state.initiatives.values():
        if initiative.item is not None:
            found.add((initiative.item.kind, initiative.item.id))
    for talk in state.talks.values():
        found |= {("ideas", talk.about), ("clusters", talk.about)}
    if not but_memberships:
        for member in state.memberships.values():
            found.add(("ideas", member.idea))
            found.add(("clusters", member.cluster))
    return found
