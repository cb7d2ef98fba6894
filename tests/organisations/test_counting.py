"""Organisations known here, by industry."""

from datetime import date

import polars as pl

from commonweal.organisations.counting import standing_by_division
from commonweal.organisations.facts import DISSOLVED, Fact, Register, table

REGISTER = Register("companies", "A register of companies", "CC0 1.0", "Invented")


def test_who_stands_here_by_the_first_code() -> None:
    here = {"postcode": "L1 0AB", "place": "registered office"}
    said = [
        Fact("GB-COH-09999901", name="Tern Bakery", sic="10710 47240", **here),
        Fact("GB-COH-09999902", name="Gull Bread", sic="10710", **here),
        Fact("GB-COH-09999903", name="Knot Roofing", sic="43910", **here),
        Fact("GB-COH-09999904", name="Closed Bakery", sic="10710", status=DISSOLVED, **here),
        Fact("GB-COH-09999905", name="Former Bakery", sic="10710", valid_to=date(2020, 1, 1), **here),
        Fact("GB-COH-09999906", name="Far Bakery", sic="10710", postcode="M1 1AA"),
        Fact("GB-COH-09999907", name="A shop", sic="10710", postcode="L1 0AB", place="outlet"),
        Fact("GB-COH-09999908", name="No code", **here),
    ]
    found = standing_by_division(table(said, REGISTER).lazy(), pl.Series(["L1 0AB", "L1 0AD"]))
    assert found == {"10": 2, "43": 1}
