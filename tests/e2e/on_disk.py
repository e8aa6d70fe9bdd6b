"""A room on a real disk, whose operations on it can be counted and cut short."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from tests.fakes import Room
from workshop_studio.app.hub import Hub
from workshop_studio.domain import commands as c
from workshop_studio.domain.boxes import Box
from workshop_studio.domain.records import Vote
from workshop_studio.steps.registry import KINDS
from workshop_studio.steps.vote_result import ballots_of
from workshop_studio.storage.disk import Disk
from workshop_studio.storage.files import Files

DIED = 7
VOTERS = ("token of phone one", "token of phone two", "token of phone three")


class DyingFiles(Files):
    """The operating system, and the death of the process before the n-th call that changes it."""

    def __init__(self, at: int) -> None:
        self._left = at
        self.armed = False

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and name != "armed" and self.armed:
            self._left -= 1
            if self._left == 0:
                os._exit(DIED)
        return super().__getattribute__(name)


class DiskRoom(Room):
    """A room whose safe place is a folder."""

    def __init__(self, folder: Path, files: Files) -> None:
        super().__init__()
        self.disk = Disk(folder, files)
        path = folder / "session.workshop"
        self.hub = Hub(
            self.disk.begin("doc", path, None),
            KINDS,
            clock=self.clock,
            new_id=self.new_id,
            epoch="epoch",
        )


GROUPS = ("avdeling nord", "avdeling sør", "avdeling vest")


def voting(room: Room, *, by_group: bool = False) -> str:
    """Bring a room to an open vote on three ideas, perhaps told by groups; the vote's id."""
    collect = room.step("collect")
    room.accept(c.GoTo(step=collect))
    room.accept(c.OpenStep(step=collect))
    for number, token in enumerate(VOTERS):
        room.accept(c.AddIdea(step=collect, text=f"idé nummer {number}"), token)
    room.accept(c.CloseStep(step=collect))
    room.accept(c.Reveal(step=collect))
    step = room.step("vote", 1)
    room.accept(c.GoTo(step=step))
    if by_group:
        asked: JsonValue = {"by": "area", "groups": list(GROUPS), "least": 3}
        params = {**room.state.steps[step].params, "breakdown": asked}
        room.accept(c.EditStep(step=step, params=params))
    [vote] = room.accept(c.OpenVote(step=room.step("vote", 1)))
    return vote


def cast(room: Room, *, by_group: bool = False) -> str:
    """Bring a room to a vote with three known ballots; the vote's id.

    By groups, there are twice three of them, and each group has three.
    """
    vote = voting(room, by_group=by_group)
    ideas = sorted(room.state.ideas)
    people = [(VOTERS[n], "") for n in range(3)]
    if by_group:
        people = [(f"token of phone {n}", GROUPS[n // 3]) for n in range(6)]
    for number, (token, group) in enumerate(people):
        marks = dict.fromkeys(ideas[: number % 3 + 1], 1)
        room.accept(c.CastVote(vote=vote, marks=marks, group=group), token)
    return vote


def _groups_are_whole(vote: Vote, boxes: Iterable[Box]) -> None:
    """With the ballots in the box while the vote is open, and then in the totals alone."""
    if vote.status == "open":
        [box] = boxes
        named = sorted(group for group, _ in box.grouped())
        assert named == sorted(GROUPS[n // 3] for n in range(6))
        assert vote.breakdown is None
    else:
        assert vote.breakdown is not None
        parts = [(part.group, part.ballots) for part in vote.breakdown.parts]
        assert parts == [(GROUPS[0], 3), (GROUPS[1], 3)]


def after_the_crash(folder: Path) -> str:
    """Start again on what a crash left; ``open`` or ``closed``, with every ballot in either."""
    disk = Disk(folder)
    [found] = disk.recoverable()
    assert not found.running
    replayed = disk.replay(found)
    room = Room()
    hub = Hub.restored(replayed, KINDS, clock=room.clock, new_id=room.new_id, epoch="after")
    state, boxes = hub.snapshot.state, hub.snapshot.boxes
    [vote] = state.votes.values()
    ballots = ballots_of(state.bundles, vote.id) if vote.status == "closed" else None
    if ballots is None:
        [box] = boxes.values()
        ballots = list(box.ballots())
    lengths = sorted(len(ballot) for ballot in ballots)
    if "breakdown" in vote.rule:
        assert lengths == [1, 1, 2, 2, 3, 3]
        _groups_are_whole(vote, boxes.values())
    else:
        assert lengths == [1, 2, 3]
    left = [path.name for path in found.folder.glob("box.*")]
    assert len(left) == (1 if vote.status == "open" else 0)
    replayed.run.close(done=False)
    return vote.status
