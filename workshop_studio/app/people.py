"""Who takes part, as the facilitator sees it, and what a phone asks with when it joins."""

from dataclasses import dataclass
from typing import Final

from workshop_studio.app.door import Policy, Status

LONGEST_NAME: Final = 40
MOST_PARTICIPANTS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Participant:
    """One participant as the facilitator sees them.

    Attributes:
        id: names the participant to :class:`Room`; it is good for nothing else.
        name: what they call themselves; empty for no name.
        heads: for how many people they answer.
        status: ``in``, ``waiting`` to be let in, ``left`` or ``removed``.
        here: whether one of their phones is connected now.
        seen: when one last was, in seconds of :func:`time.time`; None before the first time.
    """

    id: str
    name: str
    heads: int
    status: Status
    here: bool
    seen: float | None


@dataclass(frozen=True, slots=True)
class RoomSnapshot:
    """Who is in the room at one moment.

    Attributes:
        number: counts the changes.
        policy: how one joins.
        participants: everybody who has joined, in the order in which they came.
        done: for how many heads it was said that they are done with the step.
        more_time: how many heads ask for more time.
    """

    number: int
    policy: Policy
    participants: tuple[Participant, ...]
    done: int = 0
    more_time: int = 0

    @property
    def heads(self) -> int:
        """For how many people phones answer."""
        return sum(one.heads for one in self.participants if one.status == "in")

    @property
    def here(self) -> int:
        """How many participants are connected now."""
        return sum(one.here for one in self.participants if one.status == "in")

    @property
    def waiting(self) -> int:
        """How many wait to be let in."""
        return sum(one.status == "waiting" for one in self.participants)


@dataclass(frozen=True, slots=True)
class Join:
    """What a phone asks with: a key, a code or a personal code, and who is asking.

    Attributes:
        id: made by the phone, so that a repeat makes no second participant.
        address: where it comes from; never kept.
    """

    id: str
    address: str
    key: str = ""
    code: str = ""
    personal: str = ""
    name: str = ""
    heads: int = 1


@dataclass(frozen=True, slots=True)
class Joined:
    """What a phone is given: its token, and the code for coming back on another phone."""

    token: str
    personal: str
    status: Status
