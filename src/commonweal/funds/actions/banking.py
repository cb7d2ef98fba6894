"""Bank statements brought in beside the books of a pot. They move no money: the books say what was entered."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from commonweal.assemblies.authority import sent_before
from commonweal.basics.problems import Refused
from commonweal.funds import reconciling, statements
from commonweal.funds.actions.posting import ROOM, about, keeping, locked
from commonweal.funds.models import BankLine, Explanation, Keeper, Pot, Statement
from commonweal.people.models import User
from commonweal.record.actions import append


@transaction.atomic
def bring_in_statement(*, pot: Pot, read: statements.Statement, by: User, now: datetime) -> Statement:
    """A steward brings in what the bank says. A line that was brought in before is the same line, and not kept twice.

    The event tells how many lines were new and what they come to, and no word of them. Raises Refused where none is.
    """
    pot = locked(pot)
    keeping(pot, by, Keeper.Role.STEWARD)
    known = set(pot.bank_lines.values_list("day", "pence", "words", "nth"))
    new = [each for each in read.lines if (each.day, each.pence, each.words, each.nth) not in known]
    if not new:
        raise sent_before("Every line of this statement was brought in before.")
    statement = Statement.objects.create(pot=pot, brought_in_at=now)
    BankLine.objects.bulk_create(
        BankLine(
            pot=pot,
            statement=statement,
            day=each.day,
            pence=each.pence,
            words=each.words,
            nth=each.nth,
            balance=each.balance,
        )
        for each in new
    )
    told = {
        "statement": str(statement.public_id),
        "lines": len(new),
        "came_in": sum(each.pence for each in new if each.pence > 0),
        "went_out": -sum(each.pence for each in new if each.pence < 0),
        "from": min(each.day for each in new).isoformat(),
        "to": max(each.day for each in new).isoformat(),
    }
    append(ROOM, "statement-brought-in", {**about(pot), **told}, by=by, now=now)
    return statement


@transaction.atomic
def explain_line(*, line: BankLine, entries: Collection[int], by: User, now: datetime) -> BankLine:
    """A steward says which entries, by their numbers, are one line of the bank together. It moves nothing.

    Said anew, it takes the place of what was said of the line before. Raises Refused where they do not come to the
    line, and for an entry that explains another line.
    """
    pot = locked(line.pot)
    keeping(pot, by, Keeper.Role.STEWARD)
    line = pot.bank_lines.get(pk=line.pk)
    books = pot.entries.select_related("corrects").prefetch_related("postings__from_account", "postings__to_account")
    found = {each.number: each for each in reconciling.of_books(each.told() for each in books)}
    named = sorted(set(entries) & found.keys())
    reconciling.check_together(reconciling.Move(line.pk, line.day, line.pence), [found[number] for number in named])
    if Explanation.objects.filter(entry__pot=pot, entry__number__in=named).exclude(line=line).exists():
        raise Refused("One of these entries explains another line already.")
    line.explanations.all().delete()
    Explanation.objects.bulk_create(
        Explanation(line=line, entry=entry) for entry in pot.entries.filter(number__in=named)
    )
    append(ROOM, "bank-line-explained", {**about(pot), "entries": named, "pence": line.pence}, by=by, now=now)
    return line


@transaction.atomic
def take_out_statement(*, statement: Statement, by: User, now: datetime) -> None:
    """A steward takes out a statement that was brought in by mistake, such as another account's, with its lines."""
    pot = locked(statement.pot)
    keeping(pot, by, Keeper.Role.STEWARD)
    if not Statement.objects.filter(pk=statement.pk).exists():
        raise sent_before("This statement is taken out already.")
    told = {"statement": str(statement.public_id), "lines": statement.lines.count()}
    statement.delete()
    append(ROOM, "statement-taken-out", {**about(pot), **told}, by=by, now=now)
