"""Registers of whom the sample's payers paid, in the layouts of Companies House, Co-operatives UK, charity-lookups and
digital-land's list of public bodies."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Final

from commonweal.journeys.sample import companies, cooperatives, locked
from commonweal.journeys.sample.geography import Geography
from commonweal.journeys.sample.suppliers import Supplier

COOPERATIVES: Final = "coops-uk-organisations"
OUTLETS: Final = "coops-uk-outlets"
CHARITIES: Final = "charity-to-company-numbers"
COMPANIES: Final = "basic-company-data"
BODIES: Final = "government-organisations"
NAMES: Final = (COMPANIES, COOPERATIVES, OUTLETS, CHARITIES, BODIES)

BODY_COLUMNS: Final = (
    *("organisation", "entity", "wikidata", "name", "website", "twitter", "statistical-geography", "boundary", "toid"),
    *("opendatacommunities", "opendatacommunities-area", "billing-authority", "census-area", "local-authority-type"),
    *("government-organisation", "combined-authority", "esd-inventories", "local-resilience-forum", "region"),
    *("addressbase-custodian", "company", "wikipedia", "start-date", "end-date"),
)


def make(geography: Geography, suppliers: Sequence[Supplier], seed: int) -> dict[str, bytes]:
    """The registers, by the name of the published layout that each is in."""
    filed = companies.registered(suppliers, seed)
    organisations, outlets = cooperatives.Register(geography, suppliers, filed).tables(seed)
    return {
        COMPANIES: companies.register(filed),
        COOPERATIVES: _table(cooperatives.COLUMNS, organisations, csv.QUOTE_ALL),
        OUTLETS: _table(cooperatives.OUTLET_COLUMNS, outlets, csv.QUOTE_MINIMAL),
        CHARITIES: _charities(suppliers),
        BODIES: _bodies(geography),
    }


def _charities(suppliers: Sequence[Supplier]) -> bytes:
    both = [one for one in suppliers if one.charity and one.company]
    header = ("org_id_a", "org_id_b", "name")
    rows = [(f"GB-CHC-{one.charity}", f"GB-COH-{one.company}", one.name.upper()) for one in both]
    return _table(header, [dict(zip(header, row, strict=True)) for row in rows], csv.QUOTE_MINIMAL)


def _bodies(geography: Geography) -> bytes:
    codes = {district.name: district.code for district in geography.districts}
    rows = [
        {"organisation": one.number, "entity": f"{entity}", "name": one.name}
        | {"statistical-geography": codes[one.governs]}
        for entity, one in enumerate(locked.bodies(), 1)
    ]
    return _table(BODY_COLUMNS, rows, csv.QUOTE_MINIMAL)


def _table(header: Sequence[str], rows: Sequence[Mapping[str, str]], quoting: int) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", quoting=quoting, lineterminator="\r\n")  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
