"""The report in Markdown, read back by a CommonMark reader."""

import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.app.commanding import lively
from tests.domain.test_decide import CLOSED, idea
from tests.drawing.sample_charts import TEXTS, every_chart
from tests.fakes import Room
from workshop_studio.blocks import Settled
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Item
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.report import report
from workshop_studio.reports.markdown import cell, escaped, markdown
from workshop_studio.resources import resources

READER = MarkdownIt("commonmark").enable("table")
LINE = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def translator(lang: str = "en") -> Translator:
    return Translator(lang, resources() / "locales")


def read_back(written: str) -> str:
    found = re.search(r"<(?:li|td)>(.*?)</(?:li|td)>", READER.render(written), re.DOTALL)
    assert found, written
    assert "<" not in found[1]  # no tag of any kind has come of it
    return html.unescape(found[1])


def expected(text: str) -> str:
    """On one line, without outer spaces; CommonMark cannot hold NUL and says so."""
    return LINE.sub(" ", text).replace("\t", " ").strip().replace("\0", "\ufffd") or "\u200b"


def check(text: str) -> None:
    assert read_back(f"- {escaped(text)}") == expected(text)
    assert read_back(f"| a |\n| --- |\n| {cell(text)} |") == expected(text)


def hostile() -> list[str]:
    path = Path(__file__).parent.parent / "data" / "hostile" / "blns.json"
    strings: list[str] = json.loads(path.read_bytes())
    return strings


def test_every_naughty_string_shows_as_the_characters_it_is() -> None:
    for text in hostile():
        check(text)


@given(st.text(alphabet="a1 .)#+-=>*_`[]()<>!&|~\\/:@$^{}\"'wW\tæ", max_size=20))
def test_whatever_is_made_of_marks_shows_as_the_characters_it_is(text: str) -> None:
    check(text)


@pytest.mark.parametrize("address", ["https://x.no", "www.x.no", "a@b.no", "<https://x.no>"])
def test_an_address_does_not_become_a_link(address: str) -> None:
    told = MarkdownIt("gfm-like", {"linkify": False}).render(escaped(address))
    assert "<a" not in told
    assert "\\" in escaped(address)  # readers that make links of bare addresses are kept from it


def test_a_whole_report() -> None:
    room = Room().begin()
    for command in CLOSED:
        room.accept(command(room))
    room.accept(
        c.Choose(
            step=room.step("choose"),
            items=(Item(kind="ideas", id=idea(room)),),
            reason="Den er enklest <i>nå</i>",
        )
    )
    told = markdown(report(room.state), translator())
    assert told.startswith("# Digital skolehverdag\n")
    assert "- **People:** 26" in told
    assert "| 1 | Skolehage | 0 |" in told
    assert "Den er enklest \\<i\\>nå\\</i\\>" in told
    assert "None" not in told


def test_a_date_in_a_table_reads_as_a_date() -> None:
    assert cell("01.02.2027") == "01.02.2027"
    assert escaped("01.02.2027") == "01\\.02.2027"  # else it would number a list


def test_ties_are_told_as_ties() -> None:
    room = Room().begin("dot-vote")
    step = room.step("vote")
    room.accept(c.ImportIdeas(step=step, texts=("a", "b", "c")))
    [vote] = room.accept(c.OpenVote(step=step))
    for number in (0, 1):
        room.accept(c.CastVote(vote=vote, marks={idea(room, number): 1}), f"phone {number}")
    room.accept(c.CastVote(vote=vote, marks={}), "phone that abstains")
    room.accept(c.CloseVote(vote=vote))
    told = markdown(report(room.state), translator())
    assert [line[:11] for line in told.splitlines() if line[:3] in {"| 1", "| 3"}] == [
        *("| 1 | a | 1", "| 1 | b | 1"),
        "| 3 | c | 0",
    ]
    assert "*Each total is the sum of the dots.*" in told
    assert "Tied for first place" in told
    assert "1 abstained" in told


def test_no_hidden_idea_and_no_open_vote_is_in_it() -> None:
    room = lively()
    hidden = next(i for i in room.state.ideas.values() if i.hidden)
    room.accept(c.EditIdea(idea=hidden.id, text="HIDDEN"))
    told = markdown(report(room.state), translator())
    assert "HIDDEN" not in told
    assert "#### Skole" in told


def test_every_chart_is_a_table_with_its_sentences() -> None:
    lot = Settled(way="lot", order=("o2", "o1"), seed="4711")
    for chart in every_chart():
        written = markdown((chart.model_copy(update={"settled": (lot,)}),), translator("nb"))
        shown = MarkdownIt("commonmark").enable("table").render(written)
        told = html.unescape(shown).replace("\u2068", "").replace("\u2069", "")
        cells = [html.unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", shown)]
        assert set(TEXTS) <= set(cells)
        assert "avgjort ved loddtrekning: Elevene lager kortfilmer, Vikarpool" in told
        assert ("Gruppen er delt om «Vikarpool for hele byen»" in told) == bool(chart.agreement)
