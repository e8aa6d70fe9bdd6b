"""A button that shows its key in a small cap beside its text, as keyboards have them."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QWidget

from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import QuietButton

_GAP = 8
_INSIDE = 6
"""Room between the cap's edge and its letters."""
_RADIUS = 5.0


class KeyButton(QuietButton):
    """A quiet button with its shortcut in view.

    Args:
        text: what it does.
        theme: the look of the cap.
        role: a role of the style sheet.
        shortcut: the key that does the same; the owner binds it.
        small: whether it is drawn a little smaller.
        parent: the widget that it lies in.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        role: str = "",
        *,
        shortcut: QKeySequence | str,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._theme = theme
        native = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.cap = native.replace("+", " ").replace("  ", " +").strip()
        super().__init__(text, role, shortcut=shortcut, small=small, parent=parent)

    def sizeHint(self) -> QSize:
        """Text and cap beside each other."""
        size = super().sizeHint()
        return QSize(size.width() + self._cap_width() + _GAP, size.height())

    def minimumSizeHint(self) -> QSize:
        """The same: a key that is cut off names nothing."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, its text to the left of the cap."""
        del event
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        style = self.style()
        style.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        taken = self._cap_width() + _GAP
        whole = self.rect()
        room = style.subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        option.rect = whole.adjusted(0, 0, -taken, 0)
        style.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option, painter, self)
        self._draw_cap(painter, QRect(room.right() + 1 - taken + _GAP, 0, taken - _GAP, 0))
        painter.end()

    def _cap_width(self) -> int:
        metrics = QFontMetrics(self._theme.type("small_strong"))
        return metrics.horizontalAdvance(self.cap) + 2 * _INSIDE

    def _draw_cap(self, painter: QPainter, place: QRect) -> None:
        theme = self._theme
        font = theme.type("small_strong")
        high = QFontMetrics(font).height() + 3
        cap = QRectF(place.x(), (self.height() - high) / 2, place.width(), high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setFont(font)
        painter.setPen(theme.colour("soft" if self.isEnabled() else "edge"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.cap)
