"""What the stage shows, small: a picture of the stage itself, never a second way to draw it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop_studio.ui.theme import Theme

APART: Final = 250
"""Least milliseconds between two pictures."""
SECOND: Final = 1000
SHAPE: Final = 9 / 16
WIDEST: Final = 480
"""Pixels; where it has the window to itself, a larger one would leave no room for the rest."""
RADIUS: Final = 8.0

Render = Callable[[QSize, float], QImage]


class Preview(QWidget):
    """A picture of the stage, made anew at most four times a second and only when asked.

    Signals:
        pressed(): the picture was clicked.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, render: Render, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._render = render
        self._image = QImage()
        self._is_stale = True
        self._is_ticking = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._on_waited)
        self.setMaximumWidth(WIDEST)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_changed(self, *, is_ticking: bool) -> None:
        """Say that the stage shows something else; ``is_ticking``: its clock runs on."""
        self._is_stale = True
        self._is_ticking = is_ticking
        if not self._wait.isActive():
            self._wait.start(0)
        elif self._wait.remainingTime() > APART:
            self._wait.start(APART)

    def stop(self) -> None:
        """Make no more pictures."""
        self._wait.stop()

    def sizeHint(self) -> QSize:
        """As wide as its column."""
        return QSize(280, round(280 * SHAPE))

    def heightForWidth(self, width: int) -> int:
        """The stage's shape."""
        return round(min(width, WIDEST) * SHAPE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell that it was clicked."""
        event.accept()
        self.pressed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size needs another picture, soon."""
        super().resizeEvent(event)
        self.show_changed(is_ticking=self._is_ticking)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed unseen is drawn now."""
        super().showEvent(event)
        self._wait.start(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture with a hairline around."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.fillPath(path, self._theme.colour("stage"))
        painter.setClipPath(path)
        painter.drawImage(self.rect(), self._image)
        painter.setClipping(False)
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.drawPath(path)
        painter.end()

    def refresh(self) -> None:
        """Make the picture now."""
        self._is_stale = False
        self._image = self._render(self.size(), self.devicePixelRatio())
        self.update()
        self._wait.start(SECOND if self._is_ticking else APART)

    def _on_waited(self) -> None:
        if self.isVisible() and (self._is_stale or self._is_ticking):
            self.refresh()
