"""Which screen the stage goes to: plain rules about names and places of screens."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen


@dataclass(frozen=True, slots=True)
class Place:
    """A screen: what it is called and where it lies among the others."""

    name: str
    geometry: QRect

    @property
    def size(self) -> str:
        """Its size as people say it."""
        return f"{self.geometry.width()}×{self.geometry.height()}"


def place_of(screen: QScreen) -> Place:
    """A screen's place; the name tells two of the same make apart by their plug."""
    made = " ".join(part for part in (screen.model(), screen.serialNumber()) if part)
    return Place(f"{screen.name()} {made}".strip(), screen.geometry())


def screens_now() -> dict[str, QScreen]:
    """The screens that there are, by name, in the system's order."""
    return {place_of(screen).name: screen for screen in QGuiApplication.screens()}


def set_name(places: Sequence[Place]) -> str:
    """One name for a set of screens, whatever their order."""
    return " + ".join(sorted(place.name for place in places))


def stage_place(places: Sequence[Place], console: str, wanted: str) -> Place | None:
    """Where the stage goes beside the console; None where there is no second screen.

    A screen that mirrors the console's shows the same and does not count.

    Args:
        places: the screens in order.
        console: name of the console's screen.
        wanted: name of the screen that had the stage with this set of screens, or empty.
    """
    own = next((place for place in places if place.name == console), None)
    others = [
        place
        for place in places
        if place.name != console and (own is None or place.geometry != own.geometry)
    ]
    return next((p for p in others if p.name == wanted), others[0] if others else None)
