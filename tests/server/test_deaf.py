"""Phones that do not read, and phones that say too much: nobody else waits for them."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.server.client import Phone, pushed
from tests.server.conftest import PATIENCE, Place
from workshop_studio.app.door import Guest
from workshop_studio.domain import commands as c
from workshop_studio.server.limits import Limits
from workshop_studio.server.views import Views

UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


def deaf(phone: Phone, path: str, more: str = "") -> socket.socket:
    """A connection whose other end asks for something, and never reads what it is told."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(PATIENCE)
    host, _, port = phone.place.partition(":")
    line.connect((host, int(port)))
    head = f"GET {path} HTTP/1.1\r\nHost: {phone.place}\r\nAuthorization: Bearer {phone.token}\r\n"
    line.sendall(f"{head}{more}\r\n".encode())
    return line


def deaf_link(phone: Phone) -> socket.socket:
    line = deaf(phone, "/live", UPGRADE)
    assert line.recv(12) == b"HTTP/1.1 101"
    hello = json.dumps({"token": phone.token, "seen": ""}).encode()
    line.sendall(bytes((0x81, 0x80 | len(hello), 0, 0, 0, 0)) + hello)
    while b"view" not in line.recv(64):  # what follows does not fit the system's buffers
        pass
    return line


def fill(place: Place) -> None:
    """Have phones be shown more than the system's buffers hold."""
    step = place.open_collect()
    place.lead(c.ImportIdeas(step=step, texts=tuple(f"{n} " + "x" * 9_000 for n in range(700))))


def until(what: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < ends
        time.sleep(0.02)


def answers(phone: Phone) -> bool:
    with contextlib.suppress(OSError):  # it was hung up on
        return phone.ask("GET", "/about").status == 200
    return False


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Place]:
    """A room for four connections, which must take what they are told within half a second."""
    made = Place(tmp_path, limits=Limits(rest=0.5, loopback=4))
    yield made
    made.close()


@pytest.mark.parametrize("more", ["", "Connection: close\r\n"])
def test_a_phone_that_does_not_read_an_answer_is_hung_up_on(strict: Place, more: str) -> None:
    fill(strict)
    phone = strict.phone()
    until(lambda: answers(phone))
    with contextlib.ExitStack() as lines:
        for _ in range(4):
            lines.enter_context(contextlib.closing(deaf(phone, "/view", more)))
        until(lambda: answers(phone))


def test_a_phone_that_says_it_goes_and_does_not_read_is_hung_up_on(strict: Place) -> None:
    fill(strict)
    phone = strict.phone()
    with contextlib.ExitStack() as lines:
        for _ in range(4):
            line = lines.enter_context(contextlib.closing(deaf_link(phone)))
            line.sendall(bytes((0x88, 0x82, 0, 0, 0, 0)) + b"\x03\xe8")
        until(lambda: answers(phone))


def test_phones_that_do_not_read_cannot_keep_the_room_open(tmp_path: Path) -> None:
    place = Place(tmp_path, limits=Limits(rest=600.0))
    try:
        fill(place)
        phone = place.phone()
        with contextlib.ExitStack() as lines:
            enter = lines.enter_context
            enter(contextlib.closing(deaf(phone, "/view")))
            enter(contextlib.closing(deaf_link(phone)))
            line = enter(contextlib.closing(deaf_link(phone)))
            line.sendall(bytes((0x88, 0x82, 0, 0, 0, 0)) + b"\x03\xe8")
            assert phone.ask("GET", "/about").status == 200
            place.server.stop().result(PATIENCE)
        assert place.server.status.state == "closed"
        assert not place.server.status.faults
    finally:
        place.close()


def test_a_phone_that_does_not_read_is_dropped_and_the_others_are_told(tmp_path: Path) -> None:
    place = Place(tmp_path, limits=Limits(rest=0.5))
    room, told = place.room, threading.Event()
    stop = room.listen(told.set)
    try:
        step = place.open_collect()
        one, other = place.phone(), place.phone()
        with other.live() as link, contextlib.closing(deaf_link(one)):
            while room.snapshot.here < 2:
                assert told.wait(PATIENCE)
                told.clear()
            # What does not fit the system's buffers waits; a view behind it has no way out.
            for texts in (tuple(f"{n} " + "x" * 9_000 for n in range(700)), *[("more",)] * 9):
                place.lead(c.ImportIdeas(step=step, texts=texts))
                while json.loads(link.recv(timeout=PATIENCE))["blocks"][-1]["ideas"] == []:
                    pass
                told.clear()
                if room.snapshot.here == 1 or (told.wait(1.0) and room.snapshot.here == 1):
                    break
            assert room.snapshot.here == 1
    finally:
        stop()
        place.close()


def test_one_phones_signals_are_not_work_for_all_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: Counter[str] = Counter()
    view = Views.view

    def counted(views: Views, guest: Guest) -> tuple[str, bytes]:
        looked[guest.personal] += 1
        return view(views, guest)

    place = Place(tmp_path, limits=Limits(at_once=1_000.0))
    try:
        one, other = place.phone(), place.phone()
        with other.live() as link:
            pushed(link)
            monkeypatch.setattr(Views, "view", counted)
            began = time.monotonic()
            for number in range(200):
                assert one.ask("POST", "/signal", {"done": number % 2 == 0}).status == 204
            took = time.monotonic() - began
        assert looked[other.personal.replace("-", "")] <= 2 + 5 * took
    finally:
        place.close()


def test_too_many_signals_are_put_off(tmp_path: Path) -> None:
    place = Place(tmp_path, limits=Limits(at_once=5, a_second=0.001))
    try:
        step = place.open_collect()
        phone = place.phone()
        told = [phone.ask("POST", "/signal", {"done": True}).status for _ in range(7)]
        assert told == [204] * 5 + [429] * 2
        phone.accepted(type="AddIdea", step=step, text="not counted with them")
        assert place.phone().ask("POST", "/signal", {"done": True}).status == 204
    finally:
        place.close()


def test_who_guesses_does_not_shut_out_who_has_the_key_at_the_same_address(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where all phones reach the laptop through one router, which hides their addresses."""
    monkeypatch.setattr("workshop_studio.server.routes.is_loopback", lambda address: False)
    guesser = Phone(place.url)
    told = [guesser.join(code="2222-2222").status for _ in range(90)]
    assert told[:60] == [403] * 60
    assert told[-1] == 429
    assert [Phone(place.url).join().status for _ in range(30)] == [200] * 30
