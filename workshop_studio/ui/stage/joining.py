"""How one joins by phone, on the stage: a QR code, and address and code to be typed."""

from functools import lru_cache
from typing import Final, TypeAlias

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtSvg import QSvgRenderer

from workshop_studio.blocks import Join
from workshop_studio.ui.blocks.fitting import Fitted, words_fit
from workshop_studio.ui.blocks.scene import Picture
from workshop_studio.ui.stage.canvas import Canvas
from workshop_studio.ui.stage.pages import Shown

QUIET: Final = 4
"""Modules of white around the code, as its standard asks."""
_PARTS: Final = (0.48, 0.42, 0.36)
"""How much of the width the code takes beside what is told, the largest first."""
_SIZES: Final = (
    ("stage_lead", "stage_prompt"),
    ("stage_lead", "stage_title"),
    ("stage_strong", "stage_strong"),
)
"""In what type the address and the code are written, the largest first."""
_LEAST: Final = 0.3
"""How much of the width it has at least below it; else what explains the rest is left out."""
_GAP: Final = 48
_APART: Final = 16

_Told: TypeAlias = list[tuple[Fitted, str]]


def join(canvas: Canvas, block: Join, place: QRectF) -> Shown:
    """The code dark on white in any theme, and what is typed beside it, or above on a high stage.

    What is typed is there whatever the shape: without it some could not join.
    """
    drawn, modules = qr(block.url)
    told, wide, side = _told(canvas, block, place)
    is_beside = wide < place.width()
    side = modules * max(1.0, side // modules)  # whole pixels, so that no line shows between two
    left = place.right() - side if is_beside else place.left()
    top = place.top() if is_beside else place.bottom() - side
    canvas.pieces.append(Picture(QRectF(round(left), round(top), side, side), drawn))
    top = place.top()
    for fitted, role in told:
        high = fitted.lines.size.height()
        canvas.put(fitted.lines, fitted.font, QRectF(place.left(), top, wide, high), role)
        top += high + _APART * canvas.unit
    return Shown()


def _told(canvas: Canvas, block: Join, place: QRectF) -> tuple[_Told, float, float]:
    """What is told, how wide it stands, and how large the code may be.

    The code is as large as lets all be told beside it, if need be in smaller type, or with an
    address that is broken; where that never goes, or the stage is higher than wide, it is below.
    """
    ways = [(part, sizes) for sizes in _SIZES for part in _PARTS]
    for may_break in (False, True) if place.width() > place.height() else ():
        for part, sizes in ways:
            side = min(place.height(), place.width() * part)
            wide = place.width() - side - _GAP * canvas.unit
            told, is_whole = _laid(canvas, block, wide, sizes)
            if (is_whole or may_break) and _height(canvas, told) <= place.height():
                return told, wide, side
    told, _ = _laid(canvas, block, place.width(), _SIZES[-1])
    if place.height() - _height(canvas, told) < place.width() * _LEAST:
        told = [(fitted, role) for fitted, role in told if role != "soft"]
    left = place.height() - _height(canvas, told)
    return told, place.width(), min(max(left, 1.0), place.width())


def _laid(canvas: Canvas, block: Join, wide: float, sizes: tuple[str, str]) -> tuple[_Told, bool]:
    """What is to be done and typed in a width, and whether no word of it is broken."""
    text = canvas.translator.text
    said = canvas.translator.count("{n} has joined", "{n} have joined", block.joined)
    if block.of is not None:
        number = canvas.translator.number
        said = text("{n} of {of} have joined", n=number(block.joined), of=number(block.of))
    lines = [
        (text("Point the phone's camera at the code, or go to"), "stage_body", "soft"),
        (block.place, sizes[0], "ink"),
        (text("and write the code"), "stage_body", "soft"),
        (block.code, sizes[1], "accent"),
        (said, "stage_body", "ink"),
    ]
    told = [
        (Fitted(canvas.lay(line, name, wide), canvas.font(name)), role)
        for line, name, role in lines
    ]
    return told, all(words_fit(line, canvas.font(name), wide) for line, name, _ in lines)


def _height(canvas: Canvas, told: _Told) -> float:
    return sum(one.lines.size.height() + _APART * canvas.unit for one, _ in told)


@lru_cache(maxsize=4)
def qr(url: str) -> tuple[QSvgRenderer, int]:
    """The QR code of an address, with its quiet zone, and how many modules wide it is."""
    import segno

    made = segno.make(url, error="m", micro=False)
    drawn = made.svg_inline(border=QUIET, dark="#000", light="#fff")
    return QSvgRenderer(QByteArray(drawn.encode())), int(made.symbol_size(border=QUIET)[0])
