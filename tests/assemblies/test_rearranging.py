"""Proposals merged into one and split into several, with lineage and support."""

from dataclasses import replace

import pytest

from commonweal.assemblies.actions.amendments import accept_amendment
from commonweal.assemblies.actions.proposals import second
from commonweal.assemblies.actions.rearranging import Kind, Plan, agree_to_merger, decline_merger, rearrange
from commonweal.assemblies.actions.votes import withdraw
from commonweal.assemblies.models import Body, Member, Proposal, Rearrangement
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import CommittedText

from .conftest import NOW, ORDERS, user_of
from .proposing import BENCH, BOTH, LAUNDRY, Words, last, made, merger, offered

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_seconds(body: Body) -> Body:
    """The assembly under standing orders that ask for two seconds."""
    body.orders.update(text=replace(ORDERS, seconds=2).written())
    return body


def test_a_merger_waits_for_every_author(body: Body) -> None:
    made(body), made(body, "Tern", BENCH)
    offer = merger(body)
    assert offer.state == "waiting"
    assert body.proposals.count() == 2
    with pytest.raises(Refused, match="can agree to merge it, once"):
        agree_to_merger(merger=offer, by=user_of(body, "Knot"), now=NOW)
    assert agree_to_merger(merger=offer, by=user_of(body, "Tern"), now=NOW).state == "done"
    new = body.proposals.get(number=3)
    assert (new.title, new.state, new.by) == (BOTH.title, "open", body.members.get(shown_name="Knot"))
    assert [each.state for each in body.proposals.filter(number__lt=3)] == ["merged", "merged"]
    assert last().body["into"] == [{"proposal": str(new.public_id), "text": new.commitment}]
    assert new.came_of.rearrangement == offer


def test_an_author_may_say_no(body: Body) -> None:
    made(body), made(body, "Tern", BENCH)
    offer = merger(body)
    with pytest.raises(Refused, match="can say no"):
        decline_merger(merger=offer, by=user_of(body, "Grebe"), now=NOW)
    decline_merger(merger=offer, by=user_of(body, "Tern"), now=NOW)
    with pytest.raises(Refused, match="done or declined"):
        agree_to_merger(merger=offer, by=user_of(body, "Tern"), now=NOW)
    assert {each.state for each in body.proposals.all()} == {"open"}


def test_nobody_is_held_to_a_text_that_has_changed_since(body: Body) -> None:
    laundry, _bench = made(body), made(body, "Tern", BENCH)
    offer = merger(body)
    accept_amendment(amendment=offered(laundry, "Grebe"), by=user_of(body, "Knot"), now=NOW)
    with pytest.raises(Refused, match="has changed since"):
        agree_to_merger(merger=offer, by=user_of(body, "Tern"), now=NOW)
    assert Rearrangement.objects.get().sources.filter(agreed_at=None).count() == 1


def test_a_convenor_merges_with_a_reason_and_no_other_way(body: Body, convenor: User) -> None:
    made(body), made(body, "Grebe", BENCH)
    for by, reason, said in (
        ("Avocet", "", "Only who made"),
        ("Tern", "", "Only who made"),
        ("Avocet", "It is one.", "convenor"),
    ):
        with pytest.raises(Refused, match=said):
            merger(body, reason, by)
    assert merger(body, "Both ask for the same money.", "Tern").state == "done"
    assert CommittedText.objects.get(commitment=last().body["reason"]).text == "Both ask for the same money."
    assert body.proposals.get(number=3).by == body.members.get(shown_name="Knot")


def test_who_left_is_not_waited_for(body: Body) -> None:
    made(body), made(body, "Tern", BENCH)
    body.members.filter(shown_name="Tern").update(state=Member.State.LEFT)
    with pytest.raises(Refused, match="has left"):
        merger(body)


def test_seconds_go_along(two_seconds: Body) -> None:
    laundry, bench = made(two_seconds), made(two_seconds, "Tern", BENCH)
    for proposal, name in ((laundry, "Tern"), (bench, "Knot"), (bench, "Grebe")):
        second(proposal=proposal, by=user_of(two_seconds, name), now=NOW)
    agree_to_merger(merger=merger(two_seconds), by=user_of(two_seconds, "Tern"), now=NOW)
    new = two_seconds.proposals.get(number=3)
    assert sorted(new.seconds.values_list("member__shown_name", flat=True)) == ["Grebe", "Tern"]
    assert new.state == Proposal.State.OPEN


def test_a_split_gives_each_part_the_support_of_the_whole(two_seconds: Body) -> None:
    whole = made(two_seconds, wording=BOTH)
    second(proposal=whole, by=user_of(two_seconds, "Tern"), now=NOW)
    plan = Plan(Kind.SPLIT, [whole], [LAUNDRY, BENCH])
    with pytest.raises(Refused, match="Only who made"):
        rearrange(plan=plan, by=user_of(two_seconds, "Tern"), now=NOW)
    rearrange(plan=plan, by=user_of(two_seconds, "Knot"), now=NOW)
    assert Proposal.objects.get(pk=whole.pk).state == Proposal.State.SPLIT
    parts = two_seconds.proposals.filter(number__gt=1).order_by("number")
    assert [(each.title, each.state, each.seconds.count()) for each in parts] == [
        ("A laundry", "seconding", 1),
        ("A bench", "seconding", 1),
    ]
    assert last().kind == "proposal-split"


@pytest.mark.parametrize(
    ("kind", "proposals", "wordings", "said"),
    [
        (Kind.MERGER, [0], [BOTH], "at least one other proposal"),
        (Kind.MERGER, [0, 0], [BOTH], "each proposal once"),
        (Kind.SPLIT, [0], [LAUNDRY], "at least two parts"),
        (Kind.SPLIT, [0], [BENCH] * 11, "at least two parts"),
    ],
)
def test_plans_that_are_none(body: Body, kind: Kind, proposals: list[int], wordings: list[Words], said: str) -> None:
    held = [made(body), made(body, "Grebe")]
    with pytest.raises(Refused, match=said):
        rearrange(plan=Plan(kind, [held[at] for at in proposals], wordings), by=user_of(body, "Knot"), now=NOW)


def test_what_was_merged_changes_no_more(body: Body) -> None:
    laundry, _bench = made(body), made(body, wording=BENCH)
    merger(body)
    for act in (
        lambda: withdraw(proposal=laundry, by=user_of(body, "Knot"), now=NOW),
        lambda: offered(laundry),
        lambda: merger(body),
    ):
        with pytest.raises(Refused):
            act()
