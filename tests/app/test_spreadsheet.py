"""Spreadsheets in, ideas out: as a person sees them, or refused with what to do."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from tests.app.compound import encrypted_workbook
from workshop_studio.app.ideas_in import Choices, Reading, read_ideas
from workshop_studio.app.progress import Stopped, unwatched
from workshop_studio.app.spreadsheet import read_sheet
from workshop_studio.app.tables import MOST_COLUMNS
from workshop_studio.app.workbook import MOST_PART, MOST_WHOLE, Archive, read_workbook
from workshop_studio.domain.errors import BadInput

NO_SHEET = {"import.broken_spreadsheet", "import.not_spreadsheet", "import.empty"}

MIDNIGHT = datetime.combine(date(2026, 11, 24), time())
AS_FOUND = Choices()
Fill = Callable[[Worksheet], None]


def made(*rows: tuple[Any, ...], fill: Fill | None = None) -> bytes:
    """A real file of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    if fill is not None:
        fill(sheet)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The same file with other parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def without(data: bytes, part: str) -> bytes:
    def take_out(parts: dict[str, bytes]) -> None:
        del parts[part]

    return with_parts(data, take_out)


def with_sheet(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with another text of its first sheet."""
    path = "xl/worksheets/sheet1.xml"
    return with_parts(data, lambda parts: parts.update({path: change(parts[path])}))


def sheet_of(rows: str, before: str = "") -> bytes:
    """A file whose rows are written by hand."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'{before}<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData></worksheet>'
    return with_sheet(made(("x",)), lambda _: xml.encode())


def refused(reading: Reading) -> list[tuple[int, str]]:
    return [(row.line, row.code) for row in reading.refused]


def code_of(data: bytes, name: str = "ideas.xlsx", choices: Choices = AS_FOUND) -> str:
    with pytest.raises(BadInput) as caught:
        read_ideas(data, name, choices)
    assert caught.value.params["name"] == name
    return caught.value.code


# What a person sees


def test_a_column_of_ideas_is_found() -> None:
    data = made(("nr", "Idé", "Stemmer"), (1, "Flere busser", 3), (2, "Bålplass på Øya", 1))
    reading = read_ideas(data, "ideas.xlsx")
    assert reading.texts == ("Flere busser", "Bålplass på Øya")
    assert (reading.column, reading.refused) == (1, ())
    grid = reading.table.grid
    assert (grid.sheet, grid.sheets, grid.encoding) == ("Sheet", ("Sheet",), "")


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (3.0, None, "3"),
        (3, None, "3"),
        (-2.5, None, "-2.5"),
        (0.1 + 0.2, None, "0.3"),
        (1e20, None, "1e+20"),
        (123456789012, None, "123456789012"),
        (0.25, "0%", "25%"),
        (0.2555, "0.0%", "25.6%"),
        (True, None, "TRUE"),
        (date(2026, 11, 24), None, "2026-11-24"),
        (MIDNIGHT, None, "2026-11-24 00:00"),
        (MIDNIGHT.replace(hour=14, minute=30), None, "2026-11-24 14:30"),
        (MIDNIGHT.replace(hour=14, second=5), None, "2026-11-24 14:00:05"),
        (time(8, 5), None, "08:05"),
        (timedelta(hours=30, minutes=5), None, "30:05"),
        ("=cmd|' /C calc'!A0", None, None),
        ("  innrykk \n og linje", None, "  innrykk \n og linje"),
        ("en_x000D_\nto", None, "en\r\nto"),
        ("_x0041_ x005F", None, "_x0041_ x005F"),
    ],
)
def test_a_cell_reads_as_a_person_sees_it(
    value: Any, number_format: str | None, shown: str | None
) -> None:
    def fill(sheet: Worksheet) -> None:
        cell = sheet["A2"]
        cell.value = value
        if number_format:
            cell.number_format = number_format

    reading = read_ideas(made(("Idé",), fill=fill), "ideas.xlsx", Choices(header=True))
    assert reading.texts == (() if shown is None else (shown,))


def text_as_excel_keeps_it(text: str) -> bool:
    return not ILLEGAL_CHARACTERS_RE.search(text) and "_x00" not in text and "x005F_" not in text


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=60)


@given(st.lists(CELL.filter(str.strip).filter(text_as_excel_keeps_it), min_size=1, max_size=8))
@settings(max_examples=25)
def test_any_text_comes_back_unchanged(texts: list[str]) -> None:
    def fill(sheet: Worksheet) -> None:
        for row, text in enumerate(texts, 2):
            cell = sheet.cell(row, 2)
            cell.value, cell.data_type = text, "s"  # else a text with = would be a formula

    data = made(("nr", "idé"), fill=fill)
    # XML has no characters beyond these two for what a computer cannot show
    wanted = tuple(text for text in texts if not re.search("[\ufffe\uffff]", text))
    if len(wanted) == len(texts):
        assert read_ideas(data, "any.xlsx").texts == wanted


def test_rich_text_and_inline_text_are_text() -> None:
    data = sheet_of(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Idé</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><r><t>Flere </t></r><r><t>busser</t></r></is></c>'
        "</row>"
    )
    assert read_ideas(data, "ideas.xlsx").texts == ("Flere busser",)


def test_texts_that_cells_share_as_excel_writes_them() -> None:
    """openpyxl writes each text in its cell; Excel and LibreOffice write a list of them."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = (
        f'<sst xmlns="{namespace}" count="3" uniqueCount="3"><si><t>Idé</t></si>'
        '<si><t xml:space="preserve"> Buss_x000D_\n</t></si>'
        "<si><r><t>Bål</t></r><r><rPr><b/></rPr><t>plass</t></r>"
        '<rPh sb="0" eb="1"><t>no</t></rPh></si></sst>'
    )
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>' for n in (1, 2, 3))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"

    def share(parts: dict[str, bytes]) -> None:
        parts["xl/sharedStrings.xml"] = shared.encode()
        types = parts["[Content_Types].xml"].decode()
        override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
        parts["[Content_Types].xml"] = re.sub("</Types>", override, types).encode()

    reading = read_ideas(with_parts(sheet_of(rows), share), "ideas.xlsx")
    assert reading.texts == (" Buss\r\n", "Bålplass")


def test_blank_rows_are_passed_over_and_rows_keep_their_numbers() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"] = "nr", "idé"
        sheet["B4"] = "Busser"
        sheet["A6"], sheet["B6"] = 2, "  "
        sheet["A9"] = "   "
        sheet["B900"] = "Biler"
        sheet["C950"].number_format = "0.0"

    reading = read_ideas(made(fill=fill), "ideas.xlsx")
    assert reading.texts == ("Busser", "Biler")
    assert [row.line for row in reading.table.rows] == [4, 6, 900]
    assert refused(reading) == [(6, "idea.blank")]


def test_merged_cells_are_one_idea_in_the_first_of_them() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:B3")
        sheet["C3"] = "beside"

    data = made(("idé", "x", "y"), ("Busser", None, None), fill=fill)
    reading = read_ideas(data, "ideas.xlsx")
    assert (reading.texts, refused(reading)) == (("Busser",), [(3, "idea.blank")])


def test_rows_may_be_wider_than_the_heading() -> None:
    data = made(("idé",), ("Busser", "og mer", "til"))
    reading = read_ideas(data, "ideas.xlsx")
    assert (reading.texts, reading.table.width) == (("Busser",), 3)
    assert read_ideas(data, "ideas.xlsx", Choices(column="C")).texts == ("til",)


def test_the_first_sheet_that_holds_something_is_taken_and_another_can_be() -> None:
    book = openpyxl.Workbook()
    for title, text in (("Hemmelig", "secret"), ("Ark 2", "two"), ("Ark <3>", "three")):
        sheet = book.create_sheet(title)
        sheet.append(["idé"])
        sheet.append([text])
    book["Hemmelig"].sheet_state = "hidden"
    book.create_sheet("Borte").sheet_state = "veryHidden"
    book.create_chartsheet("Diagram")
    data = saved(book)
    reading = read_ideas(data, "ideas.xlsx")
    assert reading.texts == ("two",)
    grid = reading.table.grid
    assert (grid.sheet, grid.sheets) == ("Ark 2", ("Sheet", "Ark 2", "Ark <3>"))
    assert read_ideas(data, "x.xlsx", Choices(sheet="Ark <3>")).texts == ("three",)
    assert code_of(data, choices=Choices(sheet="Sheet")) == "import.empty_sheet"
    for gone in ("Hemmelig", "Diagram", "ark 2"):
        assert code_of(data, choices=Choices(sheet=gone)) == "import.no_such_sheet"


# Formulas


def test_a_formula_counts_by_its_stored_value_and_is_refused_without_one() -> None:
    data = sheet_of(
        '<row r="1"><c r="A1" t="str"><v>idé</v></c><c r="B1" t="str"><v>sum</v></c></row>'
        '<row r="2"><c r="A2" t="str"><f>"Flere "&amp;"busser"</f><v>Flere busser</v></c></row>'
        '<row r="3"><c r="A3"><f>1+1</f><v>2</v></c></row>'
        '<row r="4"><c r="A4"><f>1+1</f></c></row>'
        '<row r="5"><c r="A5" t="str"><f>""</f><v></v></c><c r="B5"><v>1</v></c></row>'
        '<row r="6"><c r="A6" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="7"><c r="A7" t="str"><v>Biler</v></c><c r="B7"><f>1+1</f></c></row>'
        '<row r="8"><c r="A8" t="str"><f t="shared" ref="A8:A9" si="0">B8&amp;"x"</f><v>en</v></c>'
        '</row><row r="9"><c r="A9" t="str"><f t="shared" si="0"/><v>to</v></c></row>'
        '<row r="10"><c r="A10" t="str"><f>""</f><v></v></c></row>'
    )
    reading = read_ideas(data, "ideas.xlsx")
    assert reading.texts == ("Flere busser", "2", "Biler", "en", "to")
    assert refused(reading) == [
        (4, "import.formula"),
        (5, "idea.blank"),
        (6, "import.cell_error"),
    ]


def test_a_file_full_of_formulas_that_were_never_counted_out() -> None:
    reading = read_ideas(made(*[(f"=A{n}&B{n}",) for n in range(1, 400)]), "ideas.xlsx")
    assert (reading.texts, len(reading.refused)) == ((), 399)
    assert {code for _, code in refused(reading)} == {"import.formula"}


# Files that are something else


def test_what_is_not_read_is_told_with_what_to_do() -> None:
    good = made(("idé",), ("Busser",))

    def zipped(**parts: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            for part, text in parts.items():
                file.writestr(part, text)
        return out.getvalue()

    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    assert code_of(ole + "EncryptedPackage".encode("utf-16-le")) == "import.password"
    assert code_of(encrypted_workbook()) == "import.password"
    assert code_of(encrypted_workbook()[:1300], "ideas.csv") == "import.password"
    assert code_of(ole + "Workbook".encode("utf-16-le")) == "import.old_format"
    assert code_of(ole, "ideas.xls") == "import.old_format"
    assert code_of(ole + "WordDocument".encode("utf-16-le"), "x.doc") == "import.binary"
    assert code_of(b"<html><table>", "ideas.xls") == "import.old_format"
    assert code_of(b"id;text\n1;a\n") == "import.not_spreadsheet"
    assert code_of(b"") == "import.empty"
    assert code_of(good[: len(good) // 2]) == "import.broken_spreadsheet"
    assert code_of(good[:-30]) == "import.broken_spreadsheet"
    assert code_of(zipped(a="b"), "x.zip") == "import.not_spreadsheet"
    assert code_of(zipped(), "x.xlsx") == "import.not_spreadsheet"
    for document in ("word/document.xml", "ppt/presentation.xml"):
        office = zipped(**{"[Content_Types].xml": "<Types/>", document: "<x/>"})
        assert code_of(office, "x.docx") == "import.not_spreadsheet"
    ods = zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet")
    assert code_of(ods, "x.ods") == "import.other_format"
    assert code_of(zipped(**{"xl/workbook.bin": ""}), "x.xlsb") == "import.other_format"
    for gone in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"):
        data = without(good, gone)
        assert code_of(data) in NO_SHEET
    assert code_of(saved(openpyxl.Workbook())) == "import.empty"
    assert code_of(made(("idé",))) == "import.no_ideas"


def test_a_spreadsheet_is_one_whatever_it_is_called() -> None:
    assert read_ideas(made(("idé",), ("Busser",)), "ideas.csv").texts == ("Busser",)
    assert code_of(made(("a",)), choices=Choices(encoding="utf-8")) == "import.no_text_file"


def test_a_zip_with_a_password() -> None:
    def lock(data: bytes) -> bytes:
        """Say of every part that it is encrypted."""
        changed = bytearray(data)
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = changed.find(mark)
            while at >= 0:
                changed[at + place] |= 1
                at = changed.find(mark, at + 4)
        return bytes(changed)

    assert code_of(lock(made(("idé",)))) == "import.password"


# Hostile files


def claiming(data: bytes, part: bytes, size: int) -> bytes:
    """The same file, whose list of contents gives a part another size."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        if part in changed[at : at + 80]:
            changed[at + 24 : at + 28] = size.to_bytes(4, "little")
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def test_a_part_that_unpacks_too_far_is_not_unpacked() -> None:
    data = made(("idé",), ("Busser",))
    assert code_of(claiming(data, b"sheet1.xml", MOST_PART + 1)) == "import.unpacks"
    assert code_of(claiming(data, b"styles.xml", MOST_WHOLE + 1)) == "import.unpacks"
    real = with_parts(data, lambda parts: parts.update({"xl/styles.xml": bytes(MOST_WHOLE + 1)}))
    assert len(real) < 100_000
    assert code_of(real) == "import.unpacks"


def test_a_part_that_lies_about_its_size_is_read_no_further() -> None:
    data = made(("idé",), ("Busser",))
    assert code_of(claiming(data, b"sheet1.xml", 40)) == "import.broken_spreadsheet"


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    rows = '<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>'
    assert code_of(sheet_of(rows, bomb)) == "import.broken_spreadsheet"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ('<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>', "import.too_many_rows"),
        ('<row r="1"><c r="IW1"><v>1</v></c></row>', "import.too_wide"),
        ('<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>', "import.broken_spreadsheet"),
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', "import.broken_spreadsheet"),
        ('<row r="1"><c r="A1"><v>x</v></c></row>', "import.broken_spreadsheet"),
        ('<row r="x"><c r="A1"><v>1</v></c></row>', "import.broken_spreadsheet"),
        ('<row r="1"><c r="A1"><v>1</v>', "import.broken_spreadsheet"),
    ],
)
def test_sheets_that_make_no_sense(rows: str, code: str) -> None:
    assert code_of(sheet_of(rows)) == code


def test_a_sheet_that_claims_to_be_huge_is_read_as_it_is() -> None:
    claim = b'<dimension ref="A1:XFD1048576"/>'
    data = with_sheet(
        made(("idé",), ("Busser",)), lambda xml: re.sub(rb"<dimension [^>]*>", claim, xml)
    )
    assert read_ideas(data, "ideas.xlsx").texts == ("Busser",)


def test_a_cell_of_a_million_characters_and_one_more() -> None:
    texts = ["æ" * 1_000_000, "æ" * 1_000_001]
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for n, text in enumerate(texts, 1)
    )
    reading = read_ideas(sheet_of(rows), "ideas.xlsx")
    assert reading.texts == (texts[0],)
    assert refused(reading) == [(2, "idea.too_long")]


def test_more_rows_than_a_session_takes() -> None:
    rows = "".join(f"<row><c><v>{n}</v></c></row>" for n in range(202))
    with Archive(sheet_of(rows), "x.xlsx", unwatched) as archive:
        assert len(read_workbook(archive, "x.xlsx", None, most=201).rows) == 202
        with pytest.raises(BadInput) as caught:
            read_workbook(archive, "x.xlsx", None, most=200)
    assert caught.value.code == "import.too_many_rows"


def test_more_columns_than_are_read() -> None:
    assert code_of(made(tuple(range(MOST_COLUMNS + 1)))) == "import.too_wide"
    assert read_ideas(made(tuple(range(MOST_COLUMNS))), "x.xlsx", Choices(column=3)).texts == ("3",)


def test_reading_can_be_followed_and_stopped() -> None:
    data = made(*[(f"idé {n}",) for n in range(3000)])
    seen: list[float] = []
    assert len(read_sheet(data, "x.xlsx", watch=seen.append).rows) == 3000
    assert seen == sorted(seen)
    assert seen[-1] <= 1
    assert len(seen) > 5

    def stop(done: float) -> None:
        if done > 0.5:
            raise Stopped

    with pytest.raises(Stopped):
        read_sheet(data, "x.xlsx", watch=stop)


def test_whatever_is_broken_in_a_file_it_is_read_or_refused() -> None:
    chance = random.Random(4)
    good = made(("nr", "idé"), *[(n, f"Idé {n}") for n in range(20)], (21, date(2026, 1, 1)))
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(good)) as file:
        parts.update({name: file.read(name) for name in file.namelist()})
    told: list[object] = []
    for number in range(300):
        if number % 3:  # within a part, so that the zip itself is sound
            name = chance.choice(list(parts))
            part = bytearray(parts[name])
            for _ in range(chance.randint(1, 4)):
                part[chance.randrange(len(part))] = chance.choice(b'<>/"=0 9xA&')
            data = with_parts(good, lambda all_, n=name, p=bytes(part): all_.update({n: p}))  # type: ignore[misc]
        else:
            spoilt = bytearray(good)
            for _ in range(chance.randint(1, 8)):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            data = bytes(spoilt)
        try:
            read_ideas(data, "ideas.xlsx")
        except BadInput as error:
            told.append(error.params["name"])
    assert 50 < len(told) < 300
    assert set(told) == {"ideas.xlsx"}
