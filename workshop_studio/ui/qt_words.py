"""The words that Qt itself says, such as "Copy" in the menu of a text, from the house's catalogue.

Qt ships none in bokmål. Keys are named by what stands on them, which needs no language.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from workshop_studio.i18n.translator import Translator, mark

KEYS: Final[Mapping[str, str]] = {
    "Return": "Enter",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
}
_TEXTS: Final[Mapping[str, str]] = {
    "&Undo": mark("Undo"),
    "&Redo": mark("Redo"),
    "Cu&t": mark("Cut"),
    "&Copy": mark("Copy"),
    "&Paste": mark("Paste"),
    "Delete": mark("Delete"),
    "Select All": mark("Select all"),
}
_FILES: Final[Mapping[str, str]] = {
    "Look in:": mark("Look in:"),
    "File &name:": mark("File name:"),
    "Files of type:": mark("Files of type:"),
    "Directory:": mark("Folder:"),
    "&Open": mark("Open"),
    "&Save": mark("Save"),
    "&Choose": mark("Choose"),
    "Back": mark("Back"),
    "Forward": mark("Forward"),
    "Parent Directory": mark("The folder above"),
    "Create New Folder": mark("New folder"),
    "List View": mark("As a list"),
    "Detail View": mark("With details"),
}
SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "QLineEdit": _TEXTS,
    "QWidgetTextControl": _TEXTS,
    "QAbstractSpinBox": {
        "&Select All": mark("Select all"),
        "&Step up": mark("One more"),
        "Step &down": mark("One less"),
    },
    "QScrollBar": {
        "Scroll here": mark("Scroll here"),
        "Top": mark("To the top"),
        "Bottom": mark("To the bottom"),
        "Left edge": mark("To the left edge"),
        "Right edge": mark("To the right edge"),
        "Page up": mark("A page up"),
        "Page down": mark("A page down"),
        "Page left": mark("A page to the left"),
        "Page right": mark("A page to the right"),
        "Scroll up": mark("Scroll up"),
        "Scroll down": mark("Scroll down"),
        "Scroll left": mark("Scroll to the left"),
        "Scroll right": mark("Scroll to the right"),
    },
    "QFileDialog": _FILES,
    "QFileSystemModel": {
        "Name": mark("Name"),
        "Size": mark("Size"),
        "Type": mark("Kind"),
        "Kind": mark("Kind"),
        "Date Modified": mark("Changed"),
    },
    "QPlatformTheme": {
        "OK": mark("OK"),
        "Cancel": mark("Cancel"),
        "Open": mark("Open"),
        "Save": mark("Save"),
        "&Yes": mark("Yes"),
        "&No": mark("No"),
    },
}
"""What Qt says, by the part of Qt that says it."""


class QtWords(QTranslator):
    """Gives Qt its words in the language of the windows, from when it is made until it goes."""

    def __init__(self, translator: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._translator = translator
        QCoreApplication.installTranslator(self)

    def speak(self, translator: Translator) -> None:
        """Use another language for what is said from now on."""
        self._translator = translator

    def isEmpty(self) -> bool:
        """It has words."""
        return False

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """One of Qt's words; None where the house has none for it."""
        del disambiguation, n
        if context == "QShortcut":
            return KEYS.get(source)
        said = SAID.get(context, {}).get(source)
        return None if said is None else self._translator.text(said)
