"""One fact of a register: that an organisation bears a name, a link, an owner or a place, and where that was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import polars as pl

from commonweal.organisations.names import normalised_series
from commonweal.places import postcodes

Place = Literal["registered office", "outlet"]
Size = Literal["micro", "small", "medium", "large", "dormant"]

# How a body stands, in our words. Registers say more ("Voluntary Arrangement / Receiver Manager"); each loader's table
# says which of these it means.
ACTIVE: Final = "active"
STRIKING_OFF: Final = "active, to be struck off"
IN_LIQUIDATION: Final = "in liquidation"
IN_ADMINISTRATION: Final = "in administration"
IN_RECEIVERSHIP: Final = "in receivership"
IN_ARRANGEMENT: Final = "in a voluntary arrangement"
DORMANT: Final = "dormant"
DISSOLVED: Final = "dissolved"
CONVERTED: Final = "converted or closed"
REMOVED: Final = "removed from the register"
MERGED: Final = "merged into another"
ENDED: Final = frozenset((DISSOLVED, CONVERTED, REMOVED, MERGED))  # the body is no more, or no more under this number


@dataclass(frozen=True, slots=True)
class Register:
    """A published register: a short name for it, its title, and what its licence asks of whoever passes it on."""

    slug: str
    title: str
    licence: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What one row of a register says.

    `org_id` and `same_as` are identifiers in the manner of org-id.guide; `governs` is the ONS code of the area that a
    public body governs, which tells its place where no postcode does. `status` is one of the words above; `sic` holds
    codes of the Standard Industrial Classification of 2007, five digits each, with a space between; `size` is told by
    the accounts that the body files; `country` is where it was founded, as published, and None for the United Kingdom;
    `address` is one line without the postcode, and never holds a person's name. A former name is a fact of the same
    `org_id` with `valid_to`, the day it ended. None stands for what a register does not tell.
    """

    org_id: str
    name: str | None = None
    owner: str | None = None
    same_as: str | None = None
    postcode: str | None = None
    place: Place | None = None
    governs: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    status: str | None = None
    sic: str | None = None
    size: Size | None = None
    country: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """The facts of one row, and what in it could not be understood; without facts the row is set aside."""

    facts: Sequence[Fact] = ()
    reasons: Sequence[str] = ()


def standing(ended: date | None) -> str:
    """How a public body stands of which a register tells only when it ended, if it did."""
    return CONVERTED if ended else ACTIVE


SCHEMA: Final = {
    "org_id": pl.String,
    "name": pl.String,
    "owner": pl.String,
    "same_as": pl.String,
    "postcode": pl.String,
    "place": pl.String,
    "governs": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
    **dict.fromkeys(("status", "sic", "size", "country", "address"), pl.String),
}
FACTS: Final = {**SCHEMA, **dict.fromkeys(("key", "register", "licence", "attribution"), pl.String)}
ORDER: Final = (
    *("org_id", "register", "name", "same_as", "postcode", "governs", "valid_from", "valid_to"),
    *("owner", "place", "status", "sic", "size", "country", "address"),
)


def table(facts: Sequence[Fact], register: Register) -> pl.DataFrame:
    """The distinct facts of one register, in a stable order.

    Columns: those of `Fact`, then `key` (the normalised name), `register`, `licence` and `attribution`.
    """
    columns = {column: [getattr(fact, column) for fact in facts] for column in SCHEMA}
    frame = pl.DataFrame(columns, schema=SCHEMA).unique().with_columns(postcodes.cleaned(pl.col("postcode")))
    return completed(frame, register).sort(ORDER, nulls_last=True)


def completed(facts: pl.DataFrame, register: Register) -> pl.DataFrame:
    """Facts with the columns of SCHEMA and clean postcodes, in the order given, and the columns that `table` adds."""
    keys = normalised_series(facts["name"]).replace("", None)
    return facts.with_columns(
        keys.alias("key"),
        pl.lit(register.slug).alias("register"),
        pl.lit(register.licence).alias("licence"),
        pl.lit(register.attribution).alias("attribution"),
    )
