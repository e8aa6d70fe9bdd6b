"""The bar of a rehearsal: what this is, and the reins of the simulated people."""

from typing import Protocol

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.home.bar import TellingBar
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton, no_mnemonic


class Crowd(Protocol):
    """The simulated people; see ``app/rehearsal.py``."""

    people: int

    @property
    def is_paused(self) -> bool:
        """Whether they sit still."""

    def pause(self, *, paused: bool) -> None:
        """Have them sit still, or go on."""

    def finish_step(self) -> None:
        """Have them do at once what they would still do in the step."""


class RehearsalBar(TellingBar):
    """Says that this is a rehearsal, as long as it is one; it cannot be closed."""

    def __init__(self, crowd: Crowd, translator: Translator, theme: Theme) -> None:
        n = crowd.people
        people = translator.count("{n} simulated participant", "{n} simulated participants", n)
        said = PlainLabel(f"{translator.text('Rehearsal')} · {people}", "warn", wrap=False)
        super().__init__(theme, said, height=44)
        self._crowd = crowd
        self._translator = translator
        self.about = PlainLabel(
            translator.text("Nothing is kept when you close it."), "small", wrap=False
        )
        self.pause = QuietButton("", small=True)
        self.pause.clicked.connect(self._on_paused)
        self.finish = QuietButton(no_mnemonic(translator.text("All done now")), small=True)
        self.finish.clicked.connect(self._on_finished)
        self.line.setStretchFactor(self.label, 0)
        self.line.addWidget(self.about, 1)
        self.line.addWidget(self.pause)
        self.line.addWidget(self.finish)
        self.spare(self.about)
        self._show()

    def _on_paused(self) -> None:
        self._crowd.pause(paused=not self._crowd.is_paused)
        self._show()

    def _on_finished(self) -> None:
        self._crowd.finish_step()
        self._show()

    def _show(self) -> None:
        text = self._translator.text
        self.pause.setText(
            no_mnemonic(text("Let them go on") if self._crowd.is_paused else text("Pause them"))
        )
