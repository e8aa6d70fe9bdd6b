"""The cross in a line of text that empties it, drawn in the colour of the text."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QIconEngine, QPainter, QPen
from PySide6.QtWidgets import QLineEdit

from workshop_studio.ui.icons import DrawnIcon

_NAME = "_q_qlineeditclearaction"
"""What Qt calls the action of the cross."""


class _Cross(DrawnIcon):
    """Qt's own cross is dark on dark; this one takes its colour anew when it is drawn."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self._line = line

    def clone(self) -> QIconEngine:
        """Another of the same."""
        return _Cross(self._line)

    def paint(self, painter: QPainter, rect: QRectF, mode: QIcon.Mode, state: QIcon.State) -> None:  # type: ignore[override]
        """Two lines."""
        del mode, state
        pen = QPen(self._line.palette().text().color(), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        middle, reach = QRectF(rect).center(), min(rect.width(), rect.height()) * 0.28
        for up in (reach, -reach):
            slope = QPointF(reach, up)
            painter.drawLine(middle - slope, middle + slope)


def can_be_cleared(line: QLineEdit) -> None:
    """Give a line a cross that empties it."""
    line.setClearButtonEnabled(True)
    for action in line.findChildren(QAction, _NAME):
        action.setIcon(QIcon(_Cross(line)))
