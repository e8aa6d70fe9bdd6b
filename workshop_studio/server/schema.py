"""The JSON schemas of the phones' messages, made from the models that read and write them.

``python -m workshop_studio.server.schema`` writes them to ``resources/schema/phone``; a test
compares them with the code.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from workshop_studio.resources import resources
from workshop_studio.server import messages as m

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

SCHEMAS: Final[Mapping[str, tuple[str, type[BaseModel]]]] = {
    "about": ("GET /about: the answer", m.About),
    "join": ("POST /join: the request", m.JoinRequest),
    "joined": ("POST /join: the answer", m.JoinAnswer),
    "leave": ("POST /leave: the request", m.Nothing),
    "send": ("POST /send: the request", m.SendRequest),
    "sent": ("POST /send: the answer", m.SendAnswer),
    "signal": ("POST /signal: the request", m.SignalRequest),
    "view": ("GET /view and WebSocket: what a phone shows", m.View),
    "hello": ("WebSocket: the client's first message", m.Hello),
    "seen": ("WebSocket: what a client may tell", m.SeenMessage),
    "refusal": ("The body of every error", m.Refusal),
}
"""The schemas: a name, which the file is called after, with a title and the model."""


def schema_text(name: str) -> str:
    """A schema as it stands in its file."""
    title, model = SCHEMAS[name]
    answers = {"about", "joined", "sent", "view", "refusal"}
    mode = "serialization" if name in answers else "validation"
    schema: dict[str, Any] = {
        "$schema": _DIALECT,
        "$id": f"phone/{name}.schema.json",
        **model.model_json_schema(mode=mode),  # type: ignore[arg-type] # one of the two
        "title": title,
    }
    for part in (schema, *schema.get("$defs", {}).values()):
        found = part.get("properties", {})
        if "blocks" in found:
            found["blocks"]["items"] = {"$ref": "../block.schema.json"}
        if "command" in found:
            found["command"] = {"$ref": "../participant_command.schema.json"}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def schema_path(name: str, folder: Path | None = None) -> Path:
    """Where a schema lies."""
    return (folder or resources() / "schema" / "phone") / f"{name}.schema.json"


def main(folder: Path | None = None) -> None:
    """Write all schemas."""
    for name in SCHEMAS:
        path = schema_path(name, folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(schema_text(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
