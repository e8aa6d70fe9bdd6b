"""Who joins, with what, and who is here: the room without a network."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import pytest

from workshop_studio.app.door import ALPHABET, MOST_PHONES, Guest, Keys, Policy
from workshop_studio.app.guessing import FIRST_TRIES
from workshop_studio.app.people import Join, Joined
from workshop_studio.app.presence import AWAY, BLINK
from workshop_studio.app.room import Room
from workshop_studio.domain.errors import Failure
from workshop_studio.domain.rejections import Rejection


@dataclass
class FakeDoor:
    keys: Keys | None = None
    guests: dict[str, Guest] = field(default_factory=dict)
    fails: bool = False
    writes: int = 0

    def read(self) -> tuple[Keys | None, tuple[Guest, ...]]:
        return self.keys, tuple(self.guests.values())

    def write(self, keys: Keys | None, guests: tuple[Guest, ...]) -> None:
        if self.fails:
            raise Failure("journal.full_disk", name="memory")
        self.writes += 1
        self.keys = keys or self.keys
        self.guests.update({guest.seat: guest for guest in guests})


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Scene:
    def __init__(self, policy: Policy | None = None) -> None:
        self.door, self.clock = FakeDoor(), Clock()
        self.room = Room(self.door, policy, clock=self.clock)
        self.number = 0

    def ask(self, **parts: object) -> Joined | Rejection:
        self.number += 1
        given = {"id": f"join {self.number}", "address": "192.168.1.30", "key": self.room.key}
        return self.room.join(Join(**(given | parts)))  # type: ignore[arg-type]

    def enter(self, **parts: object) -> Joined:
        joined = self.ask(**parts)
        assert isinstance(joined, Joined), joined
        return joined

    def refused(self, **parts: object) -> str:
        joined = self.ask(**parts)
        assert isinstance(joined, Rejection)
        return joined.code

    def id_of(self, name: str) -> str:
        return next(one.id for one in self.room.snapshot.participants if one.name == name)


def test_the_key_and_the_typed_code_let_one_in_however_the_code_is_typed() -> None:
    scene = Scene()
    code = scene.room.code
    assert len(code) == 9
    assert set(code) <= {*ALPHABET, "-"}
    assert len(scene.room.key) == 22  # 128 bits
    scene.enter(name="Kari", heads=3)
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", "")):
        scene.enter(key="", code=typed)
    assert scene.room.snapshot.heads == 7
    assert [one.name for one in scene.room.snapshot.participants] == ["Kari", "", "", "", ""]
    for wrong in ({"key": "x"}, {"key": "", "code": "AAAA-AAAA"}, {"key": ""}):
        assert scene.refused(**wrong) == "join.wrong_code"


def test_a_repeated_request_makes_no_second_participant_even_after_a_restart() -> None:
    scene = Scene()
    first = scene.enter(id="the same", name="Kari")
    second = scene.enter(id="the same", name="Kari")
    scene.room = Room(scene.door, clock=scene.clock)
    third = scene.enter(id="the same", name="Kari")
    seats = {scene.room.guest(one.token) for one in (first, second, third)}
    assert len(seats) == 1
    assert len(scene.room.snapshot.participants) == 1
    assert first.personal == third.personal


def test_a_personal_code_brings_the_same_participant_to_another_phone() -> None:
    scene = Scene()
    first = scene.enter(name="Kari", heads=4)
    second = scene.enter(key="", personal=first.personal.lower())
    one, other = scene.room.guest(first.token), scene.room.guest(second.token)
    assert one is not None
    assert one is other
    assert scene.room.snapshot.heads == 4


def test_nothing_of_a_token_or_a_join_request_is_written_but_its_hash() -> None:
    scene = Scene()
    joined = scene.enter(id="join request 1")
    written = repr(scene.door.guests)
    assert joined.token not in written
    assert "join request 1" not in written
    assert hashlib.sha256(joined.token.encode()).hexdigest() in written


def test_a_join_that_the_disk_did_not_take_is_none() -> None:
    scene = Scene()
    scene.door.fails = True
    with pytest.raises(Failure):
        scene.ask(id="again")
    assert scene.room.snapshot.participants == ()
    scene.door.fails = False
    scene.enter(id="again")
    assert len(scene.room.snapshot.participants) == 1


def test_thirty_joins_at_once_are_written_together() -> None:
    scene = Scene()
    before = scene.door.writes
    joins = [Join(f"join {n}", "192.168.1.30", key=scene.room.key) for n in range(30)]
    answers = scene.room.join_all([*joins, *joins])
    assert scene.door.writes == before + 1
    assert all(isinstance(one, Joined) for one in answers)
    assert len(scene.room.snapshot.participants) == 30


@pytest.mark.parametrize(
    ("policy", "name", "outcome"),
    [
        (Policy(names="none"), "Kari", ""),
        (Policy(names="optional"), "", ""),
        (Policy(names="optional"), "  Kari‮\n ", "Kari"),
        (Policy(names="required"), "Kari", "Kari"),
        (Policy(names="required"), " \u200b\n", "join.name_needed"),
        (Policy(), "x" * 41, "join.name_too_long"),
        (Policy(), "<img src=x>", "<img src=x>"),
    ],
)
def test_names_are_as_the_facilitator_sets(policy: Policy, name: str, outcome: str) -> None:
    scene = Scene(policy)
    joined = scene.ask(name=name)
    if isinstance(joined, Rejection):
        assert joined.code == outcome
    else:
        assert scene.room.snapshot.participants[0].name == outcome


def test_a_phone_answers_for_a_table_only_where_that_is_set() -> None:
    scene = Scene(Policy(tables=False))
    scene.enter(heads=9)
    assert scene.room.snapshot.heads == 1


def test_who_waits_is_let_in_and_who_is_removed_stays_out() -> None:
    scene = Scene(Policy(approval=True))
    kari, ola = scene.enter(name="Kari"), scene.enter(name="Ola")
    assert kari.status == "waiting"
    assert (scene.room.snapshot.waiting, scene.room.snapshot.heads) == (2, 0)
    scene.room.let_in(scene.id_of("Kari"))
    guest = scene.room.guest(kari.token)
    assert guest is not None
    assert guest.status == "in"
    scene.room.remove(scene.id_of("Ola"))
    assert scene.refused(key="", personal=ola.personal) == "join.removed"
    scene.room.set_policy(Policy())
    assert (scene.room.snapshot.waiting, scene.room.snapshot.heads) == (0, 1)


def test_all_who_wait_are_let_in_where_approval_ends() -> None:
    scene = Scene(Policy(approval=True))
    scene.enter()
    scene.enter()
    scene.room.set_policy(Policy())
    assert scene.room.snapshot.heads == 2


def test_how_one_joins_holds_also_when_the_room_is_opened_again() -> None:
    scene, strict = Scene(), Policy(names="none", approval=True, tables=False)
    scene.room.set_policy(strict)
    scene.room.renew_keys()
    scene.room = Room(scene.door, clock=scene.clock)
    assert scene.room.policy == strict
    assert scene.enter(name="Kari", heads=3).status == "waiting"
    scene.door.fails = True
    with pytest.raises(Failure):
        scene.room.set_policy(Policy())
    assert (scene.room.policy, scene.room.snapshot.waiting) == (strict, 1)
    scene.door.fails = False
    assert Room(scene.door, Policy()).policy == Room(scene.door).policy == Policy()


def test_two_phones_of_one_person_are_made_one_participant() -> None:
    scene = Scene()
    one, other = scene.enter(name="Kari"), scene.enter(name="Kari 2")
    scene.room.merge(scene.id_of("Kari 2"), scene.id_of("Kari"))
    assert scene.room.guest(one.token) is scene.room.guest(other.token) is not None
    assert [p.name for p in scene.room.snapshot.participants] == ["Kari"]
    again = Room(scene.door, clock=scene.clock)
    assert again.guest(one.token) == again.guest(other.token)
    assert again.guest(other.token) is not None


def test_the_code_of_one_who_was_made_one_with_another_leads_to_that_other() -> None:
    scene = Scene()
    codes = [scene.enter(name=name).personal for name in ("Kari", "Kari 2", "Kari 3")]
    kari, again, third = (one.id for one in scene.room.snapshot.participants)
    scene.room.merge(third, again)
    scene.room.merge(again, kari)
    scene.room.merge(kari, again)  # from a list that is out of date: they are one already
    scene.room.let_in(again, third)
    assert [one.name for one in scene.room.snapshot.participants] == ["Kari"]
    scene.room = Room(scene.door, clock=scene.clock)
    for personal in codes:
        guest = scene.room.guest(scene.enter(key="", personal=personal).token)
        assert guest is not None
        assert (guest.name, guest.status) == ("Kari", "in")
    assert [one.name for one in scene.room.snapshot.participants] == ["Kari"]
    scene.room.remove(scene.id_of("Kari"))
    assert {scene.refused(key="", personal=one) for one in codes} == {"join.removed"}


@pytest.mark.parametrize("went", ["leave", "remove"])
def test_who_came_back_as_somebody_new_and_is_made_one_takes_part(went: str) -> None:
    scene = Scene()
    first = scene.enter(name="Kari")
    if went == "leave":
        scene.room.leave(first.token)
    else:
        scene.room.remove(scene.id_of("Kari"))
    again = scene.enter(name="Kari 2")
    scene.room.merge(scene.id_of("Kari 2"), scene.id_of("Kari"))
    guest = scene.room.guest(again.token)
    assert guest is not None
    assert (guest.name, guest.status) == ("Kari", "in")


def test_who_left_and_is_shown_out_can_be_let_in_again() -> None:
    scene = Scene()
    kari = scene.enter(name="Kari")
    scene.room.leave(kari.token)
    scene.room.remove(scene.id_of("Kari"))
    scene.room.let_in(scene.id_of("Kari"))
    assert scene.room.guest(scene.enter(key="", personal=kari.personal).token) is not None


def test_two_whose_ballots_the_disk_did_not_make_one_can_be_made_one_again() -> None:
    scene, told = Scene(), []

    def merged(goes: str, stays: str) -> None:
        told.append((goes, stays))
        if len(told) == 1:
            raise Failure("journal.full_disk", name="memory")

    scene.room = Room(scene.door, clock=scene.clock, merged=merged)
    for name in ("Kari", "Kari 2"):
        scene.enter(name=name)
    with pytest.raises(Failure):
        scene.room.merge(scene.id_of("Kari 2"), scene.id_of("Kari"))
    assert [one.name for one in scene.room.snapshot.participants] == ["Kari", "Kari 2"]
    scene.room.merge(scene.id_of("Kari 2"), scene.id_of("Kari"))
    assert len(scene.room.snapshot.participants) == 1
    assert len(set(told)) == 1


def test_how_many_sit_at_a_phone_is_corrected_and_told_to_the_boxes() -> None:
    scene, told = Scene(), []
    scene.room = Room(scene.door, counted=lambda seat, heads: told.append((seat, heads)))
    table = scene.enter(name="Bord", heads=40)
    guest = scene.room.guest(table.token)
    assert guest is not None
    for typed, heads in ((4, 4), (0, 1), (900, 50)):
        scene.room.count(scene.id_of("Bord"), typed)
        assert scene.room.snapshot.heads == heads
        assert told[-1] == (guest.seat, heads)
    scene.room.count("nobody", 3)
    assert len(told) == 3
    assert Room(scene.door).snapshot.heads == 50  # it is on the disk
    scene.door.fails = True
    with pytest.raises(Failure):
        scene.room.count(scene.id_of("Bord"), 3)
    assert scene.room.snapshot.heads == 50
    assert len(told) == 3


def test_who_leaves_comes_back_by_the_personal_code_and_by_no_old_token() -> None:
    scene = Scene()
    kari = scene.enter()
    seat = scene.room.guest(kari.token)
    scene.room.leave(kari.token)
    assert scene.room.guest(kari.token) is None
    assert scene.room.snapshot.heads == 0
    back = scene.room.guest(scene.enter(key="", personal=kari.personal).token)
    assert seat is not None
    assert back is not None
    assert back.seat == seat.seat
    assert scene.room.snapshot.heads == 1


def test_other_keys_shut_the_old_ones_out_and_nobody_who_is_in() -> None:
    scene = Scene()
    kari, key, code = scene.enter(), scene.room.key, scene.room.code
    scene.room.renew_keys()
    assert scene.refused(key=key) == "join.wrong_code"
    assert scene.refused(key="", code=code) == "join.wrong_code"
    assert scene.room.guest(kari.token)


def test_the_codes_cannot_be_guessed_in_an_afternoon_and_guessing_shuts_nobody_out() -> None:
    scene = Scene()
    looked_at = 0
    attackers = [f"192.168.1.{n}" for n in range(2, 102)]
    for second in range(5 * 60 * 60 // 10):
        scene.clock.now += 10.0
        for address in attackers if second < 50 else attackers[:3]:
            for _ in range(3):
                refused = scene.refused(key="", code="2222-2222", address=address)
                looked_at += refused == "join.wrong_code"
    assert looked_at < 40_000  # of 31^8 codes: one chance in twenty million
    assert scene.refused(key="", code="2222-2222", address=attackers[0]) == "join.too_many_tries"
    for _ in range(FIRST_TRIES - 1):
        assert scene.refused(key="", code="2222-2222", address="192.168.1.200") == "join.wrong_code"
    scene.enter(key="", code=scene.room.code, address="192.168.1.200")
    scene.enter(address=attackers[0])  # the QR code always works
    scene.clock.now += 600.0
    scene.enter(key="", code=scene.room.code, address=attackers[0])


def test_a_right_code_uses_up_no_tries() -> None:
    scene = Scene()
    for _ in range(200):
        scene.enter(key="", code=scene.room.code)


def test_presence_is_told_and_a_blink_is_no_going() -> None:
    scene = Scene()
    told: list[int] = []
    stop = scene.room.listen(lambda: told.append(scene.room.snapshot.here))
    guest = scene.room.guest(scene.enter().token)
    assert guest is not None
    gone = scene.room.presence.connect(guest.seat)
    assert told[-1] == 1
    gone()
    scene.room.presence.look_round()
    assert scene.room.snapshot.here == 1
    scene.clock.now += BLINK
    scene.room.presence.look_round()
    assert told[-1] == 0
    scene.room.presence.asked(guest.seat)
    scene.clock.now += AWAY - 1
    scene.room.presence.look_round()
    assert scene.room.snapshot.here == 1
    stop()
    scene.clock.now += 2
    scene.room.presence.look_round()
    assert told[-1] == 1
    assert scene.room.snapshot.here == 0


def test_done_and_more_time_are_counts_of_heads_until_the_group_goes_on() -> None:
    scene = Scene()
    scene.room.presence.at("step 1")
    for heads in (1, 4):
        guest = scene.room.guest(scene.enter(heads=heads).token)
        assert guest is not None
        scene.room.presence.signal(guest.seat, done=True)
        scene.room.presence.signal(guest.seat, more_time=heads == 4)
    assert (scene.room.snapshot.done, scene.room.snapshot.more_time) == (5, 4)
    assert not hasattr(scene.room.snapshot.participants[0], "done")
    scene.room.presence.at("step 1")
    assert scene.room.snapshot.done == 5
    scene.room.presence.at("step 1", "a minute later")  # nobody asks for what was given
    assert (scene.room.snapshot.done, scene.room.snapshot.more_time) == (5, 0)
    scene.room.presence.at("step 2")
    assert (scene.room.snapshot.done, scene.room.snapshot.more_time) == (0, 0)


def test_a_participant_who_comes_back_all_day_takes_no_more_room() -> None:
    scene = Scene()
    personal = scene.enter().personal
    for _ in range(5 * MOST_PHONES):
        scene.enter(key="", personal=personal)
    room = scene.room
    assert len(room._by_token) == len(room._by_join) == MOST_PHONES
    assert len(room._guests) == 1
