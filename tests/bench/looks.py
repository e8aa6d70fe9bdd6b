"""How long a window takes to open, and another language or theme to be shown everywhere."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.sessions import IDEAS, library
from tests.ui.fakes import looks
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import agenda
from workshop_studio.domain.records import Frame
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Settings
from workshop_studio.ui.home.studio import Studio
from workshop_studio.ui.start import UiServices

OPENS = 200.0
SWITCHES = 150.0
RUNS = 7


def until_painted(act: Callable[[], object], shown: Callable[[], QWidget | None]) -> float:
    """Milliseconds from an act to the whole first frame of the window that it shows."""
    begin = time.perf_counter()
    act()
    while (window := shown()) is None or not window.isVisible():
        QApplication.processEvents()
    window.repaint()
    return (time.perf_counter() - begin) * 1000


def looks_and_windows(folder: Path) -> list[tuple[str, float, float]]:
    """What was shown, the median in milliseconds, and the most that it may take."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    shelf = library(folder)
    services = UiServices(
        translator=Translator("nb", resources() / "locales"),
        settings=Settings(welcomed=True, language="nb", theme="light"),
        save_settings=lambda _: None,
        library=lambda _: cast("Any", shelf),
        log_path=None,
    )
    studio = Studio(app, services, looks(services))
    studio.start()
    while studio.jobs.running or not studio.home.isVisible():
        app.processEvents()
    session = shelf.create("brainstorm", Frame(title="Utseende"))
    state = session.snapshot.state
    step = next(one for one in agenda(state) if one.kind == "collect").id
    waits: list[Future[Any]] = [session.submit(c.GoTo(step=step))]
    texts = tuple(f"Idé nummer {n}" for n in range(IDEAS))
    waits.append(session.submit(c.ImportIdeas(step=step, texts=texts)))
    for wait in waits:
        wait.result()
    took: dict[str, list[float]] = {}

    def settle() -> None:
        while studio.jobs.running:
            app.processEvents()

    def measure(name: str, act: Callable[[], object], shown: Callable[[], QWidget | None]) -> None:
        took.setdefault(name, []).append(until_painted(act, shown))
        settle()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    studio._show_session(session)

    def console() -> QWidget | None:
        return studio.console

    while (first := console()) is None or not first.isVisible():
        app.processEvents()
    preferences = studio.preferences
    for n in range(RUNS):
        before = console()

        def follows(old: QWidget | None = before) -> QWidget | None:
            return console() if console() is not old else None

        measure("another language", partial(studio.speak, ("en", "nb")[n % 2]), follows)
        before = console()
        wanted = replace(studio.settings, theme=("dark", "light")[n % 2])
        measure("another theme", partial(studio.looks.follow, wanted), partial(follows, before))
        for name, act, shown in (
            ("settings opened", preferences.show_settings, lambda: preferences.window),
            ("About box opened", preferences.show_about, lambda: preferences.about),
        ):
            measure(name, act, shown)
        preferences.close()
        for window in (preferences.window, preferences.about):
            if window is not None:
                window.deleteLater()
        preferences.window = preferences.about = None
    app.closeAllWindows()
    settle()
    studio.close()
    limits = {"another language": SWITCHES, "another theme": SWITCHES}
    return [
        (name, statistics.median(times), limits.get(name, OPENS))
        for name, times in took.items()
        if times
    ]
