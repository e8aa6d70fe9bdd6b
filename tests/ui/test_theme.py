"""The theme: its roles, and that every pair that is read together can be read."""

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication

from workshop_studio.drawing.roles import ROLES
from workshop_studio.ui.theme import Scheme, Theme, apply

PAIRS = [
    # what is read, on what, least contrast (WCAG 2.2; 7 for the stage and for ink)
    *[("ink", on, 7.0) for on in ("ground", "surface", "sunken", "stage")],
    *[("soft", on, 4.5) for on in ("ground", "surface", "sunken")],
    ("on_accent", "accent", 4.5),
    ("accent", "surface", 4.5),
    ("accent", "ground", 4.5),
    ("accent", "accent_wash", 4.5),
    ("warn", "warn_wash", 4.5),
    ("warn", "ground", 4.5),
    ("danger", "surface", 4.5),
    ("danger", "ground", 4.5),
    ("edge", "ground", 3.0),
    ("edge", "surface", 3.0),
    ("focus", "ground", 3.0),
    ("focus", "surface", 3.0),
    *[("note_ink", f"note_{number}", 7.0) for number in range(1, 9)],
]


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("what", "on", "least"), PAIRS)
def test_contrast(scheme: Scheme, what: str, on: str, least: float) -> None:
    theme = Theme(scheme)
    assert contrast(theme.colour(what), theme.colour(on)) >= least


def test_the_roles_are_those_of_the_look() -> None:
    assert ROLES["accent"] == ("#0A5A55", "#63D0C4")
    assert ROLES["ground"] == ("#F5F3EE", "#121517")
    assert ROLES["warn_wash"] == ("#FBEBCF", "#3A2A0F")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_are_in_the_font_that_ships(qapp: QApplication, scheme: Scheme) -> None:
    theme = Theme(scheme)
    apply(qapp, theme)
    for name, weight in (("body", 400), ("strong", 600)):
        font = theme.type(name)
        assert QFontInfo(font).family() == "Inter"
        assert font.weight() >= weight


def test_no_background_is_given_to_widgets_at_large() -> None:
    for scheme in ("light", "dark"):
        sheet = Theme(scheme).style_sheet()
        assert "QWidget {" not in sheet
        assert "* {" not in sheet
