"""The groups that voters may say they belong to, and what a closed vote shows of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from workshop_studio.blocks import Blocks, Criterion, MatrixChart, MatrixRow, Notes
from workshop_studio.domain.organisation import name_key
from workshop_studio.domain.records import Breakdown, Marks, Part, Vote
from workshop_studio.tally.ballots import Ballot
from workshop_studio.tally.breakdown import LEAST, broken_down
from workshop_studio.tally.methods import Tally

MOST_GROUPS = 30
"""Groups that a voter can choose among: as many as a list on a phone has room for."""
MOST_LETTERS = 200
"""Most characters in the name of a group."""
LEAST_RANGE = (3, 50)
"""How few voters of a group may be shown by themselves: at the lowest, and at the highest."""


class Groups(BaseModel):
    """One way to divide the voters of a vote.

    One only: two ways crossed could single a person out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    by: Literal["area", "role", "other"]
    groups: tuple[Annotated[str, Field(max_length=MOST_LETTERS)], ...] = Field(
        min_length=2, max_length=MOST_GROUPS, strict=False
    )
    least: int = Field(default=LEAST, ge=LEAST_RANGE[0], le=LEAST_RANGE[1])
    """The fewest voters of a group that is shown by itself."""

    @field_validator("groups")
    @classmethod
    def _differ(cls, groups: tuple[str, ...]) -> tuple[str, ...]:
        keys = {name_key(group) for group in groups}
        if "" in keys or len(keys) < len(groups):
            raise ValueError("groups have names, and no two the same")
        return groups

    def broken_down(
        self, grouped: Sequence[tuple[str, Marks]], count: Callable[[Sequence[Ballot]], Tally]
    ) -> Breakdown:
        """What each group gave, by the way that the whole is counted."""

        def totals(ballots: Sequence[Ballot]) -> Mapping[str, float]:
            found = count(ballots)
            return {
                one.id: float(one.total) for one in found.options if one.id not in found.without
            }

        return broken_down(grouped, self.groups, self.least, totals)


def parts(
    vote: Vote, groups: Groups, counted: Tally, texts: Mapping[str, str], *, adds_up: bool
) -> Blocks:
    """A closed vote by groups, or why it is not shown by them.

    Args:
        vote: the vote.
        groups: those that its voters could name.
        counted: the result of all.
        texts: the options that everybody may see.
        adds_up: whether the totals of the parts add up to that of the whole.
    """
    found = vote.breakdown
    if found is None:
        return ()
    if not found.parts:
        return (Notes(code=found.why, text=""),)
    shades = _shades(found.parts, list(texts), adds_up=adds_up)
    rows = tuple(
        MatrixRow(
            id=option.id,
            text=texts[option.id],
            cells=tuple(part.totals.get(option.id) for part in found.parts),
            shades=shades[option.id],
            total=None if option.id in counted.without else float(option.total),
            rank=None if option.id in counted.without else option.rank,
        )
        for option in counted.options
        if option.id in texts
    )
    rest = "others" if found.together else "unsaid"
    has_rest = any(not part.group for part in found.parts)
    chart = MatrixChart(
        method=f"by.{groups.by}",
        items=vote.items,
        voters=counted.ballots,
        abstentions=counted.abstentions,
        hands=counted.heads,
        round=vote.round,
        told=f"breakdown.{rest if has_rest else 'apart'}",
        numbers={"least": str(groups.least), "groups": ", ".join(found.together)},
        criteria=tuple(
            Criterion(
                id=str(number),
                name={"und": part.group} if part.group else {},
                code="" if part.group else f"part.{rest}",
                ballots=part.ballots,
            )
            for number, part in enumerate(found.parts)
        ),
        rows=rows,
        low=0.0,
        high=1.0,
    )
    return (chart, Notes(code="breakdown.hands", text="")) if counted.heads else (chart,)


def _shades(
    parts: Sequence[Part], options: Sequence[str], *, adds_up: bool
) -> dict[str, tuple[float, ...]]:
    """How deep each cell is from 0 to 1, by what it is for each ballot: groups differ in size."""
    given = {
        option: [
            None
            if (total := part.totals.get(option)) is None
            else total / part.ballots
            if adds_up
            else total
            for part in parts
        ]
        for option in options
    }
    known = [value for values in given.values() for value in values if value is not None]
    low, high = min((0.0, *known)), max((0.0, *known))
    span = high - low or 1.0
    return {
        option: tuple(0.0 if value is None else (value - low) / span for value in values)
        for option, values in given.items()
    }
