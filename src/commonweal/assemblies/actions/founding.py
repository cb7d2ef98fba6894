"""Founding an assembly: neighbours gather, see each other's proof, and agree to standing orders; then it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.text import slugify

from commonweal.assemblies import membership, queries
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.membership import Applicant
from commonweal.assemblies.models import Body, Likeness, Member, Office, Orders
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

TAKEN: Final = "An assembly of {ward} is there already, or is being founded. Join it instead."
ELSEWHERE: Final = "You belong to an assembly already, or have asked to. Leave it first: one person, one ward assembly."
FOUNDED_ALREADY: Final = "This assembly is founded. Ask to join it instead."


@dataclass(frozen=True, slots=True)
class Ward:
    """The ward whose residents found an assembly."""

    code: str
    name: str
    district: str
    sample: bool


@transaction.atomic
def begin_assembly(*, ward: Ward, orders: StandingOrders, founder: Applicant, by: User, now: datetime) -> Body:
    """Begin to gather founders in a ward, under standing orders that all of them will be asked to agree to.

    Raises Refused where the ward has an assembly, or the founder belongs to one.
    """
    name = f"{ward.name} assembly"
    try:
        with transaction.atomic():
            body = Body.objects.create(
                slug=slugify(f"{ward.name} {ward.district}") or ward.code.lower(),
                name=name,
                ward_code=ward.code,
                ward=ward.name,
                district=ward.district,
                sample=ward.sample,
                begun_at=now,
            )
    except IntegrityError:
        raise Refused(TAKEN.format(ward=ward.name)) from None
    Orders.objects.create(body=body, version=1, text=orders.written())
    append(
        "assemblies", "assembly-begun", {**about(body), "ward": ward.code, "founders": orders.founders}, by=by, now=now
    )
    join_founders(body=body, founder=founder, by=by, now=now)
    return body


@transaction.atomic
def join_founders(*, body: Body, founder: Applicant, by: User, now: datetime) -> Member:
    """Become one of those who found an assembly. Raises Refused for who is too young or belongs to one already."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    if body.state != Body.State.GATHERING:
        raise Refused(FOUNDED_ALREADY)
    return _enter(body, founder, by, now, founder_of=True)


@transaction.atomic
def ask_to_join(*, body: Body, applicant: Applicant, by: User, now: datetime) -> Member:
    """Ask to become a member of an assembly that stands. A convenor sees the proof of residence, then admits."""
    if body.state != Body.State.FOUNDED:
        raise Refused("This assembly is not founded yet. You can be one of its founders.")
    return _enter(body, applicant, by, now, founder_of=False)


@transaction.atomic
def see_proof(*, member: Member, evidence: str, by: User, now: datetime) -> Member:
    """Say that you saw proof that somebody lives in the ward.

    Founders see each other's; once the assembly stands a convenor sees it, and the person is a member from then on.
    Raises Refused for one's own proof, for a stranger, and where it was seen already.
    """
    member = Member.objects.select_for_update().get(pk=member.pk)
    seer = who_may_see(member, by)
    if evidence not in ((membership.SEEN,) if member.of_a_ward else (membership.BY_ITS_RULE,)):
        raise Refused("That is not how this body is shown that somebody belongs. Choose from the list.")
    return accept_proof(member=member, evidence=evidence, seer=seer, by=by, now=now)


def accept_proof(*, member: Member, evidence: str, seer: Member | None, by: User, now: datetime) -> Member:
    """Part of every act by which it is shown that somebody belongs; of a body that stands, they are a member then.

    Raises Refused where it was shown before, and while an entry that looks alike waits for a person to look at it.
    """
    if member.state != Member.State.APPLIED or member.evidence:
        raise Refused("Someone saw this proof already. Nothing was changed.")
    if Likeness.objects.filter(later=member, answer=Likeness.Answer.OPEN).exists():
        raise Refused("Somebody may be entered twice. A convenor says first whether these are two people.")
    member.evidence, member.seen_by = evidence, seer
    if member.body.state == Body.State.FOUNDED:
        member.state, member.since = Member.State.ADMITTED, now
    member.save()
    append("assemblies", "residence-shown", {**about(member.body), "evidence": evidence}, by=by, now=now)
    _found_if_ready(member.body, by, now)
    return member


@transaction.atomic
def agree_to_orders(*, body: Body, by: User, now: datetime) -> Member:
    """A founder agrees to the standing orders as they are offered. With the last of them the assembly is founded."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    founder = Member.objects.filter(body=body, user=by, founder=True, state=Member.State.APPLIED).first()
    if founder is None or body.state != Body.State.GATHERING:
        raise Refused("Only those who found an assembly agree to its first standing orders.")
    if founder.agreed_at is None:
        founder.agreed_at = now
        founder.save(update_fields=["agreed_at"])
        orders = body.orders.get(version=1)
        append("assemblies", "orders-agreed", {**about(body), "orders": orders.sha256()}, by=by, now=now)
        _found_if_ready(body, by, now)
    return founder


@transaction.atomic
def decline(*, member: Member, by: User, now: datetime) -> Member:
    """A convenor declines to admit somebody who showed no proof. They can ask again."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    who_may_see(member, by)
    if member.state != Member.State.APPLIED or member.founder:
        raise Refused("This person does not wait to be admitted. Nothing was changed.")
    member.state, member.since = Member.State.DECLINED, now
    member.save(update_fields=["state", "since"])
    append("assemblies", "applicant-declined", about(member.body), by=by, now=now)
    return member


@transaction.atomic
def leave(*, member: Member, by: User, now: datetime) -> Member:
    """Leave an assembly, or its founders: what was decided stands, and you may join again. Offices end with it."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    if member.user_id != by.pk or member.state not in (Member.State.APPLIED, Member.State.ADMITTED):
        raise Refused("You do not belong to this assembly. Nothing was changed.")
    member.state, member.since = Member.State.LEFT, now
    member.save(update_fields=["state", "since"])
    member.offices.filter(until__isnull=True).update(until=now)
    append("assemblies", "member-left", about(member.body), by=by, now=now)
    keep_a_convenor(body=member.body, by=by, now=now)
    return member


def keep_a_convenor(*, body: Body, by: User | None, now: datetime) -> Office | None:
    """Where the last convenor is gone, hand the office to who has been a member longest, until one is elected.

    Part of the act that took the last one away: nobody is kept from leaving, and no assembly is left unable to meet.
    """
    if body.state != Body.State.FOUNDED or convenors(body).exists():
        return None
    heir = body.members.filter(state=Member.State.ADMITTED, user__isnull=False).order_by("since", "pk").first()
    if heir is None:
        return None
    append("assemblies", "convenor-followed", {**about(body), "convenors": 1}, by=by, now=now)
    return Office.objects.create(body=body, member=heir, name=Office.Name.CONVENOR, since=now)


def convenors(body: Body) -> QuerySet[Office]:
    """The office of each convenor that a body has now."""
    held = {"name": Office.Name.CONVENOR, "until__isnull": True, "member__state": Member.State.ADMITTED}
    return Office.objects.filter(body=body, **held)


def about(body: Body) -> dict[str, Any]:
    """How every event names the body that it is about."""
    return {"body": str(body.public_id), "sample": body.sample}


def enter(*, body: Body, applicant: Applicant, user: User | None, founder: bool, now: datetime) -> Member:
    """Part of every act by which somebody asks to belong; entries that look alike wait for a person from then on.

    Raises Refused for who is too young, or belongs to a ward's assembly already.
    """
    membership.check_age(applicant.least_age, body.orders.latest("version").rules().minimum_age)
    try:
        with transaction.atomic():
            member = Member.objects.create(
                body=body,
                user=user,
                of_a_ward=bool(body.ward_code),
                legal_name=applicant.legal_name,
                shown_name=applicant.shown_name,
                postcode=applicant.postcode,
                least_age=applicant.least_age,
                founder=founder,
                since=now,
            )
    except IntegrityError:
        raise Refused(ELSEWHERE) from None
    Likeness.objects.bulk_create(
        Likeness(earlier=other, later=member, found_at=now) for other in queries.perhaps_the_same(member)
    )
    return member


def _enter(body: Body, applicant: Applicant, by: User, now: datetime, *, founder_of: bool) -> Member:
    member = enter(body=body, applicant=applicant, user=by, founder=founder_of, now=now)
    append("assemblies", "founder-joined" if founder_of else "asked-to-join", about(body), by=by, now=now)
    return member


def who_may_see(member: Member, by: User) -> Member:
    """The member whom `by` is in this body, where they may look at another's proof. Raises Refused."""
    if member.user_id == by.pk:
        raise Overstepped("Somebody else must see your proof. Ask another founder, or a convenor.")
    mine = Member.objects.filter(body=member.body, user=by)
    if member.body.state == Body.State.GATHERING:
        found = mine.filter(founder=True, state=Member.State.APPLIED).first()
    else:
        found = _admitting(mine, member.body)
    if found is None:
        raise Overstepped("Only a fellow founder, or a convenor of this assembly, can do that.")
    return found


def _admitting(mine: QuerySet[Member], body: Body) -> Member | None:
    admitted = mine.filter(state=Member.State.ADMITTED)
    if body.admits == Body.Admits.CONVENOR:
        admitted = admitted.filter(offices__name=Office.Name.CONVENOR, offices__until__isnull=True)
    return admitted.first()


def _found_if_ready(body: Body, by: User, now: datetime) -> None:
    """Found the assembly once enough founders have shown proof and all who gathered have agreed."""
    if body.state != Body.State.GATHERING:
        return
    founders = list(body.members.filter(founder=True, state=Member.State.APPLIED).order_by("pk"))
    orders = body.orders.get(version=1)
    ready = all(each.evidence and each.agreed_at for each in founders)
    if len(founders) < orders.rules().founders or not ready:
        return
    body.state, body.founded_at = Body.State.FOUNDED, now
    body.save(update_fields=["state", "founded_at"])
    orders.adopted_at = now
    orders.save(update_fields=["adopted_at"])
    body.members.filter(founder=True, state=Member.State.APPLIED).update(state=Member.State.ADMITTED, since=now)
    Office.objects.create(body=body, member=founders[0], name=Office.Name.CONVENOR, since=now)
    told = {"founders": len(founders), "orders": orders.sha256(), "rules": orders.text}
    append("assemblies", "assembly-founded", {**about(body), **told}, by=by, now=now)
