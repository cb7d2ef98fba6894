"""Scottish STV: several seats, ranked ballots, as councils are elected in Scotland.

Source: the Scottish Local Government Elections Order 2011 (SSI 2011/399), schedule 1, rules 46 to 53, which say what
rules 45 to 52 of the Order of 2007 (SSI 2007/42) said. Each step names its rule of 2011; docs/decisions/0017 says what
was left for us to choose.
"""

from collections.abc import Sequence
from typing import Final

from commonweal.assemblies.counts.ballots import Election
from commonweal.assemblies.counts.results import Result
from commonweal.assemblies.counts.tally import Tally

NAME: Final = "scottish-stv"
TITLE: Final = "Scottish STV"
DECIMALS: Final = 5  # of a transfer value, any remainder being ignored: rule 49(3)
ONE: Final = 10**DECIMALS


def quota(ballots: int, seats: int) -> int:
    """Votes that secure a seat: ballots over one more than the seats, fractions dropped, and one more. Rule 47."""
    return ballots // (seats + 1) + 1


def transfer_value(surplus: int, value: int, votes: int) -> int:
    """What each ballot of a surplus is worth to whom it goes to: rule 49(3). All in units of 0.00001."""
    return surplus * value // votes


def count(election: Election, order: Sequence[str] = ()) -> Result:
    """Counts the ballots; `order` are candidates as drawn by lot, the first favoured.

    Raises TieNotBroken where the rule calls for lots and they were not drawn, Refused where there is nothing to count.
    """
    tally = Tally(election, NAME, DECIMALS, order)
    tally.quota = quota(tally.ballots, election.seats)
    tally.end_stage("first-preferences", (), _reached(tally))  # rule 46
    while tally.vacancies and not _all_seated(tally):
        if surpluses := _surpluses(tally):
            place = _pass_the_highest_on(tally, surpluses)
            tally.end_stage("surplus", (place,), _reached(tally))
        else:
            place = _exclude_the_lowest(tally)
            tally.end_stage("exclusion", (place,), () if _all_seated(tally) else _reached(tally))
    if tally.vacancies and tally.continuing:  # rule 53: no more of them than vacancies
        tally.fill_the_last(sorted(tally.continuing))  # the Order gives them no order: as on the ballot
    return tally.result()


def _reached(tally: Tally) -> list[int]:
    """Continuing candidates whose votes equal or exceed the quota: rule 48(1)."""
    return [place for place in tally.continuing if tally.votes[place] >= _quota(tally)]


def _all_seated(tally: Tally) -> bool:
    """Whether all who are left have a seat, with the quota or without: rule 53 elects them together."""
    return len(tally.continuing) <= tally.vacancies


def _surpluses(tally: Tally) -> dict[int, int]:
    """By how much the votes of each elected candidate exceed the quota, where they do."""
    return {place: over for place in tally.elected if (over := tally.votes[place] - _quota(tally)) > 0}


def _pass_the_highest_on(tally: Tally, surpluses: dict[int, int]) -> int:
    """Rules 49 and 50."""
    surplus = max(surpluses.values())
    place = tally.choose([each for each, over in surpluses.items() if over == surplus], "surplus")
    votes = tally.votes[place]
    tally.transfer(place, lambda value: transfer_value(surplus, value, votes), keeps=_quota(tally))
    return place


def _exclude_the_lowest(tally: Tally) -> int:
    """Rules 51 and 52: ballots keep the value at which the excluded candidate received them."""
    votes = min(tally.votes[place] for place in tally.continuing)
    place = tally.choose([each for each in tally.continuing if tally.votes[each] == votes], "exclusion")
    tally.exclude((place,))
    return place


def _quota(tally: Tally) -> int:
    return (tally.quota or 0) * ONE
