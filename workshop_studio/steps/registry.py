"""The closed set of step kinds, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from workshop_studio.steps.brief import Brief
from workshop_studio.steps.choose import Choosing
from workshop_studio.steps.cluster import Clustering
from workshop_studio.steps.collect import Collect
from workshop_studio.steps.discuss import Discussing
from workshop_studio.steps.kind import Kind
from workshop_studio.steps.place import Placing
from workshop_studio.steps.plan import Planning
from workshop_studio.steps.vote import Voting

_KINDS: tuple[Kind, ...] = (
    Brief(),
    Collect(),
    Clustering(),
    Voting(),
    Placing(),
    Discussing(),
    Choosing(),
    Planning(),
)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _KINDS})
"""Every step kind by the name that ``Step.kind`` and technique files have for it."""
