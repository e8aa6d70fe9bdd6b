"""What a new user is asked, once and in one screen: language, name, and where sessions are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import LONGEST_NAME
from workshop_studio.ui.home.page import Page, heading
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.captions import captioned
from workshop_studio.ui.widgets.labels import Card, PlainLabel, PrimaryButton, QuietButton

TONGUES: Final[Mapping[str, str]] = {"nb": "Norsk (bokmål)", "en": "English"}
"""Each language in its own words, for whoever does not read the other."""
_WIDTH = 600
_BESIDE = 8


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the screen shows.

    Attributes:
        name: who leads; empty until somebody says so.
        folder: where new sessions are put.
        fault: what is wrong with that folder; empty where nothing is.
    """

    name: str = ""
    folder: str = ""
    fault: str = ""


class WelcomePage(Page):
    """Asks a new user three things; all of them can be skipped.

    Signals:
        language_chosen(str): ``nb`` or ``en``, at once.
        folder_requested(): let the user choose a folder.
        done(str): that is it; the name.
        skipped(): ask nothing.
    """

    language_chosen = Signal(str)
    folder_requested = Signal()
    done = Signal(str)
    skipped = Signal()

    def __init__(self, translator: Translator, theme: Theme) -> None:
        super().__init__()
        text = translator.text
        self.rows.setContentsMargins(40, 20, 40, 20)
        card = Card()
        card.setMaximumWidth(round(_WIDTH * theme.scale))
        card.column.setContentsMargins(32, 24, 32, 24)
        card.column.setSpacing(18)
        card.column.addLayout(
            heading(
                text("Welcome"),
                text("Three things, and you are ready. You need not answer any of them."),
            )
        )
        card.column.addLayout(self._languages(translator))
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.returnPressed.connect(self._on_done)
        card.column.addLayout(
            captioned(
                text("Your name"),
                self.name,
                text("Stands as facilitator in the sessions you start."),
            )
        )
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(_BESIDE)
        self.folder = PlainLabel("", role="strong")
        beside.addWidget(self.folder, 1)
        self.choose = QuietButton(text("Choose a folder …"))
        self.choose.clicked.connect(self.folder_requested)
        beside.addWidget(self.choose)
        where = captioned(
            text("Where sessions are kept"),
            line,
            text(
                "Each session is one file. While you lead it, everything is kept safe on this "
                "machine too."
            ),
        )
        self.fault = PlainLabel("", role="small_warn")
        self.fault.hide()
        where.addWidget(self.fault)
        card.column.addLayout(where)
        buttons = QHBoxLayout()
        buttons.setSpacing(_BESIDE)
        self.start = PrimaryButton(text("Begin"))
        self.start.clicked.connect(self._on_done)
        self.skip = QuietButton(text("Skip"), "plain")
        self.skip.clicked.connect(self.skipped)
        buttons.addWidget(self.start)
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        card.column.addLayout(buttons)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        self.rows.addLayout(middle)
        self.rows.addStretch(1)

    def show_view(self, view: Welcome) -> None:
        """Show what is known; a name that is being typed stays."""
        if view.name and not self.name.text():
            self.name.setText(view.name)
        self.folder.setText(view.folder)
        self.choose.setAccessibleDescription(view.folder)
        self.fault.setText(view.fault)
        self.fault.setVisible(bool(view.fault))

    def _languages(self, translator: Translator) -> QVBoxLayout:
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(_BESIDE)
        self._group = QButtonGroup(self)
        self.languages: dict[str, QuietButton] = {}
        for language, name in TONGUES.items():
            button = QuietButton(name)
            button.setCheckable(True)
            button.setChecked(language == translator.lang)
            button.clicked.connect(lambda *, chosen=language: self.language_chosen.emit(chosen))
            self._group.addButton(button)
            self.languages[language] = button
            beside.addWidget(button)
        beside.addStretch(1)
        return captioned(translator.text("Language"), line)

    def _on_done(self) -> None:
        self.done.emit(self.name.text().strip())
