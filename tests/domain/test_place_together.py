"""Placing by the group as one: seen by all as it is done, undone, limited, counted like a vote."""

from collections.abc import Iterable

import pytest
from pydantic import ValidationError

from tests.fakes import Room
from workshop_studio.app.catalogue import Catalogue
from workshop_studio.blocks import (
    AxesChart,
    Ballot,
    Block,
    ColumnsChart,
    Form,
    Notes,
    People,
    Prompt,
    Result,
    SlopeChart,
    Waiting,
)
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import EDITED, Frame, Vote
from workshop_studio.i18n.charts import grid, how
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import voters
from workshop_studio.projections.facilitator import FacilitatorView, facilitator
from workshop_studio.projections.participant import participant
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.reports.markdown import markdown
from workshop_studio.resources import resources
from workshop_studio.steps.registry import KINDS

NB = Translator("nb", resources() / "locales")
EN = Translator("en", resources() / "locales")
IDEAS = ("Frokost", "Uteskole", "Én app", "Møtefri onsdag", "Åpent hus")


def ready(technique: str) -> Room:
    """A room at its placing, where the group is to place as one."""
    room = Room()
    agenda = Catalogue(resources()).agenda(technique)
    frame = Frame(title="Skolemat", headcount=12)
    room.accept(c.CreateSession(document="doc", workshop=technique, frame=frame, agenda=agenda))
    step = room.step("place")
    room.accept(c.GoTo(step=step))
    room.accept(c.ImportIdeas(step=step, texts=IDEAS))
    room.accept(c.EditStep(step=step, settings={"by": "group"}))
    return room


def begun(technique: str) -> tuple[Room, str, list[str]]:
    room = ready(technique)
    room.accept(c.OpenVote(step=room.step("place")))
    [vote] = room.state.votes.values()
    return room, vote.id, [option.id for option in vote.options]


def at(option: str, x: int, y: int) -> dict[str, int]:
    return {f"effort/{option}": x, f"impact/{option}": y}


def view(room: Room) -> FacilitatorView:
    return facilitator(room.state, room.hub.snapshot.boxes)


def on_stage(room: Room) -> list[Block]:
    return list(stage(room.state, room.hub.snapshot.boxes))


def on_phone(room: Room) -> list[Block]:
    return list(participant(room.state, room.hub.snapshot.boxes, "phone"))


def axes(blocks: Iterable[object]) -> AxesChart:
    [found] = [block for block in blocks if isinstance(block, AxesChart)]
    return found


def columns(blocks: Iterable[object]) -> ColumnsChart:
    [found] = [block for block in blocks if isinstance(block, ColumnsChart)]
    return found


def codes(blocks: Iterable[object]) -> list[str]:
    return [block.code for block in blocks if isinstance(block, Waiting | Notes)]


def latest(room: Room) -> Vote:
    return max(room.state.votes.values(), key=lambda vote: vote.round)


def test_everybody_sees_each_option_as_it_is_placed() -> None:
    room, vote, options = begun("impact-effort")
    for surface in (on_stage, on_phone):
        assert codes(surface(room)) == ["place.together"]
        assert not [b for b in surface(room) if isinstance(b, Result | Ballot)]
    room.accept(c.PlaceOption(vote=vote, option=options[0], marks=at(options[0], 20, 90)))
    room.accept(c.PlaceOption(vote=vote, option=options[1], marks=at(options[1], 80, 40)))
    for surface in (on_stage, on_phone):
        [people] = [block for block in surface(room) if isinstance(block, People)]
        assert (people.code, people.count, people.of) == ("placed", 2, 5)
        points = {point.text: (point.x, point.y) for point in axes(surface(room)).points}
        assert points == {IDEAS[0]: (0.2, 0.9), IDEAS[1]: (0.8, 0.4)}
        assert codes(surface(room)) == ["place.together"]
    [prompt] = [block for block in on_stage(room) if isinstance(block, Prompt)]
    assert prompt.code == "place.axes"


def test_an_option_is_moved_and_taken_away_and_undo_brings_each_back() -> None:
    room, vote, options = begun("impact-effort")
    first = options[0]
    room.accept(c.PlaceOption(vote=vote, option=first, marks=at(first, 20, 90)))
    before = room.state
    room.accept(c.PlaceOption(vote=vote, option=first, marks=at(first, 20, 90)))
    assert room.state is before  # it lies there already
    room.accept(c.PlaceOption(vote=vote, option=first, marks=at(first, 60, 10)))
    assert room.state.votes[vote].placed == at(first, 60, 10)
    room.accept(c.PlaceOption(vote=vote, option=first))
    assert room.state.votes[vote].placed == {}
    for expected in (at(first, 60, 10), at(first, 20, 90), {}):
        room.accept(c.Undo())
        assert room.state.votes[vote].placed == expected
    room.accept(c.Redo())
    assert room.state.votes[vote].placed == at(first, 20, 90)
    assert room.restarted().snapshot.state == room.state


@pytest.mark.parametrize(
    ("technique", "marks", "code"),
    [
        ("impact-effort", {"effort/{0}": 20}, "place.nowhere"),
        ("impact-effort", {"effort/{1}": 20, "impact/{1}": 20}, "place.nowhere"),
        ("impact-effort", {"effort/{0}": 101, "impact/{0}": 20}, "ballot.off_scale"),
        ("impact-effort", {"{0}": 1}, "place.nowhere"),
        ("moscow", {"{0}": 4}, "ballot.off_scale"),
        ("moscow", {"{1}": 1}, "place.nowhere"),
    ],
)
def test_a_place_that_is_none_is_refused(technique: str, marks: dict[str, int], code: str) -> None:
    room, vote, options = begun(technique)
    made = {key.format(*options): value for key, value in marks.items()}
    assert room.refuse(c.PlaceOption(vote=vote, option=options[0], marks=made)) == code


def test_a_full_column_refuses_one_more_until_one_is_moved_or_hidden() -> None:
    room = ready("moscow")
    step = room.step("place")
    room.accept(c.EditStep(step=step, settings={"must.most": 2}))
    room.accept(c.OpenVote(step=step))
    vote = latest(room)
    options = [option.id for option in vote.options]
    for option in options[:2]:
        room.accept(c.PlaceOption(vote=vote.id, option=option, marks={option: 0}))
    third = c.PlaceOption(vote=vote.id, option=options[2], marks={options[2]: 0})
    receipt = room.send(third)
    assert receipt.rejection is not None
    assert receipt.rejection.code == "ballot.column_full"
    assert receipt.rejection.params == {"column": 1, "most": 2}
    room.accept(c.PlaceOption(vote=vote.id, option=options[0], marks={options[0]: 0}))  # it is in
    room.accept(c.HideIdea(idea=options[0]))
    room.accept(third)
    [must, *_] = columns(on_stage(room)).columns
    assert [card.id for card in must.cards] == [options[1], options[2]]
    assert must.most == 2


def test_what_is_hidden_is_nowhere_and_cannot_be_placed() -> None:
    room, vote, options = begun("impact-effort")
    for option in options[:2]:
        room.accept(c.PlaceOption(vote=vote, option=option, marks=at(option, 50, 50)))
    room.accept(c.HideIdea(idea=options[0]))
    hidden = c.PlaceOption(vote=vote, option=options[0], marks=at(options[0], 1, 1))
    assert room.refuse(hidden) == "place.gone"
    for surface in (on_stage, on_phone):
        told = "".join(block.model_dump_json() for block in surface(room))
        assert IDEAS[0] not in told
        [people] = [block for block in surface(room) if isinstance(block, People)]
        assert (people.count, people.of) == (1, 4)
    room.accept(c.CloseVote(vote=vote))
    assert IDEAS[0] not in markdown(report(room.state), NB)


def test_only_the_facilitator_places_and_only_where_the_group_does() -> None:
    room, vote, options = begun("impact-effort")
    placing = c.PlaceOption(vote=vote, option=options[0], marks=at(options[0], 1, 1))
    assert room.refuse(placing, "phone") == "command.not_yours"
    ballot = at(options[0], 1, 1)
    assert room.refuse(c.CastVote(vote=vote, marks=ballot), "phone") == "place.by_group"
    assert room.refuse(c.EnterBallots(vote=vote, ballots=(ballot,))) == "place.by_group"
    assert room.refuse(c.CountHands(vote=vote, counts={}, heads=3)) == "place.by_group"
    room.accept(c.CloseVote(vote=vote))
    assert room.refuse(placing) == "vote.closed"
    room.accept(c.EditStep(step=room.step("place"), settings={"by": "each"}))
    room.accept(c.OpenVote(step=room.step("place")))
    by_each = c.PlaceOption(vote=latest(room).id, option=options[0], marks=ballot)
    assert room.refuse(by_each) == "place.by_each"
    assert latest(room).placed == {}


def test_a_finished_placing_is_a_result_without_spread_that_the_choice_takes() -> None:
    room, vote, options = begun("impact-effort")
    places = {0: (20, 90), 1: (80, 40), 2: (10, 95), 3: (50, 80)}
    for number, (x, y) in places.items():
        marks = at(options[number], x, y)
        room.accept(c.PlaceOption(vote=vote, option=options[number], marks=marks))
    going = view(room).next
    assert going is not None
    assert (going.code, going.confirm, going.command) == (
        "place.close",
        False,
        c.CloseVote(vote=vote),
    )
    room.accept(c.CloseVote(vote=vote))
    chart = axes(on_stage(room))
    assert chart == axes(on_phone(room))
    assert voters(chart, EN) == "Placed by the group together"
    assert how(chart, EN).startswith("Each option lies where the group put it together")
    assert chart.agreement is None
    assert all(point.spread_x == point.spread_y == 0 for point in chart.points)
    assert "Spread" not in grid(chart, "", EN).head
    assert chart.unplaced == (IDEAS[4],)
    told = markdown(report(room.state), EN)
    assert "Placed by the group together" in told
    assert f"Not placed: \u2068{IDEAS[4]}\u2069" in told
    following = view(room).next
    assert following is not None
    assert following.code == "go"

    room.accept(c.GoTo(step=room.step("discuss")))
    assert codes(on_stage(room)) == ["talk.none_together"]
    room.accept(c.GoTo(step=room.step("choose")))
    [form] = [block for block in view(room).work if isinstance(block, Form)]
    assert form.fields[0].value == (options[2], options[0], options[3])
    assert [option.id for option in form.fields[0].options][:3] == [
        options[2],
        options[0],
        options[3],
    ]


def test_columns_keep_the_order_of_the_list_and_choose_from_the_first() -> None:
    room, vote, options = begun("how-now-wow")
    for option, column in zip(options, (2, 0, 1, 0, 2), strict=True):
        room.accept(c.PlaceOption(vote=vote, option=option, marks={option: column}))
    room.accept(c.CloseVote(vote=vote))
    chart = columns(on_stage(room))
    assert [[card.text for card in pile.cards] for pile in chart.columns] == [
        [IDEAS[1], IDEAS[3]],
        [IDEAS[2]],
        [IDEAS[0], IDEAS[4]],
    ]
    assert grid(chart, "", EN).rows[0] == ("1", IDEAS[1], "Wow")
    assert "| 1 | Uteskole | Wow |" in markdown(report(room.state), EN)
    room.accept(c.GoTo(step=room.step("choose")))
    [form] = [block for block in view(room).work if isinstance(block, Form)]
    assert form.fields[0].value == (options[1], options[3], options[2])


def test_a_further_round_goes_on_from_where_the_last_one_ended() -> None:
    room, vote, options = begun("impact-effort")
    room.accept(c.PlaceOption(vote=vote, option=options[0], marks=at(options[0], 20, 90)))
    room.accept(c.CloseVote(vote=vote))
    [again] = [b for b in view(room).work if isinstance(b, Form) and b.command == "OpenVote"]
    assert again.code == "place.again"
    room.accept(c.OpenVote(step=room.step("place")))
    assert axes(on_stage(room)).points[0].x == 0.2
    marks = at(options[0], 70, 90)
    room.accept(c.PlaceOption(vote=latest(room).id, option=options[0], marks=marks))
    room.accept(c.CloseVote(vote=latest(room).id))
    assert axes(on_stage(room)).points[0].x == 0.7
    shown = [block for block in view(room).work if isinstance(block, Result)]
    assert [block.round for block in shown] == [1, 2]
    assert not any(isinstance(block, SlopeChart) for block in shown)  # nobody voted twice


def test_a_placing_of_nothing_ends_as_nothing() -> None:
    room, vote, _ = begun("moscow")
    room.accept(c.CloseVote(vote=vote))
    chart = columns(on_stage(room))
    assert not any(pile.cards for pile in chart.columns)
    assert chart.unplaced == IDEAS
    assert view(room).next is not None


def test_axes_get_the_names_that_the_group_gives_them() -> None:
    room = ready("impact-effort")
    step = room.step("place")
    names = [field.name for field in view(room).settings]
    assert names[:4] == ["by", "across.name", "across.low", "across.high"]
    quarters = "Prøv\nUtsett\nDrøft\nLa ligge"
    settings = {
        "across.name": "Risiko",
        "across.low": "trygt",
        "across.high": "",
        "up.name": "Læring",
        "better": "more",
        "quarters": quarters,
    }
    room.accept(c.EditStep(step=step, settings=settings))
    room.accept(c.OpenVote(step=step))
    vote = latest(room)
    [first, second, *_] = [option.id for option in vote.options]
    room.accept(c.PlaceOption(vote=vote.id, option=first, marks=at(first, 10, 50)))
    room.accept(c.PlaceOption(vote=vote.id, option=second, marks=at(second, 90, 50)))
    chart = axes(on_stage(room))
    assert chart.x.name == {EDITED: "Risiko"}
    assert (chart.x.low, chart.x.high) == ({EDITED: "trygt"}, {})
    assert chart.y.name == {EDITED: "Læring"}
    assert chart.y.low["nb"] == "lite"  # what nobody touched keeps its languages
    assert [words[EDITED] for words in chart.quadrants] == quarters.splitlines()
    assert [point.text for point in chart.points] == [IDEAS[1], IDEAS[0]]  # more is better now
    assert view(room).settings == ()
    assert room.refuse(c.EditStep(step=step, settings={"by": "each"})) == "vote.open"


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"across.name": "  "}, "place.no_name"),
        ({"quarters": "one\ntwo"}, "place.quarters"),
        ({"by": "nobody"}, "step.settings"),
        ({"by": None}, "step.settings"),
        ({"method": "columns"}, "step.settings"),
        ({"up.name": "x" * 300}, "step.settings"),
    ],
)
def test_settings_that_make_no_placing_are_refused(settings: dict[str, str], code: str) -> None:
    room = ready("impact-effort")
    assert room.refuse(c.EditStep(step=room.step("place"), settings=settings)) == code


def test_columns_are_renamed_and_their_limits_lifted() -> None:
    room = ready("moscow")
    step = room.step("place")
    room.accept(c.EditStep(step=step, settings={"must.name": "Først", "must.most": 0}))
    room.accept(c.OpenVote(step=step))
    [ballot] = [block for block in view(room).work if isinstance(block, Ballot)]
    [must, *others] = columns([ballot.picture]).columns
    assert (must.name, must.most) == ({EDITED: "Først"}, None)
    assert all(EDITED not in one.name for one in others)
    room.accept(c.CloseVote(vote=latest(room).id))
    assert room.refuse(c.EditStep(step=step, settings={"must.most": -1})) == "step.out_of_range"


def test_steps_of_other_kinds_have_nothing_to_set() -> None:
    room = ready("impact-effort")
    step = room.step("choose")
    assert room.refuse(c.EditStep(step=step, settings={"by": "group"})) == "step.bad_params"


def test_a_vote_is_never_by_the_group() -> None:
    axis = {"id": "a", "name": {"en": "A"}}
    params = {"method": "axes", "by": "group", "across": axis, "up": {**axis, "id": "b"}}
    KINDS["place"].check_params(params)
    KINDS["vote"].check_params({**params, "by": "each"})
    with pytest.raises(ValidationError):
        KINDS["vote"].check_params(params)
