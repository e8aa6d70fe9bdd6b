"""What the window of the organisation says of its lists, its rows and of a list brought in."""

from collections.abc import Mapping
from typing import Final

from workshop_studio.app.organisation import BroughtIn
from workshop_studio.domain.organisation import Kind, LeadershipGroup, Organisation, Unit
from workshop_studio.i18n.messages import tell
from workshop_studio.i18n.translator import Translator, mark

LISTS: Final[Mapping[Kind, str]] = {
    "area": mark("Programme areas"),
    "cohort": mark("Cohorts"),
    "group": mark("Leadership groups"),
    "goal": mark("Strategy goals"),
}
_TOLD = 3
"""How many refused lines are told one by one."""
_SHORT = 80


def short(name: str) -> str:
    """A name as a sentence or a closed box has room for it."""
    return name if len(name) <= _SHORT else name[: _SHORT - 1] + "…"


def places(organisation: Organisation) -> dict[str, str]:
    """Names of areas and cohorts by id, for :func:`row`."""
    return {unit.id: unit.name for unit in (*organisation.areas, *organisation.cohorts)}


def row(unit: Unit, names: Mapping[str, str]) -> str:
    """A row: the name, and where a group belongs; control characters would break the line."""
    parts = [unit.name]
    if isinstance(unit, LeadershipGroup):
        parts += [names[one] for one in (unit.area, unit.cohort) if one and one in names]
    return "   ·   ".join(" ".join(part.split()) for part in parts)


def brought(result: BroughtIn, translator: Translator) -> str:
    """What came of a list, with the first reasons for what was refused."""
    count, text = translator.count, translator.text
    told = [
        count("{n} new name.", "{n} new names.", sum(result.added.values())),
        count("{n} was there already.", "{n} were there already.", result.there),
    ]
    if result.refused:
        told.append(count("{n} line was refused.", "{n} lines were refused.", len(result.refused)))
        told += [
            text("Row {line}: {reason}", line=line, reason=tell(code, {}, translator))
            for line, code in result.refused[:_TOLD]
        ]
    return " ".join(told)


def nothing(organisation: Organisation, kind: Kind, translator: Translator) -> str:
    """Why a list shows nothing, and what to do."""
    text = translator.text
    if organisation.is_empty:
        return text(
            "Nothing is listed yet. Type a name below, import a list in CSV or XLSX with the "
            "columns programme area, cohort, leadership group and goal, or look at an example."
        )
    if not organisation.units(kind):
        return text("This list is empty. Type a name below.")
    return text("Nothing is called that. Try fewer letters.")
