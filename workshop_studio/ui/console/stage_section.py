"""What the stage shows, and what can be done with it, beside the work."""

from PySide6.QtWidgets import QHBoxLayout

from workshop_studio.blocks import Blocks
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.console.preview import Preview, Render
from workshop_studio.ui.console.sections import Section
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.keys import KeyButton
from workshop_studio.ui.widgets.labels import PlainLabel


class StageSection(Section):
    """The preview of the stage, the screen that it is on, and its buttons."""

    def __init__(
        self, translator: Translator, theme: Theme, actions: Actions, render: Render
    ) -> None:
        super().__init__(translator.text("The stage shows"))
        self._translator = translator
        self._shown: tuple[Blocks, bool] | None = None
        self.preview = Preview(theme, render)
        self.preview.pressed.connect(actions["stage"].trigger)
        self.preview.setAccessibleName(translator.text("The stage shows"))
        self.button = KeyButton("", theme, shortcut=actions["stage"].shortcut(), small=True)
        self.button.clicked.connect(actions["stage"].trigger)
        self.screen_name = PlainLabel("", "small", wrap=False)
        self.head.addWidget(self.screen_name)
        self.column.addWidget(self.preview)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.button)
        line.addStretch(1)
        self.column.addLayout(line)

    def show_view(self, view: FacilitatorView) -> None:
        """Picture what the stage shows."""
        timer = view.timer
        shown = (view.stage, timer is not None and timer.ends_at is not None)
        if shown != self._shown:
            self._shown = shown
            self.preview.show_changed(is_ticking=shown[1])

    def show_stage(self, screen: str | None) -> None:
        """Show whether the stage is up, and on which screen."""
        text = self._translator.text
        self.button.set_text(text("Show the stage") if screen is None else text("Close the stage"))
        self.screen_name.setText(text("not shown") if screen is None else screen)
