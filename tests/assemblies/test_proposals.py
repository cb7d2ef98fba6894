"""A proposal argued: drafted, seconded, talked about, amended, merged, split."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commonweal.assemblies.actions.amendments import (
    accept_amendment,
    put_amendment,
    withdraw_amendment,
)
from commonweal.assemblies.actions.discussion import change_comment, erase_comment, write_comment
from commonweal.assemblies.actions.proposals import (
    change_draft,
    discard_draft,
    put_forward,
    save_draft,
    second,
    take_back_second,
)
from commonweal.assemblies.actions.votes import open_vote, withdraw
from commonweal.assemblies.discussion import EDITABLE, seal
from commonweal.assemblies.models import (
    Amendment,
    Body,
    Comment,
    Draft,
    Meeting,
    Proposal,
    Second,
    Wording,
)
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.models import CommittedText, Event

from .conftest import EVENING, NOW, ORDERS, Account, user_of
from .proposing import BENCH, BETTER, LAUNDRY, Words, last, made, merger, offered, vote_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_seconds(body: Body) -> Body:
    """The assembly under standing orders that ask for two seconds."""
    body.orders.update(text=replace(ORDERS, seconds=2).written())
    return body


def kinds() -> list[str]:
    return [event.kind for event in Event.objects.order_by("number")]


# Drafts


def test_a_draft_is_its_author_s_alone_and_the_record_tells_nothing(body: Body) -> None:
    events = Event.objects.count()
    draft = save_draft(body=body, title="", text="Wash", by=user_of(body, "Knot"), now=NOW)
    change_draft(draft=draft, title="A laundry", text="Wash here.", by=user_of(body, "Knot"), now=NOW)
    with pytest.raises(Refused, match="not there any more"):
        change_draft(draft=draft, title="Mine", text="", by=user_of(body, "Tern"), now=NOW)
    assert Event.objects.count() == events
    assert not Proposal.objects.exists()
    proposal = put_forward(draft=draft, by=user_of(body, "Knot"), now=NOW)
    assert (proposal.number, proposal.title, proposal.text) == (1, "A laundry", "Wash here.")
    assert not Draft.objects.exists()


def test_a_draft_without_a_title_stays_a_draft(body: Body) -> None:
    draft = save_draft(body=body, title="", text="Wash", by=user_of(body, "Knot"), now=NOW)
    with pytest.raises(Refused, match="a short title"):
        put_forward(draft=draft, by=user_of(body, "Knot"), now=NOW)
    assert Draft.objects.get().text == "Wash"
    discard_draft(draft=draft, by=user_of(body, "Knot"), now=NOW)
    assert not Draft.objects.exists()


# Seconds


def test_with_the_last_second_a_proposal_is_open(two_seconds: Body) -> None:
    proposal = made(two_seconds)
    assert proposal.state == Proposal.State.SECONDING
    assert second(proposal=proposal, by=user_of(two_seconds, "Tern"), now=NOW).state == Proposal.State.SECONDING
    assert second(proposal=proposal, by=user_of(two_seconds, "Grebe"), now=NOW).state == Proposal.State.OPEN
    assert (last().kind, last().body["seconds"], last().body["needed"]) == ("proposal-seconded", 2, 2)


@pytest.mark.parametrize(
    ("who", "said"),
    [("Knot", "is yours already"), ("Tern", "Once is enough"), ("Stranger", "Only members of this assembly")],
)
def test_seconds_that_are_refused(two_seconds: Body, account: Account, who: str, said: str) -> None:
    proposal = made(two_seconds)
    second(proposal=proposal, by=user_of(two_seconds, "Tern"), now=NOW)
    with pytest.raises(Refused, match=said):
        second(proposal=proposal, by=account(who), now=NOW)
    assert proposal.seconds.count() == 1


def test_support_can_be_taken_back_before_it_is_enough(two_seconds: Body) -> None:
    proposal, tern = made(two_seconds), user_of(two_seconds, "Tern")
    second(proposal=proposal, by=tern, now=NOW)
    take_back_second(proposal=proposal, by=tern, now=NOW)
    assert (last().kind, last().body["seconds"]) == ("second-taken-back", 0)
    with pytest.raises(Refused, match="have not seconded"):
        take_back_second(proposal=proposal, by=tern, now=NOW)
    for name in ("Tern", "Grebe"):
        second(proposal=proposal, by=user_of(two_seconds, name), now=NOW)
    with pytest.raises(Refused, match="Enough members have seconded"):
        take_back_second(proposal=proposal, by=tern, now=NOW)


@pytest.mark.db
def test_the_database_keeps_one_second_a_member(two_seconds: Body) -> None:
    proposal = made(two_seconds)
    second(proposal=proposal, by=user_of(two_seconds, "Tern"), now=NOW)
    member = two_seconds.members.get(shown_name="Tern")
    with pytest.raises(IntegrityError, match=r"(?i)unique|a_member_seconds"), transaction.atomic():
        Second.objects.create(proposal=proposal, member=member, given_at=NOW)


def test_what_waits_for_seconds_is_not_voted_on(two_seconds: Body, in_the_room: Meeting, convenor: User) -> None:
    with pytest.raises(Refused, match="waits for seconds"):
        open_vote(proposal=made(two_seconds), meeting=in_the_room, by=convenor, now=EVENING)


# Comments


def test_a_comment_is_mended_for_a_quarter_of_an_hour_and_can_be_erased_for_good(body: Body) -> None:
    knot = user_of(body, "Knot")
    comment = write_comment(proposal=made(body), text="I agre.", answers=None, by=knot, now=NOW)
    change_comment(comment=comment, text="I agree.", by=knot, now=NOW + EDITABLE - timedelta(seconds=1))
    with pytest.raises(Refused, match="for 15 minutes"):
        change_comment(comment=comment, text="Never.", by=knot, now=NOW + EDITABLE)
    kept = Comment.objects.get()
    assert kept.text == "I agree."
    assert last().body["seal"] == kept.seal == seal(bytes(kept.salt), "I agree.")
    erase_comment(comment=comment, by=knot, now=NOW + timedelta(days=9))
    assert (Comment.objects.get().text, bytes(Comment.objects.get().salt)) == ("", b"")
    assert last().body["seal"] == kept.seal  # the record keeps what stands for the words, which tells nothing now


def test_no_comment_is_published_beside_the_record(body: Body) -> None:
    before = CommittedText.objects.count()
    proposal = made(body)
    write_comment(proposal=proposal, text="I agree.", answers=None, by=user_of(body, "Knot"), now=NOW)
    assert CommittedText.objects.count() == before + 1  # the proposal's
    assert "agree" not in str([event.body for event in Event.objects.all()])


def test_answers_go_one_level_deep(body: Body) -> None:
    proposal, tern = made(body), user_of(body, "Tern")
    first = write_comment(proposal=proposal, text="Where?", answers=None, by=tern, now=NOW)
    answer = write_comment(proposal=proposal, text="There.", answers=first, by=tern, now=NOW)
    with pytest.raises(Refused, match="Answer the comment at the beginning"):
        write_comment(proposal=proposal, text="No.", answers=answer, by=tern, now=NOW)
    with pytest.raises(Refused, match="Answer the comment at the beginning"):
        write_comment(proposal=made(body, "Grebe"), text="No.", answers=first, by=tern, now=NOW)
    erase_comment(comment=first, by=tern, now=NOW)
    with pytest.raises(Refused, match="not shown any more"):
        write_comment(proposal=proposal, text="No.", answers=first, by=tern, now=NOW)


def test_who_may_say_what(body: Body, two_seconds: Body, account: Account) -> None:
    body.orders.update(text=ORDERS.written())
    comment = write_comment(proposal=made(body), text="Yes.", answers=None, by=user_of(body, "Tern"), now=NOW)
    for verb in (change_comment, erase_comment):
        with pytest.raises(Refused, match="Only who wrote"):
            verb(
                comment=comment,
                by=user_of(body, "Grebe"),
                now=NOW,
                **({"text": "No."} if verb is change_comment else {}),
            )
    with pytest.raises(Refused, match="Only members"):
        write_comment(proposal=comment.proposal, text="No.", answers=None, by=account("Stranger"), now=NOW)
    withdraw(proposal=comment.proposal, by=user_of(body, "Knot"), now=NOW)
    with pytest.raises(Refused, match="not open for discussion"):
        write_comment(proposal=comment.proposal, text="No.", answers=None, by=user_of(body, "Tern"), now=NOW)


# Amendments


def test_an_accepted_amendment_takes_the_place_of_the_text_and_the_former_one_is_kept(body: Body) -> None:
    proposal = made(body)
    accept_amendment(amendment=offered(proposal), by=user_of(body, "Knot"), now=NOW)
    now, former = Proposal.objects.get(), Wording.objects.get()
    assert (now.text, former.text, former.version) == (BETTER.text, LAUNDRY.text, 1)
    assert last().kind == "proposal-amended"
    assert (last().body["text"], last().body["former"], last().body["version"]) == (
        now.commitment,
        former.commitment,
        2,
    )
    assert CommittedText.objects.get(commitment=now.commitment).text == BETTER.whole


@pytest.mark.parametrize("who", ["Tern", "Grebe", "Stranger"])
def test_only_the_author_accepts(body: Body, account: Account, who: str) -> None:
    with pytest.raises(Refused, match="Only"):
        accept_amendment(amendment=offered(made(body)), by=account(who), now=NOW)
    assert not Wording.objects.exists()


def test_an_amendment_to_an_earlier_text_is_offered_again(body: Body) -> None:
    proposal, knot = made(body), user_of(body, "Knot")
    early, late = offered(proposal), offered(proposal, "Grebe", Words("A laundry", "Wash nothing."))
    accept_amendment(amendment=early, by=knot, now=NOW)
    with pytest.raises(Refused, match="has changed since"):
        accept_amendment(amendment=late, by=knot, now=NOW)
    with pytest.raises(Refused, match="the text as it stands"):
        offered(Proposal.objects.get())


@pytest.mark.parametrize(("yes", "text", "state"), [(8, BETTER.text, "carried"), (3, LAUNDRY.text, "lost")])
def test_an_amendment_is_voted_on_before_the_proposal(
    body: Body, in_the_room: Meeting, convenor: User, yes: int, text: str, state: str
) -> None:
    proposal = made(body)
    amendment = put_amendment(amendment=offered(proposal), by=convenor, now=EVENING)
    with pytest.raises(Refused, match="Vote on that first"):
        open_vote(proposal=proposal, meeting=in_the_room, by=convenor, now=EVENING)
    with pytest.raises(Refused, match="Vote on that first"):
        withdraw(proposal=proposal, by=user_of(body, "Knot"), now=EVENING)
    with pytest.raises(Refused, match="Vote on that first"):
        offered(proposal, "Grebe", Words("A laundry", "Wash nothing."))
    assert amendment.motion is not None
    assert BETTER.text in amendment.motion.text
    vote_on(amendment.motion, in_the_room, yes)
    assert Amendment.objects.get().state == state
    assert Proposal.objects.get(pk=proposal.pk).text == text
    assert vote_on(proposal, in_the_room, 8).carried
    assert last().body["text"] == Proposal.objects.get(pk=proposal.pk).commitment


def test_a_proposal_made_of_an_amendment_is_nothing_else(body: Body, convenor: User) -> None:
    amendment = put_amendment(amendment=offered(made(body)), by=convenor, now=NOW)
    assert amendment.motion
    with pytest.raises(Refused, match="Act on the amendment"):
        withdraw(proposal=amendment.motion, by=user_of(body, "Avocet"), now=NOW)
    with pytest.raises(Refused, match="Act on the amendment"):
        offered(amendment.motion)


def test_only_a_convenor_puts_an_amendment_to_a_vote(body: Body) -> None:
    with pytest.raises(Refused, match="Only a convenor"):
        put_amendment(amendment=offered(made(body)), by=user_of(body, "Avocet"), now=NOW)


def test_an_amendment_taken_back_frees_the_proposal(body: Body, in_the_room: Meeting, convenor: User) -> None:
    proposal = made(body)
    amendment = put_amendment(amendment=offered(proposal), by=convenor, now=EVENING)
    with pytest.raises(Refused, match="Only who offered"):
        withdraw_amendment(amendment=amendment, by=user_of(body, "Grebe"), now=EVENING)
    withdraw_amendment(amendment=amendment, by=user_of(body, "Avocet"), now=EVENING)
    assert amendment.motion
    with pytest.raises(Refused, match="taken back"):
        open_vote(proposal=amendment.motion, meeting=in_the_room, by=convenor, now=EVENING)
    assert vote_on(proposal, in_the_room, 8).carried


def test_the_text_is_frozen_once_a_vote_is_open(body: Body, in_the_room: Meeting, convenor: User) -> None:
    proposal = made(body)
    amendment = offered(proposal)
    open_vote(proposal=proposal, meeting=in_the_room, by=convenor, now=EVENING)
    for act in (
        lambda: offered(proposal, "Grebe"),
        lambda: accept_amendment(amendment=amendment, by=user_of(body, "Knot"), now=EVENING),
        lambda: put_amendment(amendment=amendment, by=convenor, now=EVENING),
    ):
        with pytest.raises(Refused, match="It stays as it is"):
            act()
    assert Proposal.objects.get(pk=proposal.pk).text == LAUNDRY.text


@pytest.mark.db
def test_the_database_keeps_one_amendment_in_a_vote(body: Body, convenor: User) -> None:
    proposal = made(body)
    put_amendment(amendment=offered(proposal), by=convenor, now=NOW)
    second_one = Amendment.objects.get()
    second_one.pk, second_one.public_id, second_one.number, second_one.motion = None, proposal.public_id, 2, None
    with pytest.raises(IntegrityError, match=r"(?i)unique|one_amendment"), transaction.atomic():
        second_one.save(force_insert=True)


def test_no_event_names_anybody_or_says_a_word(body: Body, convenor: User) -> None:
    laundry = made(body)
    write_comment(proposal=laundry, text="Tern agrees.", answers=None, by=convenor, now=NOW)
    accept_amendment(amendment=offered(laundry), by=user_of(body, "Knot"), now=NOW)
    made(body, "Tern", BENCH)
    merger(body, "The laundry needs a bench.", "Tern")
    told = str([event.body for event in Event.objects.all()])
    assert not [word for word in ("Tern", "Knot", "laundry", "ropeworks", "bench") if word in told]
    assert {"comment-written", "amendment-offered", "proposal-amended", "proposals-merged"} <= set(kinds())
