"""A program killed at any moment: the next start offers all that was acknowledged."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.on_disk import DIED, after_the_crash

PROGRAM = [sys.executable, "-m", "workshop_studio"]


def told(*words: str) -> dict[str, list[dict[str, object]]]:
    done = subprocess.run(
        [*PROGRAM, *words], capture_output=True, text=True, encoding="utf-8", check=True
    )
    result: dict[str, list[dict[str, object]]] = json.loads(done.stdout.splitlines()[-1])
    return result


@pytest.mark.parametrize("after", [1, 2, 9, 25, 32, 60, 90])
def test_killed_after_some_acknowledgements_nothing_acknowledged_is_lost(
    after: int, tmp_path: Path
) -> None:
    words = [*PROGRAM, "demo", "--out", str(tmp_path / "out"), "--acks", "--sample", "school-day"]
    acknowledged: list[dict[str, object]] = []
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8") as demo:
        assert demo.stdout is not None
        for line in demo.stdout:
            acknowledged.append(json.loads(line))
            if len(acknowledged) == after:
                os.kill(demo.pid, signal.SIGKILL)
                break
        acknowledged += [json.loads(line) for line in demo.stdout if line.endswith("}\n")]
    listed = told("recover", "--json")
    assert [row["title"] for row in listed["recovered"]] != []
    rescued = told("recover", "--out", str(tmp_path / "rescued"), "--json")
    [row] = rescued["recovered"]
    assert rescued["running"] == []
    shown = told("show", str(row["file"]), "--json")
    made = {
        one
        for ack in acknowledged
        if ack["kind"] in {"AddIdea", "MakeCluster", "OpenVote", "PlanInitiative"}
        for one in ack["made"]  # type: ignore[attr-defined]
    }
    there = {
        one["id"] for kind in ("ideas", "clusters", "votes", "initiatives") for one in shown[kind]
    }
    assert made <= there
    assert told("verify", str(row["file"]), "--json")["ok"]


def test_a_running_session_is_not_taken_over(tmp_path: Path) -> None:
    words = [*PROGRAM, "demo", "--out", str(tmp_path), "--acks"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8") as demo:
        assert demo.stdout is not None
        demo.stdout.readline()
        os.kill(demo.pid, signal.SIGSTOP)
        try:
            found = told("recover", "--out", str(tmp_path / "rescued"), "--json")
        finally:
            os.kill(demo.pid, signal.SIGCONT)
        demo.stdout.read()
    assert found["recovered"] == []
    assert len(found["running"]) == 1
    assert told("recover", "--json")["running"] == []


CLOSING = """
import os, sys
from pathlib import Path
from tests.e2e.on_disk import DiskRoom, DyingFiles, cast
files = DyingFiles(int(sys.argv[2]))
room = DiskRoom(Path(sys.argv[1]), files).begin()
vote = cast(room, by_group=sys.argv[3] == "groups")
files.armed = True
from workshop_studio.domain.commands import CloseVote
room.accept(CloseVote(vote=vote))
os._exit(0)
"""


@pytest.mark.parametrize("kind", ["plain", "groups"])
def test_killed_between_any_two_writes_of_a_votes_close(kind: str, tmp_path: Path) -> None:
    """After each the vote is open with every ballot in its box, or closed with every ballot."""
    outcomes = []
    for number in range(1, 50):
        state = tmp_path / str(number)
        words = [sys.executable, "-c", CLOSING, str(state), str(number), kind]
        done = subprocess.run(words, check=False)
        outcomes.append(after_the_crash(state))
        if done.returncode == 0:
            break
        assert done.returncode == DIED
    else:
        pytest.fail("the close of a vote does not come to an end")
    assert outcomes[0] == "open"
    assert outcomes[-1] == "closed"
    assert len(outcomes) > 3  # there were writes to die between
    first_closed = outcomes.index("closed")
    assert set(outcomes[first_closed:]) == {"closed"}
