"""The window of the settings: each is at work as soon as it is chosen."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import LONGEST_NAME, REHEARSAL_PEOPLE, TEXT_SIZE, Settings
from workshop_studio.ui.home.welcome import TONGUES
from workshop_studio.ui.widgets.captions import captioned
from workshop_studio.ui.widgets.flow import FlowLayout
from workshop_studio.ui.widgets.inputs import CheckBox, DropDown
from workshop_studio.ui.widgets.labels import Card, PlainLabel, QuietButton

SIZES: Final = (None, TEXT_SIZE[0], 125, 150, 200, 250, TEXT_SIZE[1])
"""The sizes of text that are offered, in percent; None is the system's."""
_WIDTH: Final = 640
_LEAST: Final = 480


class SettingsWindow(QWidget):
    """Shows the settings and tells of each that is chosen.

    Signals:
        chosen(Settings): these from now on.
        folder_requested(): let the user choose where sessions are kept.
        places_reset(): forget where windows and stage were.

    Attributes:
        choices: the drop-downs by the name of their setting.
        switches: the ticks by the name of theirs.
    """

    chosen = Signal(object)
    folder_requested = Signal()
    places_reset = Signal()

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._settings = Settings()
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(_WIDTH, 720)
        self.setMinimumHeight(360)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._area: QScrollArea | None = None
        for keys in ("Ctrl+W", "Escape"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.close)
        self._make(translator)

    def undress(self) -> None:
        """Let go of what is shown, before it is shown anew: each widget costs a new look time."""
        if self._area is not None:
            self._outer.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
            self._area = None

    def dress(self, translator: Translator) -> None:
        """Say all of it in this language."""
        self._make(translator)

    def show_settings(self, settings: Settings, folder: str) -> None:
        """Show the settings, and the folder that sessions are kept in by them."""
        self._settings = settings
        for name, box in self.choices.items():
            with QSignalBlocker(box):
                box.setCurrentIndex(max(0, box.findData(_data(getattr(settings, name)))))
        for name, tick in self.switches.items():
            with QSignalBlocker(tick):
                tick.setChecked(getattr(settings, name))
        if not self.name.hasFocus():
            self.name.setText(settings.facilitator)
            self.name.setCursorPosition(0)
        with QSignalBlocker(self.people):
            self.people.setValue(settings.rehearsal_people)
        self.folder.setText(folder)
        self.choose.setAccessibleDescription(folder)

    def show_folder_fault(self, *, is_wrong: bool) -> None:
        """Say whether the folder that was chosen cannot be written in."""
        self.fault.setVisible(is_wrong)

    # Making

    def _make(self, translator: Translator) -> None:
        text = translator.text
        self.setWindowTitle(text("Settings"))
        self.choices: dict[str, DropDown] = {}
        self.switches: dict[str, CheckBox] = {}
        page = QWidget()
        page.setProperty("role", "ground")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(28, 24, 28, 24)
        rows.setSpacing(16)
        rows.addWidget(PlainLabel(text("Settings"), "display"))
        rows.addWidget(PlainLabel(text("What you choose is at work at once."), "soft"))
        for heading, parts in (
            (text("You and your sessions"), self._about_you(translator)),
            (text("Look"), self._look(translator)),
            (text("While you lead"), self._leading(translator)),
        ):
            card = Card()
            card.column.setContentsMargins(24, 20, 24, 24)
            card.column.setSpacing(16)
            card.column.addWidget(PlainLabel(heading, "title"))
            for part in parts:
                if isinstance(part, QWidget):
                    card.column.addWidget(part)
                else:
                    card.column.addLayout(part)
            rows.addWidget(card)
        rows.addWidget(self._buttons(translator))
        rows.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        needs = page.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(min(max(_LEAST, needs), self.screen().availableSize().width()))
        self.undress()
        self._area = area
        self._outer.addWidget(area)

    def _about_you(self, translator: Translator) -> Sequence[QVBoxLayout]:
        text = translator.text
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.editingFinished.connect(
            lambda: self._choose("facilitator", self.name.text().strip())
        )
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        self.folder = PlainLabel("", "strong")
        self.choose = QuietButton(text("Choose a folder …"))
        self.choose.clicked.connect(self.folder_requested)
        beside.addWidget(self.folder, 1)
        beside.addWidget(self.choose)
        self.fault = PlainLabel(
            text("Nothing can be written there. The folder is as it was before."), "small_warn"
        )
        self.fault.hide()
        where = captioned(text("Where sessions are kept"), line)
        where.addWidget(self.fault)
        languages = [(None, text("As the system has it")), *TONGUES.items()]
        return (
            captioned(text("Language"), self._drop_down("language", languages)),
            captioned(
                text("Your name"),
                self.name,
                text("Stands as facilitator in the sessions you start."),
            ),
            where,
        )

    def _look(self, translator: Translator) -> Sequence[QVBoxLayout]:
        text = translator.text
        system = text("As the system has it")
        light, dark = text("Light"), text("Dark")
        sizes = [(size, system if size is None else f"{size} %") for size in SIZES]
        return (
            captioned(
                text("Windows"),
                self._drop_down("theme", [("system", system), ("light", light), ("dark", dark)]),
            ),
            captioned(text("Size of text"), self._drop_down("text_size", sizes)),
            captioned(
                text("Stage"),
                self._drop_down("stage_theme", [("light", light), ("dark", dark)]),
                text("A light stage is easier to read in a light room."),
            ),
        )

    def _leading(self, translator: Translator) -> Sequence[QWidget | QVBoxLayout]:
        text = translator.text
        sorts = [("board", text("On the board")), ("outline", text("In the outline"))]
        self.people = QSpinBox()
        self.people.lineEdit().setTextMargins(10, 0, 10, 0)  # which no style sheet can give it
        self.people.setRange(*REHEARSAL_PEOPLE)
        self.people.valueChanged.connect(lambda n: self._choose("rehearsal_people", n))
        return (
            self._switch("sound", text("A soft sound when the time is up")),
            self._switch("flash", text("Let the clock flash when the time is up")),
            captioned(text("Sort ideas"), self._drop_down("board", sorts)),
            captioned(
                text("Simulated participants in a rehearsal"),
                self.people,
                text(
                    "From {least} to {most}.", least=REHEARSAL_PEOPLE[0], most=REHEARSAL_PEOPLE[1]
                ),
            ),
        )

    def _buttons(self, translator: Translator) -> QWidget:
        text = translator.text
        self.defaults = QuietButton(text("Everything as at first"))
        self.defaults.clicked.connect(self._on_defaults)
        self.places = QuietButton(text("Put all windows back"))
        self.places.setAccessibleDescription(text("Forget where windows and stage were."))
        self.places.clicked.connect(self.places_reset)
        line = QWidget()
        flow = FlowLayout(line)
        flow.addWidget(self.defaults)
        flow.addWidget(self.places)
        return line

    def _drop_down(self, name: str, offered: Sequence[tuple[object, str]]) -> DropDown:
        box = DropDown()
        for value, said in offered:
            box.addItem(said, _data(value))
        box.currentIndexChanged.connect(lambda _: self._choose(name, _value(box.currentData())))
        self.choices[name] = box
        return box

    def _switch(self, name: str, label: str) -> CheckBox:
        tick = CheckBox(label)
        tick.toggled.connect(lambda on: self._choose(name, on))
        self.switches[name] = tick
        return tick

    # What is chosen

    def _choose(self, name: str, value: Any) -> None:  # noqa: ANN401 # as the setting is
        if getattr(self._settings, name) != value:
            self._settings = replace(self._settings, **{name: value})
            self.chosen.emit(self._settings)

    def _on_defaults(self) -> None:
        """What is shown here as at first; what was opened lately and where windows are stays."""
        first = Settings()
        names = (*self.choices, *self.switches, "rehearsal_people")
        plain = {name: getattr(first, name) for name in names}
        self._settings = replace(self._settings, **plain)
        self.chosen.emit(self._settings)


_SYSTEM: Final = "system's"


def _data(value: object) -> object:
    """A choice as a drop-down finds it again, which cannot look for None."""
    return _SYSTEM if value is None else value


def _value(data: object) -> object:
    return None if data == _SYSTEM else data
