"""``ballots``: what leaves a session can be counted again by ``tally``, and names nobody."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import call, refused, told


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return told("demo", "--out", tmp_path_factory.mktemp("demo"), "--seed", 3)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("ending", [".csv", ".pb"])
def test_what_is_exported_counts_the_same(
    demo: dict[str, Any], tmp_path: Path, number: int, ending: str
) -> None:
    out, ideas = tmp_path / f"ballots{ending}", tmp_path / "ideas.csv"
    words = ("ballots", demo["file"], "--vote", number, "-o", out, "--ideas", ideas, "--json")
    said = told(*words)
    vote = told("show", demo["file"], "--json")["votes"][number - 1]
    assert said["vote"] == vote["id"]
    assert (said["number"], said["ballots"], said["hands"]) == (number, vote["ballots"], 0)
    files = ("--ballots", out, *(() if ending == ".pb" else ("--ideas", ideas)))
    again = told("tally", "--method", said["method"], *files, "--json")
    assert [(one["id"], one["total"], one["rank"]) for one in again["options"]] == [
        (one["id"], one["total"], one["rank"]) for one in vote["options"]
    ]
    assert (again["ballots"], again["abstentions"]) == (vote["ballots"], vote["abstentions"])
    assert again["refused"] == []


def test_the_last_vote_is_taken_unless_one_is_named(demo: dict[str, Any], tmp_path: Path) -> None:
    said = told("ballots", demo["file"], "-o", tmp_path / "a.csv", "--json")
    assert said["number"] == 2
    assert said["ideas"] is None


def test_nothing_says_who_voted_or_in_which_order(demo: dict[str, Any], tmp_path: Path) -> None:
    out = tmp_path / "ballots.csv"
    told("ballots", demo["file"], "-o", out, "--json")
    text = out.read_text(encoding="utf-8")
    assert "phone" not in text
    ballots: dict[int, list[str]] = {}
    for line in text.splitlines()[1:]:
        number, rest = line.split(",", 1)
        ballots.setdefault(int(number), []).append(rest)
    assert list(ballots) == list(range(1, len(ballots) + 1))
    vote = told("show", demo["file"], "--json")["votes"][1]
    first = [lines[0] for lines in ballots.values()]
    assert first[0] == ","  # those that are blank stand first, whenever they came
    assert sum(line == "," for line in first) == vote["abstentions"]


def test_bad_use_is_one_line(demo: dict[str, Any], tmp_path: Path) -> None:
    assert "--vote" in refused("ballots", demo["file"], "-o", tmp_path / "a.csv", "--vote", 9)
    assert ".pb" in refused("ballots", demo["file"], "-o", tmp_path / "a.txt")
    new = tmp_path / "new.workshop"
    told("new", new, "--technique", "brainstorm", "--title", "T")
    assert "no closed vote" in refused("ballots", new, "-o", tmp_path / "a.csv", "--lang", "en")
    before = Path(demo["file"]).read_bytes()
    copy = tmp_path / "copy.csv"
    copy.write_bytes(before)
    refused("ballots", copy, "-o", copy)
    assert copy.read_bytes() == before


@pytest.mark.parametrize("fault", ["a folder stands there", "the disk is full"])
def test_where_it_cannot_write_it_says_so(demo: dict[str, Any], tmp_path: Path, fault: str) -> None:
    out = tmp_path / "a.csv"
    if fault == "a folder stands there":
        out.mkdir()
    elif Path("/dev/full").exists():
        out.symlink_to("/dev/full")
    else:
        pytest.skip("this system has no disk that is always full")
    code, said, err = call("ballots", demo["file"], "-o", out)
    assert (code, said, err.count("\n")) == (1, "", 1)
    assert "a.csv" in err
    assert "Traceback" not in err
