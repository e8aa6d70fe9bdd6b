"""Laws of the road, each for any sequence of commands."""

import contextlib
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.commanding import (
    TOKENS,
    any_command,
    any_contribution,
    any_room,
    drive,
    grouped,
    lively,
)
from tests.fakes import FACILITATOR, Room
from workshop_studio.app.hub import Actor, Envelope
from workshop_studio.blocks import Blocks
from workshop_studio.domain import commands as c
from workshop_studio.domain.decide import Context, Decision, decide
from workshop_studio.domain.errors import Failure
from workshop_studio.domain.evolve import evolve_all
from workshop_studio.domain.items import is_out
from workshop_studio.domain.state import PARTS, State, free_order
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.participant import participant
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.steps.registry import KINDS

DATA = st.data()


def same(one: State, other: State) -> bool:
    return all(getattr(one, part) == getattr(other, part) for part in PARTS)


@given(DATA)
def test_replay_equals_live(data: st.DataObject) -> None:
    room = any_room(data)
    drive(room, data)
    events = [event for entry in room.run.entries for event in entry.events]
    assert same(evolve_all(State(), events), room.state)


@given(DATA)
def test_a_restart_finds_everything_acknowledged_and_goes_on_the_same(
    data: st.DataObject,
) -> None:
    room = any_room(data)
    drive(room, data)
    live = room.hub.snapshot
    again = room.restarted()
    assert same(again.snapshot.state, live.state)
    assert again.snapshot.boxes == live.boxes
    assert again.snapshot.entries == live.entries
    assert (again.snapshot.undo, again.snapshot.redo) == (live.undo, live.redo)
    command = data.draw(any_command(live.state))
    now, first, second = room.now, room.chance.getstate(), Envelope("next", FACILITATOR, command)
    went = room.hub.handle(second)
    room.now = now
    room.chance.setstate(first)
    assert again.handle(second).rejection == went.rejection
    assert same(again.snapshot.state, room.state)


@given(DATA)
def test_evolve_takes_whatever_decide_emits(data: st.DataObject) -> None:
    room = any_room(data)
    drive(room, data, most=10)
    state = room.state
    context = Context(
        now=room.clock(),
        new_id=room.new_id,
        kinds=KINDS,
        role="facilitator",
        boxes=room.hub.snapshot.boxes,
        order=free_order(state),
    )
    decision = decide(state, data.draw(any_command(state)), context)
    if isinstance(decision, Decision):
        evolve_all(state, decision.events)


def undoable(room: Room) -> int:
    """How many commands undo would take back, one after the other."""
    stack, count = room.hub._undo, 0
    while stack is not None:
        stack, count = stack[1], count + 1
    return count


@given(DATA)
def test_undo_restores_what_the_command_touched_and_redo_brings_it_back(
    data: st.DataObject,
) -> None:
    room = any_room(data)
    drive(room, data, most=8)
    before = room.state
    room.send(c.Undo()) if data.draw(st.booleans()) else None  # which may be refused
    before, count = room.state, undoable(room)
    room.send(data.draw(any_command(before)))
    after = room.state
    if undoable(room) != count + 1:
        return
    room.accept(c.Undo())
    assert same(room.state, before)
    room.accept(c.Redo())
    assert same(room.state, after)


@given(DATA)
def test_a_repeated_envelope_changes_nothing_and_gets_the_first_outcome(
    data: st.DataObject,
) -> None:
    room = any_room(data)
    drive(room, data, most=6)
    actor = data.draw(st.sampled_from([FACILITATOR, Actor("participant", TOKENS[0])]))
    envelope = Envelope("once", actor, data.draw(any_command(room.state)))
    first = room.hub.handle(envelope)
    drive(room, data, most=4)
    state, written = room.state, len(room.run.entries)
    again = room.hub.handle(envelope)
    assert (again.rejection, again.made) == (first.rejection, first.made)
    assert room.state is state
    assert len(room.run.entries) == written


@given(DATA)
def test_no_projection_holds_what_its_viewer_may_not_see(data: st.DataObject) -> None:
    room = any_room(data)
    secret = {}
    collect = room.step("collect")
    for token in TOKENS:
        made = room.send(c.AddIdea(step=collect, text=f"SECRET {token}"), token)
        secret[token] = made.made
    drive(room, data)
    snapshot = room.hub.snapshot
    state = snapshot.state
    views = {token: participant(state, snapshot.boxes, token) for token in TOKENS}
    seen: list[tuple[str | None, Blocks]] = [*views.items()]
    seen.append((None, stage(state, snapshot.boxes)))
    voted = {o.id for v in state.votes.values() if v.status == "open" for o in v.options}
    for viewer, blocks in seen:
        told = "\n".join(block.model_dump_json() for block in blocks)
        for idea in state.ideas.values():
            # to all by choice; and a ballot keeps what was parked while it was voted on
            shown = idea.parked and not idea.hidden and (viewer is None or idea.id in voted)
            if not is_out(state, idea) and not shown:
                own = {
                    slip.body
                    for box in snapshot.boxes.values()
                    for slip in (box.own(viewer) if viewer else ())
                    if isinstance(slip.body, str)  # a ballot is looked at below
                }
                assert idea.id not in told or (idea.id in own and not idea.hidden)
        for block in blocks:
            if block.block == "ballot":
                assert viewer is not None
                box = snapshot.boxes[f"vote.{block.fixed['vote']}"]
                own_ballots = [slip.body for slip in box.own(viewer)]
                assert block.marks == (own_ballots[-1] if own_ballots else {})
            if block.block == "chart":
                vote = max(
                    (v for v in state.votes.values() if v.step == state.flow.current),
                    key=lambda v: v.round,
                )
                if vote.rule.get("by") != "group":  # which everybody sees as it is placed
                    assert vote.status == "closed"
                    assert state.progress_of(vote.step).revealed
    written = "\n".join(block.model_dump_json() for block in report(state))
    kept_out = [i for i in state.ideas.values() if i.hidden or not (i.parked or is_out(state, i))]
    assert not any(idea.id in written for idea in kept_out)
    facilitator(state, snapshot.boxes)


@given(DATA)
def test_a_full_disk_refuses_the_batch_and_nothing_has_happened(data: st.DataObject) -> None:
    room = any_room(data)
    drive(room, data, most=5)
    before = room.hub.snapshot
    room.run.fails = {"append", "put"}
    envelopes = [Envelope("lost", FACILITATOR, data.draw(any_command(before.state)))]
    with contextlib.suppress(Failure):  # a refused command writes nothing and meets no disk
        room.hub.handle_all(envelopes)
    assert same(room.hub.snapshot.state, before.state)
    room.run.fails = set()
    written = room.hub.handle_all(envelopes)
    assert len(written) == 1


@given(DATA)
def test_nothing_written_joins_a_ballot_or_an_idea_to_a_person(data: st.DataObject) -> None:
    room = any_room(data)
    drive(room, data)
    told = "\n".join(
        event.model_dump_json() for entry in room.run.entries for event in entry.events
    )
    assert not any(token in told for token in TOKENS)
    for entry in room.run.entries:
        if entry.role == "participant":
            assert entry.at is None
    for box in room.hub.snapshot.boxes.values():
        assert not any(key in told for key in box.slips)


def test_the_laws_meet_every_command_that_a_session_takes() -> None:
    state = lively().state
    kinds = {kind.__name__ for kind in get_args(get_args(c.Command)[0])}
    met: set[str] = set()

    @settings(max_examples=1500, database=None)
    @given(any_command(state) | any_contribution(state))
    def meet(command: c.Command) -> None:
        met.add(command.type)

    meet()
    assert met == kinds - {"CreateSession"}


def test_after_a_restart_a_late_repeat_of_a_replaced_ballot_replaces_nothing() -> None:
    room = grouped()
    [vote] = room.state.votes.values()
    phone = Actor("participant", TOKENS[0])
    first, second = (option.id for option in vote.options[:2])
    older = Envelope("older", phone, c.CastVote(vote=vote.id, marks={first: 1}))
    newer = Envelope("newer", phone, c.CastVote(vote=vote.id, marks={second: 1}))
    room.hub.handle_all([older, newer])
    again = room.restarted()
    again.handle(older)
    [box] = again.snapshot.boxes.values()
    assert [slip.body for slip in box.own(TOKENS[0])] == [{second: 1}]
