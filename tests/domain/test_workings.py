"""How a result came about: the tables behind it, in the console and in the report alone."""

import pytest

from tests.domain.test_every_ballot import begun, closed, voted
from tests.fakes import Room
from workshop_studio.blocks import Blocks, Result, Working
from workshop_studio.domain import commands as c
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.workings import FACTS, TITLES, money, working
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.participant import participant
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.reports.markdown import markdown
from workshop_studio.resources import resources
from workshop_studio.steps.vote_result import result

HAVE = {
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
    room.accept(c.HideIdea(idea=gone.id))
    [table] = workings(facilitator(room.state, room.hub.snapshot.boxes).work)
    assert len(table.rows) == len(room.state.votes[vote].options) - 1
    assert gone.text not in {text for row in table.rows for fact in row for text in fact.texts}


def test_of_very_many_options_there_is_no_table() -> None:
    room = Room().begin("rank-order")
    step = room.step("vote")
    room.accept(c.ImportIdeas(step=step, texts=tuple(f"Idé {n}" for n in range(41))))
    [vote] = room.accept(c.OpenVote(step=step))
    closed(room, vote)
    assert workings(facilitator(room.state, room.hub.snapshot.boxes).work) == []


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
    assert said.startswith("Dette får penger: ")
    assert all(texts[key] in said for key in counted.winners)
    left = f"{60_000 - chart.paid.cost:.0f} of 60000 is left."
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
