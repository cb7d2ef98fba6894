"""What somebody can do about their own place: enter a code, move, change a name, be forgotten; and found a body."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.assemblies import membership, queries
from commonweal.assemblies.actions import members
from commonweal.assemblies.actions.bodies import begin_body
from commonweal.assemblies.actions.codes import use_code
from commonweal.assemblies.actions.forgetting import forget_person
from commonweal.assemblies.actions.monitoring import add_answers
from commonweal.assemblies.forms import OrdersForm
from commonweal.assemblies.models import Member
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.assemblies.views.acting import Seen, act, denied, in_sample, seen
from commonweal.assemblies.views.asked_again import ask, forgetting
from commonweal.assemblies.views.members_forms import (
    CharterForm,
    CodeForm,
    MonitoringForm,
    MovingForm,
    NameForm,
    OutsiderForm,
)
from commonweal.people.permissions import signed_in


@login_required
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """What the assembly knows of you, and what you can change."""
    at, member = _own(request, slug)
    form = NameForm(request.POST or None, initial={"shown_name": member.shown_name, "chosen": member.name_chosen})
    if form.is_valid():
        asked: dict[str, Any] = {"member": member, "by": signed_in(request), "now": timezone.now()}
        if act(request, lambda: members.change_name(**form.cleaned_data, **asked), _("Changed.")):
            return redirect("place", slug)
    child = membership.is_a_child(member.least_age)
    band = membership.BANDS[member.least_age]
    return render(
        request, "assemblies/place.html", {"at": at, "member": member, "form": form, "child": child, "band": band}
    )


@require_POST
@login_required
def older(request: HttpRequest, slug: str) -> HttpResponse:
    """Move up an age band."""
    _at, member = _own(request, slug)
    asked: dict[str, Any] = {"member": member, "by": signed_in(request), "now": timezone.now()}
    act(request, lambda: members.move_up(**asked), _("Changed. Happy birthday."))
    return redirect("place", slug)


@login_required
def code(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter the code of a letter."""
    at = seen(request, slug)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        asked: dict[str, Any] = {"written": form.cleaned_data["code"], "by": signed_in(request), "now": timezone.now()}
        if act(request, lambda: use_code(body=at.body, **asked), _("Thank you. You are a member.")):
            return redirect(at.body)
    return render(request, "assemblies/enter_code.html", {"at": at, "form": form})


@login_required
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Move from another ward's assembly to this one."""
    at = seen(request, slug)
    held = (
        Member.objects.filter(
            user=signed_in(request),
            of_a_ward=True,
            state__in=[Member.State.APPLIED, Member.State.ADMITTED],
            body__sample=at.body.sample,
        )
        .select_related("body")
        .first()
    )
    if held is None or held.body == at.body or not at.body.ward_code:
        return redirect("join", slug)
    form = MovingForm(request.POST or None)
    if form.is_valid():
        asked: dict[str, Any] = {"postcode": form.cleaned_data["postcode"], "now": timezone.now()}
        by, member, done = signed_in(request), held, _("You have moved. Show here, too, that you live in the ward.")
        if act(request, lambda: members.move(member=member, to=at.body, by=by, **asked), done):
            return redirect(at.body)
    return render(request, "assemblies/move.html", {"at": at, "form": form, "held": held})


@login_required
def about_us(request: HttpRequest, slug: str) -> HttpResponse:
    """Questions that nobody need answer, so that the assembly can see whether it is like its ward."""
    at, member = _own(request, slug)
    if not at.belongs:
        raise denied(request)
    form = MonitoringForm(request.POST or None)
    if form.is_valid() and request.method == "POST":
        asked: dict[str, Any] = {"member": member, "by": signed_in(request), "now": timezone.now()}
        if act(request, lambda: add_answers(answers=form.cleaned_data, **asked), _("Thank you. It is counted.")):
            return redirect("place", slug)
    return render(request, "assemblies/about_us.html", {"at": at, "form": form, "member": member})


@login_required
def forget(request: HttpRequest) -> HttpResponse:
    """Leave every assembly, remove the account, and be forgotten."""
    user = signed_in(request)
    if request.method == "POST":
        done = _("Your account is removed, with what was private about you.")
        verb: Callable[[], Any] = lambda: forget_person(user=user, by=user, now=timezone.now())  # noqa: E731
        if act(request, verb, done):
            logout(request)
            return redirect("home")
    places = Member.objects.filter(user=user).select_related("body")
    return ask(request, forgetting(list(places)))


@login_required
def found_body(request: HttpRequest) -> HttpResponse:
    """Begin to found a body that is no ward's."""
    sample = in_sample()
    form, person = CharterForm(request.POST or None, sample=sample), OutsiderForm(request.POST or None)
    orders = OrdersForm(request.POST or None, initial=_defaults())
    if request.method == "POST" and form.is_valid() & person.is_valid() & orders.is_valid():
        by, now = signed_in(request), timezone.now()
        begun: list[Any] = []

        def begin() -> None:
            body = begin_body(
                charter=form.charter(), orders=orders.orders(), founder=person.applicant(), by=by, now=now
            )
            begun.append(body)

        if act(request, begin, _("You have begun a body. Send the others the address of this page.")):
            return redirect(begun[0])
    return render(request, "assemblies/found_body.html", {"form": form, "person": person, "orders": orders})


def _own(request: HttpRequest, slug: str) -> tuple[Seen, Member]:
    at = seen(request, slug)
    if at.member is None or not queries.belonging(request.user, at.body):
        raise denied(request)
    return at, at.member


def _defaults() -> dict[str, Any]:
    orders = StandingOrders()
    return {name: getattr(orders, name) for name in OrdersForm.base_fields}
