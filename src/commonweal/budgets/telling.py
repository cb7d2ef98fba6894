"""What a count found, in sentences: one place for the command line and the pages.

Each text stands whole in the call that looks it up, `gettext` or `ngettext`, where translators' tools find it. Who asks
says in which language: a page gives Django's, the command line none, and then it is English.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from gettext import NullTranslations
from typing import Final, Protocol

from commonweal.budgets.elections import Election
from commonweal.budgets.explaining import Explained, Lost, Won
from commonweal.budgets.rules import greedy, phragmen

SIGNS: Final = {"GBP": "£", "EUR": "€", "USD": "$"}
MOST_TAKEN: Final = 3  # winners named that took the money of a loser's supporters


class Language(Protocol):
    """What looks texts up in a language, as Python's catalogues and Django's `translation` do."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, singular: str, plural: str, number: int, /) -> str: ...


ENGLISH: Final[Language] = NullTranslations()


@dataclass(frozen=True, slots=True)
class Words:
    """How an election's money and projects are written, and in which language sentences are."""

    election: Election
    currency: str = ""
    names: tuple[str, ...] = ()
    language: Language = ENGLISH

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

    def gettext(self, text: str) -> str:
        return self.language.gettext(text)

    def ngettext(self, one: str, several: str, number: int) -> str:
        """The text for one or for several, whose `%(number)s` is still to be filled in."""
        return self.language.ngettext(one, several, number)


def of_winner(found: Explained, won: Won, words: Words) -> Iterator[str]:
    """Why a project won: who supported it, and what they paid."""
    votes = found.election.votes[won.project]
    yield _named(votes, found.election.costs[won.project], words)
    if won.added:
        yield words.gettext("Shares did not pay for it: it was added since it still fitted what they left over.")
    elif found.way.rule == greedy.NAME:
        yield words.gettext("When its turn came, the budget still had enough for it.")
    elif found.way.rule == phragmen.NAME:
        said = words.gettext("Its supporters could pay for it once each voter had been given %(given)s.")
        yield said % {"given": words.money(won.round.price)}
    else:
        yield from _paid(won, words, pointed=found.election.scores[won.project] != votes)


def of_loser(found: Explained, lost: Lost, words: Words) -> Iterator[str]:
    """Why a project did not win: who supported it, what it lacked, how close it came, what would have changed it."""
    votes, cost = found.election.votes[lost.project], found.election.costs[lost.project]
    yield _named(votes, cost, words)
    if cost > found.election.budget:
        yield words.gettext("That is more than the whole budget.")
    yield from _barred(found, lost, words)
    if lost.path and votes:
        yield from _path(found, lost, words)
    if lost.left is not None:
        said = words.gettext("When its turn came, the budget had %(left)s left.")
        yield said % {"left": words.money(lost.left)}
    if found.way.rule == phragmen.NAME:
        yield words.gettext("Others could be bought sooner, and the count ended before its supporters' turn came.")
    yield from _turn(found, lost, words)


def _named(votes: int, cost: int, words: Words) -> str:
    values = {"cost": words.money(cost), "number": f"{votes:,}"}
    if not votes:
        return words.gettext("It costs %(cost)s, and nobody named it.") % values
    one = words.ngettext(
        "It costs %(cost)s, and one voter named it.", "It costs %(cost)s, and %(number)s voters named it.", votes
    )
    return one % values


def _paid(won: Won, words: Words, *, pointed: bool) -> Iterator[str]:
    if pointed:
        said = words.gettext("Each supporter paid %(price)s for each point they gave it.")
    else:
        said = words.gettext("Each supporter paid %(price)s.")
    yield said % {"price": words.money(won.round.price)}
    if fewer := won.round.paid_less:
        said = words.ngettext(
            "One of them had less than that left, and paid all of it.",
            "%(number)s of them had less than that left, and paid all of it.",
            fewer,
        )
        yield said % {"number": f"{fewer:,}"}


def _barred(found: Explained, lost: Lost, words: Words) -> Iterator[str]:
    if not lost.bar:
        return
    if lost.bar.excluded_by is not None:
        said = words.gettext("It could not win beside %(other)s, and that was funded.")
        yield said % {"other": words.project(lost.bar.excluded_by)}
        return
    least = found.election.conditions.least_votes
    said = words.ngettext("It needed at least one vote to win.", "It needed at least %(number)s votes to win.", least)
    yield said % {"number": f"{least:,}"}


def _path(found: Explained, lost: Lost, words: Words) -> Iterator[str]:
    path, cost = lost.path, found.election.costs[lost.project]
    assert path is not None
    yield words.gettext("Its supporters began with %(began)s together.") % {"began": words.money(path.held[0])}
    yield from _taken(lost.taken(found.outcome), words)
    lacking = lost.lacking(found.election)
    if lacking:
        said = words.gettext("They had %(left)s left, %(share)s of what it costs: %(lacking)s was lacking.")
        share = f"{float(path.left / cost):.0%}"
        yield said % {"left": words.money(path.left), "lacking": words.money(lacking), "share": share}
    short = path.short_after(cost)
    if short == 0:
        yield words.gettext("Even before the first round they had too little for it.")
    elif short:
        said = words.gettext("Until %(won)s was bought in round %(round)s they could have paid.")
        yield said % {"won": words.project(found.outcome.winners[short - 1]), "round": short}


def _taken(taken: tuple[tuple[int, Fraction], ...], words: Words) -> Iterator[str]:
    """What a loser's supporters paid for winners."""
    if not taken:
        return
    named = ", ".join(f"{words.project(place)} ({words.money(paid)})" for place, paid in taken[:MOST_TAKEN])
    if len(taken) <= MOST_TAKEN:
        said = words.gettext("They paid %(paid)s of it for projects that won: %(named)s.")
    else:
        said = words.gettext("They paid %(paid)s of it for projects that won, most of all %(named)s.")
    yield said % {"paid": words.money(sum((each for _, each in taken), Fraction(0))), "named": named}


def _turn(found: Explained, lost: Lost, words: Words) -> Iterator[str]:
    turn, cost = lost.turn, found.election.costs[lost.project]
    if turn is None:
        return
    if turn.cost is None and turn.supporters is None:
        yield words.gettext("No lower cost and no further supporters, each by itself, were found to make it win.")
    if turn.cost == 0 and turn.least:
        yield words.gettext("It would have won only if it had cost nothing.")
    elif turn.cost is not None:
        if turn.least:
            said = words.gettext("It would have won if it had cost %(less)s less: %(cost)s, and no more.")
        else:
            said = words.gettext("It would have won if it had cost %(less)s less: %(cost)s.")
        yield said % {"less": words.money(cost - turn.cost), "cost": words.money(turn.cost)}
    if turn.supporters is not None:
        yield _supporters(found, turn.supporters, words, least=turn.least) % {"number": f"{turn.supporters:,}"}


def _supporters(found: Explained, number: int, words: Words, *, least: bool) -> str:
    """How many further supporters would have done, with a place for the number."""
    if found.way.rule == greedy.NAME:
        return words.ngettext(
            "It would have won with one vote more.", "It would have won with %(number)s votes more.", number
        )
    if found.way.rule == phragmen.NAME:
        return words.ngettext(
            "It would have won with one supporter more, of those who named fewest winners.",
            "It would have won with %(number)s supporters more, of those who named fewest winners, and not with fewer.",
            number,
        )
    if least:
        return words.ngettext(
            "It would have won with one supporter more, of those with most money left.",
            "It would have won with %(number)s supporters more, of those with most left, and not with fewer.",
            number,
        )
    return words.ngettext(
        "It would have won with one supporter more, of those with most money left.",
        "It would have won with %(number)s supporters more, of those with most money left.",
        number,
    )
