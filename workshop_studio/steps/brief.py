"""Brief: the facilitator explains, shows, warms up."""

from workshop_studio.blocks import Blocks, Notes, Waiting
from workshop_studio.steps.kind import Kind, Seen


class Brief(Kind):
    """A step in which only the facilitator speaks."""

    name = "brief"

    def work(self, seen: Seen) -> Blocks:
        """The challenge, which the facilitator reads aloud."""
        return _challenge(seen)

    def stage(self, seen: Seen) -> Blocks:
        """The challenge."""
        return _challenge(seen)

    def participant(self, seen: Seen) -> Blocks:
        """People look up."""
        del seen
        return (Waiting(code="brief.listen"),)


def _challenge(seen: Seen) -> Blocks:
    frame = seen.state.frame
    if frame is None or not frame.challenge.strip():
        return ()
    return (Notes(code="challenge", text=frame.challenge),)
