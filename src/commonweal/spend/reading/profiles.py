"""What a column holds, told from its cells alone: amounts, days, names, numbers that identify, links."""

import re
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import polars as pl

SAMPLE: Final = 4000  # rows looked at, evenly spread
AMOUNT: Final = (
    r"^'?(?:GBP *)?[£\ufffd?]? *[-−–+(]{0,2} *[£\ufffd?]? *[-−–(]? *"  # � and ? stand where a £ was lost
    r"(?:(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+"
    r"|[0-9]{1,3}(?:\.[0-9]{3})*,[0-9]{1,2})(?:E[+-]?[0-9]{1,2})? *\)?(?: *[-−]| ?CR| ?DR| ?GBP)?$"
)
MONEY: Final = (
    r"£|^[\ufffd?]|^[-−(]|[-−)]$|[0-9],[0-9]{3}(?:\.|$|[-) ])"
    r"|[0-9][.,][0-9]{1,2}(?:[-) ]*| ?(?:CR|DR|GBP))$|\.[0-9]{8,}$"
)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_YEAR: Final = r"(?:[0-9]{4}|[0-9]{2})"
DAY: Final = (
    rf"(?i)^(?:[a-z]{{3,9}},? +)?(?:[0-9]{{1,2}}[-/. ][0-9]{{1,2}}[-/. ]{_YEAR}"
    r"|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)?[-/. ,]*{_MONTH}[-/. ,]*'?{_YEAR}"
    rf"|{_MONTH}[-/. ]*[0-9]{{1,2}}(?:st|nd|rd|th)?[-/. ,]+[0-9]{{4}}"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"  # 20230516
    r"|(?:0?[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])20[0-9]{2})"  # 16052023
    r"(?:(?:t| +)[0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?(?: ?[ap]m)?(?:z|[-+][0-9:]{4,5})?)?$"
)
SERIAL: Final = r"^(?:3[3-9]|[45][0-9]|6[0-9])[0-9]{3}(?:\.[0-9]+)?$"  # 1990 to 2091
PERIOD: Final = (
    rf"(?i)^(?:{_MONTH}[-/ .']*{_YEAR}?(?: *(?:-|to|–) *{_MONTH}[-/ .']*{_YEAR})?"
    r"|(?:q|qtr|quarter) ?[1-4].*[0-9]{2}|20[0-9]{2}[-/ ]?[01]?[0-9]|20[0-9]{2}[-/][0-9]{2}|[0-9]{1,2}[-/]20[0-9]{2})$"
)
RECENT: Final = (
    r"^(?:39[89]|4[0-9]{2})[0-9]{2}(?:\.[0-9]+)?$"  # Excel's days of 2009 to 2036, since spending is published
)
LOST: Final = r"(?i)^(?:#(?:#+|N/?A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:[0-9]{3})$"
NOTHING: Final = r"(?i)^(?:n/?a|none|null|nil|not (?:yet )?available|not applicable|tbc|unknown|-+|\.+|#n/a|0+)$"
LOST_DAY: Final = r"^(?:#{3,}|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)$"
WHOLE: Final = r"^[0-9]+$"
CODE: Final = r"^[A-Za-z]{0,6}[-_/. ]?[A-Za-z]{0,4}[0-9][-A-Za-z0-9_/.]*$"
WORDS: Final = r"[A-Za-z]{2}.*[A-Za-z]"
ORGANISATION: Final = (
    r"(?i)\b(?:ltd|limited|plc|llp|council|trust|nhs|services?|solutions|group|university|school|college|association"
    r"|co|uk|society|partnership|consult\w*|bros|sons|homes?|care|hotel|systems|contractors?|cic|redacted)\b"
)
COMPANY: Final = r"(?i)\b(?:ltd|limited|plc|llp|cic|inc|& co|council|nhs|university)\b"
LINK: Final = r"^(?:https?://|www\.)"
_NOTE: Final = (
    r"credit[- ]?(?:notes?|memos?|memorandum|invoices?)|(?:standard |purchase |supplier |ap )credit(?: notes?| memos?)"
)
_INVOICE: Final = r"(?:standard |purchase |supplier |ap |debit )?invoices?|standard"
CREDIT: Final = (
    rf"(?i)^(?:cr|c|h|credits?|-|{_NOTE})\.?$"  # H and S: Haben and Soll, as one widespread system writes them
)
DEBIT: Final = rf"(?i)^(?:dr|db|d|s|debits?|\+|{_INVOICE})\.?$"
DOCUMENT: Final = rf"(?i)^(?:{_NOTE}|{_INVOICE})$"
CREDIT_NOTE: Final = rf"(?i)^(?:{_NOTE})$"
SURE_SIGN: Final = rf"(?i)^(?:cr|dr|d|credits?|debits?|\+|{_NOTE})\.?$"  # C alone may be capital, S and H anything
YEAR: Final = r"(?i)^(?:fy ?)?(?:20[0-9]{2}|(?:20)?[0-9]{2}[-/](?:20)?[0-9]{2})$"
KINDS: Final = r"(?i)^(?:cap(?:ital)?|rev(?:enue)?|r|c|balance sheet|b/?s|hra|grant)(?: (?:expenditure|spend))?$"


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares are of the filled cells that were looked at, except `filled`, which is of all."""

    filled: float
    distinct: int
    different: float  # distinct values per filled cell
    amounts: float
    money: float  # amounts with pence, commas, a pound sign or a minus: not mere whole numbers
    days: float
    serials: float
    recent: float  # the same, of the years since spending has been published
    periods: float
    lost_days: float
    lost: float  # ######## and the like
    nothing: float  # N/A and the like
    whole: float
    codes: float
    words: float
    organisations: float
    companies: float  # with a legal form, or a public body
    links: float
    kinds: float  # capital or revenue
    signs: float  # marks of debit or credit, as are the next four
    sure_signs: float  # hardly anything else
    debits: float
    credits: float
    credit_notes: float
    years: float
    length: float  # mean characters

    @property
    def is_empty(self) -> bool:
        return self.filled == 0


EMPTY: Final = Profile(*[0] * len(fields(Profile)))

_TEXT: Final = pl.col("text")
_WEIGHT: Final = pl.col("count")


def _share(mask: pl.Expr) -> pl.Expr:
    return (mask.cast(pl.UInt32) * _WEIGHT).sum() / _WEIGHT.sum()


_SHARES: Final = {
    "amounts": _share(_TEXT.str.contains(AMOUNT)),
    "money": _share(_TEXT.str.contains(MONEY) & _TEXT.str.contains(AMOUNT)),
    "days": _share(_TEXT.str.contains(DAY)),
    "serials": _share(_TEXT.str.contains(SERIAL)),
    "recent": _share(_TEXT.str.contains(RECENT)),
    "periods": _share(_TEXT.str.contains(PERIOD)),
    "lost_days": _share(_TEXT.str.contains(LOST_DAY)),
    "lost": _share(_TEXT.str.contains(LOST)),
    "nothing": _share(_TEXT.str.contains(NOTHING)),
    "whole": _share(_TEXT.str.contains(WHOLE)),
    "codes": _share(_TEXT.str.contains(CODE)),
    "words": _share(_TEXT.str.contains(WORDS)),
    "organisations": _share(_TEXT.str.contains(ORGANISATION)),
    "companies": _share(_TEXT.str.contains(COMPANY)),
    "links": _share(_TEXT.str.contains(LINK)),
    "kinds": _share(_TEXT.str.contains(KINDS)),
    "signs": _share(_TEXT.str.contains(f"{CREDIT}|{DEBIT}")),
    "sure_signs": _share(_TEXT.str.contains(SURE_SIGN)),
    "debits": _share(_TEXT.str.contains(DEBIT)),
    "credits": _share(_TEXT.str.contains(CREDIT)),
    "credit_notes": _share(_TEXT.str.contains(CREDIT_NOTE)),
    "years": _share(_TEXT.str.contains(YEAR)),
    "length": (_TEXT.str.len_chars() * _WEIGHT).sum() / _WEIGHT.sum(),
    "distinct": pl.len(),
    "cells": _WEIGHT.sum(),
}


def profiles(cells: pl.DataFrame) -> list[Profile]:
    """One profile a column of trimmed text."""
    every = max(cells.height // SAMPLE, 1)
    sample = cells.gather_every(every) if every > 1 else cells
    found = _profiled(sample)
    return [found.get(at) or _sparse(cells[name]) for at, name in enumerate(cells.columns)]


def _profiled(sample: pl.DataFrame) -> dict[int, Profile]:
    """The profiles of the columns that hold something, by their place; all asked at once, which is far quicker."""
    counted = [cells.alias("text").value_counts() for cells in sample.iter_columns()]
    if not counted:
        return {}
    places = np.repeat(np.arange(len(counted), dtype=np.int32), [cells.height for cells in counted])
    cells = pl.concat(counted).hstack([pl.Series("column", places)])
    asked = cells.lazy().drop_nulls("text").group_by("column").agg(**_SHARES).collect()
    profiled = {}
    for row in asked.iter_rows(named=True):
        at, number, distinct = row.pop("column"), row.pop("cells"), row.pop("distinct")
        profiled[at] = Profile(number / sample.height, distinct, distinct / number, **row)
    return profiled


def _sparse(whole: pl.Series) -> Profile:
    """A column whose sample is empty: looked at in full, since a few cells may still matter."""
    if whole.null_count() == len(whole):
        return EMPTY
    return _profiled(whole.to_frame())[0]


def looks_like_figures(cell: str) -> bool:
    """Whether one cell is an amount, a day or a number: never part of a header."""
    return bool(_FIGURES.search(cell))


_FIGURES: Final = re.compile(f"{AMOUNT}|{DAY.removeprefix('(?i)')}", re.IGNORECASE)
