"""What a vote step can be set to, by the kind of its ballot, and the rule and count that follow."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter, model_validator

from workshop_studio.blocks import Scale, Value
from workshop_studio.domain.records import Vote
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.steps.ballot_base import MOST_MONEY, MOST_SCORE, BallotParams
from workshop_studio.steps.place_params import AxesParams, ColumnsParams, Criterion, keys_of
from workshop_studio.tally.agreement import Agreement, agreement, by_option
from workshop_studio.tally.ballots import ApprovalRule, Ballot, DotsRule, Rule
from workshop_studio.tally.criteria import CRITERIA, evaluate
from workshop_studio.tally.methods import Hands, Settings, Tally, tally
from workshop_studio.tally.rules import (
    BudgetRule,
    ConsentRule,
    FistRule,
    PairRule,
    RankRule,
    ScoreRule,
    pairs_of,
)

MOST_RANKS = 1000
"""Ranks that a ballot may have room for."""


class DotsParams(BallotParams):
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

    def asks(self, options: int) -> tuple[str, ...]:
        """How many on one option, and whether all must be used."""
        del options
        limit = ("most_per_option",) if self.most_per_option is not None else ()
        return (*limit, *(("all_used",) if self.all_used else ()))

    def cannot_open(self, options: int) -> Rejection | None:
        """Where all dots must be used, and the limit on one option leaves no room for them."""
        most = self.most_per_option
        if not self.all_used or most is None or most * options >= self.dots:
            return None
        return reject("vote.cannot_use_all", dots=self.dots, n=options, most=most)

    @property
    def each(self) -> int | None:
        """The dots of one person."""
        return self.dots

    @property
    def on_one(self) -> int | None:
        """As many as one option may have from one person."""
        return self.dots if self.most_per_option is None else self.most_per_option


class ApprovalParams(BallotParams):
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

    def asks(self, options: int) -> tuple[str, ...]:
        """How many at least."""
        del options
        return ("least",) if self.least else ()

    def cannot_open(self, options: int) -> Rejection | None:
        """Where more must be approved than there is."""
        if self.least <= options:
            return None
        return reject("vote.cannot_reach_least", least=self.least, n=options)

    @property
    def each(self) -> int | None:
        """The most that one person approves."""
        return self.most


class ScoreParams(BallotParams):
    """A vote by scores on one scale, or on the same scale for each of several criteria."""

    method: Literal["score"]
    low: int = Field(default=0, ge=-MOST_SCORE, le=MOST_SCORE)
    high: int = Field(default=10, ge=-MOST_SCORE, le=MOST_SCORE)
    no_opinion: bool = True
    criteria: tuple[Criterion, ...] = Field(default=(), max_length=20, strict=False)
    formula: Literal["weighted", "pugh", "nuf", "rice", "wsjf"] = "weighted"
    """What is made of the means per criterion; it says nothing where there are no criteria."""
    weights: Literal["given", "voted"] = "given"
    """Whether a vote on the criteria, held before, says how much each counts."""

    @model_validator(mode="after")
    def _has_room(self) -> "ScoreParams":
        if self.low >= self.high:
            raise ValueError("the lowest score must be below the highest")
        ids = tuple(one.id for one in self.criteria)
        if len(set(ids)) < len(ids):
            raise ValueError("two criteria have one id")
        if ids and ids != CRITERIA.get(self.formula, ids):
            raise ValueError(f"the criteria of {self.formula} are {CRITERIA[self.formula]}")
        if (
            ids
            and self.formula in {"weighted", "pugh"}
            and not any(one.weight for one in self.criteria)
        ):
            raise ValueError("some criterion must have a weight")
        return self

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """A score on the scale, for all options where nobody may be without an opinion."""
        del costs
        ids = tuple(one.id for one in self.criteria)
        keys = keys_of(ids, options) if ids else tuple(options)
        return ScoreRule(self.low, self.high, () if self.no_opinion else keys, ids)

    def counted(
        self,
        options: Sequence[str],
        ballots: Sequence[Ballot],
        hands: Hands | None,
        costs: Mapping[str, int],
    ) -> Tally:
        """The means, or what the formula makes of the means per criterion."""
        if not self.criteria:
            return tally(self.counts_by, options, ballots, hands, self.settings(costs))
        ids = [one.id for one in self.criteria]
        weights = {one.id: Fraction(one.weight) for one in self.criteria}
        return evaluate(self.formula, options, ids, ballots, weights)

    def agree(
        self, options: Sequence[str], ballots: Sequence[Ballot], hands: Hands | None
    ) -> Agreement:
        """On each option over its criteria, and as a whole."""
        ids = [one.id for one in self.criteria]
        keys = keys_of(ids, options) if ids else tuple(options)
        found = agreement("score", keys, ballots, hands, (self.low, self.high))
        if not ids:
            return found
        return by_option(found, {option: keys_of(ids, [option]) for option in options})

    def told(self) -> Mapping[str, Value]:
        """The scale."""
        return {"low": self.low, "high": self.high, "no_opinion": self.no_opinion}

    def asks(self, options: int) -> tuple[str, ...]:
        """What the ends of the scale mean, and whether one may be without an opinion."""
        del options
        return "scale", "score" if self.no_opinion else "all_scored"

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The criteria."""
        return tuple(one.told for one in self.criteria)

    @property
    def scale(self) -> tuple[int, int] | None:
        """The scale; None with criteria, where no option has a value of its own."""
        return None if self.criteria else (self.low, self.high)

    @property
    def takes_hands(self) -> bool:
        """Not for several criteria: that would be too many counts for a room."""
        return not self.criteria and super().takes_hands


class RankParams(BallotParams):
    """A vote by ranks."""

    method: Literal["rank"]
    least: int = Field(default=0, ge=0, le=MOST_RANKS)
    """So many that there are not more options stands for all of them."""
    most: int | None = Field(default=None, ge=1, le=MOST_RANKS)
    ties: bool = True
    count: Literal["borda", "condorcet", "schulze", "irv"] = "schulze"
    depth: int | None = Field(default=None, ge=1, le=1000)

    @property
    def all_ranked(self) -> bool:
        """Whether everybody ranks all, however many there are."""
        return self.least == MOST_RANKS

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

    def asks(self, options: int) -> tuple[str, ...]:
        """In which order, and how many at least."""
        least = () if not self.least else ("ranks",) if self.least < options else ("all_ranked",)
        return ("rank", *least)


class BudgetParams(BallotParams):
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


class PairwiseParams(BallotParams):
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

    def asks(self, options: int) -> tuple[str, ...]:
        """What is compared, and whether all must be."""
        del options
        return ("pairwise", *(("every",) if self.every else ()))


class FistParams(BallotParams):
    """A vote by 0 to 5 fingers."""

    method: Literal["fist"]
    threshold: int = Field(default=2, ge=1, le=5)

    def rule(self, options: Sequence[str], costs: Mapping[str, int]) -> Rule:
        """0 to 5."""
        del options, costs
        return FistRule()

    def asks(self, options: int) -> tuple[str, ...]:
        """What the ends of the scale mean."""
        del options
        return ("fist",)

    def settings(self, costs: Mapping[str, int]) -> Settings:
        """The lowest value that consents."""
        del costs
        return Settings(threshold=self.threshold)

    @property
    def scale(self) -> tuple[int, int] | None:
        """0 to 5."""
        return 0, 5


class ConsentParams(BallotParams):
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
    | AxesParams
    | ColumnsParams
)
PARAMS: TypeAdapter[VoteParams] = TypeAdapter(Annotated[VoteParams, Field(discriminator="method")])
"""Reads the parameters of a vote step; raises pydantic's ``ValidationError``."""


def params_of(vote: Vote) -> VoteParams:
    """The parameters that a vote was opened with."""
    return PARAMS.validate_python({"method": vote.method, **vote.rule})


def costs_of(vote: Vote) -> dict[str, int]:
    """What each option of a vote costs, where costs are known."""
    return {option.id: option.cost for option in vote.options if option.cost is not None}
