"""The window of a room that is open to phones, and of the check whether phones reach the laptop."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workshop_studio.app.door import Policy
from workshop_studio.app.phones import Address, OpenRoom
from workshop_studio.domain.boxes import MOST_HEADS
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.i18n.messages import tell, tell_of
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.dialogs.people import PeopleDialog
from workshop_studio.ui.imports.table import PreviewTable
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.room.causes import causes_text
from workshop_studio.ui.room.people import PeopleModel
from workshop_studio.ui.stage.joining import qr
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.captions import captioned
from workshop_studio.ui.widgets.flow import FlowLayout
from workshop_studio.ui.widgets.inputs import CheckBox, DropDown
from workshop_studio.ui.widgets.labels import Card, PlainLabel, QuietButton

SIZE: Final = QSize(760, 760)
LATE: Final = 30_000
"""Milliseconds without a phone after which the causes are shown."""
_SIDE: Final = 220
_ROW: Final = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
"""One more row; ``selectRow`` would let go of the others."""
_NAMES: Final = ("none", "optional", "required")


class Code(QWidget):
    """A QR code, dark on white in any theme."""

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._url = ""
        self.setFixedSize(_SIDE, _SIDE)
        self.setAccessibleName(translator.text("A code for the camera of a phone"))

    def show_url(self, url: str) -> None:
        """Show this address; nothing where it is empty."""
        if url != self._url:
            self._url = url
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in whole pixels."""
        del event
        if not self._url:
            return
        drawn, modules = qr(self._url)
        side = modules * max(1, _SIDE // modules)
        painter = QPainter(self)
        drawn.render(painter, QRectF(0, 0, side, side))
        painter.end()


class RoomWindow(QDialog):
    """How one joins, who has, and what may be wrong; not modal, so the session goes on.

    Signals:
        gone(): it was closed.
    """

    gone = Signal()
    _told = Signal()

    def __init__(
        self,
        room: OpenRoom,
        translator: Translator,
        theme: Theme,
        jobs: Jobs,
        parent: QWidget | None = None,
        *,
        is_check: bool = False,
        late: int = LATE,
    ) -> None:
        """Show a room.

        Args:
            room: what is open.
            translator: the language.
            theme: the look.
            jobs: for what waits for the disk.
            parent: the console, or Home.
            is_check: whether one phone is to show that phones reach this machine.
            late: milliseconds without a phone until the causes are shown.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._room, self._translator, self._theme, self._jobs = room, translator, theme, jobs
        self._is_check = is_check
        self._is_late = False
        self._addresses: tuple[Address, ...] = ()
        self._make()
        self._lay_out()
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._ends: list[Callable[[], None]] = [
            room.listen(self._told.emit),
            room.room.listen(self._told.emit),
        ]
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._on_late)
        self._wait.start(late)
        self.resize(SIZE.boundedTo(self.screen().availableSize() * 0.95))
        self._show()

    def show_causes(self) -> None:
        """Say now what may be wrong."""
        self._on_late()

    def ask_count(self) -> None:
        """Ask how many people sit at the phone that is marked."""
        rows, text = self._rows(), self._translator.text
        if len(rows) != 1:
            return
        one, place = self.model.at(rows[0]), self.model.index(rows[0], 0)
        dialog = PeopleDialog(
            self._translator,
            str(self.model.data(place)),
            text("People at this phone"),
            text("Open votes count them anew. What is counted already stays as it was."),
            one.heads,
            MOST_HEADS,
            self,
        )
        dialog.given.connect(
            lambda heads, id=one.id: self._change(lambda: self._room.room.count(id, heads))
        )
        dialog.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Listen no more."""
        self._let_go()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc closes it too."""
        self._let_go()
        super().reject()

    # Inside

    def _make(self) -> None:
        text = self._translator.text
        title = text("Room check") if self._is_check else text("Phones in the room")
        self.setWindowTitle(title)
        self.title = PlainLabel(title, "title")
        self.intro = PlainLabel(
            text(
                "Join with one phone, such as your own. That shows whether phones reach this "
                "laptop here. Do it the day before too, in the same room."
            )
            if self._is_check
            else text("This is how phones come in. What they send stays on this laptop."),
            "soft",
        )
        self.qr = Code(self._translator)
        self.place = PlainLabel("", "strong")
        self.code = PlainLabel("", "title")
        self.state = PlainLabel("", "strong")
        self.fault = PlainLabel("", "warn")
        self.network = DropDown()
        self.network.activated.connect(self._on_network)
        self.names = DropDown()
        for name, said in zip(
            _NAMES, (text("No names"), text("A name if they like"), text("A name")), strict=True
        ):
            self.names.addItem(said, name)
        self.names.activated.connect(self._on_policy)
        self.approval = CheckBox(text("I let each one in"))
        self.tables = CheckBox(text("A phone may answer for a table"))
        for box in (self.approval, self.tables):
            box.clicked.connect(self._on_policy)
        self.model = PeopleModel(self._translator, self)
        self.table = PreviewTable(self.model, text("Who has joined"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.verticalHeader().hide()
        self.table.selectionModel().selectionChanged.connect(self._show_buttons)
        self.let_in = QuietButton(text("Let in"), small=True)
        self.let_in.clicked.connect(self._on_let_in)
        self.remove = QuietButton(text("Show out"), small=True)
        self.remove.clicked.connect(self._on_remove)
        self.merge = QuietButton(text("They are one"), small=True)
        self.merge.clicked.connect(self._on_merge)
        self.count = QuietButton(text("How many they are …"), small=True)
        self.count.clicked.connect(self.ask_count)
        self.table.doubleClicked.connect(self.ask_count)
        self.renew = QuietButton(text("New code"), small=True)
        self.renew.clicked.connect(lambda: self._change(self._room.room.renew_keys))
        self.why = QuietButton(text("What can be wrong?"), small=True)
        self.why.clicked.connect(self.show_causes)
        self.causes = Card()
        self.causes.column.setSpacing(8)
        self.causes.column.addWidget(PlainLabel(text("The likeliest first:"), "label"))
        for number, (cause, remedy) in enumerate(causes_text(self._translator), 1):
            self.causes.column.addWidget(PlainLabel(f"{number}. {cause}", "strong"))
            self.causes.column.addWidget(PlainLabel(remedy, "soft"))
        self.causes.hide()

    def _lay_out(self) -> None:
        text = self._translator.text
        inside = QWidget()
        inside.setProperty("role", "ground")
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(14)
        column.addWidget(self.title)
        column.addWidget(self.intro)
        beside = QVBoxLayout()
        beside.setSpacing(6)
        for widget in (self.place, self.code, self.state):
            beside.addWidget(widget)
        self._network_row = QWidget()
        row = QVBoxLayout(self._network_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(captioned(text("Which of this laptop's networks"), self.network))
        beside.addWidget(self._network_row)
        beside.addStretch(1)
        join = QHBoxLayout()
        join.setSpacing(20)
        join.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        join.addLayout(beside, 1)
        column.addLayout(join)
        column.addWidget(self.fault)
        self._session_only = QWidget()
        rows = QVBoxLayout(self._session_only)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addLayout(captioned(text("What people say when they join"), self.names))
        rows.addWidget(self.approval)
        rows.addWidget(self.tables)
        rows.addWidget(self.table, 1)
        buttons = QWidget()
        line = FlowLayout(buttons)
        for button in (self.let_in, self.remove, self.merge, self.count, self.renew):
            line.addWidget(button)
        rows.addWidget(buttons)
        self._session_only.setVisible(not self._is_check)
        column.addWidget(self._session_only, 3)
        column.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.causes)
        column.addStretch(int(self._is_check))  # else the list has what room there is
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole.addWidget(area)

    @Slot()
    def _show(self) -> None:
        status, snapshot = self._room.status, self._room.room.snapshot
        self.qr.show_url(status.url)
        self.place.setText(status.place)
        self.code.setText(status.code)
        self.fault.setText(
            "\n".join(tell(f.code, f.params, self._translator) for f in status.faults)
        )
        self.fault.setVisible(bool(status.faults))
        for widget in (self.qr, self.place, self.code, self.state):  # nobody can join meanwhile
            widget.setVisible(bool(status.url) or not status.faults)
        self._show_networks(status.addresses, status.address)
        chosen = [self.model.at(row).id for row in self._rows()]
        self.model.show_people(snapshot.participants)
        for row in filter(lambda row: row >= 0, map(self.model.row_of, chosen)):
            self.table.selectionModel().select(self.model.index(row, 0), _ROW)
        self.table.share_width(0)
        policy = snapshot.policy
        self.names.setCurrentIndex(_NAMES.index(policy.names))
        self.approval.setChecked(policy.approval)
        self.tables.setChecked(policy.tables)
        has_come = bool(snapshot.participants)
        if has_come:
            self._wait.stop()
            self.causes.setVisible(self.causes.isVisible() and not self._is_check)
        self.state.setText(self._state_text(has_come=has_come, waiting=snapshot.waiting))
        self.why.setVisible(not has_come and self.causes.isHidden())
        self._show_buttons()

    def _state_text(self, *, has_come: bool, waiting: int) -> str:
        text = self._translator.text
        if has_come and self._is_check:
            return text("✓ A phone has come in. Phones reach this laptop here.")
        if waiting:
            return self._translator.count(
                "{n} waits to be let in", "{n} wait to be let in", waiting
            )
        if has_come:
            return self._translator.count(
                "{n} has joined", "{n} have joined", self._room.room.snapshot.heads
            )
        if self._is_late:
            return text("No phone has come yet. Look below at what may be wrong.")
        return text("Waiting for the first phone …")

    def _show_networks(self, addresses: tuple[Address, ...], here: str) -> None:
        if addresses != self._addresses:
            self._addresses = addresses
            self.network.clear()
            for one in addresses:
                self.network.addItem(f"{one.ip} · {one.adapter}", one.ip)
        self.network.setCurrentIndex(max(0, self.network.findData(here)))
        self._network_row.setVisible(len(addresses) > 1)

    def _rows(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectionModel().selectedRows()})

    def _show_buttons(self) -> None:
        people = [self.model.at(row) for row in self._rows()]
        waiting = self._room.room.snapshot.waiting
        self.let_in.setEnabled(bool(waiting) or any(one.status != "in" for one in people))
        self.remove.setEnabled(any(one.status != "removed" for one in people))
        self.merge.setEnabled(len(people) == 2)
        self.count.setEnabled(len(people) == 1)

    def _on_let_in(self) -> None:
        """Those that are marked, or all who wait."""
        people = [self.model.at(row) for row in self._rows()]
        ids = [one.id for one in people if one.status != "in"]
        self._change(lambda: self._room.room.let_in(*ids))

    def _on_remove(self) -> None:
        ids = [self.model.at(row).id for row in self._rows()]

        def work() -> None:
            for one in ids:
                self._room.room.remove(one)

        self._change(work)

    def _on_merge(self) -> None:
        """The one who came later becomes the one who came first."""
        first, second = (self.model.at(row).id for row in self._rows())
        self._change(lambda: self._room.room.merge(second, first))

    def _on_policy(self) -> None:
        policy = Policy(
            names=self.names.currentData(),
            approval=self.approval.isChecked(),
            tables=self.tables.isChecked(),
        )
        self._change(lambda: self._room.room.set_policy(policy))

    def _on_network(self) -> None:
        self._room.move(str(self.network.currentData()))

    def _on_late(self) -> None:
        if self._room.room.snapshot.participants and self._is_check:
            return
        self._is_late = True
        self.causes.show()
        self._show()

    def _change(self, work: Callable[[], None]) -> None:
        """Do what waits for the disk beside the window."""
        self._jobs.run(self, work, lambda _: self._show(), self._on_failed)

    def _on_failed(self, error: WorkshopError) -> None:
        self.fault.setText(tell_of(error, self._translator))
        self.fault.show()

    def _let_go(self) -> None:
        self._wait.stop()
        for end in self._ends:
            end()
        if self._ends:
            self._ends = []
            self.gone.emit()
