"""What a count starts from: seats, candidates, and ballots that rank them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from commonweal.basics.problems import Refused

Preferences = tuple[int, ...]  # candidates by their places in the list, from 0, the most wanted first

MOST_CANDIDATES: Final = 1_000  # our choice: far beyond any ballot paper, and small enough for every count to end

JOINERS: Final = "\u200c\u200d"  # they show nothing, and belong to how names are spelt in Persian or Malayalam

LONGEST_NAME: Final = 500  # characters, our choice: a name, a party and its description, and room to spare


@dataclass(frozen=True, slots=True)
class Election:
    """Ranked ballots for some seats. Equal ballots stand together, with how many there are; order means nothing.

    An empty ranking is a blank ballot: it is kept, and no rule counts it. Raises Refused for what nobody could count: a
    name that is missing, given twice or not on one line, a ranking of a candidate twice or of one who is not there.
    """

    seats: int
    candidates: tuple[str, ...]
    ballots: Mapping[Preferences, int]  # to the number of equal ballots
    withdrawn: frozenset[int] = field(default=frozenset())
    title: str = ""

    def __post_init__(self) -> None:
        for fault in (*_faulty_frame(self), *_faulty_names(self), *_faulty_ballots(self)):
            raise Refused(fault)

    def standing(self) -> tuple[int, ...]:
        """The candidates who have not withdrawn."""
        return tuple(place for place in range(len(self.candidates)) if place not in self.withdrawn)

    def valid(self) -> Mapping[Preferences, int]:
        """The ballots that count: without blank ones, and with candidates who withdrew passed over."""
        if not self.withdrawn and () not in self.ballots:
            return self.ballots
        valid: dict[Preferences, int] = {}
        for ranking, ballots in self.ballots.items():
            if left := tuple(place for place in ranking if place not in self.withdrawn):
                valid[left] = valid.get(left, 0) + ballots
        return valid

    def named(self, places: Collection[int]) -> tuple[str, ...]:
        """Candidates by name."""
        return tuple(self.candidates[place] for place in places)


def plain(name: str) -> str:
    """A name on one line: runs of blanks become one; what cannot be printed becomes �, but for joiners of letters."""
    return "".join(each if each.isprintable() or each in JOINERS else "�" for each in " ".join(name.split()))


def seen_as(name: str) -> str:
    """A plain name as an eye tells it from others, which joiners do not."""
    return "".join(each for each in name if each not in JOINERS)


def fault_of(ranking: Preferences, candidates: int) -> str | None:
    """Why a ranking of some candidates cannot be counted, or None. Candidates are numbered from 1 in the answer."""
    if len(set(ranking)) < len(ranking):
        twice = next(place for place in ranking if ranking.count(place) > 1)
        return f"candidate {twice + 1} is ranked twice on one ballot"
    if ranking and not 0 <= min(ranking) <= max(ranking) < candidates:
        stranger = next(place for place in ranking if not 0 <= place < candidates)
        return f"a ballot ranks candidate {stranger + 1}, and there are {candidates}"
    return None


def _faulty_frame(election: Election) -> Iterator[str]:
    candidates = len(election.candidates)
    if not 0 < candidates <= MOST_CANDIDATES:
        yield f"An election needs 1 to {MOST_CANDIDATES:,} candidates; this one has {candidates:,}."
    if not 0 < election.seats <= candidates:
        yield f"An election needs at least 1 seat and no more seats than candidates; this one has {election.seats:,}."
    if not all(0 <= place < candidates for place in election.withdrawn):
        yield "A candidate is said to have withdrawn who is not among the candidates."


def _faulty_names(election: Election) -> Iterator[str]:
    seen: set[str] = set()
    for number, name in enumerate(election.candidates, start=1):
        if not seen_as(name):
            yield f"Candidate {number} has no name. Give every candidate a name."
        if name != plain(name):
            yield f"The name of candidate {number} is not plain text on one line. Write it so."
        if len(name) > LONGEST_NAME:
            yield f"The name of candidate {number} is longer than {LONGEST_NAME} characters. Write a shorter one."
        if seen_as(name) in seen:
            yield f"Two candidates are called {name}. Give each a name of their own, with a second initial for example."
        seen.add(seen_as(name))
    if election.title != plain(election.title) or len(election.title) > LONGEST_NAME:
        yield f"The title is not plain text on one line, of {LONGEST_NAME} characters at most. Write it so."


def _faulty_ballots(election: Election) -> Iterator[str]:
    candidates = len(election.candidates)
    for ranking, ballots in election.ballots.items():
        if fault := fault_of(ranking, candidates):
            yield f"A ballot cannot be counted: {fault}."
        if ballots < 1:
            yield "The number of equal ballots must be 1 or more."
