"""The errands of votes: ballots from paper into the open one, and ballots out for a recount."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from workshop_studio.app.vote_files import Papers, ballots_text, options_text, sheet_text
from workshop_studio.domain.commands import EnterBallots
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.records import Vote
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.bridge import Bridge
from workshop_studio.ui.console.messages import MessageLine
from workshop_studio.ui.console.report import write_report
from workshop_studio.ui.dialogs.files import Files
from workshop_studio.ui.imports.ballots import BallotsWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme

_KINDS: Final = "*.csv *.tsv *.txt *.xlsx *.xlsm *.pb"


class BallotErrands:
    """What a facilitator does with files of ballots.

    Attributes:
        preview: the file of ballots that is being looked over.
    """

    def __init__(
        self,
        window: QWidget,
        bridge: Bridge,
        messages: MessageLine,
        translator: Translator,
        theme: Theme,
        jobs: Jobs,
        files: Files,
        folder: Path,
        session: Path,
        on_failed: Callable[[WorkshopError], None],
    ) -> None:
        """Be ready; ``folder`` is looked in first, ``session`` is never written over."""
        self._window = window
        self._bridge = bridge
        self._messages = messages
        self._translator = translator
        self._theme = theme
        self._jobs = jobs
        self._files = files
        self._folder = folder
        self._session = session
        self._on_failed = on_failed
        self.preview: BallotsWindow | None = None

    def bring_in(self) -> None:
        """Ask for a file of ballots for the open vote."""
        text = self._translator.text
        self._files.ask_open(
            self._window,
            text("Ballots from paper"),
            str(self._folder),
            text("Ballots ({kinds})", kinds=_KINDS),
            lambda path: self.show_file(Path(path)),
        )

    def show_file(self, path: Path) -> None:
        """Show what of a file would be counted."""
        vote = self._open_vote()
        if vote is None:
            self._messages.say(self._translator.text("No vote is open for ballots from paper."))
            return
        if self.preview is not None:
            self.preview.close()
        self.preview = BallotsWindow(
            path,
            self._bridge.snapshot.state,
            vote,
            self._translator,
            self._theme,
            self._jobs,
            self._window,
        )
        self.preview.given.connect(self._enter)
        self.preview.finished.connect(self._on_closed)
        self.preview.show()

    def save_sheet(self) -> None:
        """Ask where an empty sheet for paper ballots is to go."""
        vote, text = self._open_vote(), self._translator.text
        if vote is not None:
            name = text("Ballots to type in")
            sheet = sheet_text(self._bridge.snapshot.state, vote, self._translator.words)
            self._ask(name, "*.csv", lambda target: self._write(target, {target: sheet}))

    def export(self) -> None:
        """Ask where the ballots of the last closed vote are to go; what was voted on goes along."""
        vote = self._closed_vote()
        if vote is not None:
            name = f"{self._translator.text('Ballots')} {vote.round}"
            self._ask(name, "*.csv *.pb", lambda target: self._export(vote, target))

    def close(self) -> None:
        """Show no more files."""
        if self.preview is not None:
            self.preview.close()

    def _open_vote(self) -> Vote | None:
        votes = self._bridge.snapshot.state.votes.values()
        return next((vote for vote in votes if vote.status == "open"), None)

    def _closed_vote(self) -> Vote | None:
        """The last one of the step that is shown."""
        votes = self._bridge.snapshot.state.votes.values()
        step = self._bridge.view.step
        closed = [vote for vote in votes if vote.status == "closed" and vote.step == step]
        return max(closed, key=lambda vote: vote.order, default=None)

    def _ask(self, name: str, endings: str, then: Callable[[Path], None]) -> None:
        text = self._translator.text

        def write(path: str) -> None:
            target = Path(path)
            then(target if target.suffix else target.with_suffix(".csv"))

        kinds = text("Ballots ({kinds})", kinds=endings)
        path = str(self._folder / f"{name}.csv")
        self._files.ask_save(self._window, name, path, kinds, write)

    def _export(self, vote: Vote, target: Path) -> None:
        state = self._bridge.snapshot.state
        try:
            told = {target: ballots_text(state, vote, target.suffix.lower())}
        except WorkshopError as error:
            self._on_failed(error)
            return
        if target.suffix.lower() != ".pb":
            ideas = f"{target.stem} – {self._translator.text('what was voted on')}{target.suffix}"
            told[target.with_name(ideas)] = options_text(state, vote)
        self._write(target, told)

    def _write(self, target: Path, texts: dict[Path, str]) -> None:
        def work() -> None:
            for path, text in texts.items():
                write_report(path, text, self._session)

        said = self._translator.text("Written to {path}.", path=target)
        self._jobs.run(self._window, work, lambda _: self._messages.say(said), self._on_failed)

    def _enter(self, papers: Papers) -> None:
        """Put all of them in the box as one command."""
        n, refused = len(papers.file.ballots), len(papers.file.refused)
        count = self._translator.count
        said = count(
            "{n} ballot from {name} is in the box.",
            "{n} ballots from {name} are in the box.",
            n,
            name=papers.name,
        )
        if refused:
            left = count("{n} line was refused.", "{n} lines were refused.", refused)
            said = f"{said} {left}"
        command = EnterBallots(
            vote=papers.vote, ballots=papers.file.ballots, groups=papers.file.groups
        )
        self._bridge.send(command, lambda _: self._messages.say(said, is_fault=bool(refused)))

    def _on_closed(self) -> None:
        self.preview = None
