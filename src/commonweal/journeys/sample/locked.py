"""What the sample's payers pay because they must: precepts, pensions, taxes, loans, grants, each other's shares."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import count
from random import Random
from typing import Any, Final

from commonweal.journeys.sample.chance import dice
from commonweal.journeys.sample.ledger import Payment, cased
from commonweal.journeys.sample.payers import FIRST_MONTH, MONTHS, Payer, month, working_day

# The months of a year, counted from April, in which each rhythm falls.
RHYTHMS: Final = {
    "monthly": range(12),
    "ten instalments": range(10),
    "quarterly": range(2, 12, 3),
    "termly": (0, 4, 9),
    "half-yearly": (5, 11),
    "yearly": (11,),
}
SERIALS: Final = 70_000  # transactions are counted from here, above all that is bought
UPLIFT: Final = 1.03  # on everything here, each April; our choice
WHOLE: Final = 100_00  # pence: what is set for a year comes in hundreds of pounds


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that a payer pays because it must, in its own words."""

    payee: str  # none where it goes to individuals
    share: float  # of what the payer otherwise spends
    rhythm: str  # a key of RHYTHMS
    times: int  # payments each time
    varies: float  # how far one payment strays, as a share of the usual one
    office: str
    category: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Body:
    """A public body as a public list has it: its list and code, its name, the name of the district that it governs."""

    number: str
    name: str
    governs: str


def payments(payer: Payer, bought: Sequence[Payment], seed: int) -> list[Payment]:
    """All of it over the payer's threshold in the sample's months, by month, beside what the payer bought."""
    rng = dice(seed, f"locked payments of {payer.slug}")
    yearly = sum(one.net for one in bought) * 12 / MONTHS
    serial = count(SERIALS)
    written = list(_written(payer, rng))
    found: list[Payment] = []
    for turn in range(MONTHS):
        falling = [(due, row) for due, row in written if turn % 12 in RHYTHMS[due.rhythm] for _ in range(due.times)]
        for due, row in falling:
            net = max(_pence(due, yearly * UPLIFT ** (turn // 12), rng), payer.threshold)
            day = working_day(month(turn), rng)
            found.append(replace(row, net=net, day=day, transaction=f"{next(serial):08d}"))
    return found


def dues(payer: Payer) -> Iterator[Due]:
    """What one payer must pay, in the order of the file."""
    for one in _read()["dues"]:
        if payer.slug in one["said"]:
            office, category, purpose = one["said"][payer.slug].split("|")
            told = {"payee": "", "times": 1, "varies": 0.0, **one, "share": one["share"] / 1000}
            del told["said"]
            yield Due(**told, office=office, category=category, purpose=purpose)


def bodies() -> tuple[Body, ...]:
    """The public bodies of the list, in its order."""
    return tuple(Body(**one) for one in _read()["bodies"])


def _read() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("locked.toml").read_text(encoding="utf-8"))


def _written(payer: Payer, rng: Random) -> Iterator[tuple[Due, Payment]]:
    """Each thing owed, with the payment that is made again and again, but for its amount, day and number."""
    numbers: dict[str, str] = {}
    for due in dues(payer):
        number = numbers.setdefault(due.payee, f"{rng.randint(100_000, 999_999)}")
        yield (
            due,
            Payment(
                payer=payer.name,
                supplier=cased(due.payee, payer, number) if due.payee else payer.redacts,
                number=number,
                net=0,
                vat=0,
                day=FIRST_MONTH,
                office=due.office,
                category=due.category,
                purpose=due.purpose,
                capital=False,
                transaction="",
            ),
        )


def _pence(due: Due, yearly: float, rng: Random) -> int:
    usual = yearly * due.share / len(RHYTHMS[due.rhythm]) / due.times
    if not due.varies:
        return round(usual / WHOLE) * WHOLE
    return round(usual * rng.uniform(1 - due.varies, 1 + due.varies))
