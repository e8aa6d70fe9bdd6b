"""The safe place: what was acknowledged is there after any end, and for one program at a time."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

import pytest

from tests.storage import examples, killed
from tests.storage.examples import DOCUMENT
from tests.storage.faults import Counting, PowerCut, PowerOffError, Refusing, ShortWrites
from workshop_studio.app.ports import Entry, Recoverable, Replayed
from workshop_studio.domain import events as e
from workshop_studio.domain.boxes import NOTHING, Slip
from workshop_studio.domain.errors import BadInput, Conflict, Failure
from workshop_studio.domain.state import State
from workshop_studio.storage import codec
from workshop_studio.storage.disk import Disk
from workshop_studio.storage.files import REAL, Files
from workshop_studio.storage.journal import entry_body
from workshop_studio.storage.log import seal
from workshop_studio.storage.runs import JOURNAL, JournalRun

ALL = examples.every_entry()
SOME = examples.small_entries(3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "Delt"
    folder.mkdir()
    return folder / "økt 1.workshop"


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "state")


def everything_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def crash(run: JournalRun) -> None:
    """Let go of the run's files as the end of a process does."""
    if run._log is not None:
        run._log.close()
    run._boxes.close()


def crashed(disk: Disk, path: Path, entries: list[Entry]) -> Recoverable:
    run = disk.begin(DOCUMENT, path, None)
    run.append(entries)
    crash(run)
    return only(disk)


def only(disk: Disk) -> Recoverable:
    found = disk.recoverable()
    assert len(found) == 1
    return found[0]


def publish(
    disk: Disk, path: Path, entries: list[Entry], *, history: bool = True, again: bool = False
) -> None:
    disk.publish(
        path,
        examples.state_of(entries),
        [entry_body(entry) for entry in entries] if history else [],
        revision=2 if again else 1,
        expected=disk.read(path).fingerprint if again else None,
        members={"media/x": b"\0\xff", "manifest.json": b'{"new": 1}'},
    )


def state_after(replayed: Replayed) -> State:
    return examples.state_of(replayed.entries, replayed.base)


# A run from its beginning to its end


def test_a_new_session_is_for_this_user_alone(disk: Disk, path: Path, tmp_path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    run.create_box("vote.v1")
    folder = run.folder
    assert folder.parent == tmp_path / "state" / "runs"
    assert folder.name.startswith(DOCUMENT + ".")
    if os.name != "nt":
        assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    run.close(done=True)
    assert everything_in(tmp_path / "state") == []


def test_what_was_appended_is_replayed(disk: Disk, path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    for entry in ALL[:5]:
        run.append([entry])
    run.append(ALL[5:])
    run.append([])
    crash(run)
    found = only(disk)
    assert found == Recoverable(
        folder=run.folder,
        document=DOCUMENT,
        running=False,
        path=path,
        title="Skolemat",
        entries=len(ALL),
        at=ALL[-1].at,
    )
    replayed = disk.replay(found)
    assert list(replayed.entries) == ALL
    assert replayed.base == State()
    assert (replayed.base_entries, replayed.revision, replayed.fingerprint) == (0, 0, None)
    assert (replayed.path, replayed.members, replayed.damaged) == (path, {}, "")
    more = examples.further(ALL, 2)
    replayed.run.append(more)
    assert list(replayed.run.history(ALL[-1].number + 1)) == [
        entry_body(entry) for entry in [*ALL, more[0]]
    ]
    replayed.run.close(done=False)
    again = disk.replay(only(disk))
    assert list(again.entries) == [*ALL, *more]
    again.run.close(done=True)
    assert disk.recoverable() == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
def test_a_path_that_is_no_text(disk: Disk, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe6.workshop"))
    found = crashed(disk, path, SOME)
    assert found.path == path
    assert disk.replay(found).path == path


def test_an_opened_and_untouched_session_leaves_nothing(path: Path, tmp_path: Path) -> None:
    files = Counting()
    disk = Disk(tmp_path / "state", files)
    publish(Disk(tmp_path), path, SOME)
    loaded = disk.read(path)
    run = disk.begin(DOCUMENT, path, loaded)
    assert list(run.history(len(SOME))) == [entry_body(entry) for entry in SOME]
    run.drop_box("vote.v1")
    run.close(done=True)
    run = disk.begin(DOCUMENT, path, loaded)
    run.close(done=False)
    assert files.done == []
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("history", [True, False], ids=["with history", "without"])
def test_an_opened_session_is_replayed_from_its_copy(disk: Disk, path: Path, history: bool) -> None:
    publish(disk, path, ALL, history=history)
    loaded = disk.read(path)
    run = disk.begin(DOCUMENT, path, loaded)
    more = examples.further(ALL if history else [], 2)
    run.append(more)
    lines = [entry_body(entry) for entry in [*ALL, *more]] if history else []
    assert list(run.history(more[-1].number)) == lines
    crash(run)
    path.unlink()
    found = only(disk)
    assert (found.title, found.entries) == ("Skolemat", 2)
    replayed = disk.replay(found)
    assert replayed.base == loaded.state
    assert replayed.base_entries == (len(ALL) if history else 0)
    assert list(replayed.entries) == more
    assert replayed.members == loaded.members
    assert (replayed.revision, replayed.fingerprint) == (1, loaded.fingerprint)
    assert list(replayed.run.history(more[-1].number)) == lines
    replayed.run.close(done=True)


def test_a_base_of_many_chunks(disk: Disk, path: Path) -> None:
    entries = examples.big_entries(300, 2, 1000)
    big = bytes(range(256)) * 1000
    disk.publish(
        path,
        examples.state_of(entries),
        [entry_body(entry) for entry in entries],
        revision=1,
        expected=None,
        members={"media/big": big, "media/none": b""},
    )
    loaded = disk.read(path)
    assert len(codec.encode(loaded.state)) > 2 * codec.CHUNK
    run = disk.begin(DOCUMENT, path, loaded)
    run.append(examples.further(entries))
    crash(run)
    replayed = disk.replay(only(disk))
    assert replayed.base == loaded.state
    assert replayed.members == {"media/big": big, "media/none": b""}
    assert b"\n".join(replayed.run.history(len(entries))) + b"\n" == loaded.history
    replayed.run.close(done=True)


def test_entries_go_on_without_a_gap(disk: Disk, path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    for entries in ([SOME[1]], [SOME[0], SOME[2]], [SOME[0], SOME[0]]):
        with pytest.raises(ValueError, match="go on"):
            run.append(entries)
    run.append(SOME[:1])
    with pytest.raises(ValueError, match="go on"):
        run.append(SOME[:1])
    run.close(done=True)


def test_the_fewest_calls_that_are_safe(path: Path, tmp_path: Path) -> None:
    files = Counting()
    run = Disk(tmp_path / "state", files).begin(DOCUMENT, path, None)
    run.append(SOME[:1])
    box = run.create_box("ideas.s1.1")
    files.done.clear()
    run.put("ideas.s1.1", [Slip(box.key_of("t"), "i0", "e1"), Slip(box.key_of("u"), "i1", "e2")])
    run.append(SOME[1:])
    assert files.done == ["write", "sync"] * 2
    run.put("ideas.s1.1", [])
    run.append([])
    assert files.done == ["write", "sync"] * 2
    run.close(done=True)


def test_a_disk_that_takes_a_little_at_a_time(path: Path, tmp_path: Path) -> None:
    disk = Disk(tmp_path / "state", ShortWrites())
    assert list(disk.replay(crashed(disk, path, ALL)).entries) == ALL


def test_the_title_follows_edits_and_undo(disk: Disk, path: Path) -> None:
    def titled(title: str, *, undo: bool) -> e.Event:
        if undo:
            was = e.Was(table="frame", key="", record={"title": title})
            return e.Undone(command="EditFrame", records=(was,))
        return e.FrameEdited(frame=examples.created().frame.model_copy(update={"title": title}))  # type: ignore[union-attr]

    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME[:1])
    number = 1
    for title, undo in (("To", False), ("Tre", False), ("To", True)):
        number += 1
        run.append([Entry(number, "facilitator", "x", "EditFrame", (titled(title, undo=undo),))])
        crash(run)
        found = only(disk)
        assert found.title == title
        run = disk.replay(found).run  # type: ignore[assignment]
    run.close(done=True)


# Boxes


def slips(box: Any, *bodies: Mapping[str, int] | str) -> list[Slip]:
    return [Slip(box.key_of(f"t{n % 2}"), body, f"b{n}") for n, body in enumerate(bodies)]


def test_boxes_are_replayed_and_dropped(disk: Disk, path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    vote, ideas = run.create_box("vote.v1"), run.create_box("ideas.s1.2")
    gone = run.create_box("vote.v0")
    run.put(gone.id, slips(gone, {"i0": 1}))
    run.drop_box(gone.id)
    run.drop_box(gone.id)
    run.drop_box("vote.never")
    votes = slips(vote, {"i0": 1}, {"i1": 2}, {}, {"æ": 3})
    run.put(vote.id, votes[:1])
    run.put(vote.id, votes[1:])
    run.put(ideas.id, slips(ideas, "i0"))
    crash(run)
    replayed = disk.replay(only(disk))
    assert replayed.boxes == {
        "vote.v1": vote.with_slips(votes),
        "ideas.s1.2": ideas.with_slips(slips(ideas, "i0")),
    }
    replayed.run.put(vote.id, slips(vote, {"i9": 1}))
    replayed.run.drop_box(ideas.id)
    replayed.run.close(done=False)
    again = disk.replay(only(disk))
    assert again.boxes == {"vote.v1": vote.with_slips([*votes, *slips(vote, {"i9": 1})])}
    again.run.close(done=True)
    assert disk.recoverable() == []


def test_what_was_taken_back_is_not_found_again(disk: Disk, path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    box = run.create_box("vote.v1")
    [first, second] = slips(box, {"i0": 1}, {"i1": 2})
    run.put(box.id, [first, second])
    run.put(box.id, [Slip(first.key, NOTHING, "e3"), second._replace(envelope="e3")])
    crash(run)
    [found] = disk.replay(only(disk)).boxes.values()
    assert found.ballots() == ({"i1": 2},)
    assert set(found.envelopes) == {"b0", "b1", "e3"}


def test_a_box_made_again_is_another(disk: Disk, path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    first = run.create_box("ideas.s1.1")
    run.put(first.id, slips(first, "i0"))
    second = run.create_box("ideas.s1.1")
    assert first.secret != second.secret
    assert len(second.secret) == 32
    crash(run)
    assert disk.replay(only(disk)).boxes == {"ideas.s1.1": second}


@pytest.mark.parametrize(
    "name",
    ["vote.V1", "vote.v1", "vote.../../../x", "vote.æ", "vote.", "CON", "", "x" * 300, "a\0"],
)
def test_any_id_makes_a_box_in_its_folder(disk: Disk, path: Path, name: str) -> None:
    run = disk.begin("../" + name, path, None)
    run.append(SOME)
    box = run.create_box(name)
    other = run.create_box("other")
    run.put(name, slips(box, {"i0": 1}))
    folder = run.folder
    assert folder.parent.name == "runs"
    assert len(list(folder.iterdir())) == 3
    crash(run)
    replayed = disk.replay(only(disk))
    assert replayed.boxes == {name: box.with_slips(slips(box, {"i0": 1})), "other": other}
    replayed.run.drop_box(name)
    assert len(list(folder.iterdir())) == 2
    replayed.run.close(done=True)


def test_a_box_holds_neither_time_nor_token(disk: Disk, path: Path, tmp_path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    box = run.create_box("vote.v1")
    token = "this-is-the-token-of-a-phone"
    run.put("vote.v1", [Slip(box.key_of(token), {"i0": 1}, "b1")])
    for file in everything_in(tmp_path / "state"):
        assert token.encode() not in file.read_bytes()
    head, slip = (run.folder / "box.vote.v1.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(head).keys() == {"crc", "box", "secret"}
    assert json.loads(slip).keys() == {"crc", "key", "body", "envelope"}
    run.drop_box("vote.v1")
    kept = b"".join(file.read_bytes() for file in everything_in(tmp_path / "state"))
    assert box.secret.hex().encode() not in kept
    assert box.key_of(token).encode() not in kept
    run.close(done=True)


def test_a_box_torn_at_every_byte(disk: Disk, path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    box = run.create_box("vote.v1")
    put = slips(box, {"i0": 1}, {"i1": 2})
    run.put(box.id, put[:1])
    run.put(box.id, put[1:])
    crash(run)
    file = run.folder / "box.vote.v1.jsonl"
    whole = file.read_bytes()
    ends = [n + 1 for n, byte in enumerate(whole) if byte == 10]
    for end in range(len(whole)):
        file.write_bytes(whole[:end])
        replayed = disk.replay(only(disk))
        kept = sum(one <= end for one in ends)
        expected = {box.id: box.with_slips(put[: kept - 1])} if kept else {}
        assert replayed.boxes == expected
        assert replayed.damaged == ""
        replayed.run.close(done=False)


def test_slips_of_one_envelope_are_all_there_or_none(disk: Disk, path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    box = run.create_box("vote.v1")
    before = slips(box, {"i0": 1})
    papers = [Slip(box.key_of(f"paper {n}"), {"i1": n}, "papers") for n in range(5)]
    run.put(box.id, before)
    run.put(box.id, papers)
    crash(run)
    file = run.folder / "box.vote.v1.jsonl"
    whole = file.read_bytes()
    begins = whole[:-1].rindex(b"\n") + 1
    for end in range(begins, len(whole) + 1):
        file.write_bytes(whole[:end])
        replayed = disk.replay(only(disk))
        kept = [*before, *papers] if end == len(whole) else before
        assert replayed.boxes == {box.id: box.with_slips(kept)}
        replayed.run.close(done=False)


def test_the_group_on_a_ballot_is_kept_with_it_and_goes_with_the_box(
    disk: Disk, path: Path
) -> None:
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    box = run.create_box("vote.v1")
    put = [
        Slip(box.key_of("one"), {"i0": 1}, "e1", "avdeling nord"),
        Slip(box.key_of("paper 1"), {"i1": 1}, "papers", "avdeling sør"),
        Slip(box.key_of("paper 2"), {"i1": 2}, "papers"),
    ]
    run.put(box.id, put)
    crash(run)
    replayed = disk.replay(only(disk))
    found = replayed.boxes[box.id]
    assert found == box.with_slips(put)
    told = [("", {"i1": 2}), ("avdeling nord", {"i0": 1}), ("avdeling sør", {"i1": 1})]
    assert sorted(found.grouped(), key=itemgetter(0)) == told
    replayed.run.drop_box(box.id)
    left = b"".join(one.read_bytes() for one in run.folder.rglob("*") if one.is_file())
    assert b"avdeling" not in left
    replayed.run.close(done=False)


def test_for_how_many_people_a_ballot_answers_is_kept_with_it(disk: Disk, path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    box = run.create_box("vote.v1")
    put = [Slip(box.key_of("table"), {"i0": 1}, "e1", "", 4), Slip(box.key_of("one"), {}, "e2")]
    run.put(box.id, put)
    crash(run)
    replayed = disk.replay(only(disk))
    found = replayed.boxes[box.id]
    assert (found.voters, found.heads) == (2, 5)
    assert found == box.with_slips(put)
    replayed.run.close(done=False)


@pytest.mark.parametrize("heads", [0, -7, 51, True, "4", 2.5, None])
def test_a_ballot_that_was_forged_to_be_of_other_people_is_one_persons_and_is_told(
    disk: Disk, path: Path, heads: object
) -> None:
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    box = run.create_box("vote.v1")
    table = slips(box, {"i0": 1}, {"i1": 2})
    run.put(box.id, [table[0]._replace(heads=4), table[1]])
    crash(run)
    file = run.folder / "box.vote.v1.jsonl"
    lines = file.read_bytes().splitlines()
    told = {key: value for key, value in json.loads(lines[2]).items() if key != "crc"}
    lines[2] = seal(json.dumps({**told, "heads": heads}).encode()).rstrip(b"\n")
    file.write_bytes(b"\n".join(lines) + b"\n")
    replayed = disk.replay(only(disk))
    assert replayed.damaged
    found = replayed.boxes[box.id]
    assert (found.voters, found.heads) == (2, 5)  # every ballot is kept
    replayed.run.close(done=True)


def test_a_damaged_box_is_told(disk: Disk, path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    box = run.create_box("vote.v1")
    put = slips(box, {"i0": 1}, {"i1": 2}, {"i2": 3})
    run.put(box.id, put)
    crash(run)
    file = run.folder / "box.vote.v1.jsonl"
    lines = file.read_bytes().split(b"\n")
    lines[2] = b"spoilt"
    file.write_bytes(b"\n".join(lines))
    replayed = disk.replay(only(disk))
    assert replayed.damaged
    assert replayed.boxes == {box.id: box.with_slips(put[:1])}
    replayed.run.close(done=True)


# Held by a program

HOLDER = """
import sys
from pathlib import Path
from tests.storage import examples
from workshop_studio.storage.disk import Disk
state, path, child = sys.argv[1:]
run = Disk(Path(state)).begin(examples.DOCUMENT, Path(path), None)
run.append(examples.small_entries(1))
if child == "child":
    import subprocess
    started = subprocess.Popen(["sleep", "60"], stdin=-3, stdout=-3, close_fds=False)
    print(started.pid)
print("held", flush=True)
sys.stdin.read()
"""


class Holder:
    """Another process that has a session open."""

    def __init__(self, state: Path, path: Path, *, child: bool = False) -> None:
        self.process: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(state), str(path), "child" if child else ""],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        out: IO[str] = self.process.stdout  # type: ignore[assignment]
        self.child = int(out.readline()) if child else None
        assert out.readline() == "held\n"

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def holders() -> Iterator[list[Holder]]:
    made: list[Holder] = []
    yield made
    for holder in made:
        holder.kill()
        if holder.child is not None:
            os.kill(holder.child, signal.SIGKILL)


def test_a_running_session_is_left_alone(
    disk: Disk, path: Path, tmp_path: Path, holders: list[Holder]
) -> None:
    holders.append(Holder(tmp_path / "state", path))
    found = only(disk)
    assert (found.running, found.document, found.entries) == (True, DOCUMENT, 0)
    if os.name != "nt":
        assert found.path == path
    before = {file: file.read_bytes() for file in everything_in(tmp_path / "state")}
    for work in (disk.replay, disk.discard):
        with pytest.raises(Conflict) as caught:
            work(found)
        assert caught.value.code == "journal.held"
    assert {file: file.read_bytes() for file in everything_in(tmp_path / "state")} == before
    holders[0].kill()
    found = only(disk)
    assert (found.running, found.entries) == (False, 2)
    replayed = disk.replay(found)
    assert only(disk).running
    replayed.run.close(done=False)
    assert not only(disk).running


@pytest.mark.skipif(os.name == "nt", reason="Windows closes what it does not inherit as well")
def test_a_program_that_a_session_started_does_not_hold_it(
    disk: Disk, path: Path, tmp_path: Path, holders: list[Holder]
) -> None:
    holders.append(Holder(tmp_path / "state", path, child=True))
    assert only(disk).running
    holders[0].kill()
    os.kill(holders[0].child or 0, 0)  # it is still there
    assert not only(disk).running


def test_one_document_in_two_runs(
    disk: Disk, path: Path, tmp_path: Path, holders: list[Holder]
) -> None:
    holders.append(Holder(tmp_path / "state", path))
    mine = disk.begin(DOCUMENT, path, None)
    mine.append(SOME)
    assert [found.running for found in disk.recoverable()] == [True, True]
    crash(mine)
    assert sorted(found.running for found in disk.recoverable()) == [False, True]
    crashed_run = next(found for found in disk.recoverable() if not found.running)
    replayed = disk.replay(crashed_run)
    assert list(replayed.entries) == SOME
    replayed.run.close(done=True)
    assert only(disk).running


# Ends at every operation


def acknowledged(folder: Path) -> list[str]:
    file = folder / killed.ACKNOWLEDGED
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def check_recovery(folder: Path, first: int) -> None:
    """All that was acknowledged is there, once, and nothing that was not sent."""
    notes = acknowledged(folder)
    disk = Disk(folder / killed.STATE)
    safe = max((int(note.split()[1]) for note in notes if note.startswith("entry")), default=first)
    found = disk.recoverable()
    if not found:
        # nothing was acknowledged, or all is in the file and the run was being deleted
        assert safe == first or "closing" in notes
        return
    assert len(found) == 1
    assert not found[0].damaged
    replayed = disk.replay(found[0])
    assert replayed.damaged == ""
    numbers = [entry.number for entry in replayed.entries]
    assert numbers == list(range(first + 1, first + 1 + len(numbers)))
    assert len(numbers) + first >= safe
    assert found[0].entries == len(numbers)
    put = [note for note in notes if note.startswith("slip")]
    box = replayed.boxes.get(killed.BOX)
    if "dropped" in notes:
        assert box is None
    elif put and len(numbers) + first < safe + 1 and box is not None:
        assert len(box.envelopes) >= len(put)
        [counts] = box.own(killed.TOKEN)
        assert counts.envelope == max(box.envelopes)  # the last of a key's ballots
    elif put:
        assert box is not None or f"entry {safe}" in notes
    last = replayed.entries[-1].number
    replayed.run.append(examples.further(list(replayed.entries)))
    replayed.run.close(done=False)
    assert disk.replay(only(disk)).entries[-1].number == last + 1


@pytest.mark.parametrize("scenario", ["run-new", "run-opened", "run-done"])
@pytest.mark.parametrize("tear", [False, True], ids=["between", "within a write"])
def test_killed_at_every_operation(tmp_path: Path, scenario: str, tear: bool) -> None:
    folders = killed.at_every_operation(scenario, tmp_path, tear=tear)
    assert len(folders) > 20
    for folder in folders:
        check_recovery(folder, first=2 if scenario == "run-opened" else 0)
    if scenario == "run-done":
        assert everything_in(folders[-1] / killed.STATE) == []


@pytest.mark.parametrize("how", [{}, {"keep": 0.5}, {"nul": True}])
@pytest.mark.parametrize("scenario", ["run-new", "run-opened", "run-done"])
def test_power_cut_at_every_operation(tmp_path: Path, scenario: str, how: dict[str, float]) -> None:
    work, there = killed.SCENARIOS[scenario]
    for at in range(1, killed.MOST):
        folder = tmp_path / f"{at}"
        folder.mkdir()
        if there:
            publish(Disk(folder / "elsewhere"), folder / killed.FILE, examples.small_entries(1))
        cut = PowerCut(at, **how)  # type: ignore[arg-type]
        try:
            work(folder, cut)
        except PowerOffError:
            cut.fall_out()
            check_recovery(folder, first=2 if there else 0)
            shutil.rmtree(folder)
        else:
            assert at > 20
            return


@pytest.mark.parametrize("name", ["write", "sync", "create", "sync_folder", "make_folder"])
@pytest.mark.parametrize("code", ["ENOSPC", "EIO"])
def test_after_any_refusal_all_goes_on(tmp_path: Path, path: Path, name: str, code: str) -> None:
    """What is refused is told, does not count, and can be done again at once."""
    import errno

    error = getattr(errno, code)
    for at in range(1, 60):
        state = tmp_path / f"{at}"
        files = Refusing(at, error, names=frozenset({name}))
        disk = Disk(state, files)
        told: list[str] = []

        def again(work: Any, told: list[str] = told) -> Any:
            try:
                return work()
            except Failure as failure:
                told.append(failure.code)
                return work()

        run: JournalRun = again(lambda disk=disk: disk.begin(DOCUMENT, path, None))
        for entry in SOME:
            again(lambda run=run, entry=entry: run.append([entry]))
        box = again(lambda run=run: run.create_box("vote.v1"))
        put = slips(box, {"i0": 1}, {"i1": 1})
        for slip in put:
            again(lambda run=run, slip=slip: run.put("vote.v1", [slip]))
        crash(run)
        expected = "journal.full_disk" if code == "ENOSPC" else "journal.not_written"
        assert set(told) <= {expected}
        replayed = Disk(state).replay(only(Disk(state)))
        assert list(replayed.entries) == SOME
        assert replayed.boxes == {box.id: box.with_slips(put)}
        assert replayed.damaged == ""
        replayed.run.close(done=True)
        assert everything_in(state) == []
        if not files.refused and at > 30:
            break


# Damage


def test_a_journal_torn_at_every_byte(disk: Disk, path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    for entry in SOME:
        run.append([entry])
    crash(run)
    file = run.folder / JOURNAL
    whole = file.read_bytes()
    ends = [n + 1 for n, byte in enumerate(whole) if byte == 10]
    for end in range(ends[1], len(whole), 3):
        for tail in (b"", b"\0" * 100):
            file.write_bytes(whole[:end] + tail)
            replayed = disk.replay(only(disk))
            assert list(replayed.entries) == SOME[: sum(one <= end for one in ends) - 1]
            assert replayed.damaged == ""
            replayed.run.close(done=False)
    for end in range(ends[1]):
        run.folder.mkdir(exist_ok=True)
        file.write_bytes(whole[:end])
        assert disk.recoverable() == []


def test_a_journal_damaged_in_the_midst(disk: Disk, path: Path) -> None:
    found = crashed(disk, path, ALL)
    file = found.folder / JOURNAL
    whole = file.read_bytes()
    lines = whole.split(b"\n")
    for at in range(2, len(ALL)):
        broken = b"\n".join([*lines[:at], lines[at].replace(b"e", b"f", 1), *lines[at + 1 :]])
        file.write_bytes(broken)
        seen = only(disk)
        assert (seen.damaged, seen.entries) == (True, at - 1)
        replayed = disk.replay(seen)
        assert list(replayed.entries) == ALL[: at - 1]
        assert replayed.damaged == f"{JOURNAL}:{at + 1}"
        replayed.run.append([replace(entry, envelope="new") for entry in ALL[at - 1 : at]])
        replayed.run.close(done=False)
        assert file.read_bytes() == broken
        after = disk.replay(only(disk))
        assert [entry.envelope for entry in after.entries][-1] == "new"
        assert len(after.entries) == at
        after.run.close(done=False)
        (found.folder / f"{JOURNAL}.1").unlink()


def test_damage_at_the_very_beginning_is_told_and_kept(disk: Disk, path: Path) -> None:
    found = crashed(disk, path, ALL)
    file = found.folder / JOURNAL
    broken = b"{" + file.read_bytes()
    file.write_bytes(broken)
    seen = only(disk)
    assert (seen.damaged, seen.document) == (True, DOCUMENT)
    with pytest.raises(BadInput) as caught:
        disk.replay(seen)
    assert caught.value.code == "journal.damaged"
    assert file.read_bytes() == broken
    disk.discard(seen)
    assert disk.recoverable() == []


def test_a_line_that_is_whole_but_wrong(disk: Disk, path: Path) -> None:
    found = crashed(disk, path, SOME)
    file = found.folder / JOURNAL
    whole = file.read_bytes()
    fine = entry_body(replace(examples.further(SOME)[0]))
    for wrong in (
        b'{"a":1}',
        entry_body(SOME[0]),
        entry_body(replace(SOME[0], number=9)),
        fine.replace(b'"IdeaAdded"', b'"IdeaDreamt"'),
    ):
        file.write_bytes(whole + seal(wrong) + seal(fine))
        replayed = disk.replay(only(disk))
        assert list(replayed.entries) == SOME
        assert replayed.damaged == f"{JOURNAL}:{len(SOME) + 2}"
        replayed.run.close(done=False)


def test_one_broken_folder_does_not_hide_the_others(disk: Disk, path: Path, tmp_path: Path) -> None:
    runs = tmp_path / "state" / "runs"
    good = crashed(disk, path, SOME)
    for name, content in (
        ("empty", None),
        ("blank.x", b""),
        ("torn.x", b'{"crc":'),
        ("nul.x", b"\0" * 4096),
        ("headless.x", seal(b'{"a":1}')),
        ("box.x", None),
    ):
        (runs / name).mkdir()
        if content is not None:
            (runs / name / JOURNAL).write_bytes(content)
    (runs / "a file").write_bytes(b"")
    (runs / "folder.x" / JOURNAL).mkdir(parents=True)
    (runs / "box.x" / "box.vote.v1.jsonl").write_bytes(b"x")
    assert disk.recoverable() == [good]
    # nobody can be making them any more
    for folder in runs.iterdir():
        os.utime(folder, (1, 1))
    assert disk.recoverable() == [good]
    left = {folder.name for folder in runs.iterdir()} - {good.folder.name}
    assert left == {"a file", "folder.x"}


def test_a_journal_of_a_newer_version_is_kept(disk: Disk, path: Path) -> None:
    found = crashed(disk, path, SOME)
    file = found.folder / JOURNAL
    newer = seal(b'{"format":2}') + file.read_bytes()
    file.write_bytes(newer)
    os.utime(found.folder, (1, 1))
    seen = only(disk)
    assert seen.damaged
    with pytest.raises(BadInput) as caught:
        disk.replay(seen)
    assert caught.value.code == "journal.newer"
    assert file.read_bytes() == newer


def test_what_is_gone_meanwhile(disk: Disk, path: Path) -> None:
    found = crashed(disk, path, SOME)
    disk.discard(found)
    for work in (disk.replay, disk.discard):
        with pytest.raises(BadInput) as caught:
            work(found)
        assert caught.value.code == "journal.gone"
    assert disk.recoverable() == []


def test_a_state_folder_that_is_a_file(path: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"")
    disk = Disk(tmp_path / "state")
    with pytest.raises(Failure) as caught:
        disk.begin(DOCUMENT, path, None)
    assert caught.value.code.startswith("journal.")


# The end of a run


def test_a_run_in_which_nothing_happened_is_deleted(disk: Disk, path: Path) -> None:
    disk.begin(DOCUMENT, path, None).close(done=False)
    assert disk.recoverable() == []


def test_a_crashed_run_in_which_nothing_happened_is_not_offered(disk: Disk, path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    crash(run)
    assert disk.recoverable() == []
    assert not run.folder.exists()


def test_a_full_disk_does_not_keep_a_run_from_ending(path: Path, tmp_path: Path) -> None:
    files = Refusing(10_000, 28, names=frozenset({"write", "sync"}), lasting=True)
    run = Disk(tmp_path / "state", files).begin(DOCUMENT, path, None)
    run.append(SOME)
    files.at = 0
    run.close(done=True)
    assert everything_in(tmp_path / "state") == []


def test_a_run_that_cannot_be_deleted_is_deleted_by_the_next_start(
    path: Path, tmp_path: Path
) -> None:
    class Sticky(Files):
        def remove(self, path: Path) -> None:
            raise PermissionError(13, "held")

    disk = Disk(tmp_path / "state", Sticky())
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    run.close(done=True)
    assert run.folder.exists()
    assert Disk(tmp_path / "state", REAL).recoverable() == []
    assert not run.folder.exists()


# The file of a crashed run


def test_a_file_that_the_crashed_run_published_is_its_own(disk: Disk, path: Path) -> None:
    publish(disk, path, SOME)
    run = disk.begin(DOCUMENT, path, disk.read(path))
    more = examples.further(SOME, 3)
    run.append(more)
    publish(disk, path, [*SOME, *more[:2]], again=True)
    ours = disk.read(path)
    crash(run)
    replayed = disk.replay(only(disk))
    assert replayed.fingerprint == ours.fingerprint
    assert replayed.revision == 2
    replayed.run.close(done=True)


def test_a_new_file_that_the_crashed_run_published_is_its_own(disk: Disk, path: Path) -> None:
    run = disk.begin(DOCUMENT, path, None)
    run.append(SOME)
    publish(disk, path, SOME)
    crash(run)
    replayed = disk.replay(only(disk))
    assert replayed.fingerprint == disk.read(path).fingerprint
    replayed.run.close(done=True)


def test_without_history_the_state_tells_whose_a_file_is(disk: Disk, path: Path) -> None:
    publish(disk, path, SOME, history=False)
    base = disk.read(path)
    run = disk.begin(DOCUMENT, path, base)
    more = examples.further([], 3)
    run.append(more)
    states = [examples.state_of(more[:n], base.state) for n in range(4)]
    theirs = examples.state_of(examples.further(ALL, 9), base.state)
    crash(run)
    for state, ours in ((states[2], True), (states[3], True), (theirs, False)):
        disk.publish(
            path,
            state,
            [],
            revision=5,
            expected=disk.read(path).fingerprint,
            members={},
        )
        replayed = disk.replay(only(disk))
        there = disk.read(path).fingerprint
        assert replayed.fingerprint == (there if ours else base.fingerprint)
        replayed.run.close(done=False)


def test_a_file_that_somebody_else_changed_is_theirs(disk: Disk, path: Path) -> None:
    publish(disk, path, SOME)
    first = disk.read(path)
    run = disk.begin(DOCUMENT, path, first)
    run.append(examples.further(SOME, 3))
    crash(run)
    theirs = [replace(entry, envelope="other") for entry in examples.further(SOME, 3)]
    publish(disk, path, [*SOME, *theirs], again=True)
    assert disk.replay(only(disk)).fingerprint == first.fingerprint
