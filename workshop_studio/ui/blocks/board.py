"""Sorting into clusters as the group sees it: the board and its twin, the outline."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from workshop_studio.blocks import Board
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import ideas_count
from workshop_studio.ui.blocks.base import BlockView, Sent
from workshop_studio.ui.blocks.chooser import Chooser
from workshop_studio.ui.blocks.outline import OutlineTree
from workshop_studio.ui.board.bars import SearchLine, Switch, ZoomBar
from workshop_studio.ui.board.canvas import BoardCanvas
from workshop_studio.ui.board.sorting import Sorting
from workshop_studio.ui.item_models.outline import LOOSE
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.flow import FlowLayout
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton, no_mnemonic

_LETTERS: Final = {
    Qt.Key.Key_N: "new",
    Qt.Key.Key_M: "move",
    Qt.Key.Key_J: "merge",
    Qt.Key.Key_H: "hide",
    Qt.Key.Key_F2: "rename",
    Qt.Key.Key_Return: "rename",
    Qt.Key.Key_Enter: "rename",
}
_DELETE: Final = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_WITHOUT: Final = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
_MANY: Final = 60
_NARROW: Final = 420


@dataclass(frozen=True, slots=True)
class _Action:
    button: QuietButton
    can: Callable[[], bool]
    do: Callable[[], None]


class BoardView(BlockView[Board]):
    """Board and outline with their row of buttons; each button has a key, and is in the menu.

    Attributes:
        sorting: the model, the selection, and what may be done.
        canvas: the board.
        tree: the outline.
    """

    grows = True
    many_rows = True

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.sorting = Sorting(translator, self)
        self.model = self.sorting.model
        self._rows = 0
        self._to_name: tuple[str, ...] = ()
        text = translator.text
        self.heading = PlainLabel("", "label")
        self.switch = Switch(translator)
        self.search = SearchLine(translator, self)
        self.canvas = BoardCanvas(self.sorting, theme, self)
        self.canvas.setAccessibleName(text("Board"))
        self.canvas.setAccessibleDescription(
            text("Notes on cards. The outline holds the same and can be read aloud: press O.")
        )
        self.zoom = ZoomBar(translator, self.canvas)
        self.tree = OutlineTree(theme, self.take_key, self)
        self.tree.setAccessibleName(text("Clusters"))
        self.tree.setModel(self.model)
        self.tree.setSelectionModel(self.sorting.selection)
        sorting = self.sorting
        self._actions = {
            "new": self._action(text("New cluster"), "N", sorting.can_make, self.ask_new),
            "move": self._action(text("Move to …"), "M", sorting.can_move, self.ask_where),
            "rename": self._action(text("Rename"), "F2", sorting.can_rename, self.rename),
            "merge": self._action(text("Merge"), "J", sorting.can_merge, sorting.merge),
            "out": self._action(text("Take out"), "Del", sorting.can_take_out, sorting.take_out),
            "dissolve": self._action(
                text("Dissolve"), "Del", sorting.can_dissolve, sorting.dissolve
            ),
            "hide": self._action(text("Hide"), "H", sorting.can_move, sorting.hide),
        }
        self._lay_out()
        self.chooser = Chooser(translator, theme, self.pages)
        self.chooser.chosen.connect(self._on_chosen)
        self.chooser.made.connect(self._on_made)
        self.chooser.closed.connect(self._on_closed)
        sorting.command_requested.connect(self.command_requested)
        sorting.changed.connect(self._on_selection)
        self.canvas.menu_requested.connect(self._on_menu)
        self.canvas.new_requested.connect(self._on_new)
        self.canvas.installEventFilter(self)
        self.tree.customContextMenuRequested.connect(self._on_tree_menu)
        self.tree.doubleClicked.connect(self._on_double_clicked)
        self.switch.chosen.connect(self.show_as)
        self.search.typed.connect(self._on_search)
        self.search.next_requested.connect(self.find_next)

    def _action(
        self, text: str, key: str, can: Callable[[], bool], do: Callable[[], None]
    ) -> _Action:
        button = QuietButton(text, shortcut=key, small=True)
        button.clicked.connect(lambda: do())  # clicked carries a flag that nobody here wants
        return _Action(button, can, do)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading, 1)
        self.find_button = QuietButton(
            self.translator.text("Find"), "plain", shortcut="Ctrl+F", small=True
        )
        self.find_button.clicked.connect(self.search.open)
        head.addWidget(self.find_button)
        head.addWidget(self.switch)
        self._buttons = QWidget()
        row = FlowLayout(self._buttons)
        for action in self._actions.values():
            row.addWidget(action.button)
        self.more = QuietButton(self.translator.text("More …"), small=True)
        self.more.clicked.connect(self._on_more)
        row.addWidget(self.more)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.canvas)
        self.pages.addWidget(self.tree)
        self.column.addLayout(head)
        self.column.addWidget(self._buttons)
        self.column.addWidget(self.search)
        self.column.addWidget(self.pages, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons to one or two lines: in a narrow window most are in a menu."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW * self.theme.scale
        self.more.setVisible(is_narrow)
        self.find_button.setVisible(not is_narrow)
        for name, action in self._actions.items():
            action.button.setVisible(not is_narrow or name in {"new", "move"})

    def button(self, name: str) -> QuietButton:
        """The button of an action: new, move, rename, merge, out, dissolve or hide."""
        return self._actions[name].button

    # What it shows

    @property
    def shown_as(self) -> str:
        """``board`` or ``outline``."""
        return "outline" if self.pages.currentWidget() is self.tree else "board"

    def show_as(self, name: str) -> None:
        """Show the board or the outline; selection and all else stay."""
        had_focus = self.canvas.hasFocus() or self.tree.hasFocus()
        self.canvas.close_editor(keep=True)
        self.pages.setCurrentWidget(self.tree if name == "outline" else self.canvas)
        self.switch.show_choice(name)
        if had_focus:
            self._on_closed()
        if name == "outline":
            self.tree.open_all(self._rows)
            self.tree.scrollTo(self.tree.currentIndex())

    def show_block(self, block: Board) -> None:
        """Show this board; selection, what is open and the place in the list stay."""
        place = self.tree.verticalScrollBar().value()
        self._rows = len(block.loose) + sum(len(pile.ideas) for pile in block.clusters)
        many = self._rows > _MANY
        policy = Qt.ScrollBarPolicy
        self.tree.setVerticalScrollBarPolicy(  # one that comes would lay all rows out once more
            policy.ScrollBarAlwaysOn if many else policy.ScrollBarAsNeeded
        )
        known = {key for key, _ in self.model.clusters()}
        has_moved = self.sorting.show_board(block)
        if self.shown_as == "outline":
            self.tree.open_all(self._rows)
        self.tree.verticalScrollBar().setValue(place)
        if has_moved:
            self.tree.scrollTo(self.tree.currentIndex())
        self.tree.setDragEnabled(block.step is not None)
        self._buttons.setVisible(block.step is not None)
        self.heading.setText(self._heading(block))
        self._on_selection()
        self._name_new(known)

    def first_input(self) -> QWidget | None:
        """The board or the outline takes the keyboard only when somebody goes there."""
        return None

    def draft(self) -> Any:  # noqa: ANN401 - nothing that is not sent
        """Nothing: what is written in place is sent when somebody goes elsewhere."""
        return None

    def _heading(self, block: Board) -> str:
        ideas = len(block.loose) + sum(len(pile.ideas) for pile in block.clusters)
        count = self.translator.count
        parts = [count("{n} cluster", "{n} clusters", len(block.clusters))]
        parts.append(ideas_count(ideas, self.translator))
        if block.loose:
            parts.append(count("{n} not sorted", "{n} not sorted", len(block.loose)))
        return " · ".join(parts)

    def _on_selection(self) -> None:
        for action in self._actions.values():
            action.button.setEnabled(action.can())
        if self.canvas.hasFocus():
            said = str(
                self.sorting.selection.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or ""
            )
            many = len(self.sorting.ideas())
            if many > 1:
                said = self.translator.count("{n} idea selected", "{n} ideas selected", many)
            if said:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.canvas, said))

    def selected_ideas(self) -> tuple[str, ...]:
        """Ids of the selected ideas, from the top down."""
        return self.sorting.ideas()

    def selected_clusters(self) -> tuple[str, ...]:
        """Ids of the selected clusters, from the top down; "Not sorted" is none."""
        return self.sorting.clusters()

    # Keys, the same on board and outline

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do what a key on the board stands for, before the board itself has it."""
        is_press = event.type() == QEvent.Type.KeyPress and watched is self.canvas
        return is_press and isinstance(event, QKeyEvent) and self.take_key(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; False if it stands for nothing here."""
        key, held = event.key(), event.modifiers() & ~_WITHOUT
        if held == Qt.KeyboardModifier.ControlModifier:
            return self._take_control(key)
        if held:
            return False
        if key == Qt.Key.Key_O:
            self.switch.choose("board" if self.shown_as == "outline" else "outline")
            return True
        if self.sorting.step is None:
            return False
        if key in _DELETE:
            name = "out" if self.sorting.ideas() else "dissolve"
        elif key in _LETTERS:
            name = _LETTERS[Qt.Key(key)]
        else:
            return False
        if self._actions[name].can():
            self._actions[name].do()
        return True

    def _take_control(self, key: int) -> bool:
        if key == Qt.Key.Key_F:
            self.search.open()
        elif key == Qt.Key.Key_G and self.sorting.can_make():
            self.ask_new()
        else:
            return False
        return True

    # What may be done

    def ask_new(self) -> None:
        """Ask for the title of a cluster of the selected ideas."""
        n = len(self.sorting.ideas())
        heading = self.translator.text("New cluster")
        if n:
            heading = self.translator.count("New cluster of 1 idea", "New cluster of {n} ideas", n)
        self.chooser.ask_title(heading)

    def ask_where(self) -> None:
        """Ask which cluster the selected ideas go to."""
        n = len(self.sorting.ideas())
        options = self.model.clusters()
        if self.sorting.in_clusters():
            options.append((LOOSE, self.translator.text("Not sorted")))
        heading = self.translator.count("Move 1 idea to", "Move {n} ideas to", n)
        self.chooser.ask_where(heading, options)

    def rename(self) -> None:
        """Write the current title or text anew, in its place."""
        if self.shown_as == "outline":
            self.tree.edit(self.tree.currentIndex())
        else:
            self.canvas.edit(self.sorting.current() or "")

    def find_next(self) -> None:
        """Go to the next idea or title that holds what is searched for."""
        found = self.model.found()
        if not found:
            return
        current = self.sorting.current()
        place = found.index(current) + 1 if current in found else 0
        key = found[place % len(found)]
        self.sorting.select([key], key)
        if self.shown_as == "outline":
            self.tree.scrollTo(self.tree.currentIndex())
        else:
            self.canvas.show_key(key)

    def refuse(self, text: str, sent: Sent | None) -> bool:
        """Say why; what is selected stays so, and every note goes back."""
        self.sorting.forget_move()
        self._to_name = ()
        self.canvas.board.settle()
        return super().refuse(text, sent)

    def menu(self) -> QMenu:
        """What may be done with what is selected."""
        menu = QMenu(self)
        for action in self._actions.values():
            made = menu.addAction(no_mnemonic(action.button.accessibleName()), action.do)
            made.setEnabled(action.can())
        return menu

    # What happens

    def _on_chosen(self, key: str) -> None:
        self.sorting.move(self.sorting.ideas(), key or None)

    def _on_made(self, title: str) -> None:
        self.sorting.make(title, self.sorting.ideas())

    def _on_closed(self) -> None:
        shown = self.tree if self.shown_as == "outline" else self.canvas
        shown.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_new(self, ideas: tuple[str, ...]) -> None:
        """Notes let go on empty ground become a cluster, whose title is written at once."""
        self._to_name = ideas
        self.sorting.make("", ideas, stays=True)

    def _name_new(self, known: set[str]) -> None:
        groups = {self.model.group_of(at) for at in self.model.indexes_of(self._to_name)}
        new = {key for key in groups if key and key not in known}
        if len(new) == 1:
            self._to_name = ()
            [key] = new
            if self.shown_as == "board" and self.canvas.hasFocus():
                self.sorting.select([key], key)
                self.canvas.edit(key)

    def _on_search(self, text: str) -> None:
        self.model.search(text)
        self.tree.viewport().update()
        self.search.show_count(len(self.model.found()))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if self.sorting.step is not None and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.tree.edit(index)

    def _on_tree_menu(self, where: QPoint) -> None:
        self._on_menu(self.tree.viewport().mapToGlobal(where))

    def _on_more(self) -> None:
        self._on_menu(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _on_menu(self, where: QPoint) -> None:
        if self.sorting.step is None:
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)
