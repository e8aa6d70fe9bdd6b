"""The seat at the laptop passed round: one participant after the other on one machine."""

import secrets
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from workshop_studio.app.hub import Actor, Envelope, Receipt, Snapshot
from workshop_studio.blocks import Ballot, Blocks, Entry
from workshop_studio.domain.boxes import idea_box, vote_box
from workshop_studio.domain.commands import Command
from workshop_studio.domain.state import State
from workshop_studio.projections.participant import passed_round


@dataclass(frozen=True, slots=True)
class SeatView:
    """What whoever holds the laptop sees.

    Attributes:
        blocks: what is asked, and the holder's own.
        place: names the vote, or the opening of a step, that takes answers; empty for none.
        had: how many have handed the laptop on there.
        answered: for how many people there is an answer, by phone too, or a turn without one;
            without raised hands, which are shown to nobody before the vote is closed.
        of: how many people there are, where the frame says so.
    """

    blocks: Blocks
    place: str
    had: int
    answered: int
    of: int | None

    @property
    def left(self) -> int | None:
        """How many have not answered yet; None where nobody knows."""
        return None if self.of is None else max(0, self.of - self.answered)


class Seat:
    """Sends for whoever holds the laptop, under a token that ends when it is handed on.

    The token is in memory only, and nothing keeps two of them together: what one person did can
    be joined to nobody else's, and not to this person once they have handed on.
    """

    def __init__(self, send: Callable[[Envelope], "Future[Receipt]"]) -> None:
        """Take the seat for the first person; ``send`` takes envelopes to the hub."""
        self._send = send
        self._token = secrets.token_hex(16)
        self._had: Counter[str] = Counter()
        self._silent: Counter[str] = Counter()
        """How many of those have answered nothing, whom no box knows of."""
        self._has_sent = False

    def submit(self, command: Command) -> "Future[Receipt]":
        """Send a command of the holder's; may be called by any thread and never blocks."""
        self._has_sent = True
        actor = Actor("participant", self._token)
        return self._send(Envelope(secrets.token_hex(8), actor, command))

    def view(self, snapshot: Snapshot) -> SeatView:
        """What the holder sees."""
        state = snapshot.state
        blocks = passed_round(state, snapshot.boxes, self._token)
        frame = state.frame
        place = box = ""
        for block in blocks:
            if isinstance(block, Ballot):
                place = block.fixed["vote"]
                box = vote_box(place)
            elif isinstance(block, Entry):
                step, opening = block.fixed["step"], state.progress_of(block.fixed["step"]).opening
                place, box = f"{step}.{opening}", idea_box(step, opening)
        answered = self._silent[place]
        if box in snapshot.boxes:
            answered += snapshot.boxes[box].heads
        of = None if frame is None else frame.headcount
        return SeatView(blocks, place, self._had[place], answered, of)

    def had(self, state: State) -> int:
        """How many have handed the laptop on in what takes answers now."""
        step = state.flow.current
        if step is None:
            return 0
        votes = (vote for vote in state.votes.values() if vote.step == step)
        vote = next((vote.id for vote in votes if vote.status == "open"), None)
        return self._had[vote or f"{step}.{state.progress_of(step).opening}"]

    def hand_on(self, place: str) -> None:
        """Count the holder where they answered, and be somebody else's seat from now on."""
        self._had[place] += 1
        self._silent[place] += not self._has_sent
        self._has_sent = False
        self._token = secrets.token_hex(16)
