"""Dates and numbers as the language writes them. Babel is imported when first used."""

from datetime import date

from workshop_studio.i18n.translator import Translator


def told_date(day: date, translator: Translator) -> str:
    """A date: 23.11.2026 in Norwegian, 23 Nov 2026 in English."""
    from babel.dates import format_date

    pattern = "dd.MM.yyyy" if translator.lang == "nb" else "d MMM yyyy"
    return format_date(day, pattern, locale=translator.lang)


def told_number(number: float, translator: Translator) -> str:
    """A number with at most two decimals: 3,5 in Norwegian, 3.5 in English."""
    from babel.numbers import format_decimal

    return format_decimal(number, format="#,##0.##", locale=translator.lang)


def told_minutes(minutes: int, translator: Translator) -> str:
    """A length: 45 min, 1 h 30 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return translator.text("{minutes} min", minutes=rest)
    if not rest:
        return translator.text("{hours} h", hours=hours)
    return translator.text("{hours} h {minutes} min", hours=hours, minutes=rest)
