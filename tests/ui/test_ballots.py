"""Ballots from paper into an open vote, and ballots out for a recount, as a facilitator does it."""

import csv
import io
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.console_room import ENGLISH, Open, Room
from workshop_studio.app.tally_files import Ask, count_files
from workshop_studio.app.vote_files import read_papers, sheet_text
from workshop_studio.cli.command import read_file
from workshop_studio.domain.commands import CloseVote, CountHands, HideIdea, ImportIdeas, OpenVote
from workshop_studio.domain.records import Vote
from workshop_studio.domain.state import State
from workshop_studio.steps.ballot_params import params_of
from workshop_studio.steps.vote_result import result
from workshop_studio.tally.rules import pairs_of
from workshop_studio.ui.blocks.fields import LongField
from workshop_studio.ui.imports.ballots import BallotsWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
OPTIONS = ("Frokost", "Uteskole", "Én app")


def voting(
    open_room: Open, technique: str = "dot-vote", texts: tuple[str, ...] = OPTIONS
) -> tuple[Room, Vote]:
    room = open_room(technique)
    step = next(iter(room.session.steps("vote")))
    room.session.do(ImportIdeas(step=step, texts=texts))
    room.session.do(OpenVote(step=step))
    [vote] = room.session.state.votes.values()
    room.qtbot.waitUntil(lambda: room.window.actions_["papers"].isEnabled())
    return room, vote


def preview(room: Room, path: Path) -> BallotsWindow:
    room.files.path = str(path)
    room.window.actions_["papers"].trigger()
    window = room.window.errands.ballots.preview
    assert window is not None
    room.qtbot.waitUntil(lambda: window.progress.isHidden())
    return window


def voters(room: Room, vote: Vote) -> int:
    return room.session.snapshot.boxes[f"vote.{vote.id}"].voters


def test_papers_are_looked_over_and_then_lie_in_the_box(
    open_room: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    room, vote = voting(open_room)
    path = tmp_path / "papirer.csv"
    path.write_text("nr;Frokost;Uteskole;Én app\n1;2;1;\n2;;9;\n3;;;\n4;1;1;1\n", encoding="utf-8")
    window = preview(room, path)
    assert window.summary.text() == "3 ballots will be counted. 1 of them is blank."
    assert window.out_title.text() == "1 row is left out"
    assert voters(room, vote) == 0
    window.press()
    qtbot.waitUntil(lambda: "in the box" in room.said())
    assert voters(room, vote) == 3
    assert room.window.errands.ballots.preview is None
    room.session.do(CloseVote(vote=vote.id))
    counted = result(room.session.state, room.session.state.votes[vote.id])
    texts = {option.id: option.text for option in vote.options}
    assert {texts[one.id]: one.total for one in counted.options} == {
        "Frokost": 3,
        "Uteskole": 2,
        "Én app": 1,
    }
    assert (counted.ballots, counted.abstentions) == (3, 1)


def test_what_is_no_file_of_ballots_is_told_and_changes_nothing(
    open_room: Open, tmp_path: Path
) -> None:
    room, vote = voting(open_room)
    for name, data in (
        ("tom.csv", b""),
        ("binær.csv", bytes(range(256)) * 20),
        ("andre.csv", b"a;b\n1;2\n"),
        ("valg.pb", b"META\nkey;value\nvote_type;approval\nPROJECTS\nproject_id;cost\nx;1\n"),
        ("borte.csv", None),
    ):
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        window = preview(room, path)
        assert not window.accept_button.isEnabled(), name
        assert name in window.fault.text(), name
        window.close()
    assert voters(room, vote) == 0


def test_a_sheet_to_type_into_is_read_back(open_room: Open, qtbot: QtBot, tmp_path: Path) -> None:
    room, vote = voting(open_room)
    sheet = tmp_path / "ark"
    room.files.path = str(sheet)
    room.window.actions_["sheet"].trigger()
    qtbot.waitUntil(lambda: "ark.csv" in room.said())
    path = sheet.with_suffix(".csv")
    text = path.read_text(encoding="utf-8-sig")
    assert all(option in text for option in OPTIONS)
    path.write_text(text.replace("1;;;", "1;2;;1"), encoding="utf-8-sig")
    window = preview(room, path)
    window.press()
    qtbot.waitUntil(lambda: voters(room, vote) == 1)


def test_another_file_takes_the_place_of_the_one_looked_over(
    open_room: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    room, _ = voting(open_room)
    path = tmp_path / "stemmer.csv"
    path.write_text("ballot,idea,value\n1,Frokost,1\n")
    first = preview(room, path)
    gone: list[bool] = []
    first.destroyed.connect(lambda: gone.append(True))
    second = preview(room, path)
    qtbot.waitUntil(lambda: gone == [True])
    assert room.window.errands.ballots.preview is second
    room.window.errands.ballots.close()
    assert room.window.errands.ballots.preview is None


SAME = ("Frokost", "Frokost", "Uteskole")
HOSTILE = ("=1+1", "Frokost", "- Én app", "@SUM(A1)", "Ballot", "'Sitat", "a;b", "+47 ring")


def keys_of(vote: Vote) -> list[str]:
    """What a whole ballot answers, in the order of its sheet."""
    options = [option.id for option in vote.options]
    if vote.method == "pairwise":
        return list(pairs_of(options))
    scales = [scale.id for scale in params_of(vote).scales]
    return [f"{scale}/{option}" for scale in scales for option in options] or options


def test_columns_of_pairs_and_criteria_are_called_by_the_texts(open_room: Open) -> None:
    _, vote = voting(open_room, "pairwise")
    assert (
        sheet_text(State(), vote, ENGLISH.words).splitlines()[0].split(";")[1]
        == "Frokost / Uteskole"
    )
    _, vote = voting(open_room, "nuf-test", SAME)
    names = sheet_text(State(), vote, ENGLISH.words).splitlines()[0].split(";")
    assert names[1] == keys_of(vote)[0]  # two of one text: by their ids
    assert names[3] == "New / Uteskole"


@pytest.mark.parametrize("technique", ["dot-vote", "rank-order", "pairwise", "nuf-test"])
def test_what_was_hidden_since_stands_on_no_sheet(open_room: Open, technique: str) -> None:
    room, vote = voting(open_room, technique, ("Frokost", "Hemmelig", "Uteskole", "Frokost"))
    hidden = next(option.id for option in vote.options if option.text == "Hemmelig")
    room.session.do({"type": "HideIdea", "idea": hidden, "hidden": True})
    sheet = sheet_text(room.session.snapshot.state, vote, ENGLISH.words)
    whole = sheet_text(State(), vote, ENGLISH.words)
    assert "Hemmelig" in whole
    assert "Hemmelig" not in sheet
    assert hidden not in sheet
    first, rest = sheet.splitlines()[0].split(";"), whole.splitlines()[0].split(";")
    assert first == [name for name in rest if "Hemmelig" not in name and hidden not in name]


@pytest.mark.parametrize(
    ("technique", "texts"),
    [("dot-vote", HOSTILE), ("pairwise", HOSTILE), ("nuf-test", HOSTILE), ("nuf-test", SAME)],
)
def test_each_column_of_a_sheet_is_read_back_as_what_it_stands_for(
    open_room: Open, tmp_path: Path, technique: str, texts: tuple[str, ...]
) -> None:
    _, vote = voting(open_room, technique, texts)
    [names, row] = csv.reader(
        io.StringIO(sheet_text(State(), vote, ENGLISH.words).lstrip("\ufeff")), delimiter=";"
    )
    keys = keys_of(vote)
    assert len(keys) == len(names) - 1
    assert not [name for name in names if name.startswith(("=", "+", "-", "@"))]
    path = tmp_path / "ark.csv"
    for place in range(1, len(names)):
        filled = [*row]
        filled[place] = "1"
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out, delimiter=";").writerows([names, filled])
        file = read_papers(path, State(), vote).file
        assert (file.refused, file.ignored) == ((), ()), names[place]
        [ballot] = file.ballots
        key = next(iter(ballot))
        assert key == keys[place - 1]
        if technique != "dot-vote":  # ids are taken as well
            with path.open("w", encoding="utf-8-sig", newline="") as out:
                csv.writer(out, delimiter=";").writerows([["ballot", *keys], filled])
            assert next(iter(read_papers(path, State(), vote).file.ballots[0])) == key


def test_closing_the_preview_reads_no_further(open_room: Open, tmp_path: Path) -> None:
    room, vote = voting(open_room)
    path = tmp_path / "mange.csv"
    path.write_text("ballot,idea,value\n" + "".join(f"{n},Frokost,1\n" for n in range(9_000)))
    room.files.path = str(path)
    room.window.actions_["papers"].trigger()
    window = room.window.errands.ballots.preview
    assert window is not None
    window.reject()
    room.qtbot.waitUntil(lambda: room.window.errands.ballots.preview is None)
    assert voters(room, vote) == 0


def test_more_than_come_in_at_once_are_refused(open_room: Open, tmp_path: Path) -> None:
    room, _ = voting(open_room)
    path = tmp_path / "for mange.csv"
    path.write_text("ballot,idea,value\n" + "".join(f"{n},Frokost,1\n" for n in range(10_001)))
    window = preview(room, path)
    assert "split the file" in window.fault.text()
    window.close()


@pytest.mark.parametrize("ending", [".csv", ".pb"])
def test_the_ballots_go_out_and_anyone_can_count_them(
    open_room: Open, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    room, vote = voting(open_room)
    path = tmp_path / "papirer.csv"
    path.write_text("nr;Frokost;Uteskole;Én app\n1;2;1;\n2;;;1\n3;;;\n", encoding="utf-8")
    window = preview(room, path)
    window.press()
    qtbot.waitUntil(lambda: voters(room, vote) == 3)
    room.session.do(CountHands(vote=vote.id, counts={vote.options[0].id: 4}, heads=4))
    assert not room.window.actions_["ballots"].isEnabled()
    room.session.do(CloseVote(vote=vote.id))
    qtbot.waitUntil(lambda: room.window.actions_["ballots"].isEnabled())
    gone = vote.options[2]
    room.session.do(HideIdea(idea=gone.id))
    qtbot.waitUntil(lambda: room.window.bridge.snapshot.state.ideas[gone.id].hidden)
    out = tmp_path / f"ut{ending}"
    room.files.path = str(out)
    room.window.actions_["ballots"].trigger()
    qtbot.waitUntil(lambda: out.name in room.said())
    ideas = next(tmp_path.glob("ut – *"), None)
    assert (ideas is None) == (ending == ".pb")
    written = out.read_text(encoding="utf-8") + (ideas.read_text(encoding="utf-8") if ideas else "")
    assert gone.text not in written
    again = count_files(
        Ask("dots", 3),
        None if ideas is None else (read_file(ideas), ideas.name),
        (read_file(out), out.name),
    )
    counted = result(room.session.state, room.session.state.votes[vote.id])
    hands = {vote.options[0].id: 4}
    assert {one.id: one.total + hands.get(one.id, 0) for one in again.tally.options} == {
        one.id: one.total for one in counted.options
    }


def test_ballots_that_have_no_pb_form_say_so(open_room: Open, qtbot: QtBot, tmp_path: Path) -> None:
    room, vote = voting(open_room, "pairwise")
    room.session.do(CloseVote(vote=vote.id))
    qtbot.waitUntil(lambda: room.window.actions_["ballots"].isEnabled())
    room.files.path = str(tmp_path / "par.pb")
    room.window.actions_["ballots"].trigger()
    qtbot.waitUntil(lambda: "no .pb form" in room.said())
    assert not list(tmp_path.glob("*.*"))


def test_a_fixed_list_is_worded_in_the_console_and_the_one_button_opens_it(
    open_room: Open, qtbot: QtBot
) -> None:
    room = open_room("weighted-matrix")
    room.expect("Open the vote")
    field = room.window.place.work.findChild(LongField)
    assert field is not None
    assert field.entered().splitlines()[0] == "Value for citizens"
    field.text.setPlainText(field.entered().replace("Low cost", "What it saves"))
    room.press("Close the vote")
    [vote] = room.session.state.votes.values()
    assert [option.text for option in vote.options][-1] == "What it saves"
    assert [option.id for option in vote.options][-1] == "cost"
