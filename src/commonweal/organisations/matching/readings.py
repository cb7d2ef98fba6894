"""The ways to read a payee: its whole spelling, and the halves of "one body trading as another"."""

from typing import Final

import polars as pl

from commonweal.organisations.matching.words import FORM_CUT_SHORT
from commonweal.organisations.names import normalised_series

WHOLE: Final = 0  # the spelling as published, with or without what finance systems add to it
BEFORE: Final = 1  # what stands before "trading as", "care of" or a mark of that kind
AFTER: Final = 2
TO_ITS_FORM: Final = 3  # up to its legal form, where more follows: "Acme Ltd - Crosby"

# What keeps two names of one payee apart, seen in published spend files.
_JOINT: Final = (
    r"(?i)\s+t\s*[/\\]\s*as?\b\.?|\btrading\s+as\b|\s+ta\s+|#|\bc\s*/\s*o\b|\bcare\s+of\b"
    r"|\bformerly(?:\s+known\s+as)?\b"
)
# What finance systems add to a payee: how it is paid, and their own number for it.
_PAID: Final = (
    r"(?i)(?:[\s\-–:*,(\[]+)(?:d\s*/?\s*d|direct\s+debits?|bacs|chaps|standing\s+order|s\s*/\s*o|faster\s+payments?)"
    r"(?:\s+(?:payments?|only|a/?c))*[\s)\]*.]*$"
)
_NUMBER_AFTER: Final = r"[\s\-–:*,(\[]+[A-Za-z]{0,2}[0-9]{5,}[\s)\]]*$"
_NUMBER_BEFORE: Final = r"^[\s(\[]*[A-Za-z]{0,2}[0-9]{5,}[\s\-–:*,)\]]+"
# A form of two words, shortened or cut short at the end of a narrow column; and a form without a space beside it.
_INTEREST: Final = r" comm(?:unity)? i(?:n(?:t(?:e(?:r(?:e(?:st?)?)?)?)?)?)?(?: c| co| com| comp| compa| compan)?$"
_GLUED_BEFORE: Final = r"(?i)([a-z]{3}|\))(limited|ltd|llp|plc)\b"
_GLUED_AFTER: Final = r"(?i)\b(limited|ltd)([a-z]{2})"
_CUT_FORM: Final = rf" (?:{'|'.join(FORM_CUT_SHORT)})$"
# Payees that are nobody to look for: tokens of private persons, and names that the payer left out.
_NOBODY: Final = r"^person [0-9a-f]{16}$|^redacted|redacted personal|^name withheld"
_FORM: Final = r"(?:limited|ltd|plc|llp|c\.?i\.?c|inc|comm(?:unity)? +int(?:erest)? +co(?:mpany)?)\b\.?"
_TO_FORM: Final = rf"(?i)^(.+\b{_FORM})[^A-Za-z0-9]+[A-Za-z0-9]"
_MARK: Final = "\x1f"


def readings(payees: pl.DataFrame) -> pl.DataFrame:
    """`row`, `part` (one of the constants above), `key` (normalised) and `room` (letters of the payee).

    payees: `row` and `payee`. A key stands once in a row. A payee without letters or digits, a private person's token
    and a redacted name have none.
    """
    nobody = normalised_series(payees["payee"]).str.contains(_NOBODY)
    named = payees.filter(~nobody.fill_null(True))
    written = pl.concat(
        [
            _as_written(named, WHOLE),
            _plain(_as_written(named, WHOLE)),
            *_with_plain(_halves(named)),
            _to_its_form(named),
            _unglued(named),
        ]
    )
    keys = normalised_series(written["written"]).str.replace(_CUT_FORM, " ltd").str.replace(_INTEREST, " cic")
    keyed = written.select("row", "part").with_columns(keys.alias("key")).filter(pl.col("key").str.len_chars() > 1)
    once = keyed.unique(["row", "key"], keep="first", maintain_order=True).sort("row", maintain_order=True)
    room = named.select("row", pl.col("payee").str.strip_chars().str.len_chars().alias("room"))
    return once.join(room, on="row", how="left", maintain_order="left")


def _as_written(payees: pl.DataFrame, part: int) -> pl.DataFrame:
    return payees.select("row", pl.lit(part).alias("part"), pl.col("payee").alias("written"))


def _with_plain(written: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    return _plain(written), written


def _plain(written: pl.DataFrame) -> pl.DataFrame:
    text = pl.col("written")
    for added in (_PAID, _NUMBER_AFTER, _PAID, _NUMBER_BEFORE):
        text = text.str.replace(added, " ")
    return (
        written.with_columns(text.alias("plain"))
        .filter(pl.col("plain") != pl.col("written"))
        .select("row", "part", written="plain")
    )


def _to_its_form(payees: pl.DataFrame) -> pl.DataFrame:
    name = pl.col("payee").str.extract(_TO_FORM).str.replace(_NUMBER_BEFORE, " ")
    return payees.select("row", pl.lit(TO_ITS_FORM).alias("part"), name.alias("written")).drop_nulls()


def _unglued(payees: pl.DataFrame) -> pl.DataFrame:
    """With a space between the legal form and what is written against it: "Acme BakersLtd", "Acme LtdCrosby"."""
    apart = pl.col("payee").str.replace(_GLUED_BEFORE, "${1} ${2}").str.replace(_GLUED_AFTER, "${1} ${2}")
    changed = payees.with_columns(apart.alias("apart")).filter(pl.col("apart") != pl.col("payee"))
    named = changed.select("row", payee="apart")
    return pl.concat([_as_written(named, WHOLE), _plain(_as_written(named, WHOLE)), _to_its_form(named)])


def _halves(payees: pl.DataFrame) -> pl.DataFrame:
    marked = payees.select("row", pl.col("payee").str.replace_all(_JOINT, _MARK).str.split(_MARK).alias("written"))
    halves = marked.filter(pl.col("written").list.len() > 1).explode("written")
    first = pl.int_range(pl.len()).over("row") == 0
    part = pl.when(first).then(BEFORE).otherwise(AFTER).cast(pl.Int32)
    return halves.select("row", part.alias("part"), "written")
