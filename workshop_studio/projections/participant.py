"""What one participant sees: the common part, their own ideas and their own ballot only."""

from collections.abc import Mapping

from workshop_studio.blocks import Blocks
from workshop_studio.domain.boxes import Box
from workshop_studio.domain.state import State
from workshop_studio.projections.stage import surface


def participant(state: State, boxes: Mapping[str, Box], token: str) -> Blocks:
    """The blocks for the holder of a token."""
    return surface(state, boxes, token=token)
