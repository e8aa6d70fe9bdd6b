"""Days and times in words, for Home and the console."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from workshop_studio.i18n.translator import Translator


def clock(at: datetime, translator: Translator) -> str:
    """The time of day here, such as 14:30."""
    here = at.astimezone()
    return translator.text("{hour}:{minute}", hour=f"{here:%H}", minute=f"{here:%M}")


def day(at: datetime, today: date, translator: Translator) -> str:
    """The day, in a word where it is near."""
    then = at.astimezone().date()
    if then == today:
        return translator.text("today")
    if then == today - timedelta(days=1):
        return translator.text("yesterday")
    locale = QLocale(translator.lang)
    pattern = "d. MMM" if translator.lang == "nb" else "d MMM"
    if then.year != today.year:
        pattern += " yyyy"
    return locale.toString(QDate(then.year, then.month, then.day), pattern)
