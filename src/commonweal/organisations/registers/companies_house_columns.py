"""Companies House's basic company data, thousands of rows at once; `companies_house` says what each row means."""

import re
from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Final

import polars as pl

from commonweal.organisations.addresses import one_line_each
from commonweal.organisations.facts import CONVERTED, DISSOLVED, SCHEMA
from commonweal.organisations.identifiers import COMPANY_LETTERS
from commonweal.organisations.register_tables import Cells, Told
from commonweal.organisations.registers.companies_house_words import (
    ADDRESS,
    CATEGORY,
    COUNTRY,
    FORMER,
    OVERSEAS,
    OVERSEAS_NUMBERS,
    OWNERS,
    SIC,
    SIC_2007,
    SIZES,
    STATUSES,
    UNITED_KINGDOM,
    Reason,
)
from commonweal.places import postcodes

DAY: Final = r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$"
NUMBER: Final = f"^(?:[0-9]{{8}}|R[0-9]{{7}}|(?:{COMPANY_LETTERS})[0-9]{{3,6}}[A-Z]{{0,3}})$"
NUMBER_LENGTH: Final = 8
TIDY: Final = "^[0-9A-Z]{8}$"
NOT_UNDERSTOOD: Final = "not understood"
UNDATED: Final = "undated"
OLD: Final = "old industry"


def understand_many(cells: Cells) -> Told:
    """What many companies' rows say: the companies as they stand, in their order, then their former names."""
    numbered = _numbered(cells.table).with_columns(_aside().alias(NOT_UNDERSTOOD))
    told = _dated(_industries(numbered)).with_columns(_address(numbered)).with_columns(_facts())
    understood = told[NOT_UNDERSTOOD].is_null()
    kept = told.filter(understood)
    facts = pl.concat([kept.select(*SCHEMA), *(_former(kept, day, name) for day, name in _names_borne(kept))])
    left_out = {str(reason): told.select(lost).to_series() & understood for reason, lost in _left_out().items()}
    return Told(facts, told[NOT_UNDERSTOOD], left_out)


def _numbered(table: pl.DataFrame) -> pl.DataFrame:
    """With each company's number as it should be, and whether its zeros had been lost."""
    written = pl.col("CompanyNumber")
    if table["CompanyNumber"].str.contains(TIDY).all():
        return table.with_columns(written.alias("number"), pl.lit(False).alias("zeros"))
    plain = written.str.replace_all(r"\s", "").str.to_uppercase()
    full = pl.when(plain.str.contains("^[0-9]+$")).then(plain.str.zfill(NUMBER_LENGTH)).otherwise(plain)
    return table.with_columns(full.alias("number"), (full != plain).alias("zeros"))


def _aside() -> pl.Expr:
    number = pl.col("number")
    possible = (number.str.len_bytes() == NUMBER_LENGTH) & number.str.contains(NUMBER) & ~number.str.contains("^0+$")
    nameless = pl.when(pl.col("CompanyName") == "").then(pl.lit(str(Reason.NAME)))
    return pl.when(~possible).then(pl.lit(str(Reason.NUMBER))).otherwise(nameless)


def _industries(table: pl.DataFrame) -> pl.DataFrame:
    """With the codes of 2007, each once, and whether there were others; a register has few distinct texts of them."""
    texts = pl.concat([table[column].unique() for column in SIC]).unique().to_list()
    codes = {text: found[1] for text in texts if (found := re.match(SIC_2007, text))}
    others = [text for text in texts if re.match("^[0-9]", text) and text not in codes]
    given = [column for column in SIC if (table[column] != "").any()]
    each = [pl.col(column).replace_strict(codes, default=None, return_dtype=pl.String) for column in given]
    once = [
        reduce(lambda code, earlier: pl.when(code.ne_missing(earlier)).then(code), each[:place], code)
        for place, code in enumerate(each)
    ]
    joined = pl.concat_str(*once, separator=" ", ignore_nulls=True) if once else pl.lit(None, dtype=pl.String)
    old = [pl.col(column).is_in(others) for column in given] if others else []
    return table.with_columns(joined.replace("", None).alias("sic"), reduce(or_, old, pl.lit(False)).alias(OLD))


def _dated(table: pl.DataFrame) -> pl.DataFrame:
    """With the days on which a company began and ended, and whether a former name lacks its day."""
    undated = [(pl.col(name) != "") & _day(day).is_null() for day, name in _names_borne(table)]
    return table.with_columns(
        _day("IncorporationDate").alias("valid_from"),
        _day("DissolutionDate").alias("valid_to"),
        reduce(or_, undated, pl.lit(False)).alias(UNDATED),
    )


def _facts() -> list[pl.Expr]:
    told = {
        "org_id": pl.concat_str(pl.lit("GB-COH-"), "number"),
        "name": pl.col("CompanyName"),
        "owner": _word(CATEGORY, OWNERS),
        "postcode": postcodes.cleaned(pl.col("RegAddress.PostCode")),
        "place": pl.lit("registered office"),
        "status": _status(),
        "size": _word("Accounts.AccountCategory", SIZES),
        "country": _country(),
        **{column: pl.lit(None, dtype=pl.String) for column in ("same_as", "governs")},
    }
    return [expression.alias(column) for column, expression in told.items()]


def _word(column: str, meaning: Mapping[str, str | None]) -> pl.Expr:
    known = {word: said for word, said in meaning.items() if said}
    return _capitals(column).replace_strict(known, default=None, return_dtype=pl.String)


def _capitals(column: str) -> pl.Expr:
    return pl.col(column).str.to_uppercase()


def _day(column: str) -> pl.Expr:
    written = pl.col(column)
    possible = written.str.contains(DAY) & ~written.str.ends_with("/0000")
    return pl.when(possible).then(written).str.to_date("%d/%m/%Y", strict=False)


def _status() -> pl.Expr:
    converted = pl.when(_converted()).then(pl.lit(CONVERTED)).otherwise(_word("CompanyStatus", STATUSES))
    return pl.when(pl.col("valid_to").is_not_null()).then(pl.lit(DISSOLVED)).otherwise(converted)


def _converted() -> pl.Expr:
    return _capitals(CATEGORY) == "CONVERTED/CLOSED"


def _country() -> pl.Expr:
    written = pl.col(COUNTRY)
    abroad = pl.when(pl.col("number").str.head(2).is_in(OVERSEAS_NUMBERS)).then(pl.lit(OVERSEAS))
    named = (written != "") & ~_capitals(COUNTRY).is_in(UNITED_KINGDOM)
    return pl.when(named).then(written).otherwise(abroad)


def _address(table: pl.DataFrame) -> pl.Series:
    parts = [pl.when(pl.col(column) != "").then(pl.col(column)) for column in ADDRESS]
    lines = table.select(pl.concat_str(*parts, separator=", ", ignore_nulls=True).alias("address"))
    return one_line_each(lines["address"])


def _names_borne(table: pl.DataFrame) -> list[tuple[str, str]]:
    """The columns of former names that are not empty throughout."""
    return [(day, name) for day, name in FORMER if (table[name] != "").any()]


def _former(table: pl.DataFrame, day: str, name: str) -> pl.DataFrame:
    named = table.select("org_id", day, name).filter(pl.col(name) != "")
    told = {"org_id": pl.col("org_id"), "name": pl.col(name), "valid_to": _day(day)}
    every = [told.get(column, pl.lit(None, dtype=kind)).alias(column) for column, kind in SCHEMA.items()]
    return named.select(every).drop_nulls("valid_to")


def _left_out() -> dict[Reason, pl.Expr]:
    standing = pl.col("valid_to").is_null() & ~_converted()
    return {
        Reason.ZEROS: pl.col("zeros"),
        Reason.FOUNDED: (pl.col("IncorporationDate") != "") & pl.col("valid_from").is_null(),
        Reason.DISSOLVED: (pl.col("DissolutionDate") != "") & pl.col("valid_to").is_null(),
        Reason.POSTCODE: (pl.col("RegAddress.PostCode") != "") & pl.col("postcode").is_null(),
        Reason.STATUS: standing & _unknown("CompanyStatus", STATUSES),
        Reason.SIC: pl.col(OLD),
        Reason.SIZE: _unknown("Accounts.AccountCategory", SIZES),
        Reason.FORMER: pl.col(UNDATED),
    }


def _unknown(column: str, meaning: Mapping[str, str | None]) -> pl.Expr:
    return (pl.col(column) != "") & ~_capitals(column).is_in(list(meaning))
