"""The sample on disk: the files that its statisticians, registrars and payers published, and the truth about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from commonweal.journeys.sample import economy, geofiles, geography, registers
from commonweal.journeys.sample.geography import Geography
from commonweal.journeys.sample.payers import payers
from commonweal.journeys.sample.publishing import Published, publish
from commonweal.journeys.sample.residents import residents
from commonweal.journeys.sample.suppliers import Supplier, suppliers

SEED: Final = 1844  # the year the Rochdale Pioneers opened their shop
ABOUT: Final = """Every place, body, firm, person, code and payment in this folder is invented.

It was made by commonweal's own generator to show what the tool does. It is nobody's data, and there is nothing in it
to report, correct or cite.
"""


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """Where each file lies, by what it is for, and what was put into the spend files."""

    wards: Path
    neighbourhoods: Path
    postcodes: Path
    deprivation: Path
    residents: Path
    registers: Mapping[str, Path]  # by the published name of the register's layout
    spend: tuple[tuple[Path, Published], ...]  # in the order in which they were published
    geography: Geography
    suppliers: tuple[Supplier, ...]


def write(folder: Path, seed: int = SEED) -> SampleFiles:
    """Write the sample into a folder, made if it is not there. The same seed gives the same bytes."""
    places = geography.make(seed)
    known = suppliers(places, seed)
    files = {
        "ABOUT.txt": ABOUT.encode(),
        "places/wards.geojson": geofiles.wards(places),
        "places/neighbourhoods.geojson": geofiles.neighbourhoods(places),
        "places/postcodes.csv": geofiles.postcodes(places),
        "places/deprivation.csv": geofiles.deprivation(places),
        "places/residents.csv": residents(places, seed),
        **{f"registers/{name}.csv": content for name, content in registers.make(places, known, seed).items()},
    }
    ledgers = {payer.slug: economy.ledger(payer, known, seed) for payer in payers()}
    spend = tuple((folder / "spend" / one.path, one) for one in publish(payers(), ledgers))
    for path, content in [
        *((folder / name, made) for name, made in files.items()),
        *((p, one.content) for p, one in spend),
    ]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return SampleFiles(
        wards=folder / "places/wards.geojson",
        neighbourhoods=folder / "places/neighbourhoods.geojson",
        postcodes=folder / "places/postcodes.csv",
        deprivation=folder / "places/deprivation.csv",
        residents=folder / "places/residents.csv",
        registers={name: folder / f"registers/{name}.csv" for name in registers.NAMES},
        spend=spend,
        geography=places,
        suppliers=known,
    )
