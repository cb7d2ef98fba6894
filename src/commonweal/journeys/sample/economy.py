"""Who pays whom in the sample, how much and when: contracts that run for years, orders now and then, a few giants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from random import Random
from typing import Final

from commonweal.journeys.sample import locked
from commonweal.journeys.sample.chance import dice
from commonweal.journeys.sample.ledger import Payment, spellings
from commonweal.journeys.sample.payers import MONTHS, Payer, month, working_day
from commonweal.journeys.sample.suppliers import Supplier
from commonweal.journeys.sample.trades import SEASONS

DEALINGS: Final = 130  # suppliers that a payer deals with over the two years
NEIGHBOUR: Final = 4.0  # how much likelier a payer is to buy in its own district
CONTRACTS: Final = 0.2  # of a payer's suppliers are paid every month
GIANTS: Final = 2  # contracts a payer that dwarf all else, paid once a quarter
GIANT: Final = 45  # times the usual price
NOW_AND_THEN: Final = 0.25  # of payments spell their supplier's name another way
UPLIFT: Final = 1.04  # on contracts, each April
CREDITS: Final = 0.02  # of payments are money coming back
NOTHING: Final = 0.001  # of payments come to nothing, and
NOBODY: Final = 0.002  # name no supplier: both are payments all the same
SPREAD: Final = 0.9  # of the logarithm of one payment around its supplier's usual price
LARGEST: Final = 12_000_000_00  # pence; our choice: about what one stage payment of a hospital wing comes to


@dataclass(frozen=True, slots=True)
class Dealing:
    """A payer's standing with one supplier."""

    supplier: Supplier
    number: str
    usual: str  # how the ledger spells the name
    other: str
    share: float  # of the payer's occasional orders
    price: float  # pence, of a middling payment


def ledger(payer: Payer, suppliers: Sequence[Supplier], seed: int) -> list[Payment]:
    """Everything the payer paid over its threshold in the sample's months, bought or owed, by day."""
    bought = payments(payer, suppliers, seed)
    return sorted([*bought, *locked.payments(payer, bought, seed)], key=lambda one: one.day)


def payments(payer: Payer, suppliers: Sequence[Supplier], seed: int) -> list[Payment]:
    """Everything the payer bought over its threshold in the sample's months, by month and then by day."""
    rng = dice(seed, f"payments of {payer.slug}")
    dealings = _dealings(payer, suppliers, rng)
    contracts, giants = dealings[: round(len(dealings) * CONTRACTS)], dealings[:GIANTS]
    serial = count(rng.randint(10_000, 60_000))
    found: list[Payment] = []
    for number in range(MONTHS):
        orders = [(one, one.price * UPLIFT ** (number // 12) * rng.uniform(0.98, 1.02)) for one in contracts]
        orders += [(one, one.price * GIANT * rng.uniform(0.9, 1.3)) for one in giants if number % 3 == 2]
        orders += _occasional(payer, dealings, number, rng)
        days = sorted(working_day(month(number), rng) for _ in orders)
        rng.shuffle(orders)
        for (dealing, price), day in zip(orders, days, strict=True):
            found.append(_paid(payer, dealing, _pence(price, payer, rng), (day, f"{next(serial):08d}"), rng))
    return found


def _dealings(payer: Payer, suppliers: Sequence[Supplier], rng: Random) -> list[Dealing]:
    """In no order, so that the first of them, which become contracts, fall in every trade."""
    shares, found = sum(payer.buys.values()), list[Dealing]()
    for key, share in payer.buys.items():
        pool = [one for one in suppliers if one.trade.key == key]
        pool.sort(key=lambda one: -(rng.random() ** (1 / _pull(one, payer))))
        for place, one in enumerate(pool[: max(3, round(DEALINGS * share / shares))], 1):
            number = f"{rng.randint(100_000, 999_999)}"
            price = one.trade.usual * 100 * payer.size * rng.lognormvariate(0, 0.6)
            found.append(Dealing(one, number, *spellings(one, payer, number, rng), share / place, price))
    rng.shuffle(found)
    return found


def _pull(supplier: Supplier, payer: Payer) -> float:
    return supplier.weight * (NEIGHBOUR if supplier.district and supplier.district in payer.name else 1.0)


def _occasional(payer: Payer, dealings: list[Dealing], number: int, rng: Random) -> Iterator[tuple[Dealing, float]]:
    season = number % 12
    wanted = round(payer.payments * SEASONS["even"][season] - len(dealings) * CONTRACTS)
    likely = [one.share * one.supplier.trade.season[season] for one in dealings]
    for one in rng.choices(dealings, likely, k=max(5, wanted)):
        yield one, one.price * rng.lognormvariate(0, SPREAD)


def _pence(price: float, payer: Payer, rng: Random) -> int:
    if price < payer.threshold:
        price = payer.threshold * (1 + rng.expovariate(2.0))
    pence = min(round(price), LARGEST)
    return pence // 100 * 100 if rng.random() < 0.3 else pence


def _paid(payer: Payer, dealing: Dealing, pence: int, when: tuple[date, str], rng: Random) -> Payment:
    trade = dealing.supplier.trade
    net = rng.choices((-pence, 0, pence), (CREDITS, NOTHING, 1 - CREDITS - NOTHING))[0]
    sign = -1 if net < 0 else 1
    return Payment(
        payer=payer.name,
        supplier=_spelled(dealing, rng),
        number=dealing.number,
        net=net,
        vat=sign * ((abs(net) * trade.vat + 50) // 100),
        day=when[0],
        office=payer.offices.get(trade.office, payer.offices["corporate"]),
        category=trade.category,
        purpose=rng.choice(trade.purposes),
        capital=trade.capital and pence > dealing.price,
        transaction=when[1],
    )


def _spelled(dealing: Dealing, rng: Random) -> str:
    often = 1 - NOBODY - NOW_AND_THEN
    return rng.choices(("", dealing.other, dealing.usual), (NOBODY, NOW_AND_THEN, often))[0]
