"""The page that asks again before what cannot be undone: what would come of it, and a button that says what it does.

The address that acts on a form asks when it is only opened, so that no tap on a page does it by accident.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.assemblies import queries
from commonweal.assemblies.balloting import rolls
from commonweal.assemblies.models import Comment, Interest, Meeting, Member, Vote


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what would come of a yes in sentences, the words of its button, and where a no leads.

    `listed` are words under the sentences, such as the items that would be left open; `quoted`, words that would go.
    """

    question: str
    told: Sequence[str]
    button: str
    back: str
    back_label: str
    listed: Sequence[str] = ()
    quoted: str = ""


def ask(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The page; its form, sent to the same address, says yes."""
    return render(request, "assemblies/asked_again.html", {"asked": asked})


def closing(meeting: Meeting) -> Asked:
    """Before a meeting is closed: who is marked as here, and which items nobody began or finished."""
    present = queries.room(meeting).present
    here = ngettext("%(here)d person is here.", "%(here)d people are here.", present) % {"here": present}
    left = [str(item.title) for item in meeting.items.filter(done_at__isnull=True)]
    items = _("These items are not finished:") if left else _("Every item of the agenda is done.")
    after = _("A meeting that is closed is not opened again. What is left goes onto the agenda of another one.")
    return _of_meeting(meeting, _("Close the meeting?"), [here, after, items], _("Close the meeting"), left)


def calling_off(meeting: Meeting) -> Asked:
    """Before a meeting is called off."""
    told = _("Members are told, and it cannot be taken back. To meet after all, you would call a new meeting.")
    return _of_meeting(meeting, _("Call this meeting off?"), [told], _("Call this meeting off"))


def ending(vote: Vote) -> Asked:
    """Before the voting of a vote by ballot is ended: how many have voted, and what is still out."""
    papers = vote.electors.filter(struck=rolls.PAPER).count()
    voted = vote.electors.exclude(struck__in=("", rolls.PAPER)).count()
    cast = ngettext("%(voted)d of %(all)d has voted.", "%(voted)d of %(all)d have voted.", voted)
    told = [cast % {"voted": voted, "all": vote.members}]
    if papers:
        taken = ngettext(
            "One more took a paper. Have it back before you end the voting; it is entered afterwards.",
            "%(papers)d more took a paper. Have them back before you end the voting; they are entered afterwards.",
            papers,
        )
        told += [taken % {"papers": papers}]
    told += [_("At least %(quorum)d must take part, or nothing is decided.") % {"quorum": vote.quorum}]
    if vote.box.by_hands and vote.meeting is None:
        told += [_("No hands have been raised, and none can be raised afterwards.")]
    told += [_("Nobody can vote after this, and the voting is not opened again.")]
    return _of_ballot(vote, _("End the voting?"), told, _("End the voting"))


def counting(vote: Vote, missing: int) -> Asked:
    """Before a vote is counted without papers that were given out: whoever has them back can still enter them."""
    told = [
        ngettext(
            "%(papers)d paper was given out and is not entered. It is not counted.",
            "%(papers)d papers were given out and are not entered. They are not counted.",
            missing,
        )
        % {"papers": missing},
        _("If you have papers here, go back and enter them. What is counted once is not counted again."),
    ]
    return _of_ballot(vote, _("Count without these papers?"), told, _("Count and publish"))


def destroying(vote: Vote) -> Asked:
    """Before a vote by ballot is stopped without a result."""
    told = [_("All ballots are destroyed and nothing is counted. The record says that it happened.")]
    return _of_ballot(vote, _("Stop without a result?"), told, _("Stop this vote and destroy its ballots"))


def stopping(vote: Vote) -> Asked:
    """Before a show of hands is stopped without a result."""
    told = [_("What the tellers counted is thrown away. The proposal can be voted on again.")]
    back = vote.meeting or vote.proposal
    label = _("The meeting") if vote.meeting else vote.proposal.title
    question = _("Stop this vote without a result?")
    return Asked(question, told, _("Stop this vote without a result"), back.get_absolute_url(), label)


def erasing(comment: Comment) -> Asked:
    """Before somebody's own comment is erased."""
    told = [_("The words go for good. That there was a comment stays, and so do the answers to it.")]
    back, label = comment.get_absolute_url(), comment.proposal.title
    return Asked(_("Erase your comment?"), told, _("Erase it"), back, label, quoted=comment.text)


def taking_back(interest: Interest) -> Asked:
    """Before somebody takes back what they told of an interest of theirs."""
    told = [_("The words go for good. That something was told and taken back stays in the record, without your name.")]
    if interest.recuses:
        told += [_("You would take part in the vote again.")]
    told += [_("You can tell it anew until the vote opens.")]
    back, label = interest.proposal.get_absolute_url(), interest.proposal.title
    return Asked(_("Take back what you told?"), told, _("Take it back"), back, label, quoted=interest.text)


def taking_back_for(interest: Interest) -> Asked:
    """Before a convenor takes back what somebody without an account told of themselves."""
    told = [_("The words go for good. That something was told and taken back stays in the record, without a name.")]
    if interest.recuses:
        told += [_("They would take part in the vote again.")]
    back = reverse("interests-of-others", args=[interest.proposal.body.slug, interest.proposal.number])
    question = _("Take back what %(name)s told?") % {"name": interest.member.shown_name}
    return Asked(question, told, _("Take it back"), back, _("What others told"), quoted=interest.text)


def forgetting(places: Collection[Member]) -> Asked:
    """Before somebody's account is removed, with the bodies that they would leave."""
    told = [
        _(
            "Your account, your names, your postcode and the words that are yours alone are erased."
            " This cannot be taken back."
        ),
        _(
            "What assemblies decided stands, and so do votes. They never said how you voted."
            " A proposal of yours that was voted on stays, without your name."
        ),
        *([_("You would leave:")] if places else []),
    ]
    button, listed = _("Erase all that is private about me"), [each.body.name for each in places]
    return Asked(_("Leave and be forgotten?"), told, button, reverse("assemblies"), _("Assemblies"), listed)


def forgetting_member(member: Member) -> Asked:
    """Before a member who has no account is forgotten, at their wish."""
    told = [
        _("Their names, their postcode and the words that are theirs alone are erased. This cannot be taken back."),
        _("What the assembly decided stands, and so do votes. To belong again they would be entered anew."),
    ]
    question = _("Shall %(name)s be forgotten?") % {"name": member.legal_name}
    back = reverse("members", args=[member.body.slug])
    return Asked(question, told, _("They want to be forgotten"), back, _("Members"))


def _of_meeting(meeting: Meeting, question: str, told: list[str], button: str, left: Sequence[str] = ()) -> Asked:
    return Asked(question, told, button, meeting.get_absolute_url(), _("The meeting"), left)


def _of_ballot(vote: Vote, question: str, told: list[str], button: str) -> Asked:
    table = reverse("table", args=[vote.proposal.body.slug, vote.public_id])
    return Asked(question, told, button, table, _("Run this vote"))
