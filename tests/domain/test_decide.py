"""Given a session, when a command comes, then this happens or it is refused so."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from tests.fakes import Room
from workshop_studio.app.hub import Actor, Envelope
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import EDITED, Frame, Item
from workshop_studio.steps.vote_result import result

PHONE = "a phone"


@dataclass
class Case:
    """A name for people, what was done before, what comes, and what is refused or made."""

    name: str
    when: Callable[[Room], c.Command]
    given: tuple[Callable[[Room], c.Command], ...] = ()
    token: str | None = None
    refused: str | None = None
    events: tuple[str, ...] = field(default_factory=tuple)


def idea(room: Room, number: int = 0) -> str:
    return sorted(room.state.ideas.values(), key=lambda i: i.order)[number].id


def cluster(room: Room, number: int = 0) -> str:
    return sorted(room.state.clusters.values(), key=lambda i: i.order)[number].id


def vote(room: Room) -> str:
    return max(room.state.votes.values(), key=lambda v: v.round).id


def go(kind: str, number: int = 0) -> Callable[[Room], c.Command]:
    return lambda room: c.GoTo(step=room.step(kind, number))


def add(text: str = "Skolehage") -> Callable[[Room], c.Command]:
    return lambda room: c.AddIdea(step=room.step("collect"), text=text)


def opened(room: Room) -> c.Command:
    return c.OpenStep(step=room.step("collect"))


def shown(room: Room) -> c.Command:
    return c.Reveal(step=room.step("collect"))


def sort(*numbers: int, title: str = "Mat") -> Callable[[Room], c.Command]:
    return lambda room: c.MakeCluster(
        step=room.step("cluster"), title=title, ideas=tuple(idea(room, n) for n in numbers)
    )


def open_vote(number: int = 1) -> Callable[[Room], c.Command]:
    return lambda room: c.OpenVote(step=room.step("vote", number))


TWO = (add("Skolehage"), add("Frokost"), shown)
VOTING = (*TWO, go("vote", 1), open_vote())
CLOSED = (*VOTING, lambda room: c.CloseVote(vote=vote(room)))

CASES = [
    Case("a title of spaces", lambda _: c.EditFrame(frame=Frame(title=" ")),
         refused="frame.no_title"),
    Case("going on from a cluster without a title", go("vote"),
         (*TWO, go("cluster"), sort(0, title="")), refused="cluster.no_title"),
    Case("going back from a cluster without a title", go("brief"),
         (*TWO, go("cluster"), sort(0, title="")), events=("StepEntered",)),
    Case(
        "the frame is written anew",
        lambda _: c.EditFrame(frame=Frame(title="Kantina")),
        events=("FrameEdited",),
    ),
    Case("a step that is not there", lambda _: c.GoTo(step="nobody"), refused="step.gone"),
    Case("a blank idea", add(" \n\t "), refused="idea.blank"),
    Case("an idea of a million and one letters", add("x" * 1_000_001), refused="idea.too_long"),
    Case("half a character", add("\ud800"), refused="idea.not_unicode"),
    Case("an idea as typed, spaces and all", add("  <b>x</b> "), events=("IdeaAdded",)),
    Case("a phone before the step is open", add(), token=PHONE, refused="step.not_open"),
    Case(
        "a phone in an open step that the group is in",
        add(),
        (go("collect"), opened),
        token=PHONE,
        events=("IdeaAdded",),
    ),
    Case(
        "a phone in an open step that the group has left",
        add(),
        (go("collect"), opened, go("brief")),
        token=PHONE,
        refused="step.not_open",
    ),
    Case("a phone that would lead", go("collect"), token=PHONE, refused="command.not_yours"),
    Case("a facilitator that would vote", lambda room: c.CastVote(vote=vote(room), marks={}),
         VOTING, refused="command.not_yours"),
    Case(
        "ideas into a step that draws from another",
        lambda room: c.AddIdea(step=room.step("cluster"), text="x"),
        refused="step.has_source",
    ),
    Case(
        "an import with one blank line refuses all",
        lambda room: c.ImportIdeas(step=room.step("collect"), texts=("a", " ")),
        refused="idea.blank",
    ),
    Case(
        "an import is one event",
        lambda room: c.ImportIdeas(step=room.step("collect"), texts=("a", "b")),
        events=("IdeasImported",),
    ),
    Case("opening twice", opened, (go("collect"), opened), events=()),
    Case(
        "leaving an open step closes it",
        go("cluster"),
        (go("collect"), opened),
        events=("StepProgressed", "StepEntered"),
    ),
    Case("a cluster of an idea that is not there",
         lambda room: c.MakeCluster(step=room.step("cluster"), ideas=("nobody",)),
         refused="idea.gone"),
    Case("a cluster of two ideas", sort(0, 1), TWO, events=("ClusterMade",)),
    Case(
        "an idea is taken out",
        lambda room: c.MoveIdeas(step=room.step("cluster"), ideas=(idea(room),), cluster=None),
        (*TWO, sort(0)),
        events=("IdeasMoved",),
    ),
    Case(
        "an idea that lies loose is taken out",
        lambda room: c.MoveIdeas(step=room.step("cluster"), ideas=(idea(room),), cluster=None),
        TWO,
        events=(),
    ),
    Case(
        "two clusters become one",
        lambda room: c.MergeClusters(into=cluster(room), clusters=(cluster(room, 1),)),
        (*TWO, sort(0), sort(1)),
        events=("ClustersMerged",),
    ),
    Case(
        "a cluster that was voted on stays",
        lambda room: c.DissolveCluster(cluster=cluster(room)),
        (*TWO, sort(0), sort(1), go("vote"), open_vote(0)),
        refused="cluster.in_use",
    ),
    Case("a vote on ideas that wait for the reveal", open_vote(), TWO[:2],
         refused="vote.ideas_hidden"),
    Case("a vote on one idea", open_vote(), (TWO[0], shown), refused="vote.too_few_options"),
    Case("a vote while another is open", open_vote(1), VOTING, refused="vote.open"),
    Case("ideas concealed while they are voted on",
         lambda room: c.Conceal(step=room.step("collect")), VOTING, refused="vote.open"),
    Case("moving on from an open vote", go("brief"), VOTING, refused="vote.open"),
    Case("the result of an open vote", lambda room: c.Reveal(step=room.step("vote", 1)), VOTING,
         refused="vote.open"),
    Case("an unknown option on a ballot",
         lambda room: c.CastVote(vote=vote(room), marks={"nobody": 1}), VOTING, token=PHONE,
         refused="ballot.unknown_option"),
    Case("an approval of two", lambda room: c.CastVote(vote=vote(room), marks={idea(room): 2}),
         VOTING, token=PHONE, refused="ballot.not_zero_or_one"),
    Case("a ballot goes into the box, not into the journal",
         lambda room: c.CastVote(vote=vote(room), marks={idea(room): 1}), VOTING, token=PHONE,
         events=()),
    Case("an empty ballot is an abstention", lambda room: c.CastVote(vote=vote(room), marks={}),
         VOTING, token=PHONE, events=()),
    Case("a ballot after closing", lambda room: c.CastVote(vote=vote(room), marks={}), CLOSED,
         token=PHONE, refused="vote.closed"),
    Case("hands after closing", lambda room: c.CountHands(vote=vote(room), counts={}, heads=0),
         CLOSED, refused="vote.closed"),
    Case("a vote is closed once", lambda room: c.CloseVote(vote=vote(room)), CLOSED,
         refused="vote.closed"),
    Case("a further round stands beside the last", open_vote(), CLOSED, events=("VoteOpened",)),
    Case("nothing is chosen", lambda room: c.Choose(step=room.step("choose"), items=()), CLOSED,
         refused="choice.nothing"),
    Case(
        "a choice against the vote without a reason",
        lambda room: c.Choose(
            step=room.step("choose"), items=(Item(kind="ideas", id=idea(room)),)
        ),
        CLOSED,
        refused="choice.no_reason",
    ),
    Case(
        "a choice of something that is gone",
        lambda room: c.Choose(
            step=room.step("choose"), items=(Item(kind="ideas", id="nobody"),), reason="fordi"
        ),
        CLOSED,
        refused="choice.item_gone",
    ),
    Case("an initiative that nobody owns",
         lambda room: c.PlanInitiative(step=room.step("plan"), title="App"),
         refused="initiative.no_owner"),
    Case("an initiative for no day",
         lambda room: c.PlanInitiative(step=room.step("plan"), title="App", owner="Rektor"),
         refused="initiative.no_due"),
    Case(
        "an initiative with owner and day",
        lambda room: c.PlanInitiative(
            step=room.step("plan"), title="App", owner="Rektor", due=dt.date(2027, 2, 1)
        ),
        events=("InitiativePlanned",),
    ),
    Case("anything after the end", add(), (lambda _: c.FinishSession(),),
         refused="session.finished"),
    Case("the end while a vote is open", lambda _: c.FinishSession(), VOTING, refused="vote.open"),
    Case("undo of nothing", lambda _: c.Undo(), refused="undo.nothing"),
    Case("redo of nothing", lambda _: c.Redo(), (add(),), refused="redo.nothing"),
    Case("undo takes back the last idea, not the reveal after it", lambda _: c.Undo(), TWO,
         events=("Undone",)),
    Case("undo of an idea that lies in a vote", lambda _: c.Undo(), VOTING, refused="undo.in_use"),
    Case("a clock with no length", lambda room: c.StartTimer(step=room.step("brief")),
         (lambda room: c.EditStep(step=room.step("brief"), title="Velkommen"),),
         events=("StepProgressed",)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    room = Room().begin()
    for before in case.given:
        room.accept(before(room))
    written = len(room.run.entries)
    receipt = room.send(case.when(room), case.token)
    code = None if receipt.rejection is None else receipt.rejection.code
    assert code == case.refused
    happened = [event.type for entry in room.run.entries[written:] for event in entry.events]
    assert tuple(happened) == case.events


def test_most_ideas_per_person_are_counted_by_the_box() -> None:
    room = Room().begin()
    step = room.step("collect")
    room.accept(c.EditStep(step=step, params={"visibility": "hidden", "most": 2}))
    room.accept(c.GoTo(step=step))
    room.accept(c.OpenStep(step=step))
    for _ in range(2):
        room.accept(add()(room), PHONE)
    assert room.refuse(add()(room), PHONE) == "idea.enough"
    room.accept(add()(room), "another phone")


def test_the_clock_stores_its_end_and_what_a_pause_leaves() -> None:
    room = Room().begin()
    step = room.step("collect")
    room.accept(c.GoTo(step=step))
    room.accept(c.OpenStep(step=step))
    running = room.state.progress_of(step)
    minutes = room.state.steps[step].minutes or 0
    assert running.ends_at == room.now + dt.timedelta(minutes=minutes)
    room.accept(c.PauseTimer(step=step))
    paused = room.state.progress_of(step)
    assert paused.ends_at is None
    assert paused.left == minutes * 60 - 1
    room.accept(c.AddTime(step=step, seconds=60))
    room.accept(c.StartTimer(step=step))
    left = paused.left + 60
    assert room.state.progress_of(step).ends_at == room.now + dt.timedelta(seconds=left)
    room.accept(c.CloseStep(step=step))
    assert room.state.progress_of(step).ends_at is None


def test_a_step_that_is_opened_again_goes_on_with_the_time_that_it_had() -> None:
    room = Room().begin()
    step, other = room.step("collect"), room.step("brief")
    room.accept(c.GoTo(step=step))
    room.accept(c.OpenStep(step=step))
    room.now += dt.timedelta(minutes=2)
    room.accept(c.GoTo(step=other))
    assert room.state.progress_of(step).ends_at is None
    room.now += dt.timedelta(minutes=30)
    room.accept(c.GoTo(step=step))
    room.accept(c.OpenStep(step=step))
    progress = room.state.progress_of(step)
    assert progress.ends_at is not None
    left = (progress.ends_at - room.now).total_seconds()
    minutes = room.state.steps[step].minutes or 0
    assert minutes * 60 - 130 < left <= minutes * 60 - 120
    assert progress.seconds == minutes * 60


def test_a_clock_is_held_while_the_group_is_in_another_step() -> None:
    room = Room().begin()
    step, other = room.step("discuss"), room.step("brief")
    room.accept(c.GoTo(step=step))
    room.accept(c.StartTimer(step=step))
    room.accept(c.GoTo(step=other))
    held = room.state.progress_of(step).left
    room.now += dt.timedelta(minutes=30)
    room.accept(c.GoTo(step=step))
    assert held is not None
    assert held > 0
    assert room.state.progress_of(step).left == held


def test_time_added_before_the_clock_begins_is_added_to_the_length_of_the_step() -> None:
    room = Room().begin()
    step = room.step("collect")
    minutes = room.state.steps[step].minutes or 0
    room.accept(c.GoTo(step=step))
    room.accept(c.AddTime(step=step, seconds=60))
    ready = room.state.progress_of(step)
    assert (ready.ends_at, ready.left) == (None, minutes * 60 + 60)
    room.accept(c.OpenStep(step=step))
    running = room.state.progress_of(step)
    assert running.seconds == minutes * 60 + 60
    assert running.ends_at == room.now + dt.timedelta(seconds=minutes * 60 + 60)


def test_an_edited_text_stands_in_for_all_its_languages() -> None:
    room = Room().begin()
    step = room.step("brief")
    assert {"nb", "en"} <= set(room.state.steps[step].title)
    room.accept(c.EditStep(step=step, title="Velkommen"))
    assert room.state.steps[step].title == {EDITED: "Velkommen"}
    room.accept(c.Undo())
    assert {"nb", "en"} <= set(room.state.steps[step].title)


def test_one_undo_takes_a_whole_import_back() -> None:
    room = Room().begin()
    texts = tuple(f"idé {n}" for n in range(500))
    room.accept(c.ImportIdeas(step=room.step("collect"), texts=texts))
    assert len(room.state.ideas) == 500
    room.accept(c.Undo())
    assert len(room.state.ideas) == 0
    room.accept(c.Redo())
    assert sorted(i.text for i in room.state.ideas.values()) == sorted(texts)


def test_undo_is_refused_when_somebody_changed_the_record_since() -> None:
    room = Room().begin()
    for command in VOTING:
        room.accept(command(room))
    room.accept(c.CountHands(vote=vote(room), counts={idea(room): 1}, heads=1))
    room.accept(c.CloseVote(vote=vote(room)))  # no undoable command, and it changes the vote
    assert room.refuse(c.Undo()) == "undo.changed_since"


def test_hands_add_to_the_ballots_and_say_how_many_heads() -> None:
    room = Room().begin()
    for command in VOTING:
        room.accept(command(room))
    room.accept(c.CastVote(vote=vote(room), marks={idea(room): 1}), PHONE)
    room.accept(c.CountHands(vote=vote(room), counts={idea(room): 4, idea(room, 1): 2}, heads=5))
    room.accept(c.CloseVote(vote=vote(room)))
    counted = result(room.state, room.state.votes[vote(room)])
    assert [(o.id, o.total) for o in counted.options] == [(idea(room), 5), (idea(room, 1), 2)]
    assert (counted.ballots, counted.heads) == (1, 5)


def test_the_last_ballot_of_a_phone_counts_and_a_late_repeat_hears_counted() -> None:
    room = Room().begin()
    for command in VOTING:
        room.accept(command(room))
    at = vote(room)
    room.send(c.CastVote(vote=at, marks={idea(room): 1}), PHONE, id="first")
    room.send(c.CastVote(vote=at, marks={idea(room, 1): 1}), PHONE, id="second")
    room.send(c.CastVote(vote=at, marks={idea(room): 1}), PHONE, id="first")  # resent late
    room.accept(c.CloseVote(vote=at))
    [bundle] = room.state.bundles.values()
    assert bundle.ballots == ({idea(room, 1): 1},)
    assert room.state.votes[at].envelopes == ("first", "second")
    again = room.restarted()
    ballot = c.CastVote(vote=at, marks={idea(room): 1})
    late = again.handle(Envelope("second", Actor("participant", PHONE), ballot))
    assert late.rejection is None
