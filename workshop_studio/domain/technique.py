"""Techniques and workshops as data: a technique sequences steps, a workshop sequences techniques.

A new technique never needs code. The files' shapes are published in ``resources/schema``.
"""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from workshop_studio.domain.commands import ActivityPlan, StepPlan
from workshop_studio.domain.records import Words

Phase = Literal[
    "frame",
    "understand",
    "generate",
    "cluster",
    "prioritise",
    "develop",
    "plan",
    "measure",
    "reflect",
]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Technique(_Model):
    """A method: when to use it, for how many, and its steps."""

    format: Literal[1]
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: Words
    purpose: Words
    phase: Phase
    people: tuple[int, int]
    minutes: int = Field(ge=1, le=600)
    credit: str = ""
    steps: tuple[StepPlan, ...] = Field(min_length=1)


class StepChange(_Model):
    """What a workshop changes in a step of a technique; ``params`` are replaced whole."""

    title: Words | None = None
    prompt: Words | None = None
    tips: Words | None = None
    minutes: int | None = Field(default=None, ge=1, le=600)
    params: Mapping[str, JsonValue] | None = None


class Placed(_Model):
    """A technique as a workshop uses it: an activity to be."""

    technique: str
    name: Words | None = None
    without: tuple[str, ...] = ()
    """Ids of the technique's steps that are left out."""
    steps: Mapping[str, StepChange] = Field(default_factory=dict)
    """Changes by the step's id."""


class Workshop(_Model):
    """A ready agenda of techniques."""

    format: Literal[1]
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: Words
    purpose: Words
    people: tuple[int, int]
    activities: tuple[Placed, ...] = Field(min_length=1)


class UnknownStep(ValueError):
    """A workshop speaks of a step that the technique does not have."""


def activity_of(technique: Technique, placed: Placed | None = None) -> ActivityPlan:
    """A technique as an activity, with a workshop's changes.

    Raises:
        UnknownStep: the workshop leaves out or changes a step that is not there.
    """
    placed = placed or Placed(technique=technique.id)
    names = {step.id for step in technique.steps}
    unknown = sorted({*placed.without, *placed.steps} - names)
    if unknown:
        raise UnknownStep(f"{technique.id}: {', '.join(unknown)}")
    steps = tuple(
        _changed(step, placed.steps.get(step.id))
        for step in technique.steps
        if step.id not in placed.without
    )
    return ActivityPlan(
        technique=technique.id,
        name=placed.name or technique.name,
        phase=technique.phase,
        steps=steps,
    )


def _changed(step: StepPlan, change: StepChange | None) -> StepPlan:
    if change is None:
        return step
    return step.model_copy(update=change.model_dump(exclude_none=True))
