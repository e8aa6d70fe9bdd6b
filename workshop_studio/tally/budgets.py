"""Counts that share out money by approvals: the greedy rule and the Method of Equal Shares."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workshop_studio.tally.ballots import Ballot
from workshop_studio.tally.records import Count, Hands, Settings, Total


@dataclass(frozen=True, slots=True)
class Funded:
    """One option that is paid for.

    Attributes:
        id: the option.
        cost: what it costs.
        highest: equal shares: the most that one supporter pays; None where the greedy rule took it.
        payments: equal shares: what supporters pay, and how many pay it, highest first.
        tied: other options that were as good at that moment; the order given decided.
    """

    id: str
    cost: Total
    highest: Fraction | None = None
    payments: tuple[tuple[Fraction, int], ...] = ()
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Funding:
    """How the money was shared out.

    Attributes:
        told: which sentence says how it was counted.
        budget: the money there was.
        costs: what each option costs, in the order given.
        funded: what is paid for, in the order in which it was taken.
        left: the money that nobody spent.
        share: equal shares: what each voter had at first; None for the greedy rule.
        skipped: greedy: what did not fit any more when its turn came.
    """

    told: str
    budget: Total
    costs: tuple[tuple[str, Total], ...]
    funded: tuple[Funded, ...]
    left: Total
    share: Fraction | None = None
    skipped: tuple[str, ...] = ()


def greedy(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands, settings: Settings
) -> Count:
    """By number of approvals, take each that still fits the budget (Aziz and Shah 2021).

    Options with equal approvals have their turn in the order given; where one of them keeps
    another out so, it is recorded.
    """
    budget = _budget(settings)
    totals, voters, abstentions = _approved(options, ballots, hands)
    funded, skipped, left = _greedily(options, totals, settings, budget)
    costs = tuple((option, settings.costs[option]) for option in options)
    anything = any(totals.values())
    return Count(
        totals=totals,
        ballots=voters.total(),
        abstentions=abstentions,
        working=Funding("counted.greedy", budget, costs, funded, left, skipped=skipped),
        winners=tuple(one.id for one in funded) if anything else (),
    )


def equal_shares(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands, settings: Settings
) -> Count:
    """Voters share the budget equally and pay together for what they approve.

    Again and again the option is taken whose supporters can pay for it with the lowest highest
    payment; who has less than that pays all that is left to him. Every approved option is worth
    the same to a voter, all voters have a share (also who approves nothing), and all is exact.
    Of options that are equally good the first in the order given is taken, and that is recorded.
    What is left is not spent, unless completion is chosen: then the greedy rule spends it.

    Source: Peters, Pierczynski and Skowron 2021.
    """
    if any(hands.counts.values()):
        raise ValueError("raised hands have no shares to pay with")
    budget = Fraction(_budget(settings))
    totals, voters, abstentions = _approved(options, ballots, hands)
    share = budget / voters.total() if voters else Fraction(0)
    funded = _bought(options, voters, settings, share)
    left: Total = budget - sum(one.cost for one in funded)
    told = "counted.equal_shares"
    skipped: tuple[str, ...] = ()
    if settings.completion:
        told = "counted.equal_shares_completed"
        taken = {one.id for one in funded}
        rest = [option for option in options if option not in taken]
        more, skipped, left = _greedily(rest, totals, settings, left)
        funded += more
    costs = tuple((option, settings.costs[option]) for option in options)
    return Count(
        totals=totals,
        ballots=voters.total(),
        abstentions=abstentions,
        working=Funding(told, budget, costs, funded, left, share, skipped),
        winners=tuple(one.id for one in funded) if any(totals.values()) else (),
    )


def _budget(settings: Settings) -> Total:
    if settings.budget is None:
        raise ValueError("a budget is needed")
    return settings.budget


def _approved(
    options: Sequence[str], ballots: Iterable[Ballot], hands: Hands
) -> tuple[dict[str, Total], Counter[frozenset[str]], int]:
    """Approvals of each option, how many voters approve the same, how many approve nothing."""
    voters = Counter(frozenset(o for o, value in ballot.items() if value) for ballot in ballots)
    totals: dict[str, Total] = dict.fromkeys(options, 0)
    for approved, count in voters.items():
        for option in approved:
            totals[option] += count
    for option, count in hands.counts.items():
        totals[option] += count
    return totals, voters, voters[frozenset()]


def _greedily(
    options: Sequence[str], totals: dict[str, Total], settings: Settings, left: Total
) -> tuple[tuple[Funded, ...], tuple[str, ...], Total]:
    """What is taken, what does not fit, and the money left."""
    funded: list[Funded] = []
    skipped: list[str] = []
    before: dict[Total, Total] = {}  # the money there was when options of so many had their turn
    for option in sorted(options, key=totals.__getitem__, reverse=True):
        cost, votes = settings.costs[option], totals[option]
        before.setdefault(votes, left)
        if cost > left:
            skipped.append(option)
        else:
            left -= cost
            funded.append(Funded(option, cost))
    kept_out: dict[Total, list[str]] = {}
    for option in skipped:
        if settings.costs[option] <= before[totals[option]]:
            kept_out.setdefault(totals[option], []).append(option)
    noted = (
        Funded(one.id, one.cost, tied=tuple(kept_out.get(totals[one.id], ()))) for one in funded
    )
    return tuple(noted), tuple(skipped), left


def _bought(
    options: Sequence[str], voters: Counter[frozenset[str]], settings: Settings, share: Fraction
) -> tuple[Funded, ...]:
    """What supporters pay for, in the order in which it is taken."""
    money = dict.fromkeys(voters, share)  # voters who approve the same always have the same left
    supporters = {o: [approved for approved in voters if o in approved] for o in options}
    known: dict[str, Fraction] = {o: Fraction(0) for o in options if supporters[o]}
    funded: list[Funded] = []
    while known:
        # A highest payment never falls, so one that was too high before need not be looked at.
        best: Fraction | None = None
        for option in sorted(known, key=known.__getitem__):
            if best is not None and known[option] > best:
                break
            groups = sorted((money[g], voters[g]) for g in supporters[option])
            highest = _highest_payment(Fraction(settings.costs[option]), groups)
            if highest is None:
                del known[option]
                continue
            known[option] = highest
            if best is None or highest < best:
                best = highest
        if best is None:
            break
        level = [option for option in options if known.get(option) == best]
        taken = level[0]
        payments: Counter[Fraction] = Counter()
        for group in supporters[taken]:
            paid = min(money[group], best)
            money[group] -= paid
            payments[paid] += voters[group]
        del known[taken]
        cost = settings.costs[taken]
        paid_by = tuple(sorted(payments.items(), reverse=True))
        funded.append(Funded(taken, cost, best, paid_by, tuple(level[1:])))
    return tuple(funded)


def _highest_payment(cost: Fraction, groups: Sequence[tuple[Fraction, int]]) -> Fraction | None:
    """The least bound on payments that covers a cost; None where supporters cannot pay it.

    Args:
        cost: what is to be paid.
        groups: what supporters have left and how many have so much, poorest first.
    """
    people = sum(count for _, count in groups)
    for money, count in groups:
        if money * people >= cost:
            return cost / people
        cost -= money * count
        people -= count
    return None
