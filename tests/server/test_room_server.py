"""Joining, contributing, voting and looking on: the real server on a real port."""

from __future__ import annotations

import errno
import os
import queue
import time
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from tests.server.client import Phone, new_id, pushed
from tests.server.conftest import PATIENCE, Place
from workshop_studio.app.door import Policy
from workshop_studio.app.room import Room
from workshop_studio.domain import commands as c
from workshop_studio.server.live import Live
from workshop_studio.storage.files import Files


def test_what_may_be_known_before_joining_is_the_title_and_how_one_joins(place: Place) -> None:
    assert Phone(place.url).ask("GET", "/about").json == {
        "title": "Skoledagen",
        "names": "optional",
        "approval": False,
        "tables": True,
        "languages": ["nb", "nn", "en"],
    }
    assert Phone(place.url).ask("GET", "/view").status == 401


def test_the_page_is_served_and_nothing_else(place: Place) -> None:
    phone = Phone(place.url)
    page = phone.ask("GET", "/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"
    again = phone.ask("GET", "/", headers={"If-None-Match": page.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    for path in ("/index.html", "/../pyproject.toml", "/words/xx.json", "/docs", "/view/"):
        answer = phone.ask("GET", path)
        assert (answer.status, answer.code) == (404, "server.no_page"), path


def test_a_phone_joins_contributes_and_sees_its_idea(place: Place) -> None:
    step = place.open_collect()
    phone = place.phone(name="Kari")
    view = phone.look()
    assert (view["type"], view["status"], view["step"]) == ("view", "in", step)
    assert view["you"] == {"name": "Kari", "personal": phone.personal, "heads": 1, "done": False}
    entry = phone.block("entry")
    [idea] = phone.accepted(type=entry["command"], **entry["fixed"], text="Skolehage")
    assert phone.block("ideas", code="own")["ideas"][0]["id"] == idea
    assert place.session.snapshot.state.ideas[idea].text == "Skolehage"
    assert phone.ask("GET", f"/view?seen={phone.seen}").status == 204


def test_a_repeat_gets_the_same_outcome_and_makes_nothing_twice(place: Place) -> None:
    step = place.open_collect()
    phone, id = place.phone(), new_id()
    answers = [phone.send(id, type="AddIdea", step=step, text="Skolehage") for _ in range(3)]
    assert len({tuple(answer.json["made"]) for answer in answers}) == 1
    assert len(place.session.snapshot.state.ideas) == 1


def test_a_refused_command_says_why(place: Place) -> None:
    answer = place.phone().send(type="AddIdea", step=place.step("collect"), text="Skolehage")
    assert answer.status == 200
    assert not answer.json["accepted"]
    assert answer.json["rejection"]["code"] == "step.not_open"


@pytest.mark.parametrize("command", ["CloseStep", "Undo", "CreateSession", "HideIdea"])
def test_the_facilitators_commands_are_not_a_phones_to_send(place: Place, command: str) -> None:
    answer = place.phone().send(type=command, step=place.step("collect"))
    assert (answer.status, answer.code) == (403, "command.not_yours")


def test_a_change_is_pushed_and_a_reconnect_catches_up_in_one_message(place: Place) -> None:
    phone = place.phone()
    with phone.live() as link:
        phone.view = pushed(link)
        place.open_collect()
        while not any(block["block"] == "entry" for block in phone.view["blocks"]):
            phone.view = pushed(link)
    other = place.phone()
    for number in range(5):
        other.accepted(type="AddIdea", step=phone.view["step"], text=f"idé {number}")
    with phone.live() as link:
        phone.view = pushed(link)
        assert phone.block("ideas", code="")["count"] == 5
    with phone.live() as link:
        with pytest.raises(TimeoutError):
            link.recv(timeout=0.3)  # nothing is newer
        place.lead(c.CloseStep(step=phone.view["step"]))
        assert pushed(link)["seq"] > phone.view["seq"]


def test_many_changes_are_pushed_as_few_and_the_newest_always(place: Place) -> None:
    step = place.open_collect()
    phone = place.phone()
    with phone.live() as link:
        phone.view = pushed(link)
        began, count = time.monotonic(), 0
        for number in range(40):
            place.lead(c.AddIdea(step=step, text=f"idé {number}"))
        while phone.block("ideas", code="")["count"] < 40:
            phone.view = pushed(link)
            count += 1
        took = time.monotonic() - began
    assert count <= 1 + 5 * took  # one at once, then five a second


def test_an_unknown_phone_is_told_so_and_a_removed_one_too(place: Place) -> None:
    with Phone(place.url, token="nobody's").live() as link:
        with pytest.raises(ConnectionClosed) as closed:
            pushed(link)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4401
    phone = place.phone(name="Kari")
    with phone.live() as link:
        pushed(link)
        place.room.remove(place.room.snapshot.participants[0].id)
        with pytest.raises(ConnectionClosed) as closed:
            pushed(link)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4403
    assert phone.ask("GET", "/view").code == "join.removed"


def test_a_session_that_is_opened_to_phones_again_keeps_how_one_joins(place: Place) -> None:
    strict = Policy(names="required", approval=True, tables=False)
    place.room.set_policy(strict)
    again = Room(place.session.door)
    assert (again.policy, again.key, again.code) == (strict, place.room.key, place.room.code)


def test_who_waits_sees_a_quiet_state_only_and_sends_nothing(tmp_path: Path) -> None:
    place = Place(tmp_path, policy=Policy(approval=True))
    try:
        step = place.open_collect()
        phone = place.phone(name="Kari")
        assert phone.status == "waiting"
        with phone.live() as link:
            view = pushed(link)
            assert view["status"] == "waiting"
            assert view["blocks"] == [{"block": "waiting", "code": "join.waiting"}]
            assert view["step"] == ""
            assert phone.send(type="AddIdea", step=step, text="x").code == "join.waiting"
            assert phone.ask("POST", "/signal", {"done": True}).code == "join.waiting"
            place.room.let_in()
            assert pushed(link)["status"] == "in"
        assert phone.accepted(type="AddIdea", step=step, text="Skolehage")
    finally:
        place.close()


def test_done_is_told_as_a_count_and_ends_with_the_step(place: Place) -> None:
    place.open_collect()
    phone = place.phone(heads=3)
    assert phone.ask("POST", "/signal", {"done": True}).status == 204
    assert phone.look()["you"]["done"]
    assert place.room.snapshot.done == 3
    place.lead(c.CloseStep(step=phone.view["step"]))
    place.lead(c.OpenStep(step=phone.view["step"]))
    assert not phone.look()["you"]["done"]


def test_when_the_time_is_up_phones_are_asked_whether_they_need_more(place: Place) -> None:
    step = place.open_collect()
    phone = place.phone()
    with phone.live() as link:
        assert not pushed(link)["asks_more_time"]
        place.lead(c.StopTimer(step=step))
        place.lead(c.StartTimer(step=step, seconds=0.3))
        while not pushed(link)["asks_more_time"]:
            pass
        assert phone.ask("POST", "/signal", {"more_time": True}).status == 204
        assert place.room.snapshot.more_time == 1
        place.lead(c.AddTime(step=step, seconds=60))
        while pushed(link)["asks_more_time"]:
            pass
        assert place.room.snapshot.more_time == 0


def test_when_the_time_is_up_and_no_phone_is_there_the_server_rests(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = place.open_collect()
    woken: list[None] = []
    looks: queue.SimpleQueue[None] = queue.SimpleQueue()
    monkeypatch.setattr(Live, "wake", lambda live: woken.append(None))
    monkeypatch.setattr(place.room.presence, "look_round", lambda: looks.put(None))
    place.lead(c.StopTimer(step=step))
    place.lead(c.StartTimer(step=step, seconds=0.1))
    for _ in range(10):
        looks.get(timeout=PATIENCE)
    assert len(woken) <= 12  # by what was led, and once when the time was up: not for ever


def test_what_the_disk_does_not_take_is_asked_again_and_nobody_joins_twice(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, waits = place.phone(name="Kari"), [new_id() for _ in range(5)]
    writes, left = Files.write, [100]

    def write(files: Files, fd: int, data: bytes | memoryview) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = writes(files, fd, data[: left[0]])
        left[0] -= written
        return written

    with monkeypatch.context() as full:
        full.setattr(Files, "write", write)
        for id in waits * 2:
            answer = Phone(place.url).join(id=id)
            assert (answer.status, answer.code) == (503, "server.not_saved")
        answer = phone.ask("POST", "/leave", {})
        assert (answer.status, answer.code) == (503, "server.not_saved")
    assert phone.look()["status"] == "in"
    assert [one.name for one in place.room.snapshot.participants] == ["Kari"]
    for id in waits * 2:
        place.phone(id=id)
    assert phone.ask("POST", "/leave", {}).status == 204
    for room in (place.room, Room(place.session.door)):  # as it is, and after a restart
        people = room.snapshot.participants
        assert [one.status for one in people] == ["left"] + ["in"] * 5


def test_who_leaves_is_gone_and_comes_back_by_the_personal_code(place: Place) -> None:
    phone = place.phone(name="Kari", heads=2)
    personal = phone.personal
    assert phone.ask("POST", "/leave", {}).status == 204
    assert phone.ask("GET", "/view").code == "join.unknown"
    assert place.room.snapshot.heads == 0
    assert place.phone(personal=personal).look()["you"]["name"] == "Kari"


def test_a_finished_session_says_so(place: Place) -> None:
    phone = place.phone()
    place.lead(c.FinishSession())
    assert phone.look()["status"] == "ended"


def test_ballots_of_phones_the_passed_laptop_and_raised_hands_count_once_each(
    vote_place: Place,
) -> None:
    from workshop_studio.app.seat import Seat

    place = vote_place
    vote, options = place.open_vote()
    for number in range(3):
        phone = place.phone()
        phone.look()
        ballot = phone.block("ballot")
        for _ in range(2):  # the second thought counts, and a repeat changes nothing
            id = new_id()
            for _ in range(2):
                marks = {options[number % 2]: 1}
                sent = phone.send(id, type=ballot["command"], **ballot["fixed"], marks=marks)
                assert sent.json["accepted"], sent.json
    seat = Seat(place.session.send)
    for _ in range(2):
        seat.submit(c.CastVote(vote=vote, marks={options[0]: 2})).result(PATIENCE)
        seat.hand_on(vote)
    place.lead(c.CountHands(vote=vote, counts={options[1]: 4}, heads=5))
    place.lead(c.CloseVote(vote=vote))
    closed = place.session.snapshot.state.votes[vote]
    assert closed.ballots == 5
    assert closed.hands is not None
    assert closed.hands.heads == 5
    assert place.room.snapshot.heads == 3


def test_a_room_check_tells_the_phone_that_all_is_well(tmp_path: Path) -> None:
    from tests.server.conftest import HERE, PAGES, until
    from workshop_studio.app.door import NoDoor
    from workshop_studio.server.host import OpenServer, Wanted

    server = OpenServer(
        None, Room(NoDoor()), Wanted("127.0.0.1", 0), PAGES, find=lambda: HERE, look=0.2
    )
    phone = Phone(until(server, lambda status: status.state == "open").url).joined()
    assert phone.look()["blocks"] == [{"block": "waiting", "code": "room.check"}]
    assert phone.send(type="AddIdea", step="x", text="x").code == "server.only_checked"
    assert server.room.snapshot.here == 1
    server.stop().result(PATIENCE)
