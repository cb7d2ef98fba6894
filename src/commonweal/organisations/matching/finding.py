"""Payees found among the bearers of names: numbers first, then names that are equal, then names that are alike."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from commonweal.organisations.matching.answers import PAYEES, Matching, answered
from commonweal.organisations.matching.candidates import Pairs, alike, equal, together
from commonweal.organisations.matching.letters import oddness
from commonweal.organisations.matching.named_share import FITTED, named_share
from commonweal.organisations.matching.numbers import by_number
from commonweal.organisations.matching.offers import OFFERS, offered
from commonweal.organisations.matching.readings import readings
from commonweal.organisations.matching.scoring import Sides, most_similar, scored
from commonweal.organisations.matching.spellings import spelled
from commonweal.organisations.matching.weights import SURELY


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found for payees, each by itself. `nobody`: for each the chance that it is nobody known, as fitted; null
    where it has no name to look for. `offers`: `row` and the columns of OFFERS.
    """

    nobody: pl.Series
    offers: pl.DataFrame


def match(payees: pl.DataFrame, bearers: pl.DataFrame) -> Matching:
    """Find payees by their numbers and names, each by itself, for registers that name as many as those of the fit.

    `payees` has the columns of PAYEES, `bearers` is what `bearers` gives.
    """
    return answered(payees, weighed(payees, bearers).offers, FITTED, SURELY)


def match_together(payees: pl.DataFrame, bearers: pl.DataFrame) -> Matching:
    """`match`, for registers that name as many as these payees, taken together, tell."""
    found = weighed(payees, bearers)
    return answered(payees, found.offers, named_share(found.nobody), SURELY)


def weighed(payees: pl.DataFrame, bearers: pl.DataFrame) -> Weighed:
    """What speaks for each organisation that a payee may be."""
    asked = payees.select(PAYEES).with_row_index("row")
    if bearers.is_empty():
        return Weighed(pl.Series("nobody", [1.0] * len(payees), pl.Float64), pl.DataFrame(schema=OFFERS))
    numbered = by_number(asked, bearers)
    sides = laid_out(asked, bearers)
    offers = offered(scored(pairs_of(sides, numbered), sides), numbered, sides)
    return Weighed(_nobody(asked, sides, offers), offers)


def _nobody(asked: pl.DataFrame, sides: Sides, offers: pl.DataFrame) -> pl.Series:
    read = sides.readings.select("row", read=1.0).unique("row")
    told = offers.select("row", "nobody").drop_nulls().unique("row")
    both = asked.join(read, on="row", how="left").join(told, on="row", how="left", maintain_order="left").sort("row")
    return both.select(pl.coalesce("nobody", "read").alias("nobody")).to_series()


def laid_out(asked: pl.DataFrame, bearers: pl.DataFrame) -> Sides:
    """Both sides as the blocks need them. asked: `row` and `payee`."""
    read = readings(asked.select("row", "payee"))
    held = spelled(bearers["key"])
    return Sides(read, spelled(read["key"]), bearers, held, oddness(held.core))


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
