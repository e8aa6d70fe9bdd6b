"""A result by groups of voters, in which nobody's vote can be told from the others of their group.

A part of a result is never that of fewer voters than asked, and nor is what is left when all parts
that are shown are taken from the whole. What this cannot hide: that all of a part voted alike; what
some of a part can tell of the rest of it by putting together what they know of themselves; and, of
two votes on the same, what somebody gave who took part in one of them only while nobody else of
their part changed anything. (That one thing is never told by two ways to divide the voters is for
``domain/decide/votes.py``.) Who has the ballots without groups as well may find out which of them
make up a part, so a voter is hidden among those of the part: hence a least number of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from workshop_studio.domain.records import Breakdown, Part
from workshop_studio.tally.ballots import Ballot

LEAST: int = 6
"""The fewest voters of a group that is shown, unless the settings say otherwise."""

Count = Callable[[Sequence[Ballot]], Mapping[str, float]]
"""What ballots come to: option to its total, without those that have none."""


def shown_groups(voters: Mapping[str, int], least: int = LEAST, unsaid: int = 0) -> frozenset[str]:
    """The groups whose part of a result may be shown beside the result of all.

    A group of fewer than ``least`` voters is suppressed, as is an empty one: that nobody of it
    voted is known only by who looks. What all gave less what the shown groups gave is what the
    suppressed ones gave together, so more are suppressed, the smallest first, until that is
    again the votes of at least ``least`` people and of two groups that have voters.

    Args:
        voters: group to how many of it voted; every voter is in one group at most.
        least: the fewest voters of a group that is shown.
        unsaid: how many voted without saying which group is theirs.
    """
    shown = {group for group, count in voters.items() if count >= max(1, least)}
    hidden = [count for group, count in voters.items() if group not in shown and count]
    if unsaid:
        hidden.append(unsaid)
    for group in sorted(shown, key=lambda group: (voters[group], group)):
        if not hidden or sum(hidden) >= least:  # a small group alone never has so many
            break
        shown.remove(group)
        hidden.append(voters[group])
    return frozenset(shown)


def broken_down(
    grouped: Iterable[tuple[str, Ballot]], groups: Sequence[str], least: int, count: Count
) -> Breakdown:
    """What the ballots of each group come to, small groups and the unsaid put together.

    Args:
        grouped: the group of each voter, and their ballot; a group that is not among ``groups``
            counts as not said.
        groups: those that a voter could name, in the order that they are shown in.
        least: the fewest voters of a part.
        count: counts the ballots of a part.
    """
    ballots: dict[str, list[Ballot]] = {group: [] for group in groups}
    rest: list[Ballot] = []
    for group, ballot in grouped:
        ballots.get(group, rest).append(ballot)
    if not any(ballots.values()):
        return Breakdown(why="breakdown.unsaid")
    voters = {group: len(given) for group, given in ballots.items()}
    shown = shown_groups(voters, least, len(rest))
    together = tuple(group for group in groups if group not in shown)
    for group in together:
        rest += ballots[group]
    parts = [_part(group, ballots[group], count) for group in groups if group in shown]
    if rest:
        parts.append(_part("", rest, count))
    if len(parts) < 2:  # one part is the whole
        return Breakdown(why="breakdown.small")
    return Breakdown(parts=tuple(parts), together=together)


def _part(group: str, ballots: Sequence[Ballot], count: Count) -> Part:
    return Part(group=group, ballots=len(ballots), totals=count(ballots))
