"""Ways to resolve a tie, each leaving a record of how it was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from workshop_studio.tally.ballots import Refusal
from workshop_studio.tally.records import Tally


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a tie was resolved.

    Attributes:
        way: by a second round, a decision or a lot.
        tied: the options that were level, as the result names them.
        chosen: those that go on.
        still_tied: those that are level again after a second round; nobody has chosen.
        reason: why, where somebody decided.
        by: who decided, as a role such as ``facilitator``; empty otherwise.
        seed: what the lot was drawn with; empty otherwise.
    """

    way: Literal["second_round", "decision", "lot"]
    tied: tuple[str, ...]
    chosen: tuple[str, ...]
    still_tied: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""
    seed: str = ""


def by_second_round(tied: Sequence[str], seats: int, second: Tally) -> Resolution:
    """What a vote between the tied says; they may be level again.

    Args:
        tied: the options that were level, which are those of the second round.
        seats: how many of them go on.
        second: the result of the second round.
    """
    chosen: tuple[str, ...] = ()
    ranks = sorted({option.rank for option in second.options if option.id in tied})
    for rank in ranks:
        level = tuple(o.id for o in second.options if o.rank == rank and o.id in tied)
        if len(chosen) + len(level) > seats:
            still = level if len(chosen) < seats else ()
            return Resolution("second_round", tuple(tied), chosen, still)
        chosen += level
    return Resolution("second_round", tuple(tied), chosen)


def by_decision(
    tied: Sequence[str], seats: int, chosen: Sequence[str], reason: str, by: str
) -> Resolution | Refusal:
    """What somebody decided, with the reason; refused without one, or for anything not tied.

    Args:
        tied: the options that are level.
        seats: how many of them go on.
        chosen: those that were decided for.
        reason: why.
        by: who decided, as a role.
    """
    picked = set(chosen)
    if not picked <= set(tied) or len(picked) != len(chosen) or len(chosen) != seats:
        return Refusal("tie.wrong_choice", {"seats": seats})
    if not reason.strip():
        return Refusal("tie.no_reason")
    return Resolution("decision", tuple(tied), tuple(chosen), reason=reason, by=by)


def by_lot(tied: Sequence[str], seats: int, seed: str) -> Resolution:
    """Draw lots, so that anybody who knows the seed draws the same.

    An option's lot is the SHA-256, in hexadecimal, of the seed, a line feed and the option's id
    in UTF-8; the lowest lots go on. So the order in which the tied are named changes nothing.

    Args:
        tied: the options that are level.
        seats: how many of them go on.
        seed: any text that nobody could choose with an end in mind, made before the draw.
    """
    lots = sorted(tied, key=lambda option: sha256(f"{seed}\n{option}".encode()).hexdigest())
    return Resolution("lot", tuple(tied), tuple(lots[:seats]), seed=seed)
