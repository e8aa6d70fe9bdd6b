"""The column beside the work: what the stage shows, time, who is here, tips, hidden ideas."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workshop_studio.blocks import Ideas, Note, People
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import ideas_count, people_text
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.console.preview import Preview, Render
from workshop_studio.ui.theme import Theme, set_role
from workshop_studio.ui.widgets.clock import Clock
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton

WIDTH = 300


class Section(QWidget):
    """A heading and what belongs under it."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.addWidget(PlainLabel(heading, "label", wrap=False), 1)
        self.column.addLayout(self.head)


class Side(QFrame):
    """What the facilitator looks at beside the work.

    Signals:
        restore_requested(str): bring the hidden idea with this id back.
    """

    restore_requested = Signal(str)

    def __init__(
        self, translator: Translator, theme: Theme, actions: Actions, render: Render
    ) -> None:
        super().__init__()
        self._translator = translator
        self._theme = theme
        self._view: FacilitatorView | None = None
        self.setProperty("role", "surface")
        self.setFixedWidth(WIDTH)
        text = translator.text

        self.preview = Preview(theme, render)
        self.preview.pressed.connect(actions["stage"].trigger)
        self.preview.setAccessibleName(text("The stage shows"))
        self.stage = QuietButton("", shortcut=actions["stage"].shortcut(), small=True)
        self.stage.clicked.connect(actions["stage"].trigger)
        self.screen_name = PlainLabel("", "small", wrap=False)
        stage = Section(text("The stage shows"))
        stage.head.addWidget(self.screen_name)
        stage.column.addWidget(self.preview)
        line = QHBoxLayout()
        line.addWidget(self.stage)
        line.addStretch(1)
        stage.column.addLayout(line)

        self.clock = Clock(translator)
        self.length = PlainLabel("", "small", wrap=False)
        self.run = QuietButton("", shortcut=actions["clock"].shortcut(), small=True)
        self.run.clicked.connect(actions["clock"].trigger)
        self.minute = QuietButton(text("+1 min"), shortcut=actions["minute"].shortcut(), small=True)
        self.minute.setAccessibleName(actions["minute"].text())
        self.minute.clicked.connect(actions["minute"].trigger)
        time = Section(text("Time left"))
        time.head.addWidget(self.length)
        time.column.addWidget(self.clock)
        line = QHBoxLayout()
        line.addWidget(self.run)
        line.addWidget(self.minute)
        line.addStretch(1)
        time.column.addLayout(line)

        self.people = PlainLabel("")
        here = Section(text("In the room"))
        here.column.addWidget(self.people)
        self._here = here

        self.tips = PlainLabel("")
        self._tips = Section(text("Tips for you"))
        self._tips.column.addWidget(self.tips)

        self._hidden = Section(text("Hidden ideas, only you see them"))
        self._hidden_rows = QVBoxLayout()
        self._hidden_rows.setSpacing(6)
        self._hidden.column.addLayout(self._hidden_rows)
        self._shown_hidden: tuple[Note, ...] | None = None

        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(18, 20, 18, 20)
        rows.setSpacing(24)
        for section in (stage, time, here, self._tips, self._hidden):
            rows.addWidget(section)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        inside.setProperty("role", "surface")
        scroll.viewport().setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(scroll)

    def show_view(self, view: FacilitatorView) -> None:
        """Show how the step stands."""
        before, self._view = self._view, view
        text = self._translator.text
        timer = view.timer
        if before is None or before.timer != timer or before.minutes != view.minutes:
            self.clock.setVisible(timer is not None)
            self.clock.show_timer(timer)
            of = (view.minutes or 0) if timer is None else round(timer.seconds / 60)
            self.length.setText(text("of {minutes} min", minutes=of) if of else text("no length"))
            running = timer is not None and timer.ends_at is not None
            self.run.set_text(text("Pause") if running else text("Start"))
            self.run.setEnabled(timer is not None or view.minutes is not None)
            self.minute.setEnabled(not view.finished)
        if before is None or before.stage != view.stage:
            self.preview.show_changed(is_ticking=timer is not None and timer.ends_at is not None)
        people = self._people(view)
        self._here.setVisible(bool(people))
        self.people.setText("\n".join(people))
        tips = self._translator.words(view.tips)
        self._tips.setVisible(bool(tips))
        self.tips.setText(tips)
        if view.hidden != self._shown_hidden:
            self._show_hidden(view.hidden)

    def show_stage(self, screen: str | None) -> None:
        """Show whether the stage is up, and on which screen."""
        text = self._translator.text
        self.stage.set_text(text("Show the stage") if screen is None else text("Close the stage"))
        self.screen_name.setText(text("not shown") if screen is None else screen)
        set_role(self.screen_name, "small")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline towards the work."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, 1, self.height(), self._theme.colour("line"))
        painter.end()

    def _people(self, view: FacilitatorView) -> list[str]:
        """How many are here, and what they have done in this step."""
        lines = []
        headcount = dict(view.frame.parts).get("headcount")
        if isinstance(headcount, int):
            lines.append(self._translator.count("{n} person", "{n} people", headcount))
        for block in view.work:
            if isinstance(block, People):
                lines.append(people_text(block, self._translator))
            elif isinstance(block, Ideas) and block.code != "options":
                lines.append(ideas_count(block.count, self._translator))
        return lines

    def _show_hidden(self, hidden: tuple[Note, ...]) -> None:
        self._shown_hidden = hidden
        while (item := self._hidden_rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for note in hidden:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(PlainLabel(note.text, "small"), 1)
            restore = QuietButton(self._translator.text("Restore"), small=True)
            restore.setAccessibleDescription(note.text)
            restore.clicked.connect(lambda _=False, key=note.id: self.restore_requested.emit(key))
            line.addWidget(restore, 0, Qt.AlignmentFlag.AlignTop)
            self._hidden_rows.addWidget(row)
        self._hidden.setVisible(bool(hidden))
