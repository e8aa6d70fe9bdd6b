"""The board: by mouse and by keys, the same as the outline, and nothing lost meanwhile."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.sample_blocks import HOSTILE, notes
from workshop_studio.blocks import Board, Note, Pile
from workshop_studio.domain.commands import COMMAND
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.board import BoardView
from workshop_studio.ui.blocks.work import WorkArea
from workshop_studio.ui.board.finding import rect_of
from workshop_studio.ui.board.pictures import MOST_LINES, NotePictures
from workshop_studio.ui.board.places import Group, Sizes, arrange
from workshop_studio.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "target for gesture")

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
Sent = list[dict[str, object]]


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


def many(count: int) -> Board:
    return Board(step="s", clusters=(), loose=tuple(note(str(n)) for n in range(count)))


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, translator: Translator) -> BoardView:
    made = BoardView(translator, theme)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_block(BOARD)
    made.canvas.setFocus()
    return made


@pytest.fixture
def sent(view: BoardView) -> Sent:
    commands: Sent = []

    def take(command: dict[str, object]) -> None:
        COMMAND.validate_python(dict(command))
        commands.append(dict(command))

    view.command_requested.connect(take)
    return commands


def held(view: BoardView) -> tuple[str, ...]:
    return view.canvas.hand.held


def place(view: BoardView, key: str) -> QPoint:
    """A point on a note, or on the title of a card."""
    rect = rect_of(view.canvas.board, key)
    return view.canvas.mapFromScene(rect.topLeft()) + QPoint(20, 20)


def card(view: BoardView, key: str) -> QPoint:
    """A point on a card beneath its notes."""
    [found] = [one for one in view.canvas.board.cards if one.key == key]
    return view.canvas.mapFromScene(found.place.card.bottomRight()) - QPoint(20, 6)


def click(view: BoardView, key: str, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(view.canvas.viewport(), LEFT, held, place(view, key))


def drag(view: BoardView, start: QPoint, end: QPoint, *, let_go: bool = True) -> None:
    port = view.canvas.viewport()
    QTest.mousePress(port, LEFT, NONE, start)
    QTest.mouseMove(port, start + QPoint(15, 15))
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    if let_go:
        QTest.mouseRelease(port, LEFT, NONE, end)


def ground(view: BoardView) -> QPoint:
    """A point where nothing lies."""
    bottom = max(one.place.card.bottom() for one in view.canvas.board.cards)
    return view.canvas.mapFromScene(40, bottom + 30)


# By mouse


def test_a_note_is_dragged_to_another_cluster(view: BoardView, sent: Sent) -> None:
    drag(view, place(view, "1"), card(view, "B"))
    assert sent == [{"type": "MoveIdeas", "step": "s", "ideas": ["1"], "cluster": "B"}]
    assert view.selected_ideas() == ("1",)


def test_many_are_dragged_by_one_command(view: BoardView, sent: Sent) -> None:
    click(view, "1")
    click(view, "4", CONTROL)
    click(view, "5", SHIFT)
    drag(view, place(view, "4"), card(view, "B"))
    assert sent == [{"type": "MoveIdeas", "step": "s", "ideas": ["1", "4", "5"], "cluster": "B"}]


def test_let_go_on_not_sorted_takes_out_and_on_empty_ground_makes_a_cluster(
    view: BoardView, sent: Sent
) -> None:
    drag(view, place(view, "1"), card(view, ""))
    drag(view, place(view, "3"), ground(view))
    assert sent == [
        {"type": "MoveIdeas", "step": "s", "ideas": ["1"], "cluster": None},
        {"type": "MakeCluster", "step": "s", "title": "", "ideas": ["3"]},
    ]


def test_the_title_of_a_cluster_made_by_hand_is_written_at_once(
    view: BoardView, sent: Sent
) -> None:
    drag(view, place(view, "4"), ground(view))
    piles = (*BOARD.clusters, Pile(id="C", title="", ideas=(note("4"),)))
    view.show_block(Board(step="s", clusters=piles, loose=(note("5"),)))
    assert view.canvas.editor is not None
    QTest.keyClicks(view.canvas.editor, "Time")
    QTest.keyClick(view.canvas.editor, Qt.Key.Key_Return)
    assert sent[-1] == {"type": "RenameCluster", "cluster": "C", "title": "Time"}


def test_a_note_let_go_where_it_lay_asks_for_nothing(view: BoardView, sent: Sent) -> None:
    drag(view, place(view, "1"), card(view, "A"))
    assert sent == []


def test_a_title_dragged_onto_another_card_merges(view: BoardView, sent: Sent) -> None:
    drag(view, place(view, "A"), card(view, "B"))
    drag(view, place(view, "A"), card(view, ""))
    assert sent == [{"type": "MergeClusters", "into": "B", "clusters": ["A"]}]


def test_a_frame_marks_what_it_touches(view: BoardView) -> None:
    corner = view.canvas.mapFromScene(rect_of(view.canvas.board, "A").topLeft()) - QPoint(6, 6)
    drag(view, corner, place(view, "2"))
    assert view.selected_ideas() == ("1", "2")


def test_esc_puts_back_what_is_held(view: BoardView, sent: Sent) -> None:
    end = card(view, "B")
    drag(view, place(view, "1"), end, let_go=False)
    assert held(view) == ("1",)
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.canvas.viewport(), LEFT, NONE, end)
    assert not held(view)
    assert sent == []


def test_a_double_click_writes_an_idea_anew_and_esc_does_not(view: BoardView, sent: Sent) -> None:
    for end in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        QTest.mouseDClick(view.canvas.viewport(), LEFT, NONE, place(view, "1"))
        editor = view.canvas.editor
        assert editor is not None
        QTest.keyClicks(editor, "new")
        QTest.keyClick(editor, end)
    assert sent == [{"type": "EditIdea", "idea": "1", "text": "new"}]
    assert view.canvas.hasFocus()


def test_the_middle_button_pans(view: BoardView, qtbot: QtBot) -> None:
    view.show_block(many(300))
    qtbot.waitUntil(lambda: not view.canvas.board.is_loading)
    bar = view.canvas.verticalScrollBar()
    QTest.mousePress(view.canvas.viewport(), Qt.MouseButton.MiddleButton, NONE, QPoint(200, 300))
    QTest.mouseMove(view.canvas.viewport(), QPoint(200, 180))
    QTest.mouseRelease(view.canvas.viewport(), Qt.MouseButton.MiddleButton, NONE, QPoint(200, 180))
    assert bar.value() == 120


def test_the_board_goes_on_beneath_what_is_held_still_at_its_edge(
    view: BoardView, sent: Sent, qtbot: QtBot
) -> None:
    view.show_block(many(300))
    qtbot.waitUntil(lambda: not view.canvas.board.is_loading)
    bar = view.canvas.verticalScrollBar()
    edge = QPoint(200, view.canvas.viewport().height() - 4)
    drag(view, place(view, "0"), edge, let_go=False)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    qtbot.waitUntil(lambda: not view.canvas.hand._at_edge.isActive())  # it goes no further
    lifted = view.canvas.hand._lifted
    assert lifted is not None
    seen = view.canvas.mapToScene(view.canvas.viewport().rect()).boundingRect()
    assert seen.intersects(lifted.sceneBoundingRect())  # it came along
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.canvas.viewport(), LEFT, NONE, edge)
    assert sent == []


def test_a_frame_begins_where_it_began_although_the_board_goes_on(
    view: BoardView, qtbot: QtBot
) -> None:
    view.show_block(many(300))
    qtbot.waitUntil(lambda: not view.canvas.board.is_loading)
    bar = view.canvas.verticalScrollBar()
    edge = QPoint(view.canvas.viewport().width() - 40, view.canvas.viewport().height() - 4)
    drag(view, QPoint(2, 2), edge, let_go=False)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    QTest.mouseRelease(view.canvas.viewport(), LEFT, NONE, edge)
    assert "0" in view.selected_ideas()
    assert not view.canvas.hand._at_edge.isActive()


# By touch


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    return QTest.createTouchDevice()


def two_fingers(
    view: BoardView, screen: QPointingDevice, start: QPoint, by: QPoint, apart: QPoint
) -> None:
    """One finger lands, then another beside it; both move, and go further apart."""
    window = view.windowHandle()
    first = view.canvas.viewport().mapTo(view, start)
    second = first + QPoint(120, 0)
    QTest.touchEvent(window, screen).press(0, first, window).commit()
    QTest.touchEvent(window, screen).stationary(0).press(1, second, window).commit()
    one, other = first, second
    for part in range(1, 21):
        one = first + by * part / 20 - apart * part / 20
        other = second + by * part / 20 + apart * part / 20
        QTest.touchEvent(window, screen).move(0, one, window).move(1, other, window).commit()
    QTest.touchEvent(window, screen).release(0, one, window).release(1, other, window).commit()


def test_one_finger_drags_a_note(view: BoardView, sent: Sent, screen: QPointingDevice) -> None:
    window, port = view.windowHandle(), view.canvas.viewport()
    start, end = (port.mapTo(view, at) for at in (place(view, "1"), card(view, "B")))
    QTest.touchEvent(window, screen).press(0, start, window).commit()
    for part in range(1, 11):
        where = start + (end - start) * part / 10
        QTest.touchEvent(window, screen).move(0, where, window).commit()
    QTest.touchEvent(window, screen).release(0, end, window).commit()
    assert sent == [{"type": "MoveIdeas", "step": "s", "ideas": ["1"], "cluster": "B"}]


def test_two_fingers_pan_and_zoom_and_move_no_note(
    view: BoardView, sent: Sent, screen: QPointingDevice, qtbot: QtBot
) -> None:
    view.show_block(many(300))
    qtbot.waitUntil(lambda: not view.canvas.board.is_loading)
    view.sorting.select(["7"], "7")
    bar, on = view.canvas.verticalScrollBar(), place(view, "24")
    two_fingers(view, screen, on, QPoint(0, -200), QPoint())
    assert bar.value() == pytest.approx(200, abs=12)  # as far as the fingers, without a leap
    two_fingers(view, screen, QPoint(300, 300), QPoint(0, 100), QPoint())
    assert bar.value() == pytest.approx(100, abs=12)
    two_fingers(view, screen, QPoint(300, 300), QPoint(), QPoint(60, 0))
    assert view.canvas.zoom > 1.5
    assert sent == []
    assert not held(view)
    assert view.selected_ideas() == ("7",)
    click(view, "30")  # the mouse is the hand's again
    assert view.selected_ideas() == ("30",)


# By keys


def test_arrows_go_to_what_lies_beside(view: BoardView) -> None:
    view.sorting.select(["1"], "1")
    for key, wanted in (
        (Qt.Key.Key_Right, "2"),
        (Qt.Key.Key_Left, "1"),
        (Qt.Key.Key_Up, "A"),
        (Qt.Key.Key_Down, "1"),
    ):
        QTest.keyClick(view.canvas, key)
        assert view.sorting.current() == wanted
    QTest.keyClick(view.canvas, Qt.Key.Key_Right, SHIFT)
    assert view.selected_ideas() == ("1", "2")
    QTest.keyClick(view.canvas, Qt.Key.Key_Space)
    assert view.selected_ideas() == ("1",)
    QTest.keyClick(view.canvas, Qt.Key.Key_A, CONTROL)
    assert len(view.selected_ideas()) == 5


def test_zoom_by_keys_leaves_ctrl_plus_to_the_window(view: BoardView) -> None:
    QTest.keyClick(view.canvas, Qt.Key.Key_Plus)
    assert view.canvas.zoom == pytest.approx(1.25)
    QTest.keyClick(view.canvas, Qt.Key.Key_Plus, CONTROL)
    assert view.canvas.zoom == pytest.approx(1.25)
    QTest.keyClick(view.canvas, Qt.Key.Key_0, CONTROL)
    assert view.canvas.zoom == pytest.approx(1.0)
    view.show_block(many(50))
    QTest.keyClick(view.canvas, Qt.Key.Key_9)
    seen = view.canvas.mapToScene(view.canvas.viewport().rect()).boundingRect()
    assert all(seen.contains(spot.rect) for spot in view.canvas.board.spots.values())


def test_pages_pan_down_and_with_shift_across(view: BoardView, qtbot: QtBot) -> None:
    view.show_block(many(600))
    qtbot.waitUntil(lambda: not view.canvas.board.is_loading)
    across, down = view.canvas.horizontalScrollBar(), view.canvas.verticalScrollBar()
    QTest.keyClick(view.canvas, Qt.Key.Key_PageDown)
    assert (across.value(), down.value() > 300) == (0, True)
    QTest.keyClick(view.canvas, Qt.Key.Key_PageDown, SHIFT)
    assert across.value() > 300
    QTest.keyClick(view.canvas, Qt.Key.Key_PageUp, SHIFT)
    QTest.keyClick(view.canvas, Qt.Key.Key_PageUp)
    assert (across.value(), down.value()) == (0, 0)


def test_space_held_pans_by_drag_and_selects_nothing(view: BoardView, qtbot: QtBot) -> None:
    view.show_block(many(600))
    qtbot.waitUntil(lambda: not view.canvas.board.is_loading)
    view.sorting.select(["7"], "7")
    port = view.canvas.viewport()
    view.canvas.pan(QPointF(-200, -200))
    QTest.keyPress(view.canvas, Qt.Key.Key_Space)
    drag(view, QPoint(400, 300), QPoint(300, 200))
    QTest.keyRelease(view.canvas, Qt.Key.Key_Space)
    assert view.canvas.horizontalScrollBar().value() == 300
    assert view.canvas.verticalScrollBar().value() == 300
    assert view.selected_ideas() == ("7",)
    assert port.cursor().shape() != Qt.CursorShape.ClosedHandCursor


def test_in_a_narrow_window_the_rest_is_in_a_menu(view: BoardView) -> None:
    assert not view.more.isVisible()
    view.resize(300, 500)
    assert view.more.isVisible()
    assert view.button("move").isVisible()
    assert not view.button("merge").isVisible()
    assert len(view.menu().actions()) == 7


# One law for both


@pytest.mark.parametrize("name", ["board", "outline"])
@pytest.mark.parametrize(
    ("chosen", "key", "typed"),
    [
        (["1", "4"], Qt.Key.Key_N, "Time"),
        (["4"], Qt.Key.Key_M, "foo"),
        (["1"], Qt.Key.Key_Delete, ""),
        (["A", "B"], Qt.Key.Key_J, ""),
        (["B"], Qt.Key.Key_Delete, ""),
        (["4", "5"], Qt.Key.Key_H, ""),
    ],
)
def test_a_key_asks_for_the_same_on_board_and_outline(
    view: BoardView, sent: Sent, name: str, chosen: list[str], key: Qt.Key, typed: str
) -> None:
    view.show_as(name)
    view.sorting.select(chosen, chosen[0])
    QTest.keyClick(view.tree if name == "outline" else view.canvas, key)
    if typed:
        QTest.keyClicks(view.chooser.line, typed)
        QTest.keyClick(view.chooser.line, Qt.Key.Key_Return)
    wanted: dict[Qt.Key, Sent] = {
        Qt.Key.Key_N: [{"type": "MakeCluster", "step": "s", "title": "Time", "ideas": chosen}],
        Qt.Key.Key_M: [{"type": "MoveIdeas", "step": "s", "ideas": chosen, "cluster": "B"}],
        Qt.Key.Key_J: [{"type": "MergeClusters", "into": "A", "clusters": ["B"]}],
        Qt.Key.Key_H: [{"type": "HideIdea", "idea": k, "hidden": True} for k in chosen],
    }
    out: Sent = [{"type": "MoveIdeas", "step": "s", "ideas": ["1"], "cluster": None}]
    gone: Sent = [{"type": "DissolveCluster", "cluster": "B"}]
    assert sent == wanted.get(key, out if chosen == ["1"] else gone)


def shown(view: BoardView) -> list[tuple[str, list[str]]]:
    """Each card of the board with its notes, from its items."""
    board = view.canvas.board
    return [
        (one.key, [s.key for s in board.spots.values() if one.place.card.contains(s.rect)])
        for one in board.cards
    ]


def test_board_and_outline_always_show_the_same(view: BoardView, qtbot: QtBot) -> None:
    moved = BOARD.model_copy(
        update={"clusters": (BOARD.clusters[1],), "loose": (note("1"), note("9"))}
    )
    for block in (moved, many(130), BOARD, Board(clusters=(), loose=()), moved):
        view.show_block(block)
        qtbot.waitUntil(lambda: not view.canvas.board.is_loading)
        groups = [(key, {n.id for n in ideas}) for key, _, ideas in view.model.groups()]
        assert [(key, set(ids)) for key, ids in shown(view)] == groups
        assert view.tree.model() is view.model
        assert set(view.canvas.board.spots) == {key for _, ids in groups for key in ids}


def test_one_selection_and_the_switch_keeps_it(view: BoardView) -> None:
    click(view, "4")
    QTest.keyClick(view.canvas, Qt.Key.Key_O)
    assert view.shown_as == "outline"
    assert view.tree.hasFocus()
    assert [i.data() for i in view.tree.selectedIndexes()] == ["idea 4"]
    QTest.keyClick(view.tree, Qt.Key.Key_O)
    assert view.canvas.hasFocus()


def test_the_choice_is_told_and_kept(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    work = WorkArea(translator, theme)
    qtbot.addWidget(work)
    told: list[str] = []
    work.board_chosen.connect(told.append)
    work.board_as = "outline"
    work.show_blocks((BOARD,))
    view = work.view("board")
    assert isinstance(view, BoardView)
    assert view.shown_as == "outline"
    view.switch.buttons["board"].click()
    assert (view.shown_as, told) == ("board", ["board"])


# What others do meanwhile


def test_a_note_in_the_hand_is_not_lost(view: BoardView, sent: Sent) -> None:
    end = card(view, "B")
    drag(view, place(view, "1"), end, let_go=False)
    view.show_block(BOARD.model_copy(update={"loose": (note("9"), *BOARD.loose)}))
    assert held(view) == ("1",)
    QTest.mouseRelease(view.canvas.viewport(), LEFT, NONE, end)
    assert sent == [{"type": "MoveIdeas", "step": "s", "ideas": ["1"], "cluster": "B"}]


def test_a_refused_move_puts_the_note_back(view: BoardView, qtbot: QtBot) -> None:
    drag(view, place(view, "1"), card(view, "B"))
    spot = view.canvas.board.spots["1"]
    assert spot.item.pos() != spot.rect.topLeft()
    view.refuse("That cluster is gone.", None)
    qtbot.waitUntil(lambda: spot.item.pos() == spot.rect.topLeft())
    assert view.selected_ideas() == ("1",)


def test_selection_and_place_survive_what_others_do(view: BoardView, qtbot: QtBot) -> None:
    view.show_block(many(300))
    qtbot.waitUntil(lambda: not view.canvas.board.is_loading)
    view.sorting.select(["7"], "7")
    view.canvas.verticalScrollBar().setValue(400)
    view.show_block(many(303))
    assert view.canvas.verticalScrollBar().value() == 400
    assert view.selected_ideas() == ("7",)


def test_a_board_that_is_only_shown_takes_no_move(view: BoardView, sent: Sent) -> None:
    view.show_block(BOARD.model_copy(update={"step": None}))
    drag(view, place(view, "1"), card(view, "B"))
    click(view, "1")
    for key in (Qt.Key.Key_N, Qt.Key.Key_M, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_H):
        QTest.keyClick(view.canvas, key)
    QTest.mouseDClick(view.canvas.viewport(), LEFT, NONE, place(view, "1"))
    assert sent == []
    assert view.canvas.editor is None
    assert not view.findChildren(QMenu)


# Searching


def test_search_marks_and_goes_to_what_it_finds(view: BoardView) -> None:
    QTest.keyClick(view.canvas, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(view.search.line, "IDEA 4")
    assert view.model.found() == ["4"]
    assert view.search.count.text() == "1 match"
    QTest.keyClick(view.search.line, Qt.Key.Key_Return)
    assert view.selected_ideas() == ("4",)
    QTest.keyClick(view.search.line, Qt.Key.Key_Escape)
    assert view.model.found() == []
    assert view.canvas.hasFocus()


def test_search_has_a_button_and_works_in_the_outline_too(view: BoardView) -> None:
    view.show_as("outline")
    view.find_button.click()
    QTest.keyClicks(view.search.line, "school")
    QTest.keyClick(view.search.line, Qt.Key.Key_Return)
    assert view.selected_clusters() == ("A",)
    assert view.tree.currentIndex().data() == "School"


# What is drawn


def test_notes_are_drawn_when_they_come_into_view(view: BoardView, qtbot: QtBot) -> None:
    view.show_block(many(1_000))
    board = view.canvas.board
    qtbot.waitUntil(lambda: not board.is_loading)
    first, last = board.spots["0"], board.spots["999"]
    qtbot.waitUntil(lambda: not first.item.pixmap().isNull())
    assert last.item.pixmap().isNull()
    view.canvas.show_key("999")
    qtbot.waitUntil(lambda: not last.item.pixmap().isNull())


def test_cards_grow_and_hold_every_note() -> None:
    sizes = Sizes()
    for count in (0, 1, 9, 47, 400, 2_000):
        groups = [Group(40, [72.0] * count), Group(40, [72.0, 96.0])]
        for width in (200, 800, 1_900):
            places = arrange(groups, width, sizes)
            assert [len(one.notes) for one in places] == [count, 2]
            for one in places:
                assert all(one.card.contains(rect) for rect in one.notes)
                assert not any(rect.intersects(one.title) for rect in one.notes)
            assert not places[0].card.intersects(places[1].card)


def test_hostile_texts_are_drawn_and_a_book_is_cut(
    view: BoardView, theme: Theme, qapp: QApplication
) -> None:
    texts = (*HOSTILE, "x" * 1_000_000, "word " * 200_000)
    pictures = NotePictures(theme)
    for text in texts:
        assert len(pictures.lines(text).texts) <= MOST_LINES
        assert not pictures.picture((text, 0, pictures.height(text), 1.0)).isNull()
    piles = (Pile(id="h", title="t" * 500, ideas=notes(texts)),)
    view.show_block(Board(step="s", clusters=piles, loose=()))
    qapp.processEvents()
    [title] = [one for one in view.canvas.board.cards if one.key == "h"]
    assert title.title.sceneBoundingRect().right() <= title.place.card.right()
    assert not view.grab().isNull()


@pytest.mark.parametrize("word", ["ungdomsskolen", "leseopplæringa", "læringsplattformen"])
def test_a_long_word_is_whole_on_a_note(theme: Theme, word: str) -> None:
    lines = NotePictures(theme).lines(f"Begynne {word} kl. 9")
    assert word in " ".join(lines.texts).split()


def test_a_word_that_goes_in_closer_to_the_edge_keeps_its_size(theme: Theme) -> None:
    pictures = NotePictures(theme)
    usual = pictures.lines("Salatbar").line_height
    assert pictures.lines("Begynne ungdomsskolen kl. 9").line_height == usual
    assert pictures.lines("I læringsplattformen").line_height < usual
