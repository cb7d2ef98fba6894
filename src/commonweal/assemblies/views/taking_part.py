"""What people need at a meeting, what is offered, and pay for taking part."""

import csv

from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.assemblies.actions import claims, needs
from commonweal.assemblies.models import Attendance, Claim, Meeting, Need, Offer
from commonweal.assemblies.pay import CLAIMED_WITHIN, pay
from commonweal.assemblies.views.acting import Seen, act, denied, seen
from commonweal.assemblies.views.held import meeting_of
from commonweal.assemblies.views.meeting_forms import NeedForm, OfferForm
from commonweal.basics.problems import Refused
from commonweal.people.permissions import signed_in

COLUMNS = ("claim", "meeting", "day", "legal name", "minutes", "pence an hour", "rate since", "pence")


@login_required
def need(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A member tells the convenors what they need at a meeting."""
    at = seen(request, slug)
    held = meeting_of(at, number)
    if not at.belongs:
        raise denied(request)
    mine = Need.objects.filter(meeting=held, member=at.member).first()
    form = NeedForm(request.POST or None, initial={"text": mine.text, "children": mine.children} if mine else None)
    by, now = signed_in(request), timezone.now()
    if request.POST.get("take_back") == "yes":
        act(request, lambda: needs.take_back_need(meeting=held, by=by, now=now), _("It is erased."))
        return redirect("need", slug, number)
    if form.is_valid():
        done = _("The convenors know. Nobody else sees it, and it is erased a week after the meeting.")
        if act(request, lambda: needs.tell_need(meeting=held, **form.cleaned_data, by=by, now=now), done):
            return redirect("need", slug, number)
    context = {
        "at": at,
        "meeting": held,
        "form": form,
        "mine": mine,
        "offer": Offer.objects.filter(meeting=held).first(),
    }
    return render(request, "assemblies/need.html", context)


@login_required
def offer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A convenor sees what people need, and says what the meeting offers."""
    at = seen(request, slug)
    held = meeting_of(at, number)
    if not at.convenes:
        raise denied(request)
    there = Offer.objects.filter(meeting=held).first()
    told = {"places": there.places, "interpreters": there.interpreters} if there else None
    form = OfferForm(request.POST or None, initial=told)
    if form.is_valid():
        by, now = signed_in(request), timezone.now()
        done = _("It stands on the meeting’s page.")
        if act(request, lambda: needs.offer_help(meeting=held, **form.cleaned_data, by=by, now=now), done):
            return redirect("offer", slug, number)
    asked = held.needs.aggregate(children=Sum("children"))["children"] or 0
    people = held.needs.select_related("member").order_by("told_at")
    context = {"at": at, "meeting": held, "form": form, "needs": people, "asked": asked, "offer": there}
    return render(request, "assemblies/needs.html", context)


@login_required
def pay_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Claim pay for a meeting, or say that one wants none."""
    at = seen(request, slug)
    held = meeting_of(at, number)
    if not at.belongs:
        raise denied(request)
    by, now = signed_in(request), timezone.now()
    verbs = {"claim": claims.claim_pay, "decline": claims.decline_pay, "take back": claims.take_back_claim}
    if request.method == "POST" and (verb := verbs.get(request.POST.get("answer", ""))):
        act(request, lambda: verb(meeting=held, by=by, now=now), _("Noted."))
        return redirect("pay", slug, number)
    context = {
        "at": at,
        "meeting": held,
        "claim": Claim.objects.filter(meeting=held, member=at.member).first(),
        "due": _due(at, held),
        "days": CLAIMED_WITHIN.days,
        "waiting": _waiting(held) if at.convenes else None,
    }
    return render(request, "assemblies/pay.html", context)


@require_POST
@login_required
def hand_over(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The claims of a meeting as a list with names, for the accountable body alone."""
    at = seen(request, slug)
    held = meeting_of(at, number)
    by, now = signed_in(request), timezone.now()
    listed: list[Claim] = []
    if not act(request, lambda: listed.extend(claims.hand_over(meeting=held, by=by, now=now))):
        return redirect("pay", slug, number)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-claims-{number}.csv"'
    response["Cache-Control"] = "no-store"
    rows = csv.writer(response)
    rows.writerow(COLUMNS)
    for claim in listed:
        day = timezone.localtime(held.begins_at).date()
        name = _plain(claim.member.legal_name)
        told = (claim.public_id, number, day, name, claim.minutes, claim.rate, claim.rate_from, claim.pence)
        rows.writerow(told)
    return response


def _plain(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name


def _due(at: Seen, held: Meeting) -> object:
    """What the member may claim; None for who was not there, and before the meeting is closed."""
    stay = Attendance.objects.filter(meeting=held, member=at.member).first()
    if stay is None or held.closed_at is None or timezone.now() > held.closed_at + CLAIMED_WITHIN:
        return None
    try:
        return pay(stay.came_at, stay.left_at or held.closed_at)
    except Refused:
        return None


def _waiting(held: Meeting) -> dict[str, int]:
    new = held.claims.filter(state=Claim.State.CLAIMED, handed_over_at__isnull=True)
    return {"claims": new.count(), "pence": new.aggregate(pence=Sum("pence"))["pence"] or 0}
