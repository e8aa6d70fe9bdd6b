"""Clusters in the outline: all of it by keyboard, and nothing lost while others write."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.sample_blocks import HOSTILE, board, notes
from workshop_studio.blocks import Board, Note, Pile
from workshop_studio.domain.commands import COMMAND
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.blocks.board import BoardView
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
def outline(qapp: QApplication, qtbot: QtBot) -> BoardView:
    theme = Theme("light")
    apply(qapp, theme)
    view = BoardView(ENGLISH, theme)
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.show_as("outline")
    view.show_block(BOARD)
    return view


def sent_by(view: BoardView) -> Sent:
    sent: Sent = []
    view.command_requested.connect(lambda command: sent.append(dict(command)))
    return sent


def pick(view: BoardView, *keys: str) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for index in view.model.indexes_of(list(keys)):
        view.tree.scrollTo(index)
        place = view.tree.visualRect(index).center()
        QTest.mouseClick(view.tree.viewport(), Qt.MouseButton.LeftButton, held, place)
        held = Qt.KeyboardModifier.ControlModifier


def press(view: BoardView, key: Qt.Key) -> None:
    QTest.keyClick(view.tree, key)


def test_the_model_is_one_that_qt_accepts(outline: BoardView, qtmodeltester: ModelTester) -> None:
    model = OutlineModel(ENGLISH, outline)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    for shown in (BOARD, board(), Board(clusters=(), loose=()), BOARD):
        model.show_board(shown)
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_new_cluster_of_what_is_selected_also_from_other_clusters(outline: BoardView) -> None:
    sent = sent_by(outline)
    pick(outline, "2", "4")
    press(outline, Qt.Key.Key_N)
    QTest.keyClicks(outline.chooser.line, "Time")
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Return)
    assert sent == [{"type": "MakeCluster", "step": "s", "title": "Time", "ideas": ["2", "4"]}]


def test_move_to_by_typing_a_part_of_the_title(outline: BoardView) -> None:
    sent = sent_by(outline)
    pick(outline, "4")
    press(outline, Qt.Key.Key_M)
    QTest.keyClicks(outline.chooser.line, "foo")
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Return)
    assert sent == [{"type": "MoveIdeas", "step": "s", "ideas": ["4"], "cluster": "B"}]


def test_take_out_dissolve_merge(outline: BoardView) -> None:
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


def test_a_title_is_written_in_its_place(outline: BoardView, qtbot: QtBot) -> None:
    sent = sent_by(outline)
    pick(outline, "A")
    press(outline, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bool(outline.tree.viewport().findChildren(TextInput)))
    [editor] = outline.tree.viewport().findChildren(TextInput)
    QTest.keyClicks(editor, "School day")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sent == [{"type": "RenameCluster", "cluster": "A", "title": "School day"}]


def test_the_buttons_say_what_can_be_done(outline: BoardView) -> None:
    pick(outline, "4")
    assert outline.button("move").isEnabled()
    assert not outline.button("out").isEnabled()
    pick(outline, "1")
    assert outline.button("out").isEnabled()
    pick(outline, "A", "B")
    assert outline.button("merge").isEnabled()
    assert outline.button("dissolve").isEnabled()
    assert not outline.button("move").isEnabled()


def test_the_selection_survives_what_others_do(outline: BoardView) -> None:
    pick(outline, "4")
    more = BOARD.model_copy(update={"loose": (note("9"), *BOARD.loose)})
    outline.show_block(more)
    assert outline.selected_ideas() == ("4",)


def test_titles_and_ideas_are_named_for_a_screen_reader(outline: BoardView) -> None:
    [cluster] = outline.model.indexes_of(["A"])
    assert cluster.data(Qt.ItemDataRole.AccessibleTextRole) == "School, 2 ideas"
    assert outline.tree.accessibleName()


def test_an_outline_of_two_thousand_ideas(outline: BoardView, qtbot: QtBot) -> None:
    many = Board(step="s", clusters=(), loose=tuple(note(str(n)) for n in range(2000)))
    outline.show_block(many)
    [loose] = [outline.model.index(0, 0)]
    qtbot.waitUntil(lambda: outline.tree.isExpanded(loose))
    assert outline.model.rowCount(loose) == 2000


def moved(*ideas: str, cluster: str) -> Board:
    """The board after ideas went from "Not sorted" to a cluster."""
    going = tuple(one for one in BOARD.loose if one.id in ideas)
    piles = tuple(
        pile.model_copy(update={"ideas": (*pile.ideas, *going)}) if pile.id == cluster else pile
        for pile in BOARD.clusters
    )
    loose = tuple(one for one in BOARD.loose if one.id not in ideas)
    return BOARD.model_copy(update={"clusters": piles, "loose": loose})


def test_after_a_move_the_next_idea_is_selected_for_the_next_decision(outline: BoardView) -> None:
    pick(outline, "4")
    press(outline, Qt.Key.Key_M)
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Return)
    outline.show_block(moved("4", cluster="A"))
    assert outline.selected_ideas() == ("5",)
    assert outline.tree.hasFocus()
    press(outline, Qt.Key.Key_M)
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Return)
    outline.show_block(moved("4", "5", cluster="A"))
    assert outline.selected_ideas() == ("5",)  # the last one: it stays selected where it went


def test_what_others_move_stays_selected_where_it_went(outline: BoardView) -> None:
    pick(outline, "4")
    outline.show_block(moved("4", cluster="B"))
    assert outline.selected_ideas() == ("4",)
    assert outline.button("out").isEnabled()


def test_a_refused_move_leaves_all_as_it_is(outline: BoardView) -> None:
    pick(outline, "4")
    press(outline, Qt.Key.Key_M)
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Return)
    outline.refuse("That cluster is gone.", None)
    assert outline.refusal() == "That cluster is gone."
    assert outline.selected_ideas() == ("4",)
    outline.show_block(moved("4", cluster="B"))
    assert outline.selected_ideas() == ("4",)


def test_the_arrows_choose_and_esc_leaves_all_as_it_is(outline: BoardView) -> None:
    sent = sent_by(outline)
    pick(outline, "4")
    press(outline, Qt.Key.Key_M)
    assert outline.chooser.list.currentItem().text() == "School"
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Down)
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Escape)
    assert sent == []
    assert not outline.chooser.isVisible()
    assert outline.tree.hasFocus()
    press(outline, Qt.Key.Key_M)
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Down)
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Return)
    assert sent[0]["cluster"] == "B"


def test_a_title_that_is_not_there_makes_a_cluster(outline: BoardView) -> None:
    sent = sent_by(outline)
    pick(outline, "4", "5")
    press(outline, Qt.Key.Key_M)
    QTest.keyClicks(outline.chooser.line, "<b>Time</b>")
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Return)
    assert sent == [
        {"type": "MakeCluster", "step": "s", "title": "<b>Time</b>", "ideas": ["4", "5"]}
    ]


def test_ideas_are_taken_out_also_by_the_chooser(outline: BoardView) -> None:
    sent = sent_by(outline)
    pick(outline, "1")
    press(outline, Qt.Key.Key_M)
    QTest.keyClicks(outline.chooser.line, "not s")
    QTest.keyClick(outline.chooser.line, Qt.Key.Key_Return)
    pick(outline, "2")
    press(outline, Qt.Key.Key_Backspace)
    taken = {"type": "MoveIdeas", "step": "s", "cluster": None}
    assert sent == [{**taken, "ideas": ["1"]}, {**taken, "ideas": ["2"]}]
    for command in sent:
        COMMAND.validate_python(command)


def drop(view: BoardView, ids: tuple[str, ...], on: str) -> None:
    data: QMimeData = view.model.mimeData(view.model.indexes_of(ids))
    [target] = view.model.indexes_of([on])
    place = QPointF(view.tree.visualRect(target).center())
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    event = QDropEvent(place, move, data, left, Qt.KeyboardModifier.NoModifier)
    view.tree.dropEvent(event)


def test_ideas_are_dragged_onto_a_cluster_or_onto_an_idea_in_it(outline: BoardView) -> None:
    sent = sent_by(outline)
    drop(outline, ("4", "5"), "B")
    drop(outline, ("1",), "3")
    drop(outline, ("1",), "5")
    assert [(command["ideas"], command["cluster"]) for command in sent] == [
        (["4", "5"], "B"),
        (["1"], "B"),
        (["1"], None),
    ]
    assert outline.model.rowCount(outline.model.index(2, 0)) == 2  # until the session says so


def test_what_is_closed_and_the_place_survive_what_others_do(
    outline: BoardView, qtbot: QtBot
) -> None:
    many = board([f"idea {n}" for n in range(300)])
    outline.show_block(many)
    tree, bar = outline.tree, outline.tree.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 3_000)
    closed = outline.model.index(1, 0)
    tree.collapse(closed)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(1_200)
    more = many.model_copy(update={"loose": (*many.loose, note("new"))})
    outline.show_block(more)
    assert bar.value() == 1_200
    assert not tree.isExpanded(outline.model.index(1, 0))
    assert tree.isExpanded(outline.model.index(0, 0))


def test_an_editor_outlives_what_others_do(outline: BoardView) -> None:
    sent = sent_by(outline)
    pick(outline, "A")
    press(outline, Qt.Key.Key_F2)
    [editor] = outline.tree.viewport().findChildren(TextInput)
    QTest.keyClicks(editor, "Mine")
    renamed = BOARD.clusters[0].model_copy(update={"title": "Theirs"})
    outline.show_block(BOARD.model_copy(update={"clusters": (renamed, BOARD.clusters[1])}))
    outline.show_block(moved("4", cluster="B"))
    assert editor.typed() == "Mine"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sent == [{"type": "RenameCluster", "cluster": "A", "title": "Mine"}]


def test_every_button_has_its_key_and_stands_in_the_menu(outline: BoardView) -> None:
    pick(outline, "1")
    menu = outline.menu()
    by_text = {action.text(): action.isEnabled() for action in menu.actions()}
    for name in ("new", "move", "rename", "merge", "out", "dissolve"):
        button = outline.button(name)
        assert by_text[button.accessibleName()] == button.isEnabled()
        assert "(" in button.toolTip()
    menu.deleteLater()


def test_an_outline_that_is_only_shown_takes_no_key(outline: BoardView) -> None:
    sent = sent_by(outline)
    outline.show_block(BOARD.model_copy(update={"step": None}))
    pick(outline, "1")
    for key in (Qt.Key.Key_N, Qt.Key.Key_M, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        press(outline, key)
    assert sent == []
    assert not outline.button("new").isVisible()
    assert not outline.tree.viewport().findChildren(TextInput)


def test_hostile_titles_and_ideas_stay_the_characters_they_are(outline: BoardView) -> None:
    piles = tuple(
        Pile(id=f"h{n}", title=text[:500], ideas=notes((text,), f"p{n}-"))
        for n, text in enumerate(HOSTILE)
    )
    outline.show_block(Board(step="s", clusters=piles, loose=()))
    for n, text in enumerate(HOSTILE):
        group = outline.model.index(n, 0)
        assert group.data() == text[:500]
        assert outline.model.index(0, 0, group).data() == text
    assert not outline.grab().isNull()
