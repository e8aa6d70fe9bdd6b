"""Home: lead a session from a workshop or technique, open one, or go on with one.

It paints before anything of domain or app is imported; what takes time is put in afterwards.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import Recent
from workshop_studio.ui.actions import Actions, actions_of
from workshop_studio.ui.home.bar import Bar, search_button
from workshop_studio.ui.home.cards import PlanCard
from workshop_studio.ui.home.drop import DropZone, dropped_files
from workshop_studio.ui.home.interrupted import Found, InterruptedList
from workshop_studio.ui.home.plans import Plan
from workshop_studio.ui.home.recents import RecentList
from workshop_studio.ui.palette.finder import Finder, sessions
from workshop_studio.ui.palette.window import Entry
from workshop_studio.ui.theme import Theme, set_role
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton

SIZE = (1280, 820)
SUFFIX = ".workshop"
_SIDE = 400
_NARROW = 1000
_UNLIMITED = 16_777_215
_WIDE = Qt.AlignmentFlag(0)


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
        closed(): the user is done.
        first_painted(): the window is on the screen, and what is heavy can begin.
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
    closed = Signal()
    first_painted = Signal()

    def __init__(self, translator: Translator, theme: Theme, plans: Sequence[Plan]) -> None:
        super().__init__()
        self._translator = translator
        self._theme = theme
        self._is_painted = False
        self.actions_ = Actions(actions_of("home"), self, translator)
        self.finder = Finder(self, self.actions_, translator, theme, self._startable)
        self._plans = tuple(plans)
        self._opened: tuple[Recent, ...] = ()
        text = translator.text
        self.setWindowTitle(text("Workshop Studio"))
        self.resize(*SIZE)
        self.setMinimumSize(640, 480)
        self.setAcceptDrops(True)

        self.message = PlainLabel("", role="soft")
        self.message.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.message.hide()
        self.recents = RecentList(translator, theme)
        self.recents.open_requested.connect(self.open_requested)
        self.recents.find_requested.connect(self.find_requested)
        self.recents.forget_requested.connect(self.forget_requested)
        self.recents.pin_requested.connect(self.pin_requested)
        self.interrupted = InterruptedList(translator)
        self.interrupted.continue_requested.connect(self.continue_requested)
        self.cards: list[PlanCard] = []

        self._body = QWidget()
        self._page = QVBoxLayout(self._body)
        self._page.setContentsMargins(40, 32, 40, 32)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(44)
        self._columns.addWidget(self._left(plans), 1, Qt.AlignmentFlag.AlignTop)
        self._side = self._right()
        self._columns.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        self._page.addLayout(self._columns)
        self._page.addStretch(1)
        self._is_narrow = False
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setProperty("ring", False)
        scroll.setWidget(self._body)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._bar())
        rows.addWidget(scroll, 1)
        self.setCentralWidget(whole)
        if self.cards:
            self.cards[0].setFocus()

    def show_recent(self, recent: Iterable[Recent], missing: Collection[str] = ()) -> None:
        """Show the recent sessions; those whose paths are ``missing`` cannot be opened."""
        recent = tuple(recent)
        self._opened = tuple(one for one in recent if one.path not in missing)
        self.recents.show_recent(recent, missing, date.today())  # noqa: DTZ011 # here and now

    def show_interrupted(self, found: Iterable[Found]) -> None:
        """Offer sessions that ended without being closed."""
        self.interrupted.show_found(found, date.today())  # noqa: DTZ011 # here and now

    def say(self, text: str, *, warn: bool = False) -> None:
        """Say one calm line at the top; an empty one takes it away."""
        set_role(self.message, "warn" if warn else "soft")
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def set_busy(self, text: str) -> None:
        """Take no second request while one is under way; an empty text ends that."""
        self._body.setEnabled(not text)
        self.say(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take session files."""
        if dropped_files(event.mimeData(), SUFFIX):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first session file that was dropped."""
        files = dropped_files(event.mimeData(), SUFFIX)
        if files and self._body.isEnabled():
            event.acceptProposedAction()
            self.open_requested.emit(str(files[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns under each other where they have no room side by side."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._columns.setAlignment(self._side, _WIDE if narrow else Qt.AlignmentFlag.AlignTop)
        self._side.setMinimumWidth(0 if narrow else _SIDE)
        self._side.setMaximumWidth(_UNLIMITED if narrow else _SIDE)
        # an interrupted session stays where nobody can miss it
        if narrow:
            self._page.insertWidget(0, self.interrupted)
        else:
            self._side_rows.insertWidget(0, self.interrupted)

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

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user is done."""
        super().closeEvent(event)
        self.closed.emit()

    def _startable(self) -> Iterator[Entry]:
        """Workshops, techniques and sessions; nothing while a request is under way."""
        if not self._body.isEnabled():
            return
        text = self._translator.text
        for plan in self._plans:
            kind = text("Workshop") if plan.is_workshop else text("Technique")
            start = partial(self.start_requested.emit, plan)
            name = self._translator.words(plan.name)
            yield Entry(name, kind, start)
            rehearse = partial(self.rehearse_requested.emit, plan)
            yield Entry(text("Try {name} in a rehearsal", name=name), text("Rehearsal"), rehearse)
        yield from sessions(self._opened, self._translator, self.open_requested.emit)

    def _bar(self) -> QWidget:
        bar = Bar(self._theme, is_top=True, height=60, margin=26)
        bar.line.addWidget(PlainLabel("Workshop Studio", role="strong", wrap=False))
        bar.line.addSpacing(16)
        bar.line.addWidget(self.message, 1)
        bar.line.addStretch()
        self.search = search_button(self._translator, self._theme, self.actions_)
        bar.line.addWidget(self.search)
        self.menu = QuietButton(self._translator.text("Menu"))
        self.menu.setMenu(self.actions_.menu(self))
        bar.line.addWidget(self.menu)
        return bar

    def _left(self, plans: Sequence[Plan]) -> QWidget:
        text = self._translator.text
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(16)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(PlainLabel(text("Lead a session"), role="display"))
        head.addWidget(
            PlainLabel(text("Pick a ready workshop, or a single technique."), role="soft")
        )
        rows.addLayout(head)
        rows.addLayout(self._grid([plan for plan in plans if plan.is_workshop]))
        rows.addSpacing(8)
        rows.addWidget(PlainLabel(text("One technique now"), role="title"))
        rows.addLayout(self._grid([plan for plan in plans if not plan.is_workshop]))
        line = QHBoxLayout()
        self.example = QuietButton(self.actions_["sample"].text())
        self.example.clicked.connect(self.sample_requested)
        line.addWidget(self.example)
        line.addStretch(1)
        rows.addLayout(line)
        return left

    def _grid(self, plans: Sequence[Plan]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(14)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        alone = len(plans) == 1
        for number, plan in enumerate(plans):
            card = PlanCard(plan, self._translator, self._theme)
            card.clicked.connect(lambda *, plan=plan: self.start_requested.emit(plan))
            card.rehearse_requested.connect(self.rehearse_requested)
            grid.addWidget(card, number // 2, number % 2, 1, 2 if alone else 1)
            self.cards.append(card)
        return grid

    def _right(self) -> QWidget:
        text = self._translator.text
        right = QWidget()
        right.setFixedWidth(_SIDE)
        rows = self._side_rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.interrupted)
        line = QHBoxLayout()
        line.addWidget(PlainLabel(text("Recent sessions"), role="title", wrap=False))
        line.addStretch(1)
        browse = self.actions_["open"]
        self.open_file = QuietButton(browse.text(), "bare", shortcut=browse.shortcut())
        self.open_file.clicked.connect(self.browse_requested)
        line.addWidget(self.open_file)
        rows.addLayout(line)
        rows.addWidget(self.recents)
        rows.addSpacing(8)
        rows.addWidget(DropZone(text("Drop a session file here"), self._theme))
        return right
