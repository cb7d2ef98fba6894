"""Placing postcode files in a region: every row read comes out somewhere, and is counted there."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Problem
from commonweal.places.boundaries import Area
from commonweal.places.placing import CONTRARY, MARGIN_M, TOO_FAR, Placing, place_postcodes
from tests.places.drawn import DISTRICT, SIDE, area, code_point, square, wards, write_code_point

NEIGHBOUR = "Z08000002"
LSOAS = [area("Z01000001", square(0, 0)), area("Z01000002", square(1, 0))]  # the southern wards only


def place(folder: Path, *rows: str, among: list[Area] | None = None) -> Placing:
    return place_postcodes([write_code_point(folder / "given.csv", rows)], among or wards(), LSOAS)


def hows(placing: Placing) -> dict[str, tuple[str, str | None, str]]:
    return {row[0]: row[1:] for row in placing.rows.select("postcode", "ward", "lsoa", "how").rows()}


def test_a_postcode_goes_by_the_ground_and_not_by_the_ward_code_it_carries(tmp_path: Path) -> None:
    placing = place(tmp_path, code_point("L1 0AB", 0.5, 0.5), code_point("L1 0AD", 1.5, 1.5))
    assert hows(placing) == {
        "L1 0AB": ("Z05000001", "Z01000001", "inside"),
        "L1 0AD": ("Z05000004", None, "inside"),  # no LSOA was given there
    }


def test_nobody_is_moved_into_the_next_lsoa_because_theirs_was_not_given(tmp_path: Path) -> None:
    placing = place(tmp_path, code_point("L1 0AB", 0.5, 1.1))  # 100 metres from Z01000001
    assert hows(placing) == {"L1 0AB": ("Z05000003", None, "inside")}


@pytest.mark.parametrize(
    ("column", "district", "how"),
    [
        (2.2, DISTRICT, "nearest"),
        (2.2, "", "nearest"),
        (2.2, NEIGHBOUR, None),  # just over the border, where a neighbour begins
        (2.9, NEIGHBOUR, None),
        (50, DISTRICT, None),
    ],
)
def test_what_lies_beyond_the_boundary(tmp_path: Path, column: float, district: str, how: str | None) -> None:
    placing = place(tmp_path, code_point("L1 0AB", 0.5, 0.5), code_point("L1 0AD", column, 0.5, district))
    assert hows(placing).get("L1 0AD") == (("Z05000002", "Z01000002", how) if how else None)
    assert placing.counts["outside"] == (0 if how else 1)
    assert placing.problems == []


@pytest.mark.parametrize("district", [DISTRICT, ""])
def test_near_the_region_and_too_far_from_any_ward_is_a_problem_not_a_guess(tmp_path: Path, district: str) -> None:
    placing = place(tmp_path, code_point("L1 0AB", 0.5, 0.5), code_point("L1 0AD", 2.3, 0.5, district))
    assert list(hows(placing)) == ["L1 0AB"]
    assert placing.problems == [Problem("given.csv, line 2", TOO_FAR)]


@pytest.mark.parametrize(("beyond", "problems"), [(MARGIN_M, 1), (MARGIN_M + 2, 0)])
def test_near_means_the_box_around_the_region_and_its_margin(tmp_path: Path, beyond: int, problems: int) -> None:
    placing = place(tmp_path, code_point("L1 0AB", 2 + beyond / SIDE, 0.5))
    assert (len(placing.problems), placing.counts["outside"]) == (problems, 1 - problems)


def test_an_older_code_of_our_own_district_is_not_a_neighbour_s(tmp_path: Path) -> None:
    rows = [code_point(f"L1 {n}AB", 0.5, 0.1 * n, "Z08000099") for n in range(9)]
    placing = place(tmp_path, *rows, code_point("L1 0AD", -0.1, 0.5, "Z08000099"))
    assert placing.counts["nearest"] == 1


def test_a_postcode_given_twice_counts_once_and_a_second_point_is_a_problem(tmp_path: Path) -> None:
    placing = place(
        tmp_path, code_point("L1 0AB", 0.5, 0.5), code_point("l10ab", 0.5, 0.5), code_point("L1  0AB", 1.5, 0.5)
    )
    assert hows(placing) == {"L1 0AB": ("Z05000001", "Z01000001", "inside")}
    assert placing.counts["repeated"] == 1
    assert placing.problems == [Problem("given.csv, line 3", CONTRARY)]


def test_no_file_is_no_postcode() -> None:
    placing = place_postcodes([], wards(), LSOAS)
    assert placing.rows.is_empty()
    assert set(placing.counts.values()) == {0}


POSTCODES = st.sampled_from(["L1 0AB", "L10AB", "L1 0AD", "L1 0AE", "L1 0AF", "L1 0AG", "nowhere", ""])
ROWS = st.builds(
    code_point,
    POSTCODES,
    st.floats(-3, 5),
    st.floats(-3, 5),
    st.sampled_from([DISTRICT, NEIGHBOUR, ""]),
    st.sampled_from([10, 90]),
)


@given(st.lists(ROWS, max_size=25))
def test_every_row_is_accounted_for(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    path = write_code_point(tmp_path_factory.mktemp("given") / "given.csv", [code_point("L2 0AB", 0.5, 0.5), *rows])
    placing = place_postcodes([path], wards(), LSOAS)
    counts = placing.counts
    assert counts["read"] == len(rows) + 1 == sum(counts.values()) - counts["read"]
    assert placing.rows.height == counts["inside"] + counts["nearest"]
    assert counts["set_aside"] == len(placing.problems)
    assert placing.rows["postcode"].is_unique().all()
