"""The window of the laptop that is passed round: one person's answers, then a cover, then the next.

Nothing of one person is ever in the widgets of the next: each turn has widgets of its own, and
they go with it, drafts, undo and all. The keys, menus and drops of the program are shut while it
is shown; what belongs to the system itself, such as switching programs, no program can shut.
"""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workshop_studio.app.hub import Receipt
from workshop_studio.app.seat import Seat, SeatView
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.rejections import Rejection
from workshop_studio.i18n.messages import tell_of
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.base import BlockView
from workshop_studio.ui.blocks.entry import EntryView
from workshop_studio.ui.blocks.work import BAR, RING, VIEWS, WorkArea
from workshop_studio.ui.bridge import Bridge
from workshop_studio.ui.passed.blocks import OwnEntry, OwnIdeas
from workshop_studio.ui.passed.cover import Cover
from workshop_studio.ui.passed.holding import HOLD, Holding, keys_text
from workshop_studio.ui.passed.paper import BallotPaper
from workshop_studio.ui.passed.rows import be_touched
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.flow import FlowLayout
from workshop_studio.ui.widgets.labels import PlainLabel, PrimaryButton, QuietButton

_VIEWS: Final[Mapping[str, type[BlockView[Any]]]] = {
    **VIEWS,
    "ballot": BallotPaper,
    "entry": OwnEntry,
    "ideas": OwnIdeas,
}
_SHUT: Final = frozenset(
    {
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.FileOpen,
        QEvent.Type.Shortcut,
    }
)
_WIDE: Final = 760
_LEAST: Final = 160
"""Pixels of the ballot that are left in sight beside a question about it."""


class PassedWindow(QWidget):
    """What the group sees of the laptop while it goes from hand to hand.

    Signals:
        returned(): the facilitator has come back to the console.
    """

    returned = Signal()

    def __init__(
        self,
        bridge: Bridge,
        seat: Seat,
        translator: Translator,
        theme: Theme,
        *,
        hold: int = HOLD,
        is_seen: bool = False,
    ) -> None:
        """Be ready to be shown.

        Args:
            bridge: the session.
            seat: who has the laptop.
            translator: the language.
            theme: the look.
            hold: milliseconds for which the facilitator holds the keys.
            is_seen: whether the room may see this screen on the projector.
        """
        super().__init__()
        self._bridge = bridge
        self._seat = seat
        self._translator = translator
        self._theme = theme
        self._is_on = False
        self._is_handing = False
        self._answered = ""
        text = translator.text
        self.setWindowTitle(text("Answer and hand on"))
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.sheet: WorkArea | None = None

        self.cover = Cover(translator, is_seen=is_seen, is_rehearsal=bridge.view.rehearsal)
        self.ready = self.cover.ready
        self.ready.clicked.connect(self.begin_turn)
        self.hand_on_button = PrimaryButton(text("Hand on to the next"))
        self.hand_on_button.clicked.connect(self.hand_on)
        self.question = PlainLabel("", "lead")
        self.blank = PrimaryButton(text("Vote blank and hand on"))
        self.blank.clicked.connect(self._hand_in)
        self.back = QuietButton(text("Back to the ballot"))
        self.back.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.back.clicked.connect(self._ask_nothing)
        for button in (self.hand_on_button, self.blank, self.back):
            be_touched(button)
        self.fault = PlainLabel("", "danger")
        self.way_back = PlainLabel(
            text("Facilitator: hold {keys} for two seconds to come back.", keys=keys_text()),
            "small",
        )
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(text("Back to the facilitator"))
        self._holding = Holding(self, hold)
        self._holding.progressed.connect(self.show_progress)
        self._holding.held.connect(self.returned)
        self._lay_out()
        bridge.snapshot_changed.connect(self._on_snapshot)
        bridge.failed.connect(self._on_failed)
        self._show_cover()

    # Coming and going

    def begin(self) -> None:
        """Cover the screen and shut everything else."""
        self._is_on = True
        _forget_clipboard()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.ready.setFocus()

    def end(self) -> None:
        """Let the rest of the program work again, and go."""
        self._is_on = False
        self._holding.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._bridge.snapshot_changed.disconnect(self._on_snapshot)
        self._bridge.failed.disconnect(self._on_failed)
        self._drop_sheet()
        self.close()
        self.deleteLater()

    def begin_turn(self) -> None:
        """Take the cover off for the next person."""
        view = self._view()
        if not view.place:
            return
        self._answered = view.place
        self._drop_sheet()
        self.sheet = WorkArea(self._translator, self._theme, self, _VIEWS)
        self.sheet.command_requested.connect(self._on_command)
        self._place.insertWidget(0, self.sheet, 1)
        self._ask_nothing()
        self.pages.setCurrentWidget(self._turn)
        self.sheet.show_blocks(view.blocks)
        self.sheet.focus_entry()

    def hand_on(self) -> None:
        """Hand in what is filled in, and cover the screen; a blank ballot is asked about first."""
        paper = self._paper()
        if paper is not None and paper.is_blank:
            self.question.setText(
                self._translator.text(
                    "You have marked nothing. A blank ballot says that you abstain."
                )
            )
            self._foot.hide()
            self._asked.show()
            self._make_room()
            self.blank.setFocus()
        else:
            self._hand_in()

    # What Qt asks

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay: only the facilitator's keys lead out."""
        event.setAccepted(not self._is_on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shut menus, drops and shortcuts, and watch for the facilitator's keys."""
        kind = event.type()
        if kind in _SHUT:
            return True
        if isinstance(event, QKeyEvent):
            if kind == QEvent.Type.KeyPress:
                self._holding.press(event)
            elif kind == QEvent.Type.KeyRelease:
                self._holding.release(event)
        elif kind == QEvent.Type.ApplicationStateChange:
            self._holding.stop()
        elif kind == QEvent.Type.Resize and watched is self._turn:
            self._make_room()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key that nobody took do anything."""
        event.accept()

    # Inside

    def _lay_out(self) -> None:
        self._turn = QWidget()
        self._place = QVBoxLayout(self._turn)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(12)
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(RING, 0, RING + BAR, 0)
        asked.addWidget(self.question)
        choice = QWidget()
        flow = FlowLayout(choice, gap=16)
        flow.addWidget(self.blank)
        flow.addWidget(self.back)
        asked.addWidget(choice)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(RING, 0, RING + BAR, 0)
        foot.addStretch(1)
        foot.addWidget(self.hand_on_button)
        self._place.addWidget(self.fault)
        self._place.addWidget(self._asked)
        self._place.addWidget(self._foot)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.cover)
        self.pages.addWidget(self._turn)
        self.pages.setMaximumWidth(round(_WIDE * self._theme.scale))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.pages, 1000)
        across.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 16)
        rows.setSpacing(12)
        rows.addLayout(across, 1)
        self.way_back.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        rows.addWidget(self.way_back)
        rows.addWidget(self.progress)
        self._ask_nothing()
        self.show_progress(0.0)

    def _view(self) -> SeatView:
        return self._seat.view(self._bridge.snapshot)

    def _paper(self) -> BallotPaper | None:
        found = None if self.sheet is None else self.sheet.view("ballot")
        return found if isinstance(found, BallotPaper) else None

    def _show_cover(self) -> None:
        self._drop_sheet()
        self.cover.show_view(self._view())
        self.pages.setCurrentWidget(self.cover)

    def _drop_sheet(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            self._place.removeWidget(sheet)
            sheet.hide()
            sheet.setParent(None)
            sheet.deleteLater()
            QGuiApplication.inputMethod().reset()
            _forget_clipboard()
        self.fault.setText("")
        self.fault.hide()

    def _ask_nothing(self) -> None:
        self._asked.hide()
        self._foot.show()
        self._make_room()

    def _make_room(self) -> None:
        """Let the question be read whole: where text is large, the ballot waits behind it."""
        layout = self._asked.layout()
        if self.sheet is None or layout is None:
            return
        needed = layout.heightForWidth(self._turn.width()) + _LEAST
        self.sheet.setVisible(self._asked.isHidden() or needed <= self._turn.height())

    def _hand_in(self) -> None:
        if self._is_handing or self.sheet is None:
            return
        paper, entry = self._paper(), self.sheet.view("entry")
        self._is_handing = True
        if paper is not None:
            self._send(paper.sent(), self._handed_on)
        elif isinstance(entry, EntryView) and entry.draft():
            entry.send()
        else:
            self._handed_on()

    def _handed_on(self) -> None:
        if not self._is_handing:
            return  # a line before the last one was refused: it stands there with the reason
        self._is_handing = False
        self._seat.hand_on(self._answered)
        self._show_cover()
        self.ready.setFocus()

    def _on_command(self, sent: Mapping[str, object]) -> None:
        """Send what was written: pasted lines one by one, as a phone would."""
        texts = sent.get("texts")
        parts = (
            [{"type": "AddIdea", "step": sent["step"], "text": one} for one in texts]
            if isinstance(texts, list)
            else [dict(sent)]
        )
        is_handing = self._is_handing
        for part in parts[:-1]:
            self._send(part)
        self._send(parts[-1], self._handed_on if is_handing else None)

    def _send(self, sent: Mapping[str, object], then: Any = None) -> None:  # noqa: ANN401
        def taken(_: Receipt) -> None:
            if then is not None:
                then()

        self._bridge.send(sent, taken, self._on_refused, self._seat.submit)

    def _on_refused(self, rejection: Rejection) -> None:
        self._is_handing = False
        self._ask_nothing()
        if self.sheet is None:
            return
        said = tell_of(rejection, self._translator)
        if self._paper() is not None:
            self._say(said)
        else:
            self.sheet.show_rejection(said)

    def _on_failed(self, error: WorkshopError) -> None:
        self._is_handing = False
        self._say(tell_of(error, self._translator))

    def _say(self, said: str) -> None:
        self.fault.setText(said)
        self.fault.setVisible(bool(said))

    def _on_snapshot(self) -> None:
        view = self._view()
        if self.sheet is None or view.place != self._answered:
            self._show_cover()
        else:
            self.sheet.show_blocks(view.blocks)

    def show_progress(self, part: float) -> None:
        """Show how long the facilitator has held the keys, 0 to 1."""
        self.progress.setValue(round(part * 100))
        keeps = self.progress.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(keeps)
        self.progress.setVisible(part > 0)


def _forget_clipboard() -> None:
    """Nobody pastes what the person before copied."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
