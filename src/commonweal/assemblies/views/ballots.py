"""Voting: read the question, choose, check, cast, keep the receipt; later look the ballot up by its tracker."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from commonweal.assemblies.actions import casting
from commonweal.assemblies.actions.casting import Marked
from commonweal.assemblies.actions.effects import deciding_rules, recused
from commonweal.assemblies.authority import Attempt, Overstepped
from commonweal.assemblies.balloting import belenios, rolls, slates, trackers
from commonweal.assemblies.balloting.questions import Question, in_order
from commonweal.assemblies.counts.ballots import Preferences
from commonweal.assemblies.models import Elector, Proposal, Vote
from commonweal.assemblies.views.acting import Seen, in_sample, keep, seen
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.queries import event, newest

NO_SUCH_TRACKER = "No ballot of this vote has that tracker. Compare every letter with your receipt."

LONGEST_FORM: Final = 200  # characters: ours are shorter
LONGEST_POINTS: Final = 4  # characters of points that somebody writes


@dataclass(frozen=True, slots=True)
class _Voter:
    """Who is voting: an elector who may, or the reason why nobody can here and now."""

    elector: Elector | None
    code: str = ""
    helped: Elector | None = None
    why_not: str = ""
    attempt: Attempt | None = None  # what it would be to vote here all the same


@never_cache
@sensitive_post_parameters()
def ballot(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The question, and the ballot for who may vote. What is sent here is shown to be checked, and cast later."""
    at = seen(request, slug)
    vote = by_ballot(at, public_id)
    if vote.state == Vote.State.CLOSED:
        if "choosing" in request.POST:
            keep(request, Overstepped(casting.ENDED, "late vote"))
            messages.error(request, casting.ENDED)
        return redirect("result", slug, public_id)
    voter = _voter(request, vote)
    context = {"at": at, "vote": vote, "voter": voter, "rules": deciding_rules(vote)}
    context["places"] = _places(vote, request.POST)
    context["slate"] = _slate(vote, voter, request.POST)
    choosing = request.method == "POST" and "choosing" in request.POST
    if choosing and voter.attempt:
        keep(request, Overstepped(voter.why_not, voter.attempt))
    if choosing and voter.elector:
        try:
            choices = vote.box.question().checked(_choices(request, vote.box.question()), voter.elector.cell)
        except Refused as refusal:
            return render(request, "assemblies/ballot.html", {**context, "fault": refusal.plain})
        checked = {"choices": choices, "named": vote.box.question().named(choices), "again": _again(vote, request.POST)}
        return render(request, "assemblies/ballot_check.html", context | checked | _form(request, voter, choices))
    return render(request, "assemblies/ballot.html", context)


@require_POST
@never_cache
@sensitive_post_parameters()
def cast(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Cast the ballot that was checked, and give the receipt. It is shown and kept nowhere."""
    vote = _to_cast(newest(), slug, public_id, in_sample())
    by = request.user if isinstance(request.user, User) else None
    try:
        marked = _marked(request, vote)
        kept = casting.cast(vote=vote, marked=marked, by=by, now=timezone.now())
        otherwise = kept.choices and tuple(kept.choices) != marked.choices
        if kept.cast_before and (marked.helped or otherwise or not _loaded_again(request)):
            keep(request, Overstepped(casting.SENT_TWICE, "replayed form"))
    except Refused as refusal:
        if isinstance(refusal, Overstepped):
            keep(request, refusal)
        messages.error(request, refusal.plain)
        return redirect("ballot", slug, public_id)
    context = {
        "body": vote.proposal.body,
        "vote": vote,
        "tracker": trackers.shown(kept.key),
        "named": vote.box.question().named(tuple(kept.choices)),
        "with_choices": vote.orders.rules().receipts == "choices",
        "helped": marked.helped,
    }
    return render(request, "assemblies/receipt.html", context)


@never_cache
@sensitive_post_parameters()
def tracker(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Look a ballot up by its tracker: in the box while the vote is open; afterwards with what it says."""
    at = seen(request, slug)
    vote = by_ballot(at, public_id)
    context: dict[str, Any] = {"at": at, "vote": vote, "written": request.POST.get("tracker", "")[:100]}
    if request.method == "POST" and not context["written"].strip():
        context["fault"] = _("Write the tracker that stands on your receipt.")
    elif request.method == "POST":
        context |= _found(vote, trackers.read(context["written"]))
        if not context["held"]:
            keep(request, Overstepped(NO_SUCH_TRACKER, "forged receipt"))
            context["fault"] = NO_SUCH_TRACKER
    return render(request, "assemblies/tracker.html", context)


def set_up(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The set-up of this vote for Belenios."""
    vote = by_ballot(seen(request, slug), public_id)
    if vote.box.slate:  # Belenios knows no costs and no areas
        raise Http404
    told = belenios.setup(vote.proposal.title, vote.box.question(), vote.members)
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="belenios.json"'
    return response


def by_ballot(at: Seen, public_id: str) -> Vote:
    """A vote by ballot of this body. Raises Http404."""
    vote = get_object_or_404(_shown(), public_id=public_id, proposal__body=at.body)
    vote.proposal.body = at.body
    return vote


def _shown() -> QuerySet[Vote]:
    """Every vote by ballot that has a page: not those on what is hidden. With all that casting asks of it."""
    found = Vote.objects.filter(box__isnull=False).exclude(proposal__state=Proposal.State.HIDDEN)
    return found.select_related("box", "proposal", "orders")


@lru_cache(maxsize=16)
def _to_cast(newest: tuple[int, int], slug: str, public_id: str, sample: bool) -> Vote:
    """A vote as it is cast in, read once for all who vote until something happens. Raises Http404.

    Nobody changes it; casting asks anew whether it is open.
    """
    there = {"proposal__body__slug": slug, "proposal__body__sample": sample}
    return get_object_or_404(_shown().select_related("proposal__body"), public_id=public_id, **there)


def helped_elector(request: HttpRequest, vote: Vote) -> Elector | None:
    """The elector whom a convenor helps, where the page is about one."""
    asked = request.POST.get("for") or request.GET.get("for")
    if not asked:
        return None
    try:
        return vote.electors.select_related("member").get(pk=int(asked))
    except (Elector.DoesNotExist, ValueError):
        raise Http404 from None


def _voter(request: HttpRequest, vote: Vote) -> _Voter:
    by = request.user if isinstance(request.user, User) else None
    code, helped = request.POST.get("code", "")[:100], helped_elector(request, vote)
    if vote.state != Vote.State.OPEN or vote.box.ended(timezone.now()):
        ended = _("The voting has ended. The result stands here once all ballots are counted.")
        return _Voter(None, why_not=ended, attempt="late vote")
    if not vote.box.online:
        return _Voter(None, why_not=_("This vote is taken on paper. Ask a convenor for yours."))
    try:
        elector = casting.who(vote, by, code, helped)
    except Overstepped as refusal:
        if code or helped:
            keep(request, refusal)
        shown = refusal.plain if by or code else _("Sign in to vote, or vote with a code that a convenor gave you.")
        if by and not code and recused(vote.proposal).filter(user=by).exists():
            shown = _("You told that you are tied to this, and take no part in the vote.")
        return _Voter(None, why_not=shown)
    if elector.struck:
        return _Voter(None, why_not=_used(elector), attempt="second vote")
    if elector.held:
        return _Voter(None, why_not=casting.HELD)
    return _Voter(elector, code, helped)


def _used(elector: Elector) -> str:
    """How an elector's vote is used already, said to who looks at the ballot."""
    if elector.struck == rolls.HANDS:
        return _("Hands were called for while you were in the room: your vote is the hand you raise there.")
    if elector.struck == rolls.PAPER:
        return _("You took a paper: your vote is what you mark on it.")
    return str(casting.VOTED)


def _marked(request: HttpRequest, vote: Vote) -> Marked:
    helped = helped_elector(request, vote)
    if helped and request.POST.get("confirmed") != "yes":
        raise Refused(_("Show the screen to the voter, and let them say that it is right. Nothing was cast."))
    written = [each for each in request.POST.get("choices", "").split(",") if each]
    if not all(each.isascii() and each.isdigit() and len(each) < 4 for each in written):
        raise Overstepped(casting.FORGED, "forged form")
    choices = tuple(int(each) for each in written)
    return Marked(choices, request.POST.get("form", "")[:LONGEST_FORM], request.POST.get("code", "")[:100], helped)


def _form(request: HttpRequest, voter: _Voter, choices: Preferences) -> dict[str, str]:
    assert voter.elector
    form = casting.form_for(voter.elector)
    return {"form": form, "given": _given(request, form), "sent": ",".join(map(str, choices))}


def _given(request: HttpRequest, form: str) -> str:
    """What ties a form to the browser that it is given to, by the secret that this one has against forgeries."""
    get_token(request)  # so that it has one
    return salted_hmac("the browser of a ballot's form", form + request.META["CSRF_COOKIE"]).hexdigest()


def _loaded_again(request: HttpRequest) -> bool:
    """Whether a form comes from the browser that it was given to: a receipt loaded anew there attempts nothing."""
    given = _given(request, request.POST.get("form", "")[:LONGEST_FORM])
    return constant_time_compare(given, request.POST.get("given", ""))


def _choices(request: HttpRequest, question: Question) -> Preferences:
    """What was marked on the page."""
    if question.rule == slates.POINTS:
        return _points(request, question)
    if not question.ranks:
        return tuple(int(each) for each in request.POST.getlist("choice") if each.isascii() and each.isdigit())
    areas = question.slate.areas if question.slate else (0,) * len(question.options)
    return tuple(place for area in sorted(set(areas)) for place in _ranked(request, areas, area))


def _ranked(request: HttpRequest, areas: Sequence[int], area: int) -> Preferences:
    """The options of one area in the order that was written; options that are no projects lie in one."""
    asked = {place: request.POST.get(f"rank-{place}", "").strip() for place, at in enumerate(areas) if at == area}
    written = {place: rank for place, rank in asked.items() if rank}
    if not all(rank.isascii() and rank.isdigit() and len(rank) < LONGEST_POINTS for rank in written.values()):
        raise Refused(_("Write places as whole numbers, such as 1, or leave the box empty."))
    return in_order({place: int(rank) for place, rank in written.items()})


def _points(request: HttpRequest, question: Question) -> Preferences:
    """The points that were written beside projects: each place as often as it has points."""
    written = {place: request.POST.get(f"points-{place}", "").strip() for place in range(len(question.options))}
    given = {place: text for place, text in written.items() if text}
    if not all(text.isascii() and text.isdigit() and len(text) < LONGEST_POINTS for text in given.values()):
        raise Refused(_("Write points as whole numbers, such as 3, or leave the box empty."))
    return tuple(place for place, text in given.items() for _each in range(int(text)))


def _slate(vote: Vote, voter: "_Voter", sent: QueryDict) -> list[dict[str, Any]]:
    """The areas in which somebody votes on projects, each with its projects; all areas for who has no vote here.

    What was `sent` stands there again: whoever is told that it is too much does not begin anew.
    """
    question = vote.box.question()
    if question.slate is None:
        return []
    slate, standing, notes = question.slate, vote.box.standing(), dict(enumerate(vote.box.notes))
    projects = {
        place: {"name": name, "pence": slate.costs[place], "note": notes.get(place, ""), **_written(place, sent)}
        for place, name in standing
    }
    areas = slate.open_to(voter.elector.cell) if voter.elector else range(len(slate.parts))
    return [
        {
            "name": slate.parts[area].name if len(slate.parts) > 1 else "",
            "pence": slate.parts[area].pence,
            "most": slate.most,
            **_counted(slate, area),
            "projects": [each for place, each in projects.items() if slate.areas[place] == area],
        }
        for area in areas
    ]


def _written(place: int, sent: QueryDict) -> dict[str, Any]:
    """What was written beside an option."""
    points, rank = sent.get(f"points-{place}", ""), sent.get(f"rank-{place}", "")
    ticked = str(place) in sent.getlist("choice")
    return {"place": place, "ticked": ticked, "points": points[:LONGEST_POINTS], "rank": rank}


def _counted(slate: slates.Slate, area: int) -> dict[str, Any]:
    """What a ballot counts while it is filled in, and up to how much; nothing where there is no limit, or an order."""
    if slate.kind == slates.KNAPSACK:
        return {"counts": "money", "counted_to": slate.parts[area].pence}
    if slate.kind == slates.RANKED or not slate.most:
        return {}
    return {"counts": "points" if slate.kind == slates.POINTS else "projects", "counted_to": slate.most}


def _places(vote: Vote, sent: QueryDict) -> list[dict[str, Any]]:
    """The options of a vote that is on no projects, with what was sent beside each."""
    return [{"name": name, **_written(place, sent)} for place, name in vote.box.standing()]


def _again(vote: Vote, sent: QueryDict) -> list[tuple[str, str]]:
    """The fields that were filled in, for whoever looks at the ballot and wants to change it."""
    names = ["choice", *(f"{kind}-{place}" for kind in ("rank", "points") for place, _name in vote.box.standing())]
    return [(name, each[:LONGEST_POINTS]) for name in names for each in sent.getlist(name)]


def _found(vote: Vote, key: str | None) -> dict[str, Any]:
    """Whether a ballot is held, and what it says once that may be told."""
    if key is None:
        return {"held": False}
    if vote.state != Vote.State.CLOSED:
        return {"held": vote.ballots.filter(key=key).exists(), "waiting": True}
    box = vote.box.closed_box()
    found = box.ballot(key)
    told = event(vote.box.event or 0)
    return {
        "held": box.holds(key),
        "named": vote.box.question().named(found.choices) if found else None,
        "event": told.number if told else None,
    }


def address(vote: Vote) -> str:
    """Where people vote."""
    return reverse("ballot", args=[vote.proposal.body.slug, vote.public_id])
