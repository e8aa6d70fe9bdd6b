"""What is told of session files that nobody has opened, read from real files."""

import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.bench.sessions import library
from workshop_studio.app.headings import HeadingReader, Headings
from workshop_studio.app.ports import Loaded
from workshop_studio.domain.records import Frame
from workshop_studio.resources import resources
from workshop_studio.storage import session_file

SAMPLE = resources() / "samples" / "school-day.workshop"


class Counting:
    """Reads session files and counts."""

    def __init__(self) -> None:
        self.paths: list[Path] = []

    def __call__(self, path: Path) -> Loaded:
        self.paths.append(path)
        return session_file.read(path)


def look(folder: Path, *others: Path, reader: HeadingReader | None = None) -> Headings:
    return (reader or HeadingReader(session_file.read)).look(folder, others, lambda: False)


def test_a_session_is_told_with_its_frame_and_what_came_of_it(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "økt.workshop")
    (one,) = look(tmp_path).found
    assert one.title == "Mat og digital skolehverdag"
    assert one.group == "Ledergruppe Oppvekst vest"
    assert one.ideas > 40
    assert one.initiatives == 3
    assert "Alle barn og unge har en skoledag de mestrer" in one.texts
    assert one.group not in one.texts


def test_what_is_no_session_is_named_and_the_others_are_found(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "a.workshop")
    (tmp_path / "letter.workshop").write_text("Dear Sir or Madam")
    (tmp_path / "cut.workshop").write_bytes(SAMPLE.read_bytes()[:900])
    (tmp_path / "folder.workshop").mkdir()
    (tmp_path / "notes.txt").write_text("not looked at")
    found = look(tmp_path)
    assert len(found.found) == 1
    assert set(found.unreadable) == {"letter.workshop", "cut.workshop", "folder.workshop"}
    assert found.fault == ""


def test_recent_sessions_elsewhere_are_read_too_and_each_once(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside):
        folder.mkdir()
        shutil.copy(SAMPLE, folder / "a.workshop")
    os.utime(outside / "a.workshop", (1, 1))
    recent = (inside / "a.workshop", outside / "a.workshop", outside / "gone.workshop")
    found = look(inside, *recent)
    assert [one.path for one in found.found] == [str(recent[0]), str(recent[1])]
    assert found.unreadable == ()


def test_a_file_is_read_again_only_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.workshop"
    shutil.copy(SAMPLE, path)
    (tmp_path / "b.workshop").write_text("no session")
    read = Counting()
    reader = HeadingReader(read)
    first = look(tmp_path, reader=reader)
    assert look(tmp_path, reader=reader) == first
    assert len(read.paths) == 2
    os.utime(path, (5, 5))
    assert len(look(tmp_path, reader=reader).found) == 1
    assert read.paths[2:] == [path]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    assert look(tmp_path / "gone").fault == "missing"
    (tmp_path / "file").write_text("")
    assert look(tmp_path / "file").fault == "refused"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="modes do not bind here")
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0)
    try:
        assert look(folder).fault == "refused"
    finally:
        folder.chmod(0o700)


def test_reading_stops_when_nobody_waits(tmp_path: Path) -> None:
    for name in "abc":
        shutil.copy(SAMPLE, tmp_path / f"{name}.workshop")
    read = Counting()
    HeadingReader(read).look(tmp_path, (), lambda: len(read.paths) == 1)
    assert len(read.paths) == 1


def test_a_rehearsal_is_in_no_list(tmp_path: Path) -> None:
    books = library(tmp_path)
    for name, rehearsal in (("Real", False), ("Tried", True)):
        frame = Frame(title=name, date=date(2026, 11, 24))
        books.create("dot-vote", frame, rehearsal=rehearsal).close().result(20)
    found = books.headings([], lambda: False)
    assert [one.title for one in found.found] == ["Real"]
    assert found.unreadable == ()
