"""Files of participatory budgeting (``.pb``), read and written, so that other tools can recount.

The format is Pabulib's (Stolicki, Szufa and Talmon 2020): the sections META, PROJECTS and VOTES,
cells parted by semicolons. What META says of the most that a ballot may name or give is the rule;
what it says of the least is not, since a blank ballot is an abstention here.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from workshop_studio.app.ballot_files import BallotFile, Options, amount_in
from workshop_studio.app.ballot_reader import BallotReader
from workshop_studio.app.decoding import decode
from workshop_studio.app.progress import Watch, unwatched
from workshop_studio.app.text_import import Layout, rows_of
from workshop_studio.domain.errors import BadInput
from workshop_studio.tally.ballots import ApprovalRule, DotsRule, Refusal, Rule
from workshop_studio.tally.records import Total
from workshop_studio.tally.rules import RankRule, ScoreRule

Kind: TypeAlias = Literal["dots", "approval", "score", "rank"]
"""What a ballot says, whichever way it is counted."""

_SECTIONS: Final = ("META", "PROJECTS", "VOTES")
_EACH: Final = 5_000
_AS: Mapping[str, frozenset[Kind]] = {
    "approval": frozenset({"approval"}),
    "choose-1": frozenset({"approval"}),
    "cumulative": frozenset({"dots", "score", "approval"}),
    "scoring": frozenset({"score", "dots", "approval"}),
    "ordinal": frozenset({"rank", "approval"}),
}
_TYPES: Mapping[Kind, str] = {
    "dots": "cumulative",
    "approval": "approval",
    "score": "scoring",
    "rank": "ordinal",
}


@dataclass(frozen=True, slots=True)
class Election:
    """What stands in a file before its ballots.

    Attributes:
        meta: every key of META and its value.
        options: the projects.
        votes: the kind of ballots, such as ``cumulative``.
        budget: the money; None where META names none.
        quoted: whether quotation marks hold a cell together; some files have loose ones.
    """

    meta: Mapping[str, str]
    options: Options
    votes: str
    budget: Total | None
    quoted: bool

    def most(self, key: str) -> int | None:
        """A whole number that META names; None where it names none."""
        text = self.meta.get(key, "").strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def read_election(data: bytes, name: str) -> Election:
    """What is voted on, and how; the ballots are not looked at.

    Args:
        data: the whole file.
        name: what to call it in an error.
    """
    try:
        return _election(data, name, quoted=True)
    except BadInput as error:
        if error.code != "import.open_quote":
            raise
        return _election(data, name, quoted=False)


def _election(data: bytes, name: str, *, quoted: bool) -> Election:
    meta: dict[str, str] = {}
    texts: dict[str, str] = {}
    costs: dict[str, Total] = {}
    header: list[str] = []
    for section, line, cells in _rows(data, name, quoted=quoted):
        if section == "META":
            meta[cells[0].strip()] = cells[1].strip() if len(cells) > 1 else ""
        elif section == "VOTES":
            break
        elif not header:
            header = [cell.strip() for cell in cells]
            if "project_id" not in header:
                raise BadInput("pabulib.no_column", name=name, line=line, column="project_id")
        else:
            row = dict(zip(header, cells, strict=False))
            option = row["project_id"].strip()
            if not option:
                raise BadInput("tally.no_id", name=name, line=line)
            if option in texts:
                raise BadInput("pabulib.same_project", name=name, line=line, option=option)
            texts[option] = row.get("name") or option
            amount = amount_in(row.get("cost", ""))
            if amount is not None:
                costs[option] = amount
    votes = meta.get("vote_type", "").casefold()
    if votes not in _AS or not texts:
        raise BadInput("pabulib.not_one", name=name, kinds=", ".join(_AS))
    budget = amount_in(meta.get("budget", ""))
    return Election(meta, Options(texts, costs), votes, budget, quoted)


def rule_of(election: Election, kind: Kind) -> Rule:
    """The rule that META names."""
    length = election.most("max_length")
    if kind == "dots":
        return DotsRule(election.most("max_sum_points"), election.most("max_points"))
    if kind == "score":
        return ScoreRule(election.most("min_points") or 0, election.most("max_points"))
    return RankRule(most=length) if kind == "rank" else ApprovalRule(most=length)


def read_election_ballots(
    data: bytes,
    name: str,
    election: Election,
    kind: Kind,
    rule: Rule,
    watch: Watch = unwatched,
) -> BallotFile:
    """The ballots of a file, each line a voter.

    Args:
        data: the whole file.
        name: what to call it in an error.
        election: what was read of it before.
        kind: what to take the ballots for; naming a project is an approval too.
        rule: what a ballot may give.
        watch: is told how much is read, and may stop it.
    """
    if kind not in _AS[election.votes]:
        raise BadInput("pabulib.other_votes", name=name, votes=election.votes)
    reader = BallotReader(rule, list(election.options.texts))
    total = data.count(b"\n") + 1
    header: list[str] = []
    for number, (section, line, cells) in enumerate(_rows(data, name, quoted=election.quoted)):
        if number % _EACH == 0:
            watch(min(line / total, 1.0))
        if section != "VOTES":
            continue
        if not header:
            header = [cell.strip() for cell in cells]
            for column in ("voter_id", "vote"):
                if column not in header:
                    raise BadInput("pabulib.no_column", name=name, line=line, column=column)
            continue
        row = dict(zip(header, cells, strict=False))
        voter = row["voter_id"].strip()
        given = _given(row, kind)
        if isinstance(given, Refusal):
            reader.refuse(line, voter, given)
        else:
            reader.row(line, voter, given)
    ballots = tuple(ballot for ballot, _ in reader.accepted())
    watch(1.0)
    return BallotFile(
        "pb",
        ballots,
        reader.refused(),
        tuple(reader.repeated),
        separator=";",
        spoiled=reader.spoiled(),
    )


def written(
    kind: Kind,
    options: Options,
    ballots: Sequence[Mapping[str, int]],
    meta: Mapping[str, object],
) -> str:
    """A file of ballots in order of what they say, so that nothing tells whose they are.

    Args:
        kind: what the ballots say.
        options: what is voted on; an option without a cost costs 0.
        ballots: accepted ballots. Raised hands belong to no ballot and cannot be written.
        meta: further keys of META, such as ``description`` and ``budget``.

    Raises:
        BadInput: ranks are shared, which the format cannot say.
    """
    if kind == "rank" and any(len(set(b.values())) < len(b) for b in ballots):
        raise BadInput("pabulib.level_ranks")
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    head = {
        "description": "",
        "num_projects": len(options.texts),
        "num_votes": len(ballots),
        "budget": 0,
        "vote_type": _TYPES[kind],
        "rule": "greedy",
        **meta,
    }
    writer.writerows([("META",), ("key", "value"), *((k, _plain(v)) for k, v in head.items())])
    writer.writerows([("PROJECTS",), ("project_id", "cost", "name")])
    for option, text in options.texts.items():
        writer.writerow((option, _plain(options.costs.get(option, 0)), text))
    has_points = kind in {"dots", "score"}
    writer.writerow(("VOTES",))
    writer.writerow(("voter_id", "vote", "points") if has_points else ("voter_id", "vote"))
    for voter, items in enumerate(in_order(options, ballots), start=1):
        named = [(option, value) for option, value in items if value or kind == "score"]
        if kind == "rank":
            named.sort(key=lambda one: one[1])
        row = [str(voter), ",".join(option for option, _ in named)]
        writer.writerow([*row, ",".join(str(v) for _, v in named)] if has_points else row)
    return out.getvalue()


def in_order(options: Options, ballots: Sequence[Mapping[str, int]]) -> list[list[tuple[str, int]]]:
    """Ballots sorted by what they say, which forgets the order in which they came."""
    places = {option: place for place, option in enumerate(options.texts)}
    last = len(places)

    def place(key: str) -> tuple[int, str]:
        return places.get(key, last), key

    rows = [sorted(ballot.items(), key=lambda one: place(one[0])) for ballot in ballots]
    rows.sort(key=lambda items: [(place(option), value) for option, value in items])
    return rows


def _given(row: Mapping[str, str], kind: Kind) -> list[tuple[str, str]] | Refusal:
    """What a line of VOTES gives to which projects."""
    named = [part.strip() for part in row.get("vote", "").split(",") if part.strip()]
    if kind == "rank":
        return [(option, str(place)) for place, option in enumerate(named, start=1)]
    told = row.get("points", "").strip()
    if not told:
        return [(option, "1") for option in named]
    points = [part.strip() for part in told.split(",")]
    if len(points) != len(named):
        return Refusal("pabulib.points")
    if kind == "approval":
        return [(o, "1") for o, value in zip(named, points, strict=True) if value.strip("0")]
    return list(zip(named, points, strict=True))


def _rows(data: bytes, name: str, *, quoted: bool) -> Iterator[tuple[str, int, list[str]]]:
    """Each row with its section and line, without the sections' own lines and META's header."""
    text = decode(data, name).text
    if not text.strip():
        raise BadInput("import.empty", name=name)
    section = ""
    for line, cells in rows_of(text, Layout(";", quoted), name):
        first = cells[0].strip() if cells else ""
        if first.upper() in _SECTIONS and not any(cells[1:]):
            section = first.upper()
        elif not any(cells):
            continue
        elif not section:
            raise BadInput("pabulib.not_one", name=name, kinds=", ".join(_AS))
        elif section != "META" or first != "key":
            yield section, line, cells


def _plain(value: object) -> str:
    """A value as a cell says it; an amount with a decimal point."""
    return str(float(value)) if isinstance(value, Fraction) else str(value)
