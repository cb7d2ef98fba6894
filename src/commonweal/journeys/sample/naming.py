"""How the sample's suppliers come by their names: coined words from words.toml, the sample's own places, a trade."""

import tomllib
from importlib.resources import files
from random import Random
from typing import Final

from commonweal.journeys.sample import names
from commonweal.journeys.sample.trades import Trade

PUBLIC: Final = (
    "Primary School",
    "Academy",
    "Parish Council",
    "Harbour Commissioners",
    "Drainage Board",
    "Sixth Form College",
)


class Namer:
    """Gives names out, each once."""

    def __init__(self, rng: Random) -> None:
        read: dict[str, str] = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
        self.rng = rng
        self.surnames, self.first_names = read["surnames"].split(), read["first_names"].split()
        self.coined, self.brands = read["coined"].split(), read["brands"].split()
        self.overseas_forms = read["overseas_forms"].split(";")
        self.places = [*names.WARDS, *(name for name, _, _ in names.DISTRICTS), names.REGION]
        self.given: set[str] = set()

    def name(self, form: str, trade: Trade) -> str:
        """A name for a supplier of this form and trade that nobody was given before."""
        while True:
            name = self._try(form, trade)
            if name.casefold() not in self.given:
                self.given.add(name.casefold())
                return name

    def _try(self, form: str, trade: Trade) -> str:
        local, national = self.rng.choice(trade.local), self.rng.choice(trade.national)
        match form:
            case "company":
                return f"{self._family_or_place()} {local} {self._limited()}"
            case "worker co-op" | "community co-op" | "social enterprise" | "charity":
                return self._shared(form, local)
            case "overseas":
                return f"{self.rng.choice(self.brands)} {national} {self.rng.choice(self.overseas_forms)}"
            case "person":
                return self._person()
            case "public":
                return f"{self.rng.choice(self.places)} {self.rng.choice(PUBLIC)}"
        ending = self.rng.choice(("Limited", "Ltd", "plc", "(UK) Ltd", "Group Limited", "LLP"))
        return f"{self.rng.choice(self.brands)} {national} {ending}"

    def _shared(self, form: str, local: str) -> str:
        place, coined = self.rng.choice(self.places), self.rng.choice(self.coined)
        match form:
            case "worker co-op":
                return self.rng.choice(
                    (f"{coined} {local} Co-operative Ltd", f"{coined} {local} Workers' Co-op Limited")
                )
            case "community co-op":
                return self.rng.choice(
                    (f"{place} {local} Society Limited", f"{place} Community {local} Co-operative Ltd")
                )
            case "social enterprise":
                return f"{self.rng.choice((place, coined))} {local} CIC"
        return self.rng.choice((f"{place} {local} Trust", f"{place} {local}", f"Friends of {place} {local}"))

    def _family_or_place(self) -> str:
        surname, other = self.rng.sample(self.surnames, 2)
        place, coined = self.rng.choice(self.places), self.rng.choice(self.coined)
        return self.rng.choice((place, place, coined, surname, f"{surname} & {other}", f"{surname} & Daughters"))

    def _limited(self) -> str:
        return self.rng.choice(("Ltd", "Ltd", "Limited", "Limited", "LLP"))

    def _person(self) -> str:
        surname, first = self.rng.choice(self.surnames), self.rng.choice(self.first_names)
        title, second = self.rng.choice(("Mr", "Mrs", "Ms", "Miss", "Dr")), self.rng.choice("ABCDEFGHJLMPRST")
        return self.rng.choice(
            (f"{title} {first[0]} {surname}", f"{title} {first[0]} {second} {surname}", f"{first} {surname}")
        )
