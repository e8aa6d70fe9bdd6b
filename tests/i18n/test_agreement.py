"""How far a group agrees, in words: what is said of the whole and of single options agrees too."""

import pytest

from tests.drawing.sample_charts import bars_chart
from workshop_studio.blocks import Agreement, Chart
from workshop_studio.i18n.charts import agreed_in_short, agreement
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.tally.agreement import agreement as measured

ALONE = {"en": "The group is of one mind", "nb": "Gruppen er samstemt"}
ON_THE_WHOLE = {"en": "The group is mostly of one mind", "nb": "Gruppen er stort sett samstemt"}
LANGUAGE = pytest.mark.parametrize("language", ["en", "nb"])


def told(half: int, language: str) -> tuple[list[str], list[str]]:
    """What is said of a vote in which all want the first and half also some others."""
    options = [bar.id for bar in bars_chart().bars]
    split = dict.fromkeys(options[1 : 1 + half], 1)
    ballots = [{options[0]: 6}] * 5 + [{options[0]: 6, **split}] * 5
    found = measured("dots", options, ballots)
    assert found.level == "together"
    assert len(found.divided) == half
    block = Agreement(level=found.level, measure=found.measure, divided=found.divided)
    chart: Chart = bars_chart().model_copy(update={"agreement": block})
    translator = Translator(language, resources() / "locales")
    return agreement(chart, translator), agreed_in_short(chart, translator)


@LANGUAGE
@pytest.mark.parametrize("half", [1, 2, 3])
def test_a_group_that_is_split_on_something_is_not_called_of_one_mind(
    half: int, language: str
) -> None:
    for said in told(half, language):
        assert said[0] == ON_THE_WHOLE[language]
        assert len(said) > 1


@LANGUAGE
def test_a_group_that_is_split_on_nothing_is(language: str) -> None:
    assert told(0, language) == ([ALONE[language]], [ALONE[language]])
