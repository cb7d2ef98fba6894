"""The review queue: one doubtful supplier after another, the largest sum first; and what was decided of them."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.basics.problems import Refused
from commonweal.people.permissions import signed_in
from commonweal.spend import queries
from commonweal.spend.actions.reviews import decide_match, hold_doubt, take_doubt, undo_decision
from commonweal.spend.models import Doubt
from commonweal.spend.permissions import REVIEW
from commonweal.spend.tasks import ask_to_draw
from commonweal.spend.views import doubts
from commonweal.spend.views.paging import page_number

LATELY: Final = 5  # of the reviewer's own decisions, shown below the doubt
ROWS: Final = 50
NONE, SKIP, BY_NUMBER = "none", "skip", "number"
LONGEST_NUMBER: Final = 80  # characters


@login_required
@permission_required(REVIEW, raise_exception=True)
def review(request: HttpRequest) -> HttpResponse:
    """One doubt to decide. What is chosen is kept and the next one shown, in one go."""
    if request.method == "POST":
        return _choose(request)
    now, by, sample = timezone.now(), signed_in(request), queries.sample_in_view()
    asked = _doubt(request.GET.get("doubt", ""))
    if asked is not None and queries.doubts(sample=sample).filter(pk=asked.pk).exists():
        if hold_doubt(doubt=asked, by=by, now=now):
            return _show(request, asked)
        messages.info(request, _("Someone else is looking at that one just now. Here is another."))
    after = _doubt(request.GET.get("after", ""))
    return _show(request, take_doubt(sample=sample, by=by, now=now, after=after), after)


@require_POST
@login_required
@permission_required(REVIEW, raise_exception=True)
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a decision back. Its supplier waits again, and is shown."""
    sample = queries.sample_in_view()
    decision = get_object_or_404(queries.decisions_taken(sample=sample), pk=number)
    try:
        undo_decision(decision=decision, by=signed_in(request), now=timezone.now())
        ask_to_draw(sample=sample)
        if not _swift(request):
            messages.success(request, _("The decision is undone. The supplier waits again; figures follow shortly."))
    except Refused as refusal:
        messages.error(request, refusal.plain)
    if request.POST.get("from") == "decisions":
        return redirect("decisions")
    waiting = queries.doubts(sample=sample).filter(supplier_key=decision.supplier_key).first()
    if waiting and hold_doubt(doubt=waiting, by=signed_in(request), now=timezone.now()):
        return _go_on(request, f"?doubt={waiting.pk}", waiting)
    return _next(request, None)


@login_required
@permission_required(REVIEW, raise_exception=True)
def decisions(request: HttpRequest) -> HttpResponse:
    """All that was decided, by whom and when, with a way to take each back."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = queries.decisions_taken(sample=queries.sample_in_view()).select_related("decided_by", "undone_by")
    for word in words.split():
        found = found.filter(Q(supplier__icontains=word) | Q(name__icontains=word) | Q(org_id__icontains=word))
    context = {
        "words": words,
        "decisions": Paginator(found, ROWS).get_page(page_number(request)),
        "viewer": request.user,
    }
    return render(request, "spend/review_decisions.html", context)


def _choose(request: HttpRequest) -> HttpResponse:
    choice, doubt = request.POST.get("choice", ""), _doubt(request.POST.get("doubt", ""))
    if doubt is None:
        messages.info(request, _("That one waits no more: the registers or the payments have changed since."))
        return _next(request, None)
    if choice == SKIP:
        return _next(request, doubt)
    written = request.POST.get("number", "").strip()[:LONGEST_NUMBER]
    org_id = {NONE: None, BY_NUMBER: written}.get(choice, choice)
    if org_id == "":
        messages.error(request, _("Choose one of those shown, or type a number first."))
        return _again(request, doubt, written)
    try:
        decide_match(doubt=doubt, org_id=org_id, by=signed_in(request), now=timezone.now())
    except Refused as refusal:
        return _refused(request, doubt, refusal.plain)
    ask_to_draw(sample=doubt.sample)
    return _next(request, doubt)


def _refused(request: HttpRequest, doubt: Doubt, why: str) -> HttpResponse:
    """A number that no register holds can be mended; what somebody decided already is passed over."""
    standing = queries.decisions(sample=doubt.sample).filter(supplier_key=doubt.supplier_key).first()
    if standing is None:
        messages.error(request, why)
        return _again(request, doubt, request.POST.get("number", "")[:LONGEST_NUMBER])
    if standing.decided_by == request.user:
        why = _("You decided that one already. Nothing was changed; you can undo it below.")
    messages.info(request, why)
    return _next(request, doubt)


def _next(request: HttpRequest, after: Doubt | None) -> HttpResponse:
    address = f"?after={after.pk}" if after else ""
    if not _swift(request):
        return redirect(reverse("review") + address)
    sample = queries.sample_in_view()
    following = take_doubt(sample=sample, by=signed_in(request), now=timezone.now(), after=after)
    return _go_on(request, address, following, after)


def _go_on(request: HttpRequest, address: str, doubt: Doubt | None, after: Doubt | None = None) -> HttpResponse:
    """The next doubt at once where the page's script asked; else the address where it is."""
    if not _swift(request):
        return redirect(reverse("review") + address)
    response = _show(request, doubt, after)
    response["HX-Replace-Url"] = reverse("review") + address
    return response


def _again(request: HttpRequest, doubt: Doubt, written: str) -> HttpResponse:
    hold_doubt(doubt=doubt, by=signed_in(request), now=timezone.now())
    return _show(request, doubt, written=written)


def _show(request: HttpRequest, doubt: Doubt | None, after: Doubt | None = None, written: str = "") -> HttpResponse:
    sample = queries.sample_in_view()
    by = signed_in(request)
    context: dict[str, Any] = {
        "doubt": doubts.in_words(doubt) if doubt else None,
        "waiting": queries.doubts(sample=sample).aggregate(number=Count("pk"), pence=Sum("pence")),
        "lately": queries.decisions(sample=sample).filter(decided_by=by)[:LATELY],
        "came_round": doubt is not None and doubt == after,
        "written": written,
        "swift": _swift(request),
    }
    return render(request, "spend/review_doubt.html" if _swift(request) else "spend/review.html", context)


def _doubt(number: str) -> Doubt | None:
    known = number.isascii() and number.isdigit() and len(number) < 16
    return queries.doubt(int(number), sample=queries.sample_in_view()) if known else None


def _swift(request: HttpRequest) -> bool:
    """Whether the page's script asked, and will put the answer in place."""
    return bool(getattr(request, "htmx", False))
