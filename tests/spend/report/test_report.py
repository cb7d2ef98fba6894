"""The report: what it says of a small economy, and how it is set in type."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.basics.tables import Column
from commonweal.spend.account import Lake
from commonweal.spend.report import words
from commonweal.spend.report.gathering import report
from commonweal.spend.report.typesetting import pages, pdf
from commonweal.spend.report.values import Bar, Basis, Chart, Credit, Listed, Part, Report, Section
from commonweal.spend.selection import Selection

MADE = date(2024, 8, 5)
HOSTILE = '#import "@preview/x:1.0.0" \\ $x$ *b* _i_ `c` @ref <tag> // ~ \u202eright to left\u202c #panic("no") [ ] { }'


def small(title: str = "Where the public pound goes", name: str = "Harbour Hospital") -> Report:
    """A report with one of everything, all of it saying the same."""
    bar = Bar(name, (Part("home", 0.0, 0.4), Part("unknown", 0.4, 0.2), Part("locked", 0.6, 0.1)), "£4")
    chart = Chart(name, name, (bar,), (("home", name), ("redacted", name)))
    listed = Listed(
        name, (Column("payer", name), Column("pence", "Paid", "money")), [{"payer": name, "pence": 40_00}], 3
    )
    section = Section("where", name, (name,), (chart,), (listed,), ("where_it_went",))
    basis = Basis(made=MADE, snapshot="0123456789ab", geography=name, credits=(Credit(name, name, name),))
    return Report(title, name, name, name, name, (name,), (chart,), (section,), basis.credits, basis, "1")


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (0.2, 0.5, "£2.00 to £5.00"),
        (0.349, 0.596, "£3.40 to £6.00"),  # the least down, the most up
        (0.5, 0.5, "£5.00"),
        (0.0, 0.0, "£0.00"),
        (0.0, 1.0, "£0.00 to £10.00"),
        (None, 1.0, "cannot be told"),
    ],
)
def test_of_every_ten_pounds_never_more_is_said_than_is_known(
    least: float | None, most: float | None, said: str
) -> None:
    assert words.of_ten(least, most) == said


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_what_is_said_of_ten_pounds_holds_the_truth(one: int, other: int) -> None:
    least, most = min(one, other) / 10**6, max(one, other) / 10**6
    told = [round(float(each) * 100) for each in re.findall(r"£([0-9.]+)", words.of_ten(least, most))]
    nearest = 5 if least == most else 0  # a share that is known is told to the nearest 10p
    assert told[0] <= least * 1000 + nearest + 0.01
    assert told[-1] >= most * 1000 - nearest - 0.01
    assert told[-1] - told[0] <= (most - least) * 1000 + 20.01


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Anser"], "Anser"),
        (["Anser", "Brant"], "Anser and Brant"),
        (["A", "B", "C", "D"], "A, B, C and D"),
        (["A", "B", "C", "D", "E"], "A, B, C and 2 more"),
    ],
)
def test_names_in_a_sentence(names: list[str], said: str) -> None:
    assert words.listed(names) == said


def test_a_span_of_months_in_words() -> None:
    assert words.period("2024-04", "2025-03") == "April 2024 to March 2025"
    assert words.period("2024-04", "2024-04") == "April 2024"
    assert words.period(None, "2024-04") == "up to April 2024"


def test_the_same_report_gives_the_same_bytes_and_another_day_gives_others() -> None:
    assert pdf(small()) == pdf(small())
    assert pdf(small()) != pdf(small(title="Another"))


def test_the_pdf_is_tagged_says_its_language_and_its_title() -> None:
    content = pdf(small())
    assert content.startswith(b"%PDF-")
    for mark in (b"/StructTreeRoot", b"/Lang", b"pdfuaid", b"/MarkInfo"):
        assert mark in content
    assert b"Where the public pound goes" in content  # its metadata are not compressed


@pytest.mark.parametrize(
    "name", [HOSTILE, "Payer " * 60, "Unbroken" * 60, "", " \x00\x07", "\u202e", "\u0627\u0644\u0628\u062d\u0631 Ŵŷ £"]
)
def test_hostile_or_very_long_words_are_only_words(name: str) -> None:
    assert pdf(small(name=name)).startswith(b"%PDF-")
    assert len(pages(small(name=name))) <= 5


def test_nothing_is_gathered_without_a_home_area() -> None:
    with pytest.raises(Refused, match="commonweal region build"):
        report(Lake(()), Selection(), Basis(MADE, "0", ""))


def test_the_templates_ship_with_the_package(request: pytest.FixtureRequest) -> None:
    told = (Path(request.config.rootpath) / "pyproject.toml").read_text()
    assert '"**/*.typ"' in told
