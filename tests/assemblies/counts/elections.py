"""Elections for the tests: written small by hand, or drawn at random."""

from collections.abc import Mapping

from hypothesis import strategies as st

from commonweal.assemblies.counts.ballots import Election, Preferences

NAMES = ("Ash", "Birch", "Cedar", "Damson", "Elm", "Fir")


def election(ballots: Mapping[str, int], *, seats: int = 1, names: str = "", withdrawn: str = "") -> Election:
    """Ballots by the initials of candidates, such as {"ABC": 3}: three who want Ash, then Birch, then Cedar."""
    letters = names or "".join(sorted({letter for ranking in ballots for letter in ranking}))
    candidates = tuple(next(name for name in NAMES if name[0] == letter) for letter in letters)
    rankings = {tuple(map(letters.index, ranking)): number for ranking, number in ballots.items()}
    return Election(seats, candidates, rankings, frozenset(map(letters.index, withdrawn)))


@st.composite
def elections(draw: st.DrawFn, seats: int | None = None, blank: bool = False, withdrawn: bool = False) -> Election:
    """Two to six candidates and a few different ballots, with numbers small enough to tie often."""
    candidates = draw(st.integers(2, len(NAMES)))
    filled = seats or draw(st.integers(1, candidates))
    gone = draw(st.frozensets(st.integers(0, candidates - 1), max_size=candidates - 1)) if withdrawn else frozenset()
    stays = min(set(range(candidates)) - gone)
    ballots = draw(st.dictionaries(_rankings(candidates, blank), st.integers(1, 9), max_size=12))
    return Election(filled, NAMES[:candidates], {(stays,): 1} | ballots, gone)


def _rankings(candidates: int, blank: bool) -> st.SearchStrategy[Preferences]:
    orders = st.permutations(range(candidates))
    return st.tuples(orders, st.integers(0 if blank else 1, candidates)).map(lambda drawn: tuple(drawn[0][: drawn[1]]))
