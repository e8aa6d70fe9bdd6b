"""Brief: the facilitator explains, shows, warms up."""

from workshop_studio.blocks import Blocks, Waiting
from workshop_studio.steps.kind import Kind, Seen


class Brief(Kind):
    """A step in which only the facilitator speaks."""

    name = "brief"

    def participant(self, seen: Seen) -> Blocks:
        """People look up."""
        del seen
        return (Waiting(code="brief.listen"),)
