"""The stage as the facilitator holds it: black, frozen, with the strip, and screens by number."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from workshop_studio.projections.stage import stage
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.screenshots.album import CONSOLE, STAGE
from workshop_studio.ui.screenshots.others import console_phones
from workshop_studio.ui.screenshots.scene import Scene
from workshop_studio.ui.stage.identify import Number
from workshop_studio.ui.stage.strip import Strip
from workshop_studio.ui.stage.window import StageWindow

_LOW: Final = QSize(800, 600)


def _stage(scene: Scene) -> StageWindow:
    window = StageWindow(scene.translator, scene.theme)
    shot = scene.at("collect.close")
    window.show_blocks(stage(shot.state, shot.boxes))
    return window


def blank(scene: Scene) -> StageWindow:
    """Nothing but a calm ground."""
    window = _stage(scene)
    window.set_blank(blank=True)
    return window


def frozen(scene: Scene) -> StageWindow:
    """An earlier picture that is kept while the session has gone on."""
    window = _stage(scene)
    window.set_frozen(frozen=True)
    later = scene.at("vote go")
    window.show_blocks(stage(later.state, later.boxes))
    return window


def strip(size: QSize) -> Callable[[Scene], StageWindow]:
    """One screen for all, with the facilitator's strip at its lower edge."""

    def make(scene: Scene) -> StageWindow:
        window = _stage(scene)
        window.resize(size)
        console = scene.album.console(scene.at("collect.close"))
        for name in ("blank", "freeze"):  # as they are while the stage is shown
            console.actions_[name].setEnabled(True)
        back = scene.translator.text("Back to the console")
        Strip(console.actions_, scene.theme, window, back).set_wanted(wanted=True)
        window.destroyed.connect(lambda: console.deleteLater())  # its actions are on the strip
        return window

    return make


def joining(scene: Scene) -> StageWindow:
    """How one joins by phone."""
    console = console_phones(scene)
    window = StageWindow(scene.translator, scene.theme)
    window.show_blocks(console.phones.staged(console.bridge))
    console.close()
    console.deleteLater()
    return window


def number(scene: Scene) -> Number:
    """The number of a screen."""
    return Number(2, QGuiApplication.primaryScreen(), scene.theme)


def console_held(action: str = "") -> Callable[[Scene], ConsoleWindow]:
    """The console while the stage is shown on the same screen; black or frozen where it says."""

    def make(scene: Scene) -> ConsoleWindow:
        console = scene.album.console(scene.at("collect.close"))
        console.stage.toggle()
        if action:
            console.actions_[action].trigger()
        return console

    return make


SCREENS: Final[tuple[tuple[str, Callable[[Scene], QWidget], QSize | None], ...]] = (
    ("stage-blank", blank, STAGE),
    ("stage-frozen", frozen, STAGE),
    ("stage-strip", strip(STAGE), STAGE),
    ("stage-strip-low", strip(_LOW), _LOW),
    ("stage-join", joining, STAGE),
    ("stage-join-low", joining, _LOW),
    ("identify-normal", number, None),
    ("console-shared", console_held(), CONSOLE),
    ("console-blank", console_held("blank"), CONSOLE),
    ("console-frozen", console_held("freeze"), CONSOLE),
)
"""Name, what makes the window, and its size if it has none of its own."""
