"""Every code that a block or view can carry has words, in each language."""

from collections.abc import Mapping

import pytest

from tests.domain.test_decide import CLOSED
from tests.fakes import Room
from workshop_studio.blocks import Block, Form, FormField, Notes, People, Prompt, Table, Waiting
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import agenda
from workshop_studio.i18n import form_words, words
from workshop_studio.i18n.times import duration
from workshop_studio.i18n.translator import LANGUAGES, Translator
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.participant import participant
from workshop_studio.projections.report import report
from workshop_studio.resources import resources
from workshop_studio.steps.registry import KINDS

TABLES: Mapping[type, tuple[str, Mapping[str, str]]] = {
    Waiting: ("code", words.WAITING),
    Form: ("code", form_words.FORM_HEADINGS),
    FormField: ("label", form_words.FIELDS),
    Notes: ("code", words.NOTES),
    Table: ("code", words.TABLES),
}


def check(block: Block) -> None:
    if isinstance(block, Prompt) and block.code:
        assert block.code in words.HOW
    if isinstance(block, Table):
        assert set(block.columns) <= words.COLUMNS.keys()
        assert block.code in words.EMPTY_TABLES
    if isinstance(block, Form):
        assert block.code in form_words.FORM_BUTTONS
        for field in block.fields:
            assert field.label in form_words.FIELDS
    for kind, (name, table) in TABLES.items():
        if isinstance(block, kind):
            assert getattr(block, name) in table


@pytest.mark.parametrize("plan", ["need-to-idea", "dot-vote", "affinity-map", "action-plan"])
def test_every_code_of_a_whole_session_has_words(plan: str) -> None:
    """Each step, before and after what is done in it."""
    room = Room().begin(plan)
    for step in agenda(room.state):
        room.accept(c.GoTo(step=step.id))
        for command in (c.OpenStep, c.CloseStep, c.Reveal, c.OpenVote):
            snapshot = room.hub.snapshot
            view = facilitator(snapshot.state, snapshot.boxes)
            shown = (*view.work, *view.stage, *participant(snapshot.state, snapshot.boxes, "x"))
            for block in (*shown, *report(snapshot.state)):
                check(block)
            if view.next is not None:
                assert view.next.code in words.NEXT
                assert not view.next.confirm or view.next.code in words.CONFIRM
            room.send(command(step=step.id))
        for vote in room.state.votes.values():
            room.send(c.CloseVote(vote=vote.id))


def test_the_frame_and_every_way_of_voting_have_words() -> None:
    room = Room().begin()
    for command in CLOSED:
        room.accept(command(room))
    snapshot = room.hub.snapshot
    view = facilitator(snapshot.state, snapshot.boxes)
    assert {code for code, _ in view.frame.parts} <= words.FRAME.keys()
    methods = {vote.method for vote in room.state.votes.values()} | {"dots"}
    assert methods <= words.METHODS.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_of_the_ready_workshops_are_there_in_each_language(lang: str) -> None:
    translator = Translator(lang, resources() / "locales")
    room = Room().begin()
    assert KINDS.keys() >= {step.kind for step in room.state.steps.values()}
    for step in room.state.steps.values():
        assert lang in step.title
        assert translator.words(step.prompt)


def test_numbers_of_one_column_have_as_many_decimals_each() -> None:
    norwegian, english = (Translator(lang, resources() / "locales") for lang in LANGUAGES)
    assert words.numbers((2, 1.89, None, 1.5), english) == ["2.00", "1.89", "–", "1.50"]
    assert words.numbers((1200, 3.5), norwegian) == ["1\u00a0200,0", "3,5"]
    assert words.numbers((36, 10), english) == ["36", "10"]
    assert words.numbers((), english) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gratis frokost", "Gratis frokost"),
        ("Gratis frokost på alle skoler", "Gratis frokost på…"),
        ("Gratis frokost på, alle", "Gratis frokost på…"),
        ("Fylkestrafikksikkerhetsutvalget", "Fylkestrafikksikker…"),
        ("To  ord\npå én linje", "To ord på én linje"),
    ],
)
def test_a_text_that_is_cut_ends_after_a_word(text: str, told: str) -> None:
    assert words.shortened(text, 20) == told


def test_numbers_and_lengths_as_each_language_writes_them() -> None:
    norwegian, english = (Translator(lang, resources() / "locales") for lang in LANGUAGES)
    assert (words.number(3.5, norwegian), words.number(3.5, english)) == ("3,5", "3.5")
    assert words.number(12.0, english) == "12"
    assert words.number(2.25, english) == "2.25"
    assert (words.number(14287, norwegian), words.number(14287, english)) == (
        "14\u00a0287",
        "14,287",
    )
    assert words.number(-1234567.5, norwegian) == "−1\u00a0234\u00a0567,5"
    assert (words.number(100, english), words.number(-0.001, english)) == ("100", "0")
    assert (norwegian.share(0.252), english.share(1)) == ("25\u00a0%", "100%")
    assert duration(90, english) == "1 h 30 min"
    assert duration(120, english) == "2 h"
    assert duration(5, norwegian) == "5 min"


def test_a_vote_by_dots_says_how_many_each_has() -> None:
    told = {"en": "Find the pattern"}
    prompt = Prompt(activity=told, title=told, prompt=told, code="vote.dots", count=3)
    english = Translator("en", resources() / "locales")
    assert words.activity_line(prompt, english) == "Find the pattern · 3 dots each, in secret"
    one = prompt.model_copy(update={"count": 1})
    assert words.activity_line(one, english).endswith("1 dot each, in secret")


def test_of_how_many_is_set_off_as_well() -> None:
    norwegian = Translator("nb", resources() / "locales")
    people = People(code="voted", count=1200, of=6000)
    assert words.people_text(people, norwegian) == "1\u00a0200 av 6\u00a0000 har stemt"


@pytest.mark.parametrize(("lang", "told"), [("en", "2,500 ideas"), ("nb", "2\u00a0500 idéer")])
def test_thousands_are_set_off_wherever_something_is_counted(lang: str, told: str) -> None:
    translator = Translator(lang, resources() / "locales")
    assert translator.count("{n} idea", "{n} ideas", 2_500) == told
