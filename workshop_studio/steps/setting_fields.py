"""The fields by which steps of all kinds are set, and what may be filled in."""

from collections.abc import Sequence

from pydantic import JsonValue

from workshop_studio.blocks import Choosable, FormField
from workshop_studio.domain.records import Words
from workshop_studio.domain.rejections import Rejection, reject

LONGEST = 200
_LINES = 5
"""So many times as long as a line is the longest text of several lines."""


def text_field(name: str, label: str, words: Words, *, required: bool = False) -> FormField:
    """A line of text, with the words that stand there at first."""
    lines = (words,) if words else ()
    return FormField(name=name, kind="text", label=label, value="", words=lines, required=required)


def choice_field(
    name: str, label: str, value: str, ways: Sequence[str], prefix: str = ""
) -> FormField:
    """One of a few ways; the words of each stand under its code behind the prefix."""
    options = tuple(Choosable(id=way, text="", kind=f"{prefix or label}_{way}") for way in ways)
    return FormField(
        name=name, kind="choice", label=label, value=value, options=options, required=True
    )


def number_field(name: str, label: str, value: int | None, least: int, most: int) -> FormField:
    """A whole number of a range."""
    return FormField(name=name, kind="number", label=label, value=value, least=least, most=most)


def refused(field: FormField | None, value: JsonValue) -> Rejection | None:
    """Why a value cannot be that of a field; ``field`` is None where there is none of its name."""
    if field is None:
        return reject("step.settings")
    match field.kind:
        case "choice":
            fits = value in [option.id for option in field.options]
        case "number":
            if not isinstance(value, int) or isinstance(value, bool):
                return reject("step.not_whole")
            least, most = field.least or 0, field.most or 0
            if not least <= value <= most:
                return reject("step.out_of_range", least=least, most=most)
            fits = True
        case _:
            longest = LONGEST * (_LINES if field.kind == "long" else 1)
            fits = isinstance(value, str) and len(value) <= longest
    return None if fits else reject("step.settings")
