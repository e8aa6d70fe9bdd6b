"""The time of the step: figures, a bar, start and pause, a minute more, and a sign at the end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workshop_studio.blocks import Timer
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.theme import Theme, set_role
from workshop_studio.ui.widgets.clock import Clock, Now, utc_now
from workshop_studio.ui.widgets.keys import KeyButton
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton
from workshop_studio.ui.widgets.motion import is_motion_wanted

FLASHES: Final = 3
FLASH: Final = 300
"""Milliseconds that the clock is lit, and then not: well under three flashes a second."""
_LATE: Final = timedelta(seconds=5)
"""A time that ran out longer ago, while the laptop slept, is told by the figures alone."""


class Alarm(QObject):
    """Tells once when a running clock comes to its end, whether it is looked at or not.

    Signals:
        rang(): the time is up.
    """

    rang = Signal()

    def __init__(self, parent: QObject, now: Now = utc_now) -> None:
        super().__init__(parent)
        self._now = now
        self._timer: Timer | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._on_waited)

    def set_timer(self, timer: Timer | None) -> None:
        """Watch another clock; one whose time is up already says nothing."""
        self._timer = timer
        self._wait.stop()
        if timer is not None and timer.ends_at is not None and timer.ends_at > self._now():
            self._wait_on()

    def stop(self) -> None:
        """Tell nothing any more."""
        self.set_timer(None)

    def _wait_on(self) -> None:
        if self._timer is not None and self._timer.ends_at is not None:
            left = (self._timer.ends_at - self._now()).total_seconds()
            self._wait.start(max(1, int(left * 1000) + 1))

    def _on_waited(self) -> None:
        timer = self._timer
        if timer is None or timer.ends_at is None:
            return
        over = self._now() - timer.ends_at
        if over < timedelta(0):
            self._wait_on()  # a timer may come a little early
        elif over < _LATE:
            self.rang.emit()


class TimeTrack(QWidget):
    """A bar of the time that has gone; the figures above it say the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._gone = 0.0
        self._role = "accent"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(8)

    def show_gone(self, part: float, role: str) -> None:
        """Fill so much of it, 0 to 1, in the colour of a role."""
        part = round(min(max(part, 0.0), 1.0), 3)
        if (part, role) != (self._gone, self._role):
            self._gone, self._role = part, role
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("sunken"))
        whole = QRectF(self.rect())
        painter.drawRoundedRect(whole, 4, 4)
        if self._gone > 0:
            painter.setBrush(self._theme.colour(self._role))
            whole.setWidth(max(8.0, whole.width() * self._gone))
            painter.drawRoundedRect(whole, 4, 4)
        painter.end()


class TimePanel(QFrame):
    """The clock of the step with what can be done with it.

    Signals:
        ended(): the time is up just now.
    """

    ended = Signal()

    def __init__(
        self,
        translator: Translator,
        theme: Theme,
        actions: Actions,
        *,
        flashes: Callable[[], bool] = lambda: True,
        now: Now = utc_now,
    ) -> None:
        """Make it.

        Args:
            translator: the language.
            theme: the look.
            actions: what the buttons do.
            flashes: whether the facilitator wants the clock to flash at the end.
            now: tells the time.
        """
        super().__init__()
        self._translator = translator
        self._flashes = flashes
        self._shown: tuple[Timer | None, int | None, bool] | None = None
        self.setProperty("role", "time")
        text = translator.text
        self.heading = PlainLabel("", "label", wrap=False)
        self.clock = Clock(translator, now=now)
        self.wishes = PlainLabel("", "warn_small")
        self.wishes.hide()
        self.track = TimeTrack(theme)
        self.run = KeyButton("", theme, shortcut=actions["clock"].shortcut(), small=True)
        self.run.clicked.connect(actions["clock"].trigger)
        self.minute = QuietButton(text("+1 min"), shortcut=actions["minute"].shortcut(), small=True)
        self.minute.setAccessibleName(actions["minute"].text())
        self.minute.clicked.connect(actions["minute"].trigger)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.run)
        buttons.addWidget(self.minute)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.heading, self.clock, self.track):
            column.addWidget(widget)
        column.addWidget(self.wishes)
        column.addLayout(buttons)
        self.clock.countdown.ticked.connect(self._on_ticked)
        self.alarm = Alarm(self, now)
        self.alarm.rang.connect(self._on_rang)
        self._flash = QTimer(self)
        self._flash.setInterval(FLASH)
        self._flash.timeout.connect(self._on_flash)
        self._left = 0

    def show_view(self, view: FacilitatorView) -> None:
        """Show the clock of the step; a step that has a length and no clock yet shows that."""
        shown = (view.timer, view.minutes, view.finished)
        if shown == self._shown:
            return
        self._shown = shown
        text, timer = self._translator.text, view.timer
        is_going = not view.finished
        minutes = 0 if view.minutes is None else view.minutes
        ready = Timer(seconds=minutes * 60.0) if minutes and is_going else None
        of = minutes if timer is None else round(timer.seconds / 60)
        self.clock.setVisible(timer is not None or ready is not None)
        self.track.setVisible(self.clock.isVisibleTo(self))
        self.clock.show_timer(timer or ready)
        self._say_what()
        self.clock.show_beside(text("of {minutes} min", minutes=of) if of else "")
        self.alarm.set_timer(timer)
        self._stop_flash()
        running = timer is not None and timer.ends_at is not None
        self.run.set_text(text("Pause") if running else text("Start"))
        self.run.setEnabled(is_going and (timer is not None or ready is not None))
        self.minute.setEnabled(is_going)

    def show_wishes(self, heads: int) -> None:
        """Say for how many people phones ask for more time, above what gives it."""
        said = self._translator.count("{n} asks for more time", "{n} ask for more time", heads)
        self.wishes.setText(said if heads else "")
        self.wishes.setVisible(bool(heads))

    def stop(self) -> None:
        """Ring and flash no more."""
        self.alarm.stop()
        self._stop_flash()

    def is_flashing(self) -> bool:
        """Whether it flashes just now."""
        return self._flash.isActive()

    def _on_ticked(self) -> None:
        reading = self.clock.countdown.reading
        role = "accent" if reading.level == "calm" else reading.level
        self.track.show_gone(1 - reading.part_left, role)
        self._say_what()

    def _say_what(self) -> None:
        """Say what the figures are: the time that is left, or the one beyond it."""
        text = self._translator.text
        is_over = self.clock.countdown.reading.is_over
        self.heading.setText(text("Time is up") if is_over else text("Time left"))

    def _on_rang(self) -> None:
        if self._flashes() and is_motion_wanted():
            self._left = 2 * FLASHES
            self._on_flash()
            self._flash.start()
        self.ended.emit()

    def _on_flash(self) -> None:
        self._left -= 1
        set_role(self, "time_flash" if self._left % 2 else "time")
        if self._left <= 0:
            self._stop_flash()

    def _stop_flash(self) -> None:
        self._flash.stop()
        set_role(self, "time")
