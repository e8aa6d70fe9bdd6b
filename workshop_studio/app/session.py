"""A running session: the desk on one core thread, and a second thread that publishes its file."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from workshop_studio.app.desk import FACILITATOR, Desk
from workshop_studio.app.door import Door
from workshop_studio.app.hub import Envelope, Receipt, Snapshot
from workshop_studio.domain.commands import Command
from workshop_studio.domain.errors import Conflict, WorkshopError
from workshop_studio.domain.state import State

_log = logging.getLogger(__name__)

GATHER = 0.015
"""Seconds in which the inbox gathers a batch, so that thirty phones share one fsync."""
SETTLE = 0.6
"""Seconds after the end of a step in which the windows draw the next one, the stage and its
preview before the file is written: encoding it makes that drawing half as long again."""
QUIET = 10.0
"""Seconds without a change after which the file is published."""
APART = 60.0
"""Least seconds between two publications that no end of a step asks for."""


@dataclass(frozen=True, slots=True)
class Saving:
    """How the shared file stands; the journal has everything in any case.

    Attributes:
        status: ``saved``, ``pending``, ``failed`` (it is tried again) or ``conflict`` (somebody
            else changed the file, and this session goes on in a copy).
        at: when the file was last published.
        code: for ``failed`` and ``conflict``, which message tells about it.
        params: what that message names.
    """

    status: Literal["saved", "pending", "failed", "conflict"]
    at: datetime | None = None
    code: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


def due_at(changed: float, published: float, ended: float | None) -> float:
    """When to publish: soon after a step has ended, else after quiet and not too often."""
    return max(changed + QUIET, published + APART) if ended is None else ended + SETTLE


class Session:
    """A session that windows and phones send commands to.

    ``submit`` and ``send`` may be called by any thread and never block. Listeners are called on
    the session's own threads: they hand over to their own and return at once.
    """

    def __init__(self, desk: Desk, *, clock: Callable[[], datetime]) -> None:
        """Start the two threads on a desk.

        They keep no program alive: what was acknowledged survives even a killed one.
        """
        self._desk = desk
        self._clock = clock
        self._inbox: queue.SimpleQueue[tuple[Envelope, Future[Receipt]] | None]
        self._inbox = queue.SimpleQueue()
        self._listeners: tuple[Callable[[], None], ...] = ()
        saved = desk.is_published(desk.hub.snapshot)
        self._saving = Saving("saved" if saved else "pending", clock() if saved else None)
        self._changed = threading.Condition()
        self._stopping = False
        self._changed_at = time.monotonic()
        self._ended_at = None if saved else self._changed_at
        self._core = threading.Thread(target=self._work, name="core", daemon=True)
        self._publisher = threading.Thread(
            target=self._publish_when_due, name="publisher", daemon=True
        )
        self._core.start()
        self._publisher.start()

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot."""
        return self._desk.hub.snapshot

    @property
    def saving(self) -> Saving:
        """How the shared file stands."""
        return self._saving

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._desk.path

    @property
    def door(self) -> Door:
        """The list of who has joined; it goes with the run of the session."""
        return self._desk.door

    @property
    def document(self) -> str:
        """The document's id."""
        document = self.snapshot.state.document
        return "" if document is None else document.id

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Have ``callback`` called when there is a newer snapshot or the saving has changed.

        Returns:
            What ends it.
        """
        self._listeners = (*self._listeners, callback)

        def stop() -> None:
            self._listeners = tuple(one for one in self._listeners if one is not callback)

        return stop

    def submit(self, command: Command) -> Future[Receipt]:
        """Send a command of the facilitator's; the receipt comes when it is on the disk."""
        return self.send(Envelope(self._desk.new_id(), FACILITATOR, command))

    def send(self, envelope: Envelope) -> Future[Receipt]:
        """Send an envelope; the future fails with ``Failure`` where the disk did not take it."""
        future: Future[Receipt] = Future()
        self._inbox.put((envelope, future))
        return future

    def close(self) -> Future[None]:
        """Carry out what was sent, publish the file, let go of the journal.

        The future is done when all is; it fails with the error that kept the file from being
        written. Then the journal stays, and the next start offers the session.
        """
        future: Future[None] = Future()
        threading.Thread(target=self._close, args=(future,), name="close").start()
        return future

    def _close(self, future: Future[None]) -> None:
        self._inbox.put(None)
        self._core.join()
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._publisher.join()
        error: WorkshopError | None = None
        try:
            self._desk.publish(self.snapshot)
        except WorkshopError as failed:
            error = failed
        try:
            self._desk.close()
        except WorkshopError as failed:
            error = error or failed
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(None)

    def _work(self) -> None:
        """The core thread: gather, handle, tell."""
        going = True
        while going:
            posts = self._gather()
            going = None not in posts
            batch = [post for post in posts if post is not None]
            if batch:
                self._handle(batch)

    def _gather(self) -> list[tuple[Envelope, Future[Receipt]] | None]:
        posts = [self._inbox.get()]
        until = time.monotonic() + GATHER
        while posts[-1] is not None:
            try:
                posts.append(self._inbox.get(timeout=max(until - time.monotonic(), 0.0)))
            except queue.Empty:
                break
        return posts

    def _handle(self, batch: list[tuple[Envelope, Future[Receipt]]]) -> None:
        before = self.snapshot
        try:
            receipts = self._desk.hub.handle_all([envelope for envelope, _ in batch])
        except Exception as error:  # noqa: BLE001 # each sender must hear of it, whatever it is
            if not isinstance(error, WorkshopError):
                _log.exception("a batch of commands failed")
                if len(batch) > 1:  # one envelope that meets a bug must not take the others along
                    for post in batch:
                        self._handle([post])
                    return
            for _, future in batch:
                future.set_exception(error)
            return
        after = self.snapshot
        if after.seq != before.seq:
            if after.entries != before.entries:
                self._note_change(ended=_step_ended(before.state, after.state))
            self._tell()
        for (_, future), receipt in zip(batch, receipts, strict=True):
            future.set_result(receipt)

    def _note_change(self, *, ended: bool) -> None:
        with self._changed:
            self._changed_at = time.monotonic()
            if ended and self._ended_at is None:
                self._ended_at = self._changed_at
            if self._saving.status == "saved":
                self._saving = Saving("pending", self._saving.at)
            self._changed.notify_all()

    def _publish_when_due(self) -> None:
        """The publishing thread."""
        published = -APART
        while True:
            with self._changed:
                while not self._stopping:
                    if self._desk.is_published(self.snapshot):
                        self._changed.wait()
                        continue
                    due = due_at(self._changed_at, published, self._ended_at)
                    if due <= time.monotonic():
                        break
                    self._changed.wait(due - time.monotonic())
                if self._stopping:
                    return
                self._ended_at = None
            self._publish()
            published = time.monotonic()

    def _publish(self) -> None:
        snapshot = self.snapshot
        try:
            self._desk.publish(snapshot)
            saving = Saving("saved", self._clock())
        except Conflict as conflict:
            saving = Saving("conflict", self._clock(), conflict.code, conflict.params)
        except WorkshopError as failed:
            saving = Saving("failed", self._saving.at, failed.code, failed.params)
        with self._changed:
            if saving.status == "saved" and self.snapshot.entries != snapshot.entries:
                saving = Saving("pending", saving.at)
            self._saving = saving
        self._tell()

    def _tell(self) -> None:
        for callback in self._listeners:
            try:
                callback()
            except Exception:  # noqa: BLE001 # one surface's fault must not stop the room
                _log.exception("a listener failed")


def _step_ended(before: State, after: State) -> bool:
    return before.flow != after.flow
