"""The shapes of the interface's answers, as its description lists them; those of tables come from their columns."""

from typing import Any, Final

from ninja import Schema
from pydantic import BaseModel, Field, create_model

from commonweal.basics.tables import Column, Kind
from commonweal.spend.tables import SHOWN

KEYS: Final[dict[str, tuple[Column, ...]]] = {  # what a program asks on with, which no page shows
    **dict.fromkeys(("payers", "coverage", "periods", "anchors"), (Column("payer_slug", "Payer, as asked for"),)),
    **dict.fromkeys(("rings_by_payer", "shares_by_payer_and_year"), (Column("payer_slug", "Payer, as asked for"),)),
    **dict.fromkeys(("wards", "wards_per_resident"), (Column("ward_code", "Ward, by code"),)),
    "suppliers": (Column("supplier_key", "Supplier, as asked for"), Column("org_id", "Organisation, where sure")),
    "areas": (Column("area", "Area, as asked for"),),
    "locks": (Column("switched_on", "Switched on"),),
}
UNITS: Final[dict[Kind, str]] = {"money": "integer pence", "share": "from 0 to 1", "month": "like 2024-04"}
TYPES: Final[dict[Kind, Any]] = {"money": int, "count": int, "share": float}


class Problem(Schema):
    """Why there is no answer, and what to ask instead (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class HomeArea(Schema):
    """What is near: home, the region around it, and the wider region."""

    code: str
    name: str
    within: str
    wider: str


class Rules(Schema):
    """The locks that decide what can be influenced: whose they are, and what was changed of them."""

    name: str = Field(description="A name for exactly these rules")
    whose: str = Field(description="commonweal: as published with it; region: the region's own")
    version: int | None = Field(description="How often the region kept rules; null where as published")
    kept_on: str | None = Field(description="The day the region kept them; null where as published")
    changes: list[str] = Field(description="What the region changed of those published, a sentence a change")
    changes_asked: list[str] = Field(description="What this question changes on top, for this answer alone")


class About(Schema):
    """Where an answer comes from."""

    attribution: str
    licence: str
    licence_url: str
    definition: str = Field(description="The definitions that give the figures, and their version")
    snapshot: str = Field(description="A name for exactly the files in use")
    geography: str = Field(description="The region and its pack")
    definitions_version: str
    rules: Rules
    home: HomeArea | None


class ColumnTold(Schema):
    """One column of a table."""

    name: str
    label: str
    kind: str


class Told(Schema):
    """A definition: what it means, its SQL, and what it builds on."""

    name: str
    meaning: str
    sources: list[str]
    sql: str
    address: str | None = Field(description="Its table in this interface, where it has one")


class Definitions(Schema):
    """Every definition."""

    version: str
    definitions: list[Told]


class Spread(Schema):
    """A figure that is known only within bounds."""

    low: float
    central: float
    high: float


class PenceSpread(Schema):
    """A sum in pence that is known only within bounds."""

    low: int
    central: int
    high: int


class Rounds(Schema):
    """The local multiplier in three rounds."""

    round_1_pence: int
    round_2_pence: PenceSpread
    round_3_pence: PenceSpread
    lm3: Spread


class Gaps(About):
    """The gaps, the widest first, and what was not looked at."""

    gaps: list[dict[str, Any]]
    uncategorised_pence: int
    out_of_span_pence: int


class Multiplier(About):
    """The rounds, or null where there is no money to follow."""

    multiplier: Rounds | None


class WhatIf(About):
    """What would come of a scenario, with what is taken for granted."""

    proclass: str
    percent: str
    effect: dict[str, Any]


def columns(definition: str) -> tuple[Column, ...]:
    """The columns of a table in this interface."""
    return (*KEYS.get(definition, ()), *SHOWN[definition].columns)


def row_of(definition: str) -> type[BaseModel]:
    """The shape of a row of a table."""
    fields: dict[str, Any] = {
        name: (TYPES.get(column.kind, str) | None, Field(description=_meaning(column)))
        for column in columns(definition)
        for name in [named(column)]
    }
    return create_model(f"row_of_{definition}", __base__=Schema, **fields)


def table_of(definition: str) -> type[BaseModel]:
    """The shape of the answer that holds a table."""
    row: Any = row_of(definition)
    fields: dict[str, Any] = {
        **dict.fromkeys(("name", "caption"), (str, ...)),
        "total_rows": (int, Field(description="The rows of the whole table, over all its parts")),
        "columns": (list[ColumnTold], ...),
        "rows": (list[row], ...),
    }
    return create_model(f"table_of_{definition}", __base__=About, __doc__=SHOWN[definition].caption, **fields)


def named(column: Column) -> str:
    """What a column is called in JSON: money says its unit."""
    if column.kind != "money":
        return column.name
    return f"{column.name.removesuffix('pence').rstrip('_')}_pence".lstrip("_")


def _meaning(column: Column) -> str:
    unit = UNITS.get(column.kind)
    return f"{column.label}: {unit}" if unit else column.label
