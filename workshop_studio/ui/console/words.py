"""What the console says: the primary button, what undo undoes, how the file stands."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from workshop_studio.app.session import Saving
from workshop_studio.blocks import Form, Ideas, Notes, People, Result, Table, Timer, Waiting
from workshop_studio.domain.commands import GoTo
from workshop_studio.i18n.messages import MESSAGES, Coded, tell
from workshop_studio.i18n.times import duration
from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.i18n.words import NEXT, WAITING, people_text, shortened, word
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.ui.home.when import clock

COMMANDS: Final[Mapping[str, str]] = {
    "AddIdea": mark("idea"),
    "ImportIdeas": mark("import"),
    "EditIdea": mark("change of an idea"),
    "HideIdea": mark("hiding an idea"),
    "ParkIdea": mark("moving to the parking lot"),
    "AddParked": mark("a line in the parking lot"),
    "AddActivity": mark("a new activity"),
    "SetActivityStatus": mark("a change of the agenda"),
    "RepeatActivity": mark("repeating an activity"),
    "ResizeActivity": mark("the length of an activity"),
    "BringEarlier": mark("bringing initiatives along"),
    "MakeCluster": mark("new cluster"),
    "RenameCluster": mark("title of a cluster"),
    "MoveIdeas": mark("move"),
    "MergeClusters": mark("merge of clusters"),
    "DissolveCluster": mark("taking a cluster apart"),
    "CountHands": mark("raised hands"),
    "PlaceOption": mark("a placing"),
    "Choose": mark("choice"),
    "PlanInitiative": mark("new initiative"),
    "EditInitiative": mark("change of an initiative"),
    "RemoveInitiative": mark("removing an initiative"),
    "EditFrame": mark("change of the frame"),
    "EditStep": mark("change of the step"),
}
"""What undo takes back, by the type of the command."""


def told(coded: Coded, translator: Translator) -> str:
    """What an error or a rejection says; one without words of its own is still told of."""
    if coded.code in MESSAGES:
        return tell(coded.code, coded.params, translator)
    return translator.text("That did not work ({code}).", code=coded.code)


def window_title(view: FacilitatorView, translator: Translator) -> str:
    """What the console's window is called in the list of windows."""
    title = f"{view.title} · Workshop Studio"
    return f"{translator.text('Rehearsal')} · {title}" if view.rehearsal else title


def next_text(view: FacilitatorView, translator: Translator) -> str:
    """What the primary button says."""
    going = view.next
    if going is None:
        return translator.text("Close the session")
    step = going.command.step if isinstance(going.command, GoTo) else leads_on(view)
    title = shortened(step_title(view, step, translator))
    if going.form and step:
        return translator.text("Save, and next: {step}", step=title)
    return word(NEXT, going.code, translator, step=title)


def leads_on(view: FacilitatorView) -> str:
    """The step that a form leads on to once it is saved; empty where the group stays.

    When all has been talked about there is nothing more to see in the step.
    """
    is_last = view.next is not None and view.next.code == "talk.done"
    return view.onward or "" if is_last else ""


def step_title(view: FacilitatorView, step: str, translator: Translator) -> str:
    """The title of a step on the agenda."""
    for activity in view.agenda.activities:
        for one in activity.steps:
            if one.id == step:
                return translator.words(one.title)
    return ""


def conceal_text(view: FacilitatorView, translator: Translator) -> str:
    """What is hidden again, by name: the stage may show something else just now."""
    if any(isinstance(block, Result) for block in view.work):
        return translator.text("Hide the result again")
    if any(isinstance(block, Ideas) for block in view.work):
        return translator.text("Hide the ideas again")
    return translator.text("Hide again")


def undo_text(command: str | None, translator: Translator) -> str:
    """What the undo button says."""
    if command is None:
        return translator.text("Undo")
    name = translator.text(COMMANDS.get(command, mark("last change")))
    return translator.text("Undo: {change}", change=name)


def redo_text(command: str | None, translator: Translator) -> str:
    """What the redo action says."""
    if command is None:
        return translator.text("Redo")
    name = translator.text(COMMANDS.get(command, mark("last change")))
    return translator.text("Redo: {change}", change=name)


def saving_text(saving: Saving, translator: Translator) -> str:
    """How the shared file stands; what is written is safe here in any case."""
    at = "" if saving.at is None else clock(saving.at, translator)
    if saving.status == "saved":
        return translator.text("✓ Saved {time}", time=at)
    if saving.status == "pending" or not saving.code:
        return translator.text("✓ Safe here · the file follows")
    if saving.status == "failed":
        return translator.text("✓ Safe here · the file could not be written yet")
    return translator.text("✓ Saved in a copy {time}", time=at)


SEEN: Final[Mapping[str, str]] = {
    "ideas": mark("Everybody sees the ideas."),
    "ideas.one": mark("Everybody sees one at a time."),
    "ideas.parking": mark("Everybody sees the parking lot."),
    "board": mark("Everybody sees the clusters."),
    "ballot": mark("Everybody sees what can be voted for."),
    "chart": mark("Everybody sees the result."),
    "table.chosen": mark("Everybody sees what goes on."),
    "table.initiatives": mark("Everybody sees the initiatives."),
    "table.earlier": mark("Everybody sees the initiatives from earlier sessions."),
    "prompt": mark("Everybody sees the question."),
}
"""What the group sees now, by the last block of the stage that says something."""


def status_text(view: FacilitatorView, translator: Translator) -> str:
    """What the group sees just now, in one line beside the primary button."""
    text = translator.text
    if view.finished:
        return text("The session is finished.")
    last = next((b for b in reversed(view.stage) if not isinstance(b, Timer | Notes)), None)
    is_focus = isinstance(last, Ideas) and last.code in {"one", "parking"}
    if isinstance(last, Ideas) and not is_focus:
        return _ideas_status(view, last, translator)
    if any(isinstance(block, People) and block.code == "placed" for block in view.stage):
        return text("Everybody sees what you place.")
    if isinstance(last, People):
        return f"{people_text(last, translator)} · {text('nobody sees a result yet')}"
    if isinstance(last, Waiting):
        if last.code == "vote.counted":
            return text("Only you see the result so far.")
        return text("The group sees: “{text}”", text=word(WAITING, last.code, translator))
    if last is None:
        return ""
    code = getattr(last, "code", "") if isinstance(last, Table | Ideas) else ""
    return word(SEEN, f"{last.block}.{code}" if code else last.block, translator)


def _ideas_status(view: FacilitatorView, shown: Ideas, translator: Translator) -> str:
    text = translator.text
    is_open, is_hidden = view.status == "open", shown.code == "hidden"
    if view.status == "ahead" and not shown.count:
        return text("Everybody sees the question. You have not opened for ideas yet.")
    if is_open and is_hidden:
        return text("Open for ideas. They are hidden until you show them.")
    if is_open:
        return text("Open for ideas. Everybody sees them.")
    if is_hidden:
        return text("The ideas are hidden until you show them.")
    return text(SEEN["ideas"])


def here(view: FacilitatorView) -> str:
    """Where the keyboard is asked for anew when it changes: the step, and what is talked about."""
    forms = (block for block in view.work if isinstance(block, Form))
    about = next((form.fixed["about"] for form in forms if "about" in form.fixed), "")
    return f"{view.step} {about}"


def place_text(view: FacilitatorView, translator: Translator) -> str:
    """Where the group is: activity and step."""
    activity = translator.words(view.activity)
    number = translator.text("step {number} of {of}", number=view.number, of=view.of)
    return f"{activity} · {number}" if activity else number


def planned_text(view: FacilitatorView, translator: Translator) -> str:
    """How long the whole agenda is planned to take; from when it began, until when."""
    schedule = view.schedule
    minutes = schedule.before + schedule.minutes + schedule.after
    if schedule.began is None:
        return translator.text("Agenda · {length}", length=duration(minutes, translator))
    until = clock(schedule.began + timedelta(minutes=minutes), translator)
    return translator.text(
        "Agenda · {begin}–{end}", begin=clock(schedule.began, translator), end=until
    )


_ANOTHER_DAY: Final = 6 * 60
"""Minutes over the plan after which the session is not late but goes on another day."""


def ends_text(view: FacilitatorView, now: datetime, translator: Translator) -> tuple[str, bool]:
    """When the group will be done if the rest takes as long as planned; whether that is late."""
    schedule = view.schedule
    if schedule.began is None or view.finished:
        return "", False
    gone = (now - (schedule.entered or now)).total_seconds() / 60
    left = max(schedule.minutes - gone, 0) + schedule.after
    ends = now + timedelta(minutes=left)
    planned = schedule.before + schedule.minutes + schedule.after
    late = round((ends - schedule.began).total_seconds() / 60 - planned)
    if late > _ANOTHER_DAY:
        return "", False
    at = clock(ends, translator)
    if late > 0:
        return translator.text("Done {time}, {minutes} min over", time=at, minutes=late), True
    if late < 0:
        told = translator.text("Done {time}, {minutes} min to spare", time=at, minutes=-late)
        return told, False
    return translator.text("Done {time}, as planned", time=at), False


def frame_text(view: FacilitatorView) -> str:
    """For whom the session is: group, cohort and programme area as far as known."""
    known = dict(view.frame.parts)
    return " · ".join(str(known[part]) for part in ("group", "cohort", "area") if part in known)


def in_the_room(
    view: FacilitatorView, translator: Translator, passed: int = 0
) -> list[tuple[str, str]]:
    """Who is here and what they have done in this step: lines of a name and a number.

    Args:
        view: what the console shows.
        translator: the language.
        passed: how many of them have had the laptop that is passed round.
    """
    text = translator.text
    rows: list[tuple[str, str]] = []
    headcount = dict(view.frame.parts).get("headcount")
    if isinstance(headcount, int):
        rows.append((text("People"), translator.number(headcount)))
    for block in view.work:
        match block:
            case People():
                done = text("Have voted") if block.code == "voted" else text("Have contributed")
                count, of = translator.number(block.count), block.of
                if of is not None:
                    count = text("{n} of {of}", n=count, of=translator.number(of))
                rows.append((done, count))
                if block.ballots is not None:
                    rows.append((text("Ballots"), translator.number(block.ballots)))
            case Ideas(code=code) if code != "options":
                rows.append((text("Ideas"), translator.number(block.count)))
            case Form(code="hands"):
                heads = next((f.value for f in block.fields if f.name == "heads"), None)
                if isinstance(heads, int) and heads:
                    rows.append((text("By raised hand"), str(heads)))
            case Result() if block.hands:
                rows.append((text("By raised hand"), str(block.hands)))
            case _:
                pass
    if passed:
        rows.append((text("On this laptop"), translator.number(passed)))
    return rows
