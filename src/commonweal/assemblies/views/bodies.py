"""The assemblies there are, a ward's, and one assembly's own page."""

from typing import Any, Final

import polars as pl
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.assemblies import queries
from commonweal.assemblies.models import Body, Elector, Meeting, Member, Proposal, Vote
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.assemblies.views.acting import Seen, in_sample, seen
from commonweal.assemblies.views.held import requests_of
from commonweal.places import queries as places
from commonweal.places.lookup import look_up, placed_postcodes

SHOWN: Final = 5  # decisions and meetings on an assembly's page; the rest stand on pages of their own


def listing(request: HttpRequest) -> HttpResponse:
    """Every ward of the region with its assembly, and a way to find one's own by postcode."""
    sample = in_sample()
    asked = request.GET.get("postcode", "").replace("\0", "").strip()[:20]
    if asked:
        if code := _ward_of(asked):
            return redirect("ward-assembly", code)
        messages.error(request, _("No ward of this region has that postcode. Look for your ward in the list."))
    there = list(queries.bodies(sample=sample))
    held = {body.ward_code: body for body in there if body.ward_code}
    context = {"districts": _districts(held), "postcode": asked, "founded": _founded(held), "bodies": held.values()}
    context["others"] = [body for body in there if not body.ward_code]
    return render(request, "assemblies/listing.html", context)


def ward(request: HttpRequest, code: str) -> HttpResponse:
    """The assembly of a ward; where there is none, how to found one."""
    found = ward_called(code)
    if body := queries.of_ward(code, sample=in_sample()):
        return redirect(body)
    return render(request, "assemblies/ward.html", {"ward": found, "orders": StandingOrders()})


def assembly(request: HttpRequest, slug: str) -> HttpResponse:
    """One assembly: its next meeting, what is open, what it decided, and what you can do."""
    at = seen(request, slug)
    body = at.body
    if body.state == Body.State.GATHERING:
        return render(request, "assemblies/gathering.html", {"at": at, **_gathering(body)})
    now = timezone.now()
    context = {
        "at": at,
        "people": body.members.filter(state=Member.State.ADMITTED).count(),
        "requests": requests_of(at),
        "open_meeting": body.meetings.filter(state=Meeting.State.OPEN).first(),
        "next_meetings": body.meetings.filter(state=Meeting.State.CALLED, begins_at__gte=now).order_by("begins_at"),
        "past_meetings": body.meetings.filter(state=Meeting.State.CLOSED)[:SHOWN],
        "proposals": body.proposals.filter(
            state__in=[Proposal.State.SECONDING, Proposal.State.OPEN, Proposal.State.IN_VOTE]
        ),
        "open_votes": _open_votes(at),
        "decisions": body.decisions.select_related("proposal__terms").prefetch_related("answers")[:SHOWN],
        "waiting": queries.waiting(body).count() if at.convenes else 0,
        "reported": queries.reported(body).count() if at.convenes else 0,
        "appeals": queries.appeals(body).count() if at.convenes else 0,
    }
    return render(request, "assemblies/assembly.html", context)


def orders(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules that an assembly gave itself, every version."""
    at = seen(request, slug)
    held = list(at.body.orders.select_related("by__proposal", "by__body").order_by("-version"))
    earlier = [each.rules() for each in held[1:]]
    versions = [
        {"held": each, "rules": each.rules(), "before": before}
        for each, before in zip(held, [*earlier, None], strict=True)
    ]
    return render(request, "assemblies/orders.html", {"at": at, "versions": versions})


def ward_called(code: str) -> dict[str, Any]:
    """The ward of that code: code, name, district. Raises Http404 where the region has none."""
    region = places.in_view()
    rows = places.pack_of(region).wards.filter(pl.col("code") == code).to_dicts() if region else []
    if not rows:
        raise Http404
    return {"code": code, "name": rows[0]["name"], "district": rows[0]["district_name"]}


def _open_votes(at: Seen) -> QuerySet[Vote]:
    """Votes by ballot that are open: whether whoever looks has a vote in it (`may`), and has used it (`voted`)."""
    user = at.member.user_id if at.member else None
    mine = Elector.objects.filter(vote=OuterRef("pk"), member__user=user or 0)
    found = Vote.objects.filter(proposal__body=at.body, state=Vote.State.OPEN, box__isnull=False)
    told = found.annotate(may=Exists(mine), voted=Exists(mine.exclude(struck="")))
    return told.select_related("proposal", "box")


def _gathering(body: Body) -> dict[str, Any]:
    founders = queries.founders(body)
    needed = body.orders.get(version=1).rules().founders
    return {
        "founders": founders,
        "needed": needed,
        "missing": max(needed - len(founders), 0),
        "proven": sum(1 for each in founders if each.evidence),
        "agreed": sum(1 for each in founders if each.agreed_at),
        "rules": body.orders.get(version=1).rules(),
    }


def _ward_of(postcode: str) -> str | None:
    region = places.in_view()
    if region is None:
        return None
    found = look_up(pl.Series([postcode]), placed_postcodes(places.pack_of(region)))
    ward: str | None = found["ward"][0]
    return ward


def _districts(held: dict[str, Body]) -> list[dict[str, Any]]:
    region = places.in_view()
    assert region is not None
    wards = places.pack_of(region).wards.sort("district_name", "name")
    return [
        {
            "name": name,
            "wards": [{**row, "assembly": held.get(row["code"])} for row in rows.select("code", "name").to_dicts()],
        }
        for (name,), rows in wards.group_by("district_name", maintain_order=True)
    ]


def _founded(held: dict[str, Body]) -> int:
    return sum(1 for body in held.values() if body.state == Body.State.FOUNDED)
