"""Deprivation deciles: the files of several publishers, their columns found by meaning."""

from pathlib import Path

import pytest

from commonweal.basics.problems import Problem, Refused
from commonweal.places.deprivation import Deciles, read_deciles

COMPOSITE = "nation,lsoa,overall_local_score,UK_IMD_E_score,original_decile,E_expanded_decile,UK_IMD_E_pop_decile"
PUBLISHED_2019 = (
    "LSOA code (2011),LSOA name (2011),Local Authority District code (2019),Local Authority District name (2019),"
    '"Income Decile (where 1 is most deprived 10% of LSOAs)",'
    '"Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",'
    '"Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"'
)


def read(folder: Path, *texts: str) -> Deciles:
    paths = [folder / f"given {number}.csv" for number, _ in enumerate(texts, start=1)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    return read_deciles(paths)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"{COMPOSITE}\nE,Z01000001,75.1,123.0,3,1,2\n", "mySociety composite index"),
        (f"{PUBLISHED_2019}\nZ01000001,Dunlin 001A,Z08000001,Dunlin,9,7012,3\n", "Indices of Deprivation"),
        (f"\ufeff{PUBLISHED_2019.replace('2011', '2021')}\nZ01000001,D,Z,D,9,7,3\n", "Indices of Deprivation"),
        ("FID,lsoa11cd,lsoa11nm,IMDRank,IMDDecil\n1,Z01000001,Dunlin 001A,7012,3\n", "Indices of Deprivation"),
        ("LSOA11CD,IMD_Decile\n Z01000001 ,3.0\n", "Indices of Deprivation"),
    ],
)
def test_the_decile_is_found_in_each_publisher_s_file(tmp_path: Path, text: str, source: str) -> None:
    held = read(tmp_path, text)
    assert held.table.rows() == [("Z01000001", 3)]
    assert held.sources == [source]


@pytest.mark.parametrize("written", ["0", "11", "2.5", "", "most", "-1", "nan", "1e99"])
def test_a_decile_that_is_none_is_a_problem_and_never_a_guess(tmp_path: Path, written: str) -> None:
    held = read(tmp_path, f"lsoa,original_decile\nZ01000001,{written}\nZ01000002,1\n")
    assert held.table.rows() == [("Z01000002", 1)]
    assert held.problems == [Problem("given 1.csv, line 2", "its decile is not a whole number from 1 to 10")]


def test_a_row_without_an_lsoa_is_a_problem(tmp_path: Path) -> None:
    held = read(tmp_path, "lsoa,original_decile\n,4\nZ01000001,1\n")
    assert held.problems == [Problem("given 1.csv, line 2", "it names no LSOA")]


def test_of_two_deciles_for_one_lsoa_the_first_stays_and_the_other_is_a_problem(tmp_path: Path) -> None:
    rows = "lsoa,original_decile\nZ01000001,4\n"
    held = read(tmp_path, rows, f"{rows}Z01000001,5\n")
    assert held.table.rows() == [("Z01000001", 4)]
    assert held.problems == [
        Problem("given 2.csv, line 3", "its LSOA was given another decile before; the first is used")
    ]
    assert held.read == held.table.height + held.repeated + len(held.problems) == 3


def test_no_file_is_no_decile() -> None:
    assert read_deciles([]).table.is_empty()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("lsoa,score\nZ01000001,4\n", "no columns of LSOA code and deprivation decile"),
        ("district,original_decile\nZ08000001,4\n", "no columns of LSOA code and deprivation decile"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(tmp_path, text)
