"""Results by groups of voters: what is shown, what is put together, and what never may be told."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_studio.domain.records import Breakdown
from workshop_studio.tally.ballots import Ballot
from workshop_studio.tally.breakdown import broken_down

GROUPS = ("Helse", "Oppvekst", "Kultur", "Plan")
OPTIONS = ("a", "b", "c")
Grouped = list[tuple[str, Ballot]]


def summed(ballots: list[Ballot]) -> dict[str, float]:
    found: Counter[str] = Counter(dict.fromkeys(OPTIONS, 0))
    for ballot in ballots:
        found.update(ballot)
    return dict(found)


def of(grouped: Grouped, least: int = 6) -> Breakdown:
    return broken_down(grouped, GROUPS, least, lambda ballots: summed(list(ballots)))


def voters(**sizes: int) -> Grouped:
    """So many of each group, each with a ballot of their own; ``unsaid`` named none."""
    groups = ("" if name == "unsaid" else name for name, n in sizes.items() for _ in range(n))
    return [(group, {"a": 1 + n, "b": n % 3}) for n, group in enumerate(groups)]


@pytest.mark.parametrize(
    ("sizes", "parts", "together", "why"),
    [
        ({"Helse": 9, "Oppvekst": 8}, [("Helse", 9), ("Oppvekst", 8)], {"Kultur", "Plan"}, ""),
        (
            {"Helse": 9, "Oppvekst": 8, "Kultur": 3, "Plan": 3},
            [("Helse", 9), ("Oppvekst", 8), ("", 6)],
            {"Kultur", "Plan"},
            "",
        ),
        (  # five would be left: the smallest that could be shown goes with them
            {"Helse": 9, "Oppvekst": 8, "Kultur": 5},
            [("Helse", 9), ("", 13)],
            {"Oppvekst", "Kultur", "Plan"},
            "",
        ),
        (  # those who did not say hide a small group, and are hidden by it
            {"Helse": 9, "Oppvekst": 8, "Plan": 1, "unsaid": 5},
            [("Helse", 9), ("Oppvekst", 8), ("", 6)],
            {"Kultur", "Plan"},
            "",
        ),
        (
            {"Helse": 9, "Oppvekst": 8, "unsaid": 1},
            [("Helse", 9), ("", 9)],
            {"Oppvekst", "Kultur", "Plan"},
            "",
        ),
        ({"Helse": 9, "unsaid": 6}, [("Helse", 9), ("", 6)], {"Oppvekst", "Kultur", "Plan"}, ""),
        ({"Helse": 9, "Oppvekst": 5}, [], set(), "breakdown.small"),
        ({"Helse": 5, "Oppvekst": 5, "Kultur": 5, "Plan": 5}, [], set(), "breakdown.small"),
        ({"Helse": 20}, [], set(), "breakdown.small"),
        ({"unsaid": 20}, [], set(), "breakdown.unsaid"),
        ({}, [], set(), "breakdown.unsaid"),
    ],
)
def test_small_groups_are_put_together(
    sizes: dict[str, int], parts: list[tuple[str, int]], together: set[str], why: str
) -> None:
    found = of(voters(**sizes))
    assert [(part.group, part.ballots) for part in found.parts] == parts
    assert set(found.together) == together
    assert found.why == why


def test_a_group_that_nobody_offered_counts_as_not_said() -> None:
    found = of([*voters(Helse=9), *(("Utenfor", {"a": 1}) for _ in range(6))])
    assert [(part.group, part.ballots) for part in found.parts] == [("Helse", 9), ("", 6)]
    assert "Utenfor" not in repr(found)


BALLOTS: st.SearchStrategy[Grouped] = st.lists(
    st.tuples(
        st.sampled_from(("", *GROUPS)),
        st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 9)),
    ),
    max_size=60,
)
LEAST = st.integers(3, 12)


@given(BALLOTS, LEAST)
def test_no_part_is_smaller_than_asked_and_all_add_up_to_the_whole(
    grouped: Grouped, least: int
) -> None:
    found = of(grouped, least)
    if not found.parts:
        assert found.why
        assert found.together == ()
        return
    assert len(found.parts) > 1
    assert all(part.ballots >= least for part in found.parts)
    assert sum(part.ballots for part in found.parts) == len(grouped)
    whole = summed([ballot for _, ballot in grouped])
    for option in OPTIONS:
        assert sum(part.totals[option] for part in found.parts) == whole[option]


@given(BALLOTS, LEAST)
def test_the_whole_less_what_is_shown_never_leaves_a_small_group(
    grouped: Grouped, least: int
) -> None:
    """Whichever parts somebody takes from the whole, too few for a part are never left."""
    sizes = [part.ballots for part in of(grouped, least).parts]
    for n in range(len(sizes) + 1):
        for taken in combinations(sizes, n):
            left = len(grouped) - sum(taken)
            assert not sizes or left == 0 or left >= least


@given(BALLOTS, LEAST, st.randoms(use_true_random=False))
def test_the_order_of_ballots_changes_nothing(grouped: Grouped, least: int, chance: object) -> None:
    other = list(grouped)
    chance.shuffle(other)  # type: ignore[attr-defined] # a Random
    assert of(other, least) == of(grouped, least)


@given(BALLOTS, LEAST)
def test_which_small_groups_had_voters_is_not_told(grouped: Grouped, least: int) -> None:
    """Every group that has no part of its own is named, and none of them with a number."""
    found = of(grouped, least)
    if found.parts:
        shown = {part.group for part in found.parts if part.group}
        assert list(found.together) == [group for group in GROUPS if group not in shown]
