"""A page asks what cannot change while it is made once."""

import pytest

from commonweal.basics.asked_once import once_a_page, one_page

asked: list[tuple[str, bool]] = []


@once_a_page
def files(room: str, *, sample: bool) -> int:
    asked.append((room, sample))
    if room == "locked":
        raise ValueError("the room is locked")
    return len(asked)


@pytest.fixture(autouse=True)
def nothing_asked_yet() -> None:
    asked.clear()


def test_a_page_asks_once_for_each_set_of_arguments() -> None:
    with one_page():
        assert files("spend", sample=True) == files("spend", sample=True) == 1
        assert files("spend", sample=False) == 2
        assert files("land", sample=True) == 3
    assert asked == [("spend", True), ("spend", False), ("land", True)]


def test_the_next_page_asks_anew_and_so_does_whoever_makes_no_page() -> None:
    for _page in range(2):
        with one_page():
            files("spend", sample=True)
    files("spend", sample=True)
    files("spend", sample=True)
    assert len(asked) == 4


def test_a_question_that_failed_is_asked_again() -> None:
    with one_page():
        for _again in range(2):
            with pytest.raises(ValueError, match="locked"):
                files("locked", sample=True)
    assert len(asked) == 2
