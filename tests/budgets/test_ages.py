"""What each age group of a budget's own voters got: small tables worked by hand, and nobody seen through them."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.assemblies.balloting import boxes, cells
from commonweal.assemblies.balloting.boxes import Ballot
from commonweal.assemblies.balloting.cells import LEAST, merged_ages, merged_within
from commonweal.basics.problems import Refused
from commonweal.budgets.ages import age_groups
from commonweal.budgets.counting import Way
from commonweal.budgets.cycle import Rules
from commonweal.budgets.pabulib.groups import due, got
from commonweal.budgets.tallying import Frame, tally
from commonweal.budgets.views.result_tables import called
from tests.budgets.test_slates import SLATE

YOUNG, TEENS, ADULTS, PAPERS = "11 to 15", "16 or 17", "18 or over", ""
FRAME = Frame(SLATE, Way("greedy"), least_votes=1)


@pytest.mark.parametrize(
    ("voted", "published"),
    [
        ({TEENS: 10, ADULTS: 40}, {TEENS: 10, ADULTS: 40}),
        ({TEENS: 9, ADULTS: 40}, {PAPERS: 49}),  # one group alone would be left
        ({YOUNG: 4, TEENS: 6, ADULTS: 40}, {f"{YOUNG} + {TEENS}": 10, ADULTS: 40}),
        ({YOUNG: 4, TEENS: 12, ADULTS: 40}, {f"{YOUNG} + {TEENS}": 16, ADULTS: 40}),  # with the next larger one
        ({TEENS: 12, ADULTS: 40, PAPERS: 10}, {TEENS: 12, ADULTS: 40, PAPERS: 10}),
        ({TEENS: 12, ADULTS: 40, PAPERS: 3}, {f"{TEENS} + not told": 15, ADULTS: 40}),
        # Ten, but nine once the three papers are taken away: so the next larger one joins, and one would be left.
        ({TEENS: 9, ADULTS: 40, PAPERS: 3}, {PAPERS: 52}),
        ({YOUNG: 9, TEENS: 20, ADULTS: 40, PAPERS: 3}, {f"{YOUNG} + {TEENS} + not told": 32, ADULTS: 40}),
        ({ADULTS: 40}, {ADULTS: 40}),
        ({ADULTS: 7}, {PAPERS: 7}),
        ({PAPERS: 7}, {PAPERS: 7}),
    ],
)
def test_in_which_groups_age_bands_are_published(voted: dict[str, int], published: dict[str, int]) -> None:
    told: Counter[str] = Counter()
    for name, group in merged_ages(voted).items():
        told[group] += voted[name]
    assert told == published


def test_areas_stay_apart_and_age_groups_are_merged_within_each() -> None:
    names = merged_within({"1, 16 or 17": 3, "1, 18 or over": 40, "2, 16 or 17": 12, "2, 18 or over": 40, "": 4})
    assert names == {
        "1, 16 or 17": "1",
        "1, 18 or over": "1",
        "2, 16 or 17": "2, 16 or 17",
        "2, 18 or over": "2, 18 or over",
        "": "",
    }


def published(*said: tuple[str, tuple[int, ...], int]) -> tuple[Ballot, ...]:
    """So many ballots of a cell that choose so, as they are published."""
    cast = [(cell, choices) for cell, choices, number in said for _each in range(number)]
    return boxes.closed(
        [Ballot(f"{at:04d}", choices, cell) for at, (cell, choices) in enumerate(cast)], by_area=True
    ).ballots


# Of everyone's £500, project 1 costs £300 and project 2 £250; 10 of 16 or 17 want the second, 30 grown-ups the first.
TWO_AGES = published(("1, 16 or 17", (1,), 10), ("1, 18 or over", (0,), 20), ("2, 18 or over", (0,), 10))


def test_a_group_got_its_part_of_each_winner_beside_its_share() -> None:
    whole = tally(FRAME, TWO_AGES)[0]
    assert whole.winners == (0,)
    teens, adults = age_groups(FRAME, 0, TWO_AGES)
    assert [(each.name, each.voters) for each in (teens, adults)] == [(TEENS, 10), (ADULTS, 30)]
    assert [due(whole.election, each) for each in (teens, adults)] == [125_00, 375_00]
    assert whole.outcome is not None
    assert got(whole.election, teens, whole.outcome) == 0
    assert got(whole.election, adults, whole.outcome) / due(whole.election, adults) == Fraction(300, 375)


def test_an_area_tells_of_its_own_voters_alone_and_of_none_where_one_group_would_be_left() -> None:
    assert [(each.name, each.voters) for each in age_groups(FRAME, 1, TWO_AGES)] == [(TEENS, 10), (ADULTS, 20)]
    assert [(each.name, each.voters) for each in age_groups(FRAME, 2, TWO_AGES)] == [(ADULTS, 10)]
    few = published(("1, 16 or 17", (), 9), ("1, 18 or over", (), 20))
    assert age_groups(FRAME, 1, few) == ()
    assert age_groups(FRAME, 0, published(("1", (), 30))) == ()


def test_few_whose_area_tells_no_age_are_put_to_others_of_everyones() -> None:
    cast = published(
        ("1, 16 or 17", (), 10), ("1, 18 or over", (), 20), ("2, 16 or 17", (), 3), ("2, 18 or over", (), 4)
    )
    assert [(each.name, each.voters) for each in age_groups(FRAME, 0, cast)] == [
        ("16 or 17 + not told", 17),
        (ADULTS, 20),
    ]


TRUE = [(area, age) for area in ("", "1", "2") for age in (YOUNG, TEENS, ADULTS, PAPERS)]


@given(st.dictionaries(st.sampled_from(TRUE), st.integers(min_value=1, max_value=25)))
def test_no_age_group_under_ten_is_seen_or_left_when_rows_are_taken_from_each_other(
    voted: dict[tuple[str, str], int],
) -> None:
    """Whatever sums and differences one takes of all rows, of all areas' sizes, and of the papers of each area.

    A row is a line of ones over who voted; a group can be worked out where its own line is a sum of such lines.
    """
    cast = published(*((cells.with_age(*each), (), number) for each, number in voted.items()))
    rows = [[each == (area, PAPERS) for each in TRUE] for area in ("", "1", "2")]
    rows += [[each[0] == area for each in TRUE] for area in ("", "1", "2")]
    for area in range(3):
        groups = {each.name: each.voters for each in age_groups(FRAME, area, cast)}
        lines = _lines(voted, area, set(groups))
        assert {name: sum(voted.get(each, 0) for each in line) for name, line in lines.items()} == groups
        rows += [[each in line for each in TRUE] for line in lines.values()]
    known = np.array(rows, dtype=float)
    for few in _few(voted):
        line = np.array([each in few for each in TRUE], dtype=float)
        assert np.linalg.matrix_rank(np.vstack([known, line])) > np.linalg.matrix_rank(known), few


def _lines(voted: dict[tuple[str, str], int], area: int, names: set[str]) -> dict[str, set[tuple[str, str]]]:
    """By row of an area's table, who is in it."""
    found = {each: number for each, number in voted.items() if area == 0 or each[0] == str(area)}
    in_all = merged_within({cells.with_age(*each): number for each, number in voted.items()})
    ages = {each: cells.age_of(in_all[cells.with_age(*each)]) for each in found}
    sizes: Counter[str] = Counter()
    for each, age in ages.items():
        sizes[age] += found[each]
    rows = merged_ages(sizes)
    return {name: {each for each, age in ages.items() if rows[age] == name} for name in names}


def _few(voted: dict[tuple[str, str], int]) -> Iterator[set[tuple[str, str]]]:
    """Every set of age groups that together are fewer than ten, but for whole areas, whose ages it does not tell."""
    told = [each for each in voted if each[1] != PAPERS]
    for size in range(1, len(told) + 1):
        for some in combinations(told, size):
            parted = {each for each in told if each not in some and each[0] in {area for area, _age in some}}
            if parted and sum(voted[each] for each in some) < LEAST:
                yield set(some)


def test_a_ballot_on_projects_tells_its_area_and_at_most_an_age() -> None:
    with pytest.raises(Refused, match="nothing, or the age band"):
        Rules(breakdown="area")


def test_a_group_is_called_by_what_was_put_together() -> None:
    assert called(TEENS) == TEENS
    assert called(f"{YOUNG} + {TEENS}") == "11 to 15 and 16 or 17 together, since one of them is fewer than ten"
    assert "16 or 17 and ballots that tell no age together" in called(f"{TEENS} + not told")
