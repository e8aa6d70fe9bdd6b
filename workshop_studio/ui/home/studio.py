"""Runs the windows: Home, the console of the session that is open, and the way between them.

Everything of domain and app is imported after Home has painted, in a worker.
"""

import gc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from workshop_studio.domain.errors import WorkshopError
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Settings
from workshop_studio.ui.dialogs.files import FileDialogs, Files
from workshop_studio.ui.home.dressing import Dressing
from workshop_studio.ui.home.keeping import Keeping
from workshop_studio.ui.home.looks import Looks
from workshop_studio.ui.home.organising import Organising
from workshop_studio.ui.home.plans import Plan, read_plans
from workshop_studio.ui.home.preferences import Preferences
from workshop_studio.ui.home.recalling import Recalling
from workshop_studio.ui.home.room_check import RoomCheck
from workshop_studio.ui.home.shelf import Shelf
from workshop_studio.ui.home.starting import Starting
from workshop_studio.ui.home.summons import Summons
from workshop_studio.ui.home.welcoming import Welcoming
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.jobs import TURN, Jobs
from workshop_studio.ui.start import UiServices

if TYPE_CHECKING:
    from workshop_studio.app.library import Library
    from workshop_studio.app.ports import Recoverable
    from workshop_studio.app.rehearsal import Crowd, Rehearsal
    from workshop_studio.app.session import Session
    from workshop_studio.ui.console.window import ConsoleWindow
    from workshop_studio.ui.dialogs.frame import FrameValues

T = TypeVar("T")


class Studio(QObject):
    """What joins Home and console.

    Attributes:
        home: the first window.
        console: the window of the session that is open; None while Home is shown.
    """

    def __init__(
        self,
        app: QApplication,
        services: UiServices,
        looks: Looks,
        files: Files | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._services = services
        self.looks = looks
        self._translator = services.translator
        self._files = files or FileDialogs()
        self._shelf = Shelf(lambda: services.library(lambda: self.settings))
        self._closing = 0
        self._quits = False
        self._is_closed = False
        self._session: Session | Rehearsal | None = None
        self._crowd: Crowd | None = None
        self._path = ""
        self._summons = Summons(self.open)
        self.jobs = Jobs(self)
        self._keeping = Keeping(services, self.jobs, self._on_failed, self)
        self.console: ConsoleWindow | None = None
        self._parting: ConsoleWindow | None = None
        self.home = HomeWindow(self._translator, looks.theme, read_plans(resources()))
        self.home.rehearse_requested.connect(self.rehearse)
        self.home.continue_requested.connect(self._on_continue)
        self.home.sample_requested.connect(self._on_sample)
        self.organising = Organising(
            self.home, services, lambda: self.settings, self.jobs, self._files
        )
        self._starting = Starting(self.home, self._keeping, self.organising, self._create)
        self.home.start_requested.connect(self._starting.ask)
        self.room_check = RoomCheck(self.home, services, looks, self.jobs)
        self.home.closed.connect(self._on_home_closed)
        self._recalling = Recalling(
            self.home,
            self._keeping,
            self.jobs,
            self._files,
            open_=self.open,
            on_failed=self._on_failed,
            headings=lambda paths, stopped: self.library().headings(paths, stopped),
        )
        self._welcoming = Welcoming(
            *(self.home, self._keeping, self.jobs, self._files),
            folder=services.sessions_folder,
            speak=self.speak,
            on_failed=self._on_failed,
        )
        self.preferences = Preferences(
            *(self.home, self._keeping, self.jobs, self._files),
            services=services,
            speak=self.speak,
            looks=looks,
            on_failed=self._on_failed,
        )
        self._dressing = Dressing(
            self.home,
            self.preferences,
            (self.organising.dress, self.room_check.dress),
            looks,
            lambda: self.console,
            self._make_console,
            self._on_followed,
        )

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._keeping.settings

    def start(self, file: Path | None = None) -> None:
        """Show Home; open a file if one was named."""
        self._recalling.show()
        self._welcoming.begin()
        self.home.first_painted.connect(partial(self._on_painted, file))
        self._keeping.restore_place(self.home, "home")
        self.home.show()

    def speak(self, language: str) -> None:
        """Speak another language from now on, ``nb`` or ``en``, in every window."""
        if language != self._translator.lang:
            self._dressing.undress()
            self._translator = Translator(language, resources() / "locales")
            self._dressing.dress(self._translator)

    def close(self) -> None:
        """Let go of all threads, and of a session if one is still open."""
        if self._session is not None:
            self._session.close().exception()
            self._session = None
        self._is_closed = True
        self._dressing.stop()
        self._recalling.close()
        self.jobs.close()

    def tell_crash(self, text: str) -> bool:
        """Tell of a bug where nothing may open; False where no stage is shown."""
        console = self.console
        if console is None or not console.stage.is_shown:
            return False
        console.messages.say(text, is_fault=True)
        return True

    def library(self) -> "Library":
        """The library; the first call imports what is heavy. Called in workers."""
        return self._shelf.library()

    def open(self, path: str) -> None:
        """Open a session file."""
        self._run(
            self._translator.text("Opening {name} …", name=Path(path).name),
            lambda: self.library().open(Path(path)),
            self._show_session,
        )

    def rehearse(self, plan: Plan) -> None:
        """Try a plan at once, with simulated people; nothing of it is kept."""
        make, name = self._services.rehearsals, self._translator.words(plan.name)
        if make is None:
            return
        language, people = self._translator.lang, self.settings.rehearsal_people
        self._run(
            self._translator.text("Making the rehearsal …"),
            lambda: make().begin(plan.id, name, language, people),
            lambda rehearsal: self._show_session(rehearsal, rehearsal.crowd),
        )

    def summon(self, path: str) -> None:
        """Come to the front, as somebody starts the program again; open the file if it is safe."""
        window = self.home if self.console is None else self.console
        asks = None if self.console is None else self.console.manners
        self._summons.take(window, asks, self._path, path)

    # Home

    def _on_painted(self, file: Path | None) -> None:
        if file is not None:
            self.open(str(file.absolute()))
        QTimer.singleShot(0, self._get_ready)  # who clicks at once is answered first

    def _get_ready(self) -> None:
        from workshop_studio.ui.dialogs import frame  # noqa: F401 # what a click opens

        if self._is_closed:
            return
        self.jobs.run(self, self._warm_up, self.home.show_interrupted, self._on_failed)
        self._recalling.look_for_missing()

    def _warm_up(self) -> "list[Recoverable]":
        """Import what the console needs, and look for interrupted sessions."""
        from workshop_studio.ui.blocks.picture import make_ready
        from workshop_studio.ui.console import window  # noqa: F401 # so that it opens at once

        make_ready()

        if self._services.rehearsals is not None:
            self._services.rehearsals().sweep()  # what a killed program left
        gc.freeze()  # what the imports made stays; looking through it would hold the windows up
        return [found for found in self.library().recoverable() if not found.running]

    def _show_home(self) -> None:
        self._recalling.show()
        self.home.show()
        self.home.activateWindow()
        self._recalling.look_for_missing()

    def _create(self, plan: Plan, values: "FrameValues") -> None:
        def create() -> "Session":
            from workshop_studio.domain.records import Frame

            return self.library().create(plan.id, Frame.model_validate(values))

        self._run(self._translator.text("Making the session …"), create, self._show_session)

    def _on_continue(self, found: "Recoverable") -> None:
        self._run(
            self._translator.text("Bringing the session back …"),
            lambda: self.library().recover(found),
            self._show_session,
        )

    def _on_sample(self) -> None:
        self._run(
            self._translator.text("Making the example …"),
            lambda: self.library().sample(),
            self._show_session,
        )

    def _on_home_closed(self) -> None:
        if self.console is None:
            self._keeping.remember_place(self.home, "home")
            self._quits = True
            self._quit_when_idle()

    # The session

    def _show_session(self, session: "Session | Rehearsal", crowd: "Crowd | None" = None) -> None:
        self._session, self._crowd, self._path = session, crowd, str(session.path)
        self._keeping.remember(session)
        console = self._new_console(in_parts=True)
        self._keeping.restore_place(console, "console")  # first, for it is laid out for that size
        self._go_on_with(console)

    def _go_on_with(self, console: "ConsoleWindow") -> None:
        """Make and show a console in several turns: in one go it would be a jolt."""
        if self._is_closed or self._quits:
            return
        if console.make_more():
            QTimer.singleShot(TURN, self, partial(self._go_on_with, console))
            return
        self.console = self._joined(console)
        QTimer.singleShot(TURN, self, self._show_console)

    def _make_console(self) -> "ConsoleWindow":
        """Another console of the session that is open, in the language and look of now."""
        return self._joined(self._new_console(in_parts=False))

    def _new_console(self, *, in_parts: bool) -> "ConsoleWindow":
        from workshop_studio.ui.console.awake import let_sleep, no_sleep
        from workshop_studio.ui.console.window import ConsoleWindow

        assert self._session is not None  # noqa: S101 # asked for where there is one
        library, translator = self._shelf.made, self._translator
        return ConsoleWindow(
            self._session,
            translator,
            self.looks.theme,
            self.jobs,
            lambda state: library.report(state, translator) if library is not None else "",
            files=self._files,
            offer=self.organising.offer,
            settings=lambda: self.settings,
            crowd=self._crowd,
            shelf=library,
            sessions=self.home.sessions,
            rooms=None if self._crowd is not None else self._services.rooms,
            hold=no_sleep if self._services.holds_sleep else let_sleep,
            in_parts=in_parts,
        )

    def _joined(self, console: "ConsoleWindow") -> "ConsoleWindow":
        console.closed.connect(self._on_console_closed)
        console.board_chosen.connect(self._on_board_chosen)
        console.settings_requested.connect(self.preferences.show_settings)
        console.about_requested.connect(self.preferences.show_about)
        console.stage.settings_chosen.connect(self._keeping.save)
        console.manners.open_requested.connect(self._on_open_instead)
        return console

    def _on_followed(self, before: "ConsoleWindow", after: "ConsoleWindow") -> None:
        self.console, self._parting = after, before

    def _show_console(self) -> None:
        if self.console is None:
            return
        self.console.show()
        self.home.set_busy("")
        self.home.hide()
        self.home.show_interrupted([])

    def _on_board_chosen(self, name: str) -> None:
        self._keeping.save(replace(self.settings, board=name))

    def _on_open_instead(self, path: str) -> None:
        self._summons.wait(path)
        if self.console is not None:
            self.console.close()

    def _on_console_closed(self, quits: bool) -> None:
        console, session = self.console, self._session
        if console is None or session is None:
            return
        self._keeping.remember_place(console, "console")
        self._keeping.remember(session)
        self.console, self._session = None, None
        self._parting = console  # it is still closing: Python must not delete it now
        console.deleteLater()
        self._quits = self._quits or quits
        self._closing += 1
        if not self._quits:
            self.home.say(self._translator.text("Saving the session …"))
            self._show_home()
        title = session.snapshot.state.frame.title if session.snapshot.state.frame else ""
        self.jobs.follow(
            self,
            session.close(),
            lambda _: self._on_session_closed(session),
            partial(self._on_session_kept, session, title),
        )

    def _on_session_closed(self, session: "Session | Rehearsal") -> None:
        self._closing -= 1
        if str(session.path) != self._path:  # it went into a copy beside the file
            self._keeping.remember(session)
        self.home.say("")
        self._summons.go_on()
        self._quit_when_idle()

    def _on_session_kept(
        self, session: "Session | Rehearsal", title: str, error: WorkshopError
    ) -> None:
        """The file could not be written: the journal has everything, and offers it."""
        del session
        self._closing -= 1
        text = self._translator.text(
            "{title} is safe here, but its file could not be written. {reason}",
            title=title,
            reason=self._told(error),
        )
        self._quits = False  # stay, so that it is read
        self.home.say(text, warn=True)
        self._show_home()
        self.jobs.run(self, self._warm_up, self.home.show_interrupted, self._on_failed)

    def _quit_when_idle(self) -> None:
        if self._quits and self._closing == 0:
            self._app.quit()

    # Inside

    def _run(self, busy: str, work: "Callable[[], T]", done: "Callable[[T], None]") -> None:
        """Do what blocks in a worker, with Home waiting until the console is shown."""
        self.home.set_busy(busy)
        self.jobs.run(self, work, done, self._on_failed)

    def _on_failed(self, error: WorkshopError) -> None:
        self.home.set_busy("")
        self.home.say(self._told(error), warn=True)

    def _told(self, error: WorkshopError) -> str:
        from workshop_studio.ui.console.words import told

        return told(error, self._translator)
