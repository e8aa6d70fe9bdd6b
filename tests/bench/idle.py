"""What the console costs while nobody does anything: processor time of the whole process."""

import gc
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.sessions import library
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import agenda
from workshop_studio.domain.records import Frame
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.home.application import be_responsive
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme, apply

LIMIT = 1.0
"""Most per cent of one core."""
SECONDS = 8
IDEAS = 40
_SETTLE = 1.5
"""Seconds that the windows get to draw what was done, and the session to write its file."""


def spent(seconds: float) -> float:
    """Per cent of one core that the process uses while the event loop turns."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    begin, used = time.perf_counter(), time.process_time()
    loop.exec()
    return 100 * (time.process_time() - used) / (time.perf_counter() - begin)


def idle(folder: Path) -> list[tuple[str, float]]:
    """Each state of the console with 40 ideas, and what it costs when nothing happens."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme("light")
    apply(app, theme)
    bare = QWidget()
    bare.resize(1440, 900)
    bare.show()
    spent(_SETTLE)
    found = [("a bare window: this machine's floor", spent(SECONDS))]
    bare.close()
    session = library(folder).create("need-to-idea", Frame(title="Stille økt", headcount=24))
    jobs = Jobs()
    gc.freeze()
    be_responsive()
    translator = Translator("nb", resources() / "locales")
    console = ConsoleWindow(session, translator, theme, jobs, lambda _state: "")
    console.show()
    console.activateWindow()
    steps = {step.kind: step.id for step in reversed(list(agenda(session.snapshot.state)))}
    collect = steps["collect"]
    texts = tuple(f"Idé nummer {n} om den digitale skolehverdagen" for n in range(IDEAS))
    session.submit(c.GoTo(step=collect)).result()
    session.submit(c.ImportIdeas(step=collect, texts=texts)).result()
    session.submit(c.Reveal(step=collect)).result()
    spent(_SETTLE)
    found.append(("no clock", spent(SECONDS)))
    session.submit(c.StartTimer(step=collect, seconds=600)).result()
    spent(_SETTLE)
    found.append(("a clock that runs", spent(SECONDS)))
    console.stage.toggle()
    spent(_SETTLE)
    found.append(("a clock that runs, and the stage shown", spent(SECONDS)))
    console.close()
    session.close().result()
    jobs.close()
    console.deleteLater()
    return found
