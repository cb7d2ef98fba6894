"""A small economy for the report and the interface: four wards, four registered firms, four months of two payers."""

from pathlib import Path

from click.testing import CliRunner, Result

from commonweal.cli import main
from tests.places.drawn import code_point, lsoa_features, ward_features, write_code_point, write_geojson

COMPANIES = """CompanyName, CompanyNumber,CompanyStatus,RegAddress.PostCode,SICCode.SicText_1,CountryOfOrigin
TERN LAUNDRY LIMITED,09999901,Active,L1 0AB,96010 - Washing of textiles,United Kingdom
NEAR LINEN LIMITED,09999902,Active,M1 1AA,96010 - Washing of textiles,United Kingdom
FAR LINEN LIMITED,09999903,Active,EC1A 1BB,96010 - Washing of textiles,United Kingdom
"""
HOSPITAL = """Payment Date,Supplier Name,Net Amount,Purpose
03/{month}/2024,Tern Laundry Ltd,100.00,Theatre linen
10/{month}/2024,Near Linen Ltd,200.00,Theatre linen
17/{month}/2024,Far Linen Ltd,500.00,Theatre linen
25/{month}/2024,Whimbrel Scaffolding Ltd,150.00,Scaffold
26/{month}/2024,REDACTED,1000.00,Theatre linen
"""
COUNCIL = """Payment Date,Supplier Name,Net Amount,Purpose
04/{month}/2024,Tern Laundry Ltd,50.00,Linen for care homes
05/{month}/2024,HM Revenue & Customs,30.00,PAYE
"""
MONTHS = ("04", "05", "06", "07")
PAID = {"Harbour Hospital": HOSPITAL, "Sandport Council": COUNCIL}


def run(*words: str | Path) -> Result:
    """The command, as typed."""
    return CliRunner().invoke(main, list(map(str, words)))


def done(*words: str | Path) -> Result:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result


def region(folder: Path) -> None:
    """A region of four wards, with two postcodes."""
    write_geojson(folder / "wards.geojson", ward_features())
    write_geojson(folder / "lsoas.geojson", lsoa_features())
    write_code_point(folder / "l.csv", [code_point("L1 0AB", 0.5, 0.5), code_point("L1 0AD", 1.5, 0.5)])
    paths = [folder / name for name in ("wards.geojson", "lsoas.geojson", "l.csv")]
    done("region", "build", "Dunlin", "--wards", paths[0], "--lsoas", paths[1], "--postcodes", paths[2])


def economy(folder: Path) -> None:
    """All of it, brought in as a host would."""
    region(folder)
    (folder / "companies.csv").write_text(COMPANIES)
    done("suppliers", "load", "companies-house", folder / "companies.csv")
    for payer, rows in PAID.items():
        for month in MONTHS:
            bring_in(folder, payer, rows.format(month=month), f"{payer.split()[0].lower()}-2024-{month}.csv")


def bring_in(folder: Path, payer: str, rows: str, name: str) -> None:
    """One file of one payer."""
    path = folder / name
    path.write_text(rows)
    done("spend", "import", path, "--payer", payer)
