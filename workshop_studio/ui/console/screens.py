"""Keeps the stage: one window that is shown on the second screen if there is one, and pictured."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QWidget

from workshop_studio.blocks import Blocks
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.stage.window import StageWindow
from workshop_studio.ui.theme import Theme

WINDOWED: Final = (1120, 630)


class StageKeeper(QObject):
    """The stage of one console.

    Signals:
        changed(): the stage was shown or closed.
    """

    changed = Signal()

    def __init__(self, translator: Translator, theme: Theme, console: QWidget) -> None:
        super().__init__(console)
        self._console = console
        self._blocks: Blocks | None = None
        self.window = StageWindow(translator, theme)
        self.window.installEventFilter(self)
        for keys, call in (("F11", self.toggle_full_screen), ("F5", self.toggle)):
            QShortcut(QKeySequence(keys), self.window).activated.connect(call)

    @property
    def is_shown(self) -> bool:
        """Whether the stage is on a screen."""
        return self.window.isVisible()

    @property
    def screen_name(self) -> str | None:
        """Size of the screen that it is shown on; None while it is not."""
        if not self.is_shown:
            return None
        size = self.window.screen().size()
        return f"{size.width()}×{size.height()}"

    def show_blocks(self, blocks: Blocks) -> None:
        """Show these blocks, if they are others than before."""
        if blocks != self._blocks:
            self._blocks = blocks
            self.window.show_blocks(blocks)

    def render(self, size: QSize, ratio: float) -> QImage:
        """A picture of what the stage shows just now, whether it is on a screen or not."""
        return self.window.render_to(size, ratio)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or become a window again."""
        if self.window.isFullScreen():
            self.window.showNormal()
        else:
            self.window.showFullScreen()

    def toggle(self) -> None:
        """Show the stage, or close it."""
        if self.is_shown:
            self.window.hide()
            return
        other = second_screen(self._console.screen())
        if other is None:
            self.window.resize(*WINDOWED)
            self.window.show()
        else:
            self.window.setScreen(other)
            self.window.setGeometry(other.geometry())
            self.window.showFullScreen()
        self._console.activateWindow()

    def close(self) -> None:
        """Close the stage with its console."""
        self.window.removeEventFilter(self)
        self.window.close()
        self.window.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when the stage is shown or closed, by whatever key."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide}:
            self.changed.emit()
        return super().eventFilter(watched, event)


def second_screen(own: QScreen) -> QScreen | None:
    """A screen that is not the console's; a mirrored one does not count."""
    for screen in QGuiApplication.screens():
        if screen is not own and screen.geometry() != own.geometry():
            return screen
    return None
