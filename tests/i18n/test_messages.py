"""Every code that the program can meet has words, and the words get what they name."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop_studio.domain import errors
from workshop_studio.domain.errors import BadInput
from workshop_studio.i18n.messages import MESSAGES, tell, tell_of
from workshop_studio.i18n.translator import Translator

PACKAGE = Path(errors.__file__).parent.parent
RAISED = {
    "Refusal",
    "Rejection",
    "reject",
    "_refuse",
    *(name for name, value in vars(errors).items() if isinstance(value, type)),
}
ENGLISH = Translator("en", Path())


def literal_codes(call: ast.Call) -> Iterator[str]:
    """The codes that stand as such in a call, also in ``"a.b" if x else "c.d"``."""
    first = call.args[0] if call.args else None
    for node in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def literal_names(call: ast.Call) -> set[str] | None:
    """The parameters that a call names; None where they are not all to be seen."""
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    names = {keyword.arg for keyword in call.keywords if keyword.arg}
    for argument in call.args[1:]:
        if not isinstance(argument, ast.Dict):
            return None
        names |= {str(key.value) for key in argument.keys if isinstance(key, ast.Constant)}
    return names


def raised() -> Iterator[tuple[str, str, set[str] | None]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(
                node.func, ast.Name | ast.Attribute
            ):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in RAISED:
                place = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                for code in literal_codes(node):
                    # A helper of this name may add parameters of its own.
                    yield place, code, None if name == "_refuse" else literal_names(node)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_code_that_is_raised_has_words() -> None:
    codes = list(raised())
    assert len(codes) > 20
    wordless = {f"{place} {code}" for place, code, _ in codes if code not in MESSAGES}
    assert not wordless


def test_words_name_only_what_they_are_given() -> None:
    unfilled = {
        f"{place} {code}: {', '.join(sorted(places(MESSAGES[code]) - names))}"
        for place, code, names in raised()
        if names is not None and code in MESSAGES and places(MESSAGES[code]) - names
    }
    assert not unfilled


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_is_a_sentence(code: str) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", code)
    assert MESSAGES[code].endswith((".", "{known}.")), MESSAGES[code]
    assert "  " not in MESSAGES[code]


def test_tell() -> None:
    assert tell("ballot.too_many", {"most": 3}, ENGLISH) == "A ballot approves at most 3."
    told = tell_of(BadInput("import.no_ideas", name="{x}.csv"), ENGLISH)
    assert told.startswith("{x}.csv has a header")
