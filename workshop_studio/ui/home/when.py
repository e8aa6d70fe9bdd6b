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


def duration(minutes: int, translator: Translator) -> str:
    """Minutes as hours and minutes in words."""
    hours, left = divmod(minutes, 60)
    if not hours:
        return translator.text("{minutes} min", minutes=minutes)
    if not left:
        return translator.text("{hours} h", hours=hours)
    return translator.text("{hours} h {minutes} min", hours=hours, minutes=left)
