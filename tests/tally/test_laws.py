"""Laws of fair counting, for every method that promises them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_studio.tally.budgets import Funding
from workshop_studio.tally.methods import Hands, Settings, Tally, tally
from workshop_studio.tally.totals import Scores

OPTIONS = ("a", "b", "c", "d")
RANKED = ("borda", "condorcet", "schulze", "irv", "copeland")
SETTINGS = Settings(budget=20, costs={"a": 3, "b": 7, "c": 7, "d": 12})

Ballots = list[dict[str, int]]


@st.composite
def ranks(draw: st.DrawFn) -> dict[str, int]:
    """A ballot of ranks, short or with ties, as a rule would accept it."""
    given_ranks = draw(st.dictionaries(st.sampled_from(OPTIONS), st.integers(1, 4)))
    in_use = sorted(set(given_ranks.values()))
    return {option: in_use.index(rank) + 1 for option, rank in given_ranks.items()}


profiles = st.lists(ranks(), max_size=9)
approvals = st.lists(st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 1)), max_size=9)
fists = st.lists(st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 5)), max_size=9)
orders = st.lists(st.permutations(OPTIONS), min_size=1, max_size=9)


def count(method: str, ballots: Ballots, options: tuple[str, ...] = OPTIONS) -> Tally:
    return tally(method, options, ballots, None, SETTINGS)


def found(result: Tally) -> dict[str, tuple[object, int]]:
    return {option.id: (option.total, option.rank) for option in result.options}


@given(profiles)
def test_anonymity_of_ranks(ballots: Ballots) -> None:
    for method in RANKED:
        assert count(method, ballots) == count(method, ballots[::-1])


@given(approvals)
def test_anonymity_of_budgets(ballots: Ballots) -> None:
    for method in ("greedy", "equal-shares"):
        assert count(method, ballots) == count(method, ballots[::-1])


@given(profiles, st.permutations(OPTIONS))
def test_neutrality_the_order_of_options_changes_no_total(
    ballots: Ballots, order: list[str]
) -> None:
    for method in RANKED:
        plain, other = count(method, ballots), count(method, ballots, tuple(order))
        assert found(plain) == found(other)
        assert set(plain.winners) == set(other.winners)


@given(approvals, st.permutations(OPTIONS))
def test_neutrality_of_budgets_where_no_tie_had_to_be_broken(
    ballots: Ballots, order: list[str]
) -> None:
    for method in ("greedy", "equal-shares"):
        plain, other = count(method, ballots), count(method, ballots, tuple(order))
        assert isinstance(plain.working, Funding)
        assert found(plain) == found(other)
        if not any(one.tied for one in plain.working.funded):
            assert set(plain.winners) == set(other.winners)


@pytest.mark.parametrize("method", ["borda", "condorcet", "schulze", "copeland"])
@given(ballots=orders, place=st.integers(1, 3), number=st.integers(0, 8))
def test_monotonicity_to_be_ranked_higher_never_costs_the_first_place(
    method: str, ballots: list[list[str]], place: int, number: int
) -> None:
    before = count(method, [ranked(order) for order in ballots])
    order = ballots[number % len(ballots)]
    raised = order[place]
    order[place - 1], order[place] = order[place], order[place - 1]
    after = count(method, [ranked(one) for one in ballots])
    if raised in before.winners:
        assert raised in after.winners


def test_instant_run_off_is_not_monotone() -> None:
    # Ten of those who like b best come over to a, who would have won, and now loses.
    before = [*39 * ["abc"], *35 * ["bca"], *26 * ["cab"]]
    assert count("irv", [ranked(order) for order in before], ("a", "b", "c")).winners == ("a",)
    after = [*49 * ["abc"], *25 * ["bca"], *26 * ["cab"]]
    assert count("irv", [ranked(order) for order in after], ("a", "b", "c")).winners == ("c",)


def ranked(order: "list[str] | str") -> dict[str, int]:
    return {option: rank for rank, option in enumerate(order, start=1)}


@given(approvals, st.sampled_from(OPTIONS))
def test_one_more_approval_never_costs_the_money(ballots: Ballots, option: str) -> None:
    if option in count("greedy", ballots).winners:
        assert option in count("greedy", [*ballots, {option: 1}]).winners


@given(fists, st.sampled_from(OPTIONS))
def test_a_higher_score_never_harms(ballots: Ballots, option: str) -> None:
    raised = [{o: 5 if o == option else v for o, v in ballot.items()} for ballot in ballots]
    before, after = found(count("fist", ballots)), found(count("fist", raised))
    assert after[option][1] <= before[option][1]


@given(profiles)
def test_borda_gives_away_as_many_points_as_there_are(ballots: Ballots) -> None:
    given_points = sum(Fraction(o.total) for o in count("borda", ballots).options)
    assert given_points == 6 * sum(bool(ballot) for ballot in ballots)


@given(fists)
def test_hands_count_as_ballots_do(ballots: Ballots) -> None:
    shown: dict[str, int] = {}
    for ballot in ballots:
        for option, value in ballot.items():
            shown[f"{option}/{value}"] = shown.get(f"{option}/{value}", 0) + 1
    heads = sum(bool(ballot) for ballot in ballots)
    by_hand = tally("fist", OPTIONS, [], Hands(shown, heads))
    by_ballot = count("fist", ballots)
    assert found(by_hand) == found(by_ballot)
    assert isinstance(by_hand.working, Scores)
    assert by_hand.working == by_ballot.working


@pytest.mark.parametrize("method", [*RANKED, "equal-shares"])
def test_hands_cannot_rank_or_pay(method: str) -> None:
    with pytest.raises(ValueError, match="raised hands"):
        tally(method, OPTIONS, [{"a": 1}], Hands({"a": 1}, 1), SETTINGS)


def test_a_tie_for_the_money_is_recorded() -> None:
    working = count("greedy", [{"b": 1, "c": 1, "d": 1}]).working
    assert isinstance(working, Funding)
    assert [(one.id, one.tied) for one in working.funded] == [
        ("b", ("d",)), ("c", ("d",)), ("a", ()),
    ]  # fmt: skip
    shares = tally(
        "equal-shares",
        ("a", "b"),
        [{"a": 1, "b": 1}],
        None,
        Settings(budget=5, costs={"a": 4, "b": 4}),
    )
    assert isinstance(shares.working, Funding)
    assert [(one.id, one.tied) for one in shares.working.funded] == [("a", ("b",))]
