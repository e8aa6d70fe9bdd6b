"""Scenarios that end in the midst, as kill -9 ends them, at operation 1, 2, 3, ... in turn.

``python -m tests.storage.killed SCENARIO FOLDER`` makes a folder for each operation and runs the
scenario there in a process of its own, which ends at that operation, until one comes through.
A scenario notes in the file ``acknowledged`` what it was told is safe.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.storage import examples
from tests.storage.faults import Killing
from workshop_studio.app.ports import Entry
from workshop_studio.domain.boxes import Slip
from workshop_studio.storage.disk import Disk
from workshop_studio.storage.files import Files
from workshop_studio.storage.journal import entry_body

FILE = "økt.workshop"
STATE = "state"
BOX = "vote.v1"
TOKEN = "a phone"  # no secret but a stand-in for one
ACKNOWLEDGED = "acknowledged"
MOST = 200


def _old_and_new() -> tuple[list[Entry], list[Entry]]:
    old = examples.small_entries(1)
    return old, [*old, *examples.further(old, 3)]


def _note(folder: Path, what: str) -> None:
    with (folder / ACKNOWLEDGED).open("a", encoding="utf-8") as notes:
        notes.write(what + "\n")


def _save(folder: Path, files: Files, entries: list[Entry], *, again: bool) -> None:
    path = folder / FILE
    disk = Disk(folder / STATE, files)
    disk.publish(
        path,
        examples.state_of(entries),
        [entry_body(entry) for entry in entries],
        revision=len(entries),
        expected=disk.read(path).fingerprint if again else None,
        members={"media/x": b"1"},
    )


def publish_new(folder: Path, files: Files) -> None:
    """The first publication of a file."""
    _save(folder, files, _old_and_new()[1], again=False)


def publish_again(folder: Path, files: Files) -> None:
    """A publication in the place of an older file."""
    _save(folder, files, _old_and_new()[1], again=True)


def _work(folder: Path, files: Files, *, opened: bool, done: bool) -> None:
    disk = Disk(folder / STATE, files)
    loaded = disk.read(folder / FILE) if opened else None
    run = disk.begin(examples.DOCUMENT, folder / FILE, loaded)
    entries = examples.small_entries(4)
    if loaded is not None:
        entries = examples.further(examples.small_entries(1), 5)
    for entry in entries[:2]:
        run.append([entry])
        _note(folder, f"entry {entry.number}")
    box = run.create_box(BOX)
    _note(folder, "box")
    for number in range(2):
        slip = Slip(box.key_of(TOKEN), {"i0": number + 1}, f"b{number}")
        run.put(BOX, [slip])
        _note(folder, f"slip {number}")
    run.append(entries[2:4])
    _note(folder, f"entry {entries[3].number}")
    run.drop_box(BOX)
    _note(folder, "dropped")
    run.append(entries[4:])
    _note(folder, f"entry {entries[4].number}")
    if done:
        _note(folder, "closing")
    run.close(done=done)
    _note(folder, "closed")


def run_new(folder: Path, files: Files) -> None:
    """A new session, left open."""
    _work(folder, files, opened=False, done=False)


def run_opened(folder: Path, files: Files) -> None:
    """An opened session, left open."""
    _work(folder, files, opened=True, done=False)


def run_done(folder: Path, files: Files) -> None:
    """A new session, closed with all in the file."""
    _work(folder, files, opened=False, done=True)


SCENARIOS: dict[str, tuple[Callable[[Path, Files], None], bool]] = {
    "publish-new": (publish_new, False),
    "publish-again": (publish_again, True),
    "run-new": (run_new, False),
    "run-opened": (run_opened, True),
    "run-done": (run_done, False),
}
"""Each scenario, and whether an older file is there before it."""


def main(scenario: str, root: Path, tear: bool) -> None:
    """Run the scenario with an end at each operation; in children that are forked if possible."""
    work, there = SCENARIOS[scenario]
    for number in range(1, MOST):
        folder = root / f"{scenario}-{number:03}"
        folder.mkdir()
        if there:
            _save(folder, Files(), _old_and_new()[0], again=False)
        if _ended(work, folder, number, tear):
            return
    raise AssertionError("a scenario comes through in the end")


def _ended(work: Callable[[Path, Files], None], folder: Path, number: int, tear: bool) -> bool:
    """Whether the scenario came through."""
    if hasattr(os, "fork"):
        child = os.fork()
        if child == 0:
            work(folder, Killing(number, tear=tear))
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    else:
        name = next(name for name, (one, _) in SCENARIOS.items() if one is work)
        arguments = ["-m", "tests.storage.killed", name, str(folder), str(tear), str(number)]
        code = subprocess.run([sys.executable, *arguments], check=False).returncode
    if code not in {0, 9}:
        raise AssertionError(f"the scenario failed with {code}")
    return code == 0


def at_every_operation(scenario: str, root: Path, *, tear: bool) -> list[Path]:
    """The folders in which the scenario was ended, and the last one in which it came through."""
    subprocess.run(
        [sys.executable, "-m", "tests.storage.killed", scenario, str(root), str(tear)],
        cwd=Path(__file__).parents[2],
        check=True,
    )
    return sorted(root.glob(f"{scenario}-*"))


if __name__ == "__main__":
    name, place, torn, *which = sys.argv[1:]
    if which:
        SCENARIOS[name][0](Path(place), Killing(int(which[0]), tear=torn == "True"))
    else:
        main(name, Path(place), torn == "True")
