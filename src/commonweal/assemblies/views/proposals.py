"""A proposal's way to the assembly: all of them, drafts, seconds."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonweal.assemblies.actions import proposals
from commonweal.assemblies.models import Draft, Proposal
from commonweal.assemblies.views.acting import Seen, act, denied, seen
from commonweal.assemblies.views.arguing_forms import DraftForm
from commonweal.people.permissions import signed_in

ROWS: Final = 50


def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that was ever proposed, the latest first, and where it stands."""
    at = seen(request, slug)
    page = Paginator(at.body.proposals.all(), ROWS).get_page(request.GET.get("page"))
    drafts = at.body.drafts.filter(by=at.member).count() if at.belongs else 0
    return render(request, "assemblies/proposals.html", {"at": at, "page": page, "drafts": drafts})


@login_required
def drafts(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own drafts; sending the form of a proposal here keeps it as a draft."""
    at = _member(request, slug)
    if request.method == "POST":
        form = DraftForm(request.POST)
        if form.is_valid():
            by, now, told = signed_in(request), timezone.now(), form.cleaned_data
            done = _("Kept. Only you can see it.")
            verb = proposals.save_draft
            act(request, lambda: verb(body=at.body, title=told["title"], text=told["text"], by=by, now=now), done)
        return redirect("drafts", slug)
    return render(request, "assemblies/drafts.html", {"at": at, "drafts": at.body.drafts.filter(by=at.member)})


@login_required
def draft(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Go on with a draft: keep it, put it to the assembly, or throw it away."""
    at = _member(request, slug)
    held = Draft.objects.filter(body=at.body, by=at.member, public_id=public_id).first()
    if held is None and request.method == "POST":
        messages.error(request, proposals.NO_DRAFT)  # its form was sent twice, most likely
        return redirect("proposals", slug)
    if held is None:
        raise Http404
    form = DraftForm(request.POST or None, initial={"title": held.title, "text": held.text})
    if form.is_valid() and (answer := _acted(request, held, form.cleaned_data)):
        return answer
    return render(request, "assemblies/draft.html", {"at": at, "draft": held, "form": form})


@require_POST
@login_required
def second(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Second a proposal, or take one's support back."""
    held = proposal_at(seen(request, slug), number)
    by, now = signed_in(request), timezone.now()
    if request.POST.get("back"):
        act(request, lambda: proposals.take_back_second(proposal=held, by=by, now=now), _("You have taken it back."))
    else:
        act(request, lambda: proposals.second(proposal=held, by=by, now=now), _("You have seconded this."))
    return redirect(held)


def proposal_at(at: Seen, number: int) -> Proposal:
    """The proposal of that number. Raises Http404."""
    return get_object_or_404(at.body.proposals.select_related("body", "by"), number=number)


def shown_proposal_at(at: Seen, number: int) -> Proposal:
    """The proposal of that number, unless it is hidden. Raises Http404."""
    held = proposal_at(at, number)
    if held.state == Proposal.State.HIDDEN:
        raise Http404
    return held


def _acted(request: HttpRequest, held: Draft, told: dict[str, Any]) -> HttpResponse | None:
    """Do with a draft what was asked for. None where it was refused, so that what was written stays on the page."""
    by, now, slug = signed_in(request), timezone.now(), held.body.slug
    if "discard" in request.POST:
        act(request, lambda: proposals.discard_draft(draft=held, by=by, now=now), _("Thrown away."))
        return redirect("drafts", slug)
    words = {"title": told["title"], "text": told["text"]}
    if not act(request, lambda: proposals.change_draft(draft=held, by=by, now=now, **words)):
        return None
    if "put" not in request.POST:
        return redirect("drafts", slug)
    done = _("Your proposal stands on the assembly’s page.")
    return (
        redirect("proposals", slug)
        if act(request, lambda: proposals.put_forward(draft=held, by=by, now=now), done)
        else None
    )


def _member(request: HttpRequest, slug: str) -> Seen:
    at = seen(request, slug)
    if not at.belongs:
        raise denied(request)
    return at
