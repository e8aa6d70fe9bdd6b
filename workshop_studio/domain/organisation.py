"""The organisation: programme areas, cohorts, leadership groups and strategy goals to choose from.

One file lists them, and a session's frame is chosen from it. The file's shape is published in
``resources/schema``. What a later version put into it is kept.
"""

import unicodedata
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from workshop_studio.domain.records import Record

FORMAT = 1
NAME_LIMIT = 500
"""Most characters in a name: what a line of the frame takes."""

Kind: TypeAlias = Literal["area", "cohort", "group", "goal"]
KINDS: tuple[Kind, ...] = ("area", "cohort", "group", "goal")
"""What there is in an organisation; each is a field of the session's frame too."""

Id = Annotated[str, Field(min_length=1, max_length=100)]
Name = Annotated[str, Field(min_length=1, max_length=NAME_LIMIT)]


class Unit(Record):
    """One thing that can be chosen: a programme area, a cohort, a group or a goal."""

    id: Id
    name: Name


class LeadershipGroup(Unit):
    """The people in the room: a group of a programme area, in a cohort."""

    area: str | None = None
    """Id of its programme area; one that is not listed counts as none."""
    cohort: str | None = None
    """Id of its cohort; one that is not listed counts as none."""


class Organisation(Record):
    """The whole file; ids are unique within a list, and names need not be."""

    format: Literal[1] = 1
    areas: tuple[Unit, ...] = ()
    cohorts: tuple[Unit, ...] = ()
    groups: tuple[LeadershipGroup, ...] = ()
    goals: tuple[Unit, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for kind in KINDS:
            units = self.units(kind)
            if len({unit.id for unit in units}) != len(units):
                raise ValueError(f"an id stands twice in {kind}s")
        return self

    def units(self, kind: Kind) -> tuple[Unit, ...]:
        """The list of one kind, in the order of the file."""
        match kind:
            case "area":
                return self.areas
            case "cohort":
                return self.cohorts
            case "group":
                return self.groups
            case "goal":
                return self.goals

    def find(self, kind: Kind, unit: str | None) -> Unit | None:
        """The one with an id; None if there is none."""
        return next((one for one in self.units(kind) if one.id == unit), None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is listed."""
        return not any(self.units(kind) for kind in KINDS)


def name_key(name: str) -> str:
    """A name as it is compared: without case, outer and double spaces, and ways of composing."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()
