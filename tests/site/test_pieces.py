"""The pieces of a page: numbers in words, tables, the frame and the loop, each with a small worked example."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from commonweal.basics.tables import Column, Provenance, Table
from commonweal.site.templatetags import numbers, pieces

SOURCE = Provenance("Published by six invented councils", "Open Government Licence v3.0", definition="payers.sql")
PAYER = Column("payer", "Payer", "link")
PAID = Column("pence", "Paid", "money")
PAYERS = Table(
    "payers",
    "Payers",
    [PAYER, PAID, Column("share", "In the region", "share"), Column("month_to", "Latest month", "month")],
    [
        {"payer": "Saltmarsh City", "payer_url": "/1/", "pence": 41_283_911_204, "share": 0.42, "month_to": "2031-03"},
        {"payer": "Wirdale <b>", "payer_url": "/2/", "pence": 20_119_340_050, "share": None, "month_to": "2031-03"},
        {"payer": "Tidewrack Port Authority", "pence": -1_250_000, "share": 0.0004, "month_to": None},
    ],
    total=412,
    provenance=SOURCE,
)  # fmt: skip


def drawn(template: str, /, address: str = "/", **context: Any) -> str:
    """What a template draws for a reader who asked for `address`, on one line."""
    request = RequestFactory().get(address)
    rendered = Template("{% load pieces numbers %}" + template).render(Context({"request": request, **context}))
    return re.sub(r"\s+", " ", rendered)


# Numbers


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, "0%"),
        (0.0004, "less than 0.1%"),  # a trace is never said to be nothing
        (0.042, "4.2%"),
        (0.0996, "10%"),
        (Fraction(42, 100), "42%"),
        (1, "100%"),
    ],
)
def test_percent(share: float, written: str) -> None:
    assert numbers.percent(share) == written


@pytest.mark.parametrize(("share", "written"), [(0.42, "£4.20"), (0.426, "£4.30"), (0, "£0.00"), (1, "£10.00")])
def test_of_every_ten_pounds(share: float, written: str) -> None:
    assert numbers.of_ten(share) == f"{written} of every £10"


def test_dates_are_said_in_words() -> None:
    assert numbers.day(date(2031, 2, 3)) == numbers.day("2031-02-03") == "3 February 2031"
    assert numbers.month(date(2031, 2, 3)) == numbers.month("2031-02") == "February 2031"


@pytest.mark.parametrize("name", ["pounds", "pounds_short", "count", "percent", "of_ten", "day", "month"])
def test_what_is_not_known_leaves_room_for_a_default(name: str) -> None:
    assert drawn("{{ nothing|" + name + "|default:'no figure' }}", nothing=None) == "no figure"
    assert drawn("{{ unheard_of|" + name + "|default:'no figure' }}") == "no figure"


# Tables


def test_a_table_names_its_columns_and_rows_for_those_who_listen() -> None:
    page = drawn("{% table t %}", t=PAYERS)
    assert "Payers</caption>" in page
    assert page.count('scope="col"') == 4
    assert page.count('scope="row"') == 3
    assert 'data-label="Paid" class="govuk-table__cell govuk-table__cell--numeric">£412,839,112.04</td>' in page


def test_a_cell_is_a_link_where_the_row_gives_its_address() -> None:
    page = drawn("{% table t %}", t=PAYERS)
    assert '<a class="govuk-link" href="/1/">Saltmarsh City</a>' in page
    assert '<th scope="row" role="rowheader" class="govuk-table__header">Tidewrack Port Authority</th>' in page


def test_markup_in_a_name_stays_text() -> None:
    assert "Wirdale &lt;b&gt;" in drawn("{% table t %}", t=PAYERS)


def test_what_is_not_known_is_said_and_an_empty_table_too() -> None:
    page = drawn("{% table t %}", t=PAYERS)
    assert page.count("not known") == 1  # a figure
    assert page.count('aria-label="not stated">—</span>') == 1  # words and dates
    assert "Nothing here yet." in drawn("{% table t %}", t=Table("none", "None", [PAYER], []))


def test_a_table_carries_its_downloads_its_source_and_how_we_know() -> None:
    page = drawn('{% table t downloads="/payers/?year=2031" how="/how/payers/" %}', t=PAYERS)
    for ending in ("csv", "parquet", "json"):
        assert f'href="/payers.{ending}?year=2031"' in page
    assert 'href="/how/payers/"' in page
    assert "Source: Published by six invented councils, Open Government Licence v3.0. Definition: payers.sql." in page


def test_a_page_of_several_tables_says_its_source_once() -> None:
    categories = replace(PAYERS, name="categories", provenance=replace(SOURCE, definition="categories.sql"))
    found = {"payers": {"table": PAYERS}, "others": [categories, PAYERS], "none": None}
    assert "Source:" not in drawn("{% table t source=False %}", t=PAYERS)
    page = drawn("{% source payers others none %}", **found)
    assert page.count("Source: Published by six invented councils") == 1
    assert "Definitions: payers.sql; categories.sql." in page
    assert drawn("{% source t %}", t=Table("none", "None", [PAYER], [])).strip() == ""


@pytest.mark.parametrize(
    ("names", "says"),
    [([], False), (["Not stated"], False), (["Care"], True), (["Not stated", "Care"], True)],
)
def test_a_column_left_empty_throughout_tells_nothing_apart(names: list[str], says: bool) -> None:
    rows = [{"payer": name} for name in names]
    assert pieces.says_something(Table("payers", "Payers", [PAYER], rows)) is says


@pytest.mark.parametrize(
    ("sort", "address"),
    [
        ("payer", "?year=2031&amp;sort=-pence"),  # money starts with the largest
        ("-pence", "?year=2031&amp;sort=pence"),
        ("pence", "?year=2031&amp;sort=-pence"),
    ],
)
def test_ordering_keeps_the_choice_and_goes_back_to_the_first_page(sort: str, address: str) -> None:
    assert f'href="{address}#payers">Paid' in drawn(
        "{% table t sort=sort %}", "/?year=2031&page=4", t=PAYERS, sort=sort
    )


def test_the_column_in_order_says_so() -> None:
    assert drawn("{% table t sort='-pence' %}", t=PAYERS).count('aria-sort="descending"') == 1
    assert "aria-sort" not in drawn("{% table t %}", t=PAYERS)


@pytest.mark.parametrize(
    ("page", "links"),
    [
        (1, [1, 2, 3, None, 21]),
        (3, [1, 2, 3, 4, 5, None, 21]),
        (11, [1, None, 9, 10, 11, 12, 13, None, 21]),
        (21, [1, None, 19, 20, 21]),
    ],
)
def test_paging(page: int, links: list[int | None]) -> None:
    paging = pieces.paging(PAYERS, page, 20, {})
    assert paging is not None
    assert [item and item["number"] for item in paging["items"]] == links
    assert (paging["previous"] is None, paging["next"] is None) == (page == 1, page == 21)


def test_what_fits_on_one_page_has_no_paging() -> None:
    assert pieces.paging(PAYERS, 1, 412, {}) is None
    assert "govuk-pagination" not in drawn("{% table t %}", t=PAYERS)


# The frame


def test_a_page_stands_without_a_region() -> None:
    page = render_to_string("base.html", {"region": None})
    assert "<title>commonweal</title>" in page
    assert "Sample region" not in page


@pytest.mark.parametrize("sample", [True, False])
def test_only_a_sample_is_labelled_so(sample: bool) -> None:
    region = {"name": "Saltmarsh Bay", "sample": sample}
    page = render_to_string("base.html", {"region": region, "region_slug": "sample"})
    assert ("every name and figure here is invented" in page) == sample
    assert 'data-region="sample"' in page


@pytest.mark.parametrize("name", ["400", "403", "404", "500"])
def test_a_page_for_what_went_wrong_needs_nothing_to_be_drawn(name: str) -> None:
    assert "<h1" in render_to_string(f"{name}.html")


@pytest.mark.parametrize("here", ["spend", "leak", "gap", "co-op", "finance", "contract"])
def test_the_loop_marks_one_step(here: str) -> None:
    assert drawn("{% loop here %}", here=here).count('aria-current="step"') == 1
    assert 'aria-current="step"' not in drawn("{% loop '' %}")
