"""Lays plain text out in lines so that nothing is cut off: a long word breaks where it must.

``QTextLayout`` knows no markup, so ``<b>`` and ``<img>`` stay the characters that they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

ELLIPSIS = "…"
_LARGE = 30
_LIKELY_LONG = 3
"""A text with more characters than this for each square of its line is hardly ever one line:
it is not measured as one first."""
_SHOWN = str.maketrans(
    {"\t": " " * 4, "\n": "\u2028", "\r": "\u2028", "\u2029": "\u2028", "\0": "\ufffd"}
)


def one_paragraph(text: str) -> str:
    """The text as it is drawn: line separators for line breaks, spaces for tabs, a sign for NUL."""
    return text.replace("\r\n", "\n").translate(_SHOWN)


def line_height(metrics: QFontMetricsF) -> float:
    """The height of a line: small type gets more air than large type."""
    return metrics.lineSpacing() * (1.12 if metrics.height() < _LARGE else 1.0)


@dataclass(frozen=True, slots=True)
class Lines:
    """Text laid out for a width.

    Attributes:
        texts: the lines from first to last.
        size: width of the widest line, and height of all.
        line_height: height of one.
        is_cut: whether lines were left out at the end.
    """

    texts: tuple[str, ...]
    size: QSizeF
    line_height: float
    is_cut: bool


def lay_out(text: str, font: QFont, width: float, most: int | None = None) -> Lines:
    """Break a text into lines no wider than a width.

    Args:
        text: plain text; line breaks in it are kept.
        font: the font.
        width: the room; at least one character goes on each line whatever it is.
        most: most lines; what does not go in is replaced by an ellipsis.
    """
    metrics = QFontMetricsF(font)
    height = line_height(metrics)
    if most is not None:  # no need to lay out a book for two lines of it
        text = text[: int(most * max(width, 1.0) / max(metrics.averageCharWidth(), 1.0) * 4) + 80]
    plain = one_paragraph(text)
    may_be_one = "\u2028" not in plain and len(plain) * height < _LIKELY_LONG * width
    if may_be_one and (advance := metrics.horizontalAdvance(plain)) <= width:
        return Lines((plain,), QSizeF(advance, height), height, is_cut=False)
    layout = QTextLayout(plain, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    spans: list[tuple[int, int]] = []
    widest = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1.0))
        widest = max(widest, line.naturalTextWidth())
        spans.append((line.textStart(), line.textLength()))
        if most is not None and len(spans) > most:
            break
    layout.endLayout()
    texts = _cut_at(plain, spans)
    is_cut = most is not None and len(texts) > most
    if is_cut:
        texts = texts[:most]
        texts[-1] = _shortened(texts[-1], metrics, width)
    return Lines(tuple(texts), QSizeF(min(widest, width), height * len(texts)), height, is_cut)


def _cut_at(plain: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The text of lines given by start and length; Qt counts UTF-16 units, Python characters."""
    if not plain or max(plain) <= "\uffff":
        return [plain[start : start + length].rstrip("\u2028 ") for start, length in spans]
    units = plain.encode("utf-16-le", "surrogatepass")
    return [
        units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace").rstrip("\u2028 ")
        for start, length in spans
    ]


def _shortened(line: str, metrics: QFontMetricsF, width: float) -> str:
    if metrics.horizontalAdvance(line + ELLIPSIS) <= width:
        return line + ELLIPSIS
    return metrics.elidedText(line + " " * 8, Qt.TextElideMode.ElideRight, width)


def draw(
    painter: QPainter,
    lines: Lines,
    left: float,
    top: float,
    width: float,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw lines with the painter's font and pen from a corner down."""
    metrics = QFontMetricsF(painter.font())
    baseline = top + metrics.ascent() + (lines.line_height - metrics.lineSpacing()) / 2
    for text in lines.texts:
        x = left
        if align != Qt.AlignmentFlag.AlignLeft:
            spare = width - metrics.horizontalAdvance(text)
            x += spare if align == Qt.AlignmentFlag.AlignRight else spare / 2
        painter.drawText(QPointF(x, baseline), text)
        baseline += lines.line_height
