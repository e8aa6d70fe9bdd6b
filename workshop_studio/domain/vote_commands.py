"""The commands of a vote, from its opening to how a tie is settled.

Part of the closed set of :mod:`workshop_studio.domain.commands`, from where all are imported.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from workshop_studio.domain.agenda_commands import Base
from workshop_studio.domain.boxes import MOST_HEADS
from workshop_studio.domain.records import Item, Marks, Text


class OpenVote(Base):
    """Freeze the options and take ballots; again after a closed vote makes a further round."""

    type: Literal["OpenVote"] = "OpenVote"
    step: str
    costs: Mapping[str, Annotated[int, Field(ge=0, le=1_000_000_000_000)]] = Field(
        default_factory=dict
    )
    """What each option costs, where a budget is shared out."""
    between: int | None = Field(default=None, ge=1)
    """The rank of a tie in the last round, for a vote between those that share it only."""
    lines: Text = ""
    """The options of a fixed list as the group words them, a line each."""
    budget: int | None = Field(default=None, ge=1, le=1_000_000_000_000)
    """The money that there is, in place of what the step says."""


class SettleTie(Base):
    """Resolve a tie of a closed vote on record: by a decision with a reason, or by lot."""

    type: Literal["SettleTie"] = "SettleTie"
    undoable = True
    vote: str
    rank: int = Field(ge=1)
    way: Literal["decision", "lot"]
    first: tuple[Item, ...] = ()
    reason: Text = ""


class CastVote(Base):
    """Put a ballot in the box of an open vote; the sender's last one counts."""

    type: Literal["CastVote"] = "CastVote"
    roles = frozenset({"participant"})
    vote: str
    marks: Marks
    group: Text = ""
    """The group that the sender says they belong to; empty where they say nothing of it."""


class MergeSeats(Base):
    """One person sat on two seats: what they gave in the boxes that are open counts as theirs once.

    Of two ballots in one vote, that of the seat that stays counts. Nothing of it is an event, so
    the seats, which are secrets, are written nowhere.
    """

    type: Literal["MergeSeats"] = "MergeSeats"
    goes: str
    stays: str


class CountSeat(Base):
    """Another number of people sits at a seat: what it gave in the open boxes counts for them.

    Written nowhere but in the boxes, as a merging of seats is. Ballots that are counted already
    belong to nobody any more, and stay as they were.
    """

    type: Literal["CountSeat"] = "CountSeat"
    seat: str
    heads: Annotated[int, Field(ge=1, le=MOST_HEADS)]


class EnterBallots(Base):
    """Put ballots that were cast on paper in the box of an open vote: all of them, or none."""

    type: Literal["EnterBallots"] = "EnterBallots"
    vote: str
    ballots: tuple[Marks, ...] = Field(min_length=1, max_length=10_000)
    groups: tuple[Text, ...] = ()
    """The group that stands on each ballot, in the same order; none where no ballot has one."""

    @model_validator(mode="after")
    def _groups_are_of_ballots(self) -> "EnterBallots":
        if self.groups and len(self.groups) != len(self.ballots):
            raise ValueError("each ballot has a group, or none has")
        return self


class PlaceOption(Base):
    """Put one option where the group says it belongs, or take it away: ``marks`` as on a ballot."""

    type: Literal["PlaceOption"] = "PlaceOption"
    undoable = True
    vote: str
    option: str
    marks: Marks = Field(default_factory=dict, max_length=2)


class CountHands(Base):
    """Enter raised hands for an open vote, in place of those entered before."""

    type: Literal["CountHands"] = "CountHands"
    undoable = True
    vote: str
    counts: Mapping[str, Annotated[int, Field(ge=0, le=100_000)]]
    heads: Annotated[int, Field(ge=0, le=100_000)]


class CloseVote(Base):
    """Count an open vote for good. A vote is repeated, never reopened."""

    type: Literal["CloseVote"] = "CloseVote"
    vote: str
