"""Every file that a released version wrote opens, means the same, and can be saved again."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.storage import examples
from workshop_studio.domain import events as e
from workshop_studio.domain.state import TABLES
from workshop_studio.storage import codec
from workshop_studio.storage.disk import Disk
from workshop_studio.storage.verify import verify

FOLDER = Path(__file__).parents[1] / "golden"
VERSIONS = sorted(path.stem for path in FOLDER.glob("*.workshop"))


def expected_of(version: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    return found


def holds(found: object, expected: object) -> bool:
    """Whether all that is expected is there; a later version may add fields."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(name in found and holds(found[name], expected[name]) for name in expected)
    if isinstance(expected, list) and isinstance(found, list):
        return len(found) == len(expected) and all(map(holds, found, expected))
    return found == expected


@pytest.mark.parametrize("version", VERSIONS)
def test_it_opens_means_the_same_and_is_saved_again(version: str, tmp_path: Path) -> None:
    expected = expected_of(version)
    disk = Disk(tmp_path / "state")
    loaded = disk.read(FOLDER / f"{version}.workshop")
    assert holds(json.loads(codec.encode(loaded.state)), expected["session"])
    assert [json.loads(line) for line in loaded.history.splitlines()] == expected["history"]
    assert loaded.revision == expected["revision"]
    assert json.loads(loaded.members["manifest.json"])["later"] == expected["later"]
    assert verify(FOLDER / f"{version}.workshop").ok

    again = tmp_path / "again.workshop"
    disk.publish(
        again,
        loaded.state,
        loaded.history.splitlines(),
        revision=loaded.revision + 1,
        expected=None,
        members=loaded.members,
    )
    saved = disk.read(again)
    assert (saved.state, saved.history, saved.entries) == (
        loaded.state,
        loaded.history,
        loaded.entries,
    )
    assert saved.members == loaded.members
    assert verify(again).ok


def test_the_newest_has_every_table_and_every_event() -> None:
    """When this fails, the format has grown: make the golden file of a new version."""
    expected = expected_of(VERSIONS[-1])
    assert all(expected["session"][table] for table in TABLES)
    happened = {event["type"] for entry in expected["history"] for event in entry["events"]}
    assert happened == {kind.__name__ for kind in get_args(get_args(e.Event)[0])}


def test_the_newest_is_what_is_written_today() -> None:
    expected = expected_of(VERSIONS[-1])
    state = examples.state_of(examples.every_entry())
    assert json.loads(codec.encode(state)) == expected["session"]
