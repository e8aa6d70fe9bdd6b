"""The door list: who has joined with which phone, as the safe place keeps it.

It lies beside the journal, names nobody in the session itself, and dies with the run.
"""

import secrets
from dataclasses import dataclass, replace
from typing import Final, Literal, Protocol

Status = Literal["in", "waiting", "left", "removed"]
Names = Literal["none", "optional", "required"]

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and letters that nobody takes for one another."""
CODE_LENGTH: Final = 8
MOST_PHONES: Final = 8
"""Most phones of one participant; the one that joined first is forgotten."""


@dataclass(frozen=True, slots=True)
class Guest:
    """One participant on the door list.

    Attributes:
        seat: the secret that boxes know the participant by; it is told to nobody.
        personal: the code with which another phone becomes this participant's.
        tokens: hashes of the tokens of the participant's phones, oldest first.
        joins: hashes of the ids of the join requests, so that a repeat makes nobody new.
        name: what the participant calls themselves; empty for no name.
        heads: for how many people the phone answers.
        status: whether the participant takes part.
        into: the seat of the participant that this one was found to be; empty for nobody's.
    """

    seat: str
    personal: str
    tokens: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    name: str = ""
    heads: int = 1
    status: Status = "in"
    into: str = ""

    def with_phone(self, token: str, join: str) -> "Guest":
        """The participant with one phone more; the hashes of its token and join request."""
        joins = self.joins if join in self.joins else (*self.joins, join)[-MOST_PHONES:]
        return replace(self, tokens=(*self.tokens, token)[-MOST_PHONES:], joins=joins)


@dataclass(frozen=True, slots=True)
class Policy:
    """How one joins.

    Attributes:
        names: whether a participant is asked for a name.
        approval: whether the facilitator lets each one in.
        tables: whether a phone may answer for a table.
    """

    names: Names = "optional"
    approval: bool = False
    tables: bool = True


@dataclass(frozen=True, slots=True)
class Keys:
    """What lets somebody in: the key in the QR code, the code that is typed, and on what terms."""

    key: str
    code: str
    policy: Policy = Policy()

    @classmethod
    def new(cls) -> "Keys":
        """Fresh ones: 128 bits, and eight characters."""
        return cls(secrets.token_urlsafe(16), new_code())


class Door(Protocol):
    """Keeps the door list of one run; raises ``Failure`` where the disk does not take it."""

    def read(self) -> tuple[Keys | None, tuple[Guest, ...]]:
        """The keys and everybody as last written; None and nobody where nothing was."""

    def write(self, keys: Keys | None, guests: tuple[Guest, ...]) -> None:
        """Add keys and guests, on the disk when it returns; the last one of a seat counts."""


class NoDoor:
    """A door list in memory: for a room that is only being checked."""

    def read(self) -> tuple[Keys | None, tuple[Guest, ...]]:
        """Nobody."""
        return None, ()

    def write(self, keys: Keys | None, guests: tuple[Guest, ...]) -> None:
        """Nothing is kept."""


def new_code() -> str:
    """A code to type."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def plain_code(typed: str) -> str:
    """A code as typed, without hyphens, spaces and small letters."""
    return "".join(char for char in typed.upper() if char.isalnum())


def shown_code(code: str) -> str:
    """A code as it is shown: ``ABCD-EFGH``."""
    return f"{code[:4]}-{code[4:]}"
