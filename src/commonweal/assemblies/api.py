"""The interface for other programs: all that is public about assemblies, read-only, without signing in.

No answer holds a name that a person goes by as a member, an account or a voter, and none a count of a vote before it is
closed. Words that people published are given as they stand: texts of proposals, and the options that a vote chose.
Where people stand for election those are their names, and whoever stands consents to that by standing.
"""

from typing import Any, Final

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import NinjaAPI, Query, Router, Schema
from ninja.errors import ValidationError
from pydantic import Field

from commonweal.assemblies import queries
from commonweal.assemblies.models import (
    Amendment,
    Body,
    Decision,
    Hiding,
    Meeting,
    Minutes,
    Orders,
    Proposal,
    Rearrangement,
    Vote,
)
from commonweal.assemblies.views.acting import in_sample

ABOUT: Final = (
    "Assemblies and other bodies: their meetings, proposals, votes, decisions and standing orders. Read-only, without "
    "signing in. Money is in integer pence. No answer says who belongs, voted, proposed or came. `elected` and the "
    "`options` of a vote hold the names of people where people stand for election, which they agree to by standing. "
    "Titles and texts are what members wrote. What is decided can be checked in the record: `event` is its number "
    "there."
)
LAPSED: Final = "lapsed"  # said of an amendment whose proposal came to an end before anybody took it up
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
    """The latest first, each with where its minutes are, once they are agreed."""
    found = _called(slug).meetings.select_related("minutes").order_by("-number")
    return _rows(found, part, lambda held: _meeting(held, slug))


@router.get("/{slug}/proposals", summary="Its proposals")
def proposals(request: HttpRequest, slug: str, part: Query[Part]) -> dict[str, Any]:
    """The latest first; of those that were hidden, neither title nor text."""
    return _rows(_called(slug).proposals.select_related("terms").order_by("-number"), part, _proposal)


@router.get("/{slug}/amendments", summary="What was offered in the place of a proposal's text")
def amendments(request: HttpRequest, slug: str, part: Query[Part]) -> dict[str, Any]:
    """The latest first; of those that were hidden, or whose proposal was, neither title nor text.

    One that nobody took up is `lapsed` once its proposal came to an end; `proposal_state` says how.
    """
    found = Amendment.objects.filter(proposal__body=_called(slug)).select_related("proposal", "motion")
    return _rows(found.order_by("-offered_at", "-pk"), part, _amendment)


@router.get("/{slug}/rearrangements", summary="Proposals made into one, or one made into several")
def rearrangements(request: HttpRequest, slug: str, part: Query[Part]) -> dict[str, Any]:
    """Mergers and splits that are done, the latest first: which proposals went in and which came out."""
    found = _called(slug).rearrangements.filter(state=Rearrangement.State.DONE)
    found = found.prefetch_related("sources__proposal", "results__proposal")
    return _rows(found.order_by("-done_at", "-pk"), part, _rearrangement)


@router.get("/{slug}/hidden", summary="What was hidden, and why")
def hidden(request: HttpRequest, slug: str, part: Query[Part]) -> dict[str, Any]:
    """The latest first: what kind of text, for which reason of the policy, and what came of an appeal. No words."""
    return _rows(_called(slug).hidings.select_related("decision").order_by("-number"), part, _hiding)


@router.get("/{slug}/votes", summary="Its votes by ballot")
def votes(request: HttpRequest, slug: str, part: Query[Part]) -> dict[str, Any]:
    """The latest first. Once a vote is closed, `ballots` is the address of all of its ballots, to be counted again."""
    found = Vote.objects.filter(proposal__body=_called(slug), box__isnull=False)
    found = found.exclude(proposal__state=Proposal.State.HIDDEN).select_related("box", "proposal")
    return _rows(found.order_by("-opened_at", "-pk"), part, lambda held: _vote(held, slug))


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


def _meeting(held: Meeting, slug: str) -> dict[str, Any]:
    told = ("number", "state", "begins_at", "place", "agenda", "access", "opened_at", "closed_at")
    minutes: Minutes | None = getattr(held, "minutes", None)
    agreed = minutes if minutes and minutes.state == Minutes.State.AGREED else None
    return {
        **{name: getattr(held, name) for name in told},
        "minutes": reverse("minutes-text", args=[slug, held.number]) if agreed else None,
        "minutes_event": agreed.event if agreed else None,
    }


def _amendment(held: Amendment) -> dict[str, Any]:
    unseen = held.state == Amendment.State.HIDDEN or held.proposal.state == Proposal.State.HIDDEN
    told = ("number", "version", "offered_at", "commitment")
    return {
        "proposal": held.proposal.number,
        **{name: getattr(held, name) for name in told},
        "state": LAPSED if held.lapsed else held.state,
        "proposal_state": held.proposal.state,
        "voted_on_as": held.motion.number if held.motion else None,
        "title": "" if unseen else held.title,
        "text": "" if unseen else held.text,
    }


def _rearrangement(held: Rearrangement) -> dict[str, Any]:
    return {
        "kind": held.kind,
        "done_at": held.done_at,
        "by_agreement": not held.reason,
        "from_proposals": [each.proposal.number for each in held.sources.all()],
        "to_proposals": [each.proposal.number for each in held.results.all() if each.proposal],
    }


def _hiding(held: Hiding) -> dict[str, Any]:
    kinds = {"proposal": held.proposal_id, "amendment": held.amendment_id, "comment": held.comment_id}
    told = ("number", "reason", "hidden_at", "appealed_at", "answered_at", "upheld", "shown_at")
    return {
        "kind": next(kind for kind, found in kinds.items() if found),
        **{name: getattr(held, name) for name in told},
        "decision": held.decision.number if held.decision else None,
    }


def _vote(held: Vote, slug: str) -> dict[str, Any]:
    closed = held.state == Vote.State.CLOSED
    frozen = ("rule", "seats", "by_hands", "by_paper", "online", "closes_at", "breakdown", "roll_commitment")
    return {
        "id": held.public_id,
        "proposal": held.proposal.number,
        **{name: getattr(held, name) for name in ("state", "members", "quorum", "opened_at", "closed_at")},
        **{name: getattr(held.box, name) for name in frozen},
        "options": [name for _place, name in held.box.standing()],
        "event": held.box.event if closed else None,
        "ballots": reverse("result-file", args=[slug, held.public_id, "ballots.json"]) if closed else None,
    }


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
