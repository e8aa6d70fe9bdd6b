"""The work area: whatever blocks the facilitator works with, each in a widget that stays."""

from collections import deque
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workshop_studio.blocks import Ballot, Block, Blocks, Entry, Form
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.base import BlockView, Sent
from workshop_studio.ui.blocks.board import BoardView
from workshop_studio.ui.blocks.chart import ChartView
from workshop_studio.ui.blocks.entry import EntryView
from workshop_studio.ui.blocks.form import FormView
from workshop_studio.ui.blocks.ideas import IdeasView
from workshop_studio.ui.blocks.placing import PlacingView
from workshop_studio.ui.blocks.table import TableView
from workshop_studio.ui.blocks.texts import (
    AgendaView,
    FrameView,
    HeadingView,
    JoinView,
    NotesView,
    PeopleView,
    PromptView,
    TimerView,
    WaitingView,
)
from workshop_studio.ui.jobs import TURN
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.gutter import Gutter
from workshop_studio.ui.widgets.labels import PlainLabel

VIEWS: Final[Mapping[str, type[BlockView[Any]]]] = MappingProxyType(
    {
        "prompt": PromptView,
        "timer": TimerView,
        "entry": EntryView,
        "ideas": IdeasView,
        "board": BoardView,
        "ballot": PlacingView,
        "form": FormView,
        "chart": ChartView,
        "table": TableView,
        "notes": NotesView,
        "people": PeopleView,
        "frame": FrameView,
        "agenda": AgendaView,
        "join": JoinView,
        "waiting": WaitingView,
        "heading": HeadingView,
    }
)
"""The widget of each block of the closed set."""

_REMEMBERED: Final = 50
RING: Final = 6
"""Around the views, for the focus ring."""
BAR: Final = 12
"""To the right of them, for the scroll bar."""
_REACH: Final = 8
"""Pixels about a field that show that it has the keyboard."""
Key = tuple[object, ...]


class WorkArea(QWidget):
    """Shows blocks under each other and hands out commands as plain data.

    A block that is equal to the last one is left alone, and one of the same kind in the same place
    is changed in its widget: focus, drafts, selection and scrolling survive whatever the group
    does meanwhile. A draft of one step waits there until the group comes back to it.

    Signals:
        command_requested(object): a command as plain data: ``{"type": ..., **fixed, **entered}``.
        board_chosen(str): somebody sorts on the ``board`` or in the ``outline`` from now on.

    Attributes:
        board_as: which of the two a board is shown as first.
    """

    command_requested = Signal(object)
    board_chosen = Signal(str)

    def __init__(
        self,
        translator: Translator,
        theme: Theme,
        parent: QWidget | None = None,
        views: Mapping[str, type[BlockView[Any]]] = VIEWS,
        *,
        in_turns: bool = False,
    ) -> None:
        """Begin with no blocks.

        Args:
            translator: the language.
            theme: the look.
            parent: where it stands.
            views: the widget of each kind of block.
            in_turns: give Qt its turn between those that are made or changed, what is typed into
                first, and before all is painted: with hundreds of ideas all that would hold
                everything up together.
        """
        super().__init__(parent)
        self._in_turns = in_turns
        self._late: Mapping[Key, Block] | None = None
        self._turn = QTimer(self, singleShot=True, interval=TURN)
        self._turn.timeout.connect(self._on_turn)
        self._translator = translator
        self._theme = theme
        self._kinds = views
        self._blocks: dict[Key, Block] = {}
        self._views: dict[Key, BlockView[Any]] = {}
        self._drafts: dict[Key, Any] = {}
        self._sent: deque[tuple[Sent, Key]] = deque(maxlen=_REMEMBERED)
        self._primary_form = ""
        self.board_as = "board"
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(RING, RING, RING + BAR, RING)
        self._column.setSpacing(16)
        self._fault = PlainLabel("", "danger")
        self._fault.hide()
        self._column.addWidget(self._fault)
        self._rest = QWidget()
        self._column.addWidget(self._rest, 1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self._page.setAutoFillBackground(False)
        self._scroll.setWidget(self._page)
        Gutter(self._scroll, self._column, RING + BAR)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def sizeHint(self) -> QSize:
        """As high as it must be: it scrolls, and takes what room there is."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_blocks(self, blocks: Blocks) -> None:
        """Become these blocks, changing no more than differs."""
        wanted = _keyed(blocks)
        self._late = None
        if not self._in_turns:
            self._show(wanted)
            return
        self._page.setUpdatesEnabled(False)
        self._show_one_more(wanted, made=False)
        self._turn.start()  # at the end, so that what falls due meanwhile comes before it

    def _on_turn(self) -> None:
        if self._late is None:
            self._page.setUpdatesEnabled(True)
        else:
            self._show_one_more(self._late)
            self._turn.start()

    def _show_one_more(self, wanted: Mapping[Key, Block], *, made: bool = True) -> None:
        """Become what is typed into, else the next block that differs, and was ``made`` or not."""
        there = {key: had for key, one in wanted.items() if (had := self._blocks.get(key)) == one}
        other = [key for key in wanted if key not in there]
        now = [key for key in other if _is_typed_into(wanted[key])]
        now = now or [key for key in other if made or key in self._views][:1]
        shown = {**self._blocks, **{key: wanted[key] for key in now}}
        self._show({key: shown[key] for key in wanted if key in shown})
        # those that are there are not compared again: thousands of ideas take their time
        self._late = {**wanted, **there} if len(now) < len(other) else None

    def _finish(self) -> None:
        """Make what was left for later turns."""
        while self._late is not None:
            self._show_one_more(self._late)

    def _show(self, wanted: dict[Key, Block]) -> None:
        if wanted == self._blocks and list(wanted) == list(self._blocks):
            return
        for view in self._views.values():
            view.settle()
        for key in [key for key in self._views if key not in wanted]:
            self._drop(key)
        self._column.setEnabled(False)  # else Qt lays all out anew with each view that is shown
        for place, (key, block) in enumerate(wanted.items(), start=1):  # 0 is the fault line
            view = self._views.get(key) or self._make(key, block)
            if self._column.indexOf(view) != place:
                self._column.removeWidget(view)
                self._column.insertWidget(place, view, 1 if view.grows else 0)
            if key not in self._blocks and view.many_rows:
                view.show()
                self._column.setEnabled(True)
                self._column.activate()
                self._column.setEnabled(False)
            if self._blocks.get(key) != block:
                view.show_block(block)
                if key not in self._blocks and key in self._drafts:
                    view.restore(self._drafts.pop(key))
            view.show()
        self._column.setEnabled(True)
        self._blocks = wanted
        self._views = {key: self._views[key] for key in wanted}
        self._fault.hide()
        self._rest.setVisible(not any(view.grows for view in self._views.values()))
        self._show_form_buttons()

    def drafts(self) -> dict[Key, Any]:
        """What is written and not sent, here and in the steps that the group has left."""
        self._finish()
        here = {key: view.draft() for key, view in self._views.items()}
        return {**self._drafts, **{key: one for key, one in here.items() if one is not None}}

    def take_drafts(self, drafts: Mapping[Key, Any]) -> None:
        """Go on with what was written in another work area of the same session."""
        self._finish()
        for key, draft in drafts.items():
            view = self._views.get(key)
            if view is None:
                self._drafts[key] = draft
            else:
                view.restore(draft)

    def submit(self, form_code: str) -> bool:
        """Send the form with this code; False where there is none, or where it cannot be sent."""
        self._finish()
        form = self._form(form_code)
        return form.submit() if form is not None else False

    def unsent_form(self) -> str:
        """Code of a form that is filled in and not sent; empty if there is none."""
        self._finish()
        forms = (view for view in self._views.values() if isinstance(view, FormView))
        return next((form.code for form in forms if form.is_unsent), "")

    def set_primary_form(self, form_code: str) -> None:
        """Say which form the primary button sends, so that it has no button of its own."""
        self._primary_form = form_code
        self._show_form_buttons()

    def focus_entry(self) -> bool:
        """Put the keyboard where typing goes: the entry, or the first field of a form."""
        by_kind = sorted(self._views.items(), key=lambda pair: pair[0][0] != "entry")
        for _, view in by_kind:
            widget = view.first_input()
            if widget is not None:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def show_rejection(self, text: str, command: Sent | None = None) -> None:
        """Say why a command was refused, beside where it was entered, which keeps what was there.

        Args:
            text: the reason in words.
            command: the refused command as it was requested; without it, the last one.
        """
        self._finish()
        for sent, key in reversed(self._sent):
            if command is not None and sent != command:
                continue
            view = self._views.get(key)
            if view is not None and view.refuse(text, sent):
                self._scroll.ensureWidgetVisible(view)
                self._scroll.horizontalScrollBar().setValue(0)  # texts begin at the left
                return
            break
        self._fault.setText(text)
        self._fault.show()

    def view(self, kind: str) -> BlockView[Any] | None:
        """The widget of the first block of a kind, such as ``entry``."""
        self._finish()
        return next((view for key, view in self._views.items() if key[0] == kind), None)

    def rejection(self) -> str:
        """What is said of the last refusal; empty if nothing is."""
        self._finish()
        if not self._fault.isHidden():
            return self._fault.text()
        return next((said for view in self._views.values() if (said := view.refusal())), "")

    def _make(self, key: Key, block: Block) -> BlockView[Any]:
        view = self._kinds[block.block](self._translator, self._theme, self._page)
        view.resize(self._page.size())  # its texts are broken for about this width at once
        view.command_requested.connect(lambda sent: self._on_command(key, sent))
        if isinstance(view, EntryView):  # what is typed is seen, however large the question is
            view.input.textChanged.connect(lambda: self._look_at(view.input))
        if isinstance(view, BoardView):
            view.show_as(self.board_as)
            view.switch.chosen.connect(self._on_board_chosen)
        self._views[key] = view
        return view

    def _look_at(self, field: QWidget) -> None:
        # Qt looks at the line that is being written, and not at what is about it.
        self._scroll.ensureWidgetVisible(field, 0, field.height() // 2 + _REACH)

    def _drop(self, key: Key) -> None:
        view = self._views.pop(key)
        draft = view.draft()
        if draft is not None:
            self._drafts[key] = draft
        self._column.removeWidget(view)
        view.hide()
        view.deleteLater()

    def _on_board_chosen(self, name: str) -> None:
        self.board_as = name
        self.board_chosen.emit(name)

    def _on_command(self, key: Key, sent: Sent) -> None:
        self._sent.append((sent, key))
        self._fault.hide()
        view = self._views.get(key)
        if view is not None:
            view.forget_refusal()
        self.command_requested.emit(sent)

    def _form(self, code: str) -> FormView | None:
        forms = [view for view in self._views.values() if isinstance(view, FormView)]
        return next((form for form in forms if form.code == code), None)

    def _show_form_buttons(self) -> None:
        for view in self._views.values():
            if isinstance(view, FormView):
                view.set_button_shown(shown=view.code != self._primary_form)


def _is_typed_into(block: Block) -> bool:
    """Whether somebody may be typing into it at once."""
    return not block.aside if isinstance(block, Form) else isinstance(block, Entry | Ballot)


def _keyed(blocks: Blocks) -> dict[Key, Block]:
    """Blocks by what makes a widget theirs."""
    keyed: dict[Key, Block] = {}
    for block in blocks:
        key = _key(block)
        place = 0
        while (*key, place) in keyed:
            place += 1
        keyed[(*key, place)] = block
    return keyed


def _key(block: Block) -> Key:
    """What makes a widget this block's: its kind, and for inputs what they belong to."""
    if isinstance(block, Entry | Form):
        return (block.block, block.command, *sorted(block.fixed.items()))
    return (block.block,)
