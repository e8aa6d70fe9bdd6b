"""Passing the laptop round: from the console to the participants' window, and back."""

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from workshop_studio.app.hub import Envelope, Receipt
from workshop_studio.app.seat import Seat
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.bridge import Bridge
from workshop_studio.ui.console.screens import StageKeeper
from workshop_studio.ui.passed.window import PassedWindow
from workshop_studio.ui.theme import Theme


class Passing(QObject):
    """Opens the window that is passed round, and comes back from it.

    Signals:
        returned(): the facilitator has the laptop again.

    Attributes:
        seat: who has had the laptop; kept while the session runs, so that going back to the
            console in between loses no count.
        window: the window; None while the facilitator has the laptop.
    """

    returned = Signal()

    def __init__(
        self,
        console: QWidget,
        bridge: Bridge,
        send: Callable[[Envelope], "Future[Receipt]"],
        translator: Translator,
        theme: Theme,
        stage: StageKeeper,
    ) -> None:
        super().__init__(console)
        self._console = console
        self._bridge = bridge
        self._translator = translator
        self._theme = theme
        self._stage = stage
        self.seat = Seat(send)
        self.window: PassedWindow | None = None

    def start(self) -> None:
        """Give the laptop to the first person; the console is nowhere to be seen meanwhile."""
        if self.window is not None:
            return
        self.window = PassedWindow(
            *(self._bridge, self.seat, self._translator, self._theme),
            is_seen=self._stage.is_console_seen,
        )
        self.window.returned.connect(self.come_back)
        self.window.setScreen(self._console.screen())
        self.window.begin()
        self._console.hide()  # also from the list of windows that the system shows

    def come_back(self) -> None:
        """Give the laptop back to the facilitator."""
        self._console.show()  # first: a program without windows would end
        self.close()
        self._console.activateWindow()

    def close(self) -> None:
        """Pass the laptop round no longer."""
        window, self.window = self.window, None
        if window is not None:
            window.end()
            self.returned.emit()
