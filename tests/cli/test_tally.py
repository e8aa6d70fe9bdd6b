"""``workshop-studio tally``: files in, a result out, each bad line named."""

import csv
import io
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

import pytest

from workshop_studio.cli.command import Services
from workshop_studio.cli.main import run
from workshop_studio.i18n.translator import Translator

IDEAS = "id,text,cost\na,Bikes,3\nb,Buses,5\nc,Boats,8\nd,Trams,13\n"
ENGLISH = Translator("en", Path())


def nothing(*_: object, **__: object) -> NoReturn:
    raise AssertionError("this command needs no sessions")


def services_of(translator: Translator) -> Services:
    return Services(translator, library=nothing, verify=nothing)


class Files:
    """A folder with ideas and ballots, and the command that counts them."""

    def __init__(self, folder: Path) -> None:
        self.ideas, self.ballots = folder / "ideas.csv", folder / "ballots.csv"
        self.ideas.write_text(IDEAS, encoding="utf-8")

    def run(self, method: str, *more: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        argv = ["tally", "--method", method, "--ideas", str(self.ideas)]
        argv += ["--ballots", str(self.ballots), *more]
        return (
            run(argv, lambda lang: services_of(ENGLISH), out, err),
            out.getvalue(),
            err.getvalue(),
        )

    def tally(self, method: str, ballots: str | bytes, *more: str) -> dict[str, Any]:
        data = ballots.encode() if isinstance(ballots, str) else ballots
        self.ballots.write_bytes(data)
        code, out, err = self.run(method, "--json", *more)
        assert (code, err) == (0, "")
        result = json.loads(out.splitlines()[-1])
        assert isinstance(result, dict)
        return result

    def refused(self, method: str, ballots: str, *more: str) -> list[int]:
        return [line["line"] for line in self.tally(method, ballots, *more)["refused"]]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_dots(files: Files) -> None:
    result = files.tally(
        "dots", "ballot,idea,value\nv1,c,2\nv1,b,1\nv2,d,1\nv2,b,0\nv3,a,0\n", "--budget", "3"
    )
    assert list(result)[:6] == [
        *("method", "ballots", "refused", "options", "winners", "agreement"),
    ]
    assert dict(list(result.items())[:5]) == {
        "method": "dots",
        "ballots": 3,
        "refused": [],
        "options": [
            {"id": "c", "text": "Boats", "total": 2, "rank": 1},
            {"id": "b", "text": "Buses", "total": 1, "rank": 2},
            {"id": "d", "text": "Trams", "total": 1, "rank": 2},
            {"id": "a", "text": "Bikes", "total": 0, "rank": 4},
        ],
        "winners": ["c"],
    }


def test_approval_with_a_tie_at_the_top(files: Files) -> None:
    result = files.tally("approval", "ballot,idea,value\nv1,c,1\nv2,b,1\nv2,c,0\n")
    assert result["winners"] == ["b", "c"]
    assert result["ballots"] == 2


def test_a_group_that_is_split_on_one_thing_stands_mostly_together(files: Files) -> None:
    lines = [f"v{n},a,6\n" + (f"v{n},b,1\n" if n % 2 else "") for n in range(10)]
    files.ballots.write_text("ballot,idea,value\n" + "".join(lines), encoding="utf-8")
    _, out, _ = files.run("dots")
    assert "The group stands mostly together on this.\nDivided: Buses\n" in out


def test_no_ballots_no_winner(files: Files) -> None:
    result = files.tally("dots", "ballot,idea,value\n")
    assert (result["ballots"], result["winners"]) == (0, [])
    assert {option["rank"] for option in result["options"]} == {1}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("v1,x,1", "That is not among what is voted on."),
        ("v1,,1", "That is not among what is voted on."),
        ("v1,b,1.5", "The value is not a whole number."),
        ("v1,b,1.0", "The value is not a whole number."),
        ("v1,b,NaN", "The value is not a whole number."),
        ("v1,b,inf", "The value is not a whole number."),
        ("v1,b,1e3", "The value is not a whole number."),
        ("v1,b,1_0", "The value is not a whole number."),
        ("v1,b,٣", "The value is not a whole number."),
        ("v1,b,", "The value is not a whole number."),
        ("v1,b", "The value is not a whole number."),
        ("v1,b,two", "The value is not a whole number."),
        ("v1,b," + "9" * 5000, "The value is too large to be meant."),
        ("v1,b,-1", "The value is below zero."),
        ("v1,a,1", "The ballot names the same idea a second time."),
        ("v1,b,1,5", "The line has more cells than there are columns."),
        ("v1,b,3", "No option may get more than 2."),
    ],
)
def test_one_bad_line_spoils_its_ballot(files: Files, bad: str, reason: str) -> None:
    text = f"ballot,idea,value\nv1,a,1\nv2,a,1\n{bad}\nv1,c,1\n"
    result = files.tally("dots", text, "--most", "2")
    assert result["ballots"] == 1
    assert [line["line"] for line in result["refused"]] == [4]
    assert result["refused"][0]["reason"].startswith(reason)
    assert {option["id"]: option["total"] for option in result["options"]} == {
        "a": 1, "b": 0, "c": 0, "d": 0,
    }  # fmt: skip


@pytest.mark.parametrize("value", ["2", "-1"])
def test_approval_is_one_or_zero(files: Files, value: str) -> None:
    result = files.tally("approval", f"ballot,idea,value\nv1,a,{value}\n")
    assert result["refused"] == [{"line": 2, "reason": "An approval is 1, and no approval is 0."}]
    assert result["ballots"] == 0


def test_the_line_that_passes_the_limit_is_named(files: Files) -> None:
    text = "ballot,idea,value\nv1,a,2\nv2,a,3\nv1,b,1\nv1,c,1\nv1,d,1\n"
    result = files.tally("dots", text, "--budget", "3")
    assert result["refused"] == [{"line": 5, "reason": "A ballot has 3 dots and no more."}]
    assert result["ballots"] == 1


def test_every_bad_line_of_a_ballot_is_listed(files: Files) -> None:
    assert files.refused("dots", "ballot,idea,value\nv1,x,1\nv1,a,1\nv1,b,-1\n") == [2, 4]


def test_a_line_without_a_ballot_spoils_no_ballot(files: Files) -> None:
    result = files.tally("dots", "ballot,idea,value\n,a,1\nv1,a,1\n ,b,1\n")
    assert [line["line"] for line in result["refused"]] == [2, 4]
    assert result["ballots"] == 1


def test_lines_are_those_of_the_file(files: Files) -> None:
    text = 'ballot,idea,value,note\nv1,a,1,"over\ntwo"\n\nv2,x,1,\nv3,x,1,"\n"\nv4,x,1\n'
    assert files.refused("dots", text.replace("\n", "\r\n")) == [5, 6, 8]
    assert files.refused("dots", text) == [5, 6, 8]


def test_empty_rows_of_a_spreadsheet_are_no_ballots(files: Files) -> None:
    result = files.tally("dots", "ballot;idea;value\r\nv1;a;1\r\n;;\r\n;;\r\n")
    assert (result["ballots"], result["refused"]) == (1, [])


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffballot;idea;value\r\nv1;æ;2\r\n".encode(),
        "ballot\tidea\tvalue\nv1\tæ\t2\n".encode("utf-16"),
        "Value,Ballot,Idea\n2,v1,æ\n".encode("cp1252"),
        b'sep=;\r\n"ballot";"idea";"value"\r\n" v1 ";"\xe6";" 2 "\r\n',
        "stemmeseddel|idé|verdi\nv1|æ|2\n".encode(),
    ],
)
def test_every_encoding_and_separator(files: Files, data: bytes) -> None:
    files.ideas.write_text("id;tekst\næ;Ærlig; og \nb;B\n", encoding="cp1252")
    result = files.tally("dots", data)
    assert result["options"][0] == {"id": "æ", "text": "Ærlig; og ", "total": 2, "rank": 1}


def test_naughty_texts_come_back_unchanged(files: Files, shared_data: Path) -> None:
    strings = json.loads((shared_data / "hostile" / "blns.json").read_text(encoding="utf-8"))
    with files.ideas.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "text"], *([n, text] for n, text in enumerate(strings))])
    result = files.tally("approval", "ballot,idea,value\nv1,0,1\n")
    assert [option["text"] for option in result["options"]] == strings


@pytest.mark.parametrize(
    ("ideas", "ballots", "told"),
    [
        (None, "", "There is no file {ideas}."),
        ("", "", "{ideas} is empty"),
        ('""', "", "{ideas} is empty"),
        (IDEAS, "", "{ballots} is empty"),
        (IDEAS, "ballot,value\nv,1\n", 'Line 1 of {ballots} has no column "idea".'),
        (IDEAS, "v1,a,1\nv2,b,1\n", 'Line 1 of {ballots} has no column "ballot".'),
        ("id,text\n", "ballot,idea,value\n", "{ideas} names no ideas."),
        ("text\na\n", "ballot,idea,value\n", 'Line 1 of {ideas} has no column "id".'),
        ("id,name\na,b\n", "ballot,idea,value\n", 'Line 1 of {ideas} has no column "text".'),
        ("id,text\na,A\n,B\n", "ballot,idea,value\n", "Line 3 of {ideas} has no id."),
        ("id,text\na,A\nb,B\na,C\n", "", "Line 4 of {ideas} has an id that is taken on line 2."),
        ("id,text,cost\na,A, B,3\n", "", "Line 2 of {ideas} has more cells"),
        (IDEAS, "\0" * 99, "{ballots} is not a text file"),
    ],
)
def test_files_that_cannot_be_counted(
    files: Files, ideas: str | None, ballots: str, told: str
) -> None:
    if ideas is None:
        files.ideas.unlink()
    else:
        files.ideas.write_text(ideas, encoding="utf-8")
    files.ballots.write_text(ballots, encoding="utf-8")
    code, out, err = files.run("dots", "--json")
    assert (code, out) == (2, "")
    told = told.format(ideas=files.ideas, ballots=files.ballots)
    assert err.startswith(f"workshop-studio tally: {told}")
    assert err.count("\n") == 1


def test_a_folder_is_no_file(files: Files) -> None:
    files.ballots.mkdir()
    code, _, err = files.run("dots")
    assert code == 2
    assert "is a folder" in err


@pytest.mark.parametrize("option", ["--budget", "--most"])
def test_limits_are_for_dots(files: Files, option: str) -> None:
    code, _, err = files.run("approval", option, "3")
    assert code == 2
    assert f"{option} does not go with the method approval" in err


def test_in_words(files: Files) -> None:
    files.ballots.write_text("ballot,idea,value\nv1,c,12\nv2,x,1\n", encoding="utf-8")
    files.ideas.write_text(f'id,text\na,"two\nlines\x1b[2J"\nc,{"long " * 30}\n', encoding="utf-8")
    code, out, err = files.run("dots")
    assert (code, err) == (0, "")
    assert out == (
        "Rank  Total  Idea\n"
        f"   1     12  {('long ' * 30)[:59].rstrip()}…\n"
        "   2      0  two lines [2J\n"
        "\n"
        "1 ballot counted.\n"
        "Each total is the sum of the dots.\n"
        "Line 3 is refused: That is not among what is voted on.\n"
    )


def test_in_words_without_a_winner(files: Files) -> None:
    files.ballots.write_text("ballot,idea,value\n", encoding="utf-8")
    assert "there is no winner" in files.run("dots")[1]


def test_real_votes(files: Files, shared_data: Path) -> None:
    with (shared_data / "youth-policing" / "participants-votes.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    options = [name for name in rows[0] if name.isdigit()]
    agrees = {option: sum(row[option] == "1" for row in rows) for option in options}
    files.ideas.write_text("id,text\n" + "".join(f"{o},Idea {o}\n" for o in options))
    result = files.tally(
        "approval",
        "ballot,idea,value\n"
        + "".join(
            f"{row['participant']},{option},{int(row[option] == '1')}\n"
            for row in rows
            for option in options
            if row[option]
        ),
    )
    assert {option["id"]: option["total"] for option in result["options"]} == agrees
    assert result["refused"] == []


@pytest.mark.bench
def test_a_million_lines(files: Files) -> None:
    lines = (f"v{number // 4},{'abcd'[number % 4]},1\n" for number in range(1_000_000))
    files.ballots.write_text("ballot,idea,value\n" + "".join(lines), encoding="utf-8")
    start = time.perf_counter()
    code, out, _ = files.run("dots", "--json")
    assert code == 0
    assert json.loads(out)["ballots"] == 250_000
    assert time.perf_counter() - start < 20


def process(folder: Path, *argv: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "workshop_studio", *argv]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    return subprocess.run(command, capture_output=True, check=False, cwd=folder, env=environment)


def test_the_real_program_counts(tmp_path: Path, files: Files) -> None:
    files.ideas.write_text("id,text\na,Ærlig\nb,Buss\n", encoding="utf-8")
    files.ballots.write_text("ballot,idea,value\nv1,a,1\nv2,b,2\n", encoding="utf-8")
    argv = "tally --method approval --ideas ideas.csv --ballots ballots.csv --json --lang en"
    ended = process(tmp_path, *argv.split())
    assert (ended.returncode, ended.stderr) == (0, b"")
    result = json.loads(ended.stdout.splitlines()[-1])
    assert result["options"][0]["text"] == "Ærlig"
    assert result["refused"] == [{"line": 3, "reason": "An approval is 1, and no approval is 0."}]


def test_the_real_program_refuses_in_one_line(tmp_path: Path, files: Files) -> None:
    argv = "tally --method dots --ideas ideas.csv --ballots nowhere.csv --lang en"
    ended = process(tmp_path, *argv.split())
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.decode().splitlines() == [
        "workshop-studio tally: There is no file nowhere.csv. Check the path and the spelling."
    ]


def test_the_fate_of_every_line_is_told(files: Files) -> None:
    long = "ballot,idea,value,note\nv1,a,1,\nv2,b,1,\nv1,x,1,\nv1,c,1,\n,a,1,\nv2,c,1,\n"
    result = files.tally("dots", long)
    assert result["ballots"] == 1
    assert [line["line"] for line in result["refused"]] == [4, 6]
    assert result["spoiled"] == [2, 5]
    said = files.run("dots")[1].splitlines()
    assert "Line 2 is not counted: its ballot is refused." in said
    assert "Line 5 is not counted: its ballot is refused." in said
    assert "The column note is left alone." in said
    wide = files.tally("dots", "ballot,a,b\n1,1,\n2,1,\n1,1,\n2,,1\n3,9,\n", "--budget", "3")
    assert result["repeated"] == []
    assert (wide["repeated"], wide["spoiled"]) == ([4], [3])
    assert [line["line"] for line in wide["refused"]] == [5, 6]
    said = files.run("dots", "--budget", "3")[1].splitlines()
    assert "Line 4 says again what its ballot has said. It counts once." in said


@pytest.mark.parametrize("method", ["dots", "approval", "borda"])
def test_the_lines_of_a_file_are_counted_refused_or_spoiled(files: Files, method: str) -> None:
    chance = random.Random(method)
    rows = [
        (f"v{chance.randrange(40)}", chance.choice("abcdx"), chance.choice(("1", "2", "0", "-1")))
        for _ in range(200)
    ]
    text = "ballot,idea,value\n" + "".join(",".join(row) + "\n" for row in rows)
    result = files.tally(method, text)
    refused, spoiled = {line["line"] for line in result["refused"]}, set(result["spoiled"])
    assert not refused & spoiled
    lost = {rows[line - 2][0] for line in refused}
    every = range(2, len(rows) + 2)
    assert refused | spoiled == {line for line in every if rows[line - 2][0] in lost}
    assert result["ballots"] == len({row[0] for row in rows} - lost)
