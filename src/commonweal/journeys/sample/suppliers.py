"""The sample's suppliers: nine hundred invented payees, from the bakery round the corner to an overseas parent."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from commonweal.journeys.sample.chance import dice
from commonweal.journeys.sample.geography import INWARD, Geography
from commonweal.journeys.sample.naming import Namer
from commonweal.journeys.sample.trades import Trade, trades

# Each form: how many there are, and the trades they are in (none named: any).
FORMS: Final = {
    "company": (398, ""),
    "worker co-op": (45, "food|cleaning|print|energy|waste|software|construction|home care|transport|arts|training"),
    "community co-op": (40, "energy|food|home care|voluntary|arts|rents|transport|telephones|insurance"),
    "social enterprise": (40, "waste|training|food|grounds|home care|arts|vehicles|laundry"),
    "charity": (70, "voluntary|children|training|arts|care homes|home care"),
    "north west": (70, ""),
    "national": (140, ""),
    "overseas": (25, "software|equipment|medicines|medical|laboratory|energy|vehicles"),
    "person": (45, "children|rents|transport|arts|training|legal"),
    "public": (25, "training|water|insurance|children"),
}
# A supplier whose name begins as a total line does, and one that reads like a person: both are payments all the same.
TRAPS: Final = (("Total Drainage Skirlside Ltd", "water"), ("Captain Samphire Boat Trips Ltd", "arts"))
# How much more business than a local firm's: our choice, so that about half of the money leaves the region.
REACH: Final = {"national": 6.0, "overseas": 3.0, "north west": 4.0}
SURE: Final = 1_000.0  # a weight with which a supplier is paid by everyone who buys its trade
REDACTED_TRADE: Final = "children"  # persons in it are redacted by every payer that publishes them

NORTH_WEST: Final = ("M57", "PR37", "LA37", "WA37", "CW37", "OL37", "BL17", "WN17", "SK37", "CA37")  # real areas, but
REST_OF_UK: Final = ("LS37", "CV57", "EC7", "WC5", "CF57", "EH57", "BS57", "NE57", "SO57", "RG57")  # no such districts
OUTSIDE: Final = {"north west": NORTH_WEST, "national": REST_OF_UK}
WITHOUT_ADDRESS: Final = ("overseas", "person")
COMPANIES: Final = ("company", "worker co-op", "social enterprise", "north west", "national")

INEQUALITY: Final = 1.1  # Pareto's exponent: a few suppliers take most of the money, as in real ledgers


@dataclass(frozen=True, slots=True)
class Supplier:
    """A payee. Its numbers have the published registers' shape but lie where no real one can."""

    name: str
    form: str  # a key of FORMS
    trade: Trade
    postcode: str  # empty for one overseas and for a person
    district: str  # empty outside the region
    company: str
    charity: str
    weight: float


def suppliers(geography: Geography, seed: int) -> tuple[Supplier, ...]:
    """Every supplier, each with a name of its own."""
    rng = dice(seed, "suppliers")
    namer = Namer(rng)
    named = [(form, trade, namer.name(form, trade)) for form, trade in _wanted(trades(), rng)]
    named += [("company", trades()[trade], name) for name, trade in TRAPS]
    return tuple(_supplier(number, one, geography, rng) for number, one in enumerate(named, 1))


def _wanted(known: dict[str, Trade], rng: Random) -> Iterator[tuple[str, Trade]]:
    for form, (how_many, keys) in FORMS.items():
        choice = [known[key] for key in keys.split("|")] if keys else list(known.values())
        turn = rng.sample(choice, len(choice))
        yield from ((form, turn[n % len(turn)]) for n in range(how_many))


def _supplier(number: int, named: tuple[str, Trade, str], geography: Geography, rng: Random) -> Supplier:
    form, trade, name = named
    postcode, district = _home(form, geography, rng)
    company = f"9{number:05d}R" if form == "community co-op" else f"99{number:06d}" if form in COMPANIES else ""
    charity = f"9{number:06d}" if form == "charity" else ""
    if form == "charity" and number % 2:
        company = f"99{number:06d}"  # many charities are companies too
    weight = SURE if (name, trade.key) in TRAPS else rng.paretovariate(INEQUALITY) * REACH.get(form, 1.0)
    return Supplier(name, form, trade, postcode, district, company, charity, weight)


def _home(form: str, geography: Geography, rng: Random) -> tuple[str, str]:
    if form in WITHOUT_ADDRESS:
        return "", ""
    if form in OUTSIDE:
        return f"{rng.choice(OUTSIDE[form])} {rng.randint(1, 9)}{rng.choice(INWARD)}{rng.choice(INWARD)}", ""
    found = rng.choice(geography.postcodes)
    return found.text, found.ward.district.name
