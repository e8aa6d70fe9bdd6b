"""Editing the organisation, bringing lists into it, and what the disk does for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from workshop_studio.app.ports import Fingerprint
from workshop_studio.app.spreadsheet import is_spreadsheet, read_sheet
from workshop_studio.app.tables import column_key, is_blank
from workshop_studio.app.text_import import read_grid
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.organisation import (
    KINDS,
    NAME_LIMIT,
    Kind,
    LeadershipGroup,
    Organisation,
    Unit,
    name_key,
)

COLUMNS: Mapping[Kind, tuple[str, ...]] = {
    "area": ("programområde", "område", "programme-area", "program-area", "area"),
    "cohort": ("kull", "cohort"),
    "group": ("ledergruppe", "gruppe", "leadership-group", "group"),
    "goal": ("strategimål", "mål", "strategisk-mål", "strategy-goal", "goal"),
}
"""What a list's columns are called."""
PLACES_FIRST: tuple[Kind, ...] = ("area", "cohort", "goal", "group")
"""The kinds in an order in which a group's area and cohort are known when it comes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The organisation as it lies on the disk.

    Attributes:
        path: its file, or where a new one would be put.
        organisation: what is in it; an empty one where there is no file.
        fingerprint: of the file; None where there is none.
    """

    path: Path
    organisation: Organisation
    fingerprint: Fingerprint | None


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing the organisation.

    Attributes:
        kept: as it is on the disk now.
        copy: where ours was put, as somebody else had changed the file; ``kept`` is theirs then.
        was_gone: whether the file had gone meanwhile, and was written anew.
    """

    kept: Kept
    copy: Path | None = None
    was_gone: bool = False


class OrganisationStore(Protocol):
    """The disk as the organisation sees it; its methods wait, so windows call them in workers."""

    def read(self) -> Kept:
        """The organisation; raises ``BadInput`` or ``Failure`` where it cannot be read."""

    def write(self, organisation: Organisation, before: Kept) -> Written:
        """Write it where ``before`` lies, without ever going over what somebody else wrote.

        Raises:
            Failure: it could not be written; what was there is unchanged.
        """


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What a list had to offer.

    Attributes:
        organisation: with all of the list that could come in.
        added: how many are new, by kind.
        there: how many of the list's names were there already.
        refused: line and code of the reason, for each row that could not come in.
    """

    organisation: Organisation
    added: Mapping[Kind, int]
    there: int
    refused: tuple[tuple[int, str], ...]


def name_fault(name: str) -> str | None:
    """Why a name cannot be used, as a code of ``i18n/messages.py``; None if it can."""
    if is_blank(name):
        return "organisation.no_name"
    if len(name.strip()) > NAME_LIMIT:
        return "organisation.long_name"
    try:
        name.encode()
    except UnicodeEncodeError:
        return "idea.not_unicode"
    return None


def added(
    organisation: Organisation,
    kind: Kind,
    name: str,
    unit: str,
    area: str | None = None,
    cohort: str | None = None,
) -> Organisation:
    """The organisation with one more, under the id ``unit``; area and cohort are a group's.

    Raises:
        BadInput: the name cannot be used, or is there already.
    """
    name = _checked(name)
    if kind == "group":
        new: Unit = LeadershipGroup(id=unit, name=name, area=area, cohort=cohort)
    else:
        new = Unit(id=unit, name=name)
    if _key(new) in {_key(one) for one in organisation.units(kind)}:
        raise BadInput("organisation.there_already", name=name)
    return _with(organisation, kind, (*organisation.units(kind), new))


def renamed(organisation: Organisation, kind: Kind, unit: str, name: str) -> Organisation:
    """The organisation with another name for one; raises ``BadInput`` as :func:`added` does."""
    return _changed(organisation, kind, unit, {"name": _checked(name)})


def changed_group(
    organisation: Organisation, group: str, name: str, area: str | None, cohort: str | None
) -> Organisation:
    """The organisation with another name, area and cohort for a group; raises as :func:`added`."""
    update = {"name": _checked(name), "area": area, "cohort": cohort}
    return _changed(organisation, "group", group, update)


def removed(organisation: Organisation, kind: Kind, unit: str) -> Organisation:
    """The organisation without one; groups of an area or cohort that goes stay, without it."""
    left = tuple(one for one in organisation.units(kind) if one.id != unit)
    if kind in {"area", "cohort"}:
        groups = tuple(
            one.model_copy(update={kind: None}) if getattr(one, kind) == unit else one
            for one in organisation.groups
        )
        organisation = organisation.model_copy(update={"groups": groups})
    return _with(organisation, kind, left)


def moved(organisation: Organisation, kind: Kind, unit: str, by: int) -> Organisation:
    """The organisation with one so many places further down its list; up where negative."""
    units = list(organisation.units(kind))
    at = next((place for place, one in enumerate(units) if one.id == unit), None)
    if at is None:
        raise BadInput("organisation.not_there")
    one = units.pop(at)
    units.insert(min(max(0, at + by), len(units)), one)
    return _with(organisation, kind, tuple(units))


def named(
    organisation: Organisation,
    kind: Kind,
    name: str,
    area: str | None = None,
    cohort: str | None = None,
) -> str | None:
    """Id of the one that a name can only mean; None where none or several have it.

    Args:
        organisation: where to look.
        kind: which list.
        name: its name, in any case and spacing.
        area: id of the area that a group of several of that name is in.
        cohort: id of the cohort, likewise.
    """
    wanted = name_key(name)
    found = [unit for unit in organisation.units(kind) if name_key(unit.name) == wanted]
    for field, place in (("area", area), ("cohort", cohort)):
        if kind == "group" and place is not None and len(found) > 1:
            found = [unit for unit in found if getattr(unit, field) == place]
    return found[0].id if wanted and len(found) == 1 else None


def matched(
    organisation: Organisation, texts: Mapping[Kind, str]
) -> tuple[dict[Kind, str], dict[Kind, str]]:
    """Texts of a frame and the ids that they name, with the area and cohort of a group filled in.

    A text that names nothing, or could mean several, stays as it is and has no id.
    """
    filled = dict(texts)
    ids: dict[Kind, str] = {}
    for kind in PLACES_FIRST:
        place = (ids.get("area"), ids.get("cohort")) if kind == "group" else (None, None)
        unit = named(organisation, kind, filled.get(kind, ""), *place)
        if unit is not None:
            ids[kind] = unit
    group = organisation.find("group", ids.get("group"))
    if isinstance(group, LeadershipGroup):
        places: tuple[tuple[Kind, str | None], ...]
        places = (("area", group.area), ("cohort", group.cohort))
        for field, place_id in places:
            found = organisation.find(field, place_id)
            if found is not None and not filled.get(field, "").strip():
                filled[field], ids[field] = found.name, found.id
    return filled, ids


def bring_in(
    organisation: Organisation, data: bytes, name: str, new_id: Callable[[], str]
) -> BroughtIn:
    """Add what a list in CSV, TSV or XLSX names and the organisation lacks.

    Args:
        organisation: what is there.
        data: the whole file.
        name: what to call the file in an error.
        new_id: makes ids.

    Raises:
        BadInput: the file cannot be read, or none of its columns is known.
    """
    grid = read_sheet(data, name) if is_spreadsheet(data, name) else read_grid(data, name)
    rows = list(grid.rows)
    header = rows.pop(0).cells if rows else ()
    places = _columns(header)
    if not places:
        raise BadInput("organisation.no_column", name=name)
    lists: dict[Kind, list[Unit]] = {kind: list(organisation.units(kind)) for kind in KINDS}
    known: dict[tuple[str, str, str, str], str] = {
        (kind, *_key(unit)): unit.id for kind in KINDS for unit in lists[kind]
    }
    count: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    there: set[str] = set()
    new: set[str] = set()
    refused: list[tuple[int, str]] = []
    for row in rows:
        cells = {
            kind: row.cells[place].strip() if place < len(row.cells) else ""
            for kind, place in places.items()
        }
        fault = _row_fault(cells, any(row.cells[len(header) :]))
        if fault:
            refused.append((row.line, fault))
            continue
        ids: dict[Kind, str] = {}
        for kind in PLACES_FIRST:
            if not cells.get(kind):
                continue
            belongs = (ids.get("area", ""), ids.get("cohort", "")) if kind == "group" else ("", "")
            key = (kind, name_key(cells[kind]), *belongs)
            unit = known.get(key)
            if unit is not None:
                ids[kind] = unit
                there.update({unit} - new)
                continue
            unit = known[key] = ids[kind] = new_id()
            new.add(unit)
            count[kind] += 1
            lists[kind].append(
                LeadershipGroup(
                    id=unit,
                    name=cells[kind],
                    area=ids.get("area"),
                    cohort=ids.get("cohort"),
                )
                if kind == "group"
                else Unit(id=unit, name=cells[kind])
            )
    for kind in KINDS:
        organisation = _with(organisation, kind, tuple(lists[kind]))
    return BroughtIn(organisation, count, len(there), tuple(refused))


def _columns(header: tuple[str, ...]) -> dict[Kind, int]:
    """The place of each column that is known, by what it holds."""
    keys = [column_key(cell) for cell in header]
    return {
        kind: next(place for place, key in enumerate(keys) if key in names)
        for kind, names in COLUMNS.items()
        if set(names) & set(keys)
    }


def _row_fault(cells: Mapping[Kind, str], has_more: bool) -> str | None:
    if has_more:
        return "import.too_many_cells"
    if not any(cells.values()):
        return "organisation.no_name"
    return next((fault for cell in cells.values() if cell and (fault := name_fault(cell))), None)


def _checked(name: str) -> str:
    fault = name_fault(name)
    if fault is not None:
        raise BadInput(fault)
    return name.strip()


def _key(unit: Unit) -> tuple[str, str, str]:
    """What makes one the same as another: the name, and a group's area and cohort."""
    if not isinstance(unit, LeadershipGroup):
        return name_key(unit.name), "", ""
    return name_key(unit.name), unit.area or "", unit.cohort or ""


def _changed(
    organisation: Organisation, kind: Kind, unit: str, update: Mapping[str, str | None]
) -> Organisation:
    before = organisation.find(kind, unit)
    if before is None:
        raise BadInput("organisation.not_there")
    after = before.model_copy(update=dict(update))
    others = {one.id: one for one in organisation.units(kind) if one.id != unit}
    if _key(after) in {_key(one) for one in others.values()}:
        raise BadInput("organisation.there_already", name=after.name)
    return _with(
        organisation,
        kind,
        tuple(after if one.id == unit else one for one in organisation.units(kind)),
    )


def _with(organisation: Organisation, kind: Kind, units: tuple[Unit, ...]) -> Organisation:
    return organisation.model_copy(update={f"{kind}s": units})
