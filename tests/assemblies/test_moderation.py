"""What is hidden, why, who decides about an appeal, and what the public list tells."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from commonweal.assemblies.actions.amendments import offer_amendment
from commonweal.assemblies.actions.discussion import erase_comment, write_comment
from commonweal.assemblies.actions.moderation import (
    adopt_policy,
    answer_appeal,
    appeal,
    hide,
    report,
    set_reports_aside,
    show_again,
)
from commonweal.assemblies.actions.votes import open_vote, propose
from commonweal.assemblies.models import Body, Comment, Decision, Hiding, Meeting, Office, Proposal, Report
from commonweal.assemblies.wordings import Wording
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions.publishing import publish
from commonweal.record.models import CommittedText, Event
from commonweal.record.verifying import verify
from commonweal.record.vouching import Kept

from .conftest import EVENING, NOW, decided, user_of

pytestmark = pytest.mark.django_db
LATER = EVENING + timedelta(hours=1)


@pytest.fixture
def proposal(body: Body) -> Proposal:
    return propose(body=body, title="A laundry", text="Wash Mrs Example's linen.", by=user_of(body, "Knot"), now=NOW)


@pytest.fixture
def comment(proposal: Proposal) -> Comment:
    by = user_of(proposal.body, "Knot")
    return write_comment(proposal=proposal, text="You are all fools.", answers=None, by=by, now=NOW)


@pytest.fixture
def hiding(comment: Comment, convenor: User) -> Hiding:
    return hide(thing=comment, reason="insult", by=convenor, now=NOW)


@pytest.fixture
def other_convenor(body: Body) -> User:
    member = body.members.get(shown_name="Grebe")
    Office.objects.create(body=body, member=member, name=Office.Name.CONVENOR, since=NOW)
    assert member.user
    return member.user


def test_hiding_keeps_the_words_and_showing_brings_them_back(hiding: Hiding, comment: Comment, convenor: User) -> None:
    hidden = Comment.objects.get()
    assert (hidden.state, hidden.text) == ("hidden", "You are all fools.")
    assert (hiding.number, hiding.reason) == (1, "insult")
    with pytest.raises(Refused, match="hidden or erased already"):
        hide(thing=comment, reason="insult", by=convenor, now=NOW)
    show_again(hiding=hiding, by=convenor, now=LATER)
    assert Comment.objects.get().state == "shown"
    with pytest.raises(Refused, match="is shown again"):
        show_again(hiding=hiding, by=convenor, now=LATER)
    assert hide(thing=comment, reason="off topic", by=convenor, now=LATER).number == 2


@pytest.mark.parametrize(
    ("who", "reason", "said"),
    [("Grebe", "insult", "Only a convenor"), ("Tern", "I disagree", "Choose one of the reasons")],
)
def test_who_hides_and_for_what(comment: Comment, who: str, reason: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        hide(thing=comment, reason=reason, by=user_of(comment.proposal.body, who), now=NOW)
    assert Comment.objects.get().state == "shown"


def test_a_hidden_proposal_is_published_no_more_until_it_is_shown_again(
    proposal: Proposal, convenor: User, in_the_room: Meeting
) -> None:
    offer = offer_amendment(
        proposal=proposal, wording=Wording("A laundry", "Wash it."), by=user_of(proposal.body, "Avocet"), now=NOW
    )
    hiding = hide(thing=proposal, reason="names a private person", by=convenor, now=NOW)
    for commitment in (proposal.commitment, offer.commitment):
        kept = CommittedText.objects.get(commitment=commitment)
        assert (kept.text, kept.erased_at) == ("", NOW)
    with pytest.raises(Refused, match="taken back"):
        open_vote(proposal=proposal, meeting=in_the_room, by=convenor, now=EVENING)
    show_again(hiding=hiding, by=convenor, now=LATER)
    again = Proposal.objects.get()
    assert (again.state, again.text) == ("open", "Wash Mrs Example's linen.")
    assert again.commitment != proposal.commitment
    assert CommittedText.objects.get(commitment=again.commitment).text == "A laundry\n\nWash Mrs Example's linen."
    assert again.commitment in Event.objects.latest("number").body["texts"]


def test_a_hidden_change_stays_hidden_with_its_proposal(proposal: Proposal, convenor: User) -> None:
    by = user_of(proposal.body, "Avocet")
    offer = offer_amendment(proposal=proposal, wording=Wording("A laundry", "Wash it."), by=by, now=NOW)
    change = hide(thing=offer, reason="insult", by=convenor, now=NOW)
    whole = hide(thing=proposal, reason="insult", by=convenor, now=NOW)
    with pytest.raises(Refused, match="Show that first"):
        show_again(hiding=change, by=convenor, now=LATER)
    show_again(hiding=whole, by=convenor, now=LATER)
    assert CommittedText.objects.get(commitment=offer.commitment).text == ""
    show_again(hiding=change, by=convenor, now=LATER)
    offer.refresh_from_db()
    assert (offer.state, CommittedText.objects.get(commitment=offer.commitment).text) == (
        "offered",
        "A laundry\n\nWash it.",
    )


def test_what_is_voted_on_stays_readable(proposal: Proposal, in_the_room: Meeting, convenor: User) -> None:
    decided(proposal, in_the_room)
    with pytest.raises(Refused, match="stays readable"):
        hide(thing=proposal, reason="insult", by=convenor, now=LATER)


def test_another_convenor_answers_an_appeal(hiding: Hiding, convenor: User, other_convenor: User, body: Body) -> None:
    with pytest.raises(Refused, match="No appeal waits"):
        answer_appeal(hiding=hiding, upheld=False, decision=None, by=other_convenor, now=LATER)
    with pytest.raises(Refused, match="Only who wrote"):
        appeal(hiding=hiding, text="It was a joke.", by=user_of(body, "Avocet"), now=NOW)
    with pytest.raises(Refused, match="Write why"):
        appeal(hiding=hiding, text=" ", by=user_of(body, "Knot"), now=NOW)
    appeal(hiding=hiding, text="It was a joke.", by=user_of(body, "Knot"), now=NOW)
    with pytest.raises(Refused, match="You have appealed"):
        appeal(hiding=hiding, text="Really.", by=user_of(body, "Knot"), now=NOW)
    with pytest.raises(Refused, match="another convenor decides"):
        answer_appeal(hiding=hiding, upheld=True, decision=None, by=convenor, now=LATER)
    answer_appeal(hiding=hiding, upheld=False, decision=None, by=other_convenor, now=LATER)
    assert (Comment.objects.get().state, Hiding.objects.get().upheld) == ("shown", False)
    assert [event.kind for event in Event.objects.order_by("number")][-3:] == [
        "hiding-appealed",
        "appeal-answered",
        "shown-again",
    ]


def test_nobody_decides_about_words_of_their_own(proposal: Proposal, convenor: User, other_convenor: User) -> None:
    mine = write_comment(proposal=proposal, text="Fools.", answers=None, by=other_convenor, now=NOW)
    hiding = hide(thing=mine, reason="insult", by=convenor, now=NOW)
    appeal(hiding=hiding, text="It is so.", by=other_convenor, now=NOW)
    for act in (
        lambda: show_again(hiding=hiding, by=other_convenor, now=LATER),
        lambda: answer_appeal(hiding=hiding, upheld=False, decision=None, by=other_convenor, now=LATER),
    ):
        with pytest.raises(Refused, match="wrote this yourself"):
            act()


def test_the_assembly_answers_an_appeal_where_there_is_one_convenor(
    hiding: Hiding, body: Body, convenor: User, in_the_room: Meeting, proposal: Proposal
) -> None:
    early = decided(proposal, in_the_room)
    appeal(hiding=hiding, text="It was a joke.", by=user_of(body, "Knot"), now=LATER)
    with pytest.raises(Refused, match="after the appeal"):
        answer_appeal(hiding=hiding, upheld=False, decision=early, by=convenor, now=LATER)
    Hiding.objects.update(appealed_at=NOW)
    answer_appeal(hiding=hiding, upheld=False, decision=early, by=convenor, now=LATER)
    assert Hiding.objects.get().decision == early
    assert Comment.objects.get().state == "shown"


def test_an_appeal_that_is_not_upheld_leaves_it_hidden(hiding: Hiding, body: Body, other_convenor: User) -> None:
    appeal(hiding=hiding, text="It was a joke.", by=user_of(body, "Knot"), now=NOW)
    answer_appeal(hiding=hiding, upheld=True, decision=None, by=other_convenor, now=LATER)
    assert (Comment.objects.get().state, Hiding.objects.get().shown_at) == ("hidden", None)


def test_words_erased_meanwhile_do_not_come_back(hiding: Hiding, body: Body, convenor: User) -> None:
    erase_comment(comment=Comment.objects.get(), by=user_of(body, "Knot"), now=NOW)
    show_again(hiding=hiding, by=convenor, now=LATER)
    assert (Comment.objects.get().state, Comment.objects.get().text) == ("erased", "")


def test_anyone_reports_and_who_did_is_not_kept(comment: Comment, convenor: User) -> None:
    events = Event.objects.count()
    for number in range(5):
        assert report(thing=comment, reason="insult", note=f"Look, {number}.", now=NOW)
    assert report(thing=comment, reason="insult", note="Look.", now=NOW) is None  # the convenors know
    assert Report.objects.count() == 5
    assert Event.objects.count() == events
    assert not [field.name for field in Report._meta.get_fields() if field.name in ("by", "user", "member", "address")]
    with pytest.raises(Refused, match="Choose one of the reasons"):
        report(thing=comment, reason="x", note="", now=NOW)
    with pytest.raises(Refused, match="Only a convenor"):
        set_reports_aside(thing=comment, by=user_of(comment.proposal.body, "Grebe"), now=NOW)
    assert set_reports_aside(thing=comment, by=convenor, now=NOW) == 5
    assert set(Report.objects.values_list("note", flat=True)) == {""}
    assert report(thing=comment, reason="insult", note="", now=NOW)
    hide(thing=comment, reason="insult", by=convenor, now=NOW)
    assert not Report.objects.filter(settled_at=None).exists()


def test_a_policy_is_the_assembly_s_to_decide(
    body: Body, convenor: User, in_the_room: Meeting, proposal: Proposal
) -> None:
    decision = decided(proposal, in_the_room)
    with pytest.raises(Refused, match="Only a convenor"):
        adopt_policy(decision=decision, text="Be kind.", by=user_of(body, "Grebe"), now=LATER)
    with pytest.raises(Refused, match="Write the policy"):
        adopt_policy(decision=decision, text=" ", by=convenor, now=LATER)
    assert adopt_policy(decision=decision, text="Be kind.", by=convenor, now=LATER).version == 1
    assert CommittedText.objects.get(commitment=Event.objects.latest("number").body["text"]).text == "Be kind."
    Decision.objects.update(carried=False)
    with pytest.raises(Refused, match="was not carried"):
        adopt_policy(decision=decision, text="Be kinder.", by=convenor, now=LATER)


def test_the_record_of_hiding_has_no_words_and_no_names(hiding: Hiding, convenor: User) -> None:
    show_again(hiding=hiding, by=convenor, now=LATER)
    told = [event.body for event in Event.objects.filter(kind__in=["hidden", "shown-again"])]
    assert told[0]["what"] == "comment"
    assert not [word for word in ("fools", "Knot", "Tern") if word in str(told)]


@pytest.mark.db
def test_the_database_hides_a_thing_once(hiding: Hiding) -> None:
    Hiding.objects.filter(pk=hiding.pk).update(appeal="")
    again = Hiding.objects.get()
    again.pk, again.number, again.public_id = None, 2, uuid.uuid4()
    with pytest.raises(IntegrityError, match=r"(?i)unique|one_comment"), transaction.atomic():
        again.save(force_insert=True)
    again.comment = None
    with pytest.raises(IntegrityError, match="one_thing_is_hidden"), transaction.atomic():
        again.save(force_insert=True)


def test_a_record_with_hidden_words_verifies(
    proposal: Proposal, comment: Comment, convenor: User, tmp_path: Path, home: Path
) -> None:
    first = hide(thing=proposal, reason="names a private person", by=convenor, now=NOW)
    publish(folder=tmp_path, offers={}, by=None, now=NOW)
    hidden = verify(tmp_path, Kept(), {})
    assert (hidden.problems, hidden.withheld) == ([], 1)
    assert "Example" not in "".join(path.read_text("utf-8", "replace") for path in tmp_path.rglob("*.json"))
    show_again(hiding=first, by=convenor, now=LATER)
    publish(folder=tmp_path, offers={}, by=None, now=LATER)
    assert verify(tmp_path, Kept(), {}).problems == []
    assert "fools" not in "".join(path.read_text("utf-8", "replace") for path in tmp_path.rglob("*") if path.is_file())
