"""Breaking ties: the stages before, the latest first; then the order drawn; then nothing."""

import pytest

from commonweal.assemblies.counts.ties import Broken, break_tie


@pytest.mark.parametrize(
    ("history", "order", "most", "broken"),
    [
        (([3, 2, 5], [4, 4, 4]), {}, False, Broken(1, "by the votes at stage 1")),
        (([3, 2, 5], [4, 4, 4]), {}, True, Broken(2, "by the votes at stage 1")),
        (([1, 2, 5], [3, 2, 5], [4, 4, 4]), {}, False, Broken(1, "by the votes at stage 2")),  # the latest one decides
        (([1, 2, 5], [3, 3, 5], [4, 4, 4]), {}, False, Broken(0, "by the votes at stage 1")),  # for two it was no help
        (([3, 3, 5], [4, 4, 4]), {}, False, None),
        (([3, 3, 5], [4, 4, 4]), {0: 0, 1: 1}, False, Broken(1, "by the order given")),  # the first drawn stays
        (([5, 5, 3], [4, 4, 4]), {0: 1, 1: 0}, True, Broken(1, "by the order given")),  # the first drawn is taken
        (([3, 3, 5], [4, 4, 4]), {0: 0, 2: 1}, False, None),  # one of the two was not drawn
        ((), {0: 2, 1: 0, 2: 1}, True, Broken(1, "by the order given")),
    ],
)
def test_who_is_taken(history: tuple[list[int], ...], order: dict[int, int], most: bool, broken: Broken | None) -> None:
    assert break_tie((0, 1, 2), history, order, most=most) == broken
