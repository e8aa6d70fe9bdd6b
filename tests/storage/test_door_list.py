"""The door list beside the journal, on a real disk."""

import json
import shutil
from pathlib import Path

import pytest

from tests.bench.sessions import library
from workshop_studio.app.door import Policy
from workshop_studio.app.people import Join, Joined
from workshop_studio.app.room import Room
from workshop_studio.domain.errors import Failure
from workshop_studio.domain.records import Frame
from workshop_studio.storage.log import body_of, read_log, seal

PATIENCE = 10.0


def _join(room: Room, name: str = "") -> Joined:
    joined = room.join(Join(f"join of {name}", "here", key=room.key, name=name))
    assert isinstance(joined, Joined)
    return joined


def test_it_lets_the_same_phones_in_after_a_crash_and_dies_with_the_session(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    desk = shelf.new_desk("brainstorm", Frame(title="Skoledagen"))
    room = Room(desk.door)
    kari = _join(room, "Kari")
    code, key = room.code, room.key
    desk._run.close(done=False)  # as a crash leaves it: the lock gone, all files there
    [found] = shelf.recoverable()
    session = shelf.recover(found)
    again = Room(session.door)
    assert (again.code, again.key) == (code, key)
    guest = again.guest(kari.token)
    assert guest is not None
    assert guest.name == "Kari"
    _join(again, "Ola")
    session.close().result(PATIENCE)
    assert not found.folder.exists()
    with pytest.raises(Failure):
        _join(again, "Nils")


def test_how_one_joins_and_who_was_made_one_hold_after_a_crash(tmp_path: Path) -> None:
    shelf, strict = library(tmp_path), Policy(names="required", approval=True, tables=False)
    desk = shelf.new_desk("brainstorm", Frame(title="Skoledagen"))
    room = Room(desk.door)
    kari, twice = _join(room, "Kari"), _join(room, "Kari igjen")
    goes, stays = (
        next(one.id for one in room.snapshot.participants if one.name == name)
        for name in ("Kari igjen", "Kari")
    )
    room.merge(goes, into=stays)
    room.set_policy(strict)
    desk._run.close(done=False)
    [found] = shelf.recoverable()
    with shelf.recover_desk(found) as recovered:
        again = Room(recovered.door)
        assert again.policy == strict
        back = again.join(Join("another phone", "here", personal=twice.personal))
        assert isinstance(back, Joined)
        assert again.guest(back.token) is again.guest(kari.token) is not None


def test_a_list_of_the_version_before_lets_the_same_phones_in(tmp_path: Path) -> None:
    """It said neither how one joins nor who was made one with another."""
    shelf = library(tmp_path)
    desk = shelf.new_desk("brainstorm", Frame(title="Skoledagen"))
    kari = _join(Room(desk.door), "Kari")
    desk._run.close(done=False)
    [found] = shelf.recoverable()
    path = found.folder / "door.jsonl"
    before = [
        {
            name: value
            for name, value in body_of(line).items()
            if name not in {"policy", "into", "crc"}
        }
        for line in read_log(path).lines
    ]
    path.write_bytes(b"".join(seal(json.dumps(line).encode()) for line in before))
    with shelf.recover_desk(found) as recovered:
        room = Room(recovered.door)
        assert room.guest(kari.token)
        assert room.policy == Policy()


def test_a_torn_last_line_was_nobody_who_was_let_in(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    desk = shelf.new_desk("brainstorm", Frame(title="Skoledagen"))
    kari = _join(Room(desk.door), "Kari")
    desk._run.close(done=False)
    [found] = shelf.recoverable()
    with (found.folder / "door.jsonl").open("ab") as opened:
        opened.write(b'{"crc":"12345678","seat":"torn')
    with shelf.recover_desk(found) as desk:
        room = Room(desk.door)
        assert room.guest(kari.token)
        assert len(room.snapshot.participants) == 1
        _join(room, "Ola")
        assert len(Room(desk.door).snapshot.participants) == 2


def test_an_opened_session_that_nobody_changed_leaves_no_door_list(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    with shelf.new_desk("brainstorm", Frame(title="Skoledagen")) as desk:
        path = desk.path
    session = shelf.open(path)
    _join(Room(session.door), "Kari")
    session.close().result(PATIENCE)
    assert shelf.recoverable() == []


def test_who_had_joined_before_anything_happened_is_in_after_a_crash(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    with shelf.new_desk("brainstorm", Frame(title="Skoledagen")) as desk:
        path = desk.path
    crashed = shelf.open_desk(path)
    room = Room(crashed.door)
    kari = _join(room, "Kari")
    [found] = shelf.recoverable()
    assert found.running
    left = shutil.copytree(found.folder, tmp_path / "left")  # closing would delete it
    crashed._run.close(done=False)
    shutil.copytree(left, found.folder)
    session = shelf.open(path)
    again = Room(session.door)
    assert (again.key, again.code) == (room.key, room.code)
    assert again.guest(kari.token) is not None
    session.close().result(PATIENCE)
    assert shelf.recoverable() == []
