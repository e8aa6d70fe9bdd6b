"""Ctrl+Z in a line that has nothing to undo is the session's undo."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


class UndoKey(QObject):
    """Watches the line of a window that has the keyboard, until it is stopped."""

    def __init__(self, window: QWidget, app: QApplication) -> None:
        super().__init__(window)
        self._window, self._app = window, app
        self._line: QLineEdit | None = None
        app.focusChanged.connect(self._on_focus)

    def stop(self) -> None:
        """Watch no longer."""
        self._app.focusChanged.disconnect(self._on_focus)
        self._on_focus(None, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the session's undo have its key where a line has nothing to undo."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
            and not watched.isUndoAvailable()
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        if self._line is not None:
            self._line.removeEventFilter(self)
            self._line = None
        if isinstance(now, QLineEdit) and now.window() is self._window:
            now.installEventFilter(self)
            self._line = now
