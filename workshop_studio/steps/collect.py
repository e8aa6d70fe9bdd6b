"""Collect: people contribute ideas, seen by all at once or hidden until the reveal."""

from typing import Literal

from pydantic import Field

from workshop_studio.blocks import Block, Blocks, Entry, Ideas, Waiting
from workshop_studio.domain.boxes import Box, idea_box
from workshop_studio.domain.commands import AddIdea, CloseStep, Command, OpenStep, Reveal
from workshop_studio.domain.decide import Context
from workshop_studio.domain.items import own_ideas
from workshop_studio.domain.records import ItemKind, Step
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State
from workshop_studio.steps import kind
from workshop_studio.steps.kind import Kind, Next, Seen, note, told_here


class CollectParams(kind.Params):
    """Settings of a collect step."""

    visibility: Literal["hidden", "open"] = "open"
    most: int | None = Field(default=None, ge=1, le=1000)
    """Most ideas per person."""
    anonymous: Literal[True] = True
    """The promise that stands where people write."""


class Collect(Kind):
    """A step in which people contribute ideas."""

    name = "collect"
    commands = frozenset({"OpenStep", "CloseStep", "Reveal", "Conceal", "AddIdea", "ImportIdeas"})
    Params = CollectParams

    def gives(self, step: Step) -> frozenset[ItemKind]:
        """Ideas."""
        del step
        return frozenset({"ideas"})

    def review(
        self, state: State, step: Step, command: Command, context: Context
    ) -> Rejection | None:
        """A participant contributes while it is open, and no more than the most per person."""
        if not isinstance(command, AddIdea) or context.role == "facilitator":
            return None
        progress = state.progress_of(step.id)
        if progress.status != "open" or state.flow.current != step.id:
            return reject("step.not_open")
        most = _params(step).most
        box = context.boxes.get(idea_box(step.id, progress.opening))
        if most is not None and box is not None and len(box.own(context.token)) >= most:
            return reject("idea.enough", most=most)
        return None

    def next(self, seen: Seen) -> Next | None:
        """Open, close, reveal."""
        step, progress = seen.step.id, seen.state.progress_of(seen.step.id)
        if progress.status == "open":
            return Next("collect.close", CloseStep(step=step))
        if progress.opening == 0 and not own_ideas(seen.state, step):
            return Next("collect.open", OpenStep(step=step))
        if _is_hidden(seen):
            return Next("collect.reveal", Reveal(step=step))
        return None

    def count(self, state: State, step: Step) -> int | None:
        """How many ideas."""
        return sum(1 for idea in own_ideas(state, step.id) if not idea.hidden) or None

    def code(self, step: Step) -> str:
        """Alone, or in sight of each other."""
        return f"collect.{_params(step).visibility}"

    def work(self, seen: Seen) -> Blocks:
        """A place to type, and every idea, also those that wait or are hidden."""
        ideas = own_ideas(seen.state, seen.step.id)
        return (
            Entry(fixed={"step": seen.step.id}),
            Ideas(
                ideas=tuple(note(idea) for idea in ideas),
                count=sum(1 for idea in ideas if not idea.hidden),
                code="hidden" if _is_hidden(seen) else "",
            ),
        )

    def stage(self, seen: Seen) -> Blocks:
        """The ideas, or while they are hidden only how many."""
        return (self._ideas(seen),)

    def participant(self, seen: Seen) -> Blocks:
        """A place to write while it is open, one's own ideas, and the others' when shown."""
        progress = seen.state.progress_of(seen.step.id)
        blocks: list[Block] = []
        if progress.status == "open":
            own = _own(seen)
            entry = Entry(
                fixed={"step": seen.step.id},
                most=_params(seen.step).most,
                used=len(own),
                promise="anonymous",
            )
            mine = [idea for idea in own_ideas(seen.state, seen.step.id) if idea.id in own]
            notes = tuple(note(i, own=True) for i in mine if not i.hidden)
            blocks += [entry, Ideas(ideas=notes, count=len(notes), code="own")]
        elif progress.opening == 0:
            blocks.append(Waiting(code="collect.soon"))
        elif _is_hidden(seen):
            blocks.append(Waiting(code="collect.reveal_soon"))
        if not _is_hidden(seen):
            blocks.append(self._ideas(seen))
        return tuple(blocks)

    def report(self, seen: Seen) -> Blocks:
        """The ideas; the report leaves them to the clusters where they were sorted."""
        return told_here(seen)

    def _ideas(self, seen: Seen) -> Ideas:
        ideas = [idea for idea in own_ideas(seen.state, seen.step.id) if not idea.hidden]
        if _is_hidden(seen):
            return Ideas(count=len(ideas), code="hidden")
        return Ideas(ideas=tuple(note(idea) for idea in ideas), count=len(ideas))


def _params(step: Step) -> CollectParams:
    return CollectParams.model_validate(step.params)


def _is_hidden(seen: Seen) -> bool:
    revealed = seen.state.progress_of(seen.step.id).revealed
    return seen.step.params.get("visibility") == "hidden" and not revealed


def _own(seen: Seen) -> frozenset[str]:
    """Ids of the viewer's own ideas, as the open box knows them."""
    progress = seen.state.progress_of(seen.step.id)
    box: Box | None = seen.boxes.get(idea_box(seen.step.id, progress.opening))
    if box is None or seen.token is None:
        return frozenset()
    return frozenset(slip.body for slip in box.own(seen.token) if isinstance(slip.body, str))
