"""What the pages of a proposal show of its way: seconds, comments, amendments, earlier texts, what it came of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from commonweal.assemblies import discussion
from commonweal.assemblies.actions.wordings import TALKED_ABOUT, seconds_needed, version_of
from commonweal.assemblies.models import Amendment, Comment, Hiding, Member, Proposal, Rearrangement
from commonweal.assemblies.views.acting import Seen
from commonweal.assemblies.wordings import Run, differences


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as the person who looks sees it. `hiding` is None unless it is hidden; `out_of_place` where the comment
    that it answers stands on the page before."""

    comment: Comment
    name: str
    mine: bool
    editable: bool
    hiding: Hiding | None
    out_of_place: bool


def of_proposal(at: Seen, proposal: Proposal) -> dict[str, Any]:
    """Where a proposal stands on its way, and what this person can do about it."""
    member = at.member if at.belongs else None
    changes = proposal.state in TALKED_ABOUT and not hasattr(proposal, "amendment")
    waiting = proposal.amendments.filter(state=Amendment.State.PUT).first() if changes else None
    return {
        "needed": seconds_needed(at.body),
        "seconds": proposal.seconds.count(),
        "seconded": member is not None and proposal.seconds.filter(member=member).exists(),
        "version": version_of(proposal),
        "amendments": proposal.amendments.select_related("motion"),
        "to_vote_first": waiting,
        "changes": changes and waiting is None,
        "motion_of": getattr(proposal, "amendment", None),
        "came_of": came_of(proposal),
        "became": became(proposal),
        "mergers": mergers_offered(proposal) if member else [],
        "talks": proposal.state in (Proposal.State.OPEN, Proposal.State.IN_VOTE),
    }


def page_of_comments(at: Seen, proposal: Proposal, number: str | None, now: datetime) -> dict[str, Any]:
    """One page of a discussion in reading order: each comment, then the answers to it."""
    pages = Paginator(
        visible(at, proposal).select_related("by", "answers", "proposal__body"), discussion.COMMENTS_A_PAGE
    )
    page: Page[Comment] = pages.get_page(number)
    return {"page": page, "said": list(_said(at, list(page), now)), "comments": pages.count}


def visible(at: Seen, proposal: Proposal) -> QuerySet[Comment]:
    """The comments that this person may see, in reading order. No stranger sees a child's, nor the answers to it."""
    found = proposal.comments.order_by(Coalesce(F("answers"), F("pk")), "pk")
    return found if at.belongs else found.exclude(of_a_child=True).exclude(answers__of_a_child=True)


def page_number(at: Seen, comment: Comment) -> int:
    """The page of the discussion on which a comment stands."""
    first = comment.answers_id or comment.pk
    before = Q(thread__lt=first) | Q(thread=first, pk__lt=comment.pk)
    ahead = visible(at, comment.proposal).annotate(thread=Coalesce(F("answers"), F("pk"))).filter(before).count()
    return ahead // discussion.COMMENTS_A_PAGE + 1


def came_of(proposal: Proposal) -> Rearrangement | None:
    """The merger or split that a proposal came of, if any."""
    result = getattr(proposal, "came_of", None)
    return result.rearrangement if result else None


def became(proposal: Proposal) -> Rearrangement | None:
    """The merger or split that took a proposal up, if any."""
    return Rearrangement.objects.filter(sources__proposal=proposal, state=Rearrangement.State.DONE).first()


def mergers_offered(proposal: Proposal) -> QuerySet[Rearrangement]:
    """Mergers with this proposal that wait for an author to agree."""
    return Rearrangement.objects.filter(sources__proposal=proposal, state=Rearrangement.State.WAITING)


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between two texts of a proposal."""

    title: list[Run]
    text: list[Run]


def change(former: Any, changed: Any) -> Change:
    """The difference between two things that have a title and a text."""
    return Change(differences(former.title, changed.title), differences(former.text, changed.text))


def wording_of(proposal: Proposal, version: int) -> Any:
    """The title and text that a proposal had in a version: an earlier wording, or the proposal itself."""
    return proposal.wordings.filter(version=version).first() or proposal


def _said(at: Seen, page: list[Comment], now: datetime) -> Iterator[Said]:
    hidden = [comment.pk for comment in page if comment.state == Comment.State.HIDDEN]
    hidings = {each.comment_id: each for each in Hiding.objects.filter(comment__in=hidden, shown_at__isnull=True)}
    here = {comment.pk for comment in page}
    for comment in page:
        mine = at.member is not None and comment.by_id == at.member.pk
        shown = comment.state == Comment.State.SHOWN
        yield Said(
            comment=comment,
            name=_name(at, comment, mine),
            mine=mine,
            editable=mine and shown and discussion.editable(comment.written_at, now),
            hiding=hidings.get(comment.pk),
            out_of_place=comment.answers_id is not None and comment.answers_id not in here,
        )


def _name(at: Seen, comment: Comment, mine: bool) -> str:
    """By what name somebody is shown: a stranger sees none, members see a child's only where the child chose so."""
    if mine:
        return _("You")
    if not at.belongs:
        return _("A member")
    if comment.by is None or comment.by.state != Member.State.ADMITTED:
        return _("A former member")
    return comment.by.shown_name if at.convenes else comment.by.name_for_members() or _("A member")
