"""Ballots of a session in files: from paper into an open vote, and out for others to recount."""

import csv
import io
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workshop_studio.app.ballot_files import (
    GROUP_NAMES,
    BallotFile,
    Options,
    column_names,
    heading_key,
    not_reckoned,
    read_ballots,
)
from workshop_studio.app.idea_file import read_idea_file
from workshop_studio.app.pabulib import Kind, read_election, read_election_ballots, written
from workshop_studio.app.progress import Watch, unwatched
from workshop_studio.app.tally_files import long_form
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.records import Vote, Words
from workshop_studio.domain.state import State
from workshop_studio.steps.ballot_params import RankParams, costs_of, params_of
from workshop_studio.steps.vote_result import ballots_of, hidden_ideas, visible
from workshop_studio.tally.rules import pair_of, pairs_of

MOST_PAPERS: Final = 10_000
"""Ballots that come in at once: as many as the command takes."""
FORMATS: Final = (".csv", ".pb")
_KINDS: Final[Mapping[str, Kind]] = {
    "dots": "dots",
    "approval": "approval",
    "budget": "approval",
    "score": "score",
    "fist": "score",
    "consent": "score",
    "rank": "rank",
}
"""What a ``.pb`` file calls a ballot; the others have no form there."""
_READ: Final = 0.3
"""The part of the work that reading from the disk is."""


@dataclass(frozen=True, slots=True)
class Papers:
    """What a file of paper ballots holds for an open vote."""

    name: str
    vote: str
    file: BallotFile


def read_papers(path: Path, state: State, vote: Vote, watch: Watch = unwatched) -> Papers:
    """Read a file of ballots for a vote. Blocks on the disk: for a worker.

    What has been hidden since the vote was opened need not stand on them.

    Args:
        path: CSV, TSV or XLSX in long or wide form (see :func:`.ballot_files.read_ballots`), or
            ``.pb``. Options are named by id or by text.
        state: the state.
        vote: the vote that they are for.
        watch: is told how much is done.

    Raises:
        BadInput: it cannot be read as ballots, has none, or more than come in at once.
        Failure: the system refused to read it.
        Stopped: by the watch.
    """
    name = path.name
    data = read_idea_file(path, name, lambda done: watch(done * _READ)).data
    options = [option.id for option in vote.options]
    asked_for = [option.id for option in visible(state, vote)]
    rule = params_of(vote).rule(asked_for, costs_of(vote))

    def rest(done: float) -> None:
        watch(_READ + done * (1 - _READ))

    if path.suffix.lower() == ".pb":
        kind = _KINDS.get(vote.method)
        if kind is None or params_of(vote).scales:
            raise BadInput("papers.no_pb", name=name)
        election = read_election(data, name)
        known = frozenset(options)
        strange = next((one for one in election.options.texts if one not in known), None)
        if strange is not None:
            raise BadInput("papers.other_options", name=name, option=strange)
        found = read_election_ballots(data, name, election, kind, rule, rest)
    else:
        texts = {option.id: option.text for option in vote.options}
        asked = params_of(vote).breakdown
        groups = () if asked is None else asked.groups
        found = read_ballots(data, name, rule, Options(texts), rest, groups, _names(vote))
    if len(found.ballots) > MOST_PAPERS:
        raise BadInput("papers.too_many", name=name, most=MOST_PAPERS, n=len(found.ballots))
    return Papers(name, vote.id, found)


def sheet_text(state: State, vote: Vote, say: Callable[[Words], str]) -> str:
    """An empty sheet to type paper ballots into: a row for each, a column for each answer.

    What has been hidden since the vote was opened has no column.

    Args:
        state: the state.
        vote: an open vote.
        say: puts the name of a criterion or an axis in words.
    """
    texts = {option.id: option.text for option in vote.options}
    shown = {option.id for option in visible(state, vote)}
    answers, known = _answers(vote), _names(vote)
    if answers:
        called = {key: " / ".join([*map(say, scales), *told]) for key, (scales, told) in answers}
        names = [
            not_reckoned(name) if known.get(heading_key(name)) == key else key
            for key, name in called.items()
            if shown.issuperset(pair_of(key, texts) or (key.rpartition("/")[2],))
        ]
    else:
        named = column_names(params_of(vote).rule(list(texts), costs_of(vote)), Options(texts))
        names = [name for option, name in zip(texts, named, strict=True) if option in shown]
    if params_of(vote).breakdown is not None:  # last, so that an option may be called so as well
        names = [*names, GROUP_NAMES[0]]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(("ballot", *names))
    writer.writerow((1, *("" for _ in names)))
    return "\ufeff" + out.getvalue()


def _answers(vote: Vote) -> list[tuple[str, tuple[list[Words], list[str]]]]:
    """The keys of a ballot that are no options: names and texts that each is made of."""
    texts = {option.id: option.text for option in vote.options}
    if vote.method == "pairwise":
        pairs = [(key, pair_of(key, texts)) for key in pairs_of(list(texts))]
        return [(key, ([], [texts[one] for one in pair])) for key, pair in pairs if pair]
    if vote.method == "columns":
        return []
    return [
        (f"{scale.id}/{option}", ([scale.name], [text]))
        for scale in params_of(vote).scales
        for option, text in texts.items()
    ]


def _names(vote: Vote) -> dict[str, str]:
    """What the columns of such keys may be called, in any language, where it is theirs alone."""
    found: dict[str, set[str]] = {}
    for key, (scales, told) in _answers(vote):
        ways = [list(words.values()) for words in scales]
        for said in itertools.product(*ways):
            found.setdefault(heading_key(" / ".join([*said, *told])), set()).add(key)
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


def options_text(state: State, vote: Vote) -> str:
    """What was voted on, as ``tally --ideas`` reads it; what is hidden has no text there.

    No text is a formula to a spreadsheet; see :func:`.ballot_files.not_reckoned`.
    """
    options = _options(state, vote)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "text", "cost") if options.costs else ("id", "text"))
    for option, text in options.texts.items():
        cost = (options.costs[option],) if options.costs else ()
        writer.writerow((option, not_reckoned(text), *cost))
    return out.getvalue()


def ballots_text(state: State, vote: Vote, ending: str) -> str:
    """The ballots of a closed vote, without ids and groups, in order of what they say.

    Raised hands belong to no ballot, and are not among them.

    Args:
        state: the state.
        vote: a closed vote.
        ending: ``.csv`` for the long form, ``.pb`` for Pabulib's.

    Raises:
        BadInput: the format cannot say what the ballots say.
    """
    options, ballots = _options(state, vote), ballots_of(state.bundles, vote.id)
    if ending != ".pb":
        return long_form(options, ballots)
    kind = _KINDS.get(vote.method)
    if kind is None or params_of(vote).scales:
        raise BadInput("papers.no_pb", name=vote.method)
    meta: dict[str, object] = {}
    if isinstance(budget := vote.rule.get("budget"), int):
        meta["budget"] = budget
    if isinstance(dots := vote.rule.get("dots"), int):
        meta["max_sum_points"] = dots
    if isinstance(most := vote.rule.get("most_per_option"), int):
        meta["max_points"] = most
    scale = params_of(vote).scale
    if kind == "score" and scale is not None:
        meta |= {"min_points": scale[0], "max_points": scale[1]}
    return written(kind, options, ballots, meta)


def method_of(vote: Vote) -> str:
    """The ``--method`` of ``tally`` that counts the ballots of a vote again; empty for none."""
    params = params_of(vote)
    if params.scales:
        return ""
    if isinstance(params, RankParams):
        return params.count
    return params.counts_by


def _options(state: State, vote: Vote) -> Options:
    hidden = hidden_ideas(state)
    texts = {option.id: "–" if option.id in hidden else option.text for option in vote.options}
    return Options(texts, costs_of(vote))
