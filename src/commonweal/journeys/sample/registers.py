"""Registers of the sample's suppliers, in the layouts of Companies House, Co-operatives UK and charity-lookups."""

import csv
import io
from collections.abc import Sequence
from random import Random
from typing import Final

from commonweal.journeys.sample import companies
from commonweal.journeys.sample.chance import dice
from commonweal.journeys.sample.suppliers import Supplier

COOPERATIVES: Final = "coops-uk-organisations"
CHARITIES: Final = "charity-to-company-numbers"
COMPANIES: Final = "basic-company-data"
NAMES: Final = (COMPANIES, COOPERATIVES, CHARITIES)

COOPERATIVE_COLUMNS: Final = (
    *("CUK Organisation ID", "Registered Number", "Registrar", "Registered Name", "Trading Name", "Legal Form"),
    *("Registered Street", "Registered City", "Registered State/Province", "Registered Postcode", "UK Nation"),
    *("SIC Code", "SIC section", "SIC code  - level 2", "SIC code  - level 2 description", "SIC code  - level 3"),
    *("SIC code  - level 3 description", "SIC code  - level 4", "SIC code  - level 4 description"),
    *("SIC code  - level 5", "SIC code  - level 5 description", "Sector - Simplified, High Level"),
    *("Ownership Classification", "Registered Status", "Incorporation Date", "Dissolved Date"),
)
# Whom the register of co-operatives holds: each form, its legal form, who owns it. A few companies that employees own,
# at home and elsewhere, are in the real one too.
HELD: Final = {
    "worker co-op": ("Company", "Workers", 1.0),
    "community co-op": ("Society", "Community of Interest", 1.0),
    "social enterprise": ("Community Interest Company", "Multi-stakeholder", 0.8),
    "company": ("Company", "Employee Trust", 0.12),
    "north west": ("Company", "Workers", 0.3),
    "national": ("Company", "Enterprises", 0.2),
}


def make(suppliers: Sequence[Supplier], seed: int) -> dict[str, bytes]:
    """The registers, by the name of the published layout that each is in."""
    rng = dice(seed, "registers")
    held = [one for one in suppliers if one.form in HELD and rng.random() < HELD[one.form][2]]
    rows = [_cooperative(number, one, rng) for number, one in enumerate(held, 1)]
    return {
        COMPANIES: companies.register(suppliers, seed),
        COOPERATIVES: _table(COOPERATIVE_COLUMNS, rows, csv.QUOTE_ALL),
        CHARITIES: _charities(suppliers),
    }


def _cooperative(number: int, one: Supplier, rng: Random) -> list[str]:
    legal_form, owners, _ = HELD[one.form]
    founded = f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.randint(1888, 2021)}"
    row = dict.fromkeys(COOPERATIVE_COLUMNS, "")
    row |= {"CUK Organisation ID": f"R9{number:05d}", "Registered Number": one.company, "Registered Name": one.name}
    row |= {"Registrar": "FCA" if legal_form == "Society" else "Companies House", "Legal Form": legal_form}
    row |= {
        "Registered Street": f"{rng.randint(1, 180)} Invented Street",
        "Registered City": one.district or "Elsewhere",
    }
    row |= {"Registered Postcode": one.postcode, "UK Nation": "England", "Ownership Classification": owners}
    row |= {"Sector - Simplified, High Level": one.trade.category, "Registered Status": "Live"}
    return list((row | {"Incorporation Date": founded}).values())


def _charities(suppliers: Sequence[Supplier]) -> bytes:
    both = [one for one in suppliers if one.charity and one.company]
    rows = [[f"GB-CHC-{one.charity}", f"GB-COH-{one.company}", one.name.upper()] for one in both]
    return _table(("org_id_a", "org_id_b", "name"), rows, csv.QUOTE_MINIMAL)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], quoting: int) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, quoting=quoting, lineterminator="\r\n")  # type: ignore[arg-type]
    writer.writerows([header, *rows])
    return text.getvalue().encode()
