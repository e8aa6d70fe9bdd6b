"""Nynorsk on phones: every text of theirs, in words of its own, and bokmål for the rest."""

import re

from workshop_studio.i18n.phone import phone_texts, phone_words
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources

NB, NN = (Translator(lang, resources() / "locales") for lang in ("nb", "nn"))
BOKMAAL = re.compile(
    r"\b(ikke|jeg|hva|hvem|hvor|noe|også|mye|bare|stemmeseddel\w*|øktene?)\b", re.IGNORECASE
)


def test_no_word_of_bokmaal_is_left() -> None:
    left = {text: word for text in phone_words(NN).values() if (word := BOKMAAL.search(text))}
    assert left == {}


def test_it_is_another_language() -> None:
    differing = [key for key in phone_texts() if phone_words(NN)[key] != phone_words(NB)[key]]
    assert len(differing) > len(phone_texts()) * 0.75


def test_what_phones_do_not_show_is_in_bokmaal() -> None:
    assert NN.text("About") == NB.text("About")
    assert NN.text("Room check") == "Romsjekk"
    assert NN.words({"nb": "bokmål", "en": "English"}) == "bokmål"
    assert NN.words({"nb": "bokmål", "nn": "nynorsk"}) == "nynorsk"
