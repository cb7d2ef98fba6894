"""Amendments to a proposal, and the texts that it had."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from commonweal.assemblies.actions import amendments
from commonweal.assemblies.actions.wordings import TALKED_ABOUT, version_of
from commonweal.assemblies.models import Amendment, Hiding
from commonweal.assemblies.views.acting import Seen, act, denied, seen
from commonweal.assemblies.views.arguing import change, wording_of
from commonweal.assemblies.views.arguing_forms import WordingForm
from commonweal.assemblies.views.proposals import shown_proposal_at
from commonweal.people.permissions import signed_in


@login_required
def offer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Offer a changed text. The form begins with the text as it is, or with an amendment to bring up to date."""
    at = seen(request, slug)
    held = shown_proposal_at(at, number)
    if not at.belongs:
        raise denied(request)
    asked = request.GET.get("again", "")
    again = held.amendments.filter(number=int(asked)).first() if asked.isdecimal() and len(asked) < 9 else None
    shown = again if again is not None and again.state != Amendment.State.HIDDEN else held
    form = WordingForm(request.POST or None, initial={"title": shown.title, "text": shown.text})
    if form.is_valid():
        by, now = signed_in(request), timezone.now()
        made: list[Amendment] = []
        verb = amendments.offer_amendment
        if act(request, lambda: made.append(verb(proposal=held, wording=form.wording(), by=by, now=now))):
            return redirect(made[0])
    return render(request, "assemblies/offer.html", {"at": at, "proposal": held, "form": form})


def amendment(request: HttpRequest, slug: str, number: int, amendment: int) -> HttpResponse:
    """A changed text beside the one that it would change, and what can be done with it."""
    at = seen(request, slug)
    held = _amendment(at, number, amendment)
    proposal = held.proposal
    open_still = held.state == Amendment.State.OFFERED and proposal.state in TALKED_ABOUT
    overtaken = open_still and held.version != version_of(proposal)
    context = {
        "at": at,
        "proposal": proposal,
        "amendment": held,
        "change": change(wording_of(proposal, held.version), held),
        "overtaken": overtaken,
        "open": open_still and not overtaken,
        "hiding": Hiding.objects.filter(amendment=held, shown_at__isnull=True).first(),
        "mine": at.member is not None and held.by_id == at.member.pk,
        "accepts": at.belongs and at.member is not None and proposal.by_id == at.member.pk,
    }
    return render(request, "assemblies/amendment.html", context)


Verbs = dict[str, tuple[Callable[..., Any], Any]]
VERBS: Final[Verbs] = {
    "accept": (amendments.accept_amendment, gettext_lazy("The proposal now has this text.")),
    "put": (amendments.put_amendment, gettext_lazy("Vote on this first, then on the proposal.")),
    "withdraw": (amendments.withdraw_amendment, gettext_lazy("Withdrawn. It stays readable.")),
}


@require_POST
@login_required
def step(request: HttpRequest, slug: str, number: int, amendment: int, verb: str) -> HttpResponse:
    """Accept an amendment, put it to a vote, or take it back."""
    held = _amendment(seen(request, slug), number, amendment)
    does, done = VERBS[verb]
    act(request, lambda: does(amendment=held, by=signed_in(request), now=timezone.now()), str(done))
    return redirect(held)


def versions(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Every text that a proposal had, the latest first, with what changed from each to the next."""
    at = seen(request, slug)
    held = shown_proposal_at(at, number)
    texts: list[Any] = [*held.wordings.select_related("amendment"), held]
    rows = [
        {
            "version": at_version + 1,
            "wording": text,
            "change": change(texts[at_version - 1], text) if at_version else None,
        }
        for at_version, text in enumerate(texts)
    ]
    for row, former in zip(rows[1:], texts, strict=False):
        row |= {"since": former.until, "amendment": former.amendment}
    return render(request, "assemblies/versions.html", {"at": at, "proposal": held, "rows": rows[::-1]})


def _amendment(at: Seen, number: int, amendment: int) -> Amendment:
    held = shown_proposal_at(at, number)
    found = get_object_or_404(held.amendments.select_related("motion", "by"), number=amendment)
    found.proposal = held
    return found
