"""How a simulated person fills in a ballot of any kind, within its rule."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from workshop_studio.blocks import Ballot, BallotMethod
from workshop_studio.domain.records import Marks

LEANS: Final = 0.7
"""How often a person prefers what most prefer, so that there is a result to look at."""
_SPREAD: Final = 0.618
"""Steps of so much of an axis come nowhere near each other for long."""


def answer(options: Sequence[str], ballot: Ballot, chance: random.Random) -> Marks:
    """What somebody marks.

    Args:
        options: the ids on the ballot, with what is liked most first.
        ballot: the ballot.
        chance: what decides.
    """
    return _ANSWERS[ballot.method](options, ballot, chance)


def approvals(options: Sequence[str], ballot: Ballot, chance: random.Random) -> Marks:
    """What somebody approves, within the ballot's bounds; the options in any order."""
    likes = chance.uniform(0.1, 0.6)
    liked = [option for option in options if chance.random() < likes]
    least, most = ballot.rule.get("least"), ballot.rule.get("most")
    if liked and isinstance(least, int):
        liked += [option for option in options if option not in liked][: max(0, least - len(liked))]
    return dict.fromkeys(liked[:most] if isinstance(most, int) else liked, 1)


def dots(options: Sequence[str], ballot: Ballot, chance: random.Random) -> Marks:
    """How somebody spreads the ballot's dots; the options with what is liked most first."""
    given, most = ballot.rule.get("dots"), ballot.rule.get("most_per_option")
    marks: dict[str, int] = {}
    weights = [1 / (place + 1) for place in range(len(options))]
    for _ in range(given if isinstance(given, int) else 3):
        [option] = chance.choices(options, weights)
        if not isinstance(most, int) or marks.get(option, 0) < most:
            marks[option] = marks.get(option, 0) + 1
    left = sum(marks.values())
    if ballot.rule.get("all_used") and isinstance(given, int):
        for option in options:
            room = given if not isinstance(most, int) else most - marks.get(option, 0)
            more = min(room, given - left)
            if more > 0:
                marks[option] = marks.get(option, 0) + more
                left += more
    return marks


def _scores(options: Sequence[str], ballot: Ballot, chance: random.Random) -> Marks:
    """A score for most options, higher for what is liked."""
    low, high = _ends(ballot)
    must = not ballot.rule.get("no_opinion", True)
    last = max(1, len(options) - 1)
    marks = {}
    for scale in [f"{one.id}/" for one in ballot.scales] or [""]:
        for place, option in enumerate(options):
            if must or chance.random() < 0.9:
                middle = high - (high - low) * place / last
                score = min(high, max(low, round(chance.gauss(middle, (high - low) / 5))))
                marks[f"{scale}{option}"] = score
    return marks


def _ends(ballot: Ballot) -> tuple[int, int]:
    if ballot.method == "fist":
        return 0, 5
    if ballot.method == "consent":
        return 0, 2
    low, high = ballot.rule.get("low"), ballot.rule.get("high")
    return (low if isinstance(low, int) else 0, high if isinstance(high, int) else 10)


def _ranks(options: Sequence[str], ballot: Ballot, chance: random.Random) -> Marks:
    """The options in an order near to what most prefer."""
    order = sorted(options, key=lambda one: options.index(one) + chance.gauss(0, len(options) / 4))
    most = ballot.rule.get("most")
    kept = order[:most] if isinstance(most, int) else order
    return {option: place for place, option in enumerate(kept, start=1)}


def _paid(options: Sequence[str], ballot: Ballot, chance: random.Random) -> Marks:
    """What somebody would pay for, as long as it fits where it must."""
    costs = {option.id: option.cost or 0 for option in ballot.options}
    budget = ballot.rule.get("budget")
    left = budget if isinstance(budget, int) else None
    marks: dict[str, int] = {}
    for option in options:
        if chance.random() < LEANS and (left is None or costs[option] <= left):
            marks[option] = 1
            left = None if left is None else left - costs[option]
    return marks


def _pairs(options: Sequence[str], ballot: Ballot, chance: random.Random) -> Marks:
    """The one that is liked more, as a rule; now and then both."""
    liked = {option: place for place, option in enumerate(options)}
    marks = {}
    for pair in ballot.pairs:
        one = next(key for key in liked if pair.startswith(f"{key}/"))
        other = pair[len(one) + 1 :]
        side = 1 if liked[one] < liked.get(other, len(liked)) else -1
        marks[pair] = chance.choices((side, 0, -side), (LEANS, 0.1, 0.2))[0]
    return marks


def _places(options: Sequence[str], ballot: Ballot, chance: random.Random) -> Marks:
    """A place on each axis near to where most put the option; what is liked lies high up."""
    low, high = ballot.rule.get("low", 0), ballot.rule.get("high", 100)
    least, most = (low if isinstance(low, int) else 0), (high if isinstance(high, int) else 100)
    last = max(1, len(options) - 1)
    marks = {}
    for number, scale in enumerate(ballot.scales):
        for place, option in enumerate(options):
            part = 1 - place / last if number else (place * _SPREAD + 0.3) % 1
            middle = least + (most - least) * (0.1 + 0.8 * part)
            guess = round(chance.gauss(middle, (most - least) / 10))
            marks[f"{scale.id}/{option}"] = min(most, max(least, guess))
    return marks


def _columns(options: Sequence[str], ballot: Ballot, chance: random.Random) -> Marks:
    """A column for each option that still has room, as a rule the one that most put it into."""
    marks: dict[str, int] = {}
    for place, option in enumerate(options):
        given = list(marks.values())
        free = [
            number
            for number, column in enumerate(ballot.scales)
            if column.most is None or given.count(number) < column.most
        ]
        usual = place * len(ballot.scales) // len(options)
        if usual in free and chance.random() < LEANS:
            marks[option] = usual
        elif free:
            marks[option] = chance.choice(free)
    return marks


_ANSWERS: Final[Mapping[BallotMethod, Callable[[Sequence[str], Ballot, random.Random], Marks]]] = {
    "dots": dots,
    "approval": approvals,
    "score": _scores,
    "fist": _scores,
    "consent": _scores,
    "rank": _ranks,
    "budget": _paid,
    "pairwise": _pairs,
    "axes": _places,
    "columns": _columns,
}
