"""How an event changes a state. Never fails on what ``decide`` emits."""

from collections.abc import Iterable
from typing import assert_never

from workshop_studio.domain import events as e
from workshop_studio.domain.records import (
    BUNDLE,
    Bundle,
    Flow,
    Marks,
    Membership,
    Record,
    membership_key,
)
from workshop_studio.domain.state import SINGLES, TABLES, Change, State


def evolve(state: State, event: e.Event) -> State:
    """The state after the event."""
    return state.put(changes(state, event))


def evolve_all(state: State, happened: Iterable[e.Event]) -> State:
    """The state after all the events."""
    for event in happened:
        state = evolve(state, event)
    return state


def _put(table: str, key: str, record: Record) -> Change:
    return Change(table, key, record)


def _members(memberships: Iterable[Membership]) -> list[Change]:
    return [_put("memberships", member.key, member) for member in memberships]


def _loose(step: str, ideas: Iterable[str]) -> list[Change]:
    return [Change("memberships", membership_key(step, idea), None) for idea in ideas]


def changes(state: State, event: e.Event) -> list[Change]:
    """Which records the event puts or takes away."""
    match event:
        case e.IdeaAdded() | e.IdeaEdited():  # first, for they are the most frequent by far
            return [_put("ideas", event.idea.id, event.idea)]
        case e.SessionCreated():
            return [
                _put("document", "", event.document),
                _put("frame", "", event.frame),
                *(_put("activities", row.id, row) for row in event.activities),
                *(_put("steps", row.id, row) for row in event.steps),
                _put("flow", "", Flow(current=event.steps[0].id)),
            ]
        case e.FrameEdited():
            return [_put("frame", "", event.frame)]
        case e.StepEdited():
            return [_put("steps", event.step.id, event.step)]
        case e.ActivityAdded():
            return [
                *(_put("activities", row.id, row) for row in (event.activity, *event.moved)),
                *(_put("steps", row.id, row) for row in event.steps),
            ]
        case e.ActivitiesChanged():
            return [_put("activities", row.id, row) for row in event.activities]
        case e.StepsResized():
            return [_put("steps", row.id, row) for row in event.steps]
        case e.NotesWritten():
            return [_put("notes", event.notes.step, event.notes)]
        case e.TalkWritten():
            return [_put("talks", event.talk.key, event.talk)]
        case e.FocusSet():
            return [_put("flow", "", state.flow.model_copy(update={"focus": event.focus}))]
        case e.EarlierBrought():
            gone = [Change("earlier", key, None) for key in event.gone]
            return [*gone, *(_put("earlier", row.key, row) for row in event.initiatives)]
        case e.StepEntered():
            return _entered(state, event)
        case e.StepProgressed():
            return [_put("progress", event.progress.step, event.progress)]
        case e.IdeasImported():
            return [_put("ideas", idea.id, idea) for idea in event.ideas]
        case e.ClusterMade():
            made = _put("clusters", event.cluster.id, event.cluster)
            return [made, *_members(event.memberships)]
        case e.ClusterRenamed():
            return [_put("clusters", event.cluster.id, event.cluster)]
        case e.IdeasMoved():
            return [*_members(event.memberships), *_loose(event.step, event.taken_out)]
        case e.ClustersMerged():
            gone = [Change("clusters", cluster, None) for cluster in event.gone]
            return [*_members(event.memberships), *gone]
        case e.ClusterDissolved():
            return [*_loose(event.step, event.ideas), Change("clusters", event.cluster, None)]
        case e.VoteOpened():
            return [_put("votes", event.vote.id, event.vote)]
        case e.OptionPlaced():
            vote = state.votes[event.vote]
            placed = {**placed_but(vote.placed, event.option), **event.marks}
            return [_put("votes", vote.id, vote.model_copy(update={"placed": placed}))]
        case e.HandsCounted():
            vote = state.votes[event.vote]
            return [_put("votes", vote.id, vote.model_copy(update={"hands": event.hands}))]
        case e.VoteClosed():
            return _closed(state, event)
        case e.TieSettled():
            vote = state.votes[event.vote]
            others = tuple(one for one in vote.settled if one.rank != event.settlement.rank)
            settled = (*others, event.settlement)
            return [_put("votes", vote.id, vote.model_copy(update={"settled": settled}))]
        case e.ChoiceMade():
            return [_put("choices", event.choice.step, event.choice)]
        case e.InitiativePlanned() | e.InitiativeEdited():
            return [_put("initiatives", event.initiative.id, event.initiative)]
        case e.InitiativeRemoved():
            return [Change("initiatives", event.initiative, None)]
        case e.SessionFinished():
            return [_put("flow", "", state.flow.model_copy(update={"finished": True}))]
        case e.Undone():
            return [_was(was) for was in event.records]
        case _:
            assert_never(event)


def placed_but(placed: Marks, option: str) -> dict[str, int]:
    """What is placed, without one option: a key is the option, or ``scale/option``."""
    return {key: at for key, at in placed.items() if key.rpartition("/")[2] != option}


def _entered(state: State, event: e.StepEntered) -> list[Change]:
    update: dict[str, object] = {"current": event.step, "focus": None}
    flow = _put("flow", "", state.flow.model_copy(update=update))
    if event.at is None:
        return [flow]
    progress = state.progress_of(event.step).model_copy(update={"entered": event.at})
    return [flow, _put("progress", event.step, progress)]


def _closed(state: State, event: e.VoteClosed) -> list[Change]:
    vote = state.votes[event.vote]
    closed = vote.model_copy(
        update={
            "status": "closed",
            "ballots": len(event.ballots),
            "beside": event.beside,
            "envelopes": event.envelopes,
            "breakdown": event.breakdown,
        }
    )
    bundles = [
        Bundle(vote=vote.id, part=part, ballots=event.ballots[start : start + BUNDLE])
        for part, start in enumerate(range(0, len(event.ballots), BUNDLE))
    ]
    return [
        _put("votes", vote.id, closed),
        *(_put("bundles", bundle.key, bundle) for bundle in bundles),
    ]


def _was(was: e.Was) -> Change:
    if was.record is None:
        return Change(was.table, was.key, None)
    record = (SINGLES | TABLES)[was.table].model_validate(was.record)
    return Change(was.table, was.key, record)
