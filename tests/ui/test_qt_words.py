"""What Qt itself says is in the language of the windows, and follows it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.qt_words import SAID, QtWords


@pytest.fixture
def words(qapp: QApplication) -> Iterator[QtWords]:
    made = QtWords(Translator("nb", resources() / "locales"), qapp)
    yield made
    QCoreApplication.removeTranslator(made)
    made.deleteLater()


def said(field: QLineEdit | QPlainTextEdit) -> list[str]:
    menu = field.createStandardContextMenu()
    told = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    menu.deleteLater()
    return told


def test_the_menu_of_a_text_speaks_and_changes_its_language(qtbot: QtBot, words: QtWords) -> None:
    line, text = QLineEdit("x"), QPlainTextEdit("x")
    qtbot.addWidget(line)
    qtbot.addWidget(text)
    norwegian = ["Angre", "Gjør om igjen", "Klipp ut", "Kopier", "Lim inn", "Slett", "Merk alt"]
    assert said(line) == said(text) == norwegian
    words.speak(Translator("en", resources() / "locales"))
    assert said(line) == ["Undo", "Redo", "Cut", "Copy", "Paste", "Delete", "Select all"]


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(
    ("keys", "written"),
    [("Ctrl+Return", "Ctrl+Enter"), ("Alt+Left", "Alt+←"), ("F5", "F5"), ("Ctrl++", "Ctrl++")],
)
def test_keys_are_named_by_what_stands_on_them(keys: str, written: str) -> None:
    assert QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) == written


def test_every_word_reaches_qt(words: QtWords) -> None:
    for context, texts in SAID.items():
        for source in texts:
            assert QCoreApplication.translate(context, source) == words.translate(context, source)
