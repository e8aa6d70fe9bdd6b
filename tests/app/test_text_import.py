"""Bytes in, ideas out: whatever program wrote the file, an idea stays as it was typed."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_studio.app.decoding import MOST_BYTES, decode
from workshop_studio.app.ideas_in import Choices, Reading
from workshop_studio.app.ideas_in import read_ideas as read
from workshop_studio.app.progress import Stopped
from workshop_studio.app.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    Ideas,
    Table,
    find_text_column,
    ideas_of,
    table_of,
)
from workshop_studio.app.text_import import MOST_CELL, lines_of, read_grid
from workshop_studio.domain.errors import BadInput

NORWEGIAN = "Flere sykkelveier på Øya\nBedre skolemat – æøå\nÅpne biblioteket\n"

CSV_CASES = (
    "comma_in_quotes",
    "empty",
    "empty_crlf",
    "escaped_quotes",
    "json",
    "newlines",
    "newlines_crlf",
    "quotes_and_newlines",
    "simple",
    "simple_crlf",
    "utf8",
)


def read_table(data: bytes, name: str) -> Table:
    return table_of(read_grid(data, name), name)


def read_ideas(data: bytes, name: str, column: int | None = None) -> Ideas:
    return ideas_of(read_table(data, name), column)


def refused(ideas: Ideas | Reading) -> list[tuple[int, str]]:
    return [(row.line, row.code) for row in ideas.refused]


def written(rows: list[list[str]], separator: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("case", CSV_CASES)
def test_csv_means_what_its_json_says(case: str, shared_data: Path) -> None:
    folder = shared_data / "hostile" / "csv-spectrum"
    table = read_table((folder / "csvs" / f"{case}.csv").read_bytes(), case)
    meaning = json.loads((folder / "json" / f"{case}.json").read_text(encoding="utf-8"))
    assert [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows] == meaning


def test_every_csv_case_is_tested(shared_data: Path) -> None:
    folder = shared_data / "hostile" / "csv-spectrum" / "csvs"
    assert sorted(path.stem for path in folder.iterdir()) == sorted(CSV_CASES)


@pytest.mark.parametrize("columns", [["text"], ["id", "text"]], ids=len)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_naughty_strings_come_back_unchanged(
    columns: list[str], separator: str, encoding: str, shared_data: Path
) -> None:
    strings = json.loads((shared_data / "hostile" / "blns.json").read_text(encoding="utf-8"))
    rows = [[str(number), text][-len(columns) :] for number, text in enumerate(strings)]
    data = written([columns, *rows], separator).encode(encoding)
    ideas = read_ideas(data, "naughty.csv")
    assert list(ideas.texts) == [text for text in strings if text.strip()]
    assert {code for _, code in refused(ideas)} == {"idea.blank"}


def test_each_naughty_string_alone_comes_back_unchanged(shared_data: Path) -> None:
    strings = json.loads((shared_data / "hostile" / "blns.json").read_text(encoding="utf-8"))
    for text in filter(str.strip, strings):
        for rows in ([["text"], [text]], [["id", "text"], ["1", text]]):
            assert read_ideas(written(rows).encode(), "one.csv").texts == (text,)


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), min_size=1))
def test_any_text_in_quotes_comes_back_unchanged(texts: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["id", "idé"], *[["1", t] for t in texts]])
    data = out.getvalue().encode("utf-8-sig")
    assert read_ideas(data, "quoted.csv").texts == tuple(texts)


def test_a_real_session_is_read(shared_data: Path) -> None:
    data = (shared_data / "youth-policing" / "comments.csv").read_bytes()
    with io.StringIO(data.decode(), newline="") as text:
        rows = list(csv.DictReader(text))
    ideas = read_ideas(data, "comments.csv")
    assert ideas.column_name == "comment-body"
    assert list(ideas.texts) == [row["comment-body"] for row in rows]
    # Three are how the session's host began it, marked as taken out by moderation.
    assert len(ideas.texts) - sum(row["moderated"] == "-1" for row in rows) == 36


@pytest.mark.parametrize(
    ("written_in", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_encoding(written_in: str, found: str) -> None:
    decoded = decode(NORWEGIAN.encode(written_in), "ideas.txt")
    assert (decoded.text, decoded.encoding) == (NORWEGIAN, found)


def test_the_command_prompt_of_old() -> None:
    text = NORWEGIAN.replace("–", "-")
    assert decode(text.encode("cp850"), "ideas.txt").text == text


def test_another_language_is_guessed() -> None:
    text = "Больше автобусов в центре города\nЛучшая еда в школе\n"
    assert decode(text.encode("cp1251"), "ideas.txt").text == text


@pytest.mark.parametrize("data", [b"text\nbl\xe5b\xe6r\0\n", b"text\nblueberry\0\n", b"a\0b,c"])
def test_a_nul_in_a_text_is_kept(data: bytes) -> None:
    assert decode(data, "ideas.csv").text == data.decode("cp1252")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "import.binary"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "import.binary"),
        (b"PK\x03\x04\x14\0\x06\0", "import.binary"),
        (b"%PDF-1.7\n", "import.binary"),
        (b"\0" * 100, "import.binary"),
        (bytes(range(256)) * 4, "import.binary"),
        (b"", "import.empty"),
        (b"\xef\xbb\xbf", "import.empty"),
        (b"\xff\xfe", "import.empty"),
        (b" \r\n\n", "import.empty"),
        (b"text\r\n", "import.no_ideas"),
        (b"id;text\r\n", "import.no_ideas"),
        ("id,text\n1,blåbær\n2,bål".encode() + b"\xc3", "import.damaged_text"),
        ("idea\nKjø".encode()[:-1], "import.damaged_text"),
        ("idea\nMat\nKjøkken 🍎".encode()[:-2], "import.damaged_text"),
        ("Mat 🍎".encode()[:-1], "import.damaged_text"),
        ("Mat – og drikke –".encode()[:-1], "import.damaged_text"),
        ("Mat –".encode()[:-1], "import.damaged_text"),
        (b"\xef\xbb\xbftext\nbl\xe5\n", "import.damaged_text"),
        ("text\nblå\n".encode("utf-16")[:-1], "import.damaged_text"),
        (b'id;text\n1;a\n2;"b\n3;c; d\n', "import.open_quote"),
        (b'id,text\n1,"' + b"x" * (MOST_CELL + 1) + b'"\n', "import.cell_too_large"),
    ],
    ids=lambda value: value[:20] if isinstance(value, bytes) else value,
)
def test_refused_files(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_ideas(data, "ideas.csv")
    assert caught.value.code == code
    assert caught.value.params["name"] == "ideas.csv"


def test_damage_is_named_by_line() -> None:
    with pytest.raises(BadInput) as caught:
        decode("blåbær\nbål og ål\n".encode() + b"spoilt \xe5\n", "ideas.txt")
    assert caught.value.params == {"name": "ideas.txt", "line": 3, "encoding": "UTF-8"}


def test_a_file_that_is_too_large() -> None:
    class Huge(bytes):
        def __len__(self) -> int:
            return MOST_BYTES + 1

    with pytest.raises(BadInput) as caught:
        decode(Huge(), "ideas.csv")
    assert caught.value.code == "import.too_large"


def test_a_cell_of_a_megabyte() -> None:
    text = "æ" * 1_000_000
    assert read_ideas(f"text\n{text}\n".encode(), "ideas.csv").texts == (text,)


@pytest.mark.parametrize(
    ("data", "texts", "separator"),
    [
        # Sentences with commas are a list, not a table.
        ("Flere busser, færre biler\nTrær, gress, blomster\nMat\n", 3, None),
        ("Flere busser, færre biler\nTrær, gress\n", 2, None),
        ("text\nFlere busser, færre biler\nTrær, gress\n", 2, None),
        ("Idé\nBusser; biler\n", 1, None),
        ("Buss,tog,bane\n", 1, None),
        ('text\n"Busser, biler"\n"Trær"\n', 2, None),
        # Tables
        ("id;text\n1;Busser, biler\n2;Trær, gress\n", 2, ";"),
        ("id\ttext\n1\tBusser, biler\n", 1, "\t"),
        ("id|text\n1|Busser\n", 1, "|"),
        ("Navn;Hva vil du endre?\nKari;Alt\nOla;Intet\n", 2, ";"),
        ("1;Busser\n2;Trær\n3;Gress\n", 3, ";"),
        ("sep=;\r\nid;text\r\n1;Busser\r\n", 1, ";"),
        ("id,text,cost\n1,Busser\n2,Trær,30\n", 2, ","),
        ("id,text\r1,Busser\r2,Trær\r", 2, ","),
    ],
)
def test_list_or_table(data: str, texts: int, separator: str | None) -> None:
    ideas = read_ideas(data.encode(), "ideas.csv")
    assert (len(ideas.texts), ideas.table.grid.separator) == (texts, separator), ideas


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ("id,text\n1,Busser, biler\n", ("Busser, biler",)),
        ("id,text\n1,Busser,\n", ("Busser",)),
        ('"Hei" sa hun, og gikk\nMer\n', ('"Hei" sa hun, og gikk', "Mer")),
        ('id\ttext\n1\t5" rør\n2\t"åpent\n', ('5" rør', '"åpent')),
        ('id,text\n1,"Hei" sa hun\n2,b\n', ('"Hei" sa hun', "b")),
        ('id,text\n1,"""Hei"" sa hun"\n', ('"Hei" sa hun',)),
        ("text\n  innrykk \n\\n&amp;\n=1+1\n", ("  innrykk ", "\\n&amp;", "=1+1")),
        ("text\na\u2028b\x85c\x0bd\n", ("a\u2028b\x85c\x0bd",)),
        ('text\n"over\r\nto"\n', ("over\r\nto",)),
    ],
)
def test_stored_as_typed(data: str, texts: tuple[str, ...]) -> None:
    assert read_ideas(data.encode(), "ideas.csv").texts == texts


def test_a_text_file_is_lines() -> None:
    data = b'"In quotes"\n\n- a dash, a comma\n'
    ideas = read_ideas(data, "ideas.txt")
    assert ideas.texts == ('"In quotes"', "- a dash, a comma")
    assert refused(ideas) == []


def test_blank_ideas_are_refused_with_their_line() -> None:
    data = b'id,text\n1,"over\ntwo lines"\n2,\n3,b\n4,"  "\n5\n\n6,c\n'
    ideas = read_ideas(data, "ideas.csv")
    assert ideas.texts == ("over\ntwo lines", "b", "c")
    assert refused(ideas) == [(4, "idea.blank"), (6, "idea.blank"), (7, "idea.blank")]


def test_blank_lines_of_one_column_are_refused_but_not_at_the_end() -> None:
    ideas = read_ideas(b"text\na\n\nb\n\n\n", "ideas.csv")
    assert (ideas.texts, refused(ideas)) == (("a", "b"), [(3, "idea.blank")])


def test_a_line_with_too_many_cells_is_refused() -> None:
    ideas = read_ideas(b"id,text,cost\n1,a, b,30\n2,c,40\n", "ideas.csv")
    assert (ideas.texts, refused(ideas)) == (("c",), [(2, "import.too_many_cells")])


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("id;tekst;idé", 2),
        ("id;IDÉ;text", 1),
        ("id;ide\u0301;text", 1),
        ("id; Comment_Body ;x", 1),
        ("a;b;c", 1),
    ],
)
def test_the_column_of_ideas(header: str, column: int) -> None:
    data = f"{header}\n1;the longest of the three;short\n"
    assert find_text_column(read_table(data.encode(), "ideas.csv")) == column


def test_another_column_can_be_chosen() -> None:
    ideas = read_ideas(b"id,text,title\n1,a,b\n", "ideas.csv", column=2)
    assert (ideas.texts, ideas.column_name) == (("b",), "title")


def test_lines_of_typed_text() -> None:
    assert lines_of(" a \r\n\r\n\tb, c\rd\n \n") == [" a ", "\tb, c", "d"]
    assert lines_of("") == []


# What somebody corrects


def corrected(text: str, choices: Choices, encoding: str = "utf-8") -> Reading:
    return read(text.encode(encoding), "ideas.csv", choices)


def test_another_separator_can_be_chosen() -> None:
    text = "Busser; biler\nTrær; gress\n"
    assert corrected(text, Choices()).texts == ("Busser; biler", "Trær; gress")
    assert corrected(text, Choices(separator=";", column=1)).texts == (" biler", " gress")
    assert corrected("a,b\n1,2\n", Choices(separator="", header=False)).texts == ("a,b", "1,2")
    assert corrected("a#b\n1#2\n", Choices(separator="#", column="b")).texts == ("2",)


def test_a_line_that_names_the_separator_is_no_row_whatever_is_chosen() -> None:
    reading = corrected("sep=;\nid,idé\n1,Busser\n", Choices(separator=","))
    assert (reading.texts, reading.table.columns) == (("Busser",), ("id", "idé"))


def test_an_open_quotation_mark_is_a_character_where_the_separator_is_chosen() -> None:
    assert corrected('id;idé\n1;"åpent\n', Choices(separator=";")).texts == ('"åpent',)


def test_the_first_row_can_be_a_heading_or_not() -> None:
    text = "Våre forslag\nBusser\nBiler\n"
    assert len(corrected(text, Choices()).texts) == 3
    headed = corrected(text, Choices(header=True))
    assert (headed.texts, headed.table.columns) == (("Busser", "Biler"), ("Våre forslag",))
    assert corrected("id;idé\n1;a\n", Choices(header=False)).texts == ("idé", "a")
    with pytest.raises(BadInput, match="no_ideas"):
        corrected("Busser\n", Choices(header=True))


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        ("Nei", ("n",)),
        ("nei", ("n",)),
        ("A", ("a",)),
        ("b", ("n",)),
        ("3", ("c",)),
        (0, ("1",)),
    ],
)
def test_a_column_by_name_letter_or_number(column: str | int, texts: tuple[str, ...]) -> None:
    text = "id,Nei,A\n1,n,a\n" if column == "A" else "id,Nei,x\n1,n,c\n"
    assert corrected(text, Choices(column=column)).texts == texts


def test_a_column_that_there_is_not_is_told_with_those_there_are() -> None:
    with pytest.raises(BadInput) as caught:
        corrected("id,Nei\n1,n\n", Choices(column="Idé"))
    assert caught.value.params["known"] == "id, Nei"
    with pytest.raises(BadInput) as caught:
        corrected("1,n\n2,m\n", Choices(column="C", header=False))
    assert caught.value.params["known"] == "A, B"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_an_encoding_that_is_chosen_is_the_one_that_is_read(encoding: str) -> None:
    reading = corrected("idé\nblåbær\n", Choices(encoding=encoding), encoding)
    assert reading.texts == ("blåbær",)
    assert reading.table.columns == ("idé",)


def test_a_wrong_encoding_is_told_by_line() -> None:
    with pytest.raises(BadInput) as caught:
        corrected("idé\nbl\u00e5\n", Choices(encoding="utf-8"), "cp1252")
    assert caught.value.code == "import.wrong_encoding"
    assert caught.value.params == {"name": "ideas.csv", "line": 1, "encoding": "utf-8"}
    spoilt = "idé æøå\nblå\n".encode() + b"\xe5\n"
    assert read(spoilt, "x.csv", Choices(encoding="cp1252")).texts[-1] == "å"


@pytest.mark.parametrize("encoding", ["nonsense", "hex", "undefined", "\0", "a" * 500])
def test_an_encoding_that_there_is_not(encoding: str) -> None:
    with pytest.raises(BadInput) as caught:
        corrected("a\n", Choices(encoding=encoding))
    assert caught.value.code == "import.no_such_encoding"


def test_what_goes_with_spreadsheets_does_not_go_with_text() -> None:
    with pytest.raises(BadInput) as caught:
        corrected("a\n", Choices(sheet="Ark1"))
    assert caught.value.code == "import.no_sheets"


def test_the_same_idea_is_told_and_left_out_only_where_that_is_wanted() -> None:
    data = "idé\nBusser\nBiler\nBusser\nbusser\nBiler \n".encode()
    kept = read(data, "x.csv")
    assert [(one.line, one.first) for one in kept.same] == [(4, 2)]
    assert (len(kept.texts), kept.refused) == (5, ())
    left = read(data, "x.csv", Choices(leaves_same_out=True))
    assert left.texts == ("Busser", "Biler", "busser", "Biler ")
    assert refused(left) == [(4, "import.same_as_line")]


def test_an_idea_that_a_session_would_refuse_is_told_with_its_length() -> None:
    data = ("text\n" + "æ" * 1_000_001 + "\nb\n").encode()
    reading = read(data, "x.csv")
    assert reading.texts == ("b",)
    [row] = reading.refused
    assert (row.line, row.code) == (2, "idea.too_long")
    assert row.params == {"most": 1_000_000, "length": 1_000_001}


# Limits


def test_as_many_rows_as_a_session_takes_and_no_more() -> None:
    rows = b"idea\n" + b"a\n" * MOST_ROWS
    assert len(read(rows + b"\n" * 1000, "x.csv").texts) == MOST_ROWS
    for data in (rows + b"b\n", b"1\n" * (MOST_ROWS + 1), b"a\n" + b"\n" * 1_100_000 + b"b\n"):
        with pytest.raises(BadInput) as caught:
            read(data, "x.csv")
        assert caught.value.code == "import.too_many_rows"


def test_too_many_columns() -> None:
    row = ",".join(["a"] * (MOST_COLUMNS + 1))
    with pytest.raises(BadInput) as caught:
        read(f"{row}\n{row}\n".encode(), "x.csv")
    assert caught.value.code == "import.too_wide"


def test_a_cell_of_a_million_figures_and_a_letter_is_read_at_once() -> None:
    text = "1" * 999_999 + "x"
    data = f"b;c\na;{text}\n".encode()
    assert read(data, "x.csv", Choices(column=1, separator=";", header=False)).texts == ("c", text)
    assert not read(data, "x.csv", Choices(column=9, separator=";")).refused  # looks for another


def test_reading_can_be_followed_and_stopped() -> None:
    data = b"a\n" * 5000
    seen: list[float] = []
    read_grid(data, "x.csv", watch=seen.append)
    assert len(seen) == 10
    assert seen == sorted(seen)

    def stop(done: float) -> None:
        if done > 0.3:
            raise Stopped

    with pytest.raises(Stopped):
        read_grid(data, "x.csv", watch=stop)
