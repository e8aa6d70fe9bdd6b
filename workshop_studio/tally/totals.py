"""Counts that add up what ballots give: dots, approvals, scores, fist to five, consent."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workshop_studio.tally.ballots import Ballot
from workshop_studio.tally.records import Count, Hands, Settings, Total


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one option.

    Attributes:
        id: the option.
        distribution: how many gave each value, lowest value first.
        count: how many gave a score.
        sum: the scores together.
        no_opinion: how many of those who voted gave this option none.
        low_ones: how many gave less than the threshold of consent; 0 where there is none.
        consent: whether someone gave a score and nobody less than the threshold; None where
            the method asks for no consent.
    """

    id: str
    distribution: tuple[tuple[int, int], ...]
    count: int
    sum: int
    no_opinion: int
    low_ones: int = 0
    consent: bool | None = None

    @property
    def mean(self) -> Fraction | None:
        """The mean of the scores given; None where there are none."""
        return Fraction(self.sum, self.count) if self.count else None


@dataclass(frozen=True, slots=True)
class Scores:
    """How scores were counted.

    Attributes:
        told: which sentence says how it was counted.
        options: the scores of each option, in the order given.
        threshold: the lowest value that consents; None where the method asks for no consent.
    """

    told: str
    options: tuple[Scored, ...]
    threshold: int | None = None


def summed(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands, settings: Settings
) -> Count:
    """Each option gets the sum of what the ballots give it.

    So dots are counted (cumulative voting: Sawyer and MacRae 1962), and so are approvals, where
    the sum is the number of ballots that approve (Brams and Fishburn 1978).
    """
    del settings
    totals: dict[str, Total] = dict.fromkeys(options, 0)
    counted = abstentions = 0
    for ballot in ballots:
        counted += 1
        for option, value in ballot.items():
            totals[option] += value
        if not any(ballot.values()):
            abstentions += 1
    for option, value in hands.counts.items():
        totals[option] += value
    return Count(totals, counted, abstentions)


def scored(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands, settings: Settings
) -> Count:
    """Each option gets the mean of the scores given; "no opinion" is left out (Smith 2000)."""
    del settings
    return _scores("counted.score", None, options, ballots, hands)


def fist(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands, settings: Settings
) -> Count:
    """Each option gets the mean of 0 to 5 fingers; consent where nobody shows fewer than asked."""
    return _scores("counted.fist", settings.threshold, options, ballots, hands)


def consent(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands, settings: Settings
) -> Count:
    """Each option gets the mean of 0 (objection) to 2; consent where nobody objects."""
    del settings
    return _scores("counted.consent", 1, options, ballots, hands)


def _scores(
    told: str,
    threshold: int | None,
    options: Sequence[str],
    ballots: Iterable[Ballot],
    hands: Hands,
) -> Count:
    given: Mapping[str, Counter[int]] = {option: Counter() for option in options}
    counted = abstentions = 0
    for ballot in ballots:
        counted += 1
        abstentions += not ballot
        for option, value in ballot.items():
            given[option][value] += 1
    for key, people in hands.counts.items():
        option, _, level = key.rpartition("/")
        given[option][int(level)] += people
    voted = counted - abstentions + hands.heads
    rows = tuple(_scored(option, given[option], voted, threshold) for option in options)
    return Count(
        totals={row.id: row.mean or Fraction(0) for row in rows},
        ballots=counted,
        abstentions=abstentions,
        working=Scores(told, rows, threshold),
        winners=None if any(row.count for row in rows) else (),
        without=frozenset(row.id for row in rows if not row.count),
    )


def _scored(option: str, given: Counter[int], voted: int, threshold: int | None) -> Scored:
    count = sum(given.values())
    low_ones = 0
    if threshold is not None:
        low_ones = sum(people for value, people in given.items() if value < threshold)
    return Scored(
        id=option,
        distribution=tuple(sorted((value, people) for value, people in given.items() if people)),
        count=count,
        sum=sum(value * people for value, people in given.items()),
        no_opinion=max(0, voted - count),
        low_ones=low_ones,
        consent=None if threshold is None else count > 0 and low_ones == 0,
    )
