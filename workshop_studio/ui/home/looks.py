"""How all windows look: the scheme and the size of text, as settings and system have them."""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from workshop_studio.settings import TEXT_SIZE, Settings
from workshop_studio.ui.theme import Scheme, Theme, apply

USUAL: Final = 16.0
"""Pixels up to which a system's own text is of a usual size; larger text was asked for there."""


def scheme_of(app: QGuiApplication, wanted: str) -> Scheme:
    """The scheme to use: the one asked for, else the system's."""
    if wanted == "light":
        return "light"
    is_dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if wanted == "dark" or is_dark else "light"


def system_scale() -> float:
    """How much larger than usual the system's own text is; asked before the first theme."""
    return max(1.0, QFontInfo(QApplication.font()).pixelSize() / USUAL)


class Looks(QObject):
    """Gives all windows the theme that settings and system ask for, also when these change.

    Signals:
        changing(): there will be another theme; what is shown anew anyway can go now.
        changed(): there is another theme; windows that hold the old one are to be made anew.

    Attributes:
        theme: what the windows have now.
    """

    changing = Signal()
    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        *,
        wanted: str | None = None,
        own_scale: float = 1.0,
    ) -> None:
        """Apply the first theme.

        Args:
            app: the application.
            settings: as they are at the start.
            wanted: the scheme that the command line asks for, in place of the settings'.
            own_scale: see :func:`system_scale`.
        """
        super().__init__(app)
        self._app = app
        self._own_scale = own_scale
        self._settings = settings
        self._wanted = wanted
        self.theme = Theme()
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._on_system)

    def follow(self, settings: Settings) -> None:
        """Look as these settings say from now on."""
        if settings.theme != self._settings.theme:
            self._wanted = None  # whoever chooses now means now
        self._settings = settings
        self._renew()

    def _on_system(self) -> None:
        if (self._wanted or self._settings.theme) == "system":
            self._renew()

    def _renew(self) -> None:
        before = self.theme
        self._apply()
        if self.theme != before:
            self.changed.emit()

    def _apply(self) -> None:
        wanted = self._wanted or self._settings.theme
        hints = self._app.styleHints()
        if wanted == "system" and hints.colorScheme() != Qt.ColorScheme.Unknown:
            hints.unsetColorScheme()  # what was forced before hides what the system says
        chosen = self._settings.text_size
        scale = self._own_scale if chosen is None else chosen / 100
        least, most = (part / 100 for part in TEXT_SIZE)
        theme = Theme(scheme_of(self._app, wanted), min(max(scale, least), most))
        if theme != self.theme or not self._app.styleSheet():
            self.changing.emit()
            self.theme = theme
            apply(self._app, theme, is_systems=wanted == "system")
