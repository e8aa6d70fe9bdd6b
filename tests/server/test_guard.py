"""Who may ask at all, what every answer carries, and what cannot hold the server up."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.server.client import Phone, new_id
from tests.server.conftest import PATIENCE, Place
from workshop_studio.blocks import Blocks, Ideas
from workshop_studio.domain import commands as c
from workshop_studio.domain.boxes import Box
from workshop_studio.domain.state import State
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.reports.markdown import markdown
from workshop_studio.resources import resources
from workshop_studio.server.limits import Limits

ROUTES = ("/", "/words/nb.json", "/about", "/view", "/join", "/leave", "/send",
          "/signal", "/live", "/nothing", "/view?seen=x", "/%00", "/..%2f")  # fmt: skip
METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "BREW")
UPGRADE = (
    b"Connection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
)
MUST = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
}


def raw(place: str, request: bytes, timeout: float = PATIENCE) -> bytes:
    """All that comes back for bytes."""
    host, _, port = place.partition(":")
    with socket.create_connection((host, int(port)), timeout=timeout) as line:
        line.sendall(request)
        got = b""
        try:
            while not _whole(got) and (piece := line.recv(65_536)):
                got += piece
        except ConnectionResetError:
            pass
        return got


def _whole(got: bytes) -> bool:
    head, there, body = got.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    return bool(there) and length is not None and len(body) >= int(length[1])


def dressed(headers: dict[str, str]) -> None:
    for name, value in MUST.items():
        assert headers.get(name) == value, headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] in {"no-store", "no-cache"}
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


def heads(answer: bytes) -> tuple[int, dict[str, str]]:
    head = answer.split(b"\r\n\r\n", 1)[0].decode("latin-1").split("\r\n")
    pairs = (line.partition(": ") for line in head[1:])
    return int(head[0].split()[1]), {name.lower(): value for name, _, value in pairs}


@pytest.mark.parametrize("method", METHODS)
def test_headers_are_on_every_answer(place: Place, method: str) -> None:
    phone = place.phone()
    for route in ROUTES:
        answer = phone.ask(method, route)
        dressed(answer.headers)
        assert answer.status < 500
        if answer.status >= 400 and method != "HEAD":
            assert set(answer.json) == {"rejection"}


def test_only_this_machines_literal_address_is_a_host(place: Place) -> None:
    address = Phone(place.url).place
    port = address.partition(":")[2]
    for host in ("localhost:" + port, "127.0.0.1", "127.0.0.1:1", "evil.example:" + port, "",
                 "127.0.0.1:" + port + ".evil.example", "[::1]:" + port):  # fmt: skip
        for upgrade in (b"", UPGRADE):
            path = b"/live" if upgrade else b"/about"
            request = b"GET %b HTTP/1.1\r\nHost: %b\r\n%b\r\n"
            status, headers = heads(raw(address, request % (path, host.encode(), upgrade)))
            assert status == 421
            dressed(headers)
    two = b"GET /about HTTP/1.1\r\nHost: %b\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert heads(raw(address, two % address.encode()))[0] in {400, 421}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://{place}"}, 403),
        ({"Origin": "http://{place}"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": "multipart/form-data; boundary=x"}, 415),
        ({"Content-Type": "application/json; charset=utf-8"}, 200),
    ],
)
def test_a_request_that_another_page_could_make_is_refused(
    place: Place, headers: dict[str, str], status: int
) -> None:
    phone = Phone(place.url)
    given = {name: value.replace("{place}", phone.place) for name, value in headers.items()}
    answer = phone.ask("POST", "/join", {"id": new_id(), "key": phone.key}, given)
    assert answer.status == status
    dressed(answer.headers)


def test_a_websocket_of_another_page_is_refused(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    address = Phone(place.url).place
    request = (
        f"GET /live HTTP/1.1\r\nHost: {address}\r\nOrigin: http://evil.example\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    status, headers = heads(raw(address, request.encode()))
    assert status == 403
    dressed(headers)
    assert Phone(place.url).ask("GET", "/about").status == 200
    assert not caplog.records  # nobody can fill the log, where a fault is looked for


def test_no_second_header_hides_that_another_page_asks(place: Place) -> None:
    address = Phone(place.url).place
    for name, good, bad in (
        ("Origin", f"http://{address}", "http://evil.example"),
        ("Sec-Fetch-Site", "same-origin", "cross-site"),
    ):
        for one, other in ((good, bad), (bad, good)):
            lines = f"Host: {address}\r\n{name}: {one}\r\n{name}: {other}\r\n\r\n"
            status, headers = heads(raw(address, f"GET /about HTTP/1.1\r\n{lines}".encode()))
            assert status == 403
            dressed(headers)


@pytest.mark.parametrize(
    ("line", "upgrade", "status"),
    [
        ("GET /about", UPGRADE, 404),
        ("GET /nothing", UPGRADE, 404),
        ("GET /live", UPGRADE.replace(b"Version: 13", b"Version: 8"), 400),
        ("GET /live", UPGRADE.replace(b"dGhlIHNhbXBsZSBub25jZQ==", b"x"), 400),
        ("GET /live", UPGRADE.partition(b"Sec-")[0], 400),
        ("GET /live", UPGRADE + b"X: %b\r\n" % (b"a" * 12_000), 400),
        ("GET /live", UPGRADE + b"".join(b"X%d: a\r\n" % n for n in range(300)), 400),
        ("POST /live", UPGRADE + b"Content-Type: application/json\r\nContent-Length: 0\r\n", 400),
    ],
)
def test_an_upgrade_that_is_none_is_answered_in_the_same_manner_and_let_go(
    place: Place, line: str, upgrade: bytes, status: int
) -> None:
    host, _, port = Phone(place.url).place.partition(":")
    head = f"{line} HTTP/1.1\r\nHost: {host}:{port}\r\n".encode() + upgrade + b"\r\n"
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as open_line:
        open_line.sendall(head)
        answer = b""
        while piece := open_line.recv(65_536):  # to its end: it must not be held
            answer += piece
    assert heads(answer)[0] == status
    dressed(heads(answer)[1])
    assert b'"rejection"' in answer


def test_what_is_no_http_is_answered_in_the_same_manner(place: Place) -> None:
    for junk in (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"):
        status, headers = heads(raw(Phone(place.url).place, junk))
        assert status == 400
        dressed(headers)


def test_a_body_that_is_too_large_is_not_read_whatever_it_claims(place: Place) -> None:
    phone = place.phone()
    assert phone.ask("POST", "/send", body=b"x" * 70_000).status == 413
    claim = "POST /send HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n"
    head = claim.format(phone.place) + "Content-Length: 32212254720\r\n\r\n{"
    assert heads(raw(phone.place, head.encode()))[0] == 413
    chunk = "11170\r\n" + "x" * 70_000 + "\r\n"
    head = claim.format(phone.place) + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    assert heads(raw(phone.place, (head + chunk).encode()))[0] == 413


def test_an_idea_that_is_too_long_is_refused_and_told(place: Place) -> None:
    step = place.open_collect()
    answer = place.phone().send(None, type="AddIdea", step=step, text="x" * 10_001)
    assert answer.json["rejection"] == {
        "code": "idea.too_long",
        "params": {"most": 10_000, "length": 10_001},
    }


def test_too_much_at_once_is_put_off_for_the_one_who_sends_it(tmp_path: Path) -> None:
    place = Place(tmp_path, limits=Limits(at_once=5, a_second=0.001))
    try:
        step = place.open_collect()
        phone = place.phone()
        answers = [phone.send(None, type="AddIdea", step=step, text=f"{n}") for n in range(8)]
        assert [answer.status for answer in answers] == [200] * 5 + [429] * 3
        assert answers[-1].code == "server.too_fast"
        assert len(place.session.snapshot.state.ideas) == 5
        place.phone().accepted(type="AddIdea", step=step, text="another's")
    finally:
        place.close()


def test_slow_heads_bodies_and_connections_hold_nobody_up(tmp_path: Path) -> None:
    limits = Limits(head=0.5, rest=0.5, loopback=20, connections=40)
    place = Place(tmp_path, limits=limits)
    try:
        address = Phone(place.url).place
        host, _, port = address.partition(":")
        slow = [socket.create_connection((host, int(port)), timeout=PATIENCE) for _ in range(15)]
        for number, line in enumerate(slow):
            line.sendall(
                b"GET /about HTTP/1.1\r\nHost:" if number % 2 else
                f"POST /join HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n"
                "Content-Length: 50\r\n\r\n{".encode()
            )  # fmt: skip
        assert Phone(place.url).ask("GET", "/about").status == 200  # meanwhile
        more = [socket.create_connection((host, int(port)), timeout=PATIENCE) for _ in range(10)]
        closed = 0
        for (
            line
        ) in more:  # those beyond the limit are closed at once, the others for saying nothing
            closed += line.recv(1) == b"" if not _reset(line) else 1
        assert closed == 10
        answers = [b"" if _reset(line) else line.recv(65_536) for line in slow]
        assert {answer[:12] for answer in answers} <= {b"", b"HTTP/1.1 408"}
        Phone(place.url).joined()
        for line in (*slow, *more):
            line.close()
    finally:
        place.close()


def _reset(line: socket.socket) -> bool:
    try:
        line.recv(1, socket.MSG_PEEK)
    except ConnectionResetError:
        return True
    return False


def test_codes_cannot_be_guessed_and_guessing_shuts_nobody_out(place: Place) -> None:
    phone = Phone(place.url)
    statuses = [phone.join(code="2222-2222").status for _ in range(80)]
    assert statuses[:60] == [403] * 60
    assert statuses[-1] == 429
    assert phone.join(personal="2222-2222").code == "join.too_many_tries"
    assert phone.join().status == 200


def test_naughty_strings_come_through_unchanged(place: Place, shared_data: Path) -> None:
    texts = json.loads((shared_data / "hostile" / "blns.json").read_text("utf-8"))
    step = place.open_collect()
    wanted = [text for text in texts if text.strip()]
    sent: dict[str, str] = {}

    def write(texts: list[str]) -> None:
        phone = place.phone()
        for text in texts:
            [idea] = phone.accepted(type="AddIdea", step=step, text=text)
            sent[idea] = text

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, [wanted[start : start + 50] for start in range(0, len(wanted), 50)]))
    assert len(sent) == len(wanted)
    assert {idea.id: idea.text for idea in place.session.snapshot.state.ideas.values()} == sent
    shown = place.phone().look()
    told = {
        note["id"]: note["text"] for block in shown["blocks"] for note in block.get("ideas", ())
    }
    assert told == sent
    assert set(_notes(facilitator(*_now(place)).work)) == set(sent.values())
    place.lead(c.CloseStep(step=step))
    place.lead(c.Reveal(step=step))
    assert set(_notes(stage(*_now(place)))) == set(sent.values())
    written = markdown(report(_now(place)[0]), Translator("nb", resources() / "locales"))
    shown_as = MarkdownIt("gfm-like", {"linkify": False}).render(written)
    assert "<script" not in shown_as
    assert "<img" not in shown_as


def _now(place: Place) -> tuple[State, Mapping[str, Box]]:
    snapshot = place.session.snapshot
    return snapshot.state, snapshot.boxes


def _notes(blocks: Blocks) -> list[str]:
    lists = (block.ideas for block in blocks if isinstance(block, Ideas))
    return [note.text for ideas in lists for note in ideas]
