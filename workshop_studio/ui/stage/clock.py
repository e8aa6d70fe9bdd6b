"""Where the stage's clock stands: in the lower left corner, its word above or beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from workshop_studio.ui.stage.canvas import Canvas
from workshop_studio.ui.theme import tabular


@dataclass(frozen=True, slots=True)
class ClockPlace:
    """Where the clock's figures and its word stand, and in what type.

    Attributes:
        rect: all of it.
        figures: where the figures stand.
        font: their font.
        word: where ``over time`` or ``paused`` stands: above large figures, beside small ones.
        word_font: its font.
    """

    rect: QRectF
    figures: QRectF
    font: QFont
    word: QRectF
    word_font: QFont


def place_clock(canvas: Canvas, name: str) -> ClockPlace:
    """The clock in the lower left corner, in a type."""
    room, high = canvas.room, canvas.line(name)
    font, word_font = tabular(canvas.font(name)), canvas.font("stage_strong")
    word_high = canvas.line("stage_strong")
    # The figures stand on the bottom line, so what the type leaves below them is taken back.
    top = room.bottom() - high * 0.93
    wide = QFontMetricsF(font).horizontalAdvance("+88:88")
    figures = QRectF(room.left(), top, min(wide, room.width()), high)
    words = (canvas.translator.text("over time"), canvas.translator.text("paused"))
    word_wide = max(QFontMetricsF(word_font).horizontalAdvance(text) for text in words) + 2
    if name == "stage_clock":
        word = QRectF(room.left(), top - word_high, min(word_wide, room.width()), word_high)
    else:
        drop = QFontMetricsF(font).ascent() - QFontMetricsF(word_font).ascent()
        left = figures.right() + 20 * canvas.unit
        word = QRectF(left, top + drop, min(word_wide, room.right() - left), word_high)
    return ClockPlace(figures.united(word), figures, font, word, word_font)


def font_for(figures: str, place: ClockPlace) -> QFont:
    """The place's font, or a smaller one where a clock has a hundred minutes and more."""
    wide = QFontMetricsF(place.font).horizontalAdvance(figures)
    if wide <= place.figures.width() + 1:
        return place.font
    smaller = QFont(place.font)
    smaller.setPixelSize(int(place.font.pixelSize() * place.figures.width() / wide))
    return smaller
