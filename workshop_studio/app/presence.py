"""Who is here now, who is done and who wants more time: in memory only, and told as counts."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

AWAY: Final = 30.0
"""Seconds after which a phone that only asks now and then is no longer taken for present."""
BLINK: Final = 5.0
"""The same after a connection was lost: a phone that reloads is not gone."""


@dataclass(slots=True)
class Present:
    """What is known of one participant in memory only; ``until`` is on the monotonic clock."""

    id: str = field(default_factory=lambda: secrets.token_hex(8))
    links: int = 0
    seen: float | None = None
    until: float = 0.0
    here: bool = False
    done: bool = False
    more_time: bool = False


class Presence:
    """Keeps account of participants by their seats. Any thread may call it."""

    def __init__(self, clock: Callable[[], float], changed: Callable[[], None]) -> None:
        """Begin with nobody; ``changed`` is called whenever something is different."""
        self._clock = clock
        self._changed = changed
        self._lock = threading.Lock()
        self._seats: dict[str, Present] = {}
        self._place = ""
        self._until = ""

    def of(self, seat: str) -> Present:
        """What is known of a participant."""
        present = self._seats.get(seat)
        return self._seats.setdefault(seat, Present()) if present is None else present

    def seat(self, id: str) -> str | None:
        """The seat of the participant with an id."""
        return next((seat for seat, one in list(self._seats.items()) if one.id == id), None)

    def connect(self, seat: str) -> Callable[[], None]:
        """Note that a phone is connected; what is returned notes that it is no longer."""
        present = self.of(seat)
        with self._lock:
            present.links += 1
            present.here = True
            present.seen = time.time()
        self._changed()

        def disconnect() -> None:
            with self._lock:
                present.links -= 1
                present.seen = time.time()
                present.until = self._clock() + BLINK

        return disconnect

    def asked(self, seat: str) -> None:
        """Note that a phone that is not connected has asked for something."""
        present = self.of(seat)
        with self._lock:
            came = not present.here
            present.here = True
            present.until = self._clock() + AWAY
            present.seen = time.time()
        if came:
            self._changed()

    def look_round(self) -> None:
        """Take those for gone of whom nothing was heard; called every few seconds."""
        now = self._clock()
        with self._lock:
            gone = [
                one
                for one in self._seats.values()
                if one.here and not one.links and now >= one.until
            ]
            for one in gone:
                one.here = False
        if gone:
            self._changed()

    def at(self, place: str, until: str = "") -> None:
        """Where the group is on its way, and until when.

        At another place nobody is done yet; where the time is another, nobody asks for more.
        """
        if (place, until) == (self._place, self._until):
            return
        with self._lock:
            for present in self._seats.values():
                present.done = present.done and place == self._place
                present.more_time = False
            self._place, self._until = place, until
        self._changed()

    def signal(self, seat: str, *, done: bool | None = None, more_time: bool | None = None) -> None:
        """Say "I'm done", or "more time", or take it back."""
        present = self.of(seat)
        with self._lock:
            present.done = present.done if done is None else done
            present.more_time = present.more_time if more_time is None else more_time
        self._changed()
