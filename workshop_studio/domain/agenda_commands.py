"""The commands that make and change the agenda, and what every command has.

Part of the closed set of :mod:`workshop_studio.domain.commands`, from where all are imported.
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from workshop_studio.domain.records import Frame, Role, Settings, Text, Words


class Base(BaseModel):
    """What every command has: the roles that may send it, and whether undo takes it back."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    undoable: ClassVar[bool] = False
    roles: ClassVar[frozenset[Role]] = frozenset({"facilitator"})


class StepPlan(Base):
    """One step as a technique writes it; ``id`` is its name within the technique."""

    id: str
    kind: str
    title: Words
    prompt: Words = Field(default_factory=dict)
    tips: Words = Field(default_factory=dict)
    minutes: int | None = Field(default=None, ge=1, le=600)
    source: str | None = None
    params: Mapping[str, JsonValue] = Field(default_factory=dict)


class ActivityPlan(Base):
    """One activity to be placed on the agenda."""

    technique: str
    name: Words
    phase: str = ""
    steps: tuple[StepPlan, ...] = Field(min_length=1)


class CreateSession(Base):
    """Begin a session: its frame and its agenda."""

    type: Literal["CreateSession"] = "CreateSession"
    document: str
    workshop: str | None = None
    frame: Frame
    agenda: tuple[ActivityPlan, ...] = Field(min_length=1)
    rehearsal: bool = False


class EditFrame(Base):
    """Write the frame anew."""

    type: Literal["EditFrame"] = "EditFrame"
    undoable = True
    frame: Frame


class EditStep(Base):
    """Change the texts, the length or the settings of a step; None leaves what stands."""

    type: Literal["EditStep"] = "EditStep"
    undoable = True
    step: str
    title: Text | None = None
    prompt: Text | None = None
    minutes: int | None = Field(default=None, ge=1, le=600)
    params: Mapping[str, JsonValue] | None = None
    settings: Settings | None = None
    """Some of what the kind lets one set, as it was filled in; the kind makes parameters of it."""


class AddActivity(Base):
    """Place a technique on the agenda, behind an activity or at the end."""

    type: Literal["AddActivity"] = "AddActivity"
    undoable = True
    activity: ActivityPlan
    after: str | None = None


class SetActivityStatus(Base):
    """Skip an activity, put it aside, or bring it back to come next."""

    type: Literal["SetActivityStatus"] = "SetActivityStatus"
    undoable = True
    activity: str
    status: Literal["planned", "skipped", "parked"]


class RepeatActivity(Base):
    """Hold an activity once more, right behind the first time, whose result stays."""

    type: Literal["RepeatActivity"] = "RepeatActivity"
    undoable = True
    activity: str


class ResizeActivity(Base):
    """Shorten or lengthen an activity: its steps share the minutes as before."""

    type: Literal["ResizeActivity"] = "ResizeActivity"
    undoable = True
    activity: str
    minutes: int = Field(ge=1, le=600)
