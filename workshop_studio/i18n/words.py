"""Codes of blocks in words; windows, stage and reports all ask here.

Blocks carry codes, never translated text. A table is a code and its English text, marked for the
catalogue. A code that no table has shows as it is: a fault to be seen and mended, not a crash in
front of thirty people; tests/i18n/test_words.py looks for every code of the step kinds.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from workshop_studio.blocks import Cell, People, Prompt, Result, Scale
from workshop_studio.i18n.translator import Translator, mark

HOW: Final[Mapping[str, str]] = {
    "collect.hidden": mark("each alone, in silence"),
    "collect.open": mark("all can see what is written"),
    "vote.dots": mark("by dots, in secret"),
    "vote.approval": mark("by approval, in secret"),
    "vote.score": mark("by scores, in secret"),
    "vote.rank": mark("in order, in secret"),
    "vote.budget": mark("what to pay for, in secret"),
    "vote.pairwise": mark("two by two, in secret"),
    "vote.fist": mark("by fingers, in secret"),
    "vote.consent": mark("who consents, in secret"),
    "vote.axes": mark("on two axes, in secret"),
    "vote.columns": mark("into columns, in secret"),
    "place.axes": mark("on two axes, together"),
    "place.columns": mark("into columns, together"),
    "discuss.free": mark("we talk"),
    "discuss.round": mark("one after the other, all are heard"),
    "talk.now": mark("we talk about this now"),
}
"""How a step is done, after the name of its activity."""

WAITING: Final[Mapping[str, str]] = {
    "session.soon": mark("We will start soon."),
    "session.finished": mark("That was all for today. Thank you!"),
    "brief.listen": mark("Look up: the facilitator explains."),
    "collect.soon": mark("Soon it is your turn to write."),
    "collect.reveal_soon": mark("Thank you. We will look at the ideas together."),
    "cluster.on_stage": mark("Look at the wall and say what belongs together."),
    "vote.soon": mark("The vote will open soon."),
    "vote.counted": mark("All votes are counted. The result comes now."),
    "place.soon": mark("Soon we place these together."),
    "place.together": mark("We place these together. Say where you think that each belongs."),
    "talk.done": mark("We have talked about all of it."),
    "talk.none": mark("There is nothing to talk about yet."),
    "talk.none_divided": mark("We are not split on anything."),
    "talk.none_low": mark("Nobody is against anything."),
    "talk.none_together": mark("We placed these together, and talked about them then."),
    "choose.soon": mark("Now we choose together what goes on."),
    "plan.soon": mark("Now we agree on who does what, and by when."),
}
"""A quiet sentence that says what is happening."""

TABLES: Final[Mapping[str, str]] = {
    "chosen": mark("This goes on"),
    "talks": mark("What came out of the discussion"),
    "earlier": mark("Open initiatives from earlier sessions"),
    "initiatives": mark("Initiatives"),
}
EMPTY_TABLES: Final[Mapping[str, str]] = {
    "chosen": mark("Nothing has been chosen yet."),
    "talks": mark("Nothing has been written down yet."),
    "earlier": mark("No initiative is open from earlier sessions."),
    "initiatives": mark("No initiatives yet. The first one is written above."),
}
IDEAS: Final[Mapping[str, str]] = {
    "parking": mark("Parking lot"),
}
"""The heading of a list of ideas that is not the step's own."""

STATES: Final[Mapping[str, str]] = {
    "skipped": mark("skipped"),
    "parked": mark("put aside"),
}
"""What is said of an activity that is not on the way."""

COLUMNS: Final[Mapping[str, str]] = {
    "item": mark("What goes on"),
    "about": mark("About"),
    "said": mark("What came out of it"),
    "title": mark("Initiative"),
    "owner": mark("Owner"),
    "due": mark("Due"),
    "from": mark("From"),
}
NOTES: Final[Mapping[str, str]] = {
    "choose.reason": mark("Why"),
    "talk.text": mark("What came out of it"),
    "talk.none": mark("There is nothing to talk about yet."),
    "talk.none_divided": mark("The group is not split on anything. Go on."),
    "talk.none_low": mark("Nobody is against anything. Go on."),
    "talk.none_together": mark(
        "The group placed these together, so nothing shows who sees it differently. Go on."
    ),
    "place.how_each": mark(
        "Each person places in secret, and the mean counts. Under “Edit this step” you can let the "
        "group place together, and give axes and columns other names."
    ),
    "place.how_group": mark(
        "The group places together: you put down what it says, and everybody sees it at once. "
        "Under “Edit this step” you can let each place in secret, and give axes and columns other "
        "names."
    ),
    "vote.tied": mark(
        "Several are level on the line between what goes on and what does not. Settle it in one of "
        "these ways; how you did it is kept."
    ),
    "vote.divided": mark(
        "The group is split on some of this. Talk about it, and vote once more if you like: both "
        "votes then stand side by side."
    ),
    "groups.area": mark("The result is shown by programme area as well"),
    "groups.role": mark("The result is shown by role as well"),
    "groups.other": mark("The result is shown by group as well"),
    "breakdown.unsaid": mark(
        "The result is not shown by group, since nobody said which group they belong to."
    ),
    "breakdown.small": mark(
        "The result is not shown by group: the groups are so small that somebody could be singled "
        "out."
    ),
    "breakdown.hands": mark("Raised hands count in the total, and in no group."),
    "hands.not_here": mark(
        "Raised hands cannot be counted for this kind of ballot. Pass the laptop round."
    ),
    "choose.by_top": mark("The first ones of the vote go on."),
    "choose.by_hand": mark("Chosen by hand."),
    "challenge": mark("The challenge"),
    "rehearsal": mark("Rehearsal: the participants are simulated, and nothing is kept."),
}
"""The heading of a text that somebody wrote, or a sentence that stands for it."""

FRAME: Final[Mapping[str, str]] = {
    "challenge": mark("Challenge"),
    "area": mark("Programme area"),
    "cohort": mark("Cohort"),
    "group": mark("Leadership group"),
    "goal": mark("Strategy goal"),
    "date": mark("Date"),
    "place": mark("Place"),
    "facilitator": mark("Facilitator"),
    "headcount": mark("People"),
}
PROMISES: Final[Mapping[str, str]] = {
    "anonymous": mark("Nobody sees who wrote what."),
    "secret": mark("Nobody can see what you voted."),
}
ASKS: Final[Mapping[str, str]] = {
    "most_per_option": mark("At most {most_per_option} on one."),
    "all_used": mark("All {dots} dots must be used."),
    "least": mark("Choose at least {least}."),
    "scale": mark("{low} is least and {high} is most."),
    "score": mark("Leave out what you have no opinion on."),
    "all_scored": mark("Everything must get a score."),
    "fist": mark("5 is “I will lead it”, 0 is “no”."),
    "rank": mark("Press them in the order that you prefer, best first."),
    "ranks": mark("Rank at least {least}."),
    "all_ranked": mark("Rank all of them."),
    "pairwise": mark("Choose one in each pair, or say that they are equally good."),
    "every": mark("Every pair must be answered."),
}
"""What whoever votes must know, said above the options of a ballot."""
GROUPS: Final[Mapping[str, str]] = {
    "area": mark("Your programme area, if you like"),
    "role": mark("Your role, if you like"),
    "other": mark("Your group, if you like"),
}
"""What whoever votes is asked beside the ballot, where the result is shown by group."""

NEXT: Final[Mapping[str, str]] = {
    "collect.open": mark("Open for ideas"),
    "collect.close": mark("Close for ideas"),
    "collect.reveal": mark("Show the ideas"),
    "vote.open": mark("Open the vote"),
    "vote.close": mark("Close the vote"),
    "vote.reveal": mark("Show the result"),
    "place.open": mark("Begin to place together"),
    "place.close": mark("This is where they lie"),
    "talk.next": mark("Save, and on to the next"),
    "talk.done": mark("Save, and be done"),
    "choose": mark("Save the choice"),
    "go": mark("Next: {step}"),
    "finish": mark("End the session"),
}
"""What the console's primary button says; ``go`` names the step that it goes to."""

CONFIRM: Final[Mapping[str, str]] = {
    "vote.close": mark("Close for good and count?"),
    "finish": mark("End the session? It cannot be changed after that."),
}
"""What the primary button asks where something cannot be taken back."""

METHODS: Final[Mapping[str, str]] = {
    "dots": mark("Dots"),
    "approval": mark("Approval"),
    "score": mark("Mean score"),
    "fist": mark("Fist to five"),
    "consent": mark("Consent"),
    "borda": mark("Borda points"),
    "condorcet": mark("Wins two by two"),
    "schulze": mark("Schulze"),
    "irv": mark("Instant run-off"),
    "copeland": mark("Wins less losses"),
    "greedy": mark("Approvals within the budget"),
    "equal-shares": mark("Equal shares"),
    "weighted": mark("Weighted criteria"),
    "pugh": mark("Better or worse than today"),
    "nuf": mark("New, useful, feasible"),
    "rice": mark("Reach, impact, confidence, effort"),
    "wsjf": mark("Value for its size"),
    "axes": mark("Placed on two axes"),
    "columns": mark("Put into columns"),
    "by.area": mark("By programme area"),
    "by.role": mark("By role"),
    "by.other": mark("By group"),
}
ANSWERS: Final[Mapping[str, str]] = {
    "consent.0": mark("objects"),
    "consent.1": mark("has a reservation"),
    "consent.2": mark("consents"),
    "consent.own.0": mark("I object"),
    "consent.own.1": mark("I have a reservation"),
    "consent.own.2": mark("I consent"),
}
"""What somebody says to an option, where it has a word; ``own`` is what a voter presses."""


def word(table: Mapping[str, str], code: str, translator: Translator, **params: object) -> str:
    """What a table says for a code; the code itself where it says nothing."""
    return translator.text(table[code], **params) if code in table else code


def isolated(text: str) -> str:
    """A user's text for the middle of a sentence: its direction of writing stays its own."""
    return f"\u2068{text}\u2069"


def shortened(text: str, most: int = 48) -> str:
    """A text on one line that has no more room; it ends after a whole word if there is one."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[:most]  # one more than fits, to see whether a word ends here
    whole = kept.rpartition(" ")[0] if len(kept.rpartition(" ")[0]) > most // 2 else kept[:-1]
    return whole.rstrip(" .,;:") + "…"


def day(value: date) -> str:
    """A date as people here write it."""
    return f"{value:%d.%m.%Y}"


def number(value: float, translator: Translator) -> str:
    """A number without needless decimals; decimals and thousands as the language sets them off."""
    return translator.number(value)


def numbers(values: Sequence[float | None], translator: Translator) -> list[str]:
    """Numbers below each other: as many decimals in each as the one that needs most of them."""
    rounded = [None if value is None else round(value, 2) + 0.0 for value in values]
    needed = (
        f"{value:.2f}".rstrip("0").partition(".")[2] for value in rounded if value is not None
    )
    places = max(map(len, needed), default=0)
    return ["–" if one is None else translator.number(one, places) for one in rounded]


def frame_value(value: str | date | int) -> str:
    """A part of the frame as it is read."""
    return day(value) if isinstance(value, date) else str(value)


def cell_text(cell: Cell, translator: Translator) -> str:
    """What a cell of a table shows."""
    if cell.date is not None:
        return day(cell.date)
    if cell.code:
        return word(COLUMNS, cell.code, translator)
    return translator.words(cell.words) if cell.words else cell.text


def column_name(column: Scale, translator: Translator) -> str:
    """The name of a column, and how much goes into it where that has an end."""
    name = translator.words(column.name)
    if column.most is None:
        return name
    return translator.text("{column} (at most {most})", column=name, most=column.most)


def activity_line(prompt: Prompt, translator: Translator) -> str:
    """The activity, and how the step is done, or from which point of view."""
    how = translator.words(prompt.part) or word(HOW, prompt.code, translator)
    if prompt.code == "vote.dots" and prompt.count is not None:
        dots = translator.count("{n} dot each", "{n} dots each", prompt.count)
        how = translator.text("{dots}, in secret", dots=dots)
    activity = translator.words(prompt.activity)
    if not activity:
        return how[:1].upper() + how[1:]
    return f"{activity} · {how}" if how else activity


def question(prompt: Prompt, translator: Translator) -> str:
    """What the step asks; its title where it asks nothing."""
    return translator.words(prompt.prompt) or translator.words(prompt.title)


def people_text(people: People, translator: Translator) -> str:
    """How many have done something."""
    n, of = people.count, translator.number(people.of or 0)
    if people.code == "placed":
        return translator.count("{n} of {of} is placed", "{n} of {of} are placed", n, of=of)
    if people.code == "voted" and people.of is not None:
        return translator.count("{n} of {of} has voted", "{n} of {of} have voted", n, of=of)
    if people.code == "voted":
        return translator.count("{n} has voted", "{n} have voted", n)
    if people.of is not None:
        return translator.count(
            "{n} of {of} has contributed", "{n} of {of} have contributed", n, of=of
        )
    return translator.count("{n} has contributed", "{n} have contributed", n)


def ideas_count(n: int, translator: Translator) -> str:
    """How many ideas there are."""
    return translator.count("{n} idea", "{n} ideas", n)


def more(n: int, translator: Translator) -> str:
    """That there are more than could be shown."""
    return translator.count("+ {n} more", "+ {n} more", n)


def voted(chart: Result, translator: Translator) -> str:
    """How many voted; who handed in a blank ballot abstained and is told apart."""
    if chart.together:
        return translator.text("Placed by the group together")
    return translator.count("{n} voted", "{n} voted", chart.voters - chart.abstentions)


def ballots_beside(chart: Result, translator: Translator) -> str:
    """How many abstained, for how many people tables voted, how many voted by raised hands."""
    parts: list[str] = []
    if chart.abstentions:
        parts.append(translator.count("{n} abstained", "{n} abstained", chart.abstentions))
    if chart.beside:
        people = chart.voters + chart.beside
        parts.append(translator.count("on behalf of {n} person", "on behalf of {n} people", people))
    if chart.hands:
        parts.append(translator.count("{n} by raised hand", "{n} by raised hand", chart.hands))
    return " · ".join(parts)


def voters(chart: Result, translator: Translator) -> str:
    """How many voted, how many abstained, and how many voted by raised hands."""
    parts = [voted(chart, translator), ballots_beside(chart, translator)]
    return " · ".join(part for part in parts if part)


def answered(option: str, kind: str, translator: Translator) -> str:
    """An option, and what was said to it where ``kind`` tells: ``value.3``, ``consent.1``."""
    name, _, value = kind.partition(".")
    if not value:
        return cluster_title(option, translator)
    said = word(ANSWERS, kind, translator) if name == "consent" else value
    return f"{cluster_title(option, translator)} · {said}"


def cluster_title(title: str, translator: Translator) -> str:
    """A cluster's title, or that it has none yet."""
    return title if title.strip() else translator.text("Without a title")
