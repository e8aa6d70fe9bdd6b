"""Ideas are hostile input: in every window they show as the characters they are."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QTextBrowser, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.sample_blocks import HOSTILE, every_block
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.blocks.work import WorkArea
from workshop_studio.ui.stage.window import StageWindow
from workshop_studio.ui.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ENGLISH = Translator("en", resources() / "locales")
UI = Path(__file__).parents[2] / "workshop_studio" / "ui"


def assert_plain(widget: QWidget) -> None:
    for label in widget.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
        assert not label.openExternalLinks()
    for child in (widget, *widget.findChildren(QWidget)):
        assert not isinstance(child, QTextBrowser | QTextEdit | QMessageBox)
        tip = child.toolTip()
        assert not tip or tip.startswith("<qt>")  # said to be markup, and escaped
        assert "<b>" not in tip
        assert "<img" not in tip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_every_block_of_the_work_area(qapp: QApplication, qtbot: QtBot, text: str) -> None:
    theme = Theme("light")
    apply(qapp, theme)
    area = WorkArea(ENGLISH, theme)
    qtbot.addWidget(area)
    area.resize(800, 600)
    area.show()
    for block in every_block(text):
        area.show_blocks((block,))
        qapp.processEvents()
        assert_plain(area)
        assert not area.grab().isNull()


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_every_block_of_the_stage(qapp: QApplication, qtbot: QtBot, text: str) -> None:
    theme = Theme("dark")
    apply(qapp, theme)
    stage = StageWindow(ENGLISH, theme)
    qtbot.addWidget(stage)
    for block in every_block(text):
        stage.show_blocks((block,))
        assert not stage.render_to(QSize(960, 540)).isNull()
        assert_plain(stage)


def test_what_could_read_markup_is_named_in_one_place_or_not_at_all() -> None:
    """No bare QLabel, no message box, no rich text widget, and tooltips only by way of ours."""
    allowed = {"QLabel": {"widgets/labels.py"}, "setToolTip": {"widgets/labels.py"}}
    banned = {"QMessageBox", "QTextEdit", "QTextBrowser", "QErrorMessage", "QWhatsThis", "setHtml"}
    for path in sorted(UI.rglob("*.py")):
        name = path.relative_to(UI).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            assert called not in banned, f"{name}:{node.lineno}"
            escapes = bool(node.args) and "plain_tooltip" in ast.unparse(node.args[-1])
            if called in allowed and not escapes:
                assert name in allowed[called], f"{name}:{node.lineno}"
