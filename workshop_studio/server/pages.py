"""What is served as it is: the page, its style and its script, and its words."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILES: Final = {
    "/": ("index.html", b"text/html; charset=utf-8"),
    "/page.css": ("page.css", b"text/css; charset=utf-8"),
    "/page.js": ("page.js", b"text/javascript; charset=utf-8"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One thing that is served."""

    content: bytes
    kind: bytes

    @property
    def etag(self) -> bytes:
        """Changes with the content."""
        return b'"%b"' % hashlib.sha256(self.content).hexdigest()[:32].encode()


def pages(folder: Path, words: Mapping[str, Mapping[str, str]]) -> dict[str, Page]:
    """The page's files in a folder, and its words by language; by path."""
    found = {
        path: Page((folder / name).read_bytes(), kind)
        for path, (name, kind) in FILES.items()
        if (folder / name).is_file()
    }
    for language, texts in words.items():
        content = json.dumps(texts, ensure_ascii=False).encode()
        found[f"/words/{language}.json"] = Page(content, b"application/json")
    return found
