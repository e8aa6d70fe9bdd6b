"""What forms say, by code: headings, buttons, labels of fields, and the ways a field offers."""

from collections.abc import Mapping
from typing import Final

from workshop_studio.i18n.translator import mark

FORM_HEADINGS: Final[Mapping[str, str]] = {
    "again": mark("One more round?"),
    "place.again": mark("Not quite right yet?"),
    "talk": mark("What came out of it?"),
    "title": mark("A better title?"),
    "turn": mark("Talk about something else"),
    "tie.round": mark("Vote between those that are level"),
    "tie.decision": mark("Decide, and say why"),
    "tie.lot": mark("Draw lots"),
    "choose": mark("Choose what goes on"),
    "costs": mark("What does each cost?"),
    "fixed": mark("What do you vote on?"),
    "hands": mark("Raised hands"),
    "plan": mark("A new initiative"),
}
FORM_BUTTONS: Final[Mapping[str, str]] = {
    "again": mark("Vote again"),
    "place.again": mark("Go on placing"),
    "talk": mark("Save"),
    "title": mark("Rename"),
    "turn": mark("Go there"),
    "tie.round": mark("Open the vote between them"),
    "tie.decision": mark("Save the decision"),
    "tie.lot": mark("Draw now"),
    "choose": mark("Save the choice"),
    "costs": mark("Save the costs, and open the vote"),
    "fixed": mark("Open the vote"),
    "hands": mark("Save the count"),
    "plan": mark("Add the initiative"),
}
FIELDS: Final[Mapping[str, str]] = {
    "choose.items": mark("What goes on"),
    "hands.heads": mark("How many people raise their hands"),
    "hands.dots": mark("Dots for each option, all hands together"),
    "hands.approval": mark("Hands for each option"),
    "hands.budget": mark("Hands for each option"),
    "hands.score": mark("Hands for each score of each option"),
    "hands.fist": mark("Hands for each number of fingers of each option"),
    "hands.consent": mark("Hands for each answer to each option"),
    "tie.first": mark("What goes before the others"),
    "budget": mark("How much there is in all"),
    "costs": mark("Cost of each, in whole kroner or points"),
    "fixed": mark("One option on each line; word them as you like"),
    "place.by": mark("Who places"),
    "place.across": mark("Axis to the right"),
    "place.across_low": mark("At its left end"),
    "place.across_high": mark("At its right end"),
    "place.up": mark("Axis upwards"),
    "place.up_low": mark("At its lower end"),
    "place.up_high": mark("At its upper end"),
    "place.better": mark("What comes first in the result"),
    "place.quarters": mark(
        "Names of the four quarters, a line each: upper left, upper right, lower left, lower right"
    ),
    "place.column": mark("Column"),
    "place.most": mark("At most (0: no limit)"),
    "cluster.title": mark("Title"),
    "talk.text": mark("For the report; everybody sees it"),
    "talk.topic": mark("What to talk about"),
    "choose.reason": mark("Why"),
    "plan.item": mark("What it comes from"),
    "plan.title": mark("What we will do"),
    "plan.owner": mark("Owner"),
    "plan.due": mark("Due"),
}
"""The label of each field of a form."""

CHOICES: Final[Mapping[str, str]] = {
    "place.by_each": mark("Each person in secret, and the mean counts"),
    "place.by_group": mark("The group together, while all look on"),
    "place.better_less": mark("What is high up and far to the left"),
    "place.better_more": mark("What is high up and far to the right"),
}
"""What can be chosen in a field that offers a few ways."""
