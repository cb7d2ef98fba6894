"""Founding an assembly, joining one, leaving it, and seeing each other's proof."""

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.assemblies import queries
from commonweal.assemblies.actions import founding
from commonweal.assemblies.actions.imported_rolls import on_a_roll
from commonweal.assemblies.forms import ApplicantForm, OrdersForm, ProofForm
from commonweal.assemblies.membership import BY_ITS_RULE, SEEN
from commonweal.assemblies.models import Body, Likeness
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.assemblies.views.acting import act, denied, in_sample, may_admit, seen
from commonweal.assemblies.views.bodies import ward_called
from commonweal.assemblies.views.members_forms import OutsiderForm
from commonweal.people.permissions import signed_in
from commonweal.places import queries as places

ROWS: Final = 50


@login_required
def found(request: HttpRequest, code: str) -> HttpResponse:
    """Begin to found the assembly of a ward: who you are, and the rules you offer."""
    ward = ward_called(code)
    if body := queries.of_ward(code, sample=in_sample()):
        return redirect(body)
    applicant, orders = ApplicantForm(request.POST or None), OrdersForm(request.POST or None, initial=_defaults())
    if request.method == "POST" and applicant.is_valid() & orders.is_valid():
        place = founding.Ward(ward["code"], ward["name"], ward["district"], in_sample())
        done = _("You have begun an assembly. Now bring your neighbours: send them the address of this page.")

        def begin() -> None:
            founding.begin_assembly(
                ward=place,
                orders=orders.orders(),
                founder=applicant.applicant(),
                by=signed_in(request),
                now=timezone.now(),
            )

        if act(request, begin, done):
            return redirect("ward-assembly", code)
    return render(request, "assemblies/found.html", {"ward": ward, "form": applicant, "orders": orders})


@login_required
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Become a founder of an assembly that gathers, or ask to be a member of one that stands."""
    at = seen(request, slug)
    if at.member is not None:
        return redirect(at.body)
    form = (ApplicantForm if at.body.ward_code else OutsiderForm)(request.POST or None)
    if form.is_valid():
        asked: dict[str, Any] = {"body": at.body, "by": signed_in(request), "now": timezone.now()}
        if at.body.state == Body.State.GATHERING:
            verb, done = (
                founding.join_founders,
                _("You are one of the founders. Read the rules below and agree to them."),
            )
            joined = act(request, lambda: verb(founder=form.applicant(), **asked), done)
        else:
            done = _(
                "You have asked to join. Show a convenor a letter with your name and address, and you are a member."
            )
            joined = act(request, lambda: founding.ask_to_join(applicant=form.applicant(), **asked), done)
        if joined:
            return redirect(at.body)
    return render(request, "assemblies/join.html", {"at": at, "form": form})


@require_POST
@login_required
def agree(request: HttpRequest, slug: str) -> HttpResponse:
    """A founder agrees to the standing orders."""
    at = seen(request, slug)
    done = _("You have agreed to the standing orders.")
    act(request, lambda: founding.agree_to_orders(body=at.body, by=signed_in(request), now=timezone.now()), done)
    return redirect(at.body)


@require_POST
@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave the assembly, or its founders."""
    at = seen(request, slug)
    if (member := at.member) is not None:
        done = _("You have left. What was decided stands, and you may come back.")
        act(request, lambda: founding.leave(member=member, by=signed_in(request), now=timezone.now()), done)
    return redirect(at.body)


@login_required
def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    """Those whose proof of residence somebody must see: all founders to each other, the rest to a convenor."""
    at = seen(request, slug)
    if not may_admit(at):
        raise denied(request)
    people = Paginator(queries.waiting(at.body).exclude(user=signed_in(request)), ROWS).get_page(
        request.GET.get("page")
    )
    elsewhere = _elsewhere(at.body, {each.postcode for each in people})
    alike = set(Likeness.objects.filter(later__in=list(people), answer="open").values_list("later", flat=True))
    rows = [
        {"member": each, "alike": each.pk in alike, "roll": on_a_roll(each), "elsewhere": elsewhere.get(each.postcode)}
        for each in people
    ]
    evidence = [SEEN] if at.body.ward_code else [BY_ITS_RULE]
    return render(request, "assemblies/waiting.html", {"at": at, "people": people, "rows": rows, "evidence": evidence})


@require_POST
@login_required
def proof(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Say that you saw somebody's proof."""
    at = seen(request, slug)
    member = get_object_or_404(at.body.members, public_id=public_id)
    form = ProofForm(request.POST)
    evidence = form.cleaned_data["evidence"] if form.is_valid() else ""
    by, now = signed_in(request), timezone.now()
    done = _("Noted: you saw the proof.")
    act(request, lambda: founding.see_proof(member=member, evidence=evidence, by=by, now=now), done)
    return redirect("waiting", slug)


@require_POST
@login_required
def decline(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Decline to admit somebody who showed no proof."""
    at = seen(request, slug)
    member = get_object_or_404(at.body.members, public_id=public_id)
    by, now = signed_in(request), timezone.now()
    act(request, lambda: founding.decline(member=member, by=by, now=now), _("Declined. They can ask again."))
    return redirect("waiting", slug)


def _elsewhere(body: Body, postcodes: set[str]) -> dict[str, str]:
    """Of some postcodes those that do not lie in a body's ward, with the name of theirs: "" outside the region.

    Nobody is turned away by it: a postcode is placed by one point of it, and can reach into two wards.
    """
    region = places.in_view()
    if region is None or not body.ward_code or places.pack_of(region).postcodes.is_empty():
        return {}
    found = places.wards_of(region, postcodes)
    strange = {each: found.get(each) for each in postcodes if found.get(each) != body.ward_code}
    return {each: ward_called(code)["name"] if code else "" for each, code in strange.items()}


def _defaults() -> dict[str, Any]:
    orders = StandingOrders()
    return {name: getattr(orders, name) for name in OrdersForm.base_fields}
