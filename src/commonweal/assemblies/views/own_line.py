"""Each elector's own line of the roll: how it was struck, who helped, and what to do if it was not them."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from commonweal.assemblies.actions import casting
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.balloting import rolls
from commonweal.assemblies.models import Elector, Member
from commonweal.assemblies.views.acting import keep, seen
from commonweal.assemblies.views.ballots import by_ballot
from commonweal.people.models import User


@never_cache
@sensitive_post_parameters()
def own_line(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """How one's own line was struck, by account or by the code on paper; nobody else's is shown."""
    at = seen(request, slug)
    vote = by_ballot(at, public_id)
    context: dict[str, Any] = {"at": at, "vote": vote}
    by, code = request.user if isinstance(request.user, User) else None, request.POST.get("code", "")[:100]
    if by is not None or code:
        try:
            context |= _told(casting.who(vote, by, code))
        except Overstepped as refusal:
            if code:
                keep(request, refusal)
            context["fault"] = refusal.plain
    return render(request, "assemblies/own_line.html", context)


def _told(elector: Elector) -> dict[str, Any]:
    assert elector.member
    number = str(elector.member.public_id)
    return {
        "elector": elector,
        "helper": _named(elector.helped_by),
        "coder": _named(elector.code_made_by),
        "salt": bytes(elector.salt).hex(),
        "number": number,
        "agrees": sha256(rolls.DOMAIN + bytes(elector.salt) + number.encode()).hexdigest() == elector.line,
    }


def _named(member: Member | None) -> str:
    """The name that members see of whoever helped; empty for nobody, and for who is forgotten."""
    return member.name_for_members() if member else ""
