"""The sample's council answers, a neighbour without an account is entered, one signs up twice, and a branch gathers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from commonweal.assemblies.actions.acceptance import Reply, enter_answer
from commonweal.assemblies.actions.bodies import Charter, begin_body
from commonweal.assemblies.actions.effects import bring_orders, set_terms
from commonweal.assemblies.actions.members import enter_member
from commonweal.assemblies.actions.votes import propose
from commonweal.assemblies.decisions import Terms
from commonweal.assemblies.membership import Applicant
from commonweal.assemblies.models import Body, Decision, Member, Proposal
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.people.models import User

COUNCIL: Final = "Sandport Council"
ANSWERED_AFTER: Final = timedelta(days=12)  # the decision
EVERY_HOUR: Final = timedelta(hours=1)


def set_out(*, proposal: Proposal, told: Mapping[str, Any], by: User, now: datetime) -> None:
    """Let a proposal of the sample say how much money it may move, what for, and that the council must accept it."""
    asks_of = COUNCIL if told.get("asks_the_council") else ""
    terms = Terms(pence=told.get("pence"), purpose=told.get("purpose", ""), asks_of=asks_of)
    if terms != Terms():
        set_terms(proposal=proposal, terms=terms, supersedes=None, by=by, now=now)


def belong(*, body: Body, now: datetime) -> None:
    """What else happens around the sample's first assembly, up to `now`."""
    members = list(body.members.filter(state=Member.State.ADMITTED).order_by("pk"))
    convenor, neighbour = members[0], members[3]
    assert convenor.user is not None
    assert neighbour.user is not None
    asked = Decision.objects.filter(body=body, proposal__terms__asks_of=COUNCIL).order_by("number").first()
    if asked is not None:
        day = timezone.localdate(asked.decided_at + ANSWERED_AFTER)
        reply = Reply(True, "The council’s cabinet", day, "Minute 41 of the sample")
        enter_answer(decision=asked, reply=reply, by=convenor.user, now=now - EVERY_HOUR)
    _enter(body, convenor.user, members[5], now - EVERY_HOUR)
    sooner = propose(
        body=body,
        title="Four days’ notice instead of seven",
        text="When the council asks us something, a week is too long.",
        by=neighbour.user,
        now=now,
    )
    bring_orders(proposal=sooner, orders=replace(StandingOrders(), notice_days=4), by=neighbour.user, now=now)
    branch = Charter(
        "Laundry workers’ branch", "Whoever works in a laundry here and is a member of the union.", "member", True, body
    )
    first = Applicant(neighbour.legal_name, neighbour.shown_name, "", neighbour.least_age)
    begin_body(charter=branch, orders=StandingOrders(), founder=first, by=neighbour.user, now=now)


def _enter(body: Body, by: User, alike: Member, now: datetime) -> None:
    entered = Applicant("Sample Wren Z", "Wren Z", alike.postcode, 18)
    enter_member(body=body, applicant=entered, confirmed="on a printed form", by=by, now=now)
    twice = Applicant(alike.legal_name.replace("Sample", "S."), alike.shown_name, alike.postcode, 18)
    enter_member(body=body, applicant=twice, confirmed="on the screen", by=by, now=now)
