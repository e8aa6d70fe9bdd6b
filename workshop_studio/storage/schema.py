"""The JSON schemas of the program's files, made from the models that read them.

``python -m workshop_studio.storage.schema`` writes them to ``resources/schema``; a test compares
them with the code. They say what this version reads: a file of a later minor version may hold
more.
"""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, create_model

from workshop_studio.app.ports import Entry
from workshop_studio.domain.organisation import Organisation
from workshop_studio.domain.state import SINGLES, TABLES
from workshop_studio.domain.technique import Technique, Workshop
from workshop_studio.resources import resources
from workshop_studio.storage import codec
from workshop_studio.storage.session_file import Manifest

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _session() -> dict[str, Any]:
    """session.json as a whole."""
    parts: dict[str, Any] = {"format": (Literal[codec.FORMAT], ...)}
    for name, model in SINGLES.items():
        parts[name] = (model if name == "flow" else model | None, ...)
    for name, model in TABLES.items():
        parts[name] = (list[model], ...)  # type: ignore[valid-type] # made here
    config = ConfigDict(extra="allow")
    whole: type[BaseModel] = create_model("Session", __config__=config, **parts)
    return whole.model_json_schema()


def _manifest() -> dict[str, Any]:
    return Manifest.model_json_schema()


def _history() -> dict[str, Any]:
    """One line of history.jsonl."""
    return TypeAdapter(Entry).json_schema()


SCHEMAS: Mapping[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "session": ("session.json: the state of a session", _session),
    "manifest": ("manifest.json: what a session file holds", _manifest),
    "history": ("history.jsonl: one line, an accepted command and what happened", _history),
    "technique": ("A technique: a method as a sequence of steps", Technique.model_json_schema),
    "workshop": ("A workshop: a ready agenda of techniques", Workshop.model_json_schema),
    "organisation": (
        "organisation.json: programme areas, cohorts, leadership groups and strategy goals",
        Organisation.model_json_schema,
    ),
}
"""The schemas: a name, which the file is called after, with a title and what makes it."""


def schema_text(name: str) -> str:
    """A schema as it stands in its file."""
    title, make = SCHEMAS[name]
    schema = {"$schema": _DIALECT, "$id": f"{name}.schema.json", **make(), "title": title}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def schema_path(name: str, folder: Path | None = None) -> Path:
    """Where a schema lies."""
    return (folder or resources() / "schema") / f"{name}.schema.json"


def main(folder: Path | None = None) -> None:
    """Write all schemas."""
    for name in SCHEMAS:
        schema_path(name, folder).write_text(schema_text(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
