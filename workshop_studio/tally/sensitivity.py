"""How firm the first place of a weighted matrix is: how far each weight can move."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Leeway:
    """How far one weight can move while the same options stay first.

    The other weights keep their proportions to each other and take up the rest. At the ends
    themselves somebody draws level; beyond them the first place changes.

    Attributes:
        criterion: whose weight it is.
        weight: what it is, as a part of 1.
        low: how far down it can go, exactly.
        high: how far up it can go, exactly.
        below: the options that draw level at ``low``; empty where none does down to 0.
        above: the options that draw level at ``high``; empty where none does up to 1.
    """

    criterion: str
    weight: Fraction
    low: Fraction
    high: Fraction
    below: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


def sensitivity(
    means: Mapping[str, Mapping[str, Fraction]], weights: Mapping[str, Fraction]
) -> tuple[Leeway, ...]:
    """The leeway of each weight.

    Options that share the first place stay there only while they are level; where moving the
    weight parts them, there is no leeway at all, and they are named on both sides.

    Args:
        means: option to criterion to mean, for options that have a result.
        weights: criterion to weight, parts of 1 that sum up to 1.
    """
    return tuple(_leeway(criterion, means, weights) for criterion in weights)


def _leeway(
    criterion: str, means: Mapping[str, Mapping[str, Fraction]], weights: Mapping[str, Fraction]
) -> Leeway:
    here = weights[criterion]
    others = {one: weight for one, weight in weights.items() if one != criterion}
    if not others or not means:
        return Leeway(criterion, here, Fraction(0), Fraction(1))
    rest = sum(others.values())
    if rest:
        parts = {one: weight / rest for one, weight in others.items()}
    else:  # no proportions to keep: equal ones
        parts = {one: Fraction(1, len(others)) for one in others}
    # An option's value is a line over the weight: from what the others give to what this one gives.
    start = {o: sum(parts[c] * row[c] for c in parts) for o, row in means.items()}
    slope = {o: row[criterion] - start[o] for o, row in means.items()}
    value = {o: start[o] + here * slope[o] for o in means}
    best = max(value.values())
    first = [o for o in means if value[o] == best]
    if len({slope[o] for o in first}) > 1:
        return Leeway(criterion, here, here, here, tuple(first), tuple(first))
    top = first[0]
    down: dict[str, Fraction] = {}
    up: dict[str, Fraction] = {}
    for option in means:
        gain = slope[top] - slope[option]
        if option in first or not gain:
            continue
        level = here - (best - value[option]) / gain
        if 0 <= level <= 1:
            (down if gain > 0 else up)[option] = level
    low = max(down.values(), default=Fraction(0))
    high = min(up.values(), default=Fraction(1))
    return Leeway(
        criterion,
        here,
        low,
        high,
        tuple(option for option, level in down.items() if level == low),
        tuple(option for option, level in up.items() if level == high),
    )
