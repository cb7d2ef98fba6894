"""What a steward enters: income, promises, what is released, closed periods. And how an approver corrects an entry."""

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonweal.basics.money import exact
from commonweal.funds import ledger, queries
from commonweal.funds.actions import moving
from commonweal.funds.actions.moving import Income, Wanted
from commonweal.funds.forms import CloseForm, CorrectForm, IncomeForm, PromiseForm, ReleaseForm
from commonweal.funds.ledger import Account, Kind
from commonweal.funds.models import Promise
from commonweal.funds.views.acting import Seen, Task, Told, checked, refused, seen
from commonweal.funds.views.reading import SHOWN
from commonweal.people.permissions import signed_in

LONG: Final = "j F Y"  # a day in words


@login_required
def income(request: HttpRequest, slug: str) -> HttpResponse:
    """A steward enters money that came in."""
    at = stewarding(request, slug)
    form = IncomeForm(request.POST or None)

    def told() -> Told:
        said = form.cleaned_data
        after = _after(at, Kind.INCOME, said["pence"])
        return [
            (_("Came in"), exact(said["pence"])),
            (_("On"), date_format(said["day"], LONG)),
            (_("From"), said["words"]),
            (_("Free in the pot then"), exact(after[Account.FREE])),
        ]

    task = Task(
        heading=_("Enter income"),
        lead=_("Money that came into the bank account. It needs no decision."),
        button=_("Enter it"),
        done=_("The income is entered."),
        told=told,
        verb=lambda: moving.receive_income(pot=at.pot, income=Income(**form.cleaned_data), **_acting(request)),
        to=at.pot.get_absolute_url(),
    )
    return checked(request, at, form, task)


@login_required
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Under which decisions money can be promised, and what the others wait for."""
    at = stewarding(request, slug)
    found = sorted(queries.usable(at.pot, now=timezone.now()), key=lambda each: bool(each.hindered or not each.left))
    free = queries.held(at.pot)[Account.FREE]
    return render(request, "funds/choose.html", {"at": at, "found": found, "free": free})


@login_required
def promise(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A steward sets money apart under a decision."""
    at = stewarding(request, slug)
    under = queries.under(at.pot, number, now=timezone.now())
    if under is None:
        raise Http404
    if under.hindered or not under.left:
        return redirect("choose-decision", slug)
    decision = under.decision
    form = PromiseForm(request.POST or None, initial=_offered(under))

    def wanted() -> Wanted:
        return Wanted(decision, form.cleaned_data["pence"], form.cleaned_data["purpose"], form.to())

    task = Task(
        heading=_("Promise money"),
        lead=_("“%(title)s” allows %(allowed)s. %(used)s of it is promised already.")
        % {"title": decision.proposal.title, "allowed": exact(under.allowed), "used": exact(under.used)},
        button=_("Promise it"),
        done=_("The money is promised. Ask for a payment once it is due."),
        told=lambda: _of_promise(at, wanted()),
        verb=lambda: moving.promise_money(pot=at.pot, wanted=wanted(), **_acting(request)),
        to=at.pot.get_absolute_url(),
    )
    return checked(request, at, form, task)


@login_required
def release(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A steward gives what is left of a promise back to the pot."""
    at = stewarding(request, slug)
    held = promised(at, number)
    spare = held.left - moving.waiting(held)
    form = ReleaseForm(request.POST or None, initial={"pence": f"{spare / 100:.2f}" if spare else ""})

    def told() -> Told:
        pence = form.cleaned_data["pence"]
        after = _after(at, Kind.RELEASE, pence)
        return [
            (_("Goes back to the pot"), exact(pence)),
            (_("Of the promise"), held.what_for),
            (_("Free in the pot then"), exact(after[Account.FREE])),
        ]

    task = Task(
        heading=_("Give back what is left"),
        lead=_("%(left)s of this promise can go back to the pot. It can be promised anew, under a decision.")
        % {"left": exact(spare)},
        button=_("Give it back"),
        done=_("The money is free again."),
        told=told,
        verb=lambda: moving.release_promise(promise=held, pence=form.cleaned_data["pence"], **_acting(request)),
        to=held.get_absolute_url(),
    )
    return checked(request, at, form, task)


@login_required
def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An approver takes an entry of the books back as a whole, and says why."""
    at = seen(request, slug)
    if not at.approver:
        raise refused(request, at)
    entry = get_object_or_404(at.pot.entries.prefetch_related("postings__from_account"), number=number)
    form = CorrectForm(request.POST or None)
    pence = entry.told().pence

    def told() -> Told:
        return [
            (_("Taken back"), f"{exact(pence)}, {SHOWN[Kind(entry.kind)]}"),
            (_("Because"), form.cleaned_data["words"]),
        ]

    task = Task(
        heading=_("Correct an entry"),
        lead=_(
            "Entry %(number)s of %(pence)s is taken back as a whole. It stays in the books, and so does your reason."
        )
        % {"number": number, "pence": exact(pence)},
        button=_("Take it back"),
        done=_("The entry is taken back. If it was right but for a part, have it entered anew."),
        told=told,
        verb=lambda: moving.correct_entry(entry=entry, words=form.cleaned_data["words"], **_acting(request)),
        to=at.pot.get_absolute_url(),
    )
    return checked(request, at, form, task)


@login_required
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """A steward closes the books up to a day."""
    at = stewarding(request, slug)
    form = CloseForm(request.POST or None)
    task = Task(
        heading=_("Close a period"),
        lead=_("No entry counts for a closed day any more. Do it once the bank’s statement and the books agree."),
        button=_("Close it"),
        done=_("The period is closed."),
        told=lambda: [(_("Closed up to"), date_format(form.cleaned_data["through"], LONG))],
        verb=lambda: moving.close_period(pot=at.pot, through=form.cleaned_data["through"], **_acting(request)),
        to=at.pot.get_absolute_url(),
    )
    return checked(request, at, form, task)


def stewarding(request: HttpRequest, slug: str) -> Seen:
    """The pot, where a steward looks. Refuses anyone else."""
    at = seen(request, slug)
    if not at.steward:
        raise refused(request, at)
    return at


def promised(at: Seen, number: int) -> Promise:
    """A promise of the pot. Raises Http404 where there is none of that number."""
    return get_object_or_404(at.pot.promises.select_related("pot", "decision__proposal"), number=number)


def _acting(request: HttpRequest) -> dict[str, Any]:
    return {"by": signed_in(request), "now": timezone.now()}


def _after(at: Seen, kind: Kind, pence: int) -> ledger.Balances:
    """What the pot would hold. Raises Refused where it would not be enough."""
    return ledger.after(queries.held(at.pot), [ledger.Posting(*ledger.WAYS[kind], pence)])


def _of_promise(at: Seen, wanted: Wanted) -> Told:
    to = f"{wanted.recipient.name} {wanted.recipient.number}".strip() if wanted.recipient else _("not said yet")
    return [
        (_("Promise"), exact(wanted.pence)),
        (_("Under"), wanted.decision.proposal.title),
        (_("For"), wanted.purpose),
        (_("To"), to),
        (_("Free in the pot then"), exact(_after(at, Kind.PROMISE, wanted.pence)[Account.FREE])),
    ]


def _offered(under: queries.Usable) -> dict[str, str]:
    """What a promise says where nobody says otherwise."""
    terms = under.decision.proposal.terms
    return {"pence": f"{under.left / 100:.2f}", "purpose": terms.purpose or under.decision.proposal.title}
