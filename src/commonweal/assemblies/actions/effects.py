"""What a proposal would bring about, and what comes of it once it is carried."""

from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from commonweal.assemblies import decisions
from commonweal.assemblies.actions.founding import about
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.actions.telling import tell_soon
from commonweal.assemblies.actions.wordings import TALKED_ABOUT, settle
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.models import Decision, Interest, Member, Orders, Proposal, Terms, Vote
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text, erase_text

NOT_YOURS: Final = "Only who made a proposal says what it would bring about, and only before a vote is open."
NO_LATER_ORDERS: Final = "New standing orders hold from the decision on, with no last day. Leave both days out."


@transaction.atomic
def set_terms(
    *, proposal: Proposal, terms: decisions.Terms, supersedes: Decision | None, by: User, now: datetime
) -> Terms:
    """Say from when to when a decision would hold, what for, who must accept it, and whose place it takes.

    Raises Refused for another's proposal, for one in a vote, and where the decision to be followed cannot be.
    """
    proposal = _open(proposal, by)
    if supersedes is not None:
        _check_superseded(proposal, supersedes)
    if (terms.begins_on or terms.ends_on) and _brings_orders(proposal):
        raise Refused(NO_LATER_ORDERS)
    held, _new = Terms.objects.update_or_create(
        proposal=proposal,
        defaults={
            "begins_on": terms.begins_on,
            "ends_on": terms.ends_on,
            "pence": terms.pence,
            "purpose": terms.purpose.strip(),
            "asks_of": terms.asks_of.strip(),
            "supersedes": supersedes,
        },
    )
    append("assemblies", "terms-set", {**_naming(proposal), **_told(held)}, by=by, now=now)
    return held


@transaction.atomic
def bring_orders(*, proposal: Proposal, orders: StandingOrders, by: User, now: datetime) -> Terms:
    """Let a proposal carry new standing orders, which hold once it is carried.

    Raises Refused where they are those that hold, or where the proposal has days from and to which it would hold.
    """
    proposal = _open(proposal, by)
    if orders == _latest(proposal).rules():
        raise Refused("These are the standing orders as they are. Change at least one rule.")
    held, _new = Terms.objects.get_or_create(proposal=proposal)
    if held.begins_on or held.ends_on:
        raise Refused(NO_LATER_ORDERS)
    held.orders = orders.written()
    held.save(update_fields=["orders"])
    told = {"orders": orders.sha256(), "rules": held.orders}
    append("assemblies", "orders-proposed", {**_naming(proposal), **told}, by=by, now=now)
    return held


@transaction.atomic
def tell_interest(
    *, proposal: Proposal, member: Member, told: decisions.Disclosure, by: User, now: datetime
) -> Interest:
    """Tell of an interest that a member has in a proposal, and whether they take no part in the vote on it.

    The member tells it; a convenor may note it for somebody who has no account. Raises Overstepped for anyone else, and
    Refused once the vote is open.
    """
    proposal = Proposal.objects.select_for_update().select_related("body").get(pk=proposal.pk)
    _speaks_for(member, proposal, by)
    if member.body_id != proposal.body_id or member.state != Member.State.ADMITTED:
        raise Refused("Only members of this assembly can do that.")
    if proposal.state not in TALKED_ABOUT:
        raise Refused("An interest is told before the vote opens. Tell the meeting; it can be minuted.")
    try:
        with transaction.atomic():
            interest = Interest.objects.create(
                proposal=proposal,
                member=member,
                text=told.text.strip(),
                commitment=commit_text(told.text.strip()),
                recuses=told.recuses,
                told_at=now,
            )
    except IntegrityError:
        raise Refused("This interest is told already. Nothing was changed.") from None
    about_it = {"interest": interest.commitment, "recuses": told.recuses}
    append("assemblies", "interest-told", {**_naming(proposal), **about_it}, by=by, now=now)
    return interest


@transaction.atomic
def take_back_interest(*, interest: Interest, by: User, now: datetime) -> None:
    """Take back what was told of an interest, and a recusal with it, by whoever may tell it. Its words are erased.

    Raises Refused once the vote is open, for anyone else, and where it was taken back already.
    """
    proposal = Proposal.objects.select_for_update().select_related("body").get(pk=interest.proposal_id)
    _speaks_for(interest.member, proposal, by)
    if proposal.state not in TALKED_ABOUT:
        raise Refused("What was told stands once the vote opens. Tell the meeting; it can be minuted.")
    if not Interest.objects.filter(pk=interest.pk).delete()[0]:
        raise Refused("This was taken back already. Nothing was changed.")
    append("assemblies", "interest-taken-back", {**_naming(proposal), "interest": interest.commitment}, by=by, now=now)
    erase_text(commitment=interest.commitment, by=by, now=now)


def _speaks_for(member: Member, proposal: Proposal, by: User) -> None:
    """Raises Overstepped unless it is their own, or a convenor notes it for a member who cannot tell it on the site."""
    if member.user_id == by.pk:
        return
    convening(proposal.body, by)
    if member.user_id is not None:
        raise Overstepped("They have an account, and tell it themselves. Nothing was changed.")


def recused(proposal: Proposal) -> QuerySet[Member]:
    """Members who take no part in a vote on it: they are not counted as present, raise no hand and count none."""
    return Member.objects.filter(interests__proposal=proposal, interests__recuses=True)


def deciding_rules(vote: Vote) -> StandingOrders:
    """The rules that say what carries a vote: those of its standing orders, stricter where it would change them."""
    rules = vote.orders.rules()
    return rules.for_orders if _brings_orders(vote.proposal) else rules


def carry_out(*, decision: Decision, by: User | None, now: datetime) -> None:
    """What a decision brings about by itself: new standing orders, the end of the decision that it follows, a changed
    text where it was about an amendment.

    Part of the act that decides. Of what was not carried, nothing; but members are told either way.
    """
    tell_soon(decision.body)
    settle(decision=decision, by=by, now=now)
    terms = Terms.objects.filter(proposal=decision.proposal).select_related("supersedes__body").first()
    if terms is None or not decision.carried:
        return
    if terms.supersedes:
        _supersede(terms.supersedes, decision, by, now)
    if terms.orders:
        _adopt(terms.orders, decision, by, now)


def naming(decision: Decision) -> dict[str, Any]:
    """How every event names the decision that it is about."""
    return {**about(decision.body), "decision": str(decision.public_id), "number": decision.number}


def _supersede(earlier: Decision, decision: Decision, by: User | None, now: datetime) -> None:
    while earlier.superseded_by is not None:  # another decision came first: this one follows that
        earlier = earlier.superseded_by
    earlier.superseded_by = decision
    earlier.save(update_fields=["superseded_by"])
    append("assemblies", "superseded", {**naming(earlier), "followed_by": decision.number}, by=by, now=now)


def _adopt(orders: str, decision: Decision, by: User | None, now: datetime) -> None:
    last = decision.body.orders.aggregate(last=Max("version"))["last"]
    held = Orders.objects.create(body=decision.body, version=last + 1, text=orders, adopted_at=now, by=decision)
    told = {"version": held.version, "orders": held.sha256(), "rules": orders}
    append("assemblies", "orders-adopted", {**naming(decision), **told}, by=by, now=now)


def _open(proposal: Proposal, by: User) -> Proposal:
    """One's own proposal, held against others, on which no vote is open. Raises Refused."""
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("body", "by").get(pk=proposal.pk)
    mine = proposal.by is not None and proposal.by.user_id == by.pk and proposal.by.state == Member.State.ADMITTED
    if proposal.state not in TALKED_ABOUT or not mine:
        raise Refused(NOT_YOURS)
    return proposal


def _check_superseded(proposal: Proposal, earlier: Decision) -> None:
    if earlier.body_id != proposal.body_id:
        raise Refused("Only a decision of the same assembly can be followed by this one.")
    if not earlier.carried or earlier.superseded_by_id is not None:
        raise Refused(f"Decision {earlier.number} does not hold, so nothing can take its place. Choose one that does.")


def _brings_orders(proposal: Proposal) -> bool:
    return Terms.objects.filter(proposal=proposal).exclude(orders="").exists()


def _latest(proposal: Proposal) -> Orders:
    return proposal.body.orders.filter(adopted_at__isnull=False).latest("version")


def _told(held: Terms) -> dict[str, Any]:
    words = commit_text(f"{held.purpose}\n\n{held.asks_of}") if held.purpose or held.asks_of else ""
    return {
        "begins_on": held.begins_on.isoformat() if held.begins_on else "",
        "ends_on": held.ends_on.isoformat() if held.ends_on else "",
        "pence": held.pence or 0,
        "supersedes": held.supersedes.number if held.supersedes else 0,
        "words": words,
    }


def _naming(proposal: Proposal) -> dict[str, Any]:
    return {**about(proposal.body), "proposal": str(proposal.public_id)}
