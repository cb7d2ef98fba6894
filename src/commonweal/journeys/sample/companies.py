"""The sample's companies as Companies House's basic company data has them, doubts and all.

Most of the sample's companies are there under the name they are paid by. Some share their name with another company,
some were dissolved and set up anew, some have changed their name, and of some only a parent is registered: what a
reviewer of real suppliers meets.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from commonweal.journeys.sample.chance import dice
from commonweal.journeys.sample.geography import INWARD
from commonweal.journeys.sample.suppliers import COMPANIES, OUTSIDE, Supplier

COLUMNS: Final = (
    *("CompanyName", " CompanyNumber", "RegAddress.CareOf", "RegAddress.POBox", "RegAddress.AddressLine1"),
    *(" RegAddress.AddressLine2", "RegAddress.PostTown", "RegAddress.County", "RegAddress.Country"),
    *("RegAddress.PostCode", "CompanyCategory", "CompanyStatus", "CountryOfOrigin", "DissolutionDate"),
    *("IncorporationDate", "Accounts.AccountCategory", *(f"SICCode.SicText_{number}" for number in range(1, 5)), "URI"),
    *("PreviousName_1.CONDATE", " PreviousName_1.CompanyName"),
)
REGISTERED: Final = 0.93  # of the companies; the others trade without one, or under a name no register has
NAMESAKES: Final = 0.03  # bear the name of another company that stands
SET_UP_ANEW: Final = 0.03  # have a dissolved twin
RENAMED: Final = 0.03  # are paid under a former name
PARENT_ONLY: Final = 0.02  # only "… Holdings" is registered
ABROAD: Final = ("NETHERLANDS", "IRELAND", "GERMANY", "UNITED STATES", "DENMARK", "FRANCE")
ACCOUNTS: Final = {
    "national": ("FULL", "GROUP", "MEDIUM"),
    "overseas": ("FULL",),
    "north west": ("FULL", "SMALL", "TOTAL EXEMPTION FULL"),
}
USUAL_ACCOUNTS: Final = ("MICRO ENTITY", "TOTAL EXEMPTION FULL", "SMALL", "UNAUDITED ABRIDGED")
CATEGORIES: Final = {
    " llp": "Limited Liability Partnership",
    " plc": "Public Limited Company",
    " cic": "Community Interest Company",
}
BY_GUARANTEE: Final = "PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)"
LONG_ENDED: Final = ("31/03/2012", "30/09/2015", "30/06/2017")

Row = dict[str, str]


def registered(suppliers: Sequence[Supplier], seed: int) -> list[Row]:
    """Every company that Companies House would have of the sample, in the order of their numbers."""
    rng = dice(seed, "companies")
    rows = [row for number, one in enumerate(suppliers, 1) for row in _rows(number, one, rng)]
    return sorted(rows, key=lambda row: row[" CompanyNumber"])


def register(rows: Sequence[Row]) -> bytes:
    """The published file of them."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _rows(number: int, one: Supplier, rng: Random) -> Iterator[Row]:
    if one.form == "overseas":
        yield _row(one, f"FC9{number:05d}", rng) | {"CountryOfOrigin": rng.choice(ABROAD)}
        return
    if not one.company or one.form not in (*COMPANIES, "charity") or rng.random() > REGISTERED:
        return
    row, chance = _row(one, one.company, rng), rng.random()
    twin = f"98{number:06d}"
    if chance < NAMESAKES:
        elsewhere = f"{rng.choice(OUTSIDE['national'])} {rng.randint(1, 9)}{rng.choice(INWARD)}{rng.choice(INWARD)}"
        yield row
        office = {"RegAddress.PostTown": "ELSEWHERE", "RegAddress.PostCode": elsewhere}
        yield _row(one, twin, rng) | office | {"CompanyName": _other_form(row["CompanyName"])}
    elif chance < NAMESAKES + SET_UP_ANEW:
        yield row
        yield _row(one, twin, rng) | {"CompanyStatus": "Dissolved", "DissolutionDate": rng.choice(LONG_ENDED)}
    elif chance < NAMESAKES + SET_UP_ANEW + RENAMED:
        former = {"PreviousName_1.CONDATE": "01/11/2023", " PreviousName_1.CompanyName": row["CompanyName"]}
        yield row | former | {"CompanyName": f"{one.trade.national[0]} by {row['CompanyName']}".upper()}
    elif chance < NAMESAKES + SET_UP_ANEW + RENAMED + PARENT_ONLY:
        yield row | {"CompanyName": _parent(row["CompanyName"])}
    else:
        yield row


def _row(one: Supplier, number: str, rng: Random) -> Row:
    accounts = ACCOUNTS.get(one.form, USUAL_ACCOUNTS)
    category = next((kind for ending, kind in CATEGORIES.items() if one.name.lower().endswith(ending)), "")
    return {
        "CompanyName": one.name.upper(),
        " CompanyNumber": number,
        "RegAddress.AddressLine1": f"{rng.randint(1, 180)} Invented Street".upper() if one.postcode else "",
        "RegAddress.PostTown": (one.district or "Elsewhere").upper() if one.postcode else "",
        "RegAddress.PostCode": one.postcode,
        "CompanyCategory": category or (BY_GUARANTEE if one.form == "charity" else "Private Limited Company"),
        "CompanyStatus": "Active",
        "CountryOfOrigin": "United Kingdom",
        "IncorporationDate": f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/{rng.randint(1975, 2021)}",
        "Accounts.AccountCategory": rng.choice(accounts),
        "SICCode.SicText_1": f"{one.trade.sic} - {one.trade.category}",
    }


def _other_form(name: str) -> str:
    """The same name to a registrar: "Limited" written out or short."""
    head, _, form = name.rpartition(" ")
    return f"{head} {'LTD' if form == 'LIMITED' else 'LIMITED' if form == 'LTD' else form}"


def _parent(name: str) -> str:
    head, _, form = name.rpartition(" ")
    return f"{head} HOLDINGS {form}"
