"""What one ballot on projects may say: by kind, by area, and within the money."""

from dataclasses import replace

import pytest

from commonweal.assemblies.balloting import papers, slates
from commonweal.assemblies.balloting.questions import Question
from commonweal.assemblies.balloting.slates import Area, Slate
from commonweal.basics.problems import Refused
from commonweal.budgets.cycle import area_of

# Two of everyone's for £500, two of the East for £300, one of the West.
SLATE = Slate(
    slates.APPROVAL,
    costs=(300_00, 250_00, 200_00, 150_00, 100_00),
    areas=(0, 0, 1, 1, 2),
    parts=(Area("All", 500_00, whole=True), Area("East", 300_00, whole=False), Area("West", 300_00, whole=False)),
)
EAST, WEST = "1", "2"


@pytest.mark.parametrize(
    ("kind", "most", "choices", "cell", "why"),
    [
        (slates.APPROVAL, 0, (2, 0, 1), EAST, ""),
        (slates.APPROVAL, 1, (0, 2), EAST, ""),  # one in each area
        (slates.APPROVAL, 1, (0, 1), EAST, "All: choose at most 1 projects. You gave 2"),
        (slates.APPROVAL, 0, (0, 0), EAST, "ranked twice"),
        (slates.APPROVAL, 0, (4,), EAST, "Project 5 is in an area where this ballot cannot choose"),
        (slates.APPROVAL, 0, (2,), slates.NOWHERE, "cannot choose"),
        (slates.APPROVAL, 0, (5,), WEST, "there are 5"),
        (slates.KNAPSACK, 0, (0, 4), WEST, ""),
        (slates.KNAPSACK, 0, (0, 1), WEST, r"All: your projects cost £50\.00 more than the £500\.00"),
        (slates.POINTS, 3, (0, 0, 1, 2), EAST, ""),
        (slates.POINTS, 3, (0, 0, 1, 1), EAST, "choose at most 3 points. You gave 4"),
        (slates.RANKED, 2, (1, 0, 3), EAST, ""),
        (slates.RANKED, 1, (1, 0), EAST, "at most 1 projects"),
    ],
)
def test_what_a_ballot_may_say(kind: str, most: int, choices: tuple[int, ...], cell: str, why: str) -> None:
    slate = replace(SLATE, kind=kind, most=most)
    if why:
        with pytest.raises(Refused, match=why):
            slate.checked(choices, cell)
    else:
        assert sorted(slate.checked(choices, cell)) == sorted(choices)


def test_only_a_ranked_ballot_keeps_its_order() -> None:
    assert SLATE.checked((2, 0), EAST) == (0, 2)
    assert replace(SLATE, kind=slates.RANKED, most=2).checked((2, 0), EAST) == (2, 0)


def test_a_slate_is_read_again_as_it_was() -> None:
    assert slates.read(slates.written(SLATE), ("All", "East", "West")) == SLATE


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"kind": "shouting"}, "what a ballot says"),
        ({"costs": ()}, "from 1 to 200 projects"),
        ({"areas": (0, 0, 1, 1, 3)}, "lies in one of the areas"),
        ({"kind": slates.POINTS}, "how many points"),
        ({"parts": (Area("All", 1, whole=True),) * 3}, "One area at most"),
    ],
)
def test_what_nobody_could_vote_on_is_refused(changed: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        replace(SLATE, **changed)  # type: ignore[arg-type]


def test_papers_of_an_area_are_read_line_by_line() -> None:
    asked = Question(slates.POINTS, ("A", "B", "C", "D", "E"), 1, replace(SLATE, kind=slates.POINTS, most=3))
    read = papers.read_batch("1 1 3\n-\nx\n1 1 1 1\n5", asked, EAST)
    assert read == ((0, 0, 2), (), None, None, None)  # the fourth gives too many, the fifth is of another area
    with pytest.raises(Refused, match="Paper 1: a ballot ranks candidate 9"):
        papers.read_batch("9", asked, EAST)
    assert [each.other for each in papers.differences("1 1 3", "1 3 3", asked, EAST)] == ["A × 1, C × 2"]


@pytest.mark.parametrize(
    ("postcode", "ward", "place"),
    [
        ("L8 1AB", "E05000001", 0),
        ("L8 2AB", "E05000001", 1),  # the beginning of a postcode does, where the ward is none of the first's
        ("L80 1AB", "", None),
        ("CH1 1AA", "E05000002", 1),
        ("", "", None),
    ],
)
def test_the_area_that_somebody_lives_in(postcode: str, ward: str, place: int | None) -> None:
    assert area_of(postcode, ward, (("L8 1",), ("L8", "E05000002"))) == place
