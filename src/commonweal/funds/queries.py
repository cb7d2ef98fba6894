"""What pages and other rooms ask about pots."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from commonweal.assemblies.models import Decision
from commonweal.funds import ledger
from commonweal.funds.exports import Line
from commonweal.funds.models import Entry, Pot
from commonweal.record.models import CommittedText


@dataclass(frozen=True, slots=True)
class Under:
    """What became of the money of a pot under one decision, in pence."""

    decision: Decision
    allowed: int
    promised: int  # in all, without what was released
    paid: int
    left: int  # promised and not paid yet


def pots(*, sample: bool) -> QuerySet[Pot]:
    """Every pot, by name."""
    return Pot.objects.filter(sample=sample).select_related("body").order_by("name")


def held(pot: Pot) -> ledger.Balances:
    """What each account of a pot holds now."""
    return {ledger.Account(each.name): each.balance for each in pot.accounts.all()}


def held_at(pot: Pot, moment: datetime) -> ledger.Balances:
    """What each account of a pot held at a past moment, by all that was entered up to it."""
    return ledger.balances((each.told() for each in _entries(pot)), until=moment)


def under_decisions(pot: Pot) -> list[Under]:
    """Each decision that money of a pot was promised under, and what became of that money."""
    found: dict[Decision, list[int]] = {}
    for each in pot.promises.select_related("decision__proposal__terms", "decision__body"):
        sums = found.setdefault(each.decision, [0, 0])
        sums[0] += each.pence - each.released
        sums[1] += each.left
    return [
        Under(decision, decision.proposal.terms.pence or 0, promised, promised - left, left)
        for decision, (promised, left) in found.items()
    ]


def lines(pot: Pot) -> list[Line]:
    """The books of a pot in order, with the words that were not erased."""
    entries = list(_entries(pot))
    commitments = {_commitment(each) for each in entries}
    words = dict(CommittedText.objects.filter(commitment__in=commitments).values_list("commitment", "text"))
    return [Line(each.told(), words.get(_commitment(each), ""), _title(each), each.event) for each in entries]


def _entries(pot: Pot) -> QuerySet[Entry]:
    read = pot.entries.select_related("corrects", "promise__decision__proposal", "payment").order_by("number")
    return read.prefetch_related("postings__from_account", "postings__to_account")


def _commitment(entry: Entry) -> str:
    return entry.payment.words if entry.kind == ledger.Kind.PAYMENT else entry.words


def _title(entry: Entry) -> str:
    return entry.promise.decision.proposal.title if entry.promise else ""
