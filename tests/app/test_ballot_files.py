"""Ballots in files: read to the end or not at all, and followed while they are."""

import csv
import io
import tracemalloc
from pathlib import Path

import pytest

from workshop_studio.app.ballot_files import Options, amount_in, read_ballots, read_options
from workshop_studio.app.pabulib import read_election, read_election_ballots, rule_of
from workshop_studio.app.progress import Stopped
from workshop_studio.app.vote_files import options_text
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.records import Option, Vote
from workshop_studio.domain.state import State
from workshop_studio.tally.ballots import ApprovalRule, DotsRule
from workshop_studio.tally.rules import PairRule, RankRule, ScoreRule

OPTIONS = Options({"a": "Sykler", "b": "Busser"})


def long_form(lines: int) -> bytes:
    rows = (f"v{number // 2},{'ab'[number % 2]},1\n" for number in range(lines))
    return ("ballot,idea,value\n" + "".join(rows)).encode()


def test_reading_tells_how_far_it_is() -> None:
    seen: list[float] = []
    read_ballots(long_form(20_000), "ballots.csv", DotsRule(), OPTIONS, seen.append)
    assert seen == sorted(seen)
    assert len(seen) > 3
    assert seen[-1] == 1


@pytest.mark.parametrize("ending", ["csv", "pb"])
def test_reading_can_be_stopped(ending: str) -> None:
    def enough(done: float) -> None:
        if done > 0.4:
            raise Stopped

    votes = "".join(f"{number};a\n" for number in range(40_000))
    head = "META\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n"
    data = (head + votes).encode()
    election = read_election(data, "e.pb")

    def read() -> object:
        if ending == "csv":
            return read_ballots(long_form(40_000), "ballots.csv", DotsRule(), OPTIONS, enough)
        return read_election_ballots(data, "e.pb", election, "approval", ApprovalRule(), enough)

    with pytest.raises(Stopped):
        read()


def test_the_layout_and_what_was_left_alone_are_told() -> None:
    data = "Stemmeseddel;Idé;Verdi;Merknad\r\n1;a;1;æ\r\n".encode("cp1252")
    found = read_ballots(data, "b.csv", DotsRule(), OPTIONS)
    assert (found.form, found.separator, found.ignored) == ("long", ";", ("Merknad",))
    assert found.ballots == ({"a": 1},)
    found = read_ballots("id\tSykler\tbusser\n1\t2\t\n".encode("utf-16"), "b", DotsRule(), OPTIONS)
    assert (found.form, found.separator, found.ballots) == ("wide", "\t", ({"a": 2},))


def test_columns_may_be_pairs_or_options_on_a_criterion() -> None:
    pairs = read_ballots(b"nr,a/b,b/a\n1,1,\n2,,0\n3,1,1\n", "b.csv", PairRule(), OPTIONS)
    assert pairs.ballots == ({"a/b": 1}, {"b/a": 0})
    assert [one.refusal.code for one in pairs.refused] == ["ballot.pair_twice"]
    rule = ScoreRule(0, 9, criteria=("new", "useful"))
    scores = read_ballots(b"nr,new/a,useful/b,old/a\n1,3,9,7\n", "b.csv", rule, OPTIONS)
    assert (scores.ballots, scores.ignored) == (({"new/a": 3, "useful/b": 9},), ("old/a",))


def test_rows_without_ids_are_ballots_each() -> None:
    found = read_ballots(b"a,b\n1,2\n1,2\n,2\n", "b.csv", RankRule(), OPTIONS)
    assert found.ballots == ({"a": 1, "b": 2}, {"a": 1, "b": 2})
    [refused] = found.refused
    assert (refused.line, refused.refusal.code) == (4, "ballot.rank_hole")


def test_the_youth_session_s_votes_count_as_they_stand(shared_data: Path) -> None:
    path = shared_data / "youth-policing" / "participants-votes.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    ids = [name for name in rows[0] if name.isdigit()]
    found = read_ballots(path.read_bytes(), "v.csv", ApprovalRule(), Options({i: i for i in ids}))
    assert (found.form, len(found.ballots), found.refused) == ("wide", len(rows), ())
    for option in ids:
        agrees = sum(row[option] == "1" for row in rows)
        assert sum(ballot.get(option, 0) for ballot in found.ballots) == agrees
    assert set(found.ignored) == set(rows[0]) - {*ids, "participant"}


@pytest.mark.parametrize("data", [b"", b"\n\n", b"ballot,idea,value\n\n"])
def test_an_empty_file_is_refused_and_one_without_ballots_is_none(data: bytes) -> None:
    if data.strip():
        assert read_ballots(data, "b.csv", DotsRule(), OPTIONS).ballots == ()
    else:
        with pytest.raises(BadInput) as caught:
            read_ballots(data, "b.csv", DotsRule(), OPTIONS)
        assert caught.value.code == "import.empty"


@pytest.mark.parametrize(
    ("text", "amount"),
    [("5", 5), ("1 500 000", 1_500_000), ("12,50", 12.5), ("0.5", 0.5), ("0", 0)]
    + [(text, None) for text in ("", "-1", "free", "1e3", "NaN", "1.2.3", "1 50", "9" * 16)],
)
def test_amounts(text: str, amount: float | None) -> None:
    assert amount_in(text) == amount


def test_costs_are_read_where_there_are_any() -> None:
    found = read_options(b"id;tekst;Kostnad\na;A;1 000,5\nb;B;\n", "ideas.csv")
    assert (found.costs, dict(found.texts)) == ({"a": 1000.5}, {"a": "A", "b": "B"})


def test_an_election_s_own_limits_are_its_rule() -> None:
    head = "META\nvote_type;ordinal\nmax_length;2\nbudget;1000,5\nPROJECTS\nproject_id;cost\n"
    data = (
        head + "a;1\nb;2\nc;3\nVOTES\nvoter_id;age;vote\n1;30;c,a\n2;40;a,b,c\n3;50;b\n"
    ).encode()
    election = read_election(data, "e.pb")
    assert election.budget == 1000.5
    found = read_election_ballots(data, "e.pb", election, "rank", rule_of(election, "rank"))
    assert found.ballots == ({"c": 1, "a": 2}, {"b": 1})
    assert [(one.line, one.refusal.code) for one in found.refused] == [
        (13, "ballot.too_many_ranks")
    ]


GROUPS = ("Helse og omsorg", "Oppvekst", "Kultur")


@pytest.mark.parametrize(
    ("text", "ballots", "groups", "refused", "ignored"),
    [
        (  # wide, in any case and with spaces, and with nothing said
            "nr;a;b;Gruppe\n1;1;2;Oppvekst\n2;;1;helse  og omsorg\n3;2;;\n",
            [{"a": 1, "b": 2}, {"b": 1}, {"a": 2}],
            ["Oppvekst", "Helse og omsorg", ""],
            [],
            [],
        ),
        (  # without a column that tells voters apart
            "a;b;Programområde\n1;;Kultur\n;1;Kultur\n",
            [{"a": 1}, {"b": 1}],
            ["Kultur", "Kultur"],
            [],
            [],
        ),
        (  # one that is not asked for spoils its ballot
            "nr;a;b;rolle\n1;1;;Plan\n2;1;;Kultur\n",
            [{"a": 1}],
            ["Kultur"],
            [(2, "ballot.unknown_group")],
            [],
        ),
        (  # long: it may stand on any line of a ballot
            "ballot,idea,value,group\n1,a,1,\n1,b,1,Kultur\n2,a,1,Oppvekst\n",
            [{"a": 1, "b": 1}, {"a": 1}],
            ["Kultur", "Oppvekst"],
            [],
            [],
        ),
        (  # but not two of them
            "ballot,idea,value,group\n1,a,1,Kultur\n1,b,1,Oppvekst\n2,a,1,\n",
            [{"a": 1}],
            [""],
            [(3, "ballot.two_groups")],
            [],
        ),
        ("nr;a;b\n1;1;2\n", [{"a": 1, "b": 2}], [""], [], []),
        (  # the surest name is the group's, and others are left alone
            "nr;a;b;rolle;gruppe\n1;1;;Lærer;Kultur\n",
            [{"a": 1}],
            ["Kultur"],
            [],
            ["rolle"],
        ),
    ],
)
def test_a_column_says_the_group_of_each_ballot(
    text: str,
    ballots: list[dict[str, int]],
    groups: list[str],
    refused: list[tuple[int, str]],
    ignored: list[str],
) -> None:
    found = read_ballots(text.encode(), "b.csv", DotsRule(), OPTIONS, groups=GROUPS)
    assert list(found.ballots) == ballots
    assert list(found.groups) == groups
    assert [(one.line, one.refusal.code) for one in found.refused] == refused
    assert list(found.ignored) == ignored


def test_where_no_group_is_asked_for_such_a_column_is_left_alone() -> None:
    found = read_ballots(b"nr;a;b;gruppe\n1;1;;Kultur\n", "b.csv", DotsRule(), OPTIONS)
    assert (found.groups, found.ignored) == ((), ("gruppe",))
    assert found.ballots == ({"a": 1},)


def test_an_option_may_be_called_group() -> None:
    options = Options({"a": "Gruppe", "b": "Busser"})
    data = b"nr;Gruppe;Busser;group\n1;2;1;Kultur\n"
    found = read_ballots(data, "b.csv", DotsRule(), options, groups=GROUPS)
    assert (found.ballots, found.groups) == (({"a": 2, "b": 1},), ("Kultur",))


@pytest.mark.bench
def test_a_million_rows_take_bounded_memory() -> None:
    data = long_form(1_000_000)
    tracemalloc.start()
    found = read_ballots(data, "ballots.csv", DotsRule(), OPTIONS)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.ballots) == 500_000
    assert peak < 500 * 1024**2


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+ mer tid", "- mindre støy", "@alle", "'=1+1", "''-x", " =1", "'sitat'", "Frokost"],
)
def test_no_text_of_the_options_is_a_formula_and_each_is_read_back(text: str) -> None:
    option = Option(id="o1", text=text)
    vote = Vote(
        id="v",
        step="s",
        order=0,
        round=1,
        method="dots",
        items="ideas",
        rule={"dots": 3},
        options=(option, Option(id="o2", text="Uteskole")),
    )
    written = options_text(State(), vote)
    [_, row, _] = csv.reader(io.StringIO(written))
    assert not row[1].lstrip().startswith(("=", "+", "-", "@"))
    assert (row[1] == text) is not text.lstrip("' ").startswith(("=", "+", "-", "@"))
    assert read_options(written.encode(), "ideas.csv").texts["o1"].strip() == text.strip()
