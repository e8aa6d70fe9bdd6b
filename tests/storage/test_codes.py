"""Every code that storage raises has words, and gives these all that they name."""

import ast
import string
from pathlib import Path

from workshop_studio.i18n.messages import MESSAGES
from workshop_studio.storage import codec

FOLDER = Path(codec.__file__).parent
CAUSES = ("full_disk", "read_only", "folder_missing", "not_written")
RAISED = {"BadInput", "Conflict", "Failure"}


def raised() -> dict[str, list[set[str]]]:
    """Codes by the parameters with which they are raised, wherever these can be read."""
    found: dict[str, list[set[str]]] = {}
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name not in RAISED | {"_refuse"}:
                continue
            given = {keyword.arg or "" for keyword in node.keywords}
            if name == "_refuse":
                given.add("name")  # the container's own knows the file
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    code = part.value
                    codes = [code + one for one in CAUSES] if code.endswith(".") else [code]
                    for one in codes:
                        if "." in one:
                            found.setdefault(one, []).append(given)
    return found


def test_every_code_has_words_and_what_they_name() -> None:
    found = raised()
    assert len(found) > 30
    for code, ways in found.items():
        named = {field for _, field, _, _ in string.Formatter().parse(MESSAGES[code]) if field}
        for given in ways:
            assert named <= given, code
