"""Corrections of suppliers' pages: sent in by anyone, read and answered by those with the role."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.basics.problems import Refused
from commonweal.organisations.private_persons import names_a_person
from commonweal.people.models import User
from commonweal.people.permissions import signed_in
from commonweal.spend import account, queries
from commonweal.spend.actions.corrections import About, answer_correction, erase_contact, send_correction
from commonweal.spend.forms import AnswerForm, CorrectionForm
from commonweal.spend.models import Correction
from commonweal.spend.permissions import REVIEW
from commonweal.spend.selection import Selection
from commonweal.spend.views.paging import page_number

ROWS = 30


def send(request: HttpRequest) -> HttpResponse:
    """Say what is wrong on a supplier's page, or reply to it. Nobody needs to sign in."""
    about = _about(request.GET.get("supplier", ""))
    form = CorrectionForm(request.POST or None, initial={"kind": Correction.Kind.CORRECTION})
    if not form.is_valid():
        return render(request, "spend/supplier_correct.html", {"about": about, "form": form})
    by = request.user if isinstance(request.user, User) else None
    try:
        send_correction(about=about, words=form.words(), by=by, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.plain)
        return render(request, "spend/supplier_correct.html", {"about": about, "form": form})
    messages.success(request, _("Thank you. A person reads it; the answer will stand on this page with its date."))
    return redirect("supplier", about.supplier_key)


@login_required
@permission_required(REVIEW, raise_exception=True)
def listing(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, and what was answered."""
    sample = queries.sample_in_view()
    context = {
        "waiting": queries.corrections(sample=sample),
        "answered": Paginator(queries.corrections_answered(sample=sample), ROWS).get_page(page_number(request)),
    }
    return render(request, "spend/supplier_corrections.html", context)


@login_required
@permission_required(REVIEW, raise_exception=True)
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Read one and answer it for all to see."""
    correction = _in_view(public_id)
    form = AnswerForm(request.POST or None)
    context = {"correction": correction, "form": form, "about_a_person": _names_a_person(correction)}
    if not form.is_valid():
        return render(request, "spend/supplier_correction.html", context)
    try:
        answer_correction(correction=correction, answer=form.answer(), by=signed_in(request), now=timezone.now())
        messages.success(request, _("Answered. It stands on the supplier’s page from now on."))
    except Refused as refusal:
        messages.error(request, refusal.plain)
    return redirect("corrections")


@require_POST
@login_required
@permission_required(REVIEW, raise_exception=True)
def erase(request: HttpRequest, public_id: str) -> HttpResponse:
    """Erase the contact address that somebody left."""
    correction = erase_contact(correction=_in_view(public_id), by=signed_in(request), now=timezone.now())
    messages.success(request, _("The contact address is erased."))
    return redirect("correction", public_id=correction.public_id)


def _in_view(public_id: str) -> Correction:
    return get_object_or_404(Correction, public_id=public_id, sample=queries.sample_in_view())


def _about(key: str) -> About:
    """The supplier of that key. Raises Http404 where there is none that has a name."""
    sample = queries.sample_in_view()
    found = account.ask(queries.lake(sample=sample), "suppliers", Selection.of({"supplier": key})) if key else []
    if not found or found[0]["supplier_kind"] != "named":
        raise Http404
    return About(found[0]["supplier_key"], found[0]["supplier"], sample)


def _names_a_person(correction: Correction) -> bool:
    """Whether what was sent seems to name a private person: then it had better not be shown."""
    return any(names_a_person(text) for text in (correction.wrong, correction.right, correction.source))
