"""Net, VAT and gross told apart by what they are: in nearly every record net + VAT = gross.

That is stronger evidence than a header. It needs some VAT that is not nothing, or it would prove too much.
"""

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Final

import polars as pl

from commonweal.spend.reading.amounts import read_amounts
from commonweal.spend.reading.profiles import Profile
from commonweal.spend.reading.result import FIELDS

SAMPLE: Final = 500  # records
NEARLY_ALL: Final = 0.95  # of the records that have all three
SOME_VAT: Final = 0.05  # of them with VAT
LEAST: Final = 5  # records
MOST_COLUMNS: Final = 6  # of money looked at
AMOUNTS: Final = ("net", "vat", "gross", "amount", "credit")


def by_arithmetic(body: pl.DataFrame, profiles: Sequence[Profile], fields: Mapping[str, int]) -> dict[str, int]:
    """The fields with net, VAT and gross where the sums say they are; unchanged where they say nothing."""
    taken = {at for field, at in fields.items() if field not in AMOUNTS}
    money = [at for at, held in enumerate(profiles) if held.amounts > 0.9 and held.days < 0.1 and at not in taken]
    if not 3 <= len(money) <= MOST_COLUMNS:
        return dict(fields)
    rows = body.select(read_amounts(body.head(SAMPLE)[str(at)])["pence"].alias(str(at)) for at in money)
    said = tuple(fields.get(name, -1) for name in ("net", "vat", "gross"))
    for net, vat, gross in sorted(permutations(money, 3), key=lambda ways: ways != said):  # what headers say, first
        if _adds_up(rows, str(net), str(vat), str(gross)):
            found = {field: at for field, at in fields.items() if field not in AMOUNTS}
            found |= {"net": net, "vat": vat, "gross": gross}
            return {field: found[field] for field in FIELDS if field in found}
    return dict(fields)


def _adds_up(rows: pl.DataFrame, net: str, vat: str, gross: str) -> bool:
    full = rows.select(net=net, vat=vat, gross=gross).drop_nulls()
    if full.height < LEAST or full["vat"].abs().sum() >= full["net"].abs().sum():
        return False
    sums, some = full.select(
        ((pl.col("net") + pl.col("vat") - pl.col("gross")).abs() <= 1).mean(), (pl.col("vat") != 0).mean().alias("some")
    ).row(0)
    return bool(sums >= NEARLY_ALL and some >= SOME_VAT)
