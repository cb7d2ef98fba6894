"""Which column of a table holds ward codes, which the count of residents, and which rows are of a part of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from commonweal.basics.problems import Refused

Row = Sequence[str | None]

# The codes of wards: England's and Wales', Scotland's, Northern Ireland's. Source: the Register of Geographic Codes of
# the Office for National Statistics. Codes with Z are nobody's; the sample has them.
WARD_CODE: Final = r"(?i)[EWZ]05\d{6}|S13\d{6}|N08\d{6}"
MOSTLY: Final = 0.5  # of the filled cells under a header are ward codes
# How the columns are called. Sources: the ward-level population estimates of the Office for National Statistics, 2011
# to 2024; the downloads of Nomis; the tables of the census of 2021 for England and Wales.
CODE_NAMES: Final = re.compile(
    r"(electoral )?wards?( and divisions)?( \d{4})? code\b.*|wd(\d\d)?cd|geography code|mnemonic|code"
)
TOTAL_NAMES: Final = re.compile(
    r"(total |all )?(usual )?residents?( population)?|number of residents|(total )?population( total| estimates?)?"
    r"|total|all ages|(all )?(persons|people)|observation|obs value"
    r"|(residence type|age|sex): (total|all persons|all usual residents)(; measures: value)?"
)
DATE_NAMES: Final = re.compile(r"date( name)?|(calendar )?year|time( period)?|period")
PART_NAMES: Final = re.compile(
    r"(c )?(ages?|age group|sex|gender|measures?|residence type|variable|cell)( name| label)?"
    r"|c\d* .+ name|.+ \(\d+ categories\)"
)
# What a cell of such a column says where the row is of everybody; Nomis also gives shares beside the value.
WHOLE: Final = (
    r"total|all|(total: |all categories: )?(all )?(ages|persons|people|residents|usual residents|both sexes|age|sex)"
    r"|value"
)
YEAR: Final = r"(?:19|20)\d\d"
MID_YEAR: Final = re.compile(rf"\bmid[- ]?({YEAR})\b")
SINGLE_AGES: Final = frozenset(("f0", "m0", "0"))  # the first columns of the estimates' single years of age


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table keeps what. Columns are counted from 0, lines from 1."""

    line: int  # of the header
    code: int
    count: int
    header: tuple[str, ...]  # as `plain` makes it
    year: int | None = None  # that the column of counts names
    above: int | None = None  # that a line above the header names
    years: tuple[int, ...] = ()  # that columns of counts name, where they are several
    date: int | None = None
    parts: tuple[int, ...] = field(default=())  # columns that say of whom a row is: an age, a sex


def layout_of(top: Sequence[Row], file: str) -> Layout | None:
    """The layout of a sheet by its first rows, or None where it is no table of residents.

    Raises Refused where it cannot be told which of several columns is meant.
    """
    for at, row in enumerate(top):
        header = tuple(plain(cell or "") for cell in row)
        codes = codes_of(header, top[at + 1 :])
        totals = [place for place, name in enumerate(header) if _is_total(name) and place not in codes]
        if totals and codes:
            return _laid_out(top[: at + 1], header, (_the_one(codes, header, file), totals), file)
    return None


def has_ward_codes(top: Sequence[Row]) -> bool:
    """Whether some column of the sheet holds ward codes, whatever else it lacks."""
    return any(re.fullmatch(WARD_CODE, cell or "") for row in top for cell in row)


def codes_of(header: Sequence[str], body: Sequence[Row]) -> list[int]:
    """The columns that hold ward codes: those that the cells under them show to, else those that are called so."""
    shown = [place for place in range(len(header)) if _share_of_codes(place, body) > MOSTLY]
    named = [place for place, name in enumerate(header) if CODE_NAMES.fullmatch(name)]
    return [place for place in shown if place in named] or shown or named


def plain(cell: str) -> str:
    """A header or a cell in small letters, with one space between words and no underscores."""
    return " ".join(cell.replace("_", " ").casefold().split())


def year_in(text: str) -> int | None:
    """The year a text is of: the latest that it calls "mid-", else the only one that it names."""
    mid = MID_YEAR.findall(text.casefold())
    years = set(mid or re.findall(rf"\b{YEAR}\b", text))
    return int(max(years)) if mid or len(years) == 1 else None


def _share_of_codes(place: int, body: Sequence[Row]) -> float:
    filled = [cell for row in body if (cell := row[place])]
    return sum(bool(re.fullmatch(WARD_CODE, cell)) for cell in filled) / len(filled) if filled else 0


def _is_total(name: str) -> bool:
    return bool(TOTAL_NAMES.fullmatch(_without_year(name))) or bool(re.fullmatch(rf"(mid[- ]?)?{YEAR}", name))


def _without_year(name: str) -> str:
    return " ".join(re.sub(rf"\(?\b(mid[- ]?)?{YEAR}\b\)?", " ", name).split())


def _the_one(places: Sequence[int], header: Sequence[str], file: str) -> int:
    if len(places) > 1:
        named = " and ".join(f"“{header[place]}”" for place in places[:2])
        raise Refused(f"{file} has two columns of ward codes, {named}. Keep the one of your region's wards.")
    return places[0]


def _laid_out(top: Sequence[Row], header: tuple[str, ...], found: tuple[int, list[int]], file: str) -> Layout:
    code, totals = found
    count, years = _latest(totals, header, file)
    date = next((place for place, name in enumerate(header) if DATE_NAMES.fullmatch(name)), None)
    _check_above(top[:-1], file)
    above = next(_years_above(top[:-1]), None)
    return Layout(len(top), code, count, header, year_in(header[count]), above, years, date, tuple(_parts(header)))


def _latest(totals: Sequence[int], header: Sequence[str], file: str) -> tuple[int, tuple[int, ...]]:
    """The column of the latest year, where columns differ in nothing but the year; and the years there are."""
    by_year = {year_in(header[place]): place for place in totals}
    same = len({_without_year(header[place]) for place in totals}) == 1
    if len(totals) == 1:
        return totals[0], ()
    if not same or None in by_year or len(by_year) < len(totals):
        named = " and ".join(f"“{header[place]}”" for place in totals[:2])
        raise Refused(f"{file} has several columns that may be all residents, {named}. Keep the one that is.")
    years = sorted(year for year in by_year if year)
    return by_year[years[-1]], tuple(years)


def _check_above(rows: Sequence[Row], file: str) -> None:
    """A line such as "gender: Male" above a header makes all below it a part of the residents."""
    for row in rows:
        name, *rest = [plain(cell) for cell in row if cell] or [""]
        if PART_NAMES.fullmatch(name.rstrip(": ")) and rest and not re.fullmatch(WHOLE, rest[0]):
            raise Refused(f"{file} counts parts of the residents (“{name}”: {rest[0]}). Download it with the total.")


def _years_above(rows: Sequence[Row]) -> Iterator[int]:
    """The years that lines above a header are of. The day of a download, which stands there too, is none."""
    for row in rows:
        filled = [plain(cell) for cell in row if cell]
        text = " ".join(filled)
        told = MID_YEAR.search(text) or "census" in text or (filled and DATE_NAMES.fullmatch(filled[0].rstrip(": ")))
        if told and (year := year_in(text)):
            yield year


def _parts(header: Sequence[str]) -> Iterator[int]:
    for place, name in enumerate(header):
        if PART_NAMES.fullmatch(name) and f"{name} name" not in header:
            yield place
