"""The longest time for which the UI thread answers nothing, while a large session is led."""

import gc
import secrets
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.measure import timed
from tests.bench.sessions import BALLOTS, IDEAS, library
from workshop_studio.app.hub import Actor, Envelope
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import agenda
from workshop_studio.domain.records import Frame
from workshop_studio.domain.state import State
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.blocks.picture import make_ready
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.home.application import be_responsive
from workshop_studio.ui.jobs import TURN, Jobs
from workshop_studio.ui.theme import Theme, apply

LIMIT = 50.0
TICK = 10
ROUNDS = 3
_COUNTED = 500_000


class Pulse:
    """A 10 ms timer on the UI thread, and the longest gap between two of its beats."""

    def __init__(self) -> None:
        self.timer = QTimer()
        self.timer.setInterval(TICK)
        self.timer.timeout.connect(self._beat)
        self.last = 0.0
        self.worst = 0.0

    def _beat(self) -> None:
        now = time.perf_counter()
        self.worst = max(self.worst, (now - self.last) * 1000)
        self.last = now

    def during(self, until: Callable[[], bool], beats: int = 30) -> float:
        """The longest gap in milliseconds until something is true, and some beats longer."""
        self.last, self.worst = time.perf_counter(), 0.0
        self.timer.start()
        loop = QEventLoop()
        left = beats
        check = QTimer()

        def look() -> None:
            nonlocal left
            left = left - 1 if until() else beats
            if left <= 0:
                loop.quit()

        check.timeout.connect(look)
        check.start(TICK)
        loop.exec()
        self.timer.stop()
        return self.worst


def in_rounds(measure: Callable[[], list[tuple[str, float]]]) -> list[tuple[str, float, float]]:
    """Each thing's longest gap by name, in the median of some rounds and in the worst of them."""
    rounds = [measure() for _ in range(ROUNDS)]
    found = []
    for same in zip(*rounds, strict=True):
        gaps = [gap for _, gap in same]
        found.append((same[0][0], statistics.median(gaps), max(gaps)))
    return found


def bare_turns() -> tuple[float, float]:
    """How long counting to the same number takes, as a rule and at worst, in milliseconds.

    The difference is this machine's alone: other machines share its processors.
    """
    took = [timed(lambda: sum(range(_COUNTED))) for _ in range(200)]
    return statistics.median(took), max(took)


def stalls(folder: Path) -> list[tuple[str, float]]:
    """Each thing that is done, and the longest gap while it was done."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme("light")
    apply(app, theme)
    translator = Translator("nb", resources() / "locales")
    session = library(folder).create("need-to-idea", Frame(title="Stor økt", headcount=BALLOTS))
    jobs = Jobs()
    pulse = Pulse()
    gc.freeze()  # both as ui/home/studio.py does
    be_responsive()
    found = [("nothing done: this machine's floor", pulse.during(lambda: True))]
    make_ready()
    console = ConsoleWindow(session, translator, theme, jobs, lambda _state: "", in_parts=True)

    def go_on() -> None:
        QTimer.singleShot(TURN, go_on if console.make_more() else console.show)

    QTimer.singleShot(TURN, go_on)  # as ui/home/studio.py does
    found.append(("console opened", pulse.during(console.isVisible)))
    steps = {step.kind: step.id for step in reversed(list(agenda(session.snapshot.state)))}
    voting = [step.id for step in agenda(session.snapshot.state) if step.kind == "vote"]

    def state() -> State:
        return session.snapshot.state

    def measure(name: str, command: c.Command, until: Callable[[], bool]) -> None:
        session.submit(command)
        found.append((name, pulse.during(until)))

    measure("go to collect", c.GoTo(step=steps["collect"]), lambda: True)
    texts = tuple(f"Idé nummer {n} om den digitale skolehverdagen" for n in range(IDEAS))
    measure(
        f"import {IDEAS} ideas",
        c.ImportIdeas(step=steps["collect"], texts=texts),
        lambda: len(state().ideas) == IDEAS,
    )
    measure("reveal them", c.Reveal(step=steps["collect"]), lambda: True)
    measure("one idea more", c.AddIdea(step=steps["collect"], text="En til"), lambda: True)
    measure("go to the outline", c.GoTo(step=steps["cluster"]), lambda: True)
    ideas = sorted(state().ideas)
    for number in range(5):
        part = tuple(ideas[number * 50 : number * 50 + 50])
        made = c.MakeCluster(step=steps["cluster"], title=f"Klynge {number}", ideas=part)
        measure("a cluster of 50 ideas", made, lambda: True)
    measure("go to the vote", c.GoTo(step=voting[1]), lambda: True)
    measure("open the vote", c.OpenVote(step=voting[1]), lambda: bool(state().votes))
    [vote] = state().votes
    for number in range(BALLOTS):
        marks = {ideas[(number * 7 + k * 13) % IDEAS]: 1 for k in range(3)}
        actor = Actor("participant", f"phone {number}")
        session.send(Envelope(secrets.token_hex(8), actor, c.CastVote(vote=vote, marks=marks)))

    def voted() -> bool:
        return session.snapshot.boxes[f"vote.{vote}"].voters == BALLOTS

    found.append((f"{BALLOTS} ballots come in", pulse.during(voted)))
    measure("close the vote", c.CloseVote(vote=vote), lambda: state().votes[vote].ballots > 0)
    measure("show the result", c.Reveal(step=voting[1]), lambda: True)
    measure("go to the choice", c.GoTo(step=steps["choose"]), lambda: True)
    console.close()
    done = session.close()
    done.result()
    jobs.close()
    console.deleteLater()
    return found
