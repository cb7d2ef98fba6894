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
    payments = _with_payees(payments, key, known)
    private = pl.col("supplier_kind").is_in(["person", "redacted"])
    left_out = {name: naming for name in LABELS if (naming := _naming(payments, name))}
    kept = [pl.when(~_is_one_of(name, naming)).then(name).alias(name) for name, naming in left_out.items()]
    kept += [pl.when(pl.col("supplier_kind") != "person").then(name).alias(name) for name in _found(NUMBERS, payments)]
    if "purpose" not in payments.columns:
        return payments.with_columns(*kept, purpose_withheld=False)
    withheld = pl.col("purpose").is_not_null() & (private | _is_one_of("purpose", _naming(payments, "purpose")))
    return payments.with_columns(*kept, pl.when(~withheld).then("purpose").alias("purpose"), purpose_withheld=withheld)


def _with_payees(payments: pl.DataFrame, key: bytes, known: frozenset[str]) -> pl.DataFrame:
    if "supplier" not in payments.columns:
        return payments.with_columns(supplier_kind=pl.lit("none"))
    found = payees(payments["supplier"].unique().drop_nulls().to_list(), key, known)
    named = payments.lazy().rename({"supplier": "name"})
    joined = named.join(found.lazy(), on="name", how="left", maintain_order="left").drop("name")
    return joined.with_columns(pl.col("supplier_kind").fill_null("none")).collect()


def _found(names: Iterable[str], payments: pl.DataFrame) -> list[str]:
    return [name for name in names if name in payments.columns]


@lru_cache(maxsize=PAYEES_KEPT)
def _names(text: str) -> bool:
    return names_a_person(text)


def _naming(payments: pl.DataFrame, name: str) -> list[str]:
    """The distinct texts of a column that seem to name a private person."""
    texts = payments[name].unique().to_list() if name in payments.columns else []
    return [text for text in texts if text is not None and _names(text)]


def _is_one_of(name: str, texts: list[str]) -> pl.Expr:
    return pl.col(name).is_in(texts).fill_null(False) if texts else pl.lit(False)
