"""What one participant sees: the common part, their own ideas and their own ballot only."""

from collections.abc import Mapping

from workshop_studio.blocks import (
    Ballot,
    Block,
    Blocks,
    Entry,
    Form,
    Ideas,
    Notes,
    Prompt,
    Timer,
    Waiting,
)
from workshop_studio.domain.boxes import Box
from workshop_studio.domain.state import State
from workshop_studio.projections.stage import surface


def participant(state: State, boxes: Mapping[str, Box], token: str) -> Blocks:
    """The blocks for the holder of a token."""
    return surface(state, boxes, token=token)


def passed_round(state: State, boxes: Mapping[str, Box], token: str) -> Blocks:
    """The same for whoever holds a laptop that others have held: what is asked, and one's own.

    Nothing that others wrote and no result, not even where a phone would show it: the next
    person is to answer for themselves.
    """
    return tuple(block for block in participant(state, boxes, token) if _is_answered(block))


def is_ones_own(block: Block) -> bool:
    """Whether two participants may see a block differently; all else they see alike."""
    if isinstance(block, Ideas):
        return block.code == "own"
    return isinstance(block, Entry | Ballot | Form)


def _is_answered(block: Block) -> bool:
    if isinstance(block, Ideas):
        return block.code == "own"
    return isinstance(block, Prompt | Timer | Entry | Ballot | Waiting | Notes)
