"""Phones, a laptop that is passed round and raised hands in one vote: each counted once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from tests.server.client import Phone
from tests.server.conftest import PATIENCE, Place
from workshop_studio.app.seat import Seat
from workshop_studio.blocks import People, Result
from workshop_studio.domain import commands as c
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import voters
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.resources import resources
from workshop_studio.steps.vote_result import result


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path, "dot-vote")
    yield made
    made.close()


def voted(place: Place) -> tuple[int, int | None]:
    """How many have voted, of how many, as the facilitator sees it."""
    snapshot = place.session.snapshot
    work = facilitator(snapshot.state, snapshot.boxes).work
    [people] = [block for block in work if isinstance(block, People)]
    return people.count, people.of


def seen_by_all(place: Place) -> tuple[int, int | None]:
    """The same on the stage, where nothing is told of what it is made up of."""
    snapshot = place.session.snapshot
    shown = stage(snapshot.state, snapshot.boxes)
    [people] = [block for block in shown if isinstance(block, People)]
    assert people.ballots is None
    return people.count, people.of


def test_each_way_in_is_counted_once(place: Place) -> None:
    vote, options = place.open_vote("Frokost", "Uteskole")
    first, second = options
    one = place.phone()
    one.accepted(type="CastVote", vote=vote, marks={first: 1})
    table = place.phone(heads=4)
    table.accepted(type="CastVote", vote=vote, marks={second: 1})
    seat = Seat(place.session.send)
    for marks in ({first: 1}, {second: 1}):
        command = c.CastVote(vote=vote, marks=marks)
        assert seat.submit(command).result(PATIENCE).rejection is None
        seat.hand_on(vote)
    place.lead(c.CountHands(vote=vote, counts={first: 3, second: 2}, heads=5))
    assert voted(place) == (1 + 4 + 2 + 5, 26)
    assert seen_by_all(place) == (1 + 4 + 2, 26)

    again = Phone(place.url)  # the same participant, on another phone, who thinks again
    again.join(personal=one.personal)
    again.accepted(type="CastVote", vote=vote, marks={second: 2})
    assert voted(place) == (1 + 4 + 2 + 5, 26)
    place.lead(c.CountHands(vote=vote, counts={first: 1}, heads=5))
    assert voted(place) == (1 + 4 + 2 + 5, 26)

    place.lead(c.CloseVote(vote=vote))
    state = place.session.snapshot.state
    counted = result(state, state.votes[vote])
    assert (counted.ballots, counted.heads) == (4, 5)
    chart = facilitator(state, {}).work[0]
    assert isinstance(chart, Result)
    said = voters(chart, Translator("en", resources() / "locales"))
    assert said == "4 voted · on behalf of 7 people · 5 by raised hand"
    assert {option.id: option.total for option in counted.options} == {first: 2, second: 4}
    late = one.send(type="CastVote", vote=vote, marks={first: 1})
    assert late.json["accepted"] is False


def test_two_phones_that_are_made_one_have_one_ballot_and_all_their_ideas(
    place: Place,
) -> None:
    vote, options = place.open_vote("Frokost", "Uteskole")
    first, second = options
    for name, choice in (("Kari", first), ("Kari igjen", second), ("Ola", first)):
        phone = place.phone(name=name)
        phone.accepted(type="CastVote", vote=vote, marks={choice: 2})
    late = place.phone(name="Ola igjen")
    kari, again, ola, other = place.room.snapshot.participants
    assert voted(place) == (3, 26)
    place.room.merge(again.id, kari.id)
    assert voted(place) == (2, 26)
    place.room.merge(ola.id, other.id)  # who has not voted takes over what the other gave
    assert voted(place) == (2, 26)
    late.look()
    assert late.block("ballot")["marks"] == {first: 2}
    late.accepted(type="CastVote", vote=vote, marks={second: 1})
    phone.look()
    assert phone.block("ballot")["marks"] == {second: 1}
    place.lead(c.CloseVote(vote=vote))
    state = place.session.snapshot.state
    counted = result(state, state.votes[vote])
    assert {option.id: option.total for option in counted.options} == {first: 2, second: 1}


def test_the_phone_of_one_who_is_made_one_with_another_connects_again_and_is_there(
    place: Place,
) -> None:
    place.phone()
    other = place.phone()
    stays, goes = place.room.snapshot.participants
    with other.live() as link:
        link.recv(PATIENCE)
        place.room.merge(goes.id, stays.id)
        with pytest.raises(ConnectionClosed):
            all(link.recv(PATIENCE) for _ in range(10))  # a view may be on its way
        assert link.close_code == 1012
    with other.live() as link:
        link.recv(PATIENCE)
        [one] = place.room.snapshot.participants
        assert (one.id, one.here) == (stays.id, True)


def test_a_table_counts_as_all_of_it_also_when_its_phones_are_made_one(
    place: Place,
) -> None:
    vote, (first, second) = place.open_vote("Frokost", "Uteskole")
    place.phone(name="Kari").accepted(type="CastVote", vote=vote, marks={first: 1})
    place.phone(name="Bord", heads=4).accepted(type="CastVote", vote=vote, marks={second: 2})
    place.phone(name="Bord igjen", heads=4)
    _, table, again = place.room.snapshot.participants
    place.room.merge(table.id, again.id)
    assert voted(place) == (5, 26)
    [held] = place.session.snapshot.boxes.values()
    assert sorted(slip.heads for (slip,) in held.slips.values()) == [1, 4]
    place.lead(c.CloseVote(vote=vote))
    closed = place.session.snapshot.state.votes[vote]
    assert (closed.ballots, closed.beside) == (2, 3)
    for marks in place.session.snapshot.state.bundles[f"{vote}/00000"].ballots:
        assert marks.keys() <= {first, second}  # nothing on a ballot says whose it was


def test_a_ballot_taken_over_counts_for_as_many_as_the_one_who_stays_answers_for(
    place: Place,
) -> None:
    vote, (first, _) = place.open_vote("Frokost", "Uteskole")
    place.phone(name="Kari")
    place.phone(name="Bord", heads=4).accepted(type="CastVote", vote=vote, marks={first: 1})
    kari, table = place.room.snapshot.participants
    place.room.merge(table.id, kari.id)
    assert place.room.snapshot.heads == 1
    assert voted(place) == (1, 26)


def test_a_number_of_people_that_was_typed_wrongly_is_set_right_everywhere(place: Place) -> None:
    vote, (first, second) = place.open_vote("Frokost", "Uteskole")
    place.phone(name="Kari").accepted(type="CastVote", vote=vote, marks={first: 1})
    table = place.phone(name="Bord", heads=40)
    table.accepted(type="CastVote", vote=vote, marks={second: 2})
    assert voted(place) == seen_by_all(place) == (41, 26)
    [_, one] = place.room.snapshot.participants
    place.room.count(one.id, 4)
    assert voted(place) == seen_by_all(place) == (5, 26)
    assert place.room.snapshot.heads == 5
    assert table.look()["you"]["heads"] == 4
    assert table.block("ballot")["marks"] == {second: 2}  # what they gave stands
    table.accepted(type="CastVote", vote=vote, marks={second: 1})
    assert voted(place) == (5, 26)
    place.lead(c.CloseVote(vote=vote))
    state = place.session.snapshot.state
    assert (state.votes[vote].ballots, state.votes[vote].beside) == (2, 3)
    chart = next(block for block in report(state) if isinstance(block, Result))
    said = voters(chart, Translator("en", resources() / "locales"))
    assert said == "2 voted · on behalf of 5 people"


def test_ideas_of_two_phones_that_are_made_one_are_ones_own_and_no_seat_is_written(
    tmp_path: Path,
) -> None:
    place = Place(tmp_path)
    step = place.open_collect()
    one, other = place.phone(), place.phone()
    one.accepted(type="AddIdea", step=step, text="Skolehage")
    other.accepted(type="AddIdea", step=step, text="Frokost")
    stays, goes = place.room.snapshot.participants
    seats = [place.room.presence.seat(person.id) for person in (stays, goes)]
    place.room.merge(goes.id, stays.id)
    for phone in (one, other):
        phone.look()
        own = [idea["text"] for idea in phone.block("ideas", code="own")["ideas"]]
        assert sorted(own) == ["Frokost", "Skolehage"]
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    boxed = [path for path in written if "box." in path.name or "journal" in path.name]
    assert boxed
    for path in boxed:
        assert not any(str(seat).encode() in path.read_bytes() for seat in seats)
    place.close()
