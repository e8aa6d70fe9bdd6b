"""Ties of a vote, settled on record: by a vote between the tied, a decision, or a lot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import Room
from workshop_studio.blocks import Chart, Form, Settled
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Item
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.reports.markdown import markdown
from workshop_studio.resources import resources
from workshop_studio.steps.vote_result import cut, ranking
from workshop_studio.tally.tiebreaks import by_lot

IDEAS = tuple("abcdef")
RANK = 2
"""The rank that b, c, d and e share, of which two go on."""


def tied() -> tuple[Room, str, dict[str, str]]:
    """A room with a closed vote: a first, four level behind it, f last; ids by text."""
    room = Room().begin("dot-vote")
    step = room.step("vote")
    room.accept(c.ImportIdeas(step=step, texts=IDEAS))
    ids = {idea.text: idea.id for idea in room.state.ideas.values()}
    [vote] = room.accept(c.OpenVote(step=step))
    for number, text in enumerate("aabcde"):
        room.accept(c.CastVote(vote=vote, marks={ids[text]: 1}), f"phone {number}")
    room.accept(c.CloseVote(vote=vote))
    return room, vote, ids


def order(room: Room, vote: str, ids: dict[str, str]) -> list[set[str]]:
    texts = {key: text for text, key in ids.items()}
    return [{texts[key] for key in group} for group in ranking(room.state, room.state.votes[vote])]


def chosen(room: Room) -> set[str]:
    """What the choose step proposes, by text."""
    room.accept(c.GoTo(step=room.step("choose")))
    [form] = [
        block
        for block in facilitator(room.state, room.hub.snapshot.boxes).work
        if isinstance(block, Form)
    ]
    value = form.fields[0].value
    assert isinstance(value, tuple)
    return {room.state.ideas[key].text for key in value}


def items(ids: dict[str, str], *texts: str) -> tuple[Item, ...]:
    return tuple(Item(kind="ideas", id=ids[text]) for text in texts)


def decision(vote: str, first: tuple[Item, ...], reason: str = "Cheap to try") -> c.SettleTie:
    return c.SettleTie(vote=vote, rank=RANK, way="decision", first=first, reason=reason)


def settled(room: Room) -> tuple[Settled, ...]:
    [chart] = [block for block in report(room.state) if isinstance(block, Chart)][:1]
    return chart.settled


def test_a_tie_on_the_line_offers_three_ways_and_chooses_nobody() -> None:
    room, vote, ids = tied()
    work = facilitator(room.state, room.hub.snapshot.boxes).work
    forms = [block.code for block in work if isinstance(block, Form)]
    assert forms == ["tie.round", "tie.decision", "tie.lot", "again"]
    assert order(room, vote, ids) == [{"a"}, {"b", "c", "d", "e"}, {"f"}]
    assert cut(room.state, room.state.votes[vote], 3).chosen == (ids["a"],)
    assert chosen(room) == {"a"}


def test_a_decision_puts_some_first_with_its_reason() -> None:
    room, vote, ids = tied()
    room.accept(decision(vote, items(ids, "d", "c")))
    assert order(room, vote, ids) == [{"a"}, {"c", "d"}, {"b", "e"}, {"f"}]
    [told] = settled(room)
    assert (told.way, told.reason) == ("decision", "Cheap to try")
    work = facilitator(room.state, room.hub.snapshot.boxes).work
    assert [block.code for block in work if isinstance(block, Form)] == ["again"]
    text = markdown(report(room.state), Translator("en", resources() / "locales"))
    assert "settled by a decision" in text
    assert "Cheap to try" in text
    assert chosen(room) == {"a", "c", "d"}


def test_a_lot_can_be_drawn_again_by_anyone() -> None:
    room, vote, ids = tied()
    room.accept(c.SettleTie(vote=vote, rank=RANK, way="lot"))
    [told] = settled(room)
    assert told.way == "lot"
    assert told.seed
    level = [ids[text] for text in "bcde"]
    assert told.order == by_lot(level, 4, told.seed).chosen
    assert all(len(group) == 1 for group in ranking(room.state, room.state.votes[vote]))
    assert chosen(room) == {"a", *(room.state.ideas[key].text for key in told.order[:2])}


def test_a_vote_between_the_tied_has_only_them_and_settles_it() -> None:
    room, vote, ids = tied()
    step = room.step("vote")
    [second] = room.accept(c.OpenVote(step=step, between=RANK))
    record = room.state.votes[second]
    assert {option.text for option in record.options} == set("bcde")
    for number, text in enumerate("eeb"):
        room.accept(c.CastVote(vote=second, marks={ids[text]: 1}), f"phone {number}")
    assert order(room, vote, ids)[1] == {"b", "c", "d", "e"}  # nothing before it is closed
    room.accept(c.CloseVote(vote=second))
    assert order(room, vote, ids) == [{"a"}, {"e"}, {"b"}, {"c", "d"}, {"f"}]
    [told] = settled(room)
    assert told.way == "round"
    assert chosen(room) == {"a", "e", "b"}


def test_a_tie_that_stays_after_the_further_vote_can_still_be_settled() -> None:
    room, vote, ids = tied()
    [second] = room.accept(c.OpenVote(step=room.step("vote"), between=RANK))
    room.accept(c.CloseVote(vote=second))  # nobody voted
    assert order(room, vote, ids)[1] == {"b", "c", "d", "e"}
    work = facilitator(room.state, room.hub.snapshot.boxes).work
    assert "tie.lot" in [block.code for block in work if isinstance(block, Form)]
    room.accept(decision(vote, items(ids, "b", "c")))
    assert chosen(room) == {"a", "b", "c"}


def test_settling_can_be_undone_and_done_again() -> None:
    room, vote, ids = tied()
    before = room.state
    room.accept(decision(vote, items(ids, "d")))
    room.accept(c.Undo())
    assert room.state.votes[vote] == before.votes[vote]
    room.accept(c.Redo())
    assert order(room, vote, ids)[1] == {"d"}
    room.accept(decision(vote, items(ids, "e")))  # another decision in its place
    assert order(room, vote, ids)[1] == {"e"}
    assert len(room.state.votes[vote].settled) == 1


@pytest.mark.parametrize(
    ("first", "reason", "rank", "refused"),
    [
        ("", "why", RANK, "tie.some_first"),
        ("bcde", "why", RANK, "tie.some_first"),
        ("ab", "why", RANK, "tie.some_first"),
        ("b", "  ", RANK, "tie.no_reason"),
        ("b", "why", 1, "tie.none"),
        ("b", "why", 9, "tie.none"),
    ],
)
def test_what_settles_nothing_is_refused(first: str, reason: str, rank: int, refused: str) -> None:
    room, vote, ids = tied()
    command = decision(vote, items(ids, *first), reason).model_copy(update={"rank": rank})
    assert room.refuse(command) == refused


def test_no_vote_between_those_that_are_not_level() -> None:
    room, _, _ = tied()
    step = room.step("vote")
    assert room.refuse(c.OpenVote(step=step, between=1)) == "tie.none"
    fresh = Room().begin("dot-vote")
    fresh.accept(c.ImportIdeas(step=fresh.step("vote"), texts=IDEAS))
    assert fresh.refuse(c.OpenVote(step=fresh.step("vote"), between=1)) == "tie.none"


def test_participants_and_stage_learn_how_it_was_settled_with_the_result_only() -> None:
    room, vote, ids = tied()
    room.accept(decision(vote, items(ids, "d")))
    shown = stage(room.state, room.hub.snapshot.boxes)
    assert not [block for block in shown if isinstance(block, Chart)]
    room.accept(c.Reveal(step=room.step("vote")))
    [chart] = [
        block for block in stage(room.state, room.hub.snapshot.boxes) if isinstance(block, Chart)
    ]
    assert chart.settled[0].way == "decision"
    assert room.refuse(decision(vote, items(ids, "d")), "a phone") == "command.not_yours"


@given(
    st.sampled_from(["decision", "lot"]), st.sets(st.sampled_from("bcde"), min_size=1, max_size=3)
)
def test_every_option_keeps_a_place_and_replay_gives_the_same(way: str, first: set[str]) -> None:
    room, vote, ids = tied()
    command = decision(vote, items(ids, *sorted(first)))
    if way == "lot":
        command = c.SettleTie(vote=vote, rank=RANK, way="lot")
    room.accept(command)
    flat = [key for group in ranking(room.state, room.state.votes[vote]) for key in group]
    assert sorted(flat) == sorted(ids.values())
    again = room.restarted().snapshot.state
    assert ranking(again, again.votes[vote]) == ranking(room.state, room.state.votes[vote])
