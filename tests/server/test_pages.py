"""The page that a phone gets: in its language, with what the room says; nothing else may run."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.server.client import Phone
from tests.server.conftest import Place
from workshop_studio.bootstrap import phone_pages
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Frame
from workshop_studio.server.pages import language_for

HOSTILE = "</script><script>alert(1)</script><!--"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "nb"),
        ("nb-NO,nb;q=0.9,en;q=0.8", "nb"),
        ("no", "nb"),
        ("nn-NO,nn;q=0.9,nb;q=0.8", "nn"),
        ("en-GB", "en"),
        ("de-DE,de;q=0.9,en;q=0.5,nn;q=0.7", "nn"),
        ("de", "nb"),
        ("*", "nb"),
        ("en;q=x,nn", "nn"),
        (";;q=,,\x00", "nb"),
    ],
)
def test_the_page_speaks_the_first_language_that_the_phone_and_it_know(
    accepted: str, language: str
) -> None:
    assert language_for(accepted, ("nb", "nn", "en")) == language


def given(html: str) -> dict[str, object]:
    found = re.search(r'id="given">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def test_one_answer_holds_all_that_the_first_view_needs(tmp_path: Path) -> None:
    pages = phone_pages()
    place = Place(tmp_path, pages=pages)
    try:
        phone = Phone(place.url)
        answer = phone.ask("GET", "/", headers={"Accept-Language": "nn"})
        html = answer.body.decode()
        assert '<html lang="nn">' in html
        assert answer.headers["vary"] == "accept-language"
        told = given(html)
        assert told["about"] == phone.ask("GET", "/about").json
        assert told["words"] == phone.ask("GET", "/words/nn.json").json
        known = phone.ask(
            "GET", "/", headers={"Accept-Language": "nn", "If-None-Match": answer.headers["etag"]}
        )
        assert (known.status, known.body) == (304, b"")
        other = phone.ask("GET", "/", headers={"If-None-Match": answer.headers["etag"]})
        assert '<html lang="nb">' in other.body.decode()
    finally:
        place.close()


def test_only_this_very_script_and_style_may_run(tmp_path: Path) -> None:
    place = Place(tmp_path, pages=phone_pages())
    try:
        answer = Phone(place.url).ask("GET", "/")
        policy = answer.headers["content-security-policy"]
        html = answer.body.decode()
        for element, source in (("script", "script-src"), ("style", "style-src")):
            [inside] = re.findall(f"<{element}>(.*?)</{element}>", html, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
            assert f"{source} 'sha256-{digest}';" in policy
        assert "<!--" not in html
    finally:
        place.close()


def test_a_title_cannot_leave_the_place_that_it_stands_in(tmp_path: Path) -> None:
    place = Place(tmp_path, pages=phone_pages())
    try:
        phone = Phone(place.url)
        before = phone.ask("GET", "/").body.decode()
        place.lead(c.EditFrame(frame=Frame(title=HOSTILE)))
        html = phone.ask("GET", "/").body.decode()
        assert given(html)["about"]["title"] == HOSTILE  # type: ignore[index] # it is an object
        assert html.count("<script") == before.count("<script")
    finally:
        place.close()
