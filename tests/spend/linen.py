"""A hospital that sends its linen away: an invented coast with one laundry, a register, and four months of payments.

A month: £10,000 to a laundry here, £75,000 to three that are elsewhere, £15,000 to one that no register places.
"""

import html
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import shapely
from django.test import Client

from commonweal.organisations.actions import load_register
from commonweal.organisations.register_reading import read
from commonweal.people.actions import give_role, open_account
from commonweal.places.actions import adopt_region
from commonweal.places.packs import DEFINITIONS, Pack, Region, write_pack
from commonweal.spend.actions.accounts import draw_account
from tests.laid import Laid
from tests.places.drawn import degrees

from .conftest import NOW, published

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = date(2026, 6, 1)  # a full-time job at the real living wage then costs £30,011.26 a year
CATEGORY = "Cleaning & Janitorial"
SLUG = "cleaning-janitorial"
MONTHS = ("04", "05", "06", "07")
COMPANIES = """CompanyName, CompanyNumber,CompanyStatus,RegAddress.PostCode,SICCode.SicText_1,CountryOfOrigin
TERN LAUNDRY LIMITED,09999901,Active,L1 0AB,96010 - Washing of textiles,United Kingdom
NEAR LINEN LIMITED,09999902,Active,G1 1AA,96010 - Washing of textiles,United Kingdom
FAR LINEN LIMITED,09999903,Active,EC1A 1BB,96010 - Washing of textiles,United Kingdom
LINEN ABROAD BV,FC999904,Active,,96010 - Washing of textiles,NETHERLANDS
"""
PAID = (
    "03/{month}/2024,Tern Laundry Ltd,10000.00,Linen hire and laundry,T1{month}",
    "10/{month}/2024,Near Linen Ltd,20000.00,Linen hire and laundry,T2{month}",
    "17/{month}/2024,Far Linen Ltd,50000.00,Linen hire and laundry,T3{month}",
    "24/{month}/2024,Linen Abroad BV,5000.00,Linen hire and laundry,T4{month}",
    "25/{month}/2024,Wader Whitewash Ltd,15000.00,Linen hire and laundry,T5{month}",
)


def coast(folder: Path) -> None:
    """A region of two wards, in view."""
    told = Region("Dunlin Coast", "dunlin-coast", False, DEFINITIONS, [2025], [2021], (100, 100), {}, [])
    codes, districts = ["Z05000001", "Z05000002"], ["Z08000001", "Z08000002"]
    wards = {
        "code": codes,
        "name": ["Quayside", "Hilltop"],
        "district": districts,
        "district_name": ["Sandport", "Fell"],
    }
    squares = [shapely.box(west, 389_800, west + 500, 390_300) for west in (333_600, 334_100)]
    ground = [shapely.to_wkb(degrees(square)) for square in squares]
    postcodes = {"postcode": ["L1 0AB", "L1 0AD"], "ward": codes, "lsoa": ["Z1", "Z1"], "county": None, "region": None}
    postcodes |= {"easting": [334_000.0, 334_200.0], "northing": [390_000.0, 390_100.0]}
    pack = Pack(
        told,
        pl.DataFrame({**wards, "path": ["M0 0h9v9z", "M9 0h9v9z"], "geometry": ground}),
        pl.DataFrame({"code": ["Z1"], "decile": [1]}),
        pl.DataFrame(postcodes, schema_overrides={"county": pl.String, "region": pl.String}),
    )
    adopt_region(pack=write_pack(pack, folder / "regions"), by=None, now=NOW)


@pytest.fixture
def linen(
    bring_in: Callable[..., Any], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, laid: Laid
) -> None:
    """All of it brought in and drawn, on a day whose wages are known."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: DAY)
    laid("linen", lambda: drawn(bring_in, home, tmp_path))


def drawn(bring_in: Callable[..., Any], home: Path, folder: Path) -> None:
    coast(home)
    (folder / "companies.csv").write_text(COMPANIES)
    load_register(reading=read(folder / "companies.csv"), sample=False, by=None, now=NOW)
    for month in MONTHS:
        rows = [row.format(month=month) for row in PAID]
        header = "Payment Date,Supplier Name,Net Amount,Purpose,Transaction Number"
        bring_in(published(*rows, header=header), f"harbour-{month}.csv", payer="Harbour Hospital")
    draw_account(sample=False, by=None, now=NOW)


@pytest.fixture
def stranger() -> Client:
    return Client()


@pytest.fixture
def member() -> Client:
    client = Client()
    client.force_login(open_account(email="member@sample.example", by=None, now=NOW), backend=BACKEND)
    return client


@pytest.fixture
def editor() -> Client:
    client = Client()
    role = give_role(email="editor@sample.example", room="spend", name="editor", by=None, now=NOW)
    client.force_login(role.user, backend=BACKEND)
    return client


def words(answer: Any) -> str:
    """The text of a page, one space between words."""
    plain = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+([.,;:)])", r"\1", " ".join(html.unescape(plain).split()))
