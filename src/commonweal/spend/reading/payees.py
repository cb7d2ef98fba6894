"""Who was paid, with private persons replaced by a keyed token before anything else sees them."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import polars as pl

from commonweal.organisations.names import normalised
from commonweal.organisations.private_persons import kind, names_a_person
from commonweal.organisations.tokens import token

PAYEES_KEPT: Final = 65_536
LABELS: Final = ("department", "category", "contract")  # seldom a name, but shown in lists: judged like free text
NUMBERS: Final = ("supplier_number", "company_number", "charity_number")
NAMED = {"name": pl.String, "supplier": pl.String, "supplier_kind": pl.String, "supplier_key": pl.String}


def payees(names: Iterable[str], key: bytes, known: frozenset[str]) -> pl.DataFrame:
    """For each distinct name: what may be stored of it, its kind, and its key for joining."""
    return pl.DataFrame([_payee(name, key, known) for name in names], schema=NAMED, orient="row")


@lru_cache(maxsize=PAYEES_KEPT)  # the same payees stand in a payer's files month after month
def _payee(name: str, key: bytes, known: frozenset[str]) -> tuple[str, str | None, str, str | None]:
    found = kind(name, known)
    if found == "person":
        alias = token(key, name)
        return name, alias, found, alias
    if found == "named":
        return name, name, found, normalised(name) or None
    return name, None, found, None


def protected(payments: pl.DataFrame, key: bytes, known: frozenset[str]) -> pl.DataFrame:
    """Payments with their suppliers classified; what may name or identify a private person is left out."""
    found = payees(payments["supplier"].drop_nulls().unique().to_list(), key, known)
    joined = payments.rename({"supplier": "name"}).join(found, on="name", how="left", maintain_order="left")
    joined = joined.with_columns(pl.col("supplier_kind").fill_null("none")).drop("name")
    private = pl.col("supplier_kind").is_in(["person", "redacted"])
    withheld = pl.col("purpose").is_not_null() & (private | _names_a_person(joined["purpose"]))
    return joined.with_columns(
        *(pl.when(~_names_a_person(joined[name])).then(name).alias(name) for name in LABELS),
        *(pl.when(pl.col("supplier_kind") != "person").then(name).alias(name) for name in NUMBERS),
        pl.when(~withheld).then("purpose").alias("purpose"),
        purpose_withheld=withheld,
    )


@lru_cache(maxsize=PAYEES_KEPT)
def _names(text: str) -> bool:
    return names_a_person(text)


def _names_a_person(texts: pl.Series) -> pl.Expr:
    naming = [text for text in texts.drop_nulls().unique() if _names(text)]
    return pl.col(texts.name).is_in(naming).fill_null(False)
