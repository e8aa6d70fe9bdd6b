"""What is lifted off the ground: a surface with a soft shadow, the current one with an edge."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from workshop_studio.ui.theme import Theme

RADIUS = 12.0
EDGE = 4.0
REACH = 8
"""Pixels that the shadow reaches beyond the surface."""
_DEPTH = {"light": 0.008, "dark": 0.06}
"""How dark each of the shadow's layers is."""


def draw_lifted(painter: QPainter, rect: QRectF, theme: Theme, *, edge: bool = False) -> None:
    """Draw a lifted surface.

    Args:
        painter: draws it; the area around may take the shadow, :data:`REACH` wide.
        rect: the surface.
        theme: the look.
        edge: whether it has the accent at its left edge, as what is current has.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    shadow = theme.colour("shadow")
    shadow.setAlphaF(_DEPTH[theme.scheme])
    painter.setBrush(shadow)
    for grown in range(REACH, 0, -1):
        layer = rect.adjusted(-grown, 3 - grown, grown, grown + 1)
        painter.drawRoundedRect(layer, RADIUS + grown, RADIUS + grown)
    path = QPainterPath()
    path.addRoundedRect(rect, RADIUS, RADIUS)
    painter.fillPath(path, theme.colour("accent" if edge else "surface"))
    if edge:  # the surface begins beside the edge, straight above and round at the ends
        inner = QPainterPath()
        inner.addRoundedRect(rect.translated(EDGE, 0), RADIUS, RADIUS)
        painter.fillPath(path.intersected(inner), theme.colour("surface"))
    if theme.scheme == "dark":  # a shadow alone would not be seen there
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawPath(path)
    painter.restore()
