"""One fact of a register: that an organisation bears a name, a link, an owner or a place, and where that was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import polars as pl

from commonweal.organisations.names import normalised_series
from commonweal.places import postcodes

Place = Literal["registered office", "outlet"]


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
    public body governs, which tells its place where no postcode does.
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


@dataclass(frozen=True, slots=True)
class Understood:
    """The facts of one row, and what in it could not be understood; without facts the row is set aside."""

    facts: Sequence[Fact] = ()
    reasons: Sequence[str] = ()


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
}
FACTS: Final = {**SCHEMA, **dict.fromkeys(("key", "register", "licence", "attribution"), pl.String)}
ORDER: Final = ("org_id", "register", "name", "same_as", "postcode", "governs", "valid_from", "valid_to")


def table(facts: Sequence[Fact], register: Register) -> pl.DataFrame:
    """The distinct facts of one register, in a stable order.

    Columns: those of `Fact`, then `key` (the normalised name), `register`, `licence` and `attribution`.
    """
    columns = {column: [getattr(fact, column) for fact in facts] for column in SCHEMA}
    frame = pl.DataFrame(columns, schema=SCHEMA).unique()
    keys = normalised_series(frame["name"]).replace("", None)
    return frame.with_columns(
        postcodes.cleaned(pl.col("postcode")),
        keys.alias("key"),
        pl.lit(register.slug).alias("register"),
        pl.lit(register.licence).alias("licence"),
        pl.lit(register.attribution).alias("attribution"),
    ).sort(ORDER, nulls_last=True)
