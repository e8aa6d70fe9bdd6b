"""Another language or look for the console that is open, as soon as nothing hangs on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from workshop_studio.ui.console.handover import Left
    from workshop_studio.ui.console.window import ConsoleWindow

CALM: Final = 300
"""Milliseconds after which it is asked again whether the console can be made anew."""


class Dressing(QObject):
    """Has a new console follow the one that is shown.

    Args:
        current: the console that is shown; None where there is none.
        make: makes another of the same session, in the language and look of now.
        followed: hears of the one before and the new one, which is not shown yet.
    """

    def __init__(
        self,
        current: "Callable[[], ConsoleWindow | None]",
        make: "Callable[[], ConsoleWindow]",
        followed: "Callable[[ConsoleWindow, ConsoleWindow], None]",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._current, self._make, self._followed = current, make, followed
        self._left: Left | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(CALM)
        self._again.timeout.connect(self._try)

    def undress(self) -> None:
        """Empty the console before the look changes, where nothing hangs on it just now."""
        from workshop_studio.ui.console.handover import is_calm, leave

        console = self._current()
        if console is not None and self._left is None and is_calm(console):
            self._left = leave(console)

    def dress(self) -> None:
        """Show a new console, or wait until a dialog, an answer or the laptop is back."""
        from workshop_studio.ui.console.handover import follow

        before, left = self._current(), self._left
        if before is None:
            return
        if left is None:
            self._again.start()
            return
        self._left = None
        after = self._make()
        self._followed(before, after)
        follow(before, left, after)

    def stop(self) -> None:
        """Make nothing anew any more."""
        self._again.stop()

    def _try(self) -> None:
        self.undress()
        self.dress()
