"""The interface for other programs: all that is public about assemblies, read-only, without signing in.

No answer holds a name that a person goes by as a member, an account or a voter, and none a count of a vote before it is
closed. Words that people published are given as they stand: texts of proposals, and the options that a vote chose.
Where people stand for election those are their names, and whoever stands consents to that by standing.
"""

from typing import Any, Final

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import NinjaAPI, Query, Router, Schema
from ninja.errors import ValidationError
from pydantic import Field

from commonweal.assemblies import queries
from commonweal.assemblies.models import Body, Decision, Meeting, Orders, Proposal
from commonweal.assemblies.views.acting import in_sample

ABOUT: Final = (
    "Assemblies and other bodies: their meetings, proposals, decisions and standing orders. Read-only, without signing "
    "in. Money is in integer pence. No answer says who belongs, voted, proposed or was there. `elected` holds the "
    "options that were chosen: where people stood for election, the names they stood by, which they agreed to by "
    "standing. Titles and texts are what members wrote. What is decided can be checked in the record: `event` is the "
    "number there."
)
MOST_ROWS: Final = 1000  # an answer holds at most; our choice

interface = NinjaAPI(
    title="commonweal assemblies", version="1", description=ABOUT, docs_url=None, urls_namespace="civic"
)
router = Router(tags=["Assemblies"])


class Part(Schema):
    """Which part of a list."""

    limit: int = Field(100, ge=1, le=MOST_ROWS)
    offset: int = Field(0, ge=0, le=10**9)


def _rows(found: Any, part: Part, told: Any) -> dict[str, Any]:
    rows = [told(each) for each in found[part.offset : part.offset + part.limit]]
    return {"total_rows": found.count(), "rows": rows}


@router.get("/", summary="Every assembly and other body")
def bodies(request: HttpRequest, part: Query[Part]) -> dict[str, Any]:
    """Those that stand and those that gather founders."""
    return _rows(queries.bodies(sample=in_sample()).select_related("parent").order_by("name", "pk"), part, _body)


@router.get("/{slug}", summary="One body")
def body(request: HttpRequest, slug: str) -> dict[str, Any]:
    """What it is, how many belong to it, and the standing orders that hold."""
    held = _called(slug)
    latest = held.orders.filter(adopted_at__isnull=False).last()
    return {**_body(held), "standing_orders": _orders(latest) if latest else None}


@router.get("/{slug}/standing-orders", summary="Every version of its standing orders")
def standing_orders(request: HttpRequest, slug: str, part: Query[Part]) -> dict[str, Any]:
    """The latest first, with the hash that the record names each by."""
    return _rows(_called(slug).orders.select_related("by").order_by("-version"), part, _orders)


@router.get("/{slug}/meetings", summary="Its meetings")
def meetings(request: HttpRequest, slug: str, part: Query[Part]) -> dict[str, Any]:
    """The latest first."""
    return _rows(_called(slug).meetings.order_by("-number"), part, _meeting)


@router.get("/{slug}/proposals", summary="Its proposals")
def proposals(request: HttpRequest, slug: str, part: Query[Part]) -> dict[str, Any]:
    """The latest first; of those that were hidden, neither title nor text."""
    return _rows(_called(slug).proposals.select_related("terms").order_by("-number"), part, _proposal)


@router.get("/{slug}/decisions", summary="What it decided, and what came of it")
def decisions(request: HttpRequest, slug: str, part: Query[Part]) -> dict[str, Any]:
    """The latest first, with the counts, the terms, and what an accountable body answered."""
    found = _called(slug).decisions.select_related("proposal__terms", "orders", "superseded_by")
    return _rows(found.prefetch_related("answers").order_by("-number"), part, _decision)


@interface.exception_handler(Http404)
def not_found(request: HttpRequest, missing: Http404) -> Any:
    """A body that there is not."""
    said = "There is no such body. /api/assemblies/ lists all of them."
    return interface.create_response(request, {"title": "There is no such thing here", "detail": said}, status=404)


@interface.exception_handler(ValidationError)
def not_valid(request: HttpRequest, wrong: ValidationError) -> Any:
    """A part of a list that cannot be."""
    said = f"limit is a whole number from 1 to {MOST_ROWS}, offset one from 0 on."
    return interface.create_response(request, {"title": "A value is not right", "detail": said}, status=422)


def _called(slug: str) -> Body:
    return get_object_or_404(queries.bodies(sample=in_sample()).select_related("parent"), slug=slug)


def _body(held: Body) -> dict[str, Any]:
    return {
        "slug": held.slug,
        "name": held.name,
        "sample": held.sample,
        "ward_code": held.ward_code,
        "ward": held.ward,
        "district": held.district,
        "rule": held.rule,
        "part_of": held.parent.slug if held.parent else None,
        "state": held.state,
        "founded_at": held.founded_at,
        "members": getattr(held, "people", None),
    }


def _orders(held: Orders) -> dict[str, Any]:
    return {
        "version": held.version,
        "adopted_at": held.adopted_at,
        "by_decision": held.by.number if held.by else None,
        "rules": held.text,
        "sha256": held.sha256(),
    }


def _meeting(held: Meeting) -> dict[str, Any]:
    told = ("number", "state", "begins_at", "place", "agenda", "access", "opened_at", "closed_at")
    return {name: getattr(held, name) for name in told}


def _proposal(held: Proposal) -> dict[str, Any]:
    hidden = held.state == "hidden"
    told = {name: getattr(held, name) for name in ("number", "state", "made_at", "commitment")}
    words = {"title": "" if hidden else held.title, "text": "" if hidden else held.text}
    return {**told, **words, **_terms(held)}


def _terms(held: Proposal) -> dict[str, Any]:
    terms = getattr(held, "terms", None)
    names = ("begins_on", "ends_on", "pence", "purpose", "asks_of")
    return {name: getattr(terms, name, None) for name in names}


def _decision(held: Decision) -> dict[str, Any]:
    answer = next(iter(held.answers.all()), None)
    told = ("number", "carried", "yes", "no", "abstain", "elected", "decided_at", "event")
    answered = ("accepted", "by_whom", "answered_on", "reference", "link", "reason")
    return {
        **{name: getattr(held, name) for name in told},
        "title": held.proposal.title,
        "text": held.proposal.text,
        "standing_orders": held.orders.version,
        "superseded_by": held.superseded_by.number if held.superseded_by else None,
        **_terms(held.proposal),
        "answer": {name: getattr(answer, name) for name in answered} if answer else None,
    }


interface.add_router("", router)
