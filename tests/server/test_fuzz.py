"""Whatever is asked in whatever manner: it is taken or refused, and nothing breaks."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tests.server.client import Phone
from tests.server.conftest import Place
from tests.server.test_guard import METHODS, UPGRADE, dressed
from workshop_studio.server.limits import Limits

BODIES = st.one_of(
    st.binary(max_size=200),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "command", "type", "key", "code", "heads", "done", "text"])
                | st.text(max_size=5),
                inner,
                max_size=4,
            )
        ),
        max_leaves=8,
    ).map(lambda value: json.dumps(value).encode()),
)
NAMES = st.sampled_from(
    [
        "Authorization",
        "Content-Type",
        "Origin",
        "If-None-Match",
        "Cookie",
        "Content-Encoding",
        "Expect",
        "X-Forwarded-For",
        "Sec-Fetch-Site",
    ]
)
VALUES = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30)


USUAL = {
    "GET /": b"",
    "GET /words/nb.json": b"",
    "GET /about": b"",
    "GET /view": b"",
    "GET /view?seen=x.1": b"",
    "POST /join": b'{"id": "0123456789abcdef", "key": "KEY"}',
    "POST /leave": b"{}",
    "POST /send": b'{"id": "0123456789abcdef", "command":'
    b' {"type": "AddIdea", "step": "x", "text": "y"}}',
    "POST /signal": b'{"done": true}',
}
"""How each route is asked, and what it then has to say."""
PATHS = st.text("abc/%.?=&0", max_size=12).map("/".__add__)


@pytest.mark.parametrize("usual", USUAL)
def test_no_request_makes_it_fail_and_every_answer_is_dressed(place: Place, usual: str) -> None:
    """Most of it is as it should be, so that the routes themselves are reached."""
    way, path = usual.split()
    right = USUAL[usual].replace(b"KEY", Phone(place.url).key.encode())
    told: set[int] = set()

    def mostly(good: object, other: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
        return st.integers(0, 3).flatmap(lambda n: st.just(good) if n else other)

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        method=mostly(way, st.sampled_from(METHODS)),
        route=mostly(path, PATHS),
        body=st.just(right) | BODIES,
        headers=mostly({}, st.dictionaries(NAMES, VALUES, max_size=3)),
        known=mostly(True, st.just(False)),
    )
    def ask(method: str, route: str, body: bytes, headers: dict[str, str], known: bool) -> None:
        if "Expect" in headers:
            headers = {**headers, "Expect": "100-continue"}
        phone = Phone(place.url, token=_token(place) if known else "")
        answer = phone.ask(method, route, headers=headers, body=body)
        assert answer.status < 500 or answer.code == "server.not_saved"
        dressed(answer.headers)
        told.add(answer.status)

    ask()
    assert told & {200, 204}, told


_TOKENS: dict[str, str] = {}


def _token(place: Place) -> str:
    """A phone's that is in the room; another one's where it has been told to leave."""
    known = Phone(place.url, token=_TOKENS.get(place.url, ""))
    if known.ask("GET", "/view").status != 200:
        _TOKENS[place.url] = place.phone().token
    return _TOKENS[place.url]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(BODIES | st.just(b'{"type":"seen","seen":"x"}'), max_size=4))
def test_no_message_on_the_websocket_makes_it_fail(place: Place, data: list[bytes]) -> None:
    from websockets.exceptions import ConnectionClosed

    phone = Phone(place.url, token=_token(place))
    codes: list[int] = []
    with phone.live() as link:
        try:
            for message in data:
                link.send(message.decode("utf-8", "replace"))
            while True:
                link.recv(timeout=0.05)
        except TimeoutError:
            assert phone.ask("GET", "/about").status == 200
        except ConnectionClosed as closed:
            codes.append(closed.rcvd.code if closed.rcvd else 0)
    assert set(codes) <= {1007, 4429}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.binary(max_size=200), max_size=3), is_known=st.booleans())
def test_no_bytes_on_the_websocket_make_it_fail(
    place: Place, data: list[bytes], is_known: bool
) -> None:
    phone = Phone(place.url, token=_token(place))
    host, _, port = phone.place.partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        head = f"GET /live HTTP/1.1\r\nHost: {phone.place}\r\n".encode()
        line.sendall(head + UPGRADE + b"\r\n")
        assert line.recv(12) == b"HTTP/1.1 101"
        if is_known:
            hello = json.dumps({"token": phone.token}).encode()
            line.sendall(bytes((0x81, 0x80 | len(hello), 0, 0, 0, 0)) + hello)
        with contextlib.suppress(OSError):  # it has hung up
            for piece in data:
                line.sendall(piece)
    assert phone.ask("GET", "/view").status == 200


_ODD = st.text(max_size=30) | st.sampled_from(["\ud800", "\x00", "a" * 12_000, "\u202e", "é" * 300])
_WHOLE = st.integers() | st.sampled_from([0, 1, -1, 2**31, 2**63, 10**400])


def _nearly_right(
    place: Place, vote: str, options: list[str]
) -> st.SearchStrategy[tuple[str, object]]:
    """Messages for /join, /send and /signal in which most is as it should be."""
    step = place.session.snapshot.state.votes[vote].step
    good = st.uuids().map(lambda one: one.hex)
    id = st.integers(0, 9).flatmap(lambda n: good if n else _ODD)
    command = st.fixed_dictionaries(
        {"type": st.sampled_from(["AddIdea", "EditIdea", "CastVote", "CloseVote", "x"])},
        optional={
            "step": st.just(step) | _ODD,
            "text": _ODD,
            "idea": st.sampled_from(options) | _ODD,
            "vote": st.just(vote) | _ODD,
            "marks": st.dictionaries(st.sampled_from(options) | _ODD, _WHOLE, max_size=3),
            "group": _ODD,
        },
    )
    cast = st.fixed_dictionaries(
        {
            "type": st.just("CastVote"),
            "vote": st.just(vote),
            "marks": st.dictionaries(st.sampled_from(options), st.integers(-1, 6), max_size=3),
        }
    )
    join = st.fixed_dictionaries(
        {"id": id},
        optional={
            "key": st.just(Phone(place.url).key) | _ODD,
            "code": _ODD,
            "personal": _ODD,
            "name": _ODD,
            "heads": st.integers(-1, 60) | _WHOLE,
        },
    )
    return st.one_of(
        st.tuples(st.just("/join"), join),
        st.tuples(st.just("/send"), st.fixed_dictionaries({"id": id, "command": command | cast})),
        st.tuples(
            st.just("/signal"),
            st.dictionaries(st.sampled_from(["done", "more_time"]), st.none() | st.booleans()),
        ),
    )


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[Place]:
    """A room that does not mind how much one phone sends."""
    made = Place(tmp_path, "dot-vote", limits=Limits(at_once=10_000.0))
    yield made
    made.close()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_nearly_right_is_taken_or_refused_and_breaks_nothing(
    patient: Place, data: st.DataObject
) -> None:
    place = patient
    votes = place.session.snapshot.state.votes
    if not votes:
        place.open_vote()
    [vote] = place.session.snapshot.state.votes.values()
    options = [option.id for option in vote.options]
    path, message = data.draw(_nearly_right(place, vote.id, options))
    phone = Phone(place.url, token=_token(place))
    answer = phone.ask("POST", path, message)
    assert answer.status in {200, 204, 400, 403, 413, 429}, answer.body
    event(f"{path} {answer.status}")
    dressed(answer.headers)
    state = place.session.snapshot.state
    assert dict(state.votes) == {vote.id: vote}  # only ballots may have come
    assert set(state.ideas) == set(options)
    [box] = place.session.snapshot.boxes.values()
    for ballot in box.ballots():
        assert ballot.keys() <= set(options)
        assert sum(ballot.values()) <= 5
        assert min(ballot.values(), default=1) >= 0
