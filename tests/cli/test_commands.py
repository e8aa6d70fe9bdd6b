"""The same without a window: each command, its JSON, its exit codes and its one line of fault."""

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import call, refused, told
from workshop_studio.resources import resources
from workshop_studio.storage.settings_file import settings_path

HERE = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return told("demo", "--out", tmp_path_factory.mktemp("demo"), "--seed", 3, apart=True)


def test_the_demo_holds_a_whole_workshop_on_real_votes(demo: dict[str, Any]) -> None:
    assert demo["ideas"] == 24
    assert demo["ballots"] == 52
    assert demo["initiatives"] == 3
    report = Path(str(demo["report"])).read_text(encoding="utf-8")
    assert report.startswith("# Young people")
    assert report.count("most support in the group") == 1  # why it was chosen, not what was said
    shown = told("show", demo["file"], "--json")
    [_, approvals] = shown["votes"]
    assert approvals["ballots"] == 26
    assert approvals["abstentions"] == 2
    totals = {option["text"]: option["total"] for option in approvals["options"]}
    assert (
        totals["First - ensure that young people feel safe/comfortable to scrutinise policing"]
        == 21
    )


def test_the_same_seed_gives_the_same_members(demo: dict[str, Any], tmp_path: Path) -> None:
    def members(path: object) -> dict[str, str]:
        with zipfile.ZipFile(str(path)) as archive:
            return {n: hashlib.sha256(archive.read(n)).hexdigest() for n in archive.namelist()}

    same = told("demo", "--out", tmp_path / "same", "--seed", 3, apart=True)
    other = told("demo", "--out", tmp_path / "other", "--seed", 4)
    assert members(same["file"]) == members(demo["file"])
    assert members(other["file"]) != members(demo["file"])


def test_the_school_day_is_told_by_role_and_nobody_can_be_singled_out(tmp_path: Path) -> None:
    held = told("demo", "--out", tmp_path, "--sample", "school-day", "--seed", 2)
    assert told("verify", held["file"], "--json")["ok"]
    shown = told("show", held["file"], "--json")
    for vote in shown["votes"]:
        parts = [(part["group"], part["ballots"]) for part in vote["breakdown"]["parts"]]
        assert parts == [("Rektorer", 8), ("Avdelingsledere", 9), ("", 9)]
    text = Path(str(held["report"])).read_text(encoding="utf-8")
    assert "| Rektorer (8) | Avdelingsledere (9) | Others (9) |" in text
    assert "Groups of fewer than 6 ballots are shown together" in text
    assert "Helsesykepleiere (" not in text


def test_acknowledgements_are_told_one_a_line(tmp_path: Path) -> None:
    _, out, _ = call("demo", "--out", tmp_path, "--acks", "--participants", 5)
    *acks, _ = [json.loads(line) for line in out.splitlines()]
    assert {tuple(ack) for ack in acks} == {("command", "kind", "made")}
    ideas = [ack for ack in acks if ack["kind"] == "AddIdea"]
    assert len(ideas) == 24
    assert all(len(ack["made"]) == 1 for ack in ideas)
    assert all(ack["made"] == [] for ack in acks if ack["kind"] == "CastVote")
    assert len({ack["command"] for ack in acks}) == len(acks)


def test_verify_says_what_holds_and_what_does_not(demo: dict[str, Any], tmp_path: Path) -> None:
    assert told("verify", demo["file"], "--json")["ok"] is True
    data = bytearray(Path(str(demo["file"])).read_bytes())
    data[len(data) // 2] ^= 1
    broken = tmp_path / "broken.workshop"
    broken.write_bytes(data)
    code, _, err = call("verify", broken, "--json")
    assert code == 2
    assert err.count("\n") == 1
    assert "broken.workshop" in err
    assert "file." not in err.replace("broken.workshop", "")  # words, not the code of a message
    assert broken.read_bytes() == data


def test_verify_tells_a_person_what_was_checked(demo: dict[str, Any], tmp_path: Path) -> None:
    code, out, _ = call("verify", demo["file"], "--lang", "en")
    assert code == 0
    assert "No ballot leads to a person: yes" in out
    other = tmp_path / "notes.workshop"
    other.write_text("not a session", encoding="utf-8")
    code, out, err = call("verify", other, "--lang", "en")
    assert code == 2
    assert "The archive can be read: NO" in out
    assert "Choose a file that ends in .workshop" in err


def test_new_import_show_report(tmp_path: Path) -> None:
    file, csv = tmp_path / "kantina.workshop", tmp_path / "ideas.csv"
    made = told("new", file, "--workshop", "need-to-idea", "--title", "Kantina", "--area", "Skole")
    assert made["steps"] == 8
    csv.write_bytes("nr;idé\n1;Salatbar på onsdager\n2; \n3;<b>Frokost</b>\n".encode("cp1252"))
    brought = told("import", file, csv)
    assert brought["added"] == 2
    assert [row["line"] for row in brought["refused"]] == [3]
    shown = told("show", file, "--json")
    texts = [row["text"] for row in shown["ideas"]]
    assert texts == ["Salatbar på onsdager", "<b>Frokost</b>"]
    assert shown["frame"]["area"] == "Skole"
    report = tmp_path / "kantina.md"
    told("report", file, "--format", "md", "-o", report, "--lang", "en")
    assert "# Kantina" in report.read_text(encoding="utf-8")
    assert told("verify", file, "--json", apart=True)["ok"] is True


def test_new_chooses_from_the_organisation_and_needs_none(tmp_path: Path) -> None:
    path = settings_path().with_name("organisation.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((resources() / "samples" / "organisation" / "fjordvang.json").read_bytes())
    words = ("--technique", "brainstorm", "--title", "X", "--group", "rektorene i øst")
    made = told("new", tmp_path / "a.workshop", *words, "--goal", "Noe annet")
    assert made["chosen"] == {"area": "area-1", "cohort": "cohort-2", "group": "group-2"}
    frame = told("show", tmp_path / "a.workshop", "--json")["frame"]
    assert frame["area"] == "Oppvekst og læring"
    assert frame["goal"] == "Noe annet"
    path.write_text("{", "utf-8")
    made = told("new", tmp_path / "b.workshop", *words)
    assert made["chosen"] == {}
    assert str(path) in made["organisation"]
    assert path.read_text("utf-8") == "{"


def test_import_from_a_spreadsheet_and_as_somebody_says(tmp_path: Path) -> None:
    import openpyxl

    file, xlsx, csv = (tmp_path / name for name in ("x.workshop", "ideas.xlsx", "ideas.csv"))
    told("new", file, "--technique", "brainstorm", "--title", "X")
    book = openpyxl.Workbook()
    del book["Sheet"]
    sheets: dict[str, list[list[object]]] = {
        "Ark 1": [["nr", "idé"], [1, "Busser"], [2, None], [3, "=A1"]],
        "Ark 2": [["Navn", "Hva"], ["Kari", "Biler"]],
    }
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(xlsx)
    brought = told("import", file, xlsx, "--lang", "en")
    assert list(brought) == ["added", "refused"]
    assert brought["added"] == 1
    assert [row["line"] for row in brought["refused"]] == [3, 4]
    assert brought["refused"][1]["reason"].startswith("A formula without a stored value.")
    assert told("import", file, xlsx, "--sheet", "Ark 2", "--column", "hva")["added"] == 1
    csv.write_bytes("a#b\n1#blå\n".encode("cp850"))
    options = ("--separator", "#", "--encoding", "cp850", "--column", "B")
    assert told("import", file, csv, *options)["added"] == 1
    texts = [row["text"] for row in told("show", file, "--json")["ideas"]]
    assert texts == ["Busser", "Biler", "blå"]
    before = file.read_bytes()
    assert "Ark 3" in refused("import", file, xlsx, "--sheet", "Ark 3")
    assert "Forslag" in refused("import", file, xlsx, "--column", "Forslag")
    assert "ideas.xlsx" in refused("import", file, xlsx, "--encoding", "utf-8")
    assert "klingon" in refused("import", file, csv, "--encoding", "klingon")
    assert "::" in refused("import", file, csv, "--separator", "::")
    xlsx.write_bytes(xlsx.read_bytes()[:3000])
    assert "ideas.xlsx" in refused("import", file, xlsx)
    assert file.read_bytes() == before


def test_an_idea_that_is_too_long_is_refused_with_its_length(tmp_path: Path) -> None:
    file, ideas = tmp_path / "x.workshop", tmp_path / "ideas.csv"
    told("new", file, "--technique", "brainstorm", "--title", "X")
    ideas.write_text("idea\n" + "x" * 1_000_001 + "\n")
    [row] = told("import", file, ideas, "--lang", "en")["refused"]
    assert (row["line"], "1000001" in row["reason"]) == (2, True)


def test_bad_use_and_bad_input_end_with_2_and_one_line(tmp_path: Path) -> None:
    file, ideas = tmp_path / "x.workshop", tmp_path / "ideas.csv"
    told("new", file, "--technique", "dot-vote", "--title", "X")
    before = file.read_bytes()
    (tmp_path / "empty.workshop").write_bytes(b"")
    (tmp_path / "text.workshop").write_text("no zip")
    (tmp_path / "image.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (tmp_path / "empty.csv").write_bytes(b"")
    ideas.write_text("idea\nSkolehage\n")
    assert "x.workshop" in refused("new", file, "--technique", "dot-vote", "--title", "Again")
    assert "dot-vote" in refused("new", tmp_path / "y", "--technique", "nothing", "--title", "Y")
    assert "title" in refused(
        "new", tmp_path / "y.workshop", "--technique", "dot-vote", "--title", " "
    )
    assert "empty.workshop" in refused("show", tmp_path / "empty.workshop", "--json")
    assert "text.workshop" in refused("report", tmp_path / "text.workshop", "-o", tmp_path / "o.md")
    assert "nowhere" in refused("show", tmp_path / "nowhere.workshop")
    assert "image.csv" in refused("import", file, tmp_path / "image.csv")
    assert "empty.csv" in refused("import", file, tmp_path / "empty.csv")
    assert "9" in refused("import", file, ideas, "--step", 9)
    refused("import", file, ideas, "--step", 2)
    refused("report", file, "-o", file)
    refused("demo", apart=True)
    refused("nonsense", apart=True)
    assert file.read_bytes() == before
    assert told("recover", "--json") == {"recovered": [], "running": [], "failed": []}


def test_a_folder_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    code, _, err = call(
        "new", tmp_path / "no" / "x.workshop", "--technique", "dot-vote", "--title", "X"
    )
    assert code == 1
    assert err.count("\n") == 1
    assert told("recover", "--json")["recovered"] == []


def test_naughty_strings_come_back_unchanged_through_import_file_and_show(tmp_path: Path) -> None:
    import csv

    strings = json.loads((HERE / "data" / "hostile" / "blns.json").read_bytes())
    wanted = [text for text in strings if text.strip()]
    path, file = tmp_path / "blns.csv", tmp_path / "blns.workshop"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["idea"], *[[text] for text in strings]])
    told("new", file, "--technique", "brainstorm", "--title", strings[9])
    assert told("import", file, path)["added"] == len(wanted)
    shown = told("show", file, "--json")
    assert [row["text"] for row in shown["ideas"]] == wanted
    assert told("verify", file, "--json")["ok"] is True
    told("report", file, "-o", tmp_path / "blns.md")


def test_help_of_every_command_needs_no_manual() -> None:
    code, out, _ = call("--help", "--lang", "en")
    assert code == 0
    for name in (
        "demo",
        "new",
        "import",
        "show",
        "report",
        "verify",
        "recover",
        "tally",
        "ballots",
    ):
        assert name in out
        code, told_help, _ = call(name, "--help", "--lang", "en")
        assert code == 0
        assert "xample" in told_help
        assert "JSON" in told_help


def test_a_whole_workshop_without_qt(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['PySide6'] = None; sys.modules['shiboken6'] = None\n"
        "from workshop_studio.bootstrap import start\n"
        f"sys.exit(start(['demo', '--out', {str(tmp_path)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
