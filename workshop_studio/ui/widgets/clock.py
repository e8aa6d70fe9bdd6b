"""A clock that counts down by itself: nobody sends it the time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil, floor
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop_studio.blocks import Timer
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.theme import set_role, tabular
from workshop_studio.ui.widgets.labels import PlainLabel

Now = Callable[[], datetime]
Level: TypeAlias = Literal["calm", "warn", "danger"]
WARN: Final = 0.20
"""The part of the time left at which a clock begins to warn."""
DANGER: Final = 0.05
"""The part of the time left at which it is all but over."""


def utc_now() -> datetime:
    """The time by the laptop's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock says.

    Attributes:
        text: the time left as ``mm:ss``, or with a plus the time that it is over.
        word: ``over time`` or ``paused`` in the translator's language; empty while it counts down.
        warning: ``soon over`` or ``nearly over``, which goes with the colour of the level.
        is_over: whether the time is used up.
        part_left: how much of the whole is left, 1 to 0.
        level: how near the end is: ``calm``, ``warn`` (:data:`WARN`) or ``danger``
            (:data:`DANGER`, or over).
        said: the whole in words, for whoever hears it; the minutes, not each second.
        to_next: seconds until it says something else; None while it stands still.
    """

    text: str = ""
    word: str = ""
    warning: str = ""
    is_over: bool = False
    part_left: float = 1.0
    level: Level = "calm"
    said: str = ""
    to_next: float | None = None


def read_clock(timer: Timer | None, now: datetime, translator: Translator) -> Reading:
    """What the clock of a step says at a time."""
    if timer is None:
        return Reading()
    is_running = timer.ends_at is not None
    if timer.ends_at is not None:
        left = (timer.ends_at - now).total_seconds()
    else:
        left = timer.seconds if timer.left is None else timer.left
    left = round(left, 3)
    over = floor(-left) if left < 0 else 0
    part_left = min(1.0, max(0.0, left / timer.seconds)) if timer.seconds > 0 else 0.0
    level: Level = "danger" if part_left <= DANGER else "warn" if part_left <= WARN else "calm"
    word = warning = ""
    if over:
        word = translator.text("over time")
    elif timer.left is not None:
        word = translator.text("paused")
    if level != "calm" and left > 0:
        near = level == "danger"
        warning = translator.text("nearly over") if near else translator.text("soon over")
    seconds = over or max(0, ceil(left))
    minutes, rest = divmod(seconds, 60)
    return Reading(
        text=f"{'+' if over else ''}{minutes:02}:{rest:02}",
        word=word,
        warning=warning,
        is_over=left <= 0,
        part_left=part_left,
        level=level,
        said=_said(left, word or warning, translator),
        to_next=(left - ceil(left) + 1) if is_running else None,
    )


def _said(left: float, word: str, translator: Translator) -> str:
    over = left <= 0
    minutes = floor(-left / 60) if over else ceil(left / 60)
    if over and minutes:
        return translator.count("{n} minute over time", "{n} minutes over time", minutes)
    if over:
        return translator.text("over time")
    told = translator.count("{n} minute left", "{n} minutes left", minutes)
    return f"{told}, {word}" if word else told


class Countdown(QObject):
    """One QTimer that wakes just as the reading changes; silent while paused or stopped.

    Signals:
        ticked(): there is another reading.
    """

    ticked = Signal()

    def __init__(self, translator: Translator, parent: QObject | None, now: Now = utc_now) -> None:
        super().__init__(parent)
        self._translator = translator
        self._now = now
        self._timer: Timer | None = None
        self._is_awake = False
        self._wake = QTimer(self)
        self._wake.setSingleShot(True)
        self._wake.setTimerType(Qt.TimerType.PreciseTimer)
        self._wake.timeout.connect(self._on_wake)
        self.reading = Reading()

    def set_timer(self, timer: Timer | None) -> None:
        """Count down by another timer."""
        self._timer = timer
        self._read()

    def set_awake(self, *, awake: bool) -> None:
        """Whether anybody looks: nothing ticks unseen."""
        self._is_awake = awake
        self._read()

    def is_ticking(self) -> bool:
        """Whether it will wake by itself."""
        return self._wake.isActive()

    def _on_wake(self) -> None:
        self._read()

    def _read(self) -> None:
        self.reading = read_clock(self._timer, self._now(), self._translator)
        if self._is_awake and self.reading.to_next is not None:
            self._wake.start(int(self.reading.to_next * 1000) + 5)
        else:
            self._wake.stop()
        self.ticked.emit()


class Clock(QWidget):
    """The time of a step in large figures; beside them the word that goes with their colour."""

    def __init__(
        self, translator: Translator, parent: QWidget | None = None, *, now: Now = utc_now
    ) -> None:
        super().__init__(parent)
        self._figures = PlainLabel("", "clock", wrap=False)
        self._word = PlainLabel("", "small_warn", wrap=False)
        self._beside = PlainLabel("", "small", wrap=False)
        aside = QVBoxLayout()
        aside.setContentsMargins(0, 0, 0, 5)
        aside.setSpacing(0)
        aside.addStretch(1)
        aside.addWidget(self._word)
        aside.addWidget(self._beside)
        self._word.hide()
        self._beside.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._figures)
        row.addLayout(aside, 1)
        self.countdown = Countdown(translator, self, now)
        self.countdown.ticked.connect(self._on_ticked)

    def show_timer(self, timer: Timer | None) -> None:
        """Count down by this timer; None shows nothing."""
        self.countdown.set_timer(timer)

    def show_beside(self, text: str) -> None:
        """Say something beside the figures, such as how long the whole is."""
        self._beside.setText(text)
        self._beside.setVisible(bool(text))

    def text(self) -> str:
        """The figures that it shows."""
        return self._figures.text()

    def word(self) -> str:
        """The word beside them: that it is paused, soon over, or over."""
        return self._word.text()

    def beside(self) -> str:
        """What is said beside them."""
        return self._beside.text()

    def level(self) -> Level:
        """How near the end it shows the time to be."""
        return self.countdown.reading.level

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to tick."""
        super().showEvent(event)
        self.countdown.set_awake(awake=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop ticking where nobody looks."""
        super().hideEvent(event)
        self.countdown.set_awake(awake=False)

    def _on_ticked(self) -> None:
        reading = self.countdown.reading
        set_role(self._figures, "clock" if reading.level == "calm" else f"clock_{reading.level}")
        if self._figures.text() != reading.text:
            self._figures.setText(reading.text)
            self._figures.setFont(tabular(self._figures.font()))
        set_role(self._word, "small" if reading.level == "calm" else f"small_{reading.level}")
        word = reading.word or reading.warning
        if self._word.text() != word:
            self._word.setText(word)
            self._word.setVisible(bool(word))
        if self.accessibleName() != reading.said:
            self.setAccessibleName(reading.said)
