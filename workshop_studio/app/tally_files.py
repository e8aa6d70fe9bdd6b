"""Counting from files, with what is needed to check it: the way for paper and for recounts."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, cast

from workshop_studio.app.ballot_files import (
    BallotFile,
    Options,
    compares_pairs,
    read_ballots,
    read_options,
)
from workshop_studio.app.pabulib import (
    Kind,
    in_order,
    read_election,
    read_election_ballots,
    rule_of,
    written,
)
from workshop_studio.app.progress import Watch, unwatched
from workshop_studio.domain.errors import BadInput
from workshop_studio.tally.agreement import RANKS, Agreement, agreement
from workshop_studio.tally.ballots import ApprovalRule, DotsRule, Rule
from workshop_studio.tally.methods import Settings, Tally, tally
from workshop_studio.tally.records import Total
from workshop_studio.tally.rules import ConsentRule, FistRule, PairRule, RankRule, ScoreRule

MONEY = frozenset({"greedy", "equal-shares"})
"""The methods that share out a budget."""

File: TypeAlias = tuple[bytes, str]
"""All of a file, and what to call it in an error."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What to count, and how.

    Attributes:
        method: a key of :data:`~workshop_studio.tally.methods.METHODS`.
        budget: money to share out; for dots the most dots on a ballot.
        most: dots: the most on one option.
        scale: score: the lowest and the highest; None for any of at least 0.
        settings: depth, threshold and completion.
    """

    method: str
    budget: Total | None = None
    most: int | None = None
    scale: tuple[int, int] | None = None
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class FileTally:
    """The result of counting a file.

    Attributes:
        tally: the result.
        agreement: how far the ballots agree.
        options: what was voted on.
        file: the ballots, and the lines that were refused.
        kind: what the ballots say; ``pairs`` where they compare two by two.
        rule: what a ballot could give.
        budget: the money there was, where that is known.
    """

    tally: Tally
    agreement: Agreement
    options: Options
    file: BallotFile
    kind: Kind | Literal["pairs"]
    rule: Rule
    budget: Total | None


def count_files(ask: Ask, ideas: File | None, ballots: File, watch: Watch = unwatched) -> FileTally:
    """Count a file of ballots.

    Args:
        ask: what to count, and how.
        ideas: the options; needed unless the ballots are a ``.pb`` file, which holds its own.
        ballots: a ``.pb`` file by its name, else CSV, TSV or XLSX.
        watch: is told how much is read, and may stop it.
    """
    data, name = ballots
    kind: Kind | Literal["pairs"] = _kind(ask.method)
    budget = ask.budget if ask.method in MONEY else None
    scale = ask.scale
    if name.lower().endswith(".pb"):
        election = read_election(data, name)
        if ideas is not None:
            election = replace(election, options=read_options(*ideas))
        options, where = election.options, name
        rule = _rule(ask, rule_of(election, cast("Kind", kind)))
        budget = election.budget if budget is None else budget
        file = read_election_ballots(data, name, election, cast("Kind", kind), rule, watch)
    else:
        if ideas is None:
            raise BadInput("tally.no_ideas")
        options, where = read_options(*ideas), ideas[1]
        rule = _rule(ask, None)
        if ask.method == "copeland" and compares_pairs(data, name, options):
            kind, rule = "pairs", PairRule()
        file = read_ballots(data, name, rule, options, watch)
    settings = ask.settings
    if ask.method in MONEY:
        settings = replace(
            settings, budget=budget, costs=_costs(ask.method, budget, options, where)
        )
    if isinstance(rule, ScoreRule) and rule.high is not None:
        scale = (rule.low, rule.high)
    ids = list(options.texts)
    return FileTally(
        tally=tally(ask.method, ids, file.ballots, None, settings),
        agreement=agreement(ask.method, ids, file.ballots, None, scale),
        options=options,
        file=file,
        kind=kind,
        rule=rule,
        budget=budget,
    )


def exported(counted: FileTally, ending: str) -> str:
    """The accepted ballots without ids, in order of what they say, for others to recount.

    Args:
        counted: the ballots and what was voted on.
        ending: ``.csv`` for the long form, where a line with a number alone is a blank ballot;
            ``.pb`` for Pabulib's.

    Raises:
        BadInput: the format cannot say what the ballots say.
    """
    options, ballots = counted.options, counted.file.ballots
    if ending == ".pb":
        if counted.kind == "pairs":
            raise BadInput("tally.export_pairs")
        return written(counted.kind, options, ballots, _meta(counted))
    return long_form(options, ballots)


def long_form(options: Options, ballots: Sequence[Mapping[str, int]]) -> str:
    """Ballots as lines of ``ballot,idea,value``, numbered in order of what they say."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("ballot", "idea", "value"))
    for number, items in enumerate(in_order(options, ballots), start=1):
        writer.writerows((number, *item) for item in items)
        if not items:
            writer.writerow((number, "", ""))
    return out.getvalue()


def _meta(counted: FileTally) -> dict[str, object]:
    """What META says of the money and of the most that a ballot may name or give."""
    rule = counted.rule
    known: dict[str, object] = {"budget": counted.budget}
    if isinstance(rule, DotsRule):
        known |= {"max_sum_points": rule.dots, "max_points": rule.most_per_option}
    elif isinstance(rule, ScoreRule):
        known |= {"min_points": rule.low, "max_points": rule.high}
    elif isinstance(rule, ApprovalRule | RankRule):
        known |= {"max_length": rule.most}
    return {key: value for key, value in known.items() if value is not None}


def _kind(method: str) -> Kind:
    if method in RANKS:
        return "rank"
    if method in MONEY or method == "approval":
        return "approval"
    return "dots" if method == "dots" else "score"


def _rule(ask: Ask, meta: Rule | None) -> Rule:
    """What a ballot may give: as asked, else as the file says of itself."""
    if ask.method == "fist":
        return FistRule()
    if ask.method == "consent":
        return ConsentRule()
    if ask.method == "dots":
        dots = ask.budget if isinstance(ask.budget, int) else None
        known = meta if isinstance(meta, DotsRule) else DotsRule()
        return DotsRule(
            known.dots if dots is None else dots,
            known.most_per_option if ask.most is None else ask.most,
        )
    if ask.method == "score" and ask.scale is not None:
        return ScoreRule(*ask.scale)
    if meta is not None:
        return meta
    if ask.method in RANKS:
        return RankRule()
    return ScoreRule() if ask.method == "score" else ApprovalRule()


def _costs(method: str, budget: Total | None, options: Options, name: str) -> Mapping[str, Total]:
    """What each option costs; refused where one has no cost, or there is no budget."""
    if budget is None:
        raise BadInput("tally.no_budget", method=method)
    for option in options.texts:
        if option not in options.costs:
            raise BadInput("tally.no_cost", name=name, option=option)
    return options.costs
