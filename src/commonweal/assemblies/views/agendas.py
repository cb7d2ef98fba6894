"""The agenda of a meeting, items that members ask for, meetings that members call, and notices of change."""

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.assemblies.actions import agenda as verbs
from commonweal.assemblies.actions import meetings, requests
from commonweal.assemblies.models import AskedItem, Meeting, Proposal
from commonweal.assemblies.views.acting import act, denied, seen
from commonweal.assemblies.views.held import leads, meeting_of
from commonweal.assemblies.views.meeting_forms import AskForm, ChangeForm, ItemForm, RequestForm
from commonweal.people.permissions import signed_in

ON_ITEMS: Final = ("up", "down", "drop", "begin")


@login_required
def agenda(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The agenda as whoever leads the meeting works on it: items moved by buttons, so that a keyboard suffices."""
    at = seen(request, slug)
    held = meeting_of(at, number)
    if not leads(at, held):
        raise denied(request)
    form = ItemForm(request.POST or None, proposals=at.body.proposals.filter(state=Proposal.State.OPEN))
    if form.is_valid():
        by, now = signed_in(request), timezone.now()
        if act(request, lambda: verbs.add_item(meeting=held, item=verbs.Planned(**form.cleaned_data), by=by, now=now)):
            return redirect("agenda", slug, number)
    asked = at.body.asked_items.filter(state=AskedItem.State.ASKED)
    context = {"at": at, "meeting": held, "form": form, "items": held.items.select_related("proposal"), "asked": asked}
    return render(request, "assemblies/agenda.html", context)


@require_POST
@login_required
def on_item(request: HttpRequest, slug: str, number: int, item: str, verb: str) -> HttpResponse:
    """Move an item, take it off, or go on to it."""
    at = seen(request, slug)
    held = meeting_of(at, number)
    chosen = get_object_or_404(held.items, pk=item)
    told: dict[str, Any] = {"item": chosen, "by": signed_in(request), "now": timezone.now()}
    if verb == "begin":
        act(request, lambda: verbs.begin_item(**told))
        return redirect("run", slug, number)
    if verb == "drop":
        act(request, lambda: verbs.drop_item(**told))
    else:
        act(request, lambda: verbs.move_item(**told, up=verb == "up"))
    response = redirect("agenda", slug, number)
    response["Location"] += f"#item-{item}"
    return response


@login_required
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """A member asks for an item on the next agenda, and sees what came of those before."""
    at = seen(request, slug)
    if not at.belongs:
        raise denied(request)
    form = AskForm(request.POST or None)
    if form.is_valid():
        by, now = signed_in(request), timezone.now()
        done = _("You have asked for this. A convenor answers, and you see the answer here.")
        if act(
            request, lambda: verbs.ask_for_item(body=at.body, title=form.cleaned_data["title"], by=by, now=now), done
        ):
            return redirect("ask-item", slug)
    mine = at.body.asked_items.filter(by=at.member).order_by("-asked_at")[:20]
    return render(request, "assemblies/ask_item.html", {"at": at, "form": form, "mine": mine})


@require_POST
@login_required
def answer(request: HttpRequest, slug: str, number: int, public_id: str) -> HttpResponse:
    """A convenor answers what a member asked for."""
    at = seen(request, slug)
    held, asked = meeting_of(at, number), get_object_or_404(at.body.asked_items, public_id=public_id)
    by, now = signed_in(request), timezone.now()
    if request.POST.get("take") == "yes":
        act(request, lambda: verbs.take_item(asked=asked, meeting=held, by=by, now=now))
    else:
        act(request, lambda: verbs.decline_item(asked=asked, by=by, now=now))
    return redirect("agenda", slug, number)


@login_required
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give notice of another time or place."""
    at = seen(request, slug)
    held = meeting_of(at, number)
    if not at.convenes or held.state != Meeting.State.CALLED:
        raise denied(request)
    begins = timezone.localtime(held.begins_at)
    told = {"day": f"{begins:%Y-%m-%d}", "time": f"{begins:%H:%M}", "place": held.place, "link": held.link}
    form = ChangeForm(request.POST or None, initial=told)
    if form.is_valid():
        by, now = signed_in(request), timezone.now()
        done = _("The change stands on the meeting’s page, and members are told.")
        if act(request, lambda: meetings.change_meeting(meeting=held, call=form.call(), by=by, now=now), done):
            return redirect(held)
    return render(request, "assemblies/change_meeting.html", {"at": at, "meeting": held, "form": form})


@login_required
def ask_for_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """A member asks for a meeting; enough of them together call it."""
    at = seen(request, slug)
    if not at.belongs:
        raise denied(request)
    form = RequestForm(request.POST or None)
    rules = at.body.orders.filter(adopted_at__isnull=False).latest("version").rules()
    if form.is_valid():
        by, now = signed_in(request), timezone.now()
        done = _("Your request stands on the assembly’s page. Ask others to join it.")
        if act(request, lambda: requests.ask_for_meeting(body=at.body, call=form.call(), by=by, now=now), done):
            return redirect(at.body)
    return render(request, "assemblies/ask_meeting.html", {"at": at, "form": form, "rules": rules})


@require_POST
@login_required
def on_request(request: HttpRequest, slug: str, public_id: str, verb: str) -> HttpResponse:
    """Join a request for a meeting, or take one's own back."""
    at = seen(request, slug)
    asked = get_object_or_404(at.body.requests, public_id=public_id)
    by, now = signed_in(request), timezone.now()
    if verb == "join":
        act(request, lambda: requests.join_request(request=asked, by=by, now=now), _("You have joined the request."))
    else:
        act(request, lambda: requests.withdraw_request(request=asked, by=by, now=now), _("Withdrawn."))
    return redirect(at.body)
