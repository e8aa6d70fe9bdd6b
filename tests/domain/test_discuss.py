"""Discussions: one thing after the other, what came out of it kept, only what divides or hurts."""

import pytest

from tests.domain.test_every_ballot import begun, closed
from tests.fakes import Room
from workshop_studio.blocks import Form, Ideas, Notes, Prompt, SlopeChart, Table, Waiting
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Topic
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import activity_line
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.participant import participant
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.reports.markdown import markdown
from workshop_studio.resources import resources
from workshop_studio.steps.discuss import Discussing

NB = Translator("nb", resources() / "locales")


def shown(room: Room) -> list[object]:
    return list(stage(room.state, room.hub.snapshot.boxes))


def work(room: Room) -> list[object]:
    return list(facilitator(room.state, room.hub.snapshot.boxes).work)


def form(room: Room, code: str = "talk") -> Form:
    [found] = [one for one in work(room) if isinstance(one, Form) and one.code == code]
    return found


def say(room: Room, text: str) -> None:
    fixed = form(room).fixed
    command = c.WriteTalk(step=fixed["step"], about=fixed["about"], to=fixed["to"], text=text)
    room.accept(command)


def low_ones() -> tuple[Room, list[str]]:
    """A discussion after a vote in which two of the options have somebody against them."""
    room, vote = begun("fist-to-five")
    options = [option.id for option in room.state.votes[vote].options]
    for number in range(6):
        marks = dict.fromkeys(options, 4)
        if number == 0:
            marks |= {options[1]: 0, options[3]: 1}
        room.accept(c.CastVote(vote=vote, marks=marks), f"phone {number}")
    closed(room, vote)
    room.accept(c.GoTo(step=room.step("discuss")))
    return room, options


def test_only_what_somebody_is_against_is_talked_about_one_by_one() -> None:
    room, options = low_ones()
    texts = {option: room.state.ideas[option].text for option in options}
    for place, about in enumerate((options[1], options[3])):
        [one] = [block for block in shown(room) if isinstance(block, Ideas)]
        assert [note.text for note in one.ideas] == [texts[about]]
        assert (one.count, one.number) == (2, place + 1)
        assert form(room).fixed["about"] == about
        view = facilitator(room.state, room.hub.snapshot.boxes)
        assert view.next is not None
        assert view.next.code == ("talk.done" if place else "talk.next")
        say(room, f"Dette sa vi {place}")
    assert [block.code for block in shown(room) if isinstance(block, Waiting)] == ["talk.done"]
    [table] = [block for block in work(room) if isinstance(block, Table)]
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [
        (texts[options[1]], "Dette sa vi 0"),
        (texts[options[3]], "Dette sa vi 1"),
    ]
    text = markdown(report(room.state), NB)
    assert "Dette sa vi 1" in text
    assert room.restarted().snapshot.state == room.state


def test_what_was_written_is_seen_by_all_and_can_be_written_anew() -> None:
    room, options = low_ones()
    say(room, "Første")
    room.accept(c.TurnTo(step=room.step("discuss"), topic=Topic(kind="ideas", id=options[1])))
    seen = participant(room.state, room.hub.snapshot.boxes, "phone 1")
    assert [block.text for block in seen if isinstance(block, Notes)] == ["Første"]
    assert form(room).fields[0].value == "Første"
    say(room, "Andre")
    assert {talk.text for talk in room.state.talks.values()} == {"Andre"}
    assert [one.id for one in form(room, "turn").fields[0].options] == [options[1], options[3]]


def test_nothing_to_talk_about_is_said_and_holds_nobody_up() -> None:
    room, vote = begun("fist-to-five")
    options = [option.id for option in room.state.votes[vote].options]
    room.accept(c.CastVote(vote=vote, marks=dict.fromkeys(options, 5)), "phone")
    closed(room, vote)
    room.accept(c.GoTo(step=room.step("discuss")))
    assert [one.code for one in work(room) if isinstance(one, Notes)] == ["talk.none_low"]
    view = facilitator(room.state, room.hub.snapshot.boxes)
    assert view.next is not None
    assert isinstance(view.next.command, c.GoTo)


def test_the_second_vote_after_it_stands_beside_the_first() -> None:
    room, options = low_ones()
    say(room, "")
    say(room, "")
    again = [step.id for step in room.state.steps.values() if step.kind == "vote"]
    second = max(again, key=lambda key: room.state.steps[key].order)
    room.accept(c.GoTo(step=second))
    [vote] = room.accept(c.OpenVote(step=second))
    room.accept(c.CastVote(vote=vote, marks=dict.fromkeys(options, 5)), "phone")
    closed(room, vote)
    [moved] = [one for one in work(room) if isinstance(one, SlopeChart)]
    rows = {row.id: (row.before, row.after) for row in moved.rows}
    assert rows[options[0]] == (4.0, 5.0)
    assert rows[options[1]][0] < 4


@pytest.mark.parametrize("hidden", [True, False])
def test_what_is_hidden_meanwhile_is_talked_about_no_more(hidden: bool) -> None:
    room, options = low_ones()
    say(room, "Sagt om den skjulte")
    room.accept(c.HideIdea(idea=options[1], hidden=hidden))
    text = room.state.ideas[options[1]].text
    told = markdown(report(room.state), NB)
    assert ("Sagt om den skjulte" in told) == (not hidden)
    on_stage = [note.text for one in shown(room) if isinstance(one, Ideas) for note in one.ideas]
    assert text not in on_stage
    step = room.step("discuss")
    turn = c.TurnTo(step=step, topic=Topic(kind="ideas", id=options[1]))
    if hidden:
        assert room.refuse(turn) == "talk.gone"
    else:
        room.accept(turn)


def test_hats_ask_in_their_own_words_each_with_its_time() -> None:
    room = Room().begin("six-hats")
    step = room.step("discuss")
    room.accept(c.GoTo(step=step))
    names = []
    for _ in range(6):
        [prompt] = [one for one in shown(room) if isinstance(one, Prompt)]
        names.append(prompt.title["nb"])
        assert NB.words(prompt.prompt).strip()
        assert activity_line(prompt, NB) == f"Seks tenkehatter · {prompt.title['nb']}"
        say(room, f"Om {prompt.title['nb']}")
        progress = room.state.progress_of(step)
        assert progress.seconds == (360.0 if progress.topic else None)
    assert names == [f"{colour} hatt" for colour in ("Hvit", "Rød", "Svart", "Gul", "Grønn", "Blå")]
    told = markdown(report(room.state), NB)
    for name in names:
        assert f"| {name} | Om {name} |" in told
    assert room.refuse(c.WriteTalk(step=step, about="pink")) == "talk.gone"
    assert room.refuse(c.WriteTalk(step=step, about="red", to="pink")) == "talk.gone"


@pytest.mark.parametrize(
    "params",
    [
        {"about": "lenses"},
        {"about": "all", "lenses": [{"id": "a", "name": {"nb": "A"}}]},
        {"about": "lenses", "lenses": [{"id": "a", "name": {}}, {"id": "a", "name": {}}]},
        {"about": "items", "only": "some"},
        {"minutes_each": 0},
        {"strange": 1},
    ],
)
def test_settings_that_say_nothing_are_refused(params: object) -> None:
    with pytest.raises(ValueError, match="validation error"):
        Discussing().check_params(params)


@pytest.mark.parametrize("workshop", ["need-to-idea", "ideas-to-initiatives"])
def test_a_workshop_talks_about_its_clusters_and_gives_them_better_titles(workshop: str) -> None:
    room = Room().begin(workshop)
    collect, cluster = room.step("collect"), room.step("cluster")
    made = room.accept(c.ImportIdeas(step=collect, texts=("Frokost", "Lunsj", "Uteskole", "Tur")))
    for title, ideas in (("Mat", made[:2]), ("Ute", made[2:])):
        room.accept(c.MakeCluster(step=cluster, title=title, ideas=ideas))
    room.accept(c.GoTo(step=room.step("discuss")))
    assert [note.text for block in shown(room) if isinstance(block, Ideas) for note in block.ideas]
    [better] = [one for one in work(room) if isinstance(one, Form) and one.code == "title"]
    assert better.command == "RenameCluster"
    assert better.fields[0].value == "Mat"
    room.accept(c.RenameCluster(cluster=better.fixed["cluster"], title="Mat som metter"))
    [one] = [block for block in shown(room) if isinstance(block, Ideas)]
    assert (one.ideas[0].text, one.number, one.count) == ("Mat som metter", 1, 2)
    assert one.colour == 0
    say(room, "Det handler om ro")
    [one] = [block for block in shown(room) if isinstance(block, Ideas)]
    assert (one.ideas[0].text, one.colour) == ("Ute", 1)  # as on the board
    say(room, "")
    assert [block.code for block in shown(room) if isinstance(block, Waiting)] == ["talk.done"]
    assert "Det handler om ro" in markdown(report(room.state), NB)
