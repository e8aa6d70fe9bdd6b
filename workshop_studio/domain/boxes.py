"""Ballot boxes: what must not be joined to a person once it is closed.

While a vote is open its ballots lie in a box as slips, each with the group that its voter may
have named; the last slip of a key counts, and closing takes ballots and groups apart. Who wrote
an idea of an open collect step is kept in the same way. A key is an HMAC of the sender's token
with a secret of the box, so that two boxes cannot be compared, and the secret goes with the box.
"""

from __future__ import annotations  # rpds' map takes no type arguments at run time

import hashlib
import hmac
import json
from collections.abc import Iterable
from typing import Final, NamedTuple

from rpds import HashTrieMap

from workshop_studio.domain.records import Marks
from workshop_studio.domain.state import State

MOST_HEADS: Final = 50
"""Most people that one phone answers for."""
NOTHING: Final = ""
"""The body of a slip that takes back all that its key had in the box."""


class Slip(NamedTuple):
    """One record in a box: a ballot, the id of an idea that the key's holder wrote, or NOTHING."""

    key: str
    body: Marks | str
    envelope: str
    group: str = ""
    """The group of voters that a ballot's sender named; empty where they named none."""
    heads: int = 1
    """For how many people the sender of a ballot answers."""


class Box(NamedTuple):
    """The slips of one open vote or collect step, and the secret that makes its keys."""

    id: str
    secret: bytes
    slips: HashTrieMap[str, tuple[Slip, ...]] = HashTrieMap()
    envelopes: HashTrieMap[str, None] = HashTrieMap()
    beside: int = 0
    """How many people more the slips answer for than there are keys."""

    def key_of(self, token: str) -> str:
        """The key under which the holder of a token stands in this box."""
        # Not hmac.digest: it lets go of the interpreter's lock for an instant, each time. Who waits
        # for the lock is woken and finds it taken again; the windows then hardly ever get it.
        return hmac.new(self.secret, token.encode(), "sha256").hexdigest()

    def with_slip(self, slip: Slip) -> Box:
        """The box with one slip more; of a key's ballots only the last is kept."""
        envelopes = self.envelopes.insert(slip.envelope, None)
        before = self.slips.get(slip.key)
        beside = self.beside if before is None else self.beside + 1 - before[-1].heads
        if slip.body == NOTHING:
            return Box(self.id, self.secret, self.slips.discard(slip.key), envelopes, beside)
        mine = (*before, slip) if before is not None and isinstance(slip.body, str) else (slip,)
        slips = self.slips.insert(slip.key, mine)
        return Box(self.id, self.secret, slips, envelopes, beside + slip.heads - 1)

    def with_slips(self, slips: Iterable[Slip]) -> Box:
        """The box with many slips more."""
        box = self
        for slip in slips:
            box = box.with_slip(slip)
        return box

    def order_of(self, token: str, items: Iterable[str]) -> list[str]:
        """The items in an order of the token's own: always the same, and nobody else's."""
        key = self.key_of(token)
        return sorted(items, key=lambda item: hashlib.sha256(f"{key}{item}".encode()).digest())

    def own(self, token: str) -> tuple[Slip, ...]:
        """The slips of the holder of a token, oldest first."""
        return self.slips.get(self.key_of(token)) or ()

    @property
    def voters(self) -> int:
        """How many have put something in."""
        return len(self.slips)

    @property
    def heads(self) -> int:
        """For how many people something was put in: a phone may answer for a table."""
        return len(self.slips) + self.beside

    def ballots(self) -> tuple[Marks, ...]:
        """The ballots that count, without keys, sorted by content."""
        last = [slips[-1].body for slips in self.slips.values()]
        return tuple(
            sorted(
                (dict(sorted(m.items())) for m in last if not isinstance(m, str)), key=json.dumps
            )
        )

    def grouped(self) -> tuple[tuple[str, Marks], ...]:
        """The ballots that count, each with the group that stands on it; only for counting."""
        last = [slips[-1] for slips in self.slips.values()]
        return tuple((slip.group, slip.body) for slip in last if not isinstance(slip.body, str))


def vote_box(vote: str) -> str:
    """The id of the box of a vote."""
    return f"vote.{vote}"


def idea_box(step: str, opening: int) -> str:
    """The id of the box of a collect step's ``opening``-th opening."""
    return f"ideas.{step}.{opening}"


BOXED = frozenset({"votes", "progress"})
"""The tables on which it depends which boxes a state needs."""


def open_boxes(state: State) -> frozenset[str]:
    """The ids of the boxes that a state needs; every other box is to be deleted."""
    votes = (vote_box(vote.id) for vote in state.votes.values() if vote.status == "open")
    steps = (
        idea_box(progress.step, progress.opening)
        for progress in state.progress.values()
        if progress.status == "open"
    )
    return frozenset((*votes, *steps))
