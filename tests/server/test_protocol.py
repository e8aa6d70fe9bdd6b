"""The schemas that are published are those of the code, and the server keeps to them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.server.client import PATIENCE, Phone, new_id, pushed
from tests.server.conftest import Place
from workshop_studio.app.door import MOST_PHONES, Policy
from workshop_studio.domain import commands as c
from workshop_studio.resources import resources
from workshop_studio.server.limits import JOINS_A_SECOND, JOINS_AT_ONCE, Limits
from workshop_studio.server.schema import SCHEMAS, schema_path, schema_text

FOLDER = resources() / "schema" / "phone"


def read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


REGISTRY: Registry[Any] = Registry().with_resources(
    (
        f"{name}.schema.json",
        DRAFT202012.create_resource(read(FOLDER.parent / f"{name}.schema.json")),
    )
    for name in ("block", "participant_command")
)


def keeps_to(name: str, message: object) -> None:
    Draft202012Validator(read(schema_path(name)), registry=REGISTRY).validate(message)


def test_the_published_schemas_are_of_the_code() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}
    for name in SCHEMAS:
        assert schema_path(name).read_text(encoding="utf-8") == schema_text(name), (
            "run python -m workshop_studio.server.schema"
        )
        Draft202012Validator.check_schema(json.loads(schema_text(name)))


def test_every_route_and_code_is_in_the_paper() -> None:
    paper = (Path(__file__).parents[2] / "workshop_studio/server/PROTOCOL.md").read_text("utf-8")
    source = "".join(
        path.read_text("utf-8") for path in Path("workshop_studio/server").glob("*.py")
    )
    codes = set(re.findall(r'"((?:server|join|command)\.[a-z_]+)"', source))
    assert len(codes) > 15
    told = set(re.findall(r"`((?:server|join|command)\.[a-z_]+)`", paper))
    assert codes - told == set()
    for route in ("/about", "/join", "/leave", "/view", "/send", "/signal", "/live"):
        assert f'"{route}"' in source
        assert route in paper


def test_every_limit_is_in_the_paper() -> None:
    paper = (Path(__file__).parents[2] / "workshop_studio/server/PROTOCOL.md").read_text("utf-8")
    limits = Limits()
    for told in (
        f"A body is at most {limits.body:,} bytes",
        f"an idea is at most {limits.text:,} characters",
        f"there in {limits.head:.0f} seconds, its body in {limits.rest:.0f} more",
        f"send {limits.at_once:.0f} commands at once and {limits.a_second:.0f} a second",
        f"at most {MOST_PHONES} phones",
        f"at most {limits.per_address} connections, and {limits.connections:,} in all",
        f"{JOINS_AT_ONCE} may join by the key at once, and one every {1 / JOINS_A_SECOND:.0f} s",
        f"at most {limits.pushes:.0f} a second",
        f"A message is at most {limits.message:,} bytes",
        f"at most {limits.links} WebSockets",
    ):
        assert told in " ".join(paper.split()), told


def test_ideas_and_quiet_states_keep_to_the_schemas(tmp_path: Path) -> None:
    place = Place(tmp_path, policy=Policy(names="required", approval=True))
    try:
        keeps_to("about", Phone(place.url).ask("GET", "/about").json)
        nameless = Phone(place.url).join()
        assert nameless.code == "join.name_needed"
        keeps_to("refusal", nameless.json)
        phone = place.phone(name="Kari")
        keeps_to("view", phone.look())
        assert (phone.view["status"], phone.view["step"]) == ("waiting", "")
        place.room.let_in()
        step = place.open_collect()
        keeps_to("view", phone.look())
        told = [
            phone.send(None, type="AddIdea", step=step, text="Skolehage"),
            phone.send(None, type="AddIdea", step=step, text=" "),
            phone.send(None, type="AddIdea", step=step, text="x" * 10_001),
            phone.send(None, type="EditIdea", idea="nobody's", text="Frokost"),
        ]
        [idea] = told[0].json["made"]
        told.append(phone.send(None, type="EditIdea", idea=idea, text="Frokost"))
        for answer in told:
            keeps_to("sent", answer.json)
        assert [answer.json["accepted"] for answer in told] == [True, False, False, False, True]
        keeps_to("view", phone.look())
        assert [note["text"] for note in phone.block("ideas", code="own")["ideas"]] == ["Frokost"]
        place.lead(c.FinishSession())
        keeps_to("view", phone.look())
        assert phone.view["status"] == "ended"
    finally:
        place.close()


@pytest.mark.parametrize(
    ("said", "code"),
    [("x" * 5_000, 1009), ("x", 1007), (b"x", 1007), ('{"token": "nobody\'s"}', 4401)],
    ids=["long", "junk", "binary", "unknown"],
)
def test_a_link_is_closed_with_the_code_that_the_paper_says(
    place: Place, said: str | bytes, code: int
) -> None:
    with connect(f"ws://{Phone(place.url).place}/live", compression=None) as link:
        link.send(said)
        with pytest.raises(ConnectionClosed) as closed:
            link.recv(timeout=PATIENCE)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == code


def test_what_is_said_and_heard_keeps_to_the_schemas(vote_place: Place) -> None:
    place = vote_place
    phone = Phone(place.url)
    keeps_to("about", phone.ask("GET", "/about").json)
    keeps_to("refusal", phone.ask("GET", "/view").json)
    request = {"id": new_id(), "key": phone.key, "name": "Kari", "heads": 2}
    keeps_to("join", request)
    answer = phone.ask("POST", "/join", request)
    keeps_to("joined", answer.json)
    phone.token = answer.json["token"]
    keeps_to("view", phone.look())
    vote, options = place.open_vote()
    command = {"type": "CastVote", "vote": vote, "marks": {options[0]: 1}}
    keeps_to("send", {"id": new_id(), "command": command})
    keeps_to("sent", phone.send(None, **command).json)
    refused = phone.send(None, type="CastVote", vote=vote, marks={"nobody": 1})
    assert not refused.json["accepted"]
    keeps_to("sent", refused.json)
    for name, path, message in (
        ("signal", "/signal", {"done": True}),
        ("signal", "/signal", {"more_time": True}),
        ("leave", "/leave", {}),
    ):
        keeps_to(name, message)
        asked = Phone(place.url).joined() if name == "leave" else phone
        assert asked.ask("POST", path, message).status == 204
    with phone.live("") as link:
        keeps_to("hello", {"token": phone.token, "seen": ""})
        seen = {"type": "seen", "seen": "x.1"}
        keeps_to("seen", seen)
        link.send(json.dumps(seen))
        keeps_to("view", pushed(link))
        place.lead(c.CloseVote(vote=vote))
        place.lead(c.Reveal(step=phone.view["step"]))
        keeps_to("view", pushed(link))


@pytest.mark.parametrize(
    "odd",
    [
        b"",
        b"null",
        b"[]",
        b'"x"',
        b"{",
        b"\xff\xfe",
        b'{"id":"0123456789abcdef","id":"0123456789abcdef","key":"x"}',
        b'{"id":"0123456789abcdef","heads":1e999}',
        b'{"id":"0123456789abcdef","heads":NaN}',
        b'{"id":"0123456789abcdef","heads":"3"}',
        b'{"id":"0123456789abcdef","heads":true}',
        b'{"id":"0123456789abcdef","heads":0}',
        b'{"id":"short"}',
        b'{"id":"0123456789abcdef","admin":true}',
        b'{"id":"0123456789abcdef","name":"\\ud800"}',
        b"[" * 30_000,
        b'{"id":' * 9_000,
    ],
    ids=lambda odd: repr(odd[:40]),
)
def test_what_is_no_message_is_refused(place: Place, odd: bytes) -> None:
    phone = Phone(place.url)
    for path in ("/join", "/send", "/signal"):
        answer = phone.ask("POST", path, body=odd)
        assert (answer.status, answer.code) == (400, "server.bad_message")
        keeps_to("refusal", answer.json)
