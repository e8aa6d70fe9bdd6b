"""The room: who has joined, what lets them in, and who is here now. No network, no Qt.

A participant is known to the boxes by a *seat*, a secret of the door list; a phone proves with
its token whose it is. So a phone that reloads, and another phone that comes with the personal
code, are the same participant.
"""

import hashlib
import hmac
import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from workshop_studio.app.door import (
    Door,
    Guest,
    Keys,
    Policy,
    Status,
    new_code,
    plain_code,
    shown_code,
)
from workshop_studio.app.guessing import Guessing
from workshop_studio.app.people import (
    LONGEST_NAME,
    MOST_PARTICIPANTS,
    Join,
    Joined,
    Participant,
    RoomSnapshot,
)
from workshop_studio.app.presence import Presence
from workshop_studio.domain.boxes import MOST_HEADS
from workshop_studio.domain.rejections import Rejection, reject

_log = logging.getLogger(__name__)

_NEAREST: Final[tuple[Status, ...]] = ("in", "waiting", "left", "removed")
"""Of one person who has joined twice, the first of these holds."""


class Room:
    """Everything about who takes part. All methods may be called by any thread.

    ``join_all`` waits for the disk, and so do the facilitator's changes; nothing else does.
    """

    def __init__(
        self,
        door: Door,
        policy: Policy | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        merged: Callable[[str, str], None] = lambda goes, stays: None,
        counted: Callable[[str, int], None] = lambda seat, heads: None,
    ) -> None:
        """Open the room with those who were let in before; raises ``Failure``.

        Args:
            door: the list of who has joined.
            policy: how one joins; None for as it was, or as it is at first.
            clock: tells seconds.
            merged: is told the seat that goes and the one that stays where two are made one.
            counted: is told for how many people a seat answers where that is corrected.
        """
        self._merged, self._counted = merged, counted
        self._door = door
        self._writing = threading.Lock()
        """Held while the disk is waited for, so that what is written follows what was read."""
        self._lock = threading.Lock()
        self._guessing = Guessing(clock)
        self._guests: dict[str, Guest] = {}
        self._by_token: dict[str, str] = {}
        self._by_join: dict[str, str] = {}
        self._by_personal: dict[str, str] = {}
        self._counting = threading.Lock()
        self._number = 0
        self._snapshot: RoomSnapshot | None = None
        self._listeners: tuple[Callable[[], None], ...] = ()
        self.presence = Presence(clock, self._tell)
        keys, guests = door.read()
        self._put(guests)
        if keys is None or policy not in {None, keys.policy}:
            keys = replace(keys or Keys.new(), policy=policy or Policy())
            door.write(keys, ())
        self._keys = keys

    # What lets one in

    @property
    def key(self) -> str:
        """The secret in the QR code."""
        return self._keys.key

    @property
    def code(self) -> str:
        """The code that can be typed, as it is shown."""
        return shown_code(self._keys.code)

    def join(self, join: Join) -> Joined | Rejection:
        """Let one phone in; see :meth:`join_all`."""
        return self.join_all([join])[0]

    def join_all(self, joins: Sequence[Join]) -> list[Joined | Rejection]:
        """Let phones in, or say why not; on the disk when it returns. Raises ``Failure``."""
        with self._writing:
            before = self._guests
            drawn = dict(before)
            by_join = dict(self._by_join)
            answers = [self._join(join, drawn, by_join) for join in joins]
            changed = [one for seat, one in drawn.items() if before.get(seat) is not one]
            self._write(changed)
        return answers

    def _join(
        self, join: Join, guests: dict[str, Guest], by_join: dict[str, str]
    ) -> Joined | Rejection:
        found = self._admitted(join)
        if isinstance(found, Rejection):
            return found
        mark = _hash(join.id)
        seat = self._stands_for(found or by_join.get(mark, ""))
        token = secrets.token_urlsafe(16)
        guest = guests.get(seat)
        if guest is None:
            made = self._new_guest(join, len(guests))
            if isinstance(made, Rejection):
                return made
            guest = made
        elif guest.status == "removed":
            return reject("join.removed")
        elif guest.status == "left":
            guest = replace(guest, status="waiting" if self.policy.approval else "in")
        guest = guest.with_phone(_hash(token), mark)
        guests[guest.seat] = guest
        by_join[mark] = guest.seat
        return Joined(token, shown_code(guest.personal), guest.status)

    def _admitted(self, join: Join) -> str | Rejection | None:
        """The seat that a personal code names, None for somebody new, or why not."""
        if join.key:
            right = hmac.compare_digest(join.key.encode(), self._keys.key.encode())
            return None if right else reject("join.wrong_code")
        with self._lock:
            if not self._guessing.may_guess(join.address):
                return reject("join.too_many_tries")
            if join.personal:
                mark = _hash(plain_code(join.personal))
                seat = self._by_personal.get(mark)
                if seat is not None:
                    return seat
            elif hmac.compare_digest(plain_code(join.code).encode(), self._keys.code.encode()):
                return None
            self._guessing.wrong(join.address)
        return reject("join.wrong_code")

    def _new_guest(self, join: Join, there: int) -> Guest | Rejection:
        if there >= MOST_PARTICIPANTS:
            return reject("join.full", most=MOST_PARTICIPANTS)
        name = "".join(char for char in join.name if char.isprintable()).strip()
        if self.policy.names == "none":
            name = ""
        elif not name and self.policy.names == "required":
            return reject("join.name_needed")
        elif len(name) > LONGEST_NAME:
            return reject("join.name_too_long", most=LONGEST_NAME)
        return Guest(
            seat=secrets.token_hex(16),
            personal=new_code(),
            name=name,
            heads=min(max(join.heads, 1), MOST_HEADS) if self.policy.tables else 1,
            status="waiting" if self.policy.approval else "in",
        )

    # What a phone may do

    def guest(self, token: str) -> Guest | None:
        """Whose phone has this token; None for nobody's."""
        seat = self._by_token.get(_hash(token))
        return None if seat is None else self._guests.get(seat)

    def leave(self, token: str) -> None:
        """The participant goes; their personal code lets them come back."""
        guest = self.guest(token)
        if guest is not None and guest.status != "removed":
            self._change(guest.seat, status="left", tokens=())

    # What the facilitator may do

    def set_policy(self, policy: Policy) -> None:
        """How one joins from now on; without approval those who wait are let in.

        It is kept with the door list, for a room that is opened again. Raises ``Failure``.
        """
        with self._writing:
            waiting = [one for one in self._guests.values() if one.status == "waiting"]
            let_in = [] if policy.approval else [replace(one, status="in") for one in waiting]
            self._write(let_in, replace(self._keys, policy=policy))

    def let_in(self, *ids: str) -> None:
        """Let participants in who wait, or who were removed; all who wait where none is named."""
        seats = [seat for seat in map(self._seat, ids) if seat]
        if not ids:
            seats = [one.seat for one in self._guests.values() if one.status == "waiting"]
        self._change_all(seats)

    def remove(self, id: str) -> None:
        """Show a participant out; what they have given stays, and their phones are told."""
        seat = self._seat(id)
        if seat:
            self._change(seat, status="removed")

    def merge(self, id: str, into: str) -> None:
        """One person has joined twice: the phones of the first become the second's.

        So does the personal code of the first. What both have given in what is open now counts
        once.
        """
        other, one = self._seat(id), self._seat(into)
        if not one or not other or one == other:
            return
        self._merged(other, one)  # first: where the disk does not take it, both are still told
        with self._writing:
            other, one = self._stands_for(other), self._stands_for(one)
            if one == other:
                return
            goes, stays = self._guests[other], self._guests[one]
            stays = replace(
                stays,
                tokens=(*stays.tokens, *goes.tokens),
                joins=(*stays.joins, *goes.joins),
                name=stays.name or goes.name,
                status=min(stays.status, goes.status, key=_NEAREST.index),
            )
            self._write([replace(goes, status="removed", tokens=(), joins=(), into=one), stays])
        self._merged(other, one)  # and what the first phone has sent meanwhile
        self._counted(one, stays.heads)

    def count(self, id: str, heads: int) -> None:
        """So many people sit at a participant's phone, whatever was typed there.

        What they have given in what is open now counts for so many too.
        """
        seat = self._seat(id)
        if not seat:
            return
        heads = min(max(heads, 1), MOST_HEADS)
        with self._writing:
            self._write([replace(self._guests[seat], heads=heads)])
        self._counted(seat, heads)

    def renew_keys(self) -> None:
        """Make another key and code; whoever has joined stays in. Raises ``Failure``."""
        with self._writing:
            self._write((), replace(Keys.new(), policy=self.policy))

    # What is seen

    @property
    def policy(self) -> Policy:
        """How one joins."""
        return self._keys.policy

    @property
    def snapshot(self) -> RoomSnapshot:
        """Who is in the room now; the same object until something changes."""
        with self._lock:
            number = self._number
            if self._snapshot is None or self._snapshot.number != number:
                self._snapshot = self._look(number)
            return self._snapshot

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Have ``callback`` called, on any thread, when there is a newer snapshot.

        Returns:
            What ends it.
        """
        self._listeners = (*self._listeners, callback)

        def stop() -> None:
            self._listeners = tuple(one for one in self._listeners if one is not callback)

        return stop

    def _look(self, number: int) -> RoomSnapshot:
        rows = [(guest, self.presence.of(guest.seat)) for guest in self._guests.values()]
        taking = [(guest, present) for guest, present in rows if guest.status == "in"]
        return RoomSnapshot(
            number=number,
            policy=self.policy,
            participants=tuple(
                Participant(
                    id=present.id,
                    name=guest.name,
                    heads=guest.heads,
                    status=guest.status,
                    here=present.here,
                    seen=present.seen,
                )
                for guest, present in rows
                if not guest.into
            ),
            done=sum(guest.heads for guest, present in taking if present.done),
            more_time=sum(guest.heads for guest, present in taking if present.more_time),
        )

    def _seat(self, id: str) -> str:
        """The seat of a participant as the facilitator names them; empty for nobody's."""
        return self._stands_for(self.presence.seat(id) or "")

    def _stands_for(self, seat: str) -> str:
        """The seat itself, or that of the participant it was found to be."""
        while (guest := self._guests.get(seat)) is not None and guest.into:
            seat = guest.into
        return seat

    def _change_all(self, seats: Sequence[str]) -> None:
        with self._writing:
            self._write([replace(self._guests[seat], status="in") for seat in seats])

    def _change(self, seat: str, *, status: Status, tokens: tuple[str, ...] | None = None) -> None:
        with self._writing:
            guest = replace(self._guests[seat], status=status)
            self._write([guest if tokens is None else replace(guest, tokens=tokens)])

    def _write(self, guests: Sequence[Guest], keys: Keys | None = None) -> None:
        """Write guests down, then show them: nobody is in whom a crash could put out again."""
        if not guests and keys is None:
            return
        self._door.write(keys, tuple(guests))
        with self._lock:
            self._keys = keys or self._keys
            self._put(guests)
        self._tell()

    def _put(self, guests: Iterable[Guest]) -> None:
        drawn = dict(self._guests)
        for guest in guests:
            before = drawn.get(guest.seat)
            for token in before.tokens if before else ():
                if self._by_token.get(token) == guest.seat:
                    del self._by_token[token]
            for join in set(before.joins) - set(guest.joins) if before else ():
                if self._by_join.get(join) == guest.seat:
                    del self._by_join[join]
            drawn[guest.seat] = guest
            self._by_token.update(dict.fromkeys(guest.tokens, guest.seat))
            self._by_join.update(dict.fromkeys(guest.joins, guest.seat))
            self._by_personal[_hash(guest.personal)] = guest.seat
        self._guests = drawn

    def _tell(self) -> None:
        with self._counting:
            self._number += 1
        for callback in self._listeners:
            try:
                callback()
            except Exception:  # noqa: BLE001 # one surface's fault must not keep anybody out
                _log.exception("a listener failed")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
