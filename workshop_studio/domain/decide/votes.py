"""Opening, casting, counting and closing votes."""

from collections.abc import Mapping
from typing import Any
from typing import cast as typed_as

from pydantic import JsonValue

from workshop_studio.domain import commands as c
from workshop_studio.domain import events as e
from workshop_studio.domain.boxes import NOTHING, Box, vote_box
from workshop_studio.domain.decide.context import BoxSlip, Context, Decision
from workshop_studio.domain.evolve import placed_but
from workshop_studio.domain.items import ideas_of, is_out, texts_of, vote_of
from workshop_studio.domain.records import (
    Breaks,
    Hands,
    ItemKind,
    Marks,
    Option,
    Settlement,
    Step,
    Vote,
)
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State

_NOTHING_IS_NONE = frozenset({"dots", "approval", "budget"})
"""Ballots on which 0 says the same as no mark; on the others it is a value like any other."""


def open_vote(state: State, command: c.OpenVote, context: Context) -> Decision | Rejection:
    """Freeze the options and begin a round; the second round stands beside the first."""
    if any(vote.status == "open" for vote in state.votes.values()):
        return reject("vote.open")
    step = state.steps[command.step]
    items = typed_as("ItemKind", step.params.get("options", "ideas"))
    if items == "ideas" and not all(is_out(state, idea) for idea in ideas_of(state, step.id)):
        return reject("vote.ideas_hidden")
    texts = _fixed(state, step, command) if items == "fixed" else texts_of(state, step.id, items)
    options = _options(state, step, texts, command.costs)
    breaks = None
    if command.between is not None:
        last = vote_of(state, step.id, breaking=False)
        level = () if last is None else context.kinds[step.kind].tied(state, last, command.between)
        if last is None or not level:
            return reject("tie.none")
        options = tuple(option for option in options if option.id in level)
        breaks = Breaks(vote=last, rank=command.between)
    if any(not option.text.strip() for option in options):
        return reject("cluster.no_title")
    if len(options) < 2:  # one option is no vote
        return reject("vote.too_few_options", items=items)
    if step.params["method"] == "budget" and not all(option.cost for option in options):
        return reject("vote.no_cost")
    impossible = context.kinds[step.kind].cannot_open(step, len(options))
    if impossible is not None:
        return impossible
    if _crosses(state, step, options):
        return reject("vote.other_groups")
    rounds = sum(1 for vote in state.votes.values() if vote.step == step.id)
    rule = {**_rule(step, command), **context.kinds[step.kind].opens_with(state, step)}
    goes_on = rule.get("by") == "group" and breaks is None
    last = vote_of(state, step.id, breaking=False) if goes_on else None
    vote = Vote(
        id=context.new_id(),
        step=step.id,
        order=context.order,
        round=rounds + 1,
        method=str(step.params["method"]),
        items=items,
        rule=rule,
        options=options,
        placed=_still_placed(state.votes[last], options) if last else {},
        breaks=breaks,
    )
    events: list[e.Event] = [e.VoteOpened(vote=vote)]
    progress = state.progress_of(step.id)
    if progress.revealed:
        again = progress.model_copy(update={"revealed": False})
        events.append(e.StepProgressed(what="concealed", progress=again))
    return Decision(tuple(events))


def _options(
    state: State, step: Step, texts: list[tuple[str, str]], costs: Mapping[str, int]
) -> tuple[Option, ...]:
    """What is voted on; what stood just so in a round before is the same record, kept once."""
    voted = [vote for vote in state.votes.values() if vote.step == step.id]
    known = {option: option for vote in voted for option in vote.options}
    made = (Option(id=key, text=text, cost=costs.get(key)) for key, text in texts)
    return tuple(known.get(option, option) for option in made)


def _crosses(state: State, step: Step, options: tuple[Option, ...]) -> bool:
    """Whether the same was told by other groups of voters before.

    Whoever gives the same ballot twice could be looked for among those that two groups share,
    and they may be few.
    """
    asked = _groups(step.params)
    if not asked:
        return False
    here = {(option.id, option.text) for option in options}
    return any(
        vote.breakdown is not None
        and vote.breakdown.parts
        and _groups(vote.rule) != asked
        and len(here.intersection((option.id, option.text) for option in vote.options)) > 1
        for vote in state.votes.values()
    )


def _groups(params: Mapping[str, Any]) -> frozenset[str]:
    """The groups of voters that a result is told by; none where it is not."""
    return frozenset((params.get("breakdown") or {}).get("groups", ()))


def _still_placed(last: Vote, options: tuple[Option, ...]) -> Marks:
    """What the group placed together in the round before, which it goes on from."""
    here = {option.id for option in options}
    return {key: at for key, at in last.placed.items() if key.rpartition("/")[2] in here}


def place(state: State, command: c.PlaceOption) -> Decision | Rejection:
    """The option where the group puts it; the step's kind has checked that it may lie there."""
    refused = cast_open(state, command.vote)
    if refused is not None:
        return refused
    placed = state.votes[command.vote].placed
    if {**placed_but(placed, command.option), **command.marks} == placed:
        return Decision()
    placing = e.OptionPlaced(vote=command.vote, option=command.option, marks=command.marks)
    return Decision((placing,))


def _fixed(state: State, step: Step, command: c.OpenVote) -> list[tuple[str, str]]:
    """A fixed list as it was typed; line by line it keeps the ids of the list that it began as.

    A further round for which nobody has typed anything is on the list of the round before.
    """
    given = [dict(one) for one in typed_as("list[dict[str, Any]]", step.params.get("fixed", []))]
    texts = [line.strip() for line in command.lines.splitlines() if line.strip()]
    last = vote_of(state, step.id, breaking=False)
    if not texts and last is not None:
        return [(one.id, one.text) for one in state.votes[last].options]
    if not texts:
        names = [typed_as("dict[str, str]", one["name"]) for one in given]
        texts = [name.get("nb") or next(iter(name.values()), "") for name in names]
    if len(texts) == len(given):
        return [(str(one["id"]), text) for one, text in zip(given, texts, strict=True)]
    return [(f"o{number}", text) for number, text in enumerate(texts, 1)]


def _rule(step: Step, command: c.OpenVote) -> dict[str, JsonValue]:
    rule = {k: v for k, v in step.params.items() if k not in {"method", "options"}}
    if command.budget is not None and "budget" in rule:
        rule["budget"] = command.budget
    return rule


def settle_tie(state: State, command: c.SettleTie, context: Context) -> Decision:
    """The tie as it is resolved; the step's kind has checked that it is one.

    A lot gets its seed here, where nobody can have chosen it with an end in mind.
    """
    settlement = Settlement(
        rank=command.rank,
        way=command.way,
        first=tuple(item.id for item in command.first),
        reason=command.reason,
        seed=context.new_id() if command.way == "lot" else "",
    )
    return Decision((e.TieSettled(vote=command.vote, settlement=settlement),))


def cast_open(state: State, vote: str) -> Rejection | None:
    """Why no ballot can go into this vote, or None."""
    return None if state.votes[vote].status == "open" else reject("vote.closed")


def cast(state: State, command: c.CastVote, context: Context) -> Decision | Rejection:
    """A ballot for the box; the step's kind has checked it."""
    refused = cast_open(state, command.vote)
    if refused is not None:
        return refused
    marks = _marks(state.votes[command.vote], command.marks)
    box, heads = vote_box(command.vote), context.heads
    return Decision(slips=(BoxSlip(box, marks, group=command.group, heads=heads),))


def enter(state: State, command: c.EnterBallots, context: Context) -> Decision | Rejection:
    """Ballots from paper, each as somebody's whom nobody knows; the kind has checked them."""
    refused = cast_open(state, command.vote)
    if refused is not None:
        return refused
    vote, box = state.votes[command.vote], vote_box(command.vote)
    groups = command.groups or ("",) * len(command.ballots)
    return Decision(
        slips=tuple(
            BoxSlip(box, _marks(vote, marks), context.new_id() + context.new_id(), group)
            for marks, group in zip(command.ballots, groups, strict=True)
        )
    )


def merge_seats(command: c.MergeSeats, context: Context) -> Decision:
    """What the seat that goes has in the open boxes becomes that of the one that stays."""
    slips: list[BoxSlip] = []
    for key, box in context.boxes.items():
        given, kept = box.own(command.goes), box.own(command.stays)
        if given and command.goes != command.stays:
            slips.append(BoxSlip(key, NOTHING, command.goes))
            slips += [
                BoxSlip(key, slip.body, command.stays, slip.group, slip.heads)
                for slip in given
                if isinstance(slip.body, str) or not kept
            ]
    return Decision(slips=tuple(slips))


def count_seat(command: c.CountSeat, context: Context) -> Decision:
    """What a seat has in the open boxes of votes counts for another number of people."""
    return Decision(
        slips=tuple(
            BoxSlip(key, slip.body, command.seat, slip.group, command.heads)
            for key, box in context.boxes.items()
            for slip in box.own(command.seat)
            if not isinstance(slip.body, str) and slip.heads != command.heads
        )
    )


def _marks(vote: Vote, given: Marks) -> Marks:
    """A ballot as it is kept."""
    if vote.method in _NOTHING_IS_NONE:
        return {option: value for option, value in given.items() if value}
    return dict(given)


def count_hands(state: State, command: c.CountHands) -> Decision | Rejection:
    """The raised hands as now entered."""
    refused = cast_open(state, command.vote)
    if refused is not None:
        return refused
    options = {option.id for option in state.votes[command.vote].options}
    if not all(key in options or key.rpartition("/")[0] in options for key in command.counts):
        return reject("ballot.unknown_option")
    counts = {option: count for option, count in command.counts.items() if count}
    hands = Hands(counts=counts, heads=command.heads)
    if state.votes[command.vote].hands == hands:
        return Decision()
    return Decision((e.HandsCounted(vote=command.vote, hands=hands),))


def close(state: State, command: c.CloseVote, context: Context) -> Decision | Rejection:
    """Count the box: ballots without keys sorted by content; envelope ids and groups apart.

    What the group placed together counts as the one ballot that there is.
    """
    refused = cast_open(state, command.vote)
    if refused is not None:
        return refused
    key = vote_box(command.vote)
    box = context.boxes.get(key) or Box(key, b"")
    vote = state.votes[command.vote]
    rules = context.kinds[state.steps[vote.step].kind]
    closed = e.VoteClosed(
        vote=vote.id,
        ballots=(vote.placed,) if vote.placed else box.ballots(),
        beside=box.beside,
        envelopes=tuple(sorted(box.envelopes)),
        breakdown=rules.breakdown(vote, box.grouped()),
    )
    events: list[e.Event] = [closed]
    progress = state.progress_of(vote.step)
    if progress.ends_at is not None or progress.left is not None:
        still = progress.model_copy(update={"ends_at": None, "left": None, "seconds": None})
        events.append(e.StepProgressed(what="timed", progress=still))
    return Decision(tuple(events))
