"""How a result came about, as tables that anyone can follow."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from workshop_studio.blocks import Fact, Paid, Working
from workshop_studio.steps.ballot_params import ScoreParams, VoteParams
from workshop_studio.steps.given import given
from workshop_studio.tally.ballots import Ballot
from workshop_studio.tally.budgets import Funding
from workshop_studio.tally.criteria import Matrix
from workshop_studio.tally.majorities import Majorities
from workshop_studio.tally.methods import Tally
from workshop_studio.tally.ranked import Points, Runoff
from workshop_studio.tally.sensitivity import sensitivity

MOST = 40
"""Options of which every pair, place or round still makes a table that can be read."""
FIRST = 20
"""Of more than that, so many are shown: the first ones, and who is level with the last of them."""

Texts = Mapping[str, str]
_NOTHING = Fact(code="none")


def paid(counted: Tally, texts: Texts) -> Paid | None:
    """What the money goes to; None where the vote was not about money."""
    working = counted.working
    if not isinstance(working, Funding):
        return None
    costs = dict(working.costs)
    taken = tuple(key for key in counted.winners if key in texts)
    cost = float(sum(costs[key] for key in counted.winners))
    return Paid(options=taken, cost=cost, budget=float(working.budget))


def workings(
    params: VoteParams, counted: Tally, ballots: Sequence[Ballot], texts: Texts
) -> tuple[Working, ...]:
    """The tables behind a result; none where the totals tell all.

    Of very many options they show the first ones, and say how many there are.

    Args:
        params: what the vote was set to.
        counted: its result.
        ballots: those that were counted.
        texts: the options that everybody may see.
    """
    working = counted.working
    match working:
        case Funding():
            return (_money(working, counted, texts),)
        case Majorities():
            return (_bounded(_pairs(working, counted, texts), texts),)
        case Points():
            return (_bounded(_places(working, counted, texts), texts),)
        case Runoff():
            return (_bounded(_rounds(working, counted, texts), texts),)
        case Matrix() if working.formula == "weighted" and isinstance(params, ScoreParams):
            return (_weights(params, working, texts),)
        case _:
            table = given(params, counted, ballots, _first(counted, texts), texts)
            return () if table is None else (_bounded(table, texts),)


def _options(counted: Tally, texts: Texts) -> list[str]:
    """What may be seen, best first."""
    return [option.id for option in counted.options if option.id in texts]


def _first(counted: Tally, texts: Texts) -> list[str]:
    """All of them; of very many the first, with those level with the last as far as that goes."""
    options = _options(counted, texts)
    if len(options) <= MOST:
        return options
    ranks = {option.id: option.rank for option in counted.options}
    last = ranks[options[FIRST - 1]]
    return [key for key in options if ranks[key] <= last][:MOST]


def _bounded(table: Working, texts: Texts) -> Working:
    """The table, with how many options there are where it does not show them all."""
    shown = sum(1 for row in table.rows if any(fact.texts for fact in row))
    return table.model_copy(update={"of": len(texts)}) if shown < len(texts) else table


def _option(key: str, texts: Texts) -> Fact:
    return Fact(texts=(texts[key],))


def _number(value: Fraction | int | None) -> Fact:
    return _NOTHING if value is None else Fact(value=float(value))


def _money(working: Funding, counted: Tally, texts: Texts) -> Working:
    """What each option costs and got, and at which price for its supporters it was taken."""
    costs, taken = dict(working.costs), {one.id: one for one in working.funded}
    totals = {option.id: option.total for option in counted.options}
    order = [*taken, *(key for key in _options(counted, texts) if key not in taken)]
    rows = []
    for key in order:
        if key not in texts:
            continue
        one = taken.get(key) if key in counted.winners else None
        row = [
            _option(key, texts),
            _number(costs[key]),
            _number(totals[key]),
            Fact(code="paid" if one is not None else "not_paid"),
        ]
        if working.share is not None:
            row.append(_number(None if one is None else one.highest))
        rows.append(tuple(row))
    head = ["option", "cost", "approvals", "result"]
    head += ["highest"] if working.share is not None else []
    return Working(code="money", head=_codes(head), rows=tuple(rows))


def _pairs(working: Majorities, counted: Tally, texts: Texts) -> Working:
    """On how many ballots the option of the row is preferred to that of the column."""
    order = _first(counted, texts)
    at = {key: place for place, key in enumerate(working.options)}
    rows = tuple(
        (
            Fact(value=number),
            _option(key, texts),
            *(
                _NOTHING if other == key else _number(working.preferred[at[key]][at[other]])
                for other in order
            ),
        )
        for number, key in enumerate(order, 1)
    )
    numbers = (Fact(value=number) for number in range(1, len(order) + 1))
    return Working(code="pairs", head=(*_codes(["number", "option"]), *numbers), rows=rows)


def _places(working: Points, counted: Tally, texts: Texts) -> Working:
    """On how many ballots each option has which place."""
    known = {key: (places, unranked) for key, places, unranked in working.places}
    order = _first(counted, texts)
    last = max(
        (at for key in order for at, count in enumerate(known[key][0], 1) if count), default=0
    )
    is_much = len(_options(counted, texts)) > MOST
    each = min(last, FIRST) if is_much else last  # the later places are one column then
    rows = tuple(
        (
            _option(key, texts),
            *(_number(count) for count in known[key][0][:each]),
            *((_number(sum(known[key][0][each:last])),) if each < last else ()),
            _number(known[key][1]),
        )
        for key in order
    )
    places = (Fact(value=place) for place in range(1, each + 1))
    later = (Fact(texts=(f"{each + 1}–{last}",)),) if each < last else ()
    head = (Fact(code="option"), *places, *later, Fact(code="unranked"))
    return Working(code="places", head=head, rows=rows)


def _rounds(working: Runoff, counted: Tally, texts: Texts) -> Working:
    """The first preferences of each round; who is out has none."""
    numbered = list(enumerate(working.rounds, 1))
    if len(numbered) > MOST:  # the first, and those in which it is decided
        numbered = [numbered[0], *numbered[1 - FIRST :]]
    rounds = [dict(one.votes) for _, one in numbered]
    rows = [
        (_option(key, texts), *(_number(votes.get(key)) for votes in rounds))
        for key in _first(counted, texts)
    ]
    exhausted = tuple(_number(one.exhausted) for _, one in numbered)
    head = (Fact(code="round"), *(Fact(value=at) for at, _ in numbered))
    rows.append((Fact(code="exhausted"), *exhausted))
    return Working(code="rounds", head=head, rows=tuple(rows))


def _weights(params: ScoreParams, working: Matrix, texts: Texts) -> Working:
    """How far each weight can move before the first place changes, and who draws level there."""
    weights = dict(zip(working.criteria, working.weights, strict=True))
    names = {one.id: one.name for one in params.criteria}
    rows = tuple(
        (
            Fact(words=names[one.criterion]),
            _share(one.weight),
            _share(one.low),
            _level(one.below, texts),
            _share(one.high),
            _level(one.above, texts),
        )
        for one in sensitivity(working.means(), weights)
    )
    head = ["criterion", "weight", "lowest", "level_below", "highest_weight", "level_above"]
    return Working(code="weights", head=_codes(head), rows=rows)


def _share(value: Fraction) -> Fact:
    return Fact(value=float(value), is_share=True)


def _level(options: Sequence[str], texts: Texts) -> Fact:
    seen = tuple(texts[key] for key in options if key in texts)
    return Fact(texts=seen) if seen else _NOTHING


def _codes(codes: Sequence[str]) -> tuple[Fact, ...]:
    return tuple(Fact(code=code) for code in codes)
