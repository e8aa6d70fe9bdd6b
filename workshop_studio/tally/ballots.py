"""What a ballot is and which ballots a rule accepts.

A ballot says how much its voter gives to each option; a rule says what a voter may give. Rules
refuse with a :class:`Refusal`, a value whose words stand in ``i18n/messages.py``.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

Ballot: TypeAlias = Mapping[str, int]
"""Option id to value; an option that is not named has the value 0."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a ballot, or one line of it, is not counted.

    Attributes:
        code: which message tells the reason, such as ``"ballot.negative"``.
        params: what the message names: numbers and option ids.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


class Rule(Protocol):
    """What a voter may give: to one option, and over the whole ballot."""

    def check_value(self, value: int) -> Refusal | None:
        """The reason why ``value`` may not be given to one option."""

    def check_sum(self, given: int) -> Refusal | None:
        """The reason why a ballot may not give ``given`` over all its options so far."""

    def check(self, ballot: Mapping[str, object], options: Container[str]) -> Refusal | None:
        """The first reason why a whole ballot is not counted; an empty one is an abstention."""


@dataclass(frozen=True, slots=True)
class DotsRule:
    """Each voter spreads a number of dots over the options (cumulative voting).

    Source: Sawyer and MacRae 1962.

    Attributes:
        dots: the most dots on a ballot; None where there is no limit.
        most_per_option: the most dots on one option; None where there is no limit.
    """

    dots: int | None = None
    most_per_option: int | None = None

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

    def check(self, ballot: Mapping[str, object], options: Container[str]) -> Refusal | None:
        """The first reason why a ballot is not counted."""
        given = _given(self, ballot.items(), options)
        return given if isinstance(given, Refusal) else self.check_sum(given)


@dataclass(frozen=True, slots=True)
class ApprovalRule:
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

    def check(self, ballot: Mapping[str, object], options: Container[str]) -> Refusal | None:
        """The first reason why a ballot is not counted."""
        given = _given(self, ballot.items(), options)
        if isinstance(given, Refusal):
            return given
        if 0 < given < self.least:
            return Refusal("ballot.too_few", {"least": self.least})
        return self.check_sum(given)


def _given(
    rule: Rule, values: Iterable[tuple[str, object]], options: Container[str]
) -> int | Refusal:
    """What the values of a ballot sum up to, or why one of them is refused."""
    given = 0
    for option, value in values:
        if option not in options:
            return Refusal("ballot.unknown_option", {"option": option})
        if type(value) is not int:  # a bool, a decimal and NaN are no numbers of dots
            return Refusal("ballot.not_whole")
        if refusal := rule.check_value(value):
            return refusal
        given += value
    return given
