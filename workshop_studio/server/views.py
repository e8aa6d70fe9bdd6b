"""What each phone is shown, as bytes: the shared part encoded once, one's own when it changes."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from workshop_studio.app.door import Guest, shown_code
from workshop_studio.app.hub import Snapshot
from workshop_studio.app.room import Room
from workshop_studio.blocks import Block, Blocks, Waiting
from workshop_studio.domain.boxes import Slip
from workshop_studio.domain.records import Idea, Progress
from workshop_studio.domain.state import State
from workshop_studio.projections.participant import is_ones_own, participant

NOBODY: Final = ""
"""The token of no participant: what is shown to it is what all see."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What all phones see at one moment.

    Attributes:
        seq: the number of the view that first showed it.
        snapshot: what it was made from; None where only the connection is checked.
        step: id of the step.
        parts: the blocks that all see, encoded.
        own: what would be one's own, for somebody who has given nothing.
        form: which blocks are whose, in order.
        made: counts how often ``own`` or ``form`` was another: then everybody's own is made anew.
        ends_at: when the time is up, where it is not yet.
        asks_more_time: whether it is up while answers are taken.
        ended: whether the session is finished.
    """

    seq: int
    snapshot: Snapshot | None
    step: str
    parts: tuple[bytes, ...]
    own: Blocks
    form: tuple[bool, ...]
    made: int
    ends_at: datetime | None
    asks_more_time: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class Own:
    """What one participant alone sees; ``parts`` hold an encoded block, or None for a shared."""

    seq: int
    made: int
    slips: tuple[Slip, ...]
    ideas: tuple[Idea | None, ...]
    guest: Guest
    done: bool
    you: bytes
    parts: tuple[bytes | None, ...]


class Views:
    """Makes view messages. Used on the server's thread only."""

    def __init__(
        self,
        room: Room,
        snapshot: Callable[[], Snapshot | None],
        clock: Callable[[], datetime],
    ) -> None:
        """Show what ``snapshot`` returns; None is shown as a check of the connection."""
        self._room = room
        self._snapshot = snapshot
        self._clock = clock
        self._epoch = secrets.token_hex(8)
        self._seq = 0
        self._own: dict[str, Own] = {}
        self._shared: Shared | None = None
        self.refresh()

    @property
    def shared(self) -> Shared:
        """What all see, as last refreshed."""
        return self._shared or self.refresh()

    def refresh(self) -> Shared:
        """Look at the newest snapshot and the clock."""
        before, snapshot = self._shared, self._snapshot()
        now = self._clock()
        is_same = before is not None and before.snapshot is snapshot
        is_up = before is not None and before.ends_at is not None and before.ends_at <= now
        if before is not None and is_same and not is_up:
            return before
        blocks = self._blocks(snapshot)
        own = tuple(block for block in blocks if is_ones_own(block))
        form = tuple(is_ones_own(block) for block in blocks)
        made = 0 if before is None else before.made
        if before is not None and (before.own != own or before.form != form):
            made += 1
        state = State() if snapshot is None else snapshot.state
        step = state.flow.current or ""
        progress = state.progress_of(step)
        takes = _takes_answers(state, step, progress)
        ends_at = progress.ends_at if takes else None
        is_over = ends_at is not None and ends_at <= now
        self._seq += 1
        self._shared = Shared(
            seq=self._seq,
            snapshot=snapshot,
            step=step,
            parts=tuple(_encoded(block) for block in blocks if not is_ones_own(block)),
            own=own,
            form=form,
            made=made,
            ends_at=None if is_over else ends_at,
            asks_more_time=is_over,
            ended=state.flow.finished,
        )
        self._room.presence.at(_place(state, step, progress), str(progress.ends_at))
        return self._shared

    def _blocks(self, snapshot: Snapshot | None, seat: str = NOBODY) -> Blocks:
        if snapshot is None:
            return (Waiting(code="room.check"),)
        return participant(snapshot.state, snapshot.boxes, seat)

    def view(self, guest: Guest) -> tuple[str, bytes]:
        """What a participant sees now: its ``EPOCH.SEQ``, and the message."""
        shared = self.refresh()
        own = self._own_of(guest, shared)
        seq = max(shared.seq, own.seq)
        if guest.status == "in":
            status = b"ended" if shared.ended else b"in"
            left = iter(shared.parts)
            blocks = b",".join(next(left) if part is None else part for part in own.parts)
        else:
            status, blocks = b"waiting", _WAITING
        message = (
            b'{"type":"view","epoch":"%b","seq":%d,"now":"%b","status":"%b","step":%b,"you":%b,'
            b'"asks_more_time":%b,"blocks":[%b]}'
        ) % (
            self._epoch.encode(),
            seq,
            self._clock().isoformat().encode(),
            status,
            json.dumps(shared.step if guest.status == "in" else "").encode(),
            own.you,
            b"true" if shared.asks_more_time and guest.status == "in" else b"false",
            blocks,
        )
        return f"{self._epoch}.{seq}", message

    def _own_of(self, guest: Guest, shared: Shared) -> Own:
        snapshot = shared.snapshot
        boxes = () if snapshot is None else snapshot.boxes.values()
        slips = tuple(slip for box in boxes for slip in box.own(guest.seat))
        ideas = tuple(
            snapshot.state.ideas.get(slip.body)
            for slip in slips
            if snapshot is not None and isinstance(slip.body, str)
        )
        done = self._room.presence.of(guest.seat).done
        known = self._own.get(guest.seat)
        if (
            known is not None
            and known.made == shared.made
            and known.done == done
            and known.guest == guest
            and known.slips == slips
            and len(known.ideas) == len(ideas)
            and all(one is other for one, other in zip(known.ideas, ideas, strict=True))
        ):
            return known
        blocks = self._blocks(snapshot, guest.seat)
        you = {
            "name": guest.name,
            "personal": shown_code(guest.personal),
            "heads": guest.heads,
            "done": done,
        }
        self._seq += 1
        own = Own(
            seq=self._seq,
            made=shared.made,
            slips=slips,
            ideas=ideas,
            guest=guest,
            done=done,
            you=json.dumps(you, ensure_ascii=False).encode(),
            parts=tuple(_encoded(block) if is_ones_own(block) else None for block in blocks),
        )
        self._own[guest.seat] = own
        return own


def _encoded(block: Block) -> bytes:
    return block.__pydantic_serializer__.to_json(block)


_WAITING: Final = _encoded(Waiting(code="join.waiting"))


def _takes_answers(state: State, step: str, progress: Progress) -> bool:
    return progress.status == "open" or any(
        vote.step == step and vote.status == "open" for vote in state.votes.values()
    )


def _place(state: State, step: str, progress: Progress) -> str:
    """Names what is answered now, so that "done" ends with it."""
    votes = sorted(vote.id for vote in state.votes.values() if vote.step == step)
    return f"{step}.{progress.opening}.{len(votes)}"
