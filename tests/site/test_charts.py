"""Charts and the ward map: what their lengths and shades say, and what they must never say."""

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.tables import Column, Table
from commonweal.site.templatetags import charts, maps

TOKENS = Path(__file__).resolve().parents[2] / "frontend/scss/_tokens.scss"
PAPER = "#faf7f0"
PAID = Column("pence", "Paid", "money")
PAYERS = Table(
    "payers",
    "Payers",
    [Column("payer", "Payer"), PAID],
    [
        {"payer": "Saltmarsh City", "pence": 41_283_911_204},
        {"payer": "Wirdale <b>", "pence": 20_119_340_050},
        {"payer": "Tidewrack Port Authority", "pence": -1_250_000},
    ],
)


def drawn(template: str, **context: Any) -> str:
    """What a template draws."""
    return str(Template("{% load charts %}" + template).render(Context(context)))


def months(**pence: int | None) -> Table:
    rows = [{"month": f"{month[1:5]}-{month[5:]}", "pence": paid} for month, paid in pence.items()]
    return Table("months", "Months", [Column("month", "Month", "month"), PAID], rows)


def test_bars_are_as_long_as_their_figures() -> None:
    bars = charts.bars(PAYERS, label="payer", value="pence")["bars"]
    assert [(bar["figure"], bar["width"]) for bar in bars] == [
        ("£413 million", "100.000%"),
        ("£201 million", "48.734%"),
        ("-£12,500", "0.003%"),
    ]


def test_markup_in_a_name_stays_text() -> None:
    assert "Wirdale &lt;b&gt;" in drawn("{% bars t 'payer' 'pence' %}", t=PAYERS)


def test_a_month_without_a_file_is_a_gap_and_never_zero() -> None:
    drawing = charts.columns(months(m203011=400, m203012=0, m203102=-100, m203103=None))
    assert [(each["month"], each.get("missing", False), each["height"]) for each in drawing["columns"]] == [
        ("2030-11", False, "80.000%"),
        ("2030-12", False, "0.000%"),  # a month with nothing paid is known to be nothing
        ("2031-01", True, "100%"),
        ("2031-02", False, "20.000%"),
        ("2031-03", True, "100%"),
    ]
    assert drawing["zero"] == "80.000%"
    assert [(each["year"], each["x"]) for each in drawing["years"]] == [("2030", "0.000%"), ("2031", "40.000%")]


@pytest.mark.parametrize(("months_of_the_last", "late"), [(6, False), (4, False), (3, True), (1, True)])
def test_a_year_that_begins_near_the_end_is_written_up_to_the_end(months_of_the_last: int, late: bool) -> None:
    first = {f"m2030{month:02}": 100 for month in range(1, 13)} | {f"m2031{month:02}": 100 for month in range(1, 13)}
    last = {f"m2032{month:02}": 100 for month in range(1, months_of_the_last + 1)}
    drawing = charts.columns(months(**first, **last))
    assert [each["late"] for each in drawing["years"]] == [False, False, late]


def test_in_a_month_known_to_be_held_no_row_means_nothing() -> None:
    drawing = charts.columns(months(m203011=400, m203102=100), held=["2030-11", "2030-12", "2031-02", "2031-05"])
    assert [(each["month"], each.get("missing", False), each["height"]) for each in drawing["columns"]] == [
        ("2030-11", False, "100.000%"),
        ("2030-12", False, "0.000%"),
        ("2031-01", True, "100%"),
        ("2031-02", False, "25.000%"),
    ]
    page = drawn("{% columns t gap='Not held of everyone.' %}", t=months(m203011=400, m203101=400))
    assert "Not held of everyone." in page


def test_a_chart_says_what_hatching_means_only_where_it_hatches() -> None:
    assert "It is not zero" in drawn("{% columns t %}", t=months(m203011=400, m203101=400))
    assert "It is not zero" not in drawn("{% columns t %}", t=months(m203011=400))
    assert "Nothing to draw yet" in drawn("{% columns t %}", t=months())


@pytest.mark.parametrize(
    ("largest", "end"), [(0, 0), (-3, 0), (1, 1), (7, 8), (62, 80), (6_200_000_000, 8_000_000_000)]
)
def test_an_axis_ends_on_a_round_number(largest: int, end: int) -> None:
    assert charts.axis_end(largest) == end


@given(st.integers(1, 10**15))
def test_an_axis_holds_its_figures_and_wastes_less_than_half_its_room(largest: int) -> None:
    assert largest <= charts.axis_end(largest) <= max(2 * largest, 1)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"home": 42, "uk": 58}, "£4.20 of every £10 stays in the region"),
        ({"home": 30, "region": 12, "overseas": 58}, "£4.20 of every £10 stays in the region"),
        ({"home": 429, "uk": 471, "unknown": 100}, "At least £4.20 of every £10 stays in the region"),
        ({"uk": 100}, "None of it stays in the region"),
        ({"home": 9, "uk": 991}, "Less than 10p of every £10 stays in the region"),
        ({"uk": 30, "unknown": 70}, "None of it is placed in the region yet"),
        ({"home": 9, "unknown": 991}, "Less than 10p of every £10 is placed in the region so far"),
        ({}, ""),
    ],
)
def test_the_share_that_stays(parts: dict[str, int], said: str) -> None:
    assert charts.share_bar([{"area": area, "pence": pence} for area, pence in parts.items()])["phrase"] == said


def test_what_is_not_placed_stands_beside_the_phrase_to_the_penny() -> None:
    parts = [{"area": "uk", "pence": 1_508_989_643}, {"area": "unknown", "pence": 3_928_867_400}]
    page = drawn("{% share_bar parts %}", parts=parts)
    assert "Exactly: £0.00 of £54,378,570.43. Not placed yet: £39,288,674.00, which is £7.20 of every £10." in page


@given(st.dictionaries(st.sampled_from(list(charts.AREAS)), st.integers(-(10**9), 10**12)))
def test_shares_are_drawn_nearest_first_and_never_say_more_than_is_known(parts: dict[str, int]) -> None:
    bar = charts.share_bar([{"area": area, "pence": pence} for area, pence in parts.items()])
    assert [part["area"] for part in bar["parts"]] == [area for area in charts.AREAS if area in parts]
    assert sum(part["share"] for part in bar["parts"]) == (1 if bar["total"] else 0)
    if bar["phrase"].startswith("At least"):
        said = Fraction(re.findall(r"£([0-9.]+) of", bar["phrase"])[0]) / 10
        assert said <= Fraction(bar["near"], bar["total"]) < said + Fraction(1, 100)


# The ward map


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([], []),
        ([5, 5, 5], []),
        ([1, 2, 3, 4, 5], [2, 3, 4, 5]),
        ([0, 0, 0, 0, 0, 0, 0, 0, 1, 9], [1]),  # equal wards are shaded alike, so there are fewer classes
    ],
)
def test_where_each_class_begins(values: list[float], bounds: list[float]) -> None:
    assert maps.class_bounds(values) == bounds


@given(st.lists(st.none() | st.integers(0, 50), max_size=60))
def test_every_ward_has_its_shade_and_the_legend_counts_them_all(values: list[int | None]) -> None:
    wards = [{"name": "Invented", "path": "M0 0Z", "value": value} for value in values]
    drawing = maps.ward_map(wards, "0 0 10 10", "Paid", kind="count")
    shades = {value: ward["step"] for value, ward in zip(values, drawing["wards"], strict=True)}
    known = sorted(value for value in shades if value is not None)
    assert [shades[value] for value in known] == sorted(shades[value] for value in known)
    assert {each["step"] for each in drawing["legend"]} == {shades[value] for value in known} <= {1, 2, 3, 4, 5}
    assert sum(each["wards"] for each in drawing["legend"]) == sum(value is not None for value in values)
    assert drawing["unknown"] == (None in values)


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21 (WCAG 2.2, relative luminance)."""
    channels = [[int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)] for colour in (one, other)]
    linear = [[c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in each] for each in channels]
    dark, light = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in linear)
    return (light + 0.05) / (dark + 0.05)


def test_every_place_of_the_nearer_the_greener_stands_out_on_paper() -> None:
    tokens = TOKENS.read_text()
    areas = dict(re.findall(r'"(\w+)": (#[0-9a-f]{6})', tokens))
    assert set(areas) == set(charts.AREAS) - {"elsewhere", "unknown", "wider", "redacted", "free", "locked"}
    assert {area: colour for area, colour in areas.items() if contrast(colour, PAPER) < 3} == {}
