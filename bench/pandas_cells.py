"""What cells say, for the pandas reader of bench/reading.py: amounts in pence, days and periods.

Columns at once where pandas has a method for it; each distinct value once where it has none.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

EMPTY, LOST, UNREADABLE = "no amount", "amount lost", "amount not readable"

PLAIN_AMOUNT = r"-?(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.[0-9]{0,2})?"
LOST_AMOUNT = re.compile(r"#{2,}|#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)", re.I)
NOT_FIGURES = re.compile(r"[£\s,']|GBP", re.I)
AMOUNT = re.compile(
    r"(\()?([-+−–])?(\()?((?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]{1,2})?)(\))?([-−–]|CR|DR)?", re.I
)
DECIMAL_COMMA = r"[0-9],[0-9]{1,2}[-) ]*$"
DECIMAL_POINT = r"\.[0-9]{1,2}[-) ]*$"
ACCOUNTANTS = r"[0-9],[0-9]{3}|^\(.*\)$"
LARGEST = 10**15

FIRST_YEAR, LAST_YEAR = 1990, 2100
TIME = r"(?:T|\s+)[0-9]{1,2}:[0-9]{2}.*$"
WEEKDAY = r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,.]+"
BETWEEN = r"[-/. ,]+"
NO_DAY = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|#+|#N/A|n/?a|none|null|nil|tbc|unknown|[-.?]+|0+"
BRITISH = ("%Y-%m-%d", "%d-%m-%Y", "%d-%m-%y", "%d-%b-%Y", "%d-%b-%y", "%d-%B-%Y", "%b-%d-%Y", "%B-%d-%Y", "%Y%m%d")
AMERICAN = ("%Y-%m-%d", "%m-%d-%Y", "%m-%d-%y", *BRITISH[3:])

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"({'|'.join(MONTHS)})[a-z]*[-/ .,']*"
RANGE = re.compile(rf"{MONTH}([0-9]{{4}})? *(?:-|–|to) *{MONTH}([0-9]{{4}})", re.I)
ONE = re.compile(rf"{MONTH}([0-9]{{4}}|[0-9]{{2}})", re.I)
QUARTER = re.compile(r"q(?:uarter|tr)? ?([1-4])[-,: ]*(20[0-9]{2})[-/](?:20)?[0-9]{2}", re.I)
NUMBERED = re.compile(r"(20[0-9]{2})[-/ ]?(0[1-9]|1[0-2])")
SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")

Span = tuple[pd.Period, pd.Period]


def amounts(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Pence, halves rounded away from zero, and why there are none: `EMPTY`, `LOST` or `UNREADABLE`."""
    plain = cells.str.fullmatch(PLAIN_AMOUNT).fillna(False).astype(bool)
    numbers = pd.to_numeric(cells[plain].str.replace(",", "", regex=False))
    pence = (numbers * 100).round().astype("Int64").reindex(cells.index)
    trouble = pd.Series(None, index=cells.index, dtype=object)
    trouble[cells.isna()] = EMPTY
    rest = cells[~plain & cells.notna()]
    if len(rest):
        comma, dash = _style(cells, rest)
        read = rest.map({cell: amount(cell, comma, dash) for cell in rest.unique()})
        understood = read.map(lambda found: isinstance(found, int)).astype(bool)
        pence[rest.index[understood]] = read[understood].astype("Int64")
        trouble[rest.index[~understood]] = read[~understood]
    return pence, trouble


def _style(cells: pd.Series, rest: pd.Series) -> tuple[bool, bool]:
    """Whether the column writes 1.234,56, and whether a dash in it stands for nothing, as accountants write."""
    comma = bool(rest.str.contains(DECIMAL_COMMA).any()) and not cells.str.contains(DECIMAL_POINT).any()
    dash = bool(rest.str.fullmatch("£? *[-−–]").any()) and cells.str.contains(ACCOUNTANTS).mean() > 0.1
    return comma, bool(dash)


def amount(cell: str, comma: bool, dash: bool) -> int | str:
    if LOST_AMOUNT.fullmatch(cell):
        return LOST
    if re.fullmatch("£? *[-−–]", cell):
        return 0 if dash else UNREADABLE
    if cell.lower() in ("nil", "zero"):
        return 0
    match = AMOUNT.fullmatch(NOT_FIGURES.sub("", cell.translate(str.maketrans(",.", ".,")) if comma else cell))
    if match is None:
        return UNREADABLE
    opened, sign, inner, digits, closed, after = match.groups()
    brackets, minus, credit = bool(opened or inner), bool(sign) and sign != "+", bool(after) and after.upper() != "DR"
    pence = Decimal(digits.lower()) * 100
    if brackets != bool(closed) or brackets + minus + credit > 1 or pence > LARGEST:
        return UNREADABLE
    whole = int(pence.quantize(Decimal(1), ROUND_HALF_UP))
    return -whole if brackets or minus or credit else whole


def distinct_days(cells: pd.Series) -> pd.Series:
    """The distinct cells, indexed by themselves, without times and weekdays and with one mark between their parts."""
    found = pd.Series(cells.dropna().unique(), dtype=str)
    text = found.str.replace(TIME, "", regex=True).str.replace(WEEKDAY, "", regex=True, case=False).str.strip()
    return text.str.replace(BETWEEN, "-", regex=True).set_axis(found)


def is_american(columns: list[pd.Series]) -> list[bool]:
    """For each date column whether it is month first: as its own days above 12 prove, else as the file's do."""
    proven = []
    for text in columns:
        parts = text.str.extract(r"^([0-9]{1,2})-([0-9]{1,2})-(?:[0-9]{4}|[0-9]{2})$").dropna().astype(int)
        proven.append(({"uk"} if (parts[0] > 12).any() else set()) | ({"us"} if (parts[1] > 12).any() else set()))
    of_file = set().union(*proven)
    return [(own or of_file) == {"us"} for own in proven]


def days(cells: pd.Series, text: pd.Series, american: bool) -> tuple[pd.Series, pd.Series]:
    """The day of each cell, and whether it is trouble: a cell that is there and gives no day, unless it is lost."""
    found = pd.Series(pd.NaT, index=text.index, dtype="datetime64[s]")
    serial = text.str.fullmatch(SERIAL.pattern).fillna(False).astype(bool)
    if serial.any():
        numbers = pd.to_numeric(text[serial]) // 1
        found[serial] = pd.to_datetime(numbers, unit="D", origin="1899-12-30").astype("datetime64[s]")
    for form in AMERICAN if american else BRITISH:
        left = found.isna()
        if not left.any():
            break
        found[left] = pd.to_datetime(text[left], format=form, errors="coerce").astype("datetime64[s]")
    found = found.where(found.dt.year.between(FIRST_YEAR, LAST_YEAR))
    lost = pd.Series(text.index, dtype=str).str.fullmatch(NO_DAY, case=False).to_numpy()
    wrong = found.isna() & ~lost
    return cells.map(found), cells.isin(wrong.index[wrong])


def month_names(dates: pd.Series) -> pd.Series:
    codes, distinct = pd.factorize(dates)
    names = pd.Series(pd.DatetimeIndex(distinct).strftime("%Y-%m"), dtype=str)
    return names.reindex(codes).set_axis(dates.index)


def periods(cells: pd.Series, beside: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The first and last day of each period; `beside` are the payments' days, which tell what numbers count."""
    distinct = cells.dropna().unique()
    known = pd.DataFrame({"cell": cells, "month": beside.dt.to_period("M")}).dropna().drop_duplicates()
    fits = {shift: _inside(known, shift) for shift in (0, 3, -9)}
    best = max(fits, key=lambda shift: fits[shift])
    proven = fits[best] * 2 >= len(known) > 0 and list(fits.values()).count(fits[best]) == 1
    spans = {cell: period(cell, best if proven else None) for cell in distinct}
    first = cells.map({cell: span[0].start_time for cell, span in spans.items() if span})
    last = cells.map({cell: span[1].end_time.normalize() for cell, span in spans.items() if span})
    return first.astype("datetime64[s]"), last.astype("datetime64[s]")


def _inside(known: pd.DataFrame, shift: int) -> int:
    spans = [(period(cell, shift), month) for cell, month in known.itertuples(index=False)]
    return sum(span is not None and span[0] <= month <= span[1] for span, month in spans)


def period(cell: str, shift: int | None) -> Span | None:
    """The months a cell names. `shift`: how many months after January its year of numbered months starts."""
    if match := RANGE.fullmatch(cell):
        first, year, last, end = match.groups()
        return _month(year or end, first), _month(end, last)
    if match := ONE.fullmatch(cell):
        return (_month(match[2], match[1]),) * 2
    if match := QUARTER.fullmatch(cell):
        start = pd.Period(f"{match[2]}-04", "M") + 3 * (int(match[1]) - 1)
        return start, start + 2
    if match := NUMBERED.fullmatch(cell):
        return None if shift is None else (pd.Period(f"{match[1]}-{match[2]}", "M") + shift,) * 2
    if SERIAL.fullmatch(cell):
        day = pd.Timestamp("1899-12-30") + pd.Timedelta(days=int(float(cell)))
        return (day.to_period("M"),) * 2
    return None


def _month(year: str, name: str) -> pd.Period:
    return pd.Period(
        year=int(year) + (2000 if len(year) == 2 else 0), month=MONTHS.index(name[:3].lower()) + 1, freq="M"
    )
