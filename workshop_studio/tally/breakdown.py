"""Which parts of a result may be shown by group, so that nobody's vote can be told from them."""

from collections.abc import Mapping

LEAST: int = 6
"""The fewest voters of a group that is shown, unless the settings say otherwise."""


def shown_groups(voters: Mapping[str, int], least: int = LEAST) -> frozenset[str]:
    """The groups whose part of a result may be shown beside the result of all.

    A group of fewer than ``least`` voters is suppressed, as is an empty one: that nobody of it
    voted is known only by who looks. What all gave less what the shown groups gave is what the
    suppressed ones gave together, so more are suppressed, the smallest first, until that is
    again the votes of at least ``least`` people and of two groups that have voters.

    Args:
        voters: group to how many of it voted; every voter is in one group.
        least: the fewest voters of a group that is shown.
    """
    shown = {group for group, count in voters.items() if count >= max(1, least)}
    hidden = [count for group, count in voters.items() if group not in shown and count]
    for group in sorted(shown, key=lambda group: (voters[group], group)):
        if not hidden or sum(hidden) >= least:  # a small group alone never has so many
            break
        shown.remove(group)
        hidden.append(voters[group])
    return frozenset(shown)
