"""What a ballot is and which ballots a rule accepts: dots and approvals, and what all rules share.

A ballot says how much its voter gives to each option; a rule says what a voter may give. Rules
refuse with a :class:`Refusal`, a value whose words stand in ``i18n/messages.py``. The other rules
are in :mod:`workshop_studio.tally.rules`.
"""

from abc import ABC, abstractmethod
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, cast

Ballot: TypeAlias = Mapping[str, int]
"""Key to value. A key is an option's id; ``criterion/option`` where several criteria are scored,
``a/b`` where two options are compared. What an option that is not named means is up to the rule:
no dots, no opinion, unranked."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a ballot, or one line of it, is not counted.

    Attributes:
        code: which message tells the reason, such as ``"ballot.negative"``.
        params: what the message names: numbers and option ids.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


class Rule(ABC):
    """What a voter may give: to one option, and over the whole ballot."""

    __slots__ = ()

    @abstractmethod
    def check_value(self, value: int) -> Refusal | None:
        """The reason why ``value`` may not be given to one option."""

    def check_sum(self, given: int) -> Refusal | None:
        """The reason why a ballot may not give ``given`` over all its options so far."""
        del given
        return None

    def check_whole(self, ballot: Ballot) -> Refusal | None:
        """The reason why a ballot is not counted that only shows when all of it is there."""
        del ballot
        return None

    def knows(self, key: str, options: Container[str]) -> bool:
        """Whether a ballot may name ``key``."""
        return key in options

    def check(self, ballot: Mapping[str, object], options: Container[str]) -> Refusal | None:
        """The first reason why a whole ballot is not counted; an empty one is an abstention."""
        given = 0
        for key, value in ballot.items():
            if not self.knows(key, options):
                return Refusal("ballot.unknown_option", {"option": key})
            if type(value) is not int:  # a bool, a decimal and NaN are no whole numbers
                return Refusal("ballot.not_whole")
            if refusal := self.check_value(value):
                return refusal
            given += value
        return self.check_sum(given) or self.check_whole(cast("Ballot", ballot))


@dataclass(frozen=True, slots=True)
class DotsRule(Rule):
    """Each voter spreads a number of dots over the options (cumulative voting).

    Source: Sawyer and MacRae 1962.

    Attributes:
        dots: the most dots on a ballot; None where there is no limit.
        most_per_option: the most dots on one option; None where there is no limit.
        all_used: whether a voter who does not abstain must use all the dots.
    """

    dots: int | None = None
    most_per_option: int | None = None
    all_used: bool = False

    def check_value(self, value: int) -> Refusal | None:
        """The reason why one option may not get ``value`` dots."""
        if value < 0:
            return Refusal("ballot.negative")
        if self.most_per_option is not None and value > self.most_per_option:
            return Refusal("ballot.too_many_on_one", {"most": self.most_per_option})
        return None

    def check_sum(self, given: int) -> Refusal | None:
        """The reason why a ballot may not hold ``given`` dots."""
        if self.dots is not None and given > self.dots:
            return Refusal("ballot.too_many_dots", {"dots": self.dots})
        return None

    def check_whole(self, ballot: Ballot) -> Refusal | None:
        """The reason why a ballot may not leave dots unused."""
        if self.all_used and self.dots is not None and 0 < sum(ballot.values()) < self.dots:
            return Refusal("ballot.dots_left", {"dots": self.dots})
        return None


@dataclass(frozen=True, slots=True)
class ApprovalRule(Rule):
    """Each voter approves as many options as they like, within bounds.

    Source: Brams and Fishburn 1978.

    Attributes:
        least: the fewest options that a voter who does not abstain approves.
        most: the most options that a voter approves; None where there is no limit.
    """

    least: int = 0
    most: int | None = None

    def check_value(self, value: int) -> Refusal | None:
        """The reason why one option may not get ``value``."""
        return None if value in {0, 1} else Refusal("ballot.not_zero_or_one")

    def check_sum(self, given: int) -> Refusal | None:
        """The reason why a ballot may not approve ``given`` options."""
        if self.most is not None and given > self.most:
            return Refusal("ballot.too_many", {"most": self.most})
        return None

    def check_whole(self, ballot: Ballot) -> Refusal | None:
        """The reason why a ballot may not approve so few."""
        if 0 < sum(ballot.values()) < self.least:
            return Refusal("ballot.too_few", {"least": self.least})
        return None
