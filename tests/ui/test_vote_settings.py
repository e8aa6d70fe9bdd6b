"""The numbers of a vote, set in the dialog of the step before the vote opens."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.console_room import Room
from workshop_studio.blocks import FormField
from workshop_studio.domain.commands import ImportIdeas
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.choices import ChoiceField
from workshop_studio.ui.blocks.numbers import NumberField
from workshop_studio.ui.dialogs.arranging import Arranging
from workshop_studio.ui.dialogs.frame import StepDialog
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_dots_are_set_in_the_dialog_within_their_range_and_undone(qtbot: QtBot, jobs: Jobs) -> None:
    room = Room(qtbot, jobs, "dot-vote")
    step = room.session.steps("vote")[0]
    room.session.do(ImportIdeas(step=step, texts=("Breakfast", "Open house")))
    room.expect("Open the vote")
    room.window.actions_["edit_step"].trigger()
    (dialog,) = room.window.findChildren(StepDialog)
    assert dialog.arranging is not None
    fields = dialog.arranging.fields
    dots, every = fields["vote.dots"], fields["vote.all_used"]
    assert isinstance(dots, NumberField)
    assert isinstance(every, ChoiceField)
    assert (dots.entered(), every.entered()) == (3, "no")
    dots.box.setFocus()
    dots.box.selectAll()
    QTest.keyClicks(dots.box, "4")
    QTest.keyClick(every.box, Qt.Key.Key_Up)
    assert every.entered() == "yes"
    assert (dots.box.minimum(), dots.box.maximum()) == (1, 1000)
    dialog.accept()
    qtbot.waitUntil(lambda: room.session.state.steps[step].params["dots"] == 4)
    params = room.session.state.steps[step].params
    assert params["all_used"] is True
    assert params["most_per_option"] == 2  # nobody touched it
    room.window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: room.session.state.steps[step].params["dots"] == 3)


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_numbers_are_whole_and_settings_go_in_at_any_size_of_text(
    qtbot: QtBot, qapp: QApplication, translator: Translator, scale: float
) -> None:
    theme = Theme("light", scale)
    apply(qapp, theme)
    names = ("vote.dots", "vote.most_per_option")
    numbers = [FormField(name=name, kind="number", label=name, value=10) for name in names]
    arranging = Arranging(numbers, translator, theme)
    qtbot.addWidget(arranging)
    arranging.resize(730, arranging.height())
    arranging.show()
    for field in arranging.fields.values():
        assert isinstance(field, NumberField)
        metrics = field.box.fontMetrics()
        inside = field.box.lineEdit()
        qtbot.waitUntil(partial(_goes_in, inside, metrics.height()))
        for button in (field.stepper.less, field.stepper.more):
            assert button.height() >= metrics.height()
    page = arranging.widget()
    assert page is not None
    qtbot.waitUntil(lambda: page.width() <= arranging.viewport().width())
    apply(qapp, Theme("light"))


def _goes_in(line: QWidget, height: int) -> bool:
    return line.height() >= height
