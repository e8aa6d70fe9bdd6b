"""The techniques and workshops to begin from, read from data files."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from workshop_studio.domain.commands import ActivityPlan
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.technique import Technique, UnknownStep, Workshop, activity_of

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Catalogue:
    """What lies in a folder with ``techniques/`` and ``workshops/``.

    Attributes:
        folder: where it lies; read when first asked for.
    """

    folder: Path

    @cached_property
    def techniques(self) -> dict[str, Technique]:
        """Every technique by its id, sorted by it."""
        found = _read(self.folder / "techniques", Technique)
        return {technique.id: technique for technique in found}

    @cached_property
    def workshops(self) -> dict[str, Workshop]:
        """Every workshop by its id, sorted by it."""
        return {workshop.id: workshop for workshop in _read(self.folder / "workshops", Workshop)}

    def agenda(self, plan: str) -> tuple[ActivityPlan, ...]:
        """The activities of a workshop or of a single technique, by its id.

        Raises:
            BadInput: there is no such workshop or technique, or the workshop does not fit one.
        """
        workshop = self.workshops.get(plan)
        if workshop is None:
            return (activity_of(self._technique(plan)),)
        try:
            return tuple(
                activity_of(self._technique(placed.technique), placed)
                for placed in workshop.activities
            )
        except UnknownStep as error:
            raise BadInput("workshop.unknown_step", name=plan, step=str(error)) from error

    def minutes(self, plan: str) -> int:
        """How long a workshop or technique takes, by its id."""
        return sum(step.minutes or 0 for activity in self.agenda(plan) for step in activity.steps)

    def _technique(self, name: str) -> Technique:
        technique = self.techniques.get(name)
        if technique is None:
            known = ", ".join([*self.workshops, *self.techniques])
            raise BadInput("technique.unknown", name=name, known=known)
        return technique


def _read(folder: Path, model: type[M]) -> Iterator[M]:
    for path in sorted(folder.glob("*.json")):
        try:
            yield model.model_validate_json(path.read_bytes())
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            raise BadInput(
                "technique.bad_file", path=str(path), place=place, reason=first["msg"]
            ) from error
