"""What the bank says beside the books: seen line by line by those who keep the pot, and as sums by anyone."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from commonweal.assemblies.views.acting import act
from commonweal.basics.problems import Problem, Refused
from commonweal.funds import queries
from commonweal.funds.actions.banking import bring_in_statement, explain_line, take_out_statement
from commonweal.funds.forms import StatementForm
from commonweal.funds.ledger import Kind
from commonweal.funds.statements import Statement
from commonweal.funds.views.acting import Seen, refused, seen
from commonweal.people.permissions import signed_in

SHOWN: Final = 20  # problems of a file
ENTRY_NUMBER: Final = re.compile(r"[0-9]{1,9}")


@login_required
def bank(request: HttpRequest, slug: str) -> HttpResponse:
    """The bank's lines and the books side by side, for the pot's keepers; a steward brings a statement in."""
    at = seen(request, slug)
    if not at.roles or (request.method == "POST" and not at.steward):
        raise refused(request, at)
    form = StatementForm(request.POST or None, request.FILES or None) if at.steward else None
    problems: Sequence[Problem] = ()
    if form is not None and form.is_valid():
        read = _read(form)
        problems = read.problems if read else ()
        if read and _bring_in(request, at, read) and not problems:
            return redirect("bank", slug)
    context = {
        "at": at,
        "form": form,
        "problems": problems[:SHOWN],
        "more": max(len(problems) - SHOWN, 0),
        "beside": queries.beside(at.pot, queries.lines(at.pot)),
        "statements": at.pot.statements.all(),
    }
    return render(request, "funds/bank.html", context)


@login_required
def explain(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """A steward says which entries are one line of the bank together."""
    at = seen(request, slug)
    if not at.steward:
        raise refused(request, at)
    line = get_object_or_404(at.pot.bank_lines, pk=key)
    beside = queries.beside(at.pot, queries.lines(at.pot))
    chosen = {int(each) for each in request.POST.getlist("entry") if ENTRY_NUMBER.fullmatch(each)}
    if request.method == "POST":
        by, now = signed_in(request), timezone.now()
        done = _("The line is explained.")
        verb = partial(explain_line, line=line, entries=chosen, by=by, now=now)
        if act(request, verb, done, at.pot.body):
            return redirect("bank", slug)
    alone = [*beside.earlier, *beside.only_books] if beside else []
    way = Kind.INCOME if line.pence > 0 else Kind.PAYMENT
    offered = [(each, each.entry.number in chosen) for each in alone if each.entry.kind == way]
    return render(request, "funds/explain.html", {"at": at, "line": line, "offered": offered})


@require_POST
@login_required
def take_out(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """A steward takes a statement out again."""
    at = seen(request, slug)
    statement = get_object_or_404(at.pot.statements, public_id=public_id)
    by, now = signed_in(request), timezone.now()
    done = _("The statement is taken out with its lines.")
    act(request, lambda: take_out_statement(statement=statement, by=by, now=now), done, at.pot.body)
    return redirect("bank" if at.roles else "pot", slug)


def _read(form: StatementForm) -> Statement | None:
    try:
        return form.read()
    except Refused as refusal:
        form.add_error("file", refusal.plain)
        return None


def _bring_in(request: HttpRequest, at: Seen, read: Statement) -> bool:
    by, now = signed_in(request), timezone.now()
    before = at.pot.bank_lines.count()
    if not act(request, lambda: bring_in_statement(pot=at.pot, read=read, by=by, now=now), body=at.pot.body):
        return False
    new = at.pot.bank_lines.count() - before
    said = ngettext("%(new)s new line of %(lines)s.", "%(new)s new lines of %(lines)s.", new)
    messages.success(request, said % {"new": new, "lines": len(read.lines)})
    return True
