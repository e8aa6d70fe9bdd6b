"""What becomes of a bug: a log without content, a calm word, and the program goes on."""

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

from workshop_studio.domain.errors import described
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.dialogs.crash import CrashDialog, crash_text

_log = logging.getLogger("workshop_studio")


class Crashes(QObject):
    """Takes every exception that nobody caught, on whatever thread, while it is entered."""

    _met = Signal()

    def __init__(
        self,
        translator: Callable[[], Translator],
        log: Path | None,
        tell_quietly: Callable[[str], bool],
    ) -> None:
        """Be ready.

        Args:
            translator: the language that is spoken when asked.
            log: where the log is; None where there is none.
            tell_quietly: tells in a line where no dialog may open; False where one may.
        """
        super().__init__()
        self._translator = translator
        self._log = "" if log is None else str(log)
        self._tell_quietly = tell_quietly
        self._spoken = ""
        self.dialog: CrashDialog | None = None
        self._met.connect(self._on_met, Qt.ConnectionType.QueuedConnection)

    def __enter__(self) -> "Crashes":
        """Take exceptions from now on."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._take(args.exc_value)
        sys.unraisablehook = lambda args: self._take(args.exc_value)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave them to others again."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._take(error)

    def _take(self, error: BaseException | None) -> None:
        _log.error("a bug: %s", described(error))
        self._met.emit()

    @Slot()
    def _on_met(self) -> None:
        translator = self._translator()
        if self._tell_quietly(crash_text(translator, self._log)):
            return
        if self.dialog is not None and self._spoken != translator.lang:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None
        if self.dialog is None:
            self.dialog = CrashDialog(translator, self._log)
            self._spoken = translator.lang
        self.dialog.show()
        self.dialog.activateWindow()
