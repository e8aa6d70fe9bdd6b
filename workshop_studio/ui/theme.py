"""The one place of colours, type and style sheets; no other file names a colour or a font.

Backgrounds go to named roles (the dynamic property ``role`` of a widget), never to ``QWidget``:
a label would carry the ground into a card.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from string import Template
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from workshop_studio.drawing import roles
from workshop_studio.drawing.roles import ROLES
from workshop_studio.resources import resources
from workshop_studio.ui.widgets.focus import FocusRing

Scheme: TypeAlias = Literal["light", "dark"]

NOTES: Final = 8
"""How many colours of notes there are."""

FAMILY: Final = "Inter"
STAGE_HEIGHT: Final = 1080
"""The height that the stage's sizes are given for."""

TYPES: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "small": (13, 400),
        "small_strong": (13, 600),
        "body": (15, 400),
        "strong": (15, 600),
        "lead": (18, 600),
        "lead_plain": (18, 400),
        "display": (26, 700),
        "clock": (40, 700),  # the one size beyond the four: the console's clock, as it is drawn
        "stage_body": (54, 400),
        "stage_strong": (54, 600),
        "stage_lead": (86, 400),
        "stage_title": (86, 700),
        "stage_prompt": (104, 700),
        "stage_clock": (190, 700),
    }
)
"""Each type's size in pixels and its weight."""

_LINE: Final = 1.22
"""The height of a line of a type, as part of its size."""
_HEIGHTS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "button_height": (20, 15),
        "compact_height": (20, 13),
        "touch_height": (30, 15),
        "touch_primary_height": (24, 15),
    }
)
"""Least height inside each kind of button, and the size of the text that must go in it."""

_TIGHT_FROM: Final = 26  # large type is set a little tighter, as in the drawings
TABULAR: Final = QFont.Tag("tnum")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours and type in one scheme.

    Attributes:
        scheme: light or dark.
        scale: how much larger than drawn the desktop's type is.
    """

    scheme: Scheme = "light"
    scale: float = 1.0

    def colour(self, role: str) -> QColor:
        """The colour of a role, one of :data:`ROLES`."""
        return QColor(ROLES[role][self.scheme == "dark"])

    def note(self, number: int) -> QColor:
        """The colour of the notes of a cluster by its place, over and over again."""
        return self.colour(f"note_{number % NOTES + 1}")

    def type(self, name: str, height: int = STAGE_HEIGHT) -> QFont:
        """The font of a type, one of :data:`TYPES`.

        Args:
            name: the type.
            height: height of the stage in pixels; the stage's types follow it, others don't.
        """
        size, weight = TYPES[name]
        if name.startswith("stage"):
            return font(ceil(size * height / STAGE_HEIGHT), weight)
        return font(size * self.scale, weight)

    def palette(self) -> QPalette:
        """What Fusion paints with where no style sheet says otherwise."""
        palette = QPalette()
        role = QPalette.ColorRole
        for part, name in (
            (role.Window, "ground"),
            (role.WindowText, "ink"),
            (role.Base, "surface"),
            (role.AlternateBase, "sunken"),
            (role.Text, "ink"),
            (role.Button, "surface"),
            (role.ButtonText, "ink"),
            (role.BrightText, "danger"),
            (role.PlaceholderText, "soft"),
            (role.ToolTipBase, "surface"),
            (role.ToolTipText, "ink"),
            (role.Highlight, "accent"),
            (role.HighlightedText, "on_accent"),
            (role.Accent, "accent"),
            (role.Link, "accent"),
            (role.LinkVisited, "accent"),
            (role.Light, "surface"),
            (role.Midlight, "sunken"),
            (role.Mid, "line"),
            (role.Dark, "edge"),
            (role.Shadow, "edge"),
        ):
            palette.setColor(part, self.colour(name))
        for part in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, part, self.colour("edge"))
        return palette

    def style_sheet(self) -> str:
        """The style sheet of all windows."""
        values = {name: self.colour(name).name() for name in ROLES}
        for name, (size, _) in TYPES.items():
            values[f"size_{name}"] = f"{round(size * self.scale)}px"
        for name, (least, size) in _HEIGHTS.items():
            values[name] = f"{max(least, round(size * _LINE * self.scale))}px"
        values["accent_hover"] = mixed(self.colour("accent"), self.colour("on_accent"), 0.12).name()
        values["accent_down"] = mixed(self.colour("accent"), self.colour("ink"), 0.25).name()
        return Template(_SHEET).substitute(values)


def font(pixels: float, weight: int) -> QFont:
    """Inter in a size and a weight."""
    made = QFont(FAMILY)
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(QFont.Weight(weight))
    if pixels >= _TIGHT_FROM and weight >= QFont.Weight.Bold:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    return made


def tabular(of: QFont) -> QFont:
    """The same font with figures of one width, for times and counts."""
    made = QFont(of)
    made.setFeature(TABULAR, 1)
    return made


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """A colour with so much of another in it: 0 is the one, 1 the other."""
    return QColor(roles.mixed(one.name(), other.name(), part))


def contrast(one: QColor, other: QColor) -> float:
    """How well two colours stand out from each other, 1 to 21, by the WCAG formula."""
    return roles.contrast(one.name(), other.name())


def load_fonts() -> None:
    """Give Qt the three weights of Inter that ship with the program; again does nothing."""
    if FAMILY in _loaded:
        return
    for path in sorted((resources() / "fonts").glob("*.otf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)  # a broken installation, not a state to go on in
    _loaded.add(FAMILY)


_loaded: set[str] = set()
_STYLED: Final = "has_own_style"


def apply(app: QApplication, theme: Theme, *, is_systems: bool = False) -> None:
    """Give every window of the program this theme, now and later.

    Args:
        app: the application.
        theme: the theme.
        is_systems: whether the scheme is the system's own, which goes on telling of its changes.
    """
    load_fonts()
    if not app.property(_STYLED):  # again would cost as much as all that follows
        app.setStyle("Fusion")
        app.setProperty(_STYLED, True)
    dark = theme.scheme == "dark"
    if not is_systems:
        app.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    app.setPalette(theme.palette())
    app.setFont(theme.type("body"))
    sheet = theme.style_sheet()
    if sheet != app.styleSheet():  # the same again would cost as much for each widget
        app.setStyleSheet(sheet)
    FocusRing.of(app).show_in(theme.colour("focus"))


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget a role of the style sheet, also when it is shown already."""
    set_property(widget, "role", role)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Give a widget what the style sheet looks at, also when it is shown already."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


_SHEET: Final = """
QMainWindow, QDialog { background: $ground; }
*[role="ground"] { background: $ground; }
*[role="surface"] { background: $surface; }
*[role="bar"] { background: $surface; border: 0 solid $line; }
*[role="card"] { background: $surface; border: 1px solid $line; border-radius: 12px; }
*[role="card"]:hover[clickable="true"] { border-color: $edge; }
*[role="sunken"] { background: $sunken; border-radius: 12px; }
*[role="warn_card"] { background: $warn_wash; border-radius: 12px; }
*[role="accent_card"] { background: $accent_wash; border-radius: 12px; }
*[role="time"] { border-radius: 12px; }
*[role="time_flash"] { background: $warn_wash; border-radius: 12px; }
*[role="lifted"] { background: $surface; border: 1px solid $edge; border-radius: 12px; }

PlainLabel[role="display"] { font-size: $size_display; font-weight: 700; }
PlainLabel[role="title"] { font-size: $size_lead; font-weight: 600; }
PlainLabel[role="lead"] { font-size: $size_lead_plain; }
PlainLabel[role="strong"] { font-weight: 600; }
PlainLabel[role="label"] { font-size: $size_small; font-weight: 600; color: $soft; }
PlainLabel[role="eyebrow"] { font-size: $size_small; font-weight: 600; color: $accent; }
PlainLabel[role="soft"] { color: $soft; }
PlainLabel[role="small"] { font-size: $size_small; color: $soft; }
PlainLabel[role="warn_small"] { font-size: $size_small; color: $warn; }
PlainLabel[role="warn"] { color: $warn; font-weight: 600; }
PlainLabel[role="danger"] { color: $danger; font-weight: 600; }
PlainLabel[role="clock"] { font-size: $size_clock; font-weight: 700; }
PlainLabel[role="clock_warn"] { font-size: $size_clock; font-weight: 700; color: $warn; }
PlainLabel[role="clock_danger"] { font-size: $size_clock; font-weight: 700; color: $danger; }
PlainLabel[role="small_warn"] { font-size: $size_small; font-weight: 600; color: $warn; }
PlainLabel[role="small_danger"] { font-size: $size_small; font-weight: 600; color: $danger; }
PlainLabel[role="small_strong"] { font-size: $size_small; font-weight: 600; }
PlainLabel[role="chip"] {
  background: $accent_wash; color: $accent; border-radius: 12px; padding: 4px 12px;
  font-size: $size_small; font-weight: 600;
}
PlainLabel[role="warn_chip"] {
  background: $warn_wash; color: $warn; border-radius: 8px; padding: 6px 12px; font-weight: 600;
}
PlainLabel[role="key"] {
  background: $sunken; color: $soft; border: 1px solid $line; border-radius: 5px;
  padding: 1px 6px; font-size: $size_small; font-weight: 600;
}

QPushButton {
  background: $surface; color: $ink; border: 1px solid $line; border-radius: 8px;
  padding: 8px 14px; font-weight: 600; min-height: $button_height;
}
QPushButton:hover { border-color: $edge; }
QPushButton:pressed, QPushButton:checked { background: $accent_wash; color: $accent; }
QPushButton:disabled { color: $edge; background: transparent; }
QPushButton[role="primary"] {
  background: $accent; color: $on_accent; border-color: $accent; padding: 11px 20px;
}
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:pressed { background: $accent_down; }
QPushButton[role="primary"]:disabled {
  background: $sunken; color: $edge; border-color: $line;
}
QPushButton[role="bare"] { background: transparent; border-color: transparent; color: $accent; }
QPushButton[role="bare"]:hover { background: $accent_wash; }
QPushButton[role="bare"]:disabled { color: $edge; }
QPushButton[role="danger"] { color: $danger; }
QPushButton[role="danger"]:disabled { color: $edge; }
QPushButton[touch="true"] { min-height: $touch_height; }
QPushButton[sign="true"] { font-size: $size_lead; padding-left: 0; padding-right: 0; }
QPushButton[sign="true"]:enabled { border-color: $edge; }
QPushButton[role="primary"][touch="true"] { min-height: $touch_primary_height; }
QPushButton[compact="true"] {
  padding: 5px 11px; font-size: $size_small; min-height: $compact_height;
}
QPushButton[role="search"] {
  padding: 3px 8px 3px 12px; font-size: $size_small; font-weight: 400; border-radius: 14px;
}
QPushButton[role="plain"] { background: transparent; border-color: transparent; }
QPushButton[role="plain"]:hover { background: $sunken; }
QPushButton[role="plain"]:disabled { color: $edge; }
QPushButton[role="nav"] { background: transparent; border-color: transparent; color: $soft; }
QPushButton[role="nav"]:hover { background: $sunken; }
QPushButton[role="nav"]:checked { background: $accent_wash; color: $accent; }

QPushButton[role="switch"] { background: transparent; border-color: transparent; color: $soft; }
QPushButton[role="switch"]:hover { background: $sunken; }
QPushButton[role="switch"]:checked { background: $surface; border-color: $edge; color: $ink; }
QGraphicsView[role="board"] {
  background: $sunken; border: 1px solid $line; border-radius: 12px; padding: 5px;
}

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit {
  background: $surface; color: $ink; border: 1px solid $edge; border-radius: 8px;
  padding: 7px 10px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $edge; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: 0; }
QAbstractSpinBox QLineEdit { border: 0; background: transparent; }
QLineEdit[role="cell"], QPlainTextEdit[role="cell"] {
  border: 2px solid $accent; border-radius: 4px; padding: 2px 4px;
}
QComboBox { padding-left: 12px; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
  background: $surface; border: 1px solid $edge; padding: 4px; outline: 0;
  selection-background-color: $accent_wash; selection-color: $ink;
}

QListView[role="list"], QTreeView[role="list"], QTableView[role="list"], QTableView[role="grid"] {
  background: $surface; border: 1px solid $line; border-radius: 12px; padding: 6px;
  outline: 0; selection-background-color: $accent_wash; selection-color: $ink;
}
QTreeView[role="list"] { show-decoration-selected: 0; }
QListView[role="rows"] {
  background: $surface; border: 1px solid $line; border-radius: 12px; padding: 6px; outline: 0;
}
QListView[role="choices"] {
  background: $surface; color: $ink; border: 1px solid $edge; padding: 1px; outline: 0;
}
QListView[role="rows"]::item, QListView[role="choices"]::item {
  padding: 7px 8px; border-radius: 6px;
}
QListView[role="rows"]::item:selected, QListView[role="choices"]::item:selected {
  background: $accent_wash; color: $ink;
}
QTableView[role="list"], QTableView[role="grid"] { padding: 0; gridline-color: $line; }
QTableView[role="grid"]::item { padding: 4px 7px; }
QTableView[role="grid"]::item:selected { background: $accent_wash; color: $ink; }
QHeaderView { background: transparent; }
QHeaderView::section {
  background: transparent; color: $soft; border: 0; border-bottom: 1px solid $line;
  padding: 8px 10px; font-size: $size_small; font-weight: 600;
}
QTableView[role="preview"] {
  background: $surface; border: 1px solid $line; border-radius: 12px; outline: 0;
  selection-background-color: $accent_wash; selection-color: $ink;
}
QTableView[role="preview"]::item { padding: 0 7px; }
QTableView[role="preview"] QHeaderView::section:vertical { border: 0; padding: 0 8px 0 14px; }
QTableView QTableCornerButton::section {
  background: transparent; border: 0; border-bottom: 1px solid $line;
}
QScrollArea { background: transparent; border: 0; }
QProgressBar { background: $sunken; border: 0; border-radius: 4px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QSlider::groove:horizontal {
  background: $sunken; border: 1px solid $edge; height: 6px; border-radius: 4px;
}
QSlider::sub-page:horizontal { background: $accent; border-radius: 4px; }
QSlider::sub-page:horizontal[unset="true"] { background: $sunken; border: 1px solid $edge; }
QSlider::handle:horizontal {
  background: $accent; border: 3px solid $surface; border-radius: 14px;
  width: 22px; margin: -11px 0;
}
QSlider::handle:horizontal[unset="true"] { background: $surface; border-color: $edge; }
QCheckBox { spacing: 10px; padding: 2px 0; }
QCheckBox:disabled { color: $edge; }
QCheckBox::indicator {
  width: $size_lead; height: $size_lead; background: $surface; border: 1px solid $edge;
  border-radius: 5px;
}
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }

QMenu { background: $surface; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_wash; color: $ink; }
QMenu::item:disabled { color: $edge; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $surface; color: $ink; border: 1px solid $edge; padding: 4px 6px; }

QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
