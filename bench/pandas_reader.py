"""Spend files read with pandas by an analyst who takes the same care as our reader: the peer of bench/reading.py.

Every record is a payment or set aside with a reason. The rules of privacy (what kind of payee, which token) are
our own functions, asked once for each distinct value on both sides. Which column holds what is told beforehand
(pandas_layouts). Workbooks are opened by the engines that pandas uses of itself: openpyxl and odfpy.

What it spares itself, and ours does not: finding columns by what they hold, several layouts in one sheet, quotation
marks that are never closed, bytes of two encodings in one file, and telling bombs and pictures from tables.
"""

import hashlib
import io
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pandas as pd
from pandas_cells import LOST, UNREADABLE, amounts, days, distinct_days, is_american, month_names, periods
from pandas_layouts import END, LEAST_KNOWN, TOP, carried_on, fields_under, find_header, known_in

from commonweal.organisations.names import normalised
from commonweal.organisations.private_persons import kind, names_a_person
from commonweal.organisations.tokens import token

TEXTS = ("payer", "supplier", "purpose", "department", "category", "capital_or_revenue")
IDENTIFIERS = ("supplier_number", "company_number", "charity_number", "transaction", "line_number", "contract")
AS_IS = ("payer", "supplier", "capital_or_revenue")  # the rest loses its placeholders
PAYEE = ("supplier", "supplier_kind", "supplier_key")
KEPT_TOGETHER = "\u00a0"  # a space that keeps words on one line, which ours reads as any other
PAYEES_KEPT = 65_536  # from file to file, as our reader keeps them
LABELS = ("department", "category", "contract")  # left out where they name a person, as purposes are
NUMBERS = ("supplier_number", "company_number", "charity_number")  # left out where they identify one
DATES = ("payment_date", "invoice_date")
MONEY = ("net", "vat", "gross", "amount")
MAIN = ("net", "gross", "amount")
NOTHING = r"n/?a|none|null|nil|not (?:yet )?available|not applicable|tbc|unknown|-+|\.+|#n/a|0+"
BLANK, HEADER, OUTSIDE, TOTAL = "blank row", "header row", "outside the table", "total, not a payment"
NOTE, COPYRIGHT, SHIFTED = "note, not a payment", "copyright line", "cells are shifted"
MISSING, ALONE, LABELLED = "no amount", "a figure alone in its row", "a figure with a label, but no payee and no date"
TOO_LONG = "a cell is too long"
PROBLEMS = (LOST, UNREADABLE, MISSING, SHIFTED, ALONE, LABELLED, TOO_LONG)
LONGEST_CELL = 32_767
TOTAL_WORDS = re.compile(r"(?:(?:grand|sub|overall|report|net|gross|page|monthly|annual)[- ]*)*totals?\b.{0,20}", re.I)
COPYRIGHT_WORDS = re.compile("©|copyright", re.I)
LINE_BREAK = r" *\n\s*"
WORKBOOKS = (".xlsx", ".ods")
BOM_TWICE = "\u00ef\u00bb\u00bf"


@dataclass
class Result:
    """One file: its payments, and what was set aside with the reason. `rows` = payments + set aside."""

    sha256: str
    rows: int = 0
    payments: pd.DataFrame = field(default_factory=pd.DataFrame)
    set_aside: pd.DataFrame = field(default_factory=pd.DataFrame)
    problems: list[tuple[str, int, str]] = field(default_factory=list)  # sheet, line, reason
    warnings: list[str] = field(default_factory=list)


@dataclass
class Place:
    """Where in a record to look: the column of each field, and how many columns the header names."""

    fields: dict[str, int]
    columns: int
    width: int = 0

    def __post_init__(self) -> None:
        self.width = self.width or self.columns
        self.supplier = self.fields.get("supplier")
        self.days = [self.fields[name] for name in (*DATES, "period") if name in self.fields]
        self.money = {self.fields[name] for name in MONEY if name in self.fields}


def read(path: Path, key: bytes) -> Result:
    content = path.read_bytes()
    result = Result(hashlib.sha256(content).hexdigest())
    payments, aside = [], []
    place: Place | None = None
    for name, frame in sheets(content, path.suffix):
        result.rows += len(frame)
        if frame.empty:
            continue
        paid, left, place = table(frame, place, result)
        payments.append(paid.assign(sheet=name))
        aside.append(left.assign(sheet=name))
    together = with_days(pd.concat(payments, ignore_index=True), result)
    if "payer" not in together:
        together["payer"] = path.stem
    result.payments = with_payees(together, key)
    result.set_aside = pd.concat(aside, ignore_index=True)
    told = result.set_aside.loc[result.set_aside["reason"].isin(PROBLEMS), ["sheet", "line", "reason"]]
    result.problems += list(told.itertuples(index=False, name=None))
    return result


def sheets(content: bytes, suffix: str) -> list[tuple[str, pd.DataFrame]]:
    """Each sheet's records, trimmed, NaN where empty; the index is the record's line less one."""
    if suffix not in WORKBOOKS:
        return [("", trimmed(text_records(content)))]
    book = pd.read_excel(io.BytesIO(content), sheet_name=None, header=None, dtype=str, keep_default_na=False)
    plain = {name: frame.replace(KEPT_TOGETHER, " ", regex=True) for name, frame in book.items()}
    return [(name, from_first_used(trimmed(frame))) for name, frame in plain.items()]


def text_records(content: bytes) -> pd.DataFrame:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    text = text.removeprefix(BOM_TWICE).replace("\r\n", "\n").replace("\r", "\n").replace(KEPT_TOGETHER, " ")
    mark = max(",\t;|", key=text[:10_000].count)
    width = max(line.count(mark) for line in text.split("\n")) + 1
    return pd.read_csv(
        io.StringIO(text),
        sep=mark,
        header=None,
        names=range(width),
        dtype=str,
        keep_default_na=False,
        skip_blank_lines=False,
    )


def trimmed(frame: pd.DataFrame) -> pd.DataFrame:
    stripped = pd.DataFrame({at: frame[at].str.strip() for at in frame.columns})
    return stripped.mask(stripped == "")


def from_first_used(frame: pd.DataFrame) -> pd.DataFrame:
    used = frame.notna().any(axis=1)
    return frame.loc[used.idxmax() :] if used.any() else frame.iloc[:0]


def table(frame: pd.DataFrame, before: Place | None, result: Result) -> tuple[pd.DataFrame, pd.DataFrame, Place]:
    """The payments and the records set aside of one sheet, and its layout, which the next sheet may carry on."""
    blank = frame.isna().all(axis=1)
    reason = pd.Series(None, index=frame.index, dtype=object)
    reason[blank] = BLANK
    filled = frame[~blank]
    ends = pd.concat([filled.head(TOP + 1), filled.tail(END)]) if len(filled) > TOP + END else filled
    header = find_header(ends.fillna("").to_numpy().tolist())
    if header is None:
        assert before is not None, "the first sheet has no header that the list of layouts knows"
        place, body = Place(carried_on(before.fields, frame.shape[1], before.columns), frame.shape[1]), filled
    else:
        names, lines = header[0], ends.index[header[1]]
        place = Place(fields_under(names), frame.shape[1], max(at for at, name in enumerate(names) if name) + 1)
        reason[lines] = HEADER
        body = filled.drop(lines)
        if lines[0] != filled.index[-1]:  # else the sheet was sorted, header and all
            reason[body.index[body.index < lines[0]]] = OUTSIDE
            body = body[body.index > lines[0]]
    payments, odd = classified(body, place, result)
    reason.update(odd)
    return payments, pd.DataFrame({"line": reason.index + 1, "reason": reason}).dropna(), place


def classified(body: pd.DataFrame, place: Place, result: Result) -> tuple[pd.DataFrame, pd.Series]:
    """The payments of a table, and the reason for each of its records that is none."""
    fields = place.fields
    read = {name: amounts(body[fields[name]]) for name in MONEY if name in fields}
    main = next(name for name in MAIN if name in read)
    pence, trouble = read[main]
    if main == "net" and "gross" in read:
        vat = read["vat"][0].fillna(0) if "vat" in read else 0
        instead = body[fields["net"]].isna() & read["gross"][0].notna()
        pence, trouble = pence.mask(instead, read["gross"][0] - vat), trouble.mask(instead)
    reason = reasons(body, place, trouble)
    totals(body, place, pence, reason, result)
    paid = reason.isna()
    taken = {"line": body.index[paid] + 1, "pence": pence[paid]}
    taken |= {name: found[0][paid] for name, found in read.items() if name != "amount"}
    taken |= {name: body.loc[paid, fields[name]] for name in (*TEXTS, *IDENTIFIERS) if name in fields}
    taken |= {f"text {name}": body.loc[paid, fields[name]] for name in (*DATES, "period") if name in fields}
    return pd.DataFrame(taken), reason.dropna()


def reasons(body: pd.DataFrame, place: Place, trouble: pd.Series) -> pd.Series:
    """Why each record is no payment, None where it is one. Only records in some doubt are looked at one by one."""
    others = body.drop(columns=list(place.money))
    doubt = trouble.notna() | (others.notna().sum(axis=1) <= 2)
    if place.supplier is not None:
        supplier = body[place.supplier]
        doubt |= supplier.isna() | supplier.str.contains("total", case=False).fillna(False).astype(bool)
    if place.days:
        doubt |= body[place.days].isna().all(axis=1)
        undated = ~body[place.days[0]].str.contains("[0-9]").fillna(False).astype(bool)
        doubt |= undated & body.iloc[:, place.width :].notna().any(axis=1)
    doubt |= pd.concat([body[at].str.len() > LONGEST_CELL for at in body], axis=1).any(axis=1)
    found = pd.Series(None, index=body.index, dtype=object)
    for at, *row in body[doubt].itertuples(name=None):
        cells = {column: cell for column, cell in enumerate(row) if isinstance(cell, str)}
        found[at] = reason_of(cells, trouble[at] if isinstance(trouble[at], str) else None, place)
    return found


def reason_of(cells: dict[int, str], trouble: str | None, place: Place) -> str | None:
    """Why one record is no payment, None where it is one; `cells` are its filled ones."""
    others = [cell for at, cell in cells.items() if at not in place.money]
    dated = any(at in cells and not TOTAL_WORDS.fullmatch(cells[at]) for at in place.days)
    labels = [cell for cell in others if TOTAL_WORDS.fullmatch(cell)]
    supplied = place.supplier in cells
    if any(len(cell) > LONGEST_CELL for cell in cells.values()):
        return TOO_LONG
    if known_in(list(cells.values())) >= LEAST_KNOWN:
        return HEADER
    if trouble and len(others) <= 2 and any(COPYRIGHT_WORDS.search(cell) for cell in cells.values()):
        return COPYRIGHT
    if labels and not dated and len(others) <= 2 and (not supplied or cells[place.supplier] in labels):
        return TOTAL
    has_day = any(character.isdigit() for at in place.days for character in cells.get(at, ""))
    if max(cells) >= place.width and (trouble or not has_day):
        return SHIFTED
    if trouble is None:
        bare = place.days and not supplied and not dated and len(others) <= 1
        return (LABELLED if others else ALONE) if bare or not others else None
    if trouble == LOST:
        return LOST if others else NOTE
    if not (len(others) >= 2 and supplied and (dated or not place.days)) and len(others) < 4:
        return NOTE
    return UNREADABLE if trouble == UNREADABLE else MISSING


def totals(body: pd.DataFrame, place: Place, pence: pd.Series, reason: pd.Series, result: Result) -> None:
    """Set aside figures that are the sum of the rows above them; say where a printed total differs from its rows."""
    bare = reason.isna() & body[place.days].isna().all(axis=1) & (body.notna().sum(axis=1) <= 3)
    if place.supplier is not None:
        bare &= body[place.supplier].isna()
    running = pence.where(reason.isna(), 0).fillna(0).cumsum()
    labelled = reason.isin([TOTAL, ALONE, LABELLED]) & pence.notna()
    for at in body.index[bare | labelled]:
        above = running[at] - (pence[at] if reason[at] is None else 0)
        if pence[at] == above and above:
            reason[at] = TOTAL
        elif reason[at] == TOTAL:
            result.warnings.append(f"line {at + 1}: the total printed is not the sum of the rows above it")


def with_days(payments: pd.DataFrame, result: Result) -> pd.DataFrame:
    """Payments with their days and periods read, in the order that the file's own dates prove."""
    empty = pd.Series(pd.NaT, index=payments.index, dtype="datetime64[s]")
    found = dict.fromkeys((*DATES, "period_from", "period_to"), empty)
    columns = [name for name in DATES if f"text {name}" in payments]
    texts = [distinct_days(payments[f"text {name}"]) for name in columns]
    for name, text, american in zip(columns, texts, is_american(texts), strict=True):
        found[name], wrong = days(payments[f"text {name}"], text, american)
        bad = payments.loc[wrong, ["sheet", "line"]].assign(reason=f"the {name} does not read as a day")
        result.problems += list(bad.itertuples(index=False, name=None))
        if lost := int((found[name].isna() & payments[f"text {name}"].notna() & ~wrong).sum()):
            result.warnings.append(f"{lost:,} cells of the {name} give no day")
    date = found["payment_date"].fillna(found["invoice_date"])
    if "text period" in payments:
        found["period_from"], found["period_to"] = periods(payments["text period"], date)
        within = found["period_from"] + pd.offsets.MonthEnd(0) == found["period_to"]
        date = date.fillna(found["period_from"].where(within))
    kept = payments.drop(columns=[name for name in payments if name.startswith("text ")])
    return kept.assign(**found, date=date, month=month_names(date))


def with_payees(payments: pd.DataFrame, key: bytes) -> pd.DataFrame:
    """Payments with private persons as tokens, and what may name or identify one left out."""
    payments = with_texts(payments)
    supplier = payments["supplier"]
    distinct = supplier.dropna().unique()
    known = pd.DataFrame([payee(name, key) for name in distinct], index=distinct, columns=list(PAYEE))
    for name in PAYEE:
        payments[name] = supplier.map(known[name])
    payments["supplier_kind"] = payments["supplier_kind"].fillna("none")
    for name in set(LABELS) & set(payments):
        payments[name] = payments[name].mask(naming(payments[name]))
    for name in set(NUMBERS) & set(payments):
        payments[name] = payments[name].mask(payments["supplier_kind"] == "person")
    if "purpose" in payments:
        hidden = payments["supplier_kind"].isin(["person", "redacted"]) | naming(payments["purpose"])
        payments["purpose_withheld"] = hidden & payments["purpose"].notna()
        payments["purpose"] = payments["purpose"].mask(hidden)
    return payments


@lru_cache(maxsize=PAYEES_KEPT)
def payee(name: str, key: bytes) -> tuple[str | None, str, str | None]:
    found = kind(name)
    if found == "person":
        alias = token(key, name)
        return alias, found, alias
    return (name, found, normalised(name) or None) if found == "named" else (None, found, None)


def with_texts(payments: pd.DataFrame) -> pd.DataFrame:
    for name in set(TEXTS) & set(payments):
        if payments[name].str.contains("\n", regex=False).any():
            payments[name] = payments[name].str.replace(LINE_BREAK, " ", regex=True)
    for name in {*TEXTS, *IDENTIFIERS}.difference(AS_IS) & set(payments):
        nothing = payments[name].str.fullmatch(NOTHING, case=False).fillna(False).astype(bool)
        payments[name] = payments[name].mask(nothing)
    return payments


def naming(texts: pd.Series) -> pd.Series:
    return texts.isin([text for text in texts.dropna().unique() if names_a_person(text)])
