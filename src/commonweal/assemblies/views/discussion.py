"""Comments on a proposal."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.assemblies.actions import discussion
from commonweal.assemblies.models import Comment, Proposal
from commonweal.assemblies.views import arguing
from commonweal.assemblies.views.acting import Seen, act, denied, seen
from commonweal.assemblies.views.arguing_forms import CommentForm
from commonweal.assemblies.views.asked_again import ask, erasing
from commonweal.assemblies.views.proposals import shown_proposal_at
from commonweal.people.permissions import signed_in


@login_required
def write(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say something about a proposal, or answer a comment."""
    at = seen(request, slug)
    held = shown_proposal_at(at, number)
    if not at.belongs:
        raise denied(request)
    asked = request.GET.get("answers")
    answers = comment_at(at, asked) if asked else None
    form = CommentForm(request.POST or None)
    if form.is_valid():
        by, now, text = signed_in(request), timezone.now(), form.cleaned_data["text"]
        made: list[Comment] = []
        verb = discussion.write_comment
        if act(request, lambda: made.append(verb(proposal=held, text=text, answers=answers, by=by, now=now))):
            return to_comment(at, made[0])
    return render(request, "assemblies/say.html", {"at": at, "proposal": held, "answers": answers, "form": form})


def comment(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Go to where a comment stands in the discussion."""
    at = seen(request, slug)
    return to_comment(at, comment_at(at, public_id))


@login_required
def change(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Mend one's own comment in its first minutes."""
    at = seen(request, slug)
    held = _mine(request, at, public_id)
    form = CommentForm(request.POST or None, initial={"text": held.text})
    if form.is_valid():
        by, now, text = signed_in(request), timezone.now(), form.cleaned_data["text"]
        if act(request, lambda: discussion.change_comment(comment=held, text=text, by=by, now=now)):
            return to_comment(at, held)
    return render(request, "assemblies/say.html", {"at": at, "proposal": held.proposal, "changed": held, "form": form})


@login_required
def erase(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Erase one's own comment, once asked again."""
    at = seen(request, slug)
    held = _mine(request, at, public_id)
    if request.method != "POST":
        return ask(request, erasing(held))
    by, now = signed_in(request), timezone.now()
    act(request, lambda: discussion.erase_comment(comment=held, by=by, now=now), _("Your comment is erased."))
    return to_comment(at, held)


def comment_at(at: Seen, public_id: str) -> Comment:
    """A comment that this person may see, on a proposal that is shown. Raises Http404."""
    found = Comment.objects.filter(proposal__body=at.body).exclude(proposal__state=Proposal.State.HIDDEN)
    try:
        held = get_object_or_404(found.select_related("proposal__body", "by", "answers"), public_id=public_id)
    except ValidationError:  # an address that is none
        raise Http404 from None
    if not arguing.visible(at, held.proposal).filter(pk=held.pk).exists():
        raise Http404
    return held


def to_comment(at: Seen, held: Comment) -> HttpResponse:
    """To the comment, on its page of the discussion."""
    number = arguing.page_number(at, held)
    query = f"?page={number}" if number > 1 else ""
    address = reverse("proposal", args=[at.body.slug, held.proposal.number])
    return HttpResponseRedirect(f"{address}{query}#c-{held.public_id}")


def _mine(request: HttpRequest, at: Seen, public_id: str) -> Comment:
    held = comment_at(at, public_id)
    if at.member is None or held.by_id != at.member.pk:
        raise denied(request)
    return held
