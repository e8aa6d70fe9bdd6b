"""What becomes of a second start, and of a session file that is dropped while a session runs."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


class Asks(Protocol):
    """The console, as far as it is asked."""

    def ask_to_open(self, path: str) -> None:
        """Ask whether the session that runs gives way to another file."""


class Summons:
    """Brings the windows forward, and files to where they are opened, one after the other."""

    def __init__(self, open_file: Callable[[str], None]) -> None:
        """Be ready; ``open_file`` opens a session where none runs."""
        self._open = open_file
        self._waiting = ""

    def take(self, window: QWidget, console: Asks | None, running: str, path: str) -> None:
        """Bring a window forward, and see to a file.

        Args:
            window: the one to bring forward.
            console: the console if a session runs.
            running: the file of the session that runs.
            path: the file that is asked for; empty for none.
        """
        raise_window(window)
        if not path or (console is not None and is_same(path, running)):
            return
        if console is not None:
            console.ask_to_open(path)
        elif window.isEnabled() and not self._waiting:
            self._open(path)

    def wait(self, path: str) -> None:
        """Open a file once the session that runs is closed."""
        self._waiting = path

    def go_on(self) -> None:
        """Open the file that waits, if one does: the session is closed."""
        path, self._waiting = self._waiting, ""
        if path:
            self._open(path)


def raise_window(window: QWidget) -> None:
    """Bring a window to the front, out of the task bar if it is there."""
    held = QApplication.activeModalWidget()
    if held is not None and held.windowModality() == Qt.WindowModality.ApplicationModal:
        window = held  # the laptop is passed round: nothing comes over that
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def is_same(one: str, other: str) -> bool:
    """Whether two paths lead to the same file."""
    try:
        return Path(one).resolve() == Path(other).resolve()
    except OSError:
        return one == other
