"""Placing together in the console: by mouse in the picture, by list, sliders and keys."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.console_room import Room
from workshop_studio.blocks import Ballot
from workshop_studio.domain.commands import CloseVote, EditStep, ImportIdeas, OpenVote, PlaceOption
from workshop_studio.domain.records import EDITED
from workshop_studio.drawing.marks import Drawing, Oval
from workshop_studio.ui.blocks.choices import ChoiceField
from workshop_studio.ui.blocks.fields import TextField
from workshop_studio.ui.blocks.placing import PlacingView
from workshop_studio.ui.dialogs.frame import StepDialog
from workshop_studio.ui.item_models.ideas import BADGE_ROLE
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.passed.rows import ChoiceRow, PlaceRow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

IDEAS = ("Breakfast", "Outdoor school", "One app", "Open house")


class Table:
    """A console in which the group places."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, plan: str) -> None:
        self.qtbot = qtbot
        self.room = Room(qtbot, jobs, plan)
        self.room.window.resize(1280, 1100)
        step = self.room.session.steps("place")[0]
        self.room.session.do(ImportIdeas(step=step, texts=IDEAS))
        self.room.session.do(EditStep(step=step, settings={"by": "group"}))
        self.room.session.do(OpenVote(step=step))
        qtbot.waitUntil(lambda: isinstance(self._found(), PlacingView))
        qtbot.waitUntil(lambda: self.view.picture.width() > 300)

    def _found(self) -> object:
        return self.room.window.place.work.view("ballot")

    @property
    def view(self) -> PlacingView:
        found = self._found()
        assert isinstance(found, PlacingView)
        return found

    @property
    def vote(self) -> str:
        [vote] = self.room.session.state.votes
        return vote

    @property
    def ids(self) -> list[str]:
        return [option.id for option in self.room.session.state.votes[self.vote].options]

    @property
    def placed(self) -> dict[str, int]:
        return dict(self.room.session.state.votes[self.vote].placed)

    def places(self, expected: dict[str, int]) -> None:
        self.qtbot.waitUntil(lambda: self.placed == expected)
        self.qtbot.waitUntil(lambda: self.shown() == expected)

    def shown(self) -> dict[str, int]:
        [ballot] = [b for b in self.room.window.bridge.view.work if isinstance(b, Ballot)]
        return dict(ballot.marks)

    def at(self, across: float, up: float) -> QPoint:
        """A point of the picture."""
        plot = self.drawing().plot
        assert plot is not None
        x, y = plot.left + across * plot.width, plot.top + (1 - up) * plot.height
        return QPoint(round(x), round(y))

    def drawing(self) -> Drawing:
        found = self.view.picture.drawing(self.view.picture.width())
        assert found is not None
        return found

    def press(self, at: QPoint) -> None:
        QTest.mouseClick(self.view.picture, Qt.MouseButton.LeftButton, pos=at)

    def drag(self, begin: QPoint, end: QPoint) -> None:
        picture, left = self.view.picture, Qt.MouseButton.LeftButton
        QTest.mousePress(picture, left, pos=begin)
        QTest.mouseMove(picture, end)
        QTest.mouseRelease(picture, left, pos=end)


Set = Callable[[str], Table]


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def table(qtbot: QtBot, jobs: Jobs) -> Set:
    return lambda plan: Table(qtbot, jobs, plan)


def near(found: dict[str, int], expected: dict[str, int]) -> bool:
    return found.keys() == expected.keys() and all(
        abs(found[key] - expected[key]) <= 1 for key in expected
    )


def test_a_click_puts_what_is_chosen_down_and_a_drag_moves_it(table: Set, qtbot: QtBot) -> None:
    one = table("impact-effort")
    first, second, *_ = one.ids
    assert one.view.chosen() == first
    one.press(one.at(0.2, 0.9))
    wanted = {f"effort/{first}": 20, f"impact/{first}": 90}
    qtbot.waitUntil(lambda: near(one.placed, wanted))
    qtbot.waitUntil(lambda: one.view.chosen() == second)  # the next that lies nowhere
    qtbot.waitUntil(lambda: any(isinstance(m, Oval) and m.row for m in one.drawing().marks))
    one.drag(one.at(0.2, 0.9), one.at(0.7, 0.3))
    moved = {f"effort/{first}": 70, f"impact/{first}": 30}
    qtbot.waitUntil(lambda: near(one.placed, moved))
    assert one.view.chosen() == first  # what is dragged is chosen
    one.press(one.at(0.1, 0.1))  # it lies somewhere: a click beside it moves nothing
    one.drag(one.at(0.7, 0.3), QPoint(one.view.picture.width() - 2, one.view.picture.height() - 2))
    assert near(one.placed, moved)
    assert one.room.window.top.undo.accessibleName() == "Undo: a placing"
    one.room.window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: near(one.placed, wanted))


def test_sliders_place_by_keyboard_and_one_rest_is_one_undo(table: Set, qtbot: QtBot) -> None:
    one = table("impact-effort")
    first = one.ids[0]
    row = one.view.row
    assert isinstance(row, PlaceRow)
    effort, impact = row.sliders.values()
    effort.setFocus()
    for _ in range(3):
        QTest.keyClick(effort, Qt.Key.Key_Right)
    one.places({f"effort/{first}": 53, f"impact/{first}": 50})
    impact.setFocus()
    QTest.keyClick(impact, Qt.Key.Key_Home)
    one.view.list.setFocus()  # leaving it is resting
    one.places({f"effort/{first}": 53, f"impact/{first}": 0})
    sent = [c for c in one.room.session.sent if isinstance(c, PlaceOption)]
    assert len(sent) == 2
    index = one.view.model.index(0)
    assert index.data(BADGE_ROLE) == "1 · ↑0 →53"
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Breakfast, 1: Impact 0, Effort 53"
    QTest.keyClick(one.view.list, Qt.Key.Key_Delete)
    one.places({})
    assert not one.view.away.isEnabled()


def test_digits_put_options_into_columns_one_after_the_other(table: Set, qtbot: QtBot) -> None:
    one = table("moscow")
    ids = one.ids
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_1):
        QTest.keyClick(one.view.list, key)
    one.places({ids[0]: 0, ids[1]: 2, ids[2]: 0})
    assert one.view.chosen() == ids[3]
    QTest.keyClick(one.view.list, Qt.Key.Key_9)  # no such column
    QTest.keyClick(one.view.list, Qt.Key.Key_1)
    one.places({ids[0]: 0, ids[1]: 2, ids[2]: 0, ids[3]: 0} if len(ids) < 4 else one.placed)
    row = one.view.row
    assert isinstance(row, ChoiceRow)
    assert one.view.said.text() == "Put into columns · 4 of 4 are placed"


def test_a_full_column_says_so_and_the_option_stays_chosen(table: Set, qtbot: QtBot) -> None:
    one = table("moscow")
    ids = one.ids
    for _ in range(3):  # the technique has room for three
        QTest.keyClick(one.view.list, Qt.Key.Key_1)
    one.places(dict.fromkeys(ids[:3], 0))
    QTest.keyClick(one.view.list, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: one.view.refusal() == "Column 1 takes at most 3.")
    assert one.view.chosen() == ids[3]
    row = one.view.row
    assert isinstance(row, ChoiceRow)
    assert not any(button.isChecked() for button in row.buttons.values())
    buttons: list[QPushButton] = list(row.buttons.values())
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    one.places({**dict.fromkeys(ids[:3], 0), ids[3]: 1})
    assert not one.view.refusal()


def test_a_card_is_dragged_to_another_column(table: Set, qtbot: QtBot) -> None:
    one = table("moscow")
    first = one.ids[0]
    one.press(one.at(0.1, 0.5))
    one.places({first: 0})
    qtbot.waitUntil(lambda: bool(one.drawing().row_at(*_middle(one, first))))
    begin = QPoint(*(round(part) for part in _middle(one, first)))
    one.drag(begin, one.at(0.9, 0.5))
    one.places({first: 3})


def _middle(one: Table, option: str) -> tuple[float, float]:
    for mark in one.drawing().marks:
        if getattr(mark, "row", "") == option:
            return mark.x + mark.width / 2, mark.y + mark.height / 2  # type: ignore[union-attr]
    return 0.0, 0.0


def test_paper_and_sheets_are_not_offered_while_the_group_places(table: Set, qtbot: QtBot) -> None:
    one = table("moscow")
    actions = one.room.window.actions_
    for name in ("papers", "sheet", "pass_round", "reveal"):
        assert not actions[name].isEnabled(), name
    one.room.session.do(CloseVote(vote=one.vote))
    qtbot.waitUntil(lambda: actions["ballots"].isEnabled())
    assert not actions["reveal"].isEnabled()


def test_who_places_and_what_the_axes_are_called_is_set_in_the_dialog(
    qtbot: QtBot,
    jobs: Jobs,
) -> None:
    room = Room(qtbot, jobs, "impact-effort")
    step = room.session.steps("place")[0]
    room.session.do(ImportIdeas(step=step, texts=IDEAS))
    room.expect("Open the vote")
    room.window.actions_["edit_step"].trigger()
    (dialog,) = room.window.findChildren(StepDialog)
    assert dialog.arranging is not None
    fields = dialog.arranging.fields
    by, name, low = fields["by"], fields["across.name"], fields["across.low"]
    assert isinstance(by, ChoiceField)
    assert isinstance(name, TextField)
    assert isinstance(low, TextField)
    assert (by.entered(), name.entered(), low.entered()) == ("each", "Effort", "little")
    QTest.keyClick(by.box, Qt.Key.Key_Down)
    name.line.selectAll()
    QTest.keyClicks(name.line, "Risk")
    dialog.accept()
    room.expect("Begin to place together")
    params = room.session.state.steps[step].params
    assert params["by"] == "group"
    across = params["across"]
    assert isinstance(across, dict)
    assert across["name"] == {EDITED: "Risk"}
    assert across["low"] == {"nb": "lite", "en": "little"}
    room.window.actions_["undo"].trigger()
    room.expect("Open the vote")
