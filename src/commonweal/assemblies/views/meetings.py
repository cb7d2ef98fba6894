"""A meeting: called, opened, attended, closed."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.assemblies import queries
from commonweal.assemblies.actions import meetings
from commonweal.assemblies.forms import CallForm
from commonweal.assemblies.models import Meeting, Proposal, Vote
from commonweal.assemblies.views.acting import Seen, act, denied, seen
from commonweal.assemblies.views.asked_again import ask, calling_off, closing
from commonweal.assemblies.views.held import at_the_door, live
from commonweal.assemblies.views.votes import why_not
from commonweal.people.permissions import signed_in

IN_THE_ROOM: Final = 50  # names on one page of the roll call

Steps = dict[str, tuple[Callable[..., Any], str]]


def meeting(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A meeting as anyone sees it, and, for its convenor, what to do next."""
    at = seen(request, slug)
    held = _meeting(at, number)
    context = {"at": at, "meeting": held, "door": at_the_door(at, held), **live(held), **_to_decide(at, held)}
    vote = context["open_vote"]
    context["counts"] = vote is not None and at.belongs and not why_not(vote, signed_in(request))
    return render(request, "assemblies/meeting.html", context)


@login_required
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Call a meeting."""
    at = seen(request, slug)
    if not at.convenes:
        raise denied(request)
    form = CallForm(request.POST or None)
    rules = at.body.orders.filter(adopted_at__isnull=False).latest("version").rules()
    if form.is_valid():
        by, now = signed_in(request), timezone.now()
        done = _("The meeting is called, and stands on the assembly’s page.")
        if act(request, lambda: meetings.call_meeting(body=at.body, call=form.call(), by=by, now=now), done):
            return redirect(at.body)
    return render(request, "assemblies/call.html", {"at": at, "form": form, "rules": rules})


STEPS: Final[Steps] = {
    "open": (meetings.open_meeting, ""),
    "close": (meetings.close_meeting, ""),
    "cancel": (meetings.cancel_meeting, ""),
}


ASKED: Final = {"close": (Meeting.State.OPEN, closing), "cancel": (Meeting.State.CALLED, calling_off)}


@require_http_methods(["GET", "POST"])
@login_required
def step(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """Open a meeting; close or cancel it, once asked again."""
    at = seen(request, slug)
    held = _meeting(at, number)
    if request.method == "GET":
        if not at.convenes:
            raise denied(request)
        state, question = ASKED.get(verb, ("", closing))
        return ask(request, question(held)) if held.state == state else redirect(held)
    done = act(request, lambda: STEPS[verb][0](meeting=held, by=signed_in(request), now=timezone.now()))
    return redirect("room" if verb == "open" and done else "meeting", slug, number)


@login_required
def room(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Who is in the room: the convenor, or who leads the meeting, marks each as they come and go.

    Only a convenor sees the names of those below 18 who do not show theirs to members.
    """
    at = seen(request, slug)
    held = _meeting(at, number)
    if not at_the_door(at, held):
        raise denied(request)
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = queries.roll_call(held, words)
    named = found if at.convenes else [each for each in found if each[0].name_for_members()]
    people = Paginator(named, IN_THE_ROOM).get_page(request.GET.get("page"))
    context = {"at": at, "meeting": held, "room": queries.room(held), "words": words, "people": people}
    return render(request, "assemblies/room.html", context)


@require_POST
@login_required
def mark(request: HttpRequest, slug: str, number: int, public_id: str) -> HttpResponse:
    """Mark a member as here or gone."""
    at = seen(request, slug)
    held, member = _meeting(at, number), get_object_or_404(at.body.members, public_id=public_id)
    verb = meetings.mark_gone if request.POST.get("here") == "no" else meetings.mark_present
    act(request, lambda: verb(meeting=held, member=member, by=signed_in(request), now=timezone.now()))
    response = redirect("room", slug, number)
    if not request.POST.get("q"):  # who looked for a name begins anew: the next person stands before them
        page = request.POST.get("page", "")
        response["Location"] += (
            f"?page={page}#m-{public_id}" if page.isascii() and page.isdigit() else f"#m-{public_id}"
        )
    return response


def _meeting(at: Seen, number: int) -> Meeting:
    return get_object_or_404(at.body.meetings.select_related("body", "orders"), number=number)


def _to_decide(at: Seen, held: Meeting) -> dict[str, Any]:
    proposals = at.body.proposals.filter(state=Proposal.State.OPEN)
    return {
        "open_vote": held.votes.filter(state=Vote.State.OPEN, hands_in=False).select_related("proposal").first(),
        "proposals": proposals if held.state == Meeting.State.OPEN and at_the_door(at, held) else [],
        "decisions": at.body.decisions.filter(vote__meeting=held).select_related("proposal").order_by("number"),
    }
