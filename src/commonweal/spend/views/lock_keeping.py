"""Keeping the rules in view as the region's own, keeping earlier ones again, and going back to the published ones."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.people.permissions import signed_in
from commonweal.spend import queries
from commonweal.spend.actions.locks import keep_locks, restore_published_locks
from commonweal.spend.locks.changes import ASKED, changed
from commonweal.spend.locks.queries import kept_as, standing
from commonweal.spend.permissions import CORRECT
from commonweal.spend.tasks import ask_to_draw
from commonweal.spend.views import asking


@require_POST
@login_required
@permission_required(CORRECT, raise_exception=True)
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the rules in view, those in force with the change that the address makes, as the region's own."""
    sample = queries.sample_in_view()

    def act(by: User, seen: int | None) -> None:
        in_force = standing(sample=sample).locks
        locks = changed(in_force, asking.words_of(request.GET)) or in_force
        keep_locks(locks=locks, sample=sample, by=by, now=timezone.now(), seen=seen)

    return _done(request, act, _("Kept. Every figure of this site now follows these rules."))


@require_POST
@login_required
@permission_required(CORRECT, raise_exception=True)
def keep_again(request: HttpRequest, version: int) -> HttpResponse:
    """Keep the rules of an earlier version again: it becomes the latest one, and none is lost."""
    sample = queries.sample_in_view()
    locks = kept_as(version, sample=sample)
    if locks is None:
        raise Http404

    def act(by: User, seen: int | None) -> None:
        keep_locks(locks=locks, sample=sample, by=by, now=timezone.now(), seen=seen)

    return _done(request, act, _("Kept again. Every figure of this site now follows these rules."))


@require_POST
@login_required
@permission_required(CORRECT, raise_exception=True)
def restore(request: HttpRequest) -> HttpResponse:
    """Go back to the rules that come with commonweal."""
    sample = queries.sample_in_view()

    def act(by: User, seen: int | None) -> None:
        restore_published_locks(sample=sample, by=by, now=timezone.now(), seen=seen)

    return _done(request, act, _("The rules are again as published with commonweal."))


def _done(request: HttpRequest, act: Callable[[User, int | None], None], said: str) -> HttpResponse:
    """Act, and back to the rules: without the change once it is kept, with it where it could not be."""
    seen = request.POST.get("seen", "")
    sample = queries.sample_in_view()
    before = queries.lake(sample=sample).fingerprint()
    try:
        act(signed_in(request), int(seen) if seen.isascii() and seen.isdigit() else None)
    except Refused as refusal:
        messages.error(request, refusal.plain)
        return redirect(f"{reverse('locks')}?{request.GET.urlencode()}" if request.GET else reverse("locks"))
    if queries.lake(sample=sample).fingerprint() != before:
        ask_to_draw(sample=sample)
    messages.success(request, said)
    return redirect(reverse("locks") + asking.of_words(_without_change(request)).query())


def _without_change(request: HttpRequest) -> dict[str, str]:
    words = asking.words_of(request.GET)
    return {name: value for name, value in words.items() if name not in ASKED}
