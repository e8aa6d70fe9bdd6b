"""After a vote with known ballots, no byte on the disk joins a ballot or an idea to a person."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.e2e.on_disk import VOTERS, DiskRoom, cast, voting
from workshop_studio.domain import commands as c
from workshop_studio.storage.files import REAL


def every_byte(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def publish(room: DiskRoom, path: Path) -> None:
    snapshot = room.hub.snapshot
    run = room.hub._run
    room.disk.publish(
        path, snapshot.state, run.history(snapshot.entries), revision=1, expected=None, members={}
    )


def test_no_byte_of_state_folder_or_file_joins_a_ballot_to_a_person(tmp_path: Path) -> None:
    room = DiskRoom(tmp_path / "state", REAL).begin()
    vote = cast(room)
    keys = {key for box in room.hub.snapshot.boxes.values() for key in box.slips}
    secrets = {box.secret.hex() for box in room.hub.snapshot.boxes.values()}
    while_open = every_byte(tmp_path)
    assert all(key.encode() in while_open for key in keys)  # else this test would prove nothing
    room.accept(c.CloseVote(vote=vote))
    publish(room, tmp_path / "session.workshop")
    with zipfile.ZipFile(tmp_path / "session.workshop") as archive:
        members = b"\n".join(archive.read(name) for name in archive.namelist())
    written = every_byte(tmp_path) + members
    for secret in (*VOTERS, *keys, *secrets):
        assert secret.encode() not in written
    assert b"token" not in written
    assert not list(tmp_path.rglob("box.*"))
    room.hub._run.close(done=True)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_ballots_and_envelopes_stand_the_same_whoever_voted_first(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    """The order of ballots on the disk says nothing of the order in which they came."""
    room = DiskRoom(tmp_path, REAL).begin()
    vote = voting(room)
    ideas = sorted(room.state.ideas)
    for number in order:
        marks = dict.fromkeys(ideas[: number + 1], 1)
        room.send(c.CastVote(vote=vote, marks=marks), VOTERS[number], id=f"envelope {number}")
    room.accept(c.CloseVote(vote=vote))
    [bundle] = room.state.bundles.values()
    known = [dict.fromkeys(ideas[: number + 1], 1) for number in range(3)]
    assert list(bundle.ballots) == sorted(known, key=json.dumps)
    assert room.state.votes[vote].envelopes == ("envelope 0", "envelope 1", "envelope 2")
    room.hub._run.close(done=True)


def test_what_a_participant_sends_is_written_without_time(tmp_path: Path) -> None:
    room = DiskRoom(tmp_path, REAL).begin()
    cast(room)
    entries = [json.loads(line) for line in room.hub._run.history(room.hub.snapshot.entries)]
    sent = [entry for entry in entries if entry["role"] == "participant"]
    assert len(sent) == len(VOTERS)
    assert all(entry.get("at") is None for entry in sent)
    assert all(entry.get("at") for entry in entries if entry["role"] == "facilitator")
    room.hub._run.close(done=True)
