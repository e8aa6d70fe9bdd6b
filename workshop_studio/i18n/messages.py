"""What each error, refusal and rejection says: what happened, what is safe, what to do.

A row is the code and its English text; ``{name}`` stands for a parameter of that name. The text
is marked for the catalogue here and translated by :func:`tell`. Like all of i18n this imports
nothing of the house.
"""

from collections.abc import Mapping
from typing import Protocol

from workshop_studio.i18n.translator import Translator, mark

MESSAGES: Mapping[str, str] = {
    # Files that are read
    "file.missing": mark("There is no file {name}. Check the path and the spelling."),
    "file.is_folder": mark("{name} is a folder. Name a file in it."),
    "file.not_allowed": mark("You are not allowed to read {name}. Copy it to a folder of yours."),
    "file.unreadable": mark("{name} could not be read ({reason}). Try again, or copy it first."),
    "system.refused": mark("The system refused: {reason}. Nothing that was saved is touched."),
    # Text, lists and spreadsheets that are imported
    "import.empty": mark("{name} is empty, so nothing was imported. Check that it was saved."),
    "import.no_ideas": mark("{name} has a header but no rows, so nothing was imported."),
    "import.binary": mark(
        "{name} is not a text file, so nothing was imported. If it is a spreadsheet, save it as "
        "CSV UTF-8 and import that."
    ),
    "import.too_large": mark(
        "{name} is larger than {most} MB, so nothing was imported. Split it into smaller files."
    ),
    "import.damaged_text": mark(
        "{name} is text in {encoding}, but spoilt on line {line}, so nothing was imported. "
        "Correct that line, or save the file anew as CSV UTF-8."
    ),
    "import.unknown_encoding": mark(
        "The letters of {name} are in an unknown encoding, so nothing was imported. Save it as "
        "CSV UTF-8 and import that."
    ),
    "import.open_quote": mark(
        "{name} has a quotation mark on line {line} that is not closed where its cell ends, so "
        "nothing was imported. Close it, or write it twice where it belongs to the text."
    ),
    "import.cell_too_large": mark(
        "{name} has a cell of more than {most} million characters on line {line}, so nothing was "
        "imported. Look for a quotation mark there that is not closed."
    ),
    "import.too_many_cells": mark(
        "The line has more cells than there are columns. Put quotation marks around a text that "
        "holds the separator."
    ),
    "idea.blank": mark("An idea needs some text."),
    # Ballots
    "ballot.unknown_option": mark("There is no option {option} to vote for."),
    "ballot.not_whole": mark("The value is not a whole number."),
    "ballot.negative": mark("The value is below zero."),
    "ballot.not_zero_or_one": mark("An approval is 1, and no approval is 0."),
    "ballot.too_many_on_one": mark("No option may get more than {most}."),
    "ballot.too_many_dots": mark("A ballot has {dots} dots and no more."),
    "ballot.too_few": mark("A ballot that is not blank approves at least {least}."),
    "ballot.too_many": mark("A ballot approves at most {most}."),
    "ballot.no_id": mark("The line does not say which ballot it belongs to."),
    "ballot.twice": mark("The ballot names the option {option} a second time."),
    # Files of options and ballots
    "tally.no_column": mark(
        'Line {line} of {name} has no column "{column}". The first row must name the columns: '
        "{wanted}."
    ),
    "tally.no_options": mark("{name} names no ideas. It needs one on each line after the header."),
    "tally.no_id": mark("Line {line} of {name} has no id. Give each idea an id of its own."),
    "tally.same_id": mark(
        "Line {line} of {name} has an id that is taken on line {first}. Give each idea an id of "
        "its own."
    ),
    "tally.too_many_cells": mark(
        "Line {line} of {name} has more cells than there are columns. Put quotation marks around "
        "a text that holds the separator."
    ),
    "tally.not_for_method": mark("{option} does not go with the method {method}. Leave it out."),
}
"""Every code that an error, a refusal or a rejection can have, and its text in English."""


class Coded(Protocol):
    """An error, a refusal or a rejection: a code and what its message names."""

    @property
    def code(self) -> str:
        """A key of :data:`MESSAGES`."""

    @property
    def params(self) -> Mapping[str, object]:
        """The values of the places in the message."""


def tell(code: str, params: Mapping[str, object], translator: Translator) -> str:
    """What a code says, in the translator's language."""
    return translator.text(MESSAGES[code], **params)


def tell_of(coded: Coded, translator: Translator) -> str:
    """What an error, a refusal or a rejection says, in the translator's language."""
    return tell(coded.code, coded.params, translator)
