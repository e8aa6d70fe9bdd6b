"""What decides which actions can be done just now."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which actions can be done just now.

    Attributes:
        finished: the session has ended.
        undo: type of the command that undo would take back.
        redo: type of the command that redo would bring back.
        has_back: there is a step before this one.
        has_next: the primary button has something to do.
        takes_ideas: ideas can be brought into the current step.
        can_reveal: something is hidden that could be shown ahead of its turn.
        can_conceal: something was shown that can be hidden again.
        has_clock: a clock is set for the step.
        has_length: the step has a planned length, so that a clock can be started.
        is_running: the clock counts down.
        stage_shown: the stage is on a screen.
        has_ideas: there are ideas in the step that the group may see.
        has_focus: the stage shows something in place of the step.
        takes_answers: participants can write or vote in the current step.
        takes_ballots: a vote is open.
        has_ballots: the current step shows a counted vote.
        takes_groups: the step votes, and can still be told by which groups of voters.
        takes_phones: the session can be opened to phones.
        phones_open: it is.
        can_reopen: the step took contributions, and takes none any more.
        can_shorten: the current activity is longer than what it is shortened by.
    """

    finished: bool = False
    undo: str | None = None
    redo: str | None = None
    has_back: bool = False
    has_next: bool = False
    takes_ideas: bool = False
    can_reveal: bool = False
    can_conceal: bool = False
    has_clock: bool = False
    has_length: bool = False
    is_running: bool = False
    stage_shown: bool = False
    has_ideas: bool = False
    has_focus: bool = False
    takes_answers: bool = False
    takes_ballots: bool = False
    has_ballots: bool = False
    takes_groups: bool = False
    takes_phones: bool = False
    phones_open: bool = False
    can_shorten: bool = False
    can_reopen: bool = False
