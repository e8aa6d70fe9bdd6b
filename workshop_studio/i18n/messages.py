"""What each error, refusal and rejection says: what happened, what is safe, what to do.

A row is the code and its English text; ``{name}`` stands for a parameter of that name. The text
is marked for the catalogue here and translated by :func:`tell`.
"""

from collections.abc import Mapping
from typing import Protocol

from workshop_studio.i18n.ballot_messages import BALLOT_MESSAGES
from workshop_studio.i18n.file_messages import FILE_MESSAGES
from workshop_studio.i18n.room_messages import ROOM_MESSAGES
from workshop_studio.i18n.translator import Translator, mark

MESSAGES: Mapping[str, str] = {
    # The system and the settings
    "system.refused": mark("The system refused: {reason}. Nothing that was saved is touched."),
    "settings.not_saved": mark(
        "The settings could not be saved in {path} ({reason}). They hold until the program ends."
    ),
    # Commands
    "screenshots.no_kind": mark(
        "There are no pictures of {kinds}. There are for example home, console, stage, ballot and "
        "result."
    ),
    "recover.failed": mark(
        "Sessions that could not be written in {folder}: {n}. They are safe on this machine; "
        "choose another place."
    ),
    # Techniques, workshops and scripts
    "technique.unknown": mark("There is no workshop or technique {name}. There are: {known}."),
    "technique.bad_file": mark("{path} is no technique: at {place}, {reason}."),
    "workshop.unknown_step": mark("The workshop {name} speaks of a step {step} that there is not."),
    "script.bad": mark("{name} is no script of a session: something is wrong at {place}."),
    # The organisation
    "organisation.broken": mark(
        "{name} is damaged or no organisation, so nothing of it is used, and it is untouched. Put "
        "an older copy in its place, or move it away to begin anew."
    ),
    "organisation.newer": mark(
        "{name} was made by a newer version of the program and is untouched. Update the program "
        "to use it."
    ),
    "organisation.not_saved": mark(
        "{name} was not saved ({reason}), and what was there is untouched. Your change is still "
        "in this window: save it again."
    ),
    "organisation.conflict": mark(
        "{name} was changed by somebody else meanwhile, and theirs is shown. Yours is in {copy}."
    ),
    "organisation.was_gone": mark("{name} was no longer there, so it was written anew."),
    "organisation.no_name": mark("A name is needed."),
    "organisation.long_name": mark("The name is longer than 500 characters. Make it shorter."),
    "organisation.there_already": mark("{name} is there already."),
    "organisation.not_there": mark("That is no longer there. Nothing was changed."),
    "organisation.no_column": mark(
        "{name} has none of the columns programområde, kull, ledergruppe and mål (programme area, "
        "cohort, leadership group, goal), so nothing was taken from it. Name them in the first row."
    ),
    # Text, lists and spreadsheets that are imported
    "import.empty": mark("{name} is empty, so nothing was taken from it. Check that it was saved."),
    "import.no_ideas": mark("{name} has a header but no rows, so nothing was taken from it."),
    "import.binary": mark(
        "{name} is not a text file, so nothing was taken from it. If it is a spreadsheet, save it "
        "as CSV UTF-8 and use that."
    ),
    "import.wrong_encoding": mark(
        "{name} does not read as {encoding}: line {line} does not fit, so nothing was taken from "
        "it. Choose another encoding."
    ),
    "import.no_such_encoding": mark(
        "There is no encoding {encoding}, so nothing was taken. Use for example utf-8 or cp1252."
    ),
    "import.too_large": mark(
        "{name} is larger than {most} MB, so nothing was taken from it. Split it into smaller "
        "files."
    ),
    "import.damaged_text": mark(
        "{name} is text in {encoding}, but spoilt on line {line}, so nothing was taken from it. "
        "Correct that line, or save the file anew as CSV UTF-8."
    ),
    "import.unknown_encoding": mark(
        "The letters of {name} are in an unknown encoding, so nothing was taken from it. Save it "
        "as CSV UTF-8 and use that."
    ),
    "import.open_quote": mark(
        "{name} has a quotation mark on line {line} that is not closed where its cell ends, so "
        "nothing was taken from it. Close it, or write it twice where it belongs to the text."
    ),
    "import.cell_too_large": mark(
        "{name} has a cell of more than {most} million characters on line {line}, so nothing was "
        "taken from it. Look for a quotation mark there that is not closed."
    ),
    "import.too_many_rows": mark(
        "{name} has more than {most} rows, and a session takes no more ideas, so nothing was taken "
        "from it. Split it into smaller files."
    ),
    "import.too_wide": mark(
        "{name} has more than {most} columns, so nothing was taken from it. Copy the column of "
        "ideas into a file of its own."
    ),
    "import.no_such_column": mark(
        "{name} has no column {column}, so nothing was taken from it. It has: {known}."
    ),
    "import.password": mark(
        "{name} is protected by a password, so nothing was taken from it. Open it in the "
        "spreadsheet program, save a copy without a password, and use the copy."
    ),
    "import.old_format": mark(
        "{name} is in the old Excel format (.xls), so nothing was taken from it. Open it in the "
        "spreadsheet program, save it as .xlsx, and use that."
    ),
    "import.other_format": mark(
        "{name} is a spreadsheet, but not in the format .xlsx, so nothing was taken from it. Open "
        "it in the spreadsheet program, save it as .xlsx, and use that."
    ),
    "import.not_spreadsheet": mark(
        "{name} is not a spreadsheet in the format .xlsx, so nothing was taken from it. Open it in "
        "the program that made it, save the ideas as .xlsx or CSV UTF-8, and use that."
    ),
    "import.broken_spreadsheet": mark(
        "{name} is damaged or cut off, so nothing was taken from it. Copy or download it again, or "
        "open it in the spreadsheet program and save it anew."
    ),
    "import.unpacks": mark(
        "{name} holds a part ({place}) that unpacks to more than {most} MB, so nothing was taken "
        "from it. Copy the ideas into a file of their own."
    ),
    "import.empty_sheet": mark(
        "The sheet {sheet} of {name} is empty, so nothing was taken from it. Choose another sheet."
    ),
    "import.no_such_sheet": mark(
        "{name} has no sheet {sheet} that can be seen, so nothing was taken from it. It has: "
        "{known}."
    ),
    "import.no_sheets": mark(
        "{name} is a text file and has no sheet {sheet}, so nothing was taken from it. Leave the "
        "sheet out."
    ),
    "import.no_text_file": mark(
        "{name} is a spreadsheet, so nothing was taken from it. Leave encoding and separator out: "
        "they are for text files."
    ),
    "import.formula": mark(
        "A formula without a stored value. Open the file in the spreadsheet program, save it, and "
        "read it again."
    ),
    "import.cell_error": mark("The cell shows a fault of its formula instead of a text."),
    "import.same_as_line": mark("The same idea as in row {line}."),
    "import.same_as_known": mark("The step has this idea already."),
    "import.no_such_step": mark(
        "There is no step {number}: the agenda has {steps}. Nothing was imported."
    ),
    "import.step_takes_none": mark(
        "Step {number} takes no ideas, so nothing was imported. Choose another step."
    ),
    "import.no_step": mark(
        "No step of the session takes ideas, so nothing was imported. Add one that does."
    ),
    "import.too_many_cells": mark(
        "The line has more cells than there are columns. Put quotation marks around a text that "
        "holds the separator."
    ),
    # The session
    "command.not_yours": mark("Only the facilitator can do that."),
    "session.none": mark("There is no session yet. Begin or open one first."),
    "session.exists": mark("There is a session already. Close it before a new one begins."),
    "session.running": mark(
        "{name} is open in another window of the program. Go on there, or close it first."
    ),
    "session.finished": mark("The session is finished, so it is no longer changed."),
    "frame.no_title": mark("A session needs a title."),
    "text.too_long": mark("The text is longer than {most} characters. Make it shorter."),
    "undo.nothing": mark("There is nothing to undo."),
    "redo.nothing": mark("There is nothing to redo."),
    "undo.changed_since": mark("It was changed since, so it cannot be undone."),
    "undo.in_use": mark("Something else uses what would go, so it cannot be undone."),
    # Steps
    "step.gone": mark("That step is no longer on the agenda."),
    "step.not_open": mark("The step is not open just now."),
    "step.has_source": mark("This step takes its ideas from an earlier step. Add them there."),
    "step.takes_not": mark("That does not belong to this step."),
    "step.unknown_kind": mark(
        "The step is of a kind ({kind}) that this version of the program does not know. Update "
        "the program."
    ),
    "step.unknown_source": mark("The step {step} takes its input from a step that there is not."),
    "step.bad_params": mark("The step {step} has settings that do not fit its kind ({kind})."),
    "timer.no_length": mark("The step has no length. Say how many minutes it takes."),
    # Ideas and clusters
    "idea.blank": mark("An idea needs some text."),
    "idea.not_yours": mark("That idea is not yours to change."),
    "idea.too_long": mark(
        "The idea has {length} characters, and {most} is the most. Make it shorter."
    ),
    "idea.not_unicode": mark("The idea holds a character that is none. Type it anew."),
    "idea.too_many": mark("A session holds {most} ideas and no more."),
    "idea.enough": mark("You have given your {most} ideas."),
    "idea.gone": mark("That idea is no longer there."),
    "cluster.gone": mark("That cluster is no longer there."),
    "cluster.in_use": mark("The cluster was voted on or chosen, so it stays."),
    "cluster.enough": mark("There are {most} clusters, which is the most here."),
    "cluster.no_title": mark("A cluster needs a title here."),
    # Votes, choices and initiatives
    "vote.open": mark("A vote is open. Close it first."),
    "vote.other_groups": mark(
        "This has been told by other groups of voters before, and both together could single "
        "somebody out. Choose the same groups as then, or none."
    ),
    "vote.closed": mark("The vote is closed."),
    "vote.gone": mark("That vote is no longer there."),
    "vote.ideas_hidden": mark("Some ideas are not revealed yet. Reveal them before the vote."),
    "talk.gone": mark("That is not part of this discussion any more. Choose something else."),
    "tie.none": mark("There is no such tie. Look at the result again."),
    "tie.some_first": mark("Choose some of those that are level, but not all."),
    "vote.no_cost": mark("Say first what each of them costs; none can cost nothing."),
    "hands.not_here": mark("Raised hands cannot be counted for this kind of ballot."),
    "vote.too_few_options": mark("A vote needs at least two to choose between."),
    "choice.nothing": mark("Choose at least one."),
    "choice.no_reason": mark("Say why: the choice is not what the vote put first."),
    "choice.item_gone": mark("Something that you chose is no longer there. Choose again."),
    "initiative.no_title": mark("An initiative needs a title."),
    "initiative.no_owner": mark("An initiative needs an owner here."),
    "initiative.no_due": mark("An initiative needs a due date here."),
    "initiative.gone": mark("That initiative is no longer there."),
    "hands.too_many_on_one": mark(
        "{heads} people can give one option at most {most}. Check the number of people."
    ),
    "hands.too_many": mark(
        "{heads} people can give at most {most} in all. Check the number of people."
    ),
    **BALLOT_MESSAGES,
    **FILE_MESSAGES,
    **ROOM_MESSAGES,
    # Sessions, techniques and the command line
    "report.over_session": mark(
        "{name} is the session itself. Choose another name for the report."
    ),
    "report.not_written": mark(
        "The report {name} could not be written ({reason}). The session is unchanged; choose "
        "another place."
    ),
    "verify.wrong": mark("{name} does not hold together: {checks}. The file is unchanged."),
    "workshop.unknown": mark("There is no workshop {name}. There are: {known}."),
    "activity.gone": mark("That activity is no longer on the agenda. Nothing was changed."),
    "activity.last": mark(
        "This is the only activity left, so it stays. Add another one first, or end the session."
    ),
    "activity.too_many": mark("The agenda has {most} activities; there is no room for more."),
    "activity.no_length": mark(
        "None of its steps has a length. Give a step a length first (Edit this step)."
    ),
    "activity.too_short": mark("Each step needs a minute: {least} min is the least."),
    "focus.nothing": mark("There is nothing to show there yet. The stage shows the step."),
    "frame.bad_date": mark("{text} is no date. Write it as 2026-11-23."),
    # Storage: zips of something else, and the journal of a session
    "journal.full_disk": mark(
        "The disk is full, so the last change was not taken into {name}. All before it is safe. "
        "Make room, then do it again."
    ),
    "journal.read_only": mark(
        "The program may not write in {name}, so the last change was not taken. All before it is "
        "safe. Allow it to write there, then do it again."
    ),
    "journal.folder_missing": mark(
        "The folder {name} is not there, so the last change was not taken. Save the session in "
        "another place, then open it again."
    ),
    "journal.not_written": mark(
        "The last change was not taken into {name} ({reason}). All before it is safe. Do it again."
    ),
    "journal.unreadable": mark(
        "{name} could not be read ({reason}). It is unchanged. Try again later."
    ),
    "journal.damaged": mark(
        "The journal in {name} is damaged at its beginning ({place}, line {line}) and is "
        "unchanged. Open the session's file instead."
    ),
    "journal.newer": mark(
        "The journal in {name} was made by a newer version of the program and is unchanged. "
        "Update the program, then recover the session."
    ),
    "journal.held": mark(
        "The session in {name} is open in another window of the program. Go on there."
    ),
    "journal.gone": mark(
        "There is nothing left to recover in {name}: another window has finished it."
    ),
}
"""Every code that an error, a refusal or a rejection can have, and its text in English."""


class Coded(Protocol):
    """An error, a refusal or a rejection: a code and what its message names."""

    @property
    def code(self) -> str:
        """A key of :data:`MESSAGES`."""

    @property
    def params(self) -> Mapping[str, object]:
        """The values of the places in the message."""


def tell(code: str, params: Mapping[str, object], translator: Translator) -> str:
    """What a code says, in the translator's language."""
    return translator.text(MESSAGES[code], **params)


def tell_of(coded: Coded, translator: Translator) -> str:
    """What an error, a refusal or a rejection says, in the translator's language."""
    return tell(coded.code, coded.params, translator)
