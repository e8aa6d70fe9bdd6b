"""Plan: who does what by when."""

from workshop_studio.blocks import (
    Blocks,
    Cell,
    Choosable,
    Form,
    FormField,
    Row,
    Table,
    Waiting,
)
from workshop_studio.domain.commands import Command, EditInitiative, PlanInitiative
from workshop_studio.domain.decide import Context
from workshop_studio.domain.items import texts_of
from workshop_studio.domain.records import Initiative, ItemKind, Step
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State, ordered
from workshop_studio.steps import kind
from workshop_studio.steps.choose import text_of
from workshop_studio.steps.kind import Kind, Seen


class PlanParams(kind.Params):
    """Settings of a plan step."""

    owner_needed: bool = True
    due_needed: bool = True


class Planning(Kind):
    """A step in which ideas become initiatives that somebody owns."""

    name = "plan"
    commands = frozenset({"PlanInitiative", "EditInitiative", "RemoveInitiative"})
    Params = PlanParams

    def takes(self, step: Step) -> frozenset[ItemKind]:
        """What was chosen."""
        del step
        return frozenset({"ideas", "clusters"})

    def review(
        self, state: State, step: Step, command: Command, context: Context
    ) -> Rejection | None:
        """An initiative needs an owner and a date where the step says so."""
        del state, context
        if not isinstance(command, PlanInitiative | EditInitiative):
            return None
        params = PlanParams.model_validate(step.params)
        if params.owner_needed and not command.owner.strip():
            return reject("initiative.no_owner")
        if params.due_needed and command.due is None:
            return reject("initiative.no_due")
        return None

    def count(self, state: State, step: Step) -> int | None:
        """How many initiatives."""
        return len(_initiatives(state, step.id)) or None

    def work(self, seen: Seen) -> Blocks:
        """A form for the next initiative, and those planned so far."""
        return (_form(seen), _table(seen, editable=True))

    def stage(self, seen: Seen) -> Blocks:
        """The plan as it grows."""
        table = _table(seen, editable=False)
        return (table,) if table.rows else (Waiting(code="plan.soon"),)

    def participant(self, seen: Seen) -> Blocks:
        """The plan as it grows."""
        return self.stage(seen)

    def report(self, seen: Seen) -> Blocks:
        """The initiatives."""
        table = _table(seen, editable=False)
        return (table,) if table.rows else ()


def _initiatives(state: State, step: str) -> list[Initiative]:
    return ordered(i for i in state.initiatives.values() if i.step == step)


def _form(seen: Seen) -> Form:
    params = PlanParams.model_validate(seen.step.params)
    source = seen.step.source
    planned = {i.item.id for i in _initiatives(seen.state, seen.step.id) if i.item is not None}
    kinds: tuple[ItemKind, ...] = ("ideas", "clusters")
    chosen = [
        Choosable(id=key, text=text, kind=items)
        for items in kinds
        for key, text in (texts_of(seen.state, source, items) if source else ())
        if _was_chosen(seen.state, source, key)
    ]
    ahead = next((option.id for option in chosen if option.id not in planned), None)
    fields = (
        *(
            (
                FormField(
                    name="item",
                    kind="item",
                    label="plan.item",
                    value=ahead,
                    options=tuple(chosen),
                ),
            )
            if chosen
            else ()
        ),
        FormField(name="title", kind="text", label="plan.title", required=True),
        FormField(name="owner", kind="text", label="plan.owner", required=params.owner_needed),
        FormField(name="due", kind="date", label="plan.due", required=params.due_needed),
    )
    return Form(command="PlanInitiative", fixed={"step": seen.step.id}, fields=fields, code="plan")


def _was_chosen(state: State, source: str | None, key: str) -> bool:
    choice = state.choices.get(source or "")
    return choice is None or any(item.id == key for item in choice.items)


def _table(seen: Seen, *, editable: bool) -> Table:
    rows = tuple(
        Row(
            id=initiative.id,
            cells=(
                Cell(text=initiative.title),
                Cell(text=initiative.owner),
                Cell(date=initiative.due),
                Cell(text=text_of(seen.state, initiative.item) if initiative.item else ""),
            ),
        )
        for initiative in _initiatives(seen.state, seen.step.id)
    )
    return Table(
        code="initiatives",
        columns=("title", "owner", "due", "from"),
        rows=rows,
        edit="EditInitiative" if editable else None,
        remove="RemoveInitiative" if editable else None,
    )
