"""Clusters in the outline: all of it by keyboard, and nothing lost while others write."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.sample_blocks import board
from workshop_studio.blocks import Board, Note, Pile
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.blocks.outline import OutlineView
from workshop_studio.ui.item_models.outline import OutlineModel
from workshop_studio.ui.theme import Theme, apply
from workshop_studio.ui.widgets.inputs import TextInput

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ENGLISH = Translator("en", resources() / "locales")


def note(key: str) -> Note:
    return Note(id=key, text=f"idea {key}")


BOARD = Board(
    step="s",
    clusters=(
        Pile(id="A", title="School", ideas=(note("1"), note("2"))),
        Pile(id="B", title="Food", ideas=(note("3"),)),
    ),
    loose=(note("4"), note("5")),
)
Sent = list[dict[str, object]]


@pytest.fixture
def outline(qapp: QApplication, qtbot: QtBot) -> OutlineView:
    theme = Theme("light")
    apply(qapp, theme)
    view = OutlineView(ENGLISH, theme)
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show()
    view.show_block(BOARD)
    return view


def sent_by(view: OutlineView) -> Sent:
    sent: Sent = []
    view.command_requested.connect(lambda command: sent.append(dict(command)))
    return sent


def pick(view: OutlineView, *keys: str) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for index in view.model.indexes_of(list(keys)):
        view.tree.scrollTo(index)
        place = view.tree.visualRect(index).center()
        QTest.mouseClick(view.tree.viewport(), Qt.MouseButton.LeftButton, held, place)
        held = Qt.KeyboardModifier.ControlModifier


def press(view: OutlineView, key: Qt.Key) -> None:
    QTest.keyClick(view.tree, key)


def test_the_model_is_one_that_qt_accepts(outline: OutlineView, qtmodeltester: ModelTester) -> None:
    model = OutlineModel(ENGLISH, outline)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    for shown in (BOARD, board(), Board(clusters=(), loose=()), BOARD):
        model.show_board(shown)
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_new_cluster_of_what_is_selected_also_from_other_clusters(outline: OutlineView) -> None:
    sent = sent_by(outline)
    pick(outline, "2", "4")
    press(outline, Qt.Key.Key_N)
    QTest.keyClicks(outline.chooser.line, "Time")
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Return)
    assert sent == [{"type": "MakeCluster", "step": "s", "title": "Time", "ideas": ["2", "4"]}]


def test_move_to_by_typing_a_part_of_the_title(outline: OutlineView) -> None:
    sent = sent_by(outline)
    pick(outline, "4")
    press(outline, Qt.Key.Key_M)
    QTest.keyClicks(outline.chooser.line, "foo")
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Return)
    assert sent == [{"type": "MoveIdeas", "step": "s", "ideas": ["4"], "cluster": "B"}]


def test_take_out_dissolve_merge(outline: OutlineView) -> None:
    sent = sent_by(outline)
    pick(outline, "1")
    press(outline, Qt.Key.Key_Delete)
    pick(outline, "B")
    press(outline, Qt.Key.Key_Delete)
    pick(outline, "A", "B")
    press(outline, Qt.Key.Key_J)
    assert sent[0] == {"type": "MoveIdeas", "step": "s", "ideas": ["1"], "cluster": None}
    assert sent[1] == {"type": "DissolveCluster", "cluster": "B"}
    assert sent[2]["type"] == "MergeClusters"
    assert {sent[2]["into"], *sent[2]["clusters"]} == {"A", "B"}  # type: ignore[misc]


def test_a_title_is_written_in_its_place(outline: OutlineView, qtbot: QtBot) -> None:
    sent = sent_by(outline)
    pick(outline, "A")
    press(outline, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bool(outline.tree.viewport().findChildren(TextInput)))
    [editor] = outline.tree.viewport().findChildren(TextInput)
    QTest.keyClicks(editor, "School day")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sent == [{"type": "RenameCluster", "cluster": "A", "title": "School day"}]


def test_the_buttons_say_what_can_be_done(outline: OutlineView) -> None:
    pick(outline, "4")
    assert outline.button("move").isEnabled()
    assert not outline.button("out").isEnabled()
    pick(outline, "1")
    assert outline.button("out").isEnabled()
    pick(outline, "A", "B")
    assert outline.button("merge").isEnabled()
    assert outline.button("dissolve").isEnabled()
    assert not outline.button("move").isEnabled()


def test_the_selection_survives_what_others_do(outline: OutlineView) -> None:
    pick(outline, "4")
    more = BOARD.model_copy(update={"loose": (note("9"), *BOARD.loose)})
    outline.show_block(more)
    assert outline.selected_ideas() == ("4",)


def test_titles_and_ideas_are_named_for_a_screen_reader(outline: OutlineView) -> None:
    [cluster] = outline.model.indexes_of(["A"])
    assert cluster.data(Qt.ItemDataRole.AccessibleTextRole) == "School, 2 ideas"
    assert outline.tree.accessibleName()


def test_an_outline_of_two_thousand_ideas(outline: OutlineView, qtbot: QtBot) -> None:
    many = Board(step="s", clusters=(), loose=tuple(note(str(n)) for n in range(2000)))
    outline.show_block(many)
    [loose] = [outline.model.index(0, 0)]
    qtbot.waitUntil(lambda: outline.tree.isExpanded(loose))
    assert outline.model.rowCount(loose) == 2000
