"""What the core comes to, brought back to the room's loop."""

import asyncio
import contextlib
import threading
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Returns:
    """Wakes a loop once for all that have come to an end meanwhile.

    ``asyncio.wrap_future`` wakes it for each: when a batch of three hundred ballots is on the
    disk, the core would write to the loop's pipe three hundred times, and let go of the
    interpreter's lock each time.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._lock = threading.Lock()
        self._ended: list[tuple[asyncio.Future[Any], Future[Any]]] = []

    def follow(self, future: "Future[T]") -> "asyncio.Future[T]":
        """What the loop's tasks can await for a future of another thread; on the loop's thread.

        Who no longer awaits it does not take back what was sent.
        """
        awaited: asyncio.Future[T] = self._loop.create_future()
        future.add_done_callback(lambda ended: self._keep(awaited, ended))
        return awaited

    def _keep(self, awaited: "asyncio.Future[Any]", ended: "Future[Any]") -> None:
        """Called on whatever thread it ended."""
        with self._lock:
            self._ended.append((awaited, ended))
            is_first = len(self._ended) == 1
        if is_first:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._bring)

    def _bring(self) -> None:
        with self._lock:
            ended, self._ended = self._ended, []
        for awaited, future in ended:
            if awaited.done():
                continue
            if future.cancelled():
                awaited.cancel()
                continue
            error = future.exception()
            if error is None:
                awaited.set_result(future.result())
            else:
                awaited.set_exception(error)
