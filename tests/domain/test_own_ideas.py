"""Participants edit their own ideas until the step is closed, and nobody else's."""

from __future__ import annotations

import pytest

from tests.fakes import Room
from workshop_studio.domain import commands as c

KARI, OLA = "token of Kari", "token of Ola"


@pytest.fixture
def room() -> Room:
    made = Room().begin()
    made.accept(c.GoTo(step=made.step("collect")))
    made.accept(c.OpenStep(step=made.step("collect")))
    return made


def add(room: Room, token: str | None = KARI) -> str:
    [idea] = room.accept(c.AddIdea(step=room.step("collect"), text="Skolehage"), token)
    return idea


def test_ones_own_idea_is_written_anew_and_stays_ones_own(room: Room) -> None:
    idea = add(room)
    for text in ("Skolehage på taket", "Skolehage i gården"):
        room.accept(c.EditIdea(idea=idea, text=text), KARI)
        assert room.state.ideas[idea].text == text
    assert room.run.entries[-1].role == "participant"
    assert room.run.entries[-1].at is None  # a time can tell who wrote


def test_nobody_edits_anothers_idea_or_the_facilitators(room: Room) -> None:
    assert room.refuse(c.EditIdea(idea=add(room), text="x"), OLA) == "idea.not_yours"
    assert room.refuse(c.EditIdea(idea=add(room, None), text="x"), OLA) == "idea.not_yours"
    assert room.refuse(c.EditIdea(idea="nobody", text="x"), OLA) == "idea.gone"


def test_the_same_texts_are_refused_as_in_a_new_idea(room: Room) -> None:
    assert room.refuse(c.EditIdea(idea=add(room), text="  "), KARI) == "idea.blank"


def test_a_hidden_idea_is_edited_by_nobody_but_the_facilitator(room: Room) -> None:
    idea = add(room)
    room.accept(c.HideIdea(idea=idea))
    assert room.refuse(c.EditIdea(idea=idea, text="x"), KARI) == "idea.not_yours"


def test_after_closing_nobody_owns_an_idea_even_when_the_step_opens_again(room: Room) -> None:
    idea, step = add(room), room.step("collect")
    room.accept(c.CloseStep(step=step))
    assert room.refuse(c.EditIdea(idea=idea, text="x"), KARI) == "step.not_open"
    room.accept(c.OpenStep(step=step))
    assert room.refuse(c.EditIdea(idea=idea, text="x"), KARI) == "idea.not_yours"


def test_a_participant_hides_and_parks_nothing(room: Room) -> None:
    idea = add(room)
    for command in (c.HideIdea(idea=idea), c.ParkIdea(idea=idea)):
        assert room.refuse(command, KARI) == "command.not_yours"


def test_what_a_participant_edits_is_not_the_facilitators_to_undo(room: Room) -> None:
    idea = add(room)
    undo = room.hub.snapshot.undo
    room.accept(c.EditIdea(idea=idea, text="Skolehage på taket"), KARI)
    assert room.hub.snapshot.undo == undo
