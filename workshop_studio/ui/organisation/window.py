"""The window of the organisation: four lists to add to, rename in, order, remove from and search.

Each change is written at once, beside the window. What could not be written stays here.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from workshop_studio.app import organisation as editing
from workshop_studio.app.organisation import BroughtIn, Kept, OrganisationStore, Written
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.organisation import Kind, Organisation
from workshop_studio.i18n.messages import tell, tell_of
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.dialogs.files import Files
from workshop_studio.ui.home.drop import TakesFiles
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.organisation import bringing, words
from workshop_studio.ui.organisation.changes import list_of, show_change
from workshop_studio.ui.organisation.draft import Draft
from workshop_studio.ui.organisation.entry import UnitEntry
from workshop_studio.ui.organisation.lists import Lists
from workshop_studio.ui.organisation.rows import Rows
from workshop_studio.ui.theme import set_role
from workshop_studio.ui.widgets.clearing import can_be_cleared
from workshop_studio.ui.widgets.flow import FlowLayout
from workshop_studio.ui.widgets.labels import Card, PlainLabel, QuietButton
from workshop_studio.ui.widgets.pages import in_scrolling_page


class OrganisationWindow(QWidget):
    """Makes and edits the organisation.

    Signals:
        changed(Organisation): this is on the disk now.

    Attributes:
        draft: what is edited.
        fault: what went wrong the last time; None once something was done since.
        kind: the list that is shown.
    """

    changed = Signal(object)

    def __init__(
        self,
        store: OrganisationStore,
        kept: Kept | WorkshopError,
        translator: Translator,
        jobs: Jobs,
        files: Files,
    ) -> None:
        """Show the organisation.

        Args:
            store: the disk.
            kept: what is on it, or why that cannot be said; then nothing can be edited.
            translator: the language.
            jobs: for what blocks on the disk.
            files: asks for a list to import.
        """
        super().__init__()
        self._translator, self._jobs, self._files = translator, jobs, files
        self._may_lose = self._closes = False
        self.fault: WorkshopError | None = None
        self.kind: Kind = "area"
        self.draft = Draft(store, jobs, self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(translator.text("Organisation"))
        self.resize(860, 700)
        self.setMinimumSize(680, 560)
        self._make()
        self._lay_out()
        TakesFiles(self, bringing.LISTS, self.import_file)
        self.hear()
        self.show_kept(kept)

    @property
    def organisation(self) -> Organisation:
        """As it is shown."""
        return self.draft.organisation

    def show_kept(self, kept: Kept | WorkshopError) -> None:
        """Show what is on the disk, or why that cannot be said."""
        fault = kept if isinstance(kept, WorkshopError) else None
        self.draft.begin(None if isinstance(kept, WorkshopError) else kept)
        text = self._translator.text
        self.work.setVisible(fault is None)
        self._room.setVisible(fault is not None)
        self.again.set_text(text("Save again") if fault is None else text("Read again"))
        self.again.setVisible(fault is not None)
        if fault is None:
            self.entry.name.setFocus()
        else:
            self.tell_fault(fault)

    def hear(self) -> None:
        """Show what becomes of the draft from now on."""
        self.draft.changed.connect(self._on_changed)
        self.draft.refused.connect(self.tell_fault)
        self.draft.written.connect(self._on_written)
        self.draft.failed.connect(self._on_kept)
        self.draft.found.connect(self.show_kept)

    def show_kind(self, kind: Kind) -> None:
        """Show one of the four lists."""
        self.kind = kind
        self.search.clear()
        self.entry.clear()
        self.show_lists()

    def show_lists(self) -> None:
        """Show the list of the kind, the counts, and what a group can belong to."""
        self.lists.show_kind(self.kind, self.organisation)
        self.entry.show_kind(self.kind, self.organisation)
        self.rows.setAccessibleName(self._translator.text(words.LISTS[self.kind]))
        self._fill()

    def say(self, text: str, *, warn: bool = False) -> None:
        """Say one calm line; an empty one takes it away."""
        set_role(self.message, "warn" if warn else "soft")
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def tell_fault(self, error: WorkshopError) -> None:
        """Say what went wrong, in one line."""
        self.fault = error
        self.say(tell_of(error, self._translator), warn=True)

    def accept(self) -> None:
        """Add what is typed, or change what is being changed."""
        now, unit, name = self.organisation, self.entry.unit, self.entry.name.text()
        area, cohort = self.entry.places() if self.kind == "group" else (None, None)

        def change() -> Organisation:
            if unit is None:
                return editing.added(now, self.kind, name, bringing.new_id(), area, cohort)
            if self.kind == "group":
                return editing.changed_group(now, unit, name, area, cohort)
            return editing.renamed(now, self.kind, unit, name)

        if self.draft.change(change):
            self.leave_edit()
            if unit is None:
                self.rows.setCurrentRow(-1)
                self.rows.scrollToBottom()
            self.entry.name.setFocus()

    def edit(self) -> None:
        """Change the row that is chosen."""
        unit = self.organisation.find(self.kind, self.rows.chosen())
        if unit is not None:
            self.entry.show_unit(unit)

    def leave_edit(self) -> None:
        """Go on with adding."""
        self.entry.clear()

    def remove(self) -> None:
        """Remove the row that is chosen; undo brings it back."""
        unit = self.organisation.find(self.kind, self.rows.chosen())
        if unit is None:
            return
        row = self.rows.currentRow()
        if self.draft.change(lambda: editing.removed(self.organisation, self.kind, unit.id)):
            self.leave_edit()
            self.rows.setCurrentRow(min(row, self.rows.count() - 1))
            text = self._translator.text
            self.say(text("{name} was removed. Undo brings it back.", name=words.short(unit.name)))

    def move_up(self) -> None:
        """Put the row that is chosen one place up."""
        self._move(-1)

    def move_down(self) -> None:
        """Put the row that is chosen one place down."""
        self._move(1)

    def undo(self) -> None:
        """Take the last change back, in the list where it was made."""
        self._turn_to_change(self.draft.before)
        self.draft.undo()

    def redo(self) -> None:
        """Bring back what undo took back, in its list."""
        self._turn_to_change(self.draft.after)
        self.draft.redo()

    def import_list(self) -> None:
        """Ask for a list, and bring in what of it is new."""
        text = self._translator.text
        kinds = text("Lists ({kinds})", kinds=" ".join(f"*{one}" for one in bringing.LISTS))
        self._files.ask_open(self, text("Import a list"), "", kinds, self.import_file)

    def import_file(self, path: str) -> None:
        """Bring in what of a list is new, as one change."""
        if self.draft.kept is None:
            return
        now, source = self.organisation, Path(path)
        self.say(self._translator.text("Reading {name} …", name=source.name))
        self._jobs.run(
            self,
            lambda: bringing.read_list(now, source),
            lambda brought: self._bring_in(now, brought),
            self.tell_fault,
        )

    def take_sample(self) -> None:
        """Put the fictional organisation in, as one change."""
        self._jobs.run(self, bringing.read_sample, self._take_sample, self.tell_fault)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for the disk; stay once where something could not be saved."""
        if self.draft.is_writing:
            self._closes = True
            event.ignore()
        elif self.draft.is_unsaved and not self._may_lose:
            self._may_lose = True
            event.ignore()
            self.say(
                self._translator.text(
                    "The last change is not saved. Save it again, or close once more to lose it."
                ),
                warn=True,
            )
        else:
            super().closeEvent(event)

    # Making

    def _make(self) -> None:
        text = self._translator.text
        self.place = PlainLabel("", "small")
        self.message = PlainLabel("", "warn")
        self.message.hide()
        self.again = QuietButton(small=True)
        self.again.clicked.connect(lambda: self.draft.go_on())
        self.again.hide()
        self.lists = Lists(self._translator)
        self.lists.chosen.connect(self.show_kind)
        self.search = QLineEdit()
        self.search.setPlaceholderText(text("Search in this list"))
        self.search.setAccessibleName(text("Search in this list"))
        can_be_cleared(self.search)
        self.search.textChanged.connect(self._fill)
        self.rows = Rows()
        self.rows.itemDoubleClicked.connect(lambda _: self.edit())
        self.rows.currentRowChanged.connect(lambda _: self._tell_situation())
        self.nothing = PlainLabel("")
        self.sample = QuietButton(text("Start from an example"))
        self.sample.clicked.connect(self.take_sample)
        self.entry = UnitEntry(self._translator)
        self.entry.accepted.connect(self.accept)
        self.entry.left.connect(self.leave_edit)
        self.edit_button = self._button(text("Edit …"), "F2", self.edit)
        self.remove_button = self._button(text("Remove"), "Del", self.remove, "danger")
        self.up_button = self._button(text("Up"), "Alt+Up", self.move_up)
        self.down_button = self._button(text("Down"), "Alt+Down", self.move_down)
        self.undo_button = self._button(text("Undo"), "Ctrl+Z", self.undo)
        self.redo_button = self._button(text("Redo"), "Ctrl+Shift+Z", self.redo)
        self.import_button = self._button(text("Import a list …"), "Ctrl+I", self.import_list)
        self._shortcut("Return", self.edit, self.rows)
        self._shortcut("Ctrl+F", self.search.setFocus, self)
        self._shortcut("Ctrl+W", self.close, self)
        self._shortcut("Escape", self.leave_edit, self)

    def _button(
        self, text: str, keys: str, act: Callable[[], object], role: str = ""
    ) -> QuietButton:
        """A button and its key; what is of one row has its key in the list alone."""
        button = QuietButton(text, role, shortcut=keys, small=True)
        button.clicked.connect(lambda _=False: act())
        self._shortcut(keys, act, self if keys.startswith("Ctrl") else self.rows)
        return button

    def _shortcut(self, keys: str, act: Callable[[], object], where: QWidget) -> None:
        shortcut = QShortcut(QKeySequence(keys), where)
        shortcut.activated.connect(lambda: act())
        if where is not self:
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        text = self._translator.text
        told = QHBoxLayout()
        told.addWidget(self.message, 1)
        told.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (
            *(self.edit_button, self.remove_button, self.up_button, self.down_button),
            *(self.undo_button, self.redo_button, self.import_button),
        ):
            flow.addWidget(button)
        self.empty = Card("sunken")
        self.empty.column.addWidget(self.nothing)
        self.empty.column.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignLeft)
        self.empty.column.addStretch(1)
        self.work = QWidget()  # all that needs a file that could be read
        inside = QVBoxLayout(self.work)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self.lists)
        inside.addWidget(self.search)
        inside.addWidget(self.empty, 1)
        inside.addWidget(self.rows, 1)
        inside.addWidget(buttons)
        inside.addWidget(self.entry)
        inside.addWidget(self.place)
        self._room = QWidget()  # takes the room of it where it is away
        column = in_scrolling_page(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(text("Organisation"), "title"))
        column.addWidget(
            PlainLabel(
                text("When you plan a session, you choose who it is for from these lists."), "soft"
            )
        )
        column.addLayout(told)
        column.addWidget(self.work, 1)
        column.addWidget(self._room, 1)

    # Inside

    def _turn_to_change(self, other: Organisation | None) -> None:
        kind = None if other is None else list_of(self.organisation, other)
        if kind is not None and kind != self.kind:
            self.show_kind(kind)
        self.leave_edit()

    def _move(self, by: int) -> None:
        unit = self.rows.chosen()
        if unit is not None and not self.search.text():
            self.draft.change(lambda: editing.moved(self.organisation, self.kind, unit, by))

    def _bring_in(self, asked_of: Organisation, brought: BroughtIn) -> None:
        if asked_of is not self.organisation:
            self.say(self._translator.text("Something was edited meanwhile. Import again."))
            return
        self.draft.change(lambda: brought.organisation)
        self.say(words.brought(brought, self._translator), warn=bool(brought.refused))

    def _take_sample(self, sample: Organisation) -> None:
        if self.organisation.is_empty and self.draft.change(lambda: sample):
            self.say(self._translator.text("Fjordvang is made up. Undo takes it away again."))

    def _on_changed(self) -> None:
        self.fault = None
        self.say("")
        self.show_lists()

    def _on_written(self, written: Written) -> None:
        self.again.hide()
        self._may_lose = False
        params = {"name": str(written.kept.path), "copy": str(written.copy)}
        if written.copy is not None:
            self._closes = False  # so that it is read
            self.say(tell("organisation.conflict", params, self._translator), warn=True)
        elif written.was_gone:
            self.say(tell("organisation.was_gone", params, self._translator), warn=True)
        self.changed.emit(self.organisation)
        self._tell_situation()
        if self._closes:
            self.close()

    def _on_kept(self, error: WorkshopError) -> None:
        self._closes = False
        self.again.show()
        self.tell_fault(error)

    def _fill(self) -> None:
        self.rows.show_units(self.organisation, self.kind, self.search.text())
        is_any = self.rows.count() > 0
        said = "" if is_any else words.nothing(self.organisation, self.kind, self._translator)
        self.nothing.setText(said)
        self.rows.setVisible(is_any)
        self.empty.setVisible(not is_any)
        self.search.setVisible(bool(self.organisation.units(self.kind)))
        self._tell_situation()

    def _tell_situation(self) -> None:
        text, chosen = self._translator.text, self.rows.chosen() is not None
        self.edit_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)
        in_order, row = chosen and not self.search.text(), self.rows.currentRow()
        self.up_button.setEnabled(in_order and row > 0)
        self.down_button.setEnabled(in_order and row < self.rows.count() - 1)
        now, before, after = self.organisation, self.draft.before, self.draft.after
        show_change(self.undo_button, text("Undo"), before, now, self._translator)
        show_change(self.redo_button, text("Redo"), now, after, self._translator)
        self.sample.setVisible(self.organisation.is_empty)
        path = self.draft.kept.path if self.draft.kept is not None else ""
        self.place.setText(text("Kept in {path}", path=path) if path else "")
