"""Leading through an open meeting on a phone: now, next, who is here; and whose turn it is to do so."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.assemblies.actions import offices
from commonweal.assemblies.rotation import OFFICES
from commonweal.assemblies.views.acting import act, denied, seen
from commonweal.assemblies.views.held import at_the_door, leads, live, meeting_of, turns
from commonweal.people.permissions import signed_in


def now(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What changes while a meeting is open, for its page to fetch again and again."""
    at = seen(request, slug)
    context = live(meeting_of(at, number), request.GET.get("shown", "")[:36])
    if request.GET.get("seen") == context["state"]:
        return HttpResponse(status=204)  # nothing changed: the page stays, and no screen reader repeats it
    return render(request, "assemblies/live.html", {"at": at, **context})


@login_required
def run(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The meeting as whoever leads it holds it in one hand."""
    at = seen(request, slug)
    held = meeting_of(at, number)
    if not at.belongs:
        raise denied(request)
    context = {
        "at": at,
        "leads": leads(at, held),
        "door": at_the_door(at, held),
        "turns": turns(at, held),
        **live(held, ""),
    }
    return render(request, "assemblies/run.html", context)


@require_POST
@login_required
def propose(request: HttpRequest, slug: str, number: int, office: str) -> HttpResponse:
    """Let the rotation say whose turn it is."""
    at = seen(request, slug)
    held = meeting_of(at, number)
    by, moment = signed_in(request), timezone.now()
    act(request, lambda: offices.propose_turn(meeting=held, office=office, by=by, now=moment))
    return redirect("run", slug, number)


@require_POST
@login_required
def on_turn(request: HttpRequest, slug: str, number: int, turn: str, verb: str) -> HttpResponse:
    """Accept one's turn, or pass it on."""
    at = seen(request, slug)
    held = meeting_of(at, number)
    chosen = get_object_or_404(held.turns, pk=turn)
    by, moment = signed_in(request), timezone.now()
    verbs = {"accept": offices.accept_turn, "pass": offices.pass_turn}
    act(request, lambda: verbs[verb](turn=chosen, by=by, now=moment))
    return redirect("run", slug, number)


@login_required
def willing(request: HttpRequest, slug: str) -> HttpResponse:
    """Say which offices of meetings one would hold."""
    at = seen(request, slug)
    member = at.member
    if not at.belongs or member is None:
        raise denied(request)
    if request.method == "POST":
        chosen = {office for office in OFFICES if request.POST.get(office) == "yes"}
        by, moment = signed_in(request), timezone.now()
        act(request, lambda: offices.say_willing(body=at.body, offices=chosen, by=by, now=moment), _("Noted."))
        return redirect(at.body)
    mine = set(member.willing.values_list("office", flat=True))
    return render(request, "assemblies/willing.html", {"at": at, "offices": [(each, each in mine) for each in OFFICES]})
