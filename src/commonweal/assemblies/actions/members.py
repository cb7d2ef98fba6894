"""Members: entered by a convenor, of another ward now, a year older, under another name."""

from datetime import datetime, timedelta
from typing import Final, Literal

from django.db import transaction

from commonweal.assemblies import membership
from commonweal.assemblies.actions.founding import about, ask_to_join, enter, join_founders, leave, who_may_see
from commonweal.assemblies.actions.meetings import convening
from commonweal.assemblies.authority import sent_before
from commonweal.assemblies.membership import Applicant
from commonweal.assemblies.models import Body, Member
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

Confirmed = Literal["on the screen", "on a printed form"]
HOW: Final[tuple[Confirmed, ...]] = ("on the screen", "on a printed form")
SENT_TWICE: Final = timedelta(minutes=10)  # our choice: the same names and postcode after that are looked at as alike
NOT_YOURS: Final = "Only members of this assembly can do that."


@transaction.atomic
def enter_member(*, body: Body, applicant: Applicant, confirmed: str, by: User, now: datetime) -> Member:
    """A convenor enters somebody who has no account, and who confirmed what was written, on the screen or on a form.

    They wait to be admitted like anyone else. Raises Refused without their confirmation.
    """
    body = Body.objects.select_for_update().get(pk=body.pk)
    convening(body, by)
    if confirmed not in HOW:
        raise Refused("Show them what you wrote. They confirm it on the screen, or sign the printed form.")
    if body.state != Body.State.FOUNDED:
        raise Refused("This assembly is not founded yet. Founders join with an account of their own.")
    told = {"legal_name": applicant.legal_name, "shown_name": applicant.shown_name, "postcode": applicant.postcode}
    if body.members.filter(**told, user=None, state=Member.State.APPLIED, since__gt=now - SENT_TWICE).exists():
        raise sent_before("This person is entered already, and waits to be admitted.")
    member = enter(body=body, applicant=applicant, user=None, founder=False, now=now)
    append("assemblies", "member-entered", {**about(body), "confirmed": confirmed}, by=by, now=now)
    return member


@transaction.atomic
def move(*, member: Member, to: Body, postcode: str, by: User, now: datetime) -> Member:
    """Leave one ward's assembly and ask to join another's, in one act. Where you live now is shown anew.

    Raises Refused where the other cannot be joined; then nothing is left either.
    """
    if not member.of_a_ward or not to.ward_code or member.body_id == to.pk:
        raise Refused("You move from one ward’s assembly to another’s. Nothing was changed.")
    leave(member=member, by=by, now=now)
    applicant = Applicant(member.legal_name, member.shown_name, postcode, member.least_age)
    if to.state == Body.State.GATHERING:
        return join_founders(body=to, founder=applicant, by=by, now=now)
    return ask_to_join(body=to, applicant=applicant, by=by, now=now)


@transaction.atomic
def change_name(*, member: Member, shown_name: str, chosen: bool, by: User, now: datetime) -> Member:
    """Change the name that others see; somebody below 18 also says whether members may see it. The legal name stays."""
    member = _mine(member, by)
    changed = Applicant(member.legal_name, shown_name.strip(), member.postcode, member.least_age)
    member.shown_name, member.name_chosen = changed.shown_name, chosen
    member.save(update_fields=["shown_name", "name_chosen"])
    append("assemblies", "name-changed", about(member.body), by=by, now=now)
    return member


@transaction.atomic
def move_up(*, member: Member, by: User, now: datetime) -> Member:
    """Say that you have come into the next age band. It is your own word, until a convenor sees a paper."""
    member = _mine(member, by)
    member.least_age, member.age_seen = membership.next_band(member.least_age), False
    member.save(update_fields=["least_age", "age_seen"])
    append("assemblies", "age-band-changed", {**about(member.body), "least_age": member.least_age}, by=by, now=now)
    return member


@transaction.atomic
def see_age(*, member: Member, by: User, now: datetime) -> Member:
    """A convenor saw a paper that shows the age band. What it was and any date on it are not kept."""
    member = Member.objects.select_for_update().select_related("body").get(pk=member.pk)
    who_may_see(member, by)
    member.age_seen = True
    member.save(update_fields=["age_seen"])
    append("assemblies", "age-seen", {**about(member.body), "least_age": member.least_age}, by=by, now=now)
    return member


def _mine(member: Member, by: User) -> Member:
    """One's own place in a body, held against others. Raises Refused."""
    member = Member.objects.select_for_update().select_related("body").get(pk=member.pk)
    if member.user_id != by.pk or member.state not in (Member.State.APPLIED, Member.State.ADMITTED):
        raise Refused(NOT_YOURS)
    return member
