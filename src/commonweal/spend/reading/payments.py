"""The payments of a table under the fields' names, whatever its columns were called."""

from typing import Final

import polars as pl

from commonweal.spend.reading.layouts import Layout
from commonweal.spend.reading.payers import NOT_NAMED, payer_from
from commonweal.spend.reading.profiles import NOTHING
from commonweal.spend.reading.result import FIELDS, Options

AMOUNTS: Final = ("net", "vat", "gross")
TEXTS: Final = tuple(name for name in FIELDS if name not in (*AMOUNTS, "amount"))
NAME_IT: Final = "name the payer with --payer, or on the site under “Correct the columns”"
IF_WRONG: Final = f"if that is wrong, {NAME_IT}"
LINE_BREAK: Final = r" *\n\s*"  # in a cell: wrapped, not meant
READ_APART: Final = frozenset({"payer", "payment_date", "invoice_date", "period"})  # by their own modules
READ_AS_IS: Final = frozenset({"supplier", "capital_or_revenue"})


def standard(body: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """The classified payments of a table; the text of a field waits in "text <field>" until it is read."""
    amounts = [pl.col(name) if name in layout.fields else pl.lit(None, pl.Int64).alias(name) for name in AMOUNTS]
    texts = [
        (pl.col(str(layout.fields[name])) if name in layout.fields else pl.lit(None, pl.String)).alias(f"text {name}")
        for name in TEXTS
    ]
    return body.select("sheet", "line", "pence", "instead", *amounts, *texts)


def with_texts(payments: pl.DataFrame) -> pl.DataFrame:
    """The plain texts under their own names, without placeholders such as N/A."""
    columns = []
    for name in TEXTS:
        if name in READ_APART:
            continue
        text = pl.col(f"text {name}").str.replace_all(LINE_BREAK, " ")
        if payments[f"text {name}"].null_count() == payments.height:
            text = pl.lit(None, pl.String)
        elif name not in READ_AS_IS:
            text = pl.when(~text.str.contains(NOTHING)).then(text)
        columns.append(text.alias("line_number" if name == "line" else name))
    return payments.with_columns(columns)


def with_payer(payments: pl.DataFrame, path: str, options: Options) -> tuple[pl.DataFrame, list[str]]:
    """Payments with their payer: a person's word, else the column's, else the file name's, with a warning."""
    if options.payer:
        return payments.with_columns(payer=pl.lit(options.payer)), []
    published = payments["text payer"].drop_nulls().unique()
    only = published[0] if len(published) == 1 else None
    name = only or payer_from(path)
    payments = payments.with_columns(payer=pl.col("text payer").fill_null(name))
    missing = payments["text payer"].null_count()
    if only or not missing:
        return payments, []
    if name == NOT_NAMED:
        return payments, [f"neither a column nor the file's name says who paid; {NAME_IT}"]
    return payments, [f"the payer {name!r} is taken from the file's name; {IF_WRONG}"]
