"""What is said of a ballot that is not counted, and of files of options and ballots."""

from collections.abc import Mapping

from workshop_studio.i18n.translator import mark

BALLOT_MESSAGES: Mapping[str, str] = {
    # Placing by the group, and what can be set of it
    "place.by_each": mark("Here each person places in secret."),
    "place.by_group": mark("Here the group places together, without ballots."),
    "place.gone": mark("That is not among what is placed."),
    "place.nowhere": mark("That is no place on both axes, and no column."),
    "place.no_name": mark("An axis or a column needs a name."),
    "place.quarters": mark("Name all four quarters, or none."),
    # What can be set of any step, and of a vote
    "step.settings": mark("That cannot be set of this step."),
    "step.not_whole": mark("The value is not a whole number."),
    "step.out_of_range": mark("The number must be from {least} to {most}."),
    "vote.no_scale": mark("The lowest score must be below the highest."),
    "vote.least_over_most": mark("At least {least} and at most {most} cannot both hold."),
    "vote.no_weight": mark("Some criterion must have a weight."),
    "vote.no_criterion": mark("A criterion needs a name."),
    "vote.cannot_use_all": mark(
        "Nobody could use all {dots} dots on {n} options with at most {most} on one. Change one "
        "of the numbers of this vote."
    ),
    "vote.cannot_reach_least": mark(
        "Nobody could name {least} of {n} options. Change the numbers of this vote."
    ),
    # Ballots
    "ballot.unknown_option": mark("That is not among what is voted on."),
    "ballot.unknown_group": mark("That is none of the groups that are asked for."),
    "ballot.two_groups": mark("The ballot names two groups."),
    "ballot.not_whole": mark("The value is not a whole number."),
    "ballot.negative": mark("The value is below zero."),
    "ballot.not_zero_or_one": mark("An approval is 1, and no approval is 0."),
    "ballot.too_many_on_one": mark("No option may get more than {most}."),
    "ballot.too_many_dots": mark("A ballot has {dots} dots and no more."),
    "ballot.too_few": mark("A ballot that is not blank approves at least {least}."),
    "ballot.too_many": mark("A ballot approves at most {most}."),
    "ballot.dots_left": mark("A ballot that is not blank uses all its {dots} dots."),
    "ballot.below_scale": mark("The lowest score is {low}."),
    "ballot.off_scale": mark("A score is from {low} to {high}."),
    "ballot.column_full": mark("Column {column} takes at most {most}."),
    "ballot.not_all_scored": mark("The ballot leaves something without a score."),
    "ballot.rank_zero": mark("The best rank is 1; 0 is no rank."),
    "ballot.level_ranks": mark("Two options share a rank, which is not allowed here."),
    "ballot.rank_hole": mark(
        "The ranks have a hole: rank {rank} is missing. Count from 1 without a gap."
    ),
    "ballot.too_many_ranks": mark("A ballot ranks at most {most}."),
    "ballot.too_few_ranks": mark("A ballot that is not blank ranks at least {least}."),
    "ballot.over_budget": mark("The ballot costs {cost}, and the budget is {budget}."),
    "ballot.no_comparison": mark("A comparison is 1 (the first), 0 (level) or -1 (the second)."),
    "ballot.pair_twice": mark("The ballot compares the same two options twice."),
    "ballot.pair_missing": mark("The ballot leaves out a pair of options."),
    "ballot.other_content": mark(
        "A ballot of the same id stands above and says something else, so neither is counted."
    ),
    "tie.wrong_choice": mark("Choose {seats} of those that are level."),
    "tie.no_reason": mark("Say why, so that the group can see it later."),
    "ballot.too_large": mark("The value is too large to be meant."),
    "ballot.no_id": mark("The line does not say which ballot it belongs to."),
    "ballot.twice": mark("The ballot names the same idea a second time."),
    # Files of options and ballots
    "tally.no_column": mark(
        'Line {line} of {name} has no column "{column}". The first row must name the columns: '
        "{wanted}."
    ),
    "tally.no_options": mark("{name} names no ideas. It needs one on each line after the header."),
    "tally.no_id": mark("Line {line} of {name} has no id. Give each idea an id of its own."),
    "tally.same_id": mark(
        "Line {line} of {name} has an id that is taken on line {first}. Give each idea an id of "
        "its own."
    ),
    "tally.too_many_cells": mark(
        "Line {line} of {name} has more cells than there are columns. Put quotation marks around "
        "a text that holds the separator."
    ),
    "tally.too_many_rows": mark(
        "{name} has more than {most} rows, which is the most of a spreadsheet here. Save it as "
        "CSV UTF-8 and use that."
    ),
    "tally.no_budget": mark("The method {method} shares out money. Say how much with --budget."),
    "tally.no_cost": mark(
        "{name} names no cost for the idea {option}. Give each idea a cost: a number of at least 0."
    ),
    "tally.no_whole_dots": mark(
        "Dots are counted in whole numbers. Give --budget without decimals."
    ),
    "tally.no_ideas": mark("Name the file of the ideas with --ideas."),
    "tally.export_ending": mark("{name} ends in neither .csv nor .pb. Choose one of them."),
    "tally.export_over": mark("{name} is a file that is read here. Choose another name."),
    "tally.export_pairs": mark(
        "Ballots that compare two by two have no .pb form. Export them as .csv."
    ),
    "tally.not_written": mark(
        "{name} could not be written ({reason}). Nothing else has changed; choose another place."
    ),
    "papers.no_pb": mark(
        "{name}: ballots of this kind have no .pb form. Use a spreadsheet or CSV instead."
    ),
    "papers.other_options": mark(
        "{name} holds the project {option}, which is not in this vote. Nothing was taken from it; "
        "choose the file of this vote."
    ),
    "papers.too_many": mark(
        "{name} holds {n} ballots; {most} come in at once at the most. Nothing was taken from it; "
        "split the file."
    ),
    "papers.no_vote": mark("{name} holds no closed vote, so there are no ballots to export."),
    "papers.not_so_many": mark("{name} holds {n} closed votes. Choose one of them with --vote."),
    "pabulib.not_one": mark(
        "{name} is no .pb file that can be counted: it needs META with a vote_type ({kinds}), "
        "PROJECTS and VOTES."
    ),
    "pabulib.no_column": mark(
        'Line {line} of {name} has no column "{column}", so nothing was taken from it.'
    ),
    "pabulib.same_project": mark("Line {line} of {name} names the project {option} a second time."),
    "pabulib.other_votes": mark(
        "The ballots of {name} are {votes}, which this method cannot count. Choose another method."
    ),
    "pabulib.points": mark("The line has not as many points as projects."),
    "pabulib.level_ranks": mark(
        "Some ballots put options level, which a .pb file cannot say. Export them as .csv."
    ),
    "tally.not_for_method": mark("{option} does not go with the method {method}. Leave it out."),
}
"""Part of :data:`workshop_studio.i18n.messages.MESSAGES`."""
