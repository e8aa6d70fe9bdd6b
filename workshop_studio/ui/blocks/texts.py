"""The quiet blocks: what is asked, said, waited for and counted, with nothing to be entered."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from workshop_studio.blocks import (
    Agenda,
    AgendaActivity,
    FrameBlock,
    Heading,
    Join,
    Notes,
    People,
    Prompt,
    Timer,
    Waiting,
)
from workshop_studio.i18n.times import duration
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import (
    FRAME,
    NOTES,
    WAITING,
    activity_line,
    frame_value,
    people_text,
    question,
    word,
)
from workshop_studio.ui.blocks.base import BlockView
from workshop_studio.ui.theme import Theme, set_role
from workshop_studio.ui.widgets.clock import Clock
from workshop_studio.ui.widgets.labels import Card, PlainLabel

_MARKS: Final = {"done": "✓", "current": "▸", "ahead": " "}
_DOTS: Final = {"done": "●", "current": "●", "ahead": "○"}


class PromptView(BlockView[Prompt]):
    """The activity and what it asks."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.activity = PlainLabel("", "label")
        self.question = PlainLabel("", "display")
        self.column.setSpacing(4)
        self.column.addWidget(self.activity)
        self.column.addWidget(self.question)

    def show_block(self, block: Prompt) -> None:
        """Show this prompt."""
        line = activity_line(block, self.translator)
        self.activity.setText(line)
        self.activity.setVisible(bool(line))
        self.question.setText(question(block, self.translator))


class TimerView(BlockView[Timer]):
    """The clock of the step."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.clock = Clock(translator)
        self.column.addWidget(self.clock)

    def show_block(self, block: Timer) -> None:
        """Count down by this timer."""
        self.clock.show_timer(block)


class NotesView(BlockView[Notes]):
    """A text that somebody wrote about the step."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.heading = PlainLabel("", "label")
        self.text = PlainLabel("")
        self.column.setSpacing(4)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.text)

    def show_block(self, block: Notes) -> None:
        """Show this text, or the sentence that stands for none."""
        said = word(NOTES, block.code, self.translator)
        self.heading.setVisible(bool(block.text))
        self.heading.setText(said)
        self.text.setText(block.text or said)


class JoinView(BlockView[Join]):
    """How one joins: address and code to be read aloud."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.place = PlainLabel("", "lead")
        self.code = PlainLabel("", "display")
        self.column.addWidget(self.place)
        self.column.addWidget(self.code)

    def show_block(self, block: Join) -> None:
        """Show them."""
        self.place.setText(block.place)
        self.code.setText(block.code)


class WaitingView(BlockView[Waiting]):
    """A quiet sentence that says what is happening."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.text = PlainLabel("", "lead")
        self.column.addWidget(self.text)

    def show_block(self, block: Waiting) -> None:
        """Say what is happening now."""
        self.text.setText(word(WAITING, block.code, self.translator))


class HeadingView(BlockView[Heading]):
    """Where something new begins."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.text = PlainLabel("", "title")
        self.column.addWidget(self.text)

    def show_block(self, block: Heading) -> None:
        """Show this heading."""
        set_role(self.text, {1: "display", 2: "title", 3: "strong"}[block.level])
        self.text.setText(self.translator.words(block.words))


class Track(QWidget):
    """A thin bar that says how much of a whole is there; the words beside it say it too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float) -> None:
        """Fill so much of it, 0 to 1."""
        self._part = min(max(part, 0.0), 1.0)
        self.update()

    def sizeHint(self) -> QSize:
        """Thin."""
        return QSize(120, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track and filling."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("sunken"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        if self._part > 0:
            painter.setBrush(self._theme.colour("accent"))
            width = max(self.width() * self._part, 8.0)
            painter.drawRoundedRect(QRectF(0, 0, width, self.height()), 4, 4)
        painter.end()


class PeopleView(BlockView[People]):
    """How many have done something, never who."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.text = PlainLabel("", "display")
        self.track = Track(theme)
        self.column.setSpacing(12)
        self.column.addWidget(self.text)
        self.column.addWidget(self.track)

    def show_block(self, block: People) -> None:
        """Show this count."""
        self.text.setText(people_text(block, self.translator))
        self.track.setVisible(bool(block.of))
        if block.of:
            self.track.show_part(block.count / block.of)


class FrameView(BlockView[FrameBlock]):
    """What the session is about: a title and its known parts."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.title = PlainLabel("", "display")
        self.column.addWidget(self.title)
        self._parts = QWidget()
        self.column.addWidget(self._parts)

    def show_block(self, block: FrameBlock) -> None:
        """Show this frame."""
        self.title.setText(block.title)
        self._parts.deleteLater()
        self._parts = QWidget()
        self.column.addWidget(self._parts)
        grid = QGridLayout(self._parts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, (code, value) in enumerate(block.parts):
            grid.addWidget(PlainLabel(word(FRAME, code, self.translator), "soft"), row, 0, top)
            grid.addWidget(PlainLabel(frame_value(value)), row, 1)


class AgendaView(BlockView[Agenda]):
    """The activities in order; the steps of the current one beneath it."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self._rows: QWidget | None = None

    def show_block(self, block: Agenda) -> None:
        """Show this agenda."""
        if self._rows is not None:
            self._rows.deleteLater()
        self._rows = QWidget()
        self.column.addWidget(self._rows)
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for activity in block.activities:
            column.addWidget(self._card(activity))

    def _card(self, activity: AgendaActivity) -> Card:
        is_current = activity.state == "current"
        card = Card("card" if is_current else "")
        card.column.setContentsMargins(12, 8, 12, 8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        card.column.addLayout(grid)
        role = "soft" if activity.state == "done" else "strong"
        grid.addWidget(PlainLabel(_MARKS[activity.state], role), 0, 0)
        grid.addWidget(PlainLabel(self.translator.words(activity.name), role), 0, 1)
        length = PlainLabel(duration(activity.minutes, self.translator), "soft", wrap=False)
        grid.addWidget(length, 0, 2)
        for row, step in enumerate(activity.steps if is_current else (), start=1):
            role = "strong" if step.state == "current" else "soft"
            count = f" · {step.count}" if step.count is not None else ""
            said = f"{_DOTS[step.state]}  {self.translator.words(step.title)}{count}"
            grid.addWidget(PlainLabel(said, role), row, 1)
        return card
