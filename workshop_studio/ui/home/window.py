"""Home: lead a session from a workshop or technique, open one, or go on with one.

It paints before anything of domain or app is imported; what takes time is put in afterwards.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import Recent
from workshop_studio.ui.actions import Actions, actions_of
from workshop_studio.ui.home.bar import Bar
from workshop_studio.ui.home.cards import parts_of
from workshop_studio.ui.home.drop import dropped_files
from workshop_studio.ui.home.front import FrontPage
from workshop_studio.ui.home.interrupted import Found
from workshop_studio.ui.home.plans import Plan
from workshop_studio.ui.palette.finder import Finder
from workshop_studio.ui.palette.line import Entry, SearchLine
from workshop_studio.ui.palette.sessions import SessionShelf
from workshop_studio.ui.theme import Theme, set_role
from workshop_studio.ui.widgets.clearing import can_be_cleared
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton

if TYPE_CHECKING:  # made later than the first paint
    from workshop_studio.ui.home.finding import FindingPage
    from workshop_studio.ui.home.techniques import TechniquesPage
    from workshop_studio.ui.home.welcome import WelcomePage

SIZE = (1280, 820)
SUFFIX = ".workshop"
_SEARCH = 340


class HomeWindow(QMainWindow):
    """The first window.

    Signals:
        start_requested(Plan): begin a session from this plan.
        open_requested(str): open the session file at this path.
        rehearse_requested(Plan): try this plan with simulated people.
        browse_requested(): let the user choose a file to open.
        find_requested(Recent): let the user look for a recent session that is gone.
        forget_requested(Recent): take it off the list.
        pin_requested(Recent): pin a recent session, or let it go again.
        continue_requested(object): go on with this interrupted session.
        sample_requested(): show the example.
        settings_requested(): show the settings.
        about_requested(): show what program this is.
        organisation_requested(): show the lists that frames are chosen from.
        room_check_requested(): see whether phones reach this machine.
        closed(): the user is done.
        first_painted(): the window is on the screen, and what is heavy can begin.

    Attributes:
        translator: the language that it speaks now.
        sessions: those that can be found by typing.
        front: the page with workshops and recent sessions.
    """

    start_requested = Signal(object)
    open_requested = Signal(str)
    rehearse_requested = Signal(object)
    browse_requested = Signal()
    find_requested = Signal(object)
    forget_requested = Signal(object)
    pin_requested = Signal(object)
    continue_requested = Signal(object)
    sample_requested = Signal()
    settings_requested = Signal()
    about_requested = Signal()
    organisation_requested = Signal()
    room_check_requested = Signal()
    closed = Signal()
    first_painted = Signal()

    def __init__(self, translator: Translator, theme: Theme, plans: Sequence[Plan]) -> None:
        super().__init__()
        self._theme = theme
        self._is_painted = False
        self._bare: tuple[str, bool] | None = None  # what is to be said once it is dressed again
        self._plans = tuple(plans)
        self._recent: tuple[tuple[Recent, ...], Collection[str]] = ((), ())
        self._found: tuple[Found, ...] = ()
        self.translator = translator
        self.sessions = SessionShelf(translator, parent=self)
        self.actions_ = Actions(actions_of("home"), self, translator, theme)
        self.finder = Finder(self, self.actions_, translator, theme, self._startable, self.sessions)
        self.resize(*SIZE)
        self.setMinimumSize(640, 480)
        self.setAcceptDrops(True)
        self._build()
        self.sessions.changed.connect(self._on_sessions)

    def undress(self) -> None:
        """Let go of what is shown, before it is shown anew: each widget costs a new look time."""
        self._bare = ("", False)
        self.setCentralWidget(QWidget())

    def dress(self, translator: Translator, theme: Theme) -> None:
        """Show all of it in this language and look; a search or a page that was turned to ends."""
        self.translator, self._theme = translator, theme
        self.sessions.speak(translator)
        self.actions_.dress(translator, theme)
        self.finder.dress(translator, theme)
        for made in ("techniques", "finding"):
            self.__dict__.pop(made, None)
        said, self._bare = self._bare, None
        self._build()
        self.show_recent(*self._recent)
        self.show_interrupted(self._found)
        if said is not None and said[0]:
            self.say(said[0], warn=said[1])

    def _build(self) -> None:
        translator = self.translator
        self.setWindowTitle(translator.text("Workshop Studio"))
        self.message = PlainLabel("", role="soft")
        self.message.setContentsMargins(40, 10, 40, 10)
        self.message.hide()
        self.front = FrontPage(translator, self._theme, self.actions_, self._plans)
        self.cards = self.front.cards
        self.recents, self.interrupted = self.front.recents, self.front.interrupted
        self._connect()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.front)
        self._before: QWidget = self.front
        self._welcome: WelcomePage | None = None
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._bar())
        rows.addWidget(self.message)
        rows.addWidget(self._pages, 1)
        self.setCentralWidget(whole)
        whole.show()  # at once, so that it can take the keyboard
        if self.cards:
            self.cards[0].setFocus()

    @cached_property
    def techniques(self) -> "TechniquesPage":
        """The page with all techniques, made when first asked for."""
        from workshop_studio.ui.home.techniques import TechniquesPage

        alone = [plan for plan in self._plans if not plan.is_workshop]
        page = TechniquesPage(self.translator, self._theme, alone)
        page.start_requested.connect(self.start_requested)
        page.rehearse_requested.connect(self.rehearse_requested)
        self._pages.addWidget(page)
        return page

    @cached_property
    def finding(self) -> "FindingPage":
        """The page with what a search found, made when first asked for."""
        from workshop_studio.ui.home.finding import FindingPage

        page = FindingPage(self.translator, self._theme)
        page.left.connect(self._leave_search)
        page.browse_requested.connect(self.browse_requested)
        self.search.choose_among(page.results)
        self._pages.addWidget(page)
        return page

    def welcome(self) -> "WelcomePage":
        """The screen for a new user, shown in place of everything until another page is."""
        from workshop_studio.ui.home.welcome import WelcomePage

        if self._welcome is None:
            self._welcome = WelcomePage(self.translator, self._theme)
            self._pages.addWidget(self._welcome)
            self._pages.setCurrentWidget(self._welcome)
            self._set_finding(shown=False)
            self._welcome.name.setFocus()
        return self._welcome

    def show_recent(self, recent: Iterable[Recent], missing: Collection[str] = ()) -> None:
        """Show the recent sessions; those whose paths are ``missing`` cannot be opened."""
        recent = tuple(recent)
        self._recent = recent, missing
        self.sessions.show_recent(recent, missing)
        if self._bare is not None:
            return
        self.recents.show_recent(recent, missing, date.today())  # noqa: DTZ011 # here and now

    def show_interrupted(self, found: Iterable[Found]) -> None:
        """Offer sessions that ended without being closed."""
        self._found = tuple(found)
        if self._bare is not None:
            return
        self.interrupted.show_found(self._found, date.today())  # noqa: DTZ011 # here and now

    def say(self, text: str, *, warn: bool = False) -> None:
        """Say one calm line at the top; an empty one takes it away."""
        if self._bare is not None:
            self._bare = (text, warn)
            return
        set_role(self.message, "warn" if warn else "soft")
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def set_busy(self, text: str) -> None:
        """Take no second request while one is under way; an empty text ends that."""
        if self._bare is None:
            self._pages.setEnabled(not text)
        self.say(text)

    def show_front(self) -> None:
        """Show workshops and recent sessions."""
        self._turn_to(self.front)
        if self.cards:
            self.cards[0].setFocus()

    def show_techniques(self) -> None:
        """Show all techniques."""
        self._turn_to(self.techniques)
        if self.techniques.cards:
            self.techniques.cards[0].setFocus()

    def begin_search(self) -> None:
        """Put the keyboard where one searches."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        self.sessions.wanted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take session files."""
        if dropped_files(event.mimeData(), SUFFIX):
            self.front.drop.show_over(is_over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Expect nothing any more."""
        super().dragLeaveEvent(event)
        self.front.drop.show_over(is_over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first session file that was dropped."""
        self.front.drop.show_over(is_over=False)
        files = dropped_files(event.mimeData(), SUFFIX)
        if files and self._pages.isEnabled():
            event.acceptProposedAction()
            self.open_requested.emit(str(files[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends a search."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self._leave_search()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first time, once all of it is drawn."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def browse(self) -> None:
        """Let the user choose a file."""
        self.browse_requested.emit()

    def sample(self) -> None:
        """Show the example."""
        self.sample_requested.emit()

    def organise(self) -> None:
        """Show the lists that frames are chosen from."""
        self.organisation_requested.emit()

    def check_room(self) -> None:
        """See whether phones reach this machine."""
        self.room_check_requested.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user is done."""
        super().closeEvent(event)
        self.closed.emit()

    # Inside

    def _connect(self) -> None:
        self.front.start_requested.connect(self.start_requested)
        self.front.rehearse_requested.connect(self.rehearse_requested)
        self.recents.open_requested.connect(self.open_requested)
        self.recents.find_requested.connect(self.find_requested)
        self.recents.forget_requested.connect(self.forget_requested)
        self.recents.pin_requested.connect(self.pin_requested)
        self.interrupted.continue_requested.connect(self.continue_requested)

    def _turn_to(self, page: QWidget) -> None:
        """Show a page; a search ends, and so does the welcome."""
        self._before = page
        if self._welcome is not None:
            self._set_finding(shown=True)
            self._pages.removeWidget(self._welcome)
            self._welcome.deleteLater()
            self._welcome = None
        self.search.clear()
        self._pages.setCurrentWidget(page)
        self.to_front.setChecked(page is self.front)
        self.to_techniques.setChecked(page is not self.front)

    def _set_finding(self, *, shown: bool) -> None:
        """Whether there is anything to find one's way with."""
        for widget in (self.to_front, self.to_techniques, self.search):
            widget.setVisible(shown)
        self._head.make_room()
        for name in ("front", "techniques", "find"):
            self.actions_[name].setEnabled(shown)

    def _on_typed(self, query: str) -> None:
        """Show what is found as long as something is searched for."""
        if not query.strip():
            self._pages.setCurrentWidget(self._before)
        elif self._pages.currentWidget() is not self.finding:
            self._fill()
            self.sessions.wanted.emit()
            self._pages.setCurrentWidget(self.finding)

    def _on_sessions(self) -> None:
        if self._bare is None and self.search.text().strip():
            self._fill()

    def _fill(self) -> None:
        self.finding.show_entries(self._findable(), self.sessions.faults())

    def _leave_search(self) -> None:
        self.search.clear()
        self.search.setFocus()

    def _findable(self) -> Iterator[Entry]:
        """Workshops, techniques and sessions; nothing while a request is under way."""
        if not self._pages.isEnabled():
            return
        text, words = self.translator.text, self.translator.words
        for plan in self._plans:
            kind = text("Workshop") if plan.is_workshop else text("Technique")
            start = partial(self.start_requested.emit, plan)
            about = (words(plan.purpose), parts_of(plan, self.translator))
            yield Entry(words(plan.name), kind, start, about)
        yield from self.sessions.entries(self.open_requested.emit)

    def _startable(self) -> Iterator[Entry]:
        """The same and rehearsals, for the palette."""
        if not self._pages.isEnabled():
            return
        yield from self._findable()
        text = self.translator.text
        for plan in self._plans:
            name = self.translator.words(plan.name)
            rehearse = partial(self.rehearse_requested.emit, plan)
            yield Entry(text("Try {name} in a rehearsal", name=name), text("Rehearsal"), rehearse)

    def _bar(self) -> QWidget:
        text = self.translator.text
        self._head = bar = Bar(self._theme, is_top=True, height=60, margin=26)
        name = PlainLabel("Workshop Studio", role="strong", wrap=False)
        bar.line.addWidget(name)
        bar.spare(name)
        bar.line.addSpacing(16)
        self.to_front = self._turner("front")
        self.to_front.setChecked(True)
        self.to_techniques = self._turner("techniques")
        bar.line.addWidget(self.to_front)
        bar.line.addWidget(self.to_techniques)
        bar.line.addStretch(1)
        action = self.actions_["find"]
        self.search = SearchLine(text("Search technique or session"), action.text())
        can_be_cleared(self.search)
        self.search.setMaximumWidth(_SEARCH)
        self.search.setMinimumWidth(120)
        self.search.textChanged.connect(self._on_typed)
        bar.line.addWidget(self.search, 8)
        self.menu = QuietButton(text("Menu"))
        self.menu.setMenu(self.actions_.menu(self))
        bar.line.addWidget(self.menu)
        return bar

    def _turner(self, name: str) -> QuietButton:
        """A button of the bar that turns to a page."""
        action = self.actions_[name]
        button = QuietButton(action.text(), "nav", shortcut=action.shortcut())
        button.setCheckable(True)
        button.clicked.connect(action.trigger)
        return button
