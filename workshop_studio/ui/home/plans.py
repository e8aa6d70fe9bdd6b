"""What Home tells about the ready workshops and techniques, read as plain JSON.

The full reader is ``app/catalogue.py``; it costs pydantic, which Home must not wait for. A file
that does not look as expected is left out here and told about when somebody opens it there.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

_log = logging.getLogger(__name__)
Words = Mapping[str, str]
Json: TypeAlias = dict[str, Any]

_PHASES = ("frame", "understand", "generate", "cluster", "prioritise", "develop", "plan")
"""The order in which a group needs techniques."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A workshop or technique that a session can begin from.

    Attributes:
        id: what the library knows it by.
        name: in its languages.
        purpose: when to use it, in its languages.
        people: fewest and most that it suits.
        flow: the minutes of each activity; of each step where it is a single technique.
        parts: what each of those is called, in its languages.
        is_workshop: whether it joins several techniques.
    """

    id: str
    name: Words
    purpose: Words
    people: tuple[int, int]
    flow: tuple[int, ...]
    is_workshop: bool
    parts: tuple[Words, ...] = ()

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(self.flow)


def read_plans(folder: Path) -> tuple[Plan, ...]:
    """The workshops, then the techniques, in a folder of resources."""
    techniques = dict(_files(folder / "techniques"))
    plans: list[Plan] = []
    for _, workshop in _files(folder / "workshops"):
        try:
            placed = workshop["activities"]
            flow = tuple(_minutes(techniques, one) for one in placed)
            parts = [one.get("name") or techniques[one["technique"]]["name"] for one in placed]
            plans.append(_plan(workshop, flow, parts, is_workshop=True))
        except (KeyError, TypeError, ValueError, AttributeError):
            _log.warning("a workshop was left out of Home")
    for name, technique in sorted(techniques.items(), key=lambda row: _phase(row[1])):
        try:
            flow = tuple(step.get("minutes") or 0 for step in technique["steps"])
            parts = [step["title"] for step in technique["steps"]]
            plans.append(_plan(technique, flow, parts, is_workshop=False))
        except (KeyError, TypeError, ValueError, AttributeError):
            _log.warning("technique %s was left out of Home", name)
    return tuple(plans)


def _phase(technique: Json) -> int:
    phase = technique.get("phase")
    return _PHASES.index(phase) if phase in _PHASES else len(_PHASES)


def _files(folder: Path) -> Iterator[tuple[str, Json]]:
    for path in sorted(folder.glob("*.json")):
        try:
            data = json.loads(path.read_bytes())
            yield data["id"], data
        except (OSError, ValueError, KeyError, TypeError):
            _log.warning("%s was left out of Home", path.name)


def _plan(data: Json, flow: tuple[int, ...], parts: list[Words], *, is_workshop: bool) -> Plan:
    fewest, most = data["people"]
    return Plan(
        id=data["id"],
        name=dict(data["name"]),
        purpose=dict(data["purpose"]),
        people=(fewest, most),
        flow=flow,
        is_workshop=is_workshop,
        parts=tuple(dict(part) for part in parts),
    )


def _minutes(techniques: Mapping[str, Json], placed: Json) -> int:
    """How long a technique takes as a workshop uses it."""
    changes = placed.get("steps", {})
    total = 0
    for step in techniques[placed["technique"]]["steps"]:
        if step["id"] not in placed.get("without", ()):
            total += changes.get(step["id"], {}).get("minutes") or step.get("minutes") or 0
    return total
