"""How many people live in each ward, as published: estimates of a mid-year, a census, or any plain table of wards.

Of a table only the count of everybody is taken, and of several years the latest. Nothing is added up and nothing is
guessed: a file that does not say which of its figures is of everybody is refused.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final

import polars as pl

from commonweal.basics.problems import Problem, Refused
from commonweal.places.resident_columns import (
    SINGLE_AGES,
    WHOLE,
    YEAR,
    Layout,
    has_ward_codes,
    layout_of,
    plain,
    year_in,
)
from commonweal.places.sheets import TOP, not_csv, open_sheets
from commonweal.places.sources import CENSUS, ESTIMATES, NOMIS, Source, source

NAMED: Final = "population, residents, total or all ages"
WANTED: Final = f"a table of wards with a column of their codes and one called {NAMED}"
A_TABLE: Final = "a table of residents"
OF_ONE_SEX: Final = re.compile(r"\b(fe)?males?\b")  # a sheet of men or of women is never everybody
A_COUNT: Final = r"^(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.0+)?$"  # a spreadsheet may write 9,000 as "9,000" or "9000.0"
MOSTLY: Final = 0.5  # of the wards have several counts: then rows are of parts, and no column says so

NO_WARD: Final = "names no ward"
EARLIER: Final = "of an earlier year"
PART: Final = "of a part of the residents"
REPEATED: Final = "says again what a row before it says"
EMPTY: Final = "its count of residents is empty"
NEGATIVE: Final = "its count of residents is below nought"
NOT_WHOLE: Final = "its count of residents is not a whole number"
CONTRARY: Final = "this ward is given different counts of residents, so none of them is used"


@dataclass(frozen=True, slots=True)
class Residents:
    """One file as understood: read = rows + all that is set aside.

    `rows`: ward (its code), residents (null where there is a problem), line, and reason (null where there is none). A
    ward without a problem stands once.
    """

    source: Source
    sheet: str  # "" for a CSV
    when: str  # "mid-2022", "2021"; "" where the file does not say
    rows: pl.DataFrame
    read: int
    set_aside: Mapping[str, int]  # by reason, such as EARLIER
    notes: Sequence[str] = field(default=())

    @property
    def counts(self) -> pl.DataFrame:
        """Each ward that has one count: ward and residents."""
        return self.rows.filter(pl.col("reason").is_null()).select("ward", "residents")

    def told(self) -> str:
        """What the counts are, in a few words: "ONS population estimates, mid-2022"."""
        kind = self.source.file if self.source.kind == A_TABLE else self.source.kind
        return f"{kind}, {self.when}" if self.when else kind

    def problems(self, rows: pl.DataFrame) -> list[Problem]:
        """The problems among some of its rows."""
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        troubled = rows.filter(pl.col("reason").is_not_null()).select("line", "reason").rows()
        return [Problem(f"{self.source.file}{sheet}, line {line}", reason) for line, reason in troubled]


@dataclass(frozen=True, slots=True)
class _Found:
    """A sheet that holds counts."""

    name: str
    cells: pl.LazyFrame
    layout: Layout


def read_residents(path: Path) -> Residents:
    """Read one file. Raises Refused where it is none, or does not say which column, sheet or row is of everybody."""
    try:
        return _read(path, *_chosen(path))
    except pl.exceptions.PolarsError as error:
        raise Refused(not_csv(path)) from error


def _read(path: Path, found: _Found, notes: list[str]) -> Residents:
    layout = found.layout
    places = {"ward": layout.code, "written": layout.count}
    if layout.date is not None:
        places["date"] = layout.date
    parts = {f"part {place}": place for place in layout.parts}
    columns = {name: pl.col(str(place)) for name, place in (places | parts).items()}
    columns["ward"] = columns["ward"].str.to_uppercase()
    filled = pl.col("ward").is_not_null() | pl.col("written").is_not_null()
    body = found.cells.filter(pl.col("line") > layout.line).select("line", **columns).filter(filled).collect()
    read = body.height
    body, aside = _of_everybody(body, {name: layout.header[place] for name, place in parts.items()}, path.name)
    body, year, earlier = _of_the_latest_year(body)
    rows, repeated = _judged(body, path.name)
    aside |= {EARLIER: earlier, REPEATED: repeated}
    kind = _kind(found)
    when = _when(year or layout.year or year_in(found.name) or layout.above or _year_of_file(path), kind)
    if earlier:
        notes = [*notes, f"Of several years the latest is taken: {when}."]
    aside = {reason: count for reason, count in aside.items() if count}
    return Residents(source("residents", path, kind), found.name, when, rows, read, aside, notes)


def _chosen(path: Path) -> tuple[_Found, list[str]]:
    """The sheet of the latest year, and what to say of the choice."""
    sheets = {name: sheet for name, sheet in open_sheets(path, WANTED).items() if not OF_ONE_SEX.search(plain(name))}
    coded = False
    for rank, names in groupby(sorted(sheets, key=_rank, reverse=True), key=_rank):
        found = []
        for name in names:
            cells = sheets[name]()
            top = [row[1:] for row in cells.head(TOP).collect().rows()]
            coded = coded or has_ward_codes(top)
            if layout := layout_of(top, path.name):
                found.append(_Found(name, cells, layout))
        if len(found) > 1:
            raise Refused(
                f"{path.name} holds counts in the sheets “{found[0].name}” and “{found[1].name}”, and it does not say "
                "which is of everybody in the latest year. Keep that one."
            )
        if found:
            return found[0], list(_choice(found[0], [name for name in sheets if _rank(name)[0]], rank))
    if coded:
        raise Refused(
            f"{path.name} has ward codes, but no column of counts that is called {NAMED}. Call it one of these."
        )
    raise Refused(f"{path.name} has no ward codes beside a count of residents. Give {WANTED}.")


def _rank(sheet: str) -> tuple[int, int]:
    """The year that a sheet counts people in, and that of its wards: "Mid-2021 2023" is 2021 in the wards of 2023."""
    years = [int(year) for year in re.findall(rf"\b{YEAR}\b", sheet)]
    return year_in(sheet) or max(years, default=0), max(years, default=0)


def _choice(found: _Found, dated: Sequence[str], rank: tuple[int, int]) -> Iterator[str]:
    if len(dated) > 1 and rank[0]:
        yield f"Of its {len(dated)} sheets that name a year, the latest is taken: {found.name}."
    if found.layout.years:
        years = ", ".join(map(str, found.layout.years))
        yield f"It has columns for {years}; the latest is taken: {found.layout.years[-1]}."


def _of_everybody(body: pl.DataFrame, parts: Mapping[str, str], file: str) -> tuple[pl.DataFrame, dict[str, int]]:
    """The rows that name a ward and are of everybody in it; and how many rows are not, by reason."""
    named = body.drop_nulls("ward")
    kept = named
    for column, header in parts.items():
        word = pl.col(column).str.to_lowercase().str.replace_all(r"[_\s]+", " ")
        whole = kept.filter(word.str.contains(f"^({WHOLE})$"))
        if whole.is_empty() and not kept.is_empty():
            raise Refused(
                f"{file} counts parts of the residents (column “{header}”) and has no row that is the total of them. "
                "Download it again with the total."
            )
        kept = whole
    return kept, {NO_WARD: body.height - named.height, PART: named.height - kept.height}


def _of_the_latest_year(body: pl.DataFrame) -> tuple[pl.DataFrame, int | None, int]:
    """The rows of the latest year that a column of dates names, that year, and how many rows are of others."""
    if "date" not in body.columns:
        return body, None, 0
    year = pl.col("date").str.extract(f"({YEAR})").cast(pl.Int32)
    latest = body.select(year.max()).item()
    kept = body if latest is None else body.filter(year == latest)
    return kept, latest, body.height - kept.height


def _judged(body: pl.DataFrame, file: str) -> tuple[pl.DataFrame, int]:
    """The rows with their counts or what is wrong with them; and how many say again what stood before."""
    count = pl.col("written").str.replace_all(r"[,\s]|\.0+$", "").cast(pl.Int64, strict=False)
    reason = (
        pl.when(pl.col("written").is_null())
        .then(pl.lit(EMPTY))
        .when(pl.col("written").str.contains(r"^[-−]\s*\d"))
        .then(pl.lit(NEGATIVE))
        .when(~pl.col("written").str.contains(A_COUNT))
        .then(pl.lit(NOT_WHOLE))
    )
    told = body.select("ward", "line", residents=pl.when(reason.is_null()).then(count), reason=reason)
    sound = told.filter(pl.col("reason").is_null())
    several = sound.group_by("ward").agg(pl.col("residents").n_unique().alias("counts")).filter(pl.col("counts") > 1)
    if several.height > MOSTLY * sound["ward"].n_unique():
        raise Refused(
            f"{file} gives most wards several counts, and no column says which of them is of everybody. "
            "Keep one row a ward."
        )
    contrary = pl.col("ward").is_in(several["ward"].implode())
    told = told.with_columns(
        residents=pl.when(~contrary).then("residents"),
        reason=pl.coalesce("reason", pl.when(contrary).then(pl.lit(CONTRARY))),
    )
    again = (pl.struct("ward", "residents").is_first_distinct().not_()) & pl.col("reason").is_null()
    kept = told.filter(~again)
    return kept.select("ward", "residents", "line", "reason"), told.height - kept.height


def _kind(found: _Found) -> str:
    header = found.layout.header
    if "obs value" in header:
        return NOMIS
    if SINGLE_AGES & set(header):
        return ESTIMATES
    census = any(name == "observation" or "usual residents" in name or "residence type" in name for name in header)
    return CENSUS if census else A_TABLE


def _when(year: int | None, kind: str) -> str:
    return f"mid-{year}" if year and kind == ESTIMATES else str(year or "")


def _year_of_file(path: Path) -> int | None:
    """The year in a file's name. The day of a download, such as 2026-01-05, is none."""
    return year_in(re.sub(r"(?<!\d)\d{4}-?\d\d-?\d\d(?!\d)|_", " ", path.stem))
