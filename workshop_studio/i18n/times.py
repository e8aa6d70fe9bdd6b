"""Lengths of time in words. Imports nothing heavy: Home needs it at once."""

from workshop_studio.i18n.translator import Translator


def duration(minutes: int, translator: Translator) -> str:
    """A length of time in hours and minutes."""
    hours, left = divmod(minutes, 60)
    if not hours:
        return translator.text("{minutes} min", minutes=minutes)
    if not left:
        return translator.text("{hours} h", hours=hours)
    return translator.text("{hours} h {minutes} min", hours=hours, minutes=left)
