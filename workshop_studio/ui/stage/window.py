"""The stage's window: draws the stage's blocks as large as the screen lets it, and nothing else."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from workshop_studio.blocks import Blocks, Ideas, Prompt, Table, Timer
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.scene import Text, paint
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.stage.clock import ClockPlace, font_for
from workshop_studio.ui.stage.plan import Plan, is_large, make_page
from workshop_studio.ui.theme import STAGE_HEIGHT, Theme
from workshop_studio.ui.widgets.clock import Countdown, Now, Reading, read_clock, utc_now
from workshop_studio.ui.widgets.wrapping import lay_out

STAYS: Final = 8000
"""Milliseconds for which a page stays: long enough to read a page of notes in the back row."""
_TURNS: Final = {Qt.Key.Key_PageDown.value: 1, Qt.Key.Key_PageUp.value: -1}
_STEPS: Final = {Qt.Key.Key_Right.value: 1, Qt.Key.Key_Left.value: -1}


class StageWindow(QWidget):
    """What the projector shows. It has no controls; Esc leaves full screen.

    Pages turn by themselves until somebody turns one by Page Up or Page Down; a page with
    something new on it comes at once.

    Signals:
        turned(): another page is shown.
        stepped(int): 1 for the next idea by itself, -1 for the one before.
        all_requested(): all ideas instead of one by itself.
        laid_out(): what was put in its places beside the window is ready to be drawn.

    What stands still is put in its places once for a size and a projection; each second only the
    clock is drawn anew. Much of it is put in its places beside the window, and until it is there
    the picture stays what it was. Blank and frozen are local: no event tells of them.
    """

    turned = Signal()
    stepped = Signal(int)
    all_requested = Signal()
    laid_out = Signal()

    def __init__(
        self,
        translator: Translator,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        now: Now = utc_now,
        jobs: Jobs | None = None,
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        self._theme = theme
        self._jobs = jobs
        self._blocks: Blocks = ()
        self._plan: Plan | None = None
        self._pictured: tuple[QSizeF, Plan] | None = None
        self._before = Plan((), None)
        self._turns = 0  # how often what is shown has changed
        self._is_laying_out = False
        self._now = now
        self._held: tuple[Blocks, Reading] | None = None
        self._is_blank = False
        self._free = 0
        self._page = 0
        self._goes_last = False
        self._is_led = False
        self._turn = QTimer(self)
        self._turn.setInterval(STAYS)
        self._turn.timeout.connect(lambda: self.turn(1))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowTitle(translator.text("Stage"))
        self.setMinimumSize(320, 180)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(1280, 720)
        self._countdown = Countdown(translator, self, now)
        self._countdown.ticked.connect(self._on_ticked)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen but a calm ground."""
        return self._is_blank

    @property
    def is_frozen(self) -> bool:
        """Whether an earlier picture is kept, its clock with it."""
        return self._held is not None

    @property
    def kept_picture(self) -> Blocks | None:
        """What a frozen stage goes on showing; None where it follows the work."""
        return self._blocks if self.is_frozen else None

    def set_blank(self, *, blank: bool) -> None:
        """Show a calm ground and nothing else, or what there is again."""
        if blank == self._is_blank:
            return
        self._is_blank = blank
        self.setAccessibleName(self.said())
        self.update()

    def set_frozen(self, *, frozen: bool) -> None:
        """Keep the picture as it is, or show what has come meanwhile."""
        if frozen == self.is_frozen:
            return
        if frozen:
            reading = read_clock(_timer(self._blocks), self._now(), self._translator)
            self._held = (self._blocks, reading)
        else:
            blocks = self._held[0] if self._held is not None else ()
            self._held = None
            self.show_blocks(blocks)
        self._wake()
        self.update()

    def show_blocks(self, blocks: Blocks) -> None:
        """Show these blocks; a frozen stage shows them when it thaws."""
        if self._held is not None:
            self._held = (blocks, self._held[1])
            return
        if blocks == self._blocks:
            return
        before, self._blocks = self._blocks, blocks
        self._forget()
        if _prompt(before) != _prompt(blocks):
            self._page, self._is_led, self._goes_last = 0, False, False
        elif _count(blocks) > _count(before):
            self._goes_last = True  # what is new stands last
        self._countdown.set_timer(_timer(blocks))
        self._wake()
        self.update()  # a large wall is laid out when it is painted, not while something is sent

    def turn(self, pages: int) -> None:
        """Turn so many pages on; a negative number turns back. After the last comes the first."""
        of = self.plan().pages
        if of < 2:
            return
        self._page = (self._page + pages) % of
        self._forget()
        self.update()
        self.turned.emit()

    @property
    def page(self) -> int:
        """The page that is shown, from 0 on."""
        self.plan()  # it may go to the last one
        return self._page

    def set_theme(self, theme: Theme) -> None:
        """Show the same in another theme: the stage may be dark where windows are light."""
        self._theme = theme
        self._forget()
        self.update()

    def keep_free(self, pixels: int) -> None:
        """Put nothing at the lower edge, where something else lies over it."""
        if pixels != self._free:
            self._free = pixels
            self._forget()
            self.update()

    def plan(self) -> Plan:
        """What stands where at the window's size, made now if it is not there yet."""
        if self._plan is None:
            self._plan = self._planned(QSizeF(self.size()))
            self.setAccessibleName(self.said())
            self._wake()
        return self._plan

    def said(self) -> str:
        """All that is written on the stage, for whoever does not see it."""
        if self._is_blank:
            return self._translator.text("Blank")
        texts = [piece for piece in self.plan().pieces if isinstance(piece, Text)]
        return "\n".join(" ".join(piece.lines.texts) for piece in texts)

    def render_to(self, size: QSize, ratio: float = 1.0) -> QImage:
        """The stage as a picture of a size: what is on the screen just now, made smaller.

        While it is on no screen, as it would look on one of this shape.

        Args:
            size: in device-independent pixels.
            ratio: device pixels for each of them.
        """
        image = QImage(size * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(self._theme.colour("stage_blank" if self._is_blank else "stage"))
        plan, own = self._picture(size)
        reading = read_clock(_timer(self._blocks), self._now(), self._translator)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        smaller = min(size.width() / own.width(), size.height() / own.height())
        spare = QSizeF(size) - own * smaller
        painter.translate(spare.width() / 2, spare.height() / 2)
        painter.scale(smaller, smaller)
        self._draw(painter, plan, QRectF(QPointF(0, 0), own), reading)
        painter.end()
        return image

    def _picture(self, size: QSize) -> tuple[Plan, QSizeF]:
        """The plan that a picture of a size is made from, and the size of that plan."""
        if self.isVisible():
            return self._plan_to_draw(), QSizeF(self.size())
        own = QSizeF(size) * (STAGE_HEIGHT / max(1, size.height()))
        if self._pictured is None or self._pictured[0] != own:  # a clock moves nothing else
            if self._is_laid_out_beside(own):
                return self._before, own
            self._pictured = (own, self._planned(own))
        return self._pictured[1], own

    def _plan_to_draw(self) -> Plan:
        """The plan of the window's size; the one before while it is made beside the window."""
        if self._plan is None and self._is_laid_out_beside(QSizeF(self.size())):
            return self._before
        return self.plan()

    def _planned(self, size: QSizeF) -> Plan:
        look, last = (self._theme, self._translator), self._goes_last
        plan, self._page = make_page(
            self._blocks, size, *look, self._page, goes_last=last, free=self._free
        )
        self._goes_last = False
        return plan

    def _forget(self) -> None:
        """What was put in its places holds no longer."""
        plan = self._plan or (self._pictured[1] if self._pictured else None)
        self._before = plan or self._before
        self._plan = self._pictured = None
        self._turns += 1

    def _is_laid_out_beside(self, size: QSizeF) -> bool:
        """Let a worker put much in its places; False where there is little, or no worker."""
        if self._jobs is None or not is_large(self._blocks):
            return False
        if self._is_laying_out:
            return True
        self._is_laying_out = True
        turns, blocks, page, last = self._turns, self._blocks, self._page, self._goes_last
        theme, translator, free = self._theme, self._translator, self._free

        def work() -> tuple[Plan, int]:
            return make_page(blocks, size, theme, translator, page, goes_last=last, free=free)

        def on_done(made: tuple[Plan, int]) -> None:
            self._is_laying_out = False
            if turns == self._turns:
                self._take(size, *made)
            self.update()
            self.laid_out.emit()

        self._jobs.run(self, work, on_done, lambda _: None)
        return True

    def _take(self, size: QSizeF, plan: Plan, page: int) -> None:
        self._page, self._goes_last = page, False
        if self.isVisible() and size == QSizeF(self.size()):
            self._plan = plan
            self.setAccessibleName(self.said())
            self._wake()
        else:
            self._pictured = (size, plan)

    def _draw(self, painter: QPainter, plan: Plan, seen: QRectF, reading: Reading) -> None:
        if self._is_blank:
            painter.fillRect(seen, self._theme.colour("stage_blank"))
            return
        painter.fillRect(seen, self._theme.colour("stage"))
        reading = self._held[1] if self._held is not None else reading
        paint(painter, plan.pieces, seen)
        if plan.clock is not None and seen.intersects(plan.clock.rect):
            self._draw_clock(painter, plan.clock, reading)

    def _draw_clock(self, painter: QPainter, place: ClockPlace, reading: Reading) -> None:
        theme = self._theme
        ground = theme.colour("stage")
        colour = theme.colour("warn" if reading.is_over else "ink")
        font = font_for(reading.text, place)
        figures = lay_out(reading.text, font, place.figures.width() + 1, 1)
        pieces = [Text(figures, font, colour, ground, place.figures)]
        if reading.word:
            lines = lay_out(reading.word, place.word_font, place.word.width(), 1)
            pieces.append(Text(lines, place.word_font, colour, ground, place.word))
        paint(painter, pieces)

    def _on_ticked(self) -> None:
        clock = self._plan.clock if self._plan is not None else None
        if clock is not None:
            self.update(clock.rect.toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is to be seen."""
        painter = QPainter(self)
        plan = self._plan_to_draw()
        self._draw(painter, plan, QRectF(event.rect()), self._countdown.reading)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place anew."""
        super().resizeEvent(event)
        self._forget()
        self._wake()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the clock tick."""
        super().showEvent(event)
        self._wake()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clock where nobody looks."""
        super().hideEvent(event)
        self._wake()

    def _wake(self) -> None:
        is_live = self.isVisible() and not self.is_frozen
        self._countdown.set_awake(awake=is_live)
        if is_live and not self._is_led and self._plan is not None and self._plan.pages > 1:
            if not self._turn.isActive():
                self._turn.start()
        else:
            self._turn.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages and step through ideas; Esc shows all again, and then leaves full screen."""
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[event.key()])
            return
        if event.key() == Qt.Key.Key_Escape and _is_focused(self._blocks):
            self.all_requested.emit()
            return
        if event.key() in _TURNS:
            self._is_led = True
            self._wake()
            self.turn(_TURNS[event.key()])
            return
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.showNormal()
            return
        super().keyPressEvent(event)


def _prompt(blocks: Blocks) -> tuple[Prompt | None, str]:
    """What makes two pictures pictures of one thing."""
    asked = next((block for block in blocks if isinstance(block, Prompt)), None)
    return asked, blocks[-1].block if blocks else ""


def _is_focused(blocks: Blocks) -> bool:
    """Whether something stands in place of the step: one idea, parking lot, earlier initiatives."""
    return any(
        (isinstance(block, Ideas) and block.code in {"one", "parking"})
        or (isinstance(block, Table) and block.code == "earlier")
        for block in blocks
    )


def _count(blocks: Blocks) -> int:
    return sum(block.count for block in blocks if isinstance(block, Ideas) and block.code != "one")


def _timer(blocks: Blocks) -> Timer | None:
    return next((block for block in blocks if isinstance(block, Timer)), None)
