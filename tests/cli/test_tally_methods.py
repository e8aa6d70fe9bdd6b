"""``workshop-studio tally``: every method, every form of file, and what goes out again."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import openpyxl
import pytest

from workshop_studio.cli.command import Services
from workshop_studio.cli.main import run
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources

IDEAS = "id,text,cost\na,Bikes,3\nb,Buses,5\nc,Boats,8\nd,Trams,13\n"
ENGLISH = Translator("en", Path())


def nothing(*_: object, **__: object) -> NoReturn:
    raise AssertionError("this command needs no sessions")


class Desk:
    """A folder of files, and the command that counts them."""

    def __init__(self, folder: Path, translator: Translator = ENGLISH) -> None:
        self.folder, self.translator = folder, translator
        self.put("ideas.csv", IDEAS)

    def put(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def run(self, line: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        words = [str(self.folder / w) if "." in w and ".." not in w else w for w in line.split()]
        services = Services(self.translator, library=nothing, verify=nothing)
        return (
            run(["tally", *words], lambda lang: services, out, err),
            out.getvalue(),
            err.getvalue(),
        )

    def count(self, method: str, ballots: str, more: str = "") -> dict[str, Any]:
        if not ballots.endswith((".csv", ".pb", ".xlsx")):
            self.put("ballots.csv", ballots)
            ballots = "ballots.csv"
        code, out, err = self.run(
            f"--method {method} --ideas ideas.csv --ballots {ballots} --json {more}"
        )
        assert (code, err) == (0, "")
        result = json.loads(out.splitlines()[-1])
        assert isinstance(result, dict)
        return result


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def totals(result: Mapping[str, Any]) -> dict[str, float]:
    return {option["id"]: option["total"] for option in result["options"]}


RANKS = """ballot,idea,value
1,a,1\n1,b,2\n1,c,3
2,b,1\n2,c,1
3,c,1\n3,a,2
"""


@pytest.mark.parametrize(
    ("method", "more", "expected", "winners"),
    [
        # 1: a 3, b 2, c 1, d 0; 2: b and c 2.5 each, a and d 0.5 each; 3: c 3, a 2, b and d 0.5
        ("borda", "", {"a": 5.5, "b": 5, "c": 6.5, "d": 1}, ["c"]),
        ("borda", "--depth 2", {"a": 3, "b": 2.5, "c": 3.5, "d": 0}, ["c"]),
        # a beats b, c beats a, b and c are level, and all beat d
        ("condorcet", "", {"a": 2, "b": 1, "c": 2, "d": 0}, []),
        ("schulze", "", {"a": 2, "b": 1, "c": 3, "d": 0}, ["c"]),
        ("copeland", "", {"a": 1, "b": 0, "c": 2, "d": -3}, ["c"]),
        ("irv", "", {"a": 2, "b": 1, "c": 3, "d": 0}, ["c"]),
    ],
)
def test_ranks(
    desk: Desk, method: str, more: str, expected: dict[str, float], winners: list[str]
) -> None:
    result = desk.count(method, RANKS, more)
    assert totals(result) == expected
    assert (result["ballots"], result["winners"]) == (3, winners)
    assert result["agreement"]["measure"] == "kendalls_w"


def test_scores_keep_no_opinion_apart(desk: Desk) -> None:
    result = desk.count("score", "ballot,idea,value\n1,a,4\n2,a,1\n1,b,3\n3,b,2\n2,c,2\n")
    assert totals(result) == {"a": 2.5, "b": 2.5, "c": 2, "d": None}
    assert [option["rank"] for option in result["options"]] == [1, 1, 3, 4]
    assert result["working"]["options"][0] == {
        "id": "a",
        "distribution": [[1, 1], [4, 1]],
        "count": 2,
        "sum": 5,
        "no_opinion": 1,
        "low_ones": 0,
        "consent": None,
    }


def test_fist_asks_for_consent(desk: Desk) -> None:
    result = desk.count("fist", "ballot,idea,value\n1,a,5\n2,a,2\n1,b,5\n2,b,1\n")
    assert totals(result) == {"a": 3.5, "b": 3, "c": None, "d": None}
    consent = {row["id"]: row["consent"] for row in result["working"]["options"]}
    assert consent == {"a": True, "b": False, "c": False, "d": False}
    assert "fewer" not in result["counted"]
    assert "2" in result["counted"]


def test_money(desk: Desk) -> None:
    ballots = "ballot,a,b,c,d\n1,1,,1,\n2,1,1,,\n3,,1,,\n4,1,1,1,1\n"
    greedy = desk.count("greedy", ballots, "--budget 16")
    assert totals(greedy) == {"a": 3, "b": 3, "c": 2, "d": 1}
    assert greedy["winners"] == ["a", "b", "c"]
    shares = desk.count("equal-shares", ballots, "--budget 12")
    assert shares["winners"] == ["a", "b"]
    assert shares["working"]["funded"][0]["highest"] == 1
    completed = desk.count("equal-shares", ballots, "--budget 16 --completion")
    assert completed["winners"] == ["a", "b", "c"]


def test_pairs(desk: Desk) -> None:
    result = desk.count("copeland", "ballot,idea,value\n1,a/b,1\n1,b/c,1\n2,c/b,-1\n2,d/a,0\n")
    assert totals(result) == {"a": 1, "b": 0, "c": -1, "d": 0}


@pytest.mark.parametrize(
    ("method", "more", "lines", "english"),
    [
        ("dots", "--budget 2", "1,a,2\n1,b,1", "A ballot has 2 dots and no more."),
        ("dots", "", "1,x,1", "That is not among what is voted on."),
        ("score", "", "1,a,-1", "The value is below zero."),
        ("score", "--scale 1..5", "1,a,6", "A score is from 1 to 5."),
        ("borda", "", "1,a,-1", "The value is below zero."),
        ("borda", "", "1,a,0", "The best rank is 1; 0 is no rank."),
        ("schulze", "", "1,a,1\n1,b,3", "The ranks have a hole: rank 2 is missing."),
        ("irv", "", "1,a,2", "The ranks have a hole: rank 1 is missing."),
        ("fist", "", "1,a,6", "A score is from 0 to 5."),
        ("fist", "", "1,a,NaN", "The value is not a whole number."),
        ("borda", "", "1,a,1.5", "The value is not a whole number."),
        ("greedy", "--budget 9", "1,a,2", "An approval is 1, and no approval is 0."),
        ("copeland", "", "1,a/b,2", "A comparison is 1 (the first), 0 (level) or -1"),
        ("copeland", "", "1,a/b,1\n1,b/a,-1", "The ballot compares the same two options twice."),
    ],
)
def test_a_bad_line_spoils_its_ballot_and_is_told_in_both_languages(
    desk: Desk, tmp_path: Path, method: str, more: str, lines: str, english: str
) -> None:
    good = "2,a/c,1" if "/" in lines else "2,a,1"
    text = f"ballot,idea,value\n{good}\n{lines}\n"
    result = desk.count(method, text, more)
    last = text.count("\n")
    assert (result["ballots"], [row["line"] for row in result["refused"]]) == (1, [last])
    assert result["refused"][0]["reason"].startswith(english)
    norwegian = Desk(tmp_path, Translator("nb", resources() / "locales")).count(method, text, more)
    assert norwegian["refused"][0]["reason"] != result["refused"][0]["reason"]


def test_ranks_may_count_on_after_level_ones_in_either_way(desk: Desk) -> None:
    for last in (2, 3):
        text = f"ballot,idea,value\n1,a,1\n1,b,1\n1,c,{last}\n"
        assert desk.count("schulze", text)["refused"] == []


def test_wide_form_by_ids_or_texts(desk: Desk) -> None:
    by_id = desk.count("dots", "Deltaker;a;b;note\nKari;2;;x\nOla;;1;\nEva;;;hm\n")
    by_text = desk.count("dots", "navn,bikes,BUSES,note\nKari,2,,x\nOla,,1,\nEva,,,hm\n")
    for result in (by_id, by_text):
        assert totals(result) == {"a": 2, "b": 1, "c": 0, "d": 0}
        assert (result["ballots"], result["abstentions"], result["refused"]) == (3, 1, [])
    assert by_id["ignored"] == ["note"]
    assert by_text["ignored"] == ["navn", "note"]


def test_words_for_approvals_in_wide_form(desk: Desk) -> None:
    result = desk.count("approval", "nr,a,b,c\n1,x,Nei,ja\n2,-1,1,\n3,maybe,,\n")
    assert totals(result) == {"a": 1, "b": 1, "c": 1, "d": 0}
    assert [row["line"] for row in result["refused"]] == [4]


def test_the_same_id_twice(desk: Desk) -> None:
    again = desk.count("dots", "ballot,a,b\n1,1,\n2,,1\n1,1,\n")
    assert (again["ballots"], again["repeated"], again["refused"]) == (2, [4], [])
    other = desk.count("dots", "ballot,a,b\n1,1,\n2,,1\n1,,1\n")
    assert (other["ballots"], totals(other)["a"]) == (1, 0)
    assert other["refused"] == [
        {
            "line": 4,
            "reason": "A ballot of the same id stands above and says something else, "
            "so neither is counted.",
        }
    ]
    no_id = desk.count("dots", "ballot,a,b\n,1,\n,1,\n2,1,\n")
    assert [row["line"] for row in no_id["refused"]] == [2, 3]


def test_a_blank_ballot_in_long_form(desk: Desk) -> None:
    result = desk.count("borda", "ballot,idea,value\n1,a,1\n2,,\n")
    assert (result["ballots"], result["abstentions"], result["refused"]) == (2, 1, [])


def test_blank_ballots_and_a_method_without_a_winner_in_words(desk: Desk) -> None:
    desk.put("ballots.csv", "ballot,idea,value\n1,a,1\n2,b,1\n3,,\n")
    code, out, err = desk.run("--method condorcet --ideas ideas.csv --ballots ballots.csv")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert "3 ballots counted." in lines
    assert "1 of them is blank." in lines
    assert any(line.startswith("No option is preferred to every other") for line in lines)
    assert not any("got a vote" in line for line in lines)


def test_the_help_fits_a_terminal(desk: Desk) -> None:
    for language in ("en", "nb"):
        translator = Translator(language, resources() / "locales")
        code, out, _ = Desk(desk.folder, translator).run("--help")
        assert code == 0
        assert max(map(len, out.splitlines())) <= 79


def test_a_spreadsheet_in_either_form(desk: Desk) -> None:
    for rows in (
        [("Ballot", "Idea", "Value"), ("v1", "a", 2), ("v2", "b", 1.0), ("v3", "a", 1.5)],
        [("voter", "a", "b"), ("v1", 2, None), ("v2", None, 1.0), ("v3", 1.5, None)],
    ):
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append(list(row))
        book.save(desk.folder / "ballots.xlsx")
        result = desk.count("dots", "ballots.xlsx")
        assert (totals(result)["a"], totals(result)["b"], result["ballots"]) == (2, 1, 2)
        assert result["refused"] == [{"line": 4, "reason": "The value is not a whole number."}]


def test_a_formula_without_a_value_spoils_only_a_ballot_that_it_belongs_to(desk: Desk) -> None:
    files: dict[str, list[list[str | int]]] = {
        "ideas.xlsx": [["id", "text"], ["a", "Bikes"], ["b", "Buses"]],
        "ballots.xlsx": [["voter", "a", "sum"], ["v1", 2, "=B2"], ["v2", "=1+1", 2]],
    }
    for name, rows in files.items():
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append(row)
        book.save(desk.folder / name)
    code, out, err = desk.run("--method dots --ideas ideas.xlsx --ballots ballots.xlsx --json")
    assert (code, err) == (0, "")
    result = json.loads(out)
    assert (result["ballots"], totals(result)) == (1, {"a": 2, "b": 0})
    assert [row["line"] for row in result["refused"]] == [3]


ELECTIONS = [
    ("poland_czestochowa_2020_grabowka", "dots", ""),
    ("poland_gdynia_2020_dzialki-lesne-small", "approval", ""),
    ("poland_krakow_2018_czyzyny", "borda", "--depth 3"),
]


@pytest.mark.parametrize(("name", "method", "more"), ELECTIONS)
def test_a_city_s_own_totals(
    desk: Desk, shared_data: Path, name: str, method: str, more: str
) -> None:
    folder = shared_data / "participatory-budgeting"
    expected = json.loads((folder / f"{name}.expected.json").read_text(encoding="utf-8"))
    desk.put("election.pb", (folder / f"{name}.pb").read_bytes())
    code, out, err = desk.run(
        f"--method {method} --ballots election.pb --json --export out.csv {more}"
    )
    assert (code, err) == (0, "")
    first = json.loads(out)
    ideas = "".join(f"{o['id']},{o['id']}\n" for o in first["options"])
    desk.put("ideas.csv", f"id,text\n{ideas}")
    second = desk.count(method, "out.csv", more)
    code, out, err = desk.run(
        f"--method {method} --ballots election.pb --json --export out.pb {more}"
    )
    assert (code, err) == (0, "")
    code, out, err = desk.run(f"--method {method} --ballots out.pb --json {more}")
    for result in (first, second, json.loads(out)):
        assert totals(result) == expected["total_by_option"]
        assert result["ballots"] == expected["ballots"]
        assert result["refused"] == []


@pytest.mark.parametrize(("name", "method", "more"), ELECTIONS)
def test_a_city_s_own_totals_from_lines_that_others_wrote(
    desk: Desk, shared_data: Path, name: str, method: str, more: str
) -> None:
    folder = shared_data / "participatory-budgeting"
    expected = json.loads((folder / f"{name}.expected.json").read_text(encoding="utf-8"))
    section, header, ideas, lines = "", [""], [["id", "text"]], [["ballot", "idea", "value"]]
    with (folder / f"{name}.pb").open(encoding="utf-8", newline="") as file:
        for cells in csv.reader(file, delimiter=";"):
            row = dict(zip(header, cells, strict=False))
            if len(cells) == 1:
                section = cells[0]
            elif cells[0] in {"key", "project_id", "voter_id"}:
                header = cells
            elif section == "PROJECTS":
                ideas.append([row["project_id"], row["name"]])
            elif section == "VOTES":
                named = row["vote"].split(",")
                points = row.get("points", "").split(",")
                for place, option in enumerate(named):
                    value = {"dots": points[place % len(points)], "approval": "1"}
                    lines.append([row["voter_id"], option, value.get(method, str(place + 1))])
    for path, rows in (("ideas.csv", ideas), ("lines.csv", lines)):
        with (desk.folder / path).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    if expected["max_sum_points"]:
        more = f"--budget {expected['max_sum_points']}"
    result = desk.count(method, "lines.csv", more)
    assert totals(result) == expected["total_by_option"]
    assert (result["ballots"], result["refused"]) == (expected["ballots"], [])


def test_what_goes_out_tells_nobody(desk: Desk) -> None:
    text = "ballot,idea,value\nola,b,1\nola,a,2\nkari,c,1\neva,,\n"
    desk.count("dots", text, "--export one.csv")
    swapped = "ballot,idea,value\nx,c,1\ny,a,2\ny,b,1\nz,,\n"
    desk.count("dots", swapped, "--export two.csv")
    written = (desk.folder / "one.csv").read_text()
    assert written == (desk.folder / "two.csv").read_text()
    assert written == "ballot,idea,value\n1,,\n2,a,2\n2,b,1\n3,c,1\n"
    desk.count("dots", text, "--export one.pb")
    lines = (desk.folder / "one.pb").read_text().splitlines()
    assert lines[-4:] == ["voter_id;vote;points", "1;;", "2;a,b;2,1", "3;c;1"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("--method greedy --ideas ideas.csv", "The method greedy shares out money."),
        ("--method equal-shares --ideas bare.csv --budget 9", "names no cost for the idea a."),
        ("--method dots --ideas ideas.csv --budget 1,5", "Dots are counted in whole numbers."),
        ("--method dots", "Name the file of the ideas with --ideas."),
        ("--method irv --ideas ideas.csv --depth 2", "--depth does not go with the method irv."),
        ("--method score --ideas ideas.csv --scale 5..1", "--scale needs two whole numbers"),
        ("--method dots --ideas ideas.csv --export x.txt", "ends in neither .csv nor .pb."),
        ("--method dots --ideas ideas.csv --export ballots.csv", "is a file that is read here."),
        ("--method borda --ideas ideas.csv --export x.pb", "Some ballots put options level"),
    ],
)
def test_bad_use(desk: Desk, line: str, told: str) -> None:
    desk.put("ballots.csv", "ballot,idea,value\n1,a,1\n1,b,1\n")
    desk.put("bare.csv", "id,text,cost\na,A,free\n")
    code, out, err = desk.run(f"{line} --ballots ballots.csv")
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("id,text\n", "is no .pb file that can be counted"),
        ("META\nkey;value\nvote_type;magic\nPROJECTS\nproject_id;cost\n1;1\n", "is no .pb file"),
        ("META\nvote_type;approval\nPROJECTS\nid;cost\n", 'has no column "project_id"'),
        (
            "META\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;1\n1;2\n",
            "names the project 1 a second time.",
        ),
        (
            "META\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;1\nVOTES\nvoter_id;vote\n1;1\n",
            "are approval, which this method cannot count.",
        ),
    ],
)
def test_files_of_elections_that_cannot_be_counted(desk: Desk, text: str, told: str) -> None:
    desk.put("election.pb", text)
    code, out, err = desk.run("--method dots --ballots election.pb")
    assert (code, out) == (2, "")
    assert told in err


def test_the_lines_of_an_election_are_refused_one_by_one(desk: Desk) -> None:
    head = "\ufeff\nmeta\nkey;value\nvote_type;cumulative\nmax_sum_points;3\n"
    head += "PROJECTS\nproject_id;cost;name\n"
    head += '1;5;A "loose" mark\n2;6,50;"Two; parts"\nVOTES\nvoter_id;vote;points\n'
    desk.put("election.pb", head + "a;1,2;2,1\nb;1;4\nc;1,2;1\nd;3;1\ne;;\na;1;1\nf;2;1\n")
    code, out, err = desk.run("--method dots --ballots election.pb --json")
    assert (code, err) == (0, "")
    result = json.loads(out)
    assert [row["line"] for row in result["refused"]] == [13, 14, 15, 17]
    assert (result["ballots"], totals(result)) == (2, {"2": 1, "1": 0})
    assert result["options"][0]["text"] == "Two; parts"
