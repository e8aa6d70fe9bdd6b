"""The entry: one idea by Enter, many by pasting, and nothing that was written is ever lost."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.sample_blocks import HOSTILE, entry, ideas, notes
from workshop_studio.blocks import Entry
from workshop_studio.domain.commands import COMMAND
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.entry import EntryView
from workshop_studio.ui.blocks.work import WorkArea
from workshop_studio.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Sent = list[dict[str, object]]


class Area:
    """A work area on the screen, and what it has sent."""

    def __init__(self, theme: Theme, translator: Translator, qtbot: QtBot) -> None:
        self.widget = WorkArea(translator, theme)
        qtbot.addWidget(self.widget)
        self.widget.resize(760, 640)
        self.sent: Sent = []
        self.widget.command_requested.connect(self.sent.append)
        self.widget.show_blocks((entry(), ideas(())))
        self.widget.show()
        self.widget.activateWindow()
        qtbot.waitUntil(self.widget.isActiveWindow)
        assert self.widget.focus_entry()
        qtbot.waitUntil(self.entry.input.hasFocus)

    @property
    def entry(self) -> EntryView:
        view = self.widget.view("entry")
        assert isinstance(view, EntryView)
        return view

    def type(self, text: str) -> None:
        QTest.keyClicks(self.entry.input, text)

    def paste(self, text: str) -> None:
        clip = QMimeData()
        clip.setText(text)
        self.entry.input.insertFromMimeData(clip)

    def enter(self) -> None:
        QTest.keyClick(self.entry.input, Qt.Key.Key_Return)


@pytest.fixture
def area(theme: Theme, translator: Translator, qtbot: QtBot) -> Area:
    return Area(theme, translator, qtbot)


def test_enter_sends_one_idea_and_makes_room_for_the_next(area: Area) -> None:
    area.type("One app")
    area.enter()
    area.type("Breakfast")
    area.enter()
    assert area.sent == [
        {"type": "AddIdea", "step": "s1", "text": "One app"},
        {"type": "AddIdea", "step": "s1", "text": "Breakfast"},
    ]
    assert area.entry.input.typed() == ""
    for sent in area.sent:
        COMMAND.validate_python(sent)


def test_the_button_does_the_same_by_mouse(area: Area) -> None:
    assert not area.entry.button.isEnabled()
    area.type("One app")
    QTest.mouseClick(area.entry.button, Qt.MouseButton.LeftButton)
    assert area.sent == [{"type": "AddIdea", "step": "s1", "text": "One app"}]
    assert area.entry.input.hasFocus()


@pytest.mark.parametrize("blank", ["", "   ", "\n\n", "\t \n"])
def test_what_is_blank_is_not_sent(area: Area, blank: str) -> None:
    area.paste(blank)
    area.enter()
    assert area.sent == []


def test_pasted_lines_are_one_import(area: Area) -> None:
    area.paste("first\r\n\r\n second \n\nthird\n")
    assert area.entry.hint.text() == "Enter adds these lines as 3 ideas."
    area.enter()
    assert area.sent == [
        {"type": "ImportIdeas", "step": "s1", "texts": ["first", " second ", "third"]}
    ]
    COMMAND.validate_python(area.sent[0])


def test_one_pasted_line_among_blank_ones_is_one_idea(area: Area) -> None:
    area.paste("\n\nonly this\n\n")
    area.enter()
    assert area.sent == [{"type": "AddIdea", "step": "s1", "text": "only this"}]


@pytest.mark.parametrize(
    "text", [t for t in HOSTILE if not {"\n", "\r", "\u2028", "\0"} & set(t)], ids=lambda t: t[:9]
)
def test_an_idea_is_sent_as_it_was_typed(area: Area, text: str) -> None:
    area.paste(text)
    area.enter()
    assert area.sent == [{"type": "AddIdea", "step": "s1", "text": text}]


def test_what_is_being_typed_survives_what_the_group_does(area: Area, qtbot: QtBot) -> None:
    area.type("half an id")
    field = area.entry.input
    for n in range(1, 30):
        area.widget.show_blocks((entry(), ideas([f"idea {i}" for i in range(n)])))
    area.type("ea")
    assert area.entry.input is field
    assert field.hasFocus()
    assert field.typed() == "half an idea"
    used = entry().model_copy(update={"most": 5, "used": 2})
    area.widget.show_blocks((used, ideas([])))
    assert area.entry.input is field
    assert field.typed() == "half an idea"
    qtbot.waitUntil(lambda: area.entry.hint.text().startswith("2 of 5 written."))


def test_a_draft_waits_in_its_step(area: Area) -> None:
    area.type("not yet")
    area.widget.show_blocks((entry("s2"),))
    assert area.entry.input.typed() == ""
    area.widget.show_blocks(())
    area.widget.show_blocks((entry("s1"),))
    assert area.entry.input.typed() == "not yet"
    assert area.sent == []


def test_a_refused_idea_is_put_back_with_the_reason_beside_it(area: Area) -> None:
    area.type("refused")
    area.enter()
    area.widget.show_rejection("An idea needs some text.", area.sent[-1])
    assert area.entry.input.typed() == "refused"
    assert area.entry.refusal() == "An idea needs some text."
    assert area.widget.rejection() == "An idea needs some text."
    area.type("!")
    assert area.entry.refusal() == ""


def test_a_refused_idea_is_put_before_what_was_typed_since(area: Area) -> None:
    area.type("first")
    area.enter()
    area.type("second")
    area.enter()
    area.type("third")
    area.widget.show_rejection("No.", area.sent[0])
    assert area.entry.input.paragraphs() == ["first", "third"]


def test_a_refusal_that_names_no_command_is_the_last_ones(area: Area) -> None:
    area.type("one")
    area.enter()
    area.widget.show_rejection("No.")
    assert area.entry.input.typed() == "one"


def test_the_promise_stands_where_people_write(
    theme: Theme, each_translator: Translator, qtbot: QtBot
) -> None:
    view = EntryView(each_translator, theme)
    qtbot.addWidget(view)
    view.show_block(Entry(fixed={"step": "s"}, promise="anonymous"))
    assert each_translator.text("Nobody sees who wrote what.") in view.hint.text()
    assert view.input.accessibleName()


def test_a_thousand_pasted_lines_are_one_import(area: Area) -> None:
    area.paste("\n".join(f"idea {n}" for n in range(1_000)))
    area.enter()
    [sent] = area.sent
    assert sent["type"] == "ImportIdeas"
    assert sent["texts"] == [note.text for note in notes([f"idea {n}" for n in range(1_000)])]
