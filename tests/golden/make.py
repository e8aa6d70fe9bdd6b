"""Makes the golden file of the present format: ``python -m tests.golden.make``.

Done once for each format version; a file that was made is never made anew after its release.
"""

import json
import sys
from pathlib import Path

from tests.storage import examples
from workshop_studio.storage import codec, session_file
from workshop_studio.storage.container import Container
from workshop_studio.storage.journal import entry_body

FOLDER = Path(__file__).parent


def main(version: str) -> None:
    """Write the file of every table and every event, and what is expected of it."""
    entries = examples.every_entry()
    history = b"".join(entry_body(entry) + b"\n" for entry in entries)
    members = {"media/0f.bin": bytes(range(256)), "manifest.json": b'{"later": {"x": [1, null]}}'}
    data = session_file.build(examples.state_of(entries), history, 7, members)
    (FOLDER / f"{version}.workshop").write_bytes(data)
    held = Container(data, version)
    expected = {
        "session": json.loads(codec.encode(examples.state_of(entries))),
        "history": [json.loads(line) for line in history.splitlines()],
        "revision": 7,
        "later": {"x": [1, None]},
        "members": list(held.names),
    }
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    (FOLDER / f"{version}.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "v1")
