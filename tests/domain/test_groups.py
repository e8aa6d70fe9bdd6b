"""Votes by groups of voters: what a ballot may say, what closing keeps, and what is shown of it."""

import json
from collections.abc import Mapping

import pytest
from pydantic import JsonValue, ValidationError

from tests.domain.test_every_ballot import EACH, PEOPLE, TECHNIQUES, closed, paper
from tests.fakes import Room
from workshop_studio.app.answers import answer
from workshop_studio.blocks import Ballot, MatrixChart, Notes, Result
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import agenda
from workshop_studio.domain.records import Breakdown
from workshop_studio.i18n.charts import grid, how
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.archive import archive
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.participant import participant
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.reports.markdown import markdown
from workshop_studio.resources import resources
from workshop_studio.steps.ballot_params import params_of
from workshop_studio.steps.vote_result import ballots_of

ROLES = ("Lærere", "Ledere", "Foresatte")
ASKED: Mapping[str, JsonValue] = {"by": "role", "groups": list(ROLES), "least": 6}
IDEAS = ("Frokost", "Uteskole", "Én app")


def asking(asked: Mapping[str, JsonValue] | None = ASKED, technique: str = "dot-vote") -> Room:
    """A room before a vote that is to be shown by groups."""
    room = Room().begin(technique)
    method = TECHNIQUES[technique]
    step = next(s.id for s in agenda(room.state) if s.params.get("method") == method)
    room.accept(c.GoTo(step=step))
    room.accept(c.ImportIdeas(step=step, texts=IDEAS))
    if asked is not None:
        params = {**room.state.steps[step].params, "breakdown": dict(asked)}
        room.accept(c.EditStep(step=step, params=params))
    return room


def opened(room: Room) -> str:
    step = room.state.flow.current or ""
    costs = dict.fromkeys(room.state.ideas, 10000)
    is_budget = room.state.steps[step].params["method"] == "budget"
    plain = c.OpenVote(step=step)
    [vote] = room.accept(c.OpenVote(step=step, costs=costs, budget=20_000) if is_budget else plain)
    return vote


def cast(room: Room, vote: str, sizes: Mapping[str, int]) -> None:
    """Each of these groups votes: a dot each on the option of its place in the list."""
    options = [option.id for option in room.state.votes[vote].options]
    number = 0
    for at, (group, size) in enumerate(sizes.items()):
        for _ in range(size):
            marks = {options[at % len(options)]: 1}
            room.accept(c.CastVote(vote=vote, marks=marks, group=group), f"phone {number}")
            number += 1


def told(room: Room) -> tuple[MatrixChart | None, list[Notes]]:
    """The breakdown in the console, and the notes."""
    work = facilitator(room.state, room.hub.snapshot.boxes).work
    charts = [block for block in work if isinstance(block, MatrixChart)]
    return (charts[0] if charts else None), [b for b in work if isinstance(b, Notes)]


@pytest.mark.parametrize(
    "asked",
    [
        {"by": "role", "groups": ["Lærere"]},
        {"by": "role", "groups": ["Lærere", " lærere "]},
        {"by": "role", "groups": ["Lærere", "  "]},
        {"by": "role", "groups": [f"g{n}" for n in range(31)]},
        {"by": "role", "groups": ["Lærere", "x" * 201]},
        {"by": "age", "groups": ["18-30", "31-99"]},
        {"by": "role", "groups": ["a", "b"], "least": 2},
        {"by": "role", "groups": ["a", "b"], "least": 51},
        {"by": "role", "groups": ["a", "b"], "and": {"by": "area", "groups": ["c", "d"]}},
        [ASKED, ASKED],
    ],
)
def test_what_cannot_be_asked(asked: object) -> None:
    room = asking(None)
    step = room.state.flow.current or ""
    params = {**room.state.steps[step].params, "breakdown": asked}
    assert room.refuse(c.EditStep(step=step, params=params)) == "step.bad_params"  # type: ignore[arg-type]


def test_it_is_set_before_the_vote_and_can_be_undone() -> None:
    room = asking()
    step = room.state.flow.current or ""
    _, notes = told(room)
    assert [(n.code, n.text) for n in notes] == [("groups.role", "Lærere, Ledere, Foresatte")]
    room.accept(c.Undo())
    assert told(room) == (None, [])
    room.accept(c.Redo())
    opened(room)
    params = {k: v for k, v in room.state.steps[step].params.items() if k != "breakdown"}
    assert room.refuse(c.EditStep(step=step, params=params)) == "vote.open"


def test_a_ballot_offers_the_groups_and_remembers_ones_own_alone() -> None:
    room = asking()
    vote = opened(room)
    ballot = paper(room, "phone 1")
    assert (ballot.groups, ballot.by, ballot.least, ballot.group) == (ROLES, "role", 6, "")
    room.accept(c.CastVote(vote=vote, marks={}, group="Ledere"), "phone 1")
    assert paper(room, "phone 1").group == "Ledere"
    assert paper(room, "phone 2").group == ""
    room.accept(c.CastVote(vote=vote, marks={}), "phone 1")
    assert paper(room, "phone 1").group == ""


def test_without_groups_nothing_is_asked() -> None:
    room = asking(None)
    vote = opened(room)
    ballot = paper(room, "phone 1")
    assert (ballot.groups, ballot.by, ballot.group) == ((), "", "")
    refused = room.refuse(c.CastVote(vote=vote, marks={}, group="Ledere"), "phone 1")
    assert refused == "ballot.unknown_group"
    record = closed(room, vote)
    assert record.breakdown is None
    assert told(room)[0] is None


def test_a_group_that_is_not_asked_for_is_refused() -> None:
    room = asking()
    vote = opened(room)
    for group in ("Elever", "lærere", " "):
        assert room.refuse(c.CastVote(vote=vote, marks={}, group=group), "p") == (
            "ballot.unknown_group"
        )
    many = c.EnterBallots(vote=vote, ballots=({}, {}), groups=("Ledere", "Elever"))
    assert room.refuse(many) == "ballot.unknown_group"
    with pytest.raises(ValidationError):
        c.EnterBallots(vote=vote, ballots=({}, {}), groups=("Ledere",))
    assert room.hub.snapshot.boxes[f"vote.{vote}"].voters == 0


def test_closing_keeps_ballots_without_groups_and_totals_of_large_groups() -> None:
    room = asking()
    vote = opened(room)
    cast(room, vote, {"Lærere": 8, "Ledere": 7, "Foresatte": 2, "": 4})
    record = closed(room, vote)
    a, b, e = (option.id for option in record.options)
    assert record.breakdown is not None
    assert record.breakdown.together == ("Foresatte",)
    assert [(p.group, p.ballots, dict(p.totals)) for p in record.breakdown.parts] == [
        ("Lærere", 8, {a: 8, b: 0, e: 0}),
        ("Ledere", 7, {a: 0, b: 7, e: 0}),
        ("", 6, {a: 4, b: 0, e: 2}),
    ]
    kept = ballots_of(room.state.bundles, vote)
    assert len(kept) == 21
    assert {key for marks in kept for key in marks} <= {a, b, e}


def test_paper_ballots_carry_groups_and_hands_none() -> None:
    room = asking()
    vote = opened(room)
    first, *_ = [option.id for option in room.state.votes[vote].options]
    marks = ({first: 1},) * 14
    groups = ("Lærere",) * 7 + ("Ledere",) * 7
    room.accept(c.EnterBallots(vote=vote, ballots=marks, groups=groups))
    room.accept(c.CountHands(vote=vote, counts={first: 3}, heads=3))
    record = closed(room, vote)
    assert record.breakdown is not None
    assert [p.totals[first] for p in record.breakdown.parts] == [7, 7]
    chart, notes = told(room)
    assert chart is not None
    assert (chart.rows[0].total, chart.hands) == (17, 3)
    assert "breakdown.hands" in [note.code for note in notes]


@pytest.mark.parametrize(
    ("sizes", "code"),
    [({"": 12}, "breakdown.unsaid"), ({"Lærere": 9, "Ledere": 5}, "breakdown.small")],
)
def test_where_there_is_nothing_to_show_it_is_said_why(sizes: dict[str, int], code: str) -> None:
    room = asking()
    vote = opened(room)
    cast(room, vote, sizes)
    record = closed(room, vote)
    assert record.breakdown == Breakdown(why=code)
    chart, notes = told(room)
    assert chart is None
    assert code in [note.code for note in notes]


@pytest.mark.parametrize(
    ("sizes", "code", "heads"),
    [
        ({"Lærere": 8, "Ledere": 7, "Foresatte": 6}, "apart", ["Lærere (8)", "Ledere (7)"]),
        ({"Lærere": 8, "Ledere": 7, "Foresatte": 6, "": 9}, "unsaid", ["Did not say (9)"]),
        ({"Lærere": 8, "Ledere": 7, "": 9}, "others", ["Others (9)"]),
    ],
)
def test_console_and_report_say_what_is_put_together(
    sizes: dict[str, int], code: str, heads: list[str]
) -> None:
    room = asking()
    vote = opened(room)
    cast(room, vote, sizes)
    closed(room, vote)
    chart, _ = told(room)
    assert chart is not None
    assert chart.told == f"breakdown.{code}"
    english = Translator("en", resources() / "locales")
    table = grid(chart, "", english)
    assert set(heads) <= set(table.head)
    text = markdown(report(room.state), english).replace("\\", "")
    assert "**By role**" in text
    assert all(head in text for head in heads)
    if code == "others":
        assert "Groups of fewer than 6 ballots are shown together" in how(chart, english)
        assert "Foresatte" in how(chart, english)
    if code != "others":
        assert "shown together" not in text


def test_a_cell_is_as_deep_as_what_it_is_for_each_ballot() -> None:
    """Twelve with a dot each are no warmer to an option than six with a dot each."""
    room = asking()
    vote = opened(room)
    first, second, _ = [option.id for option in room.state.votes[vote].options]
    for number in range(18):
        group = "Lærere" if number < 12 else "Ledere"
        marks = {first: 1} | ({second: 2} if group == "Ledere" else {})
        room.accept(c.CastVote(vote=vote, marks=marks, group=group), f"phone {number}")
    closed(room, vote)
    chart, _ = told(room)
    assert chart is not None
    rows = {row.id: row for row in chart.rows}
    assert (rows[first].cells, rows[first].shades) == ((12, 6), (0.5, 0.5))
    assert (rows[second].cells, rows[second].shades) == ((0, 12), (0.0, 1.0))


def test_an_idea_that_is_hidden_later_is_gone_from_the_groups_too() -> None:
    room = asking()
    vote = opened(room)
    cast(room, vote, {"Lærere": 8, "Ledere": 7})
    record = closed(room, vote)
    room.accept(c.HideIdea(idea=record.options[0].id))
    chart, _ = told(room)
    assert chart is not None
    assert record.options[0].id not in {row.id for row in chart.rows}
    assert record.options[0].id not in json.dumps(archive(room.state)["votes"])


OTHERS: Mapping[str, JsonValue] = {"by": "area", "groups": ["Nord", "Sør"], "least": 6}


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (ASKED, OTHERS, True),
        (ASKED, {**ASKED, "groups": [*ROLES, "Elever"]}, True),
        (ASKED, ASKED, False),
        (ASKED, {**ASKED, "groups": list(reversed(ROLES)), "least": 7}, False),
        (ASKED, None, False),
        (None, OTHERS, False),
    ],
)
def test_one_thing_is_never_told_by_two_ways_to_divide_the_voters(
    first: Mapping[str, JsonValue] | None, second: Mapping[str, JsonValue] | None, refused: bool
) -> None:
    """Two ways crossed could single out whoever gives the same ballot in both votes."""
    room = asking(first)
    vote = opened(room)
    cast(room, vote, {"Lærere": 8, "Ledere": 7} if first else {"": 15})
    step = closed(room, vote).step
    params = {k: v for k, v in room.state.steps[step].params.items() if k != "breakdown"}
    params |= {} if second is None else {"breakdown": dict(second)}
    room.accept(c.EditStep(step=step, params=params))
    if refused:
        assert room.refuse(c.OpenVote(step=step)) == "vote.other_groups"
    else:
        room.accept(c.OpenVote(step=step))


def test_where_nothing_was_told_by_groups_other_groups_may_follow() -> None:
    room = asking()
    vote = opened(room)
    cast(room, vote, {"Lærere": 3})
    step = closed(room, vote).step
    params = {**room.state.steps[step].params, "breakdown": dict(OTHERS)}
    room.accept(c.EditStep(step=step, params=params))
    room.accept(c.OpenVote(step=step))


def test_neither_stage_nor_phone_shows_groups_at_any_time() -> None:
    room = asking()
    vote = opened(room)
    cast(room, vote, {"Lærere": 8, "Ledere": 7})
    closed(room, vote)
    room.accept(c.Reveal(step=room.state.flow.current or ""))
    boxes = room.hub.snapshot.boxes
    for blocks in (stage(room.state, boxes), participant(room.state, boxes, "phone 1")):
        shown = [block for block in blocks if isinstance(block, Result)]
        assert [block.method for block in shown] == ["dots"]
        assert not [block for block in blocks if isinstance(block, Ballot)]


def test_nothing_of_groups_is_known_before_the_close() -> None:
    room = asking()
    vote = opened(room)
    cast(room, vote, {"Lærere": 8, "Ledere": 7})
    assert room.state.votes[vote].breakdown is None
    assert told(room)[0] is None
    happened = json.dumps(
        [event.model_dump(mode="json") for entry in room.run.entries for event in entry.events],
        ensure_ascii=False,
    )
    assert happened.count("Lærere") == 2  # the step's setting, and the vote's as it was opened


@EACH
def test_every_kind_of_ballot_is_broken_down_as_the_whole_is_counted(technique: str) -> None:
    room = asking(technique=technique)
    vote = opened(room)
    chance = room.chance
    liked = [option.id for option in room.state.votes[vote].options]
    given: dict[str, list[Mapping[str, int]]] = {"Lærere": [], "Ledere": []}
    for number in range(PEOPLE):
        group = "Lærere" if number % 2 else "Ledere"
        marks = dict(answer(liked, paper(room, f"phone {number}"), chance))
        room.accept(c.CastVote(vote=vote, marks=marks, group=group), f"phone {number}")
        given[group].append(marks)
    record = closed(room, vote)
    assert record.breakdown is not None
    params = params_of(record)
    costs = {option.id: option.cost for option in record.options if option.cost is not None}
    for part in record.breakdown.parts:
        alone = params.counted(liked, given[part.group], None, costs)
        known = {o.id: float(o.total) for o in alone.options if o.id not in alone.without}
        assert dict(part.totals) == known
    text = markdown(report(room.state), Translator("nb", resources() / "locales"))
    assert "| Lærere (6) | Ledere (6) |" in text
    [listed] = archive(room.state)["votes"]
    assert [part["ballots"] for part in listed["breakdown"]["parts"]] == [6, 6]
