"""Options that each person puts somewhere: on two axes, or into columns.

What each person said is averaged, and the spread is kept beside it. Neither has a source of its
own: the order is the one that facilitators use, and its sentence says what it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workshop_studio.tally.ballots import Ballot
from workshop_studio.tally.criteria import Placed, placed
from workshop_studio.tally.methods import ranked
from workshop_studio.tally.records import Count, Hands, Settings, Tally, Total
from workshop_studio.tally.totals import Scored, scored


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a group puts options on two axes.

    Attributes:
        told: which sentence says how they are ordered.
        options: where each lies, in the order given.
    """

    told: str
    options: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column each person put each option into.

    Attributes:
        told: which sentence says how they are ordered.
        options: how many put it into each; the value of the last column is 0.
    """

    told: str
    options: tuple[Scored, ...]


def on_axes(
    options: Sequence[str],
    across: str,
    up: str,
    ballots: Iterable[Ballot],
    *,
    less_across: bool,
    together: bool = False,
) -> Tally:
    """Order options by the mean place up, and across: more, or less where that is better.

    Args:
        options: the ids to place.
        across: the id of the axis that goes across.
        up: the id of the axis that goes up; more is always better there.
        ballots: accepted ballots with keys ``axis/option``.
        less_across: whether less is better across, as it is with effort.
        together: whether the group placed them as one, so that there is no mean of anything.
    """
    every = list(ballots)
    found = placed(options, across, up, every)
    totals: dict[str, Total] = {}
    without: set[str] = set()
    for one in found:
        high, side = one.up.mean, one.across.mean
        if high is None or side is None:
            totals[one.id] = Fraction(0)
            without.add(one.id)
        else:
            totals[one.id] = high - side if less_across else high + side
    told = "counted.axes_less" if less_across else "counted.axes_more"
    told = told.replace("axes", "together") if together else told
    count = Count(
        totals=totals,
        ballots=len(every),
        abstentions=sum(not ballot for ballot in every),
        working=Placement(told, found),
        winners=None if any(every) else (),
        without=frozenset(without),
    )
    return ranked("axes", count, Hands())


def in_columns(
    options: Sequence[str], columns: int, ballots: Iterable[Ballot], *, together: bool = False
) -> Tally:
    """Order options by the mean of their columns, where the first counts most and the last 0.

    Args:
        options: the ids to place.
        columns: how many columns there are.
        ballots: accepted ballots, option to number of the column from 0.
        together: whether the group placed them as one, so that there is no mean of anything.
    """
    count = scored(options, turned(columns, ballots), Hands(), Settings())
    rows = getattr(count.working, "options", ())
    told = "counted.together_columns" if together else "counted.columns"
    working = Columns(told, rows)
    return ranked(
        "columns",
        Count(
            totals=count.totals,
            ballots=count.ballots,
            abstentions=count.abstentions,
            working=working,
            winners=count.winners,
            without=count.without,
        ),
        Hands(),
    )


def turned(columns: int, ballots: Iterable[Ballot]) -> list[Mapping[str, int]]:
    """The ballots with what a column counts in place of its number."""
    return [
        {option: columns - 1 - number for option, number in ballot.items()} for ballot in ballots
    ]
