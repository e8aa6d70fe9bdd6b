"""After a vote with known ballots, no byte on the disk joins a ballot or an idea to a person."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.e2e.on_disk import GROUPS, VOTERS, DiskRoom, cast, voting
from workshop_studio.app.vote_files import ballots_text, options_text
from workshop_studio.domain import commands as c
from workshop_studio.storage import codec
from workshop_studio.storage.files import REAL
from workshop_studio.storage.verify import verify


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


def objects(value: object) -> Iterator[Mapping[str, object]]:
    """Every object in a JSON value."""
    if isinstance(value, dict):
        yield value
        for inside in value.values():
            yield from objects(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from objects(inside)


def every_line(folder: Path) -> Iterator[str]:
    """Every line of every file in a folder, and of every member of those that are archives."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".workshop":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield from archive.read(name).decode().splitlines()
        elif path.is_file():
            yield from path.read_bytes().decode("utf-8", "replace").splitlines()


def json_in(line: str) -> object:
    """The JSON in a line, behind the sum that a journal's lines begin with; None for none."""
    start = line.find("{")
    if start < 0:
        return None
    try:
        found: object = json.JSONDecoder().raw_decode(line[start:])[0]
    except ValueError:
        return None
    return found


def joined(folder: Path, ideas: set[str]) -> list[Mapping[str, object]]:
    """The objects that say a group beside one ballot, however deep."""
    found = []
    for line in every_line(folder):
        for one in objects(json_in(line)):
            says_group = set(map(str, one.values())) & set(GROUPS)
            is_part = {"ballots", "totals"} <= one.keys()
            if says_group and not is_part and any(ideas & inner.keys() for inner in objects(one)):
                found.append(one)
    return found


def test_no_byte_joins_a_ballot_to_a_group_once_the_vote_is_closed(tmp_path: Path) -> None:
    room = DiskRoom(tmp_path / "state", REAL).begin()
    vote = cast(room, by_group=True)
    ideas = set(room.state.ideas)
    assert len(joined(tmp_path, ideas)) == 6  # in the box; else this test would prove nothing
    keys = {key for box in room.hub.snapshot.boxes.values() for key in box.slips}
    room.accept(c.CloseVote(vote=vote))
    publish(room, tmp_path / "session.workshop")
    record = room.state.votes[vote]
    (tmp_path / "out.csv").write_text(ballots_text(room.state, record, ".csv"), encoding="utf-8")
    (tmp_path / "out.pb").write_text(ballots_text(room.state, record, ".pb"), encoding="utf-8")
    (tmp_path / "ideas.csv").write_text(options_text(room.state, record), encoding="utf-8")
    assert joined(tmp_path, ideas) == []
    assert not list(tmp_path.rglob("box.*"))
    for name in ("out.csv", "out.pb", "ideas.csv"):
        assert "avdeling" not in (tmp_path / name).read_text(encoding="utf-8")
    written = "\n".join(every_line(tmp_path))
    assert GROUPS[0] in written  # in the setting and in the totals
    assert not [key for key in keys if key in written]
    assert verify(tmp_path / "session.workshop").ok
    room.hub._run.close(done=True)


@pytest.mark.parametrize("order", [1, -1])
def test_who_of_two_groups_gave_which_ballot_leaves_the_same_bytes(
    order: int, tmp_path: Path
) -> None:
    """What is kept follows from the ballots and the totals of groups, and from nothing else.

    In one room the first group gave both and nothing, and the second one each; in the other room
    it is the other way about. The totals are the same, and so must be all that is kept.
    """
    kept = []
    for swapped in (False, True):
        room = DiskRoom(tmp_path / f"{swapped}", REAL).begin()
        vote = voting(room, by_group=True)
        a, b, *_ = sorted(room.state.ideas)
        both_or_none: list[dict[str, int]] = [{a: 1, b: 1}, {}] * 2
        one_each: list[dict[str, int]] = [{a: 1}, {b: 1}] * 2
        first, second = (one_each, both_or_none) if swapped else (both_or_none, one_each)
        people = [(GROUPS[0], marks) for marks in first] + [(GROUPS[1], m) for m in second]
        for number, (group, marks) in list(enumerate(people))[::order]:
            sent = c.CastVote(vote=vote, marks=marks, group=group)
            room.send(sent, f"token {number}", id=f"envelope {number}")
        room.accept(c.CloseVote(vote=vote))
        found = room.state.votes[vote].breakdown
        assert found is not None
        assert [(p.ballots, p.totals[a], p.totals[b]) for p in found.parts] == [(4, 2, 2)] * 2
        history = list(room.hub._run.history(room.hub.snapshot.entries))
        kept.append((codec.encode(room.state), history))
        room.hub._run.close(done=True)
    assert kept[0] == kept[1]
