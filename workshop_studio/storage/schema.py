"""The JSON schemas of the program's files, made from the models that read them.

``python -m workshop_studio.storage.schema`` writes them to ``resources/schema``; a test compares
them with the code. They say what this version reads: a file of a later minor version may hold
more.
"""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model

from workshop_studio.app.ports import Entry
from workshop_studio.blocks import Block
from workshop_studio.domain.commands import by_name
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


def _block() -> dict[str, Any]:
    """One block of a projection, as phones get it."""
    adapter: TypeAdapter[Block] = TypeAdapter(Block)
    return adapter.json_schema(mode="serialization")


def _participant_command() -> dict[str, Any]:
    """One command that a participant may send."""
    kinds = [kind for _, kind in sorted(by_name().items()) if "participant" in kind.roles]
    union: Any = Annotated[Union[tuple(kinds)], Field(discriminator="type")]  # noqa: UP007 # made here
    adapter: TypeAdapter[object] = TypeAdapter(union)
    return adapter.json_schema()


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
    "block": ("A block: one piece of what a participant sees", _block),
    "participant_command": ("A command that a participant may send", _participant_command),
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
