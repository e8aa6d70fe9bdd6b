"""Draws every window as a picture, offscreen, from the states of a session that was held.

Nothing here is shown to anybody: the pictures are for whoever judges, documents or compares.
"""

import re
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal, cast

from PySide6.QtCore import QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from workshop_studio.app.hub import Receipt, Snapshot
from workshop_studio.app.session import Saving
from workshop_studio.domain.commands import Command
from workshop_studio.domain.errors import Failure
from workshop_studio.domain.records import Words
from workshop_studio.domain.rejections import reject
from workshop_studio.domain.state import Change
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.stage import stage
from workshop_studio.resources import resources
from workshop_studio.settings import Recent
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.dialogs.crash import CrashDialog
from workshop_studio.ui.dialogs.frame import FrameDialog, StepDialog
from workshop_studio.ui.home.plans import read_plans
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.stage.window import StageWindow
from workshop_studio.ui.theme import Theme, apply

HOME: Final = QSize(1280, 820)
CONSOLE: Final = QSize(1440, 900)
STAGE: Final = QSize(1920, 1080)
LEFT: Final = timedelta(minutes=8, seconds=42)
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

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Never call: nothing happens."""
        del callback
        return lambda: None


@dataclass(frozen=True, slots=True)
class Found:
    """An interrupted session, as Home is told of one."""

    title: str
    entries: int
    at: datetime | None
    running: bool = False


class Album:
    """Draws windows into a folder, one picture after the other."""

    def __init__(
        self, folder: Path, translator: Translator, scheme: Literal["light", "dark"]
    ) -> None:
        """Take the application that there is, or make one; give it the theme."""
        running = QApplication.instance()
        qInstallMessageHandler(_tell_qt)
        self._app = cast("QApplication", running) if running else QApplication(["screenshots"])
        self._app.setCursorFlashTime(0)
        self._folder = folder
        self._translator = translator
        self._theme = Theme(scheme)
        self._jobs = Jobs()
        apply(self._app, self._theme)
        self.pictures: list[Path] = []

    def close(self) -> None:
        """Let go of the threads."""
        self._jobs.close()
        qInstallMessageHandler(None)

    def draw_home(self) -> None:
        """Home as a new user has it, and as one who has led sessions does."""
        now = datetime.now(UTC)
        plans = read_plans(resources())
        empty = HomeWindow(self._translator, self._theme, plans)
        empty.show_recent([])
        self._draw(empty, "home-empty", HOME)
        full = HomeWindow(self._translator, self._theme, plans)
        recent = (
            Recent("a", "Digital skolehverdag", now - timedelta(days=1), "Oppvekst vest", 47, 3),
            Recent(
                "b", "Smartmat, andre runde", now - timedelta(days=20), "Pleie og omsorg", 62, 2
            ),
            Recent("c", "Kantina vi vil ha", now - timedelta(days=26), "Administrasjon", 31, 4),
            Recent("d", "Byggesak på ett sted", now - timedelta(days=42), "Teknisk", 12),
        )
        full.show_recent(recent, {"d"})
        full.show_interrupted([Found("Frivillighet i nabolaget", 49, now - timedelta(hours=1))])
        self._draw(full, "home-full", HOME, keep=True)
        full.say(
            self._translator.text("{name} could not be opened.", name="Kantina.workshop"), warn=True
        )
        self._draw(full, "home-fault", HOME)

    def draw_dialogs(self, snapshot: Snapshot) -> None:
        """Each dialog, filled in."""
        text, frame = self._translator.text, snapshot.state.frame
        ask = FrameDialog(
            self._translator,
            {} if frame is None else frame.model_dump(),
            heading=text("What is the session about?"),
            accept=text("Start the session"),
        )
        self._draw(ask, "dialog-frame")
        view = facilitator(snapshot.state, snapshot.boxes)
        title, prompt = self._words(view.step_title), self._words(view.prompt)
        self._draw(StepDialog(self._translator, title, prompt, view.minutes), "dialog-step")
        self._draw(CrashDialog(self._translator, "~/…/workshop-studio.log"), "dialog-crash")

    def draw_step(self, number: int, name: str, snapshot: Snapshot) -> None:
        """Console and stage at one moment; the console's question where it asks one."""
        snapshot = with_time_left(snapshot, datetime.now(UTC) + LEFT)
        slug = f"{number:02}-{_NOT_A_NAME.sub('-', name.lower()).strip('-')}"
        console = self._console(snapshot, Saving("saved", datetime.now(UTC)))
        going = console.bridge.view.next
        asks = going is not None and going.confirm
        self._draw(console, f"console-{slug}", CONSOLE, keep=asks)
        if asks:
            console.press()
            self._draw(console, f"console-{slug}-confirm", CONSOLE)
        window = StageWindow(self._translator, self._theme)
        window.show_blocks(stage(snapshot.state, snapshot.boxes))
        self._save(window.render_to(STAGE, self._app.devicePixelRatio()), f"stage-{slug}")
        window.deleteLater()

    def draw_fault(self, snapshot: Snapshot) -> None:
        """The console when the shared file cannot be written, and its list of messages."""
        lost = {"name": "Digital skolehverdag.workshop", "folder": "/sessions", "reason": ""}
        saving = Saving("failed", datetime.now(UTC), "file.folder_missing", lost)
        console = self._console(snapshot, saving)
        self._draw(console, "console-fault", CONSOLE, keep=True)
        console.show_messages()
        self._draw(console, "console-fault-list", CONSOLE)

    def _console(self, snapshot: Snapshot, saving: Saving) -> ConsoleWindow:
        return ConsoleWindow(
            Still(snapshot, saving),
            self._translator,
            self._theme,
            self._jobs,
            lambda _: "",
        )

    def _words(self, words: Words) -> str:
        return self._translator.words(words)

    def _draw(
        self, window: QWidget, name: str, size: QSize | None = None, *, keep: bool = False
    ) -> None:
        """Show a window where nobody sees it, take its picture, and close it."""
        if size is not None:
            window.resize(size)
        window.show()
        window.activateWindow()
        for _ in range(4):
            self._app.processEvents()
        if isinstance(window, ConsoleWindow):
            window.side.stage.preview.refresh()
            self._app.processEvents()
        self._save(window.grab().toImage(), name)
        if not keep:
            window.close()
            window.deleteLater()
            self._app.processEvents()

    def _save(self, image: QImage, name: str) -> None:
        path = self._folder / f"{name}.png"
        if not image.save(str(path)):
            raise Failure("system.refused", reason=str(path))
        self.pictures.append(path)


def _tell_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but for what the offscreen platform says of every window."""
    del context
    if "propagateSizeHints" not in text and kind != QtMsgType.QtDebugMsg:
        sys.stderr.write(f"{text}\n")


def with_time_left(snapshot: Snapshot, ends_at: datetime) -> Snapshot:
    """The snapshot with its running clock ending at another time."""
    state = snapshot.state
    running = [one for one in state.progress.values() if one.ends_at is not None]
    changes = [
        Change("progress", one.step, one.model_copy(update={"ends_at": ends_at})) for one in running
    ]
    return replace(snapshot, state=state.put(changes))


def draw(
    folder: Path,
    walk: Sequence[tuple[str, Snapshot]],
    translator: Translator,
    scheme: Literal["light", "dark"],
) -> list[Path]:
    """Draw every window and every moment of a session; returns the pictures in order.

    Args:
        folder: where they go; it is there already.
        walk: a name and a snapshot of each moment of the session that was held.
        translator: the language.
        scheme: the theme.
    """
    album = Album(folder, translator, scheme)
    try:
        album.draw_home()
        if walk:
            album.draw_dialogs(walk[0][1])
            album.draw_fault(walk[0][1])
        for number, (name, snapshot) in enumerate(walk, start=1):
            album.draw_step(number, name, snapshot)
    finally:
        album.close()
    return album.pictures
