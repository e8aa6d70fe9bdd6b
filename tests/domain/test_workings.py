"""How a result came about: the tables behind it, in the console and in the report alone."""

import random

import pytest
from pydantic import JsonValue

from tests.domain.test_every_ballot import begun, closed, voted
from tests.fakes import Room
from workshop_studio.blocks import Blocks, Result, Working
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Vote
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.workings import FACTS, TITLES, left_out, money, working
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.participant import participant
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.reports.markdown import markdown
from workshop_studio.resources import resources
from workshop_studio.steps.vote_result import ballots_of, result
from workshop_studio.steps.workings import FIRST, MOST

HAVE = {
    "dot-vote": "dots",
    "hundred-kroner": "dots",
    "score-options": "scores",
    "approve-options": "approvals",
    "rank-order": "pairs",
    "pairwise": "pairs",
    "participatory-budget": "money",
    "weighted-matrix": "weights",
}
LANGUAGES = [Translator(lang, resources() / "locales") for lang in ("nb", "en")]


def held(technique: str) -> tuple[Room, str]:
    room, vote = begun(technique)
    voted(room, vote)
    closed(room, vote)
    room.accept(c.Reveal(step=room.state.votes[vote].step))
    return room, vote


def workings(blocks: Blocks) -> list[Working]:
    return [one for block in blocks if isinstance(block, Result) for one in block.working]


@pytest.mark.parametrize("technique", sorted(HAVE))
def test_the_facilitator_and_the_report_have_the_working(technique: str) -> None:
    room, vote = held(technique)
    boxes = room.hub.snapshot.boxes
    [table] = workings(facilitator(room.state, boxes).work)
    assert table.code == HAVE[technique]
    assert workings(report(room.state)) == [table]
    assert workings(stage(room.state, boxes)) == []
    assert workings(participant(room.state, boxes, "phone 1")) == []
    for translator in LANGUAGES:
        title, grid = working(table, translator)
        assert title != table.code
        assert all(len(row) == len(grid.head) for row in grid.rows)
        cells = [cell for row in (grid.head, *grid.rows) for cell in row]
        assert all(cells)
        assert not {*FACTS, *TITLES} & set(cells) - {"paid", "round", "cost"}
        said = markdown(report(room.state), translator).replace("\\", "")
        assert f"**{title}**" in said
    texts = {option.text for option in room.state.votes[vote].options}
    shown = {text for row in table.rows for fact in row for text in fact.texts}
    assert shown == texts or table.code == "weights"


def test_what_is_hidden_is_in_no_table() -> None:
    room, vote = held("rank-order")
    gone = room.state.votes[vote].options[0]
    [table] = workings(facilitator(room.state, room.hub.snapshot.boxes).work)
    assert gone.text in {text for row in table.rows for fact in row for text in fact.texts}
    room.accept(c.HideIdea(idea=gone.id))
    [table] = workings(facilitator(room.state, room.hub.snapshot.boxes).work)
    assert len(table.rows) == len(room.state.votes[vote].options) - 1
    assert gone.text not in {text for row in table.rows for fact in row for text in fact.texts}


MANY = 60


def of_many(counts_by: str, ballots: int = 30) -> tuple[Room, Vote]:
    """A vote in order of preference on 60 options, of which most rank all."""
    room = Room().begin("rank-order")
    step = room.step("vote")
    params = {**room.state.steps[step].params, "count": counts_by, "most": None}
    room.accept(c.EditStep(step=step, params=params))
    room.accept(c.ImportIdeas(step=step, texts=tuple(f"Idé {n}" for n in range(MANY))))
    [vote] = room.accept(c.OpenVote(step=step))
    options = [option.id for option in room.state.votes[vote].options]
    chance = random.Random(5)
    for number in range(ballots):
        order = sorted(options, key=lambda key: options.index(key) + chance.randrange(20))
        marks = {key: rank for rank, key in enumerate(order, 1)}
        room.accept(c.CastVote(vote=vote, marks=marks), f"phone {number}")
    closed(room, vote)
    return room, room.state.votes[vote]


@pytest.mark.parametrize("counts_by", ["schulze", "borda", "irv"])
def test_of_very_many_options_the_first_are_shown_and_it_is_said_so(counts_by: str) -> None:
    room, vote = of_many(counts_by)
    [table] = workings(facilitator(room.state, room.hub.snapshot.boxes).work)
    counted = result(room.state, vote)
    options = [row for row in table.rows if any(fact.texts for fact in row)]
    best = [option.id for option in counted.options]
    texts = {option.id: option.text for option in vote.options}
    shown = [next(fact.texts[0] for fact in row if fact.texts) for row in options]
    assert FIRST <= len(shown) <= MOST
    assert shown == [texts[key] for key in best[: len(shown)]]
    ranks = {option.id: option.rank for option in counted.options}
    next_one = ranks[best[len(shown)]]  # whoever is level with the last is in, as far as it goes
    assert next_one > ranks[best[FIRST - 1]] or len(shown) == MOST
    assert table.of == MANY
    assert all(len(row) == len(table.head) <= MOST + 2 for row in table.rows)
    for translator in LANGUAGES:
        said = left_out(table, translator)
        assert f"{len(shown)} " in said
        assert "tally --json" in said
        assert said.split(".")[0] in markdown(report(room.state), translator).replace("\\", "")


def test_what_is_shown_of_very_many_is_counted_over_all_of_them() -> None:
    room, vote = of_many("schulze")
    [table] = workings(facilitator(room.state, room.hub.snapshot.boxes).work)
    ballots = ballots_of(room.state.bundles, vote.id)
    ids = {option.text: option.id for option in vote.options}
    first, second = (ids[row[1].texts[0]] for row in table.rows[:2])
    wanted = sum(1 for ballot in ballots if ballot[first] < ballot[second])
    assert table.rows[0][3].value == wanted
    room, vote = of_many("borda")
    [table] = workings(facilitator(room.state, room.hub.snapshot.boxes).work)
    for row in table.rows:  # each ballot has each option somewhere
        assert sum(fact.value or 0 for fact in row[1:]) == len(ballots)


def test_a_tie_that_runs_on_without_end_is_cut_at_what_can_be_read() -> None:
    _, vote = room_and_vote = of_many("schulze", ballots=0)
    [table] = workings(facilitator(room_and_vote[0].state, {}).work)
    assert len(table.rows) == MOST
    assert table.of == len(vote.options)


def test_what_is_paid_for_is_said() -> None:
    room, vote = held("participatory-budget")
    counted = result(room.state, room.state.votes[vote])
    [chart] = [one for one in stage(room.state, room.hub.snapshot.boxes) if isinstance(one, Result)]
    assert chart.paid is not None
    assert chart.paid.options == counted.winners
    assert chart.paid.cost <= chart.paid.budget == 60_000
    nb, en = LANGUAGES
    texts = {option.id: option.text for option in room.state.votes[vote].options}
    said = money(chart, nb)
    _, _, paid = said.partition(" av 60\u00a0000 er igjen. Dette får penger: ")
    assert all(texts[key] in paid for key in counted.winners)
    assert not paid.endswith(".")  # an idea may end with a full stop of its own
    left = f"{60_000 - chart.paid.cost:,.0f} of 60,000 is left."
    assert money(chart, en, is_short=True) == f"✓ is paid for. {left}"


def test_a_weight_that_may_move_freely_names_nobody() -> None:
    room, _ = held("weighted-matrix")
    [table] = workings(report(room.state))
    for _, weight, low, below, high, above in table.rows:
        assert weight.value is not None
        assert low.value is not None
        assert high.value is not None
        assert low.value <= weight.value <= high.value
        assert bool(below.texts) or low.value == 0
        assert bool(above.texts) or high.value == 1


Params = dict[str, JsonValue]
DOTS: Params = {"method": "dots", "options": "ideas", "dots": 100}
APPROVAL: Params = {"method": "approval", "options": "ideas"}
SCORE: Params = {"method": "score", "options": "ideas", "low": 0, "high": 20}


def given(params: Params, ballots: list[list[int | None]], heads: int = 0) -> Working:
    """The working of a vote on three options; a value that is None is no mark."""
    room = Room().begin("dot-vote")
    step = room.step("vote")
    room.accept(c.EditStep(step=step, params=params))
    room.accept(c.ImportIdeas(step=step, texts=("A", "B", "C")))
    [vote] = room.accept(c.OpenVote(step=step))
    ids = [option.id for option in room.state.votes[vote].options]
    for number, values in enumerate(ballots):
        pairs = zip(ids, values, strict=True)
        marks = {key: value for key, value in pairs if value is not None}
        room.accept(c.CastVote(vote=vote, marks=marks), f"phone {number}")
    if heads:
        room.accept(c.CountHands(vote=vote, heads=heads, counts={ids[0]: heads}))
    closed(room, vote)
    [table] = workings(facilitator(room.state, room.hub.snapshot.boxes).work)
    assert workings(stage(room.state, room.hub.snapshot.boxes)) == []
    return table


@pytest.mark.parametrize(
    ("params", "ballots", "heads", "expected"),
    [
        (
            DOTS,
            [[3, 1, None], [1, None, None], [0, 1, 1], [None, None, None]],
            0,
            """
            Option 1 3 Sum
            A 1 1 4
            B 2 0 2
            C 1 0 1
            """,
        ),
        (
            DOTS,
            [[2, None, 1]],
            4,
            """
            Option 1 2 Raised_hands Sum
            A 0 1 4 6
            C 1 0 0 1
            B 0 0 0 0
            """,
        ),
        (
            DOTS,
            [[n, 2 * n, None] for n in range(1, 12)],
            0,
            """
            Option Ballots_with_dots Fewest_from_one Most_from_one Sum
            B 11 2 22 132
            A 11 1 11 66
            C 0 – – 0
            """,
        ),
        (
            APPROVAL,
            [[1, 1, 0], [None, 1, None], [None, None, None]],
            2,
            """
            Option Approve Do_not Raised_hands Sum
            A 1 1 2 3
            B 2 0 0 2
            C 0 2 0 0
            """,
        ),
        (
            SCORE,
            [[20, 5, None], [10, None, None], [None, None, None]],
            0,
            """
            Option Scores Sum Mean Lowest Highest No_opinion
            A 2 30 15 10 20 0
            B 1 5 5 5 5 1
            C 0 0 – – – 2
            """,
        ),
        (
            SCORE,
            [[20, 5, 0], [10, 2, 0], [12, None, 1]],
            0,
            """
            Option Scores Sum Mean Lowest Highest No_opinion
            A 3 42 14.00 10 20 0
            B 2 7 3.50 2 5 1
            C 3 1 0.33 0 1 0
            """,
        ),
    ],
)
def test_what_the_ballots_gave_adds_up_to_the_totals(
    params: Params, ballots: list[list[int | None]], heads: int, expected: str
) -> None:
    _, grid = working(given(params, ballots, heads), LANGUAGES[1])
    lines = [" ".join(cell.replace(" ", "_") for cell in row) for row in (grid.head, *grid.rows)]
    assert lines == [line.strip() for line in expected.strip().splitlines()]
