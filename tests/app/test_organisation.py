"""Editing the organisation, and bringing lists into it."""

import itertools
from collections.abc import Callable

import pytest

from workshop_studio.app.organisation import (
    added,
    bring_in,
    changed_group,
    matched,
    moved,
    named,
    removed,
    renamed,
)
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.organisation import LeadershipGroup, Organisation, Unit

LIST = (
    "Programområde;Kull;Ledergruppe;Mål\n"
    "Oppvekst;Kull 1;Rektorene;Alle blir med\n"
    "Oppvekst;Kull 1;Barnehagene;\n"
    "Helse;Kull 2;Rektorene;Alle blir med\n"
)


def ids() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"new-{next(numbers)}"


def brought(text: str, before: Organisation | None = None) -> Organisation:
    return bring_in(before or Organisation(), text.encode(), "list.csv", ids()).organisation


def names(units: tuple[Unit, ...]) -> list[str]:
    return [unit.name for unit in units]


def test_a_list_fills_all_four() -> None:
    organisation = brought(LIST)
    assert names(organisation.areas) == ["Oppvekst", "Helse"]
    assert names(organisation.cohorts) == ["Kull 1", "Kull 2"]
    assert names(organisation.goals) == ["Alle blir med"]
    assert names(organisation.groups) == ["Rektorene", "Barnehagene", "Rektorene"]
    area = {unit.id: unit.name for unit in organisation.areas}
    assert [area[group.area or ""] for group in organisation.groups] == [
        "Oppvekst",
        "Oppvekst",
        "Helse",
    ]


@pytest.mark.parametrize(
    "header", ["Programme area,Cohort,Leadership group,Goal", "area,cohort,group,goal"]
)
def test_english_columns_are_known(header: str) -> None:
    organisation = brought(f"{header}\nHealth,One,Nurses,Be well\nHealth,One,Doctors,Be well\n")
    assert names(organisation.groups) == ["Nurses", "Doctors"]
    assert names(organisation.goals) == ["Be well"]


def test_a_list_of_one_column_is_enough() -> None:
    assert names(brought("Kull\nHøst 2026\nVår 2027\n").cohorts) == ["Høst 2026", "Vår 2027"]


def test_what_is_there_already_is_counted_and_keeps_its_id() -> None:
    before = brought(LIST)
    again = bring_in(before, LIST.replace("Rektorene", " rektorene ").encode(), "x.csv", ids())
    assert again.organisation == before
    assert set(again.added.values()) == {0}
    assert again.there == 8


def test_rows_are_refused_with_line_and_reason() -> None:
    rows = f"Ledergruppe;Kull\nA;1\n;\nB;{'x' * 501}\nC;1;more\nD;2\n"
    result = bring_in(Organisation(), rows.encode(), "x.csv", ids())
    assert names(result.organisation.groups) == ["A", "D"]
    assert result.refused == (
        (3, "organisation.no_name"),
        (4, "organisation.long_name"),
        (5, "import.too_many_cells"),
    )


def test_a_list_of_something_else_changes_nothing() -> None:
    with pytest.raises(BadInput) as caught:
        brought("Idé;Stemmer\nMer skog;3\nMer hav;4\n")
    assert caught.value.code == "organisation.no_column"


def test_a_list_of_5000_groups_comes_in_whole() -> None:
    rows = "".join(f"Område {n % 40};Kull {n % 9};Gruppe {n};Mål {n % 7}\n" for n in range(5000))
    assert len(brought("Programområde;Kull;Ledergruppe;Mål\n" + rows).groups) == 5000


def test_add_rename_place_and_remove() -> None:
    one = added(Organisation(), "area", " Helse ", "a")
    one = added(one, "group", "Sykehjemmene", "g", area="a")
    one = renamed(one, "group", "g", "Hjemmene")
    assert one.groups == (LeadershipGroup(id="g", name="Hjemmene", area="a"),)
    one = changed_group(added(one, "cohort", "Kull 1", "c"), "g", "Hjemmene", "a", "c")
    assert one.groups[0].cohort == "c"
    without = removed(one, "area", "a")
    assert without.areas == ()
    assert without.groups == (LeadershipGroup(id="g", name="Hjemmene", cohort="c"),)


def test_a_name_stands_once_in_a_list_and_a_group_once_in_an_area() -> None:
    one = added(added(Organisation(), "area", "Helse", "a"), "group", "Ledelsen", "g", area="a")
    with pytest.raises(BadInput, match="there_already"):
        added(one, "area", "helse  ", "b")
    with pytest.raises(BadInput, match="there_already"):
        added(one, "group", "Ledelsen", "h", area="a")
    assert len(added(one, "group", "Ledelsen", "h").groups) == 2


@pytest.mark.parametrize("name", ["", " \t", "x" * 501, "\ud800"])
def test_names_that_are_none_are_refused(name: str) -> None:
    with pytest.raises(BadInput):
        added(Organisation(), "goal", name, "a")


def test_what_goes_by_a_wrong_id_is_told() -> None:
    with pytest.raises(BadInput, match="not_there"):
        renamed(Organisation(), "goal", "nobody", "Name")


def test_one_is_moved_within_its_list_and_not_beyond() -> None:
    one = brought("Kull\nA\nB\nC\n")
    ids_ = {unit.name: unit.id for unit in one.cohorts}
    assert names(moved(one, "cohort", ids_["C"], -1).cohorts) == ["A", "C", "B"]
    assert names(moved(one, "cohort", ids_["A"], 9).cohorts) == ["B", "C", "A"]
    assert moved(one, "cohort", ids_["A"], -1) == one
    with pytest.raises(BadInput, match="not_there"):
        moved(one, "cohort", "nobody", 1)


def test_a_name_means_the_one_that_has_it_and_nothing_where_several_do() -> None:
    one = brought(LIST)
    places = {group.area: group.id for group in one.groups if group.name == "Rektorene"}
    assert named(one, "area", " helse ") == one.areas[1].id
    assert named(one, "area", "Kultur") is None
    assert named(one, "goal", "") is None
    assert named(one, "group", "Rektorene") is None
    for area, group in places.items():
        assert named(one, "group", "rektorene", area) == group


def test_the_texts_of_a_frame_are_matched_and_a_group_brings_its_place() -> None:
    one = brought(LIST)
    texts, found = matched(one, {"area": "", "cohort": "", "goal": "Noe", "group": "Barnehagene"})
    assert texts == {"area": "Oppvekst", "cohort": "Kull 1", "goal": "Noe", "group": "Barnehagene"}
    assert found == {
        "area": one.areas[0].id,
        "cohort": one.cohorts[0].id,
        "group": one.groups[1].id,
    }
    texts, found = matched(one, {"area": "Tverretatlig", "group": "Barnehagene"})
    assert texts == {"area": "Tverretatlig", "cohort": "Kull 1", "group": "Barnehagene"}
    assert set(found) == {"cohort", "group"}
    assert matched(Organisation(), {"group": "X"}) == ({"group": "X"}, {})
