"""A count under way: who holds which ballots at which value, and every stage so far.

The rules say whose ballots move, when and at what value; this moves them and keeps the story.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from commonweal.assemblies.counts.ballots import Election, Preferences
from commonweal.assemblies.counts.results import Action, Purpose, Result, Stage, Tie, TieNotBroken
from commonweal.assemblies.counts.ties import break_tie, lots
from commonweal.basics.problems import Refused

Parcel = list[tuple[Preferences, int]]  # rankings, each with the number of equal ballots


class Tally:
    """Votes are in units: a whole vote is `10 ** decimals` of them. `quota` is in whole votes, where the rule has one.

    Raises Refused where there is no valid ballot to count, or the order for ties is not of its candidates.
    """

    def __init__(self, election: Election, rule: str, decimals: int, order: Sequence[str]) -> None:
        self.election = election
        self.quota: int | None = None
        valid = election.valid()
        self.ballots = sum(valid.values())
        if not self.ballots:
            raise Refused("There is no ballot that ranks a candidate who stands, so there is nothing to count.")
        self.continuing = set(election.standing())
        self.votes = [0] * len(election.candidates)
        self.exhausted = self.lost = 0
        self.elected: list[int] = []
        self._rule, self._decimals = rule, decimals
        self._drawn = lots(order, election)
        self._held: list[dict[int, Parcel]] = [{} for _ in election.candidates]  # by the value of the ballots
        self._history: list[tuple[int, ...]] = []
        self._stages: list[Stage] = []
        self._ties: list[Tie] = []
        self._hand_on(valid.items(), 10**decimals)

    @property
    def vacancies(self) -> int:
        """Seats not yet filled."""
        return self.election.seats - len(self.elected)

    def exclude(self, places: Iterable[int]) -> None:
        """Takes candidates out and hands their ballots on, each at the value at which it was received."""
        going = list(places)
        self.continuing.difference_update(going)
        for place in going:
            self.transfer(place, lambda value: value, keeps=0)

    def transfer(self, place: int, value: Callable[[int], int], *, keeps: int) -> None:
        """Hands a candidate's ballots on at a new value; the candidate keeps some votes, and what is over is lost."""
        held, self._held[place] = self._held[place], {}
        handed = sum(self._hand_on(parcel, value(received)) for received, parcel in held.items())
        self.lost += self.votes[place] - keeps - handed
        self.votes[place] = keeps

    def choose(self, places: Collection[int], purpose: Purpose) -> int:
        """The one of some candidates with equal votes that the rule takes. Raises TieNotBroken where it cannot tell."""
        if len(places) == 1:
            return next(iter(places))
        broken = break_tie(places, self._history, self._drawn, most=purpose != "exclusion")
        chosen, how = (self.election.candidates[broken.chosen], broken.how) if broken else (None, "")
        tied = tuple(sorted(self.election.named(places)))
        self._ties.append(Tie(len(self._stages) + 1, purpose, tied, chosen, how))
        if broken is None:
            raise TieNotBroken(self.result())
        return broken.chosen

    def end_stage(self, action: Action, places: Collection[int], elected: Collection[int] = ()) -> None:
        """Writes the stage down, with those elected by it: most votes first."""
        self._history.append(tuple(self.votes))
        self._write_down(action, places, sorted(elected, key=self._rank))

    def fill_the_last(self, places: Sequence[int]) -> None:
        """Writes down that all who are left are elected together, in the order given: no votes told them apart."""
        self._history.append(tuple(self.votes))
        self._write_down("last-vacancies", places, places)

    def _write_down(self, action: Action, places: Collection[int], entered: Sequence[int]) -> None:
        self.elected += entered
        self.continuing.difference_update(entered)
        names = self.election.candidates
        votes = {names[place]: self.votes[place] for place in self.election.standing()}
        about, new = self.election.named(places), self.election.named(entered)
        self._stages.append(Stage(action, about, votes, self.exhausted, self.lost, new))

    def result(self) -> Result:
        """The count as far as it has come."""
        return Result(
            rule=self._rule,
            title=self.election.title,
            seats=self.election.seats,
            ballots=self.ballots,
            quota=self.quota,
            decimals=self._decimals,
            elected=self.election.named(self.elected),
            stages=tuple(self._stages),
            ties=tuple(self._ties),
        )

    def _hand_on(self, parcel: Iterable[tuple[Preferences, int]], value: int) -> int:
        """Hands each ballot to its next continuing candidate at a value; says how much all of them come to."""
        handed = 0
        for place, sorted_out in self._sorted(parcel).items():
            units = value * sum(ballots for _, ballots in sorted_out)
            handed += units
            if place is None:
                self.exhausted += units
            else:
                self.votes[place] += units
                self._held[place].setdefault(value, []).extend(sorted_out)
        return handed

    def _sorted(self, parcel: Iterable[tuple[Preferences, int]]) -> dict[int | None, Parcel]:
        """Ballots by the first of their candidates who continues: all they rank higher are elected or excluded."""
        found: defaultdict[int | None, Parcel] = defaultdict(list)
        continuing = self.continuing
        for ballots in parcel:
            for place in ballots[0]:
                if place in continuing:
                    found[place].append(ballots)
                    break
            else:
                found[None].append(ballots)
        return found

    def _rank(self, place: int) -> tuple[object, ...]:
        """Most votes first, then most at the stages before, then by name: nothing hangs on the last."""
        return (*(-votes[place] for votes in reversed(self._history)), self.election.candidates[place])
