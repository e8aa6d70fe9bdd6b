"""The block of the agenda: activities, their steps, and where the group stands."""

from typing import Literal

from workshop_studio.blocks.base import Base
from workshop_studio.domain.records import Words


class AgendaStep(Base):
    """One step on the agenda and where the group stands with it."""

    id: str
    kind: str
    title: Words
    minutes: int | None
    state: Literal["done", "current", "ahead"]
    count: int | None = None
    """How much has come of it: ideas, clusters, ballots, initiatives."""


class AgendaActivity(Base):
    """One activity on the agenda with its steps."""

    id: str
    name: Words
    minutes: int
    state: Literal["done", "current", "ahead", "skipped", "parked"]
    steps: tuple[AgendaStep, ...]
    spent: int = 0
    """Minutes that the group was at it before it was skipped or put aside."""


class Agenda(Base):
    """The activities in order."""

    block: Literal["agenda"] = "agenda"
    activities: tuple[AgendaActivity, ...]
