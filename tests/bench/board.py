"""Frames of the board with many notes, as a screen of 1920x1080 would show them."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.stalls import LIMIT as HOLD
from tests.bench.stalls import Pulse
from workshop_studio.blocks import Board, Note, Pile
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.blocks.board import BoardView
from workshop_studio.ui.board.finding import rect_of
from workshop_studio.ui.theme import Theme, apply

NOTES = 2_000
SCREEN = (1920, 1080)
FRAME = 16.7
PAN = 8.0
LOAD = 500.0
_FRAMES = 40


@dataclass(frozen=True)
class Measured:
    """What took how many milliseconds, and at most how many it may."""

    name: str
    took: float
    most: float

    @property
    def is_fine(self) -> bool:
        """Whether it is within its limit."""
        return self.took <= self.most

    def line(self) -> str:
        """One row of the bench's table."""
        verdict = "ok" if self.is_fine else "TOO SLOW"
        return f"{self.name:<58} {self.took:9.2f} ms (at most {self.most:g}) {verdict}"


def sample(count: int = NOTES) -> Board:
    """A board of eight clusters and some ideas that are not sorted."""
    notes = [
        Note(id=f"n{n}", text=f"Idé nummer {n} om den digitale skolehverdagen vi vil ha")
        for n in range(count)
    ]
    part = count // 9
    piles = tuple(
        Pile(id=f"c{k}", title=f"Klynge {k}", ideas=tuple(notes[k * part : (k + 1) * part]))
        for k in range(8)
    )
    return Board(step="s", clusters=piles, loose=tuple(notes[8 * part :]))


def _frames(port: QWidget, step: Callable[[int], None], count: int = _FRAMES) -> float:
    """Median milliseconds of a step with the frame that shows it."""
    app = QApplication.instance()
    assert app is not None
    took = []
    for number in range(count):
        begin = time.perf_counter()
        step(number)
        port.repaint()  # what the screen would be given, in software
        took.append((time.perf_counter() - begin) * 1000)
        app.processEvents()
    return statistics.median(took)


def _floor() -> float:
    """This machine's floor: a picture of the whole screen drawn once, scaled."""
    picture = QImage(SCREEN[0], SCREEN[1], QImage.Format.Format_RGB32)
    screen = QImage(picture)
    took = []
    for _ in range(20):
        begin = time.perf_counter()
        painter = QPainter(screen)
        painter.scale(0.97, 0.97)
        painter.drawImage(0, 0, picture)
        painter.end()
        took.append((time.perf_counter() - begin) * 1000)
    return statistics.median(took)


def board() -> tuple[list[Measured], float]:
    """Each of the board's limits, and this machine's floor in milliseconds."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme("light")
    apply(app, theme)
    view = BoardView(Translator("nb", resources() / "locales"), theme)
    view.resize(*SCREEN)
    view.show()
    app.processEvents()
    canvas, port, pulse = view.canvas, view.canvas.viewport(), Pulse()
    loaded = 0.0

    def is_loaded() -> bool:
        nonlocal loaded
        done = not canvas.board.is_loading and not canvas.board.is_drawing
        if done and not loaded:
            loaded = time.perf_counter()
        return done

    begin = time.perf_counter()
    view.show_block(sample())
    first = (time.perf_counter() - begin) * 1000
    hold = max(first, pulse.during(is_loaded))
    found = [
        Measured(f"{NOTES} notes: loaded and drawn", (loaded - begin) * 1000, LOAD),
        Measured("  longest hold of the window meanwhile", hold, HOLD),
    ]
    found.append(
        Measured("panning at 100 %", _frames(port, lambda n: canvas.pan(QPointF(0, -24))), PAN)
    )
    canvas.zoom_by("fit")
    whole = canvas.zoom
    found.append(Measured("  longest hold, the whole board seen", pulse.during(is_loaded), HOLD))
    sizes = [whole * (1 + 0.004 * (n % 20)) for n in range(_FRAMES)]
    found.append(
        Measured(
            "zooming, all notes in view", _frames(port, lambda n: canvas.zoom_to(sizes[n])), FRAME
        )
    )
    canvas.zoom_by("fit")
    pulse.during(is_loaded)
    start = canvas.mapFromScene(rect_of(canvas.board, "n5").center())
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    found.append(
        Measured(
            "dragging, all notes in view",
            _frames(port, lambda n: QTest.mouseMove(port, start + QPoint(20 + 6 * n, 12 + 4 * n))),
            FRAME,
        )
    )
    assert canvas.hand.held, "nothing was dragged"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    pulse.during(lambda: True)
    view.show_as("outline")
    hold = pulse.during(lambda: view.tree.isExpanded(view.model.index(0, 0)))
    found.append(Measured("  longest hold, the outline opened", hold, HOLD))
    view.close()
    view.deleteLater()
    return found, _floor()
