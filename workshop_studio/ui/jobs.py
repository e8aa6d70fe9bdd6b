"""Work that would hold a window up, such as reading a file, done beside it.

Imports nothing heavy: Home needs it at once.
"""

import logging
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from workshop_studio.domain.errors import WorkshopError

_log = logging.getLogger(__name__)
T = TypeVar("T")

TURN = 1
"""Milliseconds after which what takes long goes on, so that Qt first answers others and paints.

With none, Qt would do it and all that follows from it in one go.
"""


@dataclass(frozen=True, slots=True)
class _Job:
    owner: QObject
    on_done: Callable[[Any], None]
    on_failed: Callable[[WorkshopError], None]


class Jobs(QObject):
    """A few worker threads whose results come back to the UI thread.

    What is run in a worker may not touch a widget. A result whose owner is gone by then is
    dropped; an exception that is no :class:`WorkshopError` is a bug and goes to the excepthook.
    """

    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=3, thread_name_prefix="job")
        self._running = 0
        self._due: deque[tuple[_Job, Future[Any]]] = deque()
        self._turn = QTimer(self, singleShot=True, interval=TURN)
        self._turn.timeout.connect(self._deliver)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> int:
        """How many jobs have not come back yet."""
        return self._running

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[WorkshopError], None],
    ) -> None:
        """Run ``work`` in a worker; call one of the two others on the UI thread.

        Args:
            owner: for whom it is done; nothing is called when it does not exist any more.
            work: what blocks.
            on_done: takes what ``work`` returns.
            on_failed: takes what it raises, if a user can understand and act on it.
        """
        self.follow(owner, self._pool.submit(work), on_done, on_failed)

    def follow(
        self,
        owner: QObject,
        future: "Future[T]",
        on_done: Callable[[T], None],
        on_failed: Callable[[WorkshopError], None],
    ) -> None:
        """The same for something that is already under way elsewhere."""
        job = _Job(owner, on_done, on_failed)
        self._running += 1
        future.add_done_callback(lambda ended: self._tell(job, ended))

    def close(self) -> None:
        """Wait for what was begun, and let the threads go; nothing more is called."""
        self._turn.stop()
        self._ended.disconnect(self._on_ended)
        self._pool.shutdown(wait=True)

    def _tell(self, job: _Job, ended: "Future[Any]") -> None:
        """Called on whatever thread the work was done."""
        try:
            self._ended.emit(job, ended)
        except RuntimeError:  # this object is gone: the program is ending
            _log.debug("a job came back after the window was gone")

    @Slot(object, object)
    def _on_ended(self, job: _Job, ended: "Future[Any]") -> None:
        self._due.append((job, ended))
        if not self._turn.isActive():
            self._turn.start()

    def _deliver(self) -> None:
        job, ended = self._due.popleft()
        if self._due:
            self._turn.start()
        self._running -= 1
        if ended.cancelled() or not shiboken6.isValid(job.owner):
            return
        error = ended.exception()
        if error is None:
            job.on_done(ended.result())
        elif isinstance(error, WorkshopError):
            job.on_failed(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
