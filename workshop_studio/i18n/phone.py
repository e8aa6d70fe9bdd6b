"""All that the phones' page says, by language: served to it as ``/words/{language}.json``."""

from collections.abc import Mapping
from typing import Final

from workshop_studio.i18n.messages import MESSAGES
from workshop_studio.i18n.translator import Translator

LANGUAGES: Final = ("nb", "nn", "en")


def phone_words(language: str, translator: Translator) -> Mapping[str, str]:
    """The words of a language by key; those of rejections by their code.

    Args:
        language: one of :data:`LANGUAGES`.
        translator: speaks that language, or the one nearest to it.
    """
    del language
    return {code: translator.message(text) for code, text in MESSAGES.items() if _is_met(code)}


def _is_met(code: str) -> bool:
    return code.startswith(("join.", "server.", "idea.", "ballot.", "vote.", "step.", "session."))
