"""What the stage shows, and what can be done with it, beside the work."""

from PySide6.QtWidgets import QHBoxLayout, QMenu

from workshop_studio.blocks import Blocks
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.console.preview import Preview
from workshop_studio.ui.console.screens import StageKeeper
from workshop_studio.ui.console.sections import Section
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.keys import KeyButton
from workshop_studio.ui.widgets.labels import Chip, PlainLabel, QuietButton, no_mnemonic


class StageSection(Section):
    """The preview of the stage, the screen that it is on, and its buttons."""

    def __init__(
        self, translator: Translator, theme: Theme, actions: Actions, stage: StageKeeper
    ) -> None:
        super().__init__(translator.text("The stage shows"))
        self._translator = translator
        self._actions = actions
        self._stage = stage
        self._shown: tuple[Blocks, bool] | None = None
        stage.take_actions(actions)
        self.preview = Preview(theme, stage.render)
        self.preview.pressed.connect(self._on_pressed)
        self.preview.setAccessibleName(translator.text("The stage shows"))
        self.button = KeyButton("", theme, shortcut=actions["stage"].shortcut(), small=True)
        self.button.clicked.connect(actions["stage"].trigger)
        self.screen_name = PlainLabel("", "small", wrap=False)
        self.held = Chip("", warn=True)
        self.head.addWidget(self.screen_name)
        stage.window.turned.connect(self._on_turned)
        stage.window.laid_out.connect(self._on_turned)
        self.column.addWidget(self.preview)
        self.column.addWidget(self.held)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.blank = KeyButton("", theme, shortcut=actions["blank"].shortcut(), small=True)
        self.freeze = KeyButton("", theme, shortcut=actions["freeze"].shortcut(), small=True)
        for button, name in ((self.blank, "blank"), (self.freeze, "freeze")):
            button.setCheckable(True)
            button.set_text(actions[name].text())
            button.clicked.connect(actions[name].trigger)
            line.addWidget(button)
        self.screens = QuietButton(actions["swap"].text(), small=True)
        self.screens.clicked.connect(self._on_screens)
        line.addWidget(self.screens)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addWidget(self.button)

    def show_view(self, view: FacilitatorView) -> None:
        """Picture what the stage shows."""
        timer = view.timer
        shown = (view.stage, timer is not None and timer.ends_at is not None)
        if shown != self._shown:
            self._shown = shown
            self.preview.show_changed(is_ticking=shown[1])

    def show_stage(self, screen: str | None) -> None:
        """Show whether the stage is up, on which screen, and whether it is held."""
        text, window = self._translator.text, self._stage.window
        self.button.set_text(text("Show the stage") if screen is None else text("Close the stage"))
        self.screen_name.setText(text("not shown") if screen is None else screen)
        for button, on in ((self.blank, window.is_blank), (self.freeze, window.is_frozen)):
            button.setChecked(on)
            button.setVisible(screen is not None)
        self.screens.setVisible(screen is not None and not self._stage.shares_screen)
        self.held.setText(
            text("The stage is black")
            if window.is_blank
            else text("Frozen · an earlier picture")
            if window.is_frozen
            else ""
        )
        self.held.setVisible(window.is_blank or window.is_frozen)
        self._on_turned()

    def screen_menu(self) -> QMenu:
        """Which screens there are, numbered as :class:`Identify` numbers them."""
        menu = QMenu(self)
        for n, place in enumerate(self._stage.places(), 1):
            name = place.name
            action = menu.addAction(no_mnemonic(f"{n} · {name} · {place.size}"))
            action.triggered.connect(lambda _=False, name=name: self._stage.choose(name))
        menu.addSeparator()
        menu.addAction(self._actions["identify"])
        return menu

    def _on_turned(self) -> None:
        self.preview.show_changed(is_ticking=self._shown is not None and self._shown[1])

    def _on_pressed(self) -> None:
        if not self._stage.is_shown:
            self._actions["stage"].trigger()
        else:
            self._stage.window.raise_()

    def _on_screens(self) -> None:
        """Two screens are swapped; of more one is chosen."""
        if len(self._stage.places()) <= 2:
            self._stage.swap()
            return
        self._stage.identify()
        self.screen_menu().popup(self.screens.mapToGlobal(self.screens.rect().bottomLeft()))
