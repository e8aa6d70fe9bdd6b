"""The bars of the console: whose session it is above, what comes next below."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workshop_studio.app.session import Saving
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import CONFIRM, word
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.console import words
from workshop_studio.ui.console.messages import MessageLine
from workshop_studio.ui.home.bar import Bar, search_button
from workshop_studio.ui.theme import Theme, set_role
from workshop_studio.ui.widgets.keys import KeyButton
from workshop_studio.ui.widgets.labels import (
    PlainLabel,
    PrimaryButton,
    QuietButton,
    no_mnemonic,
    set_tooltip,
)
from workshop_studio.ui.widgets.once import count_once
from workshop_studio.ui.widgets.wrapped_button import draw_in_lines
from workshop_studio.ui.widgets.wrapping import lay_out

_SAID_LEAST = 100
"""Pixels, at the drawn size of text, that are kept for what is going on."""
_SAVING_MOST = 0.3
"""How much of the bar how the file stands may take from the title."""


class TopBar(Bar):
    """Title and frame, how the file stands, undo, and the menu."""

    def __init__(self, translator: Translator, theme: Theme, actions: Actions) -> None:
        super().__init__(theme, is_top=True, height=52)
        self._translator = translator
        self.title = PlainLabel("", "strong", wrap=False)
        self.frame = PlainLabel("", "small", wrap=False)
        self.saving = PlainLabel("", "small", wrap=False)
        self.undo = KeyButton(
            translator.text("Undo"), theme, "plain", shortcut=actions["undo"].shortcut()
        )
        self.undo.clicked.connect(actions["undo"].trigger)
        self.search = search_button(translator, theme, actions)
        self.menu = QuietButton(translator.text("Menu"))
        self.menu.setMenu(actions.menu(self))
        self.line.addWidget(self.title)
        self.line.addWidget(self.frame, 1)
        for widget in (self.saving, self.search, self.undo, self.menu):
            self.line.addWidget(widget)
        self.spare(self.frame, self.search, self.undo)

    def show_view(self, view: FacilitatorView, undo: str | None) -> None:
        """Show whose session it is and what undo would take back."""
        self.title.setText(view.title)
        self.frame.setText(words.frame_text(view))
        self.saving.setVisible(not view.rehearsal)
        told = words.undo_text(undo, self._translator)
        self.undo.setAccessibleName(told)
        set_tooltip(self.undo, told)
        self.undo.setEnabled(undo is not None)

    def show_saving(self, saving: Saving) -> None:
        """Show how the shared file stands."""
        set_role(self.saving, "warn" if saving.status in {"failed", "conflict"} else "small")
        self.saving.setText(words.saving_text(saving, self._translator))
        self._keep_saving()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep how the file stands in view."""
        super().resizeEvent(event)
        self._keep_saving()

    def _keep_saving(self) -> None:
        """Let title and frame give way first, as long as what is said is short."""
        wide = self.saving.sizeHint().width()
        self.saving.setMinimumWidth(wide if wide <= self.width() * _SAVING_MOST else 0)


class NextButton(PrimaryButton):
    """The primary button. A double click is one click, and a held key one press.

    It takes the keyboard by Tab only: a click on it never ends typing.
    """

    def __init__(self) -> None:
        super().__init__()
        self._most: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        count_once(self)

    def keep_within(self, most: int | None) -> None:
        """Take no more pixels across than this: the text goes on in further lines."""
        if most != self._most:
            self._most = most
            self.setMinimumHeight(0 if most is None else self.sizeHint().height())
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Of the text in one line, or in those that it takes."""
        whole = super().sizeHint()
        if self._most is None or whole.width() <= self._most:
            return whole
        more = self.fontMetrics().lineSpacing() * (len(self._lines(self._most)) - 1)
        return QSize(self._most, whole.height() + more)

    def minimumSizeHint(self) -> QSize:
        """The same: its text is never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text in lines where it takes several."""
        if self._most is None or super().sizeHint().width() <= self._most:
            super().paintEvent(event)
        else:
            draw_in_lines(self, self._lines(self.width()))

    def _lines(self, width: int) -> tuple[str, ...]:
        text = self.accessibleName()
        edges = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(text)
        return lay_out(text, self.font(), width - max(0, edges)).texts


class BottomBar(Bar):
    """Back, what is going on, what else can be done in the step, and what comes next.

    Signals:
        pressed(): the primary button, where nothing needs confirming or it was confirmed.
    """

    pressed = Signal()

    def __init__(
        self, translator: Translator, theme: Theme, actions: Actions, line: MessageLine
    ) -> None:
        super().__init__(theme, is_top=False, height=72)
        self._translator = translator
        self._code = ""
        self._needs_confirming = False
        self._view: FacilitatorView | None = None
        self.is_confirming = False
        self._message = line
        self._above = QHBoxLayout()
        self._above.setContentsMargins(0, 0, 0, 0)
        self._rows.insertLayout(0, self._above)
        self._is_above = False
        self._asks_above = False
        self.back = QuietButton(translator.text("‹ Back"), shortcut=actions["back"].shortcut())
        self.back.clicked.connect(actions["back"].trigger)
        self.cancel = QuietButton(translator.text("Not yet"), "bare")
        self.cancel.clicked.connect(self.stop_confirming)
        self.cancel.hide()
        self.next = NextButton()
        self.next.setAutoDefault(True)
        self.next.clicked.connect(self.press)
        self.secondary: dict[str, QuietButton] = {}
        self.line.addWidget(self.back)
        self.line.addWidget(line, 1)
        self.line.addStretch()  # keeps the place of the line where that stands above
        for name in ("import", "reopen", "reveal", "conceal", "report"):
            button = QuietButton(actions[name].text(), shortcut=actions[name].shortcut())
            button.clicked.connect(actions[name].trigger)
            self.secondary[name] = button
            self.line.addWidget(button)
        self.spare(*self.secondary.values())
        self.line.addWidget(self.cancel)
        self.line.addWidget(self.next)
        self._actions = actions

    def show_view(self, view: FacilitatorView) -> None:
        """Show what comes next; a question that no longer fits is taken back."""
        self._view = view
        code = "" if view.next is None else f"{view.step}/{view.next.code}"
        if code != self._code:
            self._code = code
            self.is_confirming = False
        self._needs_confirming = view.next is not None and view.next.confirm
        self.back.setVisible(view.back is not None)
        self._show()

    def make_room(self) -> None:
        """Where there is no room beside the buttons for what is going on, it stands above them.

        What comes next is whole in any case: in lines, and with the way out of a question in
        place of what is going on.
        """
        self.next.keep_within(None)
        beside = 0 if self._is_above else self._message.minimumSizeHint().width()
        least = round(_SAID_LEAST * self._theme.scale)
        is_above = super()._needs([]) - beside + least > self.width()
        if is_above != self._is_above:
            self._is_above = is_above
            if is_above:
                self._above.setContentsMargins(18, 10, 18, 0)
                self._above.addWidget(self._message)
            else:
                self._above.setContentsMargins(0, 0, 0, 0)
                self.line.insertWidget(1, self._message, 1)
        super().make_room()
        spent = self.cancel.minimumSizeHint().width() if self._asks_above else 0
        self._ask_above(above=self.is_confirming and super()._needs([]) + spent > self.width())
        if (over := super()._needs([]) - self.width()) > 0:
            self.next.keep_within(self.next.sizeHint().width() - over)

    def _ask_above(self, *, above: bool) -> None:
        if above == self._asks_above:
            return
        self._asks_above = above
        self._message.setVisible(not above)
        if above:
            self._above.addWidget(self.cancel, 1, Qt.AlignmentFlag.AlignRight)
        else:
            self.line.insertWidget(self.line.indexOf(self.next), self.cancel)

    def _needs(self, kept: list[QWidget]) -> int:
        """With room for what stands beside the primary button."""
        least = 0 if self._is_above else round(_SAID_LEAST * self._theme.scale)
        return super()._needs(kept) + least

    def said(self) -> str:
        """What stands beside the primary button."""
        return self._message.label.text()

    def press(self) -> None:
        """Press the primary button: ask first where it cannot be taken back."""
        if self._needs_confirming and not self.is_confirming:
            self.is_confirming = True
            self._show()
            self.next.setFocus()
            return
        self.is_confirming = False
        self._show()
        self.pressed.emit()

    def stop_confirming(self) -> None:
        """Take the question back."""
        self.is_confirming = False
        self._show()
        self.next.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes the question back."""
        if event.key() == Qt.Key.Key_Escape and self.is_confirming:
            self.stop_confirming()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        status = words.status_text(view, self._translator)
        text = words.next_text(view, self._translator)
        if self.is_confirming and view.next is not None:
            text = word(CONFIRM, view.next.code, self._translator)
        elif view.next is not None and view.next.code == "go":
            text = f"{text} ›"
        self.next.set_text(text)
        self._actions["next"].setText(no_mnemonic(text))
        hides = words.conceal_text(view, self._translator)
        self.secondary["conceal"].set_text(hides)
        self._actions["conceal"].setText(no_mnemonic(hides))
        self.cancel.setVisible(self.is_confirming)
        for name, button in self.secondary.items():
            shown = self._actions[name].isEnabled() and not self.is_confirming
            shown = shown and (view.finished or name != "report")  # what one wants in the end
            self.show_part(button, shown=shown)
        self._message.show_status(status)
