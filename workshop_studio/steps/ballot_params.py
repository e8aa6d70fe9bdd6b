"""What a vote step can be set to, by the kind of its ballot, and the rule and count that follow."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter, model_validator

from workshop_studio.blocks import BallotMethod, Value
from workshop_studio.domain.records import ItemKind, Vote
from workshop_studio.steps import kind
from workshop_studio.tally.ballots import ApprovalRule, DotsRule, Rule
from workshop_studio.tally.methods import Settings
from workshop_studio.tally.rules import (
    BudgetRule,
    ConsentRule,
    FistRule,
    PairRule,
    RankRule,
    ScoreRule,
    pairs_of,
)

WIDEST_SHOWN = 11
"""The most values of a scale that are told apart: by raised hands, and side by side."""
MOST_SCORE = 1_000
"""The widest scale: far above any that a person can tell apart."""
MOST_MONEY = 1_000_000_000_000


class _Params(kind.Params):
    """What all votes have: the kind of item that is voted on."""

    method: BallotMethod
    options: ItemKind = "ideas"

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

    @property
    def scale(self) -> tuple[int, int] | None:
        """The lowest and the highest value of an ordered scale; None where there is none."""
        return None

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


class DotsParams(_Params):
    """A vote by dots."""

    method: Literal["dots"]
    dots: int = Field(default=3, ge=1, le=1000)
    most_per_option: int | None = Field(default=None, ge=1, le=1000)
    all_used: bool = False

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """So many dots in all, and on one option."""
        del options, costs
        return DotsRule(self.dots, self.most_per_option, self.all_used)

    def told(self) -> Mapping[str, Value]:
        """How many dots there are, and whether all must be used."""
        return {
            "dots": self.dots,
            "most_per_option": self.most_per_option,
            "all_used": self.all_used,
        }

    @property
    def each(self) -> int | None:
        """The dots of one person."""
        return self.dots

    @property
    def on_one(self) -> int | None:
        """As many as one option may have from one person."""
        return self.dots if self.most_per_option is None else self.most_per_option


class ApprovalParams(_Params):
    """A vote by approval."""

    method: Literal["approval"]
    least: int = Field(default=0, ge=0, le=1000)
    most: int | None = Field(default=None, ge=1, le=1000)

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """So few and so many."""
        del options, costs
        return ApprovalRule(self.least, self.most)

    def told(self) -> Mapping[str, Value]:
        """How few and how many."""
        return {"least": self.least, "most": self.most}

    @property
    def each(self) -> int | None:
        """The most that one person approves."""
        return self.most


class ScoreParams(_Params):
    """A vote by scores on one scale."""

    method: Literal["score"]
    low: int = Field(default=0, ge=-MOST_SCORE, le=MOST_SCORE)
    high: int = Field(default=10, ge=-MOST_SCORE, le=MOST_SCORE)
    no_opinion: bool = True

    @model_validator(mode="after")
    def _has_room(self) -> "ScoreParams":
        if self.low >= self.high:
            raise ValueError("the lowest score must be below the highest")
        return self

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """A score on the scale, for all options where nobody may be without an opinion."""
        del costs
        return ScoreRule(self.low, self.high, () if self.no_opinion else tuple(options))

    def told(self) -> Mapping[str, Value]:
        """The scale."""
        return {"low": self.low, "high": self.high, "no_opinion": self.no_opinion}

    @property
    def scale(self) -> tuple[int, int] | None:
        """The scale."""
        return self.low, self.high


class RankParams(_Params):
    """A vote by ranks."""

    method: Literal["rank"]
    least: int = Field(default=0, ge=0, le=1000)
    most: int | None = Field(default=None, ge=1, le=1000)
    ties: bool = True
    count: Literal["borda", "condorcet", "schulze", "irv"] = "schulze"
    depth: int | None = Field(default=None, ge=1, le=1000)

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """So few and so many ranks, level or not."""
        del costs
        return RankRule(min(self.least, len(options)), self.most, self.ties)

    @property
    def counts_by(self) -> str:
        """The method that was chosen for the ranks."""
        return self.count

    def settings(self, costs: Mapping[str, int]) -> Settings:
        """How deep Borda's points go."""
        del costs
        return Settings(depth=self.depth)

    def told(self) -> Mapping[str, Value]:
        """How few and how many ranks, and whether some may be level."""
        return {"least": self.least, "most": self.most, "ties": self.ties}


class BudgetParams(_Params):
    """A vote on what to pay for."""

    method: Literal["budget"]
    budget: int = Field(ge=1, le=MOST_MONEY)
    count: Literal["greedy", "equal-shares"] = "equal-shares"
    completion: bool = True
    within: bool = False
    """Whether what one voter chooses may not cost more than there is."""

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """Yes or no to each, for no more money than there is where that is asked."""
        del options
        return BudgetRule(costs, self.budget if self.within else None)

    @property
    def counts_by(self) -> str:
        """The method that was chosen for the budget."""
        return self.count

    def settings(self, costs: Mapping[str, int]) -> Settings:
        """The money, and what each option costs."""
        return Settings(budget=self.budget, costs=costs, completion=self.completion)

    def told(self) -> Mapping[str, Value]:
        """The money that one voter has, where each is held to it."""
        return {"budget": self.budget if self.within else None}


class PairwiseParams(_Params):
    """A vote that compares options two by two."""

    method: Literal["pairwise"]
    every: bool = False
    """Whether whoever votes must answer every pair."""

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """The one, the other, or level."""
        del costs
        return PairRule(pairs_of(options) if self.every else ())

    @property
    def counts_by(self) -> str:
        """Wins less losses."""
        return "copeland"

    def told(self) -> Mapping[str, Value]:
        """Whether every pair must be answered."""
        return {"every": self.every}


class FistParams(_Params):
    """A vote by 0 to 5 fingers."""

    method: Literal["fist"]
    threshold: int = Field(default=2, ge=1, le=5)

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """0 to 5."""
        del options, costs
        return FistRule()

    def settings(self, costs: Mapping[str, int]) -> Settings:
        """The lowest value that consents."""
        del costs
        return Settings(threshold=self.threshold)

    @property
    def scale(self) -> tuple[int, int] | None:
        """0 to 5."""
        return 0, 5


class ConsentParams(_Params):
    """A vote that asks who objects."""

    method: Literal["consent"]

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """Consent, a reservation or an objection."""
        del options, costs
        return ConsentRule()

    @property
    def scale(self) -> tuple[int, int] | None:
        """0 objection, 1 reservation, 2 consent."""
        return 0, 2


VoteParams: TypeAlias = (
    DotsParams
    | ApprovalParams
    | ScoreParams
    | RankParams
    | BudgetParams
    | PairwiseParams
    | FistParams
    | ConsentParams
)
PARAMS: TypeAdapter[VoteParams] = TypeAdapter(Annotated[VoteParams, Field(discriminator="method")])
"""Reads the parameters of a vote step; raises pydantic's ``ValidationError``."""


def params_of(vote: Vote) -> VoteParams:
    """The parameters that a vote was opened with."""
    return PARAMS.validate_python({"method": vote.method, **vote.rule})


def costs_of(vote: Vote) -> dict[str, int]:
    """What each option of a vote costs, where costs are known."""
    return {option.id: option.cost for option in vote.options if option.cost is not None}
