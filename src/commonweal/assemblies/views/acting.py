"""What the pages of assemblies share: which body, who looks, and an act with its answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from commonweal.assemblies import queries
from commonweal.assemblies.actions.refusals import keep_attempt
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.models import Body, Member
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.places import queries as places

NOBODYS: Final = "tellers disagree"  # neither of them did anything wrong, and the log points at nobody


@dataclass(frozen=True, slots=True)
class Seen:
    """A body as the person who looks stands to it: `member` is None for a stranger."""

    body: Body
    member: Member | None
    convenes: bool

    @property
    def belongs(self) -> bool:
        """Whether they are a member, and not only waiting to be one."""
        return self.member is not None and self.member.state == Member.State.ADMITTED

    @property
    def founds(self) -> bool:
        """Whether they are one of those who found it, while it is being founded."""
        return self.member is not None and self.member.founder and self.member.state == Member.State.APPLIED


def may_admit(at: Seen) -> bool:
    """Whether they may see somebody's proof: a convenor, a fellow founder, or any member where the body says so."""
    return at.founds or at.convenes or (at.belongs and at.body.admits == Body.Admits.MEMBER)


def in_sample() -> bool:
    """Whether the region in view is the sample's. Raises Http404 while there is no region: wards are its."""
    region = places.in_view()
    if region is None:
        raise Http404
    return region.sample


def seen(request: HttpRequest, slug: str) -> Seen:
    """The body of that address. Raises Http404 where there is none."""
    body = get_object_or_404(queries.there(sample=in_sample()), slug=slug)
    member = queries.belonging(request.user, body)
    return Seen(body, member, queries.convenes(member))


def keep(request: HttpRequest, refusal: Overstepped, body: Body | None = None) -> None:
    """Put a refused attempt on the security log of a body: without one, that whose page it was tried on."""
    if body is None:
        match = request.resolver_match
        slug = match.kwargs.get("slug", "") if match else ""
        body = Body.objects.filter(slug=slug, sample=in_sample()).first()
    by = request.user if isinstance(request.user, User) and refusal.attempt != NOBODYS else None
    keep_attempt(refusal=refusal, body=body, by=by, now=timezone.now())


def denied(request: HttpRequest, body: Body | None = None) -> PermissionDenied:
    """What to raise where somebody is on a page that is not theirs; sending a form there goes on the security log."""
    if request.method == "POST":
        keep(request, Overstepped("Somebody sent a form of a page that is not theirs. Nothing was changed."), body)
    return PermissionDenied()


def act(request: HttpRequest, verb: Callable[[], Any], done: str = "", body: Body | None = None) -> bool:
    """Do it, and tell what came of it. False where it was refused: nothing was changed, and the page says why.

    A refusal on grounds of authority stands on the security log of `body`: without one, that whose page it is.
    """
    try:
        verb()
    except Refused as refusal:
        if isinstance(refusal, Overstepped):
            keep(request, refusal, body)
        messages.error(request, refusal.plain)
        return False
    if done:
        messages.success(request, done)
    return True
