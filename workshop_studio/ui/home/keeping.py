"""The settings as they are now, and their way to the disk."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from workshop_studio.domain.errors import WorkshopError
from workshop_studio.settings import Recent, Settings
from workshop_studio.ui.home.places import restore_place, written_place
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.start import UiServices

if TYPE_CHECKING:
    from workshop_studio.app.rehearsal import Rehearsal
    from workshop_studio.app.session import Session


class Keeping(QObject):
    """Holds the settings of this run, and writes each change of them in a worker.

    Attributes:
        settings: as they are now.
    """

    def __init__(
        self,
        services: UiServices,
        jobs: Jobs,
        on_failed: Callable[[WorkshopError], None],
        parent: QObject,
    ) -> None:
        """Begin with the settings of the start; ``on_failed`` hears what could not be written."""
        super().__init__(parent)
        self._services = services
        self._jobs = jobs
        self._on_failed = on_failed
        self._lock = threading.Lock()
        self._sought: dict[str, Recent] = {}
        self.settings: Settings = services.settings

    def save(self, settings: Settings) -> None:
        """Use other settings from now on, and write them."""
        if settings == self.settings:
            return
        self.settings = settings
        self._jobs.run(self, self._write, lambda _: None, self._on_failed)

    def seek(self, lost: Recent, path: str) -> None:
        """Let the file at ``path`` take the place of a lost session once it has been opened."""
        self._sought[path] = lost

    def remember(self, session: "Session | Rehearsal") -> None:
        """Put a session foremost among the recent ones, with what came of it."""
        state = session.snapshot.state
        if state.document is not None and state.document.rehearsal:
            return
        frame = state.frame
        recent = Recent(
            path=str(session.path),
            title=frame.title if frame else session.path.stem,
            opened=datetime.now(UTC),
            group=(frame.group or frame.area) if frame else "",
            ideas=sum(1 for idea in state.ideas.values() if not idea.hidden),
            initiatives=len(state.initiatives),
        )
        settings, lost = self.settings, self._sought.pop(recent.path, None)
        if lost is not None:
            settings = settings.without_recent(lost.path)
            recent = replace(recent, pinned=lost.pinned)
        self.save(settings.with_recent(recent))

    def remember_place(self, window: QWidget, name: str) -> None:
        """Remember where a window is."""
        self.save(self.settings.with_geometry(name, written_place(window)))

    def restore_place(self, window: QWidget, name: str) -> None:
        """Put a window where it was the last time."""
        restore_place(window, self.settings.geometry.get(name, ""))

    def _write(self) -> None:
        """Write the settings as they are by now; one at a time, so that the last ones stay."""
        with self._lock:
            self._services.save_settings(self.settings)
