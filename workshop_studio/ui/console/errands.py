"""What the facilitator asks for by the way: a list of ideas, other texts, a report.

Each asks first, works beside the window where it blocks, and tells in the message line.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from workshop_studio.blocks import Entry
from workshop_studio.domain.commands import ImportIdeas
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.state import State
from workshop_studio.i18n.translator import Translator
from workshop_studio.steps.ballot_params import PARAMS
from workshop_studio.ui.bridge import Bridge
from workshop_studio.ui.console import ways_in, words
from workshop_studio.ui.console.ballots import BallotErrands
from workshop_studio.ui.console.messages import MessageLine
from workshop_studio.ui.console.report import write_report
from workshop_studio.ui.dialogs.arranging import Arranging
from workshop_studio.ui.dialogs.files import Files
from workshop_studio.ui.dialogs.frame import MOST_PEOPLE, FrameDialog, FrameValues, StepDialog
from workshop_studio.ui.dialogs.groups import GroupsDialog
from workshop_studio.ui.dialogs.people import PeopleDialog
from workshop_studio.ui.home.drop import dropped_files
from workshop_studio.ui.imports.window import Brought, ImportWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme

Offer = Callable[[FrameDialog | GroupsDialog], None]


class Errands:
    """The errands of one console.

    Attributes:
        preview: the file of ideas that is being looked over.
        ballots: the errands of votes.
    """

    def __init__(
        self,
        window: QWidget,
        bridge: Bridge,
        messages: MessageLine,
        translator: Translator,
        jobs: Jobs,
        report: Callable[[State], str],
        files: Files,
        path: Path,
        theme: Theme,
        offer: Offer | None = None,
    ) -> None:
        """Be ready.

        Args:
            window: the console, which dialogs belong to.
            bridge: where commands go.
            messages: where it is told what came of an errand.
            translator: the language.
            jobs: for what blocks on the disk.
            report: makes the report of a state; run in a worker.
            files: asks for files.
            path: the session's file; others are looked for beside it first.
            theme: the look.
            offer: lets a frame, and groups of voters, be chosen from the organisation.
        """
        self._window = window
        self._bridge = bridge
        self._messages = messages
        self._translator = translator
        self._jobs = jobs
        self._report = report
        self._files = files
        self._path = path
        self._theme = theme
        self._offer = offer
        self._waiting: list[Path] = []
        self.preview: ImportWindow | None = None
        is_kept = not bridge.view.rehearsal  # what lies beside a rehearsal's file goes with it
        self._folder = path.parent if is_kept else Path.home()
        self.ballots = BallotErrands(
            window,
            bridge,
            messages,
            translator,
            theme,
            jobs,
            files,
            self._folder,
            path,
            self._on_failed,
        )

    def entry_step(self) -> str | None:
        """The step that takes ideas here, if one does."""
        for block in self._bridge.view.work:
            if isinstance(block, Entry) and block.command == "AddIdea":
                return block.fixed.get("step")
        return None

    def import_ideas(self) -> None:
        """Ask for a list of ideas."""
        text = self._translator.text
        kinds = text("Lists of ideas ({kinds})", kinds=ways_in.KINDS)
        self._files.ask_open(
            self._window,
            text("Import ideas"),
            str(self._folder),
            kinds,
            lambda path: self.import_file(Path(path)),
        )

    def import_file(self, path: Path) -> None:
        """Show what of a file would come into the current step; one file after the other."""
        if self.preview is not None:
            self._waiting.append(path)
            return
        step = self.entry_step()
        if step is None:
            self._messages.say(self._translator.text("This step takes no ideas from a list."))
            return
        self.preview = ImportWindow(
            path,
            self._bridge.snapshot.state,
            step,
            self._translator,
            self._theme,
            self._jobs,
            self._window,
        )
        self.preview.given.connect(lambda brought: self._bring_in(step, brought))
        self.preview.finished.connect(self._on_preview_closed)
        self.preview.show()

    def drag(self, event: QDragEnterEvent) -> None:
        """Take lists of ideas where the step takes ideas."""
        if dropped_files(event.mimeData(), *ways_in.SUFFIXES) and self.entry_step():
            event.acceptProposedAction()

    def drop(self, event: QDropEvent) -> None:
        """Show the lists that were dropped."""
        event.acceptProposedAction()
        for path in dropped_files(event.mimeData(), *ways_in.SUFFIXES):
            self.import_file(path)

    def close(self) -> None:
        """Show no more files."""
        self._waiting.clear()
        self.ballots.close()
        if self.preview is not None:
            self.preview.close()

    def edit_step(self) -> None:
        """Ask for other texts and settings for the current step."""
        view, told = self._bridge.view, self._translator.words
        arranging = (
            Arranging(view.settings, self._translator, self._theme) if view.settings else None
        )
        dialog = StepDialog(
            self._translator,
            told(view.step_title),
            told(view.prompt),
            view.minutes,
            self._window,
            arranging,
        )
        dialog.given.connect(lambda given, step=view.step: self._edit_step(step, given))
        dialog.open()

    def edit_groups(self) -> None:
        """Ask by which groups of voters the result of the current step is shown as well."""
        step = self._bridge.view.step
        params = self._bridge.snapshot.state.steps[step].params
        dialog = GroupsDialog(
            self._translator, PARAMS.validate_python(params).breakdown, self._window
        )
        dialog.given.connect(lambda given: self._edit_groups(step, given))
        if self._offer is not None:
            self._offer(dialog)
        dialog.open()

    def edit_frame(self) -> None:
        """Ask for another title and frame."""
        frame = self._bridge.snapshot.state.frame
        text = self._translator.text
        dialog = FrameDialog(
            self._translator,
            {} if frame is None else frame.model_dump(),
            heading=text("Title and frame"),
            accept=text("Save"),
            parent=self._window,
        )
        dialog.given.connect(self._edit_frame)
        if self._offer is not None:
            self._offer(dialog)
        dialog.open()

    def edit_headcount(self) -> None:
        """Ask how many take part, where the number is known better now."""
        frame, text = self._bridge.snapshot.state.frame, self._translator.text
        dialog = PeopleDialog(
            self._translator,
            text("People in the room"),
            text("How many take part"),
            text("How many have voted is told against it. Undo brings it back."),
            None if frame is None else frame.headcount,
            MOST_PEOPLE,
            self._window,
            may_be_unknown=True,
        )
        dialog.given.connect(lambda people: self._edit_frame({"headcount": people}))
        dialog.open()

    def export_report(self) -> None:
        """Ask where the report is to go, and write it."""
        text = self._translator.text
        title = "".join(char for char in self._bridge.view.title if char not in '/\\:*?"<>|')
        name = title.strip(" .")[:80] or text("Report")
        if self._bridge.view.rehearsal:
            name = f"{text('Rehearsal')} {name}"
        path = self._folder / f"{name}.md"
        kinds = text("Report in Markdown ({kinds})", kinds="*.md")
        self._files.ask_save(
            self._window, text("Export the report"), str(path), kinds, self._write_report
        )

    def _on_failed(self, error: WorkshopError) -> None:
        self._messages.say(words.told(error, self._translator), is_fault=True)

    def _bring_in(self, step: str, brought: Brought) -> None:
        """Send all ideas as one change that one undo takes back."""
        added = ways_in.added_text(brought, self._translator)
        details = ways_in.refused_lines(brought, self._translator)

        def tell(_: object) -> None:
            self._messages.say(added, details=details, is_fault=bool(details))

        self._bridge.send(ImportIdeas(step=step, texts=brought.texts), tell)

    def _on_preview_closed(self) -> None:
        self.preview = None
        if self._waiting:
            self.import_file(self._waiting.pop(0))

    def _edit_step(self, step: str, given: dict[str, object]) -> None:
        if any(value is not None for value in given.values()):
            self._bridge.send({"type": "EditStep", "step": step, **given})

    def _edit_groups(self, step: str, given: dict[str, object] | None) -> None:
        params: dict[str, object] = dict(self._bridge.snapshot.state.steps[step].params)
        params.pop("breakdown", None)
        if given is not None:
            params["breakdown"] = given
        self._bridge.send({"type": "EditStep", "step": step, "params": params})

    def _edit_frame(self, values: FrameValues) -> None:
        frame = self._bridge.snapshot.state.frame
        if frame is not None:
            self._bridge.send({"type": "EditFrame", "frame": {**frame.model_dump(), **values}})

    def _write_report(self, path: str) -> None:
        state, target = self._bridge.snapshot.state, Path(path)
        if not target.suffix:
            target = target.with_suffix(".md")
        self._jobs.run(
            self._window,
            lambda: write_report(target, self._report(state), self._path),
            lambda _: self._messages.say(
                self._translator.text("The report is in {path}.", path=target)
            ),
            self._on_failed,
        )
