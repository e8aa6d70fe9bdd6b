"""The scripts of the sample sessions: their shape, and that the real one is true to its source."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workshop_studio.resources import resources

TESTS = Path(__file__).resolve().parents[1]
SAMPLES = resources() / "samples"

FRAME = {
    *("challenge", "area", "cohort", "group", "goal"),
    *("place", "facilitator", "date", "headcount"),
}
KEYS = {
    *("format", "id", "title", "lang", "source", "licence", "workshop", "frame"),
    *("clusters", "ideas", "owners", "due", "choice_reason", "talk"),
}
FIRST_IDEA = 15  # the comments before it are about the speaker, or were not accepted


def read_script(name: str) -> dict[str, Any]:
    script: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return script


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ideas_and_approvals(folder: Path) -> tuple[list[str], list[list[int]]]:
    """The idea texts in the order they were written, and what each participant agreed with."""
    comments = {int(row["comment-id"]): row for row in read_rows(folder / "comments.csv")}
    ids = [
        number
        for number in sorted(comments)
        if number >= FIRST_IDEA and comments[number]["moderated"] == "1"
    ]
    return (
        [comments[number]["comment-body"] for number in ids],
        [
            [index for index, number in enumerate(ids) if row[str(number)] == "1"]
            for row in read_rows(folder / "participants-votes.csv")
        ],
    )


def is_text(value: object) -> bool:
    """Whether a value is a text that can stand in a window as it is."""
    return isinstance(value, str) and value.strip() == value != ""


@pytest.fixture(params=["school-day", "youth-policing"])
def script(request: pytest.FixtureRequest) -> dict[str, Any]:
    return read_script(request.param)


def test_every_script_is_tested_and_its_licence_named() -> None:
    names = sorted(path.stem for path in SAMPLES.glob("*.json"))
    assert names == ["school-day", "youth-policing"]
    licences = (SAMPLES / "LICENCES.md").read_text(encoding="utf-8")
    assert [name for name in names if f"## {name}.json" not in licences] == []


def test_script_has_the_agreed_keys(script: dict[str, Any]) -> None:
    assert set(script) - {"approvals", "breakdown", "voters"} == KEYS
    assert script["format"] == 1
    assert script["id"] in {path.stem for path in SAMPLES.glob("*.json")}
    assert script["lang"] in {"nb", "en"}
    assert script["licence"] in {"CC0-1.0", "CC-BY-4.0"}
    assert (resources() / "workshops" / f"{script['workshop']}.json").is_file()
    assert all(is_text(script[key]) for key in ("title", "source", "choice_reason", "talk"))


def test_frame_is_whole(script: dict[str, Any]) -> None:
    frame = script["frame"]
    assert set(frame) == FRAME
    assert all(is_text(frame[key]) for key in FRAME - {"headcount"})
    assert date.fromisoformat(frame["date"]).isoformat() == frame["date"]
    assert isinstance(frame["headcount"], int)
    assert frame["headcount"] > 0


def test_ideas_lie_in_clusters_that_exist(script: dict[str, Any]) -> None:
    clusters, ideas = script["clusters"], script["ideas"]
    assert 5 <= len(clusters) <= 7
    assert all(is_text(title) for title in clusters)
    assert len(set(clusters)) == len(clusters)
    for idea in ideas:
        assert {"text", "cluster"} <= set(idea) <= {"text", "cluster", "initiative"}
        assert is_text(idea["text"])
        assert is_text(idea.get("initiative", "left out"))
        assert idea["cluster"] is None or idea["cluster"] in range(len(clusters))
    texts = [idea["text"] for idea in ideas]
    assert len(set(texts)) == len(texts)
    assert {idea["cluster"] for idea in ideas} >= set(range(len(clusters))), "an empty cluster"


def test_plan_has_owners_and_dates_after_the_session(script: dict[str, Any]) -> None:
    assert 5 <= len(script["owners"]) <= 8
    assert all(is_text(owner) for owner in script["owners"])
    held = date.fromisoformat(script["frame"]["date"])
    assert script["due"]
    assert all(date.fromisoformat(due) > held for due in script["due"])


def test_approvals_are_ballots_of_those_present(script: dict[str, Any]) -> None:
    if "approvals" not in script:
        return
    assert len(script["approvals"]) <= script["frame"]["headcount"]
    for ballot in script["approvals"]:
        assert ballot == sorted(set(ballot))
        assert set(ballot) <= set(range(len(script["ideas"])))


def test_school_day_has_groups_that_are_shown_and_some_that_are_not() -> None:
    script = read_script("school-day")
    assert len(script["voters"]) == script["frame"]["headcount"]
    assert set(script["voters"]) == {"", *script["breakdown"]["groups"]}
    sizes = [script["voters"].count(group) for group in script["breakdown"]["groups"]]
    assert max(sizes) >= 6 > min(sizes)


def test_school_day_leaves_a_few_ideas_unsorted() -> None:
    ideas = read_script("school-day")["ideas"]
    assert 48 <= len(ideas) <= 56
    assert 3 <= sum(idea["cluster"] is None for idea in ideas) <= 6


def test_youth_policing_is_true_to_its_source() -> None:
    script = read_script("youth-policing")
    texts, approvals = ideas_and_approvals(TESTS / "data" / "youth-policing")
    assert [idea["text"] for idea in script["ideas"]] == texts
    assert script["approvals"] == approvals
    assert len(texts) == 24
    assert len(approvals) == 26
    assert sum(not ballot for ballot in approvals) == 2


@pytest.mark.parametrize("name", ["comments.csv", "participants-votes.csv"])
def test_copied_source_is_unchanged(shared_data: Path, name: str) -> None:
    original = shared_data / "youth-policing" / name
    if not original.is_file():
        pytest.skip(f"no original at {original}")
    assert (TESTS / "data" / "youth-policing" / name).read_bytes() == original.read_bytes()
