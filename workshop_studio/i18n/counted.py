"""How a result was counted, in one sentence, and how far a group agrees, in words."""

from collections.abc import Mapping, Sequence

from workshop_studio.i18n.translator import Translator, mark

COUNTED: Mapping[str, str] = {
    "counted.dots": mark("Each total is the sum of the dots."),
    "counted.approval": mark("Each total is the number of ballots that approve."),
    "counted.score": mark(
        "Each total is the mean of the scores given; no opinion is left out of it."
    ),
    "counted.fist": mark(
        "Each total is the mean of 0 to 5; there is consent where nobody shows less than "
        "{threshold}."
    ),
    "counted.consent": mark(
        "Each total is the mean of 0 (objection), 1 (reservation) and 2 (consent); there is "
        "consent where nobody objects."
    ),
    "counted.borda": mark(
        "On each ballot an option gets a point for every option below it; what is level shares "
        "the points, and so do the unranked (Borda)."
    ),
    "counted.borda_depth": mark(
        "On each ballot the first gets {depth} points, the next one fewer, and so on to 0; what is "
        "level shares the points (Borda with a fixed depth)."
    ),
    "counted.condorcet": mark(
        "The winner is preferred to every other option, two by two; each total is how many an "
        "option beats (Condorcet)."
    ),
    "counted.condorcet_none": mark(
        "No option is preferred to every other, two by two, so there is no winner; each total is "
        "how many an option beats (Condorcet)."
    ),
    "counted.schulze": mark(
        "Options are compared two by two, and the strongest chain of wins decides; each total is "
        "how many others do not beat an option (Schulze, by margins)."
    ),
    "counted.irv": mark(
        "The option with the fewest first places goes out, round by round, until one is left or "
        "all that are left are level; each total is how many went out in rounds before (instant "
        "run-off)."
    ),
    "counted.irv_level": mark(
        "The option with the fewest first places goes out, round by round; options that were level "
        "as the lowest went out together. Each total is how many went out in rounds before "
        "(instant run-off)."
    ),
    "counted.copeland": mark(
        "Options are compared two by two; each total is how many an option beats less how many "
        "beat it (Copeland)."
    ),
    "counted.greedy": mark(
        "By number of approvals, each option that still fitted the budget was taken; of level ones "
        "the first in the list."
    ),
    "counted.equal_shares": mark(
        "Each voter had an equal share of the budget to pay with for what they approve; what "
        "is left is not spent (Method of Equal Shares)."
    ),
    "counted.equal_shares_completed": mark(
        "Each voter had an equal share of the budget to pay with for what they approve; what "
        "was left went by number of approvals (Method of Equal Shares, completed)."
    ),
    "counted.weighted": mark("Each total is the sum of weight times mean score over the criteria."),
    "counted.pugh": mark(
        "Each total is the weight of the criteria where an option is better than the one that all "
        "are compared with, less the weight of those where it is worse (Pugh)."
    ),
    "counted.nuf": mark("Each total is new plus useful plus feasible, of the means (NUF)."),
    "counted.rice": mark(
        "Each total is reach times impact times confidence, divided by effort, of the means (RICE)."
    ),
    "counted.wsjf": mark(
        "Each total is value plus urgency plus risk reduction, divided by size, of the means "
        "(WSJF)."
    ),
    "counted.axes_less": mark(
        "Each option lies at the mean of where people put it; the order is by what is high up and "
        "far to the left."
    ),
    "counted.together_less": mark(
        "Each option lies where the group put it together; the order is by what is high up and far "
        "to the left."
    ),
    "counted.together_more": mark(
        "Each option lies where the group put it together; the order is by what is high up and far "
        "to the right."
    ),
    "counted.together_columns": mark(
        "Each option stands in the column that the group put it into together; the order is that "
        "of the columns."
    ),
    "counted.axes_more": mark(
        "Each option lies at the mean of where people put it; the order is by what is high up and "
        "far to the right."
    ),
    "counted.columns": mark(
        "The order is by the mean column: the first column counts most, and the last nothing."
    ),
    "breakdown.apart": mark(
        "Each group is counted by itself; every one has at least {least} ballots."
    ),
    "breakdown.others": mark(
        "Each group is counted by itself. Groups of fewer than {least} ballots are shown together, "
        "and with them the next smallest where it takes that, so that nobody can be singled out. "
        "Among the others are {groups}, and whoever did not say."
    ),
    "breakdown.unsaid": mark(
        "Each group is counted by itself; every one has at least {least} ballots, and so have "
        "those who did not say."
    ),
}
"""The sentence of each code that a result's working tells."""

NO_RESULT: Mapping[str, str] = {
    "criteria.missing": mark("No result: nobody gave a score for {criterion}."),
    "criteria.zero": mark("No result: {criterion} is 0, and nothing can be divided by it."),
}
"""Why an option of a matrix has no result."""

LEVELS: Mapping[str, str] = {
    "together": mark("The group stands together on this."),
    "mostly": mark("The group stands mostly together on this."),
    "mixed": mark("The group is partly agreed on this."),
    "split": mark("The group is split on this."),
}
"""What each level of agreement means."""


def level_told(level: str, divided: Sequence[str]) -> str:
    """The level that is told of a whole vote beside the options that the group is split on.

    The two are measured by themselves, so a group can stand together on the whole, and be split
    on some of the options; "of one mind" would not be true then.
    """
    return "mostly" if level == "together" and divided else level


def how_counted(code: str, params: Mapping[str, object], translator: Translator) -> str:
    """The sentence of a code, in the translator's language."""
    return translator.text(COUNTED[code], **params)
