"""Running a vote by ballot: open it, the table, the lots, the papers, the end; and the log of refused attempts."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case, QuerySet, Sum, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.assemblies.actions import closing, opening, papers, polling
from commonweal.assemblies.balloting import rolls
from commonweal.assemblies.balloting.papers import differences
from commonweal.assemblies.forms import BoxForm
from commonweal.assemblies.models import Elector, Meeting, Member, Proposal, Vote
from commonweal.assemblies.views.acting import Seen, act, denied, seen
from commonweal.assemblies.views.asked_again import ask, counting, destroying, ending
from commonweal.assemblies.views.ballots import by_ballot
from commonweal.people.permissions import signed_in

ROWS: Final = 50
AT_THE_TABLE: Final = 20  # names on one page of the table: a phone in one hand, and a search above them
STEPS: Final[dict[str, Callable[..., Any]]] = {
    "stop": closing.stop_voting,
    "count": closing.close_box,
    "abandon": closing.abandon_box,
    "hands-off": polling.call_hands_off,
}


@login_required
def put_to_ballot(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put a proposal to a vote by ballot: what is asked, where, and until when."""
    at = _run_by(request, slug)
    proposal = get_object_or_404(at.body.proposals, number=number, state=Proposal.State.OPEN)
    form = BoxForm(request.POST or None)
    if form.is_valid():
        opened: list[Vote] = []
        by, now = signed_in(request), timezone.now()
        done = _("The vote is open. Send people the address of this page.")

        def open_it() -> None:
            opened.append(opening.open_box(proposal=proposal, plan=form.plan(), by=by, now=now))

        if act(request, open_it, done):
            return redirect("ballot", slug, opened[0].public_id)
    return render(request, "assemblies/put_to_ballot.html", {"at": at, "proposal": proposal, "form": form})


@login_required
@never_cache
def table(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The table: the roll, and what a convenor does for each elector and for the vote."""
    at = _run_by(request, slug)
    vote = by_ballot(at, public_id)
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    everyone = request.GET.get("all") == "1"
    electors = Paginator(_electors(vote, words, everyone), AT_THE_TABLE).get_page(request.GET.get("page"))
    context = {
        "at": at,
        "vote": vote,
        "words": words,
        "all": everyone,
        "electors": electors,
        "open": vote.state == Vote.State.OPEN and not vote.box.ended(timezone.now()),
        "may_stop": _may_stop(vote),
        "needs_lots": vote.box.question().needs_lots and not vote.box.lots,
        "may_draw": bool(vote.box.slate) and not vote.box.lots,
        "meeting": at.body.meetings.filter(state=Meeting.State.OPEN).first(),
        "papers": vote.electors.filter(struck=rolls.PAPER).count(),
        "not_entered": _not_entered(vote),
    }
    return render(request, "assemblies/table.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def step(request: HttpRequest, slug: str, public_id: str, verb: str) -> HttpResponse:
    """End the voting or abandon it, once asked again, as before a count without some papers; call the hands off."""
    at = seen(request, slug)
    vote = by_ballot(at, public_id)
    if request.method == "GET":
        if not at.convenes:
            raise denied(request)
        if verb == "stop" and _may_stop(vote):
            return ask(request, ending(vote))
        if verb == "count" and vote.state == Vote.State.COUNTING and (missing := _not_entered(vote)) > 0:
            return ask(request, counting(vote, missing))
        ends = verb == "abandon" and vote.state in (Vote.State.OPEN, Vote.State.COUNTING)
        return ask(request, destroying(vote)) if ends else redirect("table", slug, public_id)
    by, now = signed_in(request), timezone.now()
    act(request, lambda: STEPS[verb](vote=vote, by=by, now=now))
    vote.refresh_from_db()
    if verb in ("count", "abandon") and vote.state in (Vote.State.CLOSED, Vote.State.ABANDONED):
        return redirect("result", slug, public_id) if verb == "count" else redirect(vote.proposal)
    return redirect("table", slug, public_id)


@require_POST
@login_required
def spoiled(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Note a spoiled paper that came back, and that another was given for it."""
    vote = by_ballot(seen(request, slug), public_id)
    asked, by, now = request.POST.get("before", ""), signed_in(request), timezone.now()
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else -1
    act(request, lambda: polling.replace_spoiled(vote=vote, before=before, by=by, now=now))
    return redirect("table", slug, public_id)


@require_POST
@login_required
def call_hands(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Call for hands in the meeting that is open."""
    at = seen(request, slug)
    vote = by_ballot(at, public_id)
    meeting = get_object_or_404(at.body.meetings, state=Meeting.State.OPEN)
    by, now = signed_in(request), timezone.now()
    act(request, lambda: polling.take_hands(vote=vote, meeting=meeting, by=by, now=now))
    return redirect("table", slug, public_id)


@require_POST
@login_required
def give_paper(request: HttpRequest, slug: str, public_id: str, elector: int) -> HttpResponse:
    """Give an elector a paper."""
    found = _elector(request, slug, public_id, elector)
    by, now = signed_in(request), timezone.now()
    act(request, lambda: polling.give_paper(elector=found, by=by, now=now), _("Noted. Hand out one paper."))
    return redirect("table", slug, public_id)


@require_POST
@login_required
@never_cache
def make_code(request: HttpRequest, slug: str, public_id: str, elector: int) -> HttpResponse:
    """Make a one-time code; this page shows it, and no other ever does."""
    found = _elector(request, slug, public_id, elector)
    by, now, made = signed_in(request), timezone.now(), []
    if not act(request, lambda: made.append(polling.make_code(elector=found, by=by, now=now))):
        return redirect("table", slug, public_id)
    at = seen(request, slug)
    context = {"at": at, "vote": by_ballot(at, public_id), "code": made[0], "elector": found}
    return render(request, "assemblies/code.html", context)


@login_required
def lots(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Enter the order that was drawn by lot, and who witnessed it."""
    at = _run_by(request, slug)
    vote = by_ballot(at, public_id)
    options = list(enumerate(vote.box.answers()))
    if request.method == "POST":
        witness = _witness(request, at)
        by, now = signed_in(request), timezone.now()
        order = _drawn(request, len(options))
        done = _("The lots are in the record.")
        if act(request, lambda: closing.draw_lots(vote=vote, order=order, witness=witness, by=by, now=now), done):
            return redirect("table", slug, public_id)
    context = {"at": at, "vote": vote, "options": options, "witnesses": _witnesses(request, at)}
    return render(request, "assemblies/lots.html", context)


@login_required
def withdraw_option(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Note that an option was withdrawn, and who heard it as well."""
    at = _run_by(request, slug)
    vote = by_ballot(at, public_id)
    if request.method == "POST":
        asked = request.POST.get("option", "")
        place = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else -1
        witness, by, now = _witness(request, at), signed_in(request), timezone.now()
        done = _("Noted, and in the record. Ballots pass over it.")
        if act(request, lambda: closing.withdraw_option(vote=vote, place=place, witness=witness, by=by, now=now), done):
            return redirect("table", slug, public_id)
    context = {"at": at, "vote": vote, "options": vote.box.standing(), "witnesses": _witnesses(request, at)}
    return render(request, "assemblies/withdraw_option.html", context)


@login_required
@never_cache
def enter_papers(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Enter a batch of papers; where two people read one differently, both see it and look again."""
    at = seen(request, slug)
    if not at.belongs:
        raise denied(request)
    vote = by_ballot(at, public_id)
    number, text = request.POST.get("number", ""), request.POST.get("text", "")[:20_000]
    if request.method == "POST":
        asked = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
        by, now, lines = signed_in(request), timezone.now(), text.replace("\r\n", "\n")
        cell = request.POST.get("cell", "")[:10]

        def enter() -> None:
            papers.enter_batch(vote=vote, pile=papers.Pile(asked, lines, cell), by=by, now=now)

        def take_out() -> None:
            papers.take_out(vote=vote, number=asked, by=by, now=now)

        out = "out" in request.POST
        done = _("Your reading of pile %(number)s is taken out.") if out else _("Pile %(number)s is entered.")
        if act(request, take_out if out else enter, done % {"number": asked}):
            return redirect("papers", slug, public_id)
    batches = [_batch(vote, batch, at.member) for batch in vote.batches.prefetch_related("entries")]
    context = {"at": at, "vote": vote, "batches": batches, "number": number or _next(batches), "text": text}
    context |= {"places": enumerate(vote.box.answers(), start=1), "areas": _areas(vote)}
    return render(request, "assemblies/papers.html", context)


@login_required
def refusals(request: HttpRequest, slug: str) -> HttpResponse:
    """The security log of a body, for its convenors."""
    at = _run_by(request, slug)
    attempts = Paginator(at.body.refused_attempts.all(), ROWS).get_page(request.GET.get("page"))
    who = {member.user_id: member.shown_name for member in at.body.members.exclude(user=None)}
    rows = [{"attempt": each, "name": who.get(each.user_id)} for each in attempts]
    return render(request, "assemblies/refusals.html", {"at": at, "rows": rows, "page": attempts})


def _may_stop(vote: Vote) -> bool:
    """Whether a convenor may end the voting: with no last moment, or past it; and not while hands are counted."""
    due = vote.box.closes_at is None or vote.box.ended(timezone.now())
    return vote.state == Vote.State.OPEN and due and (vote.meeting is None or vote.hands_in)


def _not_entered(vote: Vote) -> int:
    """How many papers were given out to voters and are in no pile that was entered."""
    entered: int = vote.batches.aggregate(papers=Sum("papers"))["papers"] or 0
    return vote.electors.filter(struck=rolls.PAPER).count() - entered


def _witnesses(request: HttpRequest, at: Seen) -> QuerySet[Member]:
    return at.body.members.filter(state=Member.State.ADMITTED).exclude(user=signed_in(request))


def _witness(request: HttpRequest, at: Seen) -> Member:
    """The member who was named as a witness. Raises Http404 for what names none."""
    try:
        return get_object_or_404(at.body.members, public_id=UUID(request.POST.get("witness", "")))
    except ValueError:
        raise Http404 from None


def _run_by(request: HttpRequest, slug: str) -> Seen:
    """The body, for its convenor. Raises PermissionDenied."""
    at = seen(request, slug)
    if not at.convenes:
        raise denied(request)
    return at


def _elector(request: HttpRequest, slug: str, public_id: str, elector: int) -> Elector:
    vote = by_ballot(seen(request, slug), public_id)
    return get_object_or_404(vote.electors.select_related("vote", "member"), pk=elector)


def _electors(vote: Vote, words: str, everyone: bool) -> Any:
    """The roll as convenors see it: those who have not voted, or with all others behind them; never how they voted.

    Whoever looks for a name finds it either way: they ask because somebody stands before them.
    """
    found = vote.electors.filter(member__isnull=False).select_related("member")
    if not everyone and not words:
        found = found.filter(struck="")
    for word in words.split():
        found = found.filter(member__shown_name__icontains=word)
    voted = Case(When(struck="", then=0), default=1)
    return found.order_by(voted, "member__shown_name", "pk")


def _drawn(request: HttpRequest, options: int) -> tuple[int, ...]:
    """The options in the order that was typed beside them; one left out leaves the order short, which is refused."""
    ranks = {place: request.POST.get(f"rank-{place}", "") for place in range(options)}
    written = {place: int(rank) for place, rank in ranks.items() if rank.isascii() and rank.isdigit()}
    return tuple(sorted(written, key=written.__getitem__)) if len(set(written.values())) == len(written) else ()


def _batch(vote: Vote, batch: Any, member: Member | None) -> dict[str, Any]:
    """A batch as a clerk sees it: done, waiting for a second reading, or with what differs."""
    entries = list(batch.entries.all())
    told: dict[str, Any] = {"batch": batch, "entries": len(entries)}
    if member is not None and (mine := next((each for each in entries if each.clerk_id == member.pk), None)):
        told["mine"] = mine.text
        if len(entries) > 1:
            other = next(each for each in entries if each is not mine)
            told["differences"] = differences(mine.text, other.text, vote.box.question(), batch.cell)
    return told


def _areas(vote: Vote) -> list[tuple[str, str]]:
    """The areas that a pile of papers on projects can be of, each with its cell; none where there is one area."""
    slate = vote.box.question().slate
    if slate is None or len(slate.parts) == 1:
        return []
    return [("" if each.whole else str(place), each.name) for place, each in enumerate(slate.parts)]


def _next(batches: list[dict[str, Any]]) -> int:
    """The pile that this clerk is likely to read: one that waits for them, else one that differs, else a new one."""
    second: list[int] = [each["batch"].number for each in batches if each["entries"] == 1 and "mine" not in each]
    differing: list[int] = [each["batch"].number for each in batches if each.get("differences")]
    numbers: list[int] = [each["batch"].number for each in batches]
    return min(second or differing or [max(numbers, default=0) + 1])
