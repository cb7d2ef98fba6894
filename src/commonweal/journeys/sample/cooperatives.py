"""The sample's co-operatives as Co-operatives UK's open data has them: the organisations, and their shops and depots.

A few have moved: Companies House knows of it and this register does not, as registers disagree in life. Some firms
from outside the region have a depot in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Final

from commonweal.journeys.sample.chance import dice
from commonweal.journeys.sample.geography import INWARD, Geography
from commonweal.journeys.sample.suppliers import OUTSIDE, Supplier

COLUMNS: Final = (
    *("CUK Organisation ID", "Registered Number", "Registrar", "Registered Name", "Trading Name", "Legal Form"),
    *("Registered Street", "Registered City", "Registered State/Province", "Registered Postcode", "UK Nation"),
    *("SIC Code", "SIC section", "SIC code  - level 2", "SIC code  - level 2 description", "SIC code  - level 3"),
    *("SIC code  - level 3 description", "SIC code  - level 4", "SIC code  - level 4 description"),
    *("SIC code  - level 5", "SIC code  - level 5 description", "Sector - Simplified, High Level"),
    *("Ownership Classification", "Registered Status", "Incorporation Date", "Dissolved Date"),
)
OUTLET_COLUMNS: Final = (
    *("CUK Organisation ID", "Registered Name", "Outlet Name", "Street", "City", "State/Province", "Postcode"),
    *("Description", "Phone", "Website"),
)
# Whom the register holds: each form, its legal form, who owns it. A few companies that employees own, at home and
# elsewhere, are in the real one too.
HELD: Final = {
    "worker co-op": ("Company", "Workers", 1.0),
    "community co-op": ("Society", "Community of Interest", 1.0),
    "social enterprise": ("Community Interest Company", "Multi-stakeholder", 0.8),
    "company": ("Company", "Employee Trust", 0.12),
    "north west": ("Company", "Workers", 0.3),
    "national": ("Company", "Enterprises", 0.2),
}
MOVED: Final = 0.08  # of the companies here, and the register still has the former office
FROM_ELSEWHERE: Final = 6  # of the largest firms from outside have sites here,
FROM_HERE: Final = 6  # and as many of the largest co-ops here
SITES: Final = 2  # of each, in the region
KINDS: Final = {"": ("Shop", "Workshop", "Office"), "outside": ("Depot", "Branch", "Yard")}

Row = dict[str, str]


class Register:
    """Co-operatives UK's two published tables. `filed` are the rows of Companies House."""

    def __init__(self, geography: Geography, suppliers: Sequence[Supplier], filed: Sequence[Mapping[str, str]]) -> None:
        self.geography = geography
        self.suppliers = suppliers
        self.streets = {row[" CompanyNumber"]: row["RegAddress.AddressLine1"].title() for row in filed}

    def tables(self, seed: int) -> tuple[list[Row], list[Row]]:
        """The organisations and the outlets."""
        rng, moves = dice(seed, "registers"), dice(seed, "moves")
        held = [one for one in self.suppliers if one.form in HELD and rng.random() < HELD[one.form][2]]
        numbered = {f"R9{number:05d}": one for number, one in enumerate(held, 1)}
        rows = [self._organisation(number, one, rng) | self._former(one, moves) for number, one in numbered.items()]
        return rows, list(self._outlets(numbered, dice(seed, "outlets")))

    def _organisation(self, number: str, one: Supplier, rng: Random) -> Row:
        legal_form, owners, _ = HELD[one.form]
        founded = f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.randint(1888, 2021)}"
        street = f"{rng.randint(1, 180)} Invented Street"
        row = dict.fromkeys(COLUMNS, "")
        row |= {"CUK Organisation ID": number, "Registered Number": one.company, "Registered Name": one.name}
        row |= {"Registrar": "FCA" if legal_form == "Society" else "Companies House", "Legal Form": legal_form}
        row |= {"Registered Street": self.streets.get(one.company, street)}
        row |= {"Registered City": one.district or "Elsewhere", "Registered Postcode": one.postcode}
        row |= {"UK Nation": "England", "Ownership Classification": owners, "Incorporation Date": founded}
        return row | {"Sector - Simplified, High Level": one.trade.category, "Registered Status": "Live"}

    def _former(self, one: Supplier, rng: Random) -> Row:
        """What the register still says of one that has moved, else nothing."""
        if not one.district or one.company not in self.streets or rng.random() > MOVED:
            return {}
        street, city, postcode = self._somewhere(rng)
        return {"Registered Street": street, "Registered City": city, "Registered Postcode": postcode}

    def _outlets(self, numbered: Mapping[str, Supplier], rng: Random) -> Iterator[Row]:
        """Sites of the largest in the region, and one elsewhere of each that comes from there."""
        largest = sorted(numbered.items(), key=lambda each: (-each[1].weight, each[0]))
        outside = [each for each in largest if each[1].form in OUTSIDE][:FROM_ELSEWHERE]
        local = [each for each in largest if each[1].form in ("worker co-op", "community co-op")][:FROM_HERE]
        for number, one in (*outside, *local):
            kinds = KINDS["outside" if one.form in OUTSIDE else ""]
            for kind in kinds[:SITES]:
                yield _outlet(number, one, kind, self._somewhere(rng))
        for number, one in outside:
            postcode = f"{rng.choice(OUTSIDE[one.form])} {rng.randint(1, 9)}{rng.choice(INWARD)}{rng.choice(INWARD)}"
            yield _outlet(number, one, "Head Office", (f"{rng.randint(1, 180)} Invented Street", "Elsewhere", postcode))

    def _somewhere(self, rng: Random) -> tuple[str, str, str]:
        """A street, a town and a postcode of the region."""
        found = rng.choice(self.geography.postcodes)
        return f"{rng.randint(1, 180)} Invented Street", found.ward.district.name, found.text


def _outlet(number: str, one: Supplier, kind: str, place: tuple[str, str, str]) -> Row:
    street, city, postcode = place
    row = dict.fromkeys(OUTLET_COLUMNS, "") | {"CUK Organisation ID": number, "Registered Name": one.name}
    return row | {"Outlet Name": f"{city} {kind}", "Street": street, "City": city, "Postcode": postcode}
