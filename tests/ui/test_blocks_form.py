"""Forms: what each kind of field sends, and that what was entered outlives what others do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.sample_blocks import HOSTILE, choose_form, initiatives, options, plan_form
from workshop_studio.blocks import Form, FormField
from workshop_studio.domain.commands import COMMAND
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.fields import DayField, ItemField, ItemsField, LongField, TextField
from workshop_studio.ui.blocks.form import FormView
from workshop_studio.ui.blocks.numbers import CountBox, CountsField
from workshop_studio.ui.blocks.work import WorkArea
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Room:
    """A work area with forms, and what it has sent."""

    def __init__(self, theme: Theme, translator: Translator, qtbot: QtBot) -> None:
        self.area = WorkArea(translator, theme)
        qtbot.addWidget(self.area)
        self.area.resize(760, 700)
        self.sent: list[dict[str, object]] = []
        self.area.command_requested.connect(self.sent.append)
        self.area.show()
        self.area.activateWindow()
        qtbot.waitUntil(self.area.isActiveWindow)

    @property
    def form(self) -> FormView:
        view = self.area.view("form")
        assert isinstance(view, FormView)
        return view

    def line(self, name: str) -> QLineEdit:
        field = self.form.field(name)
        assert isinstance(field, TextField | DayField)
        return field.line if isinstance(field, TextField) else field.date.line

    def write(self, name: str, text: str) -> None:
        line = self.line(name)
        line.setFocus()
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClicks(line, text)


@pytest.fixture
def room(theme: Theme, translator: Translator, qtbot: QtBot) -> Room:
    return Room(theme, translator, qtbot)


def test_a_choice_sends_what_is_ticked_and_why(room: Room) -> None:
    room.area.show_blocks((choose_form(),))
    items = room.form.field("items")
    reason = room.form.field("reason")
    assert isinstance(items, ItemsField)
    assert isinstance(reason, LongField)
    items.list.setFocus()
    items.list.setCurrentIndex(items.model.index(2))
    QTest.keyClick(items.list, Qt.Key.Key_Space)
    QTest.keyClicks(reason.text, "they fit")
    assert room.area.submit("choose")
    chosen = [{"kind": "ideas", "id": "o0"}, {"kind": "ideas", "id": "o2"}]
    assert room.sent == [{"type": "Choose", "step": "s5", "items": chosen, "reason": "they fit"}]
    COMMAND.validate_python(room.sent[0])


def test_a_click_on_a_row_ticks_it(room: Room, qtbot: QtBot) -> None:
    room.area.show_blocks((choose_form(),))
    items = room.form.field("items")
    assert isinstance(items, ItemsField)
    at = items.model.index(1)
    qtbot.waitUntil(lambda: items.list.visualRect(at).isValid())
    place = items.list.visualRect(at).center()
    QTest.mouseClick(
        items.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    assert items.entered() == ("o0", "o1")
    assert items.count.text() == "2 are ticked"


def test_a_form_that_is_not_there_is_not_sent(room: Room) -> None:
    room.area.show_blocks((choose_form(),))
    assert not room.area.submit("plan")
    assert room.sent == []


def test_an_initiative_is_written_and_sent_by_keyboard_alone(room: Room, qtbot: QtBot) -> None:
    room.area.show_blocks((plan_form(), initiatives(())))
    assert room.area.focus_entry()
    room.write("title", "One login")
    room.write("owner", "Kari")
    room.write("due", "24.12.2026")
    QTest.keyClick(room.line("due"), Qt.Key.Key_Return)
    item = {"kind": "ideas", "id": "o0"}
    assert room.sent == [
        {
            "type": "PlanInitiative",
            "step": "s6",
            "item": item,
            "title": "One login",
            "owner": "Kari",
            "due": "2026-12-24",
        }
    ]
    COMMAND.validate_python(room.sent[0])
    qtbot.waitUntil(lambda: room.line("due").hasFocus())


def test_the_next_initiative_begins_when_the_last_was_taken(room: Room, qtbot: QtBot) -> None:
    room.area.show_blocks((plan_form(), initiatives(())))
    assert room.line("title").text() == "Én app"  # lent by what was chosen
    room.write("owner", "Kari")
    room.write("due", "24.12.2026")
    room.form.submit()
    assert room.line("owner").text() == "Kari"  # until it is taken
    room.area.show_blocks((plan_form(ahead="o1"), initiatives(("Én app",))))
    assert room.line("title").text() == "Kortfilmer"
    assert room.line("owner").text() == ""
    assert room.line("due").text() == ""
    qtbot.waitUntil(lambda: room.line("owner").hasFocus())


def test_the_form_is_cleared_also_where_its_block_is_the_same_as_before(room: Room) -> None:
    plain = plan_form(()).model_copy(update={"fields": plan_form(()).fields[1:]})
    room.area.show_blocks((plain, initiatives(())))
    room.write("title", "One login")
    room.form.submit()
    room.area.show_blocks((plain, initiatives(("One login",))))
    assert room.line("title").text() == ""


def test_what_is_being_entered_survives_what_others_do(room: Room) -> None:
    room.area.show_blocks((plan_form(), initiatives(())))
    room.write("title", "Half")
    line = room.line("title")
    room.area.show_blocks((plan_form(("Other", "Kortfilmer")), initiatives(("x",))))
    assert room.line("title") is line
    assert line.hasFocus()
    assert line.text() == "Half"
    room.area.show_blocks(())
    room.area.show_blocks((plan_form(),))
    assert room.line("title").text() == "Half"


def test_a_refusal_is_said_in_the_form_which_keeps_what_was_entered(room: Room) -> None:
    room.area.show_blocks((plan_form(),))
    room.write("title", "One login")
    room.form.submit()
    room.area.show_rejection("Who owns it?", room.sent[-1])
    assert room.form.refusal() == "Who owns it?"
    assert room.line("title").text() == "One login"
    room.write("owner", "K")
    assert room.form.refusal() == ""


def test_a_refusal_that_comes_after_others_went_on_puts_it_all_back(room: Room) -> None:
    room.area.show_blocks((plan_form(), initiatives(())))
    room.write("title", "One login")
    room.write("owner", "Kari")
    room.form.submit()
    room.area.show_blocks((plan_form(), initiatives(("someone else's",))))
    assert room.line("owner").text() == ""
    room.area.show_rejection("When?", room.sent[-1])
    assert room.line("title").text() == "One login"
    assert room.line("owner").text() == "Kari"


def test_what_is_no_date_is_not_sent(room: Room) -> None:
    room.area.show_blocks((plan_form(),))
    room.write("due", "next week")
    assert not room.form.submit()
    assert room.sent == []
    assert "day.month.year" in room.form.refusal()
    assert room.line("due").text() == "next week"


def test_choosing_nothing_sends_none(room: Room) -> None:
    room.area.show_blocks((plan_form(),))
    item = room.form.field("item")
    assert isinstance(item, ItemField)
    QTest.keyClick(item.box, Qt.Key.Key_Home)
    assert item.value() is None
    assert room.line("title").text() == ""
    QTest.keyClick(item.box, Qt.Key.Key_Down)
    assert item.value() == {"kind": "ideas", "id": "o0"}
    assert room.line("title").text() == "Én app"


def test_the_primary_button_takes_the_forms_own_buttons_place(room: Room) -> None:
    room.area.show_blocks((choose_form(),))
    assert room.form.button.isVisible()
    room.area.set_primary_form("choose")
    assert not room.form.button.isVisible()
    room.area.set_primary_form("")
    assert room.form.button.isVisible()


def test_required_fields_say_so_in_words(room: Room) -> None:
    room.area.show_blocks((plan_form(),))
    said = [label.text() for label in room.form.findChildren(PlainLabel)]
    assert "Owner (required)" in said
    for name in ("title", "owner", "due", "item"):
        assert room.form.field(name).input.accessibleName()


def test_what_is_filled_in_does_not_ask_to_be(room: Room) -> None:
    fields = (
        FormField(name="title", kind="text", label="plan.title", required=True, value="Breakfast"),
        FormField(name="owner", kind="text", label="plan.owner", required=True),
    )
    block = Form(command="AddInitiative", fixed={}, fields=fields, code="plan")
    room.area.show_blocks((block,))
    said = [label.text() for label in room.form.findChildren(PlainLabel)]
    assert [text for text in said if "required" in text] == ["Owner (required)"]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_options_are_sent_by_their_ids(room: Room, text: str) -> None:
    room.area.show_blocks((choose_form((text, "other"), reason=text),))
    assert room.area.submit("choose")
    assert room.sent[0]["items"] == [{"kind": "ideas", "id": "o0"}]


def test_a_number_can_be_read_in_its_box(theme: Theme, qtbot: QtBot) -> None:
    del theme
    box = CountBox()
    qtbot.addWidget(box)
    box.setValue(26)
    box.show()
    assert box.lineEdit().width() > box.fontMetrics().horizontalAdvance("100000")


def test_raised_hands_are_counted_by_one_mouse_and_summed(
    theme: Theme, translator: Translator, qtbot: QtBot
) -> None:
    del theme
    spec = FormField(
        name="counts",
        kind="counts",
        label="hands.dots",
        options=options(("Ro", "Mat")),
        each=3,
    )
    field = CountsField(spec, "Dots", translator)
    qtbot.addWidget(field)
    field.show_field(spec)
    field.show()
    first, second = field.steppers.values()
    for button in (first.more, first.more, second.more, second.more, second.less):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert min(button.width(), button.height()) >= 44
    assert field.value() == {"o0": 2, "o1": 1}
    assert not any(box.lineEdit().hasSelectedText() for box in field.boxes.values())
    assert field.sum.text() == "3 in all · at most 3 for each person"


def test_options_that_go_take_their_ticks_along(room: Room) -> None:
    form: Form = choose_form()
    room.area.show_blocks((form,))
    items = room.form.field("items")
    assert isinstance(items, ItemsField)
    items.model.toggle(items.model.index(1))
    fewer = options(("Kortfilmer",))
    fields = (form.fields[0].model_copy(update={"options": fewer, "value": ()}), form.fields[1])
    room.area.show_blocks((form.model_copy(update={"fields": fields}),))
    assert items.entered() == ("o0",)
