"""Settings and the About box: shown from every window, at work at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from workshop_studio.domain.errors import WorkshopError
from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import Settings
from workshop_studio.ui.dialogs.files import Files
from workshop_studio.ui.home.keeping import Keeping
from workshop_studio.ui.home.looks import Looks
from workshop_studio.ui.home.welcoming import can_write
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.start import UiServices

if TYPE_CHECKING:
    from workshop_studio.ui.dialogs.about import AboutBox
    from workshop_studio.ui.dialogs.settings import SettingsWindow


class Preferences(QObject):
    """Opens the window of the settings and the About box, and puts each change to work.

    Args:
        home: the first window, with which they close.
        keeping: the settings.
        jobs: looks at the disk.
        files: asks for folders.
        services: what bootstrap gave.
        speak: changes the language of all windows.
        looks: changes their look.
        on_failed: hears of what did not work.

    Attributes:
        window: the window of the settings; None until it is asked for.
        about: the About box; None until it is asked for.
    """

    def __init__(
        self,
        home: HomeWindow,
        keeping: Keeping,
        jobs: Jobs,
        files: Files,
        *,
        services: UiServices,
        speak: Callable[[str], None],
        looks: Looks,
        on_failed: Callable[[WorkshopError], None],
    ) -> None:
        super().__init__(home)
        self._home = home
        self._keeping = keeping
        self._jobs = jobs
        self._files = files
        self._services = services
        self._speak = speak
        self._looks = looks
        self._on_failed = on_failed
        self.window: SettingsWindow | None = None
        self.about: AboutBox | None = None
        home.settings_requested.connect(self.show_settings)
        home.about_requested.connect(self.show_about)
        home.closed.connect(self.close)

    def show_settings(self) -> None:
        """Show the settings, or bring them to the front."""
        from workshop_studio.ui.dialogs.settings import SettingsWindow

        if self.window is None:
            self.window = SettingsWindow(self._home.translator)
            self.window.chosen.connect(self._on_chosen)
            self.window.folder_requested.connect(self._on_folder)
            self.window.places_reset.connect(self._forget_places)
        self._show_values()
        self.window.show()
        self.window.activateWindow()

    def show_about(self) -> None:
        """Say what program this is, and whose work is in it."""
        from workshop_studio.ui.dialogs.about import AboutBox

        if self.about is not None:
            self.about.close()
            self.about.deleteLater()
        self.about = AboutBox(self._home.translator, QApplication.activeWindow())
        self.about.show()

    def undress(self) -> None:
        """Let go of what is shown, before it is shown anew."""
        if self.window is not None:
            self.window.undress()

    def dress(self, translator: Translator) -> None:
        """Show them in this language and the look of now."""
        if self.about is not None:
            self.about.close()
            self.about.deleteLater()
            self.about = None
        if self.window is not None:
            self.window.dress(translator)
            self._show_values()

    def close(self) -> None:
        """Close them with Home."""
        for window in (self.window, self.about):
            if window is not None:
                window.close()

    # Inside

    def _show_values(self) -> None:
        if self.window is not None:
            settings = self._keeping.settings
            self.window.show_settings(settings, str(self._services.sessions_folder(settings)))

    def _on_chosen(self, settings: Settings) -> None:
        self._keeping.save(settings)
        QTimer.singleShot(0, self, self._put_to_work)  # what was chosen with may go now

    def _put_to_work(self) -> None:
        settings = self._keeping.settings
        self._speak(settings.language or self._services.system_language)
        self._looks.follow(settings)
        self._show_values()

    def _on_folder(self) -> None:
        title = self._home.translator.text("Where are sessions to be kept?")
        folder = str(self._services.sessions_folder(self._keeping.settings))
        if self.window is not None:
            self._files.ask_folder(self.window, title, folder, self._take_folder)

    def _take_folder(self, folder: str) -> None:
        def show(is_fit: bool) -> None:
            if is_fit:
                self._on_chosen(self._keeping.settings.with_folder(folder))
            if self.window is not None:
                self.window.show_folder_fault(is_wrong=not is_fit)

        self._jobs.run(self, lambda: can_write(folder), show, self._on_failed)

    def _forget_places(self) -> None:
        self._on_chosen(self._keeping.settings.without_places())
