"""Draws windows as pictures, offscreen, one after the other."""

import re
import sys
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal, NoReturn, cast

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QSize,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from workshop_studio.app.hub import Envelope, Receipt, Snapshot
from workshop_studio.app.session import Saving
from workshop_studio.blocks import Blocks
from workshop_studio.domain.commands import Command
from workshop_studio.domain.errors import Failure
from workshop_studio.domain.rejections import reject
from workshop_studio.domain.state import Change
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.stage import stage
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.qt_words import QtWords
from workshop_studio.ui.stage.window import StageWindow
from workshop_studio.ui.theme import Theme, apply

HOME: Final = QSize(1280, 820)
CONSOLE: Final = QSize(1440, 900)
STAGE: Final = QSize(1920, 1080)
SHOWS: Final = "Shows"
"""The text in a picture's file that names what is seen in it."""
_OURS: Final = "workshop_studio.ui."
_FRAMES: Final = 24
"""Rounds of the loop in which a long list is laid out, some of its rows in each."""
_PACKED: Final = 75
"""How loosely a PNG is packed, of 100: in half the time of Qt's own choice, a tenth larger."""
LEFT: Final = timedelta(minutes=8, seconds=42)
_MOST_LEFT: Final = 0.73
"""Part of what a clock was set to."""
_OFFSCREEN: Final = ("propagateSizeHints", "does not support raise()", "support grabbing")
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


class Still:
    """A session that stands still at one moment."""

    def __init__(self, snapshot: Snapshot, saving: Saving) -> None:
        self.snapshot = snapshot
        self.saving = saving
        self.path = Path("session.workshop")

    def submit(self, command: Command) -> "Future[Receipt]":
        """Refuse: this is a picture."""
        del command
        future: Future[Receipt] = Future()
        future.set_result(Receipt("", self.snapshot.seq, reject("session.finished")))
        return future

    def send(self, envelope: Envelope) -> "Future[Receipt]":
        """Refuse it too."""
        return self.submit(envelope.command)

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Never call: nothing happens."""
        del callback
        return lambda: None


class Album:
    """Draws windows into a folder, one picture after the other.

    Attributes:
        translator: the language.
        theme: the look.
        jobs: for windows that ask for it.
        pictures: what has been drawn, in order.
    """

    def __init__(
        self, folder: Path, translator: Translator, scheme: Literal["light", "dark"]
    ) -> None:
        """Take the application that there is, or make one; give it the theme."""
        running = QApplication.instance()
        qInstallMessageHandler(_tell_qt)
        self._app = cast("QApplication", running) if running else QApplication(["screenshots"])
        self._app.setCursorFlashTime(0)
        self._folder = folder
        self.translator = translator
        self._words = QtWords(translator, self._app)
        self.theme = Theme(scheme)
        self.jobs = Jobs()
        apply(self._app, self.theme)
        self.pictures: list[Path] = []

    def close(self) -> None:
        """Let go of the threads."""
        self.jobs.close()
        self._words.deleteLater()
        qInstallMessageHandler(None)

    def draw_step(self, number: int, name: str, snapshot: Snapshot) -> None:
        """Console and stage at one moment; the console's question where it asks one."""
        snapshot = with_time_left(snapshot)
        slug = f"{number:02}-{_NOT_A_NAME.sub('-', name.lower()).strip('-')}"
        console = self.console(snapshot)
        going = console.bridge.view.next
        asks = going is not None and going.confirm
        self.draw(console, f"console-{slug}", CONSOLE, keep=asks)
        if asks:
            console.press()
            self.draw(console, f"console-{slug}-confirm", CONSOLE)
        self.draw_stage(stage(snapshot.state, snapshot.boxes), f"stage-{slug}")

    def draw_stage(self, blocks: Blocks, name: str) -> None:
        """The stage with these blocks."""
        window = StageWindow(self.translator, self.theme)
        window.show_blocks(blocks)
        self._save(window.render_to(STAGE, self._app.devicePixelRatio()), name, window)
        window.deleteLater()

    def console(
        self, snapshot: Snapshot, saving: Saving | None = None, *, phones: bool = False
    ) -> ConsoleWindow:
        """The console at one moment; its file is saved unless it is said otherwise."""
        return ConsoleWindow(
            Still(snapshot, saving or Saving("saved", datetime.now(UTC))),
            self.translator,
            self.theme,
            self.jobs,
            lambda _: "",
            rooms=_no_rooms if phones else None,
        )

    def show(self, window: QWidget, size: QSize | None = None) -> None:
        """Show a window where nobody sees it."""
        if size is not None:
            window.resize(size)
        window.show()
        if not window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus:
            window.activateWindow()
        for _ in range(_FRAMES):
            self._app.processEvents()
        self._wait()

    def _wait(self) -> None:
        """Let come what is made beside the windows."""
        while self.jobs.running:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def draw(
        self, window: QWidget, name: str, size: QSize | None = None, *, keep: bool = False
    ) -> None:
        """Show a window where nobody sees it, take its picture, and close it."""
        self.show(window, size)
        if isinstance(window, ConsoleWindow):
            window.side.stage.preview.refresh()
            self._wait()
            window.side.stage.preview.refresh()
            self._app.processEvents()
        self._save(window.grab().toImage(), name, window)
        if not keep:
            window.close()
            window.deleteLater()
            self._app.processEvents()

    def _save(self, image: QImage, name: str, window: QWidget) -> None:
        image.setText(SHOWS, " ".join(sorted(_seen_in(window))))
        path = self._folder / f"{name}.png"
        if not image.save(str(path), quality=_PACKED):
            raise Failure("system.refused", reason=str(path))
        self.pictures.append(path)


def _seen_in(window: QWidget) -> set[str]:
    """The widgets of ours that are seen in a window, each as ``module.Class``."""
    below = (one for one in window.findChildren(QWidget) if one.isVisibleTo(window))
    ours = {type(one) for one in (window, *below) if type(one).__module__.startswith(_OURS)}
    return {f"{one.__module__.removeprefix(_OURS)}.{one.__name__}" for one in ours}


def _no_rooms() -> NoReturn:
    """Nothing is opened in a picture."""
    raise Failure("room.not_opened", reason="")


def _tell_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but for what the offscreen platform cannot do."""
    del context
    if not any(part in text for part in _OFFSCREEN) and kind != QtMsgType.QtDebugMsg:
        sys.stderr.write(f"{text}\n")


def with_time_left(snapshot: Snapshot, time: timedelta = LEFT) -> Snapshot:
    """The snapshot with so much left on its running clock; less where it was set to less."""
    state, now = snapshot.state, datetime.now(UTC)
    changes = [
        Change(
            "progress",
            one.step,
            one.model_copy(
                update={"ends_at": now + min(time, _MOST_LEFT * timedelta(seconds=one.seconds))}
            ),
        )
        for one in state.progress.values()
        if one.ends_at is not None and one.seconds is not None
    ]
    return snapshot._replace(state=state.put(changes))
