"""A large number on each screen for a moment, so that one can be told from the other."""

from typing import Final

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from workshop_studio.ui.theme import Theme

LASTS: Final = 3000
"""Milliseconds for which the numbers stand."""
_SIDE: Final = 0.4


class Number(QWidget):
    """A number in the middle of a screen. It takes neither clicks nor the keyboard."""

    def __init__(self, number: int, screen: QScreen, theme: Theme) -> None:
        flags = Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint
        top = Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags | top | Qt.WindowType.WindowTransparentForInput)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.number = number
        self._theme = theme
        self.setAccessibleName(str(number))
        whole = screen.geometry()
        side = round(min(whole.width(), whole.height()) * _SIDE)
        self.setScreen(screen)
        self.resize(side, side)
        self.move(whole.center() - self.rect().center())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The number, as large as goes in."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("accent"))
        painter.setPen(self._theme.colour("on_accent"))
        painter.setFont(self._theme.type("stage_clock", self.height() * 3))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, str(self.number))
        painter.end()


class Identify(QObject):
    """Shows the numbers, and takes them away again.

    Signals:
        done(): the numbers are gone.
    """

    done = Signal()

    def __init__(self, theme: Theme, parent: QObject, lasts: int = LASTS) -> None:
        super().__init__(parent)
        self._theme = theme
        self.numbers: list[Number] = []
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.setInterval(lasts)
        self._until.timeout.connect(self.stop)

    def show_on(self, screens: list[QScreen]) -> None:
        """Number these screens from 1 on; asked again, the time begins anew."""
        self._clear()
        self.numbers = [Number(n, screen, self._theme) for n, screen in enumerate(screens, 1)]
        for number in self.numbers:
            number.show()
        self._until.start()

    def stop(self) -> None:
        """Take the numbers away."""
        self._until.stop()
        self._clear()
        self.done.emit()

    def _clear(self) -> None:
        for number in self.numbers:
            number.hide()
            number.deleteLater()
        self.numbers = []
