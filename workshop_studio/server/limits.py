"""What one phone, one address and all of them together may ask of the laptop."""

import asyncio
import contextlib
import sys
from collections import Counter
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

JOINS_AT_ONCE: Final = 60
JOINS_A_SECOND: Final = 0.5
"""For one address: new participants with the key, and, apart from them, all without it."""
_FILES: Final = 8192


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits of the server.

    Attributes:
        body: most bytes in the body of a request.
        message: most bytes in a message on a WebSocket.
        text: most characters in an idea from a phone.
        connections: most connections in all.
        per_address: most connections from one address.
        loopback: the same for this machine's own, which needs no guarding against itself.
        head: seconds within which the head of a request must be there.
        rest: seconds within which its body must be there, and something of an answer be taken.
        links: most WebSockets of one participant.
        at_once: commands of one participant that may come at once, as an outbox that was away;
            the same for signals.
        a_second: how many may come a second after that.
        pushes: most views that are pushed to one phone in a second.
    """

    body: int = 65_536
    message: int = 4_096
    text: int = 10_000
    connections: int = 4_000
    per_address: int = 100
    loopback: int = 4_000
    head: float = 10.0
    rest: float = 10.0
    links: int = 8
    at_once: float = 60.0
    a_second: float = 10.0
    pushes: float = 5.0


class Gate:
    """Counts connections, and breaks off those that take nothing. Used on the server's thread.

    What is written to a connection waits until its other end reads, also when it is to be closed:
    one that never reads would stay for ever, with all that it was told.
    """

    def __init__(self, limits: Limits) -> None:
        """Begin with none."""
        self.limits = limits
        self._addresses: dict[asyncio.Transport, str] = {}
        self._counts: Counter[str] = Counter()
        self._left: dict[asyncio.Transport, tuple[int, float]] = {}
        """What was not taken yet where something was not, and since when it is no less."""
        self._is_looking = False

    def enter(self, transport: asyncio.Transport, address: str) -> bool:
        """Take a connection in; False where there are too many."""
        most = self.limits.loopback if is_loopback(address) else self.limits.per_address
        full = len(self._addresses) >= self.limits.connections
        if full or self._counts[address] >= most:
            return False
        self._addresses[transport] = address
        self._counts[address] += 1
        if not self._is_looking:
            self._look_again(asyncio.get_running_loop())
        return True

    def leave(self, transport: asyncio.Transport) -> None:
        """A connection has ended."""
        self._left.pop(transport, None)
        address = self._addresses.pop(transport, None)
        if address is not None:
            self._counts[address] -= 1
            if not self._counts[address]:
                del self._counts[address]

    def _look_again(self, loop: asyncio.AbstractEventLoop) -> None:
        self._is_looking = True
        loop.call_later(self.limits.rest / 10, self._look, loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Break off those of which nothing was taken for long."""
        now = loop.time()
        for transport in list(self._addresses):
            size = transport.get_write_buffer_size()
            before, since = self._left.get(transport, (0, now))
            if not size:
                self._left.pop(transport, None)
            elif not before or size < before:
                self._left[transport] = (size, now)
            elif now - since >= self.limits.rest:
                transport.abort()
        self._is_looking = False
        if self._addresses:
            self._look_again(loop)


def allow_files() -> None:
    """Let this program have as many connections open as the system allows it to ask for."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < _FILES:
        wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
