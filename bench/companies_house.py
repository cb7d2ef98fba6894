"""How fast Companies House's register loads: an invented register of any size in the published columns, then loaded.

    python bench/companies_house.py [--companies 5600000] [--folder FOLDER] [--zip] [--write-only]

The register is made of invented words and of numbers drawn with a seed, so that the same size and seed give the same
file, byte for byte. Its proportions (categories, statuses, accounts, former names, overseas companies, faults) are our
guesses at the published file's. Loading is timed in a process of its own: reading, understanding, writing Parquet, with
its peak memory; then the questions that the rest of the project asks of what was loaded.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import polars as pl

from commonweal.organisations import clearing, register_files
from commonweal.organisations.register_reading import read

SEED = 3
AT_ONCE = 100_000
NAME = "BasicCompanyDataAsOneFile-2026-11-01.csv"
HEADER = (
    *("CompanyName", " CompanyNumber", "RegAddress.CareOf", "RegAddress.POBox", "RegAddress.AddressLine1"),
    *(" RegAddress.AddressLine2", "RegAddress.PostTown", "RegAddress.County", "RegAddress.Country"),
    *("RegAddress.PostCode", "CompanyCategory", "CompanyStatus", "CountryOfOrigin", "DissolutionDate"),
    *("IncorporationDate", "Accounts.AccountRefDay", "Accounts.AccountRefMonth", "Accounts.NextDueDate"),
    *("Accounts.LastMadeUpDate", "Accounts.AccountCategory", "Returns.NextDueDate", "Returns.LastMadeUpDate"),
    *("Mortgages.NumMortCharges", "Mortgages.NumMortOutstanding", "Mortgages.NumMortPartSatisfied"),
    *("Mortgages.NumMortSatisfied", "SICCode.SicText_1", "SICCode.SicText_2", "SICCode.SicText_3"),
    *("SICCode.SicText_4", "LimitedPartnerships.NumGenPartners", "LimitedPartnerships.NumLimPartners", "URI"),
    *(f"{' ' * (n > 1)}PreviousName_{n}.{part}" for n in range(1, 11) for part in ("CONDATE", "CompanyName")),
    *("ConfStmtNextDueDate", " ConfStmtLastMadeUpDate"),
)
FIRST = [
    "TERN",
    "GREBE",
    "PLOVER",
    "DUNLIN",
    "KNOT",
    "WIGEON",
    "TEAL",
    "SMEW",
    "AVOCET",
    "CURLEW",
    "GODWIT",
    "LAPWING",
    "PIPIT",
    "SISKIN",
    "TWITE",
    "SERIN",
]
SECOND = [
    "QUAY",
    "MOLE",
    "PIER",
    "LOCK",
    "WEIR",
    "JETTY",
    "WHARF",
    "SLIP",
    "BASIN",
    "BERTH",
    "BUOY",
    "KEEL",
    "MAST",
    "HELM",
    "OAR",
    "SAIL",
    "BOW",
    "STERN",
]
TRADE = [
    "BAKERY",
    "JOINERY",
    "BUILDERS",
    "CARE",
    "CLEANING",
    "DESIGN",
    "ENERGY",
    "FOODS",
    "HOLDINGS",
    "LETTINGS",
    "MEDIA",
    "PLUMBING",
    "SOFTWARE",
]
TOWN = ("HAVENWICK", "MOLEFORD", "PIERTON", "QUAYSIDE", "LOCKHAM", "WEIRBRIDGE")
CATEGORIES = {
    "Private Limited Company": 0.925,
    "PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)": 0.03,
    "Limited Liability Partnership": 0.01,
    "Community Interest Company": 0.006,
    "Charitable Incorporated Organisation": 0.006,
    "Registered Society": 0.002,
    "Public Limited Company": 0.001,
    "Overseas Entity": 0.005,
    "Limited Partnership": 0.015,
}
STATUSES = {"Active": 0.93, "Active - Proposal to Strike off": 0.04, "Liquidation": 0.025, "In Administration": 0.005}
ACCOUNTS = {
    "MICRO ENTITY": 0.3,
    "TOTAL EXEMPTION FULL": 0.27,
    "NO ACCOUNTS FILED": 0.22,
    "DORMANT": 0.12,
    "UNAUDITED ABRIDGED": 0.04,
    "FULL": 0.02,
    "GROUP": 0.01,
    "SMALL": 0.02,
}
SICS = {
    "62012 - Business and domestic software development": 0.2,
    "68209 - Other letting and operating of own or leased real estate": 0.2,
    "41202 - Construction of domestic buildings": 0.2,
    "96090 - Other service activities n.e.c.": 0.2,
    "None Supplied": 0.1,
    "82990 - Other business support service activities n.e.c.": 0.095,
    "7499 - Non-trading company": 0.005,
}


def written(folder: Path, companies: int, seed: int = SEED) -> Path:
    """An invented register of that many companies, as Companies House lays it out; returns its path."""
    path = folder / NAME
    with path.open("wb") as file:
        file.write((",".join(HEADER) + "\r\n").encode())
        for table in _tables(companies, np.random.default_rng(seed)):
            file.write(table.write_csv(include_header=False, quote_style="always", line_terminator="\r\n").encode())
    return path


def _tables(companies: int, rng: np.random.Generator) -> Iterator[pl.DataFrame]:
    for start in range(0, companies, AT_ONCE):
        rows = min(AT_ONCE, companies - start)
        columns = {name: pl.repeat("", rows, eager=True) for name in HEADER} | _companies(start, rows, rng)
        yield pl.DataFrame(columns)


def _companies(start: int, rows: int, rng: np.random.Generator) -> dict[str, pl.Series]:
    overseas = rng.random(rows) < 0.01
    numbers = pl.int_range(start + 1, start + rows + 1, eager=True).cast(pl.String)
    plain, abroad = numbers.str.zfill(8), "FC" + numbers.str.zfill(6).str.tail(6)
    chosen = pl.Series(overseas)
    return {
        "CompanyName": _names(start, rows, rng),
        " CompanyNumber": abroad.zip_with(chosen, plain),
        "RegAddress.AddressLine1": _text(rng.integers(1, 400, rows)) + " " + _any(SECOND, rows, rng) + " ROAD",
        " RegAddress.AddressLine2": _some(_any(FIRST, rows, rng) + " HOUSE", 0.4, rng),
        "RegAddress.PostTown": _any(TOWN, rows, rng),
        "RegAddress.Country": _some(pl.repeat("ENGLAND", rows, eager=True), 0.6, rng),
        "RegAddress.PostCode": "L" + _text(rng.integers(1, 38, rows)) + " " + _text(rng.integers(0, 10, rows)) + "AB",
        "CompanyCategory": _drawn(CATEGORIES, rows, rng),
        "CompanyStatus": _drawn(STATUSES, rows, rng),
        "CountryOfOrigin": pl.repeat("JERSEY", rows, eager=True).zip_with(
            chosen, pl.repeat("United Kingdom", rows, eager=True)
        ),
        "IncorporationDate": _days(rows, rng),
        "Accounts.AccountRefDay": _text(rng.integers(28, 32, rows)),
        "Accounts.AccountRefMonth": _text(rng.integers(1, 13, rows)),
        "Accounts.NextDueDate": _days(rows, rng),
        "Accounts.LastMadeUpDate": _days(rows, rng),
        "Accounts.AccountCategory": _drawn(ACCOUNTS, rows, rng),
        **{name: pl.repeat("0", rows, eager=True) for name in HEADER if "Num" in name and name != " CompanyNumber"},
        "SICCode.SicText_1": _drawn(SICS, rows, rng),
        "SICCode.SicText_2": _some(_drawn(SICS, rows, rng), 0.15, rng),
        "URI": "http://business.data.gov.uk/id/company/" + plain,
        "ConfStmtNextDueDate": _days(rows, rng),
        **_former(start, rows, rng),
    }


def _former(start: int, rows: int, rng: np.random.Generator) -> dict[str, pl.Series]:
    names = _some(_names(start + 7, rows, rng), 0.13, rng)
    days = _days(rows, rng).zip_with(names != "", pl.repeat("", rows, eager=True))
    return {"PreviousName_1.CONDATE": days, "PreviousName_1.CompanyName": names}


def _names(start: int, rows: int, rng: np.random.Generator) -> pl.Series:
    number = _text(rng.integers(1, 5_000, rows))
    words = [_any(FIRST, rows, rng), _any(SECOND, rows, rng), number, _any(TRADE, rows, rng)]
    ending = _drawn({"LIMITED": 0.55, "LTD": 0.4, "LTD.": 0.03, "L.L.P.": 0.02}, rows, rng)
    return words[0] + " & " + words[1] + " " + words[2] + " " + words[3] + " " + ending


def _any(words: Sequence[str], rows: int, rng: np.random.Generator) -> pl.Series:
    return pl.Series(words)[rng.integers(0, len(words), rows)]


def _drawn(shares: dict[str, float], rows: int, rng: np.random.Generator) -> pl.Series:
    edges = np.cumsum(list(shares.values()))
    return pl.Series(list(shares))[np.minimum(np.searchsorted(edges, rng.random(rows)), len(shares) - 1)]


def _some(texts: pl.Series, share: float, rng: np.random.Generator) -> pl.Series:
    kept = pl.Series(rng.random(len(texts)) < share)
    return texts.zip_with(kept, pl.repeat("", len(texts), eager=True))


def _text(numbers: np.ndarray) -> pl.Series:
    return pl.Series(numbers).cast(pl.String)


def _days(rows: int, rng: np.random.Generator) -> pl.Series:
    days = pl.Series(rng.integers(7_000, 20_000, rows), dtype=pl.Int32).cast(pl.Date)  # days since 1970: 1989 to 2024
    return days.dt.strftime("%d/%m/%Y")


def load(path: Path, lake: Path) -> None:
    """Load the register into a lake and print what it took."""
    begun, busy = time.perf_counter(), time.process_time()
    reading = read(path, "companies-house")
    name = register_files.write(lake, reading.tables)
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    counts = reading.counts
    assert counts.rows == counts.understood + counts.set_aside.total()
    print(f"{counts.rows:,} rows, {counts.understood:,} understood, {counts.facts:,} facts")
    print(f"set aside {dict(counts.set_aside)}; left out {dict(counts.left_out)}")
    print(f"{busy:.1f} s of processor time")
    print(f"{seconds:.1f} s, {counts.rows / seconds:,.0f} rows a second, {_peak():,.0f} MB at most")
    print(f"lake file {(lake / name).stat().st_size / 1e6:,.0f} MB; register {path.stat().st_size / 1e6:,.0f} MB")


def ask(lake: Path) -> None:
    """Time what is asked of a loaded register."""
    facts = register_files.scan(sorted(lake.glob("*.parquet")))
    _timed("names that clear a payee", lambda: len(clearing.known_names(facts)))
    _timed("distinct names", lambda: facts.select(pl.col("key").n_unique()).collect(engine="streaming").item())
    keys = facts.select("key").head(20_000).collect()
    _timed(
        "bearers of 20,000 names",
        lambda: facts.join(keys.lazy(), on="key", how="semi").collect(engine="streaming").height,
    )


def _timed(what: str, question: Callable[[], int]) -> None:
    begun = time.perf_counter()
    answer = question()
    print(f"{what}: {answer:,} in {time.perf_counter() - begun:.2f} s, {_peak():,.0f} MB at most so far")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 * 1.048576


def _zipped(path: Path) -> Path:
    packed = path.with_suffix(".zip")
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.write(path, path.name)
    return packed


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--companies", type=int, default=5_600_000)
    options.add_argument("--folder", type=Path, help="where the register is written; left there afterwards")
    options.add_argument("--zip", action="store_true", help="load it zipped, as it is downloaded")
    options.add_argument("--write-only", action="store_true")
    options.add_argument("--load", type=Path, help="load this register, alone in its process")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as rest:
        if asked.load:
            load(asked.load, Path(rest))
            ask(Path(rest))
            return
        path = written(asked.folder or Path(rest), asked.companies)
        print(f"written: {path.stat().st_size / 1e6:,.0f} MB")
        if not asked.write_only:
            command = [sys.executable, __file__, "--load", str(_zipped(path) if asked.zip else path)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
