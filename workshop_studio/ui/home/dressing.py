"""Another language or look for the console that is open, as soon as nothing hangs on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
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
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(CALM)
        self._again.timeout.connect(self.dress)

    def dress(self) -> None:
        """Make the console anew now, or when a dialog, an answer or the laptop is back."""
        from workshop_studio.ui.console.handover import hand_over, is_calm

        before = self._current()
        if before is None:
            return
        if not is_calm(before):
            self._again.start()
            return
        after = self._make()
        after.restoreGeometry(before.saveGeometry())
        self._followed(before, after)
        hand_over(before, after)
        after.show()

    def stop(self) -> None:
        """Make nothing anew any more."""
        self._again.stop()
