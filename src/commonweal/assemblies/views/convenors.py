"""Convenors as members see them: who they are, until when, and how another is elected."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.assemblies.actions import convening
from commonweal.assemblies.actions.founding import convenors as holders
from commonweal.assemblies.models import Election, Member
from commonweal.assemblies.views.acting import act, denied, seen
from commonweal.people.permissions import signed_in


@login_required
def convenors(request: HttpRequest, slug: str) -> HttpResponse:
    """Who convenes the assembly, for its members; and a proposal that another do."""
    at = seen(request, slug)
    if not at.belongs:
        raise denied(request)
    members = at.body.members.filter(state=Member.State.ADMITTED, user__isnull=False)
    if request.method == "POST" and not request.POST.get("member"):
        messages.error(request, _("Choose who should be a convenor."))
    elif request.method == "POST":
        member = get_object_or_404(members, public_id=_uuid(request.POST.get("member", "")))
        instead = request.POST.get("instead_of", "")
        former = get_object_or_404(members, public_id=_uuid(instead)) if instead else None
        by, now = signed_in(request), timezone.now()
        done = _("Your proposal stands on the assembly’s page. The assembly votes on it like on any other.")
        act(request, lambda: convening.propose_convenor(member=member, instead_of=former, by=by, now=now), done)
        return redirect("convenors", slug)
    held = holders(at.body).select_related("member", "election").order_by("since")
    waiting = Election.objects.filter(proposal__body=at.body, member=at.member, ends_at=None)
    won = waiting.filter(proposal__decision__carried=True).select_related("proposal")
    # whoever is below 18 and shows no name to members stands in no list for members either
    named = [(each, each.shown_name if at.convenes else each.name_for_members()) for each in members]
    shown = [(each, name) for each, name in named if name or each == at.member]
    context = {"at": at, "held": held, "members": shown, "won": won, "now": timezone.now()}
    return render(request, "assemblies/convenors.html", context)


@require_POST
@login_required
def take(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Take the office that one was elected to."""
    at = seen(request, slug)
    election = get_object_or_404(Election, proposal__body=at.body, public_id=public_id)
    by, now = signed_in(request), timezone.now()
    done = _("You are a convenor of this assembly now.")
    act(request, lambda: convening.take_office(election=election, by=by, now=now), done)
    return redirect("convenors", slug)


@require_POST
@login_required
def resign(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the office of convenor back."""
    at = seen(request, slug)
    by, now = signed_in(request), timezone.now()
    done = _("You are no convenor any more. Thank you.")
    act(request, lambda: convening.resign(body=at.body, by=by, now=now), done)
    return redirect("convenors", slug)


def _uuid(text: str) -> str:
    """The text where it can be a public id, else one that nobody has."""
    return text if len(text) == 36 and not set(text) - set("0123456789abcdef-") else "0" * 32
