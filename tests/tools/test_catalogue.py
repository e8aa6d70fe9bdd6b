"""The catalogue finds every text, and every fault of a translation."""

import gettext
from pathlib import Path

import pytest

from tools import catalogue

CODE = """
def show(t, data):
    t.text("Close")
    t.text("Hello {name}", name=t.text("you"))
    t.text("On" if data else "Off")
    t.count("{n} idea", "{n} ideas", 3)
    t.text(data)
    data.count(b"x"), "abc".count("a")
LABEL = mark("Board " "view")
"""
WORDS: dict[str, str | list[str]] = {
    "Close": "Lukk",
    "Hello {name}": "Hei {name}",
    "you": "du",
    "On": "På",
    "Off": "Av",
    "{n} idea": ["{n} idé", "{n} ideer"],
    "Board view": "Tavle",
}


@pytest.fixture
def place(tmp_path: Path) -> catalogue.Place:
    place = catalogue.Place(tmp_path, "shop")
    write(place, CODE)
    return place


def write(place: catalogue.Place, code: str) -> None:
    folder = place.root / place.package
    folder.mkdir(exist_ok=True)
    (folder / "window.py").write_text(code, encoding="utf-8")


def words(place: catalogue.Place, **changed: str | list[str]) -> None:
    catalogue.fill(place, {**WORDS, **changed})


def test_every_marked_text_is_found(place: catalogue.Place) -> None:
    catalogue.update(place)
    assert {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue.read(place)} == {
        "",
        *WORDS,
    }


def test_complete_catalogue_has_no_problems_and_is_read(place: catalogue.Place) -> None:
    words(place)
    assert catalogue.problems(place) == []
    with place.compiled.open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.gettext("Board view") == "Tavle"
    assert [read.ngettext("{n} idea", "{n} ideas", n) for n in (0, 1, 2)] == [
        "{n} ideer",
        "{n} idé",
        "{n} ideer",
    ]


def test_a_number_in_the_compiled_catalogue_is_no_end_of_a_line(place: catalogue.Place) -> None:
    words(place, Close="x" * 0x0A0D)  # its length stands there as the bytes 0D 0A
    assert b"\r\n" in place.compiled.read_bytes()
    assert catalogue.problems(place) == []


def test_what_is_written_depends_on_nothing_but_the_texts(place: catalogue.Place) -> None:
    words(place)
    files = (place.template, place.translation, place.compiled)
    before = [path.read_bytes() for path in files]
    write(place, "\n\n# moved down\n" + CODE)
    catalogue.update(place)
    assert [path.read_bytes() for path in files] == before
    assert b"Date" not in b"".join(before)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"Close": ""}, "untranslated: 'Close' (shop/window.py)"),
        ({"{n} idea": ["{n} idé", ""]}, "untranslated: '{n} idea' (shop/window.py)"),
        (
            {"Hello {name}": "Hei {navn}"},
            "placeholders: 'Hello {name}' (shop/window.py): name, navn",
        ),
        ({"{n} idea": ["en idé", "ideer"]}, "placeholders: '{n} idea' (shop/window.py): n"),
        ({"Close": "Lukk {"}, "braces: 'Close' (shop/window.py): Single '{' encountered"),
    ],
)
def test_fault_of_a_translation_is_told(
    place: catalogue.Place, changed: dict[str, str | list[str]], problem: str
) -> None:
    words(place, **changed)
    (told,) = catalogue.problems(place)
    assert told.startswith(problem)


def test_new_text_is_missing_until_it_is_updated(place: catalogue.Place) -> None:
    words(place)
    write(place, CODE + 'mark("New")\n')
    told = catalogue.problems(place)
    assert "missing: 'New' (shop/window.py)" in told
    assert "not up to date: resources/locales/shop.pot" in told


def test_translation_nobody_asks_for_is_kept_and_comes_back(place: catalogue.Place) -> None:
    words(place)
    write(place, CODE.replace('"Close"', '"Shut"'))
    catalogue.update(place)
    assert "obsolete: 'Close'" in catalogue.problems(place)
    write(place, CODE)
    catalogue.update(place)
    catalogue.update(place, drop_obsolete=True)
    assert catalogue.problems(place) == []


def test_uncertain_translation_is_told(place: catalogue.Place) -> None:
    words(place)
    text = place.translation.read_text(encoding="utf-8")
    place.translation.write_text(
        text.replace('msgid "Close"', '#, fuzzy\nmsgid "Close"'), encoding="utf-8"
    )
    assert "fuzzy: 'Close' (shop/window.py)" in catalogue.problems(place)


def test_half_edited_code_changes_nothing(place: catalogue.Place) -> None:
    words(place)
    before = place.translation.read_bytes()
    write(place, CODE + "def (")
    with pytest.raises(SyntaxError):
        catalogue.update(place)
    assert place.translation.read_bytes() == before


def test_fill_refuses_what_the_code_does_not_have(place: catalogue.Place) -> None:
    assert catalogue.fill(place, {"Closed": "Lukket"}) == ["Closed"]
