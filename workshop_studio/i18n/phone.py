"""All that the phones' page says, by language: served to it as ``/words/{language}.json``."""

from collections.abc import Mapping
from typing import Final

from workshop_studio.i18n.charts import SETTLED
from workshop_studio.i18n.form_words import CHOICES, FIELDS, FORM_BUTTONS, FORM_HEADINGS
from workshop_studio.i18n.messages import MESSAGES
from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.i18n.words import (
    ANSWERS,
    ASKS,
    COLUMNS,
    EMPTY_TABLES,
    FRAME,
    HOW,
    IDEAS,
    METHODS,
    NOTES,
    PROMISES,
    STATES,
    TABLES,
    WAITING,
)

LANGUAGES: Final = ("nb", "nn", "en")

PAGE: Final[Mapping[str, str]] = {
    "page.language": mark("Language"),
    "page.no_contact": mark("No contact with the laptop. What you write is kept here."),
    "page.new_address": mark(
        "Is there another QR code on the wall now? Scan it, and type your code there: {code}"
    ),
    "page.no_room": mark("This phone has no room to keep what you write. Keep the page open."),
    "page.refused": mark("That could not be done."),
    "page.untitled": mark("Without a title"),
    "page.join": mark("Join"),
    "page.join_now": mark("Join now"),
    "page.code": mark("The code on the wall"),
    "page.name": mark("Your name"),
    "page.name_optional": mark("Your name, if you like"),
    "page.heads": mark("How many people does this phone answer for?"),
    "page.one_ballot": mark("You hand in one ballot together; all of you count as having voted."),
    "page.personal_have": mark("Coming back? Your personal code"),
    "page.promise": mark("Nobody can see what you voted."),
    "page.privacy": mark(
        "What you write stays on the facilitator's laptop in this room. Nothing goes to the "
        "internet, and this phone keeps only its own code, what it has not sent yet, and the "
        "group that you say is yours."
    ),
    "page.removed": mark("The facilitator has taken this phone out of the session."),
    "page.ended": mark("The session has ended. Thank you!"),
    "page.your_code": mark("Your code, for coming back on another phone: {code}"),
    "page.answers_for": mark("This phone answers for {n} people."),
    "page.done": mark("I am done"),
    "page.done_already": mark("I am done ✓"),
    "page.more_time": mark("Do you need more time?"),
    "page.yes": mark("Yes"),
    "page.no": mark("No"),
    "page.count_of": mark("{n} of {of}"),
    "page.loose": mark("Not sorted"),
    "page.minutes": mark("{n} min"),
    "page.your_idea": mark("Your idea"),
    "page.send": mark("Send"),
    "page.save": mark("Save"),
    "page.cancel": mark("Cancel"),
    "page.change": mark("Change"),
    "page.change_idea": mark("Change: {idea}"),
    "page.mend": mark("Write it anew"),
    "page.used": mark("{used} of {most} written."),
    "page.yours": mark("You have written {n}"),
    "page.ideas": mark("Ideas: {n}"),
    "page.ideas_hidden": mark("Ideas so far: {n}. They are shown when all are done."),
    "page.waiting": mark("Waiting to be sent …"),
    "page.sent": mark("Sent ✓"),
    "page.not_sent": mark("Not taken: {why}"),
    "page.unplaced": mark("Not placed yet"),
    "page.mean": mark("Mean"),
    "page.total": mark("In all"),
    "page.vote_of": mark("Vote {n}"),
    "page.received": mark("Received ✓ You can change it until the vote is closed."),
    "page.vote": mark("Hand in"),
    "page.vote_again": mark("Hand in again"),
    "page.dots_left": mark("{left} of {most} dots left"),
    "page.money_left": mark("{left} left to spend"),
    "page.of_most": mark("{n} of at most {most} chosen"),
    "page.chosen": mark("{n} chosen"),
    "page.answered": mark("{n} of {of} answered"),
    "page.less": mark("One dot less: {option}"),
    "page.more": mark("One dot more: {option}"),
    "page.pair": mark("Pair {n} of {of}"),
    "page.level": mark("Equally good"),
    "page.ranked": mark("Rank {rank}: {option}"),
    "page.unranked": mark("Not ranked: {option}"),
    "page.better": mark("Better: {option}"),
    "page.worse": mark("Worse: {option}"),
    "group.area": mark("Your programme area, if you like"),
    "group.role": mark("Your role, if you like"),
    "group.other": mark("Your group, if you like"),
    "page.group_none": mark("I would rather not say"),
    "page.group_told": mark(
        "It is taken off the ballot when the vote is closed. Groups of fewer than {least} are "
        "never shown by themselves."
    ),
    "page.group_before": mark("Chosen as in the vote before. Change it if you like."),
    "page.voted": mark("Voted: {n}"),
    "page.together": mark("Placed by the group together"),
    "page.abstained": mark("Abstained: {n}"),
    "page.beside": mark("On behalf of {n} people"),
    "page.hands": mark("By raised hand: {n}"),
    "page.round": mark("Round {n}"),
    "people.voted": mark("Voted: {n}"),
    "people.voted_of": mark("Voted: {n} of {of}"),
    "people.placed": mark("Placed: {n}"),
    "people.placed_of": mark("Placed: {n} of {of}"),
    "people.contributed": mark("Have contributed: {n}"),
    "people.contributed_of": mark("Have contributed: {n} of {of}"),
    "page.joined": mark("Joined: {n}"),
    "page.joined_of": mark("Joined: {n} of {of}"),
    "page.dots_each": mark("Dots each: {n}, in secret"),
    "page.each": mark("At most {n} for each person"),
    "page.taken": mark("Received ✓"),
    "page.put_away": mark("Put away"),
    "page.option": mark("Option"),
    "page.tied": mark("Level: {options}"),
    "page.split": mark("The group is split on “{option}”"),
}
"""What the page itself says."""


def _not_set_here(words: Mapping[str, str]) -> Mapping[str, str]:
    """The words without those by which the facilitator sets a vote."""
    return {code: text for code, text in words.items() if not code.startswith("vote.")}


_NAMED: Final[Mapping[str, Mapping[str, str]]] = {
    "method": METHODS,
    "asks": ASKS,
    "field": _not_set_here(FIELDS),
    "form": FORM_HEADINGS,
    "send": FORM_BUTTONS,
    "table": TABLES,
    "empty": EMPTY_TABLES,
    "ideas": IDEAS,
    "state": STATES,
    "settled": SETTLED,
}
"""Tables whose codes mean something else in others, by what stands before the code."""


def phone_words(translator: Translator) -> Mapping[str, str]:
    """The words of a language by key: codes of blocks and rejections, and the page's own.

    Args:
        translator: speaks one of :data:`LANGUAGES`.
    """
    return {code: translator.message(text) for code, text in phone_texts().items()}


def phone_texts() -> Mapping[str, str]:
    """All that the page may say, by key, in the language of the source."""
    tables = (COLUMNS, _not_set_here(CHOICES), FRAME, HOW, NOTES, PROMISES, WAITING, ANSWERS, PAGE)
    met = {code: text for code, text in MESSAGES.items() if _is_met(code)}
    texts = {code: text for table in (met, *tables) for code, text in table.items()}
    return texts | {
        f"{name}.{code}": text for name, table in _NAMED.items() for code, text in table.items()
    }


def _is_met(code: str) -> bool:
    return code.startswith(
        ("join.", "server.", "idea.", "ballot.", "vote.", "step.", "session.", "command.")
    )
