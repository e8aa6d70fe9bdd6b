"""The preview of a file of paper ballots: looked over, and only then put in the box.

It is not modal: session and stage go on. It changes nothing itself; the ballots leave as a signal.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from workshop_studio.app.progress import Stopped
from workshop_studio.app.tables import Refused
from workshop_studio.app.vote_files import Papers, read_papers
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.records import Vote
from workshop_studio.domain.state import State
from workshop_studio.i18n.charts import Grid
from workshop_studio.i18n.messages import tell_of
from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.ui.blocks.grid import GridTable
from workshop_studio.ui.imports.foot import Foot
from workshop_studio.ui.imports.models import LeftOutModel
from workshop_studio.ui.imports.table import PreviewTable
from workshop_studio.ui.item_models.grid import GridModel
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import Card, PlainLabel, PrimaryButton, QuietButton
from workshop_studio.ui.widgets.pages import Page

SIZE: Final = QSize(820, 640)
_FORMS: Final = {
    "long": mark("A line for each mark on a ballot."),
    "wide": mark("A row for each ballot, a column for each option."),
    "pb": mark("A file of participatory budgeting."),
}
SHOWN: Final = 30
"""Ballots that are shown."""


class BallotsWindow(QDialog):
    """Shows which ballots of a file would be counted, and which rows are left out, and why.

    Signals:
        given(Papers): these are to come in.
    """

    given = Signal(object)
    _told = Signal(int)

    def __init__(
        self,
        path: Path,
        state: State,
        vote: Vote,
        translator: Translator,
        theme: Theme,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        """Begin to read; ``vote`` is the open one that the ballots are for."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._translator = translator
        self._name = path.name
        self._state, self._vote = state, vote
        self._is_stopped = False
        self._papers: Papers | None = None
        text = translator.text
        self.setWindowTitle(text("Ballots from paper"))
        self.title = PlainLabel(text("Ballots from {name}", name=self._name), "title")
        self.kind = PlainLabel("", "soft")
        self.fault = PlainLabel("", "warn")
        self.fault_card = Card("warn_card")
        self.fault_card.column.addWidget(self.fault)
        self.fault_card.hide()
        self._model = GridModel(self)
        self.table = GridTable(self._model, 1)
        self.table.setAccessibleName(text("The first ballots"))
        self.more = PlainLabel("", "small")
        self.out_title = PlainLabel("", "strong")
        self.out = LeftOutModel(translator, theme, self)
        self.out_table = PreviewTable(self.out, text("Rows that are left out"))
        self.out_table.verticalHeader().hide()
        self.out_table.horizontalHeader().setStretchLastSection(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(text("How much is read"))
        self.summary = PlainLabel(text("Reading {name} …", name=self._name), "strong")
        self.cancel = QuietButton(text("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.accept_button = PrimaryButton(text("Put in the box"))
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(False)
        self.accept_button.clicked.connect(self.press)
        self._lay_out(theme)
        self._told.connect(self.progress.setValue)
        self.resize(SIZE.boundedTo(self.screen().availableSize() * 0.95))
        jobs.run(self, lambda: self._work(path), self._show, self._show_fault)

    def press(self) -> None:
        """Hand the ballots out."""
        if self._papers is not None and self.accept_button.isEnabled():
            self.accept_button.setEnabled(False)
            self.given.emit(self._papers)
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Read no further."""
        self._is_stopped = True
        super().closeEvent(event)

    def reject(self) -> None:
        """Close without bringing anything in."""
        self._is_stopped = True
        super().reject()

    def _lay_out(self, theme: Theme) -> None:
        page = Page()
        column = page.column
        column.setContentsMargins(28, 24, 28, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.kind)
        column.addWidget(self.fault_card)
        column.addWidget(self.table)
        column.addWidget(self.more)
        column.addWidget(self.out_title)
        column.addWidget(self.out_table, 1)
        column.addStretch(0)
        for widget in (self.kind, self.more, self.out_title, self.out_table):
            widget.hide()
        said = (self.summary, self.progress)
        foot = Foot(theme, said, (self.cancel, self.accept_button))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(page, 1)
        whole.addWidget(foot)

    def _work(self, path: Path) -> Papers | None:
        """Read, in a worker; None when it was stopped."""
        percent = -1

        def tell_done(done: float) -> None:
            nonlocal percent
            if self._is_stopped:
                raise Stopped
            if int(done * 100) > percent:
                percent = int(done * 100)
                self._told.emit(percent)

        try:
            return read_papers(path, self._state, self._vote, tell_done)
        except Stopped:
            return None

    def _show_fault(self, error: WorkshopError) -> None:
        self.progress.hide()
        self.fault.setText(tell_of(error, self._translator))
        self.fault_card.show()
        self.summary.setText(self._translator.text("Nothing comes in like this."))

    def _show(self, papers: Papers | None) -> None:
        if papers is None:
            return
        text, count = self._translator.text, self._translator.count
        found = papers.file
        self._papers = papers
        self.progress.hide()
        told = [text(_FORMS[found.form])]
        if found.ignored:
            told.append(text("Left alone: {columns}.", columns=", ".join(found.ignored)))
        self.kind.setText(" ".join(told))
        self.kind.show()
        self._show_ballots(papers)
        refused = tuple(
            Refused(one.line, one.refusal.code, one.refusal.params) for one in found.refused
        )
        self.out.show_rows(refused)
        self.out_title.setText(count("{n} row is left out", "{n} rows are left out", len(refused)))
        for widget in (self.out_title, self.out_table):
            widget.setVisible(bool(refused))
        n, blank = len(found.ballots), sum(not self._said_of(one) for one in found.ballots)
        said = [count("{n} ballot will be counted.", "{n} ballots will be counted.", n)]
        if blank:
            said.append(count("{n} of them is blank.", "{n} of them are blank.", blank))
        self.summary.setText(" ".join(said))
        self.accept_button.setEnabled(n > 0)
        self.accept_button.setFocus()

    def _show_ballots(self, papers: Papers) -> None:
        ballots, groups = papers.file.ballots, papers.file.groups
        text = self._translator.text
        rows: tuple[tuple[str, ...], ...] = tuple(
            (str(number), self._said_of(ballot) or text("blank"))
            for number, ballot in enumerate(ballots[:SHOWN], 1)
        )
        head: tuple[str, ...] = (text("Ballot"), text("What it says"))
        if groups:
            head = (*head, text("Group"))
            with_group = zip(rows, groups[:SHOWN], strict=True)
            rows = tuple((*row, group or "–") for row, group in with_group)
        self._model.show_grid(Grid(head, rows, frozenset({0})))
        self.table.setVisible(bool(rows))
        if rows:
            self.table.share_width()
        self.more.setVisible(len(ballots) > SHOWN)
        self.more.setText(
            text("The first {shown} of {every} ballots", shown=SHOWN, every=len(ballots))
        )

    def _said_of(self, ballot: Mapping[str, int]) -> str:
        """What stands on a ballot; nothing where it is blank."""
        texts = {option.id: option.text for option in self._vote.options}
        tells_zero = self._vote.method not in {"dots", "approval", "budget"}
        return ", ".join(
            _said(key, value, texts) for key, value in ballot.items() if value or tells_zero
        )


def _said(key: str, value: int, texts: "dict[str, str]") -> str:
    """One mark of a ballot; a key of a criterion or a pair names its options."""
    if key in texts:
        return f"{texts[key]}: {value}"
    first, _, second = key.partition("/")
    return f"{texts.get(first, first)} / {texts.get(second, second)}: {value}"
