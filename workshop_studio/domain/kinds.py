"""What ``decide`` asks of a step kind. The kinds themselves live in ``steps/``, one module each."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from pydantic import JsonValue

from workshop_studio.domain.commands import Command
from workshop_studio.domain.records import (
    Breakdown,
    Item,
    ItemKind,
    Marks,
    Settings,
    Step,
    Vote,
)
from workshop_studio.domain.rejections import Rejection
from workshop_studio.domain.state import State

if TYPE_CHECKING:
    from workshop_studio.domain.decide.context import Context


class Rules(Protocol):
    """The rules of one step kind.

    Attributes:
        name: the kind's name, as ``Step.kind`` and technique files have it.
        commands: types of the commands that a step of this kind takes.
    """

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def commands(self) -> frozenset[str]: ...  # noqa: D102

    def check_params(self, params: object) -> None:
        """Raise pydantic's ``ValidationError`` if these are no parameters of this kind."""

    def takes(self, step: Step) -> frozenset[ItemKind]:
        """The kinds of item that such a step works on; empty if it needs no source."""

    def gives(self, step: Step) -> frozenset[ItemKind]:
        """The kinds of item that such a step passes on."""

    def review(
        self, state: State, step: Step, command: Command, context: "Context"
    ) -> Rejection | None:
        """Why this kind refuses the command just now, or None."""

    def tied(self, state: State, vote: str, rank: int) -> tuple[str, ...]:
        """Ids of the options that share a rank in a closed vote; empty where no two do."""

    def opens_with(self, state: State, step: Step) -> Mapping[str, JsonValue]:
        """What a vote of the step is set to beyond its parameters, such as voted weights."""

    def breakdown(self, vote: Vote, grouped: Sequence[tuple[str, Marks]]) -> Breakdown | None:
        """What groups of voters gave, from each group and its ballot; None where none was asked."""

    def cannot_open(self, step: Step, options: int) -> Rejection | None:
        """Why nobody could vote on so many options as the step is set, or None."""

    def arrange(
        self, state: State, step: Step, settings: Settings
    ) -> Mapping[str, JsonValue] | Rejection:
        """The parameters of a step with some of its settings as somebody filled them in."""

    def leave(self, state: State, step: Step) -> Rejection | None:
        """Why the group cannot go on from such a step yet, or None; going back is always open."""

    def proposal(self, state: State, step: Step) -> tuple[Item, ...]:
        """What the step itself would choose, such as the first n of a vote; empty if nothing."""
