"""What the settings of all kinds of ballots have in common."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict, Field

from workshop_studio.blocks import BallotMethod, Scale, Value
from workshop_studio.domain.records import ItemKind, Words
from workshop_studio.domain.rejections import Rejection
from workshop_studio.steps import kind
from workshop_studio.steps.groups import Groups
from workshop_studio.tally.agreement import Agreement, agreement
from workshop_studio.tally.ballots import Ballot, Rule
from workshop_studio.tally.methods import Hands, Settings, Tally, tally

WIDEST_SHOWN = 11
"""The most values of a scale that are told apart: by raised hands, and side by side."""
MOST_SCORE = 1_000
"""The widest scale: far above any that a person can tell apart."""
MOST_MONEY = 1_000_000_000_000


class Fixed(BaseModel):
    """One option of a fixed list."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)
    name: Words


class BallotParams(kind.Params):
    """What all votes have: the kind of item that is voted on."""

    method: BallotMethod
    options: ItemKind = "ideas"
    fixed: tuple[Fixed, ...] = Field(default=(), max_length=100, strict=False)
    """The options of a fixed list, as it stands before the group has worded it."""
    breakdown: Groups | None = None
    """The groups that the result is shown by as well; a voter says theirs, or does not."""

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """What a ballot may give."""
        raise NotImplementedError

    @property
    def counts_by(self) -> str:
        """The method that the ballots are counted by, a key of ``METHODS``."""
        return self.method

    def settings(self, costs: Mapping[str, int]) -> Settings:
        """What the method needs to know beside the ballots."""
        del costs
        return Settings()

    def told(self) -> Mapping[str, Value]:
        """What whoever votes must know of the rule; see ``blocks.Ballot``."""
        return {}

    def asks(self, options: int) -> tuple[str, ...]:
        """What whoever votes on so many options must know; see ``blocks.Ballot``."""
        del options
        return ()

    def counted(
        self,
        options: Sequence[str],
        ballots: Sequence[Ballot],
        hands: Hands | None,
        costs: Mapping[str, int],
    ) -> Tally:
        """The result of accepted ballots and raised hands."""
        return tally(self.counts_by, options, ballots, hands, self.settings(costs))

    def agree(
        self, options: Sequence[str], ballots: Sequence[Ballot], hands: Hands | None
    ) -> Agreement:
        """How far the ballots agree; raised hands are left out."""
        return agreement(self.counts_by, options, ballots, hands, self.scale)

    def cannot_open(self, options: int) -> Rejection | None:
        """Why nobody could vote on so many options."""
        del options
        return None

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The criteria, axes or columns on the ballot; empty where there are none."""
        return ()

    @property
    def scale(self) -> tuple[int, int] | None:
        """The lowest and the highest value of an ordered scale; None where there is none."""
        return None

    @property
    def adds_up(self) -> bool:
        """Whether what groups of voters gave adds up to what all gave."""
        return self.counts_by in {"dots", "approval", "greedy", "equal-shares"}

    @property
    def together(self) -> bool:
        """Whether the group answers as one, in front of everybody: there are no ballots."""
        return False

    @property
    def takes_hands(self) -> bool:
        """Whether it can be counted by raised hands: they show no order, and no share of money."""
        scale = self.scale
        if scale is not None and scale[1] - scale[0] >= WIDEST_SHOWN:
            return False
        return self.counts_by in {"dots", "approval", "score", "greedy", "fist", "consent"}

    @property
    def each(self) -> int | None:
        """The most that one person gives in all by raised hands; None where there is no limit."""
        return None

    @property
    def on_one(self) -> int | None:
        """The most that one person gives to one option; None where there is no limit."""
        return 1
