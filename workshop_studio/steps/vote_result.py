"""What a closed vote comes to: counted once, and told in blocks."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby

from workshop_studio.blocks import (
    Agreement,
    Bar,
    Blocks,
    Chart,
    ChartBlock,
    Settled,
    SlopeChart,
    SlopeRow,
    StackChart,
    Working,
)
from workshop_studio.domain.records import Bundle, Marks, Option, Vote
from workshop_studio.domain.state import State
from workshop_studio.steps.ballot_base import WIDEST_SHOWN
from workshop_studio.steps.ballot_params import (
    ConsentParams,
    FistParams,
    costs_of,
    params_of,
)
from workshop_studio.steps.groups import parts
from workshop_studio.steps.placed_result import placed_chart, stacked
from workshop_studio.steps.workings import paid, workings
from workshop_studio.tally.agreement import Agreement as Agreed
from workshop_studio.tally.criteria import voted_weights
from workshop_studio.tally.methods import Cut, Hands, Tally, ties, told
from workshop_studio.tally.tiebreaks import by_lot
from workshop_studio.tally.totals import Scores


def ballots_of(bundles: Mapping[str, Bundle], vote: str) -> list[Marks]:
    """The ballots of a closed vote, from a state's table of bundles."""
    found = [bundle for bundle in bundles.values() if bundle.vote == vote]
    found.sort(key=lambda bundle: bundle.part)
    return [ballot for bundle in found for ballot in bundle.ballots]


class _Counted:
    """A closed vote and the ballots, the same only as the very same objects.

    What is remembered of it holds nothing else: a whole state would be kept beyond its time.
    """

    def __init__(self, state: State, vote: Vote) -> None:
        self.bundles, self.vote = state.bundles, vote

    def __hash__(self) -> int:
        return hash((id(self.vote), id(self.bundles)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Counted):
            return NotImplemented
        return self.vote is other.vote and self.bundles is other.bundles


def result(state: State, vote: Vote) -> Tally:
    """The result of a closed vote, counted from its ballots and the raised hands."""
    return _tallied(_Counted(state, vote))[0]


def agreed(state: State, vote: Vote) -> Agreed:
    """How far the ballots of a closed vote agree; raised hands are left out."""
    return _tallied(_Counted(state, vote))[1]


@lru_cache(maxsize=16)  # several blocks of several surfaces show one result
def _tallied(counted: _Counted) -> tuple[Tally, Agreed]:
    vote = counted.vote
    hands = None if vote.hands is None else Hands(vote.hands.counts, vote.hands.heads)
    options = [option.id for option in vote.options]
    params = params_of(vote)
    is_live = vote.status == "open" and params.together  # everybody sees it as it is placed
    ballots = [vote.placed] if is_live and vote.placed else ballots_of(counted.bundles, vote.id)
    return (
        params.counted(options, ballots, hands, costs_of(vote)),
        params.agree(options, ballots, hands),
    )


@lru_cache(maxsize=16)  # the tables of many options cost more than all the rest of a result
def _worked(counted: _Counted, shown: frozenset[str]) -> tuple[Working, ...]:
    """How a result came about, as tables of the options that everybody may see."""
    vote = counted.vote
    texts = {option.id: option.text for option in vote.options if option.id in shown}
    return workings(
        params_of(vote), _tallied(counted)[0], ballots_of(counted.bundles, vote.id), texts
    )


def hidden_ideas(state: State) -> frozenset[str]:
    """Ids of the ideas that the facilitator has taken out of sight."""
    return frozenset(idea.id for idea in state.ideas.values() if idea.hidden)


def visible(state: State, vote: Vote) -> list[Option]:
    """The options without ideas that have been hidden since the vote was opened."""
    hidden = hidden_ideas(state)
    return [option for option in vote.options if option.id not in hidden]


def ranking(state: State, vote: Vote) -> list[tuple[str, ...]]:
    """The options of a closed vote, best first; those that are still level stand together."""
    order: list[tuple[str, ...]] = []
    counted = result(state, vote)
    for rank, group in groupby(counted.options, key=lambda option: option.rank):
        level = tuple(option.id for option in group)
        order += [level] if len(level) < 2 else _resolved(state, vote, rank, level)
    return order


def cut(state: State, vote: Vote, n: int) -> Cut:
    """The first ``n`` options, ties as they were settled; see ``tally.methods.top``."""
    chosen: tuple[str, ...] = ()
    for group in ranking(state, vote):
        room = n - len(chosen)
        if room <= 0:
            break
        if len(group) > room:
            return Cut(chosen, group)
        chosen += group
    return Cut(chosen, ())


def level_at(state: State, vote: Vote, rank: int) -> tuple[str, ...]:
    """Ids of the options that share a rank; empty where no two do."""
    level = tuple(one.id for one in result(state, vote).options if one.rank == rank)
    return level if len(level) > 1 else ()


def rank_of(state: State, vote: Vote, option: str) -> int:
    """The rank of an option."""
    return next(one.rank for one in result(state, vote).options if one.id == option)


def _resolved(state: State, vote: Vote, rank: int, level: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Those of one rank, in the order that a decision, a lot or a further round gave them."""
    for one in vote.settled:
        if one.rank == rank:
            if one.way == "lot":
                return [(key,) for key in by_lot(level, len(level), one.seed).chosen]
            first = tuple(key for key in one.first if key in level)
            rest = tuple(key for key in level if key not in first)
            return [group for group in (first, rest) if group]
    further = _further(state, vote, rank)
    if further is None:
        return [level]
    told = ranking(state, further)
    missing = tuple(key for key in level if not any(key in group for group in told))
    return [*told, *([missing] if missing else [])]


def _further(state: State, vote: Vote, rank: int) -> Vote | None:
    """The last closed round between those that share a rank."""
    rounds = [
        one
        for one in state.votes.values()
        if one.status == "closed"
        and one.breaks is not None
        and (one.breaks.vote, one.breaks.rank) == (vote.id, rank)
    ]
    return max(rounds, key=lambda one: one.round, default=None)


def settled(state: State, vote: Vote, texts: dict[str, str]) -> tuple[Settled, ...]:
    """How ties were resolved, best place first, without what is hidden."""
    told = []
    for rank in sorted({option.rank for option in result(state, vote).options}):
        level = level_at(state, vote, rank)
        order = _resolved(state, vote, rank, level) if level else []
        if len(order) < 2:
            continue
        known = next((one for one in vote.settled if one.rank == rank), None)
        told.append(
            Settled(
                way="round" if known is None else known.way,
                order=tuple(key for group in order for key in group if key in texts),
                reason="" if known is None else known.reason,
                seed="" if known is None else known.seed,
            )
        )
    return tuple(told)


def divided(state: State, vote: Vote) -> tuple[str, ...]:
    """Ids of the options that the group is split on, which are worth talking about."""
    seen = {option.id for option in visible(state, vote)}
    return tuple(key for key in agreed(state, vote).divided if key in seen)


def voted_weights_of(state: State, criteria: set[str]) -> dict[str, int]:
    """How much the group said that each criterion counts, in parts of 1000; empty where it has not.

    Args:
        state: the state.
        criteria: the ids that the vote must have been about, all of them and no others.
    """
    about = [
        vote
        for vote in state.votes.values()
        if vote.status == "closed" and {option.id for option in vote.options} == criteria
    ]
    if not about:
        return {}
    counted = result(state, max(about, key=lambda vote: vote.order))
    if not any(option.total for option in counted.options):
        return {}
    return {key: round(part * 1000) for key, part in voted_weights(counted).items()}


def low(state: State, vote: Vote) -> tuple[str, ...]:
    """Ids of the options that somebody does not stand behind; of other votes, those that divide."""
    params = params_of(vote)
    below = params.threshold if isinstance(params, FistParams) else 2
    if not isinstance(params, FistParams | ConsentParams):
        return divided(state, vote)
    counted = result(state, vote).working
    rows = counted.options if isinstance(counted, Scores) else ()
    given = {row.id: [value for value, count in row.distribution if count] for row in rows}
    seen = [option.id for option in visible(state, vote)]
    return tuple(key for key in seen if min(given.get(key) or [below]) < below)


def chart(state: State, vote: Vote, *, whole: bool = False) -> ChartBlock:
    """The result of a closed vote: bars, or on a scale how many gave each value.

    Of an open one that the group answers as one, what stands so far.

    Args:
        state: the state.
        vote: the vote.
        whole: with the tables of how it came about.
    """
    counted = result(state, vote)
    params = params_of(vote)
    scale = params.scale
    texts = {option.id: option.text for option in visible(state, vote)}
    levels = {one.id: one.level for one in agreed(state, vote).options}
    code, numbers = told(counted)
    shared = {
        "method": counted.method,
        "items": vote.items,
        "voters": counted.ballots,
        "abstentions": counted.abstentions,
        "beside": vote.beside,
        "hands": counted.heads,
        "round": vote.round,
        "ties": _shown_ties(counted, texts),
        "agreement": _agreement(state, vote, texts),
        "settled": settled(state, vote, texts),
        "told": code,
        "numbers": {key: str(value) for key, value in numbers.items()},
        "paid": paid(counted, texts),
        "working": _worked(_Counted(state, vote), frozenset(texts)) if whole else (),
        "together": params.together,
    }
    placed = placed_chart(params, counted, texts, levels, shared)
    if placed is not None:
        return placed
    if scale is not None and scale[1] - scale[0] < WIDEST_SHOWN:
        values = tuple(range(scale[0], scale[1] + 1))
        rows = stacked(counted, texts, values, levels)
        return StackChart.model_validate({**shared, "scale": values, "rows": rows})
    bars = tuple(
        Bar(
            id=option.id,
            text=texts[option.id],
            value=float(option.total),
            rank=option.rank,
            level=levels.get(option.id),
        )
        for option in counted.options
        if option.id in texts
    )
    return Chart.model_validate({**shared, "bars": bars})


def by_groups(state: State, vote: Vote) -> Blocks:
    """The result of a closed vote by groups of voters; nothing where none were asked for."""
    params = params_of(vote)
    if params.breakdown is None:
        return ()
    texts = {option.id: option.text for option in visible(state, vote)}
    counted = result(state, vote)
    return parts(vote, params.breakdown, counted, texts, adds_up=params.adds_up)


def change(state: State, before: Vote, after: Vote) -> SlopeChart | None:
    """What moved from one round to the next; None where they do not vote on the same."""
    first, second = result(state, before), result(state, after)
    was = {option.id: option for option in first.options}
    texts = {option.id: option.text for option in visible(state, after)}
    levels = {one.id: one.level for one in agreed(state, after).options}
    rows = tuple(
        SlopeRow(
            id=option.id,
            text=texts[option.id],
            before=float(was[option.id].total),
            after=float(option.total),
            rank_before=was[option.id].rank,
            rank_after=option.rank,
            level=levels.get(option.id),
        )
        for option in second.options
        if option.id in texts and option.id in was
    )
    if len(rows) < 2:  # another question
        return None
    code, numbers = told(second)
    return SlopeChart(
        method=second.method,
        items=after.items,
        voters=second.ballots,
        abstentions=second.abstentions,
        beside=after.beside,
        hands=second.heads,
        round=after.round,
        ties=_shown_ties(second, texts),
        agreement=_agreement(state, after, texts),
        told=code,
        numbers={key: str(value) for key, value in numbers.items()},
        rows=rows,
    )


def _shown_ties(counted: Tally, texts: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    """Those that share a rank, without what is hidden."""
    groups = (tuple(key for key in group if key in texts) for group in ties(counted))
    return tuple(group for group in groups if len(group) > 1)


def _agreement(state: State, vote: Vote, texts: dict[str, str]) -> Agreement | None:
    found = agreed(state, vote)
    if found.level is None:
        return None
    return Agreement(
        level=found.level,
        measure=found.measure,
        value=None if found.value is None else float(found.value),
        left_out=found.left_out,
        divided=tuple(key for key in found.divided if key in texts),
    )
