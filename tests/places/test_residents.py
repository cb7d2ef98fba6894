"""How many people live in each ward: the files of several publishers, and what is never guessed."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.journeys.upkeep.actions import sweep_lake
from commonweal.places import queries
from commonweal.places.actions import Counted, adopt_region, count_residents, remove_sample_region
from commonweal.places.models import ResidentCounts
from commonweal.places.packs import DEFINITIONS, Pack, Region, write_pack
from commonweal.places.residents import (
    CONTRARY,
    EARLIER,
    EMPTY,
    NEGATIVE,
    NO_WARD,
    NOT_WHOLE,
    PART,
    REPEATED,
    Residents,
    read_residents,
)
from commonweal.record.models import Event

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = datetime(2036, 11, 22, tzinfo=UTC)
AGES = [f"{sex}{age}" for sex in "FM" for age in (0, 1, 90)]
ESTIMATE = ["LAD 2022 Code", "LAD 2022 Name", "Ward 2022 Code", "Ward 2022 Name", "Total", *AGES]
NOMIS = "DATE,GEOGRAPHY_NAME,GEOGRAPHY_CODE,GENDER_NAME,C_AGE_NAME,MEASURES_NAME,OBS_VALUE\n"
FIRST, SECOND, THIRD = "Z05000001", "Z05000002", "Z05000003"


def estimate(code: str, total: int) -> list[Any]:
    return ["Z08000001", "Dunlin", code, f"Ward {code[-1]}", total, *[total // len(AGES)] * len(AGES)]


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    held = io.BytesIO()
    book.save(held)
    path.write_bytes(held.getvalue())
    return path


def read(folder: Path, text: str, name: str = "given.csv") -> Residents:
    (folder / name).write_text(text)
    return read_residents(folder / name)


def counts(reading: Residents) -> dict[str, int]:
    return dict(reading.counts.rows())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (  # the estimates of the Office for National Statistics, one sheet saved as CSV
            "Mid-2022 Ward 2022,,,,,,\nThis sheet holds one table\n\n"
            "LAD 2022 Code,LAD 2022 Name,Ward 2022 Code,Ward 2022 Name,Total,F0,M0\n"
            'Z08000001,Dunlin,Z05000001,Quayside,"9,000",51,52\nZ08000001,Dunlin,Z05000002,Hilltop,4000,20,19\n',
            "ONS population estimates, mid-2022",
        ),
        (  # the same publisher, before 2022
            "Ward Code 1,Ward Name 1,All Ages,0,1,90+\nZ05000001,Quayside,9000,1,2,3\nZ05000002,Hilltop,4000,1,2,3\n",
            "ONS population estimates",
        ),
        (  # a download of Nomis, of its totals alone
            "DATE,GEOGRAPHY_NAME,GEOGRAPHY_CODE,OBS_VALUE\n2022,Quayside,Z05000001,9000\n2022,Hilltop,Z05000002,4000\n",
            "Nomis, 2022",
        ),
        (  # a table of Nomis for reading, with lines above it and a note below
            '"Population estimates - small area"\n"ONS Crown Copyright Reserved [from Nomis on 5 January 2026]"\n\n'
            '"date","2022"\n"gender","Total"\n\n"2022 electoral ward","mnemonic","All Ages"\n'
            '"Quayside","Z05000001",9000\n"Hilltop","Z05000002",4000\n\n"Rounded to the nearest ten."\n',
            "given.csv, 2022",
        ),
        (  # the census, as its own site gives it
            "Electoral wards and divisions Code,Electoral wards and divisions,Observation\n"
            "Z05000001,Quayside,9000\nZ05000002,Hilltop,4000\n",
            "Census",
        ),
        (  # the census, as Nomis gives it whole
            "date,geography,geography code,Residence type: Total; measures: Value,Residence type: Lives in a household"
            "; measures: Value\n2021,Quayside,Z05000001,9000,8900\n2021,Hilltop,Z05000002,4000,3999\n",
            "Census, 2021",
        ),
        ("Ward code,Ward name,All usual residents\nZ05000001,Quayside,9000\nZ05000002,Hilltop,4000\n", "Census"),
        ("WD22CD;Population\nz05000001;9000\nZ05000002;4000.0\n", "given.csv"),
        ("name\tany word\tresidents (mid-2023)\nQ\tZ05000001\t9000\nH\tZ05000002\t4000\n", "given.csv, 2023"),
        ("ward code,2021,2022\nZ05000001,8000,9000\nZ05000002,4100,4000\n", "given.csv, 2022"),
    ],
)
def test_the_count_of_everybody_is_found_in_each_publisher_s_file(tmp_path: Path, text: str, said: str) -> None:
    held = read(tmp_path, text)
    assert counts(held) == {FIRST: 9000, SECOND: 4000}
    assert held.told() == said
    assert held.problems(held.rows) == []


def test_of_a_workbook_the_sheet_of_the_latest_year_is_read(tmp_path: Path) -> None:
    def sheet(total: int) -> list[list[Any]]:
        return [["Mid-year estimates"], ["Notes are in the sheet before"], [], ESTIMATE, estimate(FIRST, total)]

    sheets = {"Cover": [["Mid-2011 to mid-2022"]], "Mid-2022 Ward 2022": sheet(9000), "Mid-2021 Ward 2022": sheet(8000)}
    held = read_residents(workbook(tmp_path / "wards.xlsx", sheets))
    assert (counts(held), held.told()) == ({FIRST: 9000}, "ONS population estimates, mid-2022")
    assert held.rows["line"].to_list() == [5]
    assert held.notes == ["Of its 2 sheets that name a year, the latest is taken: Mid-2022 Ward 2022."]


def test_a_sheet_s_name_may_give_the_year_of_its_wards_too(tmp_path: Path) -> None:
    sheets = {name: [ESTIMATE, estimate(FIRST, 9000)] for name in ("Mid-2020 2023", "Mid-2021 2021", "Mid-2021 2023")}
    held = read_residents(workbook(tmp_path / "wards.xlsx", sheets))
    assert (held.sheet, held.when) == ("Mid-2021 2023", "mid-2021")


def test_sheets_of_men_and_of_women_are_never_everybody(tmp_path: Path) -> None:
    header = ["Ward Code 1", "Ward Name 1", "All Ages", "0"]
    sheets = {f"Mid-2020 {who}": [header, [FIRST, "Quayside", count, 1]] for who, count in TOLD.items()}
    held = read_residents(workbook(tmp_path / "wards.xlsx", sheets))
    assert (counts(held), held.sheet) == ({FIRST: 9000}, "Mid-2020 Persons")


TOLD = {"Males": 4400, "Persons": 9000, "Females": 4600}


def test_of_ages_and_sexes_only_the_total_is_taken(tmp_path: Path) -> None:
    rows = (
        "2022,Quayside,Z05000001,Total,All Ages,Value,9000\n2022,Quayside,Z05000001,Male,All Ages,Value,4400\n"
        "2022,Quayside,Z05000001,Total,Age 0,Value,90\n2022,Quayside,Z05000001,Total,All Ages,Percent,100.0\n"
        "2021,Quayside,Z05000001,Total,All Ages,Value,8900\n"
    )
    held = read(tmp_path, NOMIS + rows)
    assert (counts(held), held.when) == ({FIRST: 9000}, "2022")
    assert held.set_aside == {PART: 3, EARLIER: 1}
    assert held.read == held.rows.height + sum(held.set_aside.values()) == 5
    assert held.notes == ["Of several years the latest is taken: 2022."]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", EMPTY),
        ("-5", NEGATIVE),
        ("12.5", NOT_WHOLE),
        ("c", NOT_WHOLE),
        ("1e4", NOT_WHOLE),
        ("12,34", NOT_WHOLE),
        ("nan", NOT_WHOLE),
        ("99999999999999999999", NOT_WHOLE),
    ],
)
def test_a_count_that_is_none_is_a_problem_with_its_line(tmp_path: Path, written: str, reason: str) -> None:
    held = read(tmp_path, f'Ward code,Population\nZ05000001,"{written}"\nZ05000002,0\n')
    assert counts(held) == {SECOND: 0}
    assert [(each.where, each.reason) for each in held.problems(held.rows)] == [("given.csv, line 2", reason)]


def test_two_counts_for_one_ward_are_both_problems_and_the_same_twice_is_none(tmp_path: Path) -> None:
    rows = "Z05000001,9000\nZ05000002,4000\nZ05000003,10\nZ05000001,9001\nZ05000002,4000\n,13010\n"
    held = read(tmp_path, f"Ward code,Population\n{rows}")
    assert counts(held) == {SECOND: 4000, THIRD: 10}
    wheres = [(each.where, each.reason) for each in held.problems(held.rows)]
    assert wheres == [("given.csv, line 2", CONTRARY), ("given.csv, line 5", CONTRARY)]
    assert held.set_aside == {REPEATED: 1, NO_WARD: 1}
    assert held.read == held.rows.height + sum(held.set_aside.values()) == 6


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("Ward code,Score\nZ05000001,4\n", "ward codes, but no column of counts that is called population"),
        ("District,Population\nZ08000001,4\n", "no ward codes beside a count of residents"),
        ("Ward code,Total,All ages\nZ05000001,4,4\n", "several columns that may be all residents, “total” and “all"),
        ("Ward code,Population,Population 2022\nZ05000001,4,4\n", "several columns that may be all residents"),
        ("WD22CD,WD23CD,Population\nZ05000001,Z05000001,4\n", "two columns of ward codes, “wd22cd” and “wd23cd”"),
        (NOMIS + "2022,Q,Z05000001,Male,All Ages,Value,9\n", "column “gender name”.* no row that is the total"),
        (
            "Electoral wards and divisions Code,Age (2 categories) Code,Age (2 categories),Observation\n"
            "Z05000001,1,Under 50,40\nZ05000001,2,50 and over,30\n",
            "no row that is the total",
        ),
        ("ward code,band,total\nZ05000001,a,4\nZ05000001,b,5\n", "several counts, and no column says which"),
        (
            "gender,Male\n\nward,mnemonic,All ages\nQuayside,Z05000001,4\n",
            "parts of the residents \\(“gender”: male\\)",
        ),
        ("\0\1\2", "is not a table of text"),
        ("PK\3\4 no workbook", "is damaged"),
        ('Ward code,Population\nZ05000001,"4\n', "cannot be read as CSV"),
        (f'"{"x" * 200_000}",b\nWard code,Population\nZ05000001,4\n', "cannot be read as CSV"),
    ],
)
def test_where_it_cannot_be_told_what_is_everybody_the_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(tmp_path, text)


def test_two_sheets_of_one_year_are_refused(tmp_path: Path) -> None:
    sheets = {name: [ESTIMATE, estimate(FIRST, 9000)] for name in ("Mid-2022", "Mid-2022 (2)")}
    with pytest.raises(Refused, match="in the sheets “Mid-2022” and “Mid-2022 "):
        read_residents(workbook(tmp_path / "wards.xlsx", sheets))


@given(
    people=st.dictionaries(st.integers(0, 99), st.integers(0, 10**8), min_size=1, max_size=20),
    above=st.integers(0, 5),
    commas=st.booleans(),
)
def test_whatever_was_written_in_a_plain_table_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, people: dict[int, int], above: int, commas: bool
) -> None:
    rows = [f'Ward {ward},Z050000{ward:02d},"{count:{"," if commas else ""}}"' for ward, count in people.items()]
    lines = [*["A line above"] * above, "Ward,Code,Residents", *rows]
    held = read(tmp_path_factory.mktemp("given"), "\r\n".join([*lines, ""]))
    assert counts(held) == {f"Z050000{ward:02d}": count for ward, count in people.items()}
    assert held.rows["line"].to_list() == list(range(above + 2, above + 2 + len(people)))
    assert held.read == held.rows.height


def coast(home: Path, sample: bool = False) -> None:
    """A region of two wards, in view."""
    name = "Sample region" if sample else "Dunlin Coast"
    told = Region(name, name.lower().replace(" ", "-"), sample, DEFINITIONS, [2025], [], (10, 10), {}, [])
    wards = pl.DataFrame({"code": [FIRST, SECOND], "name": ["Quayside", "Hilltop"], "district": ["Z08000001"] * 2})
    pack = Pack(told, wards, pl.DataFrame(), pl.DataFrame())
    adopt_region(pack=write_pack(pack, home / "regions"), by=None, now=NOW)


def keep(reading: Residents, sample: bool = False) -> Counted:
    return count_residents(reading=reading, sample=sample, by=None, now=NOW)


def kept(home: Path) -> list[tuple[Any, ...]]:
    held = ResidentCounts.objects.get()
    return pl.read_parquet(home / "lake" / held.lake_file).select("ward_code", "residents", "source").rows()


def loaded() -> int:
    return Event.objects.filter(kind="residents-counted").count()


@pytest.mark.django_db
def test_counts_of_the_region_are_kept_and_all_else_is_told(home: Path, tmp_path: Path) -> None:
    coast(home)
    text = "Ward code,Population 2022\nZ05000001,9000\nZ05000003,7\nZ05000004,8\nZ05000002,-1\nZ05000004,x\n"
    told = keep(read(tmp_path, text))
    assert kept(home) == [(FIRST, 9000, "given.csv, 2022"), (SECOND, None, "given.csv, 2022")]
    assert (told.changed, told.passed_over, told.without) == (True, 2, [(SECOND, "Hilltop")])
    assert [problem.where for problem in told.problems] == ["given.csv, line 5"]  # only those of the region's own wards
    assert (told.held.wards, told.held.people, told.held.licence) == (1, 9000, "")


@pytest.mark.django_db
def test_the_same_file_changes_nothing_and_another_takes_its_place(home: Path, tmp_path: Path) -> None:
    coast(home)
    first = "Ward code,Population\nZ05000001,9000\nZ05000002,4000\n"
    keep(read(tmp_path, first))
    assert not keep(read(tmp_path, first)).changed
    assert loaded() == 1
    assert keep(read(tmp_path, first.replace("9000", "9100"), "newer.csv")).changed
    assert kept(home) == [(FIRST, 9100, "newer.csv"), (SECOND, 4000, "newer.csv")]
    assert (loaded(), ResidentCounts.objects.count()) == (2, 1)


@pytest.mark.django_db
def test_the_sweep_at_the_start_leaves_the_counts_in_use_alone(home: Path, tmp_path: Path) -> None:
    coast(home)
    text = "Ward code,Population\nZ05000001,9000\nZ05000002,4000\n"
    before = keep(read(tmp_path, text)).held.lake_file
    after = keep(read(tmp_path, text.replace("9000", "9100"))).held.lake_file
    assert sweep_lake(now=LATER) == [before]
    assert [path.name for path in (home / "lake").iterdir()] == [after]


@pytest.mark.django_db
def test_a_file_of_another_place_is_refused_and_what_is_held_stays(home: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No region is built"):
        keep(read(tmp_path, "Ward code,Population\nZ05000001,9000\n"))
    coast(home)
    keep(read(tmp_path, "Ward code,Population\nZ05000001,9000\n"))
    with pytest.raises(Refused, match="no count for any ward of Dunlin Coast"):
        keep(read(tmp_path, "Ward code,Population\nZ05000008,9000\n"))
    assert kept(home)[0] == (FIRST, 9000, "given.csv")


@pytest.mark.django_db(transaction=True)
def test_the_sample_s_counts_are_called_invented_and_go_with_it(home: Path, tmp_path: Path) -> None:
    coast(home, sample=True)
    held = keep(read(tmp_path, f"{NOMIS}2025,Q,Z05000001,Total,All Ages,Value,9000\n"), sample=True).held
    assert (held.kind, held.licence, held.attribution) == ("made up for the sample region", "", "")
    assert queries.resident_counts(sample=True) == held
    assert queries.resident_counts(sample=False) is None
    remove_sample_region(by=None, now=NOW)
    assert not ResidentCounts.objects.exists()
    assert queries.lake_files() == set()


@pytest.mark.django_db
def test_counts_stand_among_the_sources_of_their_region_with_their_licence(home: Path, tmp_path: Path) -> None:
    coast(home)
    keep(read(tmp_path, f"{NOMIS}2022,Q,Z05000001,Total,All Ages,Value,9000\n", "nomis.csv"))
    region = queries.in_view()
    assert region is not None
    [said] = queries.sources(region)
    assert (said.role, said.file, said.licence) == ("residents", "nomis.csv", "Open Government Licence v3.0")
    assert said.attribution is not None
    assert said.attribution.startswith("Source: Office for National Statistics")
