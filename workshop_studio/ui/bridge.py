"""The one thread crossing between a running session and its windows.

The core says on its own thread only that there is something newer; the bridge has the view of the
latest made on a thread of its own, for that of a large session takes longer than a window may hold
still, and then tells the windows. What was overtaken in between is never drawn.
"""

import logging
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from workshop_studio.app.hub import Envelope, Receipt, Snapshot
from workshop_studio.app.session import Saving
from workshop_studio.domain.commands import COMMAND, Command
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.records import TEXT_LIMIT
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.projections.facilitator import FacilitatorView, facilitator, sharing
from workshop_studio.ui.jobs import TURN

_log = logging.getLogger(__name__)
Then = Callable[[Receipt], None]
Refused = Callable[[Rejection], None]
Submit = Callable[[Command], "Future[Receipt]"]


class Running(Protocol):
    """A running session as the windows need it; see ``app/session.py``."""

    @property
    def snapshot(self) -> Snapshot:
        """The newest publication."""

    @property
    def saving(self) -> Saving:
        """How far the session file is behind."""

    @property
    def path(self) -> Path:
        """The session's file."""

    def submit(self, command: Command) -> "Future[Receipt]":
        """Send a command as the facilitator."""

    def send(self, envelope: Envelope) -> "Future[Receipt]":
        """Send an envelope of somebody else's."""

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Have ``callback`` called on the core thread when something is newer, until ended."""


@dataclass(frozen=True, slots=True)
class _Tell:
    """Whom to tell of what came of a command."""

    then: Then | None
    refused: Refused


class Bridge(QObject):
    """A session as seen from the UI thread.

    Signals:
        snapshot_changed(): there is a newer :attr:`view`.
        saving_changed(): :attr:`saving` has changed.
        rejected(Rejection): a command was refused.
        failed(WorkshopError): the safe place did not take a command; nothing has happened.
    """

    snapshot_changed = Signal()
    saving_changed = Signal()
    rejected = Signal(object)
    failed = Signal(object)
    _woken = Signal()
    _made = Signal(object, object)
    _answered = Signal(object, object)

    def __init__(self, session: Running, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lock = threading.Lock()
        self._is_open = True
        self._is_woken = False
        self._unanswered = 0
        self._snapshot = session.snapshot
        self._saving = session.saving
        self._view: FacilitatorView | None = None
        self._early: list[tuple[_Tell, Future[Receipt]]] = []
        self._maker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="view")
        self._is_making = False
        self._ready: tuple[Snapshot, Future[FacilitatorView]]
        self._turn = QTimer(self, singleShot=True, interval=TURN)
        self._turn.timeout.connect(self._take)
        self._made.connect(self._on_made, Qt.ConnectionType.QueuedConnection)
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._stop = session.listen(self._wake)
        self._wake()  # what was published while we were not listening

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that :attr:`view` shows."""
        return self._snapshot

    @property
    def saving(self) -> Saving:
        """How far the session file is behind, as last told."""
        return self._saving

    @property
    def view(self) -> FacilitatorView:
        """What the console shows; the first one is made when it is asked for."""
        if self._view is None:
            self._view = facilitator(self._snapshot.state, self._snapshot.boxes)
        return self._view

    @property
    def is_waiting(self) -> bool:
        """Whether something was sent and nobody has been told yet what came of it."""
        return self._unanswered > 0

    def send(
        self,
        command: Mapping[str, object] | Command,
        then: Then | None = None,
        refused: Refused | None = None,
        submit: Submit | None = None,
    ) -> None:
        """Send a command; no window waits for the receipt.

        Args:
            command: the command, or its plain data as a block's surface makes them.
            then: called on the UI thread with the receipt of an accepted command, when
                :attr:`view` shows what came of it.
            refused: called there with the rejection instead of :attr:`rejected`.
            submit: what sends it for somebody else than the facilitator.
        """
        tell = _Tell(then, refused or self.rejected.emit)
        if isinstance(command, Mapping):
            try:
                command = COMMAND.validate_python(command)
            except ValidationError as error:
                rejection = _rejection_of(error)
                if rejection is None:
                    raise
                tell.refused(rejection)
                return
        self._unanswered += 1
        future = (submit or self._session.submit)(command)
        future.add_done_callback(lambda ended: self._answer(tell, ended))

    def close(self) -> None:
        """Hear nothing more of the session. The session itself goes on."""
        self._stop()
        with self._lock:
            self._is_open = False
        self._maker.shutdown(wait=True, cancel_futures=True)
        self._turn.stop()
        self._woken.disconnect(self._on_woken)
        self._made.disconnect(self._on_made)
        self._answered.disconnect(self._on_answered)

    def _wake(self) -> None:
        """Called on the core thread: many calls until the UI thread comes to it are one."""
        with self._lock:
            if self._is_open and not self._is_woken:
                self._is_woken = True
                self._woken.emit()

    def _answer(self, tell: _Tell, ended: "Future[Receipt]") -> None:
        with self._lock:
            if self._is_open:
                self._answered.emit(tell, ended)

    @Slot()
    def _on_woken(self) -> None:
        with self._lock:
            self._is_woken = False
            if not self._is_open:  # Qt still delivers what was queued before the end
                return
        snapshot, saving = self._session.snapshot, self._session.saving
        if saving != self._saving:
            self._saving = saving
            self.saving_changed.emit()
        if snapshot.seq > self._snapshot.seq and not self._is_making:
            self._is_making = True
            making = self._maker.submit(_view_of, snapshot, self._view)
            making.add_done_callback(lambda ended: self._tell_made(snapshot, ended))

    def _tell_made(self, snapshot: Snapshot, ended: "Future[FacilitatorView]") -> None:
        """Called on the thread that makes views."""
        with self._lock:
            if self._is_open:
                self._made.emit(snapshot, ended)

    @Slot(object, object)
    def _on_made(self, snapshot: Snapshot, ended: "Future[FacilitatorView]") -> None:
        self._ready = snapshot, ended
        if self._is_open:
            self._turn.start()

    def _take(self) -> None:
        snapshot, ended = self._ready
        if not self._is_open:
            return
        self._is_making = False
        before = [self._snapshot, self._view]
        self._snapshot, self._view = snapshot, ended.result()
        self._maker.submit(before.clear)  # what thousands voted takes a while to be let go of
        self.snapshot_changed.emit()
        early, self._early = self._early, []
        for tell, receipt in early:
            self._on_answered(tell, receipt)
        self._on_woken()  # what was published meanwhile

    @Slot(object, object)
    def _on_answered(self, tell: _Tell, ended: "Future[Receipt]") -> None:
        if ended.cancelled() or not self._is_open:
            return
        error = ended.exception()
        if error is None and ended.result().seq > self._snapshot.seq:
            self._early.append((tell, ended))
            return
        self._unanswered -= 1
        if isinstance(error, WorkshopError):
            self.failed.emit(error)
        elif error is not None:
            sys.excepthook(type(error), error, error.__traceback__)
        else:
            receipt = ended.result()
            if receipt.rejection is not None:
                tell.refused(receipt.rejection)
            elif tell.then is not None:
                tell.then(receipt)


def _view_of(snapshot: Snapshot, before: FacilitatorView | None) -> FacilitatorView:
    view = facilitator(snapshot.state, snapshot.boxes)
    return view if before is None else sharing(view, before)


def _rejection_of(error: ValidationError) -> Rejection | None:
    """What a user can have caused by typing or pasting; anything else is a bug."""
    first = error.errors(include_url=False)[0]
    if first["type"] == "string_too_long":
        return reject("text.too_long", most=TEXT_LIMIT, length=len(str(first["input"])))
    if first["type"] == "string_unicode":
        return reject("idea.not_unicode")
    return None
