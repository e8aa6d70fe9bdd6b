"""Opening a session to phones from the console: address and code, who has come, what is wrong."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from workshop_studio.blocks import Block, Blocks, Join, Prompt
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.i18n.messages import tell
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.bridge import Bridge, Running
from workshop_studio.ui.console.sections import Counts, Section
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.room.causes import causes_text
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton

if TYPE_CHECKING:
    from workshop_studio.app.phones import OpenRoom, OpensRooms
    from workshop_studio.app.session import Session
    from workshop_studio.ui.room.window import RoomWindow

LATE: Final = 30_000
"""Milliseconds without a phone after which it is asked whether something is wrong."""
Makes = Callable[[], "OpensRooms"]


class Phones(QObject):
    """Keeps the room of one session open to phones, and tells what the stage shows of it.

    Signals:
        changed(): something of it is to be shown anew.
        failed(WorkshopError): it could not be opened.
    """

    changed = Signal()
    failed = Signal(object)
    _told = Signal()

    def __init__(
        self, session: Running, makes: Makes | None, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        """Begin closed.

        Args:
            session: the running session.
            makes: makes what opens rooms; None where this session is not for phones.
            jobs: opens beside the window, for it imports what is heavy.
            parent: the console.
        """
        super().__init__(parent)
        self._session, self._makes, self._jobs = session, makes, jobs
        self._ends: list[Callable[[], None]] = []
        self.open: OpenRoom | None = None
        self.is_opening = False
        self.shows_join = False
        self.is_late = False
        self.window: RoomWindow | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._on_late)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    @property
    def is_offered(self) -> bool:
        """Whether this session can be opened to phones."""
        return self._makes is not None

    @property
    def joined(self) -> int:
        """For how many people phones answer that have joined."""
        return 0 if self.open is None else self.open.room.snapshot.heads

    @property
    def more_time(self) -> int:
        """For how many people phones ask for more time."""
        return 0 if self.open is None else self.open.room.snapshot.more_time

    def toggle(self) -> None:
        """Open to phones, or let them in no longer."""
        if self.open is not None:
            self.close()
            self.changed.emit()
        elif self._makes is not None and not self.is_opening:
            self.is_opening = True
            self.changed.emit()
            makes, session = self._makes, cast("Session", self._session)
            self._jobs.run(self, lambda: makes().open(session), self.take, self._on_failed)

    def show_window(
        self, translator: Translator, theme: Theme, parent: QWidget, *, causes: bool = False
    ) -> None:
        """Show who has joined and how one joins, or what may be wrong where none has."""
        from workshop_studio.ui.room.window import RoomWindow  # with what draws the code

        if self.open is None:
            return
        if self.window is None:
            self.window = RoomWindow(self.open, translator, theme, self._jobs, parent)
            self.window.gone.connect(self._on_gone)
        if causes:
            self.window.show_causes()
        self.window.show()
        self.window.activateWindow()

    def toggle_join(self) -> None:
        """Show on the stage how one joins, or the step again."""
        self.shows_join = not self.shows_join and self.open is not None
        self.changed.emit()

    def take(self, room: "OpenRoom") -> None:
        """Go on with a room that is open."""
        self.is_opening = False
        self.open, self.shows_join = room, True
        self._ends = [room.listen(self._told.emit), room.room.listen(self._told.emit)]
        self.is_late = False
        self._late.start(LATE)
        self.changed.emit()

    def leave(self) -> "OpenRoom | None":
        """Keep the room no longer, but leave it open for the console that follows."""
        room, self.open = self.open, None
        self._late.stop()
        if self.window is not None:
            self.window.close()
        for end in self._ends:
            end()
        self._ends = []
        return room

    def close(self) -> None:
        """Let nobody in any more, and tell the phones; the room closes by itself."""
        room = self.leave()
        self.shows_join = False
        if room is not None:
            room.stop()

    def staged(self, bridge: Bridge) -> Blocks:
        """What the stage shows: the step, or how one joins."""
        blocks, frame = bridge.view.stage, bridge.snapshot.state.frame
        status = None if self.open is None else self.open.status
        if not self.shows_join or status is None or not status.url:
            return blocks
        kept: tuple[Block, ...] = tuple(block for block in blocks if isinstance(block, Prompt))
        told = Join(
            url=status.url,
            place=status.place,
            code=status.code,
            joined=self.joined,
            of=None if frame is None else frame.headcount,
        )
        return (*kept, told)

    def _on_failed(self, error: WorkshopError) -> None:
        self.is_opening = False
        self.failed.emit(error)
        self.changed.emit()

    def _on_gone(self) -> None:
        self.window = None

    def _on_late(self) -> None:
        self.is_late = True
        self.changed.emit()

    @Slot()
    def _on_told(self) -> None:
        if self.open is not None:
            self.changed.emit()


class PhonesSection(Section):
    """The room as the facilitator sees it: address, code, who is here, and one calm line.

    Signals:
        noticed(str, object): something is in the way, and the lines behind it; told once, for
            the column may be scrolled elsewhere.
    """

    noticed = Signal(str, object)

    def __init__(self, translator: Translator, theme: Theme, phones: Phones) -> None:
        super().__init__(translator.text("Phones"))
        self._translator, self._theme, self._phones = translator, theme, phones
        self._noticed: dict[str, tuple[str, ...]] = {}
        self.place = PlainLabel("", "strong")
        self.code = PlainLabel("", "title")
        self.counts = Counts()
        self.fault = PlainLabel("", "warn_small")
        self.button = QuietButton("", small=True)
        self.button.clicked.connect(phones.toggle)
        self.join = QuietButton("", small=True)
        self.join.clicked.connect(phones.toggle_join)
        self.late = PlainLabel(translator.text("No phone has come yet."), "warn_small")
        self.why = QuietButton(translator.text("What can be wrong?"), small=True)
        self.why.clicked.connect(lambda: self.show_window(causes=True))
        self.who = QuietButton(translator.text("Who has joined …"), small=True)
        self.who.clicked.connect(lambda: self.show_window())
        for widget in (
            *(self.place, self.code, self.counts, self.fault, self.late),
            *(self.why, self.join, self.who, self.button),
        ):
            self.column.addWidget(widget)
        self.setVisible(phones.is_offered)

    def show_window(self, *, causes: bool = False) -> None:
        """Show the window of the room."""
        self._phones.show_window(self._translator, self._theme, self.window(), causes=causes)

    def show_phones(self, *, finished: bool) -> None:
        """Show how it stands."""
        text, phones = self._translator.text, self._phones
        status = None if phones.open is None else phones.open.status
        self.place.setText("" if status is None else status.place)
        self.code.setText("" if status is None else status.code)
        is_open = status is not None
        for widget in (self.place, self.code, self.counts):
            widget.setVisible(is_open)
        if phones.open is not None:
            snapshot = phones.open.room.snapshot
            here = sum(one.heads for one in snapshot.participants if one.here)
            waiting = ((text("Wait to be let in"), str(snapshot.waiting)),)
            self.counts.show_rows(
                (
                    (text("Have joined"), str(snapshot.heads)),
                    (text("Are here now"), str(here)),
                    (text("Are done"), str(snapshot.done)),
                    *(waiting if snapshot.waiting else ()),
                )
            )
        faults = (
            []
            if status is None
            else [tell(f.code, f.params, self._translator) for f in status.faults]
        )
        self.fault.setText("\n".join(faults))
        self.fault.setVisible(bool(faults))
        has_come = phones.open is not None and bool(phones.open.room.snapshot.participants)
        is_late = phones.is_late and is_open and not has_come
        self._notice(faults, is_late=is_late)
        self.late.setVisible(is_late)
        self.why.setVisible(is_late)
        self.who.setVisible(is_open)
        self.join.setVisible(is_open and bool(status and status.url))
        self.join.set_text(
            text("Show the step again") if phones.shows_join else text("Show how to join")
        )
        self.button.set_text(
            text("Opening …")
            if phones.is_opening
            else text("Let no more phones in")
            if is_open
            else text("Open to phones")
        )
        self.button.setEnabled(not phones.is_opening)
        self.setVisible(phones.is_offered and not finished)

    def _notice(self, faults: list[str], *, is_late: bool) -> None:
        before, self._noticed = self._noticed, dict.fromkeys(faults, ())
        if is_late:
            causes = enumerate(causes_text(self._translator), 1)
            lines = (line for n, (why, how) in causes for line in (f"{n}. {why}", *how.split("\n")))
            told = self._translator.text(
                "No phone has come yet. The messages say what may be wrong, the likeliest first."
            )
            self._noticed[told] = tuple(lines)
        for text, details in self._noticed.items():
            if text not in before:
                self.noticed.emit(text, details)
