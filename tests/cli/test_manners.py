"""How the command line behaves where streams are closed or full, and places and names are odd."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FULL = Path("/dev/full")


def call(*words: str | bytes | Path, redirect: str = "") -> tuple[int, str, str]:
    program = [sys.executable, "-m", "workshop_studio", *words]
    if redirect:
        program = ["sh", "-c", f'exec "$0" "$@" {redirect}', *program]
    done = subprocess.run(program, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def told(*words: str | bytes | Path) -> dict[str, Any]:
    code, out, err = call(*words)
    assert (code, err) == (0, "")
    result: dict[str, Any] = json.loads(out.splitlines()[-1])
    return result


def line(code: int, *words: str | bytes | Path) -> str:
    """The one line of a command that ends so, and prints nothing else."""
    ended, out, err = call(*words, "--lang", "en")
    assert (ended, out, err.count("\n")) == (code, "", 1)
    assert "bug" not in err
    return err


def new(path: Path | bytes, technique: str = "brainstorm") -> dict[str, Any]:
    return told("new", path, "--technique", technique, "--title", "X")


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix closes the streams")
def test_a_closed_stream_is_no_bug(tmp_path: Path) -> None:
    file = tmp_path / "x.workshop"
    new(file)
    assert call("show", file, "--json", redirect=">&-") == (0, "", "")
    assert call("nonsense", redirect="2>&-") == (2, "", "")


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("words", [("--help",), ("--version",), ("recover", "--json")])
def test_a_full_disk_under_the_output_is_one_line(words: tuple[str, ...]) -> None:
    code, _, err = call(*words, "--lang", "en", redirect=">/dev/full")
    assert (code, err.count("\n")) == (1, 1)
    assert "The system refused" in err


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are Unicode there")
def test_a_name_that_is_no_text_can_be_used_and_a_text_that_is_none_not(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    file, ideas = folder + b"/\xff.workshop", folder + b"/\xfe.csv"
    Path(os.fsdecode(ideas)).write_text("idea\nSkolehage\n", encoding="utf-8")
    new(file)
    assert told("import", file, ideas)["added"] == 1
    assert [idea["text"] for idea in told("show", file, "--json")["ideas"]] == ["Skolehage"]
    assert told("verify", file, "--json")["ok"] is True
    other = tmp_path / "other.workshop"
    assert "--title" in line(2, "new", other, "--technique", "brainstorm", "--title", b"\xff")
    assert not other.exists()


@pytest.mark.parametrize(
    "words",
    [("demo", "--out", ""), ("report", "x", "-o", ""), ("recover", "--out", ""), ("verify", "")],
)
def test_an_empty_name_of_a_file_or_folder_is_bad_use(words: tuple[str, ...]) -> None:
    assert "is empty" in line(2, *words)


def test_a_file_in_place_of_a_folder_is_bad_use(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("ours", encoding="utf-8")
    for words in (("demo", "--out"), ("recover", "--out"), ("screenshots",)):
        assert "notes.txt is no folder" in line(2, *words, notes)
    assert "is a folder" in line(2, "new", tmp_path, "--technique", "brainstorm", "--title", "X")
    assert notes.read_text(encoding="utf-8") == "ours"


def test_where_no_file_can_be_made_no_session_is_said_to_be_safe(tmp_path: Path) -> None:
    place = tmp_path / "no" / "x.workshop"
    said = line(1, "new", place, "--technique", "brainstorm", "--title", "X")
    assert "no session was begun" in said
    assert told("recover", "--json")["recovered"] == []


@pytest.mark.parametrize(
    "technique", ["how-now-wow", "impact-effort", "moscow", "weighted-matrix", "dot-vote"]
)
def test_ideas_come_into_the_first_step_that_works_on_them(tmp_path: Path, technique: str) -> None:
    file, ideas = tmp_path / "x.workshop", tmp_path / "ideas.csv"
    ideas.write_text("idea\nSkolehage\nSykkelvei\n", encoding="utf-8")
    new(file, technique)
    assert told("import", file, ideas) == {"added": 2, "refused": []}


def test_a_step_that_takes_no_ideas_is_named(tmp_path: Path) -> None:
    file, ideas = tmp_path / "x.workshop", tmp_path / "ideas.csv"
    ideas.write_text("idea\nSkolehage\n", encoding="utf-8")
    told("new", file, "--workshop", "need-to-idea", "--title", "X")
    before = file.read_bytes()
    assert "Step 1 takes no ideas" in line(2, "import", file, ideas, "--step", "1")
    assert file.read_bytes() == before
