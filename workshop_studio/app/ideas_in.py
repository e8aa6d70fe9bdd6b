"""Bringing ideas into a session from a file, in one step that one undo takes back."""

from dataclasses import dataclass

from workshop_studio.app.desk import Desk
from workshop_studio.app.text_import import read_ideas
from workshop_studio.domain.commands import ImportIdeas
from workshop_studio.domain.decide.ideas import check_text
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.items import agenda
from workshop_studio.domain.state import State


@dataclass(frozen=True, slots=True)
class Sifted:
    """What of a file can come in.

    Attributes:
        texts: the ideas as typed.
        refused: line and code of the reason, for each row that cannot.
    """

    texts: tuple[str, ...]
    refused: tuple[tuple[int, str], ...]


def sift(data: bytes, name: str) -> Sifted:
    """Read the ideas of a file and set aside those that a session would refuse.

    Raises:
        BadInput: the file as a whole cannot be read.
    """
    read = read_ideas(data, name)
    refused = list(read.refused)
    texts: list[str] = []
    for text, line in zip(read.texts, read.lines, strict=True):
        rejection = check_text(text)
        if rejection is None:
            texts.append(text)
        else:
            refused.append((line, rejection.code))
    return Sifted(tuple(texts), tuple(sorted(refused)))


def step_for_ideas(state: State, number: int | None) -> str:
    """The step that ideas are brought into.

    Args:
        state: the session.
        number: the step's place on the agenda, from 1; None for the first that collects ideas.

    Raises:
        BadInput: there is no such step.
    """
    steps = agenda(state)
    if number is not None:
        if not 1 <= number <= len(steps):
            raise BadInput("import.no_such_step", number=number, steps=len(steps))
        return steps[number - 1].id
    collecting = [step for step in steps if step.kind == "collect"]
    sourceless = [s for s in steps if s.source is None and s.kind in {"cluster", "vote", "choose"}]
    if not collecting and not sourceless:
        raise BadInput("import.no_step")
    return (collecting or sourceless)[0].id


def bring_in(desk: Desk, step: str, sifted: Sifted) -> None:
    """Put sifted ideas into a step of a session on the desk."""
    if not sifted.texts:
        return
    receipt = desk.handle(ImportIdeas(step=step, texts=sifted.texts))
    if receipt.rejection is not None:
        raise BadInput(receipt.rejection.code, **receipt.rejection.params)
