"""Blocks as a session in the middle of its work has them, and hostile texts for every one."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.drawing.sample_charts import every_chart
from workshop_studio.blocks import (
    Agenda,
    AgendaActivity,
    AgendaStep,
    Ballot,
    Bar,
    Block,
    Board,
    Cell,
    Chart,
    Choosable,
    Entry,
    Form,
    FormField,
    FrameBlock,
    Heading,
    Ideas,
    Join,
    Note,
    Notes,
    People,
    Pile,
    Prompt,
    Row,
    Table,
    Timer,
    Waiting,
)

NOW = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
_SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "school-day.json"

HOSTILE = (
    "<b>bold</b>",
    '<img src="file:///x.png">',
    "<a href='http://example.invalid'>link</a> &amp; &lt;",
    "x" * 10_000,
    "word " * 2_000,
    "\u202eright to left override",
    "👩🏽‍🚀 emoji 🎉",
    "nul\0in the middle",
    "line one\nline two\r\nline three\u2028four",
    "R&D && tabs\tand   spaces",
    "عربي and עברית",
    "\u0301\u0301combining",
    "%s %(name)s {braces} {0}",
)


def sample_ideas() -> list[str]:
    """The texts of the sample that ships."""
    texts = json.loads(_SAMPLE.read_text(encoding="utf-8"))["ideas"]
    return [idea["text"] for idea in texts]


def notes(texts: list[str] | tuple[str, ...], prefix: str = "i") -> tuple[Note, ...]:
    return tuple(Note(id=f"{prefix}{n}", text=text) for n, text in enumerate(texts))


def prompt(question: str = "Hvordan kan vi gjøre den digitale skolehverdagen enklere?") -> Prompt:
    return Prompt(
        activity={"nb": "Idédugnad", "en": "Brainstorming"},
        title={"nb": "Samle idéer", "en": "Collect ideas"},
        prompt={"nb": question, "en": question},
        code="collect.hidden",
    )


def timer(seconds: float = 522.0, now: datetime | None = None) -> Timer:
    now = now or datetime.now(UTC)
    return Timer(seconds=720.0, ends_at=now + timedelta(seconds=seconds))


def entry(step: str = "s1") -> Entry:
    return Entry(fixed={"step": step})


def ideas(texts: list[str] | tuple[str, ...] | None = None, code: str = "") -> Ideas:
    texts = sample_ideas() if texts is None else texts
    found = notes(texts)
    return Ideas(ideas=found, count=len(found), code=code)


def board(texts: list[str] | tuple[str, ...] | None = None, *, step: str | None = "s3") -> Board:
    found = notes(sample_ideas() if texts is None else texts)
    titles = ("Mat i magen", "Kantina som møteplass", "Verktøy som virker", "")
    each = max(1, len(found) // 6)
    piles = tuple(
        Pile(id=f"c{n}", title=title, ideas=found[n * each : (n + 1) * each])
        for n, title in enumerate(titles)
    )
    return Board(clusters=piles, loose=found[len(titles) * each :], step=step)


def chart(texts: tuple[str, ...] | None = None) -> Chart:
    texts = texts or (
        "Én app i stedet for seks",
        "Elevene lager kortfilmer",
        "Vikarpool for hele byen",
        "Frokost før første time",
        "Foreldremøte på nett",
    )
    values = (23, 17, 17, 12, 9, 4, 4, 1)
    ranks = (1, 2, 2, 4, 5, 6, 6, 8)
    bars = tuple(
        Bar(
            id=f"o{n}",
            text=text,
            value=float(values[n]) if n < len(values) else 0.0,
            rank=ranks[n] if n < len(ranks) else 9,
        )
        for n, text in enumerate(texts)
    )
    return Chart(
        method="dots",
        items="ideas",
        bars=bars,
        voters=26,
        abstentions=1,
        hands=3,
        ties=(("o1", "o2"),),
    )


def options(
    texts: tuple[str, ...] = ("Én app", "Kortfilmer", "Vikarpool"),
) -> tuple[Choosable, ...]:
    return tuple(Choosable(id=f"o{n}", text=text, kind="ideas") for n, text in enumerate(texts))


def choose_form(
    texts: tuple[str, ...] = ("Én app", "Kortfilmer", "Vikarpool", "Frokost"), reason: str = ""
) -> Form:
    return Form(
        command="Choose",
        fixed={"step": "s5"},
        code="choose",
        fields=(
            FormField(
                name="items",
                kind="items",
                label="choose.items",
                required=True,
                value=("o0",),
                options=options(texts),
            ),
            FormField(name="reason", kind="long", label="choose.reason", value=reason),
        ),
    )


def plan_form(texts: tuple[str, ...] = ("Én app", "Kortfilmer"), ahead: str = "o0") -> Form:
    return Form(
        command="PlanInitiative",
        fixed={"step": "s6"},
        code="plan",
        fields=(
            FormField(
                name="item", kind="item", label="plan.item", value=ahead, options=options(texts)
            ),
            FormField(name="title", kind="text", label="plan.title", required=True),
            FormField(name="owner", kind="text", label="plan.owner", required=True),
            FormField(name="due", kind="date", label="plan.due", required=True),
        ),
    )


def initiatives(
    texts: tuple[str, ...] = ("Én innlogging for alt", "Gratis skolefrokost"), *, edit: bool = True
) -> Table:
    rows = tuple(
        Row(
            id=f"t{n}",
            cells=(
                Cell(text=text),
                Cell(text="Kari Nordmann"),
                Cell(date=date(2027, 2, 1 + n % 28)),
                Cell(text="Én app i stedet for seks"),
            ),
        )
        for n, text in enumerate(texts)
    )
    return Table(
        code="initiatives",
        columns=("title", "owner", "due", "from"),
        rows=rows,
        edit="EditInitiative" if edit else None,
        remove="RemoveInitiative" if edit else None,
    )


def chosen(texts: tuple[str, ...] = ("Én app i stedet for seks", "Vikarpool")) -> Table:
    rows = tuple(Row(id=f"o{n}", cells=(Cell(text=text),)) for n, text in enumerate(texts))
    return Table(code="chosen", columns=("item",), rows=rows)


def ballot(texts: tuple[str, ...] = ("Én app", "Kortfilmer")) -> Ballot:
    return Ballot(
        fixed={"vote": "v1"}, method="dots", rule={"dots": 3}, items="ideas", options=options(texts)
    )


def agenda(name: str = "Idédugnad") -> Agenda:
    steps = (
        AgendaStep(id="s0", kind="brief", title={"nb": "Spilleregler"}, minutes=3, state="done"),
        AgendaStep(
            id="s1", kind="collect", title={"nb": name}, minutes=9, state="current", count=47
        ),
        AgendaStep(id="s2", kind="cluster", title={"nb": "Sorter"}, minutes=8, state="ahead"),
    )
    return Agenda(
        activities=(
            AgendaActivity(id="a0", name={"nb": "Innsjekk"}, minutes=5, state="done", steps=()),
            AgendaActivity(id="a1", name={"nb": name}, minutes=35, state="current", steps=steps),
            AgendaActivity(id="a2", name={"nb": "Pause"}, minutes=10, state="ahead", steps=()),
        )
    )


def frame(title: str = "Mat og digital skolehverdag") -> FrameBlock:
    return FrameBlock(
        title=title,
        parts=(("area", "Oppvekst"), ("date", date(2026, 11, 24)), ("headcount", 26)),
    )


def every_block(text: str) -> list[Block]:
    """Each kind of block with one text wherever a text goes."""
    words = {"und": text}
    return [
        Prompt(activity=words, title=words, prompt=words, code="vote.dots"),
        Timer(seconds=60.0),
        entry(),
        ideas((text, text)),
        board((text,) * 8),
        ballot((text, text)),
        choose_form((text, text), reason=text),
        plan_form((text, text)),
        chart((text, text, text)),
        *every_chart((text, text)),
        initiatives((text, text)),
        Notes(code="choose.reason", text=text),
        People(code="voted", count=3, of=26),
        FrameBlock(title=text, parts=(("challenge", text), ("date", date(2026, 1, 2)))),
        agenda(text),
        Join(url="http://10.0.0.2:8080/#k", place="10.0.0.2:8080", code="ABCD-EFGH", joined=3),
        Waiting(code="vote.soon"),
        Heading(level=2, words=words),
    ]
