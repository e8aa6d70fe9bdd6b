"""The translator that every surface is given. Imports nothing heavy: Home needs it at once."""

import gettext
from collections.abc import Mapping
from pathlib import Path

DOMAIN = "workshop_studio"
LANGUAGES = ("nb", "en")
"""The languages that the catalogue is complete in; English is the language of the source. Nynorsk
has what phones say, and bokmål for the rest."""
_NEAREST = {"nn": ("nn", "nb")}

NO_BREAK = "\u00a0"
"""A space that keeps together what is on its two sides."""

EDITED = "und"
"""The key of a text that somebody has edited: it is in that person's language, whichever it is."""


def mark(message: str) -> str:
    """Mark a text in a table for the catalogue; it is translated where it is shown."""
    return message


def language_of(locale_name: str | None) -> str:
    """The catalogue language for a locale name such as ``nb_NO.UTF-8``; English if none fits."""
    primary = (locale_name or "").replace("-", "_").split(".")[0].split("_")[0].lower()
    return "nb" if primary in {"nb", "no", "nn"} else "en"


class Translator:
    """Texts in one language: those of the program and those that a session carries.

    Attributes:
        lang: the language, one of :data:`LANGUAGES` or ``nn``.
    """

    def __init__(self, lang: str, locales: Path) -> None:
        """Read the catalogue for ``lang`` below the folder ``locales``."""
        self.lang = lang
        self._catalogue = (
            gettext.NullTranslations()
            if lang == "en"
            else gettext.translation(DOMAIN, locales, languages=_NEAREST.get(lang, (lang,)))
        )

    def text(self, message: str, **params: object) -> str:
        """The message in this language with its ``{name}`` places filled from ``params``."""
        return self._catalogue.gettext(message).format(**params)

    def message(self, message: str) -> str:
        """The message in this language with its places left open, for others to fill in."""
        return self._catalogue.gettext(message)

    def count(self, one: str, many: str, n: int, **params: object) -> str:
        """The message for ``n`` things; ``{n}`` in it is that number, easy to read."""
        return self._catalogue.ngettext(one, many, n).format(n=self.number(n), **params)

    def number(self, value: float, places: int | None = None) -> str:
        """A number as the language has it, with so many decimals, else none that is needless."""
        text = f"{round(value, 2) + 0.0:,.{2 if places is None else places}f}"  # never minus nought
        if places is None:
            text = text.rstrip("0").rstrip(".")
        text = text.replace("-", "−")
        return text if self.lang == "en" else text.replace(",", NO_BREAK).replace(".", ",")

    def share(self, part: float) -> str:
        """A part of 1 as per cent, as the language has it."""
        return f"{round(part * 100)}{'' if self.lang == 'en' else NO_BREAK}%"

    def words(self, words: Mapping[str, str]) -> str:
        """A text that a session or technique carries, in this language if it has it."""
        for key in (EDITED, self.lang, "nb", "en"):
            if key in words:
                return words[key]
        return next(iter(words.values()), "")
