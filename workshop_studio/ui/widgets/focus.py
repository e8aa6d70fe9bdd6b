"""The focus ring: 3 px wide, 2 px off, around whatever has the keyboard, without moving a thing."""

from typing import ClassVar, Final
from weakref import ref

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu, QWidget
from shiboken6 import isValid

WIDTH: Final = 3
OFF: Final = 2
MARGIN: Final = WIDTH + OFF
RADIUS: Final = 11.0

_MOVING = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ZOrderChange,
    }
)


class FocusRing(QObject):
    """Draws the ring around the focused widget of whichever window; one for each application.

    A widget with the property ``ring`` set to False goes without one; a widget with the property
    ``ring_around`` set to "parent" has it around the widget that it lies in.
    """

    NAME: ClassVar[str] = "focus-ring"

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(self.NAME)
        self._colour = QColor()
        self._ring: _Ring | None = None
        self._watched: list[ref[QWidget]] = []
        app.focusChanged.connect(self._on_focus_changed)

    @classmethod
    def of(cls, app: QApplication) -> "FocusRing":
        """The application's ring, made when it is first asked for."""
        return app.findChild(cls, cls.NAME) or cls(app)

    def show_in(self, colour: QColor) -> None:
        """Draw the ring in a colour from now on."""
        self._colour = colour

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focused widget, and all that it lies in, where they go."""
        if event.type() in _MOVING and self._ring is not None and isValid(self._ring):
            self._ring.follow()
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        for one in self._watched:
            widget = one()
            if widget is not None and isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        if now is None or now.isWindow() or isinstance(now, QMenu) or now.property("ring") is False:
            return
        outer = now.parentWidget() if now.property("ring_around") == "parent" else None
        around = outer or now
        at: QWidget | None = around
        while at is not None and not at.isWindow():
            self._watched.append(ref(at))
            at.installEventFilter(self)
            at = at.parentWidget()
        self._ring = _Ring(around, self._colour)


class _Ring(QWidget):
    """The ring itself: a widget over the window that lets everything through."""

    def __init__(self, around: QWidget, colour: QColor) -> None:
        super().__init__(around.window())
        # No reference of its own to either: the last one to a window, dropped while the window's
        # child is being deleted, would delete the window and the child once more.
        self._around = ref(around)
        self._colour = colour
        self._clip = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.follow()

    def follow(self) -> None:
        """Go to where the widget is, no farther than the scroll areas that it lies in show it."""
        around, window = self._around(), self.parentWidget()
        if around is None or not isValid(around) or not around.isVisible() or window is None:
            self.hide()
            return
        rect = _in_window(around, window)
        clip = window.rect()
        at = around.parentWidget()
        while at is not None and at is not window:
            if isinstance(at.parentWidget(), QAbstractScrollArea):
                clip = clip.intersected(_in_window(at, window))
            at = at.parentWidget()
        self._clip = clip.translated(-rect.topLeft())
        self.setGeometry(rect)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring inside the margin around the widget."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._clip)
        painter.setPen(QPen(self._colour, WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(half, half, -half, -half), RADIUS, RADIUS
        )
        painter.end()


def _in_window(widget: QWidget, window: QWidget) -> QRect:
    """The widget with room for the ring, in the window's coordinates."""
    corner = widget.mapTo(window, QPoint(0, 0))
    return QRect(corner, widget.size()).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
