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

from tests.server.client import Phone, new_id, pushed
from tests.server.conftest import Place
from workshop_studio.domain import commands as c
from workshop_studio.resources import resources
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
