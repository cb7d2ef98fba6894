"""The payments of a table under the fields' names, whatever its columns were called."""

from typing import Final

import polars as pl

from commonweal.spend.reading.layouts import Layout
from commonweal.spend.reading.payers import NOT_NAMED, payer_from
from commonweal.spend.reading.periods import in_year
from commonweal.spend.reading.profiles import NOTHING
from commonweal.spend.reading.result import FIELDS, PAYMENTS, Options

AMOUNTS: Final = ("net", "vat", "gross")
TEXTS: Final = tuple(name for name in FIELDS if name not in (*AMOUNTS, "amount", "credit", "sign", "year"))
NAME_IT: Final = "name the payer with --payer, or on the site under “Correct the columns”"
IF_WRONG: Final = f"if that is wrong, {NAME_IT}"
LINE_BREAK: Final = r" *\n\s*"  # in a cell: wrapped, not meant
READ_APART: Final = frozenset({"payer", "payment_date", "invoice_date", "period"})  # by their own modules
READ_AS_IS: Final = frozenset({"supplier", "capital_or_revenue"})


def standard(body: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """The classified payments of a table; the text of a field waits in "text <field>" until it is read.

    A field that the layout does not have has no column: `complete` adds it when all is read.
    """
    amounts = [name for name in AMOUNTS if name in layout.fields]
    texts = [pl.col(str(layout.fields[name])).alias(f"text {name}") for name in TEXTS if name in layout.fields]
    payments = body.select("sheet", "line", "pence", "instead", *amounts, *texts)
    return payments.with_columns(_with_year(body, layout)) if {"period", "year"} <= layout.fields.keys() else payments


def _with_year(body: pl.DataFrame, layout: Layout) -> pl.Expr:
    """The period's cells with the year that stands in a column of its own, where they name none themselves."""
    over = [layout.headers[layout.fields[name]] or "" for name in ("period", "year")]
    cells, years = (body[str(layout.fields[name])] for name in ("period", "year"))
    pairs = pl.DataFrame({"period": cells, "year": years})
    known = pairs.unique().with_columns(
        whole=pl.struct("period", "year").map_elements(
            lambda pair: in_year(pair["period"], pair["year"], *over), return_dtype=pl.String
        )
    )
    whole = pairs.join(known, on=["period", "year"], how="left", nulls_equal=True, maintain_order="left")["whole"]
    return pl.lit(whole).alias("text period")


def complete(payments: pl.DataFrame) -> pl.DataFrame:
    """Payments with exactly the columns of PAYMENTS, null where the file has no such field."""
    return payments.select(
        (pl.col(name) if name in payments.columns else pl.lit(None).alias(name)).cast(kind)
        for name, kind in PAYMENTS.items()
    )


def with_texts(payments: pl.DataFrame) -> pl.DataFrame:
    """The plain texts under their own names, without placeholders such as N/A."""
    names = [name for name in TEXTS if name not in READ_APART and f"text {name}" in payments.columns]
    broken = payments.select(pl.col(f"text {name}").str.contains("\n", literal=True).any() for name in names)
    columns = []
    for name in names:
        text = pl.col(f"text {name}")
        if broken[f"text {name}"].item():
            text = text.str.replace_all(LINE_BREAK, " ")
        if name not in READ_AS_IS:
            text = pl.when(~text.str.contains(NOTHING)).then(text)
        columns.append(text.alias("line_number" if name == "line" else name))
    return payments.with_columns(columns)


def with_payer(payments: pl.DataFrame, path: str, options: Options) -> tuple[pl.DataFrame, list[str]]:
    """Payments with their payer: a person's word, else the column's, else the file name's, with a warning."""
    if options.payer:
        return payments.with_columns(payer=pl.lit(options.payer)), []
    texts = payments["text payer"] if "text payer" in payments.columns else None
    published = texts.drop_nulls().unique().to_list() if texts is not None else []
    only = published[0] if len(published) == 1 else None
    name = only or payer_from(path)
    payments = payments.with_columns(payer=pl.lit(name) if texts is None else texts.fill_null(name))
    missing = payments.height if texts is None else texts.null_count()
    if only or not missing:
        return payments, []
    if name == NOT_NAMED:
        return payments, [f"neither a column nor the file's name says who paid; {NAME_IT}"]
    return payments, [f"the payer {name!r} is taken from the file's name; {IF_WRONG}"]
