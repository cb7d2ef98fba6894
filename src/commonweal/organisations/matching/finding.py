"""Payees found among the bearers of names: numbers first, then names that are equal, then names that are alike."""

import numpy as np
import polars as pl

from commonweal.organisations.matching.answers import PAYEES, Matching, answered
from commonweal.organisations.matching.candidates import Pairs, alike, equal, together
from commonweal.organisations.matching.numbers import by_number
from commonweal.organisations.matching.offers import OFFERS, offered
from commonweal.organisations.matching.readings import readings
from commonweal.organisations.matching.scoring import Sides, most_similar, scored
from commonweal.organisations.matching.spellings import spelled
from commonweal.organisations.matching.weights import SURELY


def match(payees: pl.DataFrame, bearers: pl.DataFrame) -> Matching:
    """Find payees by their numbers and names; `payees` has the columns of PAYEES, `bearers` is what `bearers` gives."""
    asked = payees.select(PAYEES).with_row_index("row")
    if bearers.is_empty():
        return answered(payees, pl.DataFrame(schema=OFFERS), SURELY)
    numbered = by_number(asked, bearers)
    sides = laid_out(asked, bearers)
    compared = scored(pairs_of(sides, numbered), sides)
    return answered(payees, offered(compared, numbered, sides), SURELY)


def laid_out(asked: pl.DataFrame, bearers: pl.DataFrame) -> Sides:
    """Both sides as the blocks need them. asked: `row` and `payee`."""
    read = readings(asked.select("row", "payee"))
    return Sides(read, spelled(read["key"]), bearers, spelled(bearers["key"]))


def pairs_of(sides: Sides, numbered: pl.DataFrame) -> Pairs:
    """Every pair worth comparing; payees whose whole name some bearer has are not asked what else is alike."""
    same = equal(sides.asked, sides.held)
    rows = sides.readings["row"].to_numpy()
    rest = np.flatnonzero(~np.isin(rows, rows[same.asked]))
    near = alike(spelled(sides.readings["key"].gather(rest)), sides.held)
    similar = most_similar(Pairs(rest[near.asked], near.held, near.like), sides)
    return together(same, similar, _pairs_by_number(sides, numbered))


def _pairs_by_number(sides: Sides, numbered: pl.DataFrame) -> Pairs:
    """Each reading with every name of the organisation that its number names."""
    wanted = numbered.select("row", "organisation").unique()
    names = sides.bearers.select("organisation", held=pl.int_range(pl.len())).join(wanted, on="organisation")
    read = sides.readings.select("row", asked=pl.int_range(pl.len())).join(names, on="row")
    asked, held = (read[side].to_numpy().astype(np.int64) for side in ("asked", "held"))
    return Pairs(asked, held, np.ones(len(asked), np.float32))
