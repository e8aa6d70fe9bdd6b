"""A crowd that takes part as people would, and a rehearsal of which nothing stays."""

import random
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import JsonValue

from tests.bench.sessions import library
from workshop_studio.app.answers import approvals
from workshop_studio.app.catalogue import Catalogue
from workshop_studio.app.rehearsal import Rehearsal, Rehearsals, ideas
from workshop_studio.blocks import Ballot, Choosable, Form, Notes
from workshop_studio.domain.commands import EditStep, MakeCluster, WriteTalk
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.state import State
from workshop_studio.domain.technique import Technique
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.participant import participant
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.reports.markdown import markdown
from workshop_studio.resources import resources
from workshop_studio.tally.ballots import ApprovalRule

SAMPLES = resources() / "rehearsal" / "ideas.json"
PATIENCE = 20.0


def no_wait(pulse: threading.Event, seconds: float) -> None:
    """A ticker that is through at once."""
    assert 0 < seconds < 10


class Held:
    """A ticker that lets one doing through at a time, as the test says."""

    def __init__(self) -> None:
        self.resting = threading.Semaphore(0)
        self.going = threading.Semaphore(0)

    def __call__(self, pulse: threading.Event, seconds: float) -> None:
        self.resting.release()
        while not pulse.is_set() and not self.going.acquire(timeout=0.01):
            pass


@pytest.fixture
def rehearsals(tmp_path: Path) -> Rehearsals:
    return Rehearsals(tmp_path / "state" / "rehearsals", library, SAMPLES)


Begin = Callable[..., Rehearsal]


@pytest.fixture
def begin(rehearsals: Rehearsals) -> Iterator[Begin]:
    begun: list[Rehearsal] = []

    def one(plan: str = "need-to-idea", people: int = 12, wait: object = no_wait) -> Rehearsal:
        assert callable(wait)
        begun.append(rehearsals.begin(plan, "Trying it", "nb", people, wait))
        return begun[-1]

    yield one
    for rehearsal in begun:
        rehearsal.close().result(PATIENCE)


def until(rehearsal: Rehearsal, holds: Callable[[State], bool]) -> State:
    """Wait until the session is so."""
    woken = threading.Event()
    stop = rehearsal.listen(woken.set)
    try:
        while not holds(rehearsal.snapshot.state):
            assert woken.wait(PATIENCE), "nothing more happens"
            woken.clear()
    finally:
        stop()
    return rehearsal.snapshot.state


def press(rehearsal: Rehearsal) -> None:
    """Do what the primary button would."""
    snapshot = rehearsal.snapshot
    going = facilitator(snapshot.state, snapshot.boxes).next
    assert going is not None
    assert going.command is not None, going
    receipt = rehearsal.submit(going.command).result(PATIENCE)
    assert receipt.rejection is None


def press_to(rehearsal: Rehearsal, code: str) -> None:
    """Press until the primary button says this."""
    for _ in range(60):
        snapshot = rehearsal.snapshot
        going = facilitator(snapshot.state, snapshot.boxes).next
        assert going is not None
        if going.code == code:
            return
        press(rehearsal)
    raise AssertionError(f"never came to {code}")


def voters(rehearsal: Rehearsal) -> int:
    return sum(box.voters for box in rehearsal.snapshot.boxes.values())


def test_they_contribute_and_vote(begin: Begin) -> None:
    rehearsal = begin("need-to-idea")
    press_to(rehearsal, "collect.open")
    press(rehearsal)
    state = until(rehearsal, lambda state: len(state.ideas) >= 12)
    texts = set(ideas(SAMPLES, "nb"))
    assert {idea.text for idea in state.ideas.values()} <= texts
    press_to(rehearsal, "vote.open")
    press(rehearsal)
    until(rehearsal, lambda _: voters(rehearsal) == 12)
    press(rehearsal)
    [vote] = rehearsal.snapshot.state.votes.values()
    assert vote.ballots == 12
    [bundle] = rehearsal.snapshot.state.bundles.values()
    assert len({tuple(marks.items()) for marks in bundle.ballots}) > 1  # not all of one mind


def test_they_say_their_groups_where_those_are_asked_for(begin: Begin) -> None:
    rehearsal = begin("need-to-idea", 12)
    press_to(rehearsal, "collect.open")
    press(rehearsal)
    until(rehearsal, lambda state: len(state.ideas) >= 12)
    press_to(rehearsal, "vote.open")
    state = rehearsal.snapshot.state
    step = state.flow.current or ""
    asked: JsonValue = {"by": "role", "groups": ["Lærere", "Ledere"], "least": 3}
    params = {**state.steps[step].params, "breakdown": asked}
    assert rehearsal.submit(EditStep(step=step, params=params)).result(PATIENCE).rejection is None
    press(rehearsal)
    until(rehearsal, lambda _: voters(rehearsal) == 12)
    [box] = [box for key, box in rehearsal.snapshot.boxes.items() if key.startswith("vote.")]
    named = {group for group, _ in box.grouped()}
    assert named <= {"", "Lærere", "Ledere"}
    assert named != {""}


@pytest.mark.parametrize("workshop", sorted(Catalogue(resources()).workshops))
def test_every_ready_workshop_leads_from_ideas_to_a_choice(begin: Begin, workshop: str) -> None:
    rehearsal = begin(workshop)
    press_to(rehearsal, "collect.open")
    press(rehearsal)
    until(rehearsal, lambda state: len(state.ideas) >= 12)
    for _ in range(30):
        snapshot = rehearsal.snapshot
        step = snapshot.state.steps[snapshot.state.flow.current or ""]
        view = facilitator(snapshot.state, snapshot.boxes)
        going = view.next
        talk = next((b for b in view.work if isinstance(b, Form) and b.code == "talk"), None)
        if talk is not None:
            said = WriteTalk.model_validate({**talk.fixed, "text": "Det handler om ro"})
            assert rehearsal.submit(said).result(PATIENCE).rejection is None
            continue
        if going is None or going.command is None:
            break
        if step.kind == "cluster" and not snapshot.state.clusters:
            texts = sorted(snapshot.state.ideas)
            for title, some in (("Mat", texts[:5]), ("Skjerm", texts[5:])):
                cluster = MakeCluster(step=step.id, title=title, ideas=tuple(some))
                assert rehearsal.submit(cluster).result(PATIENCE).rejection is None
        elif going.code == "vote.close":
            until(rehearsal, lambda _: voters(rehearsal) == 12)
            press(rehearsal)
        else:
            press(rehearsal)
    assert step.kind == "choose"
    assert {vote.ballots for vote in snapshot.state.votes.values()} == {12}


@pytest.mark.parametrize(("least", "most"), [(0, None), (3, 5), (5, 5), (0, 1), (None, None)])
def test_approvals_keep_within_the_ballots_bounds(least: int | None, most: int | None) -> None:
    options = tuple(Choosable(id=f"o{n}", text=f"Option {n}") for n in range(8))
    ballot = Ballot(
        fixed={"vote": "v"},
        method="approval",
        rule={"least": least, "most": most},
        items="ideas",
        options=options,
    )
    rule = ApprovalRule(least or 0, most)
    ids = [option.id for option in options]
    chance = random.Random(7)
    for _ in range(200):
        assert rule.check(approvals(ids, ballot, chance), ids) is None


@pytest.mark.parametrize("people", [1, 5, 30, 1_000])
def test_there_are_as_many_as_are_wanted_within_bounds(begin: Begin, people: int) -> None:
    rehearsal = begin(people=people)
    assert rehearsal.crowd.people == min(max(people, 5), 30)
    frame = rehearsal.snapshot.state.frame
    assert frame is not None
    assert frame.headcount == rehearsal.crowd.people


def test_they_pause_and_finish_a_step_at_once(begin: Begin) -> None:
    held = Held()
    rehearsal = begin("brainstorm", wait=held)
    press_to(rehearsal, "collect.open")
    press(rehearsal)
    assert held.resting.acquire(timeout=PATIENCE)
    held.going.release()
    until(rehearsal, lambda state: len(state.ideas) == 1)
    assert held.resting.acquire(timeout=PATIENCE)
    rehearsal.crowd.pause(paused=True)
    assert rehearsal.crowd.is_paused
    assert len(rehearsal.snapshot.state.ideas) == 1
    rehearsal.crowd.finish_step()
    until(rehearsal, lambda state: len(state.ideas) >= 12)


def test_it_is_marked_on_every_surface(begin: Begin) -> None:
    rehearsal = begin()
    snapshot = rehearsal.snapshot
    state, boxes = snapshot.state, snapshot.boxes
    mark = Notes(code="rehearsal", text="")
    assert stage(state, boxes)[0] == mark
    assert participant(state, boxes, "someone")[0] == mark
    assert mark in report(state)
    assert facilitator(state, boxes).rehearsal
    told = markdown(report(state), Translator("nb", resources() / "locales"))
    assert "Øving" in told.split("##")[0]


def test_nothing_of_it_stays_and_nothing_lies_where_sessions_do(
    rehearsals: Rehearsals, tmp_path: Path
) -> None:
    rehearsal = rehearsals.begin("brainstorm", "Trying it", "nb", wait=no_wait)
    press_to(rehearsal, "collect.open")
    press(rehearsal)
    until(rehearsal, lambda state: len(state.ideas) >= 3)
    assert rehearsal.path.is_relative_to(tmp_path / "state" / "rehearsals")
    assert library(tmp_path).recoverable() == []
    rehearsal.close().result(PATIENCE)
    assert list((tmp_path / "state" / "rehearsals").iterdir()) == []
    assert not (tmp_path / "sessions").exists()


def test_what_a_killed_program_left_goes_and_what_runs_stays(
    begin: Begin, rehearsals: Rehearsals, tmp_path: Path
) -> None:
    left = tmp_path / "state" / "rehearsals" / "left"
    left.mkdir(parents=True)
    (left / "something").write_text("of a rehearsal")
    running = begin()
    assert not left.exists()
    rehearsals.sweep()
    assert running.path.parent.parent.exists()


def test_a_plan_that_is_not_there_leaves_nothing(rehearsals: Rehearsals, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        rehearsals.begin("no-such-plan", "x", "nb")
    assert not list((tmp_path / "state").glob("rehearsals/*"))


def test_the_same_chance_gives_the_same_ideas() -> None:
    one, two = random.Random(4), random.Random(4)
    texts = list(ideas(SAMPLES, "en"))
    assert one.sample(texts, 9) == two.sample(texts, 9)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_there_are_enough_ideas_that_fit_a_card(language: str) -> None:
    texts = ideas(SAMPLES, language)
    assert len(set(texts)) == len(texts) >= 30
    assert all(10 < len(text) < 80 for text in texts)
    assert ideas(SAMPLES, "se") == ideas(SAMPLES, "en")


def test_every_technique_can_be_rehearsed(begin: Begin, tmp_path: Path) -> None:
    techniques: list[Technique] = library(tmp_path).techniques()
    for technique in techniques:
        rehearsal = begin(technique.id)
        snapshot = rehearsal.snapshot
        assert facilitator(snapshot.state, snapshot.boxes).rehearsal
