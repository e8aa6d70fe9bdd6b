"""A question that waits in the console, without a dialog: the stage and the work go on."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.home.bar import TellingBar
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton, no_mnemonic


class QuestionBar(TellingBar):
    """One question in a line below the top bar; hidden until there is one."""

    def __init__(self, translator: Translator, theme: Theme) -> None:
        super().__init__(theme, PlainLabel("", "strong"), height=52)
        self._yes: Callable[[], None] | None = None
        self.accept = QuietButton()
        self.accept.clicked.connect(self._on_accepted)
        self.later = QuietButton(translator.text("Not now"))
        self.later.clicked.connect(self.close_question)
        self.line.addWidget(self.accept)
        self.line.addWidget(self.later)
        self.hide()

    def ask(self, question: str, accept: str, yes: Callable[[], None]) -> None:
        """Ask; a question that was there before is gone. The keyboard stays where it is."""
        self._yes = yes
        self.label.setText(question)
        self.accept.setText(no_mnemonic(accept))
        self.make_room()
        self.show()

    def is_asking(self, question: str) -> bool:
        """Whether this is the question that waits for an answer."""
        return not self.isHidden() and self.label.text() == question

    def close_question(self) -> None:
        """Take the question away unanswered."""
        self._yes = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_question()
        else:
            super().keyPressEvent(event)

    def _on_accepted(self) -> None:
        yes = self._yes
        self.close_question()
        if yes is not None:
            yes()
