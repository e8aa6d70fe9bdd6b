"""Home's first page: ready workshops at the left, the sessions of lately beside them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.home.drop import DropZone
from workshop_studio.ui.home.interrupted import InterruptedList
from workshop_studio.ui.home.page import Page, card_grid, heading
from workshop_studio.ui.home.plans import Plan
from workshop_studio.ui.home.recents import RecentList
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton

_SIDE = 400
"""How wide the sessions are beside the workshops, with text of the size that is drawn."""
_NARROW = 1000
"""Below this they go under the workshops; the same."""
_UNLIMITED = 16_777_215
_WIDE = Qt.AlignmentFlag(0)


class FrontPage(Page):
    """Where a session begins, or goes on.

    Signals:
        start_requested(Plan): begin a session from this workshop.
        rehearse_requested(Plan): try it with simulated people.

    Attributes:
        cards: one for each ready workshop.
        recents: the sessions opened lately.
        interrupted: the sessions that ended without being closed.
        drop: the place that says that a file can be dropped.
    """

    start_requested = Signal(object)
    rehearse_requested = Signal(object)

    def __init__(
        self, translator: Translator, theme: Theme, actions: Actions, plans: Sequence[Plan]
    ) -> None:
        super().__init__()
        self._translator = translator
        self._actions = actions
        self._side_width = round(_SIDE * theme.scale)
        self._narrow = round(_NARROW * theme.scale)
        self.recents = RecentList(translator, theme)
        self.interrupted = InterruptedList(translator)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(44)
        self._columns.addWidget(self._left(theme, plans), 1, Qt.AlignmentFlag.AlignTop)
        self._side = self._right(theme)
        self._columns.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.setSpacing(0)
        self.rows.addLayout(self._columns)
        self.rows.addStretch(1)
        self._is_narrow = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns under each other where they have no room side by side."""
        super().resizeEvent(event)
        narrow = self.width() < self._narrow
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._columns.setAlignment(self._side, _WIDE if narrow else Qt.AlignmentFlag.AlignTop)
        self._side.setMinimumWidth(0 if narrow else self._side_width)
        self._side.setMaximumWidth(_UNLIMITED if narrow else self._side_width)
        # an interrupted session stays where nobody can miss it
        if narrow:
            self.rows.insertWidget(0, self.interrupted)
        else:
            self._side_rows.insertWidget(0, self.interrupted)

    def _left(self, theme: Theme, plans: Sequence[Plan]) -> QWidget:
        text = self._translator.text
        workshops = [plan for plan in plans if plan.is_workshop]
        n = len(plans) - len(workshops)
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(16)
        about = self._translator.count(
            "Pick a ready workshop, or {n} single technique.",
            "Pick a ready workshop, or one of {n} techniques.",
            n,
        )
        rows.addLayout(heading(text("Lead a session"), about))
        grid, self.cards = card_grid(
            workshops,
            self._translator,
            theme,
            self.start_requested.emit,
            self.rehearse_requested.emit,
        )
        rows.addLayout(grid)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.single = QuietButton(text("One technique now"))
        self.single.clicked.connect(self._actions["techniques"].trigger)
        line.addWidget(self.single)
        self.example = QuietButton(self._actions["sample"].text(), "plain")
        self.example.clicked.connect(self._actions["sample"].trigger)
        line.addWidget(self.example)
        line.addStretch(1)
        rows.addLayout(line)
        return left

    def _right(self, theme: Theme) -> QWidget:
        text = self._translator.text
        right = QWidget()
        right.setFixedWidth(self._side_width)
        rows = self._side_rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.interrupted)
        line = QHBoxLayout()
        line.addWidget(PlainLabel(text("Recent sessions"), role="title", wrap=False))
        line.addStretch(1)
        browse = self._actions["open"]
        self.open_file = QuietButton(browse.text(), "bare", shortcut=browse.shortcut())
        self.open_file.clicked.connect(browse.trigger)
        line.addWidget(self.open_file)
        rows.addLayout(line)
        rows.addWidget(self.recents)
        rows.addSpacing(8)
        self.drop = DropZone(text("Drop a session file here"), theme)
        rows.addWidget(self.drop)
        return right
