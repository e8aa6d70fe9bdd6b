"""How one joins by phone, on the stage: a QR code, and address and code to be typed."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtSvg import QSvgRenderer

from workshop_studio.blocks import Join
from workshop_studio.ui.blocks.scene import Picture
from workshop_studio.ui.stage.canvas import Canvas
from workshop_studio.ui.stage.pages import Shown

QUIET: Final = 4
"""Modules of white around the code, as its standard asks."""
_PART: Final = 0.48
"""The most of the width that the code takes."""


def join(canvas: Canvas, block: Join, place: QRectF) -> Shown:
    """The code at the right, dark on white in any theme; what is typed at the left."""
    gap, text = 48 * canvas.unit, canvas.translator.text
    drawn, modules = qr(block.url)
    side = min(place.height(), place.width() * _PART)
    side = modules * max(1.0, side // modules)  # whole pixels, so that no line shows between two
    square = QRectF(round(place.right() - side), round(place.top()), side, side)
    canvas.pieces.append(Picture(square, drawn))
    wide = square.left() - gap - place.left()
    top = place.top()
    said = canvas.translator.count("{n} has joined", "{n} have joined", block.joined)
    if block.of is not None:
        said = text("{n} of {of} have joined", n=block.joined, of=block.of)
    for line, names, role in (
        (text("Point the phone's camera at the code, or go to"), ("stage_body",), "soft"),
        (block.place, ("stage_lead", "stage_strong"), "ink"),
        (text("and write the code"), ("stage_body",), "soft"),
        (block.code, ("stage_title", "stage_strong"), "accent"),
        (said, ("stage_body",), "ink"),
    ):
        fitted = canvas.fit(line, names, wide, max(place.bottom() - top, 1.0))
        high = fitted.lines.size.height()
        if top + high > place.bottom() + 1:
            break
        canvas.put(fitted.lines, fitted.font, QRectF(place.left(), top, wide, high), role)
        top += high + 16 * canvas.unit
    return Shown()


@lru_cache(maxsize=4)
def qr(url: str) -> tuple[QSvgRenderer, int]:
    """The QR code of an address, with its quiet zone, and how many modules wide it is."""
    import segno

    made = segno.make(url, error="m", micro=False)
    drawn = made.svg_inline(border=QUIET, dark="#000", light="#fff")
    return QSvgRenderer(QByteArray(drawn.encode())), int(made.symbol_size(border=QUIET)[0])
