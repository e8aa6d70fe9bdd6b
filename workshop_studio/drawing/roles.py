"""The one table of colours: what each role is in each scheme, for windows, stage and reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

ROLES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "ground": ("#F5F3EE", "#121517"),
        "surface": ("#FFFFFF", "#1B2023"),
        "sunken": ("#ECE9E2", "#0D0F11"),
        "ink": ("#1A1E22", "#F2F0EB"),
        "soft": ("#515860", "#A8AFB5"),
        "line": ("#D6D2C8", "#353C41"),
        "edge": ("#86837B", "#788086"),
        "accent": ("#0A5A55", "#63D0C4"),
        "on_accent": ("#FFFFFF", "#062322"),
        "accent_wash": ("#DDEDEA", "#163632"),
        "warn": ("#763F00", "#F2B65A"),
        "warn_wash": ("#FBEBCF", "#3A2A0F"),
        "danger": ("#9C2318", "#FF9C8F"),
        "focus": ("#1F4FD8", "#8FB2FF"),
        "shadow": ("#1A1E22", "#000000"),
        "stage": ("#FFFFFF", "#121517"),
        "stage_blank": ("#121517", "#121517"),
        "stage_well": ("#ECE9E2", "#1B2023"),
        "note_1": ("#FBE7A1", "#FBE7A1"),
        "note_2": ("#F8D2BC", "#F8D2BC"),
        "note_3": ("#F4C9D6", "#F4C9D6"),
        "note_4": ("#DCD0F0", "#DCD0F0"),
        "note_5": ("#C9DCF5", "#C9DCF5"),
        "note_6": ("#C3E6E2", "#C3E6E2"),
        "note_7": ("#D1E8C1", "#D1E8C1"),
        "note_8": ("#E4DCCB", "#E4DCCB"),
        "note_loose": ("#FFFFFF", "#F2F0EB"),
        "note_ink": ("#1A1E22", "#1A1E22"),
    }
)
"""Each role's colour in the light and in the dark scheme."""

_READABLE: Final = 7.0


@dataclass(frozen=True, slots=True)
class Colours:
    """What a chart is painted with, each as ``#rrggbb``.

    Attributes:
        ground: what it stands on.
        track: what bars run in.
        ink: texts and values.
        soft: ranks and what is said beside.
        edge: lines that must be seen.
        accent: bars and points.
        on_accent: texts on these.
        warn: what the group is divided on, always with words.
    """

    ground: str
    track: str
    ink: str
    soft: str
    edge: str
    accent: str
    on_accent: str
    warn: str


def mixed(one: str, other: str, part: float) -> str:
    """A colour with so much of another in it: 0 is the one, 1 the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * (1 - part) + b * part):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """How well two colours stand out from each other, 1 to 21, by the WCAG formula."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def deepest(colours: Colours) -> float:
    """How much accent the ground bears before ink on it is no longer easy to read."""
    part = 0.6
    while part > 0 and contrast(colours.ink, mixed(colours.ground, colours.accent, part)) < (
        _READABLE + 0.1
    ):
        part -= 0.02
    return max(part, 0.0)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (one / 255 for one in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
