"""What the facilitator sets of a vote before it opens: numbers, counting, what is voted on."""

import pytest
from pydantic import JsonValue

from tests.fakes import Room
from workshop_studio.blocks import Ballot
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import EDITED, Vote
from workshop_studio.domain.rejections import Rejection
from workshop_studio.i18n.form_words import CHOICES, FIELDS
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import ASKS
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.participant import participant
from workshop_studio.resources import resources
from workshop_studio.steps.ballot_params import PARAMS, VoteParams
from workshop_studio.steps.vote_settings import arranged, fields_of

IDEAS = ("Frokost", "Uteskole", "Én app")
CRITERIA: list[JsonValue] = [
    {"id": "value", "name": {"nb": "Verdi", "en": "Value"}, "weight": 2},
    {"id": "cost", "name": {"nb": "Kostnad", "en": "Cost"}, "weight": 1},
]
WEIGHED: dict[str, JsonValue] = {"method": "score", "criteria": CRITERIA}
PUGH: dict[str, JsonValue] = {**WEIGHED, "formula": "pugh", "low": -1, "high": 1}
NUF: dict[str, JsonValue] = {
    "method": "score",
    "formula": "nuf",
    "criteria": [{"id": one, "name": {"en": one}} for one in ("new", "useful", "feasible")],
}
BOTH = ("ideas", "fixed")


def at_vote(technique: str = "dot-vote", number: int = 0) -> tuple[Room, str]:
    """A room at a vote that has ideas and is not open yet."""
    room = Room().begin(technique)
    step = room.step("vote", number)
    room.accept(c.GoTo(step=step))
    if room.state.steps[step].params.get("options") == "ideas":
        room.accept(c.ImportIdeas(step=step, texts=IDEAS))
    return room, step


def latest(room: Room) -> Vote:
    return max(room.state.votes.values(), key=lambda vote: vote.round)


def read(params: dict[str, JsonValue]) -> VoteParams:
    return PARAMS.validate_python(params)


@pytest.mark.parametrize(
    ("params", "settings", "expected"),
    [
        ({"method": "dots"}, {"vote.dots": 5}, {"dots": 5}),
        ({"method": "dots"}, {"vote.most_per_option": 2}, {"most_per_option": 2}),
        (
            {"method": "dots", "most_per_option": 2},
            {"vote.most_per_option": 0},
            {"most_per_option": None},
        ),
        ({"method": "dots"}, {"vote.all_used": "yes"}, {"all_used": True}),
        ({"method": "dots", "all_used": True}, {"vote.all_used": "no"}, {"all_used": False}),
        ({"method": "dots"}, {"options": "fixed"}, {"options": "fixed"}),
        ({"method": "approval"}, {"vote.least": 1, "vote.most": 3}, {"least": 1, "most": 3}),
        ({"method": "approval", "most": 3}, {"vote.most": 0}, {"most": None}),
        ({"method": "score"}, {"vote.low": -2, "vote.high": 2}, {"low": -2, "high": 2}),
        ({"method": "score"}, {"vote.no_opinion": "no"}, {"no_opinion": False}),
        ({"method": "rank"}, {"vote.least": 2, "vote.most": 2}, {"least": 2, "most": 2}),
        (
            {"method": "rank", "most": 3},
            {"vote.all_ranked": "yes"},
            {"least": 1000, "most": None},
        ),
        ({"method": "rank", "least": 1000}, {"vote.all_ranked": "no"}, {"least": 0}),
        ({"method": "rank"}, {"vote.all_ranked": "no", "vote.least": 3}, {"least": 3}),
        ({"method": "rank"}, {"vote.ties": "no", "count": "irv"}, {"ties": False, "count": "irv"}),
        ({"method": "rank"}, {"count": "borda", "vote.depth": 3}, {"count": "borda", "depth": 3}),
        ({"method": "budget", "budget": 9}, {"vote.budget": 50}, {"budget": 50}),
        ({"method": "budget", "budget": 9}, {"count": "greedy"}, {"count": "greedy"}),
        ({"method": "budget", "budget": 9}, {"vote.within": "yes"}, {"within": True}),
        ({"method": "budget", "budget": 9}, {"vote.completion": "no"}, {"completion": False}),
        ({"method": "pairwise"}, {"vote.every": "yes"}, {"every": True}),
        ({"method": "fist"}, {"vote.threshold": 3}, {"threshold": 3}),
        ({"method": "consent"}, {"options": "fixed"}, {"options": "fixed"}),
        (WEIGHED, {"weights": "voted"}, {"weights": "voted"}),
    ],
)
def test_a_setting_becomes_a_parameter_and_nothing_else_changes(
    params: dict[str, JsonValue], settings: dict[str, JsonValue], expected: dict[str, JsonValue]
) -> None:
    made = arranged(params, read(params), BOTH, settings)
    assert made == {**params, **expected}
    found = read(dict(made)).model_dump()
    assert {key: found[key] for key in expected} == expected


def test_a_criterion_gets_another_name_and_weight() -> None:
    settings: dict[str, JsonValue] = {"cost.name": " Lite arbeid ", "value.weight": 7}
    made = arranged(WEIGHED, read(WEIGHED), BOTH, settings)
    assert not isinstance(made, Rejection)
    assert made["criteria"] == [
        {"id": "value", "name": {"nb": "Verdi", "en": "Value"}, "weight": 7},
        {"id": "cost", "name": {EDITED: "Lite arbeid"}, "weight": 1},
    ]


@pytest.mark.parametrize(
    ("params", "settings", "code"),
    [
        ({"method": "dots"}, {"vote.dots": 0}, "step.out_of_range"),
        ({"method": "dots"}, {"vote.dots": 1001}, "step.out_of_range"),
        ({"method": "dots"}, {"vote.most_per_option": -1}, "step.out_of_range"),
        ({"method": "dots"}, {"vote.dots": 2.5}, "step.not_whole"),
        ({"method": "dots"}, {"vote.dots": "3"}, "step.not_whole"),
        ({"method": "dots"}, {"vote.dots": True}, "step.not_whole"),
        ({"method": "dots"}, {"vote.dots": None}, "step.not_whole"),
        ({"method": "dots"}, {"vote.all_used": True}, "step.settings"),
        ({"method": "dots"}, {"vote.least": 1}, "step.settings"),
        ({"method": "dots"}, {"method": "rank"}, "step.settings"),
        ({"method": "dots"}, {"options": "clusters"}, "step.settings"),
        ({"method": "dots"}, {"breakdown": "x"}, "step.settings"),
        ({"method": "approval"}, {"vote.least": 3, "vote.most": 2}, "vote.least_over_most"),
        ({"method": "approval", "most": 2}, {"vote.least": 3}, "vote.least_over_most"),
        ({"method": "rank", "least": 2}, {"vote.most": 1}, "vote.least_over_most"),
        ({"method": "rank"}, {"count": "copeland"}, "step.settings"),
        ({"method": "score"}, {"vote.low": 10}, "vote.no_scale"),
        ({"method": "score", "low": 5}, {"vote.high": 5}, "vote.no_scale"),
        ({"method": "score"}, {"vote.high": 1001}, "step.out_of_range"),
        ({"method": "fist"}, {"vote.threshold": 6}, "step.out_of_range"),
        ({"method": "budget", "budget": 9}, {"vote.budget": 0}, "step.out_of_range"),
        (WEIGHED, {"value.weight": 0, "cost.weight": 0}, "vote.no_weight"),
        (WEIGHED, {"value.name": "  "}, "vote.no_criterion"),
        (WEIGHED, {"value.name": "x" * 201}, "step.settings"),
        (WEIGHED, {"speed.name": "Fart"}, "step.settings"),
        (PUGH, {"vote.low": 0}, "step.settings"),
        (NUF, {"new.weight": 2}, "step.settings"),
    ],
)
def test_settings_that_make_no_vote_are_refused(
    params: dict[str, JsonValue], settings: dict[str, JsonValue], code: str
) -> None:
    made = arranged(params, read(params), BOTH, settings)
    assert isinstance(made, Rejection)
    assert made.code == code


@pytest.mark.parametrize(
    "params",
    [
        {"method": "dots"},
        {"method": "approval"},
        {"method": "score"},
        {"method": "rank"},
        {"method": "budget", "budget": 9},
        {"method": "pairwise"},
        {"method": "fist"},
        {"method": "consent"},
        WEIGHED,
        PUGH,
        NUF,
    ],
)
def test_every_field_has_words_and_what_it_shows_may_be_sent_back(
    params: dict[str, JsonValue],
) -> None:
    fields = fields_of(read(params), ("ideas", "clusters", "fixed"))
    assert {field.label for field in fields} <= FIELDS.keys()
    assert {option.kind for field in fields for option in field.options} <= CHOICES.keys()
    shown: dict[str, JsonValue] = {
        field.name: 0
        if field.value is None
        else str(field.value)
        if field.kind == "choice"
        else int(str(field.value))
        for field in fields
        if field.kind in {"choice", "number"}
    }
    made = arranged(params, read(params), ("ideas", "clusters", "fixed"), shown)
    assert not isinstance(made, Rejection)
    assert read(dict(made)) == read(params)


def test_what_is_set_holds_from_the_opening_and_undo_takes_it_back() -> None:
    room, step = at_vote()
    before = room.state.steps[step].params
    room.accept(c.EditStep(step=step, settings={"vote.dots": 5, "vote.most_per_option": 0}))
    room.accept(c.Undo())
    assert room.state.steps[step].params == before
    room.accept(c.EditStep(step=step, settings={"vote.dots": 5, "vote.most_per_option": 0}))
    room.accept(c.OpenVote(step=step))
    vote = latest(room)
    assert (vote.rule["dots"], vote.rule["most_per_option"]) == (5, None)
    option = vote.options[0].id
    assert room.refuse(c.CastVote(vote=vote.id, marks={option: 6}), "anna") == (
        "ballot.too_many_dots"
    )
    room.accept(c.CastVote(vote=vote.id, marks={option: 5}), "anna")


def test_while_a_vote_is_open_nothing_of_it_can_be_set() -> None:
    room, step = at_vote()
    room.accept(c.OpenVote(step=step))
    assert facilitator(room.state, room.hub.snapshot.boxes).settings == ()
    assert room.refuse(c.EditStep(step=step, settings={"vote.dots": 5})) == "vote.open"
    room.accept(c.CloseVote(vote=latest(room).id))
    room.accept(c.EditStep(step=step, settings={"vote.dots": 5}))
    room.accept(c.OpenVote(step=step))
    assert {vote.round: vote.rule["dots"] for vote in room.state.votes.values()} == {1: 3, 2: 5}


def test_what_is_voted_on_is_offered_as_far_as_it_is_there_and_stays_after_a_round() -> None:
    room, step = at_vote()

    def offered() -> list[str]:
        fields = facilitator(room.state, room.hub.snapshot.boxes).settings
        return [one.id for field in fields if field.name == "options" for one in field.options]

    assert offered() == ["ideas", "fixed"]
    room.accept(c.EditStep(step=step, settings={"options": "fixed"}))
    room.accept(c.OpenVote(step=step, lines="Ja\nNei"))
    assert [option.text for option in latest(room).options] == ["Ja", "Nei"]
    room.accept(c.CloseVote(vote=latest(room).id))
    assert offered() == []
    assert room.refuse(c.EditStep(step=step, settings={"options": "ideas"})) == "step.settings"


def test_behind_a_clustering_clusters_are_offered_too() -> None:
    room, _ = at_vote("affinity-map")
    [field] = [
        one
        for one in facilitator(room.state, room.hub.snapshot.boxes).settings
        if one.name == "options"
    ]
    assert [one.id for one in field.options] == ["ideas", "clusters", "fixed"]
    assert field.value == "clusters"


@pytest.mark.parametrize(
    ("technique", "settings", "code"),
    [
        (
            "dot-vote",
            {"vote.dots": 4, "vote.most_per_option": 1, "vote.all_used": "yes"},
            "vote.cannot_use_all",
        ),
        (
            "dot-vote",
            {"vote.dots": 3, "vote.most_per_option": 1, "vote.all_used": "yes"},
            "",
        ),
    ],
)
def test_a_vote_that_nobody_could_take_part_in_does_not_open(
    technique: str, settings: dict[str, JsonValue], code: str
) -> None:
    room, step = at_vote(technique)
    room.accept(c.EditStep(step=step, settings=settings))
    if code:
        assert room.refuse(c.OpenVote(step=step)) == code
    else:
        room.accept(c.OpenVote(step=step))


def test_more_cannot_be_approved_than_there_is() -> None:
    room, step = at_vote()
    params: dict[str, JsonValue] = {"method": "approval", "options": "ideas", "least": 4}
    room.accept(c.EditStep(step=step, params=params))
    assert room.refuse(c.OpenVote(step=step)) == "vote.cannot_reach_least"
    room.accept(c.EditStep(step=step, settings={"vote.least": 3}))
    room.accept(c.OpenVote(step=step))


@pytest.mark.parametrize(
    ("params", "options", "said"),
    [
        ({"method": "dots"}, 3, ""),
        (
            {"method": "dots", "dots": 4, "most_per_option": 2, "all_used": True},
            3,
            "At most 2 on one. All 4 dots must be used.",
        ),
        ({"method": "approval"}, 3, ""),
        ({"method": "approval", "least": 2}, 3, "Choose at least 2."),
        (
            {"method": "score", "high": 5},
            3,
            "0 is least and 5 is most. Leave out what you have no opinion on.",
        ),
        (
            {"method": "score", "no_opinion": False},
            3,
            "0 is least and 10 is most. Everything must get a score.",
        ),
        ({"method": "rank"}, 3, "Press them in the order that you prefer, best first."),
        (
            {"method": "rank", "least": 2},
            3,
            "Press them in the order that you prefer, best first. Rank at least 2.",
        ),
        (
            {"method": "rank", "least": 1000},
            3,
            "Press them in the order that you prefer, best first. Rank all of them.",
        ),
        (
            {"method": "pairwise", "every": True},
            3,
            f"{ASKS['pairwise']} Every pair must be answered.",
        ),
        ({"method": "fist"}, 3, "5 is “I will lead it”, 0 is “no”."),
        ({"method": "consent"}, 3, ""),
    ],
)
def test_whoever_votes_is_told_what_the_ballot_must_keep_to(
    params: dict[str, JsonValue], options: int, said: str
) -> None:
    found = read(params)
    english = Translator("en", resources() / "locales")
    texts = [english.text(ASKS[code], **found.told()) for code in found.asks(options)]
    assert " ".join(texts) == said


def test_it_is_told_on_the_ballot_itself() -> None:
    room, step = at_vote()
    room.accept(c.EditStep(step=step, settings={"vote.all_used": "yes"}))
    room.accept(c.OpenVote(step=step))
    shown = participant(room.state, room.hub.snapshot.boxes, "anna")
    [paper] = [block for block in shown if isinstance(block, Ballot)]
    assert paper.asks == ("most_per_option", "all_used")


def test_a_further_round_is_on_the_list_that_the_group_worded() -> None:
    room, step = at_vote()
    room.accept(c.EditStep(step=step, settings={"options": "fixed"}))
    room.accept(c.OpenVote(step=step, lines="Ja\nNei\nVent"))
    first = latest(room)
    ids = [option.id for option in first.options]
    room.accept(c.CastVote(vote=first.id, marks={ids[0]: 1, ids[1]: 1}), "anna")
    room.accept(c.CloseVote(vote=first.id))
    room.accept(c.OpenVote(step=step, between=1))
    assert [(one.id, one.text) for one in latest(room).options] == [(ids[0], "Ja"), (ids[1], "Nei")]
    room.accept(c.CloseVote(vote=latest(room).id))
    room.accept(c.OpenVote(step=step))
    assert latest(room).options == first.options
