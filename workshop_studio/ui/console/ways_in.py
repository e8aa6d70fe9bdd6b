"""Which files ideas come from, and what is told when they have come in."""

from typing import Final

from workshop_studio.i18n.messages import tell_of
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.imports.window import Brought

SUFFIXES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")
"""Files that may be dropped; the old format among them, so that somebody is told what to do."""

KINDS: Final = "*.csv *.tsv *.txt *.xlsx *.xlsm"
_MOST_TOLD: Final = 50


def added_text(brought: Brought, translator: Translator) -> str:
    """How many ideas came in, and how many rows did not."""
    n, refused = len(brought.texts), len(brought.refused)
    added = translator.count(
        "{n} idea came in from {name}.", "{n} ideas came in from {name}.", n, name=brought.name
    )
    if not refused:
        return added
    left = translator.count("{n} row was left out.", "{n} rows were left out.", refused)
    return f"{added} {left}"


def refused_lines(brought: Brought, translator: Translator) -> list[str]:
    """Which rows did not come in, and why."""
    told = [
        translator.text("Row {line}: {reason}", line=row.line, reason=tell_of(row, translator))
        for row in brought.refused[:_MOST_TOLD]
    ]
    more = len(brought.refused) - _MOST_TOLD
    if more > 0:
        told.append(translator.count("and {n} row more", "and {n} rows more", more))
    return told
