"""What Companies House's basic company data says, row by row and thousands at once. Every company is invented."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.organisations import registers
from commonweal.organisations.facts import SCHEMA, Fact
from commonweal.organisations.register_reading import read
from commonweal.organisations.register_tables import Cells
from commonweal.organisations.registers.companies_house import COLUMNS, OPTIONAL, understand
from commonweal.organisations.registers.companies_house_columns import understand_many

COMPANY = {
    "CompanyName": "QUAY & MOLE LIMITED",
    "CompanyNumber": "01234567",
    "RegAddress.CareOf": "PATRICK QUILL",
    "RegAddress.AddressLine1": "2 QUAY ROAD",
    "RegAddress.PostTown": "MOLEFORD",
    "RegAddress.PostCode": "L1 0AB",
    "CompanyCategory": "Private Limited Company",
    "CompanyStatus": "Active",
    "CountryOfOrigin": "United Kingdom",
    "IncorporationDate": "22/08/2002",
    "Accounts.AccountCategory": "MICRO ENTITY",
    "SICCode.SicText_1": "62012 - Business and domestic software development",
    "SICCode.SicText_2": "None Supplied",
    "PreviousName_1.CONDATE": "03/02/2011",
    "PreviousName_1.CompanyName": "MOLE LIMITED",
}
HEADER = (  # as published, spaces included
    "CompanyName, CompanyNumber,RegAddress.CareOf,RegAddress.POBox,RegAddress.AddressLine1, RegAddress.AddressLine2,"
    "RegAddress.PostTown,RegAddress.County,RegAddress.Country,RegAddress.PostCode,CompanyCategory,CompanyStatus,"
    "CountryofOrigin,DissolutionDate,IncorporationDate,Accounts.AccountCategory,SICCode.SicText_1,SICCode.SicText_2,"
    "PreviousName_1.CONDATE, PreviousName_1.CompanyName"
)


def test_a_company_as_it_stands_and_as_it_was_called() -> None:
    told = understand(COMPANY)
    assert told.reasons == []
    assert told.facts == [
        Fact(
            "GB-COH-01234567",
            "QUAY & MOLE LIMITED",
            postcode="L1 0AB",
            place="registered office",
            valid_from=date(2002, 8, 22),
            status="active",
            sic="62012",
            size="micro",
            address="2 QUAY ROAD, MOLEFORD",
        ),
        Fact("GB-COH-01234567", "MOLE LIMITED", valid_to=date(2011, 2, 3)),
    ]


@pytest.mark.parametrize(
    ("column", "written", "told", "value"),
    [
        ("CompanyNumber", "1234567", "org_id", "GB-COH-01234567"),  # a spreadsheet took the zeros
        ("CompanyNumber", "9117", "org_id", "GB-COH-00009117"),
        ("CompanyNumber", " sc 123456", "org_id", "GB-COH-SC123456"),
        ("CompanyStatus", "Active - Proposal to Strike off", "status", "active, to be struck off"),
        ("CompanyStatus", "LIQUIDATION", "status", "in liquidation"),
        ("CompanyStatus", "Voluntary Arrangement", "status", "in a voluntary arrangement"),
        ("CompanyStatus", "Asleep", "status", None),
        ("DissolutionDate", "01/02/2020", "status", "dissolved"),
        ("DissolutionDate", "01/02/2020", "valid_to", date(2020, 2, 1)),
        ("CompanyCategory", "Converted/Closed", "status", "converted or closed"),
        ("CompanyCategory", "Community Interest Company", "owner", "community interest company"),
        ("CompanyCategory", "Charitable Incorporated Organisation", "owner", "charity"),
        ("CompanyCategory", "Registered Society", "owner", "mutual society"),
        ("CompanyCategory", "PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)", "owner", None),
        ("Accounts.AccountCategory", "TOTAL EXEMPTION FULL", "size", "small"),
        ("Accounts.AccountCategory", "GROUP", "size", "large"),
        ("Accounts.AccountCategory", "NO ACCOUNTS FILED", "size", None),
        ("SICCode.SicText_1", "0130 - Crops combined with animals", "sic", None),  # of the classification of 2003
        ("SICCode.SicText_2", "01110 - Growing of cereals", "sic", "62012 01110"),
        ("SICCode.SicText_3", "62012 - Business and domestic software development", "sic", "62012"),
        ("CountryOfOrigin", "JERSEY", "country", "JERSEY"),
        ("CountryOfOrigin", "England & Wales", "country", None),
        ("CompanyNumber", "FC012345", "country", "overseas, the country is not given"),
        ("CompanyNumber", "OE000001", "country", "overseas, the country is not given"),
        ("RegAddress.PostCode", "L1 OAB", "postcode", None),
        ("RegAddress.AddressLine1", "C/O PATRICK QUILL", "address", "MOLEFORD"),
    ],
)
def test_what_each_column_tells(column: str, written: str, told: str, value: object) -> None:
    for fact in (understand(COMPANY | {column: written}).facts[0], many([COMPANY | {column: written}])[0]):
        assert getattr(fact, told) == value


@pytest.mark.parametrize(
    ("column", "written", "reason"),
    [
        ("CompanyNumber", "9117", "the company number had lost its leading zeros; they were put back"),
        ("RegAddress.PostCode", "BS99", "the postcode is not one; it was left out"),
        ("CompanyStatus", "Asleep", "the company's status is none we know; it was left out"),
        ("Accounts.AccountCategory", "TINY", "the category of accounts is none we know; the size was left out"),
        (
            "SICCode.SicText_2",
            "7499 - Non-trading",
            "an industry is not given by the classification of 2007; it was left out",
        ),
        ("PreviousName_1.CONDATE", "", "the day on which a former name ended is no date; the name was left out"),
        (
            "IncorporationDate",
            "31/02/2002",
            "the day of incorporation is no date in the order day, month, year; it was left out",
        ),
    ],
)
def test_what_is_left_out_is_said(column: str, written: str, reason: str) -> None:
    assert understand(COMPANY | {column: written}).reasons == [reason]


@pytest.mark.parametrize("changed", [{"CompanyNumber": "X1"}, {"CompanyNumber": "00000000"}, {"CompanyName": ""}])
def test_a_row_without_a_number_or_a_name_is_set_aside(changed: dict[str, str]) -> None:
    assert not understand(COMPANY | changed).facts
    assert many([COMPANY | changed]) == []


def cells_of(rows: list[dict[str, str]]) -> Cells:
    columns = sorted(COLUMNS | OPTIONAL)
    table = pl.DataFrame(
        {column: [row.get(column, "") for row in rows] for column in columns}, schema=dict.fromkeys(columns, pl.String)
    )
    return Cells("companies.csv", pl.int_range(2, 2 + len(rows), eager=True), table)


def many(rows: list[dict[str, str]]) -> list[Fact]:
    return [Fact(**fact) for fact in understand_many(cells_of(rows)).facts.to_dicts()]


DATES = ["", "22/08/2002", "2/8/2002", "31/02/2002", "2002-08-22", "00/00/0000", "01/01/0000"]
WRITTEN: dict[str, list[str]] = {
    "CompanyName": ["QUAY LTD", "Café Quay", "", "QUAY"],
    "CompanyNumber": [
        "01234567",
        "1234567",
        "12",
        "0",
        "SC123456",
        "sc123456",
        "IP12345R",
        "FC000001",
        "R0000123",
        "X",
        "",
        "00000000",
    ],
    "RegAddress.AddressLine1": ["", "2 QUAY ROAD", "C/O P QUILL, 2 QUAY ROAD", "UNIT 2/3", "MOLE\nROAD"],
    "RegAddress.PostTown": ["", "MOLEFORD"],
    "RegAddress.PostCode": ["", "L1 0AB", "l10ab", "NONE"],
    "CompanyCategory": ["", "Community Interest Company", "Converted/Closed", "Private Limited Company"],
    "CompanyStatus": ["", "Active", "LIQUIDATION", "Asleep"],
    "CountryOfOrigin": ["", "United Kingdom", "JERSEY"],
    "DissolutionDate": DATES,
    "IncorporationDate": DATES,
    "Accounts.AccountCategory": ["", "MICRO ENTITY", "micro entity", "INITIAL", "TINY"],
    "SICCode.SicText_1": ["", "None Supplied", "62012 - Software", "01110", "7499 - Other", "620123"],
    "SICCode.SicText_2": ["", "62012 - Software", "96090 - Other"],
    "SICCode.SicText_4": ["", "62012 - Software", "96090 - Other"],
    "PreviousName_1.CompanyName": ["", "MOLE LTD"],
    "PreviousName_1.CONDATE": DATES,
    "PreviousName_9.CompanyName": ["", "MOLE LTD", "QUAY LTD"],
    "PreviousName_9.CONDATE": DATES,
}
companies = st.fixed_dictionaries({column: st.sampled_from(texts) for column, texts in WRITTEN.items()})


def order(fact: Any) -> tuple[str, ...]:
    return tuple(str(getattr(fact, column)) for column in SCHEMA)


@given(st.lists(companies, min_size=1, max_size=12))
def test_many_rows_say_what_each_says(rows: list[dict[str, str]]) -> None:
    told, singly = understand_many(cells_of(rows)), [understand(row) for row in rows]
    assert sorted(map(order, many(rows))) == sorted(order(fact) for each in singly for fact in each.facts)
    assert told.set_aside.to_list() == [None if each.facts else each.reasons[0] for each in singly]
    for place, each in enumerate(singly):
        left_out = {reason for reason, where in told.left_out.items() if where[place]}
        assert left_out == (set(each.reasons) if each.facts else set())


def file_of(folder: Path, rows: list[str], header: str = HEADER, name: str = "BasicCompanyData.csv") -> Path:
    (folder / name).write_text("\r\n".join([header, *rows, ""]), encoding="utf-8", newline="")
    return folder / name


def row(*first: str) -> str:
    return ",".join(f'"{cell}"' for cell in (*first, *[""] * (20 - len(first))))


def test_the_file_as_it_is_published(tmp_path: Path) -> None:
    path = file_of(tmp_path, [row("QUAY LTD", "01234567"), row("MOLE LTD", "7654321"), row("PIER LTD", "X")])
    reading = read(path, "companies-house")
    assert reading.whole()["org_id"].to_list() == ["GB-COH-01234567", "GB-COH-07654321"]
    counts = reading.counts
    assert (counts.rows, counts.understood, dict(counts.set_aside)) == (3, 2, {"the company number is not one": 1})
    assert counts.left_out == {"the company number had lost its leading zeros; they were put back": 1}
    assert [problem.where for problem in counts.problems] == [f"BasicCompanyData.csv, line {line}" for line in (3, 4)]


@pytest.mark.parametrize("lacking", ["CompanyName", "CompanyNumber"])
def test_a_needed_column_that_is_missing_is_named(tmp_path: Path, lacking: str) -> None:
    path = file_of(tmp_path, [row("QUAY LTD", "01234567")], HEADER.replace(lacking, "Gone"))
    with pytest.raises(Refused, match=f"looks like Companies House: .* but lacks the column {lacking}\\."):
        read(path, "companies-house")


def test_columns_that_are_not_needed_may_be_missing_and_stand_in_any_order(tmp_path: Path) -> None:
    path = file_of(tmp_path, ["01234567,Active,QUAY LTD"], "companynumber,COMPANYSTATUS,CompanyName")
    assert read(path).whole().select("org_id", "name", "status", "sic").rows() == [
        ("GB-COH-01234567", "QUAY LTD", "active", None)
    ]


@pytest.mark.parametrize("name", ["BasicCompanyData-2026-11-01-part2_7.csv", "BasicCompanyData-2026-11-01-PART2_7.csv"])
def test_a_part_says_which_it_is(tmp_path: Path, name: str) -> None:
    assert read(file_of(tmp_path, [row("QUAY LTD", "01234567")], name=name)).part == "2 of 7"
    assert read(file_of(tmp_path, [row("QUAY LTD", "01234567")])).part == ""


def test_one_loader_reads_many_at_once() -> None:
    assert set(registers.MANY) <= {loader.ABOUT.slug for loader in registers.ALL}
