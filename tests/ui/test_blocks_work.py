"""The work area: every block has a widget, and a widget stays as long as its block does."""

from typing import get_args

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.drawing.sample_charts import every_chart
from tests.ui.sample_blocks import (
    board,
    chart,
    choose_form,
    entry,
    every_block,
    frame,
    ideas,
    initiatives,
    plan_form,
    prompt,
    timer,
)
from workshop_studio import blocks
from workshop_studio.blocks import Blocks, Notes, People, Waiting
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.ideas import IdeasView
from workshop_studio.ui.blocks.texts import NotesView, PeopleView, PromptView, WaitingView
from workshop_studio.ui.blocks.work import VIEWS, WorkArea
from workshop_studio.ui.theme import Scheme, Theme, apply

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

STEPS: list[Blocks] = [
    (entry(), ideas()),
    (board(),),
    (chart(), choose_form()),
    (plan_form(), initiatives()),
    (People(code="voted", count=18, of=26),),
    (prompt(), timer(), frame(), Notes(code="choose.by_top", text="")),
]


@pytest.fixture
def area(theme: Theme, translator: Translator, qtbot: QtBot) -> WorkArea:
    widget = WorkArea(translator, theme)
    qtbot.addWidget(widget)
    widget.resize(780, 680)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def test_every_kind_of_block_has_its_widget() -> None:
    charts = get_args(get_args(blocks.ChartBlock)[0])
    members = get_args(get_args(blocks.Block)[0])
    others = [kind for kind in members if isinstance(kind, type)]
    kinds = {kind.model_fields["block"].default for kind in (*others, *charts)}
    assert set(VIEWS) == kinds
    assert {block.block for block in every_block("x")} == kinds


def test_blocks_that_are_the_same_keep_their_widgets(area: WorkArea) -> None:
    area.show_blocks((prompt(), entry(), ideas(["a"])))
    before = [area.view(kind) for kind in ("prompt", "entry", "ideas")]
    area.show_blocks((prompt("Another question?"), entry(), ideas(["a", "b"])))
    assert [area.view(kind) for kind in ("prompt", "entry", "ideas")] == before
    shown = before[0]
    assert isinstance(shown, PromptView)
    assert shown.question.text() == "Another question?"


def test_blocks_stand_in_their_order_whichever_came_first(area: WorkArea) -> None:
    area.show_blocks((entry(), ideas(["a"])))
    area.show_blocks((prompt(), ideas(["a"]), entry()))
    QApplication.processEvents()
    tops = []
    for kind in ("prompt", "ideas", "entry"):
        view = area.view(kind)
        assert view is not None
        tops.append(view.mapTo(area, QPoint(0, 0)).y())
    assert tops == sorted(tops)


def test_two_blocks_of_a_kind_have_a_widget_each(area: WorkArea) -> None:
    first, second = chart(), chart().model_copy(update={"round": 2})
    area.show_blocks((first, second))
    area.show_blocks((second,))
    area.show_blocks((first, second))
    view = area.view("chart")
    assert view is not None


def test_a_refusal_without_an_input_of_its_own_stands_at_the_top(area: WorkArea) -> None:
    area.show_blocks((prompt(),))
    area.show_rejection("A vote is open. Close it first.")
    assert area.rejection() == "A vote is open. Close it first."
    area.show_blocks((prompt("Next?"),))
    assert area.rejection() == ""


def test_a_refusal_of_a_list_stands_with_the_list(area: WorkArea) -> None:
    area.show_blocks((entry(), ideas(["a", "b"])))
    view = area.view("ideas")
    assert isinstance(view, IdeasView)
    view.list.setCurrentIndex(view.model.index(0))
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    area.show_rejection("That idea is gone.")
    assert view.refusal() == "That idea is gone."


def test_words_and_numbers_of_the_quiet_blocks(area: WorkArea) -> None:
    area.show_blocks((People(code="voted", count=18, of=26), Waiting(code="vote.soon")))
    people, waiting = area.view("people"), area.view("waiting")
    assert isinstance(people, PeopleView)
    assert isinstance(waiting, WaitingView)
    assert people.text.text() == "18 of 26 have voted"
    assert waiting.text.text() == "The vote will open soon."
    area.show_blocks((Notes(code="choose.by_top", text=""),))
    notes = area.view("notes")
    assert isinstance(notes, NotesView)
    assert notes.text.text() == "The first ones of the vote go on."


def reached(area: WorkArea) -> list[QWidget]:
    """What Tab comes to, from the first input until it is there again."""
    assert area.focus_entry()
    first = QApplication.focusWidget()
    found: list[QWidget] = []
    at = first
    while at is not None and at not in found and len(found) < 60:
        found.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
    assert at is first
    return found


@pytest.mark.parametrize("step", STEPS[:4:2] + STEPS[3:4], ids=["collect", "choose", "plan"])
def test_tab_comes_to_every_input_and_back_and_each_has_a_name(
    area: WorkArea, step: Blocks
) -> None:
    area.show_blocks(step)
    QApplication.processEvents()
    found = reached(area)
    policy = Qt.FocusPolicy.TabFocus
    wanted = [
        widget
        for widget in area.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & policy == policy
        and widget.focusProxy() is None
    ]
    assert set(wanted) <= set(found)
    for widget in found:
        told = QAccessible.queryAccessibleInterface(widget)
        assert told is not None
        assert told.text(QAccessible.Text.Name), widget


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[0].block)
def test_every_step_is_drawn_whole_in_every_language(
    qapp: QApplication,
    qtbot: QtBot,
    each_translator: Translator,
    scheme: Scheme,
    step: Blocks,
) -> None:
    """No widget gets less room than its text needs at a common width."""
    theme = Theme(scheme)
    apply(qapp, theme)
    area = WorkArea(each_translator, theme)
    qtbot.addWidget(area)
    area.resize(720, 640)
    area.show()
    area.show_blocks(step)
    qapp.processEvents()
    for widget in area.findChildren(QWidget):
        if widget.isVisible() and widget.metaObject().className() in {"PlainLabel", "QuietButton"}:
            if widget.hasHeightForWidth():
                assert widget.height() >= widget.heightForWidth(widget.width())
            else:
                assert widget.width() >= widget.minimumSizeHint().width()
            place = widget.mapTo(area, QPoint(0, 0))
            assert place.x() >= 0
            assert place.x() + widget.width() <= area.width()


def test_type_grows_with_the_system_and_nothing_is_cut(
    qapp: QApplication, translator: Translator, qtbot: QtBot
) -> None:
    theme = Theme("light", 2.0)
    apply(qapp, theme)
    area = WorkArea(translator, theme)
    qtbot.addWidget(area)
    area.resize(900, 700)
    area.show()
    area.show_blocks((prompt(), plan_form()))
    qapp.processEvents()
    view = area.view("prompt")
    assert isinstance(view, PromptView)
    assert view.question.fontMetrics().height() > 55
    assert view.question.height() >= view.question.heightForWidth(view.question.width())
    apply(qapp, Theme("light"))


def test_in_the_narrowest_console_nothing_is_cut_at_the_side(
    qtbot: QtBot, theme: Theme, each_translator: Translator
) -> None:
    for block in (*every_block("Frokost"), *every_chart(("Frokost", "Uteskole"))):
        area = WorkArea(each_translator, theme)
        qtbot.addWidget(area)
        area.resize(330, 700)
        area.show()
        area.show_blocks((block,))
        QApplication.processEvents()
        assert area._scroll.horizontalScrollBar().maximum() == 0, block
        area.close()


def in_turns(theme: Theme, translator: Translator, qtbot: QtBot) -> WorkArea:
    area = WorkArea(translator, theme, in_turns=True)
    qtbot.addWidget(area)
    area.resize(780, 680)
    area.show()
    return area


def shown_kinds(area: WorkArea) -> list[str]:
    """The kinds of the widgets that there are, looked at from outside: asking would make more."""
    widgets = {type(widget) for widget in area.findChildren(QWidget) if widget.isVisible()}
    return [kind for kind, view in VIEWS.items() if view in widgets]


def test_in_turns_what_is_typed_into_is_there_first_and_the_rest_one_a_turn(
    theme: Theme, translator: Translator, qtbot: QtBot
) -> None:
    area = in_turns(theme, translator, qtbot)
    seen: list[int] = []
    area._turn.timeout.connect(lambda: seen.append(len(shown_kinds(area))))
    area.show_blocks((chart(), entry(), ideas(["a"]), initiatives()))
    assert shown_kinds(area) == ["entry"]
    assert area.focus_entry()
    qtbot.waitUntil(lambda: not area._turn.isActive())
    assert seen == [2, 3, 4, 4], "one a turn, and the last one paints"
    ranks = [area.view(kind) for kind in ("chart", "entry", "ideas", "table")]
    tops = [view.y() for view in ranks if view is not None]
    assert tops == sorted(tops)
    assert len(tops) == 4


def test_what_asks_for_a_block_has_it_before_its_turn(
    theme: Theme, translator: Translator, qtbot: QtBot
) -> None:
    area = in_turns(theme, translator, qtbot)
    area.show_blocks((chart(), ideas(["a"]), initiatives()))
    assert shown_kinds(area) == []
    assert area.view("table") is not None
    assert sorted(shown_kinds(area)) == ["chart", "ideas", "table"]
    area.show_blocks((ideas(["a"]),))  # the group has gone on: nothing of the last step comes late
    qtbot.waitUntil(lambda: not area._turn.isActive())
    assert shown_kinds(area) == ["ideas"]
