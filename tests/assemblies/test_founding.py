"""Neighbours found an assembly, and others join it."""

import hashlib
from datetime import timedelta

import pytest

from commonweal.assemblies import queries
from commonweal.assemblies.actions.founding import (
    agree_to_orders,
    ask_to_join,
    begin_assembly,
    decline,
    join_founders,
    leave,
    see_proof,
)
from commonweal.assemblies.membership import SEEN
from commonweal.assemblies.models import Body, Member
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import Event

from .conftest import NAMES, NOW, ORDERS, QUAYSIDE, Account, applicant, user_of

pytestmark = pytest.mark.django_db


def test_an_assembly_stands_once_the_last_founder_agrees(gathering: Body) -> None:
    *others, last = gathering.members.order_by("pk")
    for member in others:
        agree_to_orders(body=gathering, by=member.user, now=NOW)
    assert Body.objects.get().state == Body.State.GATHERING
    agree_to_orders(body=gathering, by=last.user, now=NOW)
    body = Body.objects.get()
    assert (body.state, body.founded_at, body.slug) == (Body.State.FOUNDED, NOW, "quayside-sandport")
    assert body.members.filter(state=Member.State.ADMITTED).count() == 8
    assert [queries.convenes(member) for member in body.members.order_by("pk")] == [True, *[False] * 7]
    assert body.orders.get().adopted_at == NOW
    event = Event.objects.latest("number")
    assert (event.kind, event.body["founders"], event.body["rules"]) == ("assembly-founded", 8, ORDERS.written())


def test_seven_are_too_few(gathering: Body) -> None:
    leave(member=gathering.members.get(shown_name="Godwit"), by=user_of(gathering, "Godwit"), now=NOW)
    for member in gathering.members.filter(state=Member.State.APPLIED):
        agree_to_orders(body=gathering, by=member.user, now=NOW)
    assert Body.objects.get().state == Body.State.GATHERING


def test_a_founder_without_proof_is_waited_for(gathering: Body, account: Account) -> None:
    join_founders(body=gathering, founder=applicant("Whimbrel"), by=account("Whimbrel"), now=NOW)
    for member in gathering.members.all():
        agree_to_orders(body=gathering, by=member.user, now=NOW)
    assert Body.objects.get().state == Body.State.GATHERING
    see_proof(
        member=gathering.members.get(shown_name="Whimbrel"), evidence=SEEN, by=user_of(gathering, "Tern"), now=NOW
    )
    assert Body.objects.get().state == Body.State.FOUNDED


def test_one_assembly_a_ward(body: Body, account: Account) -> None:
    with pytest.raises(Refused, match="An assembly of Quayside is there already"):
        begin_assembly(ward=QUAYSIDE, orders=ORDERS, founder=applicant("Knot"), by=account("Ruff"), now=NOW)
    assert Body.objects.count() == 1


def test_one_person_one_ward_assembly(body: Body, account: Account) -> None:
    hilltop = type(QUAYSIDE)("Z05000002", "Hilltop", "Fell", sample=False)
    with pytest.raises(Refused, match="one person, one ward assembly"):
        begin_assembly(ward=hilltop, orders=ORDERS, founder=applicant("Tern"), by=user_of(body, "Tern"), now=NOW)
    assert Body.objects.count() == 1  # nothing is half-done
    leave(member=body.members.get(shown_name="Tern"), by=user_of(body, "Tern"), now=NOW)
    begin_assembly(ward=hilltop, orders=ORDERS, founder=applicant("Tern"), by=account("Tern"), now=NOW)


def test_a_neighbour_joins_after_a_convenor_saw_the_proof(body: Body, convenor: User, account: Account) -> None:
    newcomer = ask_to_join(body=body, applicant=applicant("Whimbrel", 16), by=account("Whimbrel"), now=NOW)
    assert newcomer.state == Member.State.APPLIED
    admitted = see_proof(member=newcomer, evidence=SEEN, by=convenor, now=NOW + timedelta(days=1))
    assert (admitted.state, admitted.evidence, admitted.seen_by) == ("admitted", SEEN, body.members.get(user=convenor))
    with pytest.raises(Refused, match="Someone saw this proof already"):
        see_proof(member=newcomer, evidence=SEEN, by=convenor, now=NOW)


@pytest.mark.parametrize("seer", ["Whimbrel", "Grebe", "Stranger"])
def test_who_may_not_see_a_proof(body: Body, account: Account, seer: str) -> None:
    newcomer = ask_to_join(body=body, applicant=applicant("Whimbrel"), by=account("Whimbrel"), now=NOW)
    with pytest.raises(Refused, match=r"Somebody else must see|Only a fellow founder, or a convenor"):
        see_proof(member=newcomer, evidence=SEEN, by=account(seer), now=NOW)
    with pytest.raises(Refused):
        decline(member=newcomer, by=account(seer), now=NOW)
    assert Member.objects.get(pk=newcomer.pk).state == Member.State.APPLIED


def test_who_was_declined_may_ask_again(body: Body, convenor: User, account: Account) -> None:
    newcomer = ask_to_join(body=body, applicant=applicant("Whimbrel"), by=account("Whimbrel"), now=NOW)
    assert decline(member=newcomer, by=convenor, now=NOW).state == Member.State.DECLINED
    ask_to_join(body=body, applicant=applicant("Whimbrel"), by=account("Whimbrel"), now=NOW)


def test_who_is_too_young_is_told_so(body: Body, account: Account) -> None:
    with pytest.raises(Refused, match="at least 16"):
        ask_to_join(body=body, applicant=applicant("Whimbrel", 11), by=account("Whimbrel"), now=NOW)


def test_a_founded_assembly_gathers_no_founders_and_a_gathering_one_no_members(
    gathering: Body, account: Account
) -> None:
    with pytest.raises(Refused, match="not founded yet"):
        ask_to_join(body=gathering, applicant=applicant("Whimbrel"), by=account("Whimbrel"), now=NOW)
    with pytest.raises(Refused, match="Only those who found"):
        agree_to_orders(body=gathering, by=account("Whimbrel"), now=NOW)


def test_who_leaves_lays_down_their_office(body: Body, convenor: User) -> None:
    member = body.members.get(user=convenor)
    leave(member=member, by=convenor, now=NOW)
    assert not queries.convenes(member)
    assert queries.belonging(convenor, body) is None
    with pytest.raises(Refused, match="You do not belong"):
        leave(member=member, by=convenor, now=NOW)


def test_the_record_holds_no_name(body: Body) -> None:
    told = " ".join(str(event.body) for event in Event.objects.all())
    assert not [name for name in (*NAMES, "Robin", "L1 0AB", "@") if name in told]


def test_standing_orders_keep_their_hash_when_a_later_version_of_commonweal_knows_more_rules(body: Body) -> None:
    held = body.orders.get()
    adopted = Event.objects.get(kind="assembly-founded").body
    assert (held.sha256(), held.text) == (adopted["orders"], adopted["rules"])
    held.text = '{"founders": 9}'  # as an earlier version wrote them, which asked for nothing else
    assert held.rules().founders == 9
    assert held.sha256() == hashlib.sha256(b'{"founders": 9}').hexdigest()
