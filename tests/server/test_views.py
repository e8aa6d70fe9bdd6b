"""What is pushed fast is what the projection says, and nobody sees another's."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.app.commanding import any_command, any_contribution, lively
from tests.fakes import Room as Rig
from workshop_studio.app.door import NoDoor
from workshop_studio.app.people import Join, Joined
from workshop_studio.app.room import Room
from workshop_studio.domain import commands as c
from workshop_studio.projections.participant import participant
from workshop_studio.server.views import Views


class Watched:
    """A hub's room with three phones whose views are made as the server makes them."""

    def __init__(self) -> None:
        self.rig: Rig = lively()
        self.room = Room(NoDoor())
        joined = [self.room.join(Join(f"join {n}", "", key=self.room.key)) for n in range(3)]
        self.tokens = [one.token for one in joined if isinstance(one, Joined)]
        self.views = Views(
            self.room, lambda: self.rig.hub.snapshot, lambda: datetime(2026, 11, 23, tzinfo=UTC)
        )

    def seat(self, number: int) -> str:
        guest = self.room.guest(self.tokens[number])
        assert guest is not None
        return guest.seat

    def view(self, number: int) -> dict[str, Any]:
        guest = self.room.guest(self.tokens[number])
        assert guest is not None
        return dict(json.loads(self.views.view(guest)[1]))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_each_view_is_the_participants_projection(data: st.DataObject) -> None:
    watched = Watched()
    rig = watched.rig
    seqs = [0, 0, 0]
    shown: list[object] = [None, None, None]
    for _ in range(data.draw(st.integers(1, 12))):
        number = data.draw(st.sampled_from([None, 0, 1, 2]))
        kind = any_command if number is None else any_contribution
        rig.send(data.draw(kind(rig.state)), None if number is None else watched.seat(number))
        for phone in data.draw(st.sets(st.integers(0, 2))):
            snapshot = rig.hub.snapshot
            slow = participant(snapshot.state, snapshot.boxes, watched.seat(phone))
            view = watched.view(phone)
            assert view["blocks"] == [block.model_dump(mode="json") for block in slow]
            assert view["seq"] >= seqs[phone]
            if view["blocks"] != shown[phone]:
                assert view["seq"] > seqs[phone]  # else the phone would not take it
            seqs[phone], shown[phone] = view["seq"], view["blocks"]


def test_nobody_sees_anothers_ballot_or_hidden_idea() -> None:
    watched = Watched()
    rig = watched.rig
    step = rig.step("collect")
    rig.accept(c.GoTo(step=step))
    rig.accept(c.OpenStep(step=step))
    rig.accept(c.Conceal(step=step)) if rig.state.progress_of(step).revealed else None
    rig.accept(c.AddIdea(step=step, text="SECRET"), watched.seat(0))
    assert "SECRET" in json.dumps(watched.view(0))
    assert "SECRET" not in json.dumps(watched.view(1))
    for word in (watched.seat(0), watched.seat(1), *watched.tokens):
        assert word not in json.dumps([watched.view(n) for n in range(3)])


def test_the_shared_part_is_encoded_once_and_ones_own_when_it_changes() -> None:
    watched = Watched()
    step = watched.rig.step("collect")
    watched.rig.accept(c.GoTo(step=step))
    watched.rig.accept(c.OpenStep(step=step))
    for number in range(3):
        watched.view(number)
    shared, own = watched.views.shared, dict(watched.views._own)
    watched.view(1)
    assert watched.views.shared is shared
    watched.rig.accept(c.AddIdea(step=step, text="Skolehage"), watched.seat(0))
    for number in range(3):
        watched.view(number)
    assert watched.views.shared is not shared
    assert watched.views._own[watched.seat(0)] is not own[watched.seat(0)]
    assert watched.views._own[watched.seat(1)] is own[watched.seat(1)]
