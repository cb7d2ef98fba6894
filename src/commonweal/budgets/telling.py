"""What a count found, in sentences that can be translated: one place for the command line and the pages.

A sentence is a text for one and a text for several, with the values that go into it. English is put together here; a
page looks the texts up in its own language first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from commonweal.budgets.elections import Election
from commonweal.budgets.explaining import Explained, Lost, Won
from commonweal.budgets.rules import greedy, phragmen

SIGNS: Final = {"GBP": "£", "EUR": "€", "USD": "$"}
MOST_TAKEN: Final = 3  # winners named that took the money of a loser's supporters


@dataclass(frozen=True, slots=True)
class Sentence:
    """`one` and `several` are the texts; `number` says which; `values` go into it."""

    one: str
    several: str
    number: int
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return (self.one if self.number == 1 else self.several) % self.values


@dataclass(frozen=True, slots=True)
class Words:
    """How an election's money and projects are written."""

    election: Election
    currency: str = ""
    names: tuple[str, ...] = ()

    def money(self, amount: int | Fraction) -> str:
        """An amount in the currency, to the hundredth where it is not whole."""
        exact = Fraction(amount) / self.election.unit
        places = 0 if exact.denominator == 1 else 2
        plain = Decimal(round(exact * 10**4)).scaleb(-4).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        sign = SIGNS.get(self.currency)
        return f"{sign}{plain:,}" if sign else f"{plain:,} {self.currency}".strip()

    def project(self, place: int) -> str:
        """A project's name, or its id where it has none."""
        return (self.names[place] if self.names else "") or self.election.ids[place]


def sentence(text: str, **values: str) -> Sentence:
    """A sentence that is the same for one and for several."""
    return Sentence(text, text, 1, values)


def told(number: int, one: str, several: str, **values: str) -> Sentence:
    """A sentence that counts something, with the number as `%(number)s` in it."""
    return Sentence(one, several, number, {"number": f"{number:,}", **values})


def of_winner(found: Explained, won: Won, words: Words) -> Iterator[Sentence]:
    """Why a project won: who supported it, and what they paid."""
    votes = found.election.votes[won.project]
    yield _named(votes, words.money(found.election.costs[won.project]))
    if won.added:
        yield sentence("Shares did not pay for it: it was added since it still fitted what they left over.")
    elif found.way.rule == greedy.NAME:
        yield sentence("When its turn came, the budget still had enough for it.")
    elif found.way.rule == phragmen.NAME:
        given = words.money(won.round.price)
        yield sentence("Its supporters could pay for it once each voter had been given %(given)s.", given=given)
    else:
        yield from _paid(won, words, pointed=found.election.scores[won.project] != votes)


def _named(votes: int, cost: str) -> Sentence:
    if not votes:
        return sentence("It costs %(cost)s, and nobody named it.", cost=cost)
    one = "It costs %(cost)s, and one voter named it."
    return told(votes, one, "It costs %(cost)s, and %(number)s voters named it.", cost=cost)


def _paid(won: Won, words: Words, *, pointed: bool) -> Iterator[Sentence]:
    price = words.money(won.round.price)
    if pointed:
        yield sentence("Each supporter paid %(price)s for each point they gave it.", price=price)
    else:
        yield sentence("Each supporter paid %(price)s.", price=price)
    if won.round.paid_less:
        yield told(
            won.round.paid_less,
            "One of them had less than that left, and paid all of it.",
            "%(number)s of them had less than that left, and paid all of it.",
        )


def of_loser(found: Explained, lost: Lost, words: Words) -> Iterator[Sentence]:
    """Why a project did not win: who supported it, what it lacked, how close it came, what would have changed it."""
    votes = found.election.votes[lost.project]
    yield _named(votes, words.money(found.election.costs[lost.project]))
    if found.election.costs[lost.project] > found.election.budget:
        yield sentence("That is more than the whole budget.")
    yield from _barred(found, lost, words)
    if lost.path and votes:
        yield from _path(found, lost, words)
    if lost.left is not None:
        left = words.money(lost.left)
        yield sentence("When its turn came, the budget had %(left)s left.", left=left)
    if found.way.rule == phragmen.NAME:
        yield sentence("Others could be bought sooner, and the count ended before its supporters' turn came.")
    yield from _turn(found, lost, words)


def _barred(found: Explained, lost: Lost, words: Words) -> Iterator[Sentence]:
    if not lost.bar:
        return
    if lost.bar.excluded_by is not None:
        other = words.project(lost.bar.excluded_by)
        yield sentence("It could not win beside %(other)s, and that was funded.", other=other)
        return
    yield told(
        found.election.conditions.least_votes,
        "It needed at least one vote to win.",
        "It needed at least %(number)s votes to win.",
    )


def _path(found: Explained, lost: Lost, words: Words) -> Iterator[Sentence]:
    path, cost = lost.path, found.election.costs[lost.project]
    assert path is not None
    yield sentence("Its supporters began with %(began)s together.", began=words.money(path.held[0]))
    taken = lost.taken(found.outcome)
    if taken:
        named = [f"{words.project(place)} ({words.money(paid)})" for place, paid in taken[:MOST_TAKEN]]
        paid = sum((each for _, each in taken), Fraction(0))
        values = {"paid": words.money(paid), "named": ", ".join(named)}
        if len(taken) <= MOST_TAKEN:
            yield sentence("They paid %(paid)s of it for projects that won: %(named)s.", **values)
        else:
            yield sentence("They paid %(paid)s of it for projects that won, most of all %(named)s.", **values)
    lacking = lost.lacking(found.election)
    if lacking:
        share = f"{float(path.left / cost):.0%}"
        values = {"left": words.money(path.left), "lacking": words.money(lacking), "share": share}
        yield sentence("They had %(left)s left, %(share)s of what it costs: %(lacking)s was lacking.", **values)
    short = path.short_after(cost)
    if short == 0:
        yield sentence("Even before the first round they had too little for it.")
    elif short:
        won = words.project(found.outcome.winners[short - 1])
        yield sentence("Until %(won)s was bought in round %(round)s they could have paid.", won=won, round=str(short))


def _turn(found: Explained, lost: Lost, words: Words) -> Iterator[Sentence]:
    turn, cost = lost.turn, found.election.costs[lost.project]
    if turn is None:
        return
    if turn.cost is None and turn.supporters is None:
        yield sentence("No lower cost and no further supporters, each by itself, were found to make it win.")
    if turn.cost == 0 and turn.least:
        yield sentence("It would have won only if it had cost nothing.")
    elif turn.cost is not None:
        values = {"less": words.money(cost - turn.cost), "cost": words.money(turn.cost)}
        if turn.least:
            yield sentence("It would have won if it had cost %(less)s less: %(cost)s, and no more.", **values)
        else:
            yield sentence("It would have won if it had cost %(less)s less: %(cost)s.", **values)
    if turn.supporters is not None:
        yield from _supporters(found, turn.supporters, least=turn.least)


def _supporters(found: Explained, number: int, *, least: bool) -> Iterator[Sentence]:
    if found.way.rule == greedy.NAME:
        yield told(number, "It would have won with one vote more.", "It would have won with %(number)s votes more.")
        return
    if found.way.rule == phragmen.NAME:
        yield told(
            number,
            "It would have won with one supporter more, of those who named fewest winners.",
            "It would have won with %(number)s supporters more, of those who named fewest winners, and not with fewer.",
        )
        return
    one = "It would have won with one supporter more, of those with most money left."
    if least:
        several = "It would have won with %(number)s supporters more, of those with most left, and not with fewer."
    else:
        several = "It would have won with %(number)s supporters more, of those with most money left."
    yield told(number, one, several)
