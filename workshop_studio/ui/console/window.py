"""The console: the facilitator leads the session from here.

It shows the bridge's view and sends commands; it holds no truth of its own. While the stage is
shown nothing modal opens by itself: what happened waits in the message line.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from workshop_studio.domain.commands import GoTo, HideIdea
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.rejections import Rejection
from workshop_studio.domain.state import State
from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import Settings
from workshop_studio.ui.actions import Actions, Situation, actions_of
from workshop_studio.ui.bridge import Bridge, Running
from workshop_studio.ui.console import words
from workshop_studio.ui.console.agenda import AgendaTree
from workshop_studio.ui.console.agenda_menu import AgendaMenu
from workshop_studio.ui.console.agenda_panel import AgendaPanel
from workshop_studio.ui.console.awake import Hold, let_sleep
from workshop_studio.ui.console.bars import BottomBar, TopBar
from workshop_studio.ui.console.earlier import EarlierOffer, Shelf
from workshop_studio.ui.console.errands import Errands, Offer
from workshop_studio.ui.console.leading import Lead
from workshop_studio.ui.console.manners import Manners
from workshop_studio.ui.console.messages import MessageLine, MessageList
from workshop_studio.ui.console.middle import Middle
from workshop_studio.ui.console.onward import Onward
from workshop_studio.ui.console.passing import Passing
from workshop_studio.ui.console.phones import Makes, Phones
from workshop_studio.ui.console.place import Place
from workshop_studio.ui.console.rehearsal import Crowd, RehearsalBar
from workshop_studio.ui.console.screens import StageKeeper
from workshop_studio.ui.console.side import Side
from workshop_studio.ui.console.situation import situation_of
from workshop_studio.ui.console.spotlight import Spotlight
from workshop_studio.ui.console.undo_key import UndoKey
from workshop_studio.ui.dialogs.files import FileDialogs, Files
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.palette.sessions import SessionShelf
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.warm import warmed

SIZE = (1440, 900)
LEAST = (640, 480)
"""So that it goes onto the 800 by 600 of a projector that mirrors the laptop."""


def application() -> QApplication:
    """The one application."""
    return cast("QApplication", QApplication.instance())


_LATER = 30
"""Milliseconds, in which the work has its turns."""
_SEEN = 60
"""Least pixels of the work and what is beside it."""
_MADE = object()


class ConsoleWindow(QMainWindow):
    """The window of a running session.

    Signals:
        board_chosen(str): ideas are sorted on the ``board`` or in the ``outline`` from now on.
        settings_requested(): show the settings.
        about_requested(): show what program this is.
        closed(bool): the facilitator is done here; True to leave the program as well.
    """

    board_chosen = Signal(str)
    settings_requested = Signal()
    about_requested = Signal()
    closed = Signal(bool)

    def __init__(
        self,
        session: Running,
        translator: Translator,
        theme: Theme,
        jobs: Jobs,
        report: Callable[[State], str],
        *,
        files: Files | None = None,
        offer: Offer | None = None,
        settings: Callable[[], Settings] = Settings,
        beep: Callable[[], None] = QApplication.beep,
        hold: Hold = let_sleep,
        crowd: Crowd | None = None,
        shelf: Shelf | None = None,
        sessions: SessionShelf | None = None,
        rooms: Makes | None = None,
        in_parts: bool = False,
    ) -> None:
        """Show a session.

        Args:
            session: the running session.
            translator: the language.
            theme: the look.
            jobs: for what blocks on the disk.
            report: makes the report of a state; run in a worker.
            files: asks for files.
            offer: lets a frame be chosen from the organisation; None leaves it to typing.
            settings: the settings as they are when asked.
            beep: makes a soft sound.
            hold: holds sleep off while the stage is shown.
            crowd: the simulated people of a rehearsal.
            shelf: techniques that can be added, and what earlier sessions left open.
            sessions: those that can be found; None for those opened lately.
            rooms: makes what opens the session to phones; None for no phones.
            in_parts: leave the making to :meth:`make_more`, so that other windows can answer
                in between; the window is of no use before.
        """
        super().__init__()
        self._settings = settings
        self._beep = beep
        self._translator = translator
        self._theme = theme
        self._quits = False
        self._is_closed = False
        self._shown_step = ""
        self.resize(*SIZE)
        self.setMinimumSize(*LEAST)
        self.setAcceptDrops(True)
        self._parts = self._make(
            *(session, jobs, report, files or FileDialogs(), offer),
            *(hold, crowd, shelf, sessions, rooms),
            in_parts=in_parts,
        )
        while not in_parts and self.make_more():
            pass

    def make_more(self) -> bool:
        """Make the next part; whether there was one."""
        return next(self._parts, _MADE) is not _MADE

    def _make(
        self,
        session: Running,
        jobs: Jobs,
        report: Callable[[State], str],
        files: Files,
        offer: Offer | None,
        hold: Hold,
        crowd: Crowd | None,
        shelf: Shelf | None,
        sessions: SessionShelf | None,
        rooms: Makes | None,
        *,
        in_parts: bool,
    ) -> Iterator[None]:
        translator, theme, settings = self._translator, self._theme, self._settings
        self.bridge = Bridge(session, self)
        yield
        self.stage = StageKeeper(translator, theme, self, settings, jobs)
        self.spotlight = Spotlight(self.bridge, self.stage)
        yield
        self.actions_ = Actions(actions_of("console"), self, translator, theme)
        yield
        self.messages = MessageLine(translator, lambda: datetime.now(UTC))
        self.manners = Manners(
            translator, theme, self.stage, self.messages, hold, is_kept=crowd is None
        )
        yield
        self.errands = Errands(
            *(self, self.bridge, self.messages, translator, jobs),
            *(report, files, session.path, theme, offer),
        )
        self.lead = Lead(self.bridge)
        yield
        self.passing = Passing(self, self.bridge, session.send, translator, theme, self.stage)
        sessions = sessions or SessionShelf(translator, settings().recent, self)
        self.finder = self.manners.finder(
            self, self.actions_, sessions, session.path, lambda: self.arrange.found()
        )
        yield
        self.top = TopBar(translator, theme, self.actions_)
        yield
        self.plan = AgendaPanel(translator, theme)
        self.agenda = self.plan.tree
        techniques = shelf.techniques if shelf else tuple
        self.arrange = AgendaMenu(self.plan, self.bridge, translator, techniques)
        yield
        self.place = Place(translator, theme)
        self.place.work.board_as = settings().board
        self.onward = Onward(self.bridge, self.place.work, translator, self.close)
        yield
        self.phones = Phones(session, rooms, jobs, self)
        self.side = Side(
            *(translator, theme, self.actions_, self.stage, settings, self.phones),
            passed=lambda: self.passing.seat.had(self.bridge.snapshot.state),
        )
        yield
        self.bottom = BottomBar(translator, theme, self.actions_, self.messages)
        self.rehearsal = RehearsalBar(crowd, translator, theme) if crowd is not None else None
        yield
        yield from self._lay_out()
        yield
        self.message_list = MessageList(translator, self)
        self._connect()
        yield
        self._on_saving()
        self._on_snapshot()
        self._show_plan()
        self.side.stage.show_stage(None)
        self._focus_work()
        self.earlier = EarlierOffer(
            self, self.bridge, self.manners.question, translator, self._on_failed
        )
        if shelf is not None:
            self.earlier.look(shelf, jobs)
        yield
        if in_parts:
            yield from warmed(self, self.place, self.side, self.plan, self.bottom)

    # What the actions do: see ui/actions.py

    def press(self) -> None:
        """Do what comes next, or ask first."""
        self.bottom.press()

    def show_messages(self) -> None:
        """Show what has happened."""
        self.message_list.show_text(self.messages.everything())

    def quit(self) -> None:
        """Close the session and leave the program."""
        self._quits = True
        self.close()

    # What Qt asks

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take session files, and lists of ideas where the step takes ideas."""
        if not self.manners.drag(event):
            self.errands.drag(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the lists that were dropped; ask about a session file."""
        if not self.manners.drop(event):
            self.errands.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the session; whoever opened it closes it."""
        super().closeEvent(event)
        if not self._is_closed:
            self.let_go()
            self.closed.emit(self._quits)

    def let_go(self) -> None:
        """Hear and show nothing more of the session; it goes on itself."""
        self._is_closed = True
        self._undo_key.stop()
        self._later.stop()
        self.side.stage.preview.stop()
        self.side.time.stop()
        self.side.notes.write()
        self.earlier.stop()
        self.manners.close()
        self.errands.close()
        self.stage.close()
        self.passing.close()
        self.phones.close()
        self.bridge.close()

    # Inside

    def _lay_out(self) -> Iterator[None]:
        whole = QWidget()
        self.setCentralWidget(whole)  # first, for each that comes to another parent costs again
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for bar in (self.top, self.rehearsal, self.manners.question):
            if bar is not None:
                rows.addWidget(bar)
        yield
        parts = (self.plan, self.place, self.side)
        self.middle = Middle(*parts, self._translator, self._theme, whole)
        self.middle.setMinimumHeight(_SEEN)  # it scrolls: where all is too low, bars are whole
        rows.addWidget(self.middle, 1)
        yield
        rows.addWidget(self.bottom)

    def _connect(self) -> None:
        self.bridge.snapshot_changed.connect(self._on_snapshot)
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self._show_plan)
        self.bridge.saving_changed.connect(self._on_saving)
        self.bridge.rejected.connect(self._on_failed)
        self.bridge.failed.connect(self._on_failed)
        self.agenda.go_requested.connect(lambda step: self.bridge.send(GoTo(step=step)))
        self.place.work.command_requested.connect(self.onward.send)
        self.place.work.board_chosen.connect(self.board_chosen)
        self.side.restore_requested.connect(
            lambda idea: self.bridge.send(HideIdea(idea=idea, hidden=False))
        )
        self.side.notes.written.connect(self.lead.write_notes)
        self.side.parking.parked.connect(self.lead.park_text)
        self.side.parking.back_requested.connect(self.lead.unpark)
        self.side.parking.shown.connect(self.lead.show_parking)
        self.side.time.ended.connect(self._on_time_ended)
        self.side.phones.noticed.connect(self._on_noticed)
        self.bottom.pressed.connect(self.onward.press)
        self.messages.list_requested.connect(self.show_messages)
        self.stage.changed.connect(self._on_stage)
        self.passing.returned.connect(lambda: self.side.show_view(self.bridge.view))
        self.phones.changed.connect(self._on_phones)
        self.phones.failed.connect(self._on_failed)
        self._undo_key = UndoKey(self, application())

    def _on_snapshot(self) -> None:
        view, snapshot = self.bridge.view, self.bridge.snapshot
        here = words.here(view)
        moved = self._shown_step not in {"", here}
        self._shown_step = here
        self.setWindowTitle(words.window_title(view, self._translator))
        self.actions_.show_situation(self._situation())
        self.actions_["undo"].setText(words.undo_text(snapshot.undo, self._translator))
        self.actions_["redo"].setText(words.redo_text(snapshot.redo, self._translator))
        self.top.show_view(view, snapshot.undo)
        self.place.show_view(view)
        self.stage.show_blocks(self.phones.staged(self.bridge))
        self.stage.let_go_of(view.hidden)
        self.side.show_view(view)
        self.bottom.show_view(view)
        opened = self.onward.has_opened(view, moved=moved)
        if moved:
            self.middle.show_work()
        if opened or (moved and not isinstance(self.focusWidget(), AgendaTree)):
            self._focus_work()
        self._later.start()  # the agenda comes after the work: both at once would be a jolt

    def _show_plan(self) -> None:
        self.plan.show_view(self.bridge.view)

    def _on_phones(self) -> None:
        self.stage.show_blocks(self.phones.staged(self.bridge))
        self.side.show_phones(finished=self.bridge.view.finished)
        self.side.stage.preview.show_changed(is_ticking=False)
        self.actions_.show_situation(self._situation())

    def _focus_work(self) -> None:
        """Put the keyboard where typing goes, else on what comes next."""
        if not self.place.focus_entry():
            self.bottom.next.setFocus()

    def _situation(self) -> Situation:
        return situation_of(
            self.bridge.view,
            self.bridge.snapshot,
            takes_ideas=self.errands.entry_step() is not None,
            stage_shown=self.stage.is_shown,
            takes_phones=self.phones.is_offered,
            phones_open=self.phones.open is not None,
        )

    def _on_failed(self, why: Rejection | WorkshopError) -> None:
        self.messages.say(words.told(why, self._translator), is_fault=True)

    def _on_saving(self) -> None:
        saving = self.bridge.saving
        self.top.show_saving(saving)
        if saving.code:
            self.messages.say(words.told(saving, self._translator), is_fault=True)

    def _on_noticed(self, text: str, details: tuple[str, ...]) -> None:
        self.messages.say(text, details=details, is_fault=True)

    def _on_time_ended(self) -> None:
        if self._settings().sound:
            self._beep()

    def _on_stage(self) -> None:
        self.side.stage.show_stage(self.stage.screen_name)
        self.actions_["stage"].setText(self.side.stage.button.accessibleName())
        self.actions_.show_situation(self._situation())
