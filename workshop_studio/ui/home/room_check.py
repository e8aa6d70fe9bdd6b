"""The room check from Home: one real phone shows whether phones reach this laptop."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workshop_studio.domain.errors import WorkshopError
from workshop_studio.i18n.messages import tell_of
from workshop_studio.ui.home.looks import Looks
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.start import UiServices

if TYPE_CHECKING:
    from workshop_studio.app.phones import OpenRoom
    from workshop_studio.ui.room.window import RoomWindow


class RoomCheck(QObject):
    """Opens a room without a session, and closes it with its window.

    Attributes:
        window: the window; None where no check goes on.
        is_opening: whether the room is on its way.
    """

    def __init__(self, home: HomeWindow, services: UiServices, looks: Looks, jobs: Jobs) -> None:
        super().__init__(home)
        self._home, self._services, self._looks, self._jobs = home, services, looks, jobs
        self._room: OpenRoom | None = None
        self.is_opening = False
        self._is_ended = False
        self.window: RoomWindow | None = None
        home.room_check_requested.connect(self.begin)
        home.closed.connect(self.end)

    def begin(self) -> None:
        """Open the room and show how a phone comes in."""
        rooms = self._services.rooms
        if self.window is not None:
            self.window.activateWindow()
        elif rooms is not None and not self.is_opening:
            self.is_opening, self._is_ended = True, False
            self._jobs.run(self, lambda: rooms().open(None), self._show, self._on_failed)

    def end(self) -> None:
        """Close the window, and so the room; one that is being opened is not kept either."""
        self._is_ended = True
        if self.window is not None:
            self.window.close()

    def _show(self, room: "OpenRoom") -> None:
        from workshop_studio.ui.room.window import RoomWindow

        self.is_opening = False
        if self._is_ended:
            room.stop()
            return
        self._room = room
        self.window = RoomWindow(
            room,
            self._home.translator,
            self._looks.theme,
            self._jobs,
            self._home,
            is_check=True,
        )
        self.window.gone.connect(self._on_gone)
        self.window.show()

    def _on_gone(self) -> None:
        room, self._room, self.window = self._room, None, None
        if room is not None:
            room.stop()

    def _on_failed(self, error: WorkshopError) -> None:
        self.is_opening = False
        self._home.say(tell_of(error, self._home.translator), warn=True)
