"""The published schemas are those of the code, and real files keep to them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.storage import examples
from workshop_studio.resources import resources
from workshop_studio.storage import codec, schema, session_file
from workshop_studio.storage.container import Container
from workshop_studio.storage.journal import entry_body


@cache
def validator(name: str) -> Draft202012Validator:
    found = json.loads(schema.schema_path(name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def errors(name: str, instance: Any) -> list[str]:
    return [error.message for error in validator(name).iter_errors(instance)]


@pytest.mark.parametrize("name", schema.SCHEMAS)
def test_the_schema_is_that_of_the_code(name: str) -> None:
    """When this fails: ``python -m workshop_studio.storage.schema``, and think of older files."""
    assert schema.schema_path(name).read_text(encoding="utf-8") == schema.schema_text(name)


def test_all_schemas_are_written(tmp_path: Path) -> None:
    schema.main(tmp_path)
    assert {path.name for path in tmp_path.glob("*.json")} == {
        f"{name}.schema.json" for name in schema.SCHEMAS
    }


def test_a_real_file_keeps_to_the_schemas() -> None:
    entries = examples.every_entry()
    history = b"".join(entry_body(entry) + b"\n" for entry in entries)
    data = session_file.build(examples.state_of(entries), history, 1, {"media/x": b""})
    container = Container(data, "x")
    assert errors("session", json.loads(container.read("session.json"))) == []
    assert errors("manifest", json.loads(container.read("manifest.json"))) == []
    for line in container.read("history.jsonl").splitlines():
        assert errors("history", json.loads(line)) == []


@pytest.mark.parametrize("kind", ["technique", "workshop"])
def test_the_files_that_ship_keep_to_the_schemas(kind: str) -> None:
    files = sorted((resources() / f"{kind}s").glob("*.json"))
    assert files
    for file in files:
        assert errors(kind, json.loads(file.read_text(encoding="utf-8"))) == []


def test_the_sample_organisation_keeps_to_the_schema() -> None:
    sample = json.loads(
        (resources() / "samples" / "organisation" / "fjordvang.json").read_text("utf-8")
    )
    assert errors("organisation", sample) == []
    assert errors("organisation", {**sample, "format": 2})


def test_what_the_program_refuses_the_schema_refuses() -> None:
    whole = json.loads(codec.encode(examples.state_of(examples.small_entries())))
    assert errors("session", {**whole, "format": 2})
    assert errors("session", {**whole, "ideas": {}})
    assert errors("session", {**whole, "flow": None})
    whole["ideas"][0]["by"] = "nobody"
    assert errors("session", whole)
    assert errors("manifest", {})
    assert errors("history", {"number": 1, "events": [{"type": "Nothing"}]})
