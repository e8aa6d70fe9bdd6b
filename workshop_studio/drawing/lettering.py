"""Measures and breaks texts as they will be drawn, without a window: Inter's own widths."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

FAMILY: Final = "Inter"
ASCENT: Final = 0.96875
"""From the top of a line to the feet of its letters, in sizes of the type."""
LINE: Final = 1.21
"""The height of a line, in sizes of the type."""
ELLIPSIS: Final = "…"
_FILES: Final = {400: "Inter-Regular.otf", 600: "Inter-SemiBold.otf", 700: "Inter-Bold.otf"}
_JOINERS: Final = frozenset("\u200d\ufe0e\ufe0f")
_LONGEST: Final = 4000
_BREAKS: Final = re.compile(r"[^\S\u00a0\u202f]+")
"""Where a line may end; a number and its sign stay together."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text in lines.

    Attributes:
        lines: from first to last; at least one.
        width: of the widest.
        is_cut: whether more followed.
    """

    lines: tuple[str, ...]
    width: float
    is_cut: bool = False


class Lettering:
    """Widths of texts in the three weights, read once from the font files."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def make_ready(self) -> None:
        """Read what charts are written with now, in a worker, so that the first need not wait."""
        for weight in (400, 600):
            _advances(self._fonts, weight)

    def width(self, text: str, size: float, weight: int = 400) -> float:
        """How wide a line is, without kerning."""
        return _width(self._fonts, text, weight) * size

    def wrap(
        self, text: str, size: float, weight: int, width: float, most: int | None = None
    ) -> Wrapped:
        """Break a text into lines no wider than a width; a long word breaks where it must."""
        return _wrapped(self._fonts, plain(text), size, weight, max(width, size), most)


def plain(text: str) -> str:
    """A text without what no line can show: breaks are spaces, other control signs are told."""
    text = _BREAKS.sub(" ", text[:_LONGEST]).strip(" ")
    if text.isprintable():
        return text
    return "".join("\ufffd" if _is_unfit(sign) else sign for sign in text)


def _is_unfit(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs"} or (ord(sign) & 0xFFFE) == 0xFFFE


@lru_cache(maxsize=4096)
def _wrapped(
    fonts: Path, text: str, size: float, weight: int, width: float, most: int | None
) -> Wrapped:
    room = width / size
    whole = _width(fonts, text, weight)
    if whole <= room:
        return Wrapped((text,), whole * size)
    lines: list[str] = []
    line, used = "", 0.0
    space = _width(fonts, " ", weight)
    for word in text.split(" "):
        wide = _width(fonts, word, weight)
        if line and used + space + wide <= room:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(fonts, word, weight, room)
        lines += full
        used = _width(fonts, line, weight)
    lines.append(line)
    is_cut = most is not None and len(lines) > most
    if is_cut:
        lines = lines[:most]
        last = lines[-1]
        while last and _width(fonts, last + ELLIPSIS, weight) > room:
            last = last[:-1]
        lines[-1] = last.rstrip() + ELLIPSIS
    return Wrapped(tuple(lines), max(_width(fonts, one, weight) for one in lines) * size, is_cut)


def _pieces(fonts: Path, word: str, weight: int, room: float) -> list[str]:
    if _width(fonts, word, weight) <= room:
        return [word]
    parts, part, used = [], "", 0.0
    for sign in word:
        wide = _width(fonts, sign, weight)
        if part and used + wide > room and not _goes_on(sign, part):
            parts.append(part)
            part, used = "", 0.0
        part += sign
        used += wide
    return [*parts, part]


def _goes_on(sign: str, part: str) -> bool:
    """Whether a sign belongs to the one before it."""
    return sign in _JOINERS or part[-1] == "\u200d" or unicodedata.combining(sign) > 0


@lru_cache(maxsize=16384)
def _width(fonts: Path, text: str, weight: int) -> float:
    known, average = _advances(fonts, weight)
    return sum(known[sign] if sign in known else _missing(sign, average) for sign in text)


def _missing(sign: str, average: float) -> float:
    """The width of a sign that another font draws."""
    if unicodedata.combining(sign) or sign in _JOINERS:
        return 0.0
    return 1.3 if unicodedata.east_asian_width(sign) in "WF" else max(average, 0.75)


@cache
def _advances(fonts: Path, weight: int) -> tuple[Mapping[str, float], float]:
    from fontTools.ttLib import TTFont  # late: Home paints without it

    with TTFont(fonts / _FILES[weight], lazy=True) as font:
        em = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        names = font.getBestCmap()
        known = {chr(code): metrics[name][0] / em for code, name in names.items()}
    return known, sum(known.values()) / len(known)
