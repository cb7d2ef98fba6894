"""What anchor institutions buy: the trades of trades.csv, what each is called in a ledger, and what it costs."""

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

# How each month's buying compares with an even year's: April first, as public bodies' years run.
SEASONS: Final = {
    "even": (0.9, 1.0, 1.0, 1.0, 0.8, 1.0, 1.0, 1.0, 0.9, 0.9, 1.0, 1.4),
    "winter": (1.0, 0.8, 0.6, 0.5, 0.5, 0.6, 0.9, 1.2, 1.4, 1.6, 1.5, 1.3),
    "summer": (1.2, 1.4, 1.5, 1.5, 1.4, 1.2, 1.0, 0.7, 0.4, 0.4, 0.5, 0.8),
    "terms": (0.7, 1.2, 1.2, 0.8, 0.3, 1.6, 1.3, 1.2, 0.7, 1.1, 1.1, 1.0),
    "year end": (0.6, 0.7, 0.8, 0.8, 0.7, 0.9, 1.0, 1.0, 0.9, 1.0, 1.2, 2.2),
}


@dataclass(frozen=True, slots=True)
class Trade:
    """One kind of thing bought."""

    key: str
    category: str
    sic: str  # what Companies House would have of it, five digits of SIC 2007
    office: str  # which of a payer's offices buys it
    usual: int  # the middle payment of a payer of size 1, in pounds
    vat: int  # per cent
    season: tuple[float, ...]
    capital: bool
    purposes: tuple[str, ...]
    local: tuple[str, ...]  # words that end a local firm's name
    national: tuple[str, ...]  # and a national one's


def trades() -> dict[str, Trade]:
    """Every trade by its key, in the order of the file."""
    text = files(__package__).joinpath("trades.csv").read_text(encoding="utf-8")
    return {row["key"]: _trade(row) for row in csv.DictReader(text.splitlines())}


def _trade(row: dict[str, str]) -> Trade:
    purposes, local, national = (tuple(row[name].split("|")) for name in ("purposes", "local", "national"))
    return Trade(
        key=row["key"],
        category=row["category"],
        sic=row["sic"],
        office=row["office"],
        usual=int(row["usual"]),
        vat=int(row["vat"]),
        season=SEASONS[row["season"]],
        capital=row["capital"] == "yes",
        purposes=purposes,
        local=local,
        national=national,
    )
