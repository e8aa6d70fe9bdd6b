"""One chart of each kind, as a group would make it."""

from workshop_studio import blocks as b

TEXTS = (
    "Én app i stedet for seks",
    "Vikarpool for hele byen",
    "Elevene lager kortfilmer",
    "Frokost før første time",
    "Foreldremøte på nett",
)
DIVIDED = b.Agreement(level="split", measure="van_der_eijk", value=0.2, divided=("o1",))


def _level(n: int) -> b.Level:
    return "split" if n == 1 else "together"


def bars_chart(texts: tuple[str, ...] = TEXTS) -> b.Chart:
    values = (23, 17, 17, 12, 9)
    ranks = (1, 2, 2, 4, 5)
    bars = tuple(
        b.Bar(
            id=f"o{n}",
            text=text,
            value=float(values[min(n, 4)]),
            rank=ranks[min(n, 4)],
        )
        for n, text in enumerate(texts)
    )
    return b.Chart(
        method="dots",
        items="ideas",
        voters=26,
        bars=bars,
        ties=(("o1", "o2"),),
        agreement=DIVIDED,
    )


def stack_chart(texts: tuple[str, ...] = TEXTS) -> b.StackChart:
    counts = (
        (1, 2, 4, 9, 10),
        (11, 1, 0, 1, 13),
        (0, 3, 9, 8, 6),
        (2, 6, 9, 7, 2),
        (9, 8, 6, 2, 1),
    )
    rows = tuple(
        b.StackRow(
            id=f"o{n}",
            text=text,
            counts=counts[n % 5],
            none=n % 3,
            mean=4.0 - n * 0.35,
            rank=n + 1,
            level=_level(n),
        )
        for n, text in enumerate(texts)
    )
    return b.StackChart(
        method="score",
        items="ideas",
        voters=27,
        scale=(1, 2, 3, 4, 5),
        low={"nb": "Helt uenig", "en": "Fully disagree"},
        high={"nb": "Helt enig", "en": "Fully agree"},
        rows=rows,
        agreement=DIVIDED,
    )


def axes_chart(texts: tuple[str, ...] = TEXTS) -> b.AxesChart:
    places = (
        (0.22, 0.8, 0.08, 0.09),
        (0.7, 0.7, 0.18, 0.22),
        (0.38, 0.38, 0.07, 0.11),
        (0.82, 0.24, 0.1, 0.1),
        (0.4, 0.4, 0.02, 0.03),
    )
    points = tuple(
        b.Point(
            id=f"o{n}",
            text=text,
            x=places[n % 5][0],
            y=places[n % 5][1],
            spread_x=places[n % 5][2],
            spread_y=places[n % 5][3],
            level=_level(n),
        )
        for n, text in enumerate(texts)
    )
    return b.AxesChart(
        method="place",
        items="ideas",
        voters=26,
        x=b.Axis(name={"nb": "Innsats", "en": "Effort"}, low={"nb": "Liten"}, high={"nb": "Stor"}),
        y=b.Axis(name={"nb": "Nytte", "en": "Benefit"}, low={"nb": "Liten"}, high={"nb": "Stor"}),
        points=points,
        quadrants=({"nb": "Gjør nå"}, {"nb": "Planlegg"}, {"nb": "Fyll på"}, {"nb": "La ligge"}),
        agreement=DIVIDED,
    )


def matrix_chart(texts: tuple[str, ...] = TEXTS) -> b.MatrixChart:
    names = ("Nytte", "Gjennomførbarhet", "Kostnad", "Nyhet")
    criteria = tuple(
        b.Criterion(id=f"c{n}", name={"nb": name}, weight=weight)
        for n, (name, weight) in enumerate(zip(names, (0.4, 0.3, 0.2, 0.1), strict=True))
    )
    rows = tuple(
        b.MatrixRow(
            id=f"o{n}",
            text=text,
            cells=(4.5 - n * 0.5, 1.25 + n % 4, None if n == 3 else 3.0, 5.0 - n % 5),
            total=None if n == 3 else 4.0 - n * 0.4,
            rank=None if n == 3 else n + 1,
        )
        for n, text in enumerate(texts)
    )
    return b.MatrixChart(
        method="wdm",
        items="ideas",
        voters=12,
        criteria=criteria,
        rows=rows,
        low=1,
        high=5,
    )


def slope_chart(texts: tuple[str, ...] = TEXTS) -> b.SlopeChart:
    moved = ((17, 23, 2, 1), (20, 17, 1, 2), (17, 17, 2, 2), (9, 12, 4, 4), (12, 8, 3, 5))
    rows = tuple(
        b.SlopeRow(
            id=f"o{n}",
            text=text,
            before=moved[n % 5][0],
            after=moved[n % 5][1],
            rank_before=moved[n % 5][2],
            rank_after=moved[n % 5][3],
            level=_level(n),
        )
        for n, text in enumerate(texts)
    )
    return b.SlopeChart(
        method="dots", items="ideas", voters=26, rows=rows, ties=(("o1", "o2"),), agreement=DIVIDED
    )


def columns_chart(texts: tuple[str, ...] = TEXTS) -> b.ColumnsChart:
    names = ("Må", "Bør", "Kan", "Ikke nå")
    piles = tuple(
        b.ColumnPile(
            name={"nb": name},
            most=3 if place == 0 else None,
            cards=tuple(
                b.ColumnCard(id=f"o{n}", text=text)
                for n, text in enumerate(texts)
                if n % 4 == place
            ),
        )
        for place, name in enumerate(names)
    )
    return b.ColumnsChart(
        method="columns", items="ideas", voters=1, columns=piles, together=True, unplaced=("Sist",)
    )


def every_chart(texts: tuple[str, ...] = TEXTS) -> list[b.ChartBlock]:
    return [
        bars_chart(texts),
        stack_chart(texts),
        axes_chart(texts),
        matrix_chart(texts),
        slope_chart(texts),
        columns_chart(texts),
    ]
