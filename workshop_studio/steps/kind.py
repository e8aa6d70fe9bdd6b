"""What a step kind is: rules for ``decide`` and blocks for each viewer, in one pure module each.

:class:`Kind` has the defaults that most kinds share; a kind overrides what is its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, JsonValue

from workshop_studio.blocks import (
    Block,
    Blocks,
    Cell,
    Entry,
    FormField,
    Ideas,
    Note,
    Prompt,
    Row,
    Table,
    Timer,
)
from workshop_studio.domain.boxes import Box
from workshop_studio.domain.commands import AddIdea, Command, ImportIdeas
from workshop_studio.domain.decide import Context
from workshop_studio.domain.items import is_out, own_ideas, parked_ideas
from workshop_studio.domain.records import (
    Breakdown,
    Idea,
    Item,
    ItemKind,
    Marks,
    Settings,
    Step,
    Vote,
    Words,
)
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State


class Params(BaseModel):
    """Parameters of a kind; one that does not belong there is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a projection works from.

    Attributes:
        state: the state of the session.
        boxes: the open ballot boxes by id.
        step: the step that is shown.
        token: the participant's token; None for every other viewer.
    """

    state: State
    boxes: Mapping[str, Box]
    step: Step
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """What the facilitator does next in a step, for the one primary button.

    Attributes:
        code: names it, such as ``vote.close``.
        command: what the button sends; None where it sends the form named by ``form``.
        confirm: whether it must be confirmed because it cannot be taken back.
        form: code of the form block in the work area that the button sends.
    """

    code: str
    command: Command | None = None
    confirm: bool = False
    form: str = ""


class Kind:
    """A step kind with nothing of its own: what the kinds have in common."""

    name: ClassVar[str]
    commands: ClassVar[frozenset[str]] = frozenset()
    Params: ClassVar[type[Params]] = Params

    def check_params(self, params: object) -> None:
        """Raise pydantic's ``ValidationError`` if these are no parameters of this kind."""
        self.Params.model_validate(params)

    def takes(self, step: Step) -> frozenset[ItemKind]:
        """The kinds of item that such a step works on."""
        del step
        return frozenset()

    def gives(self, step: Step) -> frozenset[ItemKind]:
        """The kinds of item that such a step passes on."""
        del step
        return frozenset()

    def review(
        self, state: State, step: Step, command: Command, context: Context
    ) -> Rejection | None:
        """Why this kind refuses the command just now: ideas come in where there is no source."""
        del state, context
        if isinstance(command, AddIdea | ImportIdeas) and step.source is not None:
            return reject("step.has_source")
        return None

    def tied(self, state: State, vote: str, rank: int) -> tuple[str, ...]:
        """Ids of the options that share a rank in a closed vote; empty where no two do."""
        del state, vote, rank
        return ()

    def opens_with(self, state: State, step: Step) -> Mapping[str, JsonValue]:
        """What a vote of the step is set to beyond its parameters."""
        del state, step
        return {}

    def breakdown(self, vote: Vote, grouped: Sequence[tuple[str, Marks]]) -> Breakdown | None:
        """What groups of voters gave; None where none was asked for."""
        del vote, grouped
        return None

    def cannot_open(self, step: Step, options: int) -> Rejection | None:
        """Why nobody could vote on so many options as the step is set."""
        del step, options
        return None

    def settings(self, state: State, step: Step) -> tuple[FormField, ...]:
        """What the facilitator can set of the step before it is done."""
        del state, step
        return ()

    def arrange(
        self, state: State, step: Step, settings: Settings
    ) -> Mapping[str, JsonValue] | Rejection:
        """The parameters of a step with some of its settings as somebody filled them in."""
        del state, settings
        return reject("step.bad_params", kind=step.kind, step=step.id)

    def leave(self, state: State, step: Step) -> Rejection | None:
        """Why the group cannot go on from the step yet."""
        del state, step
        return None

    def proposal(self, state: State, step: Step) -> tuple[Item, ...]:
        """What the step itself would choose."""
        del state, step
        return ()

    def next(self, seen: Seen) -> Next | None:
        """What comes next within the step; None where the group can move on."""
        del seen
        return None

    def count(self, state: State, step: Step) -> int | None:
        """How much has come of the step, for the agenda."""
        del state, step
        return None

    def code_count(self, step: Step) -> int | None:
        """The number that the code speaks of."""
        del step
        return None

    def code(self, step: Step) -> str:
        """How the step is done, as a code that each surface puts in words."""
        del step
        return ""

    def asked(self, seen: Seen) -> tuple[Words, Words]:
        """Title and prompt as everybody has them before them."""
        return seen.step.title, seen.step.prompt

    def work(self, seen: Seen) -> Blocks:
        """What the facilitator works with."""
        del seen
        return ()

    def stage(self, seen: Seen) -> Blocks:
        """What the projector shows under prompt and clock."""
        del seen
        return ()

    def participant(self, seen: Seen) -> Blocks:
        """What one participant sees under prompt and clock."""
        del seen
        return ()

    def report(self, seen: Seen) -> Blocks:
        """What the report tells of the step."""
        del seen
        return ()


def head(seen: Seen, kind: Kind) -> Blocks:
    """Prompt and clock of a step, as stage and participants see them."""
    step = seen.step
    activity = seen.state.activities[step.activity]
    title, asked = kind.asked(seen)
    prompt = Prompt(
        activity=activity.name,
        title=title,
        prompt=asked,
        code=kind.code(step),
        count=kind.code_count(step),
        part={} if title in (step.title, asked) else title,
    )
    clock = timer(seen)
    return (prompt, clock) if clock else (prompt,)


def timer(seen: Seen) -> Timer | None:
    """The clock of a step, where it has one."""
    progress = seen.state.progress_of(seen.step.id)
    if progress.seconds is None:
        return None
    return Timer(seconds=progress.seconds, ends_at=progress.ends_at, left=progress.left)


def note(idea: Idea, *, own: bool = False) -> Note:
    """An idea as a surface shows it."""
    return Note(id=idea.id, text=idea.text, own=own, hidden=idea.hidden)


def typed_here(seen: Seen) -> tuple[Block, ...]:
    """Where a step without a source takes its ideas: those typed so far, and a place for more."""
    if seen.step.source is not None:
        return ()
    ideas = own_ideas(seen.state, seen.step.id)
    return (
        Entry(fixed={"step": seen.step.id}),
        Ideas(ideas=tuple(note(idea) for idea in ideas), count=len(ideas)),
    )


def told_here(seen: Seen) -> Blocks:
    """The ideas that a step without a source has taken, for the report."""
    ideas = shown(seen.state, own_ideas(seen.state, seen.step.id))
    return (Ideas(ideas=tuple(note(idea) for idea in ideas), count=len(ideas)),) if ideas else ()


def earlier_table(state: State) -> Table:
    """Open initiatives of the group's earlier sessions."""
    rows = sorted(state.earlier.values(), key=lambda row: (row.held or date.min, row.session))
    return Table(
        code="earlier",
        columns=("title", "owner", "due", "from"),
        rows=tuple(
            Row(
                id=row.key,
                cells=(
                    Cell(text=row.title),
                    Cell(text=row.owner),
                    Cell(date=row.due),
                    Cell(text=row.session),
                ),
            )
            for row in rows
        ),
    )


def parking(state: State) -> Ideas:
    """The parking lot."""
    notes = tuple(note(idea) for idea in parked_ideas(state))
    return Ideas(ideas=notes, count=len(notes), code="parking")


def shown(state: State, ideas: list[Idea]) -> list[Idea]:
    """Those of the ideas that everybody may see."""
    return [idea for idea in ideas if is_out(state, idea)]
