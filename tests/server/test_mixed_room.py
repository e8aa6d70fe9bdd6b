"""Phones, a laptop that is passed round and raised hands in one vote: each counted once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.client import Phone
from tests.server.conftest import PATIENCE, Place
from workshop_studio.app.seat import Seat
from workshop_studio.blocks import People
from workshop_studio.domain import commands as c
from workshop_studio.projections.facilitator import facilitator
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
    assert voted(place) == (4 + 5, 26)

    again = Phone(place.url)  # the same participant, on another phone, who thinks again
    again.join(personal=one.personal)
    again.accepted(type="CastVote", vote=vote, marks={second: 2})
    assert voted(place) == (4 + 5, 26)
    place.lead(c.CountHands(vote=vote, counts={first: 1}, heads=5))
    assert voted(place) == (4 + 5, 26)

    place.lead(c.CloseVote(vote=vote))
    state = place.session.snapshot.state
    counted = result(state, state.votes[vote])
    assert (counted.ballots, counted.heads) == (4, 5)
    assert {option.id: option.total for option in counted.options} == {first: 2, second: 4}
    late = one.send(type="CastVote", vote=vote, marks={first: 1})
    assert late.json["accepted"] is False
