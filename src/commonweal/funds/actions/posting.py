"""Entering into the books of a pot: the one way in which money moves, and the part of every act that moves some."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db.models import F
from django.utils import timezone

from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.models import Member
from commonweal.basics.problems import Refused
from commonweal.funds import ledger
from commonweal.funds.ledger import Kind
from commonweal.funds.models import Account, Entry, Keeper, Posting, Pot, Promise
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text

ROOM: Final = "funds"
LONGEST_WORDS: Final = 500  # characters; our choice


@dataclass(frozen=True, slots=True)
class Making:
    """An entry to be made. `words` say what it is, never with a person's name; `told` is what else its event tells."""

    kind: Kind
    postings: Sequence[ledger.Posting]
    day: date
    words: str = ""
    promise: Promise | None = None
    corrects: Entry | None = None
    told: dict[str, Any] = field(default_factory=dict)


def moving(kind: Kind, pence: int) -> list[ledger.Posting]:
    """The posting of an entry of a kind. Raises Refused for an amount that is none."""
    return [ledger.Posting(*ledger.WAYS[kind], pence)]


def locked(pot: Pot) -> Pot:
    """The pot, held until the transaction ends, so that acts on it come one after another."""
    return Pot.objects.select_for_update(of=("self",)).select_related("body").get(pk=pot.pk)


def keeping(pot: Pot, by: User, role: Keeper.Role) -> Member:
    """The member who acts in a role of this pot. Raises Refused for anyone else."""
    found = Keeper.objects.filter(
        pot=pot, role=role, until__isnull=True, member__user=by, member__state=Member.State.ADMITTED
    )
    keeper = found.select_related("member").first()
    if keeper is None:
        who = "a steward" if role == Keeper.Role.STEWARD else "an approver"
        raise Overstepped(f"Only {who} of this pot can do that.")
    return keeper.member


def about(pot: Pot) -> dict[str, Any]:
    """How every event names the pot that it is about."""
    return {"pot": str(pot.public_id), "sample": pot.sample}


def said(words: str, wanted: str, longest: int = LONGEST_WORDS) -> str:
    """Words without the blanks around them. Raises Refused, asking for what is `wanted`, where there are none."""
    if not words.strip():
        raise Refused(f"Write {wanted}, without the name of a person.")
    if len(words.strip()) > longest:
        raise Refused(f"That is longer than {longest} letters. Write it more shortly.")
    return words.strip()


def enter(pot: Pot, making: Making, by: User, now: datetime) -> Entry:
    """Make an entry: move the money, append the event with all balances, keep the entry. The pot is `locked`.

    Raises Refused for a closed period, and where an account would fall below nought: then nothing is moved.
    """
    ledger.check_open(making.day, pot.closed_through, timezone.localdate(now))
    accounts = {ledger.Account(each.name): each for each in pot.accounts.select_for_update()}
    held = ledger.after({name: account.balance for name, account in accounts.items()}, making.postings)
    last = pot.entries.order_by("-number").values_list("number", flat=True).first() or 0
    words = commit_text(making.words) if making.words else ""
    body = _body(pot, making, held, last + 1) | ({"words": words} if words else {})
    event = append(ROOM, making.kind, body, by=by, now=now)
    entry = Entry.objects.create(
        pot=pot,
        number=last + 1,
        kind=making.kind,
        at=now,
        day=making.day,
        words=words,
        promise=making.promise,
        corrects=making.corrects,
        event=event.number,
    )
    for each in making.postings:
        _post(entry, accounts[each.from_account], accounts[each.to_account], each.pence)
    return entry


def _post(entry: Entry, from_account: Account, to_account: Account, pence: int) -> None:
    Posting.objects.create(entry=entry, from_account=from_account, to_account=to_account, pence=pence)
    Account.objects.filter(pk=from_account.pk).update(balance=F("balance") - pence)
    Account.objects.filter(pk=to_account.pk).update(balance=F("balance") + pence)


def _body(pot: Pot, making: Making, held: ledger.Balances, number: int) -> dict[str, Any]:
    """What the event tells: enough to work the balances out again from the event before it."""
    body: dict[str, Any] = {
        **about(pot),
        "entry": number,
        "day": making.day.isoformat(),
        "postings": [[str(each.from_account), str(each.to_account), each.pence] for each in making.postings],
        "balances": {str(name): pence for name, pence in held.items()},
        **making.told,
    }
    if making.promise:
        body |= {"promise": making.promise.number, "decision": str(making.promise.decision.public_id)}
    return body | ({"corrects": making.corrects.number} if making.corrects else {})
