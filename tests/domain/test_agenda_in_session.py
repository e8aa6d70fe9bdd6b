"""The agenda in mid-session, the parking lot, what the stage looks at, and what nobody sees."""

import json
from datetime import timedelta

import pytest

from tests.fakes import Room
from workshop_studio.domain import commands as c
from workshop_studio.domain import events as e
from workshop_studio.domain.evolve import evolve_all
from workshop_studio.domain.items import path
from workshop_studio.domain.records import Earlier, Focus
from workshop_studio.domain.state import State
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.archive import archive
from workshop_studio.projections.facilitator import FacilitatorView, facilitator
from workshop_studio.projections.participant import participant
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.resources import resources
from workshop_studio.ui.console.words import ends_text

LATE = c.ActivityPlan(
    technique="dot-vote",
    name={"en": "One vote more"},
    steps=(c.StepPlan(id="v", kind="vote", title={"en": "Vote"}, params={"method": "dots"}),),
)
ENGLISH = Translator("en", resources() / "locales")
SALAD = Earlier(document="d", initiative="i", session="Kantina", title="Salatbar", owner="Kari")


def view(room: Room) -> FacilitatorView:
    return facilitator(room.state, room.hub.snapshot.boxes)


def names(room: Room) -> list[str]:
    """The activities as the agenda shows them, by technique and state."""
    ids = {a.id: a.technique for a in room.state.activities.values()}
    return [f"{ids[row.id]} {row.state}" for row in view(room).agenda.activities]


def activity(room: Room, number: int) -> str:
    return view(room).agenda.activities[number].id


def told_anywhere(room: Room) -> str:
    """All that any surface or export says, but for the facilitator's own console."""
    state, boxes = room.state, room.hub.snapshot.boxes
    blocks = (*stage(state, boxes), *participant(state, boxes, "phone"), *report(state))
    return json.dumps([b.model_dump(mode="json") for b in blocks] + [dict(archive(state))])


def with_ideas(*texts: str) -> Room:
    room = Room().begin()
    for text in texts:
        room.accept(c.AddIdea(step=room.step("collect"), text=text))
    room.accept(c.Reveal(step=room.step("collect")))
    room.accept(c.GoTo(step=room.step("collect")))
    return room


def test_an_added_activity_comes_right_behind_and_draws_from_what_is_before_it() -> None:
    room = with_ideas("Frokost", "Uteskole")
    before = names(room)
    room.accept(c.AddActivity(activity=LATE, after=activity(room, 0)))
    assert names(room) == [before[0], "dot-vote ahead", *before[1:]]
    added = view(room).agenda.activities[1].steps[0].id
    assert room.state.steps[added].source == room.step("collect")
    room.accept(c.Undo())
    assert names(room) == before
    room.accept(c.Redo())
    room.accept(c.GoTo(step=added))
    room.accept(c.OpenVote(step=added))
    assert room.refuse(c.Undo()) == "undo.in_use"


def test_a_skipped_activity_is_passed_over_and_keeps_what_was_made() -> None:
    room = with_ideas("Frokost")
    second = activity(room, 1)
    room.accept(c.SetActivityStatus(activity=second, status="skipped"))
    skipped = {s.id for s in room.state.steps.values() if s.activity == second}
    assert not skipped & {step.id for step in path(room.state)}
    going = view(room).next
    assert going is not None
    assert isinstance(going.command, c.GoTo)
    assert room.state.steps[going.command.step].activity == activity(room, 2)
    room.accept(c.GoTo(step=min(skipped)))  # by the agenda: then it is held after all
    assert room.state.activities[second].status == "planned"


def test_skipping_where_the_group_is_moves_it_on_and_undo_brings_it_back() -> None:
    room = with_ideas("Frokost")
    here = room.state.flow.current
    room.accept(c.SetActivityStatus(activity=activity(room, 0), status="parked"))
    assert room.state.flow.current == view(room).agenda.activities[1].steps[0].id
    assert names(room)[0].endswith("parked")
    room.accept(c.Undo())
    assert room.state.flow.current == here
    assert len(room.state.ideas) == 1


def test_an_activity_that_was_put_aside_comes_next_when_it_is_brought_back() -> None:
    room = with_ideas("Frokost")
    first, third = activity(room, 0), activity(room, 2)
    room.accept(c.SetActivityStatus(activity=first, status="parked"))
    room.accept(c.GoTo(step=view(room).agenda.activities[2].steps[0].id))
    room.accept(c.SetActivityStatus(activity=first, status="planned"))
    order = [row.id for row in view(room).agenda.activities]
    assert order.index(first) == order.index(third) + 1


def test_the_last_activity_stays_and_an_open_vote_is_not_left() -> None:
    room = with_ideas("Frokost", "Uteskole")
    for number in (1, 2, 3):
        room.accept(c.SetActivityStatus(activity=activity(room, number), status="skipped"))
    last = c.SetActivityStatus(activity=activity(room, 0), status="skipped")
    assert room.refuse(last) == "activity.last"
    room.accept(c.AddActivity(activity=LATE))
    vote = view(room).agenda.activities[-1]
    room.accept(c.GoTo(step=vote.steps[0].id))
    room.accept(c.OpenVote(step=vote.steps[0].id))
    assert room.refuse(c.SetActivityStatus(activity=vote.id, status="skipped")) == "vote.open"
    assert room.refuse(c.RepeatActivity(activity="nobody")) == "activity.gone"


def test_a_repeated_activity_stands_beside_the_first_with_steps_of_its_own() -> None:
    room = with_ideas("Frokost")
    first = activity(room, 0)
    room.accept(c.RepeatActivity(activity=first))
    copy = room.state.activities[activity(room, 1)]
    assert copy.repeats == first
    steps = [s for s in room.state.steps.values() if s.activity == copy.id]
    assert {s.kind for s in steps} == {"brief", "collect"}
    assert all(s.source is None or s.source in {x.id for x in steps} for s in steps)
    assert len(room.state.ideas) == 1


@pytest.mark.parametrize("minutes", [2, 3, 10, 17, 60])
def test_the_steps_of_an_activity_share_its_new_length(minutes: int) -> None:
    room = Room().begin()
    first = activity(room, 0)
    room.accept(c.ResizeActivity(activity=first, minutes=minutes))
    lengths = [s.minutes or 0 for s in room.state.steps.values() if s.activity == first]
    assert sum(lengths) == minutes
    assert min(lengths) >= 1
    assert room.refuse(c.ResizeActivity(activity=first, minutes=1)) == "activity.too_short"


def test_the_plan_is_told_in_minutes_from_when_it_began() -> None:
    room = Room().begin()
    assert view(room).schedule.began is None
    room.accept(c.GoTo(step=room.step("collect")))
    schedule = view(room).schedule
    assert schedule.began is not None
    assert schedule.entered == schedule.began + timedelta(minutes=schedule.before)
    whole = sum(s.minutes or 0 for s in room.state.steps.values())
    assert schedule.before + schedule.minutes + schedule.after == whole
    room.accept(c.SetActivityStatus(activity=activity(room, 3), status="skipped"))
    assert view(room).schedule.after < schedule.after


def test_who_is_ahead_of_the_plan_or_goes_back_a_step_began_when_they_began() -> None:
    room = Room().begin()
    room.accept(c.GoTo(step=room.step("collect")))
    began = view(room).schedule.began
    room.now += timedelta(minutes=1)
    room.accept(c.GoTo(step=room.step("cluster")))  # well ahead of the plan
    assert view(room).schedule.began == began
    room.now += timedelta(minutes=40)
    room.accept(c.GoTo(step=room.step("collect")))
    assert view(room).schedule.began == began
    room.accept(c.GoTo(step=room.step("brief")))
    assert view(room).schedule.began == began


def over(room: Room) -> int:
    """Minutes over the plan now, as the console tells them."""
    told, _ = ends_text(view(room), room.now, ENGLISH)
    if told.endswith("as planned"):
        return 0
    minutes = int(told.split(", ")[1].split()[0])
    return minutes if told.endswith("over") else -minutes


def begun_on_time() -> tuple[Room, int]:
    """A session whose second activity began as planned; the minutes of the first."""
    room = Room().begin()
    rows = view(room).agenda.activities
    room.accept(c.StartTimer(step=rows[0].steps[0].id, seconds=60))
    began = room.now
    room.now = began + timedelta(minutes=rows[0].minutes)
    room.accept(c.GoTo(step=rows[1].steps[0].id))
    assert over(room) == 0
    return room, rows[0].minutes


@pytest.mark.parametrize("status", ["skipped", "parked"])
def test_the_time_that_was_spent_on_what_is_skipped_is_not_forgotten(status: str) -> None:
    room, first = begun_on_time()
    began = view(room).schedule.began
    second = activity(room, 1)
    room.now += timedelta(minutes=7)
    command = c.SetActivityStatus.model_validate({"activity": second, "status": status})
    room.accept(command)
    assert over(room) == 0  # seven minutes went by, and they are in the plan now
    assert view(room).schedule.before == first + 7
    assert view(room).schedule.began == began
    assert (view(room).agenda.activities[1].spent, room.state.activities[second].spent) == (7, 7)
    room.now += timedelta(minutes=3)
    other = "parked" if status == "skipped" else "skipped"
    room.accept(c.SetActivityStatus.model_validate({"activity": second, "status": other}))
    assert view(room).schedule.before == first + 7  # it is the same time whatever it is called
    room.accept(c.Undo())
    room.accept(c.Undo())
    assert room.state.activities[second].spent == 0
    assert view(room).schedule.before == first
    assert over(room) == 0


def test_a_session_whose_first_activity_is_skipped_began_when_it_began() -> None:
    room = Room().begin()
    room.accept(c.StartTimer(step=view(room).step, seconds=60))
    began = view(room).schedule.began
    room.now += timedelta(minutes=11)
    room.accept(c.SetActivityStatus(activity=activity(room, 0), status="skipped"))
    assert (view(room).schedule.began, view(room).schedule.before) == (began, 11)
    assert over(room) == 0
    room.now += timedelta(minutes=view(room).schedule.minutes + 4)
    assert over(room) == 4
    room.accept(c.SetActivityStatus(activity=activity(room, 0), status="planned"))
    assert view(room).schedule.began == began  # it comes again, and has kept its time
    assert (view(room).schedule.before, over(room)) == (11, 4)
    room.accept(c.SetActivityStatus(activity=activity(room, 1), status="skipped"))
    assert view(room).schedule.before == 11  # the group was not at it again


def test_what_is_skipped_untouched_or_after_it_was_held_is_counted_as_it_was() -> None:
    room, first = begun_on_time()
    room.accept(c.SetActivityStatus(activity=activity(room, 3), status="skipped"))
    assert room.state.activities[activity(room, 3)].spent == 0
    room.now += timedelta(minutes=2)
    assert over(room) == 0
    room.accept(c.SetActivityStatus(activity=activity(room, 0), status="skipped"))
    assert room.state.activities[activity(room, 0)].spent == first
    assert over(room) == 0
    room.accept(c.RepeatActivity(activity=activity(room, 0)))
    assert room.state.activities[activity(room, 1)].spent == 0


def test_what_is_parked_lies_in_the_parking_lot_and_in_no_list() -> None:
    room = with_ideas("Frokost", "Ny parkeringsplass")
    parked = next(i.id for i in room.state.ideas.values() if i.text.startswith("Ny"))
    room.accept(c.ParkIdea(idea=parked))
    room.accept(c.AddParked(text="Spør Eiendom"))
    assert room.refuse(c.AddParked(text=" ")) == "idea.blank"
    assert [note.text for note in view(room).parking] == ["Ny parkeringsplass", "Spør Eiendom"]
    on_stage = json.dumps([b.model_dump(mode="json") for b in stage(room.state, {})])
    assert "Frokost" in on_stage
    assert "parkeringsplass" not in on_stage
    assert "Ny parkeringsplass" in told_anywhere(room)  # the report has a heading for it
    room.accept(c.SetFocus(focus=Focus(kind="parking")))
    on_stage = json.dumps([b.model_dump(mode="json") for b in stage(room.state, {})])
    assert "Eiendom" in on_stage
    room.accept(c.ParkIdea(idea=parked, parked=False))
    assert len(view(room).parking) == 1


def test_one_idea_at_a_time_is_shown_until_the_group_goes_on() -> None:
    room = with_ideas("Frokost", "Uteskole")
    ideas = sorted(room.state.ideas.values(), key=lambda i: i.order)
    room.accept(c.SetFocus(focus=Focus(kind="idea", id=ideas[1].id)))
    [one] = [b for b in stage(room.state, {}) if b.block == "ideas"]
    assert (one.code, one.number, one.count, one.ideas[0].text) == ("one", 2, 2, "Uteskole")
    room.accept(c.HideIdea(idea=ideas[1].id))
    [block] = [b for b in stage(room.state, {}) if b.block == "ideas"]
    assert block.code == ""
    assert room.refuse(c.SetFocus(focus=Focus(kind="idea", id="nobody"))) == "focus.nothing"
    room.accept(c.SetFocus(focus=Focus(kind="idea", id=ideas[0].id)))
    room.accept(c.GoTo(step=room.step("cluster")))
    assert room.state.flow.focus is None


def test_a_step_that_is_come_back_to_keeps_its_first_time_and_older_histories_their_last() -> None:
    room = Room().begin()
    collect, cluster = room.step("collect"), room.step("cluster")
    room.accept(c.GoTo(step=collect))
    first = room.state.progress[collect].entered
    room.now += timedelta(minutes=9)
    room.accept(c.GoTo(step=cluster))
    room.accept(c.GoTo(step=collect))
    assert room.state.progress[collect].entered == first
    events = [event for entry in room.run.entries for event in entry.events]
    assert isinstance(events[-1], e.StepEntered)
    assert events[-1].at is None
    # As the program wrote it up to 1.5: each time was kept, and the file has the last one.
    again = e.StepEntered(step=collect, at=room.now)
    assert evolve_all(State(), [*events, again]).progress[collect].entered == room.now


def test_an_idea_that_waits_for_the_reveal_is_never_shown_alone() -> None:
    room = Room().begin()
    room.accept(c.AddIdea(step=room.step("collect"), text="Hemmelig"))
    [idea] = room.state.ideas
    assert room.refuse(c.SetFocus(focus=Focus(kind="idea", id=idea))) == "focus.nothing"
    room.accept(c.Reveal(step=room.step("collect")))
    room.accept(c.GoTo(step=room.step("collect")))
    room.accept(c.SetFocus(focus=Focus(kind="idea", id=idea)))
    room.accept(c.Conceal(step=room.step("collect")))
    assert "Hemmelig" not in json.dumps([b.model_dump(mode="json") for b in stage(room.state, {})])


def test_earlier_initiatives_are_brought_shown_and_taken_back() -> None:
    room = Room().begin()
    assert room.refuse(c.SetFocus(focus=Focus(kind="earlier"))) == "focus.nothing"
    room.accept(c.BringEarlier(initiatives=(SALAD,)))
    room.accept(c.SetFocus(focus=Focus(kind="earlier")))
    assert "Salatbar" in told_anywhere(room)
    assert view(room).earlier is not None
    room.accept(c.BringEarlier(initiatives=()))
    room.accept(c.Undo())
    assert view(room).earlier is not None


def test_notes_and_hidden_ideas_are_on_no_surface_and_in_no_export() -> None:
    room = with_ideas("Frokost", "Skjult tanke")
    hidden = next(i.id for i in room.state.ideas.values() if i.text == "Skjult tanke")
    room.accept(c.HideIdea(idea=hidden))
    room.accept(c.WriteNotes(step=room.step("collect"), text="Privat notat"))
    assert room.hub.snapshot.undo == "HideIdea"  # notes have the undo of their text field
    assert view(room).notes == "Privat notat"
    assert [note.text for note in view(room).hidden] == ["Skjult tanke"]
    for kind in ("collect", "cluster", "vote", "choose", "plan"):
        room.send(c.GoTo(step=room.step(kind)))
        said = told_anywhere(room)
        assert "Privat" not in said
        assert "Skjult" not in said
