"""What options are held against: criteria, axes and columns, and the ballots that place them."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from workshop_studio.blocks import Scale, Value
from workshop_studio.domain.records import Words
from workshop_studio.steps.ballot_base import BallotParams
from workshop_studio.tally.agreement import Agreement, agreement, by_option
from workshop_studio.tally.ballots import Ballot, Rule
from workshop_studio.tally.methods import Hands, Tally
from workshop_studio.tally.places import in_columns, on_axes, turned
from workshop_studio.tally.rules import ColumnsRule, ScoreRule

PLACES = 100
"""The highest place on an axis; the lowest is 0."""


class _Named(BaseModel):
    """Something with an id, and a name in each language."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)
    name: Words
    low: Words = Field(default_factory=dict)
    high: Words = Field(default_factory=dict)

    @property
    def told(self) -> Scale:
        """As it stands on a ballot."""
        return Scale(id=self.id, name=self.name, low=self.low, high=self.high)


class Criterion(_Named):
    """One thing that each option is scored on, and how much it counts beside the others."""

    weight: int = Field(default=1, ge=0, le=1000)


class Axis(_Named):
    """One axis, and what its ends mean."""


class Column(_Named):
    """One column, and the most options that a person puts into it."""

    most: int | None = Field(default=None, ge=1, le=1000)

    @property
    def told(self) -> Scale:
        """As it stands on a ballot, with its limit."""
        return super().told.model_copy(update={"most": self.most})


def keys_of(scales: Sequence[str], options: Sequence[str]) -> tuple[str, ...]:
    """The keys of a ballot, one scale after the other."""
    return tuple(f"{scale}/{option}" for scale in scales for option in options)


class PlaceParams(BallotParams):
    """What both ways of placing have."""

    by: Literal["each", "group"] = "each"
    """Whether each person places in secret and the mean counts, or the group places as one."""

    @property
    def together(self) -> bool:
        """Whether the group places as one."""
        return self.by == "group"

    @property
    def takes_hands(self) -> bool:
        """Hands show no place, and of many columns more counts than a room has patience for."""
        return False


class AxesParams(PlaceParams):
    """Options on two axes; where each person places, the mean counts, with the spread."""

    method: Literal["axes"]
    across: Axis
    up: Axis
    less_across: bool = True
    """Whether less is better across, as it is with effort; up, more always is."""
    quadrants: tuple[Words, ...] = Field(default=(), max_length=4, strict=False)
    """Names of top left, top right, bottom left, bottom right; or none."""

    @model_validator(mode="after")
    def _are_two(self) -> "AxesParams":
        if self.across.id == self.up.id:
            raise ValueError("the two axes have one id")
        if len(self.quadrants) not in {0, 4}:
            raise ValueError("quadrants are named all four, or not at all")
        return self

    @property
    def _ids(self) -> tuple[str, str]:
        return self.across.id, self.up.id

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """A place on each axis; what one has no opinion on may be left out."""
        del options, costs
        return ScoreRule(0, PLACES, (), self._ids)

    def counted(
        self,
        options: Sequence[str],
        ballots: Sequence[Ballot],
        hands: Hands | None,
        costs: Mapping[str, int],
    ) -> Tally:
        """The mean place of each option."""
        del hands, costs
        across, up = self._ids
        return on_axes(
            options,
            across,
            up,
            ballots,
            less_across=self.less_across,
            together=self.together,
        )

    def agree(
        self, options: Sequence[str], ballots: Sequence[Ballot], hands: Hands | None
    ) -> Agreement:
        """On each option over both axes, and as a whole; of one placing there is nothing to say."""
        ballots = () if self.together else ballots
        keys = keys_of(self._ids, options)
        found = agreement("score", keys, ballots, hands, (0, PLACES))
        return by_option(found, {option: keys_of(self._ids, [option]) for option in options})

    def told(self) -> Mapping[str, Value]:
        """The ends of the axes."""
        return {"low": 0, "high": PLACES}

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The axis across, then the one up."""
        return self.across.told, self.up.told


class ColumnsParams(PlaceParams):
    """Options in columns, of which the first counts most."""

    method: Literal["columns"]
    columns: tuple[Column, ...] = Field(min_length=2, max_length=8, strict=False)

    @model_validator(mode="after")
    def _differ(self) -> "ColumnsParams":
        if len({one.id for one in self.columns}) < len(self.columns):
            raise ValueError("two columns have one id")
        return self

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """One column for an option, and not too many options in one."""
        del options, costs
        return ColumnsRule(len(self.columns), tuple(one.most for one in self.columns))

    def counted(
        self,
        options: Sequence[str],
        ballots: Sequence[Ballot],
        hands: Hands | None,
        costs: Mapping[str, int],
    ) -> Tally:
        """The mean column of each option."""
        del hands, costs
        return in_columns(options, len(self.columns), ballots, together=self.together)

    def agree(
        self, options: Sequence[str], ballots: Sequence[Ballot], hands: Hands | None
    ) -> Agreement:
        """On each option, and as a whole; of one placing there is nothing to say."""
        ballots = () if self.together else ballots
        n = len(self.columns)
        return agreement("score", options, turned(n, ballots), hands, (0, n - 1))

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The columns."""
        return tuple(one.told for one in self.columns)
