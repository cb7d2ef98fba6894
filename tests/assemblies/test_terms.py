"""What a decision brings about: from when, for what, in whose place, and whether an accountable body accepted it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from commonweal.assemblies import decisions, queries, replays
from commonweal.assemblies.actions.acceptance import Reply, enter_answer
from commonweal.assemblies.actions.effects import bring_orders, recused, set_terms, take_back_interest, tell_interest
from commonweal.assemblies.actions.meetings import Call, call_meeting
from commonweal.assemblies.actions.votes import enter_hands, open_vote, propose
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.decisions import Act, Disclosure, Standing, Terms
from commonweal.assemblies.hands import Hands
from commonweal.assemblies.models import Body, Decision, Interest, Meeting, Member, Orders, Proposal, Vote
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import CommittedText, Event

from .conftest import EVENING, NOW, ORDERS, Account, decided, user_of

DECIDED = datetime(2026, 11, 29, 19, tzinfo=UTC)
LAUNDRY = Standing("Decision 3 of Quayside assembly", True, DECIDED, Terms())
COUNCIL = "Sandport Council"


@pytest.mark.parametrize(
    ("changed", "act", "said"),
    [
        ({}, {}, None),
        ({"carried": False}, {}, "was not carried"),
        ({}, {"at": DECIDED - timedelta(hours=1)}, "was taken later, on 29 November 2026"),
        ({"terms": Terms(begins_on=date(2027, 1, 1))}, {}, "holds from 1 January 2027 on"),
        ({"terms": Terms(begins_on=date(2027, 1, 1))}, {"day": date(2027, 1, 1)}, None),
        ({"terms": Terms(ends_on=date(2026, 12, 31))}, {"day": date(2026, 12, 31)}, None),
        ({"terms": Terms(ends_on=date(2026, 12, 31))}, {"day": date(2027, 1, 1)}, "expired on 31 December 2026"),
        ({"followed_by": 5, "followed_from": date(2026, 11, 30)}, {}, "superseded by decision 5"),
        ({"followed_by": 5, "followed_from": date(2026, 12, 1)}, {}, None),  # the later one does not hold yet
        ({"terms": Terms(asks_of=COUNCIL)}, {}, "waits for Sandport Council to accept it"),
        ({"terms": Terms(asks_of=COUNCIL), "accepted": False}, {}, "was declined by Sandport Council"),
        ({"terms": Terms(asks_of=COUNCIL), "accepted": True}, {}, None),
        ({}, {"pence": 1}, "names no amount"),
        ({"terms": Terms(pence=250_000)}, {"pence": 250_000}, None),
        ({"terms": Terms(pence=250_000)}, {"pence": 250_001}, "allows £2,500.00, and this is £2,500.01"),
        ({"terms": Terms(pence=250_000, purpose="A laundry")}, {"pence": 1, "purpose": "a laundry"}, None),
        ({"terms": Terms(purpose="a laundry")}, {"purpose": "a bench"}, "is for a laundry, and not for a bench"),
    ],
)
def test_what_a_decision_authorises(changed: dict[str, object], act: dict[str, object], said: str | None) -> None:
    standing = replace(LAUNDRY, **changed)  # type: ignore[arg-type]
    asked = replace(Act(DECIDED + timedelta(days=1), date(2026, 11, 30)), **act)  # type: ignore[arg-type]
    if said is None:
        decisions.check(standing, asked)
        return
    with pytest.raises(Refused, match=said):
        decisions.check(standing, asked)


@pytest.mark.parametrize(
    "terms", [{"begins_on": date(2027, 1, 2), "ends_on": date(2027, 1, 1)}, {"pence": 0}, {"pence": 10**13}]
)
def test_terms_that_cannot_be_kept(terms: dict[str, object]) -> None:
    with pytest.raises(Refused):
        Terms(**terms)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ((True, "", date(2026, 12, 1)), "Write who answered"),
        ((True, "Cabinet", date(2026, 12, 1)), "the reference of the acceptance"),
        ((False, "Cabinet", date(2026, 12, 1), "Minute 7"), "the reason"),
    ],
)
def test_answers_that_say_too_little(reply: tuple[object, ...], said: str) -> None:
    with pytest.raises(Refused, match=said):
        Reply(*reply)  # type: ignore[arg-type]


def proposed(body: Body, title: str = "A laundry") -> Proposal:
    return propose(body=body, title=title, text="Wash the linen here.", by=user_of(body, "Knot"), now=NOW)


@pytest.mark.django_db
def test_a_later_decision_takes_the_place_of_an_earlier_one(in_the_room: Meeting) -> None:
    body = in_the_room.body
    first = decided(proposed(body), in_the_room, Hands(5, 2, 0))
    again, knot = proposed(body, "No laundry"), user_of(body, "Knot")
    set_terms(proposal=again, terms=Terms(begins_on=date(2026, 12, 5)), supersedes=first, by=knot, now=NOW)
    second = decided(again, in_the_room, Hands(6, 1, 0))
    first.refresh_from_db()
    assert first.superseded_by == second
    assert queries.require_decision(first, at=EVENING)  # until the later one begins
    with pytest.raises(Refused, match="superseded by decision 2"):
        queries.require_decision(first, at=EVENING + timedelta(days=7))
    assert Event.objects.latest("number").body["followed_by"] == 2


@pytest.mark.django_db
def test_what_is_lost_leaves_the_earlier_decision_standing(in_the_room: Meeting) -> None:
    body, knot = in_the_room.body, user_of(in_the_room.body, "Knot")
    first = decided(proposed(body), in_the_room, Hands(5, 2, 0))
    again = proposed(body, "No laundry")
    set_terms(proposal=again, terms=Terms(), supersedes=first, by=knot, now=NOW)
    lost = decided(again, in_the_room, Hands(2, 5, 0))
    first.refresh_from_db()
    assert first.superseded_by is None
    third = proposed(body, "Again")
    with pytest.raises(Refused, match="Decision 2 does not hold"):
        set_terms(proposal=third, terms=Terms(), supersedes=lost, by=knot, now=NOW)


@pytest.mark.django_db
def test_only_its_author_sets_the_terms_and_only_before_the_vote(in_the_room: Meeting, convenor: User) -> None:
    proposal = proposed(in_the_room.body)
    with pytest.raises(Refused, match="Only who made a proposal"):
        set_terms(proposal=proposal, terms=Terms(), supersedes=None, by=convenor, now=NOW)
    open_vote(proposal=proposal, meeting=in_the_room, by=convenor, now=EVENING)
    with pytest.raises(Refused, match="only before a vote is open"):
        set_terms(proposal=proposal, terms=Terms(), supersedes=None, by=user_of(in_the_room.body, "Knot"), now=EVENING)


@pytest.mark.django_db
@pytest.mark.parametrize(("yes", "no", "carried"), [(6, 2, True), (5, 3, False), (4, 2, True)])
def test_standing_orders_change_by_two_thirds(
    in_the_room: Meeting, convenor: User, yes: int, no: int, carried: bool
) -> None:
    body = in_the_room.body
    proposal, shorter = proposed(body, "Two days' notice"), replace(ORDERS, notice_days=2)
    bring_orders(proposal=proposal, orders=shorter, by=user_of(body, "Knot"), now=NOW)
    decision = decided(proposal, in_the_room, Hands(yes, no, 0))
    assert decision.carried is carried
    event = Event.objects.get(number=decision.event)
    assert (event.body["majority"], event.body["majority_reached"]) == ("2/3", True)
    assert replays.carried(event.body) is carried
    latest = Orders.objects.filter(body=body).latest("version")
    assert (latest.version, latest.rules().notice_days) == ((2, 2) if carried else (1, 7))
    assert latest.by == (decision if carried else None)
    assert Meeting.objects.get().orders.version == 1  # a meeting keeps the version it was called under
    if carried:
        call = Call(EVENING + timedelta(days=3), "The hall", "1. The laundry")
        assert call_meeting(body=body, call=call, by=convenor, now=EVENING).orders == latest


@pytest.mark.django_db
def test_orders_that_change_nothing_or_wait_are_refused(body: Body) -> None:
    proposal, knot = proposed(body), user_of(body, "Knot")
    with pytest.raises(Refused, match="Change at least one rule"):
        bring_orders(proposal=proposal, orders=ORDERS, by=knot, now=NOW)
    bring_orders(proposal=proposal, orders=replace(ORDERS, majority=Fraction(3, 5)), by=knot, now=NOW)
    with pytest.raises(Refused, match="hold from the decision on"):
        set_terms(proposal=proposal, terms=Terms(begins_on=date(2027, 1, 1)), supersedes=None, by=knot, now=NOW)


@pytest.mark.django_db
def test_who_takes_no_part_raises_no_hand_and_counts_none(body: Body, in_the_room: Meeting, convenor: User) -> None:
    proposal, grebe = proposed(body), body.members.get(shown_name="Grebe")
    Orders.objects.update(text=replace(ORDERS, quorum_least=6).written())
    said = "I work for the hospital."
    tell_interest(proposal=proposal, member=grebe, told=Disclosure(said, True), by=user_of(body, "Grebe"), now=NOW)
    with pytest.raises(Refused, match="told already"):
        tell_interest(proposal=proposal, member=grebe, told=Disclosure(said, False), by=user_of(body, "Grebe"), now=NOW)
    meeting = Meeting.objects.get(pk=in_the_room.pk)
    vote = open_vote(proposal=proposal, meeting=meeting, by=convenor, now=EVENING)
    assert (vote.present, vote.members) == (7, 8)
    with pytest.raises(Refused, match="You take no part"):
        enter_hands(vote=vote, counted=Hands(4, 3, 0), by=user_of(body, "Grebe"), now=EVENING)
    for teller in ("Tern", "Avocet"):
        enter_hands(vote=vote, counted=Hands(4, 3, 0), by=user_of(body, teller), now=EVENING)
    assert Event.objects.get(number=Decision.objects.get().event).body["recused"] == 1
    assert "hospital" not in str([event.body for event in Event.objects.all()])


@pytest.mark.django_db
def test_whose_interest_may_be_told(body: Body, in_the_room: Meeting, convenor: User, account: Account) -> None:
    proposal, grebe = proposed(body), body.members.get(shown_name="Grebe")
    for other in (account("Stranger"), user_of(body, "Knot")):
        with pytest.raises(Refused, match="Only a convenor"):
            tell_interest(proposal=proposal, member=grebe, told=Disclosure("So.", True), by=other, now=NOW)
    with pytest.raises(Overstepped, match="have an account, and tell it themselves"):
        tell_interest(proposal=proposal, member=grebe, told=Disclosure("So.", True), by=convenor, now=NOW)
    Member.objects.filter(pk=grebe.pk).update(user=None)
    grebe.refresh_from_db()
    with pytest.raises(Refused, match="without a name"):
        tell_interest(proposal=proposal, member=grebe, told=Disclosure(" ", True), by=convenor, now=NOW)
    open_vote(proposal=proposal, meeting=in_the_room, by=convenor, now=EVENING)
    with pytest.raises(Refused, match="before the vote opens"):
        tell_interest(proposal=proposal, member=grebe, told=Disclosure("So.", True), by=convenor, now=NOW)


@pytest.mark.django_db
def test_what_was_told_by_mistake_is_taken_back_until_the_vote_opens(
    body: Body, in_the_room: Meeting, convenor: User
) -> None:
    proposal, member, grebe = proposed(body), body.members.get(shown_name="Grebe"), user_of(body, "Grebe")

    Orders.objects.update(text=replace(ORDERS, quorum_least=6).written())

    def told() -> Interest:
        said = Disclosure("I work for the hospital.", True)
        return tell_interest(proposal=proposal, member=member, told=said, by=grebe, now=NOW)

    first = told()
    with pytest.raises(Refused, match="Only a convenor"):
        take_back_interest(interest=first, by=user_of(body, "Knot"), now=NOW)
    take_back_interest(interest=first, by=grebe, now=NOW)
    with pytest.raises(Refused, match="taken back already"):
        take_back_interest(interest=first, by=grebe, now=NOW)
    [taken] = Event.objects.filter(kind="interest-taken-back")
    assert taken.body["interest"] == first.commitment
    assert CommittedText.objects.get(commitment=first.commitment).text == ""
    assert not recused(proposal).exists()
    again = told()
    open_vote(proposal=proposal, meeting=in_the_room, by=convenor, now=EVENING)
    with pytest.raises(Refused, match="stands once the vote opens"):
        take_back_interest(interest=again, by=grebe, now=EVENING)
    assert recused(proposal).get() == member


@pytest.mark.django_db
def test_a_decision_waits_for_the_council_that_must_accept_it(
    in_the_room: Meeting, convenor: User, account: Account
) -> None:
    proposal, knot = proposed(in_the_room.body), user_of(in_the_room.body, "Knot")
    set_terms(proposal=proposal, terms=Terms(asks_of=COUNCIL), supersedes=None, by=knot, now=NOW)
    decision, later = decided(proposal, in_the_room, Hands(6, 1, 0)), EVENING + timedelta(days=20)
    with pytest.raises(Refused, match="waits for Sandport Council"):
        queries.require_decision(decision, at=later)
    yes = Reply(True, "Cabinet", date(2026, 12, 10), "Minute 7")
    for other in (account("Stranger"), knot):
        with pytest.raises(Refused, match="Only a convenor"):
            enter_answer(decision=decision, reply=yes, by=other, now=later)
    no = Reply(False, "Cabinet", date(2026, 12, 8), reason="No money this year.")
    enter_answer(decision=decision, reply=no, by=convenor, now=later)
    with pytest.raises(Refused, match="was declined by Sandport Council"):
        queries.require_decision(decision, at=later)
    enter_answer(decision=decision, reply=yes, by=convenor, now=later)  # they thought again
    assert queries.require_decision(decision, at=later) == decision
    assert "Cabinet" not in str([event.body for event in Event.objects.all()])


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2026, 12, 20)])
def test_an_answer_lies_between_the_decision_and_today(in_the_room: Meeting, convenor: User, day: date) -> None:
    proposal, knot = proposed(in_the_room.body), user_of(in_the_room.body, "Knot")
    set_terms(proposal=proposal, terms=Terms(asks_of=COUNCIL), supersedes=None, by=knot, now=NOW)
    decision = decided(proposal, in_the_room, Hands(6, 1, 0))
    with pytest.raises(Refused, match="Check the day"):
        enter_answer(
            decision=decision,
            reply=Reply(True, "Cabinet", day, "Minute 7"),
            by=convenor,
            now=EVENING + timedelta(days=20),
        )


@pytest.mark.django_db
def test_nobody_accepts_what_asks_nobody(in_the_room: Meeting, convenor: User) -> None:
    decision = decided(proposed(in_the_room.body), in_the_room, Hands(6, 1, 0))
    reply = Reply(True, "Cabinet", date(2026, 11, 29), "Minute 7")
    with pytest.raises(Refused, match="nobody’s acceptance"):
        enter_answer(decision=decision, reply=reply, by=convenor, now=EVENING)
    assert not Vote.objects.filter(state=Vote.State.OPEN).exists()
