"""Every kind of ballot through a whole vote: opened, cast, shown by hand, closed, counted, told."""

import json
import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import Room
from workshop_studio.app.answers import answer
from workshop_studio.app.hub import Actor, Envelope
from workshop_studio.blocks import (
    AxesChart,
    Ballot,
    Chart,
    Form,
    MatrixChart,
    Result,
    SlopeChart,
    StackChart,
)
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import agenda
from workshop_studio.domain.records import Vote
from workshop_studio.i18n.charts import how
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.participant import participant
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.reports.markdown import markdown
from workshop_studio.resources import resources
from workshop_studio.steps.ballot_params import costs_of, params_of
from workshop_studio.steps.vote_result import ballots_of, divided, result

TECHNIQUES = {
    "dot-vote": "dots",
    "fist-to-five": "fist",
    "consent-check": "consent",
    "pairwise": "pairwise",
    "rank-order": "rank",
    "score-options": "score",
    "approve-options": "approval",
    "hundred-kroner": "dots",
    "participatory-budget": "budget",
    "impact-effort": "axes",
    "how-now-wow": "columns",
    "moscow": "columns",
    "nuf-test": "score",
    "weighted-matrix": "score",
    "pugh-matrix": "score",
    "rice": "score",
    "wsjf": "score",
}
IDEAS = ("Frokost", "Uteskole", "Én app", "Møtefri onsdag", "Åpent hus")
PEOPLE = 12
COUNTED = (Chart, StackChart, AxesChart, MatrixChart)
EACH = pytest.mark.parametrize("technique", sorted(TECHNIQUES))


def begun(technique: str) -> tuple[Room, str]:
    """A room with an open vote on the ideas; its id."""
    room = Room().begin(technique)
    method = TECHNIQUES[technique]
    steps = [step for step in agenda(room.state) if step.params.get("method") == method]
    step = steps[0].id
    room.accept(c.GoTo(step=step))
    room.accept(c.ImportIdeas(step=step, texts=IDEAS))
    costs = {idea: 10_000 * n for n, idea in enumerate(sorted(room.state.ideas), start=1)}
    is_budget = TECHNIQUES[technique] == "budget"
    opened = c.OpenVote(step=step, costs=costs, budget=60_000) if is_budget else None
    [vote] = room.accept(opened or c.OpenVote(step=step))
    return room, vote


def paper(room: Room, token: str) -> Ballot:
    blocks = participant(room.state, room.hub.snapshot.boxes, token)
    [ballot] = [block for block in blocks if isinstance(block, Ballot)]
    return ballot


def voted(room: Room, vote: str, seed: int = 1) -> dict[str, Mapping[str, int]]:
    """What each person's own projection lets them say, cast."""
    chance = random.Random(seed)
    liked = [option.id for option in room.state.votes[vote].options]
    given: dict[str, Mapping[str, int]] = {}
    for number in range(PEOPLE):
        token = f"phone {number}"
        marks = dict(answer(liked, paper(room, token), chance))
        room.accept(c.CastVote(vote=vote, marks=marks), token)
        given[token] = marks
    return given


def closed(room: Room, vote: str) -> Vote:
    room.accept(c.CloseVote(vote=vote))
    return room.state.votes[vote]


@EACH
def test_what_everyone_said_is_what_is_counted(technique: str) -> None:
    room, vote = begun(technique)
    given = voted(room, vote)
    record = closed(room, vote)
    assert record.method == TECHNIQUES[technique]
    kept = sorted(json.dumps(dict(sorted(b.items()))) for b in ballots_of(room.state.bundles, vote))
    drops_zero = record.method in {"dots", "approval", "budget"}
    said = [{k: v for k, v in m.items() if v or not drops_zero} for m in given.values()]
    assert kept == sorted(json.dumps(dict(sorted(marks.items()))) for marks in said)
    params = params_of(record)
    options = [option.id for option in record.options]
    again = params.counted(options, said, None, costs_of(record))
    assert result(room.state, record) == again
    assert again.ballots == PEOPLE


@EACH
def test_each_sees_the_options_in_an_order_of_their_own_that_stays(technique: str) -> None:
    room, vote = begun(technique)
    orders = {}
    for number in range(PEOPLE):
        token = f"phone {number}"
        ballot = paper(room, token)
        orders[token] = tuple(option.id for option in ballot.options), ballot.pairs
        assert set(orders[token][0]) == {o.id for o in room.state.votes[vote].options}
    assert len(set(orders.values())) > 1
    voted(room, vote)
    for token, order in orders.items():
        ballot = paper(room, token)
        assert (tuple(option.id for option in ballot.options), ballot.pairs) == order
        assert ballot.cast


@EACH
def test_nobody_sees_anothers_ballot_and_no_surface_a_total_before_the_close(
    technique: str,
) -> None:
    room, vote = begun(technique)
    given = voted(room, vote)
    boxes = room.hub.snapshot.boxes
    for token, marks in given.items():
        drops_zero = room.state.votes[vote].method in {"dots", "approval", "budget"}
        own = {k: v for k, v in marks.items() if v or not drops_zero}
        assert dict(paper(room, token).marks) == own
    shown = [*stage(room.state, boxes), *facilitator(room.state, boxes).work, *report(room.state)]
    assert not [block for block in shown if isinstance(block, Result)]
    closed(room, vote)
    step = room.state.votes[vote].step
    told = stage(room.state, room.hub.snapshot.boxes)
    assert not [block for block in told if isinstance(block, COUNTED)]
    room.accept(c.Reveal(step=step))
    told = stage(room.state, room.hub.snapshot.boxes)
    assert len([block for block in told if isinstance(block, COUNTED)]) == 1


@EACH
@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_report_says_how_it_was_counted(technique: str, language: str) -> None:
    room, vote = begun(technique)
    voted(room, vote)
    record = closed(room, vote)
    translator = Translator(language, resources() / "locales")
    blocks = report(room.state)
    [chart] = [block for block in blocks if isinstance(block, COUNTED)]
    said = how(chart, translator)
    assert said.endswith(".")
    assert "{" not in said
    text = markdown(blocks, translator)
    assert said.split(" (")[0][:40] in text.replace("\\", "")
    for option in record.options:
        assert option.text in text


@EACH
def test_a_second_vote_stands_beside_the_first(technique: str) -> None:
    room, vote = begun(technique)
    voted(room, vote)
    first = closed(room, vote)
    step = first.step
    costs = costs_of(first)
    [again] = room.accept(c.OpenVote(step=step, costs=costs))
    voted(room, again, seed=9)
    second = closed(room, again)
    assert second.round == 2
    work = facilitator(room.state, room.hub.snapshot.boxes).work
    [moved] = [block for block in work if isinstance(block, SlopeChart)]
    was = {one.id: float(one.total) for one in result(room.state, first).options}
    now = {one.id: float(one.total) for one in result(room.state, second).options}
    assert {row.id: (row.before, row.after) for row in moved.rows} == {
        key: (was[key], now[key]) for key in now
    }


def test_what_divides_is_named_and_a_further_vote_is_offered() -> None:
    room, vote = begun("fist-to-five")
    options = [option.id for option in room.state.votes[vote].options]
    for number in range(PEOPLE):
        ends = 5 if number % 2 else 0
        marks = {options[0]: ends} | dict.fromkeys(options[1:], 4)
        room.accept(c.CastVote(vote=vote, marks=marks), f"phone {number}")
    record = closed(room, vote)
    assert divided(room.state, record) == (options[0],)
    work = facilitator(room.state, room.hub.snapshot.boxes).work
    forms = [block.code for block in work if isinstance(block, Form)]
    assert forms[-1] == "again"
    [stack] = [block for block in work if isinstance(block, StackChart)]
    assert {row.id: row.counts for row in stack.rows}[options[0]] == (6, 0, 0, 0, 0, 6)
    assert stack.agreement is not None
    assert stack.agreement.divided == (options[0],)


@pytest.mark.parametrize(
    ("technique", "marks", "refused"),
    [
        ("fist-to-five", {0: 6}, "ballot.off_scale"),
        ("fist-to-five", {0: -1}, "ballot.negative"),
        ("consent-check", {0: 3}, "ballot.off_scale"),
        ("score-options", {0: 11}, "ballot.off_scale"),
        ("rank-order", {0: 1, 1: 3}, "ballot.rank_hole"),
        ("rank-order", {0: 0}, "ballot.rank_zero"),
        ("participatory-budget", {0: 2}, "ballot.not_zero_or_one"),
        ("hundred-kroner", {0: 99}, "ballot.dots_left"),
        ("hundred-kroner", {0: 101}, "ballot.too_many_dots"),
        ("moscow", {0: 4}, "ballot.off_scale"),
        ("moscow", {0: 0, 1: 0, 2: 0, 3: 0}, "ballot.column_full"),
        ("nuf-test", {0: 5}, "ballot.unknown_option"),
        ("impact-effort", {0: 5}, "ballot.unknown_option"),
    ],
)
def test_a_ballot_against_the_rule_is_refused(
    technique: str, marks: dict[int, int], refused: str
) -> None:
    room, vote = begun(technique)
    options = [option.id for option in room.state.votes[vote].options]
    bad = {options[key]: value for key, value in marks.items()}
    assert room.refuse(c.CastVote(vote=vote, marks=bad), "a phone") == refused
    assert room.hub.snapshot.boxes[f"vote.{vote}"].voters == 0


def test_pairs_are_checked() -> None:
    room, vote = begun("pairwise")
    one, other, *_ = [option.id for option in room.state.votes[vote].options]
    for marks, refused in (
        ({one: 1}, "ballot.unknown_option"),
        ({f"{one}/{one}": 1}, "ballot.unknown_option"),
        ({f"{one}/{other}": 2}, "ballot.no_comparison"),
        ({f"{one}/{other}": 1, f"{other}/{one}": 1}, "ballot.pair_twice"),
    ):
        assert room.refuse(c.CastVote(vote=vote, marks=marks), "a phone") == refused


def test_a_budget_needs_a_cost_for_everything() -> None:
    room = Room().begin("participatory-budget")
    step = room.step("vote")
    room.accept(c.ImportIdeas(step=step, texts=IDEAS))
    assert room.refuse(c.OpenVote(step=step)) == "vote.no_cost"
    some = dict.fromkeys(list(room.state.ideas)[:2], 5)
    assert room.refuse(c.OpenVote(step=step, costs=some)) == "vote.no_cost"
    [form] = [
        block
        for block in facilitator(room.state, room.hub.snapshot.boxes).work
        if isinstance(block, Form)
    ]
    assert [field.name for field in form.fields] == ["budget", "costs"]


def test_what_is_paid_for_is_proposed() -> None:
    room, vote = begun("participatory-budget")
    voted(room, vote)
    record = closed(room, vote)
    winners = result(room.state, record).winners
    assert winners
    room.accept(c.GoTo(step=room.step("choose")))
    view = facilitator(room.state, room.hub.snapshot.boxes)
    [form] = [block for block in view.work if isinstance(block, Form)]
    value: Any = form.fields[0].value
    assert set(value) == set(winners)
    costs = costs_of(record)
    assert sum(costs[key] for key in winners) <= 60_000


HANDS: tuple[tuple[str, dict[str, int], str | None], ...] = (
    ("fist-to-five", {"0/5": 3, "0/1": 2}, None),
    ("fist-to-five", {"0/5": 4, "0/1": 2}, "hands.too_many_on_one"),
    ("fist-to-five", {"0/6": 1}, "ballot.off_scale"),
    ("fist-to-five", {"0/x": 1}, "ballot.off_scale"),
    ("consent-check", {"0/2": 5, "1/0": 1}, None),
    ("rank-order", {"0": 1}, "hands.not_here"),
    ("pairwise", {"0": 1}, "hands.not_here"),
    ("participatory-budget", {"0": 5}, "hands.not_here"),
    ("hundred-kroner", {"0": 500}, None),
    ("hundred-kroner", {"0": 300, "1": 201}, "hands.too_many"),
)


@pytest.mark.parametrize(("technique", "counts", "refused"), HANDS)
def test_hands_are_counted_where_they_can_be(
    technique: str, counts: dict[str, int], refused: str | None
) -> None:
    room, vote = begun(technique)
    options = [option.id for option in room.state.votes[vote].options]
    named = {}
    for key, people in counts.items():
        place, stroke, value = key.partition("/")
        named[f"{options[int(place)]}{stroke}{value}"] = people
    command = c.CountHands(vote=vote, counts=named, heads=5)
    if refused is not None:
        assert room.refuse(command) == refused
        return
    room.accept(command)
    record = closed(room, vote)
    counted = result(room.state, record)
    assert counted.heads == 5
    first = next(one for one in counted.options if one.id == options[0])
    assert first.total > 0


@given(seed=st.integers(0, 10_000), technique=st.sampled_from(sorted(TECHNIQUES)))
def test_what_people_answer_is_always_taken(seed: int, technique: str) -> None:
    room, vote = begun(technique)
    voted(room, vote, seed)
    assert room.hub.snapshot.boxes[f"vote.{vote}"].voters == PEOPLE
    live = closed(room, vote)
    again = room.restarted().snapshot.state
    assert again.votes[vote] == live
    assert result(again, again.votes[vote]) == result(room.state, live)


@EACH
def test_ballots_from_paper_count_as_if_they_had_been_cast(technique: str) -> None:
    room, vote = begun(technique)
    given = voted(room, vote)
    closed(room, vote)
    cast = result(room.state, room.state.votes[vote])
    first = room.state.votes[vote]
    money: Any = first.rule.get("budget")
    opened = c.OpenVote(step=first.step, costs=costs_of(first), budget=money)
    [again] = room.accept(opened)
    papers = tuple(given.values())
    room.accept(c.EnterBallots(vote=again, ballots=papers[:-1]))
    room.accept(c.EnterBallots(vote=again, ballots=papers[-1:]))
    assert room.hub.snapshot.boxes[f"vote.{again}"].voters == PEOPLE
    closed(room, again)
    assert result(room.state, room.state.votes[again]) == cast


def test_one_bad_ballot_keeps_all_of_them_out() -> None:
    room, vote = begun("dot-vote")
    options = [option.id for option in room.state.votes[vote].options]
    fine, bad = {options[0]: 1}, {options[0]: 99}
    command = c.EnterBallots(vote=vote, ballots=(fine, bad, fine))
    assert room.refuse(command) == "ballot.too_many_on_one"
    assert room.hub.snapshot.boxes[f"vote.{vote}"].voters == 0
    assert room.refuse(c.EnterBallots(vote=vote, ballots=(fine,)), "a phone") == "command.not_yours"
    closed(room, vote)
    assert room.refuse(c.EnterBallots(vote=vote, ballots=(fine,))) == "vote.closed"


def test_the_same_papers_sent_twice_count_once() -> None:
    room, vote = begun("dot-vote")
    options = [option.id for option in room.state.votes[vote].options]
    papers = tuple({option: 1} for option in options)
    actor = Actor("facilitator", "")
    envelope = Envelope("papers", actor, c.EnterBallots(vote=vote, ballots=papers))
    for _ in range(2):
        room.hub.handle(envelope)
    assert room.hub.snapshot.boxes[f"vote.{vote}"].voters == len(papers)
    hub = room.restarted()
    hub.handle(envelope)
    assert hub.snapshot.boxes[f"vote.{vote}"].voters == len(papers)


@pytest.mark.parametrize(
    ("have_voted", "counts"),
    [("goes stays", "stays"), ("goes", "goes"), ("stays", "stays"), ("", "")],
)
def test_two_seats_of_one_person_are_one_ballot(have_voted: str, counts: str) -> None:
    room, vote = begun("dot-vote")
    first, second = (option.id for option in list(room.state.votes[vote].options)[:2])
    ballots = {"goes": {first: 1}, "stays": {second: 2}}
    for seat in have_voted.split():
        room.accept(c.CastVote(vote=vote, marks=ballots[seat]), seat)
    room.accept(c.CastVote(vote=vote, marks={first: 2}), "somebody else")
    command = c.MergeSeats(goes="goes", stays="stays")
    assert room.refuse(command, "goes") == "command.not_yours"
    entries = len(room.run.entries)
    for _ in range(2):
        room.accept(command)
    assert len(room.run.entries) == entries  # the seats are secrets
    wanted = [ballots[counts]] if counts else []
    for hub in (room.hub, room.restarted()):
        box = hub.snapshot.boxes[f"vote.{vote}"]
        assert box.own("goes") == ()
        assert [slip.body for slip in box.own("stays")] == wanted
        assert box.voters == 1 + len(wanted)


def test_who_is_merged_with_oneself_keeps_what_they_gave() -> None:
    room, vote = begun("dot-vote")
    option = room.state.votes[vote].options[0].id
    room.accept(c.CastVote(vote=vote, marks={option: 1}), "one")
    room.accept(c.MergeSeats(goes="one", stays="one"))
    assert room.hub.snapshot.boxes[f"vote.{vote}"].voters == 1


@pytest.mark.parametrize(
    ("technique", "settings"),
    [
        ("rank-order", {"vote.all_ranked": "yes"}),
        ("score-options", {"vote.no_opinion": "no"}),
        ("weighted-matrix", {"vote.no_opinion": "no"}),
        ("pairwise", {"vote.every": "yes"}),
    ],
)
def test_what_is_hidden_in_an_open_vote_is_asked_of_nobody(
    technique: str, settings: Mapping[str, str]
) -> None:
    """Else nobody could vote any more where all must be answered: it stands on no ballot."""
    room = Room().begin(technique)
    steps = [step for step in agenda(room.state) if step.params.get("options") == "ideas"]
    step = next(one.id for one in steps if one.params.get("method") == TECHNIQUES[technique])
    room.accept(c.GoTo(step=step))
    ideas = room.accept(c.ImportIdeas(step=step, texts=IDEAS))
    room.accept(c.EditStep(step=step, settings=dict(settings)))
    [vote] = room.accept(c.OpenVote(step=step))
    before = paper(room, "old view")
    old = dict(answer([one.id for one in before.options], before, random.Random(1)))
    room.accept(c.HideIdea(idea=ideas[1], hidden=True))
    now = paper(room, "phone 1")
    assert ideas[1] not in {one.id for one in now.options}
    marks = dict(answer([one.id for one in now.options], now, random.Random(1)))
    assert 0 < len(marks) < len(old)
    room.accept(c.CastVote(vote=vote, marks=marks), "phone 1")
    room.accept(c.CastVote(vote=vote, marks=old), "old view")  # on its way when it was hidden
    some = dict(list(marks.items())[1:])
    assert room.refuse(c.CastVote(vote=vote, marks=some), "phone 1").startswith("ballot.")
    closed(room, vote)
    names = {one.id for one in result(room.state, room.state.votes[vote]).options}
    assert {ideas[0], ideas[2]} <= names


def test_a_corrected_number_of_people_at_a_phone_counts_in_what_is_open() -> None:
    room, vote = begun("dot-vote")
    first, second = (option.id for option in list(room.state.votes[vote].options)[:2])
    table = Actor("participant", "table", 9)
    room.hub.handle(Envelope("typed", table, c.CastVote(vote=vote, marks={first: 2})))
    room.accept(c.CastVote(vote=vote, marks={second: 1}), "somebody else")
    box = room.hub.snapshot.boxes[f"vote.{vote}"]
    assert (box.voters, box.heads) == (2, 10)
    command = c.CountSeat(seat="table", heads=4)
    assert room.refuse(command, "table") == "command.not_yours"
    entries = len(room.run.entries)
    for _ in range(2):
        room.accept(command)
    assert len(room.run.entries) == entries  # the seat is a secret
    for hub in (room.hub, room.restarted()):
        box = hub.snapshot.boxes[f"vote.{vote}"]
        assert [slip.body for slip in box.own("table")] == [{first: 2}]
        assert (box.voters, box.heads) == (2, 5)
    room.hub.handle(Envelope("typed", table, c.CastVote(vote=vote, marks={first: 2})))
    assert room.hub.snapshot.boxes[f"vote.{vote}"].heads == 5  # a repeat of what was counted
    room.accept(c.CloseVote(vote=vote))
    assert (room.state.votes[vote].ballots, room.state.votes[vote].beside) == (2, 3)
    room.accept(c.CountSeat(seat="table", heads=7))  # of what is closed nobody knows whose it was
    assert room.state.votes[vote].beside == 3


def test_another_number_of_people_leaves_the_ideas_of_a_seat_as_they_are() -> None:
    room = Room().begin("brainstorm")
    step = next(step.id for step in agenda(room.state) if step.kind == "collect")
    room.accept(c.GoTo(step=step))
    room.accept(c.OpenStep(step=step))
    room.accept(c.AddIdea(step=step, text="Skolehage"), "table")
    [before] = room.hub.snapshot.boxes.values()
    room.accept(c.CountSeat(seat="table", heads=4))
    [after] = room.hub.snapshot.boxes.values()
    assert len(before.own("table")) == 1
    assert after.own("table") == before.own("table")


def test_a_further_round_on_money_has_the_costs_of_the_round_before() -> None:
    room, first = begun("participatory-budget")
    voted(room, first)
    closed(room, first)
    vote = room.state.votes[first]
    [form] = [
        block
        for block in facilitator(room.state, room.hub.snapshot.boxes).work
        if isinstance(block, Form)
    ]
    assert form.aside
    values = {field.name: field.value for field in form.fields}
    assert values == {"budget": vote.rule["budget"], "costs": costs_of(vote)}
    room.accept(c.OpenVote.model_validate({**form.fixed, **values}))
    again = max(room.state.votes.values(), key=lambda one: one.round)
    assert (again.round, again.options, again.rule) == (2, vote.options, vote.rule)
