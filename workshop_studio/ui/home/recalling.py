"""The sessions that Home remembers: shown, opened, looked for, pinned and taken off the list.

And those that can be found by typing, whose files are read in a worker when somebody searches.
"""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject

from workshop_studio.domain.errors import WorkshopError
from workshop_studio.settings import Recent
from workshop_studio.ui.dialogs.files import Files
from workshop_studio.ui.home.keeping import Keeping
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.palette.sessions import Found, prepare

Headings = Callable[[Iterable[Path], Callable[[], bool]], Found]
"""Reads what is told of the sessions in their folder and at some paths, until it is stopped."""


class Recalling(QObject):
    """Joins Home's list of recent sessions with the settings that keep it.

    Args:
        home: the window.
        keeping: the settings.
        jobs: looks at the disk.
        files: asks for files.
        open_: opens a session file.
        on_failed: hears of what did not work.
        headings: reads what is told of sessions; called in a worker.
    """

    def __init__(
        self,
        home: HomeWindow,
        keeping: Keeping,
        jobs: Jobs,
        files: Files,
        *,
        open_: Callable[[str], None],
        on_failed: Callable[[WorkshopError], None],
        headings: Headings,
    ) -> None:
        super().__init__(home)
        self._home = home
        self._keeping = keeping
        self._jobs = jobs
        self._files = files
        self._open = open_
        self._on_failed = on_failed
        self._missing: frozenset[str] = frozenset()
        self._headings = headings
        self._is_reading = False
        self._stopped = threading.Event()
        home.open_requested.connect(open_)
        home.browse_requested.connect(self._on_browse)
        home.find_requested.connect(self._on_find)
        home.forget_requested.connect(self._on_forget)
        home.pin_requested.connect(self._on_pin)
        home.sessions.wanted.connect(self._read_headings)

    def show(self) -> None:
        """Show the recent sessions as the settings have them."""
        self._home.show_recent(self._keeping.settings.recent, self._missing)

    def look_for_missing(self) -> None:
        """Find out in a worker which of them are gone, and show that."""
        recent = self._keeping.settings.recent

        def look() -> frozenset[str]:
            return frozenset(one.path for one in recent if not _is_there(one.path))

        def show(missing: frozenset[str]) -> None:
            if missing != self._missing:
                self._missing = missing
                self.show()

        self._jobs.run(self, look, show, self._on_failed)

    def close(self) -> None:
        """Read no further."""
        self._stopped.set()

    def _read_headings(self) -> None:
        if self._is_reading:
            return
        self._is_reading = True
        paths = [Path(one.path) for one in self._keeping.settings.recent]

        def show(found: Found) -> None:
            self._is_reading = False
            is_chosen = self._keeping.settings.sessions_folder is not None
            self._home.sessions.show_found(found, is_chosen=is_chosen)

        def fail(error: WorkshopError) -> None:
            self._is_reading = False
            self._on_failed(error)

        def read() -> Found:
            return prepare(self._headings(paths, self._stopped.is_set))

        self._jobs.run(self, read, show, fail)

    def _on_browse(self) -> None:
        text = self._home.translator.text
        recent = self._keeping.settings.recent
        folder = str(Path(recent[0].path).parent) if recent else ""
        kinds = text("Sessions ({kinds})", kinds="*.workshop")
        self._files.ask_open(self._home, text("Open a session"), folder, kinds, self._open)

    def _on_find(self, recent: Recent) -> None:
        text = self._home.translator.text
        kinds = text("Sessions ({kinds})", kinds="*.workshop")

        def found(path: str) -> None:
            self._keeping.seek(recent, path)
            self._open(path)

        title = text("Where is {title}?", title=recent.title)
        folder = str(Path(recent.path).parent)
        self._files.ask_open(self._home, title, folder, kinds, found)

    def _on_forget(self, recent: Recent) -> None:
        self._keeping.save(self._keeping.settings.without_recent(recent.path))
        self.show()

    def _on_pin(self, recent: Recent) -> None:
        is_pinned = not recent.pinned
        self._keeping.save(self._keeping.settings.with_pinned(recent.path, pinned=is_pinned))
        self.show()


def _is_there(path: str) -> bool:
    """Whether a file lies there; a folder that may not be looked into hides what is in it."""
    try:
        return Path(path).exists()
    except OSError:
        return False
