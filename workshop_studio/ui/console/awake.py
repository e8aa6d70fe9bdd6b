"""Keeps the machine from sleeping and the screens from going dark while the stage is shown."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, Signal

_log = logging.getLogger(__name__)

Hold: TypeAlias = Callable[[], AbstractContextManager[bool]]
"""Holds sleep off while it is entered; what it gives says whether it can."""


@contextmanager
def no_sleep() -> Iterator[bool]:
    """Hold sleep off by whatever way this system has."""
    from wakepy import keep  # late: it asks the system at import what there is

    with keep.presenting(on_fail="pass") as mode:
        yield mode.active


@contextmanager
def let_sleep() -> Iterator[bool]:
    """Hold nothing off, for where nobody watches."""
    yield True


class Awake(QObject):
    """Holds sleep off on a thread of its own, for asking the system can take a while.

    Signals:
        refused(): this system does not let sleep be held off; told once.
    """

    refused = Signal()
    _failed = Signal()

    def __init__(self, parent: QObject | None = None, hold: Hold = no_sleep) -> None:
        super().__init__(parent)
        self._hold = hold
        self._is_told = False
        self._release: threading.Event | None = None
        self._failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    def set_held(self, *, held: bool) -> None:
        """Hold sleep off, or let it come again."""
        if held and self._release is None:
            self._release = threading.Event()
            threading.Thread(
                target=self._keep, args=(self._release,), name="awake", daemon=True
            ).start()
        elif not held and self._release is not None:
            self._release.set()
            self._release = None

    def close(self) -> None:
        """Let sleep come again, and say nothing more."""
        self.set_held(held=False)
        self._is_told = True

    def _keep(self, release: threading.Event) -> None:
        """Called on the thread: entered and left there, as some systems ask."""
        try:
            with self._hold() as is_held:
                if not is_held:
                    self._tell()
                release.wait()
        except Exception as error:  # noqa: BLE001 - whatever the system's way throws
            _log.warning("sleep could not be held off: %s", type(error).__name__)
            self._tell()

    def _tell(self) -> None:
        try:
            self._failed.emit()
        except RuntimeError:  # the console is gone meanwhile
            _log.debug("nobody is left to be told about sleep")

    def _on_failed(self) -> None:
        if not self._is_told:
            self._is_told = True
            self.refused.emit()
