"""Keeps the catalogue of texts: gathers them from the code, checks and compiles the translations.

    python tools/catalogue.py update          after a text in the code has changed
    python tools/catalogue.py fill FILE.json  put in translations: {"text": "tekst",
                                              "one": ["en", "flere"]}
    python tools/catalogue.py check           what is missing or wrong; part of the tests

Bokmål has every text. Nynorsk (``--language nn``) has those that phones show, and no others.

The template (.pot), the translation (.po) and the compiled catalogue (.mo) are all committed, so
that a checkout runs as it is; they hold no dates, line numbers or versions that would change with
nothing behind it.
"""

import argparse
import ast
import io
import json
import string
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "nb"
PHONES = "nn"
SINGLE = {"text", "mark"}
"""Whoever is called so has a text as first argument: see workshop_studio/i18n/translator.py."""
PLURAL = {"count"}
"""Whoever is called so has the text for one and the text for many."""
CONTENT_TYPE = ("Content-Type", "text/plain; charset=utf-8")


@dataclass(frozen=True)
class Place:
    """Where texts come from and where the catalogue lies."""

    root: Path = ROOT
    package: str = "workshop_studio"
    language: str = LANGUAGE
    wanted: frozenset[str] | None = None
    """The texts that this language has; None for all."""

    @property
    def template(self) -> Path:
        """All texts of the code."""
        return self.root / "resources" / "locales" / f"{self.package}.pot"

    @property
    def translation(self) -> Path:
        """The texts in the language, for people to edit."""
        return self.template.parent / self.language / "LC_MESSAGES" / f"{self.package}.po"

    @property
    def compiled(self) -> Path:
        """The texts in the language, for the program to read."""
        return self.translation.with_suffix(".mo")


class SteadyCatalog(Catalog):
    """A catalogue whose head says only what a reader of the file needs, and nothing that varies."""

    def __init__(self, language: str | None) -> None:
        super().__init__(
            locale=language, header_comment="# The texts of Workshop Studio.", fuzzy=False
        )

    def _steady_headers(self) -> list[tuple[str, str]]:
        headers = [("MIME-Version", "1.0"), CONTENT_TYPE, ("Content-Transfer-Encoding", "8bit")]
        if self.locale_identifier:
            headers.append(("Language", str(self.locale_identifier)))
            headers.append(("Plural-Forms", "nplurals=2; plural=(n != 1);"))
        return [*headers[:-1], (headers[-1][0], headers[-1][1] + "\n")]

    mime_headers = property(_steady_headers)


def gather(place: Place) -> Catalog:
    """The template: every text that the code marks, each with the files it stands in."""
    template = SteadyCatalog(None)
    for path in sorted((place.root / place.package).rglob("*.py")):
        name = path.relative_to(place.root).as_posix()
        for line, text in sorted(_marked(ast.parse(path.read_bytes(), path)), key=itemgetter(0)):
            template.add(text, None, [(name, line)])
    return template


def _marked(tree: ast.Module) -> Iterator[tuple[int, str | tuple[str, str]]]:
    """The marked texts and their lines.

    Babel's own reader stumbles over bytes and over calls within calls, so Python's reads.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in SINGLE and node.args:
            for text in _literals(node.args[0]):
                yield node.lineno, text
        elif name in PLURAL and len(node.args) > 1:
            one, many = list(_literals(node.args[0])), list(_literals(node.args[1]))
            if one and many:
                yield node.lineno, (one[0], many[0])


def _literals(node: ast.expr) -> Iterator[str]:
    """The literal text that an argument is, or both of ``"this" if ... else "that"``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def read(place: Place) -> Catalog:
    """The translation as it stands; empty if there is none yet."""
    catalog = SteadyCatalog(place.language)
    if place.translation.is_file():
        with place.translation.open("rb") as file:
            stored = read_po(file, locale=place.language)
        for message in stored:
            if message.id:
                catalog[message.id] = message
        catalog.obsolete = stored.obsolete
    return catalog


def merge(place: Place, template: Catalog, stored: Catalog) -> Catalog:
    """The template's texts that the language has, with the translations that exist.

    A translation that no text asks for is kept as obsolete, and comes back with its text.
    """
    known = {message.id: message for message in [*stored.obsolete.values(), *stored] if message.id}
    merged = SteadyCatalog(place.language)
    for message in template:
        if not message.id or not _is_wanted(place, message):
            continue
        old = known.pop(message.id, None)
        merged.add(
            message.id,
            old.string if old else None,
            message.locations,
            flags=(old.flags if old else set()) & {"fuzzy"},
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old else (),
        )
    for message in sorted(known.values()):
        if any(_forms(message.string)):
            merged.obsolete[_forms(message.id)[0]] = message
    return merged


def po_bytes(catalog: Catalog) -> bytes:
    """The catalogue as a text file."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, sort_by_file=True, include_lineno=False)
    return buffer.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def _write(place: Place, template: Catalog, catalog: Catalog) -> None:
    place.translation.parent.mkdir(parents=True, exist_ok=True)
    if place.wanted is None:
        place.template.write_bytes(po_bytes(template))
    place.translation.write_bytes(po_bytes(catalog))
    place.compiled.write_bytes(mo_bytes(catalog))


def update(place: Place, *, drop_obsolete: bool = False) -> Catalog:
    """Write template, translation and compiled catalogue anew from the code."""
    template = gather(place)
    catalog = merge(place, template, read(place))
    if drop_obsolete:
        catalog.obsolete.clear()
    _write(place, template, catalog)
    return catalog


def fill(place: Place, translations: dict[str, str | list[str]]) -> list[str]:
    """Put translations in; returns the texts that the code doesn't have."""
    template = gather(place)
    catalog = merge(place, template, read(place))
    unknown = []
    for text, translation in translations.items():
        message = catalog.get(text)
        if message is None:
            unknown.append(text)
            continue
        message.string = tuple(translation) if isinstance(translation, list) else translation
        message.flags.discard("fuzzy")
    _write(place, template, catalog)
    return unknown


def problems(place: Place) -> list[str]:
    """What keeps the catalogue from being complete, one line each; empty if nothing does."""
    template = gather(place)
    stored = read(place)
    catalog = merge(place, template, stored)
    asked = [m for m in template if m.id and _is_wanted(place, m)]
    found = [f"missing: {_name(m)}" for m in asked if _forms(m.id)[0] not in stored]
    for message in catalog:
        if message.id:
            found.extend(_faults(message))
    found.extend(f"obsolete: {_name(message)}" for message in catalog.obsolete.values())
    for path, wanted in (
        (place.template, po_bytes(template)),
        (place.translation, po_bytes(catalog)),
        (place.compiled, mo_bytes(catalog)),
    ):
        if not path.is_file() or _lines(path, path.read_bytes()) != _lines(path, wanted):
            found.append(f"not up to date: {path.relative_to(place.root).as_posix()}")
    return found


def _is_wanted(place: Place, message: Message) -> bool:
    return place.wanted is None or _forms(message.id)[0] in place.wanted


def _lines(path: Path, data: bytes) -> bytes:
    """A text with its lines ended in one way; what is compiled has none, and may hold the bytes."""
    return data if path.suffix == ".mo" else data.replace(b"\r\n", b"\n")


def _faults(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    texts, translations = _forms(message.id), _forms(message.string)
    if len(texts) != len(translations):
        yield f"untranslated: {_name(message)} needs {len(texts)} forms"
        return
    if not all(translations):
        yield f"untranslated: {_name(message)}"
        return
    if message.fuzzy:
        yield f"fuzzy: {_name(message)}"
    for number, (text, translation) in enumerate(zip(texts, translations, strict=True)):
        try:
            differing = _places(text) ^ _places(translation)
        except ValueError as error:
            yield f"braces: {_name(message)}: {error}"
            continue
        if len(texts) > 1 and number == 0:
            differing.discard("n")  # "one idea" and "{n} idé" are both good
        if differing:
            yield f"placeholders: {_name(message)}: {', '.join(sorted(differing))}"


def _forms(text: str | Sequence[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str) or text is None else list(text)


def _places(text: str) -> set[str]:
    """The names in braces; ValueError if the braces don't match."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _name(message: Message) -> str:
    files = ", ".join(sorted({path for path, _ in message.locations}))
    return f"{_forms(message.id)[0]!r}" + (f" ({files})" if files else "")


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="The catalogue of texts.")
    commands = parser.add_subparsers(dest="command", required=True)
    updating = commands.add_parser("update", help="write the catalogue anew from the code")
    updating.add_argument(
        "--drop-obsolete", action="store_true", help="forget translations that no text asks for"
    )
    filling = commands.add_parser("fill", help="put in translations from a JSON file, - for stdin")
    filling.add_argument("file", type=argparse.FileType("rb"))
    filling.add_argument("--language", choices=(LANGUAGE, PHONES), default=LANGUAGE)
    commands.add_parser("check", help="say what is missing or wrong")
    options = parser.parse_args(arguments)

    places = {LANGUAGE: Place(), PHONES: Place(language=PHONES, wanted=_phone_texts())}
    if options.command == "check":
        found = [problem for place in places.values() for problem in problems(place)]
        if found:
            print(*found, sep="\n", file=sys.stderr)
            print(
                "\nThe catalogue is not complete: run tools/catalogue.py update.", file=sys.stderr
            )
        return 1 if found else 0
    if options.command == "fill":
        unknown = fill(places[options.language], json.load(options.file))
        for text in unknown:
            print(f"unknown: {text!r}", file=sys.stderr)
        return 1 if unknown else 0
    for language, place in places.items():
        catalog = update(place, drop_obsolete=options.drop_obsolete)
        todo = sum(1 for message in catalog if message.id and not all(_forms(message.string)))
        gone = len(catalog.obsolete)
        print(f"{language}: {len(catalog)} texts, {todo} to translate, {gone} obsolete.")
    return 0


def _phone_texts() -> frozenset[str]:
    from workshop_studio.i18n.phone import phone_texts

    return frozenset(phone_texts().values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
