"""The way from Home to the organisation, which is read and its window made when first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workshop_studio.domain.errors import WorkshopError
from workshop_studio.i18n.messages import tell_of
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.dialogs.files import Files
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.start import UiServices

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_studio.app.organisation import Kept, OrganisationStore
    from workshop_studio.settings import Settings
    from workshop_studio.ui.dialogs.frame import FrameDialog
    from workshop_studio.ui.dialogs.groups import GroupsDialog
    from workshop_studio.ui.organisation.window import OrganisationWindow


class Organising(QObject):
    """Opens the window of the organisation from Home, and offers frames what is in it.

    Signals:
        changed(Organisation): another one is on the disk now.

    Attributes:
        window: the window; None until it is asked for.
    """

    changed = Signal(object)

    def __init__(
        self,
        home: HomeWindow,
        services: UiServices,
        settings: "Callable[[], Settings]",
        jobs: Jobs,
        files: Files,
    ) -> None:
        super().__init__(home)
        self._home, self._services, self._settings = home, services, settings
        self._jobs, self._files = jobs, files
        self._store: OrganisationStore | None = None
        self.window: OrganisationWindow | None = None
        home.organisation_requested.connect(self.show)
        home.closed.connect(self.close)

    def show(self) -> None:
        """Show the organisation as it is on the disk now."""
        if self.window is not None and self.window.isVisible():
            self.window.activateWindow()
            return
        if self._services.organisation is not None:
            self._jobs.run(self, self._read, self._open, self._on_failed)

    def offer(self, dialog: "FrameDialog | GroupsDialog") -> None:
        """Let a frame, or groups of voters, be chosen from the organisation once that is read."""
        if self._services.organisation is None:
            return

        def show(found: "Kept | WorkshopError") -> None:
            if isinstance(found, WorkshopError):
                dialog.show_organisation(found)
            else:
                dialog.show_organisation(found.organisation)

        dialog.organise_requested.connect(self.show)
        self.changed.connect(dialog.show_organisation)
        self._jobs.run(dialog, self._read, show, self._on_failed)

    def dress(self, translator: Translator) -> None:
        """Show the window in this language, with all that was begun in it."""
        before = self.window
        if before is None or self._store is None or not before.isVisible():
            return
        kept = before.draft.kept or before.fault
        if kept is not None:
            from workshop_studio.ui.organisation.following import follow

            self.window = self._made(self._store, kept, translator)
            follow(before, self.window)

    def close(self) -> None:
        """Close the window with Home."""
        if self.window is not None:
            self.window.close()

    def _read(self) -> "Kept | WorkshopError":
        """What is on the disk; imports what is heavy. Called in a worker."""
        from workshop_studio.ui.organisation import window  # noqa: F401 # so that it opens at once

        make = self._services.organisation
        if self._store is None and make is not None:
            self._store = make(self._settings)
        try:
            return self._store.read()  # type: ignore[union-attr] # made above
        except WorkshopError as error:
            return error

    def _open(self, kept: "Kept | WorkshopError") -> None:
        if self._store is None or (self.window is not None and self.window.isVisible()):
            return
        self.window = self._made(self._store, kept, self._home.translator)
        self.window.show()

    def _made(
        self, store: "OrganisationStore", kept: "Kept | WorkshopError", translator: Translator
    ) -> "OrganisationWindow":
        from workshop_studio.ui.organisation.window import OrganisationWindow

        window = OrganisationWindow(store, kept, translator, self._jobs, self._files)
        window.changed.connect(self.changed)
        return window

    def _on_failed(self, error: WorkshopError) -> None:
        self._home.say(tell_of(error, self._home.translator), warn=True)
