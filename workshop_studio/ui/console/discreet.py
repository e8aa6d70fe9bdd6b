"""What is the facilitator's alone is covered while the room sees the console's screen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.console.screens import StageKeeper
from workshop_studio.ui.console.sections import Section
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton


class Discreet(Section):
    """Stands in place of what is private, and says why; a button opens it.

    What was opened is covered again when the stage is shown the next time.
    """

    def __init__(self, translator: Translator, stage: StageKeeper) -> None:
        super().__init__(translator.text("Only for you"))
        self._stage = stage
        self._parts: dict[QWidget, bool] = {}
        self._is_open = False
        said = translator.text("The room sees this screen. Notes, tips and hidden ideas wait here.")
        self.told = PlainLabel(said, "small")
        self.button = QuietButton(translator.text("Show them here"), small=True)
        self.button.clicked.connect(self.open_it)
        self.column.addWidget(self.told)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()
        stage.changed.connect(self._on_stage)

    @property
    def is_covered(self) -> bool:
        """Whether what is private is out of sight."""
        return self._stage.is_console_seen and not self._is_open

    def show_part(self, part: QWidget, *, wanted: bool) -> None:
        """Have a part seen, as long as nothing covers it; or not."""
        self._parts[part] = wanted
        self._show()

    def open_it(self) -> None:
        """Show what is private, although the room sees it."""
        self._is_open = True
        self._show()

    def _on_stage(self) -> None:
        if self._stage.is_shown:
            self._is_open = False
        self._show()

    def _show(self) -> None:
        self.setVisible(self.is_covered)
        for part, wanted in self._parts.items():
            part.setVisible(wanted and not self.is_covered)
