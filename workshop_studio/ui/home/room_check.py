"""The room check from Home: one real phone shows whether phones reach this laptop."""

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workshop_studio.domain.errors import WorkshopError
from workshop_studio.i18n.messages import tell_of
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.home.looks import Looks
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.start import UiServices

if TYPE_CHECKING:
    from workshop_studio.app.phones import OpenRoom
    from workshop_studio.ui.room.window import RoomWindow


class _Opening:
    """A room on its way: it is stopped when it is left, or when it comes after that."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_left = False
        self.room: OpenRoom | None = None

    def come(self, room: "OpenRoom") -> None:
        """Here it is; called by the worker that opened it."""
        with self._lock:
            if not self._is_left:
                self.room = room
                return
        room.stop()

    def leave(self) -> None:
        """Nobody wants it any more."""
        with self._lock:
            self._is_left = True
            room, self.room = self.room, None
        if room is not None:
            room.stop()


class RoomCheck(QObject):
    """Opens a room without a session, and closes it with its window.

    Attributes:
        window: the window; None where no check goes on.
        is_opening: whether the room is on its way.
    """

    def __init__(self, home: HomeWindow, services: UiServices, looks: Looks, jobs: Jobs) -> None:
        super().__init__(home)
        self._home, self._services, self._looks, self._jobs = home, services, looks, jobs
        self._opening = _Opening()
        self.is_opening = False
        self.window: RoomWindow | None = None
        home.room_check_requested.connect(self.begin)
        home.closed.connect(self.end)

    def begin(self) -> None:
        """Open the room and show how a phone comes in."""
        rooms = self._services.rooms
        if self.window is not None:
            self.window.activateWindow()
        elif rooms is not None and not self.is_opening:
            self.is_opening = True
            opening = self._opening = _Opening()
            self.destroyed.connect(opening.leave)
            self._jobs.run(
                self, lambda: opening.come(rooms().open(None)), self._show, self._on_failed
            )

    def end(self) -> None:
        """Close the window, and so the room; one that is being opened is not kept either."""
        self._opening.leave()
        if self.window is not None:
            self.window.close()

    def dress(self, translator: Translator) -> None:
        """Show the window in this language; the room stays open."""
        before, room = self.window, self._opening.room
        if before is None or room is None:
            return
        before.gone.disconnect(self._on_gone)
        self._show_room(room, translator)
        if self.window is not None:
            self.window.restoreGeometry(before.saveGeometry())
        before.close()

    def _show(self, _: None) -> None:
        self.is_opening = False
        room = self._opening.room
        if room is not None:
            self._show_room(room, self._home.translator)

    def _show_room(self, room: "OpenRoom", translator: Translator) -> None:
        from workshop_studio.ui.room.window import RoomWindow

        look = self._looks.theme
        self.window = RoomWindow(room, translator, look, self._jobs, self._home, is_check=True)
        self.window.gone.connect(self._on_gone)
        self.window.show()

    def _on_gone(self) -> None:
        self.window = None
        self._opening.leave()

    def _on_failed(self, error: WorkshopError) -> None:
        self.is_opening = False
        self._home.say(tell_of(error, self._home.translator), warn=True)
