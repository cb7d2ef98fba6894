"""Postcodes: what is one, what is not, and that nothing is corrected on the way."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.places.postcodes import AREAS, clean, clean_all


@pytest.mark.parametrize(
    ("written", "postcode"),
    [
        ("l10ab", "L1 0AB"),
        ("L1  0AB", "L1 0AB"),  # padded to seven, as Ordnance Survey writes it
        (" Ch41 1db\r\n", "CH41 1DB"),
        ("PR1\u00a02HE", "PR1 2HE"),  # a no-break space, as web pages write it
        ("M1 1AE", "M1 1AE"),
        ("B33 8TH", "B33 8TH"),
        ("CR2 6XH", "CR2 6XH"),
        ("DN55 1PT", "DN55 1PT"),
        ("w1a1aa", "W1A 1AA"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("SW1W 0NY", "SW1W 0NY"),
        ("E1W 1YY", "E1W 1YY"),
        ("BL0 9AA", "BL0 9AA"),  # one of nine areas with a district 0
        ("GIR 0AA", "GIR 0AA"),
        ("gir0aa", "GIR 0AA"),
        ("JE2 3AB", "JE2 3AB"),
    ],
)
def test_postcodes_as_people_write_them(written: str, postcode: str) -> None:
    assert clean(written) == postcode


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "   ",
        "LIVERPOOL",
        "L1",  # a district is not a postcode
        "LI 0AB",  # a letter I stays a letter I
        "L1 OAB",  # a letter O stays a letter O
        "L1 10AB",  # would be L11 0AB with the space moved
        "L 1 0AB",
        "L1 0 AB",
        "L1-0AB",
        "L1 0AC",  # no C, I, K, M, O or V after the figure
        "L01 1AB",
        "L0 1AB",  # Liverpool has no district 0
        "L123 1AB",
        "L1A 1AB",  # a letter ends a district in inner London only
        "EC1I 1BB",
        "Q1 1AA",
        "ZZ99 3VZ",  # the health service's stand-in
        "GIR 0AB",
        "L1 0ABX",
        "\u017f1 1AA",  # the long s is not an S
        "\u212a1 1AA",  # nor the sign of the kelvin a K
        "L\u0661 0AB",  # nor an Arabic 1 a 1
        "L1 0AB, Liverpool",
    ],
)
def test_what_is_not_a_postcode_is_nothing(written: str | None) -> None:
    assert clean(written) is None


def outwards() -> st.SearchStrategy[str]:
    plain = st.builds("{}{}".format, st.sampled_from(AREAS.split("|")), st.integers(1, 99))
    london = st.sampled_from(["W1A", "E1W", "N1C", "EC1A", "EC4Y", "SW1A", "SE1P", "NW1W", "WC2H"])
    return plain | london | st.just("BS0")


def inwards() -> st.SearchStrategy[str]:
    return st.from_regex(r"[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True)


@given(outwards(), inwards(), st.sampled_from(["", " ", "  ", "\t"]), st.booleans())
def test_every_way_of_writing_a_postcode_comes_to_one(outward: str, inward: str, space: str, small: bool) -> None:
    written = f"{space}{outward}{space}{inward}{space}"
    assert clean(written.lower() if small else written) == f"{outward} {inward}"


@given(st.text())
def test_a_clean_postcode_holds_the_same_letters_and_figures_in_the_same_order(written: str) -> None:
    cleaned = clean(written)
    assert cleaned is None or cleaned.replace(" ", "") == "".join(written.split()).upper()


@given(st.lists(st.none() | st.text() | st.builds("{} {}".format, outwards(), inwards())))
def test_cleaning_a_series_gives_what_cleaning_each_gives(written: list[str | None]) -> None:
    series = pl.Series("written", written, dtype=pl.String)
    assert clean_all(series).to_list() == [clean(text) for text in written]
    assert clean_all(series).name == "written"


@given(st.text("Ll10 aAbBiIoO\t\u00a0\u017f", max_size=9))
def test_both_ways_agree_close_to_the_border_of_what_is_possible(written: str) -> None:
    assert clean_all(pl.Series([written])).to_list() == [clean(written)]
