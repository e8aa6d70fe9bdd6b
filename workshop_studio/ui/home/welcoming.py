"""Asks a new user three things on Home, and keeps the answers."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from workshop_studio.domain.errors import WorkshopError
from workshop_studio.settings import Settings
from workshop_studio.ui.dialogs.files import Files
from workshop_studio.ui.home.keeping import Keeping
from workshop_studio.ui.home.welcome import Welcome
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.jobs import Jobs


class Welcoming(QObject):
    """Joins Home's first screen with the settings; it is shown until it was answered or skipped.

    Args:
        home: the window.
        keeping: the settings.
        jobs: looks at the disk.
        files: asks for folders.
        folder: where new sessions are put by some settings.
        speak: changes the language of all windows.
        on_failed: hears of what did not work.
    """

    def __init__(
        self,
        home: HomeWindow,
        keeping: Keeping,
        jobs: Jobs,
        files: Files,
        *,
        folder: Callable[[Settings], Path],
        speak: Callable[[str], None],
        on_failed: Callable[[WorkshopError], None],
    ) -> None:
        super().__init__(home)
        self._home = home
        self._keeping = keeping
        self._jobs = jobs
        self._files = files
        self._folder = folder
        self._speak = speak
        self._on_failed = on_failed
        self._fault = ""

    def begin(self) -> None:
        """Show the screen to somebody who is new here."""
        if self._keeping.settings.is_new:
            self._show("")

    def _show(self, name: str) -> None:
        page = self._home.welcome()
        page.show_view(self._view(name))
        page.language_chosen.connect(self._on_language)
        page.folder_requested.connect(self._on_folder)
        page.done.connect(self._on_done)
        page.skipped.connect(self._on_skipped)

    def _view(self, name: str) -> Welcome:
        settings = self._keeping.settings
        return Welcome(name or settings.facilitator, str(self._folder(settings)), self._fault)

    def _on_language(self, language: str) -> None:
        name = self._home.welcome().name.text()
        self._keeping.save(replace(self._keeping.settings, language=language))
        self._speak(language)
        self._fault = ""
        self._show(name)
        self._home.welcome().languages[language].setFocus()
        self._look_at_folder()

    def _on_folder(self) -> None:
        title = self._home.translator.text("Where are sessions to be kept?")
        folder = str(self._folder(self._keeping.settings))
        self._files.ask_folder(self._home, title, folder, self._take_folder)

    def _take_folder(self, folder: str) -> None:
        self._keeping.save(replace(self._keeping.settings, sessions_folder=folder))
        self._look_at_folder()

    def _look_at_folder(self) -> None:
        """Say at once where nothing can be written in the folder that was chosen."""
        chosen = self._keeping.settings.sessions_folder

        def show(can_write: bool) -> None:
            text = self._home.translator.text(
                "Nothing can be written there. Choose another folder, or ask whoever looks after "
                "it."
            )
            self._fault = "" if can_write else text
            if self._keeping.settings.is_new:
                self._home.welcome().show_view(self._view(""))

        if chosen is not None:
            self._jobs.run(self, lambda: can_write(chosen), show, self._on_failed)

    def _on_done(self, name: str) -> None:
        self._keeping.save(replace(self._keeping.settings, facilitator=name, welcomed=True))
        self._home.show_front()

    def _on_skipped(self) -> None:
        self._keeping.save(replace(self._keeping.settings, welcomed=True))
        self._home.show_front()


def can_write(folder: str) -> bool:
    """Whether files can be made in a folder; called in workers, for it looks at the disk."""
    try:
        return Path(folder).is_dir() and os.access(folder, os.W_OK | os.X_OK)
    except (OSError, ValueError):
        return False
