"""What keeps codes from being guessed, without shutting out those who know theirs.

Only wrong guesses count. Each address may make some, then one now and then; all addresses
together have a budget, and when that is used up those that have guessed wrong must wait while an
address that has not still gets its first tries. The key of the QR code is not limited at all:
128 bits cannot be guessed.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

FIRST_TRIES: Final = 3
"""Wrong guesses that every address has, whatever the others do."""
MOST_ADDRESSES: Final = 10_000


@dataclass(slots=True)
class Bucket:
    """So many at once, then so many a second."""

    most: float
    a_second: float
    left: float
    at: float

    @classmethod
    def full(cls, most: float, a_second: float, now: float) -> "Bucket":
        """A bucket that nothing was taken of."""
        return cls(most, a_second, most, now)

    def fill(self, now: float) -> float:
        """How much is left now."""
        self.left = min(self.most, self.left + max(0.0, now - self.at) * self.a_second)
        self.at = now
        return self.left

    def take(self, now: float) -> bool:
        """Take one, if there is one."""
        if self.fill(now) < 1.0:
            return False
        self.left -= 1.0
        return True


class Guessing:
    """Counts wrong guesses. Used under the room's lock."""

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        each: tuple[float, float] = (60.0, 0.2),
        together: tuple[float, float] = (300.0, 2.0),
    ) -> None:
        """Begin with nothing guessed.

        Args:
            clock: counts seconds, and never goes back.
            each: how many wrong guesses an address may make at once, and then a second. Phones
                may share an address, so thirty people must be able to mistype twice.
            together: the same for all addresses.
        """
        self._clock = clock
        self._each = each
        self._together = Bucket.full(*together, clock())
        self._addresses: OrderedDict[str, Bucket] = OrderedDict()

    def may_guess(self, address: str) -> bool:
        """Whether a code from this address is looked at now."""
        now = self._clock()
        bucket = self._addresses.get(address)
        if bucket is None:
            return True
        if bucket.fill(now) < 1.0:
            return False
        fresh = bucket.most - bucket.left < FIRST_TRIES
        return fresh or self._together.fill(now) >= 1.0

    def wrong(self, address: str) -> None:
        """Count a wrong guess."""
        now = self._clock()
        bucket = self._addresses.pop(address, None) or Bucket.full(*self._each, now)
        bucket.take(now)
        self._together.take(now)
        self._addresses[address] = bucket
        if len(self._addresses) > MOST_ADDRESSES:
            self._addresses.popitem(last=False)
