"""Criteria weighed by a vote of their own, over a fixed list that the group words itself."""

from fractions import Fraction

import pytest

from tests.domain.test_every_ballot import closed, paper
from tests.fakes import Room
from workshop_studio.blocks import Form, MatrixChart
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import agenda
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.workings import without
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.report import report
from workshop_studio.reports.markdown import markdown
from workshop_studio.resources import resources
from workshop_studio.steps.ballot_params import ScoreParams, params_of
from workshop_studio.steps.vote_result import result

NB = Translator("nb", resources() / "locales")
CRITERIA = ("citizens", "staff", "feasible", "cost")


def weighing(lines: str = "") -> tuple[Room, str]:
    room = Room().begin("weighted-matrix")
    [vote] = room.accept(c.OpenVote(step=room.step("vote"), lines=lines))
    return room, vote


def scored(room: Room) -> str:
    """The vote on the criteria, with ideas of its own."""
    step = [step.id for step in agenda(room.state) if step.kind == "vote"][1]
    room.accept(c.GoTo(step=step))
    room.accept(c.ImportIdeas(step=step, texts=("Frokost", "Uteskole")))
    [vote] = room.accept(c.OpenVote(step=step))
    return vote


def weights(room: Room, vote: str) -> dict[str, int]:
    params = params_of(room.state.votes[vote])
    assert isinstance(params, ScoreParams)
    return {one.id: one.weight for one in params.criteria}


def test_the_list_stands_there_to_be_worded_and_opens_the_vote() -> None:
    room = Room().begin("weighted-matrix")
    view = facilitator(room.state, room.hub.snapshot.boxes)
    [form] = [block for block in view.work if isinstance(block, Form)]
    assert (form.code, form.command) == ("fixed", "OpenVote")
    assert form.fields[0].words[0]["en"] == "Value for citizens"
    assert view.next is not None
    assert (view.next.code, view.next.form) == ("vote.open", "fixed")


def test_the_share_of_the_dots_is_the_weight() -> None:
    room, vote = weighing()
    assert tuple(option.id for option in room.state.votes[vote].options) == CRITERIA
    for token, marks in (("a", {"citizens": 10}), ("b", {"citizens": 2, "cost": 8})):
        room.accept(c.CastVote(vote=vote, marks=marks), token)
    closed(room, vote)
    second = scored(room)
    assert weights(room, second) == {"citizens": 600, "staff": 0, "feasible": 0, "cost": 400}
    options = [option.id for option in room.state.votes[second].options]
    marks = {f"citizens/{options[0]}": 5, f"citizens/{options[1]}": 1}
    marks |= {f"cost/{options[0]}": 1, f"cost/{options[1]}": 5}
    marks |= {f"{name}/{key}": 3 for name in ("staff", "feasible") for key in options}
    room.accept(c.CastVote(vote=second, marks=marks), "a")
    closed(room, second)
    totals = {one.id: one.total for one in result(room.state, room.state.votes[second]).options}
    assert totals == {options[0]: Fraction(17, 5), options[1]: Fraction(13, 5)}
    work = facilitator(room.state, room.hub.snapshot.boxes).work
    [chart] = [block for block in work if isinstance(block, MatrixChart)]
    assert [one.weight for one in chart.criteria] == [0.6, 0.0, 0.0, 0.4]


def test_the_group_may_word_its_criteria_anew() -> None:
    room, vote = weighing("Innbyggerne\n\n De ansatte\nLar det seg gjøre\nBillig\n")
    options = room.state.votes[vote].options
    assert [(one.id, one.text) for one in options] == list(
        zip(CRITERIA, ("Innbyggerne", "De ansatte", "Lar det seg gjøre", "Billig"), strict=True)
    )
    assert {one.text for one in paper(room, "a").options} == {one.text for one in options}


def test_another_list_is_voted_on_but_weighs_nothing() -> None:
    room, vote = weighing("Ja\nNei")
    assert [one.id for one in room.state.votes[vote].options] == ["o1", "o2"]
    room.accept(c.CastVote(vote=vote, marks={"o1": 10}), "a")
    closed(room, vote)
    given = {"citizens": 4, "staff": 2, "feasible": 3, "cost": 1}
    assert weights(room, scored(room)) == given


def test_where_nobody_gave_a_dot_the_weights_are_those_given() -> None:
    room, vote = weighing()
    room.accept(c.CastVote(vote=vote, marks={}), "a")
    closed(room, vote)
    assert weights(room, scored(room))["citizens"] == 4


@pytest.mark.parametrize("lines", ["Bare ett", "\n \n" + "x"])
def test_one_option_is_no_vote(lines: str) -> None:
    room = Room().begin("weighted-matrix")
    assert room.refuse(c.OpenVote(step=room.step("vote"), lines=lines)) == "vote.too_few_options"


def test_a_fixed_list_takes_no_ideas() -> None:
    room = Room().begin("weighted-matrix")
    step = room.step("vote")
    assert room.refuse(c.AddIdea(step=step, text="Frokost")) == "step.takes_not"
    assert room.refuse(c.ImportIdeas(step=step, texts=("Frokost",))) == "step.takes_not"


def test_what_has_no_result_says_why() -> None:
    room = Room().begin("rice")
    step = room.step("vote")
    room.accept(c.ImportIdeas(step=step, texts=("Frokost", "Uteskole")))
    [vote] = room.accept(c.OpenVote(step=step))
    first, second = (option.id for option in room.state.votes[vote].options)
    marks = {f"{name}/{first}": 5 for name in ("reach", "impact", "confidence", "effort")}
    marks |= {f"reach/{second}": 5}
    room.accept(c.CastVote(vote=vote, marks=marks), "a")
    closed(room, vote)
    work = facilitator(room.state, room.hub.snapshot.boxes).work
    [chart] = [block for block in work if isinstance(block, MatrixChart)]
    [said] = without(chart, NB)
    assert "Uteskole" in said
    assert "Virkning" in said
    assert said in markdown(report(room.state), NB).replace("\\", "")
