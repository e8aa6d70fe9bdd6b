"""The phones' page with its style, script and words in one answer, so that a phone asks once."""

import base64
import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

_LANGUAGE = '<html lang="nb">'
_STYLE = "<style>/* page.css */</style>"
_SCRIPT = "<script>/* page.js */</script>"
_GIVEN = '<script type="application/json" id="given"></script>'


@dataclass(frozen=True, slots=True)
class Page:
    """One thing that is served."""

    content: bytes
    kind: bytes = b"application/json"

    @property
    def etag(self) -> bytes:
        """Changes with the content."""
        return b'"%b"' % hashlib.sha256(self.content).hexdigest()[:32].encode()


class Pages:
    """The page as each phone gets it, and the words of the other languages."""

    def __init__(
        self, html: str, style: str, script: str, words: Mapping[str, Mapping[str, str]]
    ) -> None:
        """Put the style and the script into the page.

        Args:
            html: the page, with a place for each of its parts.
            style: what stands between ``<style>`` and its end.
            script: what stands between ``<script>`` and its end.
            words: what the page says, by language.
        """
        self._html = html.replace(_STYLE, f"<style>{style}</style>").replace(
            _SCRIPT, f"<script>{script}</script>"
        )
        self._words = {
            language: json.dumps(texts, ensure_ascii=False) for language, texts in words.items()
        }
        self._fronts: dict[str, tuple[str, Page]] = {}
        self.sources = f"script-src {_hash(script)}; style-src {_hash(style)}"
        """What may run and dress the page: this very script, and this very style."""
        self.words = {
            f"/words/{language}.json": Page(texts.encode())
            for language, texts in self._words.items()
        }
        """What is asked for where somebody switches to another language, by path."""

    def front(self, accepted: str, about: str) -> Page:
        """The page in the language that a phone asks for, with what may be known of the room.

        Args:
            accepted: its Accept-Language header.
            about: what ``GET /about`` answers.
        """
        language = language_for(accepted, self._words)
        known, page = self._fronts.get(language, ("", None))
        if page is None or known != about:
            told = f'{{"about":{about},"words":{self._words.get(language, "{}")}}}'
            whole = self._html.replace(_LANGUAGE, f'<html lang="{language}">').replace(
                _GIVEN, _GIVEN.replace("></", f">{_inert(told)}</")
            )
            page = Page(whole.encode(), b"text/html; charset=utf-8")
            self._fronts[language] = (about, page)
        return page


def pages(folder: Path, words: Mapping[str, Mapping[str, str]]) -> Pages:
    """The page's files in a folder, and its words by language."""
    html, style, script = (
        (folder / name).read_text(encoding="utf-8")
        for name in ("index.html", "page.css", "page.js")
    )
    return Pages(html, style, script, words)


def language_for(accepted: str, known: Collection[str]) -> str:
    """The first known language that an Accept-Language header asks for, else bokmål."""
    wanted: list[tuple[float, str]] = []
    for part in accepted.lower().split(","):
        tag, _, weight = part.partition(";")
        try:
            order = float(weight.replace(" ", "").removeprefix("q=") or 1)
        except ValueError:
            order = 0.0
        name = tag.strip().partition("-")[0]
        wanted.append((-order, "nb" if name == "no" else name))
    ordered = sorted(wanted, key=lambda one: one[0])
    return next((name for _, name in ordered if name in known), "nb")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _inert(told: str) -> str:
    """JSON that cannot end the element that it stands in."""
    return told.replace("<", "\\u003c")
