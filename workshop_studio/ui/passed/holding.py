"""The way back for the facilitator: a key combination that is held, not pressed by mistake."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

HOLD: Final = 2000
"""Milliseconds for which the keys are held."""
KEYS: Final = "Ctrl+Shift+F"
_TICK: Final = 50
_BOTH: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Holding(QObject):
    """Watches for Ctrl, Shift and F being held together.

    Signals:
        held(): they were held long enough.
        progressed(float): so much of the time has gone, 0 to 1; 0 when a key was let go.
    """

    held = Signal()
    progressed = Signal(float)

    def __init__(self, parent: QObject, hold: int = HOLD) -> None:
        super().__init__(parent)
        self._hold = hold
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._on_tick)

    def press(self, event: QKeyEvent) -> None:
        """A key went down."""
        is_ours = event.key() == Qt.Key.Key_F and (event.modifiers() & _BOTH) == _BOTH
        if is_ours and not self._timer.isActive():
            self._since.start()
            self._timer.start()

    def release(self, event: QKeyEvent) -> None:
        """A key came up; a key that repeats itself is still down."""
        if not event.isAutoRepeat():
            self.stop()

    def stop(self) -> None:
        """Begin again from nothing."""
        if self._timer.isActive():
            self._timer.stop()
            self.progressed.emit(0.0)

    def _on_tick(self) -> None:
        part = self._since.elapsed() / self._hold
        self.progressed.emit(min(part, 1.0))
        if part >= 1.0:
            self.stop()
            self.held.emit()


def keys_text() -> str:
    """The keys, as this platform writes them."""
    return QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText)
