"""The words of the preview: what encodings, separators and columns are called, and the sums."""

from typing import Final

from workshop_studio.app.ideas_in import Reading, column_letters
from workshop_studio.app.tables import Grid, Table
from workshop_studio.i18n.translator import Translator, mark

ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 BE",
    "mac-roman": "Mac Roman",
    "cp850": "DOS 850",
}
"""Encodings that can be chosen, by the names that Python has for them."""

SEPARATORS: Final = {
    ";": mark("Semicolon ;"),
    ",": mark("Comma ,"),
    "\t": mark("Tab"),
    "|": mark("Vertical line |"),
    "": mark("None"),
}
"""Separators that can be chosen."""

_LONGEST_NAME = 60


def encoding_key(encoding: str) -> str:
    """An encoding under the name that :data:`ENCODINGS` has for it."""
    return encoding.replace("_", "-")


def encodings(found: str) -> list[tuple[str, str]]:
    """Encodings to choose from and their names, with the one that was found among them."""
    known = dict(ENCODINGS)
    if found:
        known.setdefault(encoding_key(found), found.upper())
    return list(known.items())


def separators(found: str | None, translator: Translator) -> list[tuple[str, str]]:
    """Separators to choose from and their names, with the one that was found among them."""
    known = {key: translator.text(name) for key, name in SEPARATORS.items()}
    if found:
        known.setdefault(found, found)
    return list(known.items())


def column_name(table: Table, column: int, translator: Translator) -> str:
    """What the heading calls a column, else its letter as in a spreadsheet."""
    name = table.columns[column].strip() if column < len(table.columns) else ""
    if not name:
        return translator.text("Column {letter}", letter=column_letters(column))
    return cut(name, _LONGEST_NAME)


def cut(text: str, most: int) -> str:
    """A text in one line, no longer than so many characters."""
    shown = text[: most + 1].replace("\r\n", "\n")
    shown = shown.translate({10: "↵", 13: "↵", 9: " ", 0: "\ufffd", 0x2028: "↵", 0x2029: "↵"})
    return shown if len(text) <= most else shown[:most].rstrip() + "…"


def kind_text(grid: Grid, rows: int, translator: Translator) -> str:
    """What kind of file it is, and how many rows it has below its heading."""
    if grid.sheet:
        kind = translator.text("Spreadsheet")
    elif grid.separator is None:
        kind = translator.text("Text, one idea a line")
    else:
        kind = translator.text("Table as text")
    counted = translator.count("{n} row", "{n} rows", rows)
    return f"{kind} · {counted}"


def import_text(ideas: int, translator: Translator) -> str:
    """What the primary button says."""
    if not ideas:
        return translator.text("Import ideas")
    return translator.count("Import {n} idea", "Import {n} ideas", ideas)


def summary(ideas: int, left_out: int, translator: Translator) -> str:
    """How many come in, and how many rows do not."""
    added = translator.count("{n} idea will be added.", "{n} ideas will be added.", ideas)
    if not left_out:
        return added
    out = translator.count("{n} row is left out.", "{n} rows are left out.", left_out)
    return f"{added} {out}"


def same_text(reading: Reading, translator: Translator) -> str:
    """What the box says that leaves out what is there already."""
    return translator.count(
        "Leave out {n} idea that is a repetition",
        "Leave out {n} ideas that are repetitions",
        len(reading.same),
    )
