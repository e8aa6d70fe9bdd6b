"""A drawing as a list of boxes and texts: made once for a size, painted often, looked at by tests.

The stage and the charts are drawn so. Texts are laid out as plain text before they come here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtSvg import QSvgRenderer

from workshop_studio.ui.widgets.wrapping import Lines, draw


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text in a place.

    Attributes:
        lines: the text as it is laid out.
        font: the font that it was laid out with.
        colour: its colour.
        ground: the colour that it stands on.
        rect: where it is; the lines begin at its top.
        align: left, right or centred in the rect.
        is_pictured: whether a picture beneath shows it, so that it is told but not painted.
    """

    lines: Lines
    font: QFont
    colour: QColor
    ground: QColor
    rect: QRectF
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    is_pictured: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box with round corners, filled, outlined or both."""

    rect: QRectF
    fill: QColor | None = None
    radius: float = 0.0
    edge: QColor | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG in a place; its texts stand beside it as pieces of their own."""

    rect: QRectF
    renderer: QSvgRenderer


Piece: TypeAlias = Text | Box | Picture


def paint(painter: QPainter, pieces: Iterable[Piece], seen: QRectF | None = None) -> None:
    """Draw pieces from the first to the last, those alone that lie in what is to be seen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for piece in pieces:
        if seen is not None and not seen.intersects(piece.rect):
            continue
        if isinstance(piece, Picture):
            piece.renderer.render(painter, piece.rect)
            continue
        if isinstance(piece, Text):
            if piece.is_pictured:
                continue
            painter.setFont(piece.font)
            painter.setPen(piece.colour)
            rect = piece.rect
            draw(painter, piece.lines, rect.x(), rect.y(), rect.width(), piece.align)
            continue
        painter.setPen(Qt.PenStyle.NoPen if piece.edge is None else QPen(piece.edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if piece.fill is None else piece.fill)
        painter.drawRoundedRect(piece.rect, piece.radius, piece.radius)
