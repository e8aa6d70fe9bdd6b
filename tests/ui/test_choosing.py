"""A frame is chosen from the organisation: by keyboard, marked where it is free, and never lost."""

from collections.abc import Callable, Mapping
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fakes import FakeSession
from workshop_studio.app.organisation import added, renamed
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.organisation import Kind, Organisation
from workshop_studio.domain.records import Frame
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.dialogs.choice import ChoiceLine
from workshop_studio.ui.dialogs.frame import FrameDialog, FrameValues
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme

# The offscreen platform says so of every window whose layout sets a least size, and of popups.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")

ENGLISH = Translator("en", resources() / "locales")


def organisation() -> Organisation:
    made = Organisation()
    for kind, name, unit in (("area", "Helse", "a1"), ("area", "Oppvekst", "a2")):
        made = added(made, cast("Kind", kind), name, unit)
    made = added(added(made, "cohort", "Kull 1", "c1"), "cohort", "Kull 2", "c2")
    made = added(made, "group", "Rektorene", "g1", "a2", "c1")
    made = added(made, "group", "Ledelsen", "g2", "a1", "c1")
    made = added(made, "group", "Ledelsen", "g3", "a2", "c2")
    return added(made, "goal", "Alle med", "m1")


Ask = Callable[[FrameValues], FrameDialog]


@pytest.fixture
def ask(qtbot: QtBot, theme: Theme) -> Ask:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def asked(values: FrameValues) -> FrameDialog:
        dialog = FrameDialog(ENGLISH, values, heading="Heading", accept="Start", parent=parent)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return asked


def line(dialog: FrameDialog, name: str) -> ChoiceLine:
    found = dialog.line(name)
    assert isinstance(found, ChoiceLine)
    return found


def chosen(dialog: FrameDialog) -> Mapping[str, str]:
    return cast("Mapping[str, str]", dialog.values()["chosen"])


def pick(dialog: FrameDialog, name: str, typed: str, down: int = 1) -> None:
    """Type some letters, go down so many rows, and press Enter."""
    one = line(dialog, name)
    one.setFocus()
    one.selectAll()
    QTest.keyClicks(one, typed)
    rows = one.completer().popup()
    assert rows is not None
    for _ in range(down):
        QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)


def marked(dialog: FrameDialog) -> set[str]:
    return {kind for kind, one in dialog.choosing.lines.items() if one.mark.isVisibleTo(one)}


def test_choosing_a_group_fills_its_area_and_cohort(ask: Ask) -> None:
    dialog = ask({"title": "T"})
    dialog.show_organisation(organisation())
    pick(dialog, "group", "rekt")
    assert dialog.line("group").text() == "Rektorene"
    assert dialog.line("area").text() == "Oppvekst"
    assert dialog.line("cohort").text() == "Kull 1"
    assert chosen(dialog) == {"group": "g1", "area": "a2", "cohort": "c1"}
    assert marked(dialog) == set()
    assert Frame.model_validate(dialog.values()).chosen["group"] == "g1"


def test_two_groups_of_one_name_are_told_apart(ask: Ask) -> None:
    dialog = ask({"title": "T"})
    dialog.show_organisation(organisation())
    pick(dialog, "group", "ledelsen", down=2)
    assert chosen(dialog) == {"group": "g3", "area": "a2", "cohort": "c2"}
    pick(dialog, "group", "helse")
    assert dialog.line("group").text() == "Ledelsen"
    assert chosen(dialog) == {"group": "g2", "area": "a1", "cohort": "c1"}


def test_down_offers_all_there_is(ask: Ask) -> None:
    dialog = ask({"title": "T", "group": "Rektorene"})
    dialog.show_organisation(organisation())
    group = line(dialog, "group")
    QTest.keyClick(group, Qt.Key.Key_Down)
    rows = group.completer().popup()
    assert rows is not None
    assert rows.model().rowCount() == 3
    rows.hide()


def test_text_that_is_not_in_it_is_possible_and_marked(ask: Ask) -> None:
    dialog = ask({"title": "T"})
    dialog.show_organisation(organisation())
    group = dialog.line("group")
    group.setFocus()
    QTest.keyClicks(group, "Noen andre")
    QTest.keyClick(group, Qt.Key.Key_Tab)
    assert marked(dialog) == {"group"}
    assert group.accessibleDescription() == "Free text, not in the organisation"
    assert "free text" in dialog.choosing.told.text()
    assert chosen(dialog) == {}
    assert dialog.values()["group"] == "Noen andre"
    group.setFocus()
    group.selectAll()
    QTest.keyClicks(group, "rektorene")
    rows = line(dialog, "group").completer().popup()
    assert rows is not None
    QTest.keyClick(rows, Qt.Key.Key_Tab)  # the list has the keyboard while it is open
    assert marked(dialog) == set()
    assert chosen(dialog) == {"group": "g1"}


def test_a_group_is_put_over_no_area_that_was_typed(ask: Ask) -> None:
    dialog = ask({"title": "T", "area": "Tverretatlig"})
    dialog.show_organisation(organisation())
    assert marked(dialog) == {"area"}
    pick(dialog, "group", "rekt")
    assert dialog.line("area").text() == "Tverretatlig"
    assert chosen(dialog) == {"group": "g1", "cohort": "c1"}


def test_what_was_chosen_stays_chosen_whatever_becomes_of_the_organisation(ask: Ask) -> None:
    before: FrameValues = {
        "title": "T",
        "group": "Rektorene",
        "area": "Oppvekst",
        "chosen": {"group": "g1", "area": "a2", "room": "r"},
    }
    expected = {"group": "g1", "area": "a2", "room": "r"}
    other = renamed(organisation(), "group", "g1", "Skolelederne")
    faults = (BadInput("organisation.broken", name="x"), Organisation(), other)
    assert chosen(ask(before)) == expected
    for found in faults:
        dialog = ask(before)
        dialog.show_organisation(found)
        assert chosen(dialog) == expected
        assert marked(dialog) == set()
        dialog.line("group").setText("Andre")
        assert chosen(dialog) == {"area": "a2", "room": "r"}


def test_without_an_organisation_it_can_be_made_and_is_offered_then(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask({"title": "T", "group": "rektorene"})
    assert not dialog.choosing.isVisible()
    dialog.show_organisation(Organisation())
    assert dialog.choosing.isVisible()
    assert dialog.choosing.organise.text() == "Make the organisation …"
    with qtbot.waitSignal(dialog.organise_requested):
        dialog.choosing.organise.click()
    dialog.show_organisation(organisation())
    assert chosen(dialog) == {"group": "g1"}


def test_an_organisation_that_cannot_be_read_is_one_line_and_loses_nothing(ask: Ask) -> None:
    dialog = ask({"title": "T", "group": "Rektorene"})
    dialog.show_organisation(BadInput("organisation.broken", name="x"))
    assert dialog.choosing.told.text().startswith("The organisation cannot be read now")
    assert dialog.values()["group"] == "Rektorene"
    needed = dialog.choosing.told.heightForWidth(dialog.choosing.told.width())
    assert dialog.choosing.told.height() >= needed


def test_the_frame_of_a_session_is_chosen_too(qtbot: QtBot, theme: Theme) -> None:
    jobs, session = Jobs(), FakeSession()
    window = ConsoleWindow(
        session,
        ENGLISH,
        theme,
        jobs,
        lambda _: "",
        offer=lambda dialog: dialog.show_organisation(organisation()),
    )
    qtbot.addWidget(window)
    window.show()
    window.actions_["edit_frame"].trigger()
    (dialog,) = window.findChildren(FrameDialog)
    assert marked(dialog) == {"group", "cohort"}
    dialog.line("cohort").setText("Kull 2")
    dialog.line("group").setText("Ledelsen")
    dialog.accept()
    frame = session.state.frame
    assert frame is not None
    assert frame.chosen == {"group": "g3", "cohort": "c2"}
    assert frame.headcount == 24
    jobs.close()
