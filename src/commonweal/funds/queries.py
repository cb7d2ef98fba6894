"""What pages and other rooms ask about pots."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from commonweal.assemblies.decisions import Act
from commonweal.assemblies.models import Body, Claim, Decision, Meeting, Member
from commonweal.assemblies.queries import standing
from commonweal.basics.problems import Refused
from commonweal.funds import authority, ledger, reconciling
from commonweal.funds.exports import Line
from commonweal.funds.models import (
    Account,
    Approval,
    BankLine,
    Contribution,
    Entry,
    Explanation,
    Keeper,
    Payment,
    Pot,
    Promise,
)
from commonweal.record.models import CommittedText


@dataclass(frozen=True, slots=True)
class Under:
    """What became of the money of a pot under one decision, in pence."""

    decision: Decision
    allowed: int
    promised: int  # in all, without what was released
    paid: int
    left: int  # promised and not paid yet


@dataclass(frozen=True, slots=True)
class Usable:
    """A decision of a pot's body that names an amount: what of it is used, in all pots together, and why no money can
    be promised under it now, or ""."""

    decision: Decision
    allowed: int
    used: int
    hindered: str

    @property
    def left(self) -> int:
        """The pence that it still allows."""
        return max(self.allowed - self.used, 0)


def pots(*, sample: bool) -> QuerySet[Pot]:
    """Every pot, by name."""
    return Pot.objects.filter(sample=sample).select_related("body").order_by("name")


@dataclass(frozen=True, slots=True)
class Together:
    """All pots together: how many, and the pence that are free in them and that they paid."""

    number: int
    free: int
    paid: int


def together(*, sample: bool) -> Together | None:
    """What the home page tells of pots; None while there is none."""
    sums = dict(Account.objects.filter(pot__sample=sample).values_list("name").annotate(pence=Sum("balance")))
    number = Pot.objects.filter(sample=sample).count()
    return Together(number, sums[ledger.Account.FREE], sums[ledger.Account.PAID]) if number else None


def of_body(body: Body) -> QuerySet[Pot]:
    """The pots that a body governs, by name."""
    return body.pots.prefetch_related("accounts").order_by("name")


def roles(pot: Pot, member: Member | None) -> frozenset[str]:
    """What a member keeps of a pot today: steward, approver, both or nothing."""
    if member is None or member.state != Member.State.ADMITTED:
        return frozenset()
    return frozenset(pot.keepers.filter(member=member, until__isnull=True).values_list("role", flat=True))


def keepers(pot: Pot) -> dict[str, int]:
    """How many stewards and approvers a pot has today, by role."""
    found = pot.keepers.filter(until__isnull=True, member__state=Member.State.ADMITTED)
    counted = dict(found.values_list("role").annotate(many=Count("pk")))
    return {str(role): counted.get(role, 0) for role in Keeper.Role}


def waiting(pot: Pot) -> QuerySet[Payment]:
    """The payments that wait for approval, the oldest first, each with `approved`: how many said yes."""
    asked = pot.payments.filter(state=Payment.State.WAITING).annotate(approved=Count("approvals"))
    return asked.select_related("pot", "promise__decision__proposal").order_by("number")


def approved_by(payment: Payment, member: Member | None) -> bool:
    """Whether a member said yes to a payment."""
    return member is not None and Approval.objects.filter(payment=payment, member=member).exists()


def usable(pot: Pot, *, now: datetime) -> list[Usable]:
    """Each carried decision of a pot's body that names an amount, the newest first, with what hinders it."""
    found = list(_naming_an_amount(pot).order_by("-number"))
    spent = _used(found)
    return [_usable(pot, each, spent.get(each.pk, 0), now) for each in found]


def under(pot: Pot, number: int, *, now: datetime) -> Usable | None:
    """One such decision, by its number."""
    decision = _naming_an_amount(pot).filter(number=number).first()
    return _usable(pot, decision, used(decision), now) if decision else None


def used(decision: Decision) -> int:
    """The pence that are promised or paid under a decision, in all pots together."""
    return _used([decision]).get(decision.pk, 0)


def words(commitment: str) -> str:
    """What was said about money, or "" where it was erased."""
    return CommittedText.objects.filter(commitment=commitment).values_list("text", flat=True).first() or ""


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


def grants(pot: Pot) -> QuerySet[Promise]:
    """The promises of a pot that an organisation is to have."""
    named = pot.promises.exclude(recipient="").select_related("pot", "decision__proposal", "decision__body")
    return named.order_by("number")


@dataclass(frozen=True, slots=True)
class Beside:
    """What the bank says beside the books of a pot.

    `until`: the last day of the statements, and `bank`: the balance that the bank gives for it, where it gives one.
    `agreed`: lines that are entries. `only_bank` and `only_books` stand on one side alone.
    `earlier`: entries from before the first statement, which no line explains and none has to.
    """

    until: date
    bank: int | None
    books: int
    agreed: int
    only_bank: list[BankLine]
    only_books: list[Line]
    earlier: list[Line]

    @property
    def unexplained(self) -> int:
        """How many lines stand on one side alone."""
        return len(self.only_bank) + len(self.only_books)

    @property
    def bank_alone(self) -> int:
        """What the bank's own lines come to, in pence: what went out is below nought."""
        return sum(each.pence for each in self.only_bank)

    @property
    def books_alone(self) -> int:
        """What the books' own entries come to, in pence: what was paid is below nought."""
        return sum(reconciling.SIGNS[each.entry.kind] * each.entry.pence for each in self.only_books)


def beside(pot: Pot, books: Iterable[Line]) -> Beside | None:
    """The bank's lines and the `books` of a pot up to the statements' last day; None while no statement is there."""
    at_bank = {line.pk: line for line in pot.bank_lines.order_by("day", "pk")}
    if not at_bank:
        return None
    last = max(at_bank.values(), key=lambda each: (each.day, each.pk))
    first = min(each.day for each in at_bank.values())
    known = {line.entry.number: line for line in books}
    entered = [move for move in reconciling.of_books(line.entry for line in known.values()) if move.day <= last.day]
    told = [reconciling.Move(line.pk, line.day, line.pence) for line in at_bank.values()]
    named: dict[int, set[int]] = {}
    for each in Explanation.objects.filter(line__pot=pot).select_related("entry"):
        named.setdefault(each.line_id, set()).add(each.entry.number)
    said = reconciling.said_together(told, entered, named)
    explained = set[int]().union(*said.values())
    agreement = reconciling.reconcile(
        [move for move in told if move.number not in said], [move for move in entered if move.number not in explained]
    )
    alone = [known[number] for number in agreement.only_books]
    return Beside(
        until=last.day,
        bank=last.balance,
        books=sum(move.pence for move in entered),
        agreed=len(agreement.pairs) + len(said),
        only_bank=[at_bank[number] for number in agreement.only_bank],
        only_books=[line for line in alone if line.entry.day >= first],
        earlier=[line for line in alone if line.entry.day < first],
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """Claims for taking part in a meeting that were handed over and that no payment asks to settle yet."""

    meeting: Meeting
    claims: int
    pence: int


def owed(body: Body) -> list[Owed]:
    """What the members of a body claimed that no payment asks to settle yet, by meeting."""
    found = Claim.objects.filter(meeting__body=body, handed_over_at__isnull=False, settlement__isnull=True)
    sums = found.values("meeting").annotate(many=Count("pk"), pence=Sum("pence")).order_by("meeting")
    meetings = Meeting.objects.select_related("body").in_bulk([each["meeting"] for each in sums])
    return [Owed(meetings[each["meeting"]], each["many"], each["pence"]) for each in sums]


def published(*, sample: bool, council: str = "") -> QuerySet[Contribution]:
    """What councils publish of developers' contributions, of one of them or of all."""
    found = Contribution.objects.filter(sample=sample)
    return found.filter(council__iexact=council) if council else found


def lines(pot: Pot) -> list[Line]:
    """The books of a pot in order, with the words that were not erased."""
    return _lines(_entries(pot))


def line(pot: Pot, number: int) -> Line | None:
    """One entry of the books of a pot; None where there is none of that number."""
    return next(iter(_lines(_entries(pot).filter(number=number))), None)


def _lines(found: QuerySet[Entry]) -> list[Line]:
    entries = list(found)
    commitments = {_commitment(each) for each in entries}
    words = dict(CommittedText.objects.filter(commitment__in=commitments).values_list("commitment", "text"))
    return [Line(each.told(), words.get(_commitment(each), ""), _title(each), each.event) for each in entries]


def _naming_an_amount(pot: Pot) -> QuerySet[Decision]:
    carried = pot.body.decisions.filter(carried=True, proposal__terms__pence__isnull=False)
    read = carried.select_related("proposal__terms", "body", "superseded_by__proposal__terms")
    return read.prefetch_related("answers")


def _used(decisions: Iterable[Decision]) -> dict[int, int]:
    sums = Promise.objects.filter(decision__in=decisions).values("decision")
    told = sums.annotate(all=Sum("pence"), back=Sum("released"))
    return {each["decision"]: each["all"] - each["back"] for each in told}


def _usable(pot: Pot, decision: Decision, spent: int, now: datetime) -> Usable:
    allowed = decision.proposal.terms.pence or 0
    act = Act(now, timezone.localdate(now), 1, decision.proposal.terms.purpose)
    try:
        authority.check_promise(standing(decision), act, spent, pot.rules())
    except Refused as refusal:
        return Usable(decision, allowed, spent, refusal.plain if spent < allowed else "")
    return Usable(decision, allowed, spent, "")


def _entries(pot: Pot) -> QuerySet[Entry]:
    read = pot.entries.select_related("corrects", "promise__decision__proposal", "payment").order_by("number")
    return read.prefetch_related("postings__from_account", "postings__to_account")


def _commitment(entry: Entry) -> str:
    return entry.payment.words if entry.kind == ledger.Kind.PAYMENT else entry.words


def _title(entry: Entry) -> str:
    return entry.promise.decision.proposal.title if entry.promise else ""
