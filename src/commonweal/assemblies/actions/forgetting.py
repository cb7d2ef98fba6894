"""Leaving and being forgotten: a person's private rows and own words go; votes, decisions and the record stand."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from commonweal.assemblies.actions.forgetting_words import forget_words
from commonweal.assemblies.actions.founding import about, keep_a_convenor
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.actions.wordings import TALKED_ABOUT
from commonweal.assemblies.models import (
    AskedItem,
    Claim,
    CodeTry,
    Interest,
    Joined,
    Likeness,
    Member,
    Need,
    Proposal,
    RollEntry,
)
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import erase_text

Forget = Callable[[Member, "User | None", datetime], None]
WITHHELD: Final = "Withheld"  # in the place of a title whose author was forgotten


@transaction.atomic
def forget_member(*, member: Member, by: User | None, now: datetime) -> Member:
    """Erase what is private about a member and the words that are theirs alone. What they took part in deciding stands.

    A proposal that is in a vote or decided on is the assembly's text by then, and stays. `by` is the person, a convenor
    whom somebody without an account asked, or None for the host. Raises Refused for anyone else.
    """
    member = Member.objects.select_for_update().select_related("body").get(pk=member.pk)
    if by is not None and member.user_id != by.pk:
        _check_asked(member, by)
    for forget in FORGETS:
        forget(member, by, now)
    if member.state in (Member.State.APPLIED, Member.State.ADMITTED):
        member.state, member.since = Member.State.LEFT, now
    member.offices.filter(until__isnull=True).update(until=now)
    member.legal_name = member.shown_name = member.postcode = ""
    member.user, member.name_chosen, member.asked = None, False, False
    member.save()
    append("assemblies", "member-forgotten", about(member.body), by=by, now=now)
    keep_a_convenor(body=member.body, by=by, now=now)
    return member


@transaction.atomic
def forget_person(*, user: User, by: User | None, now: datetime) -> int:
    """Forget a person in every body and remove the account; returns how many places they had.

    Raises Refused where somebody else than the person or the host asks.
    """
    if by is not None and by.pk != user.pk:
        raise Refused("Only the person, or the host on their wish, removes an account.")
    places = list(Member.objects.filter(user=user))
    for member in places:
        forget_member(member=member, by=by, now=now)
    CodeTry.objects.filter(user=user).delete()
    append("people", "account-removed", {}, by=None, now=now)  # about nobody: the account is no more
    user.delete()
    return len(places)


def _check_asked(member: Member, by: User) -> None:
    convening(member.body, by)
    if member.user_id is not None:
        raise Refused("This member has an account, and is forgotten when they ask for it themselves.")


def _codes_and_likenesses(member: Member, by: User | None, now: datetime) -> None:
    member.codes.all().delete()
    Likeness.objects.filter(Q(earlier=member) | Q(later=member)).delete()
    RollEntry.objects.filter(member=member).delete()
    Need.objects.filter(member=member).delete()


def _interests(member: Member, by: User | None, now: datetime) -> None:
    for interest in Interest.objects.filter(member=member).exclude(text=""):
        erase_text(commitment=interest.commitment, by=None, now=now)
        interest.text = ""
        interest.save(update_fields=["text"])


def _proposals(member: Member, by: User | None, now: datetime) -> None:
    settled = [Proposal.State.IN_VOTE, Proposal.State.DECIDED]
    for proposal in Proposal.objects.filter(by=member).exclude(state__in=settled).exclude(title=WITHHELD):
        erase_text(commitment=proposal.commitment, by=None, now=now)
        proposal.title, proposal.text = WITHHELD, ""
        if proposal.state in TALKED_ABOUT:
            proposal.state = Proposal.State.WITHDRAWN
        proposal.save(update_fields=["title", "text", "state"])


def _meetings(member: Member, by: User | None, now: datetime) -> None:
    """What they asked of meetings goes; a claim for pay that was handed over stays until it is settled."""
    AskedItem.objects.filter(by=member).delete()
    Joined.objects.filter(member=member).delete()
    Claim.objects.filter(member=member, handed_over_at__isnull=True).delete()
    member.willing.all().delete()


# One for each kind of words that a member may leave behind. Whoever adds a kind adds its own here.
FORGETS: Final[tuple[Forget, ...]] = (_codes_and_likenesses, _interests, forget_words, _proposals, _meetings)
