"""Lists, tables and charts: worked on by keys as by mouse, and steady while others write."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.drawing.sample_charts import TEXTS, bars_chart, every_chart
from tests.ui.sample_blocks import (
    HOSTILE,
    chart,
    ideas,
    initiatives,
    sample_ideas,
)
from workshop_studio.blocks import Chart, Ideas, Settled
from workshop_studio.domain.commands import COMMAND
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.chart import ChartView
from workshop_studio.ui.blocks.ideas import IdeasView
from workshop_studio.ui.blocks.table import TableView
from workshop_studio.ui.item_models.ideas import BADGE_ROLE, ID_ROLE, SOFT_ROLE, IdeasModel
from workshop_studio.ui.item_models.outline import FOUND_ROLE, GROUP_ROLE
from workshop_studio.ui.item_models.rows import Removal, changes
from workshop_studio.ui.item_models.table import DATE_ROLE, TableModel
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.inputs import TextInput

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Sent = list[dict[str, object]]


def shown(view: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)


def hiding(block: Ideas, *ids: str) -> Ideas:
    found = tuple(note.model_copy(update={"hidden": note.id in ids}) for note in block.ideas)
    return block.model_copy(update={"ideas": found})


@pytest.fixture
def listed(theme: Theme, translator: Translator, qtbot: QtBot) -> tuple[IdeasView, Sent]:
    view = IdeasView(translator, theme)
    sent: Sent = []
    view.command_requested.connect(sent.append)
    view.show_block(ideas())
    shown(view, qtbot)
    view.list.setFocus()
    view.list.setCurrentIndex(view.model.index(1))
    return view, sent


# What becomes of rows


@pytest.mark.parametrize(
    ("before", "after"),
    [("abcd", "abcd"), ("", "abc"), ("abc", ""), ("abcd", "bd"), ("bd", "abcde"), ("abc", "cab")],
)
def test_changes_make_one_list_of_the_other(before: str, after: str) -> None:
    rows = list(before)
    for step in changes(before, after):
        if isinstance(step, Removal):
            del rows[step.first : step.last + 1]
        else:
            rows[step.first : step.first] = list(after[step.first : step.last + 1])
    assert rows == list(after)


def test_no_more_rows_change_than_must() -> None:
    assert changes("abcd", "abcd") == []
    assert changes("abcd", "abd") == [Removal(2, 2)]


def test_the_models_are_what_qt_accepts(
    theme: Theme, translator: Translator, qtmodeltester: ModelTester
) -> None:
    del theme
    listing = IdeasModel(translator, is_editable=True)
    for texts in (sample_ideas(), sample_ideas()[5:20], [], list(HOSTILE)):
        listing.show_notes(ideas(texts).ideas)
        qtmodeltester.check(listing)  # type: ignore[no-untyped-call]
    table = TableModel(translator)
    for rows in (("a", "b"), ("a",), (), ("a", "b", "c")):
        table.show_table(initiatives(rows))
        qtmodeltester.check(table)  # type: ignore[no-untyped-call]


# Ideas


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_an_idea_is_edited_in_its_place(listed: tuple[IdeasView, Sent], key: Qt.Key) -> None:
    view, sent = listed
    QTest.keyClick(view.list, key)
    [editor] = view.list.viewport().findChildren(TextInput)
    QTest.keyClicks(editor, "written anew")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sent == [{"type": "EditIdea", "idea": "i1", "text": "written anew"}]
    COMMAND.validate_python(sent[0])
    assert view.model.index(1).data() == sample_ideas()[1]  # until the session says otherwise


def test_esc_leaves_an_idea_as_it_was(listed: tuple[IdeasView, Sent]) -> None:
    view, sent = listed
    QTest.keyClick(view.list, Qt.Key.Key_F2)
    [editor] = view.list.viewport().findChildren(TextInput)
    QTest.keyClicks(editor, "never mind")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert sent == []
    assert view.list.state() != QAbstractItemView.State.EditingState


def test_an_open_editor_outlives_what_others_write(listed: tuple[IdeasView, Sent]) -> None:
    view, sent = listed
    QTest.keyClick(view.list, Qt.Key.Key_F2)
    [editor] = view.list.viewport().findChildren(TextInput)
    QTest.keyClicks(editor, "mine")
    changed = ["first", "theirs", *sample_ideas()[2:], "a new one"]
    view.show_block(ideas(changed))
    assert editor.typed() == "mine"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sent == [{"type": "EditIdea", "idea": "i1", "text": "mine"}]


def test_delete_hides_and_brings_back(listed: tuple[IdeasView, Sent]) -> None:
    view, sent = listed
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    assert sent == [{"type": "HideIdea", "idea": "i1", "hidden": True}]
    view.show_block(hiding(ideas(), "i1"))
    index = view.model.index(1)
    assert index.data(SOFT_ROLE) is True
    assert index.data(BADGE_ROLE) == "hidden"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", hidden")
    assert view.hide_button.text() == "Restore"
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    assert sent[-1] == {"type": "HideIdea", "idea": "i1", "hidden": False}
    for command in sent:
        COMMAND.validate_python(command)


def test_the_menu_has_what_the_buttons_have(listed: tuple[IdeasView, Sent]) -> None:
    view, _ = listed
    menu: QMenu = view.menu()
    assert [action.text() for action in menu.actions()] == ["Edit", "Hide", "Park"]
    menu.deleteLater()


def test_options_are_only_read(listed: tuple[IdeasView, Sent]) -> None:
    view, sent = listed
    view.show_block(ideas(code="options"))
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    QTest.keyClick(view.list, Qt.Key.Key_F2)
    assert sent == []
    assert not view.edit_button.isVisible()
    assert view.heading.text() == f"{len(sample_ideas())} options"


def test_selection_and_place_survive_what_others_write(
    listed: tuple[IdeasView, Sent], qtbot: QtBot
) -> None:
    view, _ = listed
    many = sample_ideas() * 6
    view.show_block(ideas(many))
    bar = view.list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 9_000)
    view.list.setCurrentIndex(view.model.index(150))
    bar.setValue(5_000)
    for n in range(3):
        view.show_block(ideas([*many, *("one more" for _ in range(n + 1))]))
        last = view.model.index(view.model.rowCount() - 1)
        qtbot.waitUntil(lambda last=last: view.list.visualRect(last).isValid())  # type: ignore[misc]
        assert bar.value() == 5_000
    assert [note.id for note in view.selected()] == ["i150"]


def test_two_thousand_ideas_come_and_one_more_at_once(
    listed: tuple[IdeasView, Sent], qtbot: QtBot
) -> None:
    view, _ = listed
    texts = [f"{text} {n}" for n in range(40) for text in sample_ideas()]
    view.show_block(ideas(texts))
    view.show_block(ideas([*texts, "one more"]))
    assert view.model.rowCount() == len(texts) + 1
    assert view.heading.text() == f"{len(texts) + 1:,} ideas"
    qtbot.waitUntil(lambda: view.list.verticalScrollBar().maximum() > 50_000)


def test_every_row_is_high_enough_for_its_lines(
    listed: tuple[IdeasView, Sent], qtbot: QtBot
) -> None:
    view, _ = listed
    view.show_block(ideas(HOSTILE))
    bar = view.list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for width in (700, 420):
        view.resize(width, 500)
        qtbot.waitUntil(lambda wide=width: view.width() == wide)  # type: ignore[misc]
        rows = [view.model.index(row) for row in range(view.model.rowCount())]
        qtbot.waitUntil(
            lambda rows=rows: all(  # type: ignore[misc]
                view.list.visualRect(row).height() == view.list.sizeHintForIndex(row).height()
                for row in rows
            )
        )
        ends = [view.list.visualRect(row) for row in rows]
        assert all(one.bottom() < two.top() for one, two in pairwise(ends))


def test_nothing_yet_is_said(theme: Theme, each_translator: Translator, qtbot: QtBot) -> None:
    view = IdeasView(each_translator, theme)
    view.show_block(ideas(()))
    shown(view, qtbot)
    assert view.empty.isVisible()
    assert not view.list.isVisible()
    view.show_block(Ideas(count=12, code="hidden"))
    assert view.empty.isVisible()
    assert view.empty.text() != ""


# Initiatives


@pytest.fixture
def planned(theme: Theme, translator: Translator, qtbot: QtBot) -> tuple[TableView, Sent]:
    view = TableView(translator, theme)
    sent: Sent = []
    view.command_requested.connect(sent.append)
    view.show_block(initiatives())
    shown(view, qtbot)
    view.table.setFocus()
    view.table.setCurrentIndex(view.model.index(0, 1))
    return view, sent


def test_a_cell_is_edited_and_the_row_is_sent_whole(planned: tuple[TableView, Sent]) -> None:
    view, sent = planned
    QTest.keyClick(view.table, Qt.Key.Key_F2)
    [editor] = view.table.viewport().findChildren(TextInput)
    QTest.keyClicks(editor, "Ola")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sent == [
        {
            "type": "EditInitiative",
            "initiative": "t0",
            "title": "Én innlogging for alt",
            "owner": "Ola",
            "due": "2027-02-01",
        }
    ]
    COMMAND.validate_python(sent[0])


@pytest.mark.parametrize(
    ("typed", "due"), [("24.12.2027", "2027-12-24"), ("", None), ("soon", "as it was")]
)
def test_a_date_is_edited(planned: tuple[TableView, Sent], typed: str, due: str | None) -> None:
    view, sent = planned
    view.table.setCurrentIndex(view.model.index(0, 2))
    QTest.keyClick(view.table, Qt.Key.Key_F2)
    [editor] = view.table.viewport().findChildren(QLineEdit)
    assert editor.text() == "01.02.2027"
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert [command["due"] for command in sent] == ([] if due == "as it was" else [due])


def test_where_it_comes_from_is_not_edited(planned: tuple[TableView, Sent]) -> None:
    view, _ = planned
    assert not view.model.is_editable(view.model.index(0, 3))
    view.table.setCurrentIndex(view.model.index(0, 3))
    assert view.edit_current()
    assert view.table.currentIndex().column() == 0


def test_a_row_is_removed_by_key_and_by_button(planned: tuple[TableView, Sent]) -> None:
    view, sent = planned
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    view.table.setCurrentIndex(view.model.index(1, 0))
    QTest.mouseClick(view.remove_button, Qt.MouseButton.LeftButton)
    assert sent == [
        {"type": "RemoveInitiative", "initiative": "t0"},
        {"type": "RemoveInitiative", "initiative": "t1"},
    ]
    COMMAND.validate_python(sent[0])


def test_a_table_that_is_only_shown_takes_no_key(planned: tuple[TableView, Sent]) -> None:
    view, sent = planned
    view.show_block(initiatives(edit=False))
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    QTest.keyClick(view.table, Qt.Key.Key_F2)
    assert sent == []
    assert not view.edit_button.isVisible()


def test_dates_in_tables_are_read_as_people_write_them(planned: tuple[TableView, Sent]) -> None:
    view, _ = planned
    assert view.model.index(0, 2).data() == f"{date(2027, 2, 1):%d.%m.%Y}"


# Results


def test_a_result_in_words_beside_its_bars(
    theme: Theme, translator: Translator, qtbot: QtBot
) -> None:
    view = ChartView(translator, theme)
    view.show_block(chart())
    shown(view, qtbot)
    assert view.heading.text() == "Dots"
    assert view.voters.text() == "25 voted · 1 abstained · 3 by raised hand"
    assert [chip.text() for chip in view.chips] == ["Tied for second place"]
    told = view.picture.accessibleDescription().split("\n")
    assert told[:2] == ["1. Én app i stedet for seks: 23", "2. Elevene lager kortfilmer: 17"]
    assert "25 voted" in view.picture.accessibleName()


def test_that_nobody_voted_is_said_and_no_tie_is_made_of_it(
    theme: Theme, translator: Translator, qtbot: QtBot
) -> None:
    bars = tuple(bar.model_copy(update={"value": 0.0, "rank": 1}) for bar in chart().bars)
    update = {"bars": bars, "ties": (tuple(bar.id for bar in bars),)}
    nothing: Chart = chart().model_copy(update=update)
    view = ChartView(translator, theme)
    view.show_block(nothing)
    shown(view, qtbot)
    assert view.nothing.isVisible()
    assert view.chips == []


def test_a_longer_text_makes_a_higher_row(theme: Theme, translator: Translator) -> None:
    view = ChartView(translator, theme)
    view.show_block(chart())
    low = view.picture.heightForWidth(600)
    view.show_block(chart(("a much longer text " * 12, "b", "c", "d", "e")))
    assert view.picture.heightForWidth(600) > low
    assert view.picture.heightForWidth(300) >= view.picture.heightForWidth(600)


def test_every_chart_is_a_table_too_that_keys_reach(
    theme: Theme, translator: Translator, qtbot: QtBot
) -> None:
    view = ChartView(translator, theme)
    shown(view, qtbot)
    for block in every_chart():
        view.as_table.setChecked(False)
        view.show_block(block)
        assert view.picture.isVisible()
        assert TEXTS[0] in view.picture.accessibleDescription()
        view.as_table.setFocus()
        QTest.keyClick(view.as_table, Qt.Key.Key_Space)
        assert view.table.isVisible()
        assert not view.picture.isVisible()
        assert view.table.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert view.table.accessibleName() == view.picture.accessibleName()
        said = {
            view.model.index(row, column).data()
            for row in range(view.model.rowCount())
            for column in range(view.model.columnCount())
        }
        assert set(TEXTS) <= said


def test_what_the_group_is_split_on_is_said(
    theme: Theme, translator: Translator, qtbot: QtBot
) -> None:
    view = ChartView(translator, theme)
    lot = Settled(way="lot", order=("o2", "o1"), seed="4711")
    view.show_block(bars_chart().model_copy(update={"settled": (lot,)}))
    shown(view, qtbot)
    told = view.said.text().replace("\u2068", "").replace("\u2069", "").split("\n")
    assert told == [
        f"The group is split on “{TEXTS[1]}”",
        f"The tie was settled by lot: {TEXTS[2]}, {TEXTS[1]}. The lot was drawn from: 4711",
    ]


def test_many_options_are_shown_a_part_at_a_time_and_all_in_the_table(
    theme: Theme, translator: Translator, qtbot: QtBot
) -> None:
    view = ChartView(translator, theme)
    view.show_block(bars_chart(tuple(f"Valg {n}" for n in range(60))))
    shown(view, qtbot)
    drawing = view.picture.drawing(600)
    assert drawing is not None
    assert drawing.of == 24
    view.more.click()
    drawing = view.picture.drawing(600)
    assert drawing is not None
    assert drawing.of == 48
    assert "36 more" in view.picture.accessibleDescription()
    view.as_table.click()
    assert view.model.rowCount() == 60


def test_no_two_meanings_share_a_role() -> None:
    roles = (ID_ROLE, SOFT_ROLE, BADGE_ROLE, GROUP_ROLE, FOUND_ROLE, DATE_ROLE)
    assert len(set(roles)) == len(roles)  # one delegate asks for all of them
