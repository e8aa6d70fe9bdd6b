"""Results in words."""

import pytest

from tests.drawing.sample_charts import bars_chart
from workshop_studio.blocks import Bar
from workshop_studio.i18n.charts import tied, ties
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources

NB = Translator("nb", resources() / "locales")
EN = Translator("en", resources() / "locales")


@pytest.mark.parametrize(
    ("told", "values", "expected"),
    [
        ("counted.dots", (5, 3, 3, 0, 0), ["Tied for second place"]),
        ("counted.copeland", (4, 2, -2, -2, -2), ["Tied for third place"]),
        ("counted.copeland", (0, 0, 0, 0, 0), ["Tied for first place"]),
    ],
)
def test_a_tie_is_told_where_its_options_got_something_or_wins_less_losses_are_counted(
    told: str, values: tuple[int, ...], expected: list[str]
) -> None:
    bars = tuple(
        Bar(id=f"o{n}", text=f"Valg {n}", value=value, rank=values.index(value) + 1)
        for n, value in enumerate(values)
    )
    shared = tuple(
        tuple(bar.id for bar in bars if bar.value == value)
        for value in dict.fromkeys(values)
        if values.count(value) > 1
    )
    chart = bars_chart().model_copy(update={"bars": bars, "ties": shared, "told": told})
    assert ties(chart, EN) == expected


@pytest.mark.parametrize(
    ("rank", "expected"),
    [(5, "Likt på femteplass"), (10, "Likt på tiendeplass"), (11, "Likt på 11. plass")],
)
def test_places_up_to_the_tenth_have_names(rank: int, expected: str) -> None:
    assert tied(rank, NB) == expected
