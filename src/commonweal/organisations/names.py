"""One key for the many ways of writing one organisation's name: `normalised`.

Two names with one key are, for the registrar, the same name: the rules follow schedule 3 of the Company, Limited
Liability Partnership and Business (Names and Trading Disclosures) Regulations 2015 (SI 2015/17), which sets aside
case, accents, punctuation, a leading "the" and the spelling of & and of legal forms. They stop short of it on purpose:
a legal form is spelled one way but kept, and so are words such as Group, Holdings, Services and UK, since "Acme" and
"Acme Group" may be two organisations.
"""

import re
import unicodedata
from typing import Final

import polars as pl

# How payers annotate a payee; seen in published spend files, never part of a registered name.
PAYMENT_NOTE: Final = r"\( *(?:direct debits?|dd|bacs|chaps|standing order|faster payments?)(?: payments?| only)? *\)"
SUPPLIER_NUMBER: Final = r"\( *[0-9]{5,} *\) *$"  # four digits at the end may be a year that is part of the name

# Pattern and replacement, run in order; both engines (Python's and Rust's) read these patterns alike: no look-around.
RULES: Final = (
    (r"[\x00-\x20\x7f]+", " "),
    (PAYMENT_NOTE, " "),
    (SUPPLIER_NUMBER, " "),
    (r"\bt *[/\\] *as?\b", " trading as "),
    (r"\bc */ *o\b", " care of "),
    (r"['`\u2019\u2018]", ""),
    (r"&", " and "),
    (r"\+", " plus "),
    (r"@", " at "),
    (r"[\W_]+", " "),
    (r"\b[a-z]\b", "\x01${0}\x01"),  # "b t plc" and "b.t. plc" are "bt plc": mark single letters ...
    ("\x01 \x01", ""),  # ... join neighbours ...
    ("\x01", ""),  # ... and take the marks away
    (r"\blimited\b", "ltd"),
    (r"\bcompany\b", "co"),
    (r"\bpublic ltd co\b", "plc"),
    (r"\bcommunity interest co\b", "cic"),
    (r"\bltd liability partnership\b", "llp"),
    (r"\bcyfyngedig\b", "cyf"),  # Welsh for limited
    (r"\bco operative", "cooperative"),
    (r"\bco op\b", "coop"),
    (r"^ +| +$", ""),
    (r"^(?:the )+", ""),
)
_COMPILED: Final = tuple((re.compile(pattern), with_.replace("${0}", r"\g<0>")) for pattern, with_ in RULES)


def folded(text: str) -> str:
    """Lower case without accents: `Café ÉIRE` becomes `cafe eire`."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))


def normalised(name: str) -> str:
    """The key under which equal names meet, empty without letters or digits; normalising a key keeps it."""
    text = folded(name)
    for pattern, with_ in _COMPILED:
        text = pattern.sub(with_, text)
    return text


def normalised_series(names: pl.Series) -> pl.Series:
    """`normalised` for a whole column of text; nulls stay null. Give it distinct names where there are many repeats."""
    plain = names.str.contains(r"^[\x00-\x7f]*$")
    rest = names.filter(~plain).map_elements(normalised, return_dtype=pl.String)
    keys = names.to_frame("name").select(_ascii_keys(pl.col("name")))["name"]
    return keys.scatter((~plain).fill_null(False).arg_true(), rest).rename(names.name)


def _ascii_keys(text: pl.Expr) -> pl.Expr:
    text = text.str.to_lowercase()
    for pattern, with_ in RULES:
        text = text.str.replace_all(pattern, with_)
    return text
