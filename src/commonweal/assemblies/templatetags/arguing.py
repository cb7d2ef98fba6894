"""Where a proposal, an amendment or a hidden text stands, in words."""

from typing import Final

from django import template
from django.utils.translation import gettext_lazy as _

from commonweal.assemblies.models import Amendment, Hiding, Proposal
from commonweal.assemblies.views.arguing_forms import REASONS

register = template.Library()

PROPOSALS: Final = {
    Proposal.State.SECONDING: _("waits for seconds"),
    Proposal.State.OPEN: _("open for discussion"),
    Proposal.State.IN_VOTE: _("being voted on"),
    Proposal.State.DECIDED: _("decided"),
    Proposal.State.WITHDRAWN: _("withdrawn"),
    Proposal.State.MERGED: _("merged with another"),
    Proposal.State.SPLIT: _("split into several"),
    Proposal.State.HIDDEN: _("hidden"),
}
AMENDMENTS: Final = {
    Amendment.State.OFFERED: _("offered"),
    Amendment.State.PUT: _("to be voted on first"),
    Amendment.State.ACCEPTED: _("accepted by who made the proposal"),
    Amendment.State.CARRIED: _("carried by a vote"),
    Amendment.State.LOST: _("lost in a vote"),
    Amendment.State.WITHDRAWN: _("withdrawn"),
    Amendment.State.HIDDEN: _("hidden"),
}
OFFERED_TO: Final = {  # where an amendment stands that nobody took up, by what became of its proposal
    Proposal.State.IN_VOTE: _("not taken up before the vote on the proposal opened"),
    Proposal.State.DECIDED: _("not taken up; the proposal was decided without it"),
    Proposal.State.WITHDRAWN: _("not taken up; the proposal was withdrawn"),
    Proposal.State.MERGED: _("not taken up; the proposal was merged with another"),
    Proposal.State.SPLIT: _("not taken up; the proposal was split into several"),
    Proposal.State.HIDDEN: _("not taken up; the proposal was hidden"),
}


@register.filter
def stands(thing: Proposal | Amendment) -> str:
    """Where it stands: "open for discussion"; of a change nobody took up, what became of the proposal instead."""
    if isinstance(thing, Proposal):
        return str(PROPOSALS[Proposal.State(thing.state)])
    if thing.state == Amendment.State.OFFERED and (ended := OFFERED_TO.get(Proposal.State(thing.proposal.state))):
        return str(ended)
    return str(AMENDMENTS[Amendment.State(thing.state)])


@register.filter
def reason(key: str) -> str:
    """The reason for which something is hidden or reported: "It insults somebody"."""
    return str(dict(REASONS).get(key, ""))


@register.filter
def what(hiding: Hiding) -> str:
    """What was hidden, without a word of it: "a comment on proposal 4"."""
    if hiding.comment:
        return str(_("a comment on proposal %(number)s")) % {"number": hiding.comment.proposal.number}
    if hiding.amendment:
        told = {"number": hiding.amendment.number, "of": hiding.amendment.proposal.number}
        return str(_("amendment %(number)s to proposal %(of)s")) % told
    return str(_("proposal %(number)s")) % {"number": hiding.proposal.number if hiding.proposal else ""}


@register.filter
def kind(thing: object) -> str:
    """What a text is, as its address calls it: proposal, amendment or comment."""
    return type(thing).__name__.lower()
