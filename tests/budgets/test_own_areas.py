"""What the voters of each area got of the money that is everyone's: a small table worked by hand."""

from fractions import Fraction

from commonweal.budgets.counting import Way
from commonweal.budgets.own_areas import own_areas
from commonweal.budgets.pabulib.groups import due, got
from commonweal.budgets.tallying import Frame, tally
from tests.budgets.test_ages import published
from tests.budgets.test_slates import EAST, SLATE, WEST

FRAME = Frame(SLATE, Way("greedy"), least_votes=1)
# Of everyone's £500, project 1 costs £300 and project 2 £250; 30 of the East want the first, 10 of the West the second.
CAST = published((EAST, (0, 2), 30), (WEST, (1,), 6), (f"{WEST}, 18 or over", (1,), 4))


def test_an_area_got_its_part_of_each_winner_beside_its_share() -> None:
    whole = tally(FRAME, CAST)[0]
    assert whole.winners == (0,)
    assert whole.outcome is not None
    east, west = own_areas(FRAME, 0, CAST)
    assert [(each.name, each.voters) for each in (east, west)] == [("East", 30), ("West", 10)]
    assert got(whole.election, east, whole.outcome) / due(whole.election, east) == Fraction(300, 375)
    assert got(whole.election, west, whole.outcome) == 0


def test_only_what_is_everyones_is_told_by_areas() -> None:
    assert own_areas(FRAME, 1, CAST) == ()


def test_who_has_no_other_area_comes_last() -> None:
    cast = published((EAST, (0,), 12), ("", (0,), 11))
    assert [(each.name, each.voters) for each in own_areas(FRAME, 0, cast)] == [("East", 12), ("", 11)]
    assert own_areas(FRAME, 0, published(("", (0,), 11))) == ()


def test_fewer_than_ten_are_told_of_with_others_or_not_at_all() -> None:
    few = published((EAST, (0,), 12), (WEST, (0,), 6), ("", (0,), 5))
    assert [(each.name, each.voters) for each in own_areas(FRAME, 0, few)] == [("East", 12), ("others", 11)]
    assert own_areas(FRAME, 0, published((EAST, (0,), 30), (WEST, (0,), 9))) == ()
