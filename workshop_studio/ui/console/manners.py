"""A console's manners towards the desktop: no sleep, other files that are to be opened."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.console.awake import Awake, Hold
from workshop_studio.ui.console.messages import MessageLine
from workshop_studio.ui.console.question import QuestionBar
from workshop_studio.ui.console.screens import StageKeeper
from workshop_studio.ui.home.drop import dropped_files
from workshop_studio.ui.palette.finder import Finder
from workshop_studio.ui.palette.line import Entry
from workshop_studio.ui.palette.sessions import SessionShelf
from workshop_studio.ui.theme import Theme

SUFFIX = ".workshop"
SAVED_FIRST: Final = mark("Open {name}? This session is saved and closed first.")
GONE_FIRST: Final = mark("Open {name}? The rehearsal ends first, and nothing of it is kept.")


class Manners(QObject):
    """Keeps the machine awake while the stage is shown, and asks before another session opens.

    Signals:
        open_requested(str): close this session, then open this file.
    """

    open_requested = Signal(str)

    def __init__(
        self,
        translator: Translator,
        theme: Theme,
        stage: StageKeeper,
        messages: MessageLine,
        hold: Hold,
        *,
        is_kept: bool,
    ) -> None:
        super().__init__(stage)
        self._asks = SAVED_FIRST if is_kept else GONE_FIRST
        self._accepts = mark("Save, close and open") if is_kept else mark("End it and open")
        self._translator = translator
        self._theme = theme
        self._stage = stage
        self._messages = messages
        self._wanted = ""
        self.question = QuestionBar(translator, theme)
        self._awake = Awake(self, hold)
        self._awake.refused.connect(self._on_refused)
        stage.changed.connect(self._on_stage)
        stage.told.connect(messages.say)

    @property
    def unanswered(self) -> str:
        """The file that is asked about; empty where no such question waits."""
        return self._wanted if self.question.is_asking(self._question_of(self._wanted)) else ""

    def ask_to_open(self, path: str) -> None:
        """Ask whether this session gives way to another file; nothing opens over the stage."""
        self._wanted = path
        self.question.ask(
            self._question_of(path),
            self._translator.text(self._accepts),
            lambda: self.open_requested.emit(path),
        )

    def finder(
        self,
        window: QWidget,
        actions: Actions,
        shelf: SessionShelf,
        path: Path,
        techniques: Callable[[], Iterable[Entry]],
    ) -> Finder:
        """What finds things from the console: another session is asked about before it opens."""
        return Finder(
            window,
            actions,
            self._translator,
            self._theme,
            lambda: (*techniques(), *shelf.entries(self.ask_to_open, without=str(path))),
            shelf,
        )

    def drag(self, event: QDragEnterEvent) -> bool:
        """Take a session file that is dragged over the console; False for anything else."""
        if not dropped_files(event.mimeData(), SUFFIX):
            return False
        event.acceptProposedAction()
        return True

    def drop(self, event: QDropEvent) -> bool:
        """Ask about a session file that is dropped; False for anything else."""
        files = dropped_files(event.mimeData(), SUFFIX)
        if not files:
            return False
        event.acceptProposedAction()
        self.ask_to_open(str(files[0]))
        return True

    def close(self) -> None:
        """Let sleep come again."""
        self._awake.close()

    def _question_of(self, path: str) -> str:
        return self._translator.text(self._asks, name=Path(path).name)

    def _on_stage(self) -> None:
        self._awake.set_held(held=self._stage.is_shown)

    def _on_refused(self) -> None:
        self._messages.say(
            self._translator.text(
                "This machine cannot be kept awake from here. Turn off sleep and screen saver "
                "yourself while the stage is shown."
            )
        )
