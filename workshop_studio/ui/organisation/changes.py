"""What a change of the organisation was, told from how it was before and is after."""

from workshop_studio.domain.organisation import KINDS, Kind, Organisation
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.organisation.words import short
from workshop_studio.ui.widgets.labels import QuietButton


def list_of(before: Organisation, after: Organisation) -> Kind | None:
    """The list that a change was made in; None for one in several, or in none."""
    kinds = [kind for kind in KINDS if before.units(kind) != after.units(kind)]
    if set(kinds) in ({"area", "group"}, {"cohort", "group"}):
        kinds.remove("group")  # they only lost, or got back, where they belong
    return kinds[0] if len(kinds) == 1 else None


def told(before: Organisation, after: Organisation, translator: Translator) -> str:
    """What was done, as undo and redo name it."""
    text, kind = translator.text, list_of(before, after)
    was = {unit.id: unit for unit in before.units(kind)} if kind else {}
    now = {unit.id: unit for unit in after.units(kind)} if kind else {}
    new, gone = (
        [now[key] for key in now if key not in was],
        [was[key] for key in was if key not in now],
    )
    other = [now[key] for key in now if key in was and now[key] != was[key]]
    if kind is None or len(new) + len(gone) > 1:
        return text("a list")
    if new:
        return text("adding {name}", name=short(new[0].name))
    if gone:
        return text("removing {name}", name=short(gone[0].name))
    if other:
        return text("the change of {name}", name=short(other[0].name))
    return text("the order")


def show_change(
    button: QuietButton,
    does: str,
    before: Organisation | None,
    after: Organisation | None,
    translator: Translator,
) -> None:
    """Let a button say which change it takes back or brings back; nothing where there is none."""
    is_any = before is not None and after is not None
    button.setEnabled(is_any)
    button.say_more(f"{does}: {told(before, after, translator)}" if before and after else does)
