"""The hub: what is written when, and what a fault leaves."""

import sys

import pytest

from tests.fakes import FACILITATOR, FakeRun, Room
from workshop_studio.app.hub import Actor, Envelope
from workshop_studio.domain import commands as c
from workshop_studio.domain.errors import Failure
from workshop_studio.steps.vote_result import result


def collecting(run: FakeRun) -> tuple[Room, str]:
    room = Room(run).begin()
    step = room.step("collect")
    room.accept(c.GoTo(step=step))
    room.accept(c.OpenStep(step=step))
    return room, step


def test_a_batch_is_decided_one_on_the_other_written_once_and_published_once() -> None:
    run = FakeRun()
    room, step = collecting(run)
    seq, run.log = room.hub.snapshot.seq, []
    idea = c.AddIdea(step=step, text="Skolehage")
    batch = [Envelope(f"e{n}", Actor("participant", f"phone {n}"), idea) for n in range(30)]
    receipts = room.hub.handle_all([*batch, Envelope("last", FACILITATOR, c.CloseStep(step=step))])
    box = f"ideas.{step}.1"
    assert run.log == [f"put {box}", "append", f"drop {box}"]  # the slip before the idea
    assert {receipt.seq for receipt in receipts} == {seq + 1} == {room.hub.snapshot.seq}
    assert len(room.state.ideas) == 30


def test_a_repeat_within_one_batch_is_counted_once() -> None:
    room, step = collecting(FakeRun())
    envelope = Envelope("twice", Actor("participant", "phone"), c.AddIdea(step=step, text="x"))
    first, second = room.hub.handle_all([envelope, envelope])
    assert first.made == second.made
    assert len(room.state.ideas) == 1


def test_a_ballot_moves_the_publication_and_writes_nothing_into_the_journal() -> None:
    run = FakeRun()
    room = Room(run).begin("dot-vote")
    step = room.step("vote")
    room.accept(c.ImportIdeas(step=step, texts=("a", "b")))
    [vote] = room.accept(c.OpenVote(step=step))
    before, written = room.hub.snapshot, len(run.entries)
    idea = min(room.state.ideas)
    room.accept(c.CastVote(vote=vote, marks={idea: 2}), "phone")
    after = room.hub.snapshot
    assert after.seq == before.seq + 1
    assert after.state is before.state
    assert len(run.entries) == written
    assert before.boxes[f"vote.{vote}"].voters == 0  # a snapshot never changes
    assert after.boxes[f"vote.{vote}"].voters == 1


@pytest.mark.parametrize("broken", ["put", "append"])
def test_a_full_disk_leaves_state_boxes_and_stack_as_they_were(broken: str) -> None:
    run = FakeRun()
    room, step = collecting(run)
    before = room.hub.snapshot
    run.fails = {broken}
    envelope = Envelope("later", Actor("participant", "phone"), c.AddIdea(step=step, text="x"))
    with pytest.raises(Failure):
        room.hub.handle(envelope)
    assert room.hub.snapshot is before
    run.fails = set()
    assert room.hub.handle(envelope).made  # the sender tries again and it counts once
    assert len(room.state.ideas) == 1


def test_a_box_that_cannot_be_deleted_now_is_deleted_later() -> None:
    run = FakeRun()
    room, step = collecting(run)
    run.fails = {"drop"}
    room.accept(c.CloseStep(step=step))
    assert run.boxes
    run.fails = set()
    room.accept(c.EditStep(step=step, title="Idéer"))
    assert not run.boxes


def test_an_idea_whose_slip_was_written_but_not_itself_is_dropped_at_the_next_start() -> None:
    run = FakeRun()
    room, step = collecting(run)
    room.accept(c.AddIdea(step=step, text="stays"), "phone")
    run.fails = {"append"}
    with pytest.raises(Failure):
        room.accept(c.AddIdea(step=step, text="never written"), "phone")
    run.fails = set()
    [box] = room.restarted().snapshot.boxes.values()
    assert len(box.own("phone")) == 1


def test_who_wrote_an_idea_is_known_while_open_and_to_nobody_after_closing() -> None:
    run = FakeRun()
    room, step = collecting(run)
    [idea] = room.accept(c.AddIdea(step=step, text="min"), "phone")
    [box] = room.hub.snapshot.boxes.values()
    assert [slip.body for slip in box.own("phone")] == [idea]
    assert box.own("another phone") == ()
    room.accept(c.CloseStep(step=step))
    room.accept(c.OpenStep(step=step))
    [again] = room.hub.snapshot.boxes.values()
    assert again.own("phone") == ()
    assert again.secret != box.secret


def test_redo_goes_when_something_else_is_done() -> None:
    room, step = collecting(FakeRun())
    room.accept(c.AddIdea(step=step, text="a"))
    room.accept(c.Undo())
    undone = room.hub.snapshot
    assert (undone.undo, undone.redo) == (None, "AddIdea")
    room.accept(c.AddIdea(step=step, text="b"))
    after = room.hub.snapshot
    assert (after.undo, after.redo) == ("AddIdea", None)


def test_refusals_are_remembered_but_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop_studio.app.hub.REMEMBERED", 3)
    room, step = collecting(FakeRun())
    room.accept(c.CloseStep(step=step))
    idea = c.AddIdea(step=step, text="too late")
    for number in range(5):
        assert room.send(idea, "phone", f"late {number}").rejection is not None
    room.accept(c.OpenStep(step=step))
    assert room.send(idea, "phone", "late 4").rejection is not None  # a repeat hears the same
    assert room.send(idea, "phone", "late 0").rejection is None  # so long ago that it is as new
    assert len(room.hub._refused) <= 3


def test_changed_ballots_take_no_more_room_and_their_repeats_are_known() -> None:
    room = Room().begin("dot-vote")
    step = room.step("vote")
    room.accept(c.ImportIdeas(step=step, texts=("a", "b")))
    [vote] = room.accept(c.OpenVote(step=step))
    remembered = len(room.hub._outcomes)
    one, other = sorted(room.state.ideas)
    for number in range(50):
        marks = {one if number % 2 else other: 1}
        room.send(c.CastVote(vote=vote, marks=marks), "phone", f"change {number}")
    box = room.hub.snapshot.boxes[f"vote.{vote}"]
    assert [slip.body for slip in box.own("phone")] == [{one: 1}]
    assert len(room.hub._outcomes) == remembered
    late = room.send(c.CastVote(vote=vote, marks={other: 1}), "phone", "change 0")
    assert late.rejection is None
    assert room.hub.snapshot.boxes[f"vote.{vote}"].ballots() == ({one: 1},)
    room.accept(c.CloseVote(vote=vote))
    assert room.send(c.CastVote(vote=vote, marks={other: 1}), "phone", "change 7").rejection is None


def test_a_further_round_on_the_same_options_keeps_them_once() -> None:
    room = Room().begin("dot-vote")
    step = room.step("vote")
    room.accept(c.ImportIdeas(step=step, texts=("a", "b")))
    one, other = sorted(room.state.ideas)
    rounds = []
    for _ in range(2):
        [vote] = room.accept(c.OpenVote(step=step))
        rounds.append({option.id: option for option in room.state.votes[vote].options})
        room.accept(c.CloseVote(vote=vote))
        room.accept(c.EditIdea(idea=one, text="a, and better"))
    assert rounds[1][other] is rounds[0][other]
    assert rounds[1][one].text == "a, and better"


def test_a_counted_result_keeps_no_state_that_is_past() -> None:
    room = Room().begin("dot-vote")
    step = room.step("vote")
    room.accept(c.ImportIdeas(step=step, texts=("a", "b")))
    [vote] = room.accept(c.OpenVote(step=step))
    room.accept(c.CloseVote(vote=vote))
    state = room.state
    held = sys.getrefcount(state)
    assert result(state, state.votes[vote]).ballots == 0
    assert sys.getrefcount(state) == held
