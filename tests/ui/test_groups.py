"""Results by groups of voters in the windows: set up, said on a ballot, read from paper, shown."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.console_room import ENGLISH, Open, Room, report
from tests.ui.test_passed import Round
from workshop_studio.app.vote_files import sheet_text
from workshop_studio.domain.commands import CloseVote, ImportIdeas
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.organisation import Organisation, Unit
from workshop_studio.domain.records import Vote
from workshop_studio.domain.state import State
from workshop_studio.steps.ballot_params import params_of
from workshop_studio.steps.groups import Groups
from workshop_studio.ui.blocks.chart import ChartView
from workshop_studio.ui.blocks.texts import NotesView
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.dialogs.groups import GroupsDialog
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel

# The offscreen platform says so of every window whose layout sets a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")

AREAS = ("Helse og omsorg", "Oppvekst", "Kultur")
ORGANISATION = Organisation(areas=tuple(Unit(id=name[:3], name=name) for name in AREAS))
OPTIONS = ("Frokost", "Uteskole", "Én app")
ASKED = {"by": "area", "groups": list(AREAS), "least": 6}


@pytest.fixture
def open_room(open_room: Open) -> Open:
    """Opens a console on a vote that has options."""

    def opened() -> Room:
        room = open_room("dot-vote")
        room.session.do(ImportIdeas(step=room.session.steps("vote")[0], texts=OPTIONS))
        return room

    return opened


def choose(dialog: GroupsDialog, way: str) -> None:
    dialog.by.setCurrentIndex(dialog.by.findData(way))


def edited(room: Room) -> GroupsDialog:
    """The dialog as the menu opens it."""
    room.window.actions_["edit_groups"].trigger()
    dialogs = room.window.findChildren(GroupsDialog)
    return dialogs[-1]


def voting(room: Room, *, asked: bool = True) -> Vote:
    step = room.session.steps("vote")[0]
    if asked:
        params = {**room.session.state.steps[step].params, "breakdown": ASKED}
        room.session.do({"type": "EditStep", "step": step, "params": params})
    room.session.do({"type": "OpenVote", "step": step})
    [vote] = room.session.state.votes.values()
    return vote


def said(room: Room, vote: Vote) -> list[str]:
    """The groups in the box of an open vote."""
    return sorted(group for group, _ in room.session.snapshot.boxes[f"vote.{vote.id}"].grouped())


def notes(room: Room) -> list[str]:
    work = room.window.place.work
    views = [view for view in work.findChildren(NotesView) if view.isVisible()]
    return [label.text() for view in views for label in view.findChildren(PlainLabel)]


def test_nothing_is_asked_at_first_and_then_what_is_written(parent: QWidget, qtbot: QtBot) -> None:
    dialog = GroupsDialog(ENGLISH, None, parent)
    dialog.open()
    assert not dialog.lines.isEnabled()
    with qtbot.waitSignal(dialog.given) as given:
        dialog.save.click()
    assert given.args == [None]
    dialog = GroupsDialog(ENGLISH, None, parent)
    dialog.open()
    choose(dialog, "role")
    assert not dialog.save.isEnabled()
    dialog.lines.setPlainText("  Lærere \n\nLedere\n")
    dialog.least.set_value(8)
    with qtbot.waitSignal(dialog.given) as given:
        dialog.save.click()
    assert given.args == [{"by": "role", "groups": ["Lærere", "Ledere"], "least": 8}]
    assert Groups.model_validate(given.args[0]).least == 8


@pytest.mark.parametrize(
    ("lines", "least", "fault"),
    [
        ("Lærere", 6, "Write from 2 to 30 groups."),
        ("\n".join(f"g{n}" for n in range(31)), 6, "Write from 2 to 30 groups."),
        ("Lærere\nlærere ", 6, "Two groups are called the same."),
        ("Lærere\n" + "x" * 201, 6, "A name has at most 200 characters."),
        ("Lærere\nLedere", 2, "The fewest in a group is from 3 to 50."),
        ("Lærere\nLedere", None, "The fewest in a group is from 3 to 50."),
    ],
)
def test_what_cannot_be_used_says_why_and_is_not_given(
    parent: QWidget, lines: str, least: int | None, fault: str
) -> None:
    dialog = GroupsDialog(ENGLISH, None, parent)
    dialog.open()
    given: list[object] = []
    dialog.given.connect(given.append)
    choose(dialog, "role")
    dialog.lines.setPlainText(lines)
    dialog.least.set_value(least)
    assert dialog.fault.text() == fault
    dialog.accept()
    assert given == []
    choose(dialog, "")  # no groups: then nothing of it is wrong
    assert (dialog.fault.text(), dialog.save.isEnabled()) == ("", True)


def test_programme_areas_are_proposed_and_never_go_over_what_is_written(parent: QWidget) -> None:
    dialog = GroupsDialog(ENGLISH, None, parent)
    dialog.open()
    choose(dialog, "area")
    assert dialog.lines.toPlainText() == ""
    dialog.show_organisation(ORGANISATION)  # it is read in a worker
    assert dialog.lines.toPlainText() == "\n".join(AREAS)
    assert dialog.save.isEnabled()
    dialog.lines.setPlainText("Helse\nAlt annet")
    dialog.show_organisation(ORGANISATION)
    assert dialog.lines.toPlainText() == "Helse\nAlt annet"
    assert dialog.take.isVisible()
    dialog.take.click()
    assert dialog.lines.toPlainText() == "\n".join(AREAS)
    assert not dialog.take.isVisible()


def test_without_programme_areas_the_way_to_the_organisation_is_offered(
    parent: QWidget, qtbot: QtBot
) -> None:
    dialog = GroupsDialog(ENGLISH, None, parent)
    dialog.open()
    choose(dialog, "area")
    dialog.show_organisation(BadInput("file.empty", name="organisation"))
    assert not dialog.organise.isVisible()
    dialog.show_organisation(Organisation())
    assert dialog.organise.isVisible()
    with qtbot.waitSignal(dialog.organise_requested):
        dialog.organise.click()
    choose(dialog, "role")
    assert not dialog.organise.isVisible()


def test_the_menu_sets_it_up_and_undo_takes_it_back(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    step = room.session.steps("vote")[0]
    dialog = edited(room)
    choose(dialog, "other")
    dialog.lines.setPlainText("Nord\nSør")
    dialog.save.click()
    asked = {"by": "other", "groups": ["Nord", "Sør"], "least": 6}
    qtbot.waitUntil(lambda: room.session.state.steps[step].params.get("breakdown") == asked)
    qtbot.waitUntil(lambda: "Nord, Sør" in notes(room))
    dialog = edited(room)
    assert dialog.by.currentData() == "other"
    assert dialog.lines.toPlainText() == "Nord\nSør"
    choose(dialog, "")
    dialog.save.click()
    qtbot.waitUntil(lambda: "breakdown" not in room.session.state.steps[step].params)
    room.window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: room.session.state.steps[step].params.get("breakdown") == asked)


def test_it_is_set_up_at_a_vote_that_is_not_open_and_nowhere_else(
    open_room: Open, qtbot: QtBot
) -> None:
    room = open_room()
    action = room.window.actions_["edit_groups"]
    assert action.isEnabled()
    vote = voting(room)
    qtbot.waitUntil(lambda: not action.isEnabled())
    room.session.do(CloseVote(vote=vote.id))
    qtbot.waitUntil(action.isEnabled)  # for a further round
    room.go("choose")
    qtbot.waitUntil(lambda: not action.isEnabled())


def test_the_organisation_is_offered_to_the_dialog(qtbot: QtBot, open_room: Open) -> None:
    session, jobs = open_room().session, Jobs()
    window = ConsoleWindow(
        session,
        ENGLISH,
        Theme("light"),
        jobs,
        report,
        offer=lambda dialog: dialog.show_organisation(ORGANISATION),
    )
    qtbot.addWidget(window)
    window.show()
    window.actions_["edit_groups"].trigger()
    [dialog] = window.findChildren(GroupsDialog)
    choose(dialog, "area")
    assert dialog.lines.toPlainText() == "\n".join(AREAS)
    dialog.reject()
    window.close()
    jobs.close()


def test_whoever_has_the_laptop_says_their_group_and_the_next_sees_none_of_it(
    open_room: Open, qtbot: QtBot
) -> None:
    room = open_room()
    vote = voting(room)
    qtbot.waitUntil(room.window.actions_["pass_round"].isEnabled)
    turns = Round(qtbot, room.window, room.session, ENGLISH)
    turns.start()
    for group in ("Oppvekst", ""):
        turns.be_ready()
        row = turns.paper.group
        assert row.isVisible()
        assert row.label.text() == "Your programme area, if you like"
        assert row.box.accessibleName() == row.label.text()
        assert "fewer than 6" in row.told.text()
        offered = [row.box.itemText(n) for n in range(row.box.count())]
        assert offered == ["I would rather not say", *AREAS]
        assert row.chosen() == ""
        row.box.setCurrentIndex(row.box.findData(group))
        turns.mark(0)
        turns.hand_on()
        turns.see_cover()
    assert said(room, vote) == ["", "Oppvekst"]
    turns.window.returned.emit()


def test_a_ballot_without_groups_asks_for_none(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    voting(room, asked=False)
    qtbot.waitUntil(room.window.actions_["pass_round"].isEnabled)
    turns = Round(qtbot, room.window, room.session, ENGLISH)
    turns.start()
    turns.be_ready()
    assert not turns.paper.group.isVisible()
    turns.mark(0)
    turns.hand_on()
    turns.see_cover()
    turns.window.returned.emit()


def test_the_result_is_shown_by_group_below_that_of_all(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    vote = voting(room)
    first = vote.options[0].id
    for number in range(16):
        group = AREAS[0] if number < 7 else AREAS[1] if number < 13 else ""
        room.session.participate(
            f"p{number}", type="CastVote", vote=vote.id, marks={first: 1}, group=group
        )
    qtbot.waitUntil(lambda: "Helse og omsorg, Oppvekst, Kultur" in notes(room))
    room.session.do(CloseVote(vote=vote.id))

    def views() -> list[ChartView]:
        found = room.window.place.work.findChildren(ChartView)
        return sorted(found, key=lambda view: view.y())

    qtbot.waitUntil(
        lambda: [one.heading.text() for one in views()] == ["Dots", "By programme area"]
    )
    whole, parts = views()
    assert "Groups of fewer than 6" in parts.counted.text()
    assert "stronger colour" in parts.counted.text()
    assert "stronger colour" not in whole.counted.text()
    parts.as_table.setChecked(True)
    heads = [str(parts.model.headerData(n, Qt.Orientation.Horizontal)) for n in range(5)]
    assert heads == ["Rank", "Option", "Helse og omsorg (7)", "Others (9)", "Total"]
    assert "Helse og omsorg (7) 7, Others (9) 9" in parts.picture.accessibleDescription()


def test_paper_ballots_are_looked_over_with_their_groups(
    open_room: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    room = open_room()
    vote = voting(room)
    qtbot.waitUntil(room.window.actions_["papers"].isEnabled)
    text = sheet_text(State(), vote, ENGLISH.words).lstrip("\ufeff")
    head, row, *_ = text.splitlines()
    assert head.split(";")[-1] == "group"
    assert row.count(";") == head.count(";")
    path = tmp_path / "ark.csv"
    path.write_text(f"{head}\n1;1;;;kultur\n2;;1;;\n3;1;;;Plan\n", encoding="utf-8")
    room.files.path = str(path)
    room.window.actions_["papers"].trigger()
    window = room.window.errands.ballots.preview
    assert window is not None
    qtbot.waitUntil(window.progress.isHidden)
    shown = [window._model.index(n, 2).data() for n in range(2)]
    assert shown == ["Kultur", "–"]
    assert window.out_title.text() == "1 row is left out"
    window.press()
    qtbot.waitUntil(lambda: said(room, vote) == ["", "Kultur"])
    assert params_of(vote).breakdown == Groups.model_validate(ASKED)
