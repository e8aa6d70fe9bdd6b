"""One example of each block, ballot, chart and kind of field: what the test page shows."""

from collections.abc import Mapping
from typing import get_args

from tests.drawing.sample_charts import TEXTS, every_chart
from tests.ui import sample_blocks as sample
from workshop_studio import blocks as b

QUESTION = "Hvordan kan vi gjøre den digitale skolehverdagen enklere?"
BESTSIDE = {"nb": "Nytte", "nn": "Nytte", "en": "Benefit"}
OTHERSIDE = {"nb": "Innsats", "nn": "Innsats", "en": "Effort"}
METHODS: Mapping[str, tuple[Mapping[str, b.Value], tuple[str, ...]]] = {
    "dots": ({"dots": 3, "most_per_option": 2, "all_used": 0}, ()),
    "approval": ({"least": 0, "most": 2}, ()),
    "score": ({"low": 1, "high": 5, "no_opinion": 1}, ()),
    "rank": ({"least": 0, "most": 3, "ties": 0}, ()),
    "budget": ({"budget": 100_000}, ()),
    "pairwise": ({"every": 1}, ()),
    "fist": ({}, ()),
    "consent": ({}, ()),
    "axes": ({"low": 0, "high": 100}, ("x", "y")),
    "columns": ({}, ("must", "should")),
}
"""The rule of each ballot, and the scales that it needs."""
COUNTED = {
    "bars": "borda",
    "stack": "score",
    "axes": "axes",
    "matrix": "weighted",
    "slope": "dots",
    "columns": "columns",
}
"""How each chart was counted."""


ASKS: Mapping[str, tuple[str, ...]] = {
    "score": ("scale", "score"),
    "rank": ("rank",),
    "fist": ("fist",),
    "pairwise": ("pairwise", "every"),
}
"""What the ballots of each method say above their options."""


def ballot(method: b.BallotMethod, texts: tuple[str, ...]) -> b.Ballot:
    """A ballot by a method; nobody has marked anything but its first option."""
    rule, scales = METHODS[method]
    options = tuple(
        b.Choosable(id=f"o{n}", text=text, cost=40_000 if method == "budget" else None)
        for n, text in enumerate(texts)
    )
    names = (OTHERSIDE, BESTSIDE) if method == "axes" else ({"und": "Må"}, {"und": "Bør"})
    marks = {
        "axes": {"x/o0": 20, "y/o0": 80},
        "pairwise": {"o0/o1": 1},
    }.get(method, {"o0": 1})
    return b.Ballot(
        fixed={"vote": f"v-{method}"},
        method=method,
        rule=rule,
        asks=ASKS.get(method, ()),
        items="ideas",
        options=options,
        scales=tuple(
            b.Scale(id=one, name=names[n], low={"und": "lite"}, high={"und": "mye"})
            for n, one in enumerate(scales)
        ),
        pairs=("o0/o1", "o0/o2", "o1/o2")[: 1 if len(texts) < 3 else 3]
        if method == "pairwise"
        else (),
        marks=marks,
    )


def every_field(text: str) -> b.Form:
    """A form with each kind of field."""
    options = sample.options((text, text + " (2)"))
    return b.Form(
        command="PlanInitiative",
        fixed={"step": "s9"},
        code="plan",
        fields=(
            b.FormField(name="title", kind="text", label="plan.title", required=True),
            b.FormField(name="why", kind="long", label="choose.reason", words=({"und": text},)),
            b.FormField(name="due", kind="date", label="plan.due", value="2027-02-01"),
            b.FormField(name="budget", kind="number", label="budget", value=100),
            b.FormField(
                name="item", kind="item", label="plan.item", options=options, value=options[1].id
            ),
            b.FormField(
                name="items",
                kind="items",
                label="choose.items",
                options=options,
                value=(options[0].id,),
            ),
            b.FormField(
                name="counts",
                kind="counts",
                label="hands.dots",
                options=options,
                value={options[0].id: 2},
                each=3,
            ),
            b.FormField(
                name="by",
                kind="choice",
                label="place.by",
                options=tuple(
                    b.Choosable(id=code, text="", kind=f"place.by_{code}")
                    for code in ("each", "group")
                ),
                value="group",
            ),
        ),
    )


def examples(texts: tuple[str, ...] = TEXTS, question: str = QUESTION) -> tuple[b.Block, ...]:
    """All that a phone may be told to show, with the same few texts in all places for texts.

    Args:
        texts: at least three, for options and ideas.
        question: for names, titles, reasons and the like.
    """
    words = {"und": question}
    settled = b.Settled(way="decision", order=("o2", "o1"), reason=question)
    charts = [
        chart.model_copy(
            update={
                "method": COUNTED[chart.chart],
                "hands": 3,
                "abstentions": 1,
                "round": 2,
                "settled": (settled,),
            }
        )
        for chart in every_chart(texts)
    ]
    return (
        b.Heading(level=1, words=words),
        b.Prompt(activity=words, title=words, prompt=words, code="vote.dots", count=3),
        b.Timer(seconds=540.0),
        b.Entry(fixed={"step": "s1"}, most=5, used=2, promise="anonymous"),
        sample.ideas(texts, code="own"),
        sample.ideas(texts, code="parking"),
        b.Ideas(ideas=sample.notes(texts[:1]), count=12, number=3, code="one"),
        sample.ideas(texts),
        b.Ideas(count=17, code="hidden"),
        b.Board(
            clusters=(
                b.Pile(id="c1", title=question, ideas=sample.notes(texts, "c")),
                b.Pile(id="c2", title="", ideas=()),
            ),
            loose=sample.notes(texts, "l"),
        ),
        *(ballot(method, texts) for method in get_args(b.BallotMethod)),
        sample.choose_form(texts, reason=question),
        every_field(question),
        b.Form(command="OpenVote", fixed={"step": "s9"}, fields=(), code="again", aside=True),
        *charts,
        sample.initiatives(texts),
        b.Table(code="chosen", columns=("item",), rows=()),
        b.Notes(code="choose.reason", text=question),
        b.Notes(code="choose.by_top", text=""),
        b.People(code="voted", count=3, of=26),
        b.People(code="contributed", count=1),
        sample.frame(question),
        b.Agenda(
            activities=(
                *sample.agenda(question).activities,
                b.AgendaActivity(id="a9", name=words, minutes=5, state="parked", steps=()),
            )
        ),
        b.Join(
            url="http://10.0.0.2:8080/#hemmelig", place="10.0.0.2:8080", code="ABCD-EFGH", joined=3
        ),
        b.Waiting(code="vote.soon"),
    )
