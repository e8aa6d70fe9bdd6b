"""Choose: some items go on, the first n of a vote or picked by hand, with the reason."""

from typing import Literal

from pydantic import Field

from workshop_studio.blocks import (
    Block,
    Blocks,
    Cell,
    Choosable,
    Form,
    FormField,
    Notes,
    Row,
    Table,
    Waiting,
)
from workshop_studio.domain.commands import Choose, Command
from workshop_studio.domain.decide import Context
from workshop_studio.domain.items import sources, texts_of
from workshop_studio.domain.records import Item, ItemKind, Step, Vote
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State
from workshop_studio.steps import kind
from workshop_studio.steps.kind import Kind, Next, Seen, told_here, typed_here
from workshop_studio.steps.vote import main_vote
from workshop_studio.steps.vote_result import chart, cut, ranking, result


class ChooseParams(kind.Params):
    """Settings of a choose step."""

    rule: Literal["top", "hand"] = "top"
    n: int = Field(default=3, ge=1, le=1000)
    reason_needed: bool = True
    """Whether a choice by hand needs a reason; taking the first n of the vote is its own."""


class Choosing(Kind):
    """A step in which it is decided what goes on."""

    name = "choose"
    commands = frozenset({"Choose", "AddIdea", "ImportIdeas"})
    Params = ChooseParams

    def takes(self, step: Step) -> frozenset[ItemKind]:
        """Ideas, clusters, or what stands on a fixed list."""
        del step
        return frozenset({"ideas", "clusters", "fixed"})

    def gives(self, step: Step) -> frozenset[ItemKind]:
        """What was chosen."""
        return self.takes(step)

    def review(
        self, state: State, step: Step, command: Command, context: Context
    ) -> Rejection | None:
        """Something must be chosen, and a choice that departs from the vote needs a reason."""
        refused = super().review(state, step, command, context)
        if refused is not None or not isinstance(command, Choose):
            return refused
        if not command.items:
            return reject("choice.nothing")
        params = ChooseParams.model_validate(step.params)
        by_vote = set(self.proposal(state, step)) == set(command.items)
        if params.reason_needed and not by_vote and not command.reason.strip():
            return reject("choice.no_reason")
        return None

    def proposal(self, state: State, step: Step) -> tuple[Item, ...]:
        """The first n of the vote; nothing where a tie runs across the cut, or by hand."""
        params = ChooseParams.model_validate(step.params)
        vote = _vote(state, step)
        if vote is None or params.rule != "top":
            return ()
        counted = result(state, vote)
        if vote.method == "budget":  # what is paid for is what goes on
            return tuple(Item(kind=vote.items, id=key) for key in counted.winners)
        within = cut(state, vote, params.n)
        if within.tied_at_cut:
            return ()
        return tuple(Item(kind=vote.items, id=key) for key in within.chosen)

    def next(self, seen: Seen) -> Next | None:
        """Until something is chosen, the form is what comes next."""
        if seen.step.id in seen.state.choices or not _candidates(seen.state, seen.step):
            return None
        return Next("choose", form="choose")

    def count(self, state: State, step: Step) -> int | None:
        """How many were chosen."""
        choice = state.choices.get(step.id)
        return None if choice is None else len(choice.items)

    def work(self, seen: Seen) -> Blocks:
        """The form with the first n ticked, and the result that is chosen from."""
        blocks: list[Block] = list(typed_here(seen)[:1])
        vote = _vote(seen.state, seen.step)
        blocks.append(self._form(seen, vote))
        if vote is not None:
            blocks.append(chart(seen.state, vote))
        return tuple(blocks)

    def stage(self, seen: Seen) -> Blocks:
        """What was chosen, and why."""
        return _outcome(seen) or (Waiting(code="choose.soon"),)

    def participant(self, seen: Seen) -> Blocks:
        """What was chosen, and why."""
        return self.stage(seen)

    def report(self, seen: Seen) -> Blocks:
        """What was chosen, and why; before that, the ideas that were typed here."""
        return _outcome(seen) or told_here(seen)

    def _form(self, seen: Seen, vote: Vote | None) -> Form:
        state, step = seen.state, seen.step
        choice = state.choices.get(step.id)
        if choice is not None:
            ticked = tuple(item.id for item in choice.items)
        else:
            params = ChooseParams.model_validate(step.params)
            by_vote = vote is not None and params.rule == "top"
            ticked = tuple(item.id for item in self.proposal(state, step))
            if vote is not None and by_vote and not ticked:
                ticked = cut(state, vote, params.n).chosen
        items = FormField(
            name="items",
            kind="items",
            label="choose.items",
            value=ticked,
            required=True,
            options=_candidates(state, step),
        )
        reason = FormField(
            name="reason",
            kind="long",
            label="choose.reason",
            value=choice.reason if choice else "",
        )
        return Form(
            command="Choose", fixed={"step": step.id}, fields=(items, reason), code="choose"
        )


def _vote(state: State, step: Step) -> Vote | None:
    """The closed vote that the step chooses from."""
    for at in sources(state, step.id):
        vote = main_vote(state, at.id)
        if vote is not None:
            return vote if vote.status == "closed" else None
    return None


def _candidates(state: State, step: Step) -> tuple[Choosable, ...]:
    """What may be chosen, best first where there was a vote."""
    vote = _vote(state, step)
    source = step.source or step.id
    kinds: tuple[ItemKind, ...] = (vote.items,) if vote else ("clusters", "ideas")
    found = [
        Choosable(id=key, text=text, kind=items)
        for items in kinds
        for key, text in texts_of(state, source, items)
    ]
    if vote is None:
        return tuple(found)
    order = (key for group in ranking(state, vote) for key in group)
    rank = {key: place for place, key in enumerate(order)}
    return tuple(sorted(found, key=lambda option: rank.get(option.id, len(rank))))


def _outcome(seen: Seen) -> Blocks:
    choice = seen.state.choices.get(seen.step.id)
    if choice is None:
        return ()
    rows = tuple(
        Row(id=item.id, cells=(Cell(text=text_of(seen.state, item)),)) for item in choice.items
    )
    table = Table(code="chosen", columns=("item",), rows=rows)
    if choice.reason.strip():
        return (table, Notes(code="choose.reason", text=choice.reason))
    return (table, Notes(code=f"choose.by_{choice.rule}", text=""))


def text_of(state: State, item: Item) -> str:
    """The text of an idea or the title of a cluster; empty if it is gone or hidden."""
    if item.kind == "fixed":
        votes = (vote for vote in state.votes.values() if vote.items == "fixed")
        texts = {option.id: option.text for vote in votes for option in vote.options}
        return texts.get(item.id, "")
    if item.kind == "clusters":
        cluster = state.clusters.get(item.id)
        return "" if cluster is None else cluster.title
    idea = state.ideas.get(item.id)
    return "" if idea is None or idea.hidden else idea.text
